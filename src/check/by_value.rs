//! Which facts say a number: one look-up for the lint, its help and `--fix`.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::language::reading::Reading;
use crate::model::fact::{Fact, Finding};
use crate::model::quantity::Quantity;

/// The facts that have a quantity, by its number.
#[derive(Debug, Default)]
pub struct ByValue<'a> {
    facts: BTreeMap<Decimal, Vec<(&'a Fact, &'a Quantity)>>,
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

    /// The facts that a figure states, precision included.
    pub fn stated_by(&self, reading: &Reading) -> Vec<&'a Fact> {
        self.near(reading).filter(|(_, q)| reading.states(q)).map(|(fact, _)| fact).collect()
    }

    /// Whether any fact has the number and unit of a figure.
    pub fn has(&self, reading: &Reading) -> bool {
        self.near(reading).any(|(_, quantity)| reading.is_number_of(quantity))
    }

    fn near(&self, reading: &Reading) -> impl Iterator<Item = (&'a Fact, &'a Quantity)> {
        let values: BTreeSet<Decimal> = reading.values().into_iter().map(|value| value.normalize()).collect();
        values.into_iter().flat_map(|value| self.facts.get(&value).into_iter().flatten().copied())
    }
}
