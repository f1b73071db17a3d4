//! Conflicts: both sides with equal weight, and what an editor says.

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, ConflictKind, Found, Side};
use crate::model::fact::{Fact, Rank};
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::page::{Part, ROWS_A_PAGE};
use crate::plan::shown::{As, Frame, Shown, list, maybe, part, plain, word};

use super::View;

/// How many conflicts a page about something else shows whole; the others are named.
const WHOLE: usize = 4;
/// How many sides a card shows before it leaves some out, on a page about something else.
const SIDES: usize = 4;

pub(super) fn shows(briefing: &Briefing, of_list: Part) -> Shown<'_> {
    let all: Vec<Id<Conflict>> = briefing.conflicts.ids().collect();
    let rows = of_list.rows(&all);
    let group = |kind: &ConflictKind| {
        let name = kind.word();
        let mut cards = rows.iter().filter(|id| briefing.conflicts[**id].kind == *kind).peekable();
        cards.peek()?;
        Some(part([
            ("kind", plain(name)),
            ("label", word("conflict", name)),
            ("intro", word("conflict", &format!("{name}_intro"))),
            ("cards", list(cards.map(|id| card(briefing, *id)))),
        ]))
    };
    let count = |is: &dyn Fn(&Conflict) -> bool| briefing.conflicts.iter().filter(|(_, c)| is(c)).count();
    part([
        ("total", Shown::Number(all.len())),
        ("open", Shown::Number(count(&|c| c.preferred.is_empty()))),
        ("by_rule", Shown::Number(count(&|c| c.found == Found::Rule))),
        ("groups", list(ConflictKind::ALL.iter().filter_map(group))),
        ("parts", Shown::Frame(Frame::Pages(View::Conflicts(of_list)))),
    ])
}

/// The conflicts that touch any of these facts, each once, in the briefing's order.
pub(super) fn touching(briefing: &Briefing, facts: &[Id<Fact>]) -> Vec<Id<Conflict>> {
    let mut ids: Vec<Id<Conflict>> =
        facts.iter().flat_map(|id| &briefing.graph.fact_conflicts[id.index()]).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Conflicts on a page about something else: the first ones as cards, the others by their titles.
pub(super) fn disputes<'a>(
    ids: &[Id<Conflict>],
    briefing: &'a Briefing,
    card: impl Fn(Id<Conflict>) -> Shown<'a>,
) -> Shown<'a> {
    let (whole, named) = ids.split_at(ids.len().min(WHOLE));
    let name = |id: &Id<Conflict>| {
        let conflict = &briefing.conflicts[*id];
        part([
            ("href", link(briefing, *id)),
            ("title", Shown::Text(&conflict.title)),
            ("kind_label", word("conflict", conflict.kind.word())),
        ])
    };
    part([("cards", list(whole.iter().map(|id| card(*id)))), ("others", list(named.iter().map(name)))])
}

/// A conflict as a card with all its sides.
pub(super) fn card(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    with_sides(briefing, id, briefing.conflicts[id].sides.iter().collect())
}

/// A conflict as a card on a subject's page: of many sides, those about the subject and a few others.
pub(super) fn card_about(briefing: &Briefing, id: Id<Conflict>, subject: Id<Subject>) -> Shown<'_> {
    let all = &briefing.conflicts[id].sides;
    let mut sides: Vec<&Side> = all.iter().collect();
    let about = |side: &Side| matches!(side, Side::Fact(fact) if briefing.facts[*fact].subject == subject);
    if sides.len() > SIDES {
        sides.sort_by_key(|side| !about(side));
        sides.truncate(SIDES.max(all.iter().filter(|side| about(side)).count()).min(2 * SIDES));
    }
    with_sides(briefing, id, sides)
}

fn with_sides<'a>(briefing: &'a Briefing, id: Id<Conflict>, sides: Vec<&'a Side>) -> Shown<'a> {
    let conflict = &briefing.conflicts[id];
    let left = conflict.sides.len() - sides.len();
    let found = if conflict.found == Found::Rule { "conflict.by_rule" } else { "conflict.by_reading" };
    part([
        ("id", plain(conflict.slug.as_str())),
        ("href", link(briefing, id)),
        ("kind", plain(conflict.kind.word())),
        ("kind_label", word("conflict", conflict.kind.word())),
        ("title", Shown::Text(&conflict.title)),
        ("sides", list(sides.into_iter().map(|one| side(briefing, conflict, one)))),
        ("more", maybe((left > 0).then_some(Shown::Count("conflict.more", left)))),
        ("open", Shown::Yes(conflict.preferred.is_empty())),
        ("finding", Shown::Text(&conflict.finding)),
        ("found", Shown::Word(found.into())),
    ])
}

fn side<'a>(briefing: &'a Briefing, conflict: &Conflict, side: &'a Side) -> Shown<'a> {
    let (fact, excerpt, source, locator, by, preferred) = match side {
        Side::Fact(id) => {
            let fact = &briefing.facts[*id];
            let preferred = conflict.preferred.contains(id) && fact.rank == Rank::Preferred;
            let by = fact.by.map(|by| Shown::Link(View::subject(by)));
            (Shown::Fact(*id, As::Side), Shown::Nothing, fact.source, &fact.locator, by, preferred)
        }
        Side::Passage { source, locator, excerpt } => {
            (Shown::Nothing, plain(excerpt.as_str()), *source, locator, None, false)
        }
    };
    part([
        ("fact", fact),
        ("excerpt", excerpt),
        ("preferred", Shown::Yes(preferred)),
        ("by", maybe(by)),
        ("source", Shown::Source(source)),
        ("place", Shown::Place(locator)),
    ])
}

/// The address of a conflict's card: the part of the list that shows it, and its anchor.
pub fn link(briefing: &Briefing, id: Id<Conflict>) -> Shown<'_> {
    Shown::Frame(Frame::Address(page(briefing, id), Some(&briefing.conflicts[id].slug)))
}

/// The part of the list that shows a conflict.
pub fn page(briefing: &Briefing, id: Id<Conflict>) -> View {
    let part = Part::of_list(briefing.conflicts.len()).nth(id.index() / ROWS_A_PAGE);
    View::Conflicts(part.unwrap_or(Part::FIRST))
}
