//! `briefing import`: a table as facts, each cell a place.
#![expect(clippy::disallowed_methods, reason = "reads the map")]

use std::path::PathBuf;

use clap::Args;

use crate::check::Options;
use crate::draft::map;
use crate::draft::table::{self, There};
use crate::model::locator::Spot;
use crate::problem::Problems;
use crate::session::Session;
use crate::verify::archive;

use super::add::{ended, ids, unread};
use super::outcome::{Failure, Outcome};
use super::{edits, out};

/// So many faults are told.
const TOLD: usize = 20;

/// What `import` was asked for.
#[derive(Debug, Args)]
pub struct Import {
    /// The table, CSV or XLSX: a document that is a source already
    file: PathBuf,
    /// Which column holds what; left out, a map is proposed and nothing is written
    #[arg(long)]
    map: Option<PathBuf>,
    /// The briefing's folder
    #[arg(long, default_value = ".")]
    pub root: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub fn run(asked: &Import, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(&asked.root, Problems::for_drafts())?;
    let read = session.read(options).ok_or_else(|| unread(&session))?;
    let briefing = &read.briefing;
    let shown = asked.file.display();
    let bytes = archive::bytes(&asked.file, &briefing.site.limits)
        .map_err(|error| Failure::usage(format!("cannot read `{shown}`: {error}")))?;
    let name = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let document = archive::read(&bytes, &name)
        .map_err(|why| Failure::content(format!("`{shown}` cannot be read as a document: {why}")))?;
    if !document.has_cells() {
        return Err(Failure::content(format!("`{shown}` is no table: a CSV or XLSX file is needed")));
    }
    let source = briefing.sources.iter().find(|(_, source)| source.sha256 == document.sha256);
    let Some((id, source)) = source else {
        return Err(Failure::usage(format!(
            "`{shown}` is no source of the briefing yet\nhelp: `briefing add source {shown} --no-drafts` makes it one"
        )));
    };
    let Some(path) = &asked.map else {
        let map = map::propose(briefing, &session.locales, &document);
        out::answer(map.map_err(|wrong| Failure::content(format!("`{shown}`: {wrong}")))?)?;
        return Ok(Outcome::Done);
    };
    let map = std::fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("cannot read the map `{}`: {error}", path.display())))?;
    let map = table::map(&map).map_err(|wrong| Failure::content(format!("{}: {wrong}", path.display())))?;
    let own = briefing.facts.iter().filter(|(_, fact)| fact.source == id);
    let cells = own.filter_map(|(_, fact)| match &fact.locator.spot {
        Spot::Cell(cell) => Some(cell.to_string()),
        _ => None,
    });
    let there = There { ids: ids(&session), cells: cells.collect(), language: source.language.clone() };
    let imported = table::import(&map, (briefing, &session.locales), &document, &there);
    let imported = imported.map_err(|wrong| Failure::content(refused(&shown.to_string(), &wrong)))?;
    let path = format!("content/sources/{}/facts.toml", source.slug);
    let texts = &session.files.texts;
    let text = match texts.find(&path) {
        Some(file) => texts.as_written(file, &format!("{}\n{}", ended(texts.text(file)), imported.entries)),
        None => imported.entries,
    };
    edits::replace(&asked.root, &[(path, text)], asked.dry_run)?;
    out::remark(format!("{} facts", imported.facts));
    for (why, cells) in [("there is no number", &imported.passed), ("nothing stands there", &imported.empty)] {
        if !cells.is_empty() {
            out::remark(format!("passed over, as {why}: {}", some(cells)));
        }
    }
    Ok(Outcome::Done)
}

/// The first of many.
fn some(cells: &[String]) -> String {
    let rest = cells.len().saturating_sub(TOLD);
    let more = if rest > 0 { format!(", and {rest} more") } else { String::new() };
    format!("{}{more}", cells[..cells.len() - rest].join(", "))
}

fn refused(shown: &str, wrong: &[String]) -> String {
    let mut text = format!("`{shown}` was not imported; nothing was written");
    wrong.iter().take(TOLD).for_each(|wrong| text.push_str(&format!("\n  {wrong}")));
    if wrong.len() > TOLD {
        text.push_str(&format!("\n  and {} more", wrong.len() - TOLD));
    }
    text
}
