//! Places as marks on one line for each indicator, each line with its own scale from zero.

use rust_decimal::Decimal;

use crate::model::fact::Status;

use super::canvas::{Anchor, Canvas, Growth, SMALL, TEXT, Tenths, width, wrap};
use super::labels::Rows;
use super::scale::Scale;
use super::{Frame, Mark};

const LINE: Tenths = 170;

/// A place on a line.
#[derive(Clone, Debug)]
pub struct Dot {
    /// The place.
    pub label: String,
    /// Its value.
    pub mark: Mark,
    /// Whether the page is about this place.
    pub ours: bool,
}

/// The line of one indicator, in one unit and one kind of statement.
#[derive(Clone, Debug)]
pub struct Row {
    /// The indicator.
    pub label: String,
    /// Its unit, and what else must be said of the scale.
    pub unit: String,
    /// In which sense all its values are stated.
    pub status: Status,
    /// The places that have a value.
    pub dots: Vec<Dot>,
    /// Which places have none, and why.
    pub missing: Option<String>,
}

/// A strip of lines.
#[derive(Clone, Debug)]
pub struct Strip {
    frame: Frame,
    rows: Vec<Row>,
}

/// A label beside its mark: where the mark is, where the words start and end.
struct Placed<'a> {
    dot: &'a Dot,
    x: Tenths,
    left: Tenths,
    level: Tenths,
}

impl Strip {
    /// The chart; `None` if no line has a value.
    pub fn new(frame: Frame, mut rows: Vec<Row>) -> Option<Self> {
        for row in &mut rows {
            row.dots.sort_by_key(|dot| dot.mark.low);
        }
        rows.iter().any(|row| !row.dots.is_empty()).then_some(Self { frame, rows })
    }

    /// The chart as SVG; `write` puts a tick's value on the n-th line into the reader's words.
    pub fn svg(&self, write: &dyn Fn(usize, Decimal) -> String) -> String {
        let mut canvas = Canvas::default();
        let mut y = 0;
        for (n, row) in self.rows.iter().enumerate() {
            y = self.head(&mut canvas, row, y);
            if !row.dots.is_empty() {
                y = self.line(&mut canvas, row, y, &|value| write(n, value));
            }
            for words in row.missing.iter().flat_map(|words| wrap(words, SMALL, self.edge())) {
                canvas.text("c-gap", (0, y + 130), Anchor::Start, &words);
                y += LINE;
            }
            y += 140;
        }
        canvas.finish(&self.frame, y - 100)
    }

    fn edge(&self) -> Tenths {
        Tenths::from(self.frame.width) * 10
    }

    fn head(&self, canvas: &mut Canvas, row: &Row, y: Tenths) -> Tenths {
        let mut y = y;
        for words in wrap(&row.label, TEXT, self.edge()) {
            canvas.text("c-label", (0, y + 130), Anchor::Start, &words);
            y += LINE;
        }
        for words in wrap(&row.unit, SMALL, self.edge()) {
            canvas.text("c-unit", (0, y + 130), Anchor::Start, &words);
            y += LINE;
        }
        y
    }

    fn line(&self, canvas: &mut Canvas, row: &Row, y: Tenths, write: &dyn Fn(Decimal) -> String) -> Tenths {
        let scale = Scale::of(row.dots.iter().map(|dot| &dot.mark), self.edge() - 400);
        let (placed, levels) = self.placed(row, &scale);
        let axis = y + levels * LINE + 180;
        canvas.line("c-axis", (80, axis), (self.edge(), axis));
        let mut free = 0;
        for tick in scale.ticks() {
            let (x, words) = (80 + scale.at(tick), write(tick));
            let (half, zero) = (width(&words, SMALL) / 2, tick.is_zero());
            canvas.line("c-grid", (x, axis - 40), (x, axis + 40));
            if (zero || x - half > free) && x + half <= self.edge() {
                let at = if zero && x < half { (0, Anchor::Start) } else { (x, Anchor::Middle) };
                canvas.text("c-tick", (at.0, axis + 230), at.1, &words);
                free = x + half + 60;
            }
        }
        for place in &placed {
            self.dot(canvas, row, place, &scale, axis);
        }
        axis + 280
    }

    fn dot(&self, canvas: &mut Canvas, row: &Row, place: &Placed<'_>, scale: &Scale, axis: Tenths) {
        let mark = &place.dot.mark;
        let base = axis - 160 - place.level * LINE;
        if place.level > 0 {
            canvas.line("c-grid", (place.x, axis - 60), (place.x, base + 20));
        }
        canvas.precision(mark, (place.x, axis), Growth::Right, scale.at(mark.top()) - scale.at(mark.low));
        canvas.sign(row.status, (place.x, axis));
        canvas.warnings(mark, (place.x, axis), Growth::Right);
        let ours = if place.dot.ours { " c-ours" } else { "" };
        canvas.text(&format!("c-label{ours}"), (place.left, base), Anchor::Start, &words(place.dot));
    }

    /// Every label on the lowest level where it has room, and how many levels there are.
    fn placed<'a>(&self, row: &'a Row, scale: &Scale) -> (Vec<Placed<'a>>, Tenths) {
        let mut levels = Rows::default();
        let mut placed = Vec::new();
        for dot in row.dots.iter().rev() {
            let x = 80 + scale.at(dot.mark.low);
            let wide = width(&words(dot), TEXT);
            let left = (x - 40).min(self.edge() - wide).max(0);
            let level = levels.place(left.min(x - 60) - 60, (left + wide).max(x + 60) + 60);
            placed.push(Placed { dot, x, left, level: Tenths::try_from(level).expect("few levels") });
        }
        (placed, Tenths::try_from(levels.len()).expect("few levels"))
    }
}

fn words(dot: &Dot) -> String {
    format!("{}\u{2002}{}", dot.label, dot.mark.label)
}
