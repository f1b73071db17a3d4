//! Conflicts: disagreements with both sides at equal weight, cautions apart from them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, ConflictKind, Found, Side};
use crate::model::fact::{Fact, Finding, Rank};
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::page::Part;
use crate::plan::shown::{As, Frame, Shown, address, keyword, list, maybe, maybe_text, part, plain, subjects, word};

use super::View;

/// How many disagreements a page about something else shows whole; the others are named.
const WHOLE: usize = 2;
/// How many cautions a page about something else names.
const NAMED: usize = 6;
/// How many sides a card shows before it leaves some out, on a page about something else.
const SIDES: usize = 4;

pub(super) fn shows(briefing: &Briefing, of_list: Part) -> Shown<'_> {
    let all = in_order(briefing);
    let rows = of_list.rows(&all);
    let narrowed = narrowed(briefing, rows);
    let group = |disagreements: bool, key: &'static str| {
        let rows = rows.iter().filter(|id| briefing.conflicts[**id].kind.is_disagreement() == disagreements);
        let rows: Vec<Id<Conflict>> = rows.copied().collect();
        (!rows.is_empty()).then(|| {
            part([
                ("id", keyword(key)),
                ("label", word("conflicts", key)),
                ("intro", word("conflicts", &format!("{key}_intro"))),
                ("rows", list(rows.iter().map(|id| listed(briefing, *id, &narrowed)))),
            ])
        })
    };
    let count = |is: &dyn Fn(&Conflict) -> bool| briefing.conflicts.iter().filter(|(_, c)| is(c)).count();
    let kind = |kind: &ConflictKind| part([("word", keyword(kind.word())), ("label", word("conflict", kind.word()))]);
    part([
        ("disagreements", Shown::Count("conflicts_count", count(&|c| c.kind.is_disagreement()))),
        ("cautions", Shown::Count("cautions_count", count(&|c| !c.kind.is_disagreement()))),
        ("open", Shown::Number(count(&|c| c.kind.is_disagreement() && c.preferred.is_empty()))),
        ("kinds", list(ConflictKind::ALL.iter().map(kind))),
        ("subjects", scopes(&narrowed, |view| matches!(view, View::Subject(..)))),
        ("indicators", scopes(&narrowed, |view| matches!(view, View::Indicator(..)))),
        ("sources", scopes(&narrowed, |view| matches!(view, View::Source(..)))),
        ("groups", list([group(true, "disagreements"), group(false, "cautions")].into_iter().flatten())),
        ("parts", Shown::Frame(Frame::Pages(View::Conflicts(of_list)))),
    ])
}

/// The pages that name conflicts of their own, each with how the list is narrowed to these.
type Narrowed = BTreeMap<View, (String, BTreeSet<Id<Conflict>>)>;

fn narrowed(briefing: &Briefing, rows: &[Id<Conflict>]) -> Narrowed {
    let graph = &briefing.graph;
    let subjects = briefing.subjects.ids().map(|id| (View::subject(id), briefing.facts_of(id)));
    let indicators =
        briefing.indicators.ids().map(|id| (View::indicator(id), graph.indicator_facts[id.index()].clone()));
    let sources = briefing.sources.ids().map(|id| (View::Source(id), graph.source_facts[id.index()].clone()));
    let of_page = subjects.chain(indicators).chain(sources).filter_map(|(view, facts)| {
        let own: BTreeSet<Id<Conflict>> =
            touching(briefing, &facts).into_iter().filter(|id| rows.contains(id)).collect();
        (!own.is_empty()).then(|| (view, (view.narrows(briefing), own)))
    });
    of_page.collect()
}

fn scopes<'a>(narrowed: &Narrowed, of: impl Fn(&View) -> bool) -> Shown<'a> {
    let of_kind = narrowed.iter().filter(|(view, _)| of(view));
    list(of_kind.map(|(view, (name, _))| part([("name", keyword(name.clone())), ("page", Shown::Link(*view))])))
}

/// A row of the list, with the names of the pages that it belongs to.
fn listed<'a>(briefing: &'a Briefing, id: Id<Conflict>, narrowed: &Narrowed) -> Shown<'a> {
    let names = narrowed.values().filter(|(_, own)| own.contains(&id)).map(|(name, _)| name.as_str());
    let names = names.collect::<Vec<_>>().join(" ");
    part([("row", row(briefing, id)), ("of", keyword(names))])
}

/// Disagreements before cautions, each in the briefing's order.
fn in_order(briefing: &Briefing) -> Vec<Id<Conflict>> {
    let mut all: Vec<Id<Conflict>> = briefing.conflicts.ids().collect();
    all.sort_by_key(|id| (briefing.conflicts[*id].kind, *id));
    all.sort_by_key(|id| !briefing.conflicts[*id].kind.is_disagreement());
    all
}

