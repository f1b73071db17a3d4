//! What follows from the facts together: conflicts, gaps, derived figures, what a machine saw.

use super::fact::Fact;
use super::id::Id;
use super::lang::Localised;
use super::locator::{Locator, Spot};
use super::quantity::Quantity;
use super::source::Source;
use super::subject::{Indicator, Subject};

/// A disagreement or doubt that a reader must be told of.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Its name in links and as an anchor on the conflicts page.
    pub slug: String,
    /// What kind of disagreement it is.
    pub kind: ConflictKind,
    /// The sides; never empty, no fact twice.
    pub sides: Vec<Side>,
    /// What a careful editor says of it.
    pub finding: Localised<String>,
    /// A short heading.
    pub title: Localised<String>,
    /// The facts that the editor prefers; empty while it is open.
    pub preferred: Vec<Id<Fact>>,
    /// Whether a rule or a reader found it.
    pub found: Found,
}

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A fact.
    Fact(Id<Fact>),
    /// A passage that no fact carries.
    Passage {
        /// The source.
        source: Id<Source>,
        /// Where in the archived document they stand.
        locator: Locator,
        /// The words.
        excerpt: String,
    },
}

/// What kind of disagreement a conflict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// The sides exclude each other.
    Contradiction,
    /// A part exceeds its whole.
    Part,
    /// The same words, defined otherwise.
    Definition,
    /// The same thing at another or an unknown time.
    Period,
    /// The same thing for another area or group.
    Scope,
    /// The words differ, or a copy changed them.
    Wording,
    /// It cannot be right as printed.
    Doubtful,
}

impl ConflictKind {
    /// All, with the word that files and data use.
    pub const ALL: [(&'static str, ConflictKind); 7] = [
        ("contradiction", ConflictKind::Contradiction),
        ("part", ConflictKind::Part),
        ("definition", ConflictKind::Definition),
        ("period", ConflictKind::Period),
        ("scope", ConflictKind::Scope),
        ("wording", ConflictKind::Wording),
        ("doubtful", ConflictKind::Doubtful),
    ];

    /// The word that files and data use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, k)| *k == self).expect("ALL is complete").0
    }

    /// Whether its sides exclude each other; else it is a caution: told, but neither counted nor marked as
    /// a disagreement.
    pub fn is_disagreement(self) -> bool {
        matches!(self, ConflictKind::Contradiction | ConflictKind::Part)
    }
}

/// How a conflict was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// By one of the program's rules.
    Rule,
    /// By a reader.
    Reading,
}

/// Something that was looked for and not found.
#[derive(Clone, Debug)]
pub struct Gap {
    /// For which subject.
    pub subject: Id<Subject>,
    /// Which indicator.
    pub indicator: Id<Indicator>,
    /// Why there is no fact.
    pub reason: GapReason,
    /// What a reader should know.
    pub note: Option<Localised<String>>,
}

/// Why a fact is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapReason {
    /// No source gives it.
    NoSource,
    /// A source gives it without a date.
    Undated,
    /// A source gives it for another area or group.
    OtherScope,
    /// Nobody looked.
    NotLookedFor,
}

impl GapReason {
    /// All, with the words that files and data use.
    pub const ALL: [(&'static str, GapReason); 4] = [
        ("no source says", GapReason::NoSource),
        ("undated", GapReason::Undated),
        ("other scope", GapReason::OtherScope),
        ("not looked for", GapReason::NotLookedFor),
    ];

    /// The words that files and data use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, r)| *r == self).expect("ALL is complete").0
    }
}

/// A figure that we computed from facts; ours, and no witness of anything.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its name.
    pub slug: String,
    /// What it is about.
    pub subject: Id<Subject>,
    /// What it measures, in words.
    pub label: Localised<String>,
    /// The formula as written.
    pub formula: String,
    /// The facts that it uses, in the formula's order.
    pub facts: Vec<Id<Fact>>,
    /// The result.
    pub quantity: Quantity,
    /// What to know before quoting it.
    pub note: Option<Localised<String>>,
}

/// What `verify --record` saw of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whether the excerpt stands in the document.
    pub answer: Answer,
    /// Whether the number in the excerpt is the value; `None` if the excerpt has none.
    pub value_agrees: Option<bool>,
    /// Where the subject is named.
    pub subject: Stated,
    /// Where the period is stated.
    pub period: Stated,
    /// Where the status is stated.
    pub status: Stated,
    /// The wording as archived, within the excerpt limit.
    pub archived: Option<String>,
    /// The document's own words for the value: what its number was read from.
    pub printed: Option<String>,
    /// Where it was found.
    pub spot: Option<Spot>,
}

/// Whether an excerpt stands in its document (contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// As written.
    Found,
    /// After undoing the damage.
    Repaired,
    /// Not there.
    Absent,
    /// Not found, and bytes were lost within two lines, among words that may have been the excerpt's.
    CannotCheck,
}

impl Answer {
    /// All, with the word that files and data use.
    pub const ALL: [(&'static str, Answer); 4] = [
        ("found", Answer::Found),
        ("repaired", Answer::Repaired),
        ("absent", Answer::Absent),
        ("cannot-check", Answer::CannotCheck),
    ];

    /// The word that files and data use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, a)| *a == self).expect("ALL is complete").0
    }
}

/// Where something about a fact is stated (contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// On the fact's own line.
    Here,
    /// In the lines before.
    Above,
    /// Nowhere near: it rests on the curator.
    Curator,
}

impl Stated {
    /// All, with the word that files and data use.
    pub const ALL: [(&'static str, Stated); 3] =
        [("here", Stated::Here), ("above", Stated::Above), ("curator", Stated::Curator)];

    /// The word that files and data use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, s)| *s == self).expect("ALL is complete").0
    }
}

/// A revision, correction or withdrawal that readers are told of.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The day, `YYYY-MM-DD`.
    pub date: super::period::Period,
    /// What kind of change.
    pub kind: CorrectionKind,
    /// The facts concerned.
    pub facts: Vec<Id<Fact>>,
    /// What changed and why.
    pub text: Localised<String>,
}

/// What kind of change a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionKind {
    /// The source or our knowledge changed.
    Revision,
    /// We were wrong.
    Correction,
    /// It no longer stands.
    Withdrawal,
}

impl CorrectionKind {
    /// All, with the word that files and data use.
    pub const ALL: [(&'static str, CorrectionKind); 3] = [
        ("revision", CorrectionKind::Revision),
        ("correction", CorrectionKind::Correction),
        ("withdrawal", CorrectionKind::Withdrawal),
    ];

    /// The word that files and data use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, k)| *k == self).expect("ALL is complete").0
    }
}
