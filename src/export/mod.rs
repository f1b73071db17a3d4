//! What can be taken along: the briefing as data, references, feeds.
//!
//! In: a briefing, its plan, a theme. Out: every file that is not a page. Never: I/O, pages.

mod changes;
pub mod data;
pub mod feed;
pub mod own_copy;
pub mod search;
mod xml;

use crate::load::files::STATIC_ROOT;
use crate::plan::files;
use crate::render::context::Context;
use crate::theme::Theme;

/// A file that is not a page: where it stands, and how its bytes are made.
pub struct Output<'a> {
    /// Its path under the site's root.
    pub path: String,
    make: Box<dyn Fn() -> Vec<u8> + Sync + Send + 'a>,
}

impl Output<'_> {
    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        (self.make)()
    }
}

/// Where a static file stands that belongs at the site's root.
fn at_root(path: &str) -> Option<&str> {
    path.strip_prefix(STATIC_ROOT)?.strip_prefix('/')
}

/// Every file that is not a page; bytes are made when asked for, so that none waits in memory.
pub fn files<'a>(theme: &'a Theme, ctx: Context<'a>) -> Vec<Output<'a>> {
    let mut files: Vec<Output<'a>> = Vec::new();
    let mut add = |path: &str, make: Box<dyn Fn() -> Vec<u8> + Sync + Send + 'a>| {
        files.push(Output { path: path.to_owned(), make });
    };
    add("data/facts.json", Box::new(move || data::facts_json(&ctx)));
    add("data/facts.csv", Box::new(move || data::facts_csv(&ctx)));
    add("data/datapackage.json", Box::new(move || data::datapackage(&ctx)));
    add("data/conflicts.json", Box::new(move || data::conflicts_json(&ctx)));
    add("data/compare.json", Box::new(move || data::compare_json(&ctx)));
    add("data/changes.json", Box::new(move || changes::changes_json(&ctx)));
    add("data/sources.bib", Box::new(move || data::sources_bib(&ctx)));
    add("data/sources.ris", Box::new(move || data::sources_ris(&ctx)));
    add("data/sources.csl.json", Box::new(move || data::sources_csl(&ctx)));
    add("feed.xml", Box::new(move || feed::atom(&ctx)));
    // What search engines and hosts are told is the publisher's to say.
    let own: Vec<&str> = theme.statics().filter_map(|(path, _)| at_root(path)).collect();
    if !own.contains(&"robots.txt") {
        add("robots.txt", Box::new(move || feed::robots(&ctx)));
    }
    if !own.contains(&".nojekyll") {
        add(".nojekyll", Box::new(Vec::new));
    }
    for (path, bytes) in feed::sitemaps(&ctx) {
        add(&path, Box::new(move || bytes.clone()));
    }
    for (path, bytes) in theme.statics() {
        add(at_root(path).unwrap_or(path), Box::new(move || bytes.to_vec()));
    }
    for (path, bytes) in search::files(&ctx) {
        add(&path, Box::new(move || bytes.clone()));
    }
    add(files::SIMPLIFY, Box::new(own_copy::simplify));
    for lang in ctx.briefing.languages.iter() {
        add(&files::own_copy_words(ctx.briefing, lang), Box::new(move || own_copy::words(&ctx, lang)));
    }
    for id in ctx.briefing.sources.ids() {
        add(&files::own_copy_source(ctx.briefing, id), Box::new(move || own_copy::source(&ctx, id)));
    }
    for id in ctx.briefing.facts.ids() {
        let old = ctx.plan.former_fact_data(ctx.briefing, id);
        for route in old.into_iter().chain([ctx.plan.fact_data(ctx.briefing, id)]) {
            add(route.as_str(), Box::new(move || data::fact_file(&ctx, id)));
        }
    }
    files
}
