//! Targets by deadline: what was aimed at, the latest actual on the same measure, how far is left.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::fact::{Fact, Finding, Status};
use crate::model::id::Id;
use crate::model::quantity::Quantity;
use crate::plan::page::{Page, ROWS_A_PAGE};
use crate::render::context::Context;

use super::rows;

/// Targets by deadline.
#[derive(Debug, Serialize)]
pub struct Tracker {
    /// The targets: those with a deadline, then those dated by their announcement, then the undated.
    pub rows: Vec<Tracked>,
    /// Whether any has an actual beside it.
    pub measured: bool,
}

/// A target with where it stands.
#[derive(Debug, Serialize)]
pub struct Tracked {
    /// The target.
    pub target: rows::FactRow,
    /// Whether its deadline had passed at the build's date.
    pub due: bool,
    /// How long it is until the deadline, from the build's date.
    pub left: Option<String>,
    /// Whether it has a date.
    pub dated: bool,
    /// Whether that date is the day of the announcement, no deadline: it had passed when the source
    /// was published.
    pub announced: bool,
    /// The latest actual of the same subject and indicator.
    pub actual: Option<rows::FactRow>,
    /// How far the actual is from the target.
    pub distance: Option<String>,
}

/// Targets by deadline, each with the latest actual and the distance; as many as a page shows.
pub fn tracker(ctx: &Context<'_>, page: &Page, facts: &[Id<Fact>]) -> Tracker {
    let briefing = ctx.briefing;
    let mut targets: Vec<Id<Fact>> =
        facts.iter().filter(|id| briefing.facts[**id].status == Status::Target).copied().collect();
    targets.sort_by_key(|id| {
        let target = &briefing.facts[*id];
        let latest = target.period.latest();
        (latest.is_none(), is_announcement(ctx, target), latest, *id)
    });
    targets.dedup();
    targets.truncate(ROWS_A_PAGE);
    let rows: Vec<Tracked> = targets.into_iter().map(|id| track(ctx, page, id)).collect();
    Tracker { measured: rows.iter().any(|row| row.actual.is_some()), rows }
}

fn track(ctx: &Context<'_>, page: &Page, id: Id<Fact>) -> Tracked {
    let briefing = ctx.briefing;
    let target = &briefing.facts[id];
    let deadline = target.period.deadline().filter(|_| !target.period.is_undated());
    let built: Option<Date> = briefing.date.parse().ok();
    let announced = is_announcement(ctx, target);
    let same = briefing.graph.subject_facts[target.subject.index()].iter().filter(|other| {
        let other = &briefing.facts[**other];
        let measured = |fact: &Fact| matches!(fact.finding, Finding::Quantity(_));
        let same = other.indicator == target.indicator && other.of == target.of;
        other.status == Status::Actual && same && measured(other) && measured(target)
    });
    let actual = same.max_by_key(|other| briefing.facts[**other].period.latest());
    let distance = actual.and_then(|actual| match (&briefing.facts[*actual].finding, &target.finding) {
        (Finding::Quantity(done), Finding::Quantity(aim)) => {
            let left = aim.value().checked_sub(done.value())?;
            let unit = *aim.unit();
            let shown = Quantity::computed(left.abs(), unit, true);
            let key = if left.is_sign_negative() { "target.beyond" } else { "target.to_go" };
            let distance = ctx.locale(page.lang).quantity(&shown, None).text;
            Some(ctx.words(page.lang).fill(key, &[("distance", &distance)]))
        }
        _ => None,
    });
    Tracked {
        target: rows::fact(ctx, page, id),
        due: !announced && deadline.zip(built).is_some_and(|(deadline, built)| deadline < built),
        left: deadline.zip(built).and_then(|(deadline, built)| left(ctx, page, built, deadline)),
        announced,
        dated: deadline.is_some(),
        actual: actual.map(|actual| rows::fact(ctx, page, *actual)),
        distance,
    }
}

/// The whole months from one day to a later one, in words.
fn left(ctx: &Context<'_>, page: &Page, from: Date, to: Date) -> Option<String> {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    // A deadline is the last day of its year or month, so a month that has begun is not whole.
    let whole = months(to) - months(from) - i64::from(to.day() < from.day());
    let whole = u64::try_from(whole).ok().filter(|whole| *whole > 0)?;
    Some(ctx.words(page.lang).count("target.left", whole))
}

/// Whether a target's date is that of its announcement: nobody sets a deadline in the past.
pub fn is_announcement(ctx: &Context<'_>, target: &Fact) -> bool {
    let published = ctx.briefing.sources[target.source].published.period().and_then(|p| p.latest());
    target.period.deadline().zip(published).is_some_and(|(deadline, published)| deadline <= published)
}
