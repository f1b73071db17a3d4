//! Which facts say a number: one look-up for the lint, its help and `--fix`.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::language::reading::{Number, Reading};
use crate::model::fact::{Fact, Finding};
use crate::model::quantity::Quantity;

/// The facts that have a quantity, by its number.
#[derive(Debug, Default)]
pub struct ByValue<'a> {
    facts: BTreeMap<Decimal, Vec<(&'a Fact, &'a Quantity)>>,
    others: BTreeMap<Decimal, Vec<&'a Quantity>>,
}

impl<'a> ByValue<'a> {
    /// Sorts the facts by their numbers.
    pub fn new(facts: &'a [Option<Fact>]) -> Self {
        let mut by_value = Self::default();
        for fact in facts.iter().flatten() {
            if let Finding::Quantity(quantity) = &fact.finding {
                by_value.facts.entry(quantity.value().normalize()).or_default().push((fact, quantity));
            }
        }
        by_value
    }

    /// With quantities that no fact states, but something else of the briefing does.
    pub fn with(mut self, others: impl Iterator<Item = &'a Quantity>) -> Self {
        for quantity in others {
            self.others.entry(quantity.value().normalize()).or_default().push(quantity);
        }
        self
    }

    /// The facts that a figure states, precision included.
    pub fn stated_by(&self, reading: &Reading) -> Vec<&'a Fact> {
        self.near(reading).filter(|(_, q)| reading.states(q)).map(|(fact, _)| fact).collect()
    }

    /// Whether any fact, or another quantity that is stated, has the number and unit of a figure; of a range, or of
    /// two of which one is meant, that whole or each end.
    pub fn has(&self, reading: &Reading) -> bool {
        let ends = match reading.number {
            Number::Range(a, b) => [a, b].map(|n| Reading { number: Number::One(n), ..reading.clone() }).to_vec(),
            _ => Vec::new(),
        };
        self.states(reading) || (!ends.is_empty() && ends.iter().all(|end| self.states(end)))
    }

    fn states(&self, reading: &Reading) -> bool {
        let others =
            values(reading).into_iter().flat_map(|value| self.others.get(&value).into_iter().flatten().copied());
        self.near(reading).map(|(_, quantity)| quantity).chain(others).any(|quantity| reading.is_number_of(quantity))
    }

    fn near(&self, reading: &Reading) -> impl Iterator<Item = (&'a Fact, &'a Quantity)> {
        values(reading).into_iter().flat_map(|value| self.facts.get(&value).into_iter().flatten().copied())
    }
}

fn values(reading: &Reading) -> BTreeSet<Decimal> {
    reading.values().into_iter().map(|value| value.normalize()).collect()
}
