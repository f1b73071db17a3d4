//! Feed, sitemap and robots: the files that speak to other programs.

use crate::model::hash;
use crate::model::lang::Lang;
use crate::plan::kinds::View;
use crate::plan::kinds::changes::{self, Change};
use crate::plan::page::Page;
use crate::plan::route::Route;

use crate::render::context::Context;
use crate::render::{history, worded};

use super::xml::Xml;

/// A sitemap may list this many addresses (sitemaps.org protocol 0.9).
const SITEMAP_LIMIT: usize = 50_000;
/// The namespace of sitemaps.
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// How many entries the feed holds.
const FEED_LIMIT: usize = 50;

/// One entry of the feed.
struct Entry {
    /// The day, `YYYY-MM-DD`.
    date: String,
    /// Its page, under the site's root.
    href: String,
    /// What tells it from the page's other entries, for ever.
    mark: String,
    title: String,
    text: String,
}

/// `feed.xml`: corrections with what they changed, and changes that none tells of, RFC 4287.
pub fn atom(ctx: &Context<'_>) -> Vec<u8> {
    let briefing = ctx.briefing;
    let site = &briefing.site;
    let mut entries: Vec<Entry> = corrections(ctx).chain(versions(ctx)).collect();
    entries.push(Entry {
        date: briefing.date.clone(),
        href: "index.html".into(),
        mark: briefing.date.clone(),
        title: ctx.words(Lang::DEFAULT).fill("feed.edition", &[("date", &briefing.date)]),
        text: site.description.get(Lang::DEFAULT).clone(),
    });
    entries.sort_by(|a, b| (&b.date, &a.href, &a.mark).cmp(&(&a.date, &b.href, &b.mark)));
    entries.truncate(FEED_LIMIT);
    let base = &*site.base_url;
    let updated = |day: &str| format!("{day}T00:00:00Z");
    let namespace = ("xmlns", "http://www.w3.org/2005/Atom");
    Xml::document("feed", &[namespace, ("xml:lang", &ctx.locale(Lang::DEFAULT).tag)], |xml| {
        xml.words("title", site.title.get(Lang::DEFAULT));
        xml.line();
        xml.words("id", base);
        xml.line();
        xml.empty("link", &[("rel", "self"), ("href", &format!("{base}feed.xml"))]);
        xml.line();
        xml.empty("link", &[("href", base)]);
        xml.line();
        xml.words("updated", &updated(&briefing.date));
        xml.line();
        xml.element("author", &[], |xml| xml.words("name", site.publisher.get(Lang::DEFAULT)));
        xml.line();
        for entry in &entries {
            let href = format!("{base}{}", entry.href);
            xml.element("entry", &[], |xml| {
                xml.words("title", &entry.title);
                xml.words("id", &format!("{href}#{}", entry.mark));
                xml.empty("link", &[("href", &href)]);
                xml.words("updated", &updated(&entry.date));
                xml.words("summary", &entry.text);
            });
            xml.line();
        }
    })
}

fn corrections<'a>(ctx: &'a Context<'a>) -> impl Iterator<Item = Entry> + 'a {
    ctx.briefing.corrections.iter().enumerate().map(|(number, correction)| {
        let words = ctx.words(Lang::DEFAULT);
        let kind = format!("correction.{}", correction.kind.word());
        let text = correction.text.get(Lang::DEFAULT).clone();
        // A correction has no name, and its place in the list changes: its day and words are its mark.
        let date = correction.date.latest().map_or_else(|| ctx.briefing.date.clone(), |day| day.to_string());
        let mark = format!("{date}-{}", hash::short([text.as_str()]));
        let href = ctx.plan.first(View::Corrections, Lang::DEFAULT).to_string();
        let changes = changes::of_correction(ctx.briefing, number).into_iter().map(|change| told(ctx, change));
        let title = words.fill("feed.change", &[("kind", words.get(&kind)), ("text", &text)]);
        let text = std::iter::once(text.clone()).chain(changes).collect::<Vec<_>>().join("\n");
        Entry { date, href, mark, title, text }
    })
}

