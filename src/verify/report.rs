//! Writes what a verification found: the contract's JSON, and its sums in words.

use std::fmt::Write;

use serde::Serialize;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Answer, Stated};
use crate::model::locator::Spot;

use super::copies::Suggestion;
use super::{Remark, Report, Verification};

/// The contract's JSON: one object, ended by a line break. Beyond the contract it has each remark
/// apart, the documents, the suggested copies, and what could not be read.
pub fn json(verification: &Verification, copies: &[Suggestion], briefing: &Briefing, left_out: &[String]) -> String {
    let output = Output {
        facts: verification.facts.iter().map(|report| fact_row(report, briefing)).collect(),
        summary: Summary {
            found: verification.count(Answer::Found),
            repaired: verification.count(Answer::Repaired),
            absent: verification.count(Answer::Absent),
            cannot_check: verification.count(Answer::CannotCheck),
        },
        sources: verification.sources.iter().map(|report| source_row(report, briefing)).collect(),
        copies: copies.iter().map(|copy| copy_row(copy, briefing)).collect(),
        left_out,
    };
    let mut text = serde_json::to_string_pretty(&output).expect("strings and numbers are JSON");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Output<'a> {
    facts: Vec<FactRow<'a>>,
    summary: Summary,
    sources: Vec<SourceRow<'a>>,
    copies: Vec<CopyRow<'a>>,
    /// Records that could not be read, so that facts were not looked up.
    left_out: &'a [String],
}

#[derive(Serialize)]
struct FactRow<'a> {
    id: &'a str,
    answer: &'static str,
    #[serde(flatten)]
    place: PlaceRow,
    value_agrees: Option<bool>,
    subject: &'static str,
    period: &'static str,
    status: &'static str,
    message: Option<String>,
    remarks: Vec<RemarkRow<'a>>,
}

/// Where a fact was found, else where it was looked for: one of these, the others left out but `line`
/// (contract), which is null where the document is counted otherwise.
#[derive(Serialize)]
struct PlaceRow {
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
}

#[derive(Serialize)]
struct Summary {
    found: usize,
    repaired: usize,
    absent: usize,
    cannot_check: usize,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    source: &'a str,
    archive: &'a str,
    sha256: Option<&'a str>,
    language: Option<&'a str>,
    remarks: Vec<RemarkRow<'a>>,
}

#[derive(Serialize)]
struct RemarkRow<'a> {
    code: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct CopyRow<'a> {
    sources: [&'a str; 2],
    percent: u32,
    disputed: Vec<[&'a str; 2]>,
    message: String,
}

fn fact_row<'a>(report: &'a Report, briefing: &'a Briefing) -> FactRow<'a> {
    let fact = &briefing.facts[report.fact];
    FactRow {
        id: &fact.slug,
        answer: report.answer.word(),
        place: place_row(report.spot.as_ref().unwrap_or(&fact.locator.spot)),
        value_agrees: report.value_agrees,
        subject: report.subject.word(),
        period: report.period.word(),
        status: report.status.word(),
        message: report.message(),
        remarks: remark_rows(&report.remarks),
    }
}

fn place_row(spot: &Spot) -> PlaceRow {
    PlaceRow {
        line: spot.line(),
        page: spot.page(),
        cell: spot.cell().map(ToString::to_string),
        time: spot.time().map(|time| time.to_string()),
    }
}

fn source_row<'a>(report: &'a super::SourceReport, briefing: &'a Briefing) -> SourceRow<'a> {
    let source = &briefing.sources[report.source];
    SourceRow {
        source: &source.slug,
        archive: &source.archive,
        sha256: report.sha256.as_deref(),
        language: report.language.as_deref(),
        remarks: remark_rows(&report.remarks),
    }
}

fn copy_row<'a>(copy: &Suggestion, briefing: &'a Briefing) -> CopyRow<'a> {
    let slug = |id| briefing.facts[id].slug.as_str();
    CopyRow {
        sources: [&briefing.sources[copy.original].slug, &briefing.sources[copy.copy].slug],
        percent: copy.percent,
        disputed: copy.disputed.iter().map(|&(a, b)| [slug(a), slug(b)]).collect(),
        message: copy.message(briefing),
    }
}

fn remark_rows(remarks: &[Remark]) -> Vec<RemarkRow<'_>> {
    remarks.iter().map(|remark| RemarkRow { code: remark.kind.code().name(), message: &remark.text }).collect()
}

/// How many facts got which answer, and where their subjects, periods and status are stated.
pub fn summary(verification: &Verification) -> String {
    let stated = |pick: fn(&Report) -> Stated| {
        let of = |stated| verification.facts.iter().filter(|report| pick(report) == stated).count();
        format!("{} here, {} above, {} on the curator", of(Stated::Here), of(Stated::Above), of(Stated::Curator))
    };
    let mut out = String::new();
    line(
        &mut out,
        format_args!(
            "{} facts: {} found, {} repaired, {} absent, {} cannot be checked",
            verification.facts.len(),
            verification.count(Answer::Found),
            verification.count(Answer::Repaired),
            verification.count(Answer::Absent),
            verification.count(Answer::CannotCheck)
        ),
    );
    line(&mut out, format_args!("subject: {}", stated(|report| report.subject)));
    line(&mut out, format_args!("period:  {}", stated(|report| report.period)));
    line(&mut out, format_args!("status:  {}", stated(|report| report.status)));
    out
}

fn line(out: &mut String, text: std::fmt::Arguments) {
    writeln!(out, "{text}").expect("a string takes every text");
}
