//! One statement of a source about one subject, with all that is needed to check and cite it.

use super::id::Id;
use super::lang::Localised;
use super::locator::Locator;
use super::period::Period;
use super::quantity::Quantity;
use super::source::Source;
use super::subject::{Indicator, Subject};
use super::version::{Said, Version};
use super::words::words;

/// A statement drawn from one place of one source.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Unique in the briefing, never reused.
    pub slug: String,
    /// What it was called before: its old addresses lead to it.
    pub formerly: Vec<String>,
    /// What it is about.
    pub subject: Id<Subject>,
    /// What it measures.
    pub indicator: Id<Indicator>,
    /// When it holds, or falls due.
    pub period: Period,
    /// Whether the document prints the period or the curator inferred it; `None` where no date is given.
    pub dating: Option<Dating>,
    /// Whether the period of a target is when it was announced, since no deadline is set.
    pub announced: bool,
    /// What is stated.
    pub finding: Finding,
    /// In which sense it is stated.
    pub status: Status,
    /// Where it applies: share of, rank among, compared with, together with.
    pub of: Vec<Of>,
    /// The policy it belongs to.
    pub policy: Option<Id<Subject>>,
    /// Who says so, where the source attributes it.
    pub by: Option<Id<Subject>>,
    /// Whom or what the source credits without naming anybody: a plan, data, a survey.
    pub credit: Option<Localised<String>>,
    /// Where the statement comes from; never empty.
    pub origins: Vec<Origin>,
    /// The source we drew it from.
    pub source: Id<Source>,
    /// The shortest phrase that bears it, in simplified characters.
    pub excerpt: Excerpt,
    /// Where in the archived document it stands.
    pub locator: Locator,
    /// What to know before quoting it.
    pub note: Option<Localised<String>>,
    /// Whether it still stands.
    pub rank: Rank,
    /// The day of the second reading.
    pub checked: Option<Period>,
    /// Where it was published before, and how often it changed.
    pub version: Version,
    /// What it says as far as that makes it the fact it is, as `record` keeps it.
    pub said: Said,
}

impl Fact {
    /// The quantity that it states; `None` where it states something in words.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.finding {
            Finding::Quantity(quantity) => Some(quantity),
            Finding::Text(_) => None,
        }
    }

    /// Whether both state the same of the same, and both stand or neither does: one statement, wherever it is printed.
    pub fn says_the_same(&self, other: &Fact) -> bool {
        self.finding.is_same(&other.finding)
            && (self.subject, self.indicator, self.status) == (other.subject, other.indicator, other.status)
            && self.of == other.of
            && self.policy == other.policy
            && self.period.to_string() == other.period.to_string()
            && self.rank.is_withdrawn() == other.rank.is_withdrawn()
    }
}

/// What a fact states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A measured or planned quantity.
    Quantity(Quantity),
    /// A qualitative claim, or what happened.
    Text(Localised<String>),
}

impl Finding {
    /// Whether both give the same words, or the same quantity, however it is written.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Quantity(a), Self::Quantity(b)) => {
                (a.value(), a.value_max(), a.precision(), a.unit())
                    == (b.value(), b.value_max(), b.precision(), b.unit())
            }
            (a, b) => a == b,
        }
    }
}

/// Whether what is stated is already so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It is so, or it happened.
    Done,
    /// It is still to come.
    Ahead,
    /// Somebody holds it to be so.
    Held,
}

/// The shape that tells one status from another where there is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle.
    Triangle,
    /// What somebody says, in a comic.
    Balloon,
    /// A circle.
    Circle,
}

/// Whether charts measure lengths by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Charts {
    /// They do.
    Drawn,
    /// They leave it out.
    Left,
}

/// Declares every status: its word, whether it is so, what it is compared as, whether it is drawn, its sign.
macro_rules! statuses {
    ($($(#[$doc:meta])* $name:ident = $word:literal: $outlook:ident, as $compared:ident, $charts:ident, $sign:ident;)*) => {
        words! {
            /// In which sense something is stated (contract).
            pub enum Status { $($(#[$doc])* $name = $word,)* }
        }

        impl Status {
            /// Whether what is stated is already so.
            pub const fn outlook(self) -> Outlook {
                match self { $(Status::$name => Outlook::$outlook),* }
            }

            /// The status with whose facts it may agree or clash.
            pub const fn compared_as(self) -> Status {
                match self { $(Status::$name => Status::$compared),* }
            }

            /// Whether charts measure lengths by it; claims have none, and events have no quantity.
            pub const fn is_drawn(self) -> bool {
                matches!(match self { $(Status::$name => Charts::$charts),* }, Charts::Drawn)
            }

            /// Its shape.
            pub const fn sign(self) -> Sign {
                match self { $(Status::$name => Sign::$sign),* }
            }
        }
    };
}

statuses! {
    /// Stated as done, measured or in force.
    Actual = "actual": Done, as Actual, Drawn, Square;
    /// Aimed at, planned or promised.
    Target = "target": Ahead, as Target, Drawn, Diamond;
    /// Expected by someone.
    Forecast = "forecast": Ahead, as Forecast, Drawn, Triangle;
    /// Unquantified, superlative, or an advocate's figure without an origin.
    Claim = "claim": Held, as Actual, Left, Balloon;
    /// Something happened or was published on a date.
    Event = "event": Done, as Event, Left, Circle;
}

words! {
    /// How a date is known.
    pub enum Dating {
        /// The document prints it.
        Printed = "printed",
        /// The curator inferred it.
        Inferred = "inferred",
    }
}

/// What a fact applies to besides its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Another subject.
    Subject(Id<Subject>),
    /// Another fact.
    Fact(Id<Fact>),
    /// Words.
    Text(Localised<String>),
}

/// Where a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A work that the source rests on.
    Work(Id<Subject>),
    /// A source itself.
    Source(Id<Source>),
}

/// A phrase of a source, within the briefing's limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt(String);

impl Excerpt {
    /// The phrase, unless it is empty or longer than `limit` Unicode scalar values; then its length.
    pub fn new(text: &str, limit: usize) -> Result<Self, usize> {
        let length = text.chars().count();
        if length == 0 || length > limit { Err(length) } else { Ok(Self(text.to_owned())) }
    }

    /// The phrase.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a fact still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rank {
    /// It stands.
    Normal,
    /// An editor prefers it over another side of a recorded conflict.
    Preferred,
    /// It is kept for the record only, for this reason.
    Deprecated(Localised<String>),
}

impl Rank {
    /// Whether it is kept for the record only.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self, Rank::Deprecated(_))
    }

    /// The word that data uses.
    pub fn word(&self) -> &'static str {
        match self {
            Rank::Normal => "normal",
            Rank::Preferred => "preferred",
            Rank::Deprecated(_) => "deprecated",
        }
    }
}
