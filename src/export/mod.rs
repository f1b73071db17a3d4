//! What can be taken along: the briefing as data, references, feeds.
//!
//! In: a briefing, its plan, a theme. Out: every file that is not a page. Never: I/O, pages.

mod changes;
pub mod audit;
pub mod freeze;
pub mod data;
pub mod explorer;
pub mod feed;
mod json;
mod look;
pub mod own_copy;
pub mod package;
pub mod search;
pub mod sheets;
pub mod sitemap;
pub mod tables;
pub mod twins;
mod xml;

use std::sync::Arc;

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

/// How the bytes of a file are made.
type Make<'a> = Box<dyn Fn() -> Vec<u8> + Sync + Send + 'a>;

/// The briefing as tables: each as CSV, all in one workbook, those of each indicator and subject apart, and what
/// describes them.
fn tabular(ctx: Context<'_>) -> Vec<(String, Make<'_>)> {
    let tables = Arc::new(tables::all(&ctx));
    let date = ctx.briefing.date.clone();
    let mut files: Vec<(String, Make<'_>)> = Vec::new();
    for (n, table) in tables.iter().enumerate() {
        let tables = Arc::clone(&tables);
        files.push((format!("data/{}.csv", table.name), Box::new(move || sheets::csv(&tables[n], None))));
    }
    let all = Arc::clone(&tables);
    files.push(("data/briefing.xlsx".to_owned(), Box::new(move || sheets::workbook(&all, &date))));
    for (name, bytes) in package::schemas(&ctx) {
        files.push((format!("data/schemas/{name}.schema.json"), Box::new(move || bytes.clone())));
    }
    let all = Arc::clone(&tables);
    let described = move || {
        let tabled: Vec<_> = all.iter().map(|table| (table.clone(), sheets::csv(table, None))).collect();
        let others = [
            ("facts.json".to_owned(), data::facts_json(&ctx)),
            ("conflicts.json".to_owned(), data::conflicts_json(&ctx)),
            ("compare.json".to_owned(), data::compare_json(&ctx)),
            ("briefing.xlsx".to_owned(), sheets::workbook(&all, &ctx.briefing.date)),
        ];
        package::package(&ctx, &tabled, &others)
    };
    files.push(("data/datapackage.json".to_owned(), Box::new(described)));
    let of_column = |name: &str| tables[0].columns.iter().position(|column| column.name == name).unwrap_or(0);
    let mut part = |path: String, column: usize, wanted: String| {
        let tables = Arc::clone(&tables);
        let only = move |row: &[tables::Cell]| row[column] == tables::Cell::Text(wanted.clone());
        files.push((path, Box::new(move || sheets::csv(&tables[0], Some(&only)))));
    };
    for (_, indicator) in ctx.briefing.indicators.iter() {
        part(format!("data/indicators/{}.csv", indicator.slug), of_column("indicator"), indicator.slug.clone());
    }
    for (id, subject) in ctx.briefing.subjects.iter() {
        let folder = &ctx.briefing.kinds[subject.kind].folder;
        part(format!("data/{folder}/{}.csv", subject.slug), of_column("subject"), ctx.briefing.subject_name(id));
    }
    files
}

/// Every file that is not a page; bytes are made when asked for, so that none waits in memory.
pub fn files<'a>(theme: &'a Theme, ctx: Context<'a>) -> Vec<Output<'a>> {
    let mut files: Vec<Output<'a>> = Vec::new();
    let mut add = |path: &str, make: Box<dyn Fn() -> Vec<u8> + Sync + Send + 'a>| {
        files.push(Output { path: path.to_owned(), make });
    };
    add("data/facts.json", Box::new(move || data::facts_json(&ctx)));
    for (path, make) in tabular(ctx) {
        add(&path, make);
    }
    add("data/conflicts.json", Box::new(move || data::conflicts_json(&ctx)));
    add("data/compare.json", Box::new(move || data::compare_json(&ctx)));
    add("data/changes.json", Box::new(move || changes::changes_json(&ctx)));
    add("data/sources.bib", Box::new(move || data::sources_bib(&ctx)));
    add("data/sources.ris", Box::new(move || data::sources_ris(&ctx)));
    add("data/sources.csl.json", Box::new(move || data::sources_csl(&ctx)));
    let list = theme.statics().find(|(path, _)| *path == freeze::INDEX);
    let frozen = list.map(|(_, list)| freeze::Editions::read(list).unwrap_or_default());
    let editions = Arc::new(frozen.clone().unwrap_or_default());
    if let Some(frozen) = frozen {
        add(freeze::POINTER, Box::new(move || frozen.pointer().into_bytes()));
    }
    for (path, bytes) in feed::all(&ctx) {
        add(&path, Box::new(move || bytes.clone()));
    }
    // What search engines and hosts are told is the publisher's to say.
    let own: Vec<&str> = theme.statics().filter_map(|(path, _)| at_root(path)).collect();
    if !own.contains(&"robots.txt") {
        add("robots.txt", Box::new(move || sitemap::robots(&ctx)));
    }
    if !own.contains(&".nojekyll") {
        add(".nojekyll", Box::new(Vec::new));
    }
    for (path, bytes) in sitemap::sitemaps(&ctx) {
        add(&path, Box::new(move || bytes.clone()));
    }
    let styled = theme.statics().any(|(path, _)| path == files::LOOK);
    if let Some(css) = look::css(&ctx.briefing.site.look).filter(|_| !styled) {
        add(files::LOOK, Box::new(move || css.clone().into_bytes()));
    }
    for (path, bytes) in theme.statics() {
        add(at_root(path).unwrap_or(path), Box::new(move || bytes.to_vec()));
    }
    add("llms.txt", Box::new(move || twins::llms(&ctx)));
    for page in &ctx.plan.pages {
        if let Some(path) = twins::path(page) {
            add(&path, Box::new(move || twins::markdown(&ctx, page)));
        }
    }
    for (path, bytes) in search::files(&ctx).into_iter().chain(explorer::files(&ctx)) {
        add(&path, Box::new(move || bytes.clone()));
    }
    for lang in ctx.briefing.languages.iter() {
        let editions = Arc::clone(&editions);
        add(&files::audit(ctx.briefing, lang), Box::new(move || audit::script(&ctx, lang, &editions)));
    }
    add(files::SIMPLIFY, Box::new(own_copy::simplify));
    for lang in ctx.briefing.languages.iter() {
        add(&files::own_copy_words(ctx.briefing, lang), Box::new(move || own_copy::words(&ctx, lang)));
    }
    for (id, source) in ctx.briefing.sources.iter().filter(|(_, source)| !source.sheet.is_empty()) {
        add(&files::sheet(ctx.briefing, id), Box::new(move || source.sheet.clone().into_bytes()));
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
