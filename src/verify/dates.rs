//! Whether the words around an excerpt state the fact's period.

use std::ops::Range;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::language::figure::FigureReader;
use crate::language::read::Reader;
use crate::language::read::point::{Bound, InYear, Joined, Named, Point};
use crate::language::reading::{Number, Reading};
use crate::model::evidence::Stated;
use crate::model::fact::{Dating, Fact, Finding, Outlook};
use crate::model::period::{Part, Period, Span};
use crate::model::unit::UnitKind;

use super::passage::Passage;
use super::remark::{Remark, RemarkKind};
use super::stretch::{is_of_another, is_within, overlaps};

/// Where the period is stated, and what a curator should look at.
///
/// `terms`: the fact is one of a policy's own terms, which hold though the deadlines beside them are
/// later. `end`: which end of a change the excerpt has.
pub fn period(
    fact: &Fact,
    passage: &Passage,
    figures: &FigureReader,
    (terms, end): (bool, Option<End>),
) -> (Stated, Vec<Remark>) {
    let here = passage.named();
    let here = paired(passage, figures, &here).map_or(here, |own| Rc::new(vec![own]));
    let at_end = end.and_then(|end| changed(passage, end, &here));
    let here = at_end.map_or_else(|| Rc::clone(&here), |point| Rc::new([&here[..], &[point]].concat()));
    if fact.period.is_undated() {
        let remark = if terms { None } else { dated(fact, passage, figures, &here) };
        return (Stated::Curator, Vec::from_iter(remark));
    }
    let mut stated = stated(&fact.period, passage, &here);
    if stated != Stated::Here && has_ends(fact) && ends_at(&fact.period, &here) {
        stated = Stated::Here;
    }
    let reckoned = fact.dating == Some(Dating::Inferred) && matches!(fact.period.span(), Span::Between(..));
    let mut remarks = Vec::new();
    if !terms && !reckoned {
        remarks.extend(other_year(fact, passage, (figures, end), &here));
    }
    let printed = fact.dating == Some(Dating::Printed) && !fact.announced;
    if stated == Stated::Curator && printed && passage.reader.is_some() {
        let message = format!("the period is marked as printed, but `{}` is not stated near the excerpt", fact.period);
        remarks.push(Remark::new(RemarkKind::PeriodNotPrinted, message));
    }
    (stated, remarks)
}

/// Where a period is named: all of it in the line, or some in the lines above.
fn stated(period: &Period, passage: &Passage, here: &[Named]) -> Stated {
    if is_named(period, here) || is_since_until_now(period, here, passage) {
        return Stated::Here;
    }
    let own: Vec<Named> = here.iter().filter(|named| !is_bracketed_apart(&named.at, passage)).cloned().collect();
    let governing = passage.reader.map(|reader| governing(reader, passage, &own)).unwrap_or_default();
    if governing.iter().any(|named| is_other_part(named, period)) {
        return Stated::Curator;
    }
    let mut all = here.to_vec();
    // The day of a dateline says when a document was printed, and not of when it tells.
    let printed = |named: &Named| {
        let day = passage.reading.now.day.map(|day| (day.year(), InYear::Day(day.month(), day.day())));
        let own = named.points.first().and_then(|point| Some((point.years?.0, point.part)));
        named.points.len() == 1 && day.is_some() && own == day && !matches!(period.span(), Span::Within(Part::Day(_)))
    };
    let above = passage.above.iter().flat_map(|&line| passage.reading.named(line).to_vec());
    all.extend(above.filter(|named| !printed(named)));
    all.extend(titled(passage));
    all.extend(passage.year_end());
    if is_named(period, &all) { Stated::Above } else { Stated::Curator }
}

/// The years, halves and quarters that a document's first lines name: its title says of when it tells. A day there is
/// that on which it was printed, if it does not end a year.
fn titled(passage: &Passage) -> Vec<Named> {
    const LONGEST: usize = 100;
    let heads = |index: &usize| {
        let line = &passage.reading.text.lines[*index].read;
        line.count() <= LONGEST && !line.text().ends_with(['.', '。', '!', '?'])
    };
    let row = |index: usize| passage.reading.tables.cells(index).is_some();
    let first = passage.reading.titles().filter(|index| heads(index) && !row(*index));
    let named = first.flat_map(|line| passage.reading.named(line).to_vec());
    let printed_on = |named: &Named| {
        named.points.iter().any(|point| matches!(point.part, InYear::Day(..)) && point.part != InYear::Day(12, 31))
    };
    let told: Vec<Named> = named.filter(|named| !printed_on(named)).collect();
    // Bulletin 3/2026, The economy in 2025: of two years that of printing only numbers the issue.
    let printed = |named: &Named| named.years().map(|(_, last)| last) == passage.reading.now.year;
    let before = |named: &Named| named.years().zip(passage.reading.now.year).is_some_and(|((_, last), now)| last < now);
    let other = told.iter().any(before);
    told.into_iter().filter(|named| !(other && printed(named))).collect()
}

