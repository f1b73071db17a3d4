//! One origin is one witness: copies of a statement do not support it.
//!
//! A fact's witnesses are counted over itself and the comparable facts (same subject, indicator, `of`
//! and status, where a claim counts as an actual, at overlapping times) whose quantity goes with its
//! own. Those that share an origin are one witness, and a fact is one witness however many origins it
//! names. Adding a copy never raises the count; a fact that excludes it is no witness of it.
//!
//! Wrong: three sites repeat one bulletin, and each names itself as the origin. Right: all three name
//! the bulletin, `origins = ["work:bulletin"]`, and the page says *one witness*.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::cell::{Cell, Entry, Seek, groups, same_time};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Origin};
use crate::model::id::Id;
use crate::model::lang::Lang;

/// For each fact, how many independent witnesses support it, itself included, when the origins in `without` are not
/// believed; a fact that rests on none of the others has none.
pub fn count(briefing: &Briefing, without: &BTreeSet<Origin>) -> Vec<u32> {
    let mut counts = vec![0; briefing.facts.len()];
    every(briefing, &mut |facts, supporting| {
        let witnesses = witnesses(briefing, (facts, supporting), |origin| !without.contains(&origin));
        facts.iter().zip(witnesses).for_each(|(id, count)| counts[id.index()] = count);
    });
    counts
}

/// The same for facts that others support, by the origins that are believed.
pub fn witnesses(
    briefing: &Briefing,
    (facts, supporting): (&[Id<Fact>], &[Id<Fact>]),
    believed: impl Fn(Origin) -> bool,
) -> Vec<u32> {
    let left = |id: &Id<Fact>| briefing.facts[*id].origins.iter().copied().filter(|origin| believed(*origin));
    let origins: Vec<Vec<Origin>> = supporting.iter().map(|id| left(id).collect()).collect();
    let count = independent(origins.iter().map(Vec::as_slice).filter(|origins| !origins.is_empty()));
    facts.iter().map(|id| if left(id).next().is_some() { count } else { 0 }).collect()
}

/// Hears of facts and of those that support them.
type Hear<'a> = dyn FnMut(&[Id<Fact>], &[Id<Fact>]) + 'a;

/// Tells, for facts that others may support, which facts support them: themselves, and those that go with them.
pub fn each(briefing: &Briefing, hear: &mut Hear<'_>) {
    for members in groups(briefing, briefing.facts.ids()).into_values().filter(|members| members.len() > 1) {
        quantities(briefing, &members, hear);
        texts(briefing, &members, hear);
    }
}

/// Tells the same of every fact: one that no other may support supports itself.
pub fn every(briefing: &Briefing, hear: &mut Hear<'_>) {
    let mut heard = vec![false; briefing.facts.len()];
    each(briefing, &mut |facts, supporting| {
        facts.iter().for_each(|id| heard[id.index()] = true);
        hear(facts, supporting);
    });
    briefing.facts.ids().filter(|id| !heard[id.index()]).for_each(|id| hear(&[id], &[id]));
}

/// Facts with one period and one value have the same witnesses, which are counted once.
fn quantities(briefing: &Briefing, members: &[Id<Fact>], hear: &mut Hear<'_>) {
    let cell = Cell::of(briefing, members.iter().copied());
    let mut alike: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for entry in cell.entries() {
        alike.entry(entry.key()).or_default().push(entry);
    }
    for entries in alike.values() {
        let supporting = cell.all(entries[0], Seek::Compatible);
        let facts: Vec<Id<Fact>> = entries.iter().map(|entry| entry.id).collect();
        hear(&facts, &supporting);
    }
}

/// Texts go together where they say the same words.
fn texts(briefing: &Briefing, members: &[Id<Fact>], hear: &mut Hear<'_>) {
    let mut alike: BTreeMap<&str, BTreeMap<String, Vec<Id<Fact>>>> = BTreeMap::new();
    for id in members {
        if let Finding::Text(text) = &briefing.facts[*id].finding {
            let period = briefing.facts[*id].period.to_string();
            alike.entry(text.get(Lang::DEFAULT)).or_default().entry(period).or_default().push(*id);
        }
    }
    for periods in alike.values() {
        for ids in periods.values() {
            let at_once = |other: &&Vec<Id<Fact>>| same_time(&briefing.facts[ids[0]], &briefing.facts[other[0]]);
            let supporting: Vec<Id<Fact>> = periods.values().filter(at_once).flatten().copied().collect();
            hear(ids, &supporting);
        }
    }
}

