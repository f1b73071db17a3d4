//! A fact, page, source or work as a reference in the styles that reports use.
//!
//! In: a [`Reference`], plain values. Out: text, or a file for a reference manager. Never: routes,
//! HTML beyond the italics of a title.

pub mod apa;
pub mod bibtex;
pub mod chicago;
pub mod csl_json;
pub mod date;
pub mod gb7714;
pub mod ieee;
pub mod ris;

use crate::model::bibliography::{DocumentKind, Name};

use date::{Date, Issued};

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
/// What stands for the reader's day, in styles that write it in words.
pub const READER_DAY_IN_WORDS: &str = "Month D, YYYY";

impl Reference {
    /// What it stands in or who published it, if that says more than its author.
    fn home(&self) -> Option<String> {
        let named = [&self.container, &self.publisher].into_iter().flatten().map(|name| line(name));
        let mut named = named.filter(|name| !name.is_empty());
        named.next().filter(|home| !self.is_author(home))
    }

    fn is_author(&self, name: &str) -> bool {
        matches!(self.authors.as_slice(), [Name::Whole(author)] if line(author) == name)
    }

    /// Its address, with what would end it early percent-encoded; that of its DOI where it has one.
    fn address(&self) -> Option<String> {
        let doi = self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        let archived = self.archived.as_ref().map(|(url, _)| url.clone());
        encoded(&doi.or_else(|| self.url.clone()).or(archived)?)
    }

    /// Whether it can be reached online.
    fn is_online(&self) -> bool {
        self.doi.is_some() || self.url.is_some() || self.archived.is_some()
    }
}

fn encoded(url: &str) -> Option<String> {
    let cuts = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '\\' | '"' | '<' | '>');
    let mut out = String::new();
    for c in url.trim().chars() {
        if cuts(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// A text on one line.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a name begins with a Chinese character, and so has no space between its parts.
fn is_han(name: &str) -> bool {
    name.chars().next().is_some_and(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'))
}

/// The first letters of given names: `John Russell` gives J and R, `Jean-Paul` gives J-P.
fn initials(given: &str) -> Vec<String> {
    let first = |part: &str| part.chars().next().map(String::from);
    given
        .split(|c: char| c.is_whitespace() || c == '.')
        .map(|word| word.split('-').filter_map(first).collect::<Vec<_>>().join("-"))
        .filter(|initial| !initial.is_empty())
        .collect()
}

/// A full stop, unless the text ends with one of its own.
fn stop(text: &str) -> &'static str {
    let end = text.trim_end_matches(['”', '’', '"', '\'', '」', '』', '》', '）', ')', ']']);
    if end.ends_with(['.', '?', '!', '。', '？', '！', '…']) && !end.is_empty() { "" } else { "." }
}

/// A title in quotation marks with the mark that ends it inside; quotation marks of its own become single ones.
fn quoted(title: &str, end: char) -> String {
    let mut inner = title.replace('“', "‘").replace('”', "’");
    let closed = if title.ends_with('”') { inner.pop() } else { None };
    if stop(&inner) == "." {
        inner.push(end);
    }
    inner.extend(closed);
    format!("“{inner}”")
}

/// The title with its translation in brackets; a title of ours in the reader's language alone.
fn title_and_translation(reference: &Reference) -> String {
    let title = line(&reference.title);
    match reference.translation.as_deref().map(line) {
        None => title,
        Some(translation) if translation == title => title,
        Some(translation) if title.starts_with('[') => translation,
        Some(translation) => format!("{title} [{}]", translation.trim_matches(['[', ']'])),
    }
}

/// A citation style.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Its word on the command line (contract).
    pub word: &'static str,
    /// Its name as its makers write it.
    pub name: &'static str,
    /// The ending of its file, if it is one for reference managers and no text to be read.
    pub ending: Option<&'static str>,
    write: fn(&Reference) -> String,
}

impl Style {
    /// Every style: the first is the one that is used unless another is asked for.
    pub const ALL: [Self; 8] = [
        Self { word: "gb7714", name: "GB/T 7714—2025", ending: None, write: gb7714::of_2025 },
        Self { word: "gb7714-2015", name: "GB/T 7714—2015", ending: None, write: gb7714::of_2015 },
        Self { word: "apa", name: "APA, 7th edition", ending: None, write: apa::text },
        Self { word: "chicago", name: "Chicago, author and date", ending: None, write: chicago::text },
        Self { word: "ieee", name: "IEEE", ending: None, write: ieee::text },
        Self { word: "bibtex", name: "BibTeX", ending: Some("bib"), write: bibtex::entry },
        Self { word: "ris", name: "RIS", ending: Some("ris"), write: ris::record },
        Self { word: "csl-json", name: "CSL-JSON", ending: Some("json"), write: csl_json::one },
    ];

    /// The reference in this style.
    pub fn write(&self, reference: &Reference) -> String {
        (self.write)(reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data point that the tests of the files for reference managers write.
    pub fn titled(title: &str) -> Reference {
        Reference {
            key: "fact-a".into(),
            kind: DocumentKind::DataSet,
            authors: vec![Name::Whole("A & B".into())],
            title: title.into(),
            lang: "en".into(),
            ..Reference::default()
        }
    }

    /// A newspaper article in Chinese whose date was inferred.
    pub fn reposted() -> Reference {
        Reference {
            key: "source-a".into(),
            kind: DocumentKind::NewspaperArticle,
            title: "苏浙竞逐AI新赛道".into(),
            translation: Some("Jiangsu and Zhejiang race for AI".into()),
            lang: "zh-Hans".into(),
            container: Some("国际金融报".into()),
            published: Issued::parse("2026-01~"),
            accessed: Date::parse("2026-11-24").map(Accessed::On),
            ..Reference::default()
        }
    }

    #[test]
    fn a_title_within_quotation_marks_has_single_ones_and_ends_inside_them() {
        for (title, expected) in [
            ("Robots built", "“Robots built.”"),
            ("“Robots” built", "“‘Robots’ built.”"),
            ("He said “build”", "“He said ‘build.’”"),
            ("Why robots?", "“Why robots?”"),
            ("He asked “why?”", "“He asked ‘why?’”"),
            ("[A title of ours]", "“[A title of ours].”"),
        ] {
            assert_eq!(quoted(title, '.'), expected);
        }
        assert_eq!(quoted("He said “build”", ','), "“He said ‘build,’”");
    }

    #[test]
    fn every_style_has_a_word_of_its_own_and_says_the_title() {
        let reference = titled("Robots built");
        for (at, style) in Style::ALL.iter().enumerate() {
            assert!(style.write(&reference).contains("Robots built"), "{}", style.word);
            assert!(Style::ALL[..at].iter().all(|other| other.word != style.word), "{}", style.word);
        }
    }

    #[test]
    fn no_style_tells_an_inferred_date_as_a_printed_one() {
        let (inferred, printed) = (reposted(), Reference { published: Issued::parse("2026-01"), ..reposted() });
        for style in &Style::ALL {
            assert_ne!(style.write(&inferred), style.write(&printed), "{}", style.word);
        }
    }

    #[test]
    fn no_style_leaves_a_span_of_years_without_a_year() {
        let span = Reference { published: Issued::parse("2024/2025"), ..reposted() };
        for style in &Style::ALL {
            let text = style.write(&span);
            assert!(text.contains("2024") && !text.contains("n.d."), "{}: {text}", style.word);
        }
    }
}
