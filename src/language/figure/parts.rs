//! Parts of wholes: half, a third of, 三成五, one in five, 3:1; and multiples by one word.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Role, Text, gap, is_spaced, word};
use crate::language::reading::Number;
use crate::model::quantity::Precision;
use crate::model::unit::{Unit, UnitKind};

use super::coins::hundredths;
use super::core::Core;
use super::digits::digits_at;
use super::numeral::{Kind, Numeral};
use super::range::other_end;
use super::round::of_one;
use super::tail::{unit, unit_or_points};
use super::{precision, scale, strict};

/// Half, doubled: a word that is a share or a multiple by itself.
pub fn fixed(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let value = |role| match role {
        Role::Share(points) => Some((points, true, None)),
        Role::ShareOver(points) => Some((points, true, Some(Precision::Over))),
        Role::Times(hundredths) | Role::TimesAs(hundredths) => Some((hundredths, false, None)),
        Role::TimesSaid(hundredths, precision) => Some((hundredths, false, Some(precision))),
        _ => None,
    };
    let ((value, share, inherent), length) = lexicon.role(text, at, value)?;
    let range = at..at + length;
    // One character that is half of many words (上半年) is a share behind a word of precision only.
    let lone = text.at(at).is_some_and(|c| !is_spaced(c) && c.len_utf8() == length);
    if lone && lexicon.any(text, range.end, List::ShareNot).is_some() {
        return None;
    }
    if lone && let Some(core) = half_unit(lexicon, text, &range, value) {
        return core;
    }
    if lone && precision::before(lexicon, text, at).is_none() {
        return None;
    }
    if !share {
        let times = Unit::parse("times");
        return Some(Core { unit: times, inherent, ..Core::plain(Number::One(hundredths(value).normalize()), range) });
    }
    if let Some(core) = of_points(lexicon, text, at, (Decimal::from(value), Decimal::ONE_HUNDRED), range.end) {
        return Some(core);
    }
    // Half a million is no share.
    let scaled = scale::read(lexicon, text, at).is_some_and(|numeral| numeral.end > range.end);
    if scaled {
        return None;
    }
    let (a, b) = (Decimal::from(value), Decimal::ONE_HUNDRED);
    let number = if value == 50 { Number::Fraction(Decimal::ONE, Decimal::TWO) } else { Number::Fraction(a, b) };
    let unit = unit(lexicon, text, range.end).filter(|_| !text.low[range.end..].starts_with('-'));
    if let Some((unit, end)) = unit.filter(|(unit, _)| unit.kind() != UnitKind::Percent) {
        // Half a percentage point, half a year.
        let half = Decimal::from(value).checked_div(b)?;
        return Some(Core { unit: Some(unit), ..Core::plain(Number::One(half.normalize()), at..end) });
    }
    let figure = strict::share_is_figure(lexicon, text, &range);
    Some(Core { figure, inherent, ..Core::plain(number, range) })
}

/// ein halbes Jahr, une demi-heure.
pub fn half_of_unit(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let word = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let length = lexicon.any(text, at, List::Half).filter(|_| word)?;
    let (unit, end) = unit_or_points(lexicon, text, at + length)?;
    let half = Decimal::new(5, 1);
    let figure = strict::measures(lexicon, text, at, end, unit, half);
    Some(Core { unit: Some(unit), figure, step: Decimal::new(1, 1), ..Core::plain(Number::One(half), at..end) })
}

/// 半公里, 半年; 上半年 is no half of anything.
fn half_unit(lexicon: &Lexicon, text: &Text, range: &Range<usize>, points: u32) -> Option<Option<Core>> {
    let (unit, end) = unit(lexicon, text, range.end).filter(|(unit, _)| unit.kind() != UnitKind::Percent)?;
    let after = text.before(range.start).is_some_and(|c| lexicon.rules.digits.contains_key(&c));
    if after || lexicon.ends(text, range.start, List::ShareNot).is_some() {
        return Some(None);
    }
    let half = hundredths(points).normalize();
    let figure = strict::measures(lexicon, text, range.start, end, unit, half);
    let core = Core::plain(Number::One(half), range.start..end);
    Some(Some(Core { unit: Some(unit), figure, step: Decimal::new(1, 1), ..core }))
}