/// How many sets of facts are connected by shared origins.
pub fn independent<'a>(facts: impl Iterator<Item = &'a [Origin]>) -> u32 {
    let mut sets = Sets::default();
    for origins in facts {
        let nodes: Vec<usize> = origins.iter().map(|origin| sets.node(*origin)).collect();
        nodes.windows(2).for_each(|pair| sets.join(pair[0], pair[1]));
    }
    sets.count
}

/// Origins that stand together, each set under one of its members (union–find).
#[derive(Default)]
struct Sets {
    nodes: BTreeMap<Origin, usize>,
    parents: Vec<usize>,
    count: u32,
}

impl Sets {
    fn node(&mut self, origin: Origin) -> usize {
        let next = self.parents.len();
        let node = *self.nodes.entry(origin).or_insert(next);
        if node == next {
            self.parents.push(next);
            self.count += 1;
        }
        node
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parents[node] != node {
            self.parents[node] = self.parents[self.parents[node]];
            node = self.parents[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parents[a.max(b)] = a.min(b);
            self.count -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::id::Names;
    use crate::model::subject::Subject;

    /// Origins by number; each list is a fact's, and none is empty.
    fn origins(lists: &[Vec<u8>]) -> Vec<Vec<Origin>> {
        let mut names = Names::<Subject>::default();
        let mut origin = |n: &u8| {
            let id = names.add(&n.to_string()).unwrap_or_else(|known| known);
            Origin::Work(id)
        };
        lists.iter().map(|list| list.iter().map(&mut origin).collect()).collect()
    }

    fn count(facts: &[Vec<Origin>]) -> u32 {
        independent(facts.iter().map(Vec::as_slice))
    }

    /// The same, by merging sets one after the other.
    fn slowly(facts: &[Vec<Origin>]) -> usize {
        let mut sets: Vec<BTreeSet<Origin>> = Vec::new();
        for origins in facts {
            let mut joined: BTreeSet<Origin> = origins.iter().copied().collect();
            sets.retain(|set| {
                let apart = set.is_disjoint(&joined);
                if !apart {
                    joined.extend(set.iter().copied());
                }
                apart
            });
            sets.push(joined);
        }
        sets.len()
    }

    #[test]
    fn facts_that_share_an_origin_are_one_witness() {
        assert_eq!(count(&origins(&[vec![1], vec![1], vec![2]])), 2);
        assert_eq!(count(&origins(&[vec![1], vec![2], vec![1, 2]])), 1);
        assert_eq!(count(&origins(&[vec![1, 2, 3]])), 1);
    }

    proptest! {
        #[test]
        fn the_count_is_that_of_connected_sets(
            lists in prop::collection::vec(prop::collection::vec(0..20_u8, 1..4), 0..20)
        ) {
            let all = origins(&lists);
            prop_assert_eq!(count(&all) as usize, slowly(&all));
        }

        #[test]
        fn adding_a_copy_never_raises_a_count(
            lists in prop::collection::vec(prop::collection::vec(0..8_u8, 1..4), 1..8),
            which in any::<prop::sample::Index>(),
            more in prop::collection::vec(0..8_u8, 0..3),
        ) {
            let copied = which.index(lists.len());
            let mut copy = lists[copied].clone();
            copy.extend(more);
            let mut with = lists.clone();
            with.push(copy);
            let all = origins(&with);
            prop_assert!(count(&all) <= count(&all[..lists.len()]));
        }

        #[test]
        fn the_order_of_facts_does_not_matter(lists in prop::collection::vec(prop::collection::vec(0..8_u8, 1..4), 1..8)) {
            let all = origins(&lists);
            let reversed: Vec<_> = all.iter().rev().cloned().collect();
            prop_assert_eq!(count(&all), count(&reversed));
        }
    }
}
