//! Ranges: 20–30, between 20 and 30, 三至五; but what rose from 20 to 30 is no range.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap, is_spaced};

use super::amount::short_scale;
use super::numeral::{self, Kind, Numeral};

/// The second number of a range, if a sign of a range and a number follow.
pub fn other_end(lexicon: &Lexicon, text: &Text, at: usize, first: &Numeral) -> Option<Numeral> {
    let space = gap(&text.low, at);
    let length = lexicon.any(text, at + space, List::To)?;
    let start = at + space + length;
    numeral::read(lexicon, text, start + gap(&text.low, start)).filter(|second| second.value > first.value)
}

/// The lower end and the number behind it, where a number is the first of a range.
pub fn range_end(
    lexicon: &Lexicon,
    text: &Text,
    at: usize,
    first: &Numeral,
    end: usize,
) -> Option<(Option<Decimal>, Numeral)> {
    let space = gap(&text.low, end);
    let joins = |list| lexicon.any(text, end + space, list).is_some();
    if !joins(List::To) && !joins(List::ToAnd) && !joins(List::ToOr) {
        return None;
    }
    let between = lexicon.ends(text, before_currency(lexicon, text, at), List::Between).is_some();
    let dash = is_dash(text, end + space);
    let to = lexicon.any(text, end + space, List::To).filter(|_| !dash || space == 0 || between);
    let sign = to
        .or_else(|| lexicon.any(text, end + space, List::ToAnd).filter(|_| between))
        .or_else(|| lexicon.any(text, end + space, List::ToOr))?;
    if let Some(from) = lexicon.ends(text, at, List::Moved)
        && !dash
        && is_change(lexicon, text, at - from)
    {
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

/// Whether what began at a number changed from there: rose from 20 to 30. A language without words of change
/// says so by its word for from alone.
fn is_change(lexicon: &Lexicon, text: &Text, from: usize) -> bool {
    const MOST_WORDS: usize = 4;
    if !lexicon.has_list(List::Change) {
        return true;
    }
    let mut end = from;
    for _ in 0..MOST_WORDS {
        end = text.low[..end].trim_end_matches(is_gap).len();
        if lexicon.ends(text, end, List::Change).is_some() {
            return true;
        }
        let word = text.low[..end].trim_end_matches(|c: char| is_spaced(c) || c == '-').len();
        if word == end {
            return false;
        }
        end = word;
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
    text.at(at).is_some_and(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '~' | '\u{FF5E}'))
}
