//! What a text can say of a time: a year, and what of it.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::period::{Part, Period};

/// A date that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The bytes that name it, the words that bind it (`by`, `since`) left out.
    pub at: Range<usize>,
    /// The points of the calendar that it names: one, or as `joined` says.
    pub points: Vec<Point>,
    /// What the points are to each other.
    pub joined: Joined,
    /// How the words around bind it.
    pub bound: Bound,
}

/// What the points of one date are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// From the first to the last; a single point is both.
    Through,
    /// One of them.
    Or,
    /// Each of them: the second *and* third quarters.
    And,
}

/// How the words around a date bind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It is the time itself.
    Within,
    /// By then.
    By,
    /// From then on.
    Since,
    /// One part of it, not known which.
    OneOf,
}

/// A point or stretch of the calendar as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The first and the last year; `None` where the text leaves the year to what was said before.
    pub years: Option<(i16, i16)>,
    /// What of the year.
    pub part: InYear,
}

/// What of a year a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InYear {
    /// All of it.
    Whole,
    /// From a month to a month.
    Months(i8, i8),
    /// A quarter.
    Quarter(i8),
    /// A season.
    Season(i8),
    /// The twelve months up to the end of one: the year *to 31 March*. Its years are those of both ends.
    YearTo(i8),
    /// A day: month and day.
    Day(i8, i8),
    /// A day of a month that stands elsewhere.
    DayAlone(i8),
    /// The first days of the year, or of a month.
    Start(Option<i8>),
    /// Its middle.
    Middle(Option<i8>),
    /// Its last days.
    End(Option<i8>),
}

impl Named {
    /// The first and the last year that it names.
    pub fn years(&self) -> Option<(i16, i16)> {
        let years = || self.points.iter().filter_map(|point| point.years);
        Some((years().map(|years| years.0).min()?, years().map(|years| years.1).max()?))
    }

    /// The period it is, where its words say one in full.
    pub fn period(&self) -> Option<Period> {
        let ends: Vec<(Part, Part)> = self.points.iter().map(Point::ends).collect::<Option<_>>()?;
        let (first, last) = (ends.first()?.0, ends.last()?.1);
        let text = match (self.joined, self.bound) {
            (Joined::Or, _) => {
                let parts: Vec<String> = ends.iter().map(|(first, _)| first.to_string()).collect();
                format!("[{}]", parts.join(","))
            }
            (_, Bound::OneOf) => format!("[{first}..{last}]"),
            (_, Bound::By) => format!("../{last}"),
            (_, Bound::Since) => format!("{first}/.."),
            (_, Bound::Within) if self.points.len() == 1 && first == last => first.to_string(),
            (_, Bound::Within) => format!("{first}/{last}"),
        };
        Period::parse(&text).ok()
    }
}

impl Point {
    /// Its first and its last part; the same where one part is all of it.
    pub fn ends(&self) -> Option<(Part, Part)> {
        let (first, last) = self.years?;
        let both = |part: Part| Some((part, part));
        let day = |year, month, day| Date::new(year, month, day).ok().map(Part::Day);
        match self.part {
            InYear::Whole => Some((Part::Year(first), Part::Year(last))),
            InYear::Months(from, to) => Some((Part::Month(first, from), Part::Month(first, to))),
            InYear::Quarter(quarter) => both(Part::Quarter(first, quarter)),
            InYear::Season(season) => both(Part::Season(first, season)),
            InYear::YearTo(month) => Some((Part::Month(first, month % 12 + 1), Part::Month(last, month))),
            InYear::Day(month, number) => both(day(first, month, number)?),
            InYear::Start(month) => both(Part::Month(first, month.unwrap_or(1))),
            InYear::Middle(month) => both(Part::Month(last, month.unwrap_or(6))),
            InYear::End(month) => {
                let date = Date::new(last, month.unwrap_or(12), 1).ok()?;
                both(Part::Day(date.last_of_month()))
            }
            InYear::DayAlone(_) => None,
        }
    }
}

/// What a text's dates are reckoned from: the day its document was printed, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The year.
    pub year: Option<i16>,
    /// The month.
    pub month: Option<i8>,
    /// The day.
    pub day: Option<Date>,
    /// The year that the text itself named last, from which *a year earlier* and *次年* are reckoned.
    pub context: Option<i16>,
}
