//! Whether the words around an excerpt state the fact's period.

use std::ops::Range;
use std::rc::Rc;

use crate::language::figure::FigureReader;
use crate::language::read::Reader;
use crate::language::read::point::{InYear, Joined, Named, Point};
use crate::model::evidence::Stated;
use crate::model::fact::{Dating, Fact};
use crate::model::period::{Part, Period, Span};

use super::passage::Passage;
use super::remark::{Remark, RemarkKind};
use super::stretch::{is_of_another, is_within};

/// Where the period is stated, and what a curator should look at.
///
/// `terms`: the fact is one of a policy's own terms, which hold though the deadlines beside them are
/// later.
pub fn period(fact: &Fact, passage: &Passage, figures: &FigureReader, terms: bool) -> (Stated, Vec<Remark>) {
    let here = passage.named();
    let here = paired(passage, figures, &here).map_or(here, |own| Rc::new(vec![own]));
    if fact.period.is_undated() {
        let remark = if terms { None } else { dated(passage, &here) };
        return (Stated::Curator, Vec::from_iter(remark));
    }
    let stated = stated(&fact.period, passage, &here);
    let reckoned = fact.dating == Some(Dating::Inferred) && matches!(fact.period.span(), Span::Between(..));
    let mut remarks = Vec::new();
    if !terms && !reckoned {
        remarks.extend(other_year(fact, passage, &here));
    }
    if stated == Stated::Curator && fact.dating == Some(Dating::Printed) && passage.reader.is_some() {
        let message = format!("the period is marked as printed, but `{}` is not stated near the excerpt", fact.period);
        remarks.push(Remark::new(RemarkKind::PeriodNotPrinted, message));
    }
    (stated, remarks)
}

/// Where a period is named: all of it in the line, or some in the lines above.
fn stated(period: &Period, passage: &Passage, here: &[Named]) -> Stated {
    if is_named(period, here) {
        return Stated::Here;
    }
    let governing = passage.reader.map(|reader| governing(reader, passage, here)).unwrap_or_default();
    if governing.iter().any(|named| is_other_part(named, period)) {
        return Stated::Curator;
    }
    let mut all = here.to_vec();
    all.extend(passage.above.iter().flat_map(|&line| passage.reading.named(line).to_vec()));
    if is_named(period, &all) { Stated::Above } else { Stated::Curator }
}

/// Whether the dates of a text name a period: a year inside `2021 bis 2024` is not named, nor is a year by one of
/// its halves.
fn is_named(period: &Period, dates: &[Named]) -> bool {
    let any = |says: &dyn Fn(&Named) -> bool| dates.iter().any(says);
    let single = |part: Part| any(&|named| is_single(named) && named.points.iter().any(|p| says(p, part, dates)));
    match period.span() {
        Span::Undated => false,
        Span::Within(part) => single(*part),
        Span::By(part) => single(*part) || any(&|named| named.points.last().is_some_and(|p| says(p, *part, dates))),
        Span::From(part) => single(*part) || any(&|named| named.points.first().is_some_and(|p| says(p, *part, dates))),
        Span::Between(start, end) | Span::OneFrom(start, end) => {
            any(&|named| is_stretch(named, *start, *end, dates)) || (single(*start) && single(*end))
        }
        Span::OneOf(parts) => parts.iter().all(|part| single(*part)),
    }
}

/// Whether a date is a part of the period's own year, or reaches over it: what stands above says nothing against it.
fn is_other_part(named: &Named, period: &Period) -> bool {
    let Some((first, last)) = named.years() else { return false };
    let year = period.earliest().or(period.latest()).map(|date| date.year());
    let part = first == last && named.points.iter().all(|point| point.part != InYear::Whole);
    year.is_some_and(|year| first <= year && year <= last) && (part || first < last)
}

/// Whether each point of a date stands for itself.
fn is_single(named: &Named) -> bool {
    named.points.len() == 1 || named.joined == Joined::Or
}

