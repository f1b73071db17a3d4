//! The time that a document as a whole gives an account of: the year of a yearly report.

use jiff::civil::Date;

use crate::language::read::point::{Bound, InYear, Joined, Named, Point};
use crate::verify::reading::Reading;

/// A longer line is no title.
const LONGEST_TITLE: usize = 120;
/// So many lines with text at the head of a document may say with which month its year ends.
const HEAD: usize = 8;
/// A year that lies further back than so many is none that a document accounts for.
const LATEST: i16 = 3;

/// The time that a document's title says it is about.
#[derive(Debug)]
pub struct Account {
    /// As the title names it.
    pub named: Named,
    /// The month with which its year ends, where it is not the calendar's: the twelve months *to 31 March 2025*.
    ends: Option<i8>,
}

impl Account {
    /// What a title prints of a time that was over, or is a year over two calendar years, when the document was printed:
    /// results of the year 2024, report 2024/25. A day is that of printing, and longer times are those of plans.
    pub fn of(reading: &Reading, printed: Date) -> Option<Self> {
        let is_title = |line: &usize| reading.text.lines[*line].read.count() <= LONGEST_TITLE;
        let named = reading.titles().filter(is_title).find_map(|line| {
            let words = |named: &Named| &reading.text.lines[line].read.text()[named.at.clone()];
            let is_own = |named: &&Named| words(named).contains(char::is_numeric) && is_account(named, printed);
            reading.named(line).iter().find(is_own).cloned()
        })?;
        let years = named.years();
        let mut head = reading.text.lines.iter().enumerate().filter(|(_, line)| line.read.count() > 0).take(HEAD);
        let year_end = |named: &Named| if named.years() == years { last_month(named) } else { None };
        let ends = head.find_map(|(line, _)| reading.named(line).iter().find_map(year_end));
        Some(Self { named, ends })
    }

    /// The last day of its year.
    pub fn last_day(&self) -> Option<Point> {
        let (first, last) = self.named.years()?;
        let end = self.ends.or((first == last).then_some(12))?;
        Some(Point { years: Some((last, last)), part: InYear::End(Some(end)) })
    }
}

/// Whether a date in a title is what the document tells of.
fn is_account(named: &Named, printed: Date) -> bool {
    let day = named.points.iter().any(|point| matches!(point.part, InYear::Day(..) | InYear::DayAlone(_)));
    let Some((first, last)) = named.years().filter(|_| !day && named.bound != Bound::Since) else { return false };
    let over = named.period().and_then(|period| period.latest()).is_some_and(|day| day <= printed);
    let over_two = last == first + 1 && last <= printed.year();
    (over || over_two) && last >= printed.year().saturating_sub(LATEST)
}

/// The month with which a stretch of twelve ends.
fn last_month(named: &Named) -> Option<i8> {
    match (&named.points[..], named.joined) {
        ([Point { part: InYear::YearTo(month), .. }], _) if *month < 12 => Some(*month),
        ([from, to], Joined::Through) => match (from.part, to.part) {
            (InYear::Months(from, _), InYear::Months(_, to)) if from == to + 1 => Some(to),
            (InYear::Day(from, 1), InYear::Day(to, _)) if from == to + 1 => Some(to),
            _ => None,
        },
        _ => None,
    }
}
