//! What goes on behind a number that looks whole: units that no code stands for, and a second, smaller unit.

use crate::language::figure::lexicon::{Lexicon, List, Text, gap, is_spaced};
use crate::model::unit::{Unit, UnitKind};

use super::core::Core;
use super::tail::unit;
use super::{money, scale};

/// Units that are told together, the largest of each row first: 3 km 500 m.
const TOGETHER: [&[&str]; 6] = [
    &["a", "mo", "wk", "d", "h", "min", "s"],
    &["km", "m", "cm", "mm"],
    &["mi", "ft", "in"],
    &["t", "kg", "g"],
    &["lb", "oz"],
    &["jin", "g"],
];

/// Where a number ends that goes on behind what was read of it, and so says something else.
pub fn longer(lexicon: &Lexicon, text: &Text, core: &Core) -> Option<usize> {
    let bare = core.unit.is_none() && !core.counted;
    let other = bare.then(|| other_unit(lexicon, text, core.end)).flatten();
    other.or_else(|| money::of_other_country(lexicon, text, core)).or_else(|| smaller_unit(lexicon, text, core))
}

/// 412 ppm, 45 short tons, trois fois moins.
fn other_unit(lexicon: &Lexicon, text: &Text, end: usize) -> Option<usize> {
    let space = gap(&text.low, end);
    let hyphen = usize::from(space == 0 && text.low[end..].starts_with('-'));
    let start = end + space + hyphen;
    let length = lexicon.any(text, start, List::OtherUnit)?;
    // A longer word than it is another: PS, and PSA.
    let whole = lexicon.at(text, start, false).is_none_or(|(_, longest)| longest <= length);
    whole.then_some(start + length)
}

/// 1 hour 20 minutes, 3公里500米, zwei Jahre und drei Monate.
fn smaller_unit(lexicon: &Lexicon, text: &Text, core: &Core) -> Option<usize> {
    let own = core.unit?;
    let joint = core.end + gap(&text.low, core.end);
    let and = lexicon.any(text, joint, List::And).filter(|_| own.kind() == UnitKind::Duration).unwrap_or(0);
    let start = joint + and + if and > 0 { gap(&text.low, joint + and) } else { 0 };
    let number = scale::read(lexicon, text, start).filter(|number| number.scale == Some(0))?;
    let (second, end) = unit(lexicon, text, number.end)?;
    is_smaller(own, second).then_some(end)
}

fn is_smaller(own: Unit, second: Unit) -> bool {
    let place = |row: &[&str], unit: Unit| row.iter().position(|code| *code == unit.code());
    TOGETHER.iter().any(|row| place(row, own).zip(place(row, second)).is_some_and(|(own, second)| own < second))
}

/// Whether a small number in words is the first part of a word that says of what kind things are, and counts none:
/// two-bedroom flats.
pub fn is_adjective(text: &Text, end: usize) -> bool {
    text.low[end..].strip_prefix('-').is_some_and(|rest| rest.starts_with(is_spaced))
}
