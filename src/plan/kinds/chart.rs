//! What may be drawn: nothing that a verdict of the briefing forbids to set side by side.
//!
//! Marks of one drawing share indicator, kind of statement, unit, scope and period; none of their places lies in
//! another, and no conflict covers two of them. Where that leaves nothing, the values stand as text, with the
//! reason.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Outlook, Status};
use crate::model::id::Id;
use crate::model::quantity::Quantity;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::{Unit, UnitKind};
use crate::plan::shown::{As, Chart, Shown, facts, list, maybe, maybe_text, part, word};

use super::apart::{self, Forbidden, Sense};
use super::{View, places};

/// How many places a chart of bars looks at.
const BARS: usize = 24;

fn unit(fact: &Fact) -> Option<Unit> {
    fact.quantity().map(|quantity| *quantity.unit())
}

/// The facts among these that may stand in one drawing: of the largest group alike, those that nothing forbids.
fn drawable(briefing: &Briefing, ids: &[Id<Fact>]) -> Vec<Id<Fact>> {
    let mut groups: BTreeMap<Sense, Vec<Id<Fact>>> = BTreeMap::new();
    let dated = ids.iter().map(|id| (*id, Sense::of(&briefing.facts[*id]))).filter(|(_, sense)| sense.period.is_some());
    for (id, sense) in dated.filter(|(_, sense)| sense.unit.is_some()) {
        groups.entry(sense).or_default().push(id);
    }
    let sets = groups.into_iter().map(|(sense, group)| (sense.kind, allowed(briefing, group)));
    // Of groups alike in size, a result before a target, and what is newest before what is older.
    let newest = |ids: &[Id<Fact>]| ids.first().and_then(|id| briefing.facts[*id].period.latest());
    let best = sets.max_by_key(|(kind, ids)| (ids.len(), Reverse(*kind), newest(ids)));
    best.map_or_else(Vec::new, |(_, ids)| ids)
}

/// A group without what is forbidden beside another of it: the whole that holds a part, both sides of a conflict.
fn allowed(briefing: &Briefing, group: Vec<Id<Fact>>) -> Vec<Id<Fact>> {
    let subject = |id: &Id<Fact>| briefing.facts[*id].subject;
    let is_whole = |id: &Id<Fact>| group.iter().any(|other| briefing.holds(subject(id), subject(other)));
    let parts: Vec<Id<Fact>> = group.iter().copied().filter(|id| !is_whole(id)).collect();
    let clashes =
        |id: &Id<Fact>| parts.iter().any(|other| other != id && apart::forbids(briefing, *id, *other).is_some());
    parts.iter().copied().filter(|id| !clashes(id)).collect()
}

/// A picture of an indicator across the compared places, or the values with the reason why there is none; `None`
/// where fewer than two places have a value.
pub(super) fn across<'a>(briefing: &'a Briefing, indicator: Id<Indicator>) -> Option<Shown<'a>> {
    let row = &briefing.indicators[indicator];
    if !row.comparable || matches!(row.unit.kind(), UnitKind::None | UnitKind::Rank) {
        return None;
    }
    let places: Vec<(Id<Subject>, Vec<Id<Fact>>)> = places::places(briefing)
        .take(BARS)
        .map(|id| (id, places::stated(briefing, id, indicator)))
        .map(|(id, stated)| (id, stated.into_iter().filter(|fact| measured(briefing, *fact)).collect()))
        .filter(|(_, stated): &(_, Vec<Id<Fact>>)| !stated.is_empty())
        .collect();
    if places.len() < 2 {
        return None;
    }
    let all: Vec<Id<Fact>> = places.iter().flat_map(|(_, stated)| stated).copied().collect();
    let drawn = once_a_place(briefing, drawable(briefing, &all));
    let link = Shown::Link(View::indicator(indicator));
    if drawn.len() < 2 {
        let first: Vec<Id<Fact>> = places.iter().map(|(_, stated)| stated[0]).collect();
        return Some(not_drawn(briefing, link, &first));
    }
    let status = briefing.facts[drawn[0]].status;
    let bars = drawn.iter().map(|id| (briefing.facts[*id].subject, Some(*id))).collect();
    let (n, all) = (drawn.len(), places.len());
    Some(part([
        ("indicator", link),
        ("finding", order(briefing, indicator, &drawn)),
        ("chart_svg", Shown::Chart(Chart::Bars(indicator, status, bars))),
        ("drawn", drawn_of(n, all)),
        ("values", Shown::Nothing),
        ("verdict", Shown::Nothing),
        ("conflict", Shown::Nothing),
    ]))
}

/// Whose value is the greatest and whose the least, where no reading of the figures has it otherwise: the finding
/// that a drawing of lengths shows.
fn order<'a>(briefing: &'a Briefing, indicator: Id<Indicator>, drawn: &[Id<Fact>]) -> Shown<'a> {
    let label = Shown::Text(&briefing.indicators[indicator].label);
    let bounds = |id: &Id<Fact>| briefing.facts[*id].quantity().map(Quantity::bounds);
    let below = |a: &Id<Fact>, b: &Id<Fact>| bounds(a).zip(bounds(b)).is_some_and(|(a, b)| a.lies_below(&b));
    let others = |id: &Id<Fact>| drawn.iter().filter(move |other| *other != id).collect::<Vec<_>>();
    let most = drawn.iter().find(|id| others(id).into_iter().all(|other| below(other, id)));
    let least = drawn.iter().find(|id| others(id).into_iter().all(|other| below(id, other)));
    let place = |id: &Id<Fact>| Shown::Link(View::subject(briefing.facts[*id].subject));
    match (most, least) {
        (Some(most), Some(least)) if most != least => {
            Shown::Filled("chart.finding", vec![("what", label), ("most", place(most)), ("least", place(least))])
        }
        _ => label,
    }
}