/// What a version changed, on one line: the fact, and each piece as it was and as it is.
fn told(ctx: &Context<'_>, change: Change) -> String {
    let title = worded::title(ctx, View::Fact(change.fact), Lang::DEFAULT);
    let step = history::step(ctx, change.fact, change.edition, Lang::DEFAULT);
    let words = ctx.words(Lang::DEFAULT);
    let row = |row: &history::Row| words.fill("cited.row", &[("what", &row.label), ("was", &row.was), ("is", &row.is)]);
    std::iter::once(title).chain(step.rows.iter().map(row)).collect::<Vec<_>>().join("; ")
}

/// The versions of facts that no correction tells of.
fn versions<'a>(ctx: &'a Context<'a>) -> impl Iterator<Item = Entry> + 'a {
    let days = changes::days(ctx.briefing);
    let changes: Vec<Change> = days.into_values().flat_map(|day| day.changed).collect();
    let untold = changes.into_iter().filter_map(|change| {
        let edition = &ctx.briefing.graph.history[change.fact.index()][change.edition];
        edition.why.is_empty().then_some((change, edition))
    });
    untold.map(|(change, edition)| Entry {
        date: edition.version.date.clone(),
        href: ctx.plan.first(View::Fact(change.fact), Lang::DEFAULT).to_string(),
        mark: format!("v{}", edition.version.ordinal),
        title: worded::title(ctx, View::Fact(change.fact), Lang::DEFAULT),
        text: told(ctx, change),
    })
}

/// `sitemap.xml`, split into `sitemap-<n>.xml` with an index where there are too many addresses.
pub fn sitemaps(ctx: &Context<'_>) -> Vec<(String, Vec<u8>)> {
    let pages: Vec<&Page> = ctx.plan.pages.iter().filter(|page| page.view != View::NotFound).collect();
    if pages.len() <= SITEMAP_LIMIT {
        return vec![("sitemap.xml".into(), urls(ctx, &pages))];
    }
    let chunks = pages.chunks(SITEMAP_LIMIT).enumerate();
    let mut files: Vec<(String, Vec<u8>)> =
        chunks.map(|(n, chunk)| (format!("sitemap-{}.xml", n + 1), urls(ctx, chunk))).collect();
    let index = Xml::document("sitemapindex", &[("xmlns", SITEMAP)], |xml| {
        for (name, _) in &files {
            xml.element("sitemap", &[], |xml| xml.words("loc", &format!("{}{name}", ctx.briefing.site.base_url)));
            xml.line();
        }
    });
    files.push(("sitemap.xml".into(), index));
    files
}

fn urls(ctx: &Context<'_>, pages: &[&Page]) -> Vec<u8> {
    let address = |route: &Route| format!("{}{route}", ctx.briefing.site.base_url);
    Xml::document("urlset", &[("xmlns", SITEMAP), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")], |xml| {
        for page in pages {
            xml.element("url", &[], |xml| {
                xml.words("loc", &address(&page.route));
                if let View::Fact(id) = page.view {
                    xml.words("lastmod", &ctx.briefing.facts[id].version.date);
                }
                for lang in ctx.briefing.languages.iter() {
                    let Some(route) = ctx.plan.route(page.view, lang) else { continue };
                    let tag = &ctx.locale(lang).tag;
                    xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", &address(route))]);
                }
                if let Some(route) = ctx.plan.route(page.view, Lang::DEFAULT) {
                    let link = [("rel", "alternate"), ("hreflang", "x-default"), ("href", &*address(route))];
                    xml.empty("xhtml:link", &link);
                }
            });
            xml.line();
        }
    })
}

/// `robots.txt`
pub fn robots(ctx: &Context<'_>) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", ctx.briefing.site.base_url).into_bytes()
}
