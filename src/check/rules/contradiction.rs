//! No silent contradiction: comparable facts that exclude each other stand in `conflicts.toml`.
//!
//! Facts are comparable when they share subject, indicator, `of` and status (a claim counts as an
//! actual) and their periods overlap. Two that exclude each other and speak of one time (the same
//! period or deadline, a year and its last day) stop the build until a conflict names both, since a
//! reader who meets one must be told of the other. Where a period is unknown, or part of the other,
//! it is a hint, for the two may speak of different times; two financial years or deadlines, and what
//! was so until a year and in it, are two times. Two sources that date one event
//! differently contradict each other as well, and so does one that dates it twice.
//!
//! Wrong: `52所` and `53所` universities in one city and year, and no conflict.
//! Right: the same, with `[[conflict]] facts = ["a-universities", "b-universities"]`.

use std::collections::BTreeMap;

use crate::check::cell::{Cell, EVERY_PAIR, Entry, Seek, Times, groups, same_time, stands, times};
use crate::check::checked::Checked;
use crate::check::clash::{Clash, report, stated};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::problem::Problems;

/// Reports facts that exclude each other and that no conflict names.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    report(checked, &clashes(checked.briefing, &checked.briefing.facts.ids().collect::<Vec<_>>()), problems);
}

/// The pairs among these facts that exclude each other.
pub fn clashes(briefing: &Briefing, among: &[Id<Fact>]) -> Vec<Clash> {
    let mut found = Vec::new();
    for members in groups(briefing, among.iter().copied()).values() {
        let pairs = if members.len() <= EVERY_PAIR { every_pair(members) } else { one_each(briefing, members) };
        found.extend(pairs.into_iter().filter_map(|(a, b)| clash(briefing, a, b)));
    }
    found
}

fn every_pair(members: &[Id<Fact>]) -> Vec<(Id<Fact>, Id<Fact>)> {
    members.iter().enumerate().flat_map(|(n, a)| members[n + 1..].iter().map(|b| (*a, *b))).collect()
}

/// For each fact one with which it may clash, if there is any.
fn one_each(briefing: &Briefing, members: &[Id<Fact>]) -> Vec<(Id<Fact>, Id<Fact>)> {
    let standing = || members.iter().copied().filter(|id| stands(&briefing.facts[*id]));
    let certain = |id: &Id<Fact>| !briefing.facts[*id].period.is_choice();
    // What speaks of one time ends together: such pairs are sought by themselves, then those of any time.
    let mut together: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
    for id in standing().filter(certain) {
        together.entry(briefing.facts[id].period.latest()).or_default().push(id);
    }
    let any_time = standing().filter(certain).collect();
    let cells = together.into_values().chain([any_time]).map(|ids| Cell::of(briefing, ids.into_iter()));
    let mut pairs: Vec<_> = cells
        .flat_map(|cell| {
            let one = |entry: &Entry| Some((cell.first(entry, Seek::Excluding)?, entry.id));
            cell.entries().iter().filter_map(one).collect::<Vec<_>>()
        })
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    pairs.extend(dates(briefing, &standing().collect::<Vec<_>>()));
    pairs.sort();
    pairs.dedup();
    pairs
}

/// Events against those that lie farthest off: the two that end first and the two that begin last, of
/// different sources, and the first and last of the same words in one source.
fn dates(briefing: &Briefing, members: &[Id<Fact>]) -> Vec<(Id<Fact>, Id<Fact>)> {
    let fact = |id: &Id<Fact>| &briefing.facts[*id];
    let mut events: Vec<Id<Fact>> = members.iter().copied().filter(|id| fact(id).status == Status::Event).collect();
    let mut own: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
    let mut far: Vec<Id<Fact>> = Vec::new();
    let mut pick = |events: &[Id<Fact>]| {
        let first = events.first().copied();
        let second = first.and_then(|first| events.iter().copied().find(|id| fact(id).source != fact(&first).source));
        far.extend(first.into_iter().chain(second));
    };
    events.sort_by_key(|id| fact(id).period.latest());
    pick(&events);
    events.sort_by_key(|id| std::cmp::Reverse(fact(id).period.earliest()));
    pick(&events);
    for id in &events {
        if let Finding::Text(words) = &fact(id).finding {
            own.entry((fact(id).source, words.get(Lang::DEFAULT))).or_default().push(*id);
        }
    }
    let with_far = events.iter().flat_map(|id| far.iter().map(|far| (*id, *far)));
    let with_own = own.values().flat_map(|ids| ids.iter().flat_map(|id| [(*id, ids[0]), (*id, ids[ids.len() - 1])]));
    with_far.chain(with_own).filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect()
}

fn clash(briefing: &Briefing, a: Id<Fact>, b: Id<Fact>) -> Option<Clash> {
    let (one, other) = (&briefing.facts[a], &briefing.facts[b]);
    let near = match relation(one, other) {
        Relation::Compatible => return None,
        Relation::Near => true,
        Relation::Excluding => false,
    };
    let so = if near { "if they speak of the same time" } else { "and no conflict says so" };
    let comma = if near { "" } else { "," };
    Some(Clash {
        rule: if one.status == Status::Event { "date" } else { "contradiction" },
        fact: b,
        others: vec![a],
        near,
        message: format!("these facts exclude each other{comma} {so}: {} and {}", stated(one), stated(other)),
        label: "one says this",
        note: "the other says this",
    })
}

/// How two comparable facts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// Both can be right.
    Compatible,
    /// They may speak of different times.
    Near,
    /// Both cannot be right.
    Excluding,
}

/// How two facts of one group stand to each other.
fn relation(a: &Fact, b: &Fact) -> Relation {
    if !stands(a) || !stands(b) {
        return Relation::Compatible;
    }
    match (&a.finding, &b.finding) {
        (Finding::Quantity(x), Finding::Quantity(y)) if x.excludes(y) => match times(a, b) {
            _ if a.period.is_choice() || b.period.is_choice() => Relation::Compatible,
            Times::One => Relation::Excluding,
            Times::Near => Relation::Near,
            Times::Two => Relation::Compatible,
        },
        (Finding::Text(x), Finding::Text(y)) => {
            let events = a.status == Status::Event && b.status == Status::Event;
            // One source may tell of several such events; the same words are the same event.
            let same = a.source != b.source || x.get(Lang::DEFAULT) == y.get(Lang::DEFAULT);
            if events && same && !same_time(a, b) { Relation::Excluding } else { Relation::Compatible }
        }
        _ => Relation::Compatible,
    }
}
