//! A fact, page, source or work as a reference in the styles that reports use.
//!
//! In: a [`Reference`], plain values. Out: text, or a file for a reference manager. Never: routes,
//! HTML beyond the italics of a title.

pub mod apa;
pub mod bibtex;
pub mod chicago;
pub mod csl;
pub mod csl_json;
pub mod date;
pub mod gb7714;
pub mod ieee;
pub mod phrase;
pub mod reference;
pub mod ris;
pub mod words;

use csl::Csl;
use phrase::Piece;
use reference::Reference;

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
    pub const ALL: &'static [Self] = &[
        Self { word: "gb7714", name: "GB/T 7714—2025", ending: None, write: gb7714::of_2025 },
        Self { word: "gb7714-2015", name: "GB/T 7714—2015", ending: None, write: gb7714::of_2015 },
        Self { word: "apa", name: "APA, 7th edition", ending: None, write: apa::text },
        Self { word: "chicago", name: "Chicago, author and date", ending: None, write: chicago::text },
        Self { word: "ieee", name: "IEEE", ending: None, write: ieee::text },
        Self { word: "bibtex", name: "BibTeX", ending: Some("bib"), write: bibtex::entry },
        Self { word: "ris", name: "RIS", ending: Some("ris"), write: ris::record },
        Self { word: "csl-json", name: "CSL-JSON", ending: Some("json"), write: csl_json::one },
    ];

    /// The styles that are read.
    pub fn read() -> impl Iterator<Item = &'static Self> {
        Self::ALL.iter().filter(|style| style.ending.is_none())
    }

    /// The styles that are files, each with how their names end.
    pub fn files() -> impl Iterator<Item = (&'static Self, &'static str)> {
        Self::ALL.iter().filter_map(|style| Some((style, style.ending?)))
    }

    /// The reference in this style.
    pub fn write(&self, reference: &Reference) -> String {
        (self.write)(reference)
    }
}

/// A style that is read: a shipped one, or a file of the site.
#[derive(Clone, Copy, Debug)]
pub enum Readable<'a> {
    /// A shipped one.
    Shipped(&'static Style),
    /// A file of the site, with its word.
    Own(&'a str, &'a Csl),
}

impl<'a> Readable<'a> {
    /// Its word on the command line.
    pub fn word(self) -> &'a str {
        match self {
            Readable::Shipped(style) => style.word,
            Readable::Own(word, _) => word,
        }
    }

    /// Its name as its makers write it.
    pub fn name(self) -> &'a str {
        match self {
            Readable::Shipped(style) => style.name,
            Readable::Own(_, style) => &style.name,
        }
    }

    /// The reference in pieces, as it is set.
    pub fn pieces(self, reference: &Reference) -> Vec<Piece> {
        match self {
            Readable::Shipped(style) if style.word == "apa" => apa::pieces(reference),
            Readable::Shipped(style) => vec![Piece { text: style.write(reference), italic: false }],
            Readable::Own(_, style) => style.pieces(reference),
        }
    }

    /// The reference as text.
    pub fn write(self, reference: &Reference) -> String {
        self.pieces(reference).into_iter().map(|piece| piece.text).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::bibliography::{DocumentKind, Name};

    use super::date::{Date, Issued};
    use super::phrase::quoted;
    use super::reference::Accessed;
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

    /// A book of two who edited it, and one of theirs who wrote.
    pub fn edited(authors: &[(&str, &str)]) -> Reference {
        let persons = |names: &[(&str, &str)]| -> Vec<Name> {
            names.iter().map(|(f, g)| Name::Person { family: (*f).into(), given: (*g).into() }).collect()
        };
        Reference {
            key: "work-a".into(),
            kind: DocumentKind::Book,
            authors: persons(authors),
            editors: persons(&[("Doe", "Jane"), ("Roe", "John")]),
            title: "Harbours of the north".into(),
            lang: "en".into(),
            publisher: Some("Quay Press".into()),
            published: Issued::parse("2024"),
            ..Reference::default()
        }
    }

    /// An article in a journal.
    pub fn article() -> Reference {
        Reference {
            key: "work-b".into(),
            kind: DocumentKind::JournalArticle,
            authors: vec![Name::Person { family: "Smith".into(), given: "Ann".into() }],
            title: "Tides and tolls".into(),
            lang: "en".into(),
            container: Some("Journal of Harbours".into()),
            volume: Some("12".into()),
            issue: Some("3".into()),
            pages: Some("45-67".into()),
            published: Issued::parse("2024"),
            ..Reference::default()
        }
    }

    #[test]
    fn no_style_tells_an_inferred_date_as_a_printed_one() {
        let (inferred, printed) = (reposted(), Reference { published: Issued::parse("2026-01"), ..reposted() });
        for style in Style::ALL {
            assert_ne!(style.write(&inferred), style.write(&printed), "{}", style.word);
        }
    }

    #[test]
    fn no_style_leaves_a_span_of_years_without_a_year() {
        let span = Reference { published: Issued::parse("2024/2025"), ..reposted() };
        for style in Style::ALL {
            let text = style.write(&span);
            assert!(text.contains("2024") && !text.contains("n.d."), "{}: {text}", style.word);
        }
    }
}
