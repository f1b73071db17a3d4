//! From exact values to lengths in tenths of a pixel.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Mark;
use super::canvas::Tenths;

/// Values from `low` (zero, unless some are negative) to `high` spread over a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    low: Decimal,
    high: Decimal,
    length: Tenths,
}

impl Scale {
    /// The scale that has room for all `marks` and starts at zero.
    pub fn of<'a>(marks: impl IntoIterator<Item = &'a Mark>, length: Tenths) -> Self {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for mark in marks {
            low = low.min(mark.low);
            high = high.max(mark.top());
        }
        if low == high {
            high = Decimal::ONE;
        }
        Self { low, high, length }
    }

    /// How far from the scale's start `value` lies.
    pub fn at(&self, value: Decimal) -> Tenths {
        self.share(value)
            .and_then(|share| share.checked_mul(Decimal::from(self.length)))
            .and_then(|length| length.round().to_i64())
            .map_or(0, |length| length.clamp(0, self.length))
    }

    fn share(&self, value: Decimal) -> Option<Decimal> {
        value.checked_sub(self.low)?.checked_div(self.high.checked_sub(self.low)?)
    }

    /// Round values on the scale, zero included: three to five of them.
    pub fn ticks(&self) -> Vec<Decimal> {
        let Some(step) = self.step() else { return vec![Decimal::ZERO] };
        let mut ticks = vec![Decimal::ZERO];
        for direction in [step, -step] {
            let mut tick = Some(direction);
            while let Some(value) = tick.filter(|&value| self.low <= value && value <= self.high) {
                ticks.push(value.normalize());
                tick = value.checked_add(direction);
            }
        }
        ticks.sort_unstable();
        ticks
    }

    /// The least of 1, 2, 5, 10, … of which no more than four fit.
    fn step(&self) -> Option<Decimal> {
        let most = self.high.checked_sub(self.low)?.checked_div(Decimal::from(4))?;
        let mut power = Decimal::ONE;
        while power > most {
            power = power.checked_div(Decimal::TEN).filter(|p| !p.is_zero())?;
        }
        loop {
            for factor in [1, 2, 5] {
                let step = power.checked_mul(Decimal::from(factor))?;
                if step >= most {
                    return Some(step);
                }
            }
            power = power.checked_mul(Decimal::TEN)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::Precision;

    fn mark(low: i64) -> Mark {
        let (label, precision) = (String::new(), Precision::Exact);
        Mark { low: Decimal::from(low), high: None, precision, label, damaged: false, disputed: false }
    }

    fn ticks(high: i64) -> Vec<String> {
        Scale::of([&mark(high)], 1000).ticks().iter().map(Decimal::to_string).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(230), ["0", "100", "200"]);
        assert_eq!(ticks(500_000_000_000), ["0", "200000000000", "400000000000"]);
        assert_eq!(ticks(4), ["0", "1", "2", "3", "4"]);
        assert_eq!(ticks(1), ["0", "0.5", "1"]);
        assert_eq!(ticks(0), ["0", "0.5", "1"]);
    }

    #[test]
    fn lengths_start_at_zero() {
        let scale = Scale::of([&mark(200), &mark(50)], 1000);
        assert_eq!([0, 50, 200].map(|v| scale.at(Decimal::from(v))), [0, 250, 1000]);
        let scale = Scale::of([&mark(-100), &mark(100)], 1000);
        assert_eq!(scale.at(Decimal::ZERO), 500);
    }
}
