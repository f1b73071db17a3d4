//! Whether the number in an excerpt is the fact's, in its unit and with its sign.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::figure::{Figure, FigureReader};
use crate::language::read::Reader;
use crate::language::reading::{Number, Reading};
use crate::language::script::is_han;
use crate::model::fact::{Fact, Finding};
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Base, Unit, UnitKind};

use super::cells::Cell;
use super::lists;
use super::mention::Mention;
use super::passage::Passage;
use super::remark::{Remark, RemarkKind};
use super::stretch::overlaps;

/// What a number says of itself where no word stands beside it that we know.
const EXACT: Precision = Precision::Exact;

/// Whether one of the numbers in the excerpt is the fact's quantity, with a remark if it is not.
///
/// `None` where the excerpt has no number or the fact no quantity. Unit and sign are read in the
/// clause around the excerpt, since both may stand outside it; where the excerpt was not found
/// (`passage` is `None`) the number alone is held against it.
pub fn agrees(
    fact: &Fact,
    reader: &FigureReader,
    passage: Option<(&Passage, &[Mention])>,
) -> (Option<bool>, Option<Remark>) {
    let Finding::Quantity(quantity) = &fact.finding else { return (None, None) };
    let cell = passage.and_then(|(passage, _)| passage.cell.as_ref());
    if cell.is_some_and(|cell| cell.is_date) {
        let text = format!("`{}` stands in a column of dates", quantity.printed());
        return (Some(false), Some(Remark::new(RemarkKind::Value, text)));
    }
    if let Some((cell, words)) = cell.zip(passage.and_then(|(passage, _)| passage.cell_text())) {
        let remark = in_cell((fact, quantity), reader, (cell, &super::cells::readings(reader, words, cell.measure)));
        let number = remark.as_ref().is_none_or(|remark| remark.kind != RemarkKind::NoNumber);
        return (number.then_some(remark.is_none()), remark);
    }
    let number = reader.states(fact.excerpt.as_str(), quantity);
    let remark = match (number, passage) {
        (None, Some((passage, _))) if says_none(fact, quantity, passage) => return (Some(true), None),
        (None, passage) => {
            let place = passage.and_then(|(passage, here)| lists::place(fact, here, passage));
            let remark = place.map_or_else(|| Some(no_number(fact, quantity)), |place| other_place(quantity, place));
            return (place.map(|_| remark.is_none()), remark);
        }
        (Some(false), _) => Some(other_number(fact, quantity, reader)),
        (Some(true), None) => None,
        (Some(true), Some((passage, here))) => {
            in_passage(fact, quantity, reader, passage).or_else(|| out_of_order(fact, quantity, here, reader, passage))
        }
    };
    (Some(remark.is_none()), remark)
}

/// Whether an excerpt says in words what a fact records as nought: *no* fatal accidents, 未发生.
fn says_none(fact: &Fact, quantity: &Quantity, passage: &Passage) -> bool {
    let nought = quantity.value().is_zero() && quantity.precision() == EXACT && quantity.value_max().is_none();
    nought && passage.reader.is_some_and(|reader| reader.prose.denies(fact.excerpt.as_str()))
}

/// What is wrong with the number of a table's cell. Where neither it nor its heads name a unit, the unit rests on
/// the curator.
fn in_cell(
    (fact, quantity): (&Fact, &Quantity),
    reader: &FigureReader,
    (cell, read): (&Cell, &[Reading]),
) -> Option<Remark> {
    if read.is_empty() {
        return Some(no_number(fact, quantity));
    }
    let own: Vec<&Reading> = read.iter().filter(|reading| reading.may_give(quantity)).collect();
    if own.is_empty() {
        return Some(other_number(fact, quantity, reader));
    }
    let meant = *quantity.unit();
    let counted = |reading: &&Reading| reading.counted.then(|| counted_in(meant)).flatten();
    // Nurses per 1,000 people | 3.2: the head tells what the number is reckoned on.
    let reckoned = |reading: &Reading| {
        let Some((amount, base)) = meant.per() else { return false };
        let printed = reading.unit.map_or(amount == Unit::count(), |unit| unit == amount);
        printed && cell.heads.iter().any(|head| reader.names_base(head, base))
    };
    let wrong = own.iter().filter_map(|reading| {
        if reckoned(reading) {
            return sign(reading, quantity);
        }
        let other = reading.unit.filter(|unit| *unit != meant && !is_change_of(*unit, meant, reader));
        let unit = other.map(|unit| other_unit(meant, unit.code()));
        unit.or_else(|| counted(reading)).or_else(|| sign(reading, quantity))
    });
    let wrong: Vec<Remark> = wrong.collect();
    (wrong.len() == own.len()).then(|| wrong.into_iter().next()).flatten()
}

