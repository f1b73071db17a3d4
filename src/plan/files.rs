//! Where the files stand that a page needs and that are not pages.

use std::collections::BTreeSet;

use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::source::Source;
use crate::model::subject::{Role, Subject};

use super::kinds::Reach;
use super::page::Page;
use super::route::Route;

/// The table of traditional characters; no source's script can have this path.
pub const SIMPLIFY: &str = "data/copies/shared/simplify.js";

/// Where editions stand, under the root of the briefing and of the site.
pub const EDITIONS: &str = "editions";

/// The style sheet of the briefing's own colours and fonts.
pub const LOOK: &str = "static/look.css";

/// Where a page stands as Markdown, beside itself; `None` where there is nothing to read.
pub fn twin(page: &Page) -> Option<Route> {
    let stem = page.route.as_str().trim_end_matches(".html");
    (page.view.kind().reach == Reach::Read).then(|| Route::new(format!("{stem}.md")))
}

/// Where the words stand in which a language tells what was seen in a reader's own copy.
pub fn own_copy_words(briefing: &Briefing, lang: Lang) -> String {
    format!("data/copies/shared/words-{}.js", briefing.languages.code(lang))
}

/// Where the excerpts of a source stand.
pub fn own_copy_source(briefing: &Briefing, id: Id<Source>) -> String {
    own_copy_at(&briefing.sources[id].slug)
}

/// Where the excerpts of a source of this name stand.
pub fn own_copy_at(name: &str) -> String {
    format!("data/copies/{name}.js")
}

/// Where the reference to a source of this name stands, for a program that reads files that end so.
pub fn reference_at(name: &str, ending: &str) -> String {
    format!("data/references/{name}.{ending}")
}

/// Where a source's fact sheet stands as it was written.
pub fn sheet(briefing: &Briefing, id: Id<Source>) -> String {
    sheet_at(&briefing.sources[id].slug)
}

/// Where the fact sheet of a source of this name stands.
pub fn sheet_at(name: &str) -> String {
    format!("data/sheets/{name}.toml")
}

/// Where all that an audit in the browser needs stands, told in a language.
pub fn audit(briefing: &Briefing, lang: Lang) -> String {
    format!("data/audit/{}.js", briefing.languages.code(lang))
}

/// Where the legend of all marks stands in the words of a language, for pages to open.
pub fn legend(briefing: &Briefing, lang: Lang) -> String {
    format!("data/legend/{}.js", briefing.languages.code(lang))
}

/// All that a fact's page loads when a reader brings a copy, in this order.
pub fn own_copy_scripts(briefing: &Briefing, source: Id<Source>, lang: Lang) -> [String; 4] {
    let words = own_copy_words(briefing, lang);
    ["static/copy.js".to_owned(), SIMPLIFY.to_owned(), words, own_copy_source(briefing, source)]
}

/// Where the feed of all changes stands in a language.
pub fn feed(briefing: &Briefing, lang: Lang) -> String {
    if lang.is_default() { "feed.xml".to_owned() } else { format!("{}/feed.xml", briefing.languages.code(lang)) }
}

/// Where the feed of a place or policy stands in a language.
pub fn feed_of(briefing: &Briefing, lang: Lang, id: Id<Subject>) -> String {
    let subject = &briefing.subjects[id];
    feed_at(briefing, lang, &format!("{}/{}", briefing.kinds[subject.kind].folder, subject.slug))
}

/// Where the feed of what stands at a place, `folder/slug`, stands in a language.
pub fn feed_at(briefing: &Briefing, lang: Lang, place: &str) -> String {
    format!("data/feeds/{}/{place}.xml", briefing.languages.code(lang))
}

/// The facts whose changes the feed of a place or policy tells: what is said of it, or belongs to it.
pub fn followed(briefing: &Briefing, id: Id<Subject>) -> BTreeSet<Id<Fact>> {
    of_feed(briefing, id).collect()
}

/// Whether a place or policy has a feed.
pub fn is_followed(briefing: &Briefing, id: Id<Subject>) -> bool {
    of_feed(briefing, id).next().is_some()
}

fn of_feed(briefing: &Briefing, id: Id<Subject>) -> impl Iterator<Item = Id<Fact>> {
    let graph = &briefing.graph;
    let has_feed = matches!(briefing.kinds[briefing.subjects[id].kind].role, Some(Role::Place | Role::Policy));
    let lists = [&graph.subject_facts, &graph.of_facts, &graph.policy_facts].into_iter().filter(move |_| has_feed);
    lists.flat_map(move |list| &list[id.index()]).copied()
}
