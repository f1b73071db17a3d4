//! A briefing without some of its origins: what then rests on nothing, and what is left of witnesses and conflicts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::briefing::Briefing;
use crate::model::evidence::{Conflict, Side};
use crate::model::fact::Origin;
use crate::model::id::Id;

use super::rules::one_witness;

/// What is left when some origins are not believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// Every origin that a fact names with the number of those facts, those with the most facts first.
pub fn origins(briefing: &Briefing) -> Vec<(Origin, usize)> {
    let mut counts: BTreeMap<Origin, usize> = BTreeMap::new();
    for (_, fact) in briefing.facts.iter() {
        let named: BTreeSet<Origin> = fact.origins.iter().copied().collect();
        named.into_iter().for_each(|origin| *counts.entry(origin).or_default() += 1);
    }
    let mut counted: Vec<(Origin, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(origin, count)| (Reverse(*count), *origin));
    counted
}

/// The origin written as `work:slug` or `source:slug`.
pub fn named(briefing: &Briefing, name: &str) -> Option<Origin> {
    origins(briefing).into_iter().map(|(origin, _)| origin).find(|origin| briefing.origin_name(*origin) == name)
}

/// What is left of the briefing without the origins in `without`, and besides them without each of `asked`.
pub fn left(briefing: &Briefing, without: &BTreeSet<Origin>, asked: &[Origin]) -> (Left, Vec<Left>) {
    let asked_at: BTreeMap<Origin, usize> = asked.iter().zip(0..).map(|(origin, n)| (*origin, n)).collect();
    let mut now = Left::default();
    // What each asked origin takes from a number of witnesses, and what it gives to another.
    let mut changes: Vec<Change> = vec![Change::default(); asked.len()];
    one_witness::every(briefing, &mut |facts, supporting| {
        let counted = |besides: Option<Origin>| {
            let believed = |origin| !without.contains(&origin) && Some(origin) != besides;
            one_witness::witnesses(briefing, (facts, supporting), believed)
        };
        let whole = counted(None);
        whole.iter().for_each(|witnesses| now.count(*witnesses));
        let named: BTreeSet<Origin> =
            supporting.iter().flat_map(|id| briefing.facts[*id].origins.iter().copied()).collect();
        for (n, origin) in named.iter().filter_map(|origin| Some((*asked_at.get(origin)?, *origin))) {
            let pairs = whole.iter().zip(counted(Some(origin)));
            pairs.for_each(|(before, after)| changes[n].moves(*before, after));
        }
    });
    let stand =
        |without: &BTreeSet<Origin>| briefing.conflicts.ids().filter(|id| stands(briefing, *id, without)).count();
    now.conflicts = stand(without);
    let besides = |(n, origin): (usize, &Origin)| {
        let mut without = without.clone();
        without.insert(*origin);
        Left { conflicts: stand(&without), ..changes[n].applied(now) }
    };
    (now, asked.iter().enumerate().map(besides).collect())
}

/// How many facts gain and lose a number of witnesses: none, one, several.
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    gained: [usize; 3],
    lost: [usize; 3],
}

impl Change {
    fn moves(&mut self, before: u32, after: u32) {
        self.lost[before.min(2) as usize] += 1;
        self.gained[after.min(2) as usize] += 1;
    }

    fn applied(&self, left: Left) -> Left {
        let of = |now: usize, n: usize| now + self.gained[n] - self.lost[n];
        Left { bare: of(left.bare, 0), single: of(left.single, 1), several: of(left.several, 2), ..left }
    }
}

impl Left {
    fn count(&mut self, witnesses: u32) {
        let counted = match witnesses {
            0 => &mut self.bare,
            1 => &mut self.single,
            _ => &mut self.several,
        };
        *counted += 1;
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
