//! Targets by deadline: what was aimed at, the latest result on the same measure, how far is left.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::algebra;
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::UnitKind;
use crate::plan::page::ROWS_A_PAGE;
use crate::plan::shown::{As, Chart, Frame, Shown, list, maybe, part, word};

use super::same;

/// Targets in the order of the table: those with a deadline, then those dated by their announcement,
/// then the undated; as many as a page shows.
pub(super) fn in_order(briefing: &Briefing, facts: &[Id<Fact>]) -> Vec<Id<Fact>> {
    let mut targets: Vec<Id<Fact>> =
        facts.iter().filter(|id| briefing.facts[**id].status == Status::Target).copied().collect();
    targets.sort_by_key(|id| {
        let target = &briefing.facts[*id];
        let latest = target.period.latest();
        (latest.is_none(), target.announced, latest, *id)
    });
    targets.dedup();
    targets.truncate(ROWS_A_PAGE);
    targets
}

/// So many of some targets, in their order: those that name a number before others, and those with a deadline of their
/// own before those that are dated by their announcement.
pub(super) fn foremost(briefing: &Briefing, targets: &[Id<Fact>], most: usize) -> Vec<Id<Fact>> {
    let mut places: Vec<usize> = (0..targets.len()).collect();
    places.sort_by_key(|at| {
        let target = &briefing.facts[targets[*at]];
        (matches!(target.finding, Finding::Text(_)), target.period.latest().is_none(), target.announced, *at)
    });
    places.truncate(most);
    places.sort_unstable();
    places.into_iter().map(|at| targets[at]).collect()
}

/// Targets by deadline, a row for each statement, each with the latest result and the distance.
pub(super) fn tracker<'a>(briefing: &Briefing, facts: &[Id<Fact>], detail: As) -> Shown<'a> {
    tracker_among(briefing, facts, detail, facts)
}

/// The same for a table among others, whose tracks have one scale: that of all targets of the page.
pub(super) fn tracker_among<'a>(
    briefing: &Briefing,
    facts: &[Id<Fact>],
    detail: As,
    of_page: &[Id<Fact>],
) -> Shown<'a> {
    let targets = same::statements(briefing, &in_order(briefing, facts));
    let results: Vec<Option<Id<Fact>>> = targets.iter().map(|same| latest_result(briefing, same[0])).collect();
    let measured = results.iter().any(Option::is_some);
    let years = years(briefing, of_page.iter().copied());
    let rows = targets.into_iter().zip(results);
    let rows = rows.map(|(same, result)| row(briefing, same, result, (detail, years)));
    part([("rows", list(rows)), ("measured", Shown::Yes(measured))])
}

/// The years that the tracks of a page span, the build's among them; `None` where there are fewer than two.
fn years(briefing: &Briefing, targets: impl Iterator<Item = Id<Fact>>) -> Option<(i16, i16)> {
    let built: Date = briefing.date.parse().ok()?;
    let due: Vec<i16> = targets.filter_map(|id| Some(deadline(&briefing.facts[id])?.year())).collect();
    let first = due.iter().copied().min()?.min(built.year());
    let last = due.iter().copied().max()?.max(built.year());
    (first < last).then_some((first, last))
}

fn row<'a>(
    briefing: &Briefing,
    same: Vec<Id<Fact>>,
    result: Option<Id<Fact>>,
    (detail, years): (As, Option<(i16, i16)>),
) -> Shown<'a> {
    let id = same[0];
    let target = &briefing.facts[id];
    let deadline = deadline(target);
    let built: Option<Date> = briefing.date.parse().ok();
    let track = deadline.and(years).map(|years| Shown::Chart(Chart::Track(id, years)));
    let left = deadline.zip(built).and_then(|(deadline, built)| months_left(built, deadline));
    part([
        ("target", Shown::Statement(same, detail)),
        ("track_svg", today(maybe(track))),
        ("dated", Shown::Yes(!target.period.is_undated() && target.period.deadline().is_some())),
        ("announced", Shown::Yes(target.announced)),
        ("due", today(Shown::Yes(is_due(briefing, target)))),
        ("unanswered", Shown::Yes(is_unanswered(briefing, id))),
        ("left", today(maybe(left.map(|months| Shown::Count("target.left", months))))),
        ("actual", maybe(result.map(|result| Shown::Fact(result, As::Actual)))),
        ("distance", maybe(result.and_then(|result| distance(briefing, target, result)))),
    ])
}

