//! What stands behind a number: its unit or the word that counts, words for more and for a half.

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap, is_spaced, word};
use crate::model::quantity::Precision;
use crate::model::unit::{Unit, UnitKind};

use rust_decimal::Decimal;

use super::numeral::Numeral;
use super::{money, scale};

/// What stands behind a number.
#[derive(Clone, Copy, Debug)]
pub struct Tail {
    /// The unit.
    pub unit: Option<Unit>,
    /// A word that counts things stands there.
    pub counted: bool,
    /// 级 or 量级 stands there.
    pub level: bool,
    /// 余, 多 or + stands there.
    pub more: Option<Precision>,
    /// So many hundredths more stand there: a half, a quarter.
    pub part: Option<u32>,
    /// The power of ten that the unit's symbol holds.
    pub power: u32,
    /// Where it ends.
    pub end: usize,
}

/// The unit or classifier behind a number, and a word for more before it.
pub fn tail(lexicon: &Lexicon, text: &Text, numeral: &Numeral) -> Tail {
    let mut end = past_note(lexicon, text, past_mark(text, numeral.end));
    let inside = |role| if let Role::Inside(precision) = role { Some(precision) } else { None };
    let more = if numeral.inside.is_none() { lexicon.role(text, end, inside) } else { None };
    end += more.map_or(0, |(_, length)| length);
    if let Some((unit, end)) = inside_unit(lexicon, text, end, |at| lexicon.any(text, at, List::HalfAfter)) {
        return Tail { unit: Some(unit), counted: false, level: false, more: None, part: Some(50), power: 0, end };
    }
    let over = |at| lexicon.role(text, at, inside);
    let several = inside_unit(lexicon, text, end, |at| over(at).map(|(_, length)| length)).filter(|_| more.is_none());
    if let Some((unit, end)) = several {
        return Tail {
            unit: Some(unit),
            counted: false,
            level: false,
            more: Some(Precision::Over),
            part: None,
            power: 0,
            end,
        };
    }
    // Half *a* percentage point; but 12 *a* year is 12, as often as that.
    let part = numeral.value.is_some_and(|value| value < Decimal::ONE);
    let unit = if part { unit(lexicon, text, end) } else { unit_beside(lexicon, text, end, 0) };
    let unit = unit.or_else(|| money::behind_scale(lexicon, text, numeral));
    let unit = unit.or_else(|| points_and_half(lexicon, text, end));
    let scaled = scaled(lexicon, text, end).filter(|_| unit.is_none());
    let unit = unit.or(scaled.map(|(_, unit, end)| (unit, end)));
    // 12.6亿块: a coin's word that counts things too does so behind a scale.
    let large = numeral.scale.is_none_or(|scale| scale >= 4);
    let space = gap(&text.low, end);
    let thing = lexicon.any(text, end + space, List::Counter).map(|length| end + space + length);
    let thing = thing.filter(|thing| large || !is_spent(lexicon, text, numeral.end, *thing));
    let unit = unit.filter(|(unit, after)| unit.kind() != UnitKind::Money || thing != Some(*after));
    let thing = || lexicon.any(text, end + space, List::Counter).or_else(|| glued_counter(lexicon, text, end));
    let counted = if unit.is_none() { thing().map(|n| n + space) } else { None };
    end = unit.map_or(end + counted.unwrap_or(0), |(_, end)| end);
    let half = more.is_none() && (unit.is_some() || counted.is_some() || numeral.scale != Some(0));
    let space = gap(&text.low, end);
    let more_of = |role| if let Role::AndPart(hundredths) = role { Some(hundredths) } else { None };
    let part = || lexicon.role(text, end + space, more_of).map(|(part, n)| (part, n + space));
    let part = lexicon
        .any(text, end, List::HalfAfter)
        .or_else(|| lexicon.any(text, end + space, List::AndHalf).map(|n| n + space).filter(|_| unit.is_some()))
        .map(|length| (50, length))
        .or_else(|| part().filter(|_| unit.is_some()))
        .filter(|_| half);
    end += part.map_or(0, |(_, length)| length);
    let named = unit.is_some_and(|(unit, _)| unit.kind() == UnitKind::Duration);
    let level = lexicon.any(text, end, List::Level).filter(|_| !named);
    end += level.unwrap_or(0);
    Tail {
        unit: unit.map(|(unit, _)| unit),
        counted: counted.is_some(),
        level: level.is_some(),
        more: more.map(|(precision, _)| precision),
        part: part.map(|(hundredths, _)| hundredths),
        power: scaled.map_or(0, |(power, ..)| power),
        end,
    }
}

/// Whether the words around a number speak of money, in a language that has words for that where a coin's word counts
/// things too: 花了36块, 36块一斤; but 田36块.
fn is_spent(lexicon: &Lexicon, text: &Text, number: usize, end: usize) -> bool {
    const BEFORE: usize = 12;
    const BEHIND: usize = 4;
    // 两块五: so many tenths follow.
    let tenths = text.at(end).is_some_and(|c| c.is_ascii_digit() || lexicon.is_numeral(c));
    if tenths || !lexicon.has_list(List::Spending) {
        return true;
    }
    let clause = |c: &char| !matches!(c, '。' | ';' | '；' | '\n');
    let before = text.low[..number].char_indices().rev().take_while(|(_, c)| clause(c)).take(BEFORE);
    let behind = text.low[end..].char_indices().take(BEHIND).map(|(at, _)| end + at);
    before.map(|(at, _)| at).chain(behind).any(|at| lexicon.any(text, at, List::Spending).is_some())
}

/// neunköpfig: a word that counts goes on in the numeral's.
fn glued_counter(lexicon: &Lexicon, text: &Text, at: usize) -> Option<usize> {
    let rest = rest_of_word(lexicon, text, at)?;
    lexicon.any(&rest, 0, List::Counter).filter(|length| *length == rest.low.len())
}

