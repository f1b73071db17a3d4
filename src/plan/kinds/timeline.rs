//! The timeline: targets by deadline, and policies by date.

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::model::subject::{Role, Subject};
use crate::plan::page::ROWS_A_PAGE;
use crate::plan::shown::{As, Chart, Shown, facts, list, maybe, part, subjects};

use super::{View, target};

/// Targets that a chart draws; the table below it has all.
const DRAWN: usize = 24;

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let with = |status| briefing.facts.iter().filter(move |(_, fact)| fact.status == status).map(|(id, _)| id);
    let targets: Vec<Id<Fact>> = with(Status::Target).collect();
    let mut events: Vec<Id<Fact>> = with(Status::Event).filter(|id| !briefing.facts[*id].period.is_undated()).collect();
    events.sort_by_key(|id| briefing.facts[*id].period.latest());
    events.truncate(ROWS_A_PAGE);
    let drawn = deadlines(briefing, &targets);
    part([
        ("chart_svg", maybe((!drawn.is_empty()).then_some(Shown::Chart(Chart::Deadlines(drawn))))),
        ("targets", target::tracker(briefing, &targets, As::Target)),
        ("policies", policies(briefing)),
        ("events", facts(&events, As::Event)),
    ])
}

fn policies(briefing: &Briefing) -> Shown<'_> {
    let is_policy = |id: &Id<Subject>| briefing.kinds[briefing.subjects[*id].kind].role == Some(Role::Policy);
    let mut ids: Vec<Id<Subject>> = briefing.subjects.ids().filter(is_policy).collect();
    ids.sort_by_key(|id| briefing.subjects[*id].date.as_ref().and_then(|date| date.earliest()));
    list(ids.into_iter().map(|id| {
        let policy = &briefing.subjects[id];
        let of_policy = briefing.graph.policy_facts[id.index()].iter();
        let targets = of_policy.filter(|fact| briefing.facts[**fact].status == Status::Target).count();
        part([
            ("date", maybe(policy.date.as_ref().map(Shown::Date))),
            ("policy", Shown::Link(View::subject(id))),
            ("issuers", subjects(&policy.issuer)),
            ("targets", Shown::Number(targets)),
        ])
    }))
}

/// Targets with a deadline for one axis; those of policies and key facts first when there are many.
fn deadlines(briefing: &Briefing, targets: &[Id<Fact>]) -> Vec<Id<Fact>> {
    let is_dated = |id: &&Id<Fact>| {
        let fact = &briefing.facts[**id];
        !fact.period.is_undated() && fact.period.deadline().is_some() && !target::is_announcement(briefing, fact)
    };
    let mut dated: Vec<Id<Fact>> = targets.iter().filter(is_dated).copied().collect();
    dated.sort_by_key(|id| {
        let fact = &briefing.facts[*id];
        (
            !briefing.site.key_facts.contains(&fact.slug),
            !briefing.indicators[fact.indicator].comparable,
            fact.policy.is_none(),
            *id,
        )
    });
    dated.truncate(DRAWN);
    dated.sort_by_key(|id| briefing.facts[*id].period.deadline());
    dated
}
