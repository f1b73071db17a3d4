//! Whether the number in an excerpt is the fact's, in its unit and with its sign.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::english;
use crate::language::figures::{self, states};
use crate::language::reading::{Number, Reading};
use crate::language::scan;
use crate::language::script::is_han;
use crate::model::fact::{Fact, Finding};
use crate::model::numeral;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Unit, UnitKind, classifier_at_start};

use super::lists;
use super::passage::Passage;
use super::speaks::Mention;
use super::{Remark, RemarkKind, Words};

/// What a number says of itself where no word stands beside it that we know.
const EXACT: Precision = Precision::Exact;

/// Whether one of the numbers in the excerpt is the fact's quantity, with a remark if it is not.
///
/// `None` where the excerpt has no number or the fact no quantity. Unit and sign are read in the
/// clause around the excerpt, since both may stand outside it; where the excerpt was not found
/// (`passage` is `None`) the number alone is held against it.
pub fn agrees(fact: &Fact, signs: &Words, passage: Option<(&Passage, &[Mention])>) -> (Option<bool>, Option<Remark>) {
    let Finding::Quantity(quantity) = &fact.finding else { return (None, None) };
    let cell = passage.and_then(|(passage, _)| passage.cell.as_ref());
    if cell.is_some_and(|cell| cell.is_date) {
        let text = format!("`{}` stands in a column of dates", quantity.printed());
        return (Some(false), Some(Remark::new(RemarkKind::Value, text)));
    }
    let words = passage.and_then(|(passage, _)| passage.cell_text()).unwrap_or(fact.excerpt.as_str());
    let number = states(words, quantity);
    let remark = match (number, passage) {
        (None, passage) => {
            let place = passage.and_then(|(passage, here)| lists::place(fact, here, passage));
            let remark = place.map_or_else(|| Some(no_number(fact)), |place| other_place(quantity, place));
            return (place.map(|_| remark.is_none()), remark);
        }
        (Some(false), _) => Some(other_number(fact, quantity)),
        (Some(true), None) => None,
        (Some(true), Some((passage, here))) => {
            in_passage(fact, quantity, signs, passage).or_else(|| out_of_order(fact, quantity, here, passage))
        }
    };
    (Some(remark.is_none()), remark)
}

fn other_number(fact: &Fact, quantity: &Quantity) -> Remark {
    let text = format!("no number in `{}` is `{}`", fact.excerpt.as_str(), quantity.printed());
    Remark::new(RemarkKind::Value, text)
}

fn no_number(fact: &Fact) -> Remark {
    let text = format!("there is no number in `{}` to hold the value against", fact.excerpt.as_str());
    Remark::new(RemarkKind::NoNumber, text)
}

fn other_place(quantity: &Quantity, place: usize) -> Option<Remark> {
    let place = place + 1;
    let ranked = quantity.unit().kind() == UnitKind::Rank && quantity.precision() == EXACT;
    let text = || format!("the value is `{}`, but the excerpt lists the subject at place {place}", quantity.printed());
    let agrees = ranked && quantity.value_max().is_none() && quantity.value() == Decimal::from(place);
    (!agrees).then(|| Remark::new(RemarkKind::Value, text()))
}

/// A remark if a list gives the subject another figure than the fact's: the first of 甲、乙分别为三座、五座.
fn out_of_order(fact: &Fact, quantity: &Quantity, here: &[Mention], passage: &Passage) -> Option<Remark> {
    let given = lists::figure(fact, here, passage)?;
    let figure = &passage.text()[given];
    let own = figures::all(figure).iter().any(|figure| is_value(figure.reading.as_ref(), quantity));
    let text = || format!("the sentence lists several subjects with their figures; this one's is `{figure}`");
    (!own).then(|| Remark::new(RemarkKind::Value, text()))
}

/// What is wrong with every number of the excerpt that is the fact's; nothing if one is right.
fn in_passage(fact: &Fact, quantity: &Quantity, words: &Words, passage: &Passage) -> Option<Remark> {
    let (text, excerpt) = surroundings(passage);
    let read = passage.text().contains(is_han) || english::is_english(text);
    let known = read || words.are_known();
    let beside = |range: &Range<usize>| range.start < excerpt.end && excerpt.start < range.end;
    let own = figures::all(text).into_iter().filter(|figure| beside(&figure.range));
    let own = own.filter_map(|figure| {
        let mut reading = figure.reading?;
        if !read && reading.precision == EXACT {
            reading.precision = words.at_end(&text[..figure.range.start]).unwrap_or(EXACT);
        }
        Printed::of(text, figure.range, reading, quantity)
    });
    let own: Vec<Printed> = own.collect();
    if own.is_empty() {
        return in_words(fact, quantity);
    }
    let sign = |printed: &Printed| sign(printed, quantity).filter(|_| known || printed.reading.precision != EXACT);
    let wrong = own.iter().filter_map(|printed| unit(printed, quantity, passage).or_else(|| sign(printed)));
    let wrong: Vec<Remark> = wrong.collect();
    (wrong.len() == own.len()).then(|| wrong.into_iter().next()).flatten()
}

/// What is wrong where the excerpt states the value by a word (首个, 唯一, 翻番), or only as part of a
/// longer number: 15 in 115.
fn in_words(fact: &Fact, quantity: &Quantity) -> Option<Remark> {
    let excerpt = fact.excerpt.as_str();
    let one = scan::says_only_one(excerpt) && quantity.value() == Decimal::ONE;
    if !one && figures::doubled(excerpt) != Some(quantity.value()) {
        return Some(other_number(fact, quantity));
    }
    let written = Printed {
        figure: excerpt,
        reading: Reading { number: Number::One(quantity.value()), unit: None, precision: EXACT },
        counted: true,
    };
    counted_in(&written, *quantity.unit()).or_else(|| sign(&written, quantity))
}

