//! One figure at a place in a text: number, unit and sign, or the place in an order.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap, is_spaced, word};
use crate::language::reading::{Number, Reading, share};
use crate::language::script::is_wide_letter;
use crate::model::quantity::Precision;
use crate::model::unit::{Base, Unit, UnitKind};

use super::behind::{self, behind};
use super::change;
use super::core::Core;
use super::digits::digit;
use super::foreign::foreign;
use super::numeral::Kind;
use super::rate::{self, Per};
use super::scale;
use super::sums::with_currency;
use super::{coins, compound, minus, money, parts};
use super::{precision, ranks, round, strict};

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes it takes, unit words included.
    pub range: Range<usize>,
    /// What it says; `None` if it is seen to be a number and cannot be read whole.
    pub reading: Option<Reading>,
    /// Whether it is a figure; else a number word that only a generous reader counts.
    pub figure: bool,
    /// Whether the words before and behind it give it different signs of precision: 超2300亿元左右.
    pub mixed: bool,
    /// Where what it is reckoned on ends, if words behind it say so; else where it ends.
    pub over: usize,
    /// Where the number of all that are ranked ends, behind a place: 37th of a hundred.
    pub all: usize,
}

/// The number that begins at a place, if any does.
pub fn at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Found> {
    let mut core = core(lexicon, text, at)?;
    if let Some((number, end)) = other_fraction(lexicon, text, &core) {
        (core.number, core.unit, core.end) = (number, Some(Unit::percent()), end);
    } else if let Some(end) = compound::longer(lexicon, text, &core) {
        (core.number, core.end) = (None, end);
    }
    let limit = core
        .unit
        .filter(|unit| unit.kind() == UnitKind::Duration)
        .and_then(|_| lexicon.any(text, core.end, List::Limit));
    let limit = limit.map(|length| (Precision::AtMost, length));
    let after = limit.or_else(|| precision::after(lexicon, text, core.end)).filter(|_| core.inherent.is_none());
    let after = after.or_else(|| precision::after_part(lexicon, text, &core));
    let end = core.end + after.map_or(0, |(_, length)| length);
    let behind_noun = precision::behind_noun(lexicon, text, core.end).filter(|_| core.inherent.is_none());
    let lasts = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Duration);
    let (start, minus_before) = minus::before(lexicon, text, core.start);
    if lives(lexicon, text, start, &core) {
        // It bounds a group, and states nothing of it, as 35岁以下 does.
        (core.unit, core.figure) = (Unit::parse("a"), false);
    }
    let below = below_zero(lexicon, text, &core);
    let negative = minus_before || below.is_some();
    if let Some((unit, end)) = below {
        (core.unit, core.end) = (Some(unit), end);
    }
    let end = end.max(core.end);
    core.other = core.other.or_else(|| minus::perhaps(text, &core).filter(|_| !negative));
    let before = precision::before(lexicon, text, before_article(lexicon, text, start, end));
    let past = core.vague && lexicon.ends(text, start, List::PastBare).is_some();
    let before = before.or(past.then_some(Precision::Over));
    // Dans les 500 écoles are about so many; dans les 511 are just those.
    let odd = matches!(core.number, Some(Number::One(n)) if !(n % Decimal::TEN).is_zero());
    let article = odd && before == Some(Precision::About) && lexicon.ends(text, start, List::AboutRound).is_some();
    let before = before.filter(|_| !article);
    let before = before.or_else(|| lasts.then(|| precision::of_time(lexicon, text, start)).flatten());
    let after_word = after.map(|(precision, _)| precision);
    let times = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Times);
    let times_over = times && lexicon.ends(text, start, List::TimesOver).is_some();
    let before = before.or(times_over.then_some(Precision::Over));
    let said = core.inherent.or(before).or(after_word).or(behind_noun);
    let said = said.or(core.about.then_some(Precision::About));
    // More than halved leaves less than half of it; more than half as many are more.
    let compares = |role| matches!(role, Role::TimesAs(_) | Role::TimesSaid(..)).then_some(());
    let halved = times
        && text.at(core.start).is_some_and(char::is_alphabetic)
        && lexicon.role(text, core.start, compares).is_none()
        && matches!(core.number, Some(Number::One(n)) if n < Decimal::ONE);
    let said = said.map(|said| if halved { said.mirrored() } else { said });
    let precision = said.unwrap_or(Precision::Exact);
    let mixed = before.is_some_and(|before| after.is_some_and(|(after, _)| after != before));
    let decline = !negative && change::declines(lexicon, text, start..core.end, core.unit);
    let money = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Money);
    let priced = money && coins::is_each(lexicon, text, end);
    let end_touched = if priced { end } else { touched(lexicon, text, end, core.end == end) };
    let start_touched = touched_before(lexicon, text, start);
    if core.number.is_none() || end_touched > end || start_touched {
        let figure = core.figure || start_touched;
        return Some(Found {
            range: start..end_touched,
            reading: None,
            figure,
            mixed,
            over: end_touched,
            all: end_touched,
        });
    }
    let number = core.number.map(|number| if negative { number.negated() } else { number })?;
    let ranked = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Rank);
    let direct = || rate::direct(lexicon, text, core.end).filter(|_| money);
    let per = rate::before(lexicon, text, start).filter(|_| core.unit.is_some());
    let per = per
        .or_else(|| rate::behind(lexicon, text, core.end))
        .or_else(|| rate::behind(lexicon, text, end))
        .or_else(direct);
    // 84 % arrive on the hour, and not by it.
    let share = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Percent);
    let per = per.filter(|per| !(share && matches!(per.base, Some(Base::Unit(_)))));
    // A bare count goes on behind a stroke as words do; a unit does not.
    let per = per.filter(|per| !ranked && (core.unit.is_some() || per.base.is_some() || per.is_number));
    let all = if ranked { ranks::past_all(lexicon, text, end) } else { end };
    let reading = Reading {
        number,
        other: core.other,
        unit: core.unit,
        precision,
        also: precision::also(lexicon, text, &(start..end), (precision, lasts)),
        decline,
        counted: core.counted,
        vague: core.vague && precision == Precision::Exact,
        step: core.step,
        scale: core.scale,
    };
    let found = Found { range: start..end, reading: Some(reading), figure: core.figure, mixed, over: end, all };
    Some(per.map_or(found.clone(), |per| found.reckoned_on(per)))
}

