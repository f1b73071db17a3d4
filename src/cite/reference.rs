//! Something to be cited, as plain values.

use crate::model::bibliography::{DocumentKind, Name};
use crate::model::percent::encoded;

use super::date::{Date, Issued};
use super::phrase::line;
use super::words::Words;

/// Something to be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// A key for reference managers: ASCII letters, digits and hyphens.
    pub key: String,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Who made it; empty where nobody is named.
    pub authors: Vec<Name>,
    /// Who edited it.
    pub editors: Vec<Name>,
    /// Its title in its own language; one that it does not print stands in brackets.
    pub title: String,
    /// The title in the reader's language, where that is another.
    pub translation: Option<String>,
    /// The BCP 47 tag of its own language.
    pub lang: String,
    /// The newspaper, series or platform that it stands in.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Whose copy was read, as a phrase: `as reposted by …`.
    pub reposted: Option<String>,
    /// Where it was published.
    pub place: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// The volume of the journal or of the work.
    pub volume: Option<String>,
    /// The issue that it stands in.
    pub issue: Option<String>,
    /// The pages that it stands on.
    pub pages: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
    /// When it was published or last changed.
    pub published: Option<Issued>,
    /// When it was read.
    pub accessed: Option<Accessed>,
    /// Its address.
    pub url: Option<String>,
    /// Its DOI.
    pub doi: Option<String>,
    /// Where and when a copy was put away.
    pub archived: Option<(String, Date)>,
    /// Which version of it, by its hash.
    pub version: Option<String>,
    /// What a reader must know of it: that it was withdrawn.
    pub note: Option<String>,
    /// The BCP 47 tag of the language in which it is cited.
    pub reader: String,
    /// The words of that language.
    pub words: Words,
}

/// When something was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accessed {
    /// On this day.
    On(Date),
    /// On the day of whoever cites it: a blank that is filled in where the reference is shown.
    Reader,
}

/// What stands for the reader's day, in styles that write it in digits.
pub const READER_DAY: &str = "YYYY-MM-DD";

impl Reference {
    /// What it stands in or who published it, if that says more than its author.
    pub fn home(&self) -> Option<String> {
        let container = self.container.as_ref().filter(|_| self.whole().is_none());
        let named = [container, self.publisher.as_ref()].into_iter().flatten().map(|name| line(name));
        let mut named = named.filter(|name| !name.is_empty());
        named.next().filter(|home| !self.is_author(home))
    }

    /// What it is a part of: a book of several hands, proceedings.
    pub fn whole(&self) -> Option<String> {
        let is_part = matches!(
            self.kind,
            DocumentKind::Book | DocumentKind::Report | DocumentKind::Speech | DocumentKind::Interview
        );
        self.container.as_deref().map(line).filter(|whole| is_part && !whole.is_empty())
    }

    /// Whether it stands in a newspaper or a journal, whose editors are not its own.
    pub fn is_article(&self) -> bool {
        matches!(self.kind, DocumentKind::NewspaperArticle | DocumentKind::JournalArticle)
    }

    /// Those who edited it, where a style that names editors names them.
    pub fn edited_by(&self) -> &[Name] {
        if self.is_article() { &[] } else { &self.editors }
    }

    /// When it was read, by whom it is cited or by us, in words.
    pub fn read_on(&self, date: impl Fn(Date) -> String) -> Option<String> {
        Some(match self.accessed? {
            Accessed::Reader => self.words.reader_day.clone(),
            Accessed::On(day) => date(day),
        })
    }

    /// Whether a name is that of its one author.
    pub fn is_author(&self, name: &str) -> bool {
        matches!(self.authors.as_slice(), [Name::Whole(author)] if line(author) == name)
    }

    /// Its address, with what would end it early percent-encoded; that of its DOI where it has one.
    pub fn address(&self) -> Option<String> {
        let doi = self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        let archived = self.archived.as_ref().map(|(url, _)| url.clone());
        Some(unbroken(&doi.or_else(|| self.url.clone()).or(archived)?))
    }

    /// Whether it can be reached online.
    pub fn is_online(&self) -> bool {
        self.doi.is_some() || self.url.is_some() || self.archived.is_some()
    }
}

/// An address with what would end it early in a file of references percent-encoded.
pub fn unbroken(url: &str) -> String {
    let cuts = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '\\' | '"' | '<' | '>');
    encoded(url.trim(), |c| !cuts(c))
}

/// The title with its translation in brackets; a title of ours in the reader's language alone.
pub fn title_and_translation(reference: &Reference) -> String {
    let title = line(&reference.title);
    match reference.translation.as_deref().map(line) {
        None => title,
        Some(translation) if translation == title => title,
        Some(translation) if title.starts_with('[') => translation,
        Some(translation) => format!("{title} [{}]", translation.trim_matches(['[', ']'])),
    }
}