fn measured(briefing: &Briefing, id: Id<Fact>) -> bool {
    briefing.facts[id].quantity().is_some()
}

/// The first fact of each place: copies of a statement are one bar.
fn once_a_place(briefing: &Briefing, mut drawn: Vec<Id<Fact>>) -> Vec<Id<Fact>> {
    let mut seen = BTreeSet::new();
    drawn.retain(|id| seen.insert(briefing.facts[*id].subject));
    drawn
}

fn drawn_of<'a>(drawn: usize, all: usize) -> Shown<'a> {
    let number = |n: usize| crate::plan::shown::plain(n.to_string());
    Shown::Filled("chart.drawn", vec![("n", number(drawn)), ("all", number(all))])
}

/// The values as text, and why they are not drawn.
fn not_drawn<'a>(briefing: &'a Briefing, indicator: Shown<'a>, first: &[Id<Fact>]) -> Shown<'a> {
    let why = apart::gravest(briefing, first).unwrap_or(Forbidden::Period);
    let conflict = match why {
        Forbidden::Conflict(id) => Some(id),
        _ => None,
    };
    part([
        ("indicator", indicator),
        ("finding", Shown::Nothing),
        ("chart_svg", Shown::Nothing),
        ("drawn", Shown::Nothing),
        ("values", facts(first, As::Elsewhere)),
        ("verdict", verdict(briefing, why)),
        ("conflict", maybe(conflict.map(|id| Shown::Link(View::Conflict(id))))),
    ])
}

/// Why, in a sentence: of a conflict, the editor's, where there is one that stands alone; its title says the rest.
fn verdict<'a>(briefing: &'a Briefing, why: Forbidden) -> Shown<'a> {
    match why {
        Forbidden::Conflict(id) => maybe_text(briefing.conflicts[id].summary.as_ref()),
        other => word("not_drawn", other.word()),
    }
}

/// A panel for each indicator of a subject with a result and something ahead of it.
pub(super) fn panels(briefing: &Briefing, subject: Id<Subject>) -> Shown<'_> {
    let mut by_indicator: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
    for fact in &briefing.graph.subject_facts[subject.index()] {
        by_indicator.entry(briefing.facts[*fact].indicator).or_default().push(*fact);
    }
    list(by_indicator.into_iter().filter_map(|(indicator, facts)| panel(briefing, indicator, &facts)))
}

/// Facts on one indicator of one subject over the years, or the values with the reason why they are not drawn;
/// `None` without a result and something ahead of it.
pub(super) fn panel<'a>(briefing: &'a Briefing, indicator: Id<Indicator>, of: &[Id<Fact>]) -> Option<Shown<'a>> {
    let row = &briefing.indicators[indicator];
    let compared = |id: &&Id<Fact>| {
        let fact = &briefing.facts[**id];
        fact.status.is_drawn() && fact.quantity().is_some() && !fact.rank.is_withdrawn()
    };
    let of: Vec<Id<Fact>> = of.iter().filter(compared).copied().collect();
    let has = |outlook| of.iter().any(|id| briefing.facts[*id].status.outlook() == outlook);
    if !has(Outlook::Done) || !has(Outlook::Ahead) {
        return None;
    }
    let indicator_link = Shown::Link(View::indicator(indicator));
    let drawn = over_time(briefing, &of);
    let years = || drawn.iter().filter_map(|id| year(&briefing.facts[*id]));
    let kinds: BTreeSet<Status> = drawn.iter().map(|id| briefing.facts[*id].status).collect();
    if years().min() == years().max() || kinds.iter().all(|kind| kind.outlook() != Outlook::Done) || kinds.len() < 2 {
        return Some(not_drawn(briefing, indicator_link, &of));
    }
    let (n, all) = (drawn.len(), of.len());
    Some(part([
        ("indicator", indicator_link),
        ("finding", Shown::Text(&row.label)),
        ("chart_svg", Shown::Chart(Chart::Slope(indicator, drawn))),
        ("drawn", drawn_of(n, all)),
        ("values", Shown::Nothing),
        ("verdict", Shown::Nothing),
        ("conflict", Shown::Nothing),
    ]))
}

/// The dated facts of one unit and scope that no conflict sets against another of them.
fn over_time(briefing: &Briefing, ids: &[Id<Fact>]) -> Vec<Id<Fact>> {
    let dated: Vec<Id<Fact>> = ids.iter().copied().filter(|id| year(&briefing.facts[*id]).is_some()).collect();
    let Some(first) = dated.first().map(|id| &briefing.facts[*id]) else { return Vec::new() };
    let alike = |id: &Id<Fact>| {
        let fact = &briefing.facts[*id];
        unit(fact) == unit(first) && fact.of == first.of
    };
    let alike: Vec<Id<Fact>> = dated.iter().copied().filter(alike).collect();
    let clashes = |id: &Id<Fact>| {
        alike.iter().any(|other| other != id && apart::shared_conflict(briefing, *id, *other).is_some())
    };
    alike.iter().copied().filter(|id| !clashes(id)).collect()
}

/// The year at which a fact is drawn: an undated value stands in no year.
pub fn year(fact: &Fact) -> Option<i16> {
    fact.period.year().filter(|_| !fact.period.is_undated())
}
