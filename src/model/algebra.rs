//! What arithmetic makes of units: only like is added to like, and a result's unit follows.

use super::unit::{Unit, UnitKind};

/// The unit of a result, and by which power of a hundred its number is to be scaled: shares are kept
/// in points of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The unit.
    pub unit: Unit,
    /// −1 where a share was consumed by a product, 1 by a division.
    pub hundreds: i32,
}

impl Outcome {
    fn of(unit: Unit) -> Option<Self> {
        Some(Self { unit, hundreds: 0 })
    }
}

/// The unit of a sum; `None` if the two cannot be added. Points of percentage move a share.
pub fn sum(a: Unit, b: Unit) -> Option<Outcome> {
    match (a.kind(), b.kind()) {
        (UnitKind::Rank | UnitKind::None, _) => None,
        (UnitKind::Percent, UnitKind::Points) => Outcome::of(a),
        (UnitKind::Points, UnitKind::Percent) => Outcome::of(b),
        _ if a == b => Outcome::of(a),
        _ if is_pure(a) && is_pure(b) => Outcome::of(Unit::ratio()),
        _ => None,
    }
}

/// The unit of a difference: points of percentage for two shares, places for two ranks.
pub fn difference(a: Unit, b: Unit) -> Option<Outcome> {
    match (a.kind(), b.kind()) {
        (UnitKind::Percent, UnitKind::Percent) => Outcome::of(Unit::points()),
        (UnitKind::Rank, UnitKind::Rank) => Outcome::of(Unit::count()),
        (UnitKind::Points, UnitKind::Percent) => None,
        _ => sum(a, b),
    }
}

/// The unit of a product: a share, a multiple or so many of something is measured as that thing is.
pub fn product(a: Unit, b: Unit) -> Option<Outcome> {
    let share_of = |other: Unit| Some(Outcome { unit: other, hundreds: -1 });
    match (a.kind(), b.kind()) {
        _ if !multiplies(a) || !multiplies(b) => None,
        _ if is_pure(a) => Outcome::of(b),
        _ if is_pure(b) => Outcome::of(a),
        (UnitKind::Points, _) | (_, UnitKind::Points) => None,
        (UnitKind::Percent, _) => share_of(b),
        (_, UnitKind::Percent) => share_of(a),
        (UnitKind::Count, _) => Outcome::of(b),
        (_, UnitKind::Count) => Outcome::of(a),
        _ => None,
    }
}

/// The unit of a quotient: a pure number for two alike; of something by a share, a multiple or a
/// count, that of the thing.
pub fn quotient(a: Unit, b: Unit) -> Option<Outcome> {
    match (a.kind(), b.kind()) {
        _ if !multiplies(a) || !multiplies(b) => None,
        _ if a == b || (is_pure(a) && is_pure(b)) => Outcome::of(Unit::ratio()),
        _ if is_pure(b) => Outcome::of(a),
        (UnitKind::Points, UnitKind::Percent) => None,
        (_, UnitKind::Percent) => Some(Outcome { unit: a, hundreds: 1 }),
        (_, UnitKind::Count) => Outcome::of(a),
        _ => None,
    }
}

/// By which power of a hundred a result is scaled to be told in another unit; `None` if it cannot be.
pub fn told_in(result: Unit, wanted: Unit) -> Option<i32> {
    let share = |unit: Unit| unit.kind() == UnitKind::Percent;
    match () {
        () if result == wanted || (is_pure(result) && is_pure(wanted)) => Some(0),
        () if is_pure(result) && share(wanted) => Some(1),
        () if share(result) && is_pure(wanted) => Some(-1),
        () => None,
    }
}

fn is_pure(unit: Unit) -> bool {
    matches!(unit.kind(), UnitKind::Ratio | UnitKind::Times)
}

/// Whether products and quotients of it mean anything; a place in an order has none.
fn multiplies(unit: Unit) -> bool {
    !matches!(unit.kind(), UnitKind::Rank | UnitKind::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rule = fn(Unit, Unit) -> Option<Outcome>;

    /// `a ∘ b` for a line of units: the code, with `/100` or `*100` where the number is scaled.
    fn told(rule: Rule, a: &str, b: &str) -> String {
        let unit = |code| Unit::parse(code).expect("a unit");
        rule(unit(a), unit(b)).map_or("refused".into(), |outcome| {
            let scaled = ["/100", "", "*100"][usize::try_from(outcome.hundreds + 1).expect("-1 to 1")];
            format!("{}{scaled}", outcome.unit.code())
        })
    }

    #[test]
    fn only_like_is_added_to_like() {
        for (a, b, expected) in [
            ("km", "km", "km"),
            ("km", "t", "refused"),
            ("CNY", "USD", "refused"),
            ("CNY", "count", "refused"),
            ("%", "%", "%"),
            ("%", "pp", "%"),
            ("pp", "%", "%"),
            ("pp", "pp", "pp"),
            ("%", "ratio", "refused"),
            ("times", "ratio", "ratio"),
            ("rank", "rank", "refused"),
            ("", "", "refused"),
        ] {
            assert_eq!(told(sum, a, b), expected, "{a} + {b}");
        }
    }

    #[test]
    fn the_difference_of_shares_is_in_points_and_of_ranks_in_places() {
        for (a, b, expected) in [
            ("%", "%", "pp"),
            ("%", "pp", "%"),
            ("pp", "%", "refused"),
            ("rank", "rank", "count"),
            ("CNY", "CNY", "CNY"),
            ("CNY", "USD", "refused"),
        ] {
            assert_eq!(told(difference, a, b), expected, "{a} - {b}");
        }
    }

    #[test]
    fn a_share_of_a_thing_is_measured_as_the_thing() {
        for (a, b, expected) in [
            ("CNY", "%", "CNY/100"),
            ("%", "count", "count/100"),
            ("%", "%", "%/100"),
            ("ratio", "%", "%"),
            ("CNY", "times", "CNY"),
            ("count", "CNY", "CNY"),
            ("pp", "CNY", "refused"),
            ("times", "pp", "pp"),
            ("CNY", "USD", "refused"),
            ("km", "km", "refused"),
            ("rank", "count", "refused"),
        ] {
            assert_eq!(told(product, a, b), expected, "{a} * {b}");
        }
    }

    #[test]
    fn two_alike_make_a_pure_number_and_a_share_leads_to_the_whole() {
        for (a, b, expected) in [
            ("CNY", "CNY", "ratio"),
            ("CNY", "USD", "refused"),
            ("CNY", "%", "CNY*100"),
            ("%", "%", "ratio"),
            ("pp", "pp", "ratio"),
            ("CNY", "count", "CNY"),
            ("CNY", "times", "CNY"),
            ("times", "ratio", "ratio"),
            ("ratio", "CNY", "refused"),
            ("count", "km2", "refused"),
            ("rank", "rank", "refused"),
        ] {
            assert_eq!(told(quotient, a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn a_pure_number_may_be_told_as_a_share_and_nothing_else_changes_its_unit() {
        let told = |a, b| told_in(Unit::parse(a).expect("a unit"), Unit::parse(b).expect("a unit"));
        assert_eq!(told("ratio", "%"), Some(1));
        assert_eq!(told("%", "ratio"), Some(-1));
        assert_eq!(told("ratio", "times"), Some(0));
        assert_eq!(told("CNY", "CNY"), Some(0));
        assert_eq!(told("CNY", "USD"), None);
        assert_eq!(told("pp", "%"), None);
        assert_eq!(told("ratio", "count"), None);
    }
}
