//! A number with what stands behind it, before the words around it are looked at.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::reading::Number;
use crate::model::quantity::Precision;
use crate::model::unit::Unit;

/// A number with what stands behind it, before the words around it are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Core {
    /// The number; `None` where it cannot be read.
    pub number: Option<Number>,
    /// The other value that the same signs have elsewhere.
    pub other: Option<Decimal>,
    /// The unit, where it is named.
    pub unit: Option<Unit>,
    /// Whether a word that counts things stands there.
    pub counted: bool,
    /// What a word inside it, or before a rank, makes of it.
    pub inherent: Option<Precision>,
    /// Whether it names a class of size: a scale without a digit.
    pub vague: bool,
    /// Whether it is a round number where no word says more.
    pub about: bool,
    /// What one unit of its last digit is worth.
    pub step: Decimal,
    /// The power of ten that its scale makes, where one does.
    pub scale: Option<u32>,
    /// Where it begins, signs included.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it is a figure.
    pub figure: bool,
}

impl Core {
    /// A number without anything beside it.
    pub fn plain(number: Number, range: Range<usize>) -> Self {
        Self {
            number: Some(number),
            other: None,
            unit: None,
            counted: false,
            inherent: None,
            vague: false,
            about: false,
            step: Decimal::ONE,
            scale: Some(0),
            start: range.start,
            end: range.end,
            figure: true,
        }
    }
}
