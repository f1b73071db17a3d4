//! `briefing add`: a document as a source with a draft of every figure in it, or one more figure of an old one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use crate::check::Options;
use crate::draft::sheet::{self, Settled};
use crate::draft::slug::{is_slug, slug};
use crate::draft::source::Known;
use crate::draft::starter::ARCHIVE;
use crate::load::files::{self, Files};
use crate::load::layout;
use crate::model::briefing::Briefing;
use crate::model::fact::{Excerpt, Status};
use crate::model::id::Id;
use crate::model::limit::Limits;
use crate::model::period::Period;
use crate::model::source::Source;
use crate::model::words::Worded;
use crate::problem::{Problem, Problems, code::Severity, human};
use crate::session::Session;
use crate::verify::archive::{self, ArchiveState, Document};
use crate::verify::copies;
use crate::verify::propose::{self, Proposal};

use super::outcome::{Failure, Outcome};
use super::{edits, machine, out};

/// What is added.
#[derive(Debug, Subcommand)]
pub enum Add {
    /// A document: its record, and a draft of every figure in it
    Source(AddSource),
    /// A figure, from the phrase that bears it
    Fact(AddFact),
}

/// What `add source` was asked for.
#[derive(Debug, Args)]
pub struct AddSource {
    /// The document: text, HTML, CSV, DOCX or XLSX
    file: PathBuf,
    /// The archive folder, into which the document is copied if it is not there [default: `archive` under the root]
    #[arg(long)]
    archive: Option<PathBuf>,
    /// Its name in addresses and links; from the file's name if left out
    #[arg(long)]
    slug: Option<String>,
    /// Its title, where the document does not say it
    #[arg(long)]
    title: Option<String>,
    /// Who published it, where the document does not say it
    #[arg(long)]
    publisher: Option<String>,
    /// Its date of publication as the document says it, `2025-03-14`, `2025-03` or `2025`
    #[arg(long)]
    published: Option<Period>,
    /// Its language, `de`, `zh-Hans`; told by its text if left out
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Its address
    #[arg(long)]
    url: Option<String>,
    /// Write the record only: the figures of a table are taken by `import`
    #[arg(long)]
    no_drafts: bool,
    /// The briefing's folder
    #[arg(long, default_value = ".")]
    pub root: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What `add fact` was asked for.
#[derive(Debug, Args)]
pub struct AddFact {
    /// The phrase that bears the figure, as the document prints it
    excerpt: String,
    /// The source; needed where more than one document has the phrase
    #[arg(long)]
    source: Option<String>,
    /// The archive folder [default: `archive` under the root]
    #[arg(long)]
    archive: Option<PathBuf>,
    /// What it is about, `kind:name`
    #[arg(long)]
    subject: Option<String>,
    /// What it measures
    #[arg(long)]
    indicator: Option<String>,
    /// Whom or what it is a share of, a rank among, together or compared with: `kind:name`, or words
    #[arg(long)]
    of: Option<String>,
    /// When, as in `2025`, `2025-03` or `2024-12-31`
    #[arg(long)]
    period: Option<Period>,
    /// The value with its sign, as in `>100` or `2.3 billion euros`
    #[arg(long)]
    value: Option<String>,
    /// In which sense it is stated
    #[arg(long, value_parser = PossibleValuesParser::new(Status::WORDS))]
    status: Option<String>,
    /// Its id; from what it is about if left out
    #[arg(long)]
    id: Option<String>,
    /// The briefing's folder
    #[arg(long, default_value = ".")]
    pub root: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Add {
    /// The briefing's folder.
    pub fn root(&self) -> &Path {
        match self {
            Add::Source(source) => &source.root,
            Add::Fact(fact) => &fact.root,
        }
    }
}

/// Runs the command.
pub fn run(add: &Add, options: &Options) -> Result<Outcome, Failure> {
    match add {
        Add::Source(source) => self::source(source, options),
        Add::Fact(fact) => self::fact(fact, options),
    }
}

/// Runs `add source`, and `ingest`.
pub fn source(asked: &AddSource, options: &Options) -> Result<Outcome, Failure> {
    let mut files = files::read(&asked.root, &mut Problems::new())?;
    let limits = layout::limits(&files.texts);
    let held = Held::read(asked, &limits)?;
    let slug = name(asked)?;
    let folder = format!("content/sources/{slug}");
    if files.texts.iter().any(|(_, path)| path.starts_with(&format!("{folder}/"))) {
        return Err(Failure::usage(format!(
            "there is a source `{slug}` already; nothing was written\nhelp: give another name with `--slug NAME`"
        )));
    }
    is_new(&files, &held.document.sha256)?;
    let languages = layout::declared(&files.texts).languages;
    let locales = crate::load::locales::read(&files.texts, &mut Problems::new());
    let about = said(asked, &held);
    let known = Known::of(&held.document, about, (&held.name, machine::day(options)), &locales);
    let known = asked.language.iter().fold(known, |known, tag| known.in_language(tag));
    let path = format!("{folder}/index.md");
    files.texts.add(path.clone(), known.record(&held.document.sha256, &languages, &[]));
    let drafted = Drafted::of(files, &slug, &held, options)?;
    let record = known.record(&held.document.sha256, &languages, &drafted.copies);
    let mut written = vec![(path, record)];
    if !asked.no_drafts {
        written.push((format!("{folder}/facts.toml"), drafted.sheet.clone()));
    }
    held.keep(&limits, asked.dry_run)?;
    edits::create(&asked.root, &written, asked.dry_run)?;
    out::remark(told(asked, &slug, &drafted));
    Ok(Outcome::Done)
}

fn name(asked: &AddSource) -> Result<String, Failure> {
    if let Some(slug) = &asked.slug {
        return is_slug(slug).then(|| slug.clone()).ok_or_else(|| {
            Failure::usage(format!(
                "`{slug}` cannot stand in an address\nhelp: use lower-case letters, digits and hyphens"
            ))
        });
    }
    let stem = asked.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let from = slug(&stem).or_else(|| slug(asked.title.as_deref().unwrap_or_default()));
    from.ok_or_else(|| {
        Failure::usage(format!("`{stem}` gives no name for an address\nhelp: give one, `--slug harbour-report`"))
    })
}

/// What a person said of the document, before what it says of itself.
fn said(asked: &AddSource, held: &Held) -> archive::About {
    let mut about = archive::about(&held.bytes, &held.name);
    about.title = asked.title.clone().or(about.title);
    about.publisher = asked.publisher.clone().or(about.publisher);
    about.published = asked.published.as_ref().map(ToString::to_string).or(about.published);
    about.url = asked.url.clone().or(about.url);
    about.language = asked.language.clone().or(about.language);
    about
}

/// Refuses a document that is held as a source already.
fn is_new(files: &Files, sha256: &str) -> Result<(), Failure> {
    let session = Session::of(Files::from_texts(texts(files)), Problems::new());
    let mut documents = session.content.documents.iter();
    let twin = documents.find(|document| {
        document.source().is_some_and(|(_, record)| record.sha256().get().is_some_and(|(own, _)| own == sha256))
    });
    match twin.map(|document| session.files.texts.path(document.file)) {
        None => Ok(()),
        Some(path) => Err(Failure::usage(format!(
            "this very document is a source already: `{path}`\nhelp: `briefing add fact` adds a figure to it"
        ))),
    }
}

fn texts(files: &Files) -> impl Iterator<Item = (String, String)> {
    files.texts.iter().map(|(file, path)| (path.to_owned(), files.texts.text(file).to_owned()))
}

/// A document on its way into the archive.
struct Held {
    name: String,
    bytes: Vec<u8>,
    document: Document,
    /// Where the archive keeps it.
    kept: PathBuf,
}

impl Held {
    fn read(asked: &AddSource, limits: &Limits) -> Result<Self, Failure> {
        let shown = asked.file.display();
        let bytes = archive::bytes(&asked.file, limits).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Failure::usage(format!("there is no file `{shown}`")),
            std::io::ErrorKind::InvalidInput => Failure::usage(format!("`{shown}` is no document: {error}")),
            _ => Failure::machine(format!("cannot read `{shown}`: {error}")),
        })?;
        let name = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let document = archive::read(&bytes, &name)
            .map_err(|why| Failure::content(format!("`{shown}` cannot be read as a document: {why}")))?;
        let folder = asked.archive.clone().unwrap_or_else(|| under(&asked.root));
        Ok(Self { kept: folder.join(&name), name, bytes, document })
    }

