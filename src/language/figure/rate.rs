//! Rates: so much per so much, as in 12 boats per 1,000 people, 每万人3.2座, 5元/千瓦时.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::language::script::is_wide_letter;
use crate::model::unit::{Base, Unit, UnitKind};

use super::precision::passes;
use super::scale;

/// How many words may stand between a number and what it is reckoned on: 3.2 *lamps for* every 10,000.
const MOST_WORDS: usize = 4;
/// How many characters may stand between a base and the number behind it: 每万人*拥有*12座.
const MOST_CHARACTERS: usize = 12;
/// The same where the base is a unit: 每亩*收益*6800元.
const MOST_NEAR: usize = 4;

/// From so many on, things are reckoned on by their number, whatever measures them: per million hours.
const LARGE: u32 = 10_000;

/// The base of a rate in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Per {
    /// What it is; `None` where no unit of a rate can say it.
    pub base: Option<Base>,
    /// Where its words end.
    pub end: usize,
    /// Whether it is a number, and not a unit.
    pub is_number: bool,
}

impl Per {
    /// The unit of a number that is reckoned on this.
    pub fn unit(self, amount: Option<Unit>) -> Option<Unit> {
        Unit::rate(amount.unwrap_or_else(Unit::count), self.base?)
    }
}

/// What the word directly before a number reckons it on: *时速*120公里.
pub fn before(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Per> {
    let by = |role| if let Role::By(unit) = role { Some(unit) } else { None };
    let (entry, length) = lexicon.ending(text, start)?;
    let unit = entry.pick(by).filter(|unit| matches!(unit.code(), "h" | "min" | "s"))?;
    // 每小时 is a base by its own words.
    lexicon.any(text, start - length, List::Each).is_none().then_some(())?;
    Some(Per { base: Some(Base::Unit(unit)), end: start, is_number: false })
}

/// What the words behind a number reckon it on.
pub fn behind(lexicon: &Lexicon, text: &Text, end: usize) -> Option<Per> {
    if let Some(sign) = text.at(end).filter(|c| matches!(c, '/' | '\u{2215}' | '\u{FF0F}')) {
        let start = end + sign.len_utf8();
        return unit_at(lexicon, text, start).or_else(|| untold(lexicon, text, start));
    }
    let mut at = end;
    for _ in 0..=MOST_WORDS {
        let start = at + gap(&text.low, at);
        if let Some(per) = stated(lexicon, text, start) {
            return Some(per);
        }
        at = word_end(text, start)?;
    }
    None
}

/// What stands behind a stroke and is the base of no rate here, 800元/*月*: without it the sum would be another. What
/// happens by the year is told as a plain amount: 10万吨/年.
fn untold(lexicon: &Lexicon, text: &Text, start: usize) -> Option<Per> {
    let first = text.at(start).filter(|c| c.is_alphabetic())?;
    let year = |role| matches!(role, Role::Unit(unit) if unit.code() == "a").then_some(());
    let yearly = lexicon.role(text, start, year).is_some();
    let end = start + word(&text.low, start).len().max(first.len_utf8());
    (!yearly).then_some(Per { base: None, end, is_number: false })
}

/// The unit that a sum of money directly before it is paid for: 85 euros la tonne, $3 a litre.
pub fn direct(lexicon: &Lexicon, text: &Text, end: usize) -> Option<Per> {
    let start = end + gap(&text.low, end);
    let length = lexicon.any(text, start, List::EachDirect).filter(|_| start > end)?;
    unit_at(lexicon, text, start + length + gap(&text.low, start + length))
}

/// The base that begins at a place with its word: 每万人, per 1,000, je Kilowattstunde.
pub fn stated(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Per> {
    let whole = text.at(at).is_some_and(|c| !is_spaced(c)) || !text.before(at).is_some_and(is_spaced);
    let plain = || lexicon.any(text, at, List::Each).and_then(|length| base(lexicon, text, at + length));
    let of = || {
        let per = lexicon.any(text, at, List::EachOf).and_then(|length| base(lexicon, text, at + length))?;
        let after = per.end + gap(&text.low, per.end);
        let counted =
            || lexicon.any(text, after, List::RateBase).is_some() || !text.at(after).is_some_and(char::is_alphanumeric);
        let large = matches!(per.base, Some(Base::Things(things)) if things >= 100);
        (!per.is_number || large && counted()).then_some(per)
    };
    whole.then(plain).flatten().or_else(|| whole.then(of).flatten())
}

fn base(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Per> {
    let start = at + gap(&text.low, at);
    if let Some(numeral) = scale::read(lexicon, text, start) {
        let one = numeral.value == Some(Decimal::ONE);
        let things = numeral.value.and_then(|value| u32::try_from(value.normalize()).ok()).map(Base::Things);
        let things = things.filter(|base| Unit::rate(Unit::count(), *base).is_some());
        if !one {
            let measured = super::tail::unit(lexicon, text, numeral.end);
            // Je 1.200 Euro, je 2 GW: so much for each, and nothing that is reckoned on it. 每96秒 tells by itself.
            let odd = |value: Decimal| things.is_none() && value != Decimal::ONE;
            if measured.is_some_and(|(unit, _)| unit.kind() == UnitKind::Money || numeral.value.is_some_and(odd)) {
                return None;
            }
            // Per 100 km is a rate that no unit here can say; of so many hours it is told by their number.
            let many = |base: &Base| measured.is_none() || matches!(base, Base::Things(things) if *things >= LARGE);
            return Some(Per { base: things.filter(many), end: numeral.end, is_number: true });
        }
        return unit_at(lexicon, text, numeral.end + gap(&text.low, numeral.end));
    }
    unit_at(lexicon, text, start)
}

/// A physical unit, or an hour or less: what happens by the year is told as a plain amount.
fn unit_at(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Per> {
    let unit = |role| if let Role::Unit(unit) = role { Some(unit) } else { None };
    let (unit, length) = lexicon.role(text, at, unit)?;
    let short = matches!(unit.code(), "h" | "min" | "s");
    // À la mi-2024.
    let goes_on = text.low[at + length..].strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let fits = !goes_on && (unit.kind() == UnitKind::Physical || short);
    fits.then_some(Per { base: Some(Base::Unit(unit)), end: at + length, is_number: false })
}

/// Whether a number that begins at a place belongs to the base before it.
pub fn reaches(lexicon: &Lexicon, text: &Text, per: Per, start: usize) -> bool {
    let Some(between) = text.low.get(per.end..start) else { return false };
    let short = between.chars().count() <= if per.is_number { 3 * MOST_CHARACTERS } else { MOST_CHARACTERS };
    let wide = wide_count(between) <= MOST_CHARACTERS;
    let clause = between.contains(|c| ",.;:!?，。；：！？\n".contains(c));
    // 每斤涨5角 says how dear a pound became, and is no rate; 每平方公里住420人 is one.
    let told = || !between.is_empty() && between.chars().all(is_wide_letter) && wide_count(between) <= MOST_NEAR;
    let changes = || between.char_indices().any(|(at, _)| lexicon.any(text, per.end + at, List::RateNot).is_some());
    let direct = per.is_number || passes(lexicon, text, per.end, start) || told() && !changes();
    short && wide && !clause && direct
}

fn wide_count(text: &str) -> usize {
    text.chars().filter(|&c| is_wide_letter(c)).count()
}

fn word_end(text: &Text, start: usize) -> Option<usize> {
    let word = |c: &char| is_spaced(*c) || matches!(c, '-' | '\'' | '\u{2019}');
    let length: usize = text.low[start..].chars().take_while(word).map(char::len_utf8).sum();
    (length > 0).then_some(start + length)
}
