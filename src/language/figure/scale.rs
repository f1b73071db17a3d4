//! The longest number at a place, in digits or in words, with its scale: 2300亿, 两千五百万, "two and a half million".

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced};
use crate::language::script::is_wide_letter;
use crate::model::numeral::ten_to;
use crate::model::quantity::Precision;

use super::digits::{self, digit};
use super::numeral::{Kind, Numeral};
use super::{characters, words};

/// The largest power of ten that scales may make together.
const MOST_SCALE: u32 = 18;

/// The longest number that begins at a place, scale words included.
pub fn read(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Numeral> {
    let first = text.at(at)?;
    if digit(first).is_some() || begins_decimals(lexicon, text, at) {
        return Some(with_scale(lexicon, text, dozens(lexicon, text, in_digits(lexicon, text, at)?)));
    }
    if lexicon.is_numeral(first) {
        // 千瓦 is a unit, and no thousand of anything.
        let unit = |role| matches!(role, Role::Unit(_)).then_some(());
        if lexicon.role(text, at, unit).is_some_and(|(_, length)| length > first.len_utf8()) {
            return None;
        }
        return Some(with_scale(lexicon, text, characters::read(lexicon, text, at)?));
    }
    if is_spaced(first) && !text.before(at).is_some_and(|c| is_spaced(c) || c.is_ascii_digit()) {
        return words::read(lexicon, text, at);
    }
    None
}

/// 60 dozen, 3 score: so many times so many.
fn dozens(lexicon: &Lexicon, text: &Text, plain: Numeral) -> Numeral {
    let dozen = |role| if let Role::Dozen(n) | Role::DozenAbout(n) = role { Some(n) } else { None };
    let start = plain.end + gap(&text.low, plain.end);
    let Some((n, length)) = lexicon.role(text, start, dozen).filter(|_| start > plain.end) else { return plain };
    let times = |value: Decimal| value.checked_mul(n.into());
    Numeral { value: plain.value.and_then(times), step: plain.step * Decimal::from(n), end: start + length, ..plain }
}

/// Whether a decimal sign without a digit before it begins a number: .5 %.
pub fn begins_decimals(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    let Some(sign) = text.at(at).filter(|c| lexicon.rules.decimals.contains(*c)) else { return false };
    let apart = text.before(at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '-' | '\u{2212}'));
    apart && text.at(at + sign.len_utf8()).and_then(digit).is_some()
}

fn in_digits(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Numeral> {
    let digits::Digits { value, step, other, end } = digits::read(lexicon, text, at)?;
    let end = end + no_coins(&text.low[end..]);
    let plain = Numeral { value, step, other, ..Numeral::new(Decimal::ZERO, Kind::Digits, end) };
    // 3½, and 1 1/2 with a stroke.
    let part = vulgar(text, end).or_else(|| vulgar(text, end + gap(&text.low, end))).or_else(|| mixed(text, end));
    let Some((part, after)) = part else { return Some(plain) };
    let value = value.and_then(|value| value.checked_add(part));
    Some(Numeral { value, step: Decimal::new(1, 2), end: after, ..plain })
}

/// The bytes of a dash that stands for no coins: 1.250,– Euro.
fn no_coins(rest: &str) -> usize {
    let length = [",\u{2013}", ",\u{2014}", ",-", ".\u{2013}", ".-"].into_iter().find(|dash| rest.starts_with(dash));
    let length = length.map_or(0, str::len);
    let ends = rest[length..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '€' | '.' | ')'));
    if ends { length } else { 0 }
}

/// A fraction below one behind a whole number: 1 1/2.
fn mixed(text: &Text, at: usize) -> Option<(Decimal, usize)> {
    let start = at + gap(&text.low, at);
    let run = |from: usize| text.low[from..].bytes().take_while(u8::is_ascii_digit).count();
    let slash = start + run(start);
    let end = slash + 1 + text.low[slash..].strip_prefix('/').map(|_| run(slash + 1))?;
    let (a, b) = (text.low[start..slash].parse::<u32>().ok()?, text.low[slash + 1..end].parse::<u32>().ok()?);
    (start > at && a > 0 && a < b && b <= 16).then_some((Decimal::from(a) / Decimal::from(b), end))
}

/// The value of a character such as ½, and where it ends.
fn vulgar(text: &Text, at: usize) -> Option<(Decimal, usize)> {
    let (a, b, end) = vulgar_parts(text, at)?;
    Some((a.checked_div(b)?, end))
}

