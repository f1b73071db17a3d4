//! `briefing verify`: every excerpt against its archived document.

use std::path::Path;

use crate::check::Options;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::source::Source;
use crate::problem::Problems;
use crate::publish::change;
use crate::session::Session;
use crate::verify::archive::{self, ArchiveState};
use crate::verify::{self, Verification, copies, record, report};

use super::outcome::{Failure, Outcome, stopped};
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
    // What a draft may wait with does not keep a fact from being looked up.
    let mut session = Session::load(root, Problems::for_drafts())?;
    let Some(briefing) = session.check(options) else { return Ok(stopped(&session)) };
    let archive = archive::read_folder(request.archive, &briefing).map_err(|error| {
        Failure::machine(format!("cannot read the archive `{}`: {error}", request.archive.display()))
    })?;
    let verification = verify::verify(&briefing, &archive, &session.locales);
    if request.record && !verification.may_be_recorded() {
        // What was seen of a document must not be forgotten, or mixed up with another file.
        out::say("`content/verified.toml` was left as it is: a document is missing, unreadable or another");
    } else if request.record {
        let text = record::record(&verification, &briefing);
        change::write(root, &[("content/verified.toml", &text)])?;
    }
    out::answer(rendered(&verification, &archive, &briefing, request.format))?;
    Ok(if verification.fails() { Outcome::Problems } else { Outcome::Done })
}

fn rendered(
    verification: &Verification,
    archive: &[(Id<Source>, ArchiveState)],
    briefing: &Briefing,
    format: Format,
) -> String {
    let held: Vec<_> = archive
        .iter()
        .filter_map(|(id, state)| if let ArchiveState::Here(document) = state { Some((*id, document)) } else { None })
        .collect();
    let copies = copies::suggest(briefing, &held);
    match format {
        Format::Human => report::human(verification, &copies, briefing),
        Format::Json => report::json(verification, &copies, briefing),
        Format::Github => report::github(verification, &copies, briefing),
    }
}