impl Found {
    /// Makes it a count of things where no unit says otherwise.
    pub fn counts(&mut self) {
        if let Some(reading) = self.reading.as_mut() {
            reading.counted |= reading.unit.is_none();
        }
    }

    /// Whether another number has the same unit.
    pub fn is_measured_as(&self, other: &Self) -> bool {
        let unit = |found: &Self| found.reading.as_ref().and_then(|reading| reading.unit);
        unit(self).is_some() && unit(self) == unit(other)
    }

    /// Makes it how much something became less, where the one before it is so and both have one verb.
    pub fn share_fall(&mut self, lexicon: &Lexicon, text: &Text, last: &Self) {
        let alike = |own: &Reading| {
            let first = last.reading.as_ref().filter(|first| first.decline && first.unit == own.unit);
            let part = |unit: Unit| matches!(unit.kind(), UnitKind::Percent | UnitKind::Points);
            first.is_some() && own.unit.is_some_and(part)
        };
        let between = last.range.end..self.range.start.max(last.range.end);
        if let Some(own) = self.reading.as_mut().filter(|own| alike(own)) {
            own.decline |= change::shares_fall(lexicon, text, between);
        }
    }

    /// The same number as the amount of a rate; not read where no unit can say the rate.
    pub fn reckoned_on(mut self, per: Per) -> Self {
        self.reading = self.reading.and_then(|mut reading| {
            reading.unit = Some(per.unit(reading.unit)?);
            Some(reading)
        });
        self.over = self.over.max(per.end);
        self
    }
}

/// 12 degrees below zero: the unit, and where the words for that end.
fn below_zero(lexicon: &Lexicon, text: &Text, core: &Core) -> Option<(Unit, usize)> {
    let degrees = |unit: &Unit| matches!(unit.code(), "degC" | "degF");
    let also = |role| if let Role::UnitAlso(unit) = role { Some(unit) } else { None };
    let (unit, end) = match core.unit {
        Some(unit) => (unit, core.end),
        None => {
            let start = core.end + gap(&text.low, core.end);
            lexicon.role(text, start, also).map(|(unit, length)| (unit, start + length))?
        }
    };
    let below = end + gap(&text.low, end);
    let length = lexicon.any(text, below, List::BelowZero).filter(|_| degrees(&unit))?;
    Some((unit, below + length))
}

/// Whether a bare number is of years that somebody has lived: aged over 65, 年满16.
fn lives(lexicon: &Lexicon, text: &Text, start: usize, core: &Core) -> bool {
    let plain = matches!(core.number, Some(Number::One(_) | Number::Range(..))) && core.scale == Some(0);
    let bare = plain && core.unit.is_none() && !core.counted;
    bare && precision::listed_before(lexicon, text, start, List::Aged).is_some()
}

