//! What a curator should look at, in words and by kind.

use crate::problem::code::Code;

/// Something to look at, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of thing.
    pub kind: RemarkKind,
    /// The words.
    pub text: String,
}

/// What kind of thing a curator should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// The document is not in the archive.
    MissingFile,
    /// The document's bytes are no text.
    Unreadable,
    /// The file is another than the recorded one.
    OtherFile,
    /// Some of the document's bytes are no text.
    BrokenBytes,
    /// The fact's place is past the document's end.
    PastTheEnd,
    /// The fact's place is counted by what the document does not have.
    NotCounted,
    /// The excerpt stands on another line, page or cell.
    OtherPlace,
    /// The excerpt's number is not the value.
    Value,
    /// The excerpt has no number.
    NoNumber,
    /// Another unit follows the number.
    Unit,
    /// Another sign stands beside the number.
    Precision,
    /// The words say that it is how much something fell, and the value says that it rose.
    Fall,
    /// The number is the value, and its signs may mean another.
    Ambiguous,
    /// Another subject is named nearer.
    Closer,
    /// The subject is not named, but something that belongs to the fact is.
    Related,
    /// A negation stands beside the excerpt.
    Negated,
    /// The sentence says who says so, and the record does not.
    Unattributed,
    /// The document is in a language that cannot be read.
    NotRead,
    /// Another year is stated nearer.
    OtherYear,
    /// The fact has no date, and a year stands in its clause.
    Undated,
    /// The period is marked as printed and is not stated near.
    PeriodNotPrinted,
    /// The words state another status.
    Status,
}

impl RemarkKind {
    /// The problem that it is.
    pub fn code(self) -> Code {
        match self {
            RemarkKind::MissingFile => Code::MissingFile,
            RemarkKind::Unreadable => Code::Unreadable,
            RemarkKind::OtherFile => Code::OtherFile,
            RemarkKind::BrokenBytes => Code::BrokenBytes,
            RemarkKind::PastTheEnd => Code::PastTheEnd,
            RemarkKind::NotCounted => Code::NotCounted,
            RemarkKind::OtherPlace => Code::OtherPlace,
            RemarkKind::Value => Code::OtherValue,
            RemarkKind::NoNumber => Code::NoNumber,
            RemarkKind::Unit => Code::Unit,
            RemarkKind::Precision => Code::OtherPrecision,
            RemarkKind::Fall => Code::Fall,
            RemarkKind::Ambiguous => Code::Ambiguous,
            RemarkKind::Closer => Code::CloserSubject,
            RemarkKind::Related => Code::Related,
            RemarkKind::Negated => Code::Negated,
            RemarkKind::Unattributed => Code::Unattributed,
            RemarkKind::NotRead => Code::NotRead,
            RemarkKind::OtherYear => Code::OtherYear,
            RemarkKind::Undated => Code::Undated,
            RemarkKind::PeriodNotPrinted => Code::PeriodNotPrinted,
            RemarkKind::Status => Code::OtherStatus,
        }
    }

    /// Whether it may mean a mistake; else it only helps a reader to find the way, or a curator to say more.
    pub fn is_warning(self) -> bool {
        use RemarkKind::{Ambiguous, NotRead, Related, Unattributed, Undated};
        !matches!(self, Ambiguous | Related | Unattributed | Undated | NotRead)
    }

    /// Whether a curator should be told of it.
    pub fn is_told(self) -> bool {
        self != RemarkKind::Related
    }
}

impl Remark {
    /// A remark of a kind.
    pub fn new(kind: RemarkKind, text: String) -> Self {
        Self { kind, text }
    }
}