/// 百分之六十, 十分之三: the denominator stands first.
pub fn part_first(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let part = |role| if let Role::PartFirst(whole) = role { Some(whole) } else { None };
    let (whole, length) = lexicon.role(text, at, part)?;
    let start = at + length;
    let sign = text.at(start).map_or(start, |c| start + c.len_utf8());
    let minus = sign > start && lexicon.ends(text, sign, List::Negative).is_some();
    let start = if minus { sign } else { start };
    let mut numeral = scale::read(lexicon, text, start)?;
    let value = numeral.value.map(|value| if minus { -value } else { value });
    // 百分之三到百分之五, 百分之三到五.
    let high = lexicon.any(text, numeral.end, List::To).and_then(|to| {
        let again = lexicon.role(text, numeral.end + to, part).filter(|(again, _)| *again == whole);
        let start = numeral.end + to + again.map_or(0, |(_, length)| length);
        scale::read(lexicon, text, start).filter(|high| high.value > numeral.value && !minus)
    });
    numeral.end = high.as_ref().map_or(numeral.end, |high| high.end);
    let of_part = |value: Decimal| match high.and_then(|high| high.value) {
        Some(high) => Number::Range(value, high),
        None => Number::One(value),
    };
    let (number, unit) = match whole {
        100 => (value.map(of_part), Some(Unit::percent())),
        1000 => (value.map(of_part), Unit::parse("‰").or(None)),
        _ => (value.map(|value| Number::Fraction(value, Decimal::from(whole))), None),
    };
    let number = match (unit, number) {
        (None, Some(Number::One(value))) => Some(Number::Fraction(value, Decimal::from(whole))),
        (_, number) => number,
    };
    Some(Core { number, unit, inherent: numeral.inside, ..Core::plain(Number::One(Decimal::ZERO), at..numeral.end) })
}

/// 1/3, 三分之一, two thirds, zwei Drittel.
pub fn part_of(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    let fraction = |a: Option<Decimal>, b: Option<Decimal>, end: usize| {
        let number = a.zip(b).map(|(a, b)| Number::Fraction(a, b));
        Some(Core { number, ..Core::plain(Number::One(Decimal::ZERO), at..end) })
    };
    if let Some(length) = lexicon.any(text, first.end, List::PartOf) {
        let second = scale::read(lexicon, text, first.end + length)?;
        return fraction(second.value, first.value, second.end);
    }
    if first.kind == Kind::Digits && text.low[first.end..].starts_with('/') && digits_at(text, first.end + 1) {
        let second = scale::read(lexicon, text, first.end + 1)?;
        return fraction(first.value, second.value, second.end);
    }
    let space = gap(&text.low, first.end).max(usize::from(text.low[first.end..].starts_with('-')));
    let whole = |role| if let Role::Fraction(whole) = role { Some(whole) } else { None };
    let (whole, length) = lexicon.role(text, first.end + space, whole).filter(|_| space > 0)?;
    let value = first.value?;
    let one_second = value == Decimal::ONE && whole == 60;
    if first.kind == Kind::Digits || one_second || value >= Decimal::from(whole) {
        return None;
    }
    let end = first.end + space + length;
    if let Some(core) = of_points(lexicon, text, at, (value, Decimal::from(whole)), end) {
        return Some(core);
    }
    // One second, one third of; but "one third party" is no share.
    if value == Decimal::ONE && strict::goes_on(lexicon, text, end) {
        return None;
    }
    if let Some(core) = of_one(lexicon, text, at, (value, Decimal::from(whole)), end) {
        return Some(core);
    }
    fraction(Some(value), Some(Decimal::from(whole)), end)
}

