//! What is known of a place: a dot a fact, in the order of the kinds of statement.

use crate::model::fact::Status;

use super::Frame;
use super::canvas::{Canvas, Tenths};

const CELL: Tenths = 160;
const TOP: Tenths = 90;

/// A fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dot {
    /// In which sense it is stated.
    pub status: Status,
    /// Whether it rests on a damaged copy alone.
    pub damaged: bool,
}

/// A strip of dots.
#[derive(Clone, Debug)]
pub struct Dots {
    frame: Frame,
    dots: Vec<Dot>,
}

impl Dots {
    /// The strip; `None` where nothing is known.
    pub fn new(frame: Frame, mut dots: Vec<Dot>) -> Option<Self> {
        dots.sort_unstable();
        (!dots.is_empty()).then_some(Self { frame, dots })
    }

    /// The strip as SVG.
    pub fn svg(&self) -> String {
        let row = usize::try_from(Tenths::from(self.frame.width) * 10 / CELL).unwrap_or(1).max(1);
        let mut canvas = Canvas::default();
        for (at, dot) in self.dots.iter().enumerate() {
            let place = |n: usize| Tenths::try_from(n).expect("few dots") * CELL;
            let (x, y) = (place(at % row) + CELL / 2, place(at / row) + TOP);
            canvas.sign(dot.status, (x, y));
            if dot.damaged {
                canvas.hatch((x, y));
            }
        }
        let rows = Tenths::try_from(self.dots.len().div_ceil(row)).expect("few rows");
        canvas.finish(&self.frame, rows * CELL + 20)
    }
}
