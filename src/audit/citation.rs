//! What is true of a citation in a report, and what judging it needs to know.

use std::collections::BTreeSet;

use crate::export::freeze::Editions;
use crate::language::locales::Locales;
use crate::model::briefing::Briefing;
use crate::model::words::words;

words! {
    /// What is true of a citation (contract).
    pub enum Verdict {
        /// The fact says what the report says.
        Holds = "holds",
        /// It said so once, and says something else now.
        Changed = "changed",
        /// It no longer stands.
        Withdrawn = "withdrawn",
        /// There is nothing of that name, or no such version of it.
        Unknown = "unknown",
        /// The report says something else.
        Mismatch = "mismatch",
        /// The briefing knows the figure, and the report does not cite it.
        NotCited = "not-cited",
    }
}

/// What is true of one citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The line, paragraph or entry of the report, from 1.
    pub line: u32,
    /// What is cited: a fact's id, or a page.
    pub id: String,
    /// The version that the report names.
    pub version: Option<String>,
    /// What is true of it.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub message: String,
}

/// What every judgement needs.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// How every language reads and writes.
    pub locales: &'a Locales,
    /// Where every page stands, without language and ending, the old addresses too.
    pub stems: &'a BTreeSet<String>,
    /// The frozen editions.
    pub editions: &'a Editions,
    /// The files of editions that are not as they were frozen.
    pub altered: &'a BTreeSet<String>,
}
