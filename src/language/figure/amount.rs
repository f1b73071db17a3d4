//! One figure at a place in a text: number, unit and sign, or the place in an order.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, hundredths, is_gap, is_spaced};
use crate::language::reading::{Number, Reading};
use crate::language::script::is_wide_letter;
use crate::model::quantity::Precision;
use crate::model::unit::{Unit, UnitKind};

use super::digits::digit;
use super::numeral::{self, Kind, Numeral};
use super::{precision, ranks, strict};

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
    let core = core(lexicon, text, at)?;
    let limit = core
        .unit
        .filter(|unit| unit.kind() == UnitKind::Duration)
        .and_then(|_| lexicon.any(text, core.end, List::Limit));
    let limit = limit.map(|length| (Precision::AtMost, length));
    let after = limit.or_else(|| precision::after(lexicon, text, core.end)).filter(|_| core.inherent.is_none());
    let end = core.end + after.map_or(0, |(_, length)| length);
    let (start, negative) = negative(lexicon, text, core.start);
    let before = precision::before(lexicon, text, start);
    let precision = core.inherent.or(before).or(after.map(|(precision, _)| precision)).unwrap_or(Precision::Exact);
    let mixed = before.is_some_and(|before| after.is_some_and(|(after, _)| after != before));
    let decline = !negative && precision::declines(lexicon, text, start);
    let end_touched = touched(lexicon, text, end, core.end == end);
    let start_touched = touched_before(lexicon, text, start);
    if core.number.is_none() || end_touched > end || start_touched {
        let figure = core.figure || start_touched;
        return Some(Found { range: start..end_touched, reading: None, figure, mixed });
    }
    let number = core.number.map(|number| if negative { number.negated() } else { number })?;
    let reading = Reading {
        number,
        other: core.other,
        unit: core.unit,
        precision,
        decline,
        counted: core.counted,
        vague: core.vague && precision == Precision::Exact,
        step: core.step,
        scale: core.scale,
    };
    Some(Found { range: start..end, reading: Some(reading), figure: core.figure, mixed })
}

fn core(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    ranks::at(lexicon, text, at)
        .or_else(|| fixed(lexicon, text, at))
        .or_else(|| with_currency(lexicon, text, at))
        .or_else(|| part_first(lexicon, text, at))
        .or_else(|| written(lexicon, text, at))
}

/// Half, doubled: a word that is a share or a multiple by itself.
fn fixed(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let value = |role| match role {
        Role::Share(points) => Some((points, true, None)),
        Role::ShareOver(points) => Some((points, true, Some(Precision::Over))),
        Role::Times(hundredths) => Some((hundredths, false, None)),
        _ => None,
    };
    let ((value, share, inherent), length) = lexicon.role(text, at, value)?;
    let range = at..at + length;
    // One character that is half of many words (上半年) is a share behind a word of precision only.
    let lone = text.at(at).is_some_and(|c| !is_spaced(c) && c.len_utf8() == length);
    if lone
        && (precision::before(lexicon, text, at).is_none()
            || text.at(range.end).is_some_and(is_wide_letter) && unit(lexicon, text, range.end).is_some())
    {
        return None;
    }
    if !share {
        let times = Unit::parse("times");
        return Some(Core { unit: times, ..Core::plain(Number::One(hundredths(value).normalize()), range) });
    }
    // Half a million is no share.
    let scaled = numeral::read(lexicon, text, at).is_some_and(|numeral| numeral.end > range.end);
    if scaled {
        return None;
    }
    let (a, b) = (Decimal::from(value), Decimal::ONE_HUNDRED);
    let number = if value == 50 { Number::Fraction(Decimal::ONE, Decimal::TWO) } else { Number::Fraction(a, b) };
    let unit = unit(lexicon, text, range.end).filter(|_| !text.low[range.end..].starts_with('-'));
    if let Some((unit, end)) = unit.filter(|(unit, _)| unit.kind() != UnitKind::Percent) {
        // Half a percentage point, half a year.
        let half = Decimal::from(value).checked_div(b)?;
        return Some(Core { unit: Some(unit), ..Core::plain(Number::One(half.normalize()), at..end) });
    }
    let figure = strict::share_is_figure(lexicon, text, &range);
    Some(Core { figure, inherent, ..Core::plain(number, range) })
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
    let agrees = core.unit.is_none_or(|named| named == unit);
    let number = core.number.map(|number| if minus.is_some() { number.negated() } else { number });
    agrees.then_some(Core { number, unit: Some(unit), figure: true, start: at, ..core })
}

