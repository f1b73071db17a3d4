//! What is due when: a line for each place, a mark for each day, and how many are due on it.

use crate::model::fact::Status;

use super::canvas::{Anchor, Canvas, SMALL, TEXT, Tenths, width, wrap};
use super::{Frame, Today};

const HEAD: Tenths = 480;
const ROW: Tenths = 430;
const LINE: Tenths = 160;
const SIDE: Tenths = 90;

/// What is due on one day.
#[derive(Clone, Debug)]
pub struct Due {
    /// Year, month and day.
    pub date: (i16, u8, u8),
    /// How many.
    pub count: usize,
    /// Whether the day has passed and nothing is known of what came of some of it.
    pub unanswered: bool,
}

/// A place and what is due there.
#[derive(Clone, Debug)]
pub struct Row {
    /// The place.
    pub label: String,
    /// What to know of it: how much fell due without a result.
    pub note: Option<String>,
    /// By day.
    pub due: Vec<Due>,
}

/// Deadlines of places on one axis.
#[derive(Clone, Debug)]
pub struct Deadlines {
    frame: Frame,
    rows: Vec<Row>,
    today: Option<Today>,
}

impl Deadlines {
    /// The chart; `None` if nothing is due.
    pub fn new(frame: Frame, rows: Vec<Row>, today: Option<Today>) -> Option<Self> {
        rows.iter().any(|row| !row.due.is_empty()).then_some(Self { frame, rows, today })
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let mut canvas = Canvas::default();
        let mut tops = Vec::new();
        let mut foot = HEAD;
        for row in &self.rows {
            tops.push(foot);
            foot += ROW + LINE * (self.lines(row) - 1);
        }
        self.axis(&mut canvas);
        for (row, top) in self.rows.iter().zip(tops) {
            self.row(&mut canvas, row, top);
        }
        canvas.finish(&self.frame, foot)
    }

    fn edge(&self) -> Tenths {
        Tenths::from(self.frame.width) * 10
    }

    /// How many lines a row's words take.
    fn lines(&self, row: &Row) -> Tenths {
        let words = |text: &str, size| Tenths::try_from(wrap(text, size, self.edge()).len()).expect("few lines");
        match &row.note {
            Some(note) if !self.fits(row, note) => words(&row.label, TEXT) + words(note, SMALL),
            _ => words(&row.label, TEXT),
        }
    }

    /// Whether a row's words stand on one line, however wide the letters turn out.
    fn fits(&self, row: &Row, note: &str) -> bool {
        (width(&row.label, TEXT) + width(note, SMALL)) * 115 / 100 + 100 <= self.edge()
    }

    fn axis(&self, canvas: &mut Canvas) {
        let (first, last) = self.years();
        canvas.line("c-axis", (0, HEAD - 100), (self.edge(), HEAD - 100));
        let mut free = 0;
        for year in first..=last {
            let (start, words) = (self.x((year, 1, 1)), year.to_string());
            canvas.line("c-grid", (start, HEAD - 100), (start, HEAD - 40));
            let middle = i64::midpoint(start, self.x((year, 12, 31)));
            let half = width(&words, SMALL) / 2;
            if middle - half >= free {
                canvas.text("c-tick", (middle, HEAD - 140), Anchor::Middle, &words);
                free = middle + half + 60;
            }
        }
        if let Some(today) = self.today.as_ref().filter(|today| (first..=last).contains(&today.date.0)) {
            let x = self.x(today.date);
            canvas.line("c-today", (x, 150), (x, HEAD - 40));
            let half = width(&today.label, SMALL) * 115 / 200;
            canvas.text("c-note", (x.clamp(half, (self.edge() - half).max(half)), 120), Anchor::Middle, &today.label);
        }
    }

    fn row(&self, canvas: &mut Canvas, row: &Row, top: Tenths) {
        let mut base = top + 100;
        for (at, line) in wrap(&row.label, TEXT, self.edge()).iter().enumerate() {
            base += if at > 0 { LINE } else { 0 };
            canvas.text("c-label", (0, base), Anchor::Start, line);
        }
        if let Some(note) = &row.note {
            if self.fits(row, note) {
                canvas.text("c-due", (self.edge(), base), Anchor::End, note);
            } else {
                for line in wrap(note, SMALL, self.edge()) {
                    base += LINE;
                    canvas.text("c-due", (0, base), Anchor::Start, &line);
                }
            }
        }
        let y = base + 210;
        // The lines of the years and of today stand at the axis alone: across a row they would strike its words through.
        let (first, last) = self.years();
        for year in first..=last {
            let start = self.x((year, 1, 1));
            canvas.line("c-grid", (start, y - 120), (start, y + 70));
        }
        if let Some(today) = self.today.as_ref().filter(|today| (first..=last).contains(&today.date.0)) {
            let x = self.x(today.date);
            canvas.line("c-today", (x, y - 130), (x, y + 80));
        }
        canvas.line("c-axis", (0, y), (self.edge(), y));
        if let Some(today) = &self.today {
            canvas.line("c-past", (0, y), (self.x(today.date).clamp(0, self.edge()), y));
        }
        for due in &row.due {
            let x = self.x(due.date);
            if due.unanswered {
                canvas.missed((x, y));
            } else {
                canvas.sign(Status::Target, (x, y));
            }
            if due.count > 1 {
                canvas.text("c-count", (x - 80, y - 40), Anchor::End, &due.count.to_string());
            }
        }
    }

    fn years(&self) -> (i16, i16) {
        let years = || self.rows.iter().flat_map(|row| &row.due).map(|due| due.date.0);
        let (first, last) = (years().min().unwrap_or(0), years().max().unwrap_or(0));
        (self.today.as_ref().map_or(first, |today| first.min(today.date.0)), last)
    }

    /// Where a day ends.
    fn x(&self, (year, month, day): (i16, u8, u8)) -> Tenths {
        let (first, last) = self.years();
        let days = (Tenths::from(last) - Tenths::from(first) + 1) * 372;
        let at = (Tenths::from(year) - Tenths::from(first)) * 372 + (Tenths::from(month) - 1) * 31 + Tenths::from(day);
        (self.edge() - SIDE) * at / days
    }
}
