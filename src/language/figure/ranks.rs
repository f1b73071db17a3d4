//! Places in an order: 第三位, 前五, "third", "3rd", "top five", "Platz 3".

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::language::reading::Number;
use crate::language::script::is_wide_letter;
use crate::model::quantity::Precision;
use crate::model::unit::{Unit, UnitKind};

use super::core::Core;
use super::digits;
use super::numeral::{Kind, Numeral};
use super::scale;
use super::tail::{tail, unit};
use super::words::LONGEST_WORD;

/// The rank that stands at a place in a text, if any does.
pub fn at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let c = text.at(at)?;
    if is_spaced(c) && text.before(at).is_some_and(|c| is_spaced(c) || c.is_ascii_digit()) {
        return None;
    }
    let core = prefixed(lexicon, text, at)
        .or_else(|| top(lexicon, text, at))
        .or_else(|| in_digits(lexicon, text, at))
        .or_else(|| in_words(lexicon, text, at))
        .or_else(|| placed(lexicon, text, at))?;
    Some(from_last(lexicon, text, core))
}

fn rank(value: Option<Decimal>, start: usize, end: usize) -> Core {
    let plain = Core::plain(Number::One(Decimal::ZERO), start..end);
    Core { number: value.map(Number::One), unit: Some(Unit::rank()), ..plain }
}

/// 第三, No. 3, #2.
fn prefixed(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let length = lexicon.any(text, at, List::RankPrefix)?;
    let wide = text.at(at).is_some_and(is_wide_letter);
    let start = at + length + if wide { 0 } else { gap(&text.low, at + length) };
    let numeral = scale::read(lexicon, text, start)?;
    if lexicon.ends(text, start, List::Label).is_some() {
        return None;
    }
    if wide { ordinal(lexicon, text, at, &numeral) } else { Some(rank(numeral.value, at, numeral.end)) }
}

/// Where the number of all that are ranked ends, behind a place: 37th of a hundred.
pub fn past_all(lexicon: &Lexicon, text: &Text, end: usize) -> usize {
    let start = end + gap(&text.low, end);
    // Septième *rang* des quatorze régions.
    let place = lexicon.any(text, start, List::RankBefore).or_else(|| lexicon.any(text, start, List::RankAfter));
    let start = place.map_or(start, |length| start + length + gap(&text.low, start + length));
    let Some(length) = lexicon.any(text, start, List::RankOf) else { return end };
    let all = start + length;
    let all = scale::read(lexicon, text, all + gap(&text.low, all));
    all.map_or(end, |all| all.end)
}

/// A place that is counted from the last is no place from the first: 倒数第二, second to last.
fn from_last(lexicon: &Lexicon, text: &Text, core: Core) -> Core {
    let after = core.end + gap(&text.low, core.end).max(usize::from(text.low[core.end..].starts_with('-')));
    let beside =
        lexicon.ends(text, core.start, List::FromLast).is_some() || lexicon.any(text, after, List::FromLast).is_some();
    if beside { Core { number: None, ..core } } else { core }
}

fn ordinal(lexicon: &Lexicon, text: &Text, at: usize, numeral: &Numeral) -> Option<Core> {
    if numeral.scale != Some(0) && numeral.kind == Kind::Digits {
        // 第1000万片 counts.
        let tail = tail(lexicon, text, numeral);
        return Some(Core { unit: None, counted: true, ..rank(numeral.value, at, tail.end) });
    }
    let end = numeral.end;
    let numbered = lexicon.any(text, end, List::RankNot).is_some();
    let place = lexicon.any(text, end, List::RankPlace);
    let counter = place.or_else(|| lexicon.any(text, end, List::Counter).filter(|_| !numbered)).unwrap_or(0);
    let ranked = lexicon.ends(text, at, List::RankBefore).is_some();
    let next = text.at(end);
    let alone = next.is_none_or(|c| !c.is_alphanumeric()) || lexicon.any(text, end, List::RankAfter).is_some();
    let listed = next.is_some_and(|c| ",\u{FF0C}、:\u{FF1A}".contains(c)) && ends_sentence(&text.low[..at]);
    let figure = !numbered && !listed && (numeral.kind == Kind::Digits || place.is_some() || ranked || alone);
    let core = rank(numeral.value, at, end + counter);
    if !numbered {
        return Some(Core { figure, ..core });
    }
    // 第八年 says how long something has gone on; in 第7号 and 第三季度 the number is a name.
    let span = unit(lexicon, text, end).map(|(unit, _)| unit).filter(|unit| unit.kind() == UnitKind::Duration);
    Some(Core { figure, number: core.number.filter(|_| span.is_some()), unit: span, ..core })
}

fn ends_sentence(before: &str) -> bool {
    let last = before.trim_end_matches(' ').chars().next_back();
    last.is_none_or(|c| "\n。;\u{FF1B}:\u{FF1A}!?\u{FF01}\u{FF1F}".contains(c))
}

