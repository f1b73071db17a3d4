//! The links between all parts, each computed once in time linear in the links.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::briefing::{Briefing, Graph};
use crate::model::evidence::{Side, Verified};
use crate::model::fact::{Fact, Finding, Of, Origin, Status};
use crate::model::id::Id;
use crate::model::prose::{Prose, Target};
use crate::model::subject::{Indicator, Subject};

/// Computes every answer of [`Graph`].
pub fn build(briefing: &Briefing, verified: Vec<Option<Verified>>) -> Graph {
    let subjects = briefing.subjects.len();
    let facts = briefing.facts.len();
    let mut graph = Graph {
        verified,
        fact_conflicts: vec![Vec::new(); facts],
        fact_derived: vec![Vec::new(); facts],
        subject_facts: vec![Vec::new(); subjects],
        of_facts: vec![Vec::new(); subjects],
        policy_facts: vec![Vec::new(); subjects],
        said_facts: vec![Vec::new(); subjects],
        origin_facts: vec![Vec::new(); subjects],
        parts: vec![Vec::new(); subjects],
        issued: vec![Vec::new(); subjects],
        located: vec![Vec::new(); subjects],
        subject_sources: vec![Vec::new(); subjects],
        mentions: vec![Vec::new(); subjects],
        indicator_facts: vec![Vec::new(); briefing.indicators.len()],
        subject_gaps: vec![Vec::new(); subjects],
        indicator_gaps: vec![Vec::new(); briefing.indicators.len()],
        source_facts: vec![Vec::new(); briefing.sources.len()],
        witnesses: Vec::new(),
    };
    for (id, fact) in briefing.facts.iter() {
        link_fact(id, fact, &mut graph);
    }
    for list in &mut graph.source_facts {
        list.sort_by_key(|id| briefing.facts[*id].line);
    }
    for (id, conflict) in briefing.conflicts.iter() {
        for side in &conflict.sides {
            if let Side::Fact(fact) = side {
                graph.fact_conflicts[fact.index()].push(id);
            }
        }
    }
    for (id, derived) in briefing.derived.iter() {
        for fact in &derived.facts {
            graph.fact_derived[fact.index()].push(id);
        }
    }
    for (n, gap) in briefing.gaps.iter().enumerate() {
        graph.subject_gaps[gap.subject.index()].push(n);
        graph.indicator_gaps[gap.indicator.index()].push(n);
    }
    link_subjects(briefing, &mut graph);
    link_sources(briefing, &mut graph);
    graph.witnesses = witnesses(briefing);
    graph
}

fn link_fact(id: Id<Fact>, fact: &Fact, graph: &mut Graph) {
    graph.subject_facts[fact.subject.index()].push(id);
    graph.indicator_facts[fact.indicator.index()].push(id);
    graph.source_facts[fact.source.index()].push(id);
    for of in &fact.of {
        if let Of::Subject(subject) = of
            && *subject != fact.subject
        {
            push_once(&mut graph.of_facts[subject.index()], id);
        }
    }
    if let Some(policy) = fact.policy {
        graph.policy_facts[policy.index()].push(id);
    }
    if let Some(by) = fact.by {
        graph.said_facts[by.index()].push(id);
    }
    for origin in &fact.origins {
        if let Origin::Work(work) = origin {
            push_once(&mut graph.origin_facts[work.index()], id);
        }
    }
}

fn push_once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}

fn link_subjects(briefing: &Briefing, graph: &mut Graph) {
    for (id, subject) in briefing.subjects.iter() {
        if let Some(whole) = subject.within {
            graph.parts[whole.index()].push(id);
        }
        for issuer in &subject.issuer {
            graph.issued[issuer.index()].push(id);
        }
        for place in &subject.places {
            graph.located[place.index()].push(id);
        }
        let mentioned: BTreeSet<Id<Subject>> =
            subject.body.iter().flat_map(|body| body.iter()).flat_map(mentioned).filter(|m| *m != id).collect();
        for other in mentioned {
            graph.mentions[other.index()].push(id);
        }
    }
}

