//! Writes a verification for people, for programs and for hosted runners.

use std::fmt::Write;

use serde::Serialize;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Answer, Stated};
use crate::model::locator::Spot;
use crate::model::source::Source;

use super::copies::Suggestion;
use super::{Remark, Report, Verification};

/// The contract's JSON: one object, ended by a line break. Beyond the contract it has each remark
/// apart, the documents, and the suggested copies.
pub fn json(verification: &Verification, copies: &[Suggestion], briefing: &Briefing) -> String {
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
    };
    let mut text = serde_json::to_string_pretty(&output).expect("strings and numbers are JSON");
    text.push('\n');
    text
}

/// For people: what needs a look, source by source, then the sums.
pub fn human(verification: &Verification, copies: &[Suggestion], briefing: &Briefing) -> String {
    let mut out = String::new();
    for source in &verification.sources {
        let record = &briefing.sources[source.source];
        let facts = verification.facts.iter().filter(|report| briefing.facts[report.fact].source == source.source);
        let noted: Vec<&Report> = facts.filter(|report| needs_a_look(report)).collect();
        if source.remarks.is_empty() && noted.is_empty() {
            continue;
        }
        line(&mut out, format_args!("{} ({})", record.slug, record.archive));
        for remark in &source.remarks {
            line(&mut out, format_args!("  {}: {}", severity(source.is_lost()), remark.text));
        }
        for report in noted {
            human_fact(&mut out, report, briefing);
        }
        out.push('\n');
    }
    for copy in copies {
        line(&mut out, format_args!("hint: {}", copy.message(briefing)));
    }
    if !copies.is_empty() {
        out.push('\n');
    }
    out.push_str(&summary(verification));
    out
}

/// For hosted runners: one workflow command for each thing that needs a look, at its place in the
/// fact sheet.
pub fn github(verification: &Verification, copies: &[Suggestion], briefing: &Briefing) -> String {
    let mut out = String::new();
    for source in &verification.sources {
        let file = format!("content/sources/{}/index.md", briefing.sources[source.source].slug);
        for remark in &source.remarks {
            command(&mut out, severity(source.is_lost()), &file, 1, remark.kind.word(), &remark.text);
        }
    }
    for report in verification.facts.iter().filter(|report| needs_a_look(report)) {
        let fact = &briefing.facts[report.fact];
        let source = &briefing.sources[fact.source];
        let file = format!("content/sources/{}/facts.toml", source.slug);
        let title = format!("{}: {}", fact.slug, report.answer.word());
        command(&mut out, urgency(report, "notice"), &file, line_in_sheet(source, &fact.slug), &title, &words(report));
    }
    for copy in copies {
        let file = format!("content/sources/{}/index.md", briefing.sources[copy.copy].slug);
        command(&mut out, "notice", &file, 1, "copy", &copy.message(briefing));
    }
    out
}

#[derive(Serialize)]
struct Output<'a> {
    facts: Vec<FactRow<'a>>,
    summary: Summary,
    sources: Vec<SourceRow<'a>>,
    copies: Vec<CopyRow<'a>>,
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
    remarks.iter().map(|remark| RemarkRow { code: remark.kind.word(), message: &remark.text }).collect()
}

fn needs_a_look(report: &Report) -> bool {
    let answered = matches!(report.answer, Answer::Found | Answer::Repaired);
    !answered || report.remarks.iter().any(|remark| remark.kind.is_told())
}

fn human_fact(out: &mut String, report: &Report, briefing: &Briefing) {
    let fact = &briefing.facts[report.fact];
    let word = urgency(report, "hint");
    line(out, format_args!("  {word}: {} ({}): {}", fact.slug, fact.locator.spot, words(report)));
}

/// What there is to say of a fact, the answer first where it is a bad one.
fn words(report: &Report) -> String {
    let bad = match report.answer {
        Answer::Absent if report.spot.is_some() => Some("the excerpt is not near its place"),
        Answer::Absent => Some("the excerpt is absent"),
        Answer::CannotCheck => Some("cannot check: bytes were lost near its place"),
        Answer::Found | Answer::Repaired => None,
    };
    let warnings = report.remarks.iter().filter(|remark| remark.kind.is_told());
    let parts: Vec<&str> = bad.into_iter().chain(warnings.map(|remark| remark.text.as_str())).collect();
    parts.join("; ")
}

fn summary(verification: &Verification) -> String {
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

fn severity(fails: bool) -> &'static str {
    if fails { "error" } else { "warning" }
}

/// How much a fact's report asks for; `least` where nothing in it may mean a mistake.
fn urgency(report: &Report, least: &'static str) -> &'static str {
    let answered = matches!(report.answer, Answer::Found | Answer::Repaired);
    let warned = !answered || report.remarks.iter().any(|remark| remark.kind.is_warning());
    if report.fails() || warned { severity(report.fails()) } else { least }
}

/// The line of the sheet on which the fact's id stands.
fn line_in_sheet(source: &Source, slug: &str) -> usize {
    let is_id = |line: &str| line.trim_start().starts_with("id") && line.contains(&format!("\"{slug}\""));
    source.sheet.lines().position(is_id).map_or(1, |index| index + 1)
}

fn command(out: &mut String, command: &str, file: &str, at: usize, title: &str, message: &str) {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    line(
        out,
        format_args!("::{command} file={},line={at},title={}::{}", property(file), property(title), data(message)),
    );
}

fn line(out: &mut String, text: std::fmt::Arguments) {
    writeln!(out, "{text}").expect("a string takes every text");
}
