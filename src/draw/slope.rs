//! One indicator over the years: actual ■ to target ◇ by a dashed guide, to forecast △ by a dotted one.

use rust_decimal::Decimal;

use crate::model::fact::{Outlook, Status};

use super::canvas::{Anchor, Canvas, Growth, SMALL, TEXT, Tenths, width};
use super::labels::{Area, Taken};
use super::scale::Scale;
use super::{Frame, Mark, Today};

const TOP: Tenths = 560;
const PLOT: Tenths = 1500;
const SIDE: Tenths = 160;

/// A value in its year.
#[derive(Clone, Debug)]
pub struct Point {
    /// The year it is stated for, or falls due.
    pub year: i16,
    /// In which sense it is stated.
    pub status: Status,
    /// The value.
    pub mark: Mark,
}

/// A panel of actuals, targets and forecasts in one unit.
#[derive(Clone, Debug)]
pub struct Slope {
    frame: Frame,
    unit: String,
    points: Vec<Point>,
    today: Option<Today>,
}

impl Slope {
    /// The panel; `None` if fewer than two years have a value. What no chart draws is left out.
    pub fn new(frame: Frame, unit: String, mut points: Vec<Point>, today: Option<Today>) -> Option<Self> {
        points.retain(|point| point.status.is_drawn());
        points.sort_by_key(|point| (point.year, point.status, point.mark.low));
        let (first, last) = (points.first()?.year, points.last()?.year);
        let today = today.filter(|today| (first..last).contains(&today.date.0));
        (first < last).then_some(Self { frame, unit, points, today })
    }

    /// The chart; `write` puts a tick's value into the reader's words.
    pub fn svg(&self, write: &dyn Fn(Decimal) -> String) -> String {
        let scale = Scale::of(self.points.iter().map(|point| &point.mark), PLOT);
        let mut canvas = Canvas::default();
        let mut taken = Taken::default();
        canvas.text("c-unit", (0, 130), Anchor::Start, &self.unit);
        self.grid(&mut canvas, &scale, write);
        let foot = self.years(&mut canvas, &mut taken);
        self.guides(&mut canvas, &scale);
        for point in &self.points {
            let at = self.place(point, &scale);
            let top = TOP + PLOT - scale.at(point.mark.top());
            taken.take(Area { left: at.0 - 70, top: top - 130, right: at.0 + 70, bottom: at.1 + 130 });
        }
        for point in &self.points {
            self.point(&mut canvas, &mut taken, point, &scale);
        }
        canvas.finish(&self.frame, foot)
    }

    fn grid(&self, canvas: &mut Canvas, scale: &Scale, write: &dyn Fn(Decimal) -> String) {
        let right = Tenths::from(self.frame.width) * 10;
        for tick in scale.ticks() {
            let y = TOP + PLOT - scale.at(tick);
            canvas.line(if tick.is_zero() { "c-axis" } else { "c-grid" }, (0, y), (right, y));
            canvas.text("c-tick", (0, y - 30), Anchor::Start, &write(tick));
        }
    }

    /// Writes the years below the plot and the build's day above it; returns the chart's height.
    fn years(&self, canvas: &mut Canvas, taken: &mut Taken) -> Tenths {
        let mut years: Vec<i16> = self.points.iter().map(|point| point.year).collect();
        years.dedup();
        let mut lowest = 0;
        for year in years {
            let (label, x) = (year.to_string(), self.x(year));
            let half = width(&label, SMALL) / 2 + 20;
            let row = |n: Tenths| Area {
                left: x - half,
                right: x + half,
                top: TOP + PLOT + 60 + n * 150,
                bottom: TOP + PLOT + 200 + n * 150,
            };
            let area = taken.first_free((0..3).map(row)).expect("three choices");
            lowest = lowest.max(area.bottom);
            canvas.text("c-tick", (x, area.bottom - 30), Anchor::Middle, &label);
        }
        if let Some(today) = &self.today {
            let x = self.day(today.date);
            canvas.line("c-today", (x, 340), (x, TOP + PLOT));
            let (left, _, anchor) = self.beside(x, width(&today.label, SMALL));
            let x = if anchor == Anchor::Start { left } else { x };
            canvas.text("c-note", (x, 310), anchor, &today.label);
        }
        lowest + 20
    }