/// Around *the* 9,000 mark: where the words before a number end, its article left out, if it is a mark to be passed.
fn before_article(lexicon: &Lexicon, text: &Text, start: usize, end: usize) -> usize {
    let behind = end + gap(&text.low, end).max(usize::from(text.low[end..].starts_with('-')));
    let mark = lexicon.any(text, behind, List::Mark).filter(|_| behind > end);
    let near = text.low[..start].trim_end_matches(is_gap).len();
    let article = text.low[..near].trim_end_matches(is_spaced).len();
    let is_article = lexicon.any(text, article, List::EachDirect) == Some(near - article);
    if mark.is_some() && is_article { article } else { start }
}

fn core(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    ranks::at(lexicon, text, at)
        .or_else(|| parts::fixed(lexicon, text, at))
        .or_else(|| with_currency(lexicon, text, at))
        .or_else(|| parts::part_first(lexicon, text, at))
        .or_else(|| parts::half_of_unit(lexicon, text, at))
        .or_else(|| round::qualified(lexicon, text, at))
        .or_else(|| round::times_word(lexicon, text, at))
        .or_else(|| round::one_and_half(lexicon, text, at))
        .or_else(|| round::one_point(lexicon, text, at))
        .or_else(|| round::occasions(lexicon, text, at))
        .or_else(|| written(lexicon, text, at))
}

/// A number in digits, characters or words, with all that belongs to it.
fn written(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let numeral = scale::read(lexicon, text, at);
    let Some(numeral) = numeral else {
        let part = parts::article_part(lexicon, text, at).or_else(|| parts::vulgar(text, at));
        return part.or_else(|| foreign(text, at));
    };
    if let Some(core) = parts::part_of(lexicon, text, at, numeral).or_else(|| parts::out_of(lexicon, text, at, numeral))
    {
        return Some(core);
    }
    if matches!(numeral.kind, Kind::Digits | Kind::Characters)
        && let Some(core) = parts::ratio(lexicon, text, at, numeral)
    {
        return Some(core);
    }
    if let Some(core) = parts::tenths(lexicon, text, at, numeral) {
        return Some(core);
    }
    let numeral = money::before_money(lexicon, text, numeral);
    let numeral = round::before_things(lexicon, text, numeral);
    let mut core = behind(lexicon, text, at, numeral);
    // zwei-, dreihundert: the second says what the first is worth.
    if numeral.kind == Kind::Words && text.low[numeral.end..].starts_with("-,") {
        return Some(Core { number: None, ..core });
    }
    let small = numeral.value.is_some_and(|value| value <= Decimal::TEN);
    let bare = core.end == numeral.end && core.unit.is_none() && precision::after(lexicon, text, core.end).is_none();
    if numeral.kind == Kind::Words && small && bare && compound::is_adjective(text, core.end) {
        return None;
    }
    if core.unit.is_none() && !core.counted {
        if lexicon.ends(text, at, List::TimesBefore).is_some() {
            core.unit = Unit::parse("times");
        } else if lexicon.ends(text, at, List::DividedBefore).is_some() {
            core = divided(core);
        }
    }
    let bounds = lexicon.any(text, numeral.end, List::AgeLimit).is_some();
    let judged = strict::judged(lexicon, text, at, numeral, core)?;
    Some(Core { figure: judged.figure && !bounds, ..judged })
}

/// A third to a half: the range that a second fraction makes of the first, in points of a hundred, and where it ends.
fn other_fraction(lexicon: &Lexicon, text: &Text, first: &Core) -> Option<(Option<Number>, usize)> {
    let part = |core: &Core| {
        matches!(core.number, Some(Number::Fraction(..))) || core.unit.is_some_and(|u| u.kind() == UnitKind::Percent)
    };
    let told = |core: &Core| part(core) && text.at(core.start).is_some_and(char::is_alphabetic);
    let to = first.end + gap(&text.low, first.end);
    let apart = to > first.end || text.at(to).is_some_and(is_wide_letter);
    let between = || lexicon.ends(text, first.start, List::Between).is_some();
    let and = || lexicon.any(text, to, List::ToAnd).filter(|_| between());
    let length = lexicon.any(text, to, List::To).or_else(and).filter(|_| told(first) && apart)?;
    let start = to + length + gap(&text.low, to + length);
    let second = parts::article_part(lexicon, text, start)
        .or_else(|| parts::fixed(lexicon, text, start))
        .or_else(|| parts::part_first(lexicon, text, start))
        .or_else(|| parts::part_of(lexicon, text, start, scale::read(lexicon, text, start)?));
    let points = |number: Option<Number>| match number {
        Some(Number::Fraction(a, b)) => share(a, b),
        Some(Number::One(n)) => Some(n),
        _ => None,
    };
    let second = second.filter(told)?;
    let ends = points(first.number).zip(points(second.number)).filter(|(low, high)| low < high);
    Some((ends.map(|(low, high)| Number::Range(low, high)), second.end))
}

