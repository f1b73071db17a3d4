//! The bibliographic record of a source document.

use super::bibliography::Bibliography;
use super::id::Id;
use super::lang::{Lang, Localised};
use super::period::Period;
use super::prose::Prose;
use super::subject::Subject;
use super::web::WebAddress;
use super::words::words;

/// A document that we hold and draw facts from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name in links and addresses.
    pub slug: String,
    /// What it was called before.
    pub formerly: Vec<String>,
    /// Its title; one that the document does not print stands in brackets.
    pub title: Localised<String>,
    /// Who published it.
    pub publisher: Localised<String>,
    /// What else a reference needs.
    pub record: Bibliography,
    /// The BCP 47 tag of the document's language, where the record names it.
    pub language: Option<String>,
    /// When it was published, as precisely as is known.
    pub published: Published,
    /// The day we read it, `YYYY-MM-DD`.
    pub accessed: Period,
    /// Its address, only if the document gives it.
    pub url: Option<WebAddress>,
    /// Its name in the archive folder.
    pub archive: String,
    /// SHA-256 of the archived file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Its editorial standing.
    pub standing: Vec<Standing>,
    /// The state of its text.
    pub damage: Vec<Damage>,
    /// The works that it draws on.
    pub rests_on: Vec<Rest>,
    /// What a reader should know of its condition.
    pub note: Option<Localised<String>>,
    /// The curated summary.
    pub body: Localised<Prose>,
    /// The fact sheet as written, which its page leads to.
    pub sheet: String,
}

impl Source {
    /// The publisher's name up to what tells how the copy came about: "Anbo" of "Anbo (a website)".
    pub fn short_publisher(&self, lang: Lang) -> &str {
        let publisher = self.publisher.get(lang);
        let end = publisher.find(['(', '（', ',', '，', ';', '；']).filter(|end| *end > 0);
        publisher[..end.unwrap_or(publisher.len())].trim_end()
    }
}

/// When a source was published, and how we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// The document prints the date.
    Printed(Period),
    /// The curator inferred the date from the text.
    Inferred(Period),
    /// Nobody knows.
    Unknown,
}

impl Published {
    /// The date, printed or inferred.
    pub fn period(&self) -> Option<&Period> {
        match self {
            Published::Printed(p) | Published::Inferred(p) => Some(p),
            Published::Unknown => None,
        }
    }
}

/// A work that a source rests on, and the lines that draw on it (empty: all).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The work.
    pub work: Id<Subject>,
    /// Inclusive line ranges in the archived document.
    pub lines: Vec<(u32, u32)>,
}

words! {
    /// Editorial standing.
    pub enum Standing {
        /// The publisher's own work.
        Original = "original",
        /// Another's work, unchanged.
        Repost = "repost",
        /// Several works in one document.
        Compilation = "compilation",
        /// Another's work in other words.
        Paraphrase = "paraphrase",
    }
}

words! {
    /// The state of a text.
    pub enum Damage {
        /// Characters replaced or glossed by an encoding accident.
        Encoding = "encoding",
        /// Characters missing.
        LostCharacters = "lost-characters",
        /// Words replaced by a machine.
        Reworded = "reworded",
        /// The text stands more than once.
        Duplicated = "duplicated",
        /// Advertising mixed in.
        Advertising = "advertising",
    }
}

impl Damage {
    /// Whether a reader must be warned that the words may not be the author's.
    pub fn is_serious(self) -> bool {
        matches!(self, Damage::Encoding | Damage::LostCharacters | Damage::Reworded)
    }
}
