//! Files → [`Content`]: knows where everything stands, decides nothing.
//!
//! In: the tree under a root. Out: every record as written, each value with its place, and every
//! syntax problem. Never: looking across files, judging what a value means.

pub mod files;
pub mod front_matter;
pub mod layout;
pub mod locales;
pub mod portable;
pub mod shape;
pub mod shapes;
pub mod table;
pub mod written;

use rayon::prelude::*;

use crate::problem::Problems;
use crate::problem::span::{FileId, Span, Texts};
use files::Files;
use layout::Place;
use table::Record;

/// Everything that the content files say, as written.
#[derive(Debug, Default)]
pub struct Content {
    /// `site.toml`.
    pub site: Option<Record>,
    /// Tables of `indicators.toml`.
    pub indicators: Vec<Record>,
    /// Tables of `conflicts.toml`.
    pub conflicts: Vec<Record>,
    /// Tables of `gaps.toml`.
    pub gaps: Vec<Record>,
    /// Tables of `derived.toml`.
    pub derived: Vec<Record>,
    /// Tables of `corrections.toml`.
    pub corrections: Vec<Record>,
    /// `verified.toml`: a table for each fact.
    pub verified: Vec<Record>,
    /// `versions.toml`: a table for each fact or page.
    pub versions: Vec<Record>,
    /// Markdown documents of every kind.
    pub documents: Vec<Document>,
    /// Fact sheets.
    pub sheets: Vec<Sheet>,
}

/// A Markdown file: its front matter and where its body stands.
#[derive(Debug)]
pub struct Document {
    /// What its path says it is.
    pub place: Place,
    /// Its file.
    pub file: FileId,
    /// Its front matter.
    pub front: Record,
    /// Its body.
    pub body: Span,
}

/// A fact sheet beside a source.
#[derive(Debug)]
pub struct Sheet {
    /// The source's slug.
    pub source: String,
    /// Its file.
    pub file: FileId,
    /// Its facts.
    pub facts: Vec<Record>,
}

/// Parses every content file of a site.
pub fn parse(files: &Files, problems: &mut Problems) -> Content {
    let texts = &files.texts;
    let languages = layout::languages(texts);
    let all: Vec<(FileId, &str)> = texts.iter().collect();
    let parsed: Vec<(Parsed, Problems)> = all
        .par_iter()
        .map(|&(file, path)| {
            let mut found = Problems::new();
            let parsed = parse_file(texts, file, path, &languages, &mut found);
            (parsed, found)
        })
        .collect();
    let mut content = Content::default();
    for (parsed, found) in parsed {
        problems.append(found);
        place(parsed, &mut content);
    }
    content
}

enum Parsed {
    Nothing,
    Document(Document),
    Sheet(Sheet),
    Tables(Place, Vec<Record>),
}

fn place(parsed: Parsed, content: &mut Content) {
    match parsed {
        Parsed::Nothing => {}
        Parsed::Document(document) => content.documents.push(document),
        Parsed::Sheet(sheet) => content.sheets.push(sheet),
        Parsed::Tables(place, rows) => match place {
            Place::Site => content.site = rows.into_iter().next(),
            Place::Indicators => content.indicators = rows,
            Place::Conflicts => content.conflicts = rows,
            Place::Gaps => content.gaps = rows,
            Place::Derived => content.derived = rows,
            Place::Corrections => content.corrections = rows,
            Place::Verified => content.verified = rows,
            Place::Versions => content.versions = rows,
            _ => unreachable!("documents and sheets are parsed apart"),
        },
    }
}

fn parse_file(texts: &Texts, file: FileId, path: &str, languages: &[String], problems: &mut Problems) -> Parsed {
    let Some(place) = layout::place(path, languages) else {
        layout::stray(path, file, problems);
        return Parsed::Nothing;
    };
    match place {
        Place::Home { .. } | Place::Source { .. } | Place::Article { .. } | Place::Subject { .. } => {
            control(texts, file, problems);
            front_matter::split(texts, file, problems)
                .map_or(Parsed::Nothing, |(front, body)| Parsed::Document(Document { place, file, front, body }))
        }
        Place::Sheet { source } => {
            Parsed::Sheet(Sheet { source, file, facts: table::rows(texts, file, "fact", &shapes::FACT, problems) })
        }
        Place::Site => Parsed::Tables(place, table::whole(texts, file, &shapes::SITE, problems).into_iter().collect()),
        Place::Indicators => tables(place, texts, file, "indicator", &shapes::INDICATOR, problems),
        Place::Conflicts => tables(place, texts, file, "conflict", &shapes::CONFLICT, problems),
        Place::Gaps => tables(place, texts, file, "gap", &shapes::GAP, problems),
        Place::Derived => tables(place, texts, file, "derived", &shapes::DERIVED, problems),
        Place::Corrections => tables(place, texts, file, "correction", &shapes::CORRECTION, problems),
        Place::Verified => tables(place, texts, file, "fact", &shapes::VERIFIED, problems),
        Place::Versions => tables(place, texts, file, "version", &shapes::VERSION, problems),
    }
}

/// A Markdown file's control characters, each line's first; TOML refuses its own.
fn control(texts: &Texts, file: FileId, problems: &mut Problems) {
    let mut at = 0;
    for line in texts.text(file).split_inclusive('\n') {
        table::control(line, Span::new(file, at..at + line.trim_end().len()), problems);
        at += line.len();
    }
}

fn tables(
    place: Place,
    texts: &Texts,
    file: FileId,
    name: &str,
    shape: &shape::Shape,
    problems: &mut Problems,
) -> Parsed {
    let machine = matches!(place, Place::Verified | Place::Versions);
    if machine && !written::is_whole(texts, file, name, &place, problems) {
        return Parsed::Nothing;
    }
    Parsed::Tables(place, table::rows(texts, file, name, shape, problems))
}
