//! `briefing check`: every problem of the content, and the score sheet.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a command reports, and --fix writes")]

use std::path::Path;

use serde::Serialize;

use crate::check::{self, Options, score};
use crate::load;
use crate::load::files::Files;
use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::lang::Lang;
use crate::problem::{Problems, human, machine};
use crate::render::context::value;
use crate::theme::Theme;

use super::build::theme_failure;
use super::{Failure, Format, Outcome};

/// Reads and checks the briefing under `root`.
pub fn load_and_check(
    root: &Path,
    options: &Options,
    problems: &mut Problems,
) -> Result<(Files, Option<Briefing>), Failure> {
    let files = load::files::read(root)?;
    let content = load::parse(&files, problems);
    let briefing = check::check(&content, &files.texts, options, problems);
    Ok((files, briefing))
}

#[derive(Serialize)]
struct Report<'a> {
    problems: Vec<machine::Row<'a>>,
    pages: Vec<score::Score>,
}

/// Wraps naked figures that match one fact and fills empty links to facts; with `dry`, says what would
/// change and writes nothing.
pub fn fix(root: &Path, options: &Options, dry: bool) -> Result<(), Failure> {
    let files = load::files::read(root)?;
    let content = load::parse(&files, &mut Problems::new());
    let Some(settings) = check::settings::read(&content, &mut Problems::new()) else { return Ok(()) };
    let theme = Theme::load(&files.theme, &settings.languages, false).map_err(|errors| theme_failure(&errors))?;
    // A plain space, which an editor can see; pages keep a number with its unit all the same.
    let words = |fact: &Fact, lang: Lang| value(theme.locales(), fact, lang).text.replace('\u{A0}', " ");
    let edits = check::fixes(&content, &files.texts, options, &words);
    for edit in &edits {
        let (line, column) = files.texts.position(edit.span);
        let (path, old) = (files.texts.path(edit.span.file), files.texts.slice(edit.span));
        println!("{path}:{line}:{column}: `{old}` → `{}`", edit.text);
    }
    if dry {
        return Ok(());
    }
    for (file, text) in check::fix::apply(&files.texts, &edits) {
        let path = root.join(files.texts.path(file));
        std::fs::write(&path, text)
            .map_err(|error| Failure::machine(format!("cannot write `{}`: {error}", path.display())))?;
    }
    Ok(())
}

/// Runs the command.
pub fn run(root: &Path, format: Format, options: &Options, colour: bool) -> Result<Outcome, Failure> {
    let mut problems = Problems::new();
    let (files, briefing) = load_and_check(root, options, &mut problems)?;
    let sheet = briefing.as_ref().map(score::sheet).unwrap_or_default();
    match format {
        Format::Human => {
            print!("{}", human::render(&problems, &files.texts, colour));
            print!("{}", score::human(&sheet));
        }
        Format::Json => {
            let report = Report { problems: machine::rows(&problems, &files.texts), pages: sheet };
            println!("{}", serde_json::to_string(&report).map_err(Failure::machine)?);
        }
        Format::Github => print!("{}", machine::github(&problems, &files.texts)),
    }
    Ok(if problems.has_errors() { Outcome::Problems } else { Outcome::Done })
}
