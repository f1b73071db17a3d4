//! The period that the words around a figure state for it.

use std::ops::Range;
use std::rc::Rc;

use jiff::civil::Date;

use crate::language::read::Reader;
use crate::language::read::point::{Bound, InYear, Joined, Named, Point};
use crate::model::fact::{Outlook, Status};
use crate::model::period::Period;
use crate::model::unit::{Unit, UnitKind};

use crate::verify::passage::Passage;
use crate::verify::stretch::{distance, is_of_another, is_within};

use super::account::Account;

/// A year that lies further back than so many years is told in passing.
const LONG_AGO: i16 = 4;
/// So many characters before a date, and it still leads its sentence.
const LONGEST_LEAD: usize = 12;

/// The period, by the date that governs the figure: the nearest in its own part of the clause, else what its sentence or
/// the sentences before it say last, else the time that the document gives an account of, or the lines above name. For
/// what is still to come, its deadline; what is so began before its source was `printed`, and nothing later is drafted
/// for it.
pub fn told(passage: &Passage, (status, unit): (Status, Unit), printed: Date) -> Option<Period> {
    let reader = passage.reader?;
    let ahead = status.outlook() == Outlook::Ahead;
    let account = Account::of(passage.reading, printed).filter(|_| !ahead);
    let words = Words { passage, reader, named: with_year_end(passage), ahead, printed, account };
    let period = words.deadline().or_else(|| words.governing(unit))?;
    let begun = words.ahead || period.earliest().or(period.latest()).is_none_or(|start| start <= printed);
    begun.then_some(period)
}

/// The dates of a figure's line.
struct Words<'p> {
    passage: &'p Passage<'p>,
    reader: &'p Reader,
    named: Rc<Vec<Named>>,
    ahead: bool,
    printed: Date,
    /// What the document gives an account of, where the figure is of what is so.
    account: Option<Account>,
}

