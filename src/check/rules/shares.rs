//! A share agrees with its part and its whole, unless a conflict says so.
//!
//! An indicator in `%` says with `share_of` which indicator part and whole are measured by: the
//! share of registered models is one of `registered-models`. For a share that a fact states of a
//! whole (the subject or the fact in `of`), the rule asks three things:
//!
//! - part, whole and share go together, each with its precision;
//! - where no source states the whole, it follows from part and share, and the other parts that lie
//!   within it still fit in;
//! - shares of one whole that different parts hold are not more than all of it.
//!
//! Wrong: 4 models in a city, "half of the province's", and 7 in another city of it, unrecorded.
//! Right: the same, with a `[[conflict]]` that names the share and the 7.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::cell::{Cell, Group, Seek, Times, bounds, groups, same_time, sense, stands, times};
use crate::check::checked::Checked;
use crate::check::clash::{Clash, report, stated};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Of};
use crate::model::id::Id;
use crate::model::interval::Interval;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::UnitKind;
use crate::problem::Problems;

/// Reports shares that do not fit and that no conflict names.
pub fn run(checked: &Checked<'_>, problems: &mut Problems) {
    report(checked, &clashes(checked.briefing), problems);
}

/// Every share that disagrees with its part, its whole, the other parts or the other shares.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let amounts = Amounts::of(briefing);
    let mut found = Vec::new();
    for (id, fact) in briefing.facts.iter() {
        let (Some(share), Some(amount)) = (share(fact), briefing.indicators[fact.indicator].share_of) else { continue };
        for whole in &fact.of {
            found.extend(with_amounts(&amounts, (id, fact), share, amount, whole));
        }
    }
    found.extend(with_shares(briefing));
    found
}

/// A share in points of a hundred, as the interval that its precision allows; only a fact that
/// stands has one.
fn share(fact: &Fact) -> Option<Interval> {
    let Finding::Quantity(quantity) = &fact.finding else { return None };
    match quantity.unit().kind() {
        _ if !stands(fact) => None,
        UnitKind::Percent => Some(quantity.bounds()),
        UnitKind::Ratio => quantity.bounds().times(&Interval::point(Decimal::ONE_HUNDRED)).ok(),
        _ => None,
    }
}

/// What is measured, and of what.
type Measured = (Id<Indicator>, Id<Subject>);

/// The facts that state an amount, by what is measured and of what.
struct Amounts<'a> {
    briefing: &'a Briefing,
    by_cell: BTreeMap<Measured, Vec<Id<Fact>>>,
    /// The least that all figures of a subject's parts can be together, whenever they hold.
    sums: BTreeMap<Measured, Decimal>,
}

impl<'a> Amounts<'a> {
    fn of(briefing: &'a Briefing) -> Self {
        let mut amounts = Self { briefing, by_cell: BTreeMap::new(), sums: BTreeMap::new() };
        for (id, fact) in briefing.facts.iter().filter(|(_, fact)| stands(fact)) {
            amounts.by_cell.entry((fact.indicator, fact.subject)).or_default().push(id);
            let Some(least) = bounds(fact).and_then(|bounds| bounds.low) else { continue };
            for whole in briefing.wholes(fact.subject) {
                let sum = amounts.sums.entry((fact.indicator, whole)).or_default();
                *sum = sum.checked_add(least.at.max(Decimal::ZERO)).unwrap_or(Decimal::MAX);
            }
        }
        amounts
    }

    /// The facts about a subject at a share's time and in its sense.
    fn about(&self, subject: Id<Subject>, amount: Id<Indicator>, share: &Fact) -> Vec<Id<Fact>> {
        let all = self.by_cell.get(&(amount, subject)).map_or(&[][..], Vec::as_slice).iter().copied();
        let fits = |other: &Fact| sense(other) == sense(share) && same_time(other, share);
        all.filter(|id| fits(&self.briefing.facts[*id])).collect()
    }

    /// The facts about the parts of a whole but for one, however deep they lie.
    fn of_parts(&self, whole: Id<Subject>, but: Id<Subject>, amount: Id<Indicator>, share: &Fact) -> Vec<Id<Fact>> {
        let mut found = Vec::new();
        let mut open: Vec<Id<Subject>> = self.briefing.graph.parts[whole.index()].clone();
        let mut seen = BTreeSet::new();
        while let Some(part) = open.pop() {
            // One that lies within itself is reported, not followed for ever.
            if !seen.insert(part) {
                continue;
            }
            if part != but {
                found.extend(self.about(part, amount, share));
            }
            open.extend(&self.briefing.graph.parts[part.index()]);
        }
        found.sort();
        found
    }
}

/// Held against the amounts of its part, its whole and the whole's other parts.
fn with_amounts(
    amounts: &Amounts<'_>,
    (id, fact): (Id<Fact>, &Fact),
    share: Interval,
    amount: Id<Indicator>,
    whole: &Of,
) -> Vec<Clash> {
    let briefing = amounts.briefing;
    let wholes = match whole {
        Of::Subject(subject) => amounts.about(*subject, amount, fact),
        Of::Fact(whole) => vec![*whole],
        Of::Text(_) => return Vec::new(),
    };
    let mut found = Vec::new();
    for part in amounts.about(fact.subject, amount, fact) {
        let Some(p) = bounds(&briefing.facts[part]) else { continue };
        for whole in wholes.iter().filter(|whole| **whole != part) {
            let fits = bounds(&briefing.facts[*whole]).is_none_or(|w| fits(p, share, w));
            found.extend((!fits).then(|| clash(briefing, id, vec![part, *whole], NO_FIT)));
        }
        if let (true, Of::Subject(whole)) = (wholes.is_empty(), whole) {
            let all = amounts.sums.get(&(amount, *whole)).copied().unwrap_or_default();
            let Some(room) = room(p, share).filter(|room| all > *room) else { continue };
            let others = amounts.of_parts(*whole, fact.subject, amount, fact);
            let sum = least(others.iter().filter_map(|id| bounds(&briefing.facts[*id])));
            if sum.is_none_or(|sum| sum > room) && disjoint(briefing, Some(fact.subject), &others) {
                found.push(clash(briefing, id, [&others[..], &[part]].concat(), NO_ROOM));
            }
        }
    }
    found
}

