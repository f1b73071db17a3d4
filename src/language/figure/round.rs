//! Round numbers and multiples that a word beside or inside them makes: ein gutes Dutzend, dreimal so viel, 1.75m
//! visitors.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::language::reading::Number;
use crate::model::numeral::ten_to;
use crate::model::unit::{Unit, UnitKind};

use super::behind::behind;
use super::core::Core;
use super::numeral::{Kind, Numeral};
use super::sums::with_currency;
use super::tail::{unit, unit_or_points};
use super::{scale, strict, words};

/// ein gutes Dutzend, une petite centaine, a good third: an adjective says on which side of the number it is.
pub fn qualified(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let begins = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let article = lexicon.any(text, at, List::Article).filter(|_| begins)?;
    let adjective = at + article + gap(&text.low, at + article);
    let within = |role| if let Role::Within(precision) = role { Some(precision) } else { None };
    let (precision, length) = lexicon.role(text, adjective, within)?;
    let start = adjective + length + gap(&text.low, adjective + length);
    let whole = |role| if let Role::Fraction(whole) = role { Some(whole) } else { None };
    let core = match lexicon.role(text, start, whole) {
        Some((whole, length)) if !strict::goes_on(lexicon, text, start + length) => {
            Core::plain(Number::Fraction(Decimal::ONE, Decimal::from(whole)), at..start + length)
        }
        _ => {
            let words = scale::read(lexicon, text, start).filter(|n| n.kind == Kind::Words);
            let words = words.map(|numeral| behind(lexicon, text, start, numeral));
            words.or_else(|| with_currency(lexicon, text, start))?
        }
    };
    Some(Core { inherent: Some(precision), start: at, ..core })
}

/// dreimal so viel, zweieinhalbmal höher: a numeral and a word for times, written together.
pub fn times_word(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    if !lexicon.rules.joined || text.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let word = word(&text.low, at);
    let end = at + word.len();
    let as_much = lexicon.any(text, end + gap(&text.low, end), List::TimesAs).is_some();
    let list = if as_much { List::TimesEnding } else { List::TimesWhole };
    let ends = |list: List| {
        let ends = |from: &usize| lexicon.any(&Text::new(&word[*from..]), 0, list) == Some(word.len() - from);
        word.char_indices().map(|(from, _)| from).filter(|from| *from > 0).find(ends)
    };
    let occasions = || ends(List::OccasionEnding).filter(|_| !as_much);
    let figure = as_much || ends(list).is_some();
    let from = ends(list).or_else(occasions)?;
    // The simple is no one-fold; *ver*dreifacht.
    let whole = |stem: &str| words::joined(lexicon, stem).filter(|value| as_much || *value > Decimal::ONE);
    let prefix = lexicon.listed_start(word, List::TimesPrefix).filter(|length| *length < from);
    let value = whole(&word[..from]).or_else(|| whole(&word[prefix?..from]))?;
    let times = Unit::parse("times");
    let core = Core::plain(Number::One(value.normalize()), at..end);
    Some(Core { unit: times, step: Decimal::new(1, 1), figure, ..core })
}

/// Meets *twice* a year, *twice* the size: so many occasions or times, as a generous reader counts.
pub fn occasions(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let begins = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let occasions = |role| if let Role::Occasions(n) = role { Some(n) } else { None };
    let (n, length) = lexicon.role(text, at, occasions).filter(|_| begins)?;
    Some(Core { unit: Unit::parse("times"), figure: false, ..Core::plain(Number::One(n.into()), at..at + length) })
}

/// A full percentage point: an article before points of a hundred is one of them, as a generous reader counts.
pub fn one_point(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let begins = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let article = lexicon.any(text, at, List::Article).filter(|_| begins)?;
    let (unit, end) = unit(lexicon, text, at + article).filter(|(unit, _)| unit.kind() == UnitKind::Points)?;
    let bare = !text.low[end..].starts_with('-');
    bare.then(|| Core { unit: Some(unit), figure: false, ..Core::plain(Number::One(Decimal::ONE), at..end) })
}

