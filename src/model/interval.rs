//! Intervals of exact numbers: where a true number lies, and what arithmetic makes of it.

use rust_decimal::Decimal;

/// All numbers from one end to another; at least one lies within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Where it begins; `None` if it has no least number.
    pub low: Option<End>,
    /// Where it ends; `None` if it has no greatest number.
    pub high: Option<End>,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The number.
    pub at: Decimal,
    /// Whether the number itself lies within.
    pub closed: bool,
    /// Whether a source states it (over 500 begins at 500), not we (about 500 begins at 450).
    pub stated: bool,
}

impl End {
    /// An end that a source states and that lies within.
    pub fn closed(at: Decimal) -> Self {
        Self { at, closed: true, stated: true }
    }

    /// An end that a source states and that does not lie within itself.
    pub fn open(at: Decimal) -> Self {
        Self { at, closed: false, stated: true }
    }

    /// An end that follows from our reading of a word, not from a source.
    pub fn assumed(at: Decimal, closed: bool) -> Self {
        Self { at, closed, stated: false }
    }

    /// The same end seen from the other side of zero.
    fn mirrored(self) -> Self {
        Self { at: -self.at, ..self }
    }

    /// What an operation makes of two ends: both must lie within, and both must be stated.
    fn with(self, other: Self, at: Decimal) -> Self {
        Self { at, closed: self.closed && other.closed, stated: self.stated && other.stated }
    }
}

/// Why an operation on intervals gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// The divisor may be zero.
    Zero,
    /// The result has more digits than a decimal holds.
    Size,
}

impl Interval {
    /// From one end to the other.
    pub fn between(low: End, high: End) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// One number alone.
    pub fn point(at: Decimal) -> Self {
        Self::between(End::closed(at), End::closed(at))
    }

    /// From here on upwards.
    pub fn above(low: End) -> Self {
        Self { low: Some(low), high: None }
    }

    /// The number, if it is one alone.
    pub fn single(&self) -> Option<Decimal> {
        let (low, high) = self.low.zip(self.high)?;
        (low.at == high.at).then_some(low.at)
    }

    /// The same interval seen from the other side of zero.
    pub fn mirrored(self) -> Self {
        Self { low: self.high.map(End::mirrored), high: self.low.map(End::mirrored) }
    }

    /// Whether a number lies within.
    pub fn holds(&self, n: Decimal) -> bool {
        let above = self.low.is_none_or(|low| low.at < n || (low.at == n && low.closed));
        let below = self.high.is_none_or(|high| n < high.at || (high.at == n && high.closed));
        above && below
    }

    /// Whether every number of this interval is less than every number of the other.
    pub fn lies_below(&self, other: &Self) -> bool {
        let Some((end, start)) = self.high.zip(other.low) else { return false };
        end.at < start.at || (end.at == start.at && !(end.closed && start.closed))
    }

