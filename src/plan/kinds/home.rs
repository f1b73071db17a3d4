//! The front page: a finding, why to trust it, six figures, what is stated of which place, what fell due,
//! disagreements.

use crate::model::briefing::Briefing;
use crate::model::evidence::Conflict;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::page::Part;
use crate::plan::shown::{As, Margin, Shown, address, facts, list, part, plain};

use super::{View, compare, conflicts, target, timeline};

const TILES: usize = 6;
const TARGETS: usize = 6;
const CARDS: usize = 3;
const LINKS: usize = 12;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let key: Vec<Id<Fact>> = briefing.site.key_facts.iter().filter_map(|slug| briefing.facts.find(slug)).collect();
    let disagreements: Vec<Id<Conflict>> = disagreements(briefing).collect();
    let unanswered = timeline::unanswered(briefing);
    let due = &unanswered[..unanswered.len().min(TARGETS)];
    let [finding, note] = timeline::finding(briefing, &unanswered);
    part([
        finding,
        note,
        ("description", Shown::Text(&briefing.site.description)),
        ("counts", counts(briefing, disagreements.len())),
        ("single", single(briefing)),
        ("tiles", facts(&key[..key.len().min(TILES)], As::Tile)),
        ("body", Shown::Body(&briefing.home.body, Margin::Empty)),
        ("sources", list(briefing.sources.ids().take(LINKS).map(Shown::Source))),
        ("matrix", compare::matrix(briefing)),
        ("compare", address(View::Compare)),
        ("targets", target::tracker(briefing, due, As::Target)),
        ("due", Shown::Number(unanswered.len())),
        ("unanswered", Shown::Count("timeline.unanswered", unanswered.len())),
        ("timeline", address(View::Timeline)),
        ("conflicts", list(disagreements.iter().take(CARDS).map(|id| conflicts::card_told(briefing, *id)))),
        ("all_conflicts", address(View::Conflicts(Part::FIRST))),
        ("kinds", kinds(briefing)),
    ])
}

fn counts<'a>(briefing: &Briefing, disagreements: usize) -> Shown<'a> {
    part([
        ("facts", Shown::Count("facts_count", briefing.facts.len())),
        ("sources", Shown::Count("sources_count", briefing.sources.len())),
        ("conflicts", Shown::Count("conflicts_count", disagreements)),
    ])
}

/// How many facts rest on one origin.
fn single<'a>(briefing: &Briefing) -> Shown<'a> {
    let n = briefing.graph.witnesses.iter().filter(|witnesses| **witnesses == 1).count();
    let (n, all) = (plain(n.to_string()), plain(briefing.facts.len().to_string()));
    Shown::Filled("home.single", vec![("n", n), ("all", all)])
}

/// The conflicts whose sides exclude each other: the open ones first.
fn disagreements(briefing: &Briefing) -> impl Iterator<Item = Id<Conflict>> {
    let of = |open: bool| {
        let is = move |conflict: &Conflict| conflict.kind.is_disagreement() && conflict.preferred.is_empty() == open;
        briefing.conflicts.iter().filter(move |(_, conflict)| is(conflict)).map(|(id, _)| id)
    };
    of(true).chain(of(false))
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