/// What is left of a word behind its numeral, in a language that writes words together.
fn rest_of_word<'t>(lexicon: &Lexicon, text: &Text<'t>, at: usize) -> Option<Text<'t>> {
    let inside = text.before(at).is_some_and(is_spaced) && text.at(at).is_some_and(is_spaced);
    Some(Text::new(word(text.raw.get(at..).filter(|_| inside && lexicon.rules.joined)?, 0)))
}

/// 1,422* tonnes: where the mark of a note behind a number ends.
fn past_mark(text: &Text, end: usize) -> usize {
    let mark = text.at(end).filter(|c| matches!(c, '*' | '\u{2020}' | '\u{2021}'));
    let after = end + mark.map_or(0, char::len_utf8);
    if text.at(after).is_none_or(is_gap) { after } else { end }
}

/// 30（含）艘以上, 30（含30）艘以上: where a note in brackets ends that says that the number itself is meant.
fn past_note(lexicon: &Lexicon, text: &Text, end: usize) -> usize {
    let Some(open) = text.at(end).filter(|c| matches!(c, '(' | '（')) else { return end };
    let start = end + open.len_utf8();
    let Some(length) = lexicon.any(text, start, List::Inclusive) else { return end };
    let number = scale::read(lexicon, text, start + length).map_or(start + length, |number| number.end);
    text.at(number).filter(|c| matches!(c, ')' | '）')).map_or(end, |close| number + close.len_utf8())
}

/// deux points et demi: a word for points of a hundred, where a half stands behind it.
fn points_and_half(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Unit, usize)> {
    let (unit, end) = points(lexicon, text, at)?;
    lexicon.any(text, end + gap(&text.low, end), List::AndHalf).map(|_| (unit, end))
}

/// A word for points of a hundred behind a number, and where it ends.
fn points(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Unit, usize)> {
    let start = at + gap(&text.low, at).max(usize::from(text.low[at..].starts_with('-')));
    lexicon.any(text, start, List::Points).map(|length| (Unit::points(), start + length))
}

/// The unit at a place, or a word for points of a hundred.
pub fn unit_or_points(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Unit, usize)> {
    unit(lexicon, text, at).or_else(|| points(lexicon, text, at))
}

/// A symbol for so many of a unit at once behind a number, with its power of ten, and where it ends.
fn scaled(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(u32, Unit, usize)> {
    let start = at + gap(&text.low, at);
    let of = |role| if let Role::Scaled(power, unit) = role { Some((power, unit)) } else { None };
    lexicon.role(text, start, of).map(|((power, unit), length)| (power, unit, start + length))
}

/// 一个半月, 两个多小时: a word between a counting word and the rest of its unit.
fn inside_unit(
    lexicon: &Lexicon,
    text: &Text,
    at: usize,
    inside: impl Fn(usize) -> Option<usize>,
) -> Option<(Unit, usize)> {
    const LONGEST: usize = 8;
    let filler = lexicon.any(text, at, List::Filler)?;
    let rest = at + filler + inside(at + filler)?;
    let word: String = text.low[at..at + filler].chars().chain(text.low[rest..].chars().take(LONGEST)).collect();
    let (unit, end) = unit(lexicon, &Text::new(&word), 0).filter(|(_, end)| *end > filler)?;
    Some((unit, rest + end - filler))
}

/// The unit at a place, after a space, a hyphen or an article, and where it ends.
pub fn unit(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(Unit, usize)> {
    let start = at + gap(&text.low, at);
    let article = lexicon.is(text, start, List::Article).map_or(0, |n| n + gap(&text.low, start + n));
    unit_beside(lexicon, text, at, article)
}

/// The unit behind a number: at once, or behind an article of so many bytes.
fn unit_beside(lexicon: &Lexicon, text: &Text, at: usize, article: usize) -> Option<(Unit, usize)> {
    let space = gap(&text.low, at);
    let hyphen = usize::from(space == 0 && text.low[at..].starts_with('-') && text.at(at + 1).is_some_and(is_spaced));
    let start = at + space + hyphen;
    // In a language whose coins are written ct, they are no carats.
    let coin = |role| matches!(role, Role::Coin(..)).then_some(());
    if lexicon.role(text, start, coin).is_some() {
        return None;
    }
    let unit = |role| if let Role::Unit(unit) = role { Some(unit) } else { None };
    // zwölfjährig: the unit goes on in the numeral's word.
    let glued = || {
        let rest = rest_of_word(lexicon, text, start)?;
        lexicon.role(&rest, 0, unit).filter(|(_, length)| *length == rest.low.len())
    };
    let bound = || lexicon.role_within(text, start, unit);
    let (unit, length) = lexicon.role(text, start, unit).or_else(bound).or_else(glued).or_else(|| {
        let (unit, length) = lexicon.role(text, start + article, unit).filter(|_| article > 0)?;
        Some((unit, article + length))
    })?;
    // 2030 £640 million: the sign is the next number's.
    let next = text.at(start + length).is_some_and(|c| c.is_ascii_digit());
    if next && space > 0 && text.raw[start..start + length].chars().all(|c| "€$£¥￥₩₹₽".contains(c)) {
        return None;
    }
    // After a space a symbol of one letter is more likely a word: "8 in Alba", "4 a day".
    let symbol = &text.raw[start..start + length];
    let word_like =
        (symbol == "in" || symbol.len() == 1) && !matches!(symbol, "%" | "W" | "t" | "P" | "h" | "m" | "€" | "$");
    (!(space + hyphen > 0 && word_like && symbol.is_ascii())).then_some((unit, start + length))
}
