//! Reads the dates of a text by the patterns of its language, the longest at each place, in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::model::period::{Part, Period, Span};

use super::date_words::Words;
use super::pattern::{Element, parse};
use super::phrases::{Phrases, follow, is_edge, is_word};
use super::point::{Bound, InYear, Joined, Named, Now, Point};
use super::slots::{Filled, Slots, is_rest_of_number};

/// The dates of a language.
#[derive(Clone, Debug)]
pub struct Dates {
    patterns: Vec<(Shape, Vec<Element>)>,
    by_first: BTreeMap<char, Vec<usize>>,
    slots: Slots,
    named_days: Phrases<(i8, i8)>,
    near_months: Phrases<i8>,
    near_days: Phrases<i8>,
    heads: Phrases<()>,
    to: Phrases<()>,
    or: Phrases<()>,
    before: Phrases<Bound>,
    after: Phrases<Bound>,
    base: Phrases<()>,
    base_year: Phrases<()>,
    against: Phrases<()>,
    relative: Phrases<()>,
    context: Phrases<i16>,
    weekdays: Phrases<()>,
    base_after: Phrases<()>,
    base_clause: Phrases<()>,
    present: Phrases<()>,
    hidden: Phrases<()>,
    reckoned: Phrases<()>,
}

/// What a pattern says of the calendar with what fills its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Year,
    ShortRange,
    Decade,
    Month,
    Months,
    MonthsBoth,
    MonthsThrough,
    Day,
    Days,
    DaysBoth,
    DayAlone,
    Quarter,
    Quarters,
    QuartersBoth,
    QuartersThrough,
    Half(i8),
    Season,
    Start,
    Middle,
    End,
    MonthsTo,
    YearTo,
    QuarterTo,
    QuarterEnd,
    HalfEnd,
    FirstDay,
}

/// Words of fewer characters before a year may stand before any number: 于.
const SHORTEST_CALL: usize = 3;

impl Shape {
    /// What the points of such a date are to each other.
    fn joined(self) -> Joined {
        let both = matches!(self, Self::MonthsBoth | Self::DaysBoth | Self::QuartersBoth);
        if both { Joined::And } else { Joined::Through }
    }
}

/// Where a date ends, and what it says.
type Read = (usize, Vec<Point>, Joined);

const SHAPES: [(&str, Shape); 27] = [
    ("year", Shape::Year),
    ("short_range", Shape::ShortRange),
    ("decade", Shape::Decade),
    ("month", Shape::Month),
    ("months", Shape::Months),
    ("months_both", Shape::MonthsBoth),
    ("months_through", Shape::MonthsThrough),
    ("day", Shape::Day),
    ("days", Shape::Days),
    ("days_both", Shape::DaysBoth),
    ("day_alone", Shape::DayAlone),
    ("quarter", Shape::Quarter),
    ("quarters", Shape::Quarters),
    ("quarters_both", Shape::QuartersBoth),
    ("quarters_through", Shape::QuartersThrough),
    ("first_half", Shape::Half(1)),
    ("second_half", Shape::Half(2)),
    ("season", Shape::Season),
    ("start", Shape::Start),
    ("middle", Shape::Middle),
    ("end", Shape::End),
    ("months_to", Shape::MonthsTo),
    ("year_to", Shape::YearTo),
    ("quarter_to", Shape::QuarterTo),
    ("quarter_end", Shape::QuarterEnd),
    ("half_end", Shape::HalfEnd),
    ("first_day", Shape::FirstDay),
];

impl Now {
    /// The day that a period ends with, as far as the period fixes it.
    pub fn of(period: Option<&Period>) -> Self {
        let Some(period) = period else { return Self::default() };
        let year = period.latest().map(Date::year);
        let part = match period.span() {
            Span::Within(part) | Span::By(part) | Span::Between(_, part) => Some(*part),
            _ => None,
        };
        match part {
            Some(Part::Day(date)) => Self { year, month: Some(date.month()), day: Some(date), context: None },
            Some(Part::Month(_, month)) => Self { year, month: Some(month), day: None, context: None },
            _ => Self { year, month: None, day: None, context: None },
        }
    }
}