/// Whether a fact may have the first or last point of a stretch of time as its period: what changed over it, or an
/// event that opened or closed it.
fn has_ends(fact: &Fact) -> bool {
    match &fact.finding {
        Finding::Quantity(quantity) => {
            matches!(quantity.unit().kind(), UnitKind::Percent | UnitKind::Points | UnitKind::Times)
        }
        Finding::Text(_) => true,
    }
}

fn ends_at(period: &Period, dates: &[Named]) -> bool {
    let Span::Within(part) = period.span() else { return false };
    let ends = |named: &Named| [named.points.first().copied(), named.points.last().copied()];
    dates.iter().any(|named| ends(named).into_iter().flatten().any(|point| says(&point, *part, dates)))
}

/// Whether a date of the line may be that of the excerpt: none that a multiple is reckoned from (*2.6 times that of*
/// 2023), and none in brackets behind another number.
fn is_own(named: &Named, fact: &Fact, passage: &Passage, figures: &FigureReader) -> bool {
    // What is so already is not so by a day that is to come, and 67 built before 1990 are 67 of another day.
    let by = named.bound == Bound::By && fact.status.outlook() == Outlook::Done;
    !by && !is_reckoned_from(named, fact, passage, figures) && !is_bracketed_apart(&named.at, passage)
}

fn is_reckoned_from(named: &Named, fact: &Fact, passage: &Passage, figures: &FigureReader) -> bool {
    const NEAR: usize = 12;
    let text = passage.text();
    let times = |words: &str| {
        let first = figures.all(words).into_iter().next();
        first.is_some_and(|first| {
            let near = words[..first.range.start].chars().count() <= 2;
            near && first.reading.is_some_and(|read| read.unit.is_some_and(|unit| unit.kind() == UnitKind::Times))
        })
    };
    let behind: String = text[named.at.end..].chars().take(NEAR).collect();
    let multiple = matches!(&fact.finding, Finding::Quantity(quantity) if quantity.unit().kind() == UnitKind::Times);
    times(&behind) || multiple && passage.at.start <= named.at.start && is_within(&passage.clause(), &named.at)
}

