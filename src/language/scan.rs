//! Goes through a text once and reads every number in it, saying which are figures.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::numeral::{self, Numeral};
use crate::model::quantity::Precision;
use crate::model::unit::{self, Unit, UnitKind};

use super::asides::Asides;
use super::english;
use super::precision;
use super::ranks;
use super::reading::{Number, Reading};

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes it takes, unit words included.
    pub range: Range<usize>,
    /// What it says; `None` if it has more digits than a quantity.
    pub reading: Option<Reading>,
    /// Whether it is a figure; else a number word that only a generous reader counts.
    pub figure: bool,
}

/// A number with what stands behind it, before precision is looked for.
struct Core {
    number: Number,
    unit: Option<Unit>,
    /// 余 or 多 inside it, or 前 and "top" before it.
    inherent: Option<Precision>,
    end: usize,
    figure: bool,
}

/// Every number in a text outside its asides, in order.
pub fn all(text: &str, asides: &Asides) -> Vec<Found> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        if asides.covers(at) {
            at += c.len_utf8();
            continue;
        }
        match number_at(text, at) {
            Some(number) => {
                at = number.range.end;
                found.push(number);
            }
            None => at += skip(&text[at..], c),
        }
    }
    found
}

/// Whether a text says that there is one, or that it is the first, without a number: 首个, 唯一, "only".
pub fn says_only_one(text: &str) -> bool {
    let first = text.char_indices().filter(|&(_, c)| c == '首').any(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        unit::classifier_at_start(rest).is_some() || rest.starts_with('发')
    });
    let words = ["唯一", "独一无二", "独家", "仅有"].iter().any(|word| text.contains(word));
    let english = text.split(|c: char| !c.is_ascii_alphabetic());
    first
        || words
        || english.map(str::to_ascii_lowercase).any(|word| ["only", "sole", "first", "unique"].contains(&word.as_str()))
}

/// The reading of 唯一.
pub fn one() -> Reading {
    Reading { number: Number::One(Decimal::ONE), unit: None, precision: Precision::Exact }
}

/// How much to pass over where no number begins: a whole word, or numerals without one reading (三五家).
fn skip(text: &str, c: char) -> usize {
    if c.is_ascii_alphabetic() {
        return english::word(text).len();
    }
    if numeral::is_han_numeral(c) || matches!(c, '数' | '几') {
        let run = text[c.len_utf8()..].chars().take_while(|&c| numeral::is_han_numeral(c));
        return c.len_utf8() + run.map(char::len_utf8).sum::<usize>();
    }
    c.len_utf8()
}

fn number_at(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let digit = numeral::digit(first).is_some();
    let core = ranks::rank_at(text, at)
        .map(|rank| Core {
            number: rank.number,
            unit: rank.unit,
            inherent: rank.precision,
            end: rank.end,
            figure: rank.figure,
        })
        .or_else(|| with_currency(text, at))
        .or_else(|| if digit { digits(text, at) } else { None })
        .or_else(|| han(text, at))
        .or_else(|| english_words(text, at));
    let Some(core) = core else {
        let length: usize =
            rest.chars().take_while(|&c| numeral::digit(c).is_some() || c == '.').map(char::len_utf8).sum();
        return digit.then(|| Found { range: at..at + length, reading: None, figure: true });
    };
    let limit = core.unit.filter(|unit| unit.kind() == UnitKind::Duration && text[core.end..].starts_with('内'));
    let after = limit.map(|_| (Precision::AtMost, '内'.len_utf8())).or_else(|| precision::after(&text[core.end..]));
    let after = after.filter(|_| core.inherent.is_none());
    let end = core.end + after.map_or(0, |(_, length)| length);
    let precision = core.inherent.or_else(|| precision::before(&text[..at])).or(after.map(|(precision, _)| precision));
    let reading = Reading { number: core.number, unit: core.unit, precision: precision.unwrap_or(Precision::Exact) };
    Some(Found { range: at..end, reading: Some(reading), figure: core.figure })
}

/// CNY 500 billion, US$3, 人民币5亿元.
fn with_currency(text: &str, at: usize) -> Option<Core> {
    let (unit, length) = Unit::currency_at_start(&text[at..])?;
    let start = at + length + space(&text[at + length..]);
    let core = match text[start..].chars().next().and_then(numeral::digit) {
        Some(_) => short_scale(text, start).or_else(|| digits(text, start)),
        None => han(text, start).or_else(|| english_words(text, start)),
    }?;
    let agrees = core.unit.is_none_or(|named| named == unit);
    agrees.then_some(Core { unit: Some(unit), figure: true, ..core })
}

