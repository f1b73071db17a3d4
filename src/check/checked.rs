//! A whole briefing with the places where its parts are written: what every rule looks at.

use crate::language::locales::Locales;
use crate::load::Content;
use crate::model::briefing::Briefing;
use crate::model::evidence::Gap;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::problem::span::Span;

use super::facts::FactSpans;

/// What the rules look at: the briefing, and where its parts are written.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// How every language reads and writes.
    pub locales: &'a Locales,
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Its files, as written.
    pub content: &'a Content,
    /// Where each fact is written.
    pub(super) facts: &'a [FactSpans],
    /// Where each gap is written.
    pub(super) gaps: &'a [Span],
}

impl<'a> Checked<'a> {
    /// Where a fact is written.
    pub fn fact(&self, id: Id<Fact>) -> FactSpans {
        self.facts[id.index()]
    }

    /// Every gap, and where it is written.
    pub fn gaps(&self) -> impl Iterator<Item = (&'a Gap, Span)> {
        self.briefing.gaps.iter().zip(self.gaps.iter().copied())
    }
}
