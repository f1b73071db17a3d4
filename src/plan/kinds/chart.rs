//! Which facts a drawing holds, and whether there is enough to draw.

use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::UnitKind;
use crate::plan::shown::{Chart, Shown, list, part};

use super::compare;

/// How many places a chart of bars looks at.
const BARS: usize = 24;
/// The kinds of statement that are compared by length, in the order of preference.
const COMPARED: [Status; 3] = [Status::Actual, Status::Target, Status::Forecast];

/// A panel for each indicator of a subject with an actual and something ahead of it.
pub(super) fn panels(briefing: &Briefing, subject: Id<Subject>) -> Shown<'_> {
    let mut by_indicator: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
    for fact in &briefing.graph.subject_facts[subject.index()] {
        by_indicator.entry(briefing.facts[*fact].indicator).or_default().push(*fact);
    }
    list(by_indicator.into_iter().filter_map(|(indicator, facts)| panel(briefing, indicator, &facts)))
}

/// A panel of facts on one indicator of one subject; `None` without an actual and something ahead of
/// it, or where all stand in one year.
pub(super) fn panel<'a>(briefing: &'a Briefing, indicator: Id<Indicator>, facts: &[Id<Fact>]) -> Option<Shown<'a>> {
    let has = |wanted: &[Status]| facts.iter().any(|id| wanted.contains(&briefing.facts[*id].status));
    if !has(&[Status::Actual]) || !has(&[Status::Target, Status::Forecast]) {
        return None;
    }
    let drawn = |id: &&Id<Fact>| {
        let fact = &briefing.facts[**id];
        COMPARED.contains(&fact.status)
            && matches!(fact.finding, Finding::Quantity(_))
            && year(briefing, fact).is_some()
    };
    let drawn: Vec<Id<Fact>> = facts.iter().filter(drawn).copied().collect();
    let years = || drawn.iter().filter_map(|id| year(briefing, &briefing.facts[*id]));
    let chart = Shown::Chart(Chart::Slope(indicator, drawn.clone()));
    (years().min() < years().max())
        .then(|| part([("title", Shown::Text(&briefing.indicators[indicator].label)), ("chart_svg", chart)]))
}

/// The year at which a fact is drawn; an actual without a date stands at the year of its source.
pub fn year(briefing: &Briefing, fact: &Fact) -> Option<i16> {
    match (fact.period.is_undated(), fact.status) {
        (false, _) => fact.period.year(),
        (true, Status::Actual) => briefing.sources[fact.source].published.period().and_then(|p| p.year()),
        (true, _) => None,
    }
}

/// Bars across the compared places, of the one kind that most of them have; `None` when fewer than two
/// have a quantity of one kind.
pub(super) fn bars<'a>(briefing: &Briefing, indicator: Id<Indicator>) -> Option<Shown<'a>> {
    let row = &briefing.indicators[indicator];
    if !row.comparable || matches!(row.unit.kind(), UnitKind::None | UnitKind::Rank) {
        return None;
    }
    let places: Vec<(Id<Subject>, Vec<Id<Fact>>)> =
        compare::places(briefing).take(BARS).map(|id| (id, compare::stated(briefing, id, indicator))).collect();
    let of = |ids: &[Id<Fact>], status: Status| ids.iter().copied().find(|id| briefing.facts[*id].status == status);
    let status =
        COMPARED.into_iter().find(|status| places.iter().filter(|(_, ids)| of(ids, *status).is_some()).count() >= 2)?;
    let bars: Vec<(Id<Subject>, Option<Id<Fact>>)> =
        places.iter().filter(|(_, ids)| !ids.is_empty()).map(|(place, ids)| (*place, of(ids, status))).collect();
    let measured =
        |fact: &Option<Id<Fact>>| fact.is_some_and(|id| matches!(briefing.facts[id].finding, Finding::Quantity(_)));
    bars.iter().any(|(_, fact)| measured(fact)).then_some(Shown::Chart(Chart::Bars(indicator, status, bars)))
}