fn other_unit(meant: Unit, printed: &str) -> Remark {
    let text = format!("the unit is `{}`, but the number is printed in `{printed}`", meant.code());
    Remark::new(RemarkKind::Unit, text)
}

/// So many in a hundred or in a thousand are a share in points of that: 28 in every thousand.
fn is_share_in(printed: Unit, meant: Unit) -> bool {
    let base = match meant.kind() {
        UnitKind::Percent => 100,
        UnitKind::PerMille => 1000,
        _ => return false,
    };
    printed.per() == Some((Unit::count(), Base::Things(base)))
}

/// What a share rose by is printed in points, in a language that does so.
fn is_change_of(printed: Unit, meant: Unit, reader: &FigureReader) -> bool {
    reader.grows_by_points() && printed.code() == "pp" && meant.kind() == UnitKind::Percent
}

fn other_number(fact: &Fact, quantity: &Quantity, reader: &FigureReader) -> Remark {
    let year = taken_for_a_year(fact, quantity);
    let excerpt = fact.excerpt.as_str();
    let sign = match (reader.states_opposite(excerpt, quantity), quantity.value().is_sign_negative()) {
        (false, _) => "",
        (true, true) => "; the number is there, but no word beside it that is known says that it fell",
        (true, false) => "; the number is there below zero",
    };
    let text = format!("no number in `{excerpt}` is `{}`{year}{sign}", quantity.printed());
    Remark::new(RemarkKind::Value, text)
}

fn no_number(fact: &Fact, quantity: &Quantity) -> Remark {
    let year = taken_for_a_year(fact, quantity);
    let text = format!("there is no number in `{}` to hold the value against{year}", fact.excerpt.as_str());
    Remark::new(RemarkKind::NoNumber, text)
}

/// Says that the excerpt has the value, in digits that look like a year.
fn taken_for_a_year(fact: &Fact, quantity: &Quantity) -> String {
    let digits = quantity.value().normalize().to_string();
    let is = is_year(quantity.value()) && fact.excerpt.as_str().contains(&digits);
    if is { format!("; `{digits}` in it is taken for a year") } else { String::new() }
}

/// Whether a number looks like a year.
fn is_year(value: Decimal) -> bool {
    value.fract().is_zero() && value >= Decimal::from(1900) && value <= Decimal::from(2100)
}

/// What to look at again in a value that agrees: its number may as well mean another, or say how much something fell,
/// while the value says that it rose. A table's heads and columns say what is meant in it. `lessening`: the indicator
/// measures a fall.
pub fn doubts(fact: &Fact, reader: &FigureReader, passage: &Passage, lessening: bool) -> Vec<Remark> {
    let Finding::Quantity(quantity) = &fact.finding else { return Vec::new() };
    if passage.cell.is_some() {
        return Vec::new();
    }
    let near = Near::read(reader, passage);
    let fallen = || near.fallen(quantity, reader).filter(|_| !lessening);
    near.ambiguous(quantity).into_iter().chain(fallen()).collect()
}

/// A number shares the scale of one that begins within so many bytes behind it.
const NEAR_SCALE: usize = 20;

/// The date with which something is compared begins within so many bytes behind the word for that.
const NEAR_DATE: usize = 8;

