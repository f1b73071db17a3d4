//! Sums whose currency says more than its own word: 640 T€, 5.5m EUR, dollars de Brunei.

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::model::numeral::ten_to;
use crate::model::unit::{Unit, UnitKind};

use super::core::Core;
use super::numeral::{Kind, Numeral};

/// A currency's sign and word are looked for in so many bytes.
const LONGEST: usize = 24;

/// 640 T€, 640 TEUR, 5.5m EUR: a letter for a scale between digits and their currency.
pub fn before_money(lexicon: &Lexicon, text: &Text, numeral: Numeral) -> Numeral {
    if numeral.kind != Kind::Digits || numeral.scale != Some(0) {
        return numeral;
    }
    let start = numeral.end + gap(&text.low, numeral.end);
    let short = |role| if let Role::ShortBefore(power) = role { Some(power) } else { None };
    let scaled = |length: usize| {
        let letters = Text::new(text.raw.get(start..start + length)?);
        let (power, _) = lexicon.role(&letters, 0, short).filter(|(_, whole)| *whole == length)?;
        let end = start + length;
        // TEUR is one word: its currency is looked at apart from the letter before it.
        let near = end + gap(&text.low, end);
        let until = text.raw.floor_char_boundary(near.saturating_add(LONGEST));
        is_money(lexicon, &Text::new(text.raw.get(near..until)?)).then_some((power, end))
    };
    match [3, 2, 1].into_iter().find_map(scaled) {
        Some((power, end)) => Numeral {
            value: numeral.value.and_then(|value| value.checked_mul(ten_to(power))),
            other: numeral.other.and_then(|value| value.checked_mul(ten_to(power))),
            step: numeral.step * ten_to(power),
            scale: Some(power),
            end,
            ..numeral
        },
        None => numeral,
    }
}

fn is_money(lexicon: &Lexicon, text: &Text) -> bool {
    let money = |role| match role {
        Role::Unit(unit) | Role::Sign(unit) => (unit.kind() == UnitKind::Money).then_some(()),
        _ => None,
    };
    lexicon.role(text, 0, money).is_some()
}

/// The currency glued to a letter for a scale, behind it: TEUR.
pub fn behind_scale(lexicon: &Lexicon, text: &Text, numeral: &Numeral) -> Option<(Unit, usize)> {
    let glued =
        text.before(numeral.end).is_some_and(char::is_alphabetic) && text.at(numeral.end).is_some_and(is_spaced);
    let until = text.raw.floor_char_boundary(numeral.end.saturating_add(LONGEST));
    let rest = Text::new(text.raw.get(numeral.end..until).filter(|_| glued && numeral.kind == Kind::Digits)?);
    let unit = |role| match role {
        Role::Unit(unit) | Role::Sign(unit) => Some(unit).filter(|unit| unit.kind() == UnitKind::Money),
        _ => None,
    };
    lexicon.role(&rest, 0, unit).map(|(unit, length)| (unit, numeral.end + length))
}

/// TEUR: a letter for a scale and a currency in one word; the power of ten, the currency, and the bytes of both.
pub fn glued(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(u32, Option<Unit>, usize)> {
    let short = |role| if let Role::ShortBefore(power) = role { Some(power) } else { None };
    let unit = |role| match role {
        Role::Unit(unit) | Role::Sign(unit) => Some(unit).filter(|unit| unit.kind() == UnitKind::Money),
        _ => None,
    };
    let letter = text.raw.get(at..at + 1)?;
    let (power, _) = lexicon.role(&Text::new(letter), 0, short)?;
    let (unit, length) = lexicon.role(&Text::new(word(text.raw, at + 1)), 0, unit)?;
    Some((power, Some(unit), length + 1))
}

/// Where a currency's name ends that goes on behind the word which was read of it: dollars de Brunei, francs
/// pacifiques, 5 $ CA. Only where several countries' currencies have that word.
pub fn of_other_country(lexicon: &Lexicon, text: &Text, core: &Core) -> Option<usize> {
    core.unit.filter(|unit| unit.kind() == UnitKind::Money)?;
    let space = gap(&text.low, core.end);
    let next = core.end + space;
    if text.before(core.end) == Some('$') {
        let letters = text.raw[next..].bytes().take_while(u8::is_ascii_uppercase).count();
        let ends = !text.raw[next + letters..].starts_with(char::is_alphanumeric);
        return ((1..=3).contains(&letters) && ends && core.end > core.start + 1).then_some(next + letters);
    }
    let name = text.low[..core.end].len() - text.low[..core.end].trim_end_matches(is_spaced).len();
    if space == 0 || name == 0 || !lexicon.has_several(&text.low[core.end - name..core.end]) {
        return None;
    }
    let qualifier = word(&text.low, next);
    if !qualifier.is_empty() && lexicon.of_country.fit(qualifier) {
        return Some(next + qualifier.len());
    }
    let of = lexicon.any(text, next, List::OfCountry)?;
    let place = next + of + gap(&text.low, next + of);
    let named = text.raw[place..].starts_with(char::is_uppercase);
    named.then(|| place + word(&text.low, place).len())
}
