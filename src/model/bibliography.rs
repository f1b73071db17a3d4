//! What a reference must know of a document: of a source that we hold, or of a work that we may not.

use super::lang::Localised;
use super::period::Period;
use super::web::WebAddress;
use super::words::words;

/// The bibliographic record of a document, besides its title, its date and its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// Who edited it.
    pub editors: Vec<Name>,
    /// The newspaper, series or platform that it stands in.
    pub container: Option<Localised<String>>,
    /// Who published it, where that is another than the container says.
    pub publisher: Option<Localised<String>>,
    /// Who put the copy up that was read.
    pub reposter: Option<Localised<String>>,
    /// Where it was published.
    pub place: Option<Localised<String>>,
    /// Its number, as its publisher counts: `浙经信〔2026〕1号`.
    pub number: Option<String>,
    /// The volume of the journal or of the work.
    pub volume: Option<String>,
    /// The issue that it stands in.
    pub issue: Option<String>,
    /// The pages that it stands on.
    pub pages: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
    /// Its DOI, without address.
    pub doi: Option<String>,
    /// A copy that was put away to last.
    pub archived: Option<Archived>,
    /// The day on which it was read, where somebody did.
    pub accessed: Option<Period>,
    /// Its date as written in EDTF, with what is doubtful of it: `2025-02~`.
    pub date: String,
}

/// A copy that was put away to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// Its address.
    pub url: WebAddress,
    /// The day on which it was made.
    pub date: Period,
}

/// Someone who made a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A body, or a person whose name is kept as printed.
    Whole(String),
    /// A person whose name has parts that styles turn round.
    Person {
        /// Family name.
        family: String,
        /// Given names.
        given: String,
    },
}

impl Name {
    /// The whole name as it is read: of a Chinese person without a space.
    pub fn whole(&self) -> String {
        match self {
            Name::Whole(name) => name.clone(),
            Name::Person { family, given }
                if family.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()) =>
            {
                format!("{family}{given}")
            }
            Name::Person { family, given } => format!("{given} {family}"),
        }
    }
}

words! {
    /// A kind of document.
    #[derive(Default)]
    pub enum DocumentKind {
        /// A page of the web, and what is said to be nothing else.
        #[default]
        WebPage = "web-page",
        /// An article in a newspaper, printed or online.
        NewspaperArticle = "newspaper-article",
        /// An article in a journal or magazine.
        JournalArticle = "journal-article",
        /// A report, also a statistical communiqué.
        Report = "report",
        /// A document by which an authority says what it will do.
        Policy = "policy",
        /// A law or regulation.
        Law = "law",
        /// A technical standard.
        Standard = "standard",
        /// A data set.
        DataSet = "data-set",
        /// A speech.
        Speech = "speech",
        /// An interview.
        Interview = "interview",
        /// A book.
        Book = "book",
        /// A thesis.
        Thesis = "thesis",
        /// A post on a platform.
        Post = "post",
    }
}