/// Whether a date reaches from one part to another.
fn is_stretch(named: &Named, start: Part, end: Part, dates: &[Named]) -> bool {
    let (Some(first), Some(last)) = (named.points.first(), named.points.last()) else { return false };
    if named.points.len() > 1 && named.joined == Joined::Through && says(first, start, dates) && says(last, end, dates)
    {
        return true;
    }
    match (start, end) {
        (Part::Year(a), Part::Year(b)) => first.part == InYear::Whole && first.years == Some((a, b)),
        (Part::Month(a, from), Part::Month(b, to)) if a == b => {
            months(named) == Some((from, to)) && is_in_year(first, a, dates)
        }
        _ => false,
    }
}

/// Whether a point is of this year, or leaves the year to another date that is.
fn is_in_year(point: &Point, year: i16, dates: &[Named]) -> bool {
    let of = |point: &Point| match (point.years, point.part) {
        (Some((_, last)), InYear::End(_)) => last == year,
        (Some((first, _)), InYear::Start(_)) => first == year,
        (years, _) => years == Some((year, year)),
    };
    of(point) || point.years.is_none() && dates.iter().flat_map(|named| &named.points).any(of)
}

/// Whether a point is a part of the calendar, or for a year a day of it: a month or a half is not the year.
fn says(point: &Point, part: Part, dates: &[Named]) -> bool {
    let year = match part {
        Part::Year(year) | Part::Month(year, _) | Part::Quarter(year, _) | Part::Season(year, _) => year,
        Part::Day(date) => date.year(),
    };
    is_in_year(point, year, dates) && says_in_year(point.part, part, dates)
}

fn says_in_year(said: InYear, part: Part, dates: &[Named]) -> bool {
    match part {
        Part::Year(_) => !matches!(said, InYear::Months(..) | InYear::Quarter(_) | InYear::Season(_)),
        Part::Month(_, month) => names_month(said, month),
        Part::Quarter(_, quarter) => match said {
            InYear::Quarter(own) => own == quarter,
            InYear::Months(from, to) => (from, to) == (quarter * 3 - 2, quarter * 3),
            _ => false,
        },
        Part::Season(_, season) => said == InYear::Season(season),
        Part::Day(date) => {
            let last = date.day() == date.days_in_month();
            let month = || dates.iter().flat_map(|named| &named.points).any(|p| names_month(p.part, date.month()));
            match said {
                InYear::Day(month, day) => (month, day) == (date.month(), date.day()),
                InYear::DayAlone(day) => day == date.day() && month(),
                InYear::End(month) => last && month.unwrap_or(12) == date.month(),
                InYear::Start(month) => date.day() == 1 && month.unwrap_or(1) == date.month(),
                InYear::Middle(_) => (date.month(), date.day()) == (6, 30),
                _ => false,
            }
        }
    }
}

/// The date that the excerpt's number has in a clause where every number has its own: 40 in 2023 and 52 in 2024.
fn paired(passage: &Passage, figures: &FigureReader, here: &[Named]) -> Option<Named> {
    let (text, clause) = (passage.text(), passage.clause());
    let dates: Vec<&Named> =
        here.iter().filter(|named| named.years().is_some() && is_within(&clause, &named.at)).collect();
    let read = figures.all(&text[clause.clone()]).into_iter();
    let numbers: Vec<Range<usize>> = read.map(|f| clause.start + f.range.start..clause.start + f.range.end).collect();
    let apart = |at: &&Range<usize>| !dates.iter().any(|named| named.at.start < at.end && at.start < named.at.end);
    let numbers: Vec<&Range<usize>> = numbers.iter().filter(apart).collect();
    if dates.len() < 2 || dates.len() != numbers.len() || dates.iter().any(|named| named.points.len() > 1) {
        return None;
    }
    let first = dates[0].at.start < numbers[0].start;
    let pairs = || dates.iter().zip(&numbers);
    let in_turn = pairs().all(|(named, at)| (named.at.start < at.start) == first)
        && pairs().zip(pairs().skip(1)).all(|((a, m), (b, n))| a.at.end.max(m.end) <= b.at.start.min(n.start));
    let mut own = pairs().filter(|(_, at)| at.start < passage.at.end && passage.at.start < at.end);
    let (named, _) = own.next().filter(|_| in_turn)?;
    own.next().is_none().then(|| (*named).clone())
}

