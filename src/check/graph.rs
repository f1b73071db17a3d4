//! The links between all parts, each computed once in time linear in the links.

use std::collections::BTreeSet;

use crate::model::briefing::{Briefing, Graph};
use crate::model::evidence::{Side, Verified};
use crate::model::fact::{Fact, Of, Origin};
use crate::model::id::Id;
use crate::model::prose::{Prose, Target};
use crate::model::subject::Subject;

use super::rules::{condition, one_witness};

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
        condition: Vec::new(),
        history: Vec::new(),
    };
    for (id, fact) in briefing.facts.iter() {
        link_fact(id, fact, &mut graph);
    }
    for list in &mut graph.source_facts {
        list.sort_by_key(|id| &briefing.facts[*id].locator);
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
    graph.witnesses = one_witness::count(briefing, &briefing.without);
    graph.condition = condition::of_facts(briefing);
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
