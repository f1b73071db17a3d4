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
use layout::{Declared, Place};
use table::Record;

/// Everything that the content files say, as written.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Debug)]
pub struct Document {
    /// What its path says it is.
    pub place: Place,
    /// Its file.
    pub file: FileId,
    /// Its front matter.
    pub front: Record,
    /// Its body.
    pub body: Span,
    /// Whether its text could be read; if not, its name is all that is known of it.
    pub whole: bool,
}

/// A fact sheet beside a source.
#[derive(Clone, Debug)]
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
    let declared = layout::declared(&files.texts);
    let all: Vec<(FileId, &str)> = files.texts.iter().collect();
    let parsed: Vec<(Parsed, Problems)> = all
        .par_iter()
        .map(|&(file, path)| {
            let mut found = Problems::new();
            let parsed = parse_file(files, file, path, &declared, &mut found);
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

fn parse_file(files: &Files, file: FileId, path: &str, declared: &Declared, problems: &mut Problems) -> Parsed {
    let texts = &files.texts;
    let readable = !files.unreadable.contains(&file);
    let Some(place) = layout::place(path, &declared.languages) else {
        if readable {
            layout::stray(path, file, problems);
        }
        return Parsed::Nothing;
    };
    let mut tables = |name, shape| {
        if readable { table::rows(texts, file, name, shape, problems) } else { table::only_names(texts, file, name) }
    };
    match place {
        Place::Home { .. } | Place::Source { .. } | Place::Article { .. } | Place::Subject { .. } => {
            Parsed::Document(document(files, file, place, declared, problems))
        }
        Place::Sheet { source } => Parsed::Sheet(Sheet { source, file, facts: tables("fact", &shapes::FACT) }),
        Place::Site => {
            let site = readable.then(|| table::whole(texts, file, &shapes::SITE, problems)).flatten();
            Parsed::Tables(place, site.into_iter().collect())
        }
        Place::Indicators => Parsed::Tables(place, tables("indicator", &shapes::INDICATOR)),
        Place::Conflicts => Parsed::Tables(place, tables("conflict", &shapes::CONFLICT)),
        Place::Gaps => Parsed::Tables(place, tables("gap", &shapes::GAP)),
        Place::Derived => Parsed::Tables(place, tables("derived", &shapes::DERIVED)),
        Place::Corrections => Parsed::Tables(place, tables("correction", &shapes::CORRECTION)),
        Place::Verified => machine(place, files, file, "fact", &shapes::VERIFIED, problems),
        Place::Versions => machine(place, files, file, "version", &shapes::VERSION, problems),
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

fn document(files: &Files, file: FileId, place: Place, declared: &Declared, problems: &mut Problems) -> Document {
    let start = Span::new(file, 0..0);
    if files.unreadable.contains(&file) {
        return Document { place, file, front: Record::empty(start), body: start, whole: false };
    }
    control(&files.texts, file, problems);
    let (front, body) = front_matter::split(&files.texts, file, problems);
    if let (Some(front), Some(shape)) = (&front, shape(&place, declared)) {
        table::check(front, shape, problems);
    }
    let whole = front.is_some();
    Document { place, file, front: front.unwrap_or_else(|| Record::empty(start)), body, whole }
}

/// What a document's front matter may hold; nothing is said of a folder that no kind of subject has.
fn shape(place: &Place, declared: &Declared) -> Option<&'static shape::Shape> {
    match place {
        _ if place.language().is_some() => Some(&shapes::TRANSLATION),
        Place::Home { .. } | Place::Article { .. } => Some(&shapes::ARTICLE),
        Place::Source { .. } => Some(&shapes::SOURCE),
        Place::Subject { folder, .. } => declared.folders.contains(folder).then_some(&shapes::SUBJECT),
        _ => None,
    }
}

/// The tables of a file that the program wrote: nothing of it counts unless all of it is there.
fn machine(
    place: Place,
    files: &Files,
    file: FileId,
    name: &str,
    shape: &shape::Shape,
    problems: &mut Problems,
) -> Parsed {
    if files.unreadable.contains(&file) || !written::is_whole(&files.texts, file, name, &place, problems) {
        return Parsed::Nothing;
    }
    Parsed::Tables(place, table::rows(&files.texts, file, name, shape, problems))
}
