//! `briefing new`: a subject, page, indicator or source to fill in.

use std::path::PathBuf;

use clap::Args;

use crate::check::Options;
use crate::draft::skeleton::{self, Names};
use crate::draft::slug::{is_slug, slug};
use crate::load::layout;
use crate::load::table::nearest;
use crate::model::subject::Role;
use crate::model::unit::{self, Unit};
use crate::problem::Problems;
use crate::session::Session;

use super::outcome::{Failure, Outcome};
use super::{edits, machine};

/// What `new` was asked for.
#[derive(Debug, Args)]
pub struct New {
    /// A kind of subject of site.toml, or `page`, `indicator`, `source`
    kind: String,
    /// Its name for readers, `de=…` beside it for the name in that language; a second one is another record's
    #[arg(required = true, value_name = "[CODE=]NAME")]
    name: Vec<String>,
    /// Its name in addresses and links; from its name if left out
    #[arg(long)]
    slug: Option<String>,
    /// Of a subject: another name by which documents call it; may be given several times
    #[arg(long)]
    alias: Vec<String>,
    /// Of an indicator: the unit of its values, empty for texts and events
    #[arg(long, default_value = "count")]
    unit: String,
    /// The briefing's folder
    #[arg(long, default_value = ".")]
    pub root: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What cannot be a kind of subject.
const OTHERS: [&str; 3] = ["page", "indicator", "source"];

/// Runs the command.
pub fn run(new: &New, options: &Options) -> Result<Outcome, Failure> {
    let session = Session::load(&new.root, Problems::new())?;
    let languages = layout::declared(&session.files.texts).languages;
    let records = Names::of(&new.name, &languages);
    let own = new.slug.is_some() || !new.alias.is_empty();
    if own && records.len() > 1 {
        let names: Vec<String> = records.iter().map(|names| format!("`{}`", names.plain)).collect();
        return Err(Failure::usage(format!(
            "{} are {} records, and `--slug` and `--alias` are one's own\nhelp: make each with a command of its own; \
             one name of several words stands in quotation marks",
            names.join(", "),
            names.len()
        )));
    }
    let mut slugs: Vec<(String, Names)> = Vec::new();
    for mut names in records {
        names.aliases.clone_from(&new.alias);
        let slug = slug_of(new, &names.plain)?;
        if slugs.iter().any(|(other, _)| *other == slug) {
            return Err(Failure::usage(format!("two of the names make `{slug}`; nothing was written")));
        }
        slugs.push((slug, names));
    }
    if new.kind == "indicator" {
        indicators(new, &session, (&slugs, &languages))?;
        return Ok(Outcome::Done);
    }
    let mut written = Vec::new();
    for (slug, names) in &slugs {
        written.extend(files(new, &session, (slug, names), (&languages, options))?);
    }
    edits::create(&new.root, &written, new.dry_run)?;
    Ok(Outcome::Done)
}

/// The files of one record.
fn files(
    new: &New,
    session: &Session,
    (slug, names): (&str, &Names),
    (languages, options): (&[String], &Options),
) -> Result<Vec<edits::File>, Failure> {
    if new.kind == "source" {
        let text = skeleton::source(names, &machine::day(options), languages);
        let folder = format!("content/sources/{slug}");
        let sheet = "# One `[[fact]]` for each figure.\n".to_owned();
        return Ok(vec![(format!("{folder}/index.md"), text), (format!("{folder}/facts.toml"), sheet)]);
    }
    if new.kind == "page" {
        return Ok(vec![(format!("content/pages/{slug}.md"), skeleton::page(names, languages))]);
    }
    let (folder, role) = kind(new, session)?;
    Ok(vec![(format!("content/{folder}/{slug}.md"), skeleton::subject(names, role, languages))])
}

fn slug_of(new: &New, name: &str) -> Result<String, Failure> {
    if name.trim().is_empty() {
        return Err(Failure::usage("a name is needed, as in `briefing new city \"New Harbour\"`"));
    }
    match &new.slug {
        Some(given) if is_slug(given) => Ok(given.clone()),
        Some(given) => Err(Failure::usage(format!(
            "`{given}` cannot stand in an address\nhelp: use lower-case letters, digits and hyphens"
        ))),
        None => slug(name).ok_or_else(|| {
            Failure::usage(format!(
                "`{name}` gives no name for an address\nhelp: give one in Latin letters, `--slug new-harbour`"
            ))
        }),
    }
}

/// The folder and the role of the kind that was asked for.
fn kind<'a>(new: &New, session: &'a Session) -> Result<(&'a str, Option<Role>), Failure> {
    let kinds = session.content.site().map(|site| site.kind().get()).unwrap_or_default();
    let named = kinds.iter().filter_map(|kind| Some((kind.id().get()?.0, kind)));
    if let Some((_, kind)) = named.clone().find(|(id, _)| *id == new.kind) {
        let role = kind.role().get().map(|(role, _)| role);
        return Ok((kind.folder().get().map_or("", |(folder, _)| folder), role));
    }
    let known: Vec<&str> = named.map(|(id, _)| id).chain(OTHERS).collect();
    let help = match nearest(&new.kind, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}; another is a `[[kind]]` in site.toml", known.join(", ")),
    };
    Err(Failure::usage(format!("`{}` is no kind of subject\nhelp: {help}", new.kind)))
}

fn indicators(
    new: &New,
    session: &Session,
    (records, languages): (&[(String, Names)], &[String]),
) -> Result<(), Failure> {
    if Unit::parse(&new.unit).is_none() {
        let help = match nearest(&new.unit, unit::codes()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "as in `count`, `%`, `EUR`, `t`, `km2`, or `\"\"` for texts and events".to_owned(),
        };
        return Err(Failure::usage(format!("`{}` is no unit\nhelp: {help}", new.unit)));
    }
    let is_there =
        |id: &str| session.content.indicators.iter().any(|record| record.id().get().is_some_and(|(own, _)| own == id));
    if let Some((id, _)) = records.iter().find(|(id, _)| is_there(id)) {
        return Err(Failure::usage(format!("the indicator `{id}` is there already; nothing was written")));
    }
    let path = "content/indicators.toml";
    let texts = &session.files.texts;
    let old = texts.find(path).map(|file| texts.text(file)).unwrap_or_default();
    let gap = if old.is_empty() || old.ends_with("\n\n") {
        ""
    } else if old.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let entries: Vec<String> =
        records.iter().map(|(id, names)| skeleton::indicator(id, names, &new.unit, languages)).collect();
    let text = format!("{old}{gap}{}", entries.join("\n"));
    let text = texts.find(path).map_or(text.clone(), |file| texts.as_written(file, &text));
    edits::replace(&new.root, &[(path.to_owned(), text)], new.dry_run)
}
