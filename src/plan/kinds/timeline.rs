//! The timeline: every target by place and deadline, what fell due unanswered, policies by date, events.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::fact::{Dating, Fact, Status};
use crate::model::id::Id;
use crate::model::subject::{Role, Subject};
use crate::plan::page::ROWS_A_PAGE;
use crate::plan::shown::{As, By, Chart, Shown, keyword, list, maybe, part, plain, subjects};

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
    let count = |ids: &[Id<Fact>]| same::firsts(briefing, ids).len();
    let drawn = plain(count(&dated).to_string());
    let all = plain((count(&dated) + count(&others)).to_string());
    let drawn_groups = groups.iter().map(|(subject, ids)| (*subject, same::firsts(briefing, ids))).collect();
    let [finding, note] = finding(briefing, &unanswered(briefing));
    part([
        finding,
        note,
        ("chart_svg", maybe((!groups.is_empty()).then_some(Shown::Chart(Chart::Deadlines(drawn_groups))))),
        ("drawn", Shown::Filled(key, vec![("n", drawn), ("all", all)])),
        ("groups", list(groups.iter().map(|(subject, ids)| group(briefing, *subject, ids, &dated)))),
        ("others", target::tracker(briefing, &others, As::Target)),
        ("policies", policies(briefing)),
        ("events", same::rows(briefing, &events, As::Event)),
    ])
}

/// What one subject aims at, among all `dated` targets of the page.
fn group<'a>(briefing: &'a Briefing, subject: Id<Subject>, ids: &[Id<Fact>], dated: &[Id<Fact>]) -> Shown<'a> {
    let unanswered = same::firsts(briefing, ids).iter().filter(|id| target::is_unanswered(briefing, **id)).count();
    part([
        ("id", keyword(format!("due-{}", briefing.subjects[subject].slug))),
        ("subject", Shown::Link(View::subject(subject))),
        ("unanswered", maybe((unanswered > 0).then_some(Shown::Count("timeline.unanswered", unanswered)))),
        ("tracker", target::tracker_among(briefing, ids, As::TargetOfSubject, dated)),
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

/// Of what fell due without a result in any source, that of one subject in one year, where it is most; and of how many
/// of them nobody but us says the year.
pub(super) fn finding<'a>(briefing: &Briefing, unanswered: &[Id<Fact>]) -> [(&'static str, Shown<'a>); 2] {
    let Some(((subject, year), goals)) = worst(briefing, unanswered) else {
        return [("finding", Shown::Nothing), ("finding_note", Shown::Nothing)];
    };
    let inferred = goals.iter().filter(|id| briefing.facts[**id].dating == Some(Dating::Inferred)).count();
    let [found, older, ours] = match goals.len() {
        1 => ["timeline.finding_one", "timeline.finding_before_one", "timeline.finding_inferred_one"],
        _ => ["timeline.finding", "timeline.finding_before", "timeline.finding_inferred"],
    };
    let subject = Shown::Link(View::subject(subject));
    let places = vec![("n", plain(goals.len().to_string())), ("subject", subject), ("year", plain(year.to_string()))];
    // What was written before a deadline cannot tell what became of it.
    let older = goals.iter().all(|id| is_older(briefing, *id)).then(|| Shown::Word(older.into()));
    let ours = (inferred > 0).then(|| Shown::Filled(ours, vec![("n", plain(inferred.to_string()))]));
    let notes: Vec<Shown<'_>> = ours.into_iter().chain(older).collect();
    let note = (!notes.is_empty()).then_some(Shown::Joined(By::Word("list.space"), notes));
    [("finding", Shown::Filled(found, places)), ("finding_note", maybe(note))]
}

/// Whether the document that a target is drawn from was published before its deadline, as far as its date is known.
fn is_older(briefing: &Briefing, id: Id<Fact>) -> bool {
    let target = &briefing.facts[id];
    let published = briefing.sources[target.source].published.period().and_then(|period| period.latest());
    published.zip(target::deadline(target)).is_some_and(|(published, deadline)| published < deadline)
}

/// A subject in a year.
type OfYear = (Id<Subject>, i16);

fn worst(briefing: &Briefing, unanswered: &[Id<Fact>]) -> Option<(OfYear, Vec<Id<Fact>>)> {
    let mut groups: BTreeMap<OfYear, Vec<Id<Fact>>> = BTreeMap::new();
    for id in unanswered {
        let fact = &briefing.facts[*id];
        if let Some(deadline) = target::deadline(fact) {
            groups.entry((fact.subject, deadline.year())).or_default().push(*id);
        }
    }
    groups.into_iter().max_by_key(|((subject, year), goals)| (goals.len(), *year, Reverse(*subject)))
}

/// The targets that fell due without a result in any source, each once, the latest first.
pub(super) fn unanswered(briefing: &Briefing) -> Vec<Id<Fact>> {
    let ids: Vec<Id<Fact>> = briefing.facts.ids().filter(|id| is_unanswered_target(briefing, *id)).collect();
    let mut ids = same::firsts(briefing, &ids);
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
        let of_policy = briefing.graph.policy_facts[id.index()].iter().copied();
        let targets: Vec<Id<Fact>> = of_policy.filter(|fact| briefing.facts[*fact].status == Status::Target).collect();
        let targets = same::firsts(briefing, &targets).len();
        part([
            ("date", maybe(policy.date.as_ref().map(Shown::Date))),
            ("policy", Shown::Link(View::subject(id))),
            ("issuers", subjects(&policy.issuer)),
            ("targets", Shown::Number(targets)),
        ])
    }))
}
