//! A number as it was read at a place: its value, its last digit and how it is written.

use rust_decimal::Decimal;

use crate::model::quantity::Precision;

/// A number read at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its value; `None` where it is seen to be a number and cannot be read.
    pub value: Option<Decimal>,
    /// The upper end where two digits side by side make a range: 五六百.
    pub high: Option<Decimal>,
    /// What one unit of its last digit is worth.
    pub step: Decimal,
    /// The power of ten that its scale makes; `None` where several do.
    pub scale: Option<u32>,
    /// How it is written.
    pub kind: Kind,
    /// What a word inside it makes of it: 5000*多*亿.
    pub inside: Option<Precision>,
    /// The other value that the same signs have elsewhere.
    pub other: Option<Decimal>,
    /// Whether it is a round number by its own word: une centaine.
    pub about: bool,
    /// Where it ends.
    pub end: usize,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In digits.
    Digits,
    /// In characters that are digits and powers: 两千.
    Characters,
    /// With nothing before a power: 百, or one alone.
    Bare,
    /// In words.
    Words,
}

impl Numeral {
    /// A number in whole units.
    pub fn new(value: Decimal, kind: Kind, end: usize) -> Self {
        Self {
            value: Some(value),
            high: None,
            step: Decimal::ONE,
            scale: Some(0),
            kind,
            inside: None,
            other: None,
            about: false,
            end,
        }
    }

    /// The same number as a sum with coins behind a point, where that is the only way to read it: 12.50 Franken.
    pub fn in_coins(self) -> Self {
        match (self.value, self.other) {
            (None, Some(sum)) if self.scale == Some(0) => {
                Self { value: Some(sum), other: None, step: Decimal::new(1, 2), ..self }
            }
            _ => self,
        }
    }

    /// A number that is seen and not read.
    pub fn unread(kind: Kind, end: usize) -> Self {
        Self { value: None, ..Self::new(Decimal::ZERO, kind, end) }
    }
}
