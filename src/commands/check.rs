//! `briefing check`: every problem of the content, and the score sheet.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use crate::check::fix::Edit;
use crate::check::{self, Options, Readable, score};
use crate::load::written::quoted;
use crate::model::evidence::Answer;
use crate::model::fact::Fact;
use crate::model::lang::Lang;
use crate::problem::{Problems, code::Severity, human, machine};
use crate::publish::change;
use crate::render::context::value;
use crate::session::Session;
use crate::verify::archive;
use crate::verify::{Report as Seen, verify};

use super::outcome::{Failure, Outcome};
use super::{Format, external, out};

#[derive(Serialize)]
struct Report<'a> {
    problems: Vec<machine::Row<'a>>,
    pages: Vec<score::Score>,
}

/// What `--fix` was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Fix<'a> {
    /// The folder of archived documents, which tells right lines and hashes.
    pub archive: Option<&'a Path>,
    /// Whether to say what would change and write nothing.
    pub dry: bool,
}

/// Wraps naked figures that match one fact, fills empty links to facts, and mends names that are mistyped by one
/// letter; with an archive also lines, and hashes of documents that are otherwise unchanged.
pub fn fix(root: &Path, options: &Options, fix: Fix<'_>) -> Result<(), Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let readable = session.read(options);
    let placed = match (fix.archive, &readable) {
        (Some(folder), Some(readable)) => placed(folder, readable, &session)?,
        _ => Vec::new(),
    };
    let slips = check::fix::slips(&session.files.texts, &session.problems);
    let Session { files, content, locales, .. } = session;
    // A plain space, which an editor can see; pages keep a number with its unit all the same.
    let words = |fact: &Fact, lang: Lang| value(&locales, fact, lang).text.replace('\u{A0}', " ");
    let mut edits = check::fixes(&content, &files.texts, &locales, options, &words);
    edits.extend(slips.into_iter().chain(placed));
    let mut report = String::new();
    for edit in &edits {
        let (line, column) = files.texts.position(edit.span);
        let (path, old) = (files.texts.path(edit.span.file), files.texts.slice(edit.span));
        writeln!(report, "{path}:{line}:{column}: `{old}` → `{}`", edit.text).expect("writing to a string");
    }
    if !fix.dry {
        let fixed = check::fix::apply(&files.texts, &edits);
        let written: Vec<(&str, String)> =
            fixed.iter().map(|(file, text)| (files.texts.path(*file), files.texts.as_written(*file, text))).collect();
        let fixed: Vec<(&str, &str)> = written.iter().map(|(path, text)| (*path, text.as_str())).collect();
        change::write(root, &fixed)?;
    }
    out::answer(report)
}

/// Lines as `verify` found them, and hashes of documents in which everything was found.
fn placed(folder: &Path, readable: &Readable, session: &Session) -> Result<Vec<Edit>, Failure> {
    let briefing = &readable.briefing;
    let archive = archive::read_folder(folder, briefing)
        .map_err(|error| Failure::usage(format!("cannot read the archive `{}`: {error}", folder.display())))?;
    let verification = verify(briefing, &archive, &session.locales);
    let mut edits = Vec::new();
    for report in &verification.facts {
        let fact = &briefing.facts[report.fact];
        let Some(spot) = report.spot.as_ref().filter(|spot| **spot != fact.locator.spot) else { continue };
        let row = session.content.facts().find(|row| row.id().get().is_some_and(|(id, _)| id == fact.slug));
        let line = row.map(|row| row.line()).filter(|line| line.value().is_some());
        if let (Some(line), Some(number)) = (line, spot.line()) {
            edits.push(Edit { span: line.span(), text: number.to_string() });
        }
    }
    for seen in &verification.sources {
        let source = &briefing.sources[seen.source];
        let Some(hash) = seen.sha256.as_ref().filter(|hash| **hash != source.sha256) else { continue };
        let own = |report: &&Seen| briefing.facts[report.fact].source == seen.source;
        let mut facts = verification.facts.iter().filter(own).peekable();
        let is_same = source.sha256.is_empty() || facts.peek().is_some() && facts.all(is_found);
        let record = session.content.sources().find(|(slug, _)| *slug == source.slug);
        if let Some((_, record)) = record.filter(|_| is_same) {
            edits.push(Edit { span: record.sha256().span(), text: quoted(hash) });
        }
    }
    Ok(edits)
}

fn is_found(report: &Seen) -> bool {
    matches!(report.answer, Answer::Found | Answer::Repaired)
}

/// What `check` was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// How to report.
    pub format: Format,
    /// Whether to say of every page how well it is supported.
    pub score: bool,
    /// Whether to ask the addresses of sources and works.
    pub external: bool,
}

/// Runs the command.
pub fn run(root: &Path, request: Request, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let briefing = session.read(options).map(|readable| readable.briefing);
    if let Some(briefing) = &briefing {
        session.theme(&briefing.languages);
    }
    if request.external {
        let contact = session.content.site().and_then(|site| site.contact().get()).map_or("", |(contact, _)| contact);
        let contact = contact.to_owned();
        external::ask(root, &mut session, (&super::machine::day(options), &contact))?;
    }
    let asked = request.score || request.format == Format::Json;
    let whole = briefing.filter(|_| asked && !session.problems.has_errors());
    let sheet = whole.as_ref().map(score::sheet).unwrap_or_default();
    let (problems, texts) = (&session.problems, &session.files.texts);
    match request.format {
        Format::Human => {
            let scores = if request.score { score::human(&sheet) } else { String::new() };
            let least = if out::is_quiet() { Severity::Error } else { Severity::Hint };
            let colour = out::is_coloured(&std::io::stdout());
            out::answer(scores + &human::render_from(least, problems, texts, colour))?;
        }
        Format::Json => {
            let report = Report { problems: machine::rows(problems, texts), pages: sheet };
            out::answer(serde_json::to_string(&report).map_err(Failure::machine)? + "\n")?;
        }
        Format::Github => out::answer(machine::github(problems, texts))?,
    }
    Ok(if problems.has_errors() { Outcome::Problems } else { Outcome::Done })
}
