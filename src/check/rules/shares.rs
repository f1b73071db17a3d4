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

use rust_decimal::Decimal;

use crate::check::graph::same_time;
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Of};
use crate::model::id::Id;
use crate::model::interval::Interval;
use crate::model::subject::{Indicator, Subject};
use crate::model::unit::UnitKind;

use super::{Clash, is_open, sense, stands};

/// Every share that disagrees with its part, its whole, the other parts or the other shares.
pub fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let mut found = Vec::new();
    for (id, fact) in briefing.facts.iter() {
        let Some(share) = share(fact) else { continue };
        if let Some(amount) = briefing.indicators[fact.indicator].share_of {
            for whole in &fact.of {
                found.extend(with_amounts(briefing, (id, fact), share, amount, whole));
            }
            found.extend(with_shares(briefing, (id, fact)));
        }
    }
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

/// Held against the amounts of its part, its whole and the whole's other parts.
fn with_amounts(
    briefing: &Briefing,
    (id, fact): (Id<Fact>, &Fact),
    share: Interval,
    amount: Id<Indicator>,
    whole: &Of,
) -> Vec<Clash> {
    let of_subject = |subject: Id<Subject>| amounts(briefing, fact, amount, move |other| other == subject);
    let wholes = match whole {
        Of::Subject(subject) => of_subject(*subject),
        Of::Fact(whole) => vec![*whole],
        Of::Text(_) => return Vec::new(),
    };
    let parts = of_subject(fact.subject);
    let mut found = Vec::new();
    for part in &parts {
        let Some(p) = bounds(briefing, *part) else { continue };
        for whole in wholes.iter().filter(|whole| *whole != part) {
            let fits = bounds(briefing, *whole).is_none_or(|w| fits(p, share, w));
            found.extend((!fits).then(|| clash(briefing, id, vec![*part, *whole], NO_FIT)));
        }
        if let (true, Of::Subject(whole)) = (wholes.is_empty(), whole) {
            let apart = |other| other != fact.subject && briefing.holds(*whole, other);
            let others = amounts(briefing, fact, amount, apart);
            let too_many = room(p, share).filter(|room| {
                let sum = least(others.iter().filter_map(|id| bounds(briefing, *id)));
                disjoint(briefing, fact.subject, &others) && sum.is_none_or(|sum| sum > *room)
            });
            found.extend(too_many.map(|_| clash(briefing, id, [&others[..], &[*part]].concat(), NO_ROOM)));
        }
    }
    found
}

/// The facts that state an amount at the share's time and in its sense, for subjects that fit.
fn amounts(
    briefing: &Briefing,
    fact: &Fact,
    amount: Id<Indicator>,
    subject: impl Fn(Id<Subject>) -> bool,
) -> Vec<Id<Fact>> {
    let of_indicator = briefing.graph.indicator_facts[amount.index()].iter().copied();
    let fits =
        |other: &Fact| subject(other.subject) && stands(other) && sense(other) == sense(fact) && same_time(other, fact);
    of_indicator.filter(|id| fits(&briefing.facts[*id])).collect()
}

fn bounds(briefing: &Briefing, id: Id<Fact>) -> Option<Interval> {
    match &briefing.facts[id].finding {
        Finding::Quantity(quantity) => Some(quantity.bounds()),
        Finding::Text(_) => None,
    }
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
fn disjoint(briefing: &Briefing, own: Id<Subject>, facts: &[Id<Fact>]) -> bool {
    let subjects: Vec<Id<Subject>> =
        facts.iter().map(|id| briefing.facts[*id].subject).chain(std::iter::once(own)).collect();
    let apart = |(n, a): (usize, &Id<Subject>)| {
        subjects[n + 1..].iter().all(|b| a != b && !briefing.holds(*a, *b) && !briefing.holds(*b, *a))
    };
    subjects.iter().enumerate().all(apart)
}

/// Held against the shares that other parts have of the same whole.
fn with_shares(briefing: &Briefing, (id, fact): (Id<Fact>, &Fact)) -> Option<Clash> {
    let same = |other: &Id<Fact>| {
        let other = &briefing.facts[*other];
        !other.of.is_empty() && other.of == fact.of && sense(other) == sense(fact) && same_time(other, fact)
    };
    let all = briefing.graph.indicator_facts[fact.indicator.index()].iter().copied().filter(same);
    let all: Vec<Id<Fact>> = all.filter(|other| share(&briefing.facts[*other]).is_some()).collect();
    let others: Vec<Id<Fact>> = all.iter().copied().filter(|other| *other != id).collect();
    let total = least(all.iter().filter_map(|id| share(&briefing.facts[*id])));
    let too_many = total.is_none_or(|total| total > Decimal::ONE_HUNDRED);
    let over = all.first() == Some(&id) && too_many && disjoint(briefing, fact.subject, &others);
    over.then(|| clash(briefing, id, others, OVER_ALL))
}

const NO_FIT: &str = "this share does not fit its part and its whole, and no conflict says so";
const NO_ROOM: &str = "this share leaves too little room for the other parts, and no conflict says so";
const OVER_ALL: &str = "these shares are more than the whole, and no conflict says so";

fn clash(briefing: &Briefing, id: Id<Fact>, others: Vec<Id<Fact>>, message: &'static str) -> Clash {
    let fact = &briefing.facts[id];
    let near = others.iter().any(|other| is_open(fact, &briefing.facts[*other]));
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
