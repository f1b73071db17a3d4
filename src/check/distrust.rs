//! A briefing without some of its origins: what then rests on nothing, and what is left of witnesses and conflicts.

use std::collections::BTreeSet;

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, Side};
use crate::model::fact::{Fact, Origin};
use crate::model::id::Id;

use super::rules::one_witness;

/// What is left when some origins are not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Facts that rest on none of the others.
    pub bare: usize,
    /// Facts with one witness.
    pub single: usize,
    /// Facts with several.
    pub several: usize,
    /// Conflicts whose sides still stand against each other.
    pub conflicts: usize,
}

/// Every origin that a fact names, those with the most facts first.
pub fn origins(briefing: &Briefing) -> Vec<Origin> {
    let named: BTreeSet<Origin> = briefing.facts.iter().flat_map(|(_, fact)| fact.origins.iter().copied()).collect();
    let mut counted: Vec<(usize, Origin)> =
        named.into_iter().map(|origin| (resting(briefing, origin).count(), origin)).collect();
    counted.sort_by_key(|(count, origin)| (std::cmp::Reverse(*count), *origin));
    counted.into_iter().map(|(_, origin)| origin).collect()
}

/// The facts that name an origin.
pub fn resting(briefing: &Briefing, origin: Origin) -> impl Iterator<Item = Id<Fact>> {
    briefing.facts.iter().filter(move |(_, fact)| fact.origins.contains(&origin)).map(|(id, _)| id)
}

/// The origin written as `work:slug` or `source:slug`.
pub fn named(briefing: &Briefing, name: &str) -> Option<Origin> {
    origins(briefing).into_iter().find(|origin| briefing.origin_name(*origin) == name)
}

/// What is left of the briefing.
pub fn left(briefing: &Briefing, without: &BTreeSet<Origin>) -> Left {
    let witnesses = one_witness::count(briefing, without);
    let count = |is: &dyn Fn(u32) -> bool| witnesses.iter().filter(|n| is(**n)).count();
    Left {
        bare: count(&|n| n == 0),
        single: count(&|n| n == 1),
        several: count(&|n| n > 1),
        conflicts: briefing.conflicts.ids().filter(|id| stands(briefing, *id, without)).count(),
    }
}

/// Whether a conflict is still one: both of its sides are there, or the one that it was about.
pub fn stands(briefing: &Briefing, id: Id<Conflict>, without: &BTreeSet<Origin>) -> bool {
    let sides = &briefing.conflicts[id].sides;
    let left = sides.iter().filter(|side| side_origins(briefing, side).iter().any(|o| !without.contains(o))).count();
    left >= sides.len().min(2)
}

/// Where a side comes from. A passage comes from the works whose lines hold it, else from its source, as a fact does.
pub fn side_origins(briefing: &Briefing, side: &Side) -> Vec<Origin> {
    match side {
        Side::Fact(id) => briefing.facts[*id].origins.clone(),
        Side::Passage { source, locator, .. } => {
            let line = locator.spot.line();
            let holds = |lines: &[(u32, u32)]| {
                line.is_some_and(|line| lines.iter().any(|(from, to)| (*from..=*to).contains(&line)))
            };
            let rests = briefing.sources[*source].rests_on.iter().filter(|rest| holds(&rest.lines));
            let works: Vec<Origin> = rests.map(|rest| Origin::Work(rest.work)).collect();
            if works.is_empty() { vec![Origin::Source(*source)] } else { works }
        }
    }
}

/// Takes the origins out of what the briefing counts; what it says stays, and what rests on nothing is bare.
pub fn apply(briefing: &mut Briefing, without: BTreeSet<Origin>) {
    briefing.graph.witnesses = one_witness::count(briefing, &without);
    let standing: BTreeSet<Id<Conflict>> =
        briefing.conflicts.ids().filter(|id| stands(briefing, *id, &without)).collect();
    for conflicts in &mut briefing.graph.fact_conflicts {
        conflicts.retain(|id| standing.contains(id));
    }
    briefing.without = without;
}