/// $3.5B, RMB 50m: a letter for a scale, after a currency only.
fn short_scale(text: &str, at: usize) -> Option<Core> {
    let Numeral { value, length, scale, .. } = numeral::read(&text[at..]).filter(|n| n.scale == Some(0))?;
    let letter = english::word(&text[at + length..]);
    let power = match letter {
        "k" | "K" => 3,
        "m" | "M" => 6,
        "b" | "B" => 9,
        "T" => 12,
        _ => return None,
    };
    let value = value.checked_mul(numeral::ten_to(power + scale?))?.normalize();
    Some(Core { number: Number::One(value), unit: None, inherent: None, end: at + length + letter.len(), figure: true })
}

/// Digits with scale, fraction, ratio or range, and what follows on them.
fn digits(text: &str, at: usize) -> Option<Core> {
    let first = scaled(text, at)?;
    let separated = |sign: &str| {
        text[first.end..].strip_prefix(sign).filter(|rest| rest.starts_with(|c| numeral::digit(c).is_some()))
    };
    for sign in ["/", ":", "\u{FF1A}", "\u{2236}", "比"] {
        let Some(rest) = separated(sign) else { continue };
        let second = scaled(text, text.len() - rest.len())?;
        let number = if sign == "/" {
            Number::Fraction(first.value, second.value)
        } else {
            Number::Ratio(first.value, second.value)
        };
        return Some(Core { number, unit: None, inherent: None, end: second.end, figure: true });
    }
    let (number, end) = match range_end(text, at, &first) {
        Some((low, high)) => (Number::Range(low, high.value), high.end),
        None => (Number::One(first.value), first.end),
    };
    let tail = tail(text, end);
    Some(Core { number, unit: tail.unit, inherent: tail.precision(first.value), end: tail.end, figure: true })
}

/// A number and the end of its scale words.
struct Scaled {
    value: Decimal,
    scale: u32,
    end: usize,
}

/// Digits with 万, 亿 or "billion", also with a space between: 14 亿.
fn scaled(text: &str, at: usize) -> Option<Scaled> {
    let Numeral { value, scale, length, .. } = numeral::read(&text[at..])?;
    let end = at + length;
    let gap = space(&text[end..]);
    if scale == Some(0) && gap > 0 && text[end + gap..].starts_with(['百', '千', '万', '亿']) {
        let joined = format!("{}{}", &text[at..end], &text[end + gap..]);
        let numeral = numeral::read(&joined)?;
        return Some(Scaled {
            value: numeral.value,
            scale: numeral.scale.unwrap_or(0),
            end: at + numeral.length + gap,
        });
    }
    let hyphen = usize::from(text[end..].starts_with('-'));
    if english::word(&text[end..]) == "k" {
        return Some(Scaled { value: value.checked_mul(numeral::ten_to(3))?.normalize(), scale: 3, end: end + 1 });
    }
    if let Some((power, length)) = english::scale_at(&text[end + gap.max(hyphen)..]) {
        let value = value.checked_mul(numeral::ten_to(power))?.normalize();
        return Some(Scaled { value, scale: power, end: end + gap.max(hyphen) + length });
    }
    Some(Scaled { value, scale: scale.unwrap_or(0), end })
}

/// The other end of a range: 20–30亿元, 20 to 30, 50%–60%; a first number without a scale takes the second's.
fn range_end(text: &str, at: usize, first: &Scaled) -> Option<(Decimal, Scaled)> {
    range_end_at(text, at, first, first.end).or_else(|| {
        let tail = tail(text, first.end);
        let (low, high) =
            range_end_at(text, at, first, tail.end).filter(|_| tail.end > first.end && tail.more.is_none())?;
        (self::tail(text, high.end).unit == tail.unit).then_some((low, high))
    })
}

fn range_end_at(text: &str, at: usize, first: &Scaled, end: usize) -> Option<(Decimal, Scaled)> {
    let rest = &text[end..];
    let sign = ["–", "—", "--", "-", "~", "\u{FF5E}", "至", "到", " to ", "\u{A0}to\u{A0}"]
        .iter()
        .find(|sign| rest.starts_with(**sign))?;
    let moved = text[..at].trim_end();
    if moved.ends_with(['从', '由']) || precision::ends_with_word(moved, "from") {
        return None;
    }
    let start = end + sign.len();
    text[start..].chars().next().and_then(numeral::digit)?;
    let second = scaled(text, start)?;
    let low = if first.scale == 0 { first.value.checked_mul(numeral::ten_to(second.scale))? } else { first.value };
    (low < second.value).then_some((low.normalize(), second))
}

