//! Numbers that reach somebody and state nothing: telephones, registers, houses in a street.

use std::ops::Range;

use crate::language::figure::lexicon::{Lexicon, List, Text, gap, is_gap, is_spaced, word};

use super::digits::digit;

/// So many digits make what is written with a plus before it a telephone number.
const LEAST_DIALLED: usize = 7;
/// With fewer digits a number behind such a word may count things: 3 telephones.
const LEAST_DIGITS: usize = 4;
/// So many words with a capital may stand between a house's number and its street.
const MOST_NAMES: usize = 3;

/// The length of such a number that begins at a place.
pub fn at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let c = text.at(at)?;
    if inside(text, at) || !(c.is_ascii_digit() || c == '+') {
        return None;
    }
    dialled(lexicon, text, at).or_else(|| house(lexicon, text, at))
}

/// The bytes of the word for a telephone or a register before a place: its number is none of a rank, no. 5, either.
pub fn called(lexicon: &Lexicon, text: &Text, at: usize) -> usize {
    lexicon.ends(text, at, List::Dialled).unwrap_or(0)
}

/// Whether a number goes on across a place: the 000 of 12 000, the 05 of 2024-05.
fn inside(text: &Text, at: usize) -> bool {
    let Some(before) = text.before(at) else { return false };
    let mark = is_gap(before) || matches!(before, '.' | ',' | ':' | '-' | '/' | '\'' | '\u{2019}' | '\u{2013}');
    let digits = |at: usize| text.before(at).is_some_and(|c| digit(c).is_some());
    is_spaced(before) || digits(at) || mark && digits(at - before.len_utf8())
}

/// Groups of digits behind a word for a telephone, with a plus, or with a nought before other digits: no quantity
/// begins so.
fn dialled(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let rest = &text.low[at..];
    let own = rest.trim_start_matches('+');
    let plus = own.len() < rest.len();
    let nought = own.starts_with('0') && own[1..].starts_with(|c: char| c.is_ascii_digit());
    let word = called(lexicon, text, at) > 0;
    let groups = groups(rest);
    let digits = rest[..groups].chars().filter(char::is_ascii_digit).count();
    let alone = !text.low[at + groups..].trim_start_matches(is_gap).starts_with(char::is_alphanumeric);
    let long = digits >= LEAST_DIGITS;
    (long && (word && alone || nought) || plus && digits >= LEAST_DIALLED).then_some(groups)
}

/// The length of the groups of digits at the beginning of a text, with what parts them: 0555 / 12-34.
fn groups(text: &str) -> usize {
    let mut end = 0;
    let mut parts = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            (end, parts) = (at + 1, 0);
        } else if is_gap(c) || matches!(c, '+' | '-' | '/' | '(' | ')' | '\u{2013}') {
            parts += 1;
            if parts > 3 {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// 7 Mill Street, Mühlenstraße 7, 人民路7号: the number of a house.
fn house(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let digits = text.low[at..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + digits;
    let letter = text.low[end..].bytes().take_while(u8::is_ascii_lowercase).count();
    let short = (1..=4).contains(&digits) && letter <= 1;
    let length = digits + letter;
    // A number that goes on, 7.5 or 7,000, is none of a house.
    let goes_on =
        text.low[end..].starts_with(['.', ',']) && text.low[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    (short && !goes_on && (in_street(lexicon, text, at + length) || behind_street(lexicon, text, at..at + length)))
        .then_some(length)
}

/// Whether words with capitals follow, the last of which is one for a street.
fn in_street(lexicon: &Lexicon, text: &Text, end: usize) -> bool {
    let comma = usize::from(text.low[end..].starts_with(','));
    let mut at = end + comma;
    for _ in 0..=MOST_NAMES {
        let start = at + gap(&text.low, at);
        let own = word(&text.low, start).len();
        if own == 0 || start == at {
            return false;
        }
        if lexicon.any(text, start, List::Street).is_some() {
            // In French the street's own word stands first and small: 7, rue du Moulin.
            let capital = text.raw[start..].chars().next().is_some_and(char::is_uppercase);
            let first = at == end + comma;
            let behind = start + own + gap(&text.low, start + own);
            let name = text.raw[behind..].chars().next().is_some_and(char::is_uppercase);
            let of = [List::By, List::OfCountry].into_iter().any(|list| lexicon.any(text, behind, list).is_some());
            return if capital { !first } else { first && (name || of) };
        }
        if !text.raw[start..].chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        at = start + own;
    }
    false
}

/// Whether a street's name stands before, in one word with what a street is: Mühlenstraße, 人民路.
fn behind_street(lexicon: &Lexicon, text: &Text, at: Range<usize>) -> bool {
    let end = text.low[..at.start].trim_end_matches(is_gap).len();
    let street = lexicon.ended_by(text, end, List::StreetBefore);
    let spaced = text.before(end).is_some_and(is_spaced);
    street.is_some_and(|length| {
        let start = text.low[..end].trim_end_matches(is_spaced).len();
        let compound = end - start > length && text.raw[start..].chars().next().is_some_and(char::is_uppercase);
        let next = text.low[at.end..].trim_start_matches(is_gap).chars().next();
        let alone = next.is_none_or(|c| !c.is_alphanumeric());
        if spaced { compound && alone } else { lexicon.any(text, at.end, List::House).is_some() }
    })
}
