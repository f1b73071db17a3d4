//! A number that running text states, and whether it is a given quantity's.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::amount::Form;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Unit, UnitKind};

/// What a figure in a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub number: Number,
    /// The unit, where a word or sign gives it.
    pub unit: Option<Unit>,
    /// What the words beside it make of it.
    pub precision: Precision,
}

/// A number in a text, with its scale multiplied out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One number.
    One(Decimal),
    /// From one to another.
    Range(Decimal, Decimal),
    /// A part of a whole: 三分之一, one third, half.
    Fraction(Decimal, Decimal),
    /// 3:1.
    Ratio(Decimal, Decimal),
}

/// Whether a text gives a quantity (see [`super::spelling::agrees`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The number, its unit and its precision.
    Agrees,
    /// Another number or another unit: this, as read.
    WrongNumber(String),
    /// The number, but with this precision instead of its own; exact where no word stands.
    WrongPrecision(Precision),
    /// No number at all.
    NoNumber,
}

impl Reading {
    /// Whether number, unit and precision are the quantity's.
    pub fn agreement(&self, quantity: &Quantity) -> Agreement {
        if !self.is_number_of(quantity) {
            Agreement::WrongNumber(self.to_string())
        } else if self.precision != quantity.precision() {
            Agreement::WrongPrecision(self.precision)
        } else {
            Agreement::Agrees
        }
    }

    /// Whether number and unit are the quantity's; a number without a unit may have any.
    pub fn is_number_of(&self, quantity: &Quantity) -> bool {
        let unit_agrees = self.unit.is_none_or(|unit| unit == *quantity.unit());
        unit_agrees && self.number.is_value_of(quantity)
    }
}

/// As a message shows it: `50000000000 CNY`.
impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Number::One(n) => write!(f, "{}", n.normalize())?,
            Number::Range(a, b) => write!(f, "{}..{}", a.normalize(), b.normalize())?,
            Number::Fraction(a, b) => write!(f, "{}/{}", a.normalize(), b.normalize())?,
            Number::Ratio(a, b) => write!(f, "{}:{}", a.normalize(), b.normalize())?,
        }
        match self.unit {
            Some(unit) => write!(f, " {}", unit.code()),
            None => Ok(()),
        }
    }
}

impl Number {
    /// The values it may stand for: a fraction as points of a hundred and as a quotient.
    pub fn values(self) -> Vec<Decimal> {
        match self {
            Self::One(n) => vec![n],
            Self::Range(a, b) => vec![a, b],
            Self::Fraction(a, b) => share(a, b).into_iter().chain(quotient(a, b)).collect(),
            Self::Ratio(a, b) => quotient(a, b).into_iter().collect(),
        }
    }

    fn is_value_of(self, quantity: &Quantity) -> bool {
        let (value, max) = (quantity.value(), quantity.value_max());
        match self {
            Self::One(n) => n == value && max.is_none() && !matches!(quantity.form(), Form::Ratio(..)),
            Self::Range(a, b) => a == value && max == Some(b),
            Self::Fraction(a, b) if quantity.unit().kind() == UnitKind::Percent => share(a, b) == Some(value),
            Self::Fraction(a, b) | Self::Ratio(a, b) => {
                quantity.unit().kind() == UnitKind::Ratio && quotient(a, b) == Some(value)
            }
        }
    }
}

/// In points of a hundred, to two decimals, as the data contract writes 1/3.
fn share(a: Decimal, b: Decimal) -> Option<Decimal> {
    let share = a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b)?;
    Some(share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize())
}

fn quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    Some(a.checked_div(b)?.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).normalize())
}