fn today(shown: Shown<'_>) -> Shown<'_> {
    Shown::Frame(Frame::Today(Box::new(shown)))
}

/// The day by which a target is to be met; `None` where no source sets one.
pub(super) fn deadline(target: &Fact) -> Option<Date> {
    let dated = !target.period.is_undated() && !target.announced;
    target.period.deadline().filter(|_| dated)
}

/// Whether the day has passed on the day of the build.
pub(super) fn is_due(briefing: &Briefing, target: &Fact) -> bool {
    let built: Option<Date> = briefing.date.parse().ok();
    deadline(target).zip(built).is_some_and(|(deadline, built)| deadline < built)
}

/// Whether a target fell due and no source gives a result for its time.
pub fn is_unanswered(briefing: &Briefing, id: Id<Fact>) -> bool {
    let target = &briefing.facts[id];
    is_due(briefing, target) && !results(briefing, id).any(|result| covers(target, &briefing.facts[result]))
}

/// The results on the same measure of the same subject.
fn results(briefing: &Briefing, target: Id<Fact>) -> impl Iterator<Item = Id<Fact>> {
    let target = &briefing.facts[target];
    let measured = |fact: &Fact| matches!(fact.finding, Finding::Quantity(_));
    let of_subject = briefing.graph.subject_facts[target.subject.index()].iter().copied();
    of_subject.filter(move |other| {
        let other = &briefing.facts[*other];
        let same = other.indicator == target.indicator && other.of == target.of;
        other.status == Status::Actual && same && measured(other) == measured(target)
    })
}

/// The latest result, where target and result are measured.
fn latest_result(briefing: &Briefing, target: Id<Fact>) -> Option<Id<Fact>> {
    matches!(briefing.facts[target].finding, Finding::Quantity(_)).then_some(())?;
    results(briefing, target).max_by_key(|other| briefing.facts[*other].period.latest())
}

/// Whether a result is of the time that a target is for: not from before its measure begins, nor from after its
/// end. A share or a rate is that of its own year.
fn covers(target: &Fact, result: &Fact) -> bool {
    if target.period.is_undated() || result.period.is_undated() {
        return false;
    }
    let rate = matches!(&target.finding, Finding::Quantity(aim) if is_rate(aim));
    let begins = target.period.earliest();
    let begun = begins.is_none_or(|begins| result.period.earliest().is_some_and(|from| from >= begins));
    let ended = target.period.deadline().is_none_or(|end| result.period.latest().is_some_and(|to| to <= end));
    let own_year = !rate || target.period.year() == result.period.year();
    begun && ended && own_year
}

fn is_rate(quantity: &Quantity) -> bool {
    matches!(quantity.unit().kind(), UnitKind::Percent | UnitKind::Points | UnitKind::Rank | UnitKind::Ratio)
}

/// How far a result is from its target; told only of a result of the target's own time.
fn distance<'a>(briefing: &Briefing, target: &Fact, result: Id<Fact>) -> Option<Shown<'a>> {
    let result = &briefing.facts[result];
    let (Finding::Quantity(done), Finding::Quantity(aim)) = (&result.finding, &target.finding) else { return None };
    if !covers(target, result) || done.value_max().is_some() || aim.value_max().is_some() {
        return None;
    }
    let falls = matches!(aim.precision(), Precision::Under | Precision::AtMost) || aim.unit().kind() == UnitKind::Rank;
    let (more, less) = if falls { (done, aim) } else { (aim, done) };
    let unit = algebra::difference(*more.unit(), *less.unit()).filter(|outcome| outcome.hundreds == 0)?.unit;
    let left = more.value().checked_sub(less.value())?;
    if left.is_zero() {
        return Some(word("target", "level"));
    }
    let key = if left.is_sign_negative() { "target.beyond" } else { "target.to_go" };
    let exact = [done, aim].iter().all(|one| one.precision() == Precision::Exact);
    let distance = Quantity::computed(left.abs(), unit, !exact);
    Some(Shown::Filled(key, vec![("distance", Shown::Quantity(Cow::Owned(distance)))]))
}

/// The whole months from one day to a later one.
fn months_left(from: Date, to: Date) -> Option<usize> {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    // A deadline is the last day of its year or month, so a month that has begun is not whole.
    let whole = months(to) - months(from) - i64::from(to.day() < from.day());
    usize::try_from(whole).ok().filter(|whole| *whole > 0)
}