    /// Whether some number lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        !self.lies_below(other) && !other.lies_below(self)
    }

    /// Every sum of a number of each.
    ///
    /// # Errors
    /// If the result is too large.
    pub fn plus(&self, other: &Self) -> Result<Self, Undefined> {
        let end = |a: Option<End>, b: Option<End>| {
            let Some((a, b)) = a.zip(b) else { return Ok(None) };
            Ok(Some(a.with(b, a.at.checked_add(b.at).ok_or(Undefined::Size)?)))
        };
        Ok(Self { low: end(self.low, other.low)?, high: end(self.high, other.high)? })
    }

    /// Every difference of a number of this and one of the other.
    ///
    /// # Errors
    /// If the result is too large.
    pub fn minus(&self, other: &Self) -> Result<Self, Undefined> {
        self.plus(&other.mirrored())
    }

    /// Every product of a number of each.
    ///
    /// # Errors
    /// If the result is too large.
    pub fn times(&self, other: &Self) -> Result<Self, Undefined> {
        corners(self, other, |a, b| match (a, b) {
            (Corner::At(a), Corner::At(b)) => {
                let product = a.at.checked_mul(b.at).ok_or(Undefined::Size)?;
                Ok(Corner::At(product_end(a, b, product)))
            }
            (Corner::At(zero), _) | (_, Corner::At(zero)) if zero.at.is_zero() => Ok(Corner::At(zero)),
            _ => Ok(Corner::endless(a.is_negative() != b.is_negative())),
        })
    }

    /// Every quotient of a number of this and one of the other.
    ///
    /// # Errors
    /// If the divisor may be zero, or the result is too large.
    pub fn divided_by(&self, other: &Self) -> Result<Self, Undefined> {
        let negative = match (other.low, other.high) {
            (Some(low), _) if !low.at.is_sign_negative() || low.at.is_zero() => false,
            (_, Some(high)) if high.at.is_sign_negative() || high.at.is_zero() => true,
            _ => return Err(Undefined::Zero),
        };
        let other = &other.apart_from_assumed_zero();
        if other.holds(Decimal::ZERO) {
            return Err(Undefined::Zero);
        }
        corners(self, other, |a, b| match (a, b) {
            (Corner::At(a), Corner::At(b)) if b.at.is_zero() => {
                // The divisor comes as close to zero as it likes: the quotient has no end there.
                if a.at.is_zero() {
                    Ok(Corner::At(End { closed: false, ..a }))
                } else {
                    Ok(Corner::endless((a.at.is_sign_negative()) != negative))
                }
            }
            (Corner::At(a), Corner::At(b)) => {
                let quotient = a.at.checked_div(b.at).ok_or(Undefined::Size)?;
                Ok(Corner::At(product_end(a, b, quotient)))
            }
            (Corner::At(a), _) if a.at.is_zero() => Ok(Corner::At(a)),
            (Corner::At(_), _) => Ok(Corner::At(End::assumed(Decimal::ZERO, false))),
            (a, _) => Ok(Corner::endless(a.is_negative() != negative)),
        })
    }
}

impl Interval {
    /// What is under 500 may be nothing at all by our reading, but then nothing would be divided by it.
    fn apart_from_assumed_zero(self) -> Self {
        let apart = |end: End| if end.at.is_zero() && !end.stated { End { closed: false, ..end } } else { end };
        Self { low: self.low.map(apart), high: self.high.map(apart) }
    }
}

/// Zero times anything is zero: such an end lies within as soon as the zero does.
fn product_end(a: End, b: End, at: Decimal) -> End {
    let zero = [a, b].into_iter().find(|end| end.at.is_zero() && end.closed);
    zero.map_or(a.with(b, at), |zero| End { at, closed: true, stated: zero.stated })
}

/// An end of an interval, or the lack of one.
#[derive(Clone, Copy, PartialEq)]
enum Corner {
    Below,
    At(End),
    Above,
}

impl Corner {
    fn endless(negative: bool) -> Self {
        if negative { Self::Below } else { Self::Above }
    }

    fn is_negative(self) -> bool {
        match self {
            Self::Below => true,
            Self::At(end) => end.at.is_sign_negative() && !end.at.is_zero(),
            Self::Above => false,
        }
    }
}

