//! `briefing rename`: another name for a record, in all files at once.

use std::path::PathBuf;

use clap::Args;

use crate::draft::rename::{self, Changed, Name};
use crate::draft::slug::is_slug;
use crate::load::layout;
use crate::load::table::nearest;
use crate::problem::Problems;
use crate::session::Session;

use super::outcome::{Failure, Outcome};
use super::{edits, out};

/// What `rename` was asked for.
#[derive(Debug, Args)]
pub struct Rename {
    /// The record as links write it: `town:aldmouth`, `fact:…`, `source:…`, `indicator:…`, `conflict:…`, `page:…`
    old: String,
    /// Its new name, with or without what stands before the colon
    new: String,
    /// The briefing's folder
    #[arg(long, default_value = ".")]
    pub root: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What has names besides the kinds of subject.
const OTHERS: [&str; 6] = ["fact", "source", "indicator", "conflict", "derived", "page"];

/// Runs the command.
pub fn run(asked: &Rename) -> Result<Outcome, Failure> {
    let session = Session::load(&asked.root, Problems::new())?;
    let texts = &session.files.texts;
    let Some(old) = Name::parse(&asked.old) else {
        return Err(Failure::usage(format!(
            "`{}` names no record\nhelp: write it as links do, `town:aldmouth` or `fact:aldmouth-berths-2024`",
            asked.old
        )));
    };
    let kinds = layout::kinds(texts);
    let folder = kinds.iter().find(|(id, _)| *id == old.kind).map(|(_, folder)| folder.as_str());
    if folder.is_none() && !OTHERS.contains(&old.kind.as_str()) {
        let known = kinds.iter().map(|(id, _)| id.as_str()).chain(OTHERS);
        let help = nearest(&old.kind, known).map(|near| format!("\nhelp: did you mean `{near}:{}`?", old.slug));
        return Err(Failure::usage(format!("there are no records `{}:…`{}", old.kind, help.unwrap_or_default())));
    }
    let new = new_name(asked, &old)?;
    let paths: Vec<&str> = texts.iter().map(|(_, path)| path).collect();
    let names = rename::names(texts, &old.kind, folder);
    if !names.contains(&old.slug) {
        let near = nearest(&old.slug, names.iter().map(String::as_str));
        let help = near.map(|near| format!("\nhelp: did you mean `{}:{near}`?", old.kind)).unwrap_or_default();
        return Err(Failure::usage(format!("there is no `{}`{help}", asked.old)));
    }
    if names.contains(&new) {
        return Err(Failure::usage(format!("there is a `{}:{new}` already; nothing was written", old.kind)));
    }
    // Facts and derived figures are named alike in formulas and links.
    let beside = [("fact", "derived"), ("derived", "fact")].into_iter().find(|(kind, _)| old.kind == *kind);
    if let Some((_, kind)) = beside.filter(|(_, kind)| rename::names(texts, kind, folder).contains(&new)) {
        return Err(Failure::usage(format!("there is a `{kind}:{new}` already; nothing was written")));
    }
    let changed = rename::rename(texts, &old, &new, folder);
    let clash = changed.iter().find(|changed| changed.to != changed.from && paths.contains(&changed.to.as_str()));
    if let Some(Changed { to, .. }) = clash {
        return Err(Failure::usage(format!("`{to}` is there already; nothing was written")));
    }
    edits::carry_out(&asked.root, &changed, asked.dry_run)?;
    out::remark(
        "what was verified and published stands under the new name from the next `verify --record` and `record` on",
    );
    Ok(Outcome::Done)
}

fn new_name(asked: &Rename, old: &Name) -> Result<String, Failure> {
    let new = match Name::parse(&asked.new) {
        Some(new) if new.kind != old.kind => {
            return Err(Failure::usage(format!(
                "`{}` is another kind of record than `{}`; a record keeps its kind",
                asked.new, asked.old
            )));
        }
        Some(new) => new.slug,
        None => asked.new.clone(),
    };
    if !is_slug(&new) {
        return Err(Failure::usage(format!(
            "`{new}` cannot stand in an address\nhelp: use lower-case letters, digits and hyphens"
        )));
    }
    Ok(new)
}
