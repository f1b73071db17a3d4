//! What is due when: targets on one axis of years, with no scale of values.

use crate::model::fact::Status;

use super::canvas::{Anchor, Canvas, SMALL, TEXT, Tenths, width, wrap};
use super::labels::Rows;
use super::{Frame, Today};

const LINE: Tenths = 170;
const SIDE: Tenths = 200;

/// Something due on a date.
#[derive(Clone, Debug)]
pub struct Due {
    /// Year and month, 12 where only the year is known.
    pub date: (i16, u8),
    /// In which sense it is stated.
    pub status: Status,
    /// What is due.
    pub label: String,
    /// The value, or what else to say of it.
    pub detail: String,
}

/// Deadlines on one axis.
#[derive(Clone, Debug)]
pub struct Deadlines {
    frame: Frame,
    items: Vec<Due>,
    today: Option<Today>,
}

/// An item with its words broken into lines, and where it goes.
struct Placed<'a> {
    due: &'a Due,
    x: Tenths,
    left: Tenths,
    text: (Tenths, Anchor),
    lines: Vec<(&'static str, String)>,
    row: usize,
}

impl Deadlines {
    /// The chart, earliest first; `None` if nothing is due.
    pub fn new(frame: Frame, mut items: Vec<Due>, today: Option<Today>) -> Option<Self> {
        items.sort_by(|a, b| (a.date, &a.label).cmp(&(b.date, &b.label)));
        (!items.is_empty()).then_some(Self { frame, items, today })
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let mut canvas = Canvas::default();
        let (placed, tops, foot) = self.placed();
        self.axis(&mut canvas, foot);
        for place in &placed {
            let top = tops[place.row];
            canvas.sign(place.due.status, (place.x, top + 85));
            for (n, (class, words)) in (0..).zip(&place.lines) {
                canvas.text(class, (place.text.0, top + 130 + n * LINE), place.text.1, words);
            }
        }
        canvas.finish(&self.frame, foot)
    }

    fn axis(&self, canvas: &mut Canvas, foot: Tenths) {
        let (first, last) = self.years();
        let edge = Tenths::from(self.frame.width) * 10;
        canvas.line("c-axis", (0, 380), (edge, 380));
        let mut free = 0;
        for year in first..=last {
            let (start, words) = (self.x(year, 0), year.to_string());
            canvas.line("c-grid", (start, 380), (start, foot));
            let middle = i64::midpoint(start, self.x(year, 12));
            let half = width(&words, SMALL) / 2;
            if middle - half > free && middle + half < edge {
                canvas.text("c-tick", (middle, 340), Anchor::Middle, &words);
                free = middle + half + 60;
            }
        }
        if let Some(today) = self.today.as_ref().filter(|today| (first..=last).contains(&today.year)) {
            let x = self.x(today.year, 6);
            canvas.line("c-today", (x, 170), (x, foot));
            let half = width(&today.label, SMALL) / 2;
            canvas.text("c-note", (x.clamp(half, (edge - half).max(half)), 140), Anchor::Middle, &today.label);
        }
    }

    /// The items with their rows, the top of each row, and the chart's height.
    fn placed(&self) -> (Vec<Placed<'_>>, Vec<Tenths>, Tenths) {
        let mut rows = Rows::default();
        let mut placed: Vec<Placed<'_>> = self.items.iter().map(|due| self.item(due)).collect();
        let mut heights: Vec<Tenths> = Vec::new();
        for place in &mut placed {
            let wide = place.lines.iter().map(|(_, words)| width(words, TEXT)).max().unwrap_or(0);
            place.row = rows.place(place.left.min(place.x - 80) - 80, (place.left + wide).max(place.x + 80) + 80);
            heights.resize(heights.len().max(place.row + 1), 0);
            let height = Tenths::try_from(place.lines.len()).expect("few lines") * LINE + 90;
            heights[place.row] = heights[place.row].max(height);
        }
        let mut foot = 430;
        let mut tops = Vec::new();
        for height in heights {
            tops.push(foot);
            foot += height;
        }
        (placed, tops, foot)
    }

    /// The item with its words on the side of its mark that has more room.
    fn item<'a>(&self, due: &'a Due) -> Placed<'a> {
        let edge = Tenths::from(self.frame.width) * 10;
        let x = self.x(due.date.0, due.date.1);
        let room = (edge - x).max(x) - 120;
        let label = wrap(&due.label, TEXT, room).into_iter().map(|words| ("c-label", words));
        let detail = wrap(&due.detail, TEXT, room).into_iter().map(|words| ("c-value", words));
        let lines: Vec<_> = label.chain(detail).filter(|(_, words)| !words.is_empty()).collect();
        let wide = lines.iter().map(|(_, words)| width(words, TEXT)).max().unwrap_or(0);
        let after = x + 120 + wide <= edge || edge - x > x;
        let (left, text) = match after {
            true => (x + 120, (x + 120, Anchor::Start)),
            false => ((x - 120 - wide).max(0), (x - 120, Anchor::End)),
        };
        Placed { due, x, left, text, lines, row: 0 }
    }

    fn years(&self) -> (i16, i16) {
        let (first, last) = (self.items[0].date.0, self.items[self.items.len() - 1].date.0);
        let first = self.today.as_ref().map_or(first, |today| first.min(today.year));
        (first, last)
    }

    /// The end of a month; month 0 is the start of the year.
    fn x(&self, year: i16, month: u8) -> Tenths {
        let (first, last) = self.years();
        let months = (Tenths::from(last) - Tenths::from(first) + 1) * 12;
        let at = (Tenths::from(year) - Tenths::from(first)) * 12 + Tenths::from(month.min(12));
        SIDE + (Tenths::from(self.frame.width) * 10 - 2 * SIDE) * at / months
    }
}