fn mentioned(prose: &Prose) -> impl Iterator<Item = Id<Subject>> {
    prose.targets.iter().filter_map(|target| match target {
        Target::Subject(id) => Some(*id),
        _ => None,
    })
}

fn link_sources(briefing: &Briefing, graph: &mut Graph) {
    for (id, source) in briefing.sources.iter() {
        let mut speaks_of: BTreeSet<Id<Subject>> = source.body.iter().flat_map(mentioned).collect();
        speaks_of.extend(source.rests_on.iter().map(|rest| rest.work));
        for fact in &graph.source_facts[id.index()] {
            let fact = &briefing.facts[*fact];
            speaks_of.insert(fact.subject);
            speaks_of.extend(fact.policy);
            speaks_of.extend(fact.by);
            speaks_of.extend(fact.of.iter().filter_map(|of| if let Of::Subject(s) = of { Some(*s) } else { None }));
            speaks_of.extend(fact.origins.iter().filter_map(|o| if let Origin::Work(w) = o { Some(*w) } else { None }));
        }
        for subject in speaks_of {
            graph.subject_sources[subject.index()].push(id);
        }
    }
}

/// What facts must share to be comparable; a claim counts as an actual.
pub type Group = (Id<Subject>, Id<Indicator>, Vec<String>, Status);

/// The comparable facts, by what they share; periods may still differ within a group.
pub fn groups(briefing: &Briefing) -> BTreeMap<Group, Vec<Id<Fact>>> {
    let mut groups: BTreeMap<Group, Vec<Id<Fact>>> = BTreeMap::new();
    for (id, fact) in briefing.facts.iter() {
        let status = if fact.status == Status::Claim { Status::Actual } else { fact.status };
        let mut of: Vec<String> = fact.of.iter().map(|of| of_key(briefing, of)).collect();
        of.sort();
        groups.entry((fact.subject, fact.indicator, of, status)).or_default().push(id);
    }
    groups
}

fn of_key(briefing: &Briefing, of: &Of) -> String {
    match of {
        Of::Subject(id) => format!("s{}", id.index()),
        Of::Fact(id) => format!("f{}", id.index()),
        Of::Text(text) => format!("t{}", text.get(crate::model::lang::Lang::DEFAULT)),
    }
    .replace('\n', " ")
    .chars()
    .take(briefing.site.excerpt_limit.max(200))
    .collect()
}

/// Whether two facts of one group speak of the same time.
pub fn same_time(a: &Fact, b: &Fact) -> bool {
    a.period.overlaps(&b.period)
}

/// Whether two findings can both be right.
pub fn compatible(a: &Finding, b: &Finding) -> bool {
    match (a, b) {
        (Finding::Quantity(a), Finding::Quantity(b)) => !a.excludes(b),
        (Finding::Text(a), Finding::Text(b)) => {
            a.get(crate::model::lang::Lang::DEFAULT) == b.get(crate::model::lang::Lang::DEFAULT)
        }
        _ => false,
    }
}

/// For each fact, how many independent witnesses support it: the most that can be told apart when
/// facts which share an origin are one, and a fact is one however many origins it names.
fn witnesses(briefing: &Briefing) -> Vec<u32> {
    let mut counts = vec![1; briefing.facts.len()];
    for members in groups(briefing).values().filter(|m| m.len() > 1) {
        for id in members {
            let fact = &briefing.facts[*id];
            let supporting = members
                .iter()
                .map(|other| &briefing.facts[*other])
                .filter(|other| same_time(fact, other) && compatible(&fact.finding, &other.finding));
            counts[id.index()] = independent(supporting.map(|f| f.origins.as_slice()));
        }
    }
    counts
}

/// How many sets of facts are connected by shared origins.
pub fn independent<'a>(facts: impl Iterator<Item = &'a [Origin]>) -> u32 {
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
    u32::try_from(sets.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::id::Names;

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

    #[test]
    fn facts_that_share_an_origin_are_one_witness() {
        assert_eq!(count(&origins(&[vec![1], vec![1], vec![2]])), 2);
        assert_eq!(count(&origins(&[vec![1], vec![2], vec![1, 2]])), 1);
        assert_eq!(count(&origins(&[vec![1, 2, 3]])), 1);
    }

    proptest! {
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