/// drei Zehntel Prozent: a part of one point of a hundred.
fn of_points(lexicon: &Lexicon, text: &Text, at: usize, (a, b): (Decimal, Decimal), end: usize) -> Option<Core> {
    // Half of one per cent, half a per cent.
    let near = end + gap(&text.low, end);
    let of = lexicon.any(text, near, List::OfOne).or_else(|| lexicon.any(text, near, List::Article));
    let one = of.and_then(|length| {
        let after = near + length + gap(&text.low, near + length);
        let again = scale::read(lexicon, text, after).filter(|numeral| numeral.value == Some(Decimal::ONE));
        unit_or_points(lexicon, text, again.map_or(near + length, |numeral| numeral.end))
    });
    let (unit, end) = unit(lexicon, text, end).filter(|(unit, _)| unit.kind() == UnitKind::Percent).or(one)?;
    if !matches!(unit.kind(), UnitKind::Percent | UnitKind::Points) {
        return None;
    }
    let value = a.checked_div(b)?.normalize();
    let exact = value.checked_mul(b) == Some(a);
    let step = Decimal::new(1, value.scale());
    // A third of one per cent is neither a third nor one per cent, and no decimal says it.
    let number = exact.then_some(Number::One(value));
    Some(Core { number, unit: Some(unit), step, ..Core::plain(Number::One(value), at..end) })
}

/// a third of, a tenth.
pub fn article_part(lexicon: &Lexicon, text: &Text, at: usize) -> Option<Core> {
    let word = text.at(at).is_some_and(is_spaced) && !text.before(at).is_some_and(char::is_alphanumeric);
    let article = lexicon.is(text, at, List::Article).or_else(|| lexicon.any(text, at, List::Definite));
    // Un peu plus du tiers: the word of precision before it holds the article.
    let held = || precision::holds_article(lexicon, text, at).then_some(0);
    let length = article.or_else(held).filter(|_| word)?;
    let start = at + length + gap(&text.low, at + length);
    let whole = |role| if let Role::Fraction(whole) = role { Some(whole) } else { None };
    let (whole, length) = lexicon.role(text, start, whole)?;
    let end = start + length;
    if let Some(core) = of_points(lexicon, text, at, (Decimal::ONE, Decimal::from(whole)), end) {
        return Some(core);
    }
    let number = Number::Fraction(Decimal::ONE, Decimal::from(whole));
    if let Some(core) = of_one(lexicon, text, at, (Decimal::ONE, Decimal::from(whole)), end) {
        return Some(core);
    }
    (!strict::goes_on(lexicon, text, end)).then(|| Core::plain(number, at..end))
}

/// one in five, nine out of ten, une lampe sur cinq.
pub fn out_of(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    // 3 of 12 lamps are a part of so few that it may as well be a count; 9 in 10 is a share.
    let round = |n: &Decimal| *n <= Decimal::TEN || *n == Decimal::ONE_HUNDRED || *n == Decimal::ONE_THOUSAND;
    let plain = first.kind == Kind::Digits && first.scale == Some(0);
    let small = plain && first.value.as_ref().is_some_and(round);
    // 71 of 100 trains are a share, whatever the first number.
    let hundred = |n: &Decimal| *n == Decimal::ONE_HUNDRED || *n == Decimal::ONE_THOUSAND;
    let below = plain && first.value.is_some_and(|value| value < Decimal::ONE_THOUSAND && value.fract().is_zero());
    if first.kind != Kind::Words && !small && !below {
        return None;
    }
    let space = gap(&text.low, first.end);
    let after = first.end + space;
    let thing = after + word(&text.low, after).len();
    let behind_thing = thing + gap(&text.low, thing);
    let start = match lexicon.any(text, after, List::OutOf) {
        Some(length) => after + length,
        None => behind_thing + lexicon.any(text, behind_thing, List::OutOfThings).filter(|_| behind_thing > after)?,
    };
    let start = start + gap(&text.low, start);
    let second = scale::read(lexicon, text, start).filter(|second| second.kind == first.kind)?;
    let fits =
        if small { second.value.as_ref().is_some_and(round) } else { second.value.as_ref().is_some_and(hundred) };
    if first.kind == Kind::Digits && (second.scale != Some(0) || !fits) {
        return None;
    }
    let (a, b) = first.value.zip(second.value)?;
    (a < b && a > Decimal::ZERO).then(|| Core::plain(Number::Fraction(a, b), at..second.end))
}

