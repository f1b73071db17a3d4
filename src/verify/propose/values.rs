//! A number as a fact sheet writes it: its sign, and the words that print it.

use std::ops::Range;

use crate::language::locales::Locales;
use crate::language::read::phrases::is_edge;
use crate::language::reading::{Number, Reading};
use crate::language::script::is_han;
use crate::language::value;
use crate::model::quantity::Quantity;
use crate::model::unit::{Unit, UnitKind};

use crate::verify::locate::Line;

/// How many of a number's last characters may be left out to have it read as what it says.
const MOST_CUT: usize = 12;

/// The words that print a number: in Chinese with the damage undone.
pub fn printed(line: &Line, shown: &Range<usize>) -> String {
    let text = line.shown.get(shown.clone()).unwrap_or_default();
    if text.contains(is_han) { line.read.text()[line.read.at(shown.clone())].to_owned() } else { text.to_owned() }
}

/// The quantity with its unit; a share that names none, a third of the boats, is one in a hundred.
pub fn in_unit(locales: &Locales, printed: &str, said: Option<&Reading>, unit: Unit) -> (Option<Quantity>, Unit) {
    let Some(said) = said else { return (None, unit) };
    let own = quantity(locales, printed, said, &unit);
    let share = said.unit.is_none() && matches!(said.number, Number::Fraction(..));
    match own {
        None if share => (quantity(locales, printed, said, &Unit::percent()), Unit::percent()),
        own => (own, unit),
    }
}

/// The quantity, by the shortest way to print it that `check` reads as the same: as the document prints it, else with
/// its digits written out.
pub fn quantity(locales: &Locales, printed: &str, said: &Reading, unit: &Unit) -> Option<Quantity> {
    let sign = said.precision.sign();
    // Of things that were lost there are so many; whether the fact is a change of a number, its reader says.
    let decline = said.decline && unit.kind() != UnitKind::Count;
    let lead = if decline && !printed.starts_with(['-', '−']) { "-" } else { "" };
    let printed = printed.trim();
    // A tenth is no ten: a word is left out whole.
    let whole = |end: &usize| is_edge(printed, *end);
    let ends = printed.char_indices().map(|(at, c)| at + c.len_utf8()).rev().take(MOST_CUT).filter(whole);
    let as_printed = ends.map(|end| format!("{sign}{lead}{}", printed[..end].trim_end()));
    let number = if decline { said.number.negated() } else { said.number };
    let same = |quantity: &Quantity| quantity.precision() == said.precision && states(quantity, number);
    let read = |text: String| value::parse(locales, &text, unit).ok().filter(same);
    as_printed.chain([format!("{sign}{}", digits(number))]).find_map(read)
}

fn states(quantity: &Quantity, number: Number) -> bool {
    match number {
        Number::One(value) => quantity.value() == value && quantity.value_max().is_none(),
        Number::Range(low, high) => quantity.value() == low && quantity.value_max() == Some(high),
        Number::Fraction(..) | Number::Ratio(..) => number.values().contains(&quantity.value()),
    }
}

fn digits(number: Number) -> String {
    match number {
        Number::One(value) => value.normalize().to_string(),
        Number::Range(low, high) => format!("{}..{}", low.normalize(), high.normalize()),
        Number::Fraction(a, b) => format!("{}/{}", a.normalize(), b.normalize()),
        Number::Ratio(a, b) => format!("{}:{}", a.normalize(), b.normalize()),
    }
}