/// Whether a date stands in brackets that neither hold an excerpt nor follow on it at once.
fn is_bracketed_apart(date: &Range<usize>, passage: &Passage) -> bool {
    let text = passage.text();
    let Some(open) = text[..date.start].rfind('(').filter(|open| !text[*open..date.start].contains(')')) else {
        return false;
    };
    let close = text[date.end..].find(')').map_or(text.len(), |close| date.end + close);
    let holds = open < passage.at.end && passage.at.start < close;
    // (2023/24: 6,240): the date in the brackets has a number of its own.
    let own = text[date.end..close].contains(|c: char| c.is_ascii_digit());
    let next =
        !own && passage.at.end <= open && !text[passage.at.end..open].contains(|c: char| c.is_numeric() || c == ',');
    !(holds || next)
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

/// Whether a stretch of time begins with a date since when something goes on, and ends in the year in which its source
/// was printed: eleven opened since January 2023.
fn is_since_until_now(period: &Period, dates: &[Named], passage: &Passage) -> bool {
    let Span::Between(start, end) = period.span() else { return false };
    let since = |named: &Named| {
        named.bound == Bound::Since && named.points.first().is_some_and(|point| says(point, *start, dates))
    };
    passage.reading.now.year == Some(end.last().year()) && dates.iter().any(since)
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
    named.points.len() == 1 || matches!(named.joined, Joined::Or | Joined::And)
}

/// Whether a date reaches from one part to another.
fn is_stretch(named: &Named, start: Part, end: Part, dates: &[Named]) -> bool {
    let (Some(first), Some(last)) = (named.points.first(), named.points.last()) else { return false };
    if named.points.len() > 1 && named.joined == Joined::Through && says(first, start, dates) && says(last, end, dates)
    {
        return true;
    }
    if let InYear::YearTo(month) = first.part {
        return is_year_to(month, first.years, (start, end), dates);
    }
    match (start, end) {
        (Part::Year(a), Part::Year(b)) => first.part == InYear::Whole && first.years == Some((a, b)),
        (Part::Month(a, from), Part::Month(b, to)) if a == b => {
            months(named) == Some((from, to)) && is_in_year(first, a, dates)
        }
        _ => false,
    }
}

/// Whether a stretch of time is the twelve months up to the end of this one, in the years that stand with it, or in that
/// which another date names: year to 31 March | 2025 | 2024.
fn is_year_to(month: i8, years: Option<(i16, i16)>, ends: (Part, Part), dates: &[Named]) -> bool {
    let (first, last) = match ends {
        (Part::Month(a, from), Part::Month(b, to)) if from == month % 12 + 1 && to == month => (a, b),
        (Part::Day(from), Part::Day(to)) => {
            let whole = from.day() == 1 && to.day() == to.days_in_month();
            if !whole || (from.month(), to.month()) != (month % 12 + 1, month) {
                return false;
            }
            (from.year(), to.year())
        }
        (Part::Year(a), Part::Year(b)) => (a, b),
        _ => return false,
    };
    let other = |point: &Point| point.part == InYear::Whole && point.years == Some((last, last));
    let named = || years == Some((first, last)) || dates.iter().flat_map(|named| &named.points).any(other);
    first + i16::from(month < 12) == last && named()
}

/// Whether a point is of this year, or leaves the year to another date that is.
fn is_in_year(point: &Point, year: i16, dates: &[Named]) -> bool {
    let of = |point: &Point| match (point.years, point.part) {
        (Some((_, last)), InYear::End(_) | InYear::YearTo(_)) => last == year,
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
        Part::Year(_) => match said {
            InYear::Months(..) | InYear::Quarter(_) | InYear::Season(_) => false,
            InYear::YearTo(month) => month == 12,
            _ => true,
        },
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
                InYear::YearTo(month) => last && month == date.month(),
                InYear::Start(month) => date.day() == 1 && month.unwrap_or(1) == date.month(),
                InYear::Middle(_) => (date.month(), date.day()) == (6, 30),
                _ => false,
            }
        }
    }
}

/// The bytes of the numbers in an excerpt's clause that are no part of these dates.
fn numbers<'n>(
    passage: &Passage,
    figures: &FigureReader,
    dates: impl Iterator<Item = &'n Named> + Clone,
) -> Vec<Range<usize>> {
    let clause = passage.clause();
    let read = figures.all(&passage.text()[clause.clone()]).into_iter();
    let places = read.map(|figure| clause.start + figure.range.start..clause.start + figure.range.end);
    places.filter(|at| !dates.clone().any(|named| overlaps(&named.at, at))).collect()
}

/// The date that the excerpt's number has in a clause where every number has its own: 40 in 2023 and 52 in 2024.
fn paired(passage: &Passage, figures: &FigureReader, here: &[Named]) -> Option<Named> {
    let (text, clause) = (passage.text(), passage.clause());
    let base = |named: &Named| passage.reader.is_some_and(|reader| reader.date().is_base(text, named));
    let dates: Vec<&Named> =
        here.iter().filter(|named| named.years().is_some() && !base(named) && is_within(&clause, &named.at)).collect();
    if dates.len() < 2 || dates.iter().any(|named| named.points.len() > 1) {
        return None;
    }
    let numbers = numbers(passage, figures, dates.iter().copied());
    if dates.len() != numbers.len() {
        return None;
    }
    let first = dates[0].at.start < numbers[0].start;
    let pairs = || dates.iter().zip(&numbers);
    let in_turn = pairs().all(|(named, at)| (named.at.start < at.start) == first)
        && pairs().zip(pairs().skip(1)).all(|((a, m), (b, n))| a.at.end.max(m.end) <= b.at.start.min(n.start));
    let mut own = pairs().filter(|(_, at)| overlaps(at, &passage.at));
    let (named, _) = own.next().filter(|_| in_turn)?;
    own.next().is_none().then(|| (*named).clone())
}

