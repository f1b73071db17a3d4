//! Writes `content/verified.toml`: what was seen, for a site that is built without the archive.

use crate::load::record::Row;
use crate::load::records::Verified;
use crate::load::written::{self, Entry};
use crate::model::briefing::Briefing;
use crate::model::locator::Spot;

use super::{Report, Verification};

/// The file's text: a table for each fact by its id, in alphabetical order.
pub fn record(verification: &Verification, briefing: &Briefing) -> String {
    let mut reports: Vec<&Report> = verification.facts.iter().collect();
    reports.sort_by_key(|report| &briefing.facts[report.fact].slug);
    let entries: Vec<_> = reports.into_iter().map(|report| entry(report, verification, briefing)).collect();
    written::tables("verify --record", &entries)
}

fn entry(report: &Report, verification: &Verification, briefing: &Briefing) -> Entry<Verified> {
    let fact = &briefing.facts[report.fact];
    let source = verification.sources.iter().find(|source| source.source == fact.source);
    let cell = report.spot.as_ref().and_then(Spot::cell).map(ToString::to_string);
    let key = Row::<Verified>::keys();
    Entry::default()
        .text(key.id(), &fact.slug)
        .text(key.hash(), &fact.version.hash)
        .maybe_text(key.sha256(), source.and_then(|source| source.sha256.as_deref()))
        .word(key.answer(), report.answer)
        .maybe_bool(key.value_agrees(), report.value_agrees)
        .word(key.subject(), report.subject)
        .word(key.period(), report.period)
        .word(key.status(), report.status)
        .maybe_number(key.line(), report.spot.as_ref().and_then(Spot::line))
        .maybe_number(key.page(), report.spot.as_ref().and_then(Spot::page))
        .maybe_text(key.cell(), cell.as_deref())
        .maybe_text(key.archived(), report.archived.as_deref())
        .maybe_text(key.printed(), report.printed.as_deref())
}
