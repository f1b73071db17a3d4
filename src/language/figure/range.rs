//! Ranges: 20–30, between 20 and 30, 三至五; but what rose from 20 to 30 is no range.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap};

use super::numeral::{Kind, Numeral};
use super::precision::word_start;
use super::scale::{self, short_scale};
use super::tail::tail;

/// The second number of a range, if a sign of a range and a number follow.
pub fn other_end(lexicon: &Lexicon, text: &Text, at: usize, first: &Numeral) -> Option<Numeral> {
    let space = gap(&text.low, at);
    let length = lexicon.any(text, at + space, List::To)?;
    let start = at + space + length;
    scale::read(lexicon, text, start + gap(&text.low, start)).filter(|second| second.value > first.value)
}

/// The lower end and the number behind it, where a number is the first of a range.
pub fn range_end(
    lexicon: &Lexicon,
    text: &Text,
    at: usize,
    first: &Numeral,
    end: usize,
) -> Option<(Option<Decimal>, Numeral)> {
    let end = end + hyphen_before_to(lexicon, text, end);
    if let Some(second) = next_in_words(lexicon, text, first, end) {
        return Some((first.value, second));
    }
    let space = gap(&text.low, end);
    let joins = |list| lexicon.any(text, end + space, list).is_some();
    if !joins(List::To) && !joins(List::ToAnd) && !joins(List::ToOr) {
        return None;
    }
    let (minus_at, _) = super::minus::before(lexicon, text, at);
    let begins = before_currency(lexicon, text, at).min(minus_at);
    let between = lexicon.ends(text, begins, List::Between).is_some();
    let dash = is_dash(text, end + space);
    let spaced = dash && space > 0 && is_spaced_dash(lexicon, text, first, end + space);
    let to = lexicon.any(text, end + space, List::To).filter(|_| !dash || space == 0 || between || spaced);
    let sign = to
        .or_else(|| lexicon.any(text, end + space, List::ToAnd).filter(|_| between))
        .or_else(|| lexicon.any(text, end + space, List::ToOr))?;
    // Up by £35 to £215: where both have a currency, the second is what was reached.
    let currency_at = before_currency(lexicon, text, at);
    if currency_at < at && !dash && lexicon.ends(text, currency_at, List::By).is_some() {
        return None;
    }
    // Anywhere from 20 to 30 is a range, whatever verb stands before it.
    let moved = lexicon.ends(text, currency_at, List::Moved).filter(|_| !dash && !between);
    let moved = moved.is_some_and(|from| is_change(lexicon, text, currency_at - from));
    let mut start = end + space + sign;
    start += gap(&text.low, start);
    let currency = |role| if let Role::Sign(unit) = role { Some(unit) } else { None };
    if let Some((_, length)) = lexicon.role(text, start, currency) {
        // From £288 million in 2023 to £301.5 million: a number without the sign is no end of such a range.
        if currency_at == at && !dash && !between {
            return None;
        }
        start += length + gap(&text.low, start + length);
    }
    let signed = sign_before(lexicon, text, start);
    let mut second = scale::read(lexicon, text, signed.map_or(start, |(at, _)| at))?;
    second = short_scale(lexicon, text, second);
    let apart = end > first.end && !dash;
    if let Some(ends) = below_zero(lexicon, text, (at, first), (signed, apart), second) {
        return ends;
    }
    // Rose by 164 to 1,287: a rise by so much more or less than that is told with what it is measured in.
    let far = |low: Decimal, high: Decimal| low.checked_mul(3.into()).is_none_or(|low| low < high);
    let by = !dash && lexicon.ends(text, at, List::By).is_some();
    let behind = tail(lexicon, text, &second);
    let bare = behind.unit.is_none() && !behind.counted && second.scale == Some(0);
    if by && bare && first.value.zip(second.value).is_some_and(|(low, high)| far(low, high)) {
        return None;
    }
    // 从8元到9元不等 says how far it goes, and not what became of it.
    if moved && lexicon.any(text, tail(lexicon, text, &second).end, List::RangeAfter).is_none() {
        return None;
    }
    // En 2025 à 12 450 habitants: a year is no end of a range of other things.
    let year = |n: Decimal| n >= Decimal::from(1900) && n <= Decimal::from(2100) && n.fract().is_zero();
    let dated =
        first.kind == Kind::Digits && first.scale == Some(0) && first.end - at == 4 && first.value.is_some_and(year);
    let dated = dated && lexicon.ends(text, at, List::TimeBefore).is_some();
    if dated && !dash && !between && (!bare || !second.value.is_some_and(year)) {
        return None;
    }
    let same = (first.kind == Kind::Digits) == (second.kind == Kind::Digits);
    let scale = second.scale.filter(|_| first.scale == Some(0)).unwrap_or(0);
    let scale = scale.max(hundreds(first, &second));
    let scaled = first.value.and_then(|low| low.checked_mul(crate::model::numeral::ten_to(scale)));
    let below = |low: Option<Decimal>| low.zip(second.value).is_none_or(|(low, high)| low < high);
    // 三到五万 leaves the scale out once; 八千到一万 does not.
    let low = if below(scaled) { scaled } else { first.value };
    let rises = below(low);
    (same && rises).then(|| (low.map(|low| low.normalize()), second))
}

