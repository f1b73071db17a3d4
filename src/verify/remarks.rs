//! What a verification saw, as problems: each at the key of the record that it speaks of.

use std::collections::BTreeMap;

use crate::load::Content;
use crate::load::record::Row;
use crate::load::records;
use crate::model::briefing::Briefing;
use crate::model::evidence::Answer;
use crate::problem::span::Span;
use crate::problem::{
    Problem, Problems,
    code::{Code, Severity},
};

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
        problems.report(Problem::new(Code::Copy, record.archive().span(), copy.message(briefing)));
    }
    problems
}

/// Where facts and sources are written, by id and slug.
struct Places<'a> {
    facts: BTreeMap<&'a str, Row<'a, records::Fact>>,
    sources: BTreeMap<&'a str, Row<'a, records::Source>>,
}

impl<'a> Places<'a> {
    fn new(content: &'a Content) -> Self {
        // Of two with one id the first is the one that was read.
        let facts = content.facts().rev().filter_map(|fact| Some((fact.id().get()?.0, fact)));
        Self { facts: facts.collect(), sources: content.sources().collect() }
    }
}

/// Reports what was seen of a document; its place, where none of its facts could be looked up.
fn source(report: &SourceReport, record: Option<Row<'_, records::Source>>, problems: &mut Problems) -> Option<Span> {
    let record = record?;
    for remark in &report.remarks {
        let at = if remark.kind == RemarkKind::OtherFile { record.sha256() } else { record.archive() }.span();
        problems.report(Problem::new(remark.kind.code(), at, &*remark.text));
    }
    report.is_lost().then(|| record.archive().span())
}

fn is_lost(verification: &Verification, report: &Report, briefing: &Briefing) -> bool {
    let source = briefing.facts[report.fact].source;
    verification.sources.iter().any(|other| other.source == source && other.is_lost())
}

fn fact(report: &Report, slug: &str, record: Row<'_, records::Fact>, problems: &mut Problems) {
    let excerpt = record.excerpt().span();
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
            true if differs && kind.is_of_value() => Severity::Error,
            true => Severity::Warning,
            false => Severity::Hint,
        };
        let problem = Problem::new(kind.code(), at(record, *kind), format!("`{slug}`: {text}"));
        problems.report(problem.severity(severity));
    }
    if differs && !report.remarks.iter().any(|remark| remark.kind.is_of_value()) {
        let message = format!("`{slug}`: the number in the excerpt is not the value");
        problems.report(Problem::new(Code::OtherValue, record.value().span(), message).severity(Severity::Error));
    }
}

/// Where what a remark speaks of is written in a fact's record.
fn at(record: Row<'_, records::Fact>, kind: RemarkKind) -> Span {
    let value = match kind {
        RemarkKind::MissingFile | RemarkKind::Unreadable | RemarkKind::OtherFile | RemarkKind::BrokenBytes => None,
        RemarkKind::PastTheEnd | RemarkKind::NotCounted | RemarkKind::OtherPlace => {
            let places = [record.line().value(), record.page().value(), record.cell().value(), record.time().value()];
            places.into_iter().flatten().next()
        }
        RemarkKind::Value | RemarkKind::NoNumber | RemarkKind::Unit | RemarkKind::Precision | RemarkKind::Fall => {
            record.value().value()
        }
        RemarkKind::Closer | RemarkKind::Related => record.subject().value(),
        RemarkKind::Ambiguous | RemarkKind::Negated | RemarkKind::Unattributed | RemarkKind::NotRead => {
            record.excerpt().value()
        }
        RemarkKind::OtherYear | RemarkKind::Undated | RemarkKind::PeriodNotPrinted => record.period().value(),
        RemarkKind::Status => record.status().value(),
    };
    value.map_or_else(|| record.id().span(), |value| value.span)
}

impl RemarkKind {
    /// Whether it speaks of the fact's value.
    fn is_of_value(self) -> bool {
        matches!(self, Self::Value | Self::NoNumber | Self::Unit | Self::Precision)
    }
}
