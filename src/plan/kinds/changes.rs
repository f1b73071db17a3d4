//! What changed since the first edition: every change with its reason, by correction and by day.

use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::evidence::Correction;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::plan::shown::{As, Frame, Shown, facts, keyword, list, part, word};

/// So many days are told.
const DAYS: usize = 40;
/// So many facts of one day are named.
const NAMED: usize = 60;

/// A version of a fact that was not its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub fact: Id<Fact>,
    /// Its place in the fact's history.
    pub edition: usize,
}

/// What happened on one day.
#[derive(Clone, Debug, Default)]
pub struct Day {
    /// The facts that were first published.
    pub new: Vec<Id<Fact>>,
    /// The facts that said something else from then on.
    pub changed: Vec<Change>,
}

/// Every day on which something was published, by its date.
pub fn days(briefing: &Briefing) -> BTreeMap<&str, Day> {
    let mut days: BTreeMap<&str, Day> = BTreeMap::new();
    for id in briefing.facts.ids() {
        for (number, edition) in briefing.graph.history[id.index()].iter().enumerate() {
            let day = days.entry(edition.version.date.as_str()).or_default();
            match number {
                0 => day.new.push(id),
                _ => day.changed.push(Change { fact: id, edition: number }),
            }
        }
    }
    days
}

/// The versions that came with a correction.
pub fn of_correction(briefing: &Briefing, number: usize) -> Vec<Change> {
    let facts = briefing.corrections[number].facts.iter();
    let of_fact = |fact: &Id<Fact>| {
        let editions = briefing.graph.history[fact.index()].iter().enumerate();
        let with = editions.filter(|(_, edition)| edition.why.contains(&number));
        with.map(|(edition, _)| Change { fact: *fact, edition }).collect::<Vec<_>>()
    };
    facts.flat_map(of_fact).collect()
}

/// The page of corrections.
pub(super) fn corrections(briefing: &Briefing) -> Shown<'_> {
    let entry = |(number, correction): (usize, &Correction)| {
        let changes = of_correction(briefing, number);
        let others = correction.facts.iter().filter(|id| !changes.iter().any(|change| change.fact == **id));
        part([
            ("date", Shown::Date(&briefing.corrections[number].date)),
            ("kind", keyword(correction.kind.word())),
            ("kind_label", word("correction", correction.kind.word())),
            ("text", Shown::Text(&briefing.corrections[number].text)),
            ("changes", list(changes.iter().map(|change| changed(*change)))),
            ("facts", facts(&others.copied().collect::<Vec<_>>(), As::Named)),
        ])
    };
    part([("entries", list(briefing.corrections.iter().enumerate().map(entry)))])
}

fn changed<'a>(change: Change) -> Shown<'a> {
    part([("fact", Shown::Fact(change.fact, As::Named)), ("change", Shown::Change(change.fact, change.edition))])
}

/// Changes by their reasons, in the order in which each is first met.
fn by_reason(briefing: &Briefing, changes: &[Change]) -> Vec<Vec<Change>> {
    let why = |change: &Change| &briefing.graph.history[change.fact.index()][change.edition].why;
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match groups.iter_mut().find(|group| why(&group[0]) == why(change)) {
            Some(group) => group.push(*change),
            None => groups.push(vec![*change]),
        }
    }
    groups
}

/// Changes that have their reasons in common.
fn alike<'a>(group: &[Change]) -> Shown<'a> {
    part([
        ("count", Shown::Count("facts_count", group.len())),
        ("changes", list(group.iter().map(|change| changed(*change)))),
    ])
}

/// The page of recent changes, the newest day first. The day is the record's, and no part of what the page tells.
pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let days = days(briefing);
    let day = |(date, day): (&&str, &Day)| {
        part([
            ("date", Shown::Frame(Frame::Day((*date).to_owned()))),
            ("new", if day.new.is_empty() { Shown::Nothing } else { Shown::Count("changes.new", day.new.len()) }),
            ("facts", facts(&day.new[..day.new.len().min(NAMED)], As::Named)),
            ("groups", list(by_reason(briefing, &day.changed).iter().map(|group| alike(group)))),
        ])
    };
    part([
        ("days", list(days.iter().rev().take(DAYS).map(day))),
        ("data", Shown::Frame(Frame::File("data/changes.json".into()))),
    ])
}
