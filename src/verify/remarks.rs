//! What a verification saw, as problems: each at the key of the record that it speaks of.

use std::collections::BTreeMap;

use crate::load::Content;
use crate::load::layout::Place;
use crate::load::table::Record;
use crate::model::briefing::Briefing;
use crate::model::evidence::Answer;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, Severity, code::Code};

use super::copies::Suggestion;
use super::{Remark, RemarkKind, Report, SourceReport, Verification};

/// Everything that a curator should look at. `content` is what the briefing was read from.
pub fn problems(
    verification: &Verification,
    copies: &[Suggestion],
    briefing: &Briefing,
    content: &Content,
) -> Problems {
    let places = Places::new(content);
    let mut problems = Problems::new();
    for report in &verification.sources {
        let slug = &briefing.sources[report.source].slug;
        let lost = source(report, places.sources.get(slug.as_str()).copied(), &mut problems);
        if let Some(place) = lost {
            let facts = verification.facts.iter().filter(|fact| briefing.facts[fact.fact].source == report.source);
            facts.for_each(|_| problems.follows(place));
        }
    }
    for report in &verification.facts {
        let slug = &briefing.facts[report.fact].slug;
        let place = places.facts.get(slug.as_str()).copied();
        let Some(record) = place.filter(|_| !is_lost(verification, report, briefing)) else { continue };
        fact(report, slug, record, &mut problems);
    }
    for copy in copies {
        let slug = briefing.sources[copy.copy].slug.as_str();
        let Some(record) = places.sources.get(slug) else { continue };
        problems.report(Problem::new(Code::Copy, at(record, "archive"), copy.message(briefing)));
    }
    problems
}

/// Where facts and sources are written, by id and slug.
struct Places<'a> {
    facts: BTreeMap<&'a str, &'a Record>,
    sources: BTreeMap<&'a str, &'a Record>,
}

impl<'a> Places<'a> {
    fn new(content: &'a Content) -> Self {
        let facts = content.sheets.iter().flat_map(|sheet| &sheet.facts);
        let sources = content.documents.iter().filter_map(|document| match &document.place {
            Place::Source { slug, lang: None } => Some((slug.as_str(), &document.front)),
            _ => None,
        });
        // Of two with one id the first is the one that was read.
        let facts: Vec<_> = facts.filter_map(|record| Some((record.text("id")?.0, record))).collect();
        Self { facts: facts.into_iter().rev().collect(), sources: sources.collect() }
    }
}

/// Where a key's value stands; a place in a document stands under one of four keys.
fn at(record: &Record, key: &str) -> Span {
    let keys: &[&str] = if key == "line" { &["line", "page", "cell", "time"] } else { &[key] };
    let value = keys.iter().find_map(|key| record.get(key)).or(record.get("id"));
    value.map_or(record.span, |value| value.span)
}

/// Reports what was seen of a document; its place, where none of its facts could be looked up.
fn source(report: &SourceReport, record: Option<&Record>, problems: &mut Problems) -> Option<Span> {
    let record = record?;
    for remark in &report.remarks {
        let key = if remark.kind == RemarkKind::OtherFile { "sha256" } else { "archive" };
        problems.report(Problem::new(remark.kind.code(), at(record, key), &*remark.text));
    }
    report.is_lost().then(|| at(record, "archive"))
}

fn is_lost(verification: &Verification, report: &Report, briefing: &Briefing) -> bool {
    let source = briefing.facts[report.fact].source;
    verification.sources.iter().any(|other| other.source == source && other.is_lost())
}

fn fact(report: &Report, slug: &str, record: &Record, problems: &mut Problems) {
    let excerpt = at(record, "excerpt");
    match report.answer {
        Answer::Absent => {
            let what =
                if report.spot.is_some() { "the excerpt is not near its place" } else { "the excerpt is absent" };
            problems.report(Problem::new(Code::Absent, excerpt, format!("`{slug}`: {what}")));
        }
        Answer::CannotCheck => problems.report(Problem::new(
            Code::CannotCheck,
            excerpt,
            format!("`{slug}`: cannot check: bytes were lost near its place"),
        )),
        Answer::Found | Answer::Repaired => {}
    }
    let differs = report.value_agrees == Some(false);
    for Remark { kind, text } in report.remarks.iter().filter(|remark| remark.kind.is_told()) {
        let severity = match kind.is_warning() {
            true if differs && key(*kind) == "value" => Severity::Error,
            true => Severity::Warning,
            false => Severity::Hint,
        };
        let problem = Problem::new(kind.code(), at(record, key(*kind)), format!("`{slug}`: {text}"));
        problems.report(problem.severity(severity));
    }
    if differs && !report.remarks.iter().any(|remark| key(remark.kind) == "value") {
        let message = format!("`{slug}`: the number in the excerpt is not the value");
        problems.report(Problem::new(Code::OtherValue, at(record, "value"), message).severity(Severity::Error));
    }
}

/// The key of a fact's record that a remark speaks of.
fn key(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::MissingFile | RemarkKind::Unreadable | RemarkKind::OtherFile | RemarkKind::BrokenBytes => "id",
        RemarkKind::PastTheEnd | RemarkKind::NotCounted | RemarkKind::OtherPlace => "line",
        RemarkKind::Value | RemarkKind::NoNumber | RemarkKind::Unit | RemarkKind::Precision => "value",
        RemarkKind::Closer | RemarkKind::Related => "subject",
        RemarkKind::Negated | RemarkKind::Unattributed | RemarkKind::NotRead => "excerpt",
        RemarkKind::OtherYear | RemarkKind::PeriodNotPrinted => "period",
        RemarkKind::Status => "status",
    }
}