/// A conflict in a line: its title, and the editor's sentence on it where there is one. Never a part of what an
/// editor says: half an argument may be the half that is refuted.
pub(super) fn row(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    let conflict = &briefing.conflicts[id];
    let about: Vec<Id<Subject>> = about(briefing, conflict).into_iter().collect();
    part([
        ("id", keyword(conflict.slug.as_str())),
        ("href", address(View::Conflict(id))),
        ("title", Shown::Text(&conflict.title)),
        ("kind", keyword(conflict.kind.word())),
        ("kind_label", word("conflict", conflict.kind.word())),
        ("disagrees", Shown::Yes(conflict.kind.is_disagreement())),
        ("open", Shown::Yes(conflict.preferred.is_empty())),
        ("summary", maybe_text(conflict.summary.as_ref())),
        ("about", subjects(&about)),
    ])
}

/// A conflict by its name and kind.
pub(super) fn named_row(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    let conflict = &briefing.conflicts[id];
    part([
        ("href", address(View::Conflict(id))),
        ("title", Shown::Text(&conflict.title)),
        ("kind_label", word("conflict", conflict.kind.word())),
    ])
}

/// The conflicts that touch any of these facts, each once, in the briefing's order.
pub(super) fn touching(briefing: &Briefing, facts: &[Id<Fact>]) -> Vec<Id<Conflict>> {
    let ids: BTreeSet<Id<Conflict>> =
        facts.iter().flat_map(|id| &briefing.graph.fact_conflicts[id.index()]).copied().collect();
    ids.into_iter().collect()
}

/// Conflicts on a page about something else: the first disagreements as cards, the others by their titles, and
/// cautions apart from them.
pub(super) fn disputes<'a>(
    ids: &[Id<Conflict>],
    briefing: &'a Briefing,
    card: impl Fn(Id<Conflict>) -> Shown<'a>,
) -> Shown<'a> {
    let (disagreements, cautions): (Vec<Id<Conflict>>, Vec<Id<Conflict>>) =
        ids.iter().partition(|id| briefing.conflicts[**id].kind.is_disagreement());
    let (whole, named) = disagreements.split_at(disagreements.len().min(WHOLE));
    let rows = |ids: &[Id<Conflict>]| list(ids.iter().map(|id| named_row(briefing, *id)));
    part([
        ("cards", list(whole.iter().map(|id| card(*id)))),
        ("others", rows(named)),
        ("cautions", rows(&cautions[..cautions.len().min(NAMED)])),
        ("more_cautions", maybe((cautions.len() > NAMED).then(|| Shown::Count("list.more", cautions.len() - NAMED)))),
        ("all", address(View::Conflicts(Part::FIRST))),
    ])
}

/// A conflict as a card with all its sides.
pub(super) fn card(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    let conflict = &briefing.conflicts[id];
    with_sides(briefing, id, conflict.sides.iter().collect(), Shown::Text(&conflict.finding))
}

/// A conflict as a card on a subject's page: of many sides, those about the subject and a few others; of what an
/// editor says, the sentence that stands alone, or all of it.
pub(super) fn card_about(briefing: &Briefing, id: Id<Conflict>, subject: Id<Subject>) -> Shown<'_> {
    let all = &briefing.conflicts[id].sides;
    let mut sides: Vec<&Side> = all.iter().collect();
    let about = |side: &Side| matches!(side, Side::Fact(fact) if briefing.facts[*fact].subject == subject);
    if sides.len() > SIDES {
        sides.sort_by_key(|side| !about(side));
        sides.truncate(SIDES.max(all.iter().filter(|side| about(side)).count()).min(2 * SIDES));
    }
    with_sides(briefing, id, sides, told(&briefing.conflicts[id]))
}

/// A conflict as a card with all its sides, on the page of one of them.
pub(super) fn card_told(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    let conflict = &briefing.conflicts[id];
    with_sides(briefing, id, conflict.sides.iter().collect(), told(conflict))
}

/// The sentence of an editor's that stands alone, where there is one, else all that the editor says.
fn told(conflict: &Conflict) -> Shown<'_> {
    Shown::Text(conflict.summary.as_ref().unwrap_or(&conflict.finding))
}