/// The figures around an excerpt.
struct Near<'p, 't> {
    passage: &'p Passage<'t>,
    text: Cow<'t, str>,
    excerpt: Range<usize>,
    all: Vec<Figure>,
}

impl<'p, 't> Near<'p, 't> {
    fn read(reader: &FigureReader, passage: &'p Passage<'t>) -> Self {
        let (text, excerpt) = surroundings(passage);
        let all = reader.all(&text);
        Self { passage, text, excerpt, all }
    }

    /// Whether a date begins within so many bytes of a place in the text.
    fn is_dated(&self, at: usize, within: usize) -> bool {
        let dates = |reader: &Reader| reader.date().all(&self.text, self.passage.reading.now);
        let begins = at..=at + within;
        self.passage.reader.is_some_and(|reader| dates(reader).iter().any(|named| begins.contains(&named.at.start)))
    }

    /// Those of the excerpt that may give a quantity.
    fn own(&self, quantity: &Quantity) -> impl Iterator<Item = &Figure> {
        let beside = |range: &Range<usize>| overlaps(range, &self.excerpt);
        self.all.iter().filter(move |figure| beside(&figure.range) && is_value(figure.reading.as_ref(), quantity))
    }

    /// Whether the words around a number give it the fact's unit though none stands beside it: the base of its rate
    /// is named elsewhere in the line (*a kilogram* cost 8 euros), or the number leaves out what another has:
    /// 12 km, of which 3 electrified.
    fn measures(&self, own: &Figure, read: &Reading, quantity: &Quantity, reader: &FigureReader) -> bool {
        let meant = *quantity.unit();
        let named = || read.unit.is_none() && !read.counted && reader.names_amount(&self.text, &own.range, meant);
        if reader.may_mean(&self.text, &own.range, meant) || named() {
            return true;
        }
        if meant.code() == "a" && read.unit.is_none() && !read.counted && is_age(&self.text, &own.range) {
            return true;
        }
        if self.is_of_occasions(own, read, meant, reader) || self.is_nth_of_time(own, read, meant, reader) {
            return true;
        }
        let Some((amount, base)) = meant.per() else { return self.leaves_out(own, read, meant, reader) };
        let count = amount == Unit::count();
        let printed = match read.unit {
            Some(unit) => unit == amount || count && unit.kind() == UnitKind::Times,
            None => count || self.leaves_out(own, read, amount, reader),
        };
        let is_base = |figure: &Figure| {
            let read = figure.reading.as_ref().filter(|_| figure.range != own.range);
            read.is_some_and(|read| match base {
                Base::Unit(unit) => read.unit == Some(unit) && read.number == Number::One(Decimal::ONE),
                Base::Things(things) => read.number == Number::One(things.into()),
            })
        };
        let rate = |figure: &Figure| figure.reading.as_ref().is_some_and(|read| read.unit == Some(meant));
        let above = |&line: &usize| reader.names_base(&self.passage.reading.text.lines[line].shown, base);
        let sentence = || &self.passage.text()[self.passage.sentence()];
        let named = || {
            reader.names_base(&self.text, base)
                || reader.names_base(sentence(), base)
                || read.unit == Some(amount) && self.passage.above.iter().any(above)
        };
        printed && (named() || self.all.iter().any(|figure| is_base(figure) || rate(figure)))
            || self.leaves_out(own, read, meant, reader)
    }

    /// Whether a multiple counts occasions, and compares nothing: advertised four *times*, meets twice a year.
    fn is_of_occasions(&self, own: &Figure, read: &Reading, meant: Unit, reader: &FigureReader) -> bool {
        let times = read.unit.is_some_and(|unit| unit.kind() == UnitKind::Times);
        let whole = matches!(read.number, Number::One(n) if n.fract().is_zero() && n >= Decimal::ONE);
        // The fleet *doubled* to 40 boats on no occasion.
        let multiple = reader.tells_multiple(&self.text[own.range.clone()]);
        meant == Unit::count() && times && whole && !multiple && !reader.compares_behind(&self.text, own.range.end)
    }

