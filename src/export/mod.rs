//! What can be taken along: the briefing as data, references, feeds. What stood at an address once goes on to answer
//! there: a file is given under every name that its record had.
//!
//! In: a briefing, its plan, a theme. Out: every file that is not a page, made when its bytes are asked for. Never: I/O,
//! pages.

mod changes;
pub mod audit;
pub mod freeze;
pub mod data;
pub mod explorer;
pub mod feed;
mod json;
mod legend;
mod look;
pub mod own_copy;
pub mod package;
pub mod search;
pub mod sheets;
pub mod sitemap;
pub mod tables;
pub mod twins;
mod unfound;
mod xml;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use crate::cite::Style;
use crate::load::files::STATIC_ROOT;
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::files;
use crate::plan::page::Page;
use crate::render::context::Context;
use crate::theme::Theme;

/// A file that is not a page: where it stands, and how its bytes are made.
pub struct Output {
    /// Its path under the site's root.
    pub path: String,
    make: Make,
}

/// How the bytes of a file are made.
type Make = Box<dyn Fn(Whole<'_>) -> Vec<u8> + Send + Sync>;

/// All that files are made from.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// The briefing, its plan, its words.
    pub ctx: Context<'a>,
    /// The theme.
    pub theme: &'a Theme,
    /// What several files are parts of.
    pub made: &'a Made,
}

/// What several files are parts of: made once, when the first of them is asked for.
#[derive(Debug, Default)]
pub struct Made {
    tables: OnceLock<Vec<tables::Table>>,
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
    explorer: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl Output {
    /// The bytes.
    pub fn bytes(&self, of: Whole<'_>) -> Vec<u8> {
        (self.make)(of)
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").field("path", &self.path).finish_non_exhaustive()
    }
}

impl<'a> Whole<'a> {
    fn tables(self) -> &'a [tables::Table] {
        self.made.tables.get_or_init(|| tables::all(&self.ctx))
    }

    fn search(self) -> &'a BTreeMap<String, Vec<u8>> {
        self.made.search.get_or_init(|| search::files(&self.ctx, self.theme).into_iter().collect())
    }

    fn explorer(self) -> &'a BTreeMap<String, Vec<u8>> {
        self.made.explorer.get_or_init(|| explorer::files(&self.ctx).into_iter().collect())
    }

    fn editions(self) -> Option<freeze::Editions> {
        let (_, list) = self.theme.statics().find(|(path, _)| *path == freeze::INDEX)?;
        Some(freeze::Editions::read(list).unwrap_or_default())
    }
}

/// Every file that is not a page.
///
/// What several files are parts of is made here, before files are made in parallel: a worker that waits for a piece of
/// it may take up another file meanwhile, and would then wait for itself.
pub fn files(of: Whole<'_>) -> Vec<Output> {
    let mut list = List(listed(of));
    of.tables();
    of.explorer();
    for path in of.search().keys() {
        let path = path.clone();
        list.add(path.clone(), move |of| indexed(of, &path).unwrap_or_default());
    }
    list.0
}

/// Every file that is not a page, without those of the search's index: their names are known when it is made. Nothing
/// is made for the list.
pub fn listed(of: Whole<'_>) -> Vec<Output> {
    let mut list = List(Vec::new());
    list.data();
    list.tabular(of);
    list.editions(of);
    list.told_to_machines(of);
    list.of_theme(of);
    list.scripts(of);
    list.sources(of);
    list.facts(of);
    list.0
}

/// A file of the search's index; `None` where it has none at `path`.
pub fn indexed(of: Whole<'_>, path: &str) -> Option<Vec<u8>> {
    path.starts_with(search::FOLDER).then(|| of.search().get(path).cloned()).flatten()
}

/// Where a static file stands that belongs at the site's root.
fn at_root(path: &str) -> Option<&str> {
    path.strip_prefix(STATIC_ROOT)?.strip_prefix('/')
}

/// The files under way. What makes one knows its parts by their numbers, and finds them when it is asked.
struct List(Vec<Output>);