/// 前五, 前十门槛, top five, top-ten; but 前三年 is a time, and "top 5%" a share.
fn top(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let length = lexicon.any(text, at, List::Top)?;
    if lexicon.ends(text, at, List::TopNot).is_some() {
        return None;
    }
    let wide = text.at(at).is_some_and(is_wide_letter);
    let hyphen = usize::from(text.low[at + length..].starts_with('-'));
    let start = at + length + gap(&text.low, at + length).max(hyphen);
    let numeral = scale::read(lexicon, text, start).filter(|numeral| numeral.scale == Some(0))?;
    let place = lexicon.any(text, numeral.end, List::TopPlace);
    let threshold = lexicon.any(text, numeral.end, List::Threshold);
    let precision = if threshold.is_some() { Precision::About } else { Precision::AtMost };
    let end = numeral.end + place.or(threshold).unwrap_or(0);
    let core = Core { inherent: Some(precision), ..rank(numeral.value, at, end) };
    if !wide {
        let share = unit(lexicon, text, numeral.end).is_some_and(|(unit, _)| unit.kind() == UnitKind::Percent);
        return (!share).then_some(core);
    }
    let tail = tail(lexicon, text, &numeral);
    let measured = place.is_none() && threshold.is_none() && (tail.unit.is_some() || tail.counted);
    let numbered = lexicon.any(text, numeral.end, List::RankNot).is_some();
    let before = |list| lexicon.ends(text, at, list).is_some();
    let ranked = before(List::RankBefore) || before(List::TopBefore);
    let alone = text.at(numeral.end).is_none_or(|c| !c.is_alphanumeric());
    (!measured && !numbered && (place.is_some() || threshold.is_some() || ranked || alone)).then_some(core)
}

/// 3rd, 21st, 3e.
fn in_digits(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let digits = digits::read(lexicon, text, at).filter(|digits| digits.step == Decimal::ONE)?;
    // auf den 5. Platz: the point of an ordinal, before the word for a place.
    let point = || {
        let end = digits.end + text.low[digits.end..].strip_prefix('.').map(|_| 1)?;
        lexicon.any(text, end + gap(&text.low, end), List::RankPlace).filter(|_| lexicon.rules.joined).map(|_| 1)
    };
    let ending = lexicon.any(text, digits.end, List::OrdinalEnding).or_else(point)?;
    Some(rank(digits.value, at, digits.end + ending))
}

/// third, where it ranks.
fn in_words(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let place = |role| if let Role::Ordinal(place) = role { Some(place) } else { None };
    let Some((value, length)) = lexicon.role(text, at, place) else { return joined(lexicon, text, at) };
    let end = at + length;
    // Every second day says how often, every second house how many.
    let timed = || unit(lexicon, text, end).is_some_and(|(unit, _)| unit.kind() == UnitKind::Duration);
    if let Some(every) = lexicon.ends(text, at, List::EveryNth).filter(|_| value > 1 && !timed()) {
        return Some(Core::plain(Number::Fraction(Decimal::ONE, Decimal::from(value)), at - every..end));
    }
    let core = rank(Some(Decimal::from(value)), at, end);
    Some(Core { figure: ranks(lexicon, text, at, end), ..core })
}

/// zweitgrößter: an ordinal and a superlative in one word.
fn joined(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    if !lexicon.rules.joined {
        return None;
    }
    let word = word(&text.low, at);
    if word.len() > LONGEST_WORD {
        return None;
    }
    let place = |role| if let Role::OrdinalStem(place) = role { Some(place) } else { None };
    let (endings, not) = &lexicon.superlatives;
    word.char_indices().skip(3).find_map(|(end, _)| {
        let (value, own) = lexicon.role(&Text::new(&word[..end]), 0, place)?;
        let rest = &word[end..];
        let superlative = rest.chars().count() > 4 && endings.iter().any(|e| rest.ends_with(e.as_str()));
        let fits = own == end && superlative && !not.iter().any(|n| n == rest);
        fits.then(|| rank(Some(Decimal::from(value)), at, at + word.len()))
    })
}

/// Whether the words around an ordinal make it a rank: "ranks third", "third-largest", "fifth in the world".
fn ranks(lexicon: &Lexicon, text: &Text, start: usize, end: usize) -> bool {
    let before = words_before(text, start).any(|at| lexicon.ends(text, at, List::RankBefore).is_some());
    let near = end + gap(&text.low, end).max(usize::from(text.low[end..].starts_with('-')));
    let after = lexicon.any(text, near, List::RankAfter).is_some();
    let word = word(&text.low, near);
    let (endings, not) = &lexicon.superlatives;
    let superlative =
        word.len() > 5 && endings.iter().any(|e| word.ends_with(e.as_str())) && !not.iter().any(|n| n == word);
    before || after || superlative
}

/// Where the last three words before a place end.
fn words_before(text: &Text, start: usize) -> impl Iterator<Item = usize> {
    let mut end = start;
    let mut ends = Vec::new();
    while ends.len() < 3 && end > 0 {
        end = text.low[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\n').len();
        ends.push(end);
        let word = text.low[..end].trim_end_matches(char::is_alphanumeric).len();
        if word == end {
            break;
        }
        end = word;
    }
    ends.into_iter()
}

/// parmi les dix premiers.
fn top_after(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let said = lexicon.ends(text, at, List::TopBefore).is_some();
    if !said && lexicon.ends(text, at, List::Between2).is_none() {
        return None;
    }
    let numeral = scale::read(lexicon, text, at).filter(|numeral| numeral.scale == Some(0))?;
    let after = numeral.end + gap(&text.low, numeral.end);
    let length = lexicon.any(text, after, List::TopAfter)?;
    // Les trois premiers jours are no places; les trois premiers alone are.
    let alone = text.at(after + length).is_none_or(|c| matches!(c, '.' | ',' | ';' | ')' | '\n'));
    if !said && !alone {
        return None;
    }
    Some(Core { inherent: Some(Precision::AtMost), ..rank(numeral.value, at, after + length) })
}

/// Platz 3, rang 3, number one.
fn placed(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    if let Some(core) = top_after(lexicon, text, at) {
        return Some(core);
    }
    let word = lexicon.ends(text, at, List::RankWord)?;
    let numeral = scale::read(lexicon, text, at).filter(|numeral| numeral.scale == Some(0))?;
    let tail = tail(lexicon, text, &numeral);
    (tail.unit.is_none() && !tail.counted).then(|| rank(numeral.value, at - word, numeral.end))
}