/// Both numbers of a character such as ¾, and where it ends.
pub fn vulgar_parts(text: &Text, at: usize) -> Option<(Decimal, Decimal, usize)> {
    use unicode_normalization::UnicodeNormalization;
    let c = text.raw.get(at..)?.chars().next().filter(|c| !c.is_ascii() && c.is_numeric())?;
    let plain: String = c.nfkc().collect();
    let (a, b) = plain.split_once('\u{2044}')?;
    let (a, b) = (a.parse::<u32>().ok()?, b.parse::<u32>().ok().filter(|b| *b > 0)?);
    Some((Decimal::from(a), Decimal::from(b), at + c.len_utf8()))
}

/// The scale behind a number, and what stands between them: 5000多亿, 5个亿, 14 亿, 1亿2000万.
pub fn with_scale(lexicon: &Lexicon, text: &Text, plain: Numeral) -> Numeral {
    let mut numeral = plain;
    let (mut last, mut sum) = (0, 0);
    // Characters take their own powers; what may follow them is 多 and a larger one.
    let from = numeral.scale.unwrap_or(0);
    while let Some((power, inside, end)) = next_scale(lexicon, text, &numeral, last) {
        if sum + power + from > MOST_SCALE {
            return Numeral { value: None, end, ..numeral };
        }
        (last, sum) = (power, sum + power);
        if let Some(value) = below(&numeral, inside, power) {
            // 两亿三千多万: what stands before 多 is all below the larger power.
            numeral = Numeral { value, inside, step: numeral.step * ten_to(power), scale: None, end, ..numeral };
            continue;
        }
        numeral.value = numeral.value.and_then(|value| value.checked_mul(ten_to(power))).map(|value| value.normalize());
        numeral.other = numeral.other.and_then(|value| value.checked_mul(ten_to(power)));
        numeral.high = numeral.high.and_then(|value| value.checked_mul(ten_to(power)));
        numeral.step = numeral.step.checked_mul(ten_to(power)).unwrap_or(numeral.step);
        numeral.inside = numeral.inside.or(inside);
        numeral.scale = numeral.scale.map(|scale| scale + power);
        numeral.end = end;
    }
    if sum < 2 || numeral.kind != Kind::Digits {
        return numeral;
    }
    let word = !text.before(numeral.end).is_some_and(|c| lexicon.is_numeral(c));
    if word { with_rest(lexicon, text, numeral, sum) } else { with_smaller(lexicon, text, numeral, sum) }
}

/// The sum of what characters say above a hundred million and of what they say below it, times a power.
fn below(numeral: &Numeral, inside: Option<Precision>, power: u32) -> Option<Option<Decimal>> {
    let value = numeral.value.filter(|_| numeral.kind == Kind::Characters && inside.is_some() && power == 4)?;
    let low = value.checked_rem(ten_to(8)).filter(|low| *low < value && !low.is_zero())?;
    Some(low.checked_mul(ten_to(power)).and_then(|scaled| (value - low).checked_add(scaled)))
}

/// 1 million 200 000: a group of thousands behind a scale in words.
fn with_rest(lexicon: &Lexicon, text: &Text, whole: Numeral, limit: u32) -> Numeral {
    let start = whole.end + gap(&text.low, whole.end);
    let digits = text.at(start).and_then(digit).filter(|_| limit > 3 && start > whole.end && whole.inside.is_none());
    let Some(part) = digits.and_then(|_| in_digits(lexicon, text, start)) else { return whole };
    // 3 Mrd. 200 Mio. Euro.
    let smaller = next_scale(lexicon, text, &part, 0).filter(|(power, inside, _)| *power < limit && inside.is_none());
    if let Some((power, _, end)) = smaller {
        let more = part.value.and_then(|part| part.checked_mul(ten_to(power))).filter(|more| *more < ten_to(limit));
        let value = whole.value.zip(more).and_then(|(value, more)| value.checked_add(more));
        return Numeral { value, other: None, step: part.step * ten_to(power), scale: None, end, ..whole };
    }
    let fits = |part: &Decimal| *part >= ten_to(3) && *part < ten_to(limit) && part.fract().is_zero();
    let Some(more) = part.value.filter(fits) else { return whole };
    let whole_scale = whole.value.and_then(|value| value.checked_rem(ten_to(limit))).is_some_and(|rest| rest.is_zero());
    let value = whole.value.and_then(|value| value.checked_add(more)).filter(|_| whole_scale);
    Numeral { value, other: None, step: part.step, scale: None, end: part.end, ..whole }
}