fn with_sides<'a>(briefing: &'a Briefing, id: Id<Conflict>, sides: Vec<&'a Side>, finding: Shown<'a>) -> Shown<'a> {
    let conflict = &briefing.conflicts[id];
    let left = conflict.sides.len() - sides.len();
    let found = if conflict.found == Found::Rule { "conflict.by_rule" } else { "conflict.by_reading" };
    let shown = opposed(briefing, conflict, sides).into_iter();
    let shown = shown.map(|(one, against)| side(one, against, is_preferred(briefing, conflict, one), briefing));
    part([
        ("id", keyword(conflict.slug.as_str())),
        ("href", address(View::Conflict(id))),
        ("kind", keyword(conflict.kind.word())),
        ("kind_label", word("conflict", conflict.kind.word())),
        ("disagrees", Shown::Yes(conflict.kind.is_disagreement())),
        ("title", Shown::Text(&conflict.title)),
        ("sides", list(shown)),
        ("more", maybe((left > 0).then_some(Shown::Count("conflict.more", left)))),
        ("open", Shown::Yes(conflict.preferred.is_empty())),
        ("finding", finding),
        ("found", Shown::Word(found.into())),
    ])
}

/// The sides in their order, those that agree together, each with whether it begins a camp that excludes the one
/// before; sides that exclude none come last. Three texts or more may differ without excluding each other.
fn opposed<'a>(briefing: &Briefing, conflict: &Conflict, sides: Vec<&'a Side>) -> Vec<(&'a Side, bool)> {
    let excludes = |a: &Side, b: &Side| briefing.excludes(conflict, a, b);
    let mut camps: Vec<Vec<&Side>> = Vec::new();
    let mut others = Vec::new();
    for one in &sides {
        if !conflict.kind.is_disagreement() || !sides.iter().any(|other| excludes(one, other)) {
            others.push(*one);
            continue;
        }
        match camps.iter_mut().find(|camp| !camp.iter().any(|other| excludes(one, other))) {
            Some(camp) => camp.push(one),
            None => camps.push(vec![one]),
        }
    }
    let counted =
        |side: &&Side| fact_of(side).is_some_and(|id| matches!(briefing.facts[id].finding, Finding::Quantity(_)));
    if camps.len() > 2 && !camps.iter().flatten().all(counted) {
        return sides.into_iter().map(|side| (side, false)).collect();
    }
    let camp = |(n, camp): (usize, Vec<&'a Side>)| {
        camp.into_iter().enumerate().map(move |(at, side)| (side, n > 0 && at == 0))
    };
    camps.into_iter().enumerate().flat_map(camp).chain(others.into_iter().map(|side| (side, false))).collect()
}

/// Whether the editor prefers a side to another of the card: of sides that say the same none is preferred.
fn is_preferred(briefing: &Briefing, conflict: &Conflict, side: &Side) -> bool {
    let Some(id) = fact_of(side) else { return false };
    let fact = &briefing.facts[id];
    let other = |other: &Side| match fact_of(other) {
        Some(other) => !conflict.preferred.contains(&other) && !fact.finding.is_same(&briefing.facts[other].finding),
        None => true,
    };
    conflict.preferred.contains(&id) && fact.rank == Rank::Preferred && conflict.sides.iter().any(other)
}

fn side<'a>(side: &'a Side, against: bool, preferred: bool, briefing: &'a Briefing) -> Shown<'a> {
    let (fact, excerpt, says, source, locator, by) = match side {
        Side::Fact(id) => {
            let fact = &briefing.facts[*id];
            let by = fact.by.map(Shown::Named);
            (Shown::Fact(*id, As::Side), Shown::Nothing, Shown::Nothing, fact.source, &fact.locator, by)
        }
        Side::Passage { source, locator, excerpt, says } => {
            (Shown::Nothing, plain(excerpt.as_str()), maybe_text(says.as_ref()), *source, locator, None)
        }
    };
    part([
        ("fact", fact),
        ("excerpt", excerpt),
        ("says", says),
        ("against", Shown::Yes(against)),
        ("preferred", Shown::Yes(preferred)),
        ("by", maybe(by)),
        ("source", Shown::Source(source)),
        ("tag", Shown::Frame(Frame::Tag(source))),
        ("place", Shown::Place(locator)),
    ])
}

/// Whether a conflict prefers a fact among its sides.
pub(super) fn prefers(briefing: &Briefing, conflict: Id<Conflict>, id: Id<Fact>) -> bool {
    is_preferred(briefing, &briefing.conflicts[conflict], &Side::Fact(id))
}

/// The subjects that a conflict is about.
pub(super) fn about(briefing: &Briefing, conflict: &Conflict) -> BTreeSet<Id<Subject>> {
    conflict.sides.iter().filter_map(fact_of).map(|id| briefing.facts[id].subject).collect()
}

/// The fact that a side is, where it is one.
pub(super) fn fact_of(side: &Side) -> Option<Id<Fact>> {
    match side {
        Side::Fact(id) => Some(*id),
        Side::Passage { .. } => None,
    }
}
