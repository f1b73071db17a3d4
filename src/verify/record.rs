//! Writes `content/verified.toml`: what was seen, for a site that is built without the archive.

use serde::Serialize;

use crate::load::written;
use crate::model::briefing::Briefing;
use crate::model::locator::Spot;

use super::{Report, Verification};

/// One fact's entry.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    hash: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    answer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_agrees: Option<bool>,
    subject: &'static str,
    period: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'a str>,
}

/// The file's text: a table for each fact by its id, in alphabetical order.
pub fn record(verification: &Verification, briefing: &Briefing) -> String {
    let mut fact: Vec<Entry> = verification.facts.iter().map(|report| entry(report, verification, briefing)).collect();
    fact.sort_by_key(|entry| entry.id);
    written::text("verify --record", "fact", &fact).expect("tables of strings and integers are TOML")
}

fn entry<'a>(report: &'a Report, verification: &'a Verification, briefing: &'a Briefing) -> Entry<'a> {
    let fact = &briefing.facts[report.fact];
    let source = verification.sources.iter().find(|source| source.source == fact.source);
    Entry {
        id: &fact.slug,
        hash: &fact.version.hash,
        sha256: source.and_then(|source| source.sha256.as_deref()),
        answer: report.answer.word(),
        value_agrees: report.value_agrees,
        subject: report.subject.word(),
        period: report.period.word(),
        status: report.status.word(),
        line: report.spot.as_ref().and_then(Spot::line),
        page: report.spot.as_ref().and_then(Spot::page),
        cell: report.spot.as_ref().and_then(Spot::cell).map(ToString::to_string),
        archived: report.archived.as_deref(),
        printed: report.printed.as_deref(),
    }
}