impl Dates {
    /// Readies the words of a language; `months` are the names by which it writes them.
    ///
    /// # Errors
    /// If a pattern, a kind of date or a named period cannot be read.
    pub fn new(words: &Words, months: &[String]) -> Result<Self, String> {
        let slots = Slots::new(words, months)?;
        let mut patterns = Vec::new();
        for (kind, ways) in &words.patterns {
            let shape = SHAPES.iter().find(|(name, _)| name == kind);
            let (_, shape) = shape.ok_or_else(|| format!("`{kind}` in [read.date.patterns] is no kind of date"))?;
            for way in ways {
                patterns.extend(parse(way)?.into_iter().map(|elements| (*shape, elements)));
            }
        }
        let mut by_first: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (index, (_, elements)) in patterns.iter().enumerate() {
            let firsts: BTreeSet<char> = match elements.first() {
                Some(Element::Text(text)) => text.first().copied().into_iter().collect(),
                Some(Element::Slot(slot)) => slots.firsts(*slot),
                None => return Err("a pattern in [read.date.patterns] is empty".to_owned()),
            };
            for first in firsts {
                by_first.entry(first).or_default().push(index);
            }
        }
        let bounds = |lists: [(&Vec<String>, Bound); 3]| {
            let all = lists.map(|(list, bound)| list.iter().map(move |word| (word.clone(), bound)).collect::<Vec<_>>());
            let all = all.concat();
            Phrases::new(all.iter().map(|(word, bound)| (word.as_str(), *bound)))
        };
        Ok(Self {
            patterns,
            by_first,
            slots,
            named_days: named_days(&words.named_days)?,
            near_months: Phrases::new(words.near_months.iter().map(|(word, n)| (word.as_str(), *n))),
            near_days: Phrases::new(words.near_days.iter().map(|(word, n)| (word.as_str(), *n))),
            heads: plain(&words.heads),
            to: plain(&words.to),
            or: plain(&words.or),
            before: bounds([(&words.by, Bound::By), (&words.since, Bound::Since), (&words.one_of, Bound::OneOf)]),
            after: bounds([
                (&words.by_after, Bound::By),
                (&words.since_after, Bound::Since),
                (&words.one_of_after, Bound::OneOf),
            ]),
            base: plain(&words.base),
            base_year: plain(&words.base_year),
            against: plain(&words.against),
            relative: plain(&words.relative),
            context: context(words)?,
            weekdays: plain(&words.weekdays),
            base_after: plain(&words.base_after),
            base_clause: plain(&words.base_clause),
            present: plain(&words.present),
            hidden: plain(&words.hidden),
            reckoned: plain(&words.reckoned),
        })
    }

    /// The dates that a text names, in the order of their places.
    pub fn all(&self, text: &str, now: Now) -> Vec<Named> {
        let mut points: Vec<(Range<usize>, Vec<Point>, Joined)> = Vec::new();
        let (mut end, mut now) = (0, now);
        for (at, c) in text.char_indices() {
            if at < end {
                continue;
            }
            if let Some(hit) = self.hidden.at(text, at) {
                end = hit.at.end;
                continue;
            }
            let whole = (!is_word(c) || is_edge(text, at)) && !is_rest_of_number(text, at);
            let read = whole.then(|| self.longest(text, at, now)).flatten();
            let read = read.filter(|(to, ..)| !self.is_hidden(text, at..*to, now));
            if let Some((to, read, joined)) = read {
                end = to;
                let year = read.last().and_then(|point| point.years).map(|(_, year)| year);
                // What something is only compared with is not the year that the text goes on to speak of.
                let compared = self.base.ending(text, at).is_some();
                now.context = year.filter(|_| !compared).or(now.context);
                points.push((at..to, read, joined));
            }
        }
        self.join(text, points)
    }

    /// Whether a date is named only as what something is compared with, starts from, or is described by.
    pub fn is_base(&self, text: &str, named: &Named) -> bool {
        let after = &text[named.at.end..];
        let clause = after.split([',', '。', ';', '、', '.']).next().unwrap_or(after);
        let year = || named.points.iter().all(|point| point.part == InYear::Whole);
        self.base.ending(text, named.at.start).is_some()
            || self.base_year.ending(text, named.at.start).is_some() && year()
            || self.base_after.beginning(text, named.at.end).is_some()
            || self.base_clause.is_in(clause)
    }