    /// Whether an ordinal says how long something has gone on: for the *third year* in a row.
    fn is_nth_of_time(&self, own: &Figure, read: &Reading, meant: Unit, reader: &FigureReader) -> bool {
        let rank = read.unit == Some(Unit::rank());
        rank && meant.kind() == UnitKind::Duration && reader.unit_behind(&self.text, own.range.end) == Some(meant)
    }

    /// Whether a bare number has the scale of a later one of its list: 3,5, 4,1 und 7,2 Mio. Euro.
    fn shares_scale(&self, own: &Figure, read: &Reading) -> bool {
        let mut end = own.range.end;
        for next in self.all.iter().filter(|next| next.range.start >= own.range.end) {
            let between = &self.text[end..next.range.start];
            let near = between.len() <= NEAR_SCALE && !between.contains(['.', ';', ':', '。']);
            let Some(reading) = next.reading.as_ref().filter(|_| near && read.scale == Some(0)) else { return false };
            if reading.scale != Some(0) {
                return true;
            }
            end = next.range.end;
            if reading.unit.is_some() || reading.counted {
                return false;
            }
        }
        false
    }

    /// Whether an exact number is one of a row whose first has the fact's sign: *up to* 45% for small firms, 30% for
    /// others.
    fn shares_sign(&self, own: &Figure, read: &Reading, quantity: &Quantity) -> bool {
        let before = self.all.iter().rev().filter(|figure| figure.range.end <= own.range.start);
        let alike = |figure: &&Figure| figure.reading.as_ref().is_some_and(|first| first.unit == read.unit);
        let row = before.take_while(alike).filter_map(|figure| Some((figure, figure.reading.as_ref()?)));
        let bound = matches!(quantity.precision(), Precision::AtMost | Precision::AtLeast);
        let clause = |figure: &Figure| !self.text[figure.range.end..own.range.start].contains(['.', ';', ':']);
        let signed = |(figure, first): (&Figure, &Reading)| first.precision == quantity.precision() && clause(figure);
        bound && read.precision == EXACT && read.unit.is_some() && row.into_iter().any(signed)
    }

    /// Whether a bare number has nothing behind it that it could count, and another number of the line has the unit.
    fn leaves_out(&self, own: &Figure, read: &Reading, meant: Unit, reader: &FigureReader) -> bool {
        let bare = read.unit.is_none() && !read.counted && matches!(read.number, Number::One(_) | Number::Range(..));
        if self.shares_scale(own, read) {
            return false;
        }
        let has = |figure: &Figure| figure.reading.as_ref().is_some_and(|read| read.unit == Some(meant));
        // A share is left out only right behind a share: 100 per cent by 2030, and now it is 82.
        let before = self.all.iter().rfind(|other| other.range.end <= own.range.start);
        if meant.kind() == UnitKind::Percent && !before.is_some_and(has) {
            return false;
        }
        let scaled = read.scale != Some(0);
        let next = self.text.len() - self.text[own.range.end..].trim_start().len();
        let bare = bare && self.all.iter().any(has);
        bare && (reader.leaves_out(&self.text, &own.range, scaled) || self.is_dated(next, 0))
    }

    /// A remark if each of them may as well mean another number: 1.000, 2025家.
    fn ambiguous(&self, quantity: &Quantity) -> Option<Remark> {
        let doubts = self.own(quantity).map(|figure| {
            let (words, reading) = (&self.text[figure.range.clone()], figure.reading.as_ref()?);
            if let Some(other) = reading.other.filter(|other| matches!(reading.number, Number::One(own) if own == -*other)) {
                return Some(format!("`{words}` is read as {reading}; where the dash before it means the other thing, a minus, it is {other}"));
            }
            let grouped = |other: Decimal| {
                let thousand = other.checked_mul(Decimal::ONE_THOUSAND).map(Number::One);
                thousand == Some(reading.number) && self.passage.reading.writes_decimals()
            };
            if let Some(other) = reading.other.filter(|other| !grouped(*other)) {
                return Some(format!(
                    "`{words}` is read as {reading}; where a point or comma before three digits means the other thing, it is {other}"
                ));
            }
            let four = words.bytes().take_while(u8::is_ascii_digit).count() == 4;
            let bare = reading.unit.is_none() && reading.scale == Some(0) && reading.precision == EXACT;
            let year = four && bare && is_year(quantity.value());
            year.then(|| format!("`{words}` is read as so many; its digits may as well be a year"))
        });
        let doubts: Option<Vec<String>> = doubts.collect();
        let doubt = doubts?.into_iter().next()?;
        Some(Remark::new(RemarkKind::Ambiguous, doubt))
    }

