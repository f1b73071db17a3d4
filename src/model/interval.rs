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
            (Corner::At(a), _) => Ok(Corner::At(End { at: Decimal::ZERO, closed: a.at.is_zero() && a.closed, ..a })),
            (a, _) => Ok(Corner::endless(a.is_negative() != negative)),
        })
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
