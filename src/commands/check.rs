//! `briefing check`: every problem of the content, and the score sheet.
#![expect(clippy::print_stdout, reason = "a command's report goes to standard output")]

use std::path::Path;

use serde::Serialize;

use crate::check::{self, Options, score};
use crate::load;
use crate::load::files::Files;
use crate::model::briefing::Briefing;
use crate::problem::{Problems, human, machine};

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
