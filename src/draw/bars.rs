//! Places in order of one indicator, as bars from zero; what is missing is said at the end.

use crate::model::fact::Status;

use super::canvas::{Anchor, Canvas, Growth, SMALL, TEXT, Tenths, width, wrap};
use super::scale::Scale;
use super::{Frame, Mark};

const ROW: Tenths = 400;
const LINE: Tenths = 170;

/// What stands for a place.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A value.
    Value(Mark),
    /// Why there is none.
    Gap(String),
}

/// A place and its value.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The place.
    pub label: String,
    /// Its value, or why there is none.
    pub cell: Cell,
    /// What to know of this bar alone: its year.
    pub note: Option<String>,
}

/// Bars of one unit and one kind of statement.
#[derive(Clone, Debug)]
pub struct Bars {
    frame: Frame,
    unit: String,
    status: Status,
    bars: Vec<Bar>,
}

impl Bars {
    /// The chart; `None` if there is no value. The greatest value comes first, gaps last.
    pub fn new(frame: Frame, unit: String, status: Status, mut bars: Vec<Bar>) -> Option<Self> {
        bars.sort_by_key(|bar| match &bar.cell {
            Cell::Value(mark) => (false, -mark.low),
            Cell::Gap(_) => (true, rust_decimal::Decimal::ZERO),
        });
        let any = bars.iter().any(|bar| matches!(bar.cell, Cell::Value(_)));
        any.then_some(Self { frame, unit, status, bars })
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let edge = Tenths::from(self.frame.width) * 10;
        let marks = self.bars.iter().filter_map(|bar| match &bar.cell {
            Cell::Value(mark) => Some(mark),
            Cell::Gap(_) => None,
        });
        let scale = Scale::of(marks, edge - 320);
        let mut canvas = Canvas::default();
        canvas.text("c-unit", (0, 130), Anchor::Start, &self.unit);
        let mut y = 220;
        for bar in &self.bars {
            y = match &bar.cell {
                Cell::Value(mark) => self.value(&mut canvas, bar, mark, &scale, y),
                Cell::Gap(reason) => self.gap(&mut canvas, bar, reason, y),
            };
        }
        canvas.finish(&self.frame, y)
    }

    /// Draws a place with a value from `y` on; returns where it ends.
    fn value(&self, canvas: &mut Canvas, bar: &Bar, mark: &Mark, scale: &Scale, y: Tenths) -> Tenths {
        let y = self.words(canvas, bar, ("c-value", &mark.label), y);
        let zero = 80 + scale.at(rust_decimal::Decimal::ZERO);
        let (low, high) = (80 + scale.at(mark.low), 80 + scale.at(mark.top()));
        let class = format!("c-bar {}", self.status.word());
        canvas.rect(&class, (zero.min(low), y + 60), ((low - zero).abs(), 60));
        canvas.line("c-axis", (zero, y + 10), (zero, y + 170));
        canvas.precision(mark, (low, y + 90), Growth::Right, high - low);
        canvas.sign(self.status, (low, y + 90));
        canvas.warnings(mark, (low, y + 90), Growth::Right);
        y + ROW - LINE
    }

    fn gap(&self, canvas: &mut Canvas, bar: &Bar, reason: &str, y: Tenths) -> Tenths {
        self.words(canvas, bar, ("c-gap", reason), y) + 80
    }

    /// Writes the place at the left and `(class, words)` at the right, or below where both do not fit.
    fn words(&self, canvas: &mut Canvas, bar: &Bar, (class, words): (&str, &str), y: Tenths) -> Tenths {
        let edge = Tenths::from(self.frame.width) * 10;
        let base = y + 130;
        canvas.text("c-label", (0, base), Anchor::Start, &bar.label);
        let mut used = width(&bar.label, TEXT) + 100;
        if let Some(note) = &bar.note {
            canvas.text("c-note", (used - 30, base), Anchor::Start, note);
            used += width(note, SMALL) + 70;
        }
        if used + width(words, TEXT) <= edge {
            canvas.text(class, (edge, base), Anchor::End, words);
            return y + LINE;
        }
        let mut base = base;
        for line in wrap(words, TEXT, edge) {
            base += LINE;
            canvas.text(class, (0, base), Anchor::Start, &line);
        }
        base + LINE - 130
    }
}