    /// Whether a clause opens with a word that sets its date against another: *compared with* 40 in 2023.
    pub fn sets_against(&self, clause: &str) -> bool {
        self.against.beginning(clause, 0).is_some()
    }

    /// Whether a clause behind a comma opens with a word that makes its date its own: the share, *which* in 2023 was 9 %.
    pub fn is_relative(&self, clause: &str) -> bool {
        self.relative.beginning(clause, 0).is_some()
    }

    /// By how many years a date lies from the one that a text named last, where its words say so: *a year earlier*.
    pub fn context_offset(&self, words: &str) -> Option<i16> {
        self.context.all(words).last().map(|hit| hit.means)
    }

    /// Whether words reckon a time from one that stands elsewhere: *a year earlier*, nine *months later*.
    pub fn reckons(&self, words: &str) -> bool {
        self.context.is_in(words) || self.reckoned.is_in(words)
    }

    /// Whether a text is a day of the week and nothing else.
    pub fn is_weekday(&self, text: &str) -> bool {
        self.weekdays.at(text, 0).is_some_and(|hit| hit.at.end == text.len())
    }

    /// A text without the day of the week that it ends with, which belongs to the date behind it: *Herald, Saturday*.
    pub fn without_weekday<'t>(&self, text: &'t str) -> &'t str {
        let day = self.weekdays.ending(text, text.len());
        day.map_or(text, |hit| text[..hit.at.start].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.'))
    }

    /// Whether the head of a column says that dates stand under it.
    pub fn is_head(&self, head: &str) -> bool {
        self.heads.at(head, 0).is_some_and(|hit| hit.at.end == head.len())
    }

    /// Whether a text speaks of the present.
    pub fn turns_to_present(&self, text: &str) -> bool {
        self.present.is_in(text)
    }

    /// What begins at byte `at`, and where it ends: the pattern that reaches farthest.
    fn longest(&self, text: &str, at: usize, now: Now) -> Option<Read> {
        let first = super::phrases::lower(text[at..].chars().next()?);
        let candidates = self.by_first.get(&first).into_iter().flatten();
        let matched = candidates.filter_map(|&index| {
            let (shape, elements) = &self.patterns[index];
            let (end, filled) = self.follow(text, at, elements, now)?;
            Some((end, points(*shape, &filled)?, shape.joined()))
        });
        let near = [self.named_day(text, at), self.near_month(text, at, now), self.near_day(text, at, now)];
        // Of two that reach equally far the later stands: patterns come in the order of their kinds' names.
        let near = near.into_iter().flatten().map(|(end, point)| (end, vec![point], Joined::Through));
        matched.chain(near).max_by_key(|(end, ..)| *end)
    }

    /// Whether a word before a year hides a longer date that begins behind it: 于2024年9月.
    fn is_hidden(&self, text: &str, at: Range<usize>, now: Now) -> bool {
        let first = text[at.clone()].find(|c: char| c.is_ascii_digit()).filter(|first| *first > 0);
        let behind = first.and_then(|first| self.longest(text, at.start + first, now));
        behind.is_some_and(|(end, ..)| end > at.end)
    }

    fn follow(&self, text: &str, at: usize, elements: &[Element], now: Now) -> Option<(usize, Filled)> {
        let mut filled = Filled::default();
        let mut end = at;
        // In the year 2025: what a word calls a year is one, whatever follows on it.
        let mut called = false;
        for (n, element) in elements.iter().enumerate() {
            let last = n + 1 == elements.len() && !called;
            end = match element {
                Element::Text(chars) => follow(text, end, chars)?,
                Element::Slot(slot) => self.slots.fill(*slot, text, end, (now, last), &mut filled)?,
            };
            called = matches!(element, Element::Text(chars) if chars.len() >= SHORTEST_CALL);
        }
        (is_edge(text, end) && self.slots.ends_number(text, end)).then_some((end, filled))
    }

    fn named_day(&self, text: &str, at: usize) -> Option<(usize, Point)> {
        let hit = self.named_days.at(text, at)?;
        let part = InYear::Day(hit.means.0, hit.means.1);
        Some((hit.at.end, Point { years: None, part }))
    }

    fn near_month(&self, text: &str, at: usize, now: Now) -> Option<(usize, Point)> {
        let hit = self.near_months.at(text, at)?;
        let months = i32::from(now.year?) * 12 + i32::from(now.month?) - 1 + i32::from(hit.means);
        let year = i16::try_from(months.div_euclid(12)).ok()?;
        let month = i8::try_from(months.rem_euclid(12)).ok()? + 1;
        Some((hit.at.end, Point { years: Some((year, year)), part: InYear::Months(month, month) }))
    }

    fn near_day(&self, text: &str, at: usize, now: Now) -> Option<(usize, Point)> {
        let hit = self.near_days.at(text, at)?;
        let day = now.day?.checked_add(jiff::Span::new().days(hit.means)).ok()?;
        let years = Some((day.year(), day.year()));
        Some((hit.at.end, Point { years, part: InYear::Day(day.month(), day.day()) }))
    }

    /// Joins the points that one word makes a stretch or a choice of, and reads what binds them.
    fn join(&self, text: &str, points: Vec<(Range<usize>, Vec<Point>, Joined)>) -> Vec<Named> {
        let mut dates: Vec<Named> = Vec::new();
        for (at, points, own) in points {
            let joint = dates.last().and_then(|last| self.joint(text, last, at.start));
            match (joint, dates.last_mut()) {
                (Some(joined), Some(last)) => last.take(at.end, &points, joined),
                _ => dates.push(Named { at, points, joined: own, bound: Bound::Within }),
            }
        }
        for named in &mut dates {
            let before = self.before.ending(text, named.at.start).map(|hit| hit.means);
            // “十四五”以来: the word stands behind the quotation marks.
            let quoted = text[named.at.end..].trim_start_matches(['”', '’', '»', '」', '』', '》', '"']);
            let after = self.after.beginning(text, text.len() - quoted.len()).map(|hit| hit.means);
            named.bound = match before.or(after) {
                // From one to another: the word belongs to the stretch.
                Some(Bound::Since) if named.points.len() > 1 => Bound::Within,
                bound => bound.unwrap_or(Bound::Within),
            };
        }
        dates
    }

    /// What the words between a date and the place where the next begins make of the two.
    fn joint(&self, text: &str, last: &Named, next: usize) -> Option<Joined> {
        let is = |phrases: &Phrases<()>| {
            let hit = phrases.beginning(text, last.at.end);
            hit.is_some_and(|hit| hit.at.end <= next && text[hit.at.end..next].trim().is_empty())
        };
        match (is(&self.to), is(&self.or), last.joined) {
            (true, ..) if last.points.len() == 1 => Some(Joined::Through),
            (_, true, joined) if joined == Joined::Or || last.points.len() == 1 => Some(Joined::Or),
            _ => None,
        }
    }
}

