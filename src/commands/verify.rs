//! `briefing verify`: every excerpt against its archived document.

use std::path::Path;

use crate::check::{Options, Readable};
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::source::Source;
use crate::problem::code::Severity;
use crate::problem::{Problems, human, machine};
use crate::publish::change;
use crate::session::Session;
use crate::verify::archive::{self, ArchiveState, Document};
use crate::verify::{self, Verification, copies, record, remarks, report};

use super::outcome::{Failure, Outcome};
use super::{Format, out};

/// What the command was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder of archived documents.
    pub archive: &'a Path,
    /// How to report.
    pub format: Format,
    /// Whether to write `verified.toml`.
    pub record: bool,
}

/// Runs the command.
pub fn run(root: &Path, request: Request<'_>, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let Some(Readable { briefing, mut left_out }) = session.read(options) else { return Ok(out::stopped(&session)) };
    // What is derived is looked up in no document.
    left_out.retain(|name| !name.starts_with("derived:"));
    let archive = archive::read_folder(request.archive, &briefing).map_err(|error| {
        Failure::machine(format!(
            "cannot read the archive `{}`: {error}\nhelp: `--archive` names the folder with the documents; `briefing add \
             source FILE` makes it",
            request.archive.display()
        ))
    })?;
    let verification = verify::verify(&briefing, &archive, &session.locales);
    let copies = copies::suggest(&briefing, &held(&archive));
    let remarks = remarks::problems(&verification, &copies, &briefing, &session.content);
    let texts = &session.files.texts;
    let answer = match request.format {
        Format::Human => {
            let colour = out::is_coloured(&std::io::stdout());
            match out::is_quiet() {
                true => human::render_from(Severity::Error, &remarks, texts, colour),
                false => report::summary(&verification) + &human::render(&remarks, texts, colour),
            }
        }
        Format::Json => report::json(&verification, &copies, &briefing, &left_out),
        Format::Github => machine::github(&remarks, texts),
    };
    if session.problems.has_errors() {
        out::say(unread(&left_out));
    }
    // What is recorded is written before it is told.
    if request.record {
        record(root, &verification, &briefing, &left_out)?;
    }
    out::answer(answer)?;
    Ok(if verification.fails() || !left_out.is_empty() { Outcome::Problems } else { Outcome::Done })
}

fn held(archive: &[(Id<Source>, ArchiveState)]) -> Vec<(Id<Source>, &Document)> {
    let mut held = Vec::new();
    for (id, state) in archive {
        if let ArchiveState::Here(document) = state {
            held.push((*id, document));
        }
    }
    held
}

/// What stands in the way of looking everything up.
fn unread(left_out: &[String]) -> String {
    let names: Vec<String> = left_out.iter().map(|name| format!("`{name}`")).collect();
    let what = if names.is_empty() {
        "every fact was looked up, but the content has errors".to_owned()
    } else {
        format!("not looked up, as it cannot be read: {}", names.join(", "))
    };
    format!("{what}\nhelp: `briefing check` tells them")
}

/// Writes what was seen, if nothing that was seen before would be forgotten or mixed up by it.
fn record(root: &Path, verification: &Verification, briefing: &Briefing, left_out: &[String]) -> Result<(), Failure> {
    if !left_out.is_empty() || !verification.may_be_recorded() {
        let why = if left_out.is_empty() { "a document is missing, unreadable or another" } else { "not all was read" };
        out::remark(format!("`content/verified.toml` was left as it is: {why}"));
        return Ok(());
    }
    let text = record::record(verification, briefing);
    Ok(change::write(root, &[("content/verified.toml", &text)])?)
}
