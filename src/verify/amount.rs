//! Whether the number in an excerpt is the fact's, in its unit and with its sign.

use crate::model::fact::{Fact, Finding};
use crate::model::numeral;
use crate::model::quantity::{Precision, Quantity};
use crate::model::unit::{Unit, UnitKind, classifier_at_start};
use crate::text::figures::{figures, states};
use crate::text::reading::Reading;

use super::passage::Passage;
use super::{Remark, RemarkKind};

/// Whether one of the numbers in the excerpt is the fact's value (both ends of a range); `None`
/// where the excerpt has no number or the fact no quantity.
pub fn value_agrees(fact: &Fact) -> Option<bool> {
    match &fact.finding {
        Finding::Quantity(quantity) => states(fact.excerpt.as_str(), quantity),
        Finding::Text(_) => None,
    }
}

/// What a curator should look at: the unit or the sign beside the number is another. The number is
/// read in its clause, since both may stand outside the excerpt.
pub fn remarks(fact: &Fact, passage: &Passage) -> Vec<Remark> {
    let Finding::Quantity(quantity) = &fact.finding else { return Vec::new() };
    let clause = passage.clause();
    let text = &passage.text()[clause.clone()];
    let excerpt = passage.at.start - clause.start..passage.at.end - clause.start;
    let found = figures(text, &[]);
    let beside = found.iter().filter(|figure| figure.range.start < excerpt.end && excerpt.start < figure.range.end);
    let own = beside.filter_map(|figure| Printed::of(&text[figure.range.clone()], figure.reading.as_ref()?, quantity));
    let own: Vec<Printed> = own.collect();
    unit(quantity, &own).into_iter().chain(sign(quantity, &own)).collect()
}

/// The fact's number as it stands in the line.
struct Printed<'a> {
    reading: &'a Reading,
    counted: bool,
}

impl<'a> Printed<'a> {
    /// `None` if the figure is another number than the fact's, or an order of magnitude.
    fn of(figure: &str, reading: &'a Reading, quantity: &Quantity) -> Option<Self> {
        let length = numeral::read(figure).map_or(0, |numeral| numeral.length);
        let after = figure[length..].trim_start_matches(['余', '多', '几', '来']);
        let counted = reading.unit.is_none() && classifier_at_start(after).is_some();
        let own = reading.number.values().contains(&quantity.value()) && !is_vague(figure);
        own.then_some(Self { reading, counted })
    }
}

/// Whether a number is an order of magnitude (千亩, 百亿级), which a curator may read in more than
/// one way: it has a scale and no digit before it.
fn is_vague(number: &str) -> bool {
    number.starts_with(['百', '千', '万', '亿'])
}

/// A warning if the number has another unit than the fact wherever it stands.
fn unit(quantity: &Quantity, own: &[Printed]) -> Option<Remark> {
    let meant = *quantity.unit();
    let other = |printed: &Printed| match printed.reading.unit {
        Some(unit) => differ(unit, meant).then(|| unit.code()),
        None => (printed.counted && differ(Unit::rank(), meant)).then_some("count"),
    };
    let named = *own.iter().map(other).collect::<Option<Vec<&str>>>()?.first()?;
    let message = format!("the unit is `{}`, but the number is printed in `{named}`", meant.code());
    Some(Remark::new(RemarkKind::Unit, message))
}

/// Whether two units differ by more than by what is counted or ranked.
fn differ(a: Unit, b: Unit) -> bool {
    let counts =
        |unit: Unit| matches!(unit.kind(), UnitKind::Count | UnitKind::Rank | UnitKind::Ratio | UnitKind::Times);
    a != b && !(counts(a) && counts(b))
}

/// A warning if the words beside the number open it in another direction than the fact's sign.
fn sign(quantity: &Quantity, own: &[Printed]) -> Option<Remark> {
    let meant = quantity.precision();
    let says = own.first()?.reading.precision;
    let agrees = |printed: &Printed| direction(printed.reading.precision) == direction(meant);
    if quantity.value_max().is_some() || own.iter().any(agrees) {
        return None;
    }
    let words = says.word();
    let message = format!(
        "the value is `{}` ({}), but the words beside the number say `{words}`",
        quantity.printed(),
        meant.word()
    );
    Some(Remark::new(RemarkKind::Precision, message))
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

#[cfg(test)]
mod tests {
    use super::{differ, is_vague};
    use crate::model::unit::Unit;

    #[test]
    fn a_currency_is_told_from_another_and_a_rank_not_from_a_count() {
        let differ = |a, b| differ(Unit::parse(a).expect("a unit"), Unit::parse(b).expect("a unit"));
        assert!(differ("CNY", "USD") && differ("CNY", "%") && differ("count", "%") && differ("km", "mm"));
        assert!(!differ("count", "rank") && !differ("CNY", "CNY"));
    }

    #[test]
    fn an_order_of_magnitude_is_vague() {
        assert!(is_vague("千亩") && !is_vague("30艘") && !is_vague("三十艘"));
    }
}