impl List {
    fn add(&mut self, path: impl Into<String>, make: impl Fn(Whole<'_>) -> Vec<u8> + Send + Sync + 'static) {
        self.0.push(Output { path: path.into(), make: Box::new(make) });
    }

    fn data(&mut self) {
        self.add("data/facts.json", |of| data::facts_json(&of.ctx));
        self.add("data/conflicts.json", |of| data::conflicts_json(&of.ctx));
        self.add("data/compare.json", |of| data::compare_json(&of.ctx));
        self.add("data/changes.json", |of| changes::changes_json(&of.ctx));
        self.add("data/sources.bib", |of| data::sources_bib(&of.ctx));
        self.add("data/sources.ris", |of| data::sources_ris(&of.ctx));
        self.add("data/sources.csl.json", |of| data::sources_csl(&of.ctx));
    }

    /// The briefing as tables: each as CSV, all in one workbook, those of each indicator and subject apart, and what
    /// describes them.
    fn tabular(&mut self, of: Whole<'_>) {
        for (n, name) in tables::NAMES.iter().enumerate() {
            self.add(format!("data/{name}.csv"), move |of| sheets::csv(&of.tables()[n], None));
        }
        self.add("data/briefing.xlsx", |of| sheets::workbook(of.tables(), &of.ctx.briefing.date));
        for (n, name) in package::SCHEMAS.iter().enumerate() {
            self.add(format!("data/schemas/{name}.schema.json"), move |of| package::schemas(&of.ctx)[n].clone());
        }
        self.add("data/datapackage.json", described);
        for (id, indicator) in of.ctx.briefing.indicators.iter() {
            let slug = |of: Whole<'_>, id| of.ctx.briefing.indicators[id].slug.clone();
            for name in indicator.formerly.iter().chain([&indicator.slug]) {
                let path = format!("data/indicators/{name}.csv");
                self.add(path, move |of| facts_with(of, "indicator", slug(of, id)));
            }
        }
        for id in of.ctx.briefing.subjects.ids() {
            for place in of.ctx.briefing.places(id) {
                let path = format!("data/{place}.csv");
                self.add(path, move |of| facts_with(of, "subject", of.ctx.briefing.subject_name(id)));
            }
        }
    }

    fn editions(&mut self, of: Whole<'_>) {
        if of.editions().is_some() {
            self.add(freeze::POINTER, |of| of.editions().unwrap_or_default().pointer().into_bytes());
        }
    }

    /// What feed readers, search engines and programs that read for people are told. Part of that is the publisher's
    /// to say.
    fn told_to_machines(&mut self, of: Whole<'_>) {
        let ctx = of.ctx;
        for lang in ctx.briefing.languages.iter() {
            self.add(files::feed(ctx.briefing, lang), move |of| feed::atom(&of.ctx, lang, None));
            let subjects: Vec<Id<Subject>> = ctx.briefing.subjects.ids().collect();
            for id in subjects.into_iter().filter(|id| files::is_followed(ctx.briefing, *id)) {
                for place in ctx.briefing.places(id) {
                    let path = files::feed_at(ctx.briefing, lang, &place);
                    self.add(path, move |of| feed::atom(&of.ctx, lang, Some(id)));
                }
            }
        }
        let own: Vec<&str> = of.theme.statics().filter_map(|(path, _)| at_root(path)).collect();
        if !own.contains(&"robots.txt") {
            self.add("robots.txt", |of| sitemap::robots(&of.ctx));
        }
        if !own.contains(&".nojekyll") {
            self.add(".nojekyll", |_| Vec::new());
        }
        for (path, piece) in sitemap::pieces(&ctx) {
            self.add(path, move |of| sitemap::sitemap(&of.ctx, &piece));
        }
        self.add("llms.txt", |of| twins::llms(&of.ctx));
        for (n, page) in ctx.plan.pages.iter().enumerate() {
            if let Some(route) = files::twin(page) {
                self.add(route.as_str(), move |of| twins::markdown(&of.ctx, &of.ctx.plan.pages[n]));
            }
        }
        for (n, moved) in ctx.plan.moved.iter().enumerate() {
            if let Some(route) = files::twin(&Page { route: moved.from.clone(), ..moved.to.clone() }) {
                self.add(route.as_str(), move |of| twins::markdown(&of.ctx, &of.ctx.plan.moved[n].to));
            }
        }
    }

    fn of_theme(&mut self, of: Whole<'_>) {
        let styled = of.theme.statics().any(|(path, _)| path == files::LOOK);
        if of.ctx.briefing.site.look.has_style() && !styled {
            self.add(files::LOOK, |of| look::css(&of.ctx.briefing.site.look).unwrap_or_default().into_bytes());
        }
        for (n, (path, _)) in of.theme.statics().enumerate() {
            let bytes = move |of: Whole<'_>| of.theme.statics().nth(n).map(|(_, bytes)| bytes.to_vec());
            self.add(at_root(path).unwrap_or(path), move |of| bytes(of).unwrap_or_default());
        }
    }

    /// What the pages' scripts load.
    fn scripts(&mut self, of: Whole<'_>) {
        for path in explorer::paths(&of.ctx) {
            self.add(path.clone(), move |of| of.explorer().get(&path).cloned().unwrap_or_default());
        }
        self.add(files::SIMPLIFY, |_| own_copy::simplify());
        for lang in of.ctx.briefing.languages.iter() {
            let audit = files::audit(of.ctx.briefing, lang);
            self.add(audit, move |of| audit::script(&of.ctx, lang, &of.editions().unwrap_or_default()));
            self.add(files::legend(of.ctx.briefing, lang), move |of| legend::script(of.theme, &of.ctx, lang));
            let words = files::own_copy_words(of.ctx.briefing, lang);
            self.add(words, move |of| own_copy::words(&of.ctx, lang));
        }
    }

    fn sources(&mut self, of: Whole<'_>) {
        for (id, source) in of.ctx.briefing.sources.iter() {
            for name in source.formerly.iter().chain([&source.slug]) {
                if !source.sheet.is_empty() {
                    self.add(files::sheet_at(name), move |of| of.ctx.briefing.sources[id].sheet.clone().into_bytes());
                }
                self.add(files::own_copy_at(name), move |of| own_copy::source(&of.ctx, id));
                for (style, ending) in Style::files() {
                    self.add(files::reference_at(name, ending), move |of| data::reference(&of.ctx, id, style));
                }
            }
        }
    }

    fn facts(&mut self, of: Whole<'_>) {
        let Context { briefing, plan, .. } = of.ctx;
        for id in briefing.facts.ids() {
            let old = plan.former_fact_data(briefing, id);
            for route in old.into_iter().chain([plan.fact_data(briefing, id)]) {
                self.add(route.as_str(), move |of| data::fact_file(&of.ctx, id));
            }
        }
    }
}

/// The facts that have something in a column, as CSV.
fn facts_with(of: Whole<'_>, column: &str, wanted: String) -> Vec<u8> {
    let facts = &of.tables()[0];
    let at = facts.columns.iter().position(|known| known.name == column).unwrap_or(0);
    let wanted = tables::Cell::Text(wanted);
    sheets::csv(facts, Some(&|row: &[tables::Cell]| row[at] == wanted))
}

/// What describes the tables and the other files of the data.
fn described(of: Whole<'_>) -> Vec<u8> {
    let tabled: Vec<_> = of.tables().iter().map(|table| (table.clone(), sheets::csv(table, None))).collect();
    let others = [
        ("facts.json".to_owned(), data::facts_json(&of.ctx)),
        ("conflicts.json".to_owned(), data::conflicts_json(&of.ctx)),
        ("compare.json".to_owned(), data::compare_json(&of.ctx)),
        ("briefing.xlsx".to_owned(), sheets::workbook(of.tables(), &of.ctx.briefing.date)),
    ];
    package::package(&of.ctx, &tabled, &others)
}
