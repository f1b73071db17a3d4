//! Whether the words around a number say that it is how much something became less.

use std::ops::Range;

use crate::language::figure::lexicon::{Lexicon, List, Text, gap, is_gap, is_spaced, word};
use crate::model::unit::{Unit, UnitKind};

use super::precision::{MOST_BETWEEN, listed_before, passed, word_start, words_before};

/// So many words may stand between a verb of change and how much: *cut* the waste of all the ports together by 3 %.
const MOST_FAR: usize = 12;
/// So many words may stand between a number and the particle that ends its clause.
const MOST_BEHIND: usize = 8;
/// A full stop behind so few letters cuts a word short and ends no sentence.
const ABBREVIATION: usize = 4;

/// Whether the words around a number, in `range` and of this unit, say how much something became less.
pub fn declines(lexicon: &Lexicon, text: &Text, range: Range<usize>, unit: Option<Unit>) -> bool {
    let Range { start, end } = range;
    let after = end + gap(&text.low, end);
    let by = listed_before(lexicon, text, start, List::By);
    let by_its_verb = |by: usize| {
        lexicon.any(text, after, List::DeclineAfter).is_some()
            || sinks_before(lexicon, text, by)
            || is_parted(lexicon, text, by..end)
    };
    by.is_some_and(by_its_verb)
        || declines_before(lexicon, text, start)
        || is_less(lexicon, text, end, unit)
        || unit.is_some_and(|unit| match unit.kind() {
            UnitKind::Percent => loses(lexicon, text, start),
            UnitKind::Money => is_loss(lexicon, text, start),
            _ => false,
        })
}

/// Whether a number shares the verb of the one before it, by which that fell: fell by 12 % *and* 8 %, by 12 % in 2023
/// *and by* 8 % in 2024.
pub fn shares_fall(lexicon: &Lexicon, text: &Text, between: Range<usize>) -> bool {
    const MOST: usize = 40;
    let words = &text.low[between.clone()];
    if words.len() > MOST || words.contains(['.', ';', ':', '。', '；']) {
        return false;
    }
    let end = text.low[..between.end].trim_end_matches(is_gap).len();
    let by = lexicon.ends(text, end, List::By).map(|by| text.low[..end - by].trim_end_matches(is_gap).len());
    let joint = by.unwrap_or(end);
    let and = |at: usize| lexicon.ends(text, at, List::And).map(|and| at - and);
    match and(joint) {
        Some(from) => by.is_some() || text.low[between.start..from].trim().is_empty(),
        None => matches!(words.trim(), "、" | ","),
    }
}

/// Whether what a sum is, or was, is called a loss before it in its clause: the net loss of the yard was 4 million.
fn is_loss(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    for end in words_before(text, start).take(MOST_FAR) {
        if lexicon.ends(text, end, List::Loss).is_some() {
            return true;
        }
        if lexicon.ends(text, end, List::Change).is_some() || lexicon.ends(text, end, List::And).is_some() {
            return false;
        }
    }
    false
}

/// Whether a verb of becoming less stands before a place in its clause, and none of another change after it.
fn sinks_before(lexicon: &Lexicon, text: &Text, by: usize) -> bool {
    let mut changed = false;
    let by = before_insertion(text, by);
    for (n, end) in words_before(text, by).take(MOST_FAR).enumerate() {
        if let Some(length) = lexicon.ends(text, end, List::DeclineFar).filter(|n| !is_named(lexicon, text, end - n)) {
            return length > 0 && (n <= MOST_BETWEEN || !changed);
        }
        changed |= lexicon.ends(text, end, List::Change).is_some();
    }
    false
}

/// Where the words before an insertion between two commas end, if one ends at a place: ont diminué*, en 2025,* de 4 %.
fn before_insertion(text: &Text, at: usize) -> usize {
    const LONGEST: usize = 48;
    let inside = |words: &str| words.len() <= LONGEST && !words.contains(['.', ';', ':', '(', ')']);
    let before = text.low[..at].trim_end_matches(is_gap).strip_suffix(',');
    let comma = before.and_then(|before| Some((before, before.rfind(',')?)));
    comma.filter(|(before, comma)| inside(&before[*comma..])).map_or(at, |(_, comma)| comma)
}

fn declines_before(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    let mut end = start;
    for _ in 0..=MOST_BETWEEN {
        end = text.low[..end].trim_end_matches(is_gap).len();
        // 降幅达 ends in a word for what is reached, and is none.
        let reached = lexicon.ends(text, end, List::Reach);
        if let Some(length) = lexicon.ends(text, end, List::Decline).filter(|length| Some(*length) > reached) {
            return !is_named(lexicon, text, end - length);
        }
        if reached.is_some() {
            return false;
        }
        let Some(before) = passed(lexicon, text, end) else { return false };
        end = before;
    }
    false
}

