//! One figure at a place in a text: number, unit and sign, or the place in an order.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::language::reading::{Number, Reading};
use crate::model::quantity::Precision;
use crate::model::unit::{Unit, UnitKind};

use super::change;
use super::coins::in_coins;
use super::digits::digit;
use super::foreign::foreign;
use super::numeral::{self, Kind, Numeral};
use super::range::range_end;
use super::rate::{self, Per};
use super::{compound, minus, money, parts};
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

/// A number with what stands behind it, before the words around it are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Core {
    /// The number; `None` where it cannot be read.
    pub number: Option<Number>,
    /// The other value that the same signs have elsewhere.
    pub other: Option<Decimal>,
    /// The unit, where it is named.
    pub unit: Option<Unit>,
    /// Whether a word that counts things stands there.
    pub counted: bool,
    /// What a word inside it, or before a rank, makes of it.
    pub inherent: Option<Precision>,
    /// Whether it names a class of size: a scale without a digit.
    pub vague: bool,
    /// Whether it is a round number where no word says more.
    pub about: bool,
    /// What one unit of its last digit is worth.
    pub step: Decimal,
    /// The power of ten that its scale makes, where one does.
    pub scale: Option<u32>,
    /// Where it begins, signs included.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it is a figure.
    pub figure: bool,
}

impl Core {
    /// A number without anything beside it.
    pub fn plain(number: Number, range: Range<usize>) -> Self {
        Self {
            number: Some(number),
            other: None,
            unit: None,
            counted: false,
            inherent: None,
            vague: false,
            about: false,
            step: Decimal::ONE,
            scale: Some(0),
            start: range.start,
            end: range.end,
            figure: true,
        }
    }
}