impl Words<'_> {
    /// For what is still to come, the nearest date in its sentence that is not past.
    fn deadline(&self) -> Option<Period> {
        let now = self.passage.reading.now.year;
        let later = |n: &usize| {
            let years = self.dated(*n).years();
            years.is_some_and(|(_, last)| now.is_none_or(|now| last >= now))
        };
        let within = |scope: Range<usize>| self.nearest(self.plain(scope).filter(later));
        let found = || within(self.passage.part()).or_else(|| within(self.passage.sentence()));
        let named = self.ahead.then(found).flatten()?;
        // A deadline is the date itself, whatever word binds it.
        Named { bound: Bound::Within, ..self.dated(named) }.period()
    }

    fn governing(&self, unit: Unit) -> Option<Period> {
        let (part, clause) = (self.passage.part(), self.passage.clause());
        if let Some(own) = self.started_from() {
            return self.period_of(own);
        }
        let own = |n: &usize| !self.is_of_another(*n);
        let in_part = || self.nearest(self.plain(part.clone()).filter(own));
        if let Some(own) = in_part().or_else(|| self.nearest(self.plain(clause.clone()).filter(own))) {
            return self.period_of(own);
        }
        if self.reader.date().turns_to_present(&self.passage.text()[part]) {
            return None;
        }
        // Of several figures the last may name the date of all.
        let shared = || self.nearest(self.plain(clause)).map(|own| self.period_of(own));
        let of_document = || self.of_document(unit).map(Some);
        self.before(unit).or_else(shared).or_else(of_document).unwrap_or_else(|| self.above())
    }

    /// Whether a date stands behind another number, nearer to that.
    fn is_of_another(&self, n: usize) -> bool {
        is_of_another(self.passage.text(), &self.passage.at, &self.named[n].at, &self.named)
    }

    /// The date from which something moved, directly before the figure that it had then: from 2023's 40 to 52.
    fn started_from(&self) -> Option<usize> {
        let (text, at) = (self.passage.text(), self.passage.at.start);
        let before = |named: &Named| named.at.end <= at && text[named.at.end..at].trim().chars().count() <= 1;
        let beside = (0..self.named.len()).rfind(|n| before(&self.named[*n]))?;
        let base = self.reader.date().is_base(text, &self.named[beside]);
        (base && self.dated(beside).years().is_some()).then_some(beside)
    }

    /// What the rest of the sentence before the figure says, else the sentences before it; `None` within where what
    /// they say holds no longer or not yet.
    fn before(&self, unit: Unit) -> Option<Option<Period>> {
        let (sentence, at) = (self.passage.sentence(), self.passage.at.start);
        let mut own = self.plain(sentence.start..at).rev().filter(|n| self.reaches_on(*n, true));
        if let Some(named) = own.next() {
            let reaches = self.named[named].bound != Bound::Since && !self.is_past_by_now(named);
            return Some(self.period_of(named).filter(|_| reaches));
        }
        let earlier = self.plain(0..sentence.start).filter(|n| self.reaches_on(*n, false) && self.may_be(*n));
        let earlier: Vec<usize> = earlier.collect();
        let is_whole = |n: &&usize| self.named[**n].points.iter().all(|point| point.part == InYear::Whole);
        // What flows is counted over a year, though a day was named since by which something was so.
        let flows = unit.kind() != UnitKind::Count;
        let last = *earlier.iter().rev().find(|n| flows && is_whole(n)).or_else(|| earlier.last())?;
        let dated = self.dated(last);
        let dated = if flows && is_of_a_day(&dated) { whole(dated) } else { dated };
        let period = self.as_of(dated).period();
        let past = self.ahead && period.as_ref().and_then(Period::latest).is_none_or(|day| day < self.printed);
        Some(period.filter(|_| !past && !self.is_past_by_now(last)))
    }

    /// Whether what is still to come may be due then, or what a report says is so may have been so.
    fn may_be(&self, n: usize) -> bool {
        let year = self.printed.year();
        let is = |fits: &dyn Fn(i16, i16) -> bool| self.dated(n).years().is_some_and(|(first, last)| fits(first, last));
        match () {
            () if self.ahead => is(&|_, last| last >= year),
            () if self.account.is_some() => is(&|_, last| last <= year),
            () => true,
        }
    }

    /// Whether a date may govern what follows on its clause: not one that is only set against another, that began
    /// something, that hangs on another itself, that stands in brackets, a day of the month on which something
    /// happened, or a year long ago that is told in passing.
    fn reaches_on(&self, n: usize, same_sentence: bool) -> bool {
        let (text, named) = (self.passage.text(), &self.named[n]);
        let start = self.passage.clause_around(&named.at).start;
        let hangs = self.offset_of(n).is_some_and(|offset| offset != 0);
        let timeless = named.points.iter().all(|point| point.years.is_none());
        let event = named.bound != Bound::By && named.points.iter().any(is_mere_day);
        let loose =
            !same_sentence && (hangs || timeless && !is_of_a_day(named) || event || named.bound == Bound::Since);
        let aside = self.is_aside(n) || self.is_long_ago(n);
        !loose && !aside && !self.reader.date().sets_against(&text[start..named.at.start])
    }

    /// Whether a date stands in brackets that the figure stands outside of.
    fn is_aside(&self, n: usize) -> bool {
        let bracket = bracket_around(self.passage.text(), &self.named[n].at);
        bracket.is_some_and(|bracket| !is_within(&bracket, &self.passage.at))
    }

    /// Whether a date lies years before the printing and does not lead its sentence: founded in 1871, it has 40.
    fn is_long_ago(&self, n: usize) -> bool {
        let Some((_, last)) = self.named[n].years() else { return false };
        let start = self.passage.sentence_around(&self.named[n].at).start;
        let lead = self.passage.text()[start..self.named[n].at.start].trim().chars().count();
        last < self.printed.year() - LONG_AGO && lead > LONGEST_LEAD
    }

    /// The time that the document gives an account of; what flows is counted over the year that ended on a day.
    fn of_document(&self, unit: Unit) -> Option<Period> {
        let own = &self.account.as_ref()?.named;
        let flows = unit.kind() != UnitKind::Count && is_of_a_day(own);
        self.as_of(if flows { whole(own.clone()) } else { own.clone() }).period()
    }

    /// Whether the text turns to the present between a date and the figure.
    fn is_past_by_now(&self, n: usize) -> bool {
        let between = self.named[n].at.end..self.passage.at.end;
        self.reader.date().turns_to_present(&self.passage.text()[between])
    }

    /// The dates of a stretch of the line that say when something is so, by their numbers.
    fn plain(&self, scope: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        let text = self.passage.text();
        let fits = |named: &Named| is_within(&scope, &named.at) && !self.reader.date().is_base(text, named);
        let found: Vec<usize> = (0..self.named.len()).filter(|n| fits(&self.named[*n])).collect();
        found.into_iter().filter(|n| self.dated(*n).years().is_some())
    }

    /// The nearest to the figure; of two as near, the one before it.
    fn nearest(&self, named: impl Iterator<Item = usize>) -> Option<usize> {
        let (text, at) = (self.passage.text(), &self.passage.at);
        named.min_by_key(|n| (distance(text, &self.named[*n].at, at), self.named[*n].at.start > at.start))
    }

    /// The period that a date is. A target takes its deadline, and what is counted as of a day takes that day.
    fn period_of(&self, n: usize) -> Option<Period> {
        self.as_of(self.dated(n)).period()
    }

    /// A date as a fact sheet writes it. What is so since some year or month is told up to the day of printing, as
    /// finely as it is printed; what is so in the middle of a year is counted on a day; a year that ends with December
    /// is that of the calendar.
    fn as_of(&self, named: Named) -> Named {
        let mut named = as_of(named, self.ahead);
        for point in &mut named.points {
            match point.part {
                InYear::YearTo(12) => point.part = InYear::Whole,
                InYear::Middle(None) if !self.ahead => point.part = InYear::Day(6, 30),
                _ => {}
            }
        }
        let open = named.bound == Bound::Since && !self.ahead && self.printed < Date::MAX;
        let until = match named.points[..] {
            [Point { part: InYear::Whole, .. }] => Some(InYear::Whole),
            [Point { part: InYear::Months(first, last), .. }] if first == last => {
                Some(InYear::Months(self.printed.month(), self.printed.month()))
            }
            _ => None,
        };
        if let Some(part) = until.filter(|_| open) {
            named.points.push(Point { years: Some((self.printed.year(), self.printed.year())), part });
            named.bound = Bound::Within;
        }
        named
    }

    /// A date with the year that it leaves to what was said before, or to the day of printing.
    fn dated(&self, n: usize) -> Named {
        let mut named = self.named[n].clone();
        let offset = self.offset_of(n);
        if let Some(offset) = offset
            && let Some(anchor) = self.anchor(n)
        {
            return reckoned(named, &anchor, offset);
        }
        // The end of the year is that of the year which a report is about.
        if let [Point { years: None, part: InYear::End(None) }] = named.points[..]
            && let Some(day) = self.account.as_ref().and_then(Account::last_day)
        {
            named.points = vec![day];
            return named;
        }
        let open = |point: &Point| point.years.is_none() || offset == Some(0) && point.part != InYear::Whole;
        if named.points.iter().all(open) {
            let year = self.year_of(n);
            named.points.iter_mut().for_each(|point| point.years = year.map(|year| (year, year)));
        }
        named
    }

    /// The year of a date that names none: that of its sentence, else the last one that has begun, or the next.
    fn year_of(&self, n: usize) -> Option<i16> {
        let sentence = self.passage.sentence_around(&self.named[n].at);
        let said = |from: usize| {
            let before = self.named[..n].iter().rev().filter(move |named| named.at.start >= from);
            before.filter_map(Named::years).map(|years| years.1).next()
        };
        let now = self.passage.reading.now;
        let ahead = self.ahead && is_within(&self.passage.sentence(), &self.named[n].at);
        let begun = |year: i16| {
            let of_year = |point: &Point| Point { years: Some((year, year)), ..*point };
            let points = self.named[n].points.iter().map(of_year).collect();
            let period = Named { points, joined: Joined::Through, bound: Bound::Within, at: 0..0 }.period();
            let (first, last) = (period.as_ref()?.earliest()?, period.as_ref()?.latest()?);
            Some(if ahead { last >= self.printed } else { first <= self.printed })
        };
        let near = |now: i16| {
            let years = if ahead { [now, now + 1] } else { [now, now - 1] };
            years.into_iter().find(|year| begun(*year) == Some(true))
        };
        let by_day = || now.month.and(now.year).and_then(near);
        said(sentence.start).or_else(by_day).or_else(|| said(0)).or(now.year)
    }

    /// By how many years a date lies from the one that was named before it, where its words say so.
    fn offset_of(&self, n: usize) -> Option<i16> {
        let at = self.named[n].at.clone();
        let words = &self.passage.text()[at];
        if words.contains(|c: char| c.is_ascii_digit()) { None } else { self.reader.date().context_offset(words) }
    }

    /// The date that was named last before another, and says its own year or leaves it to the day of printing; from
    /// another sentence or line its year only.
    fn anchor(&self, n: usize) -> Option<Named> {
        let text = self.passage.text();
        let sentence = self.passage.sentence_around(&self.named[n].at);
        let is_own = |m: &usize| {
            let plain = self.offset_of(*m).is_none() && !self.reader.date().is_base(text, &self.named[*m]);
            plain && (is_within(&sentence, &self.named[*m].at) || self.reaches_on(*m, true))
        };
        let last = (0..n).rev().filter(is_own).map(|m| self.dated(m)).find(|named| named.years().is_some());
        let near = last.map(|named| if named.at.start < sentence.start { whole(named) } else { named });
        let account = || self.account.as_ref().map(|account| account.named.clone());
        near.or_else(account).or_else(|| self.dates_above().map(whole).next())
    }

    /// The last date of each line above that names one with its year, the nearest line first; the day of printing is
    /// the document's own.
    fn dates_above(&self) -> impl Iterator<Item = Named> {
        let reading = self.passage.reading;
        // Of the items of a list none says what another leaves out.
        let told = self.passage.above.iter().filter(|line| !self.passage.is_beside(**line));
        told.filter_map(move |&line| {
            let text = reading.text.lines[line].read.text();
            let reader = reading.reader(line)?;
            let stands = |named: &Named| {
                let start = clause_before(text, named.at.start);
                let against = reader.date().sets_against(&text[start..named.at.start]);
                let words = &text[named.at.clone()];
                let hangs =
                    !words.contains(|c: char| c.is_ascii_digit()) && reader.date().context_offset(words).is_some();
                let aside = bracket_around(text, &named.at).is_some();
                !against && !hangs && !aside && !named.points.iter().any(is_mere_day)
            };
            let plain =
                |named: &&Named| named.years().is_some() && !reader.date().is_base(text, named) && stands(named);
            let named = reading.named(line);
            named.iter().rev().filter(plain).find(|named| !self.is_printing(named)).cloned()
        })
    }

    /// Whether a date is the day on which the document was printed.
    fn is_printing(&self, named: &Named) -> bool {
        let printed = self.passage.reading.now.day;
        printed.is_some() && named.period().and_then(|period| period.earliest()) == printed
    }

    /// What the lines above say; nothing past of what is still to come, and nothing long ago.
    fn above(&self) -> Option<Period> {
        let recent = |named: &Named| named.years().is_some_and(|(_, last)| last > self.printed.year() - LONG_AGO);
        let named = self.dates_above().find(|named| named.bound != Bound::Since).filter(recent)?;
        let period = self.as_of(named).period()?;
        let past = self.ahead && period.latest().is_none_or(|date| date < self.printed);
        (!past).then_some(period)
    }
}

