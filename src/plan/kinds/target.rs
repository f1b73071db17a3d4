//! Targets by deadline: what was aimed at, the latest actual on the same measure, how far is left.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::quantity::Quantity;
use crate::plan::page::ROWS_A_PAGE;
use crate::plan::shown::{As, Frame, Shown, list, maybe, part};

/// Targets in the order of the table: those with a deadline, then those dated by their announcement,
/// then the undated; as many as a page shows.
pub(super) fn in_order(briefing: &Briefing, facts: &[Id<Fact>]) -> Vec<Id<Fact>> {
    let mut targets: Vec<Id<Fact>> =
        facts.iter().filter(|id| briefing.facts[**id].status == Status::Target).copied().collect();
    targets.sort_by_key(|id| {
        let target = &briefing.facts[*id];
        let latest = target.period.latest();
        (latest.is_none(), is_announcement(briefing, target), latest, *id)
    });
    targets.dedup();
    targets.truncate(ROWS_A_PAGE);
    targets
}

/// Targets by deadline, each with the latest actual and the distance.
pub(super) fn tracker<'a>(briefing: &Briefing, facts: &[Id<Fact>], detail: As) -> Shown<'a> {
    let targets = in_order(briefing, facts);
    let actuals: Vec<Option<Id<Fact>>> = targets.iter().map(|id| latest_actual(briefing, *id)).collect();
    let measured = actuals.iter().any(Option::is_some);
    let rows = targets.iter().zip(actuals).map(|(id, actual)| row(briefing, *id, actual, detail));
    part([("rows", list(rows)), ("measured", Shown::Yes(measured))])
}

fn row<'a>(briefing: &Briefing, id: Id<Fact>, actual: Option<Id<Fact>>, detail: As) -> Shown<'a> {
    let target = &briefing.facts[id];
    let deadline = target.period.deadline().filter(|_| !target.period.is_undated());
    let built: Option<Date> = briefing.date.parse().ok();
    let announced = is_announcement(briefing, target);
    let due = !announced && deadline.zip(built).is_some_and(|(deadline, built)| deadline < built);
    let left = deadline.zip(built).and_then(|(deadline, built)| months_left(built, deadline));
    part([
        ("target", Shown::Fact(id, detail)),
        ("dated", Shown::Yes(deadline.is_some())),
        ("announced", Shown::Yes(announced)),
        ("due", today(Shown::Yes(due))),
        ("left", today(maybe(left.map(|months| Shown::Count("target.left", months))))),
        ("actual", maybe(actual.map(|actual| Shown::Fact(actual, As::Actual)))),
        ("distance", maybe(actual.and_then(|actual| distance(briefing, target, actual)))),
    ])
}

fn today(shown: Shown<'_>) -> Shown<'_> {
    Shown::Frame(Frame::Today(Box::new(shown)))
}

/// The latest actual of the same subject and indicator.
fn latest_actual(briefing: &Briefing, target: Id<Fact>) -> Option<Id<Fact>> {
    let target = &briefing.facts[target];
    let measured = |fact: &Fact| matches!(fact.finding, Finding::Quantity(_));
    let same = briefing.graph.subject_facts[target.subject.index()].iter().filter(|other| {
        let other = &briefing.facts[**other];
        let same = other.indicator == target.indicator && other.of == target.of;
        other.status == Status::Actual && same && measured(other) && measured(target)
    });
    same.max_by_key(|other| briefing.facts[**other].period.latest()).copied()
}

/// How far an actual is from its target.
fn distance<'a>(briefing: &Briefing, target: &Fact, actual: Id<Fact>) -> Option<Shown<'a>> {
    let (Finding::Quantity(done), Finding::Quantity(aim)) = (&briefing.facts[actual].finding, &target.finding) else {
        return None;
    };
    let left = aim.value().checked_sub(done.value())?;
    let key = if left.is_sign_negative() { "target.beyond" } else { "target.to_go" };
    let distance = Quantity::computed(left.abs(), *aim.unit(), true);
    Some(Shown::Filled(key, vec![("distance", Shown::Quantity(Cow::Owned(distance)))]))
}

/// The whole months from one day to a later one.
fn months_left(from: Date, to: Date) -> Option<usize> {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    // A deadline is the last day of its year or month, so a month that has begun is not whole.
    let whole = months(to) - months(from) - i64::from(to.day() < from.day());
    usize::try_from(whole).ok().filter(|whole| *whole > 0)
}

/// Whether a target's date is that of its announcement: nobody sets a deadline in the past.
pub(super) fn is_announcement(briefing: &Briefing, target: &Fact) -> bool {
    let published = briefing.sources[target.source].published.period().and_then(|p| p.latest());
    target.period.deadline().zip(published).is_some_and(|(deadline, published)| deadline <= published)
}