    /// Copies the document into the archive, where nothing is overwritten.
    fn keep(&self, limits: &Limits, dry: bool) -> Result<(), Failure> {
        match archive::bytes(&self.kept, limits) {
            Ok(there) if there == self.bytes => return Ok(()),
            Ok(_) => {
                return Err(Failure::usage(format!(
                    "`{}` is another document with the same name; nothing was written\nhelp: rename the new one",
                    self.kept.display()
                )));
            }
            Err(_) if dry => return out::answer(format!("{}: a copy of the document\n", self.kept.display())),
            Err(_) => {}
        }
        machine::write_new(&self.kept, &self.bytes)?;
        out::report(format!("wrote `{}`\n", self.kept.display()))
    }
}

/// What the document says, drafted with the briefing's names.
struct Drafted {
    sheet: String,
    figures: usize,
    copies: Vec<String>,
    /// How many errors the briefing has elsewhere.
    faults: usize,
}

impl Drafted {
    /// Drafts the sheet of the source `slug`, whose record is among the files.
    fn of(files: Files, slug: &str, held: &Held, options: &Options) -> Result<Self, Failure> {
        let mut session = Session::of(files, Problems::for_drafts());
        let readable = session.read(options);
        let found = readable.as_ref().and_then(|read| read.briefing.sources.find(slug).map(|id| (&read.briefing, id)));
        let (briefing, id) = found.ok_or_else(|| unread(&session))?;
        let proposals = propose::propose(briefing, id, &held.document, &session.locales);
        let own = format!("content/sources/{slug}/");
        let is_error = |problem: &&&Problem| session.problems.severity(problem) == Severity::Error;
        let elsewhere = |problem: &&&Problem| !session.files.texts.path(problem.span.file).starts_with(&own);
        let faults = session.problems.sorted().iter().filter(is_error).filter(elsewhere).count();
        let mut taken = ids(&session);
        let entries = sheet::entries(briefing, slug, &proposals, &mut taken);
        let folder = held.kept.parent().unwrap_or(Path::new("."));
        let copies = copied(briefing, id, held, folder);
        Ok(Self { sheet: format!("{}\n{entries}", sheet::HEAD), figures: proposals.len(), copies, faults })
    }
}

