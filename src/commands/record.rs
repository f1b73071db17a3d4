//! `briefing record`: notes what is published now in `content/versions.toml`.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a command writes its file and says so")]

use std::fmt::Write;
use std::path::Path;

use crate::check::Options;
use crate::model::briefing::Briefing;
use crate::model::version::{Published, Version};
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::{self, version};
use crate::problem::Problems;
use crate::session::Session;

use super::outcome::{Failure, Outcome, stopped};

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
    let path = root.join("content/versions.toml");
    if added > 0 {
        std::fs::write(&path, toml(&published))
            .map_err(|error| Failure::machine(format!("cannot write `{}`: {error}", path.display())))?;
    }
    println!("{added} new versions in `{}`", path.display());
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
    let mut text = String::from(
        "# Written by `briefing record`: what was published, and when. Committed, never edited by hand.\n",
    );
    for (id, versions) in published.iter() {
        for v in versions {
            write!(
                text,
                "\n[[version]]\nid = \"{id}\"\nordinal = {}\ndate = \"{}\"\nhash = \"{}\"\n",
                v.ordinal, v.date, v.hash
            )
            .expect("writing to a string");
        }
    }
    text
}