/// The least that facts can be together; what has no least number adds nothing.
fn least(bounds: impl Iterator<Item = Interval>) -> Option<Decimal> {
    let mut lows = bounds.filter_map(|bounds| bounds.low).map(|low| low.at.max(Decimal::ZERO));
    lows.try_fold(Decimal::ZERO, |sum: Decimal, low| sum.checked_add(low))
}

/// Whether some part and some whole within their bounds make a share within its own.
fn fits(part: Interval, share: Interval, whole: Interval) -> bool {
    let hundredfold = part.times(&Interval::point(Decimal::ONE_HUNDRED));
    share.times(&whole).and_then(|product| Ok(product.meets(&hundredfold?))).unwrap_or(true)
}

/// The most that the other parts can be: the largest whole that part and share allow, less the part.
fn room(part: Interval, share: Interval) -> Option<Decimal> {
    let (most, least) = (part.high?.at, share.low?.at);
    most.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(least)?.checked_sub(most).filter(|_| least > Decimal::ZERO)
}

/// Whether no subject of these facts is named twice or holds another: then their amounts add up.
fn disjoint(briefing: &Briefing, own: Option<Id<Subject>>, facts: &[Id<Fact>]) -> bool {
    let mut subjects: BTreeSet<Id<Subject>> = own.into_iter().collect();
    let once = facts.iter().all(|id| subjects.insert(briefing.facts[*id].subject));
    once && subjects.iter().all(|subject| !briefing.wholes(*subject).any(|whole| subjects.contains(&whole)))
}

/// Shares of one whole that different parts hold, against all of it; told at the first of them.
fn with_shares(briefing: &Briefing) -> Vec<Clash> {
    let shares = briefing.facts.iter().filter(|(_, fact)| {
        !fact.of.is_empty() && briefing.indicators[fact.indicator].share_of.is_some() && share(fact).is_some()
    });
    let mut wholes: BTreeMap<_, Vec<Id<Fact>>> = BTreeMap::new();
    for (group, ids) in groups(briefing, shares.map(|(id, _)| id)) {
        let (_, indicator, of, sense): Group<'_> = group;
        wholes.entry((indicator, of, sense)).or_default().extend(ids);
    }
    let points = |ids: &[Id<Fact>]| least(ids.iter().filter_map(|id| share(&briefing.facts[*id])));
    let too_many = |ids: &[Id<Fact>]| points(ids).is_none_or(|sum| sum > Decimal::ONE_HUNDRED);
    let mut found = Vec::new();
    for ids in wholes.into_values().filter(|ids| too_many(ids)) {
        let cell = Cell::of(briefing, ids.iter().copied());
        for entry in cell.entries() {
            let mut all = cell.all(&entry.of_any_number(), Seek::Compatible);
            all.sort();
            if all.first() == Some(&entry.id) && too_many(&all) && disjoint(briefing, None, &all) {
                found.push(clash(briefing, entry.id, all.split_off(1), OVER_ALL));
            }
        }
    }
    found
}

const NO_FIT: &str = "this share does not fit its part and its whole, and no conflict says so";
const NO_ROOM: &str = "this share leaves too little room for the other parts, and no conflict says so";
const OVER_ALL: &str = "these shares are more than the whole, and no conflict says so";
/// Most figures that a message names.
const NAMED: usize = 5;

fn clash(briefing: &Briefing, id: Id<Fact>, others: Vec<Id<Fact>>, message: &str) -> Clash {
    let fact = &briefing.facts[id];
    let near = others.iter().any(|other| times(fact, &briefing.facts[*other]) != Times::One);
    let figures: Vec<String> = others.iter().take(NAMED).map(|id| stated(&briefing.facts[*id])).collect();
    let more = if others.len() > NAMED { ", …" } else { "" };
    let message = format!("{message}: {} beside {}{more}", stated(fact), figures.join(", "));
    Clash { rule: "share", fact: id, others, near, message, label: "the share", note: "does not go with it" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::interval::End;

    fn n(n: i64) -> Decimal {
        Decimal::from(n)
    }

    fn between(low: i64, high: i64) -> Interval {
        Interval::between(End::closed(n(low)), End::closed(n(high)))
    }

    #[test]
    fn a_share_is_held_against_its_part_and_its_whole() {
        assert!(fits(between(4, 4), between(50, 50), between(8, 8)));
        assert!(!fits(between(4, 4), between(50, 50), between(11, 11)));
        assert!(fits(between(4, 5), between(50, 55), between(9, 9)));
        assert_eq!(room(between(4, 4), between(50, 50)), Some(n(4)));
        assert_eq!(room(between(4, 4), between(0, 50)), None);
    }

    proptest! {
        #[test]
        fn a_share_that_was_computed_fits(part in 1..1_000_i64, rest in 0..1_000_i64) {
            let (part, whole) = (n(part), n(part + rest));
            let share = part * Decimal::ONE_HUNDRED / whole;
            let near = Decimal::new(1, 9);
            let about = Interval::between(End::closed(share - near), End::closed(share + near));
            prop_assert!(fits(Interval::point(part), about, Interval::point(whole)));
            let room = room(Interval::point(part), about);
            prop_assert!(room.is_none_or(|room| room + Decimal::new(1, 2) >= n(rest)));
        }
    }
}