fn next_scale(lexicon: &Lexicon, text: &Text, numeral: &Numeral, last: u32) -> Option<(u32, Option<Precision>, usize)> {
    let inside = |role| if let Role::Inside(precision) = role { Some(precision) } else { None };
    let free = numeral.inside.is_none();
    // 500 多亿: a space behind digits, in a script that has none.
    let near = numeral.end + gap(&text.low, numeral.end);
    let near = if text.at(near).is_some_and(is_wide_letter) { near } else { numeral.end };
    let (precision, at) = match lexicon.role(text, near, inside).filter(|_| free) {
        Some((precision, length)) => (Some(precision), near + length),
        None => (None, numeral.end),
    };
    let space = gap(&text.low, at);
    let hyphen = usize::from(space == 0 && text.low[at..].starts_with('-'));
    let filler = lexicon.any(text, at + space, List::Filler).unwrap_or(0);
    let mut start = at + space + hyphen + filler;
    // 六个多亿: the word for more may stand behind the counting word too.
    let more = lexicon.role(text, start, inside).filter(|_| free && filler > 0 && precision.is_none());
    start += more.map_or(0, |(_, length)| length);
    let precision = precision.or(more.map(|(precision, _)| precision));
    let power = |role| match role {
        Role::Scale(power) => Some(power),
        _ => None,
    };
    if let Some((power, length)) = lexicon.role(text, start, power) {
        // 万亿 and 百万 are scales, 亿万 and 万千 are none; a word comes once.
        return (power > last || (power == last && power == 8)).then_some((power, precision, start + length));
    }
    let (entry_power, length) = character_power(lexicon, text, start)?;
    let follows = (entry_power > last && !(last == 2 && entry_power == 3)) || (entry_power == last && last == 8);
    let larger = numeral.kind == Kind::Digits || numeral.scale.is_none_or(|scale| entry_power > scale.min(3));
    (follows && larger).then_some((entry_power, precision, start + length))
}

/// A character for a power of ten from a hundred, unless a longer word begins with it (千瓦, 百分之).
fn character_power(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(u32, usize)> {
    let c = text.at(at)?;
    let power = lexicon.rules.powers.get(&c).copied().filter(|power| *power > 1)?;
    let longer = lexicon.at(text, at, false).is_some_and(|(_, length)| length > c.len_utf8());
    (!longer).then_some((power, c.len_utf8()))
}

/// 1亿2000万, 13万2, 1万2千3百: numbers with smaller scales follow at once, each fits below the one before it; a larger
/// scale behind them is that of all.
fn with_smaller(lexicon: &Lexicon, text: &Text, whole: Numeral, limit: u32) -> Numeral {
    let (mut numeral, mut limit) = (whole, limit);
    while let Some((sum, scale, end)) = smaller(lexicon, text, &numeral, limit) {
        numeral = Numeral { value: sum.map(|sum| sum.normalize()), step: ten_to(scale), scale: None, end, ..numeral };
        limit = scale;
        if sum.is_none() || scale == 0 {
            break;
        }
    }
    let larger = character_power(lexicon, text, numeral.end).filter(|(power, _)| numeral.end > whole.end && *power > 3);
    match larger {
        Some((power, length)) => {
            let value = numeral.value.filter(|value| *value < ten_to(power)).and_then(|v| v.checked_mul(ten_to(power)));
            Numeral { value, step: numeral.step * ten_to(power), end: numeral.end + length, ..numeral }
        }
        None => numeral,
    }
}

/// A sum with the smaller number that follows on it at once; the smaller one's scale, and where it ends.
fn smaller(lexicon: &Lexicon, text: &Text, whole: &Numeral, limit: u32) -> Option<(Option<Decimal>, u32, usize)> {
    // 5万零800: nothing of the places between is named.
    let zero = text.at(whole.end).filter(|c| lexicon.rules.digits.get(c) == Some(&0)).map_or(0, char::len_utf8);
    let start = whole.end + zero;
    text.at(start).and_then(digit).filter(|_| whole.inside.is_none())?;
    let value = whole.value?;
    let part = in_digits(lexicon, text, start)?;
    let (mut scale, mut end) = (0, part.end);
    while let Some((power, length)) = character_power(lexicon, text, end).filter(|(power, _)| scale + power < limit) {
        (scale, end) = (scale + power, end + length);
    }
    if scale == 0 && part.end - start == 1 && zero == 0 && limit >= 4 {
        scale = limit.saturating_sub(1);
    }
    let sum = part.value.filter(|_| (scale > 0 || zero > 0) && scale < limit).and_then(|part| {
        let part = part.checked_mul(ten_to(scale)).filter(|part| *part < ten_to(limit))?;
        value.checked_rem(ten_to(limit)).filter(Decimal::is_zero)?;
        value.checked_add(part)
    });
    Some((sum, scale, end))
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
