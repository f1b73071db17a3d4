//! The list of problem codes: a name, how much and how deep it matters, and whether a draft may wait with it.

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal, $severity:ident, $depth:ident, $wait:literal;)*) => {
        /// Which rule a problem breaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])* $variant),* }

        impl Code {
            /// All codes, in the order of this list.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name that reports and data use.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// What it means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),*).trim_ascii_start()),* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// How deep in the content it lies.
            pub fn depth(self) -> Depth {
                match self { $(Code::$variant => Depth::$depth),* }
            }

            /// Whether a build with `--drafts` takes it for a warning.
            pub fn may_wait(self) -> bool {
                match self { $(Code::$variant => $wait),* }
            }
        }
    };
}

codes! {
    /// A file or an archived document that cannot be read as text.
    Unreadable = "unreadable", Error, Text, false;
    /// TOML or front matter that does not parse.
    Syntax = "syntax", Error, Text, false;
    /// A file of a language that does not say how it reads and writes.
    Locale = "locale", Error, Text, false;
    /// A citation style that cannot be used.
    Style = "citation-style", Error, Text, false;
    /// A file that is no part of a briefing.
    StrayFile = "stray-file", Warning, Text, false;
    /// A link of the file system that leads out of the briefing's folder, nowhere, or round in a circle.
    Link = "file-link", Error, Text, false;
    /// A file with a name that not every system can hold.
    FileName = "file-name", Error, Text, false;
    /// More than the program reads: a limit that is told by its name.
    Limit = "limit", Error, Text, false;
    /// A key that nobody reads.
    UnknownKey = "unknown-key", Error, Shape, false;
    /// A key that must be there.
    MissingKey = "missing-key", Error, Shape, false;
    /// A place that was left for a person to fill in.
    Unfilled = "unfilled", Error, Shape, true;
    /// A fact that the program drafted and nobody has read yet.
    Draft = "draft", Error, Shape, true;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error, Shape, false;
    /// A value that does not mean anything.
    BadValue = "bad-value", Error, Value, false;
    /// A file that the program wrote and that is not all there.
    TornFile = "torn-file", Error, Text, false;
    /// A quantity that does not parse.
    Quantity = "quantity", Error, Value, false;
    /// A period that is not EDTF.
    Period = "period", Error, Value, false;
    /// A unit that is not in the list, or not the one beside the number.
    Unit = "unit", Error, Value, false;
    /// A name used twice.
    Duplicate = "duplicate", Error, Value, false;
    /// A reference that leads nowhere.
    Dangling = "dangling", Error, Reference, false;
    /// A link within a page to a heading that it does not have; a theme may have such a place.
    Anchor = "unknown-anchor", Warning, Reference, false;
    /// An excerpt that is empty or too long.
    ExcerptLength = "excerpt-length", Error, Value, false;
    /// A translation without its original.
    OrphanTranslation = "orphan-translation", Error, Text, false;
    /// A text that a language lacks.
    MissingTranslation = "missing-translation", Warning, Rule, false;
    /// A link that no page may carry.
    ForbiddenLink = "forbidden-link", Error, Rule, false;
    /// Raw HTML in a body; it is shown as text.
    RawHtml = "raw-html", Warning, Value, false;
    /// Words of a body that readers do not see as they were meant: a cell too many, a footnote without its text.
    LostWords = "lost-words", Warning, Value, false;
    /// A space typed between Han and Latin letters.
    TypedSpace = "typed-space", Hint, Rule, false;
    /// A formula that cannot be computed.
    Formula = "formula", Error, Rule, false;
    /// A figure in prose with no fact behind it.
    NakedNumber = "naked-number", Error, Rule, true;
    /// A link text that disagrees with its fact.
    TextDisagrees = "text-disagrees", Error, Rule, false;
    /// An excerpt whose number is not the value.
    ExcerptValue = "excerpt-value", Error, Rule, true;
    /// Facts that exclude each other and no conflict says so.
    Unrecorded = "unrecorded-conflict", Error, Rule, true;
    /// Facts that may exclude each other.
    NearConflict = "near-conflict", Hint, Rule, false;
    /// A recorded conflict that is not well formed.
    BadConflict = "bad-conflict", Error, Rule, false;
    /// A gap that a fact fills.
    FilledGap = "filled-gap", Error, Rule, false;
    /// A cell of the comparison with neither fact nor reason.
    EmptyCell = "empty-cell", Warning, Rule, false;
    /// What `verify` saw no longer fits.
    Stale = "stale-verification", Warning, Rule, false;
    /// Something that was published has no address any more.
    Vanished = "vanished", Error, Rule, true;
    /// A published fact says something else, and nothing tells why.
    Untold = "untold-change", Error, Rule, true;
    /// A frozen edition is not as it was published.
    Altered = "altered-edition", Error, Rule, true;
    /// An address at which nothing stands any more.
    DeadLink = "dead-link", Warning, Rule, false;
    /// An address that sends readers to another, for good.
    MovedLink = "moved-link", Hint, Rule, false;
    /// An address of which nothing could be heard.
    Unreachable = "unreachable-link", Hint, Rule, false;
    /// Nobody has verified it.
    Unverified = "unverified", Hint, Rule, false;
    /// Settings that must change before publishing.
    Placeholder = "placeholder", Hint, Rule, false;
    /// A kind of figures mixed in one formula.
    MixedKinds = "mixed-kinds", Error, Rule, false;
    /// A formula over figures that a conflict sets apart.
    Opposed = "opposed-operands", Error, Rule, false;
    /// A subject or indicator that nothing refers to.
    Unused = "unused", Hint, Rule, false;
    /// A template that does not work.
    Template = "template", Error, Rule, false;
    /// A colour of the site's look in which, or on which, text cannot be read.
    Contrast = "contrast", Error, Value, false;
    /// Words that the theme lacks; those of another language stand in.
    Words = "theme-words", Warning, Rule, false;
    /// A document that is not in the archive.
    MissingFile = "missing-file", Error, Text, false;
    /// A document that is another than the recorded one.
    OtherFile = "other-file", Warning, Text, false;
    /// A document of which some bytes are no text.
    BrokenBytes = "broken-bytes", Warning, Text, false;
    /// An excerpt that its document does not have, or not near its line.
    Absent = "absent", Error, Rule, false;
    /// An excerpt that cannot be looked up, as bytes were lost near it.
    CannotCheck = "cannot-check", Warning, Rule, false;
    /// A place past the document's end.
    PastTheEnd = "past-the-end", Warning, Rule, false;
    /// A place that is counted by what the document does not have.
    NotCounted = "not-counted", Warning, Rule, false;
    /// An excerpt that stands on another line or page, or in another cell.
    OtherPlace = "other-place", Warning, Rule, false;
    /// An excerpt whose number is not the value.
    OtherValue = "value", Warning, Rule, false;
    /// An excerpt without a number.
    NoNumber = "no-number", Warning, Rule, false;
    /// An excerpt in which another sign stands beside the number.
    OtherPrecision = "precision", Warning, Rule, false;
    /// A value without a minus beside words that say that something fell.
    Fall = "fall", Warning, Rule, false;
    /// A number that is the value, and whose signs may mean another.
    Ambiguous = "ambiguous", Hint, Rule, false;
    /// Another subject that is named nearer to the excerpt.
    CloserSubject = "closer-subject", Warning, Rule, false;
    /// A subject that is not named, though something that belongs to the fact is.
    Related = "related", Hint, Rule, false;
    /// A negation beside the excerpt.
    Negated = "negated", Warning, Rule, false;
    /// A sentence that says who says so, of a fact that does not.
    Unattributed = "unattributed", Hint, Rule, false;
    /// A document in a language of which figures are not read.
    NotRead = "not-read", Hint, Rule, false;
    /// Another year that is stated nearer to the excerpt.
    OtherYear = "other-year", Warning, Rule, false;
    /// A fact without a date in whose clause a year stands.
    Undated = "undated", Hint, Rule, false;
    /// A period that is marked as printed, and not stated near the excerpt.
    PeriodNotPrinted = "period-not-printed", Warning, Rule, false;
    /// Words beside the excerpt that state another status.
    OtherStatus = "status", Warning, Rule, false;
    /// A document that seems to be a copy of another.
    Copy = "copy", Hint, Rule, false;
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build stops.
    Error,
    /// The build goes on; a reader would be misled or left without something.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// The word that the formats use.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// How deep in the content a problem lies: one that lies deeper may follow from one that does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The text cannot be read.
    Text,
    /// A key is unknown, missing or of another type.
    Shape,
    /// A value does not mean anything.
    Value,
    /// A reference leads nowhere.
    Reference,
    /// What was read breaks a rule.
    Rule,
}