/// The stretch of months that a date names, from its first point to its last.
fn months(named: &Named) -> Option<(i8, i8)> {
    let of = |point: &Point| match point.part {
        InYear::Months(from, to) => Some((from, to)),
        InYear::Quarter(quarter) => Some((quarter * 3 - 2, quarter * 3)),
        _ => None,
    };
    Some((of(named.points.first()?)?.0, of(named.points.last()?)?.1))
}

fn names_month(part: InYear, month: i8) -> bool {
    match part {
        InYear::Months(from, to) => from == month && to == month,
        InYear::Day(own, _) => own == month,
        InYear::Start(own) => own.unwrap_or(1) == month,
        InYear::End(own) => own.unwrap_or(12) == month,
        InYear::Middle(own) => own.map_or(month == 6 || month == 7, |own| own == month),
        InYear::Whole | InYear::Quarter(_) | InYear::Season(_) | InYear::DayAlone(_) => false,
    }
}

/// The dates that govern an excerpt: those in its own clause, else the last before it in its
/// sentence, else the last before it in its line. One that something is only compared with governs
/// nothing, and none reaches past a word for the present or a month without a year.
pub fn governing<'y>(reader: &Reader, passage: &Passage, here: &'y [Named]) -> Vec<&'y Named> {
    let (text, clause) = (passage.text(), passage.clause());
    let plain = || here.iter().filter(|named| named.years().is_some() && !reader.date.is_base(text, named));
    let others = |named: &Named| is_of_another(text, &passage.at, &named.at, here);
    let own: Vec<&Named> = plain().filter(|named| is_within(&clause, &named.at) && !others(named)).collect();
    if !own.is_empty() {
        return own;
    }
    let before = plain().rfind(|named| named.at.end <= passage.at.start);
    let turned = |named: &&Named| {
        let between = named.at.end..passage.at.end;
        let month =
            |other: &Named| other.years().is_none() && months(other).is_some() && is_within(&between, &other.at);
        reader.date.turns_to_present(&text[between.clone()]) || here.iter().any(month)
    };
    before.filter(|named| !turned(named)).into_iter().collect()
}

/// A warning if the year that governs the excerpt is another than the fact's.
fn other_year(fact: &Fact, passage: &Passage, here: &[Named]) -> Option<Remark> {
    let reader = passage.reader?;
    let (first, last) = (fact.period.earliest().map(|d| d.year()), fact.period.latest().map(|d| d.year()));
    let (first, last) = (first.or(last)?, last.or(first)?);
    let open = matches!(fact.period.span(), Span::By(_) | Span::From(_));
    let fits = |named: &Named| {
        let years = named.years();
        years.is_some_and(|years| years.0 <= last && (open || first <= years.1))
    };
    let clause = passage.clause();
    let base = here.iter().filter(|named| is_within(&clause, &named.at));
    let governing = governing(reader, passage, here);
    if governing.iter().copied().chain(base).any(fits) {
        return None;
    }
    let (_, named) = governing.last()?.years()?;
    let message = format!("the year nearest to the excerpt is `{named}`, the fact's period is `{}`", fact.period);
    Some(Remark::new(RemarkKind::OtherYear, message))
}

/// A warning if a fact without a date stands in a clause that has one.
fn dated(passage: &Passage, here: &[Named]) -> Option<Remark> {
    let reader = passage.reader?;
    let clause = passage.clause();
    let own = |named: &&Named| is_within(&clause, &named.at) && !reader.date.is_base(passage.text(), named);
    let (_, named) = here.iter().filter(own).find_map(Named::years)?;
    let message = format!("the fact has no date, and its clause names `{named}`");
    Some(Remark::new(RemarkKind::OtherYear, message))
}