/// Chinese numerals, and fractions in Chinese.
fn han(text: &str, at: usize) -> Option<Core> {
    let (rest, before) = (&text[at..], &text[..at]);
    let fixed = |number, length| Some(Core { number, unit: None, inherent: None, end: at + length, figure: true });
    if rest.starts_with("一半") {
        return fixed(Number::Fraction(Decimal::ONE, Decimal::TWO), "一半".len());
    }
    if let Some(points) = rest.strip_prefix("百分之") {
        let Numeral { value, length, .. } = numeral::read(points)?;
        let core = fixed(Number::One(value), "百分之".len() + length)?;
        return Some(Core { unit: Some(Unit::percent()), ..core });
    }
    let numeral = numeral::read(rest)?;
    let or_more = before.ends_with('上') && rest.starts_with(['百', '千', '万', '亿']) && !before.ends_with("以上");
    if before.ends_with(['数', '几', '成']) {
        return None;
    }
    let end = at + numeral.length;
    if let Some(numerator) = text[end..].strip_prefix("分之") {
        let part = numeral::read(numerator)?;
        return fixed(Number::Fraction(part.value, numeral.value), numeral.length + "分之".len() + part.length);
    }
    let tail = tail(text, end);
    if let Some(tenths) = tenths(text, end, numeral.value) {
        return Some(Core {
            number: Number::One(tenths),
            unit: Some(Unit::percent()),
            inherent: None,
            end: end + '成'.len_utf8(),
            figure: true,
        });
    }
    if text[end..].starts_with('几') || before.ends_with(numeral::is_han_numeral) {
        return None;
    }
    let written =
        HanNumber { numeral: &text[at..end], value: numeral.value, before, after: &text[tail.end..], tail: &tail };
    written.is_number().then(|| Core {
        number: Number::One(numeral.value),
        unit: tail.unit,
        inherent: if or_more { Some(Precision::AtLeast) } else { tail.precision(numeral.value) },
        end: tail.end,
        figure: written.is_figure(),
    })
}

/// 七成 is 70 %; but 一成立, 三成员 hold no share.
fn tenths(text: &str, end: usize, value: Decimal) -> Option<Decimal> {
    let rest = text[end..].strip_prefix('成')?;
    let word = rest
        .starts_with(['员', '为', '功', '立', '果', '本', '熟', '都', '长', '就', '效', '品', '型', '绩', '分', '套']);
    (!word && value < Decimal::TEN).then(|| value.checked_mul(Decimal::TEN)).flatten()
}

/// A Chinese numeral in its place, to be judged.
struct HanNumber<'a> {
    numeral: &'a str,
    value: Decimal,
    before: &'a str,
    after: &'a str,
    tail: &'a Tail,
}

impl HanNumber<'_> {
    /// A lone 百 千 万 亿 or 一 is a number only with a unit, a classifier, 余 or 级.
    fn is_number(&self) -> bool {
        let bare = matches!(self.numeral, "百" | "千" | "万" | "亿" | "千万" | "一");
        !bare || self.tail.counted || self.tail.unit.is_some() || self.tail.level || self.tail.more.is_some()
    }

    /// To ten, only before a unit that does not place something in time.
    fn is_figure(&self) -> bool {
        if self.before.ends_with('每') {
            return false;
        }
        if self.value > Decimal::TEN || self.tail.more.is_some() {
            return true;
        }
        let duration = |unit: Unit| unit.kind() == UnitKind::Duration;
        match self.tail.unit {
            None => false,
            Some(unit) if duration(unit) && self.value == Decimal::ONE => false,
            Some(unit) if duration(unit) => !self.places_in_time(),
            Some(_) => true,
        }
    }

    /// 近三年, 三年前, 三年行动计划.
    fn places_in_time(&self) -> bool {
        let before = ["近", "过去", "前", "后", "未来", "今后", "最近", "这", "那", "每", "头", "第"];
        let after = [
            "前", "后", "来", "间", "里", "以来", "之前", "之后", "期", "规划", "计划", "行动", "级", "制", "以前",
            "以后",
        ];
        before.iter().any(|word| self.before.ends_with(word)) || after.iter().any(|word| self.after.starts_with(word))
    }
}