/// divided by four: a quarter of what it was; not read where no decimal is exact.
fn divided(core: Core) -> Core {
    let part = |n: Decimal| Decimal::ONE.checked_div(n).filter(|part| part.checked_mul(n) == Some(Decimal::ONE));
    let number = match core.number {
        Some(Number::One(n)) => part(n).map(|part| Number::One(part.normalize())),
        _ => None,
    };
    let step = match number {
        Some(Number::One(part)) => Decimal::new(1, part.scale()),
        _ => core.step,
    };
    Core { number, step, unit: Unit::parse("times"), ..core }
}

/// How far what touches a number's end reaches: digits, numerals, letters behind digits, 多余来半.
fn touched(lexicon: &Lexicon, text: &Text, end: usize, bare_end: bool) -> usize {
    let mut reached = end;
    while let Some(c) = text.at(reached) {
        let last = text.before(reached);
        let numeral = lexicon.is_numeral(c);
        let phrase = numeral && lexicon.at(text, reached, true).is_some_and(|(_, length)| length > c.len_utf8());
        let after_digit = last.is_some_and(|l| l.is_ascii_digit() || digit(l).is_some());
        let joined = last.is_some_and(|l| is_spaced(l) || reached > end && matches!(l, '-' | '\u{2013}' | '\u{2011}'));
        let digit_here = digit(c).is_some() && (after_digit || joined);
        let letter = after_digit && (is_spaced(c) || is_adverb(lexicon, text, reached));
        // One side of a product is no number of its own: 7×24, 3.5×2.
        let point = (matches!(c, '.' | ',') || is_times(c))
            && after_digit
            && text.at(reached + 1).is_some_and(|n| digit(n).is_some());
        // A score, or a number of a law: won 3–1.
        let dash = matches!(c, '-' | '\u{2013}' | '\u{2011}')
            && after_digit
            && text.at(reached + c.len_utf8()).is_some_and(|n| digit(n).is_some());
        let fits =
            digit_here || letter || point || dash || (numeral && !phrase && bare_end && (after_digit || reached > end));
        if !fits {
            break;
        }
        reached += c.len_utf8();
    }
    reached
}

fn is_times(c: char) -> bool {
    matches!(c, '\u{D7}' | '*' | '\u{2715}' | '\u{2716}')
}

/// 3-hourly: a word made from a unit, behind a hyphen, is no count of anything.
fn is_adverb(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    let Some(rest) = text.low[at..].strip_prefix('-') else { return false };
    let length = word(rest, 0).len();
    let unit = |role| matches!(role, Role::Unit(_)).then_some(());
    let starts = |end: &usize| {
        let piece = Text::new(&rest[..*end]);
        *end > 2 && lexicon.role(&piece, 0, unit).is_some_and(|(_, length)| length == *end)
    };
    let whole = length > 0 && lexicon.at(text, at + 1, false).is_some_and(|(_, word)| word >= length);
    !whole && rest[..length].char_indices().map(|(at, _)| at).filter(|end| *end > 0).any(|end| starts(&end))
}

/// Whether a number's first digit is part of something longer.
fn touched_before(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    let Some(before) = text.before(start) else { return false };
    let first = text.at(start);
    let digits = first.is_some_and(|c| digit(c).is_some() || c == '$' || c == '€' || c == '£' || c == '¥');
    let numeral = first.is_some_and(|c| lexicon.is_numeral(c));
    let numeral_before = lexicon.is_numeral(before);
    let latin = is_spaced(before) || matches!(before, '$' | '€' | '£' | '¥' | '\u{20A9}' | '\u{20BD}' | '\u{20B9}');
    let product = is_times(before) && text.before(start - before.len_utf8()).is_some_and(|c| digit(c).is_some());
    let latin = latin && !(is_spaced(before) && behind::is_behind_letters(lexicon, text, start));
    (digits && (latin || product || digit(before).is_some()))
        || (numeral && (numeral_before || digit(before).is_some()))
}
