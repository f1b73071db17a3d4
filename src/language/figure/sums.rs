//! Sums whose currency stands before them: CNY 500 billion, US$3, 人民币5亿元, −$3.

use crate::language::figure::lexicon::{Lexicon, Role, Text, gap};

use super::behind::behind;
use super::core::Core;
use super::digits::digits_at;
use super::numeral::Kind;
use super::scale::{self, short_scale};

/// The sum that begins at a place with its currency.
pub fn with_currency(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let sign = |role| if let Role::Sign(unit) = role { Some(unit) } else { None };
    let (unit, length) = lexicon.role(text, at, sign)?;
    // S$ and R$ are their own signs; a letter of another word before $ is not understood.
    let mut start = at + length + gap(&text.low, at + length);
    let minus = text.at(start).filter(|c| matches!(c, '-' | '\u{2212}' | '\u{2013}'));
    start += minus.map_or(0, char::len_utf8);
    let numeral =
        scale::read(lexicon, text, start).filter(|numeral| numeral.kind != Kind::Bare || digits_at(text, start))?;
    let numeral = short_scale(lexicon, text, numeral.in_coins());
    let core = behind(lexicon, text, start, numeral);
    // 港币7.2亿元: the word behind is that of any sum.
    let agrees = core.unit.is_none_or(|named| named == unit || lexicon.home == Some(named) && unit != named);
    let number = core.number.map(|number| if minus.is_some() { number.negated() } else { number });
    agrees.then_some(Core { number, unit: Some(unit), figure: true, start: at, ..core })
}