    /// A remark if each of them says how much something fell, and the value has no minus.
    fn fallen(&self, quantity: &Quantity, reader: &FigureReader) -> Option<Remark> {
        // Cut from 720 to 650: the first is what it fell from.
        let left = |figure: &Figure| {
            let next = self.all.iter().find(|next| next.range.start >= figure.range.end);
            next.is_some_and(|next| {
                let between = &self.text[figure.range.end..next.range.start];
                // Von 23 auf weniger als zehn: what says how precise the second is stands behind the word.
                let said = reader.precision_before(between).unwrap_or(0);
                reader.ends_in_reach(between) || reader.ends_in_reach(&between[..between.len() - said])
            })
        };
        // 13 per cent less than men earn is a gap, and no fall; than in 2024 is one.
        let gap = |figure: &Figure| {
            let than = reader.than_behind(&self.text, figure.range.end);
            than.is_some_and(|end| !self.is_dated(end, NEAR_DATE))
        };
        let said = |figure: &Figure| figure.reading.as_ref().is_some_and(|reading| reading.decline);
        let fell = |figure: &Figure| said(figure) && !left(figure) && !gap(figure);
        let mut own = self.own(quantity);
        let first = own.next().filter(|figure| quantity.value() > Decimal::ZERO && fell(figure) && own.all(fell))?;
        let words = format!(
            "the words beside `{}` say that it fell or was lost: write the value with a minus, unless the indicator is the fall itself",
            &self.text[first.range.clone()]
        );
        Some(Remark::new(RemarkKind::Fall, words))
    }
}

/// Whether a bare number stands behind a name as an age does: Louisa Vane, 41, runs it.
fn is_age(text: &str, number: &Range<usize>) -> bool {
    let (before, after) = (&text[..number.start], &text[number.end..]);
    let name = before.strip_suffix(", ").or(before.strip_suffix(" ("));
    let named = name.and_then(|name| name.rsplit(' ').next()).is_some_and(|word| word.starts_with(char::is_uppercase));
    named && after.starts_with([',', ')', '.', ';'])
}

fn other_place(quantity: &Quantity, place: usize) -> Option<Remark> {
    let place = place + 1;
    let ranked = quantity.unit().kind() == UnitKind::Rank && quantity.precision() == EXACT;
    let text = || format!("the value is `{}`, but the excerpt lists the subject at place {place}", quantity.printed());
    let agrees = ranked && quantity.value_max().is_none() && quantity.value() == Decimal::from(place);
    (!agrees).then(|| Remark::new(RemarkKind::Value, text()))
}

/// A remark if a list gives the subject another figure than the fact's: the first of 甲、乙分别为三座、五座.
fn out_of_order(
    fact: &Fact,
    quantity: &Quantity,
    here: &[Mention],
    reader: &FigureReader,
    passage: &Passage,
) -> Option<Remark> {
    let given = lists::figure(fact, here, reader, passage)?;
    let figure = &passage.text()[given];
    let read: Vec<Figure> = reader.all(figure);
    let own = read.iter().any(|figure| is_value(figure.reading.as_ref(), quantity));
    // 分别为187亿元和143亿元，其中乙增速为7.4%: the list is of another measure.
    let measured = |figure: &Figure| figure.reading.as_ref().and_then(|reading| reading.unit);
    if !read.is_empty() && read.iter().all(|figure| measured(figure).is_some_and(|unit| unit != *quantity.unit())) {
        return None;
    }
    let text = || format!("the sentence lists several subjects with their figures; this one's is `{figure}`");
    (!own).then(|| Remark::new(RemarkKind::Value, text()))
}