fn digits_at(text: &Text, at: usize) -> bool {
    text.at(at).and_then(digit).is_some()
}

/// $3.5B, RMB 50m: a letter for a scale, behind a currency only.
fn short_scale(lexicon: &Lexicon, text: &Text, numeral: Numeral) -> Numeral {
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

/// 百分之六十, 十分之三: the denominator stands first.
fn part_first(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let part = |role| if let Role::PartFirst(whole) = role { Some(whole) } else { None };
    let (whole, length) = lexicon.role(text, at, part)?;
    let start = at + length;
    let (start, minus) = match text.at(start).filter(|_| lexicon.ends(text, start + 3, List::Negative).is_some()) {
        Some(c) => (start + c.len_utf8(), true),
        None => (start, false),
    };
    let numeral = numeral::read(lexicon, text, start)?;
    let value = numeral.value.map(|value| if minus { -value } else { value });
    let (number, unit) = match whole {
        100 => (value.map(Number::One), Some(Unit::percent())),
        1000 => (value.map(Number::One), Unit::parse("‰").or(None)),
        _ => (value.map(|value| Number::Fraction(value, Decimal::from(whole))), None),
    };
    let number = match (unit, number) {
        (None, Some(Number::One(value))) => Some(Number::Fraction(value, Decimal::from(whole))),
        (_, number) => number,
    };
    Some(Core { number, unit, inherent: numeral.inside, ..Core::plain(Number::One(Decimal::ZERO), at..numeral.end) })
}

/// A number in digits, characters or words, with all that belongs to it.
fn written(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let numeral = numeral::read(lexicon, text, at);
    let Some(numeral) = numeral else {
        return article_part(lexicon, text, at).or_else(|| foreign(text, at));
    };
    if let Some(core) = part_of(lexicon, text, at, numeral).or_else(|| out_of(lexicon, text, at, numeral)) {
        return Some(core);
    }
    if matches!(numeral.kind, Kind::Digits)
        && let Some(core) = ratio(lexicon, text, at, numeral)
    {
        return Some(core);
    }
    if let Some(core) = tenths(lexicon, text, at, numeral) {
        return Some(core);
    }
    let core = behind(lexicon, text, at, numeral);
    strict::judged(lexicon, text, at, numeral, core)
}

/// Digits of scripts and styles that no table lists: seen, and not read.
fn foreign(text: &Text, at: usize) -> Option<Core> {
    let rest = &text.raw[at..];
    let is_number = |c: char| c.is_numeric() && !c.is_ascii() && digit(c).is_none();
    let length: usize = rest.chars().take_while(|&c| is_number(c)).map(char::len_utf8).sum();
    if length > 0 {
        // A footnote's number and a power behind a word belong to the word.
        let raised = text.before(at).is_some_and(is_spaced);
        let none = Core { number: None, ..Core::plain(Number::One(Decimal::ZERO), at..at + length) };
        return (!raised).then_some(none);
    }
    let begins = !text.before(at).is_some_and(char::is_alphanumeric);
    let letters: usize = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = !rest[letters..].starts_with(char::is_alphanumeric);
    let roman = begins && ends && letters >= 4 && is_roman(&rest[..letters]);
    roman.then(|| Core { number: None, ..Core::plain(Number::One(Decimal::ZERO), at..at + letters) })
}

/// Whether capital letters are a Roman numeral.
fn is_roman(word: &str) -> bool {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let mut rest = word;
    for (sign, _) in PARTS {
        let most = if matches!(sign, "M" | "C" | "X" | "I") { 3 } else { 1 };
        for _ in 0..most {
            rest = rest.strip_prefix(sign).unwrap_or(rest);
        }
    }
    rest.is_empty() && !word.is_empty()
}

/// 1/3, 三分之一, two thirds, zwei Drittel.
fn part_of(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    let fraction = |a: Option<Decimal>, b: Option<Decimal>, end: usize| {
        let number = a.zip(b).map(|(a, b)| Number::Fraction(a, b));
        Some(Core { number, ..Core::plain(Number::One(Decimal::ZERO), at..end) })
    };
    if let Some(length) = lexicon.any(text, first.end, List::PartOf) {
        let second = numeral::read(lexicon, text, first.end + length)?;
        return fraction(second.value, first.value, second.end);
    }
    if first.kind == Kind::Digits && text.low[first.end..].starts_with('/') && digits_at(text, first.end + 1) {
        let second = numeral::read(lexicon, text, first.end + 1)?;
        return fraction(first.value, second.value, second.end);
    }
    let space = gap(&text.low, first.end).max(usize::from(text.low[first.end..].starts_with('-')));
    let whole = |role| if let Role::Fraction(whole) = role { Some(whole) } else { None };
    let (whole, length) = lexicon.role(text, first.end + space, whole).filter(|_| space > 0)?;
    let value = first.value?;
    let one_second = value == Decimal::ONE && whole == 60;
    if first.kind == Kind::Digits || one_second || value >= Decimal::from(whole) {
        return None;
    }
    let end = first.end + space + length;
    // One second, one third of; but "one third party" is no share.
    if value == Decimal::ONE && strict::goes_on(lexicon, text, end) {
        return None;
    }
    fraction(Some(value), Some(Decimal::from(whole)), end)
}

/// a third of, a tenth.
fn article_part(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let word = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let length = lexicon.is(text, at, List::Article).filter(|_| word)?;
    let start = at + length + gap(&text.low, at + length);
    let whole = |role| if let Role::Fraction(whole) = role { Some(whole) } else { None };
    let (whole, length) = lexicon.role(text, start, whole)?;
    let end = start + length;
    let number = Number::Fraction(Decimal::ONE, Decimal::from(whole));
    (!strict::goes_on(lexicon, text, end)).then(|| Core::plain(number, at..end))
}

/// one in five, nine out of ten.
fn out_of(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    if first.kind != Kind::Words {
        return None;
    }
    let space = gap(&text.low, first.end);
    let length = lexicon.any(text, first.end + space, List::OutOf)?;
    let start = first.end + space + length;
    let start = start + gap(&text.low, start);
    let second = numeral::read(lexicon, text, start).filter(|second| second.kind == Kind::Words)?;
    let (a, b) = first.value.zip(second.value)?;
    (a < b && a > Decimal::ZERO).then(|| Core::plain(Number::Fraction(a, b), at..second.end))
}

/// 3:1.
fn ratio(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    let length = lexicon.any(text, first.end, List::Ratio)?;
    let start = first.end + length;
    let second = digits_at(text, start).then(|| numeral::read(lexicon, text, start)).flatten()?;
    let number = first.value.zip(second.value).map(|(a, b)| Number::Ratio(a, b));
    Some(Core { number, ..Core::plain(Number::One(Decimal::ZERO), at..second.end) })
}

/// 七成, 三成五, 3成; but 一成立 holds no share.
fn tenths(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    let length = lexicon.any(text, first.end, List::Tenth)?;
    let mut end = first.end + length;
    let (value, ten) = (first.value?, Decimal::TEN);
    if lexicon.any(text, end, List::TenthNot).is_some()
        || value > ten
        || first.kind == Kind::Bare && value != Decimal::ONE
    {
        return None;
    }
    let mut points = value * ten;
    let more = text.at(end).and_then(|c| lexicon.rules.digits.get(&c).copied().map(|n| (n, c.len_utf8())));
    if let Some((more, length)) = more {
        (points, end) = (points + Decimal::from(more), end + length);
    } else if let Some(length) = lexicon.any(text, end, List::HalfAfter) {
        (points, end) = (points + Decimal::from(5), end + length);
    }
    let mut core = Core::plain(Number::One(points.normalize()), at..end);
    if let Some(high) = first.high {
        core.number = Some(Number::Range(points.normalize(), high * ten));
    }
    if let Some(second) = other_end(lexicon, text, end, &first)
        && let Some(length) = lexicon.any(text, second.end, List::Tenth)
    {
        core.number = second.value.map(|high| Number::Range(points.normalize(), (high * ten).normalize()));
        core.end = second.end + length;
    }
    Some(Core { unit: Some(Unit::percent()), inherent: first.inside, ..core })
}

/// The second number of a range, if a sign of a range and a number follow.
fn other_end(lexicon: &Lexicon, text: &Text, at: usize, first: &Numeral) -> Option<Numeral> {
    let space = gap(&text.low, at);
    let length = lexicon.any(text, at + space, List::To)?;
    let start = at + space + length;
    numeral::read(lexicon, text, start + gap(&text.low, start)).filter(|second| second.value > first.value)
}

/// Range, unit and what else stands behind a number.
pub fn behind(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Core {
    let tail = tail(lexicon, text, &first);
    if let Some((low, second)) = range_end(lexicon, text, at, &first, first.end).or_else(|| {
        range_end(lexicon, text, at, &first, tail.end).filter(|_| tail.more.is_none() && tail.end > first.end)
    }) {
        let second_tail = self::tail(lexicon, text, &second);
        let other_unit = tail.unit.is_some() && second_tail.unit != tail.unit && second_tail.unit.is_some();
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

fn range_end(
    lexicon: &Lexicon,
    text: &Text,
    at: usize,
    first: &Numeral,
    end: usize,
) -> Option<(Option<Decimal>, Numeral)> {
    let space = gap(&text.low, end);
    let joins = |list| lexicon.any(text, end + space, list).is_some();
    if !joins(List::To) && !joins(List::ToAnd) {
        return None;
    }
    let between = lexicon.ends(text, before_currency(lexicon, text, at), List::Between).is_some();
    let to = lexicon.any(text, end + space, List::To).filter(|_| !is_dash(text, end + space) || space == 0 || between);
    let sign = to.or_else(|| lexicon.any(text, end + space, List::ToAnd).filter(|_| between))?;
    if lexicon.ends(text, at, List::Moved).is_some() {
        return None;
    }
    let mut start = end + space + sign;
    start += gap(&text.low, start);
    let currency = |role| if let Role::Sign(unit) = role { Some(unit) } else { None };
    if let Some((_, length)) = lexicon.role(text, start, currency) {
        start += length + gap(&text.low, start + length);
    }
    let mut second = numeral::read(lexicon, text, start)?;
    second = short_scale(lexicon, text, second);
    let same = (first.kind == Kind::Digits) == (second.kind == Kind::Digits);
    let scale = second.scale.filter(|_| first.scale == Some(0)).unwrap_or(0);
    let low = first.value.and_then(|low| low.checked_mul(crate::model::numeral::ten_to(scale)));
    let rises = low.zip(second.value).is_none_or(|(low, high)| low < high);
    (same && rises).then(|| (low.map(|low| low.normalize()), second))
}

/// Where the currency before a number begins, or the number itself.
fn before_currency(lexicon: &Lexicon, text: &Text, at: usize) -> usize {
    const LONGEST: usize = 12;
    let trimmed = text.low[..at].trim_end_matches(is_gap).len();
    let sign = |role| if let Role::Sign(unit) = role { Some(unit) } else { None };
    let starts = (trimmed.saturating_sub(LONGEST)..trimmed).filter(|&start| text.low.is_char_boundary(start));
    let ends_here =
        |start: &usize| lexicon.role(text, *start, sign).is_some_and(|(_, length)| start + length == trimmed);
    starts.into_iter().find(ends_here).unwrap_or(at)
}

fn is_dash(text: &Text, at: usize) -> bool {
    text.at(at).is_some_and(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '~' | '\u{FF5E}'))
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
    let unit = unit(lexicon, text, end);
    let space = gap(&text.low, end);
    let counted = if unit.is_none() { lexicon.any(text, end + space, List::Counter).map(|n| n + space) } else { None };
    end = unit.map_or(end + counted.unwrap_or(0), |(_, end)| end);
    let half = more.is_none() && (unit.is_some() || counted.is_some() || numeral.scale != Some(0));
    let half = lexicon.any(text, end, List::HalfAfter).filter(|_| half);
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

/// The unit at a place, after a space or a hyphen, and where it ends.
pub fn unit(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Unit, usize)> {
    let space = gap(&text.low, at);
    let hyphen = usize::from(space == 0 && text.low[at..].starts_with('-') && text.at(at + 1).is_some_and(is_spaced));
    let start = at + space + hyphen;
    let unit = |role| if let Role::Unit(unit) = role { Some(unit) } else { None };
    // Half *a* percentage point.
    let article = lexicon.is(text, start, List::Article).map_or(0, |n| n + gap(&text.low, start + n));
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

/// Where a negative number begins, and whether it is one.
fn negative(lexicon: &Lexicon, text: &Text, start: usize) -> (usize, bool) {
    let near = text.low[..start].trim_end_matches(is_gap).len();
    let word = lexicon.ending(text, near);
    if let Some((_, length)) =
        word.filter(|(entry, _)| entry.pick(|role| (role == Role::Is(List::Negative)).then_some(())).is_some())
    {
        return (near - length, true);
    }
    let Some(sign) = text.before(start) else { return (start, false) };
    let from = start - sign.len_utf8();
    let before = text.before(from);
    let joins = before.is_some_and(|c| is_spaced(c) || c.is_ascii_digit() || c == ')' || c == '%');
    match sign {
        '\u{2212}' if !before.is_some_and(|c| c.is_ascii_digit()) => (from, true),
        '-' | '\u{FF0D}' | '\u{FE63}' if !joins && before != Some('-') => (from, true),
        '\u{2013}' if before.is_none_or(|c| c.is_whitespace() || c == '(') => (from, true),
        _ => (start, false),
    }
}

/// How far what touches a number's end reaches: digits, numerals, letters behind digits, 多余来半.
fn touched(lexicon: &Lexicon, text: &Text, end: usize, bare_end: bool) -> usize {
    let mut reached = end;
    while let Some(c) = text.at(reached) {
        let last = text.before(reached);
        let numeral = lexicon.is_numeral(c);
        let phrase = numeral && lexicon.at(text, reached, true).is_some_and(|(_, length)| length > c.len_utf8());
        let after_digit = last.is_some_and(|l| l.is_ascii_digit() || digit(l).is_some());
        let digit_here = digit(c).is_some() && (after_digit || last.is_some_and(is_spaced));
        let letter = is_spaced(c) && after_digit;
        let point = matches!(c, '.' | ',') && after_digit && text.at(reached + 1).is_some_and(|n| digit(n).is_some());
        let fits = digit_here || letter || point || (numeral && !phrase && bare_end && (after_digit || reached > end));
        if !fits {
            break;
        }
        reached += c.len_utf8();
    }
    reached
}

/// Whether a number's first digit is part of something longer.
fn touched_before(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    let Some(before) = text.before(start) else { return false };
    let first = text.at(start);
    let digits = first.is_some_and(|c| digit(c).is_some() || c == '$' || c == '€' || c == '£' || c == '¥');
    let numeral = first.is_some_and(|c| lexicon.is_numeral(c));
    let numeral_before = lexicon.is_numeral(before);
    let latin = is_spaced(before) || matches!(before, '$' | '€' | '£' | '¥' | '\u{20A9}' | '\u{20BD}' | '\u{20B9}');
    (digits && (latin || digit(before).is_some())) || (numeral && (numeral_before || digit(before).is_some()))
}
