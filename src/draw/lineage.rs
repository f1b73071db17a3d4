//! Who rests on whom: documents at the left, the works that they draw on at the right, a line for each debt.

use super::Frame;
use super::canvas::{Anchor, Canvas, TEXT, Tenths, wrap};

const LINE: Tenths = 160;
const GAP: Tenths = 100;

/// Documents and works, with their links as pairs of places in the two lists.
#[derive(Clone, Debug)]
pub struct Lineage {
    frame: Frame,
    sources: Vec<String>,
    works: Vec<String>,
    links: Vec<(usize, usize)>,
}

impl Lineage {
    /// The graph; `None` where nothing rests on anything.
    pub fn new(frame: Frame, sources: Vec<String>, works: Vec<String>, links: Vec<(usize, usize)>) -> Option<Self> {
        let known = |(source, work): &(usize, usize)| *source < sources.len() && *work < works.len();
        let links: Vec<(usize, usize)> = links.into_iter().filter(known).collect();
        (!links.is_empty()).then_some(Self { frame, sources, works, links })
    }

    /// The graph as SVG.
    pub fn svg(&self) -> String {
        let edge = Tenths::from(self.frame.width) * 10;
        let (left, right) = (edge * 38 / 100, edge * 52 / 100);
        let mut canvas = Canvas::default();
        let (works, foot) = places(&self.works, edge - right, 0);
        let (sources, other) = places(&self.sources, left, 0);
        let shift = (foot - other).max(0) / 2;
        for (source, work) in &self.links {
            let (from, to) = (sources[*source].1 + shift, works[*work].1);
            canvas.line("c-debt", (left + 60, from), (right - 60, to));
        }
        for ((lines, middle), x) in sources.iter().map(|place| (place, 0)) {
            write(&mut canvas, lines, middle + shift, x, "c-label");
        }
        for (lines, middle) in &works {
            write(&mut canvas, lines, *middle, right, "c-work");
        }
        canvas.finish(&self.frame, foot.max(other) + 40)
    }
}

/// Each name in its lines, with the height of its middle; and where they end.
fn places(names: &[String], wide: Tenths, top: Tenths) -> (Vec<(Vec<String>, Tenths)>, Tenths) {
    let mut y = top;
    let mut places = Vec::new();
    for name in names {
        let lines = wrap(name, TEXT, wide);
        let tall = LINE * Tenths::try_from(lines.len()).expect("few lines");
        places.push((lines, y + tall / 2 + 30));
        y += tall + GAP;
    }
    (places, y)
}

fn write(canvas: &mut Canvas, lines: &[String], middle: Tenths, x: Tenths, class: &str) {
    let above = LINE * (Tenths::try_from(lines.len()).expect("few lines") - 1) / 2;
    for (at, line) in lines.iter().enumerate() {
        let down = LINE * Tenths::try_from(at).expect("few lines");
        canvas.text(class, (x, middle - above + down + 45), Anchor::Start, line);
    }
}
