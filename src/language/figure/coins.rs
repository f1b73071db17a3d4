//! Coins: 50 Cent, 3元8角, 3 euros 50.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_gap};
use crate::language::reading::Number;
use crate::model::unit::{Unit, UnitKind};

use super::core::Core;
use super::digits::digit;
use super::numeral::{Kind, Numeral};
use super::scale;
use super::tail::Tail;

/// The longest word for a sum behind which tenths may stand, in bytes.
const LONGEST_SUM: usize = 9;

/// 5角, 50 Cent; and the coins behind a sum: 3元8角.
fn coins(lexicon: &Lexicon, text: &Text, numeral: &Numeral, sum: Option<Unit>) -> Option<(Decimal, Unit, usize)> {
    let space = gap(&text.low, numeral.end);
    let coin = |role| match role {
        Role::Coin(unit, parts) => Some((unit, parts)),
        // Cents and centimes are those of the sum before them.
        Role::CoinAfter(_, parts) => sum.map(|sum| (sum, parts)),
        _ => None,
    };
    let ((unit, parts), length) = lexicon.role(text, numeral.end + space, coin)?;
    let value = numeral.value?.checked_div(Decimal::from(parts))?;
    let end = numeral.end + space + length;
    let below = value < Decimal::ONE || sum.is_none();
    (below && sum.is_none_or(|sum| sum == unit)).then_some((value, unit, end))
}

/// A number with its coins, where it has any.
pub fn in_coins(lexicon: &Lexicon, text: &Text, at: usize, first: &Numeral, tail: &Tail) -> Option<Core> {
    let (mut value, unit, mut end) = match tail.unit {
        None => coins(lexicon, text, first, None)?,
        Some(unit) if unit.kind() == UnitKind::Money => (first.value?, unit, tail.end),
        Some(_) => return None,
    };
    let mut has = tail.unit.is_none();
    while let Some(next) = scale::read(lexicon, text, behind_and(lexicon, text, end)).filter(|n| n.scale == Some(0)) {
        let Some((more, _, after)) = coins(lexicon, text, &next, Some(unit)) else { break };
        (value, end, has) = (value.checked_add(more)?, after, true);
    }
    // 一块二毛二: a lone digit behind tenths is so many hundredths.
    if has
        && value.normalize().scale() == 1
        && let Some((n, after)) = lone_digit(lexicon, text, end)
    {
        (value, end) = (value.checked_add(Decimal::new(n, 2))?, after);
    }
    let words = || coins_in_words(lexicon, text, end).filter(|_| text.before(end).is_some_and(char::is_alphabetic));
    let tenths = || lone_tenth(lexicon, text, end);
    if let Some((hundredths, after)) = bare_coins(text, end).or_else(words).or_else(tenths).filter(|_| !has) {
        (value, end, has) = (value.checked_add(hundredths)?, after, true);
    }
    let value = value.normalize();
    let step = Decimal::new(1, value.scale());
    has.then(|| Core { unit: Some(unit), step, ..Core::plain(Number::One(value), at..end) })
}

/// Where the coins behind a sum begin: 38 Euro *und* 50 Cent.
fn behind_and(lexicon: &Lexicon, text: &Text, end: usize) -> usize {
    let near = end + gap(&text.low, end);
    let and = lexicon.any(text, near, List::And).filter(|_| near > end).map_or(near, |length| near + length);
    and + gap(&text.low, and)
}

/// 3块5, 两块五: a lone digit behind the word of a sum is so many tenths.
fn lone_tenth(lexicon: &Lexicon, text: &Text, end: usize) -> Option<(Decimal, usize)> {
    let from = (1..=LONGEST_SUM).filter_map(|n| end.checked_sub(n)).filter(|from| text.low.is_char_boundary(*from));
    from.into_iter().find(|from| lexicon.any(text, *from, List::CoinTenth) == Some(end - from))?;
    lone_digit(lexicon, text, end).map(|(n, after)| (Decimal::new(n, 1), after))
}

/// A digit at a place, where no more of a number stands behind it and nothing that it would count.
fn lone_digit(lexicon: &Lexicon, text: &Text, at: usize) -> Option<(i64, usize)> {
    let c = text.at(at)?;
    let n = digit(c).or_else(|| lexicon.rules.digits.get(&c).copied()).filter(|n| *n > 0)?;
    let after = at + c.len_utf8();
    let next = text.at(after);
    let goes_on = next.is_some_and(|c| digit(c).is_some() || c == '.' || lexicon.is_numeral(c) || c == '%')
        || lexicon.any(text, after, List::Counter).is_some()
        || super::tail::unit(lexicon, text, after).is_some();
    (!goes_on || is_each(lexicon, text, after)).then_some((i64::from(n), after))
}

/// 3块5*一斤*: whether a sum is told for one of what stands behind it.
pub fn is_each(lexicon: &Lexicon, text: &Text, at: usize) -> bool {
    let one = text.at(at).filter(|c| lexicon.rules.digits.get(c) == Some(&1)).map(|c| at + c.len_utf8());
    one.is_some_and(|at| super::tail::unit(lexicon, text, at).is_some())
}

/// douze euros cinquante: a small number in words behind a sum in words, and nothing that it would count.
fn coins_in_words(lexicon: &Lexicon, text: &Text, end: usize) -> Option<(Decimal, usize)> {
    let start = end + gap(&text.low, end);
    let coins = scale::read(lexicon, text, start).filter(|coins| coins.kind == Kind::Words && start > end)?;
    let value = coins.value.filter(|value| *value > Decimal::ONE && *value < Decimal::ONE_HUNDRED)?;
    let rest = text.low[coins.end..].trim_start_matches(is_gap);
    let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '\n']);
    ends.then(|| value.checked_div(Decimal::ONE_HUNDRED).map(|part| (part, coins.end))).flatten()
}

/// 3 euros 50, 17€50: two digits behind a sum, and nothing that they would count.
fn bare_coins(text: &Text, end: usize) -> Option<(Decimal, usize)> {
    let start = end + gap(&text.low, end);
    let rest = &text.low[start..];
    let sign = text.before(end).is_some_and(|c| matches!(c, '€' | '$' | '£' | '¥'));
    let two = (start > end || sign) && rest.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
    let mut after = rest.get(2..)?.chars();
    let next = after.next();
    let goes_on = next.is_some_and(|c| c.is_alphanumeric() || c == '%')
        || next.is_some_and(|c| matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{202F}'))
            && after.next().is_some_and(char::is_alphanumeric);
    (two && !goes_on).then(|| rest[..2].parse::<u32>().ok()).flatten().map(|n| (hundredths(n), start + 2))
}

/// A number in hundredths.
pub fn hundredths(n: u32) -> Decimal {
    Decimal::new(i64::from(n), 2)
}
