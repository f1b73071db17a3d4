//! Where in a document its facts stand, and where they were found only after repair: a strip of its lines.

use super::Frame;
use super::canvas::{Anchor, Canvas, Tenths};

const MIDDLE: Tenths = 430;
const TALL: Tenths = 180;

/// A fact at its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Its line, from 1.
    pub line: u32,
    /// Whether its words were found only once damage was undone.
    pub repaired: bool,
}

/// A document's lines, with the facts above that stand there word for word, and below those after repair.
#[derive(Clone, Debug)]
pub struct Strip {
    frame: Frame,
    stands: Vec<Stand>,
    words: Words,
}

/// What is written beside the strip.
#[derive(Clone, Debug)]
pub struct Words {
    /// Above: found word for word.
    pub exact: String,
    /// Below: found after repair.
    pub repaired: String,
    /// The first line.
    pub first: String,
    /// The last line that a fact stands on.
    pub last: String,
}

impl Strip {
    /// The strip; `None` where fewer than two lines hold a fact.
    pub fn new(frame: Frame, mut stands: Vec<Stand>, words: Words) -> Option<Self> {
        stands.sort_by_key(|stand| (stand.line, stand.repaired));
        let (first, last) = (stands.first()?.line, stands.last()?.line);
        (first < last).then_some(Self { frame, stands, words })
    }

    /// The strip as SVG.
    pub fn svg(&self) -> String {
        let edge = Tenths::from(self.frame.width) * 10;
        let last = Tenths::from(self.stands.last().map_or(1, |stand| stand.line).max(2));
        let x = |line: u32| 30 + (edge - 60) * (Tenths::from(line) - 1) / (last - 1);
        let mut canvas = Canvas::default();
        canvas.text("c-note", (0, 130), Anchor::Start, &self.words.exact);
        canvas.line("c-axis", (0, MIDDLE), (edge, MIDDLE));
        let mut level: std::collections::BTreeMap<(u32, bool), Tenths> = Default::default();
        for stand in &self.stands {
            let nth = level.entry((stand.line, stand.repaired)).or_default();
            let (at, up) = (x(stand.line), if stand.repaired { 1 } else { -1 });
            let from = MIDDLE + up * (20 + *nth * 50);
            if from.abs_diff(MIDDLE) < TALL.unsigned_abs() {
                let class = if stand.repaired { "c-stand repaired" } else { "c-stand" };
                canvas.line(class, (at, from), (at, from + up * 38));
            }
            *nth += 1;
        }
        let below = MIDDLE + TALL + 130;
        canvas.text("c-note", (0, below), Anchor::Start, &self.words.repaired);
        canvas.text("c-tick", (0, below + 170), Anchor::Start, &self.words.first);
        canvas.text("c-tick", (edge, below + 170), Anchor::End, &self.words.last);
        canvas.finish(&self.frame, below + 220)
    }
}
