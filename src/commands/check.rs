//! `briefing check`: every problem of the content, and the score sheet.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;

use serde::Serialize;

use crate::check::{self, Options, score};
use crate::model::fact::Fact;
use crate::model::lang::Lang;
use crate::problem::{Problems, human, machine};
use crate::publish::change;
use crate::render::context::value;
use crate::session::Session;

use super::outcome::{Failure, Outcome};
use super::{Format, out};

#[derive(Serialize)]
struct Report<'a> {
    problems: Vec<machine::Row<'a>>,
    pages: Vec<score::Score>,
}

/// Wraps naked figures that match one fact and fills empty links to facts; with `dry`, says what would
/// change and writes nothing.
pub fn fix(root: &Path, options: &Options, dry: bool) -> Result<(), Failure> {
    let Session { files, content, locales, .. } = Session::load(root, Problems::new())?;
    // A plain space, which an editor can see; pages keep a number with its unit all the same.
    let words = |fact: &Fact, lang: Lang| value(&locales, fact, lang).text.replace('\u{A0}', " ");
    let edits = check::fixes(&content, &files.texts, &locales, options, &words);
    let mut report = String::new();
    for edit in &edits {
        let (line, column) = files.texts.position(edit.span);
        let (path, old) = (files.texts.path(edit.span.file), files.texts.slice(edit.span));
        writeln!(report, "{path}:{line}:{column}: `{old}` → `{}`", edit.text).expect("writing to a string");
    }
    if !dry {
        let fixed = check::fix::apply(&files.texts, &edits);
        let written: Vec<(&str, String)> =
            fixed.iter().map(|(file, text)| (files.texts.path(*file), files.texts.as_written(*file, text))).collect();
        let fixed: Vec<(&str, &str)> = written.iter().map(|(path, text)| (*path, text.as_str())).collect();
        change::write(root, &fixed)?;
    }
    out::answer(report)
}

/// Runs the command.
pub fn run(root: &Path, format: Format, scored: bool, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let briefing = session.read(options).map(|readable| readable.briefing);
    if let Some(briefing) = &briefing {
        session.theme(&briefing.languages);
    }
    let whole = briefing.filter(|_| !session.problems.has_errors());
    let sheet = whole.as_ref().map(score::sheet).unwrap_or_default();
    let (problems, texts) = (&session.problems, &session.files.texts);
    match format {
        Format::Human => {
            let scores = if scored { score::human(&sheet) } else { String::new() };
            out::answer(scores + &human::render(problems, texts, std::io::stdout().is_terminal()))?;
        }
        Format::Json => {
            let report = Report { problems: machine::rows(problems, texts), pages: sheet };
            out::answer(serde_json::to_string(&report).map_err(Failure::machine)? + "\n")?;
        }
        Format::Github => out::answer(machine::github(problems, texts))?,
    }
    Ok(if problems.has_errors() { Outcome::Problems } else { Outcome::Done })
}
