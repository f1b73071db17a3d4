//! A number with its range and its unit: the core that the words around it then speak of.

use rust_decimal::Decimal;

use crate::language::figure::lexicon::{Lexicon, List, Text, gap};
use crate::language::reading::Number;
use crate::language::script::is_wide_letter;
use crate::model::numeral::ten_to;
use crate::model::quantity::Precision;
use crate::model::unit::UnitKind;

use super::coins::in_coins;
use super::core::Core;
use super::numeral::{Kind, Numeral};
use super::range::range_end;
use super::scale;
use super::tail::{Tail, tail};

/// Range, unit and what else stands behind a number.
pub fn behind(lexicon: &Lexicon, text: &Text, at: usize, first: Numeral) -> Core {
    let tail = tail(lexicon, text, &first);
    let money = tail.unit.is_some_and(|unit| unit.kind() == UnitKind::Money);
    let first = if money { first.in_coins() } else { first };
    if let Some(core) = in_coins(lexicon, text, at, &first, &tail) {
        return core;
    }
    if let Some((low, second)) = range_end(lexicon, text, at, &first, first.end).or_else(|| {
        range_end(lexicon, text, at, &first, tail.end).filter(|_| tail.more.is_none() && tail.end > first.end)
    }) {
        let second_tail = super::tail::tail(lexicon, text, &second);
        let other_unit = tail.unit.is_some() && second_tail.unit != tail.unit && second_tail.unit.is_some();
        // It fell *by* 2 percent *to* 198: where it got to is another number.
        let reached = tail.unit.is_some() && second_tail.unit.is_none() && lexicon.ends(text, at, List::By).is_some();
        let other_unit = other_unit || reached;
        if !other_unit {
            let number = low.zip(second.value).map(|(low, high)| Number::Range(low, high));
            let mut core = core_of(number, at, second_tail);
            core.other = first.other.or(second.other);
            core.unit = core.unit.or(tail.unit);
            (core.step, core.scale) = (second.step, second.scale);
            return larger(core, second_tail.power);
        }
    }
    if let Some(core) = shared_with_next(lexicon, text, at, &first).filter(|_| tail.end == first.end) {
        return core;
    }
    let number = match first.high {
        Some(high) => first.value.map(|low| Number::Range(low, high)),
        None => first.value.map(Number::One),
    };
    let number = match (number, tail.part) {
        (Some(Number::One(value)), Some(hundredths)) => {
            value.checked_add(first.step * super::coins::hundredths(hundredths)).map(|n| Number::One(n.normalize()))
        }
        (number, _) => number,
    };
    let level = tail.level && (tail.unit.is_some() || first.value.is_some_and(|value| value > Decimal::TEN));
    let mut core = core_of(number, at, tail);
    core.other = first.other;
    core.inherent = first.inside.or(core.inherent).or(level.then_some(Precision::About));
    // 一只 is one; only a lone 百, 万 or 亿 is an order of magnitude.
    core.about = first.about;
    core.vague = first.kind == Kind::Bare && first.value.is_some_and(|value| value > Decimal::ONE);
    (core.step, core.scale) = (first.step, first.scale);
    larger(core, tail.power)
}

/// From 310 to 265 million euros: where something came from, in the scale and the unit of where it got to.
fn shared_with_next(lexicon: &Lexicon, text: &Text, at: usize, first: &Numeral) -> Option<Core> {
    const ALIKE: i64 = 100;
    let plain = first.scale == Some(0) && first.high.is_none();
    let sign = first.end + gap(&text.low, first.end);
    lexicon.ends(text, at, List::Moved).filter(|_| plain)?;
    let reached = lexicon.any(text, sign, List::Reach).or_else(|| lexicon.any(text, sign, List::To))?;
    let start = sign + reached + gap(&text.low, sign + reached);
    let second = scale::read(lexicon, text, start)?;
    let power = second.scale?;
    let behind = tail(lexicon, text, &second);
    let value = first.value?.checked_mul(ten_to(power))?.normalize();
    let (low, high) = (value.min(second.value?), value.max(second.value?));
    let alike = high <= low.checked_mul(ALIKE.into())?;
    if behind.counted || !alike || power == 0 && behind.unit.is_none() {
        return None;
    }
    let core = Core::plain(Number::One(value), at..first.end);
    Some(Core { unit: behind.unit, scale: Some(power), step: first.step * ten_to(power), ..core })
}

/// The same number so many times ten: what the symbol of its unit holds.
fn larger(core: Core, power: u32) -> Core {
    if power == 0 {
        return core;
    }
    let ten = ten_to(power);
    let times = |n: Decimal| n.checked_mul(ten).map(|n| n.normalize());
    let number = core.number.and_then(|number| match number {
        Number::One(n) => times(n).map(Number::One),
        Number::Range(low, high) => times(low).zip(times(high)).map(|(low, high)| Number::Range(low, high)),
        Number::Fraction(..) | Number::Ratio(..) => None,
    });
    let step = times(core.step).unwrap_or(core.step);
    Core { number, step, other: core.other.and_then(times), scale: core.scale.map(|scale| scale + power), ..core }
}

fn core_of(number: Option<Number>, at: usize, tail: Tail) -> Core {
    Core {
        number,
        unit: tail.unit,
        counted: tail.counted,
        inherent: tail.more,
        ..Core::plain(Number::One(Decimal::ZERO), at..tail.end)
    }
}

/// Whether a number stands behind letters of another script than what it counts, and so is no part of a name: 添置CT46台,
/// 人均GDP1.2万美元; but C919 and GPT4模型.
pub fn is_behind_letters(lexicon: &Lexicon, text: &Text, start: usize) -> bool {
    const FEWEST: usize = 2;
    let name = text.raw[..start].trim_end_matches(|c: char| c.is_ascii_uppercase());
    let wide = name.chars().next_back().is_none_or(is_wide_letter);
    let Some(numeral) = scale::read(lexicon, text, start).filter(|_| wide && start - name.len() >= FEWEST) else {
        return false;
    };
    let after = tail(lexicon, text, &numeral);
    let behind = text.at(numeral.end).is_some_and(is_wide_letter);
    behind && (after.counted || after.unit.is_some()) || numeral.scale.is_some_and(|scale| scale >= 4)
}
