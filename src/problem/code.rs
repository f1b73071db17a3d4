//! The list of problem codes: a name, how much it matters, and whether a draft may wait with it.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident, $wait:literal;)*) => {
        /// Which rule a problem breaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant),* }

        impl Code {
            /// All codes, in the order of this list.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name that reports and data use.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// Whether a build with `--drafts` takes it for a warning.
            pub fn may_wait(self) -> bool {
                match self { $(Code::$variant => $wait),* }
            }
        }
    };
}

codes! {
    /// A file cannot be read as text.
    Unreadable = "unreadable", Error, false;
    /// TOML or front matter that does not parse.
    Syntax = "syntax", Error, false;
    /// A file of a language that does not say how it reads and writes.
    Locale = "locale", Error, false;
    /// A file that is no part of a briefing.
    StrayFile = "stray-file", Warning, false;
    /// A key that nobody reads.
    UnknownKey = "unknown-key", Error, false;
    /// A key that must be there.
    MissingKey = "missing-key", Error, false;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error, false;
    /// A value that does not mean anything.
    BadValue = "bad-value", Error, false;
    /// A file that the program wrote and that is not all there.
    TornFile = "torn-file", Error, false;
    /// A quantity that does not parse.
    Quantity = "quantity", Error, false;
    /// A period that is not EDTF.
    Period = "period", Error, false;
    /// A unit that is not in the list.
    Unit = "unit", Error, false;
    /// A name used twice.
    Duplicate = "duplicate", Error, false;
    /// A reference that leads nowhere.
    Dangling = "dangling", Error, false;
    /// A link within a page to a heading that it does not have; a theme may have such a place.
    Anchor = "unknown-anchor", Warning, false;
    /// An excerpt that is empty or too long.
    ExcerptLength = "excerpt-length", Error, false;
    /// A translation without its original.
    OrphanTranslation = "orphan-translation", Error, false;
    /// A text that a language lacks.
    MissingTranslation = "missing-translation", Warning, false;
    /// A link that no page may carry.
    ForbiddenLink = "forbidden-link", Error, false;
    /// Raw HTML in a body; it is shown as text.
    RawHtml = "raw-html", Warning, false;
    /// A space typed between Han and Latin letters.
    TypedSpace = "typed-space", Hint, false;
    /// A formula that cannot be computed.
    Formula = "formula", Error, false;
    /// A figure in prose with no fact behind it.
    NakedNumber = "naked-number", Error, true;
    /// A link text that disagrees with its fact.
    TextDisagrees = "text-disagrees", Error, false;
    /// An excerpt whose number is not the value.
    ExcerptValue = "excerpt-value", Error, true;
    /// Facts that exclude each other and no conflict says so.
    Unrecorded = "unrecorded-conflict", Error, true;
    /// Facts that may exclude each other.
    NearConflict = "near-conflict", Hint, false;
    /// A recorded conflict that is not well formed.
    BadConflict = "bad-conflict", Error, false;
    /// A gap that a fact fills.
    FilledGap = "filled-gap", Error, false;
    /// A cell of the comparison with neither fact nor reason.
    EmptyCell = "empty-cell", Warning, false;
    /// What `verify` saw no longer fits.
    Stale = "stale-verification", Warning, false;
    /// Nobody has verified it.
    Unverified = "unverified", Hint, false;
    /// Settings that must change before publishing.
    Placeholder = "placeholder", Hint, false;
    /// A kind of figures mixed in one formula.
    MixedKinds = "mixed-kinds", Error, false;
    /// A subject or indicator that nothing refers to.
    Unused = "unused", Hint, false;
    /// A template that does not work.
    Template = "template", Error, false;
}