impl Named {
    /// Takes further points in; an end that names no year has the other's.
    fn take(&mut self, end: usize, points: &[Point], joined: Joined) {
        self.at.end = end;
        self.joined = joined;
        self.points.extend(points);
        let known = self.points.iter().find_map(|point| point.years);
        for point in &mut self.points {
            point.years = point.years.or(known);
        }
    }
}

/// What the slots of a pattern say; two points are the ends of a stretch.
fn points(shape: Shape, filled: &Filled) -> Option<Vec<Point>> {
    // Two digits in place of a year are of this century.
    let short = filled
        .short
        .filter(|_| matches!(shape, Shape::Quarter | Shape::Day | Shape::Half(_)))
        .map(|short| (2000 + short, 2000 + short));
    let years = filled.years.first().copied().or(short);
    let (month, quarter) = (filled.months.first().copied(), filled.quarters.first().copied());
    let one = |part: InYear| Some(vec![Point { years, part }]);
    match shape {
        Shape::Year => {
            years?;
            one(InYear::Whole)
        }
        Shape::ShortRange => {
            let (first, _) = years?;
            let last = first - first % 100 + filled.short?;
            // 2021-24 can be no month.
            let several = last > first && last % 100 > 12 && last - first < 20;
            (last == first + 1 || several).then(|| vec![Point { years: Some((first, last)), part: InYear::Whole }])
        }
        Shape::Decade => {
            let first = years.map_or_else(|| Some(1900 + filled.short?), |(first, _)| Some(first))?;
            (first % 10 == 0).then(|| vec![Point { years: Some((first, first + 9)), part: InYear::Whole }])
        }
        Shape::Month => one(InYear::Months(month?, month?)),
        Shape::Months => {
            let (from, to) = (month?, *filled.months.get(1)?);
            if from <= to { one(InYear::Months(from, to)) } else { None }
        }
        Shape::MonthsBoth => {
            let both = [month?, *filled.months.get(1)?];
            Some(both.map(|month| Point { years, part: InYear::Months(month, month) }).to_vec())
        }
        Shape::MonthsThrough => one(InYear::Months(1, month?)),
        Shape::Day => one(InYear::Day(month?, *filled.days.first()?)),
        Shape::Days | Shape::DaysBoth => {
            let day = |day: i8| Some(Point { years, part: InYear::Day(month?, day) });
            Some(vec![day(*filled.days.first()?)?, day(*filled.days.get(1)?)?])
        }
        Shape::DayAlone => one(InYear::DayAlone(*filled.days.first()?)),
        Shape::Quarter => one(InYear::Quarter(quarter?)),
        Shape::Quarters => {
            let (from, to) = (quarter?, *filled.quarters.get(1)?);
            if from < to { one(InYear::Months(from * 3 - 2, to * 3)) } else { None }
        }
        Shape::QuartersBoth => {
            let both = [quarter?, *filled.quarters.get(1)?];
            Some(both.map(|quarter| Point { years, part: InYear::Quarter(quarter) }).to_vec())
        }
        Shape::QuartersThrough => one(InYear::Months(1, quarter? * 3)),
        Shape::Half(half) => one(InYear::Months(half * 6 - 5, half * 6)),
        Shape::Season => one(InYear::Season(filled.season?)),
        Shape::Start => one(InYear::Start(month)),
        Shape::Middle => one(InYear::Middle(month)),
        Shape::End => one(InYear::End(month)),
        Shape::MonthsTo => months_to(years?, month?, *filled.months.get(1)?),
        Shape::YearTo => Some(vec![year_to(years, month?)?]),
        Shape::QuarterTo => months_to(years?, 3, month?),
        Shape::QuarterEnd => one(last_day(quarter? * 3)),
        Shape::HalfEnd => one(last_day(6)),
        Shape::FirstDay => one(InYear::Day(month?, 1)),
    }
}

