//! A number that running text states, and whether it is a given quantity's.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::amount::Form;
use crate::model::numeral::ten_to;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Base, Unit, UnitKind};

/// What a figure in a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub number: Number,
    /// The other value that the same signs have elsewhere: 1.000 is a thousand, or one.
    pub other: Option<Decimal>,
    /// The unit, where a word or sign gives it.
    pub unit: Option<Unit>,
    /// What the words beside it make of it.
    pub precision: Precision,
    /// What they may be understood as instead: *upwards of* 400 may have 400 in it, and where *the ceiling is* 400,
    /// 400 is the ceiling and the most that there may be.
    pub also: Option<Precision>,
    /// Whether words before it say that something became less by so much.
    pub decline: bool,
    /// Whether a word that counts things stands behind it.
    pub counted: bool,
    /// Whether it is an order of magnitude: a scale without a digit before it.
    pub vague: bool,
    /// What one unit of its last digit is worth.
    pub step: Decimal,
    /// The power of ten that its scale makes; `None` where several do.
    pub scale: Option<u32>,
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

/// Whether a text gives a quantity (see [`super::figure::FigureReader::agreement`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The number, its unit and its precision.
    Agrees,
    /// Another number or another unit: this, as read.
    WrongNumber(String),
    /// Perhaps the number: the same signs have two values, this one first.
    Ambiguous(String),
    /// The number, but with this precision instead of its own; exact where no word stands.
    WrongPrecision(Precision),
    /// No number at all.
    NoNumber,
}

impl Reading {
    /// Whether number, unit and precision are the quantity's.
    pub fn agreement(&self, quantity: &Quantity) -> Agreement {
        if !self.is_number_of(quantity) {
            let ambiguous = self.other.is_some_and(|other| other == quantity.value());
            if ambiguous { Agreement::Ambiguous(self.to_string()) } else { Agreement::WrongNumber(self.to_string()) }
        } else if !self.has_precision_of(quantity) {
            Agreement::WrongPrecision(self.precision)
        } else {
            Agreement::Agrees
        }
    }

    /// Whether number and unit are the quantity's; a number without a unit may have any but that of a rate.
    pub fn is_number_of(&self, quantity: &Quantity) -> bool {
        let own = *quantity.unit();
        let unit_agrees = self.unit.map_or(own.kind() != UnitKind::Rate, |unit| unit == own);
        let fallen = self.decline && self.number.negated().is_value_of(quantity);
        unit_agrees && (self.number.is_value_of(quantity) || fallen)
    }

    /// The same number with a unit and a power of ten that stand elsewhere, where it has none itself.
    pub fn measured(mut self, unit: Option<Unit>, power: u32) -> Self {
        let whole = |n: Decimal| n.checked_mul(ten_to(power)).map(|n| n.normalize());
        let scaled = match self.number {
            Number::One(n) => whole(n).map(Number::One),
            Number::Range(a, b) => whole(a).zip(whole(b)).map(|(a, b)| Number::Range(a, b)),
            _ => None,
        };
        if let (Some(scaled), None, false, Some(0)) = (scaled, self.unit, self.counted, self.scale) {
            (self.number, self.unit) = (scaled, unit);
            self.other = self.other.and_then(whole);
        }
        self
    }

    /// Whether the words beside it make the quantity's precision of it: what fell by over 4 per cent changed by less
    /// than −4.
    pub fn has_precision_of(&self, quantity: &Quantity) -> bool {
        // Dozens are no dozen.
        if self.vague {
            return matches!(quantity.precision(), Precision::About | Precision::AtLeast);
        }
        let fallen = self.decline && quantity.value().is_sign_negative();
        let meant = if fallen { quantity.precision().mirrored() } else { quantity.precision() };
        self.precision == meant || self.also == Some(meant)
    }

    /// Whether it gives the quantity by itself: a number without a unit is one of things, a fraction a share.
    pub fn states(&self, quantity: &Quantity) -> bool {
        let bare = match (self.number, quantity.unit().kind()) {
            (Number::Fraction(..) | Number::Ratio(..), _) => true,
            (_, kind) => kind == UnitKind::Count,
        };
        (self.unit.is_some() || bare) && self.agreement(quantity) == Agreement::Agrees
    }

    /// Whether it may give a quantity's number, or one end of it; an end of a range is no number of its own.
    pub fn may_give(&self, quantity: &Quantity) -> bool {
        let (value, max) = (quantity.value(), quantity.value_max());
        if let Number::Range(a, b) = self.number {
            let ends = (value, max.unwrap_or(value));
            return ends == (a, b) || self.decline && ends == (-b, -a);
        }
        // A tenth is ten per cent, and no tenth of one.
        if let (Number::Fraction(a, b), UnitKind::Percent) = (self.number, quantity.unit().kind()) {
            return max.is_none() && share(a, b).is_some_and(|share| share == value || self.decline && share == -value);
        }
        max.is_none() && self.values().contains(&value)
    }

    /// Whether it would give a quantity if it had the other sign.
    pub fn is_opposite(&self, quantity: &Quantity) -> bool {
        let other = Self { number: self.number.negated(), decline: false, ..self.clone() };
        !self.may_give(quantity) && other.may_give(quantity)
    }

    /// The values it may stand for.
    pub fn values(&self) -> Vec<Decimal> {
        let mut values = self.number.values();
        if self.decline {
            values.extend(self.number.negated().values());
        }
        values
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

    /// The number on the other side of zero.
    pub fn negated(self) -> Self {
        match self {
            Self::One(n) => Self::One(-n),
            Self::Range(a, b) => Self::Range(-b, -a),
            Self::Fraction(a, b) => Self::Fraction(-a, b),
            Self::Ratio(a, b) => Self::Ratio(-a, b),
        }
    }

    fn is_value_of(self, quantity: &Quantity) -> bool {
        let (value, max) = (quantity.value(), quantity.value_max());
        match self {
            Self::One(n) => n == value && max.is_none() && !matches!(quantity.form(), Form::Ratio(..)),
            Self::Range(a, b) => a == value && max == Some(b),
            Self::Fraction(a, b) if quantity.unit().kind() == UnitKind::Percent => share(a, b) == Some(value),
            // 万分之0.8 is 0.8 in ten thousand.
            Self::Fraction(a, b) if is_per(quantity.unit(), b) => a == value,
            Self::Fraction(a, b) | Self::Ratio(a, b) => {
                quantity.unit().kind() == UnitKind::Ratio && quotient(a, b) == Some(value)
            }
        }
    }
}

/// Whether a unit reckons things on so many of them.
fn is_per(unit: &Unit, things: Decimal) -> bool {
    matches!(unit.per(), Some((amount, Base::Things(base))) if amount == Unit::count() && things == base.into())
}

/// In points of a hundred, to two decimals, as the data contract writes 1/3.
pub fn share(a: Decimal, b: Decimal) -> Option<Decimal> {
    let share = a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b)?;
    Some(share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize())
}

fn quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    Some(a.checked_div(b)?.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).normalize())
}