/// The number that begins at a place, if any does.
pub fn at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Found> {
    let mut core = core(lexicon, text, at)?;
    if let Some(end) = compound::longer(lexicon, text, &core) {
        (core.number, core.end) = (None, end);
    }
    let limit = core
        .unit
        .filter(|unit| unit.kind() == UnitKind::Duration)
        .and_then(|_| lexicon.any(text, core.end, List::Limit));
    let limit = limit.map(|length| (Precision::AtMost, length));
    let after = limit.or_else(|| precision::after(lexicon, text, core.end)).filter(|_| core.inherent.is_none());
    let end = core.end + after.map_or(0, |(_, length)| length);
    let behind_noun = precision::behind_noun(lexicon, text, core.end).filter(|_| core.inherent.is_none());
    let lasts = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Duration);
    let (start, negative) = minus::before(lexicon, text, core.start);
    core.other = core.other.or_else(|| minus::perhaps(text, &core).filter(|_| !negative));
    let before = precision::before(lexicon, text, start);
    let before = before.or_else(|| lasts.then(|| precision::of_time(lexicon, text, start)).flatten());
    let after_word = after.map(|(precision, _)| precision);
    let said = core.inherent.or(before).or(after_word).or(behind_noun);
    let said = said.or(core.about.then_some(Precision::About));
    let precision = said.unwrap_or(Precision::Exact);
    let mixed = before.is_some_and(|before| after.is_some_and(|(after, _)| after != before));
    let decline = !negative && change::declines(lexicon, text, start..core.end, core.unit);
    let open = matches!(precision, Precision::Over | Precision::AtLeast);
    let loose = open && precision::is_loose(lexicon, text, &(start..end));
    let end_touched = touched(lexicon, text, end, core.end == end);
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
    let money = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Money);
    let direct = || rate::direct(lexicon, text, core.end).filter(|_| money);
    let per = rate::behind(lexicon, text, core.end).or_else(|| rate::behind(lexicon, text, end)).or_else(direct);
    let per = per.filter(|_| !ranked);
    let all = if ranked { ranks::past_all(lexicon, text, end) } else { end };
    let reading = Reading {
        number,
        other: core.other,
        unit: core.unit,
        precision,
        loose,
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

fn core(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    ranks::at(lexicon, text, at)
        .or_else(|| parts::fixed(lexicon, text, at))
        .or_else(|| with_currency(lexicon, text, at))
        .or_else(|| parts::part_first(lexicon, text, at))
        .or_else(|| parts::half_of_unit(lexicon, text, at))
        .or_else(|| round::qualified(lexicon, text, at))
        .or_else(|| round::times_word(lexicon, text, at))
        .or_else(|| round::one_and_half(lexicon, text, at))
        .or_else(|| written(lexicon, text, at))
}

/// CNY 500 billion, US$3, 人民币5亿元, −$3.
fn with_currency(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let sign = |role| if let Role::Sign(unit) = role { Some(unit) } else { None };
    let (unit, length) = lexicon.role(text, at, sign)?;
    // S$ and R$ are their own signs; a letter of another word before $ is not understood.
    let mut start = at + length + gap(&text.low, at + length);
    let minus = text.at(start).filter(|c| matches!(c, '-' | '\u{2212}'));
    start += minus.map_or(0, char::len_utf8);
    let numeral =
        numeral::read(lexicon, text, start).filter(|numeral| numeral.kind != Kind::Bare || digits_at(text, start))?;
    let numeral = short_scale(lexicon, text, numeral);
    let core = behind(lexicon, text, start, numeral);
    // 港币7.2亿元: the word behind is that of any sum.
    let agrees = core.unit.is_none_or(|named| named == unit || lexicon.home == Some(named) && unit != named);
    let number = core.number.map(|number| if minus.is_some() { number.negated() } else { number });
    agrees.then_some(Core { number, unit: Some(unit), figure: true, start: at, ..core })
}

/// Whether a digit stands at a place.
pub fn digits_at(text: &Text, at: usize) -> bool {
    text.at(at).and_then(digit).is_some()
}

/// $3.5B, RMB 50m: a letter for a scale, behind a currency only.
pub fn short_scale(lexicon: &Lexicon, text: &Text, numeral: Numeral) -> Numeral {
    let short = |role| if let Role::Short(power) = role { Some(power) } else { None };
    match lexicon.role(text, numeral.end, short) {
        Some((power, length)) if numeral.scale == Some(0) => Numeral {
            value: numeral.value.and_then(|value| value.checked_mul(crate::model::numeral::ten_to(power))),
            step: numeral.step * crate::model::numeral::ten_to(power),
            scale: Some(power),
            end: numeral.end + length,
            ..numeral
        },
        _ => numeral,
    }
}

/// A number in digits, characters or words, with all that belongs to it.
fn written(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let numeral = numeral::read(lexicon, text, at);
    let Some(numeral) = numeral else {
        return parts::article_part(lexicon, text, at).or_else(|| foreign(text, at));
    };
    if let Some(core) = parts::part_of(lexicon, text, at, numeral).or_else(|| parts::out_of(lexicon, text, at, numeral))
    {
        return Some(core);
    }
    if matches!(numeral.kind, Kind::Digits)
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
    let small = numeral.value.is_some_and(|value| value <= Decimal::TEN);
    let bare = core.end == numeral.end && core.unit.is_none() && precision::after(lexicon, text, core.end).is_none();
    if numeral.kind == Kind::Words && small && bare && compound::is_adjective(text, core.end) {
        return None;
    }
    if core.unit.is_none() && !core.counted && lexicon.ends(text, at, List::TimesBefore).is_some() {
        core.unit = Unit::parse("times");
    }
    strict::judged(lexicon, text, at, numeral, core)
}

/// Range, unit and what else stands behind a number.
pub fn behind(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Core {
    let tail = tail(lexicon, text, &first);
    if let Some(core) = in_coins(lexicon, text, at, &first, &tail) {
        return core;
    }
    if let Some((low, second)) = range_end(lexicon, text, at, &first, first.end).or_else(|| {
        range_end(lexicon, text, at, &first, tail.end).filter(|_| tail.more.is_none() && tail.end > first.end)
    }) {
        let second_tail = self::tail(lexicon, text, &second);
        let other_unit = tail.unit.is_some() && second_tail.unit != tail.unit && second_tail.unit.is_some();
        // It fell *by* 2 percent *to* 198: where it got to is another number.
        let reached = tail.unit.is_some() && second_tail.unit.is_none() && lexicon.ends(text, at, List::By).is_some();
        let other_unit = other_unit || reached;
        if !other_unit {
            let number = low.zip(second.value).map(|(low, high)| Number::Range(low, high));
            let mut core = core_of(number, at, second_tail);
            core.other = first.other.or(second.other);
            core.unit = core.unit.or(tail.unit);
            (core.step, core.scale) = (second.step, second.scale);
            return core;
        }
    }
    let number = match first.high {
        Some(high) => first.value.map(|low| Number::Range(low, high)),
        None => first.value.map(Number::One),
    };
    let half = tail.half;
    let number = match number {
        Some(Number::One(value)) if half => {
            value.checked_add(first.step * Decimal::new(5, 1)).map(|n| Number::One(n.normalize()))
        }
        number => number,
    };
    let level = tail.level && (tail.unit.is_some() || first.value.is_some_and(|value| value > Decimal::TEN));
    let mut core = core_of(number, at, tail);
    core.other = first.other;
    core.inherent = first.inside.or(core.inherent).or(level.then_some(Precision::About));
    // 一只 is one; only a lone 百, 万 or 亿 is an order of magnitude.
    core.about = first.about;
    core.vague = first.kind == Kind::Bare && first.value.is_some_and(|value| value > Decimal::ONE);
    (core.step, core.scale) = (first.step, first.scale);
    core
}

fn core_of(number: Option<Number>, at: usize, tail: Tail) -> Core {
    Core {
        number,
        unit: tail.unit,
        counted: tail.counted,
        inherent: tail.more,
        ..Core::plain(Number::One(Decimal::ZERO), at..tail.end)
    }
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug)]
pub struct Tail {
    /// The unit.
    pub unit: Option<Unit>,
    /// A word that counts things stands there.
    pub counted: bool,
    /// 级 or 量级 stands there.
    pub level: bool,
    /// 余, 多 or + stands there.
    pub more: Option<Precision>,
    /// A half more stands there.
    pub half: bool,
    /// Where it ends.
    pub end: usize,
}

/// The unit or classifier behind a number, and a word for more before it.
pub fn tail(lexicon: &Lexicon, text: &Text, numeral: &Numeral) -> Tail {
    let mut end = numeral.end;
    let inside = |role| if let Role::Inside(precision) = role { Some(precision) } else { None };
    let more = if numeral.inside.is_none() { lexicon.role(text, end, inside) } else { None };
    end += more.map_or(0, |(_, length)| length);
    if let Some((unit, end)) = inside_unit(lexicon, text, end, |at| lexicon.any(text, at, List::HalfAfter)) {
        return Tail { unit: Some(unit), counted: false, level: false, more: None, half: true, end };
    }
    let over = |at| lexicon.role(text, at, inside);
    let several = inside_unit(lexicon, text, end, |at| over(at).map(|(_, length)| length)).filter(|_| more.is_none());
    if let Some((unit, end)) = several {
        return Tail { unit: Some(unit), counted: false, level: false, more: Some(Precision::Over), half: false, end };
    }
    // Half *a* percentage point; but 12 *a* year is 12, as often as that.
    let part = numeral.value.is_some_and(|value| value < Decimal::ONE);
    let unit = if part { unit(lexicon, text, end) } else { unit_beside(lexicon, text, end, 0) };
    let unit = unit.or_else(|| money::behind_scale(lexicon, text, numeral));
    // 12.6亿块: a coin's word that counts things too does so behind a scale.
    let large = numeral.scale.is_none_or(|scale| scale >= 4);
    let space = gap(&text.low, end);
    let thing = lexicon.any(text, end + space, List::Counter).filter(|_| large).map(|length| end + space + length);
    let unit = unit.filter(|(unit, after)| unit.kind() != UnitKind::Money || thing != Some(*after));
    let counted = if unit.is_none() { lexicon.any(text, end + space, List::Counter).map(|n| n + space) } else { None };
    end = unit.map_or(end + counted.unwrap_or(0), |(_, end)| end);
    let half = more.is_none() && (unit.is_some() || counted.is_some() || numeral.scale != Some(0));
    let space = gap(&text.low, end);
    let half = lexicon
        .any(text, end, List::HalfAfter)
        .or_else(|| lexicon.any(text, end + space, List::AndHalf).map(|n| n + space).filter(|_| unit.is_some()))
        .filter(|_| half);
    end += half.unwrap_or(0);
    let named = unit.is_some_and(|(unit, _)| unit.kind() == UnitKind::Duration);
    let level = lexicon.any(text, end, List::Level).filter(|_| !named);
    end += level.unwrap_or(0);
    Tail {
        unit: unit.map(|(unit, _)| unit),
        counted: counted.is_some(),
        level: level.is_some(),
        more: more.map(|(precision, _)| precision),
        half: half.is_some(),
        end,
    }
}

/// 一个半月, 两个多小时: a word between a counting word and the rest of its unit.
fn inside_unit(
    lexicon: &Lexicon,
    text: &Text,
    at: usize,
    inside: impl Fn(usize) -> Option<usize>,
) -> Option<(Unit, usize)> {
    const LONGEST: usize = 8;
    let filler = lexicon.any(text, at, List::Filler)?;
    let rest = at + filler + inside(at + filler)?;
    let word: String = text.low[at..at + filler].chars().chain(text.low[rest..].chars().take(LONGEST)).collect();
    let (unit, end) = unit(lexicon, &Text::new(&word), 0).filter(|(_, end)| *end > filler)?;
    Some((unit, rest + end - filler))
}

/// The unit at a place, after a space, a hyphen or an article, and where it ends.
pub fn unit(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Unit, usize)> {
    let start = at + gap(&text.low, at);
    let article = lexicon.is(text, start, List::Article).map_or(0, |n| n + gap(&text.low, start + n));
    unit_beside(lexicon, text, at, article)
}

/// The unit behind a number: at once, or behind an article of so many bytes.
fn unit_beside(lexicon: &Lexicon, text: &Text, at: usize, article: usize) -> Option<(Unit, usize)> {
    let space = gap(&text.low, at);
    let hyphen = usize::from(space == 0 && text.low[at..].starts_with('-') && text.at(at + 1).is_some_and(is_spaced));
    let start = at + space + hyphen;
    let unit = |role| if let Role::Unit(unit) = role { Some(unit) } else { None };
    let (unit, length) = lexicon.role(text, start, unit).or_else(|| {
        let (unit, length) = lexicon.role(text, start + article, unit).filter(|_| article > 0)?;
        Some((unit, article + length))
    })?;
    // After a space a symbol of one letter is more likely a word: "8 in Alba", "4 a day".
    let symbol = &text.raw[start..start + length];
    let word_like =
        (symbol == "in" || symbol.len() == 1) && !matches!(symbol, "%" | "W" | "t" | "P" | "h" | "m" | "€" | "$");
    (!(space + hyphen > 0 && word_like && symbol.is_ascii())).then_some((unit, start + length))
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
    (digits && (latin || product || digit(before).is_some()))
        || (numeral && (numeral_before || digit(before).is_some()))
}