/// two to three hundred: the power of ten in words that the second number has for both.
fn hundreds(first: &Numeral, second: &Numeral) -> u32 {
    let words = first.kind == Kind::Words && second.kind == Kind::Words && second.scale == Some(0);
    let hundred = second.value.filter(|value| words && (*value % Decimal::ONE_HUNDRED).is_zero());
    let both = hundred.zip(first.value).is_some_and(|(high, low)| {
        let high = high / Decimal::ONE_HUNDRED;
        low < high && high < Decimal::TEN
    });
    if both { 2 } else { 0 }
}

/// The sign, or a word for it, before the second number of a range: where the number begins, and whether it is a minus.
fn sign_before(lexicon: &Lexicon, text: &Text, start: usize) -> Option<(usize, bool)> {
    let negative = lexicon.any(text, start, List::Negative);
    let word = negative.or_else(|| lexicon.any(text, start, List::Positive));
    let sign = text.at(start).filter(|c| matches!(c, '-' | '\u{2212}' | '\u{2013}' | '\u{2011}' | '+' | '\u{FF0B}'));
    let length = word.or(sign.map(char::len_utf8))?;
    let minus = negative.is_some() || word.is_none() && sign.is_some_and(|c| !matches!(c, '+' | '\u{FF0B}'));
    Some((start + length + gap(&text.low, start + length), minus))
}

/// A range whose first number is negative, as the one that it is the negative of: −5 to −2 as 2 to 5, −5 to +3 as −3
/// to 5; what stands before it is read later and turns it round. `Some(None)` where such numbers make no range.
#[expect(clippy::option_option, reason = "no such range, and none that can be read, are two answers")]
fn below_zero(
    lexicon: &Lexicon,
    text: &Text,
    (at, first): (usize, &Numeral),
    (signed, apart): (Option<(usize, bool)>, bool),
    second: Numeral,
) -> Option<Option<(Option<Decimal>, Numeral)>> {
    let (_, negative) = super::minus::before(lexicon, text, at);
    let minus = signed.is_some_and(|(_, minus)| minus);
    let (low, high) = first.value.zip(second.value)?;
    // -6~3: from below zero to above it; -20~30 may be both below it, where the unit does not stand behind each.
    if !negative || signed.is_none() && high > low && !apart {
        return minus.then_some(None);
    }
    let other = if minus { high } else { -high };
    Some((other < low).then_some((Some(other), Numeral { value: Some(low), ..second })))
}

/// 20- bis 30-mal, twenty- to thirty-foot: a hyphen stands for what the second number has behind it.
fn hyphen_before_to(lexicon: &Lexicon, text: &Text, end: usize) -> usize {
    let Some(rest) = text.low[end..].strip_prefix('-') else { return 0 };
    let to = end + 1 + gap(&text.low, end + 1);
    usize::from(rest.starts_with(is_gap) && !is_dash(text, to) && lexicon.any(text, to, List::To).is_some())
}

/// zwei, drei Tage: two numbers in words, one after the other.
fn next_in_words(lexicon: &Lexicon, text: &Text, first: &Numeral, end: usize) -> Option<Numeral> {
    let start = end + text.low[end..].strip_prefix(", ").filter(|_| first.kind == Kind::Words).map(|_| 2)?;
    let second = scale::read(lexicon, text, start).filter(|second| second.kind == Kind::Words)?;
    let (low, high) = first.value.zip(second.value)?;
    let noun = text.low[second.end..].starts_with(is_gap);
    (low + Decimal::ONE == high && low <= Decimal::TEN && noun).then_some(second)
}

/// 250 – 300 Leute: a dash between spaces joins two plain numbers the second of which has a word behind it.
fn is_spaced_dash(lexicon: &Lexicon, text: &Text, first: &Numeral, at: usize) -> bool {
    let sign = text.at(at).map_or(0, char::len_utf8);
    let start = at + sign + gap(&text.low, at + sign);
    let second = scale::read(lexicon, text, start).filter(|_| start > at + sign && first.kind == Kind::Digits);
    let Some(second) = second.filter(|second| second.kind == Kind::Digits) else { return false };
    let thing = text.low[second.end..].trim_start_matches(is_gap).chars().next();
    thing.is_some_and(|c| c.is_alphabetic() || matches!(c, '%' | '\u{20AC}' | '$' | '\u{A3}'))
}

/// Whether what began at a number changed from there: rose from 20 to 30. A language without words of change
/// says so by its word for from alone.
fn is_change(lexicon: &Lexicon, text: &Text, from: usize) -> bool {
    const MOST_WORDS: usize = 6;
    if !lexicon.has_list(List::Change) {
        return true;
    }
    let from_word = text.low[..from].trim_end_matches(is_gap).len();
    let mut end = from;
    for _ in 0..MOST_WORDS {
        end = text.low[..end].trim_end_matches(is_gap).len();
        if lexicon.ends(text, end, List::Change).is_some() {
            return true;
        }
        let word = word_start(text, end);
        // Pourrait tripler, de 9 à 27: a comma may stand directly before the word.
        let comma = text.low[..end].strip_suffix(',').filter(|_| word == end && end == from_word);
        if word == end && comma.is_none() {
            return false;
        }
        end = comma.map_or(word, str::len);
    }
    false
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
    text.at(at).is_some_and(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{FF0D}' | '~' | '\u{FF5E}'))
}