/// What is wrong with every number of the excerpt that is the fact's; nothing if one is right.
fn in_passage(fact: &Fact, quantity: &Quantity, reader: &FigureReader, passage: &Passage) -> Option<Remark> {
    let near = Near::read(reader, passage);
    let read = |figure: &Figure| {
        let mut reading = figure.reading.clone()?;
        reading.unit = reading.unit.or_else(|| unit_of_next(&near.text, &near.all, figure, passage));
        Some(reading)
    };
    let own: Vec<(&Figure, Reading)> = near.own(quantity).filter_map(|own| Some((own, read(own)?))).collect();
    if own.is_empty() {
        return in_words(fact, quantity, reader);
    }
    let wrong = own.iter().filter_map(|(figure, read)| {
        let place = (passage, &*near.text, &figure.range);
        let unit = unit(read, quantity, reader, place).filter(|_| !near.measures(figure, read, quantity, reader));
        unit.or_else(|| sign(read, quantity).filter(|_| !near.shares_sign(figure, read, quantity)))
    });
    let wrong: Vec<Remark> = wrong.collect();
    (wrong.len() == own.len()).then(|| wrong.into_iter().next()).flatten()
}

/// So many words at most put one number in place of another: *statt bisher*, *instead of*.
const MOST_INSTEAD: usize = 3;

/// The unit of the number behind this one, where nothing but a comma or an "and" is between them: 12 and 15 km.
fn unit_of_next(text: &str, all: &[Figure], own: &Figure, passage: &Passage) -> Option<Unit> {
    let prose = &passage.reader?.prose;
    let reading = own.reading.as_ref().filter(|reading| !reading.counted && reading.scale == Some(0))?;
    let mut end = own.range.end;
    for next in all.iter().filter(|figure| figure.range.start >= own.range.end) {
        let between = &text[end..next.range.start];
        // 2,5 statt bisher 0,9 Prozent.
        let instead = || between.split_whitespace().count() <= MOST_INSTEAD && passage.sets_instead(between);
        if !(prose.joins(between) || instead()) {
            return None;
        }
        let scaled = next.reading.as_ref()?.scale != Some(0);
        if let Some(unit) = next.reading.as_ref()?.unit.filter(|_| !scaled) {
            let plain =
                matches!((reading.number, unit.kind()), (Number::One(_), UnitKind::Physical | UnitKind::Percent));
            return plain.then_some(unit);
        }
        end = next.range.end;
    }
    None
}

/// What is wrong where the excerpt states the value by a word (首个, 唯一), or only as part of a longer
/// number: 15 in 115.
fn in_words(fact: &Fact, quantity: &Quantity, reader: &FigureReader) -> Option<Remark> {
    if reader.says_parts(fact.excerpt.as_str(), quantity) {
        return None;
    }
    let Some(said) = reader.said_in_words(fact.excerpt.as_str()).filter(|said| *said == quantity.value()) else {
        return Some(other_number(fact, quantity, reader));
    };
    let unit = *quantity.unit();
    let first = unit == Unit::rank() && said == Decimal::ONE;
    counted_in(unit).filter(|_| !first).or_else(|| sign(&Reading::things(said), quantity))
}

/// The text in which unit and sign are read, and the excerpt's bytes in it: the clause, repaired; a
/// line without Chinese as it stands. Where a line goes on from the one before, or into the next, what touches it
/// there belongs to it: over⏎66 boats.
fn surroundings<'a>(passage: &Passage<'a>) -> (Cow<'a, str>, Range<usize>) {
    let wide = passage.text().contains(is_han);
    let (text, at, all) = if wide {
        let clause = passage.clause();
        let at = passage.at.start - clause.start..passage.at.end - clause.start;
        (&passage.text()[clause.clone()], at, clause.start == 0..clause.end == passage.text().len())
    } else {
        (&*passage.line.shown, passage.line.read.shown(passage.at.clone()), true..true)
    };
    let before = passage.line_before().filter(|_| all.start).map(last_words);
    let after = passage.line_after().filter(|_| all.end).map(first_words);
    if before.is_none() && after.is_none() {
        return (Cow::Borrowed(text), at);
    }
    let joint = |end: &str| if wide || end.ends_with('-') { "" } else { " " };
    let before = before.map_or_else(String::new, |words| format!("{words}{}", joint(words)));
    let after = after.map_or_else(String::new, |words| format!("{}{words}", joint(text)));
    let at = at.start + before.len()..at.end + before.len();
    (Cow::Owned(format!("{before}{text}{after}")), at)
}

