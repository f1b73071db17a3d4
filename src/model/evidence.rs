//! What follows from the facts together: conflicts, gaps, derived figures, what a machine saw.

use super::fact::Fact;
use super::id::Id;
use super::lang::Localised;
use super::locator::{Locator, Spot};
use super::quantity::Quantity;
use super::source::Source;
use super::subject::{Indicator, Subject};
use super::words::words;

/// A disagreement or doubt that a reader must be told of.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Its name in links and as an anchor on the conflicts page.
    pub slug: String,
    /// What it was called before.
    pub formerly: Vec<String>,
    /// Derived figures that were withdrawn for it: their addresses lead to it.
    pub withdrawn: Vec<String>,
    /// What kind of disagreement it is.
    pub kind: ConflictKind,
    /// The sides; never empty, no fact twice.
    pub sides: Vec<Side>,
    /// What a careful editor says of it.
    pub finding: Localised<String>,
    /// The same in a sentence that stands alone, where the editor wrote one.
    pub summary: Option<Localised<String>>,
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
        /// What they say, for readers who do not read the document's language.
        says: Option<Localised<String>>,
    },
}

words! {
    /// What kind of disagreement a conflict is.
    pub enum ConflictKind {
        /// The sides exclude each other.
        Contradiction = "contradiction",
        /// A part exceeds its whole.
        Part = "part",
        /// The same words, defined otherwise.
        Definition = "definition",
        /// The same thing at another or an unknown time.
        Period = "period",
        /// The same thing for another area or group.
        Scope = "scope",
        /// The words differ, or a copy changed them.
        Wording = "wording",
        /// It cannot be right as printed.
        Doubtful = "doubtful",
    }
}

impl ConflictKind {
    /// Whether its sides exclude each other; else it is a caution: told, but neither counted nor marked as
    /// a disagreement.
    pub fn is_disagreement(self) -> bool {
        matches!(self, ConflictKind::Contradiction | ConflictKind::Part)
    }
}

words! {
    /// How a conflict was found.
    pub enum Found {
        /// By one of the program's rules.
        Rule = "rule",
        /// By a reader.
        Reading = "reading",
    }
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
    /// What is stated instead, of another scope or without a date.
    pub facts: Vec<Id<Fact>>,
}

words! {
    /// Why a fact is missing.
    pub enum GapReason {
        /// No source gives it.
        NoSource = "no source says",
        /// A source gives it without a date.
        Undated = "undated",
        /// A source gives it for another area or group.
        OtherScope = "other scope",
        /// Nobody looked.
        NotLookedFor = "not looked for",
    }
}

/// In what condition the words are that a fact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Our copy of its source is undamaged.
    Sound,
    /// Its copy is damaged, and this fact states the same in an undamaged one.
    Elsewhere(Id<Fact>),
    /// Its copy is damaged, and an independent witness in an undamaged one goes with it.
    Supported,
    /// It stands in damaged copies only.
    Damaged,
}

/// A figure that we computed from facts; ours, and no witness of anything.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its name.
    pub slug: String,
    /// What it was called before.
    pub formerly: Vec<String>,
    /// What it is about.
    pub subject: Id<Subject>,
    /// What it measures, where an indicator says it.
    pub indicator: Option<Id<Indicator>>,
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

words! {
    /// Whether an excerpt stands in its document (contract).
    pub enum Answer {
        /// As written.
        Found = "found",
        /// After undoing the damage.
        Repaired = "repaired",
        /// Not there.
        Absent = "absent",
        /// Not found, and bytes were lost within two lines, among words that may have been the excerpt's.
        CannotCheck = "cannot-check",
    }
}

words! {
    /// Where something about a fact is stated (contract).
    pub enum Stated {
        /// On the fact's own line.
        Here = "here",
        /// In the lines before.
        Above = "above",
        /// Nowhere near: it rests on the curator.
        Curator = "curator",
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
    /// The versions that came with it, by fact and hash.
    pub versions: Vec<(Id<Fact>, String)>,
    /// What changed and why.
    pub text: Localised<String>,
}

words! {
    /// What kind of change a correction is.
    pub enum CorrectionKind {
        /// The source or our knowledge changed.
        Revision = "revision",
        /// We were wrong.
        Correction = "correction",
        /// It is said otherwise, and means the same.
        Editorial = "editorial",
        /// It no longer stands.
        Withdrawal = "withdrawal",
    }
}