/// ¾ of the boats.
pub fn vulgar(text: &Text, at: usize) -> Option<Core> {
    let (a, b, end) = scale::vulgar_parts(text, at)?;
    Some(Core::plain(Number::Fraction(a, b), at..end))
}

/// 3:1, 七比三.
pub fn ratio(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    let length = lexicon.any(text, first.end, List::Ratio)?;
    let start = first.end + length;
    let characters = first.kind == Kind::Characters && text.at(first.end).is_some_and(char::is_alphabetic);
    let begins = digits_at(text, start) && first.kind == Kind::Digits || characters;
    let second = begins.then(|| scale::read(lexicon, text, start)).flatten()?;
    let second = Some(second).filter(|second| second.kind == first.kind)?;
    let number = first.value.zip(second.value).map(|(a, b)| Number::Ratio(a, b));
    Some(Core { number, ..Core::plain(Number::One(Decimal::ZERO), at..second.end) })
}

/// 三到五成: the word for tenths stands behind the second number.
fn tenths_range(lexicon: &Lexicon, text: &Text, at: usize, first: &Numeral) -> Option<Core> {
    let second = other_end(lexicon, text, first.end, first)?;
    let end = second.end + lexicon.any(text, second.end, List::Tenth)?;
    let not = lexicon.any(text, end, List::TenthNot).is_some();
    let (low, high) = first.value.zip(second.value).filter(|(_, high)| *high <= Decimal::TEN && !not)?;
    let number = Number::Range((low * Decimal::TEN).normalize(), (high * Decimal::TEN).normalize());
    Some(Core { unit: Some(Unit::percent()), ..Core::plain(number, at..end) })
}

/// 七成, 三成五, 3成; but 一成立 holds no share.
pub fn tenths(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Option<Core> {
    let Some(length) = lexicon.any(text, first.end, List::Tenth) else {
        return tenths_range(lexicon, text, at, &first);
    };
    let mut end = first.end + length;
    let (value, ten) = (first.value?, Decimal::TEN);
    if lexicon.any(text, end, List::TenthNot).is_some()
        || value > ten
        || first.kind == Kind::Bare && value != Decimal::ONE
    {
        return None;
    }
    let mut points = value * ten;
    let more = text.at(end).and_then(|c| lexicon.rules.digits.get(&c).copied().map(|n| (n, c.len_utf8())));
    if let Some((more, length)) = more {
        (points, end) = (points + Decimal::from(more), end + length);
    } else if let Some(length) = lexicon.any(text, end, List::HalfAfter) {
        (points, end) = (points + Decimal::from(5), end + length);
    }
    let mut core = Core::plain(Number::One(points.normalize()), at..end);
    if let Some(high) = first.high {
        core.number = Some(Number::Range(points.normalize(), high * ten));
    }
    if let Some(second) = other_end(lexicon, text, end, &first)
        && let Some(length) = lexicon.any(text, second.end, List::Tenth)
    {
        core.number = second.value.map(|high| Number::Range(points.normalize(), (high * ten).normalize()));
        core.end = second.end + length;
    }
    Some(Core { unit: Some(Unit::percent()), inherent: first.inside, ..core })
}
