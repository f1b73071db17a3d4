//! Words beside a number that say how precise it is.

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, is_gap};
use crate::model::quantity::Precision;

/// How many words may stand between a word of precision and its number.
const MOST_BETWEEN: usize = 4;

/// What the words directly before a number say, if any does: "more than", 突破, also with a verb or a
/// whole between: 约占全国的, 最高资助.
pub fn before(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Precision> {
    let mut end = start;
    for _ in 0..=MOST_BETWEEN {
        end = text.low[..end].trim_end_matches(is_gap).len();
        let (entry, length) = lexicon.ending(text, end)?;
        let precision = entry.pick(|role| match role {
            Role::Before(precision) => Some(Some(precision)),
            Role::NotBefore => Some(None),
            _ => None,
        });
        if let Some(precision) = precision {
            return precision;
        }
        entry.pick(|role| (role == Role::Is(List::Between2)).then_some(()))?;
        end -= length;
    }
    None
}

/// Whether the words before a number say how much something became less.
pub fn declines(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    let mut end = start;
    for _ in 0..=MOST_BETWEEN {
        end = text.low[..end].trim_end_matches(is_gap).len();
        if lexicon.ends(text, end, List::Decline).is_some() {
            return true;
        }
        let Some((entry, length)) = lexicon.ending(text, end) else { return false };
        let passes = |role| matches!(role, Role::Before(_) | Role::Is(List::Between2)).then_some(());
        if entry.pick(passes).is_none() {
            return false;
        }
        end -= length;
    }
    false
}

/// What the words directly after a number say, and the bytes they take: 以上, "or more".
pub fn after(lexicon: &Lexicon, text: &Text, end: usize) -> Option<(Precision, usize)> {
    let space = text.low[end..].len() - text.low[end..].trim_start_matches(is_gap).len();
    let hyphen = usize::from(text.low[end + space..].starts_with('-'));
    let after = |role| if let Role::After(precision) = role { Some(precision) } else { None };
    [0, hyphen].into_iter().find_map(|hyphen| {
        let (precision, length) = lexicon.role(text, end + space + hyphen, after)?;
        Some((precision, space + hyphen + length))
    })
}
