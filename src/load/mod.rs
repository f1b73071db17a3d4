//! Files → [`Content`]: knows where everything stands, decides nothing.
//!
//! In: the tree under a root. Out: every record as written, each value with its place, and every
//! syntax problem. Never: looking across files, judging what a value means.

pub mod files;
pub mod front_matter;
pub mod layout;
pub mod locales;
pub mod memo;
pub mod portable;
pub mod record;
pub mod records;
pub mod shape;
pub mod table;
pub mod written;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::problem::Problems;
use crate::problem::span::{FileId, Span, Texts};
use files::Files;
use layout::{Declared, Place};
use record::{Declared as _, Row, Rows};
use table::{Form, Record};

/// Everything that the content files say, as written.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// `site.toml`.
    site: Option<Record>,
    /// Tables of `indicators.toml`.
    pub indicators: Rows<records::Indicator>,
    /// Tables of `conflicts.toml`.
    pub conflicts: Rows<records::Conflict>,
    /// Tables of `gaps.toml`.
    pub gaps: Rows<records::Gap>,
    /// Tables of `glossary.toml`.
    pub glossary: Rows<records::Term>,
    /// Tables of `derived.toml`.
    pub derived: Rows<records::Derived>,
    /// Tables of `corrections.toml`.
    pub corrections: Rows<records::Correction>,
    /// `verified.toml`: a table for each fact.
    pub verified: Rows<records::Verified>,
    /// `versions.toml`: a table for each fact or page.
    pub versions: Rows<records::Version>,
    /// Markdown documents of every kind.
    pub documents: Vec<Document>,
    /// Fact sheets.
    pub sheets: Vec<Sheet>,
    /// The site's own files under `static/`, by their paths there.
    pub statics: BTreeSet<String>,
    /// The citation styles that `site.toml` names and that were there, by path.
    pub styles: BTreeMap<String, StyleText>,
}

/// The file of a citation style.
#[derive(Clone, Debug)]
pub struct StyleText {
    /// The file.
    pub file: FileId,
    /// What it says; `None` where it could not be read, which was reported.
    pub text: Option<String>,
}

/// A Markdown file: its front matter and where its body stands.
#[derive(Clone, Debug)]
pub struct Document {
    /// What its path says it is.
    pub place: Place,
    /// Its file.
    pub file: FileId,
    /// Its front matter.
    front: Record,
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
    pub facts: Rows<records::Fact>,
    /// Facts that the program drafted and nobody has read yet: none of the briefing.
    pub drafts: Rows<records::Fact>,
}

impl Content {
    /// `site.toml`.
    pub fn site(&self) -> Option<Row<'_, records::Site>> {
        self.site.as_ref().map(Row::new)
    }

    /// Every fact, sheet by sheet.
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = Row<'_, records::Fact>> {
        self.sheets.iter().flat_map(|sheet| sheet.facts.iter())
    }

    /// Every fact that nobody has read yet, sheet by sheet.
    pub fn drafts(&self) -> impl Iterator<Item = Row<'_, records::Fact>> {
        self.sheets.iter().flat_map(|sheet| sheet.drafts.iter())
    }

    /// Every source's record, with its slug.
    pub fn sources(&self) -> impl Iterator<Item = (&str, Row<'_, records::Source>)> {
        self.documents.iter().filter_map(Document::source)
    }

    /// Takes over what another file says.
    fn append(&mut self, other: Self) {
        self.site = self.site.take().or(other.site);
        self.indicators.append(other.indicators);
        self.conflicts.append(other.conflicts);
        self.gaps.append(other.gaps);
        self.glossary.append(other.glossary);
        self.derived.append(other.derived);
        self.corrections.append(other.corrections);
        self.verified.append(other.verified);
        self.versions.append(other.versions);
        self.statics.extend(other.statics);
        self.documents.extend(other.documents);
        self.sheets.extend(other.sheets);
    }
}

impl Document {
    /// A source's slug and record; translations have none.
    pub fn source(&self) -> Option<(&str, Row<'_, records::Source>)> {
        match &self.place {
            Place::Source { slug, lang: None } => Some((slug, Row::new(&self.front))),
            _ => None,
        }
    }

    /// A subject's folder, slug and record; translations have none.
    pub fn subject(&self) -> Option<(&str, &str, Row<'_, records::Subject>)> {
        match &self.place {
            Place::Subject { folder, slug, lang: None } => Some((folder, slug, Row::new(&self.front))),
            _ => None,
        }
    }

    /// The record of a page, or of the front page; translations have none.
    pub fn page(&self) -> Option<Row<'_, records::Page>> {
        match &self.place {
            Place::Home { lang: None } | Place::Article { lang: None, .. } => Some(Row::new(&self.front)),
            _ => None,
        }
    }

    /// Its front matter as it stands in the file.
    pub fn front(&self) -> &Record {
        &self.front
    }
}

/// What was read of the files, with what was wrong, for who reads them again and again.
pub type Memo = memo::Memo<(Content, Problems)>;

