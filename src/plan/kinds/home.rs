//! The front page: what this is, the figures to know, places, deadlines, disagreements.

use crate::model::briefing::Briefing;
use crate::model::evidence::Conflict;
use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::page::Part;
use crate::plan::shown::{As, Margin, Shown, address, facts, list, part, plain};

use super::{View, compare, conflicts, target};

const TILES: usize = 10;
const TARGETS: usize = 8;
const CARDS: usize = 3;
const LINKS: usize = 12;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let key: Vec<Id<Fact>> = briefing.site.key_facts.iter().filter_map(|slug| briefing.facts.find(slug)).collect();
    let open: Vec<Id<Conflict>> =
        briefing.conflicts.iter().filter(|(_, c)| c.preferred.is_empty()).map(|(id, _)| id).collect();
    part([
        ("description", Shown::Text(&briefing.site.description)),
        ("counts", counts(briefing)),
        ("single", single(briefing)),
        ("tiles", facts(&key[..key.len().min(TILES)], As::Tile)),
        ("body", Shown::Body(&briefing.home.body, Margin::Notes)),
        ("sources", list(briefing.sources.ids().take(LINKS).map(Shown::Source))),
        ("tables", compare::tables(briefing)),
        ("compare", address(View::Compare)),
        ("targets", target::tracker(briefing, &targets(briefing, &key), As::Target)),
        ("timeline", address(View::Timeline)),
        ("conflicts", list(open.iter().take(CARDS).map(|id| conflicts::card(briefing, *id)))),
        ("open_conflicts", Shown::Number(open.len())),
        ("all_conflicts", address(View::Conflicts(Part::FIRST))),
        ("kinds", kinds(briefing)),
    ])
}

fn counts(briefing: &Briefing) -> Shown<'_> {
    part([
        ("facts", Shown::Count("facts_count", briefing.facts.len())),
        ("sources", Shown::Count("sources_count", briefing.sources.len())),
        ("conflicts", Shown::Count("conflicts_count", disagreements(briefing).count())),
    ])
}

/// How many facts rest on one origin.
fn single(briefing: &Briefing) -> Shown<'_> {
    let n = briefing.graph.witnesses.iter().filter(|witnesses| **witnesses == 1).count();
    let (n, all) = (plain(n.to_string()), plain(briefing.facts.len().to_string()));
    Shown::Filled("home.single", vec![("n", n), ("all", all)])
}

/// The conflicts whose sides exclude each other.
fn disagreements(briefing: &Briefing) -> impl Iterator<Item = Id<Conflict>> {
    briefing.conflicts.iter().filter(|(_, conflict)| conflict.kind.is_disagreement()).map(|(id, _)| id)
}

/// The targets that fall due next: key facts and comparable indicators before the rest.
fn targets(briefing: &Briefing, key: &[Id<Fact>]) -> Vec<Id<Fact>> {
    let is_next = |fact: &Fact| {
        fact.status == Status::Target && !fact.period.is_undated() && !target::is_announcement(briefing, fact)
    };
    let mut ids: Vec<Id<Fact>> = briefing.facts.iter().filter(|(_, fact)| is_next(fact)).map(|(id, _)| id).collect();
    ids.sort_by_key(|id| {
        let fact = &briefing.facts[*id];
        (!key.contains(id), !briefing.indicators[fact.indicator].comparable, fact.policy.is_none(), *id)
    });
    ids.truncate(TARGETS);
    ids
}

/// Every kind that has subjects, with the first of them.
fn kinds(briefing: &Briefing) -> Shown<'_> {
    let mut members: Vec<Vec<Id<Subject>>> = vec![Vec::new(); briefing.kinds.len()];
    for (id, subject) in briefing.subjects.iter() {
        members[subject.kind.index()].push(id);
    }
    list(briefing.kinds.iter().filter(|(id, _)| !members[id.index()].is_empty()).map(|(id, kind)| {
        let all = &members[id.index()];
        part([
            ("label", Shown::Text(&kind.plural)),
            ("href", address(View::Kind(id, Part::FIRST))),
            ("links", list(all.iter().take(LINKS).map(|id| Shown::Link(View::subject(*id))))),
            ("more", Shown::Number(all.len().saturating_sub(LINKS))),
        ])
    }))
}