/// The first or last point of a stretch of time in which what the clause tells rose or fell *from* one number *to*
/// another, if the excerpt has one of the two: from 2020 to 2024, from 31 % to 38 %.
fn changed(passage: &Passage, end: End, here: &[Named]) -> Option<Named> {
    let sentence = passage.sentence();
    let through =
        |named: &&Named| named.points.len() == 2 && named.joined == Joined::Through && is_within(&sentence, &named.at);
    let mut stretches = here.iter().filter(through);
    let (stretch, None) = (stretches.next()?, stretches.next()) else { return None };
    let point = match end {
        End::Reached => *stretch.points.last()?,
        End::Left => *stretch.points.first()?,
    };
    Some(Named { points: vec![point], ..stretch.clone() })
}

/// Which end of a change an excerpt has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where it came from.
    Left,
    /// Where it got to.
    Reached,
}

/// Which end of a change an excerpt has: fell *from 5 to* 3.
pub fn changes(fact: &Fact, passage: &Passage, figures: &FigureReader) -> Option<End> {
    let (text, named) = (passage.text(), passage.named());
    let numbers = numbers(passage, figures, named.iter());
    let pair = numbers.windows(2).find(|pair| {
        let between = &text[pair[0].end..pair[1].start];
        figures.ends_in_reach(between) && !between.contains([',', ';'])
    })?;
    let gives = |at: &Range<usize>| {
        let Some(quantity) = fact.quantity() else { return false };
        // From 24.3 to 14.3 million: the first has the scale of the second.
        let scaled = |read: &Reading| match read.number {
            Number::One(own) if read.scale == Some(0) => significant(own) == significant(quantity.value()),
            _ => false,
        };
        let read = figures.all(&text[at.clone()]);
        read.iter().filter_map(|figure| figure.reading.as_ref()).any(|read| read.may_give(quantity) || scaled(read))
    };
    match (overlaps(&pair[0], &passage.at), overlaps(&pair[1], &passage.at)) {
        (true, true) if gives(&pair[0]) && !gives(&pair[1]) => Some(End::Left),
        (_, true) => Some(End::Reached),
        (true, false) => Some(End::Left),
        (false, false) => None,
    }
}

/// The digits of a number without the noughts around them: those of 24.3 and of 24,300,000 are the same.
fn significant(number: Decimal) -> String {
    number.mantissa().unsigned_abs().to_string().trim_end_matches('0').to_owned()
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
        InYear::Whole | InYear::YearTo(_) | InYear::Quarter(_) | InYear::Season(_) | InYear::DayAlone(_) => false,
    }
}

/// The dates that govern an excerpt: those in its own clause, else the last before it in its
/// sentence, else the last before it in its line. One that something is only compared with governs
/// nothing, and none reaches past a word for the present or a month without a year.
pub fn governing<'y>(reader: &Reader, passage: &Passage, here: &'y [Named]) -> Vec<&'y Named> {
    let (text, clause) = (passage.text(), passage.clause());
    // 2024年全年: what stands at once behind a date says how much of it.
    let more = |named: &Named| here.iter().any(|other| other.at.end == named.at.start && other.years().is_some());
    // Up from 43 in 2023, founded in 1998: what stands so between marks of its own dates nothing else.
    let apart = |named: &Named| {
        let piece = passage.piece_around(&named.at);
        let own = text[piece.clone()].trim_start();
        let relative = || text[..piece.start].ends_with([',', '，']) && reader.date().is_relative(own);
        !overlaps(&piece, &passage.at) && (reader.date().sets_against(own) || relative())
    };
    let plain = || {
        let dated = here.iter().filter(|named| named.years().is_some() && !reader.date().is_base(text, named));
        dated.filter(|named| !more(named) && !apart(named))
    };
    let others = |named: &Named| is_of_another(text, &passage.at, &named.at, here);
    // Since when something goes on says nothing of when it is told: its highest level since 1976.
    let goes_on = |named: &&Named| named.bound != Bound::Since;
    let own = plain().filter(goes_on).filter(|named| is_within(&clause, &named.at) && !others(named));
    let own: Vec<&Named> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let before = plain().filter(goes_on).rfind(|named| named.at.end <= passage.at.start);
    let turned = |named: &&Named| {
        let between = named.at.end..passage.at.end;
        let month = |other: &Named| other.years().is_none() && is_within(&between, &other.at);
        reader.date().turns_to_present(&text[between.clone()]) || here.iter().any(month)
    };
    before.filter(|named| !turned(named)).into_iter().collect()
}

