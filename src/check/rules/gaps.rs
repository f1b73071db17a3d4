//! Gaps speak: no cell of the comparison is empty without a reason, and no reason outlives its gap.
//!
//! For each compared subject and comparable indicator there is a fact, or an entry in `gaps.toml`
//! that says why there is none. A gap that a fact fills fails `check` until it is struck: with the
//! reason `undated` a dated fact fills it, with `other scope` one without `of`, else any fact.
//!
//! What is stated instead of it is about the place: its own facts, those of places in it, and those that
//! have it in `of`. Where no source says anything, and where nobody looked, there is nothing to show.
//!
//! Wrong: a gap with `reason = "no source says"` beside a fact that says it.
//! Right: the fact alone.

use std::collections::BTreeMap;

use crate::check::checked::Checked;
use crate::load::record::Row;
use crate::model::briefing::Briefing;
use crate::model::evidence::{Gap, GapReason};
use crate::model::fact::{Fact, Of};
use crate::model::id::Id;
use crate::model::subject::{Indicator, Subject};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// A cell of the comparison.
type Cell = (Id<Subject>, Id<Indicator>);

/// Reports filled gaps and empty cells.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    let briefing = checked.briefing;
    let mut facts: BTreeMap<Cell, Vec<&Fact>> = BTreeMap::new();
    for (_, fact) in briefing.facts.iter() {
        facts.entry((fact.subject, fact.indicator)).or_default().push(fact);
    }
    let mut explained: BTreeMap<Cell, Span> = BTreeMap::new();
    for (gap, span) in checked.gaps() {
        let cell = (gap.subject, gap.indicator);
        if let Some(first) = explained.get(&cell) {
            problems.report(
                Problem::new(Code::Duplicate, span, "this gap is listed twice")
                    .label("again here")
                    .note(*first, "first here")
                    .help("strike one of them"),
            );
        }
        explained.entry(cell).or_insert(span);
        if let Some(fact) = facts.get(&cell).and_then(|facts| facts.iter().find(|fact| fills(fact, gap))) {
            problems.report(
                Problem::new(Code::FilledGap, span, format!("the fact `{}` fills this gap", fact.slug))
                    .label("this entry no longer holds")
                    .help("strike the gap, or correct its reason"),
            );
        }
    }
    for record in checked.content.gaps.iter() {
        let place = record.subject().get().and_then(|(name, _)| briefing.subjects.find(name));
        for (name, span) in record.facts().get() {
            let fact = briefing.facts.find(name).map(|id| &briefing.facts[id]);
            if let (Some(place), Some(fact), Some((reason, _))) = (place, fact, record.reason().get()) {
                instead(briefing, (place, reason), (fact, span), problems);
            }
        }
    }
    let first = checked.content.gaps.first().map(Row::span);
    let at = first.or(checked.content.indicators.first().map(Row::span));
    for cell in cells(briefing).filter(|cell| !facts.contains_key(cell) && !explained.contains_key(cell)) {
        if let Some(at) = at {
            problems.report(empty(briefing, cell, at));
        }
    }
}

/// What is stated instead: of the place, and only where something is stated.
fn instead(
    briefing: &Briefing,
    (place, reason): (Id<Subject>, GapReason),
    (fact, span): (&Fact, Span),
    problems: &mut Problems,
) {
    if matches!(reason, GapReason::NoSource | GapReason::NotLookedFor) {
        problems.report(
            Problem::new(Code::BadValue, span, "a gap of which nothing is stated has no facts in its place")
                .help("write `reason = \"other scope\"`, or strike `facts`"),
        );
    } else if !concerns(briefing, fact, place) {
        let (own, name) = (briefing.subject_name(fact.subject), briefing.subject_name(place));
        problems.report(
            Problem::new(Code::BadValue, span, format!("`{}` is about `{own}`, not `{name}`", fact.slug))
                .help(format!("name facts of `{name}`, of a place in it, or with it in `of`")),
        );
    }
}

/// Whether a fact is about a place, a place in it, or names it.
fn concerns(briefing: &Briefing, fact: &Fact, place: Id<Subject>) -> bool {
    let within = |subject: &Id<Subject>| briefing.subjects[*subject].within;
    // A circle of places is reported elsewhere, and must not hold this up.
    let mut above = std::iter::successors(Some(fact.subject), within).take(briefing.subjects.len());
    above.any(|subject| subject == place) || fact.of.contains(&Of::Subject(place))
}

fn cells(briefing: &Briefing) -> impl Iterator<Item = Cell> {
    let subjects = briefing.subjects.iter().filter(|(_, subject)| briefing.kinds[subject.kind].compared);
    let indicators = || briefing.indicators.iter().filter(|(_, indicator)| indicator.comparable).map(|(id, _)| id);
    subjects.flat_map(move |(subject, _)| indicators().map(move |indicator| (subject, indicator)))
}

fn empty(briefing: &Briefing, (subject, indicator): Cell, at: Span) -> Problem {
    let name = briefing.subject_name(subject);
    let indicator = &briefing.indicators[indicator].slug;
    let help = format!(
        "add to gaps.toml: `[[gap]] subject = \"{name}\", indicator = \"{indicator}\", reason = \"no source says\"`"
    );
    Problem::new(Code::EmptyCell, at, format!("`{name}` has neither a fact nor a gap for `{indicator}`"))
        .help(help)
        .kin("cells of the comparison have neither a fact nor a gap")
}

fn fills(fact: &Fact, gap: &Gap) -> bool {
    match gap.reason {
        GapReason::NoSource | GapReason::NotLookedFor => true,
        GapReason::Undated => !fact.period.is_undated(),
        GapReason::OtherScope => fact.of.is_empty(),
    }
}