/// The bytes of a neighbouring line that may belong to a number.
const BESIDE: usize = 60;

/// The end of a line, behind its last clause's mark.
fn last_words(line: &str) -> &str {
    let line = line.trim_end();
    let near = &line[line.ceil_char_boundary(line.len().saturating_sub(BESIDE))..];
    let marks = |c: char| matches!(c, '，' | '、' | '：' | ';' | '；' | ':' | '。');
    near.rsplit_once(marks).map_or(near, |(_, last)| last)
}

/// The beginning of a line.
fn first_words(line: &str) -> &str {
    let line = line.trim_start();
    &line[..line.floor_char_boundary(BESIDE)]
}

fn is_value(reading: Option<&Reading>, quantity: &Quantity) -> bool {
    reading.is_some_and(|reading| reading.may_give(quantity))
}

/// A remark if the number has another unit than the fact, or the fact's unit is not stated.
///
/// `place`: the excerpt, the text around it, and the number's bytes in that.
fn unit(
    read: &Reading,
    quantity: &Quantity,
    reader: &FigureReader,
    place: (&Passage, &str, &Range<usize>),
) -> Option<Remark> {
    let meant = *quantity.unit();
    match read.unit {
        Some(unit) if is_share_in(unit, meant) => None,
        Some(unit) => (unit != meant && !is_change_of(unit, meant, reader)).then(|| other_unit(meant, unit.code())),
        None if read.counted => counted_in(meant),
        None => (!may_be_bare(read, meant, reader, place)).then(|| {
            let text = format!("the unit is `{}`, but no such unit stands beside the number", meant.code());
            Remark::new(RemarkKind::Unit, text)
        }),
    }
}

/// A remark if things are counted, and the fact's unit is another.
fn counted_in(meant: Unit) -> Option<Remark> {
    (meant != Unit::count()).then(|| other_unit(meant, "count"))
}

/// Whether a number without a unit can be meant in this one: a count, a rank, or a unit that the
/// line names elsewhere; a fraction is a share; a large sum is in the money of the language's country.
fn may_be_bare(
    reading: &Reading,
    meant: Unit,
    reader: &FigureReader,
    (passage, text, range): (&Passage, &str, &Range<usize>),
) -> bool {
    match (reading.number, meant.kind()) {
        (Number::Fraction(..) | Number::Ratio(..), kind) => matches!(kind, UnitKind::Percent | UnitKind::Ratio),
        (_, UnitKind::Count | UnitKind::Rank | UnitKind::Ratio) => true,
        (_, UnitKind::Money) if reader.home_currency() == Some(meant) => reader.may_be_home_money(text, range, reading),
        (_, UnitKind::Percent | UnitKind::Rate | UnitKind::Times) => false,
        _ => reader.names_unit(passage.text(), meant),
    }
}

/// A remark if the words beside the number make another sign of it than the fact's.
fn sign(read: &Reading, quantity: &Quantity) -> Option<Remark> {
    let (meant, says) = (quantity.precision(), read.precision);
    if read.has_precision_of(quantity) || quantity.value_max().is_some() {
        return None;
    }
    let text = format!(
        "the value is `{}` ({}), but what stands beside the number makes it {}",
        quantity.printed(),
        meant.word(),
        if read.vague { "an order of magnitude: about, or at least" } else { says.word() }
    );
    Some(Remark::new(RemarkKind::Precision, text))
}