/// The least interval that holds what an operation makes of the ends of two, pair by pair.
fn corners(
    one: &Interval,
    other: &Interval,
    operation: impl Fn(Corner, Corner) -> Result<Corner, Undefined>,
) -> Result<Interval, Undefined> {
    let ends = |interval: &Interval| {
        [interval.low.map_or(Corner::Below, Corner::At), interval.high.map_or(Corner::Above, Corner::At)]
    };
    let mut found = Vec::new();
    for a in ends(one) {
        for b in ends(other) {
            found.push(operation(a, b)?);
        }
    }
    let at = |corner: &Corner| if let Corner::At(end) = corner { Some(*end) } else { None };
    let numbers = || found.iter().filter_map(at);
    // Of two corners at one number, the one that lies within and that a source states decides.
    let low = numbers().min_by(|a, b| a.at.cmp(&b.at).then((b.closed, b.stated).cmp(&(a.closed, a.stated))));
    let high = numbers().max_by(|a, b| a.at.cmp(&b.at).then((a.closed, a.stated).cmp(&(b.closed, b.stated))));
    Ok(Interval {
        low: low.filter(|_| !found.contains(&Corner::Below)),
        high: high.filter(|_| !found.contains(&Corner::Above)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `[1, 2)`, with `..` for an end that is not there.
    fn shown(interval: Result<Interval, Undefined>) -> String {
        let Ok(Interval { low, high }) = interval else { return format!("{interval:?}") };
        let number = |end: Option<End>| end.map_or("..".into(), |end| end.at.normalize().to_string());
        let left = if low.is_some_and(|end| end.closed) { '[' } else { '(' };
        let right = if high.is_some_and(|end| end.closed) { ']' } else { ')' };
        format!("{left}{}, {}{right}", number(low), number(high))
    }

    fn n(n: i64) -> Decimal {
        Decimal::from(n)
    }

    #[test]
    fn an_open_end_stays_open_through_arithmetic() {
        let over = Interval::above(End::open(n(6)));
        let between = Interval::between(End::closed(n(2)), End::open(n(3)));
        assert_eq!(shown(over.plus(&between)), "(8, ..)");
        assert_eq!(shown(over.minus(&between)), "(3, ..)");
        assert_eq!(shown(between.minus(&over)), "(.., -3)");
        assert_eq!(shown(over.times(&between)), "(12, ..)");
        assert_eq!(shown(over.divided_by(&between)), "(2, ..)");
        assert_eq!(shown(between.divided_by(&over)), "(0, 0.5)");
        assert_eq!(shown(over.minus(&over)), "(.., ..)");
    }

    #[test]
    fn a_divisor_that_may_be_zero_gives_no_quotient() {
        let around = Interval::between(End::closed(n(-1)), End::closed(n(1)));
        let from_zero = Interval::between(End::closed(n(0)), End::closed(n(1)));
        let under = Interval::between(End::assumed(n(0), true), End::open(n(2)));
        assert_eq!(shown(Interval::point(n(6)).divided_by(&around)), "Err(Zero)");
        assert_eq!(shown(Interval::point(n(6)).divided_by(&from_zero)), "Err(Zero)");
        assert_eq!(shown(Interval::point(n(6)).divided_by(&under)), "(3, ..)");
        assert_eq!(shown(Interval::point(n(-6)).divided_by(&under)), "(.., -3)");
    }

    #[test]
    fn a_result_that_no_decimal_holds_is_refused() {
        let large = Interval::point(Decimal::MAX);
        assert_eq!(shown(large.plus(&large)), "Err(Size)");
        assert_eq!(shown(large.times(&large)), "Err(Size)");
    }

    fn end() -> impl Strategy<Value = Option<End>> {
        let end = (-40_i64..40, any::<bool>()).prop_map(|(at, closed)| End { at: n(at), closed, stated: true });
        prop::option::weighted(0.8, end)
    }

    /// An interval with room inside, and a number in it.
    fn interval() -> impl Strategy<Value = (Interval, Decimal)> {
        (end(), end(), 1_i64..100).prop_filter_map("room inside", |(a, b, hundredths)| {
            let (low, high) = match (a, b) {
                (Some(a), Some(b)) if a.at > b.at => (Some(b), Some(a)),
                pair => pair,
            };
            let from = low.map_or_else(|| high.map_or(n(-50), |high| high.at - n(50)), |low| low.at);
            let to = high.map_or(from + n(50), |high| high.at);
            let inside = from + (to - from) * Decimal::new(hundredths, 2);
            (from < to).then_some((Interval { low, high }, inside))
        })
    }

    proptest! {
        #[test]
        fn what_is_done_to_numbers_within_lies_within_what_is_done_to_intervals(a in interval(), b in interval()) {
            let ((a, x), (b, y)) = (a, b);
            prop_assert!(a.holds(x) && b.holds(y));
            prop_assert!(a.plus(&b).expect("small").holds(x + y));
            prop_assert!(a.minus(&b).expect("small").holds(x - y));
            prop_assert!(a.times(&b).expect("small").holds(x * y));
            if let Ok(quotient) = a.divided_by(&b) {
                prop_assert!(quotient.holds(x / y), "{quotient:?} {x} / {y}");
            }
            prop_assert_eq!(a.mirrored().mirrored(), a);
        }

        #[test]
        fn two_intervals_meet_or_one_lies_below_the_other(a in interval(), b in interval()) {
            let ((a, x), (b, _)) = (a, b);
            prop_assert_eq!(a.meets(&b), b.meets(&a));
            prop_assert!(!a.lies_below(&a));
            if b.holds(x) {
                prop_assert!(a.meets(&b));
            }
        }
    }
}