/// English number words with what follows on them.
fn english_words(text: &str, at: usize) -> Option<Core> {
    let rest = &text[at..];
    let begins = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let words = english::read(rest).filter(|words| begins && !words.ordinal)?;
    let end = at + words.length;
    let before = english::words_before(&text[..at]);
    let last = before.last().map_or("", String::as_str);
    let second_last = before.iter().rev().nth(1).map_or("", String::as_str);
    if let Number::Fraction(..) = words.number {
        let half = english::word(rest).len() == words.length;
        let figure = !half || half_is_share(last, &text[end..]);
        return Some(Core { number: words.number, unit: None, inherent: None, end, figure });
    }
    let Number::One(value) = words.number else { return None };
    let tail = tail(text, end);
    let duration = tail.unit.is_some_and(|unit| unit.kind() == UnitKind::Duration);
    let places = duration && (value == Decimal::ONE || places_in_time(second_last, last, &text[tail.end..]));
    let figure = value > Decimal::TEN || tail.more.is_some() || (tail.unit.is_some() && !places);
    Some(Core { number: words.number, unit: tail.unit, inherent: tail.more, end: tail.end, figure })
}

/// "half of", "by half", "nearly half", but not "half-year" or "the first half".
fn half_is_share(before: &str, after: &str) -> bool {
    let following = english::word(after.trim_start());
    let share = ["of", "the", "its", "their", "all", "that"].contains(&following) && !after.starts_with('-');
    let measured = ["by", "than", "nearly", "almost", "about", "over", "roughly", "least", "under"].contains(&before);
    let part = ["first", "second", "latter", "other", "last"].contains(&before);
    !part && !after.starts_with('-') && (share || measured)
}

/// "the last three years", "two years ago", "growing over five years"; but "for over five years" is measured.
fn places_in_time(second_last: &str, before: &str, after: &str) -> bool {
    let following = english::word(after.trim_start());
    let leads = [
        "last",
        "past",
        "previous",
        "next",
        "these",
        "those",
        "coming",
        "following",
        "recent",
        "first",
        "every",
        "the",
        "in",
        "within",
    ];
    let ends = ["ago", "earlier", "later", "before", "after", "on", "plan", "old"];
    let measured = ["for", "by", "of", "lead", "is", "was", "are", "were", "at", "takes", "took", "after", "than"];
    let window = before == "over" && !measured.contains(&second_last) && !second_last.is_empty();
    window || leads.contains(&before) || ends.contains(&following)
}

/// What stands behind a number.
struct Tail {
    unit: Option<Unit>,
    /// A classifier stands there.
    counted: bool,
    /// 级 or 量级 stands there.
    level: bool,
    /// 余, 多 or + stands there.
    more: Option<Precision>,
    end: usize,
}

impl Tail {
    /// What stands behind a number makes of it: 余 opens it upwards, 百亿级 and 50吨级 name its class
    /// of size; but 4级 is a grade.
    fn precision(&self, value: Decimal) -> Option<Precision> {
        let class = self.level && (self.unit.is_some() || value > Decimal::TEN);
        self.more.or(class.then_some(Precision::About))
    }
}

fn tail(text: &str, number_end: usize) -> Tail {
    let mut end = number_end;
    let more = text[end..].chars().next().filter(|c| matches!(c, '余' | '多' | '+' | '\u{FF0B}'));
    end += more.map_or(0, char::len_utf8);
    let gap = gap(&text[end..]);
    let unit = unit_at(&text[end + gap..], &text[end..end + gap]);
    let counted = if unit.is_none() { unit::classifier_at_start(&text[end + gap..]) } else { None };
    end += unit.map(|(_, length)| length).or(counted).map_or(0, |length| gap + length);
    let level = ["量级", "级"].iter().find(|word| text[end..].starts_with(**word));
    let named = unit.is_some_and(|(unit, _)| unit.kind() == UnitKind::Duration);
    let level = level.filter(|_| !named);
    end += level.map_or(0, |word| word.len());
    Tail {
        unit: unit.map(|(unit, _)| unit),
        counted: counted.is_some(),
        level: level.is_some(),
        more: more.map(|_| Precision::Over),
        end,
    }
}

/// A unit behind a number; after a space a short Latin symbol is more likely a word ("8 in Alba").
fn unit_at(text: &str, gap: &str) -> Option<(Unit, usize)> {
    let (unit, length) = Unit::at_start(text)?;
    let symbol = &text[..length];
    let word_like = symbol == "in" || (symbol.len() == 1 && !matches!(symbol, "%" | "W" | "t" | "P"));
    (!(matches!(gap, " " | "-") && word_like)).then_some((unit, length))
}

/// A space or, before a Latin word, a hyphen.
fn gap(text: &str) -> usize {
    let hyphen = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    if hyphen { 1 } else { space(text) }
}

fn space(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}')).map_or(0, char::len_utf8)
}