/// Parses every content file of a site.
pub fn parse(files: &Files, problems: &mut Problems) -> Content {
    parse_again(files, None, problems)
}

/// As [`parse`], reading only what has changed since the memo was last used.
pub fn parse_again(files: &Files, memo: Option<&Memo>, problems: &mut Problems) -> Content {
    let declared = layout::declared(&files.texts);
    let all: Vec<(FileId, &str)> = files.texts.iter().collect();
    let known = memo.map(|memo| memo.of(files, &declared));
    let parsed: Vec<(Content, Problems)> = all
        .par_iter()
        .map(|&(file, path)| {
            if let Some(kept) = known.as_ref().and_then(|known| known.get(files, file)) {
                return kept;
            }
            let mut found = Problems::new();
            let parsed = parse_file(files, file, path, &declared, &mut found);
            (parsed, found)
        })
        .collect();
    if let (Some(memo), Some(known)) = (memo, known) {
        memo.keep(known, files, &parsed);
    }
    let statics = files.theme.keys().filter_map(|path| path.strip_prefix("static/")).map(str::to_owned).collect();
    let mut content = Content { statics, styles: styles(files, &declared), ..Content::default() };
    for (parsed, found) in parsed {
        problems.append(found);
        content.append(parsed);
    }
    content
}

fn styles(files: &Files, declared: &Declared) -> BTreeMap<String, StyleText> {
    let read = declared.styles.iter().filter_map(|path| {
        let file = files.texts.find(path)?;
        let text = (!files.unreadable.contains(&file)).then(|| files.texts.text(file).to_owned());
        Some((path.clone(), StyleText { file, text }))
    });
    read.collect()
}

/// What one file says.
fn parse_file(files: &Files, file: FileId, path: &str, declared: &Declared, problems: &mut Problems) -> Content {
    let mut content = Content::default();
    let readable = !files.unreadable.contains(&file);
    let Some(place) = layout::place(path, &declared.languages) else {
        if readable && !declared.styles.iter().any(|style| style == path) {
            layout::stray(path, file, problems);
        }
        return content;
    };
    let only = declared.only();
    match place {
        Place::Home { .. } | Place::Source { .. } | Place::Article { .. } | Place::Subject { .. } => {
            content.documents.push(document(files, file, place, declared, problems));
        }
        Place::Sheet { source } => {
            let (drafts, facts) =
                tables::<records::Fact>(files, file, only, problems).parted(|fact| fact.draft().get() == Some(true));
            content.sheets.push(Sheet { source, file, facts, drafts });
        }
        Place::Site if readable => {
            content.site = table::whole(&files.texts, file, Form { shape: records::Site::SHAPE, only }, problems);
        }
        Place::Site => {}
        Place::Indicators => content.indicators = tables(files, file, only, problems),
        Place::Conflicts => content.conflicts = tables(files, file, only, problems),
        Place::Gaps => content.gaps = tables(files, file, only, problems),
        Place::Glossary => content.glossary = tables(files, file, only, problems),
        Place::Derived => content.derived = tables(files, file, only, problems),
        Place::Corrections => content.corrections = tables(files, file, only, problems),
        Place::Verified => content.verified = machine(&place, files, file, problems),
        Place::Versions => content.versions = machine(&place, files, file, problems),
    }
    content
}

/// The tables of a file; of one that cannot be read, their names.
fn tables<S: record::Declared>(files: &Files, file: FileId, only: Option<&str>, problems: &mut Problems) -> Rows<S> {
    Rows::new(if files.unreadable.contains(&file) {
        table::only_names(&files.texts, file, S::TABLE)
    } else {
        table::rows(&files.texts, file, S::TABLE, Form { shape: S::SHAPE, only }, problems)
    })
}

/// The tables of a file that the program wrote: nothing of it counts unless all of it is there.
fn machine<S: record::Declared>(place: &Place, files: &Files, file: FileId, problems: &mut Problems) -> Rows<S> {
    if files.unreadable.contains(&file) || !written::is_whole(&files.texts, file, S::TABLE, place, problems) {
        return Rows::default();
    }
    tables(files, file, None, problems)
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
    let (mut front, body) = front_matter::split(&files.texts, file, problems);
    if let (Some(front), Some(shape)) = (&mut front, shape(&place, declared)) {
        Form { shape, only: declared.only() }.check(front, problems);
    }
    let whole = front.is_some();
    Document { place, file, front: front.unwrap_or_else(|| Record::empty(start)), body, whole }
}

/// What a document's front matter may hold; nothing is said of a folder that no kind of subject has.
fn shape(place: &Place, declared: &Declared) -> Option<&'static shape::Shape> {
    match place {
        _ if place.language().is_some() => Some(records::Translation::SHAPE),
        Place::Home { .. } | Place::Article { .. } => Some(records::Page::SHAPE),
        Place::Source { .. } => Some(records::Source::SHAPE),
        Place::Subject { folder, .. } => declared.folders.contains(folder).then_some(records::Subject::SHAPE),
        _ => None,
    }
}
