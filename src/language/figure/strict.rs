//! Which number words are figures: to ten only before a unit, in fractions and in ranks.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Text, gap, is_spaced, word as word_at};
use crate::language::reading::Number;
use crate::model::unit::{Unit, UnitKind};

use super::core::Core;
use super::numeral::{Kind, Numeral};

/// The number with its verdict; `None` where it is no number at all.
pub fn judged(lexicon: &Lexicon, text: &Text, at: usize, numeral: Numeral, core: Core) -> Option<Core> {
    match numeral.kind {
        Kind::Digits => Some(core),
        Kind::Characters | Kind::Bare if !is_spaced(text.at(at)?) => characters(lexicon, text, at, numeral, core),
        _ => words(lexicon, text, at, numeral, core),
    }
}

/// A lone 百 千 万 亿 or 一 is a number only with a unit, a classifier, 余 or 级; 万亿, of two, is one that a
/// generous reader counts.
fn characters(lexicon: &Lexicon, text: &Text, at: usize, numeral: Numeral, core: Core) -> Option<Core> {
    let before = |list| lexicon.ends(text, at, list).is_some();
    // 人数三百: only a power by itself can be vague.
    let power = text.at(at).is_some_and(|c| lexicon.rules.powers.contains_key(&c));
    let vague = before(List::VagueBefore) && (power || numeral.value.is_none());
    if vague || lexicon.any(text, numeral.end, List::VagueAfter).is_some() {
        return None;
    }
    let bound = core.counted || core.unit.is_some() || core.inherent.is_some();
    if numeral.kind == Kind::Bare && !bound {
        let several = text.low[at..numeral.end].chars().count() > 1;
        return several.then_some(Core { figure: false, ..core });
    }
    let each = before(List::Each);
    let value = match core.number {
        Some(Number::One(value)) => value,
        _ => numeral.value.unwrap_or(Decimal::ONE_HUNDRED),
    };
    let large = value > Decimal::TEN || core.inherent.is_some() || numeral.high.is_some() || !value.fract().is_zero();
    let measured = core.unit.is_some_and(|unit| measures(lexicon, text, at, core.end, unit, value));
    Some(Core { figure: !each && (large || measured), ..core })
}

/// Whether a number of this unit is a figure though it is small: 三年 is, 前三年 is none.
pub fn measures(lexicon: &Lexicon, text: &Text, at: usize, end: usize, unit: Unit, value: Decimal) -> bool {
    if unit.kind() != UnitKind::Duration {
        return true;
    }
    let placed =
        lexicon.ends(text, at, List::TimeBefore).is_some() || lexicon.any(text, end, List::TimeAfter).is_some();
    value != Decimal::ONE && !placed
}

fn words(lexicon: &Lexicon, text: &Text, at: usize, numeral: Numeral, core: Core) -> Option<Core> {
    let value = numeral.value?;
    if numeral.kind == Kind::Bare && core.unit.is_none() {
        return None;
    }
    if lexicon.any(text, numeral.end + gap(&text.low, numeral.end), List::VagueAfter).is_some()
        || lexicon.ends(text, at, List::VagueBefore).is_some()
    {
        return None;
    }
    let duration = core.unit.is_some_and(|unit| unit.kind() == UnitKind::Duration);
    let places = duration && (value == Decimal::ONE || places_in_time(lexicon, text, at, core.end));
    let each = lexicon.ends(text, at, List::Each).is_some();
    let large = value > Decimal::TEN || core.inherent.is_some() || !value.fract().is_zero();
    Some(Core { figure: !each && (large || (core.unit.is_some() && !places)), ..core })
}

/// "the last three years", "two years ago", "growing over five years"; but "for over five years" is measured.
fn places_in_time(lexicon: &Lexicon, text: &Text, at: usize, end: usize) -> bool {
    let after = end + gap(&text.low, end);
    let over = lexicon.ends(text, at, List::TimeOver).filter(|length| {
        let from = at - length;
        let word = text.low[..from].trim_end();
        let none = word.is_empty() || word.ends_with(|c: char| !c.is_alphanumeric());
        !none && lexicon.ends(text, from, List::TimeMeasured).is_none()
    });
    over.is_some()
        || lexicon.ends(text, at, List::TimeBefore).is_some()
        || lexicon.any(text, after, List::TimeAfter).is_some()
}

/// "half of", "by half", "nearly half", but not "half-year" or "the first half"; 一半 always.
pub fn share_is_figure(lexicon: &Lexicon, text: &Text, range: &Range<usize>) -> bool {
    if !text.at(range.start).is_some_and(is_spaced) {
        return true;
    }
    let after = &text.low[range.end..];
    let following = range.end + gap(&text.low, range.end);
    let share = lexicon.any(text, following, List::ShareAfter).is_some() && !after.starts_with('-');
    let measured = lexicon.ends(text, range.start, List::ShareBefore).is_some();
    let part = lexicon.ends(text, range.start, List::ShareNot).is_some();
    !part && !after.starts_with('-') && (share || measured)
}

/// Whether another word follows that a fraction would belong to: "a third party", but not "a third of". Where words
/// are written together, only a noun is one: ein Viertel gesunken.
pub fn goes_on(lexicon: &Lexicon, text: &Text, end: usize) -> bool {
    let next = end + gap(&text.low, end);
    let word = text.at(next).is_some_and(is_spaced) || text.low[end..].starts_with('-');
    let noun =
        !lexicon.rules.joined || text.raw[next..].starts_with(char::is_uppercase) || text.low[end..].starts_with('-');
    // Down by a fifth at 191,000: what joins words is none that a fraction could belong to.
    let joins = || lexicon.joins(word_at(&text.low, next));
    word && noun && lexicon.any(text, next, List::ShareAfter).is_none() && !joins()
}
