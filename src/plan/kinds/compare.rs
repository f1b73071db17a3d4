//! Places side by side: indicators in rows, and no cell empty without a reason.

use crate::model::briefing::Briefing;
use crate::model::evidence::GapReason;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::subject::{Indicator, Kind, Subject};
use crate::plan::shown::{As, Chart, Shown, address, facts, keyword, list, maybe, maybe_text, part, subjects, word};

use super::places::{comparable, gap, instead, places, stated};
use super::{View, apart, chart, derived, same};

/// How many places stand side by side before a new table begins.
const COLUMNS: usize = 6;
/// How many tables a kind has on the page; `data/compare.json` has every place.
const TABLES: usize = 8;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    part([
        ("tables", tables(briefing)),
        ("known", list(places(briefing).take(COLUMNS).map(|place| known(briefing, place)))),
        ("charts", list(comparable(briefing).filter_map(|id| chart::across(briefing, id)))),
        ("derived", list(briefing.derived.ids().map(|id| derived::entry(briefing, id)))),
    ])
}

/// What is known of a place: how many facts, and a dot for each.
fn known<'a>(briefing: &Briefing, place: Id<Subject>) -> Shown<'a> {
    let facts = briefing.graph.subject_facts[place.index()].clone();
    part([
        ("place", Shown::Link(View::subject(place))),
        ("count", Shown::Count("facts_count", facts.len())),
        ("chart_svg", maybe((!facts.is_empty()).then_some(Shown::Chart(Chart::Known(place, facts))))),
    ])
}

/// Tables of the places that are compared, kind by kind.
pub(super) fn tables(briefing: &Briefing) -> Shown<'_> {
    let mut tables = Vec::new();
    for (id, kind) in briefing.kinds.iter().filter(|(_, kind)| kind.compared) {
        let of_kind = briefing.subjects.iter().filter(|(_, subject)| subject.kind == id).map(|(id, _)| id);
        let places: Vec<Id<Subject>> = of_kind.collect();
        tables.extend(places.chunks(COLUMNS).take(TABLES).map(|places| table(briefing, kind, places)));
    }
    Shown::List(tables)
}

fn table<'a>(briefing: &'a Briefing, kind: &'a Kind, places: &[Id<Subject>]) -> Shown<'a> {
    part([
        ("label", Shown::Text(&kind.plural)),
        ("places", subjects(places)),
        ("rows", list(comparable(briefing).filter_map(|indicator| row(briefing, indicator, places)))),
    ])
}

/// An indicator across places; `None` where no place has a figure.
fn row<'a>(briefing: &'a Briefing, indicator: Id<Indicator>, places: &[Id<Subject>]) -> Option<Shown<'a>> {
    let stated: Vec<Vec<Id<Fact>>> = places.iter().map(|place| stated(briefing, *place, indicator)).collect();
    if stated.iter().all(Vec::is_empty) {
        return None;
    }
    let first: Vec<Id<Fact>> = stated.iter().filter_map(|ids| ids.first()).copied().collect();
    let cell = |(place, ids): (&Id<Subject>, &Vec<Id<Fact>>)| {
        let gap = gap(briefing, *place, indicator);
        part([
            ("place", Shown::Link(View::subject(*place))),
            ("facts", same::rows(briefing, ids, As::Cell)),
            ("gap", maybe(gap.map(|gap| word("gap", gap.reason.word())))),
            ("note", maybe_text(gap.and_then(|gap| gap.note.as_ref()))),
            ("instead", facts(&gap.map(|gap| instead(briefing, gap)).unwrap_or_default(), As::Instead)),
            ("derived", list(derived::of_cell(briefing, (*place, indicator), ids))),
        ])
    };
    Some(part([
        ("indicator", Shown::Link(View::indicator(indicator))),
        ("unlike", Shown::Yes(apart::gravest(briefing, &first).is_some())),
        ("cells", list(places.iter().zip(&stated).map(cell))),
    ]))
}

/// How many indicators the matrix of the front page has.
const MATRIX: usize = 12;

/// Compared places × the indicators that most of them have: whether a result is stated, only a target, another
/// scope, or nothing; each cell leads there.
pub(super) fn matrix(briefing: &Briefing) -> Shown<'_> {
    let places: Vec<Id<Subject>> = places(briefing).take(COLUMNS).collect();
    let mut rows: Vec<(usize, Id<Indicator>)> = comparable(briefing)
        .map(|indicator| (places.iter().filter(|place| is_stated(briefing, **place, indicator)).count(), indicator))
        .filter(|(count, _)| *count > 0)
        .collect();
    rows.sort_by_key(|(count, indicator)| (std::cmp::Reverse(*count), *indicator));
    rows.truncate(MATRIX);
    let row = |indicator| {
        part([
            ("indicator", Shown::Link(View::indicator(indicator))),
            ("cells", list(places.iter().map(|place| state(briefing, *place, indicator)))),
        ])
    };
    part([("places", subjects(&places)), ("rows", list(rows.iter().map(|(_, indicator)| row(*indicator))))])
}

fn is_stated(briefing: &Briefing, place: Id<Subject>, indicator: Id<Indicator>) -> bool {
    briefing.graph.subject_facts[place.index()].iter().any(|id| briefing.facts[*id].indicator == indicator)
}

/// What is known of an indicator of a place, in a word, and where it stands.
fn state<'a>(briefing: &Briefing, place: Id<Subject>, indicator: Id<Indicator>) -> Shown<'a> {
    let stated = stated(briefing, place, indicator);
    let (state, view) = match stated.iter().find(|id| !briefing.facts[**id].rank.is_withdrawn()) {
        Some(id) => (briefing.facts[*id].status.word(), View::Fact(*id)),
        None => {
            let gap = gap(briefing, place, indicator);
            let other = gap.is_some_and(|gap| gap.reason == GapReason::OtherScope);
            let figure = gap.and_then(|gap| instead(briefing, gap).first().copied());
            (if other { "other" } else { "silent" }, figure.map_or(View::indicator(indicator), View::Fact))
        }
    };
    part([("state", keyword(state)), ("label", word("matrix", state)), ("href", address(view))])
}
