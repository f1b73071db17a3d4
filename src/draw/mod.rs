//! Charts drawn at build time: plain data in, one SVG string out, readable without colour or script.
//!
//! A chart has one unit and, where lengths are compared, one kind of statement; its lengths start
//! at zero. How precise a value is, is drawn: a caret beyond the mark for *over*, before it for
//! *nearly* and *under*, a wave for *about*, a bracket for a range, nothing for an exact value.

mod canvas;
mod labels;
mod scale;

pub mod bars;
pub mod deadlines;
pub mod dots;
pub mod lineage;
pub mod locator;
pub mod slope;
pub mod strip;
pub mod track;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::model::quantity::{Precision, Quantity};

/// What every chart says about itself.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Unique on the page; the title and the description are found by it.
    pub id: String,
    /// The language of the chart's words, as a BCP 47 tag.
    pub lang: String,
    /// The finding.
    pub title: String,
    /// What is drawn, with its values.
    pub desc: String,
    /// The width in CSS pixels: 290 for half a column and for phones, 620 for a column.
    pub width: u32,
}

/// A value at its place in a chart.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The value, or the lower end of a range.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// How precise it is.
    pub precision: Precision,
    /// The value as written for the reader, precision word included.
    pub label: String,
    /// Whether it rests on a damaged copy alone.
    pub damaged: bool,
    /// Whether it is a side of a conflict.
    pub disputed: bool,
}

impl Mark {
    /// The mark of `quantity`, written as `label`.
    pub fn of(quantity: &Quantity, label: String) -> Self {
        Self {
            low: quantity.value(),
            high: quantity.value_max(),
            precision: quantity.precision(),
            label,
            damaged: false,
            disputed: false,
        }
    }

    /// The upper end of what the mark covers.
    pub(super) fn top(&self) -> Decimal {
        self.high.unwrap_or(self.low)
    }
}

/// A label in which a line may break at these bytes and, in a script without spaces, nowhere else.
pub fn breakable(label: &str, breaks: &[usize]) -> String {
    let mut out = label.to_owned();
    for at in breaks.iter().rev() {
        out.insert(*at, canvas::BREAK);
    }
    out
}

/// The day of the build on a chart's axis of years.
#[derive(Clone, Debug)]
pub struct Today {
    /// Year, month and day.
    pub date: (i16, u8, u8),
    /// "built Nov 2026".
    pub label: String,
}