/// The dates of a figure's line; under heads that say with which month their years end, those years.
fn with_year_end(passage: &Passage) -> Rc<Vec<Named>> {
    let named = passage.named();
    let ends = passage.year_end().into_iter().flat_map(|named| named.points).find_map(|point| match point.part {
        InYear::YearTo(month) if month < 12 => Some(month),
        _ => None,
    });
    let Some(month) = ends else { return named };
    let ended = |point: &Point| match point {
        Point { years: Some((first, last)), part: InYear::Whole } if first == last => {
            Point { years: Some((last.saturating_sub(1), *last)), part: InYear::YearTo(month) }
        }
        point => *point,
    };
    let ended = |named: &Named| Named { points: named.points.iter().map(ended).collect(), ..named.clone() };
    Rc::new(named.iter().map(ended).collect())
}

/// The brackets that some words of a text stand in.
fn bracket_around(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let open = text[..at.start].rfind(['(', '（'])?;
    let close = text[open..].find([')', '）']).map_or(text.len(), |close| open + close);
    (at.end <= close).then_some(open..close)
}

/// A date so many years from another: of a day, the same day.
fn reckoned(named: Named, anchor: &Named, offset: i16) -> Named {
    let moved = |years: Option<(i16, i16)>| years.map(|(first, last)| (first + offset, last + offset));
    let is_whole = named.points.iter().all(|point| point.part == InYear::Whole);
    if is_whole && offset != 0 && anchor.points.len() == 1 && is_of_a_day(anchor) {
        let points = anchor.points.iter().map(|point| Point { years: moved(point.years), ..*point }).collect();
        return Named { points, bound: Bound::Within, ..named };
    }
    let years = moved(anchor.years().map(|(_, last)| (last, last)));
    let points = named.points.iter().map(|point| Point { years, ..*point }).collect();
    Named { points, ..named }
}

