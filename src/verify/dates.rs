//! Whether the words around an excerpt state the fact's period.

use crate::language::read::Reader;
use crate::language::read::point::{InYear, Joined, Named, Point};
use crate::model::evidence::Stated;
use crate::model::fact::{Dating, Fact};
use crate::model::period::{Part, Period, Span};

use super::passage::{Passage, is_within};
use super::{Remark, RemarkKind};

/// Where the period is stated, and what a curator should look at.
///
/// `terms`: the fact is one of a policy's own terms, which hold though the deadlines beside them are
/// later.
pub fn period(fact: &Fact, passage: &Passage, terms: bool) -> (Stated, Vec<Remark>) {
    let here = passage.named();
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

/// Where every part of a period is named: all in the line, or some in the lines above.
fn stated(period: &Period, passage: &Passage, here: &[Named]) -> Stated {
    let ends = ends(period);
    if ends.iter().all(|end| end.is_in(here)) {
        return Stated::Here;
    }
    let mut all = here.to_vec();
    all.extend(passage.above.iter().flat_map(|&line| passage.reading.named(line).to_vec()));
    if ends.iter().all(|end| end.is_in(&all)) { Stated::Above } else { Stated::Curator }
}

/// What a text must name to state a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Part(Part),
    /// From a month to a month of one year.
    Months(i16, i8, i8),
}

fn ends(period: &Period) -> Vec<End> {
    match period.span() {
        Span::Undated => Vec::new(),
        Span::Within(part) | Span::By(part) | Span::From(part) => vec![End::Part(*part)],
        Span::Between(Part::Month(year, from), Part::Month(other, to)) if year == other => {
            vec![End::Months(*year, *from, *to)]
        }
        Span::Between(start, end) | Span::OneFrom(start, end) => vec![End::Part(*start), End::Part(*end)],
        Span::OneOf(parts) => parts.iter().copied().map(End::Part).collect(),
    }
}

impl End {
    /// Whether the dates of a text name it: in one date, or its year in another than the rest of it.
    fn is_in(self, dates: &[Named]) -> bool {
        let year = self.year();
        let has_year = || dates.iter().any(|named| spans(named, year));
        dates.iter().any(|named| match named.years() {
            Some(_) => spans(named, year) && self.is_said_by(named, dates),
            None => self.is_said_by(named, dates) && has_year(),
        })
    }

    fn year(self) -> i16 {
        match self {
            End::Months(year, ..) => year,
            End::Part(part) => match part {
                Part::Year(year) | Part::Month(year, _) | Part::Quarter(year, _) | Part::Season(year, _) => year,
                Part::Day(date) => date.year(),
            },
        }
    }

    /// Whether a date names it, its year left out of account.
    fn is_said_by(self, named: &Named, dates: &[Named]) -> bool {
        let any = |says: &dyn Fn(InYear) -> bool| named.points.iter().any(|point| says(point.part));
        match self {
            End::Part(Part::Year(_)) => named.years().is_some(),
            End::Part(Part::Month(_, month)) => any(&|part| names_month(part, month)),
            End::Part(Part::Quarter(_, quarter)) => months(named) == Some((quarter * 3 - 2, quarter * 3)),
            End::Part(Part::Season(_, season)) => any(&|part| part == InYear::Season(season)),
            End::Months(_, from, to) => {
                let both = |month| dates.iter().flat_map(|named| &named.points).any(|p| names_month(p.part, month));
                months(named) == Some((from, to)) || (any(&|part| names_month(part, to)) && both(from))
            }
            End::Part(Part::Day(date)) => {
                let last = date.day() == date.days_in_month();
                let month = || dates.iter().flat_map(|named| &named.points).any(|p| names_month(p.part, date.month()));
                any(&|part| match part {
                    InYear::Day(month, day) => (month, day) == (date.month(), date.day()),
                    InYear::DayAlone(day) => day == date.day() && month(),
                    InYear::End(month) => last && month.unwrap_or(12) == date.month(),
                    InYear::Start(month) => date.day() == 1 && month.unwrap_or(1) == date.month(),
                    InYear::Middle(_) => (date.month(), date.day()) == (6, 30),
                    _ => false,
                })
            }
        }
    }
}

/// Whether a date speaks of a year, between its ends too.
fn spans(named: &Named, year: i16) -> bool {
    match named.joined {
        Joined::Through => named.years().is_some_and(|(first, last)| first <= year && year <= last),
        Joined::Or => named.points.iter().any(|point| point.has_year(year)),
    }
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
    let own: Vec<&Named> = plain().filter(|named| is_within(&clause, &named.at)).collect();
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
