//! The places and the indicators that are compared, and what is stated or missing of a pair of them.

use crate::model::briefing::Briefing;
use crate::model::evidence::Gap;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::subject::{Indicator, Subject};

/// The places that are compared, kind by kind.
pub fn places(briefing: &Briefing) -> impl Iterator<Item = Id<Subject>> {
    briefing.subjects.iter().filter(|(_, subject)| briefing.kinds[subject.kind].compared).map(|(id, _)| id)
}

/// The indicators by which places are compared.
pub fn comparable(briefing: &Briefing) -> impl Iterator<Item = Id<Indicator>> {
    briefing.indicators.iter().filter(|(_, indicator)| indicator.comparable).map(|(id, _)| id)
}

/// A place's facts on an indicator: actuals first, the newest first.
pub fn stated(briefing: &Briefing, place: Id<Subject>, indicator: Id<Indicator>) -> Vec<Id<Fact>> {
    let facts = &briefing.facts;
    let of_place = briefing.graph.subject_facts[place.index()].iter();
    let mut ids: Vec<_> = of_place.filter(|id| facts[**id].indicator == indicator).copied().collect();
    ids.sort_by_key(|id| (facts[*id].status, std::cmp::Reverse(facts[*id].period.latest())));
    ids
}

/// What is stated instead of what is missing: what still stands, and is not in the cell by itself.
pub fn instead(briefing: &Briefing, gap: &Gap) -> Vec<Id<Fact>> {
    let own = |id: &Id<Fact>| {
        let fact = &briefing.facts[*id];
        (fact.subject, fact.indicator) == (gap.subject, gap.indicator)
    };
    gap.facts.iter().copied().filter(|id| !briefing.facts[*id].rank.is_withdrawn() && !own(id)).collect()
}

/// What is known of why a place has no figure.
pub fn gap(briefing: &Briefing, place: Id<Subject>, indicator: Id<Indicator>) -> Option<&Gap> {
    let mut gaps = briefing.graph.subject_gaps[place.index()].iter().map(|n| &briefing.gaps[*n]);
    gaps.find(|gap| gap.indicator == indicator)
}
