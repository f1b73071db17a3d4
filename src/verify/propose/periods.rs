//! The period that the words around a figure state for it.

use std::ops::Range;

use crate::language::read::point::{Bound, InYear, Named, Point};
use crate::model::fact::{Outlook, Status};
use crate::model::period::Period;

use crate::verify::dates;
use crate::verify::passage::{Passage, distance};

/// The period, by the date that governs the figure; for what is still to come, its deadline.
pub fn told(passage: &Passage, status: Status) -> Option<Period> {
    let reader = passage.reader?;
    let here = passage.named();
    let text = passage.text();
    let now = passage.reading.now.year;
    let plain = |named: &&Named| !reader.date.is_base(text, named);
    if status.outlook() == Outlook::Ahead {
        let sentence = passage.sentence();
        let ahead = |named: &&Named| {
            let later = named.years().is_some_and(|(_, last)| now.is_none_or(|now| last >= now));
            sentence.start <= named.at.start && named.at.end <= sentence.end && later
        };
        let deadline = nearest(text, &passage.at, here.iter().filter(ahead).filter(plain));
        if let Some(period) = deadline.and_then(deadline_of) {
            return Some(period);
        }
    }
    let governing = dates::governing(reader, passage, &here);
    if let Some(named) = nearest(text, &passage.at, governing.into_iter()) {
        return period_of(named, None, status);
    }
    let clause = passage.clause();
    let in_clause = |named: &&Named| clause.start <= named.at.start && named.at.end <= clause.end;
    let year = || here.iter().filter(|named| named.at.start < passage.at.start).filter_map(Named::years).next_back();
    let of_year = nearest(text, &passage.at, here.iter().filter(in_clause).filter(plain));
    if let Some(period) = of_year.and_then(|named| period_of(named, year().map(|years| years.1).or(now), status)) {
        return Some(period);
    }
    above(passage, status)
}

/// The last date of the nearest line above that names one with its year.
fn above(passage: &Passage, status: Status) -> Option<Period> {
    passage.above.iter().find_map(|&line| {
        let text = passage.reading.text.lines[line].read.text();
        let reader = passage.reading.reader(line)?;
        let named = passage.reading.named(line);
        let dated = named.iter().rev().find(|named| named.years().is_some() && !reader.date.is_base(text, named))?;
        period_of(dated, None, status)
    })
}

fn nearest<'n>(text: &str, at: &Range<usize>, named: impl Iterator<Item = &'n Named>) -> Option<&'n Named> {
    // Of two as near, the one before the figure.
    named.min_by_key(|named| (distance(text, &named.at, at), named.at.start > at.start))
}

/// A deadline: the date itself, whatever word binds it.
fn deadline_of(named: &Named) -> Option<Period> {
    Named { bound: Bound::Within, ..named.clone() }.period()
}

/// The period that a date is, in a year that was named before it where it names none. A target takes its deadline,
/// and what is counted as of a day takes that day.
fn period_of(named: &Named, year: Option<i16>, status: Status) -> Option<Period> {
    let mut named = named.clone();
    let of_a_day = |point: &Point| matches!(point.part, InYear::Day(..) | InYear::DayAlone(_) | InYear::End(_));
    let ahead = status.outlook() == Outlook::Ahead;
    if named.bound == Bound::By && (ahead || named.points.iter().all(of_a_day)) {
        named.bound = Bound::Within;
    }
    for point in &mut named.points {
        point.years = point.years.or(year.map(|year| (year, year)));
    }
    named.period()
}