    /// Joins neighbouring actuals, and the last actual with what is aimed at or expected after it.
    fn guides(&self, canvas: &mut Canvas, scale: &Scale) {
        let is_done = |point: &&Point| point.status.outlook() == Outlook::Done;
        let actuals: Vec<&Point> = self.points.iter().filter(is_done).collect();
        let alone = |year| actuals.iter().filter(|point| point.year == year).count() == 1;
        for pair in actuals.windows(2) {
            if alone(pair[0].year) && alone(pair[1].year) {
                canvas.line("c-guide actual", self.place(pair[0], scale), self.place(pair[1], scale));
            }
        }
        let Some(last) = actuals.last().filter(|last| alone(last.year)) else { return };
        for point in self.points.iter().filter(|point| !is_done(point) && point.year > last.year) {
            let class = format!("c-guide {}", point.status.word());
            canvas.line(&class, self.place(last, scale), self.place(point, scale));
        }
    }

    fn point(&self, canvas: &mut Canvas, taken: &mut Taken, point: &Point, scale: &Scale) {
        let (x, y) = self.place(point, scale);
        let reach = scale.at(point.mark.top()) - scale.at(point.mark.low);
        canvas.precision(&point.mark, (x, y), Growth::Up, reach);
        canvas.sign(point.status, (x, y));
        canvas.warnings(&point.mark, (x, y), Growth::Up);
        let (left, right, anchor) = self.beside(x, width(&point.mark.label, TEXT));
        let heights = [-reach - 280, 140, -reach - 420, 280, -reach - 560, 420];
        let choices = heights.map(|dy| Area { left, right, top: y + dy, bottom: y + dy + 140 });
        let in_plot = choices.into_iter().filter(|area| area.top >= 320 && area.bottom <= TOP + PLOT + 20);
        let area = taken.first_free(in_plot).unwrap_or(choices[0]);
        let x = match anchor {
            Anchor::Start => left,
            Anchor::Middle => x,
            Anchor::End => right,
        };
        canvas.text(&format!("c-value {}", point.status.word()), (x, area.bottom - 30), anchor, &point.mark.label);
    }

    /// Where a text of a width goes at `x`: in the middle, or flush with the edge it would cross.
    fn beside(&self, x: Tenths, wide: Tenths) -> (Tenths, Tenths, Anchor) {
        let edge = Tenths::from(self.frame.width) * 10;
        if x - wide / 2 < 0 {
            (0, wide, Anchor::Start)
        } else if x + wide / 2 > edge {
            (edge - wide, edge, Anchor::End)
        } else {
            (x - wide / 2, x + wide / 2, Anchor::Middle)
        }
    }

    fn place(&self, point: &Point, scale: &Scale) -> (Tenths, Tenths) {
        (self.x(point.year), TOP + PLOT - scale.at(point.mark.low))
    }

    /// The place of a day: a year's own place is its middle.
    fn day(&self, (year, month, day): (i16, u8, u8)) -> Tenths {
        let (here, next) = (self.x(year), self.x(year.saturating_add(1)));
        let past = (Tenths::from(month) - 1) * 31 + Tenths::from(day) - 186;
        here + (next - here) * past / 372
    }

    fn x(&self, year: i16) -> Tenths {
        let (first, last) = (self.points[0].year, self.points[self.points.len() - 1].year);
        let left = SIDE + 550;
        let span = Tenths::from(self.frame.width) * 10 - left - SIDE;
        let (first, last, year) = (Tenths::from(first), Tenths::from(last), Tenths::from(year));
        left + span * (year - first) / (last - first)
    }
}