/// Every id of a fact or a draft.
pub(super) fn ids(session: &Session) -> BTreeSet<String> {
    let records = session.content.facts().chain(session.content.drafts());
    records.filter_map(|record| Some(record.id().get()?.0.to_owned())).collect()
}

/// The documents of the archive that the new one may repeat, in words.
fn copied(briefing: &Briefing, new: Id<Source>, held: &Held, folder: &Path) -> Vec<String> {
    // An archive that cannot be read is told by `verify`; here it only means that nothing is compared.
    let states = archive::read_folder(folder, briefing).unwrap_or_default();
    let mut documents: Vec<(Id<Source>, &Document)> = Vec::new();
    for (id, state) in states.iter().filter(|(id, _)| *id != new) {
        if let ArchiveState::Here(document) = state {
            documents.push((*id, document));
        }
    }
    documents.push((new, &held.document));
    let suggestions = copies::suggest(briefing, &documents).into_iter();
    let own = suggestions.filter(|suggestion| suggestion.original == new || suggestion.copy == new);
    own.map(|suggestion| suggestion.message(briefing)).collect()
}

/// What stands in the way of reading the briefing.
pub(super) fn unread(session: &Session) -> Failure {
    let report = human::render_from(Severity::Error, &session.problems, &session.files.texts, false);
    Failure::content(format!("the briefing cannot be read; nothing was written\n\n{}", report.trim_end()))
}

fn told(asked: &AddSource, slug: &str, drafted: &Drafted) -> String {
    let mut text = drafted.copies.iter().map(|copy| format!("note: {copy}\n")).collect::<String>();
    if drafted.faults > 0 && !asked.no_drafts {
        let errors = if drafted.faults == 1 { "an error".to_owned() } else { format!("{} errors", drafted.faults) };
        text.push_str(&format!(
            "note: the briefing has {errors}: names in records that `briefing check` refuses were not looked for\n"
        ));
    }
    let fill = "fill in what `briefing check` calls not filled in";
    match drafted.figures {
        _ if asked.no_drafts => {
            let file = asked.file.display();
            text.push_str(&format!(
                "next: {fill}; of a table, `briefing import {file}` proposes a map by which it takes the figures"
            ));
        }
        0 => text.push_str(&format!("no figure was found in the document; next: {fill}")),
        n => {
            let were = if n == 1 { "1 figure was".to_owned() } else { format!("{n} figures were") };
            text.push_str(&format!(
                "{were} drafted; next: read each in `content/sources/{slug}/facts.toml` against the document\n\
                 and strike its line `draft = true`; {fill}"
            ));
        }
    }
    text
}