/// Whether a word inside a sentence begins with a capital, and so is a name, in a language that does not write every
/// noun so: Harrow Fell is to have 24.
fn is_named(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    let inside = text.low[..at].trim_end_matches(is_gap).ends_with(is_spaced);
    !lexicon.rules.joined && inside && text.raw[at..].starts_with(char::is_uppercase)
}

/// Whether a verb stands before a number whose particle ends its clause: ging um 3 % auf 5 Mio. t zurück.
fn is_parted(lexicon: &Lexicon, text: &Text, range: Range<usize>) -> bool {
    let low = &text.low;
    let verb = |end: usize| {
        let start = low[..end].trim_end_matches(is_spaced).len();
        lexicon.parted.iter().filter(move |(verb, _)| *verb == low[start..end])
    };
    let mut particles = words_before(text, range.start).take(MOST_FAR).flat_map(verb);
    particles.any(|(_, particle)| ends_clause(lexicon, text, range.end, particle))
}

/// Whether a particle stands behind a place, at its clause's end.
fn ends_clause(lexicon: &Lexicon, text: &Text, from: usize, particle: &str) -> bool {
    let mut at = from;
    for _ in 0..MOST_BEHIND {
        let passed = |c: char| is_gap(c) || c.is_ascii_digit() || matches!(c, '%' | '€' | '$' | '£');
        let rest = text.low[at..].trim_start_matches(|c| passed(c) || matches!(c, '.' | ','));
        let parted = &text.low[at..text.low.len() - rest.len()];
        let inside = |(n, _): (usize, &str)| {
            let digit = parted[n + 1..].starts_with(|c: char| c.is_ascii_digit());
            let short = n == 0 && text.low[..at].chars().rev().take_while(|&c| is_spaced(c)).count() < ABBREVIATION;
            digit || short && parted.starts_with('.')
        };
        if parted.match_indices(['.', ',']).any(|mark| !inside(mark)) {
            return false;
        }
        at = text.low.len() - rest.len();
        let own = word(&text.low, at);
        if own.is_empty() {
            return false;
        }
        at += own.len();
        let next = at + gap(&text.low, at);
        let last = !text.at(next).is_some_and(char::is_alphanumeric) || lexicon.any(text, next, List::And).is_some();
        if own == particle && last {
            return true;
        }
    }
    false
}

/// Whether the words behind a number, or behind the noun that it counts, compare: 40 fewer, 40 Boote weniger als.
fn is_less(lexicon: &Lexicon, text: &Text, end: usize, unit: Option<Unit>) -> bool {
    let measured = unit.is_some_and(|unit| unit.kind() != UnitKind::Count);
    let less = |at: usize| {
        let unit = || lexicon.any(text, at, List::DeclineUnit).filter(|_| measured);
        lexicon.any(text, at, List::DeclineThan).or_else(unit)
    };
    let start = end + gap(&text.low, end);
    let behind = |length: usize| {
        let next = start + length;
        next + gap(&text.low, next)
    };
    let goes_on = |next: usize| text.low[next..].starts_with('-') || lexicon.any(text, next, List::By).is_some();
    if less(start).is_some_and(|length| !goes_on(behind(length))) {
        return true;
    }
    let noun = word(&text.low, start).len();
    let next = behind(noun);
    let ends = |next: usize| {
        let open = text.at(next).is_some_and(char::is_alphanumeric);
        !open || lexicon.any(text, next, List::Than).is_some() || lexicon.joins(word(&text.low, next)) && !goes_on(next)
    };
    noun > 0 && less(next).is_some_and(|length| ends(next + length + gap(&text.low, next + length)))
}

/// Whether a verb before a share in its clause has it for its object: lost since 2020 some 3 per cent of its trees.
fn loses(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    let mut end = start;
    for _ in 0..MOST_FAR {
        end = text.low[..end].trim_end_matches(is_gap).len();
        if lexicon.ends(text, end, List::DeclineObject).is_some() {
            return true;
        }
        if lexicon.ends(text, end, List::And).is_some() || lexicon.ends(text, end, List::By).is_some() {
            return false;
        }
        let own = word_start(text, end);
        let year = text.low[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        end = match (own < end, end - year) {
            (true, _) => own,
            (_, 4) => year,
            _ => return false,
        };
    }
    false
}