/// A warning if the year that governs the excerpt is another than the fact's.
fn other_year(
    fact: &Fact,
    passage: &Passage,
    (figures, end): (&FigureReader, Option<End>),
    here: &[Named],
) -> Option<Remark> {
    let reader = passage.reader?;
    let (first, last) = fact.period.years()?;
    let open = matches!(fact.period.span(), Span::By(_) | Span::From(_));
    let fits = |named: &Named| {
        let years = named.years();
        years.is_some_and(|years| years.0 <= last && (open || first <= years.1))
    };
    let (text, clause) = (passage.text(), passage.clause());
    let near = |named: &&Named| is_within(&clause, &named.at);
    if here.iter().filter(near).any(fits) {
        return None;
    }
    let own: Vec<Named> = here.iter().filter(|named| is_own(named, fact, passage, figures)).cloned().collect();
    let governing = governing(reader, passage, &own);
    let titled = titled(passage);
    if governing.iter().copied().any(fits) || titled.iter().any(fits) {
        return None;
    }
    // What stands in another sentence speaks of several times; the year may be any of them. In its own sentence what
    // is named last may be what the excerpt goes on to tell of: of 2016, the year in which.
    let earlier = || here.iter().filter(|named| named.years().is_some() && named.at.end <= passage.at.start);
    let sentence = passage.sentence();
    let far = governing.last().is_some_and(|named| named.at.end <= sentence.start);
    let nearest = || earlier().rfind(|named| sentence.start <= named.at.start);
    // What is to be built is dated by its opening, wherever the line says so.
    let ahead = || fact.status.outlook() == Outlook::Ahead && here.iter().any(fits);
    let headed =
        || passage.above.iter().chain(&passage.heading).any(|&line| passage.reading.named(line).iter().any(fits));
    if far && (earlier().any(fits) || headed()) || nearest().is_some_and(fits) || ahead() {
        return None;
    }
    // A year earlier, last Tuesday, what it fell from: reckoned from a date that stands elsewhere.
    let inferred = fact.dating == Some(Dating::Inferred);
    let weekday =
        || text[clause.clone()].split(|c: char| !c.is_alphanumeric()).any(|word| reader.date().is_weekday(word));
    let reckoned = || reader.date().reckons(&text[clause.clone()]) || weekday();
    let without = |named: &Named| {
        let Span::Within(part) = fact.period.span() else { return false };
        named.years().is_none() && named.points.iter().any(|point| says_in_year(point.part, *part, here))
    };
    if inferred && (reckoned() || end.is_some() || here.iter().filter(near).any(without)) {
        return None;
    }
    // Where neither the line nor its sentence says when, the title does: The economy of 2025.
    let silent = || {
        let dated = here.iter().any(|named| is_within(&sentence, &named.at)) || here.iter().any(fits);
        !dated && !inferred && !reader.date().turns_to_present(&text[sentence.clone()])
    };
    let says = match governing.last() {
        Some(named) => format!("the year nearest to the excerpt is `{}`", named.years()?.1),
        None if silent() && !headed() => format!("the document's title names `{}`", only_year(&titled)?),
        None => return None,
    };
    Some(Remark::new(RemarkKind::OtherYear, format!("{says}, the fact's period is `{}`", fact.period)))
}

/// The last year of the dates of a title, where they all name the same years.
fn only_year(titled: &[Named]) -> Option<i16> {
    let mut years = titled.iter().filter_map(Named::years);
    let first = years.next()?;
    years.all(|other| other == first).then_some(first.1)
}

/// A hint if a fact without a date stands in a clause that has one; not where the words around it speak of the
/// present, or the date is one since when, or is still to come while the fact is so already.
fn dated(fact: &Fact, passage: &Passage, figures: &FigureReader, here: &[Named]) -> Option<Remark> {
    let reader = passage.reader?;
    let (text, clause, piece) = (passage.text(), passage.clause(), passage.piece());
    if reader.date().turns_to_present(&text[piece]) {
        return None;
    }
    let done = fact.status.outlook() == Outlook::Done;
    let to_come =
        |named: &Named| named.years().is_some_and(|(first, _)| passage.reading.now.year.is_some_and(|now| first > now));
    let says = |named: &&Named| {
        is_within(&clause, &named.at)
            && named.bound != Bound::Since
            && !reader.date().is_base(text, named)
            && !is_of_another(text, &passage.at, &named.at, here)
            && !(done && to_come(named))
            && is_own(named, fact, passage, figures)
    };
    let (_, named) = here.iter().filter(says).find_map(Named::years)?;
    let message = format!("the fact has no date, and its clause names `{named}`");
    Some(Remark::new(RemarkKind::Undated, message))
}
