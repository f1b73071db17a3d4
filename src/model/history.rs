//! What a fact said in each of its versions, and what readers were told of every change.

use super::fact::{Fact, Status};
use super::id::Id;
use super::lang::Localised;
use super::locator::Locator;
use super::period::Period;
use super::quantity::Quantity;
use super::source::Source;
use super::subject::{Indicator, Subject};
use super::version::Version;
use super::words::words;

/// A fact as it was published once.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Which version it was.
    pub version: Version,
    /// Whether it was recorded; the last one may not be yet.
    pub recorded: bool,
    /// What it said, in the order in which a reader is told; `None` where the record is older than that.
    pub told: Option<Vec<(Aspect, Told)>>,
    /// The corrections that tell why it came, by their place in the briefing.
    pub why: Vec<usize>,
}

impl Edition {
    /// What stands under an aspect.
    pub fn get(&self, aspect: Aspect) -> Option<&Told> {
        self.told.as_ref()?.iter().find(|(own, _)| *own == aspect).map(|(_, told)| told)
    }

    /// The aspects in which the two differ.
    pub fn differences(&self, other: &Edition) -> Vec<Aspect> {
        Aspect::ALL.iter().copied().filter(|aspect| self.get(*aspect) != other.get(*aspect)).collect()
    }
}

words! {
    /// What a fact says of itself, piece by piece, with the word that data and the interface's words use.
    pub enum Aspect {
        /// The value.
        Value = "value",
        /// In which unit.
        Unit = "unit",
        /// When it holds, or falls due.
        Period = "period",
        /// In which sense.
        Status = "status",
        /// About what.
        Subject = "subject",
        /// What is measured.
        Indicator = "indicator",
        /// Where it applies.
        Of = "of",
        /// Who says so.
        By = "by",
        /// Where it comes from.
        Origins = "origins",
        /// Drawn from which document.
        Source = "source",
        /// The words it rests on.
        Excerpt = "excerpt",
        /// Where they stand.
        Place = "place",
        /// Whether it still stands.
        Rank = "rank",
    }
}

/// A piece of what a fact said, read again. Large ones are kept apart: a fact has a dozen pieces, most of them short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A quantity.
    Quantity(Box<Quantity>),
    /// Words by language.
    Text(Box<Localised<String>>),
    /// A date.
    Period(Box<Period>),
    /// A sense.
    Status(Status),
    /// What it names.
    Names(Vec<Named>),
    /// Where something stands.
    Place(Box<Locator>),
    /// That it no longer stands.
    Withdrawn,
    /// Words of no language, or what can no longer be read otherwise.
    Words(String),
}

/// Something that a fact named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A subject.
    Subject(Id<Subject>),
    /// An indicator.
    Indicator(Id<Indicator>),
    /// A fact.
    Fact(Id<Fact>),
    /// A source.
    Source(Id<Source>),
    /// Words, in every language in which they are known; or a name that nothing has any more.
    Words(Localised<String>),
}
