//! Whether a number is negative: minus 3, −3, bei - 1,7 %.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, is_gap, is_spaced};
use crate::language::reading::Number;
use crate::language::script::is_wide_letter;
use crate::model::unit::UnitKind;

use super::core::Core;

/// Where a negative number begins, and whether it is one.
pub fn before(lexicon: &Lexicon, text: &Text, start: usize) -> (usize, bool) {
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
        '-' | '\u{FF0D}' | '\u{FE63}' | '\u{2011}' if !joins && before != Some('-') => (from, true),
        '\u{2013}' if before.is_none_or(|c| c.is_whitespace() || c == '(' || is_wide_letter(c)) => (from, true),
        _ => apart(lexicon, text, near).filter(|_| near < start).map_or((start, false), |from| (from, true)),
    }
}

/// Where a minus stands that a space parts from its number: behind a word that leads to a number (bei - 1,7 %), a
/// dash is no mark of the sentence.
fn apart(lexicon: &Lexicon, text: &Text, near: usize) -> Option<usize> {
    let from = near - dash(text, near)?.len_utf8();
    let leads = |list| lexicon.ends(text, from, list).is_some();
    let marked = text.low[..from].trim_end_matches(is_gap).ends_with([':', '(', '|']);
    (marked || leads(List::Between2) || leads(List::By) || leads(List::Reach)).then_some(from)
}

/// The dash that ends at a place, with a space or a mark that opens something before it.
fn dash(text: &Text, end: usize) -> Option<char> {
    let dash = text.before(end).filter(|c| matches!(c, '-' | '\u{2013}' | '\u{2212}' | '\u{FF0D}'))?;
    text.before(end - dash.len_utf8()).filter(|c| is_gap(*c) || matches!(c, '(' | '|')).map(|_| dash)
}

/// The other value of a number with a dash before it that may be a minus or a mark of the sentence: a share or a
/// temperature behind a word.
pub fn perhaps(text: &Text, core: &Core) -> Option<Decimal> {
    let near = text.low[..core.start].trim_end_matches(is_gap).len();
    let dash = dash(text, near).filter(|_| near < core.start)?;
    let word = text.low[..near - dash.len_utf8()].trim_end_matches(is_gap).chars().next_back();
    let signed = core.unit.is_some_and(|unit| {
        matches!(unit.kind(), UnitKind::Percent | UnitKind::Points | UnitKind::Money) || unit.code() == "degC"
    });
    match core.number {
        Some(Number::One(value)) if signed && word.is_some_and(char::is_alphabetic) => Some(-value),
        _ => None,
    }
}
