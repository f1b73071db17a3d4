//! The timeline: every target by place and deadline, what fell due unanswered, policies by date, events.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::fact::{Dating, Fact, Status};
use crate::model::id::Id;
use crate::model::subject::{Role, Subject};
use crate::plan::page::ROWS_A_PAGE;
use crate::plan::shown::{As, Chart, Shown, keyword, list, maybe, part, plain, subjects};

use super::{View, same, target};

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let with = |status| briefing.facts.iter().filter(move |(_, fact)| fact.status == status).map(|(id, _)| id);
    let (dated, others): (Vec<Id<Fact>>, Vec<Id<Fact>>) =
        with(Status::Target).partition(|id| target::deadline(&briefing.facts[*id]).is_some());
    let groups = by_subject(briefing, &dated);
    let mut events: Vec<Id<Fact>> = with(Status::Event).filter(|id| !briefing.facts[*id].period.is_undated()).collect();
    events.sort_by_key(|id| briefing.facts[*id].period.latest());
    events.truncate(ROWS_A_PAGE);
    let key = if others.is_empty() { "timeline.drawn_all" } else { "timeline.drawn" };
    let drawn = plain(dated.len().to_string());
    let all = plain((dated.len() + others.len()).to_string());
    part([
        ("finding", maybe(finding(briefing))),
        ("finding_note", maybe(finding_note(briefing))),
        ("chart_svg", maybe((!groups.is_empty()).then(|| Shown::Chart(Chart::Deadlines(groups.clone()))))),
        ("drawn", Shown::Filled(key, vec![("n", drawn), ("all", all)])),
        ("groups", list(groups.iter().map(|(subject, ids)| group(briefing, *subject, ids)))),
        ("others", target::tracker(briefing, &others, As::Target)),
        ("policies", policies(briefing)),
        ("events", same::rows(briefing, &events, As::Event)),
    ])
}

fn group<'a>(briefing: &'a Briefing, subject: Id<Subject>, ids: &[Id<Fact>]) -> Shown<'a> {
    let unanswered = ids.iter().filter(|id| target::is_unanswered(briefing, **id)).count();
    part([
        ("id", keyword(format!("due-{}", briefing.subjects[subject].slug))),
        ("subject", Shown::Link(View::subject(subject))),
        ("unanswered", maybe((unanswered > 0).then_some(Shown::Count("timeline.unanswered", unanswered)))),
        ("tracker", target::tracker(briefing, ids, As::TargetOfSubject)),
    ])
}

/// Targets by whose they are; those with the most first, each by deadline.
fn by_subject(briefing: &Briefing, dated: &[Id<Fact>]) -> Vec<(Id<Subject>, Vec<Id<Fact>>)> {
    let mut groups: BTreeMap<Id<Subject>, Vec<Id<Fact>>> = BTreeMap::new();
    for id in dated {
        groups.entry(briefing.facts[*id].subject).or_default().push(*id);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    for (_, ids) in &mut groups {
        ids.sort_by_key(|id| (briefing.facts[*id].period.deadline(), *id));
    }
    groups.sort_by_key(|(subject, ids)| (Reverse(ids.len()), *subject));
    groups
}

/// What fell due in one year of one subject without a result in any source, where that is most.
pub(super) fn finding(briefing: &Briefing) -> Option<Shown<'_>> {
    let (subject, year, count) = worst(briefing)?;
    let subject = Shown::Link(View::subject(subject));
    let places = vec![("n", plain(count.to_string())), ("subject", subject), ("year", plain(year.to_string()))];
    Some(Shown::Filled(if count == 1 { "timeline.finding_one" } else { "timeline.finding" }, places))
}

/// Of how many of them nobody but us says the year.
pub(super) fn finding_note(briefing: &Briefing) -> Option<Shown<'_>> {
    let (subject, year, all) = worst(briefing)?;
    let inferred = unanswered(briefing).into_iter().map(|id| &briefing.facts[id]).filter(|fact| {
        let of_year = target::deadline(fact).is_some_and(|deadline| deadline.year() == year);
        fact.subject == subject && of_year && fact.dating == Some(Dating::Inferred)
    });
    let count = inferred.count();
    let key = if all == 1 { "timeline.finding_inferred_one" } else { "timeline.finding_inferred" };
    (count > 0).then(|| Shown::Filled(key, vec![("n", plain(count.to_string()))]))
}

fn worst(briefing: &Briefing) -> Option<(Id<Subject>, i16, usize)> {
    let mut counts: BTreeMap<(Id<Subject>, i16), usize> = BTreeMap::new();
    for id in unanswered(briefing) {
        let fact = &briefing.facts[id];
        if let Some(deadline) = target::deadline(fact) {
            *counts.entry((fact.subject, deadline.year())).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|((subject, year), count)| (*count, *year, Reverse(*subject)));
    most.map(|((subject, year), count)| (subject, year, count))
}

/// The targets that fell due without a result in any source, the latest first.
pub(super) fn unanswered(briefing: &Briefing) -> Vec<Id<Fact>> {
    let mut ids: Vec<Id<Fact>> = briefing.facts.ids().filter(|id| is_unanswered_target(briefing, *id)).collect();
    ids.sort_by_key(|id| Reverse(briefing.facts[*id].period.deadline()));
    ids
}

fn is_unanswered_target(briefing: &Briefing, id: Id<Fact>) -> bool {
    briefing.facts[id].status == Status::Target && target::is_unanswered(briefing, id)
}

/// By date, the undated at the end.
fn policies(briefing: &Briefing) -> Shown<'_> {
    let is_policy = |id: &Id<Subject>| briefing.kinds[briefing.subjects[*id].kind].role == Some(Role::Policy);
    let mut ids: Vec<Id<Subject>> = briefing.subjects.ids().filter(is_policy).collect();
    ids.sort_by_key(|id| {
        let latest = briefing.subjects[*id].date.as_ref().and_then(|date| date.latest());
        (latest.is_none(), latest, *id)
    });
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