/// So many months up to one: the three months to June 2024.
fn months_to((_, year): (i16, i16), count: i8, last: i8) -> Option<Vec<Point>> {
    let first = last - count + 1;
    let point = |year: i16, part: InYear| Point { years: Some((year, year)), part };
    match first {
        1.. => Some(vec![point(year, InYear::Months(first, last))]),
        _ => Some(vec![
            point(year.checked_sub(1)?, InYear::Months(first + 12, first + 12)),
            point(year, InYear::Months(last, last)),
        ]),
    }
}

/// The twelve months up to the end of one.
fn year_to(years: Option<(i16, i16)>, month: i8) -> Option<Point> {
    let years = match years {
        Some((year, _)) if month < 12 => Some((year.checked_sub(1)?, year)),
        years => years,
    };
    Some(Point { years, part: InYear::YearTo(month) })
}

/// The last day of a quarter's last month.
fn last_day(month: i8) -> InYear {
    InYear::Day(month, if matches!(month, 6 | 9) { 30 } else { 31 })
}

fn plain(words: &[String]) -> Phrases<()> {
    Phrases::new(words.iter().map(|word| (word.as_str(), ())))
}

/// Words of `years` that hang on what was said before.
fn context(words: &Words) -> Result<Phrases<i16>, String> {
    let offset = |word: &String| {
        let known = words.years.get(word).copied();
        known.map(|n| (word.clone(), n)).ok_or_else(|| format!("`{word}` in `context` is none of [read.date.years]"))
    };
    let all: Vec<(String, i16)> = words.context.iter().map(offset).collect::<Result<_, _>>()?;
    Ok(Phrases::new(all.iter().map(|(word, n)| (word.as_str(), *n))))
}

fn named_days(words: &BTreeMap<String, String>) -> Result<Phrases<(i8, i8)>, String> {
    let mut days = Vec::new();
    for (word, day) in words {
        let date: Date = format!("2000-{day}").parse().map_err(|_| format!("`{day}` for `{word}` is no `MM-DD`"))?;
        days.push((word.as_str(), (date.month(), date.day())));
    }
    Ok(Phrases::new(days))
}
