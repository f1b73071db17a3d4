//! `briefing record`: notes what is published now in `content/versions.toml`.

use std::path::Path;

use serde::Serialize;

use crate::check::Options;
use crate::load::written;
use crate::model::briefing::Briefing;
use crate::model::version::{Published, Version};
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::{self, version};
use crate::problem::Problems;
use crate::publish::change;
use crate::session::Session;

use super::out;
use super::outcome::{Failure, Outcome, stopped};

/// Where versions are recorded.
const FILE: &str = "content/versions.toml";

/// One version as the file holds it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    ordinal: u32,
    date: &'a str,
    hash: &'a str,
}

/// Runs the command.
pub fn run(root: &Path, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::new())?;
    let Some(briefing) = session.check(options) else { return Ok(stopped(&session)) };
    let mut published = briefing.published.clone();
    let mut added = 0;
    for (id, version) in current(&briefing) {
        if published.history(&id).last() != Some(&version) {
            published.add(&id, version);
            added += 1;
        }
    }
    if added > 0 {
        change::write(root, &[(FILE, &toml(&published))])?;
    }
    out::answer(format!("{added} new versions in `{}`\n", root.join(FILE).display()))?;
    Ok(Outcome::Done)
}

/// Every fact and page with the version that it has now; a fact's own page has the fact's.
fn current(briefing: &Briefing) -> Vec<(String, Version)> {
    let facts = briefing.facts.iter().map(|(_, fact)| (format!("fact:{}", fact.slug), fact.version.clone()));
    let plan = plan::plan(briefing);
    let views = plan.views.iter().filter(|view| !matches!(view, View::Fact(_) | View::NotFound));
    let pages = views.flat_map(|view| {
        let shown = view.shows(briefing);
        let version = |page: Page| (format!("page:{}", page.route), version::of_page(briefing, &page, &shown));
        plan.pages_of(*view).map(version).collect::<Vec<_>>()
    });
    facts.chain(pages).collect()
}

/// The file's text, sorted by id.
pub fn toml(published: &Published) -> String {
    let entries: Vec<Entry> = published
        .iter()
        .flat_map(|(id, versions)| {
            versions.iter().map(move |v| Entry { id, ordinal: v.ordinal, date: &v.date, hash: &v.hash })
        })
        .collect();
    written::text("record", "version", &entries).expect("strings and integers are TOML")
}