/// What is so by a day is counted on it.
fn as_of(named: Named, ahead: bool) -> Named {
    let bound = if named.bound == Bound::By && (ahead || is_of_a_day(&named)) { Bound::Within } else { named.bound };
    Named { bound, ..named }
}

/// The years of a date without the days in them.
fn whole(named: Named) -> Named {
    let points = named.points.iter().map(|point| Point { part: InYear::Whole, ..*point }).collect();
    Named { points, ..named }
}

/// A day on which something may have happened: the last of a month is one as of which things are counted.
fn is_mere_day(point: &Point) -> bool {
    let last = |month: i8, day: i8| Date::new(2001, month, day).is_ok_and(|date| date.day() == date.days_in_month());
    matches!(point.part, InYear::Day(month, day) if !last(month, day)) || matches!(point.part, InYear::DayAlone(_))
}

/// Where the clause that goes on at a place begins.
fn clause_before(text: &str, at: usize) -> usize {
    let marks = text[..at].char_indices().rev();
    let mut ends = marks.filter(|(n, c)| {
        let digit = text[n + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        matches!(c, ',' | ';' | ':' | '.' | '。' | '，' | '；' | '：') && !digit
    });
    ends.next().map_or(0, |(n, c)| n + c.len_utf8())
}

fn is_of_a_day(named: &Named) -> bool {
    named.points.iter().all(|point| matches!(point.part, InYear::Day(..) | InYear::DayAlone(_) | InYear::End(_)))
}