/// Runs `add fact`.
fn fact(asked: &AddFact, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(&asked.root, Problems::for_drafts())?;
    let read = session.read(options).ok_or_else(|| unread(&session))?;
    let briefing = &read.briefing;
    if let Err(length) = Excerpt::new(&asked.excerpt, briefing.site.excerpt_limit) {
        return Err(Failure::usage(format!(
            "the excerpt has {length} characters, at most {} may be quoted\nhelp: give the shortest phrase that bears the figure",
            briefing.site.excerpt_limit
        )));
    }
    settled_names(asked, briefing)?;
    let (source, proposal) = find(asked, briefing, &session)?;
    let slug = &briefing.sources[source].slug;
    let mut taken = ids(&session);
    if let Some(id) = asked.id.as_ref().filter(|id| taken.contains(*id)) {
        return Err(Failure::usage(format!("there is a fact `{id}` already; nothing was written")));
    }
    let settled = Settled {
        id: asked.id.clone(),
        subject: asked.subject.clone(),
        indicator: asked.indicator.clone(),
        of: asked.of.clone(),
        period: asked.period.as_ref().map(ToString::to_string),
        value: asked.value.clone(),
        status: asked.status.clone(),
        excerpt: Some(asked.excerpt.clone()),
    };
    let entry = sheet::entry(briefing, slug, &proposal, &settled, &mut taken);
    let path = format!("content/sources/{slug}/facts.toml");
    let texts = &session.files.texts;
    let text = match texts.find(&path) {
        Some(file) => texts.as_written(file, &format!("{}\n{entry}", ended(texts.text(file)))),
        None => entry,
    };
    edits::replace(&asked.root, &[(path, text)], asked.dry_run)?;
    if asked.subject.is_none() || asked.indicator.is_none() {
        out::remark("it is a draft: read it, correct it, and strike its line `draft = true`");
    }
    Ok(Outcome::Done)
}

/// The archive folder under a root, which is not named where that is the folder that one is in.
fn under(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(ARCHIVE) } else { root.join(ARCHIVE) }
}

/// A text that ends with its last line's end.
pub(super) fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn settled_names(asked: &AddFact, briefing: &Briefing) -> Result<(), Failure> {
    let near = |name: &str, names: &mut dyn Iterator<Item = &str>| {
        crate::load::table::nearest(name, names)
            .map(|near| format!("\nhelp: did you mean `{near}`?"))
            .unwrap_or_default()
    };
    if let Some(name) = asked.subject.as_ref().filter(|name| briefing.subjects.find(name).is_none()) {
        let help = near(name, &mut briefing.subjects.names());
        return Err(Failure::usage(format!("there is no subject `{name}`{help}")));
    }
    if let Some(name) = asked.indicator.as_ref().filter(|name| briefing.indicators.find(name).is_none()) {
        let help = near(name, &mut briefing.indicators.names());
        return Err(Failure::usage(format!("there is no indicator `{name}`{help}")));
    }
    Ok(())
}

/// The document that has the excerpt, and what the words around it say.
fn find(asked: &AddFact, briefing: &Briefing, session: &Session) -> Result<(Id<Source>, Proposal), Failure> {
    let folder = asked.archive.clone().unwrap_or_else(|| under(&asked.root));
    let states = archive::read_folder(&folder, briefing).map_err(|error| {
        Failure::usage(format!(
            "cannot read the archive `{}`: {error}\nhelp: give it with `--archive DIR`",
            folder.display()
        ))
    })?;
    if let Some(slug) = asked.source.as_ref().filter(|slug| briefing.sources.find(slug).is_none()) {
        return Err(Failure::usage(format!("there is no source `{slug}`")));
    }
    let mut found = Vec::new();
    for (id, state) in &states {
        let wanted = asked.source.as_ref().is_none_or(|slug| briefing.sources[*id].slug == *slug);
        let ArchiveState::Here(document) = state else { continue };
        let said =
            if wanted { propose::in_excerpt(briefing, *id, document, &session.locales, &asked.excerpt) } else { None };
        found.extend(said.map(|said| (*id, said)));
    }
    match found.len() {
        0 => Err(Failure::usage(format!("no document of `{}` has `{}`", folder.display(), asked.excerpt))),
        1 => {
            let (id, proposals) = found.remove(0);
            let first = proposals.into_iter().next();
            first.map(|proposal| (id, proposal)).ok_or_else(|| {
                Failure::usage(format!(
                    "there is no figure in `{}`\nhelp: write a text or an event into the fact sheet by hand",
                    asked.excerpt
                ))
            })
        }
        _ => {
            let names: Vec<String> = found.iter().map(|(id, _)| format!("`{}`", briefing.sources[*id].slug)).collect();
            Err(Failure::usage(format!(
                "{} documents have the phrase: {}\nhelp: name one with `--source`",
                found.len(),
                names.join(", ")
            )))
        }
    }
}