/// A year and a half: an article, and the half behind the unit.
pub fn one_and_half(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let begins = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let article = lexicon.any(text, at, List::Article).filter(|_| begins)?;
    let (unit, end) = unit_or_points(lexicon, text, at + article)?;
    let half = end + gap(&text.low, end);
    let end = half + lexicon.any(text, half, List::AndHalf).filter(|_| half > end)?;
    let value = Decimal::new(15, 1);
    Some(Core { unit: Some(unit), step: Decimal::new(1, 1), ..Core::plain(Number::One(value), at..end) })
}

/// A unit's word of no more characters may be another word.
const SHORTEST_UNIT: usize = 3;

/// 1.75m visitors: a letter for a scale behind digits, before things that are counted. Behind it stands no measure of
/// a length, which is told with a singular: a 50m pool.
pub fn before_things(lexicon: &Lexicon, text: &Text, numeral: Numeral) -> Numeral {
    if numeral.kind != Kind::Digits || numeral.scale != Some(0) {
        return numeral;
    }
    let Some((power, end)) = short_letter(lexicon, text, &numeral) else { return numeral };
    if !counts_things(lexicon, text, end) && !shares_things(lexicon, text, power, end) {
        return numeral;
    }
    let value = numeral.value.and_then(|value| value.checked_mul(ten_to(power))).map(|value| value.normalize());
    Numeral { value, step: numeral.step * ten_to(power), scale: Some(power), end, ..numeral }
}

/// The letter for a scale behind a number: its power of ten, and where it ends.
fn short_letter(lexicon: &Lexicon, text: &Text, numeral: &Numeral) -> Option<(u32, usize)> {
    let short = |role| if let Role::Short(power) = role { Some(power) } else { None };
    lexicon.role(text, numeral.end, short).map(|(power, length)| (power, numeral.end + length))
}

/// Whether what stands behind a letter for a scale is counted or measured: 5m visitors, 5m-tonne.
fn counts_things(lexicon: &Lexicon, text: &Text, end: usize) -> bool {
    let hyphen = usize::from(text.low[end..].starts_with('-'));
    let thing = end + gap(&text.low, end).max(hyphen);
    let named = word(&text.low, thing);
    // 5m tonnes is no length of tonnes; 5m in is left as it is.
    let unit = unit(lexicon, text, end).is_some();
    let measured = unit && named.chars().count() > SHORTEST_UNIT;
    thing > end && (measured || !unit && lexicon.plurals.fit(named))
}

/// 5m to 7m tonnes: whether a second number with the same letter says of both what they count.
fn shares_things(lexicon: &Lexicon, text: &Text, power: u32, end: usize) -> bool {
    let to = end + gap(&text.low, end);
    let second = lexicon.any(text, to, List::To).and_then(|length| {
        let start = to + length + gap(&text.low, to + length);
        scale::read(lexicon, text, start).filter(|second| second.kind == Kind::Digits && second.scale == Some(0))
    });
    let letter = second.and_then(|second| short_letter(lexicon, text, &second));
    letter.is_some_and(|(own, end)| own == power && counts_things(lexicon, text, end))
}

/// A quarter of a mile, trois quarts d'heure: a part of one unit is so much of it, and no share.
pub fn of_one(lexicon: &Lexicon, text: &Text, at: usize, (a, b): (Decimal, Decimal), end: usize) -> Option<Core> {
    let start = end + gap(&text.low, end);
    let of = lexicon.any(text, start, List::OfOne)?;
    let (unit, end) = unit_or_points(lexicon, text, start + of).filter(|(unit, _)| unit.kind() != UnitKind::Percent)?;
    let value = a.checked_div(b)?.normalize();
    let number = value.checked_mul(b).filter(|whole| *whole == a).map(|_| Number::One(value));
    let step = Decimal::new(1, value.scale());
    Some(Core { number, unit: Some(unit), step, ..Core::plain(Number::One(value), at..end) })
}
