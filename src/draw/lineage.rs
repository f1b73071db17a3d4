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
        // A line begins where a name ends and ends where the next begins.
        let (left, right) = (edge * 38 / 100, edge * 58 / 100);
        let mut canvas = Canvas::default();
        let (order, (works, foot)) = (self.order(), places(&self.ordered(), edge - right, 0));
        let (sources, other) = places(&self.sources, left, 0);
        let (shift, down) = ((foot - other).max(0) / 2, (other - foot).max(0) / 2);
        for (source, work) in &self.links {
            let at = order.iter().position(|known| known == work).unwrap_or_default();
            let (from, to) = (sources[*source].1 + shift, works[at].1 + down);
            canvas.line("c-debt", (left + 60, from), (right - 60, to));
        }
        for (lines, middle) in &sources {
            write(&mut canvas, lines, middle + shift, (left, Anchor::End), "c-label");
        }
        for (lines, middle) in &works {
            write(&mut canvas, lines, middle + down, (right, Anchor::Start), "c-work");
        }
        canvas.finish(&self.frame, foot.max(other) + 40)
    }

    /// The works by the middle of the documents that rest on them, so that few lines cross.
    fn order(&self) -> Vec<usize> {
        let middle = |work: usize| {
            let from: Vec<usize> = self.links.iter().filter(|link| link.1 == work).map(|link| link.0).collect();
            from.iter().sum::<usize>() * 1000 / from.len().max(1)
        };
        let mut order: Vec<usize> = (0..self.works.len()).collect();
        order.sort_by_key(|work| middle(*work));
        order
    }

    fn ordered(&self) -> Vec<String> {
        self.order().into_iter().map(|at| self.works[at].clone()).collect()
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

fn write(canvas: &mut Canvas, lines: &[String], middle: Tenths, (x, anchor): (Tenths, Anchor), class: &str) {
    let above = LINE * (Tenths::try_from(lines.len()).expect("few lines") - 1) / 2;
    for (at, line) in lines.iter().enumerate() {
        let down = LINE * Tenths::try_from(at).expect("few lines");
        canvas.text(class, (x, middle - above + down + 45), anchor, line);
    }
}