/// The text in which unit and sign are read, and the excerpt's bytes in it: the clause, repaired; a
/// line without Chinese as it stands; the cell of a table.
fn surroundings<'a>(passage: &Passage<'a>) -> (&'a str, Range<usize>) {
    if let Some(cell) = passage.cell_text() {
        return (cell, 0..cell.len());
    }
    if !passage.text().contains(is_han) {
        return (passage.line.shown, passage.line.read.shown(passage.at.clone()));
    }
    let clause = passage.clause();
    let at = passage.at.start - clause.start..passage.at.end - clause.start;
    (&passage.text()[clause], at)
}

fn is_value(reading: Option<&Reading>, quantity: &Quantity) -> bool {
    let ends = [Some(quantity.value()), quantity.value_max()];
    reading.is_some_and(|reading| reading.number.values().iter().any(|value| ends.contains(&Some(*value))))
}

/// The fact's number as it stands in the clause.
struct Printed<'a> {
    figure: &'a str,
    reading: Reading,
    counted: bool,
}

impl<'a> Printed<'a> {
    /// `None` if the figure is another number than the fact's.
    fn of(text: &'a str, range: Range<usize>, reading: Reading, quantity: &Quantity) -> Option<Self> {
        let figure = &text[range];
        let length = numeral::read(figure).map_or(0, |numeral| numeral.length);
        let after = figure[length..].trim_start_matches(['余', '多', '几', '来', '+']);
        let counted = reading.unit.is_none() && classifier_at_start(after).is_some();
        is_value(Some(&reading), quantity).then_some(Self { figure, reading, counted })
    }

    /// Whether it is an order of magnitude (千亩, 百亿): it has a scale and no digit before it. A curator
    /// reads it as about so much or as at least so much; exact it is not.
    fn is_vague(&self) -> bool {
        self.reading.precision == EXACT && self.figure.starts_with(['百', '千', '万', '亿'])
    }
}

/// A remark if the number has another unit than the fact, or the fact's unit is not stated.
fn unit(printed: &Printed, quantity: &Quantity, passage: &Passage) -> Option<Remark> {
    let meant = *quantity.unit();
    let says = |unit: &str| format!("the unit is `{}`, but the number is printed in `{unit}`", meant.code());
    let text = match printed.reading.unit {
        Some(unit) => differ(unit, meant).then(|| says(unit.code())),
        None if printed.counted => return counted_in(printed, meant),
        None => (!may_be_bare(&printed.reading, meant, passage))
            .then(|| format!("the unit is `{}`, but no such unit stands beside the number", meant.code())),
    };
    text.map(|text| Remark::new(RemarkKind::Unit, text))
}

/// A remark if things are counted or ranked, and the fact's unit is another.
fn counted_in(printed: &Printed, meant: Unit) -> Option<Remark> {
    let text = || format!("the unit is `{}`, but the number is printed in `count`", meant.code());
    (printed.counted && differ(Unit::rank(), meant)).then(|| Remark::new(RemarkKind::Unit, text()))
}

/// Whether a number without a unit can be meant in this one: a count, a rank, or a unit that the
/// line names elsewhere; a fraction is a share; a sum in 亿 is in the money of the country.
fn may_be_bare(reading: &Reading, meant: Unit, passage: &Passage) -> bool {
    match (reading.number, meant.kind()) {
        (Number::Fraction(..) | Number::Ratio(..), kind) => matches!(kind, UnitKind::Percent | UnitKind::Ratio),
        (_, UnitKind::Count | UnitKind::Rank | UnitKind::Ratio | UnitKind::Times) => true,
        (_, UnitKind::Money) if meant.code() == "CNY" => true,
        (_, UnitKind::Percent) => false,
        _ => names_unit(passage.text(), meant),
    }
}

fn names_unit(text: &str, meant: Unit) -> bool {
    text.char_indices().any(|(at, _)| Unit::at_start(&text[at..]).is_some_and(|(unit, _)| unit == meant))
}

/// Whether two units differ by more than by what is counted or ranked.
fn differ(a: Unit, b: Unit) -> bool {
    let counts =
        |unit: Unit| matches!(unit.kind(), UnitKind::Count | UnitKind::Rank | UnitKind::Ratio | UnitKind::Times);
    a != b && !(counts(a) && counts(b))
}

/// A remark if the words beside the number open it in another direction than the fact's sign.
fn sign(printed: &Printed, quantity: &Quantity) -> Option<Remark> {
    let (meant, says) = (quantity.precision(), printed.reading.precision);
    let agrees = if printed.is_vague() {
        matches!(meant, Precision::About | Precision::AtLeast)
    } else {
        direction(says) == direction(meant)
    };
    if agrees || quantity.value_max().is_some() {
        return None;
    }
    let text = format!(
        "the value is `{}` ({}), but what stands beside the number makes it {}",
        quantity.printed(),
        meant.word(),
        if printed.is_vague() { "an order of magnitude: about, or at least" } else { says.word() }
    );
    Some(Remark::new(RemarkKind::Precision, text))
}

/// The side on which a precision leaves an amount open.
fn direction(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "none",
        Precision::Over | Precision::AtLeast => "up",
        Precision::Under | Precision::AtMost => "down",
        Precision::Nearly => "near",
        Precision::About => "about",
    }
}
