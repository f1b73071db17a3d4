//! Sitemap and robots: which pages there are, in which languages, and since when they say what they say.

use std::ops::Range;

use rayon::prelude::*;

use crate::model::lang::Lang;
use crate::model::limit::Bound;
use crate::plan::page::Page;
use crate::plan::route::Route;
use crate::plan::version;
use crate::render::context::Context;

use super::xml::Xml;

/// A sitemap may list this many addresses (sitemaps.org protocol 0.9).
const LIMIT: usize = Bound::Sitemap.row().most as usize;
/// The namespace of sitemaps.
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// What one of the files lists.
pub enum Piece {
    /// Some of the pages, from the first number to before the second.
    Pages(Range<usize>),
    /// So many files that list pages.
    Files(usize),
}

/// `sitemap.xml`, split into `sitemap-<n>.xml` with an index where there are too many addresses.
pub fn pieces(ctx: &Context<'_>) -> Vec<(String, Piece)> {
    let pages = pages(ctx).count();
    if pages <= LIMIT {
        return vec![("sitemap.xml".to_owned(), Piece::Pages(0..pages))];
    }
    let files = pages.div_ceil(LIMIT);
    let part = |n: usize| (name(n), Piece::Pages(n * LIMIT..((n + 1) * LIMIT).min(pages)));
    (0..files).map(part).chain([("sitemap.xml".to_owned(), Piece::Files(files))]).collect()
}

/// One of the files.
pub fn sitemap(ctx: &Context<'_>, piece: &Piece) -> Vec<u8> {
    match piece {
        Piece::Pages(range) => urls(ctx, &pages(ctx).skip(range.start).take(range.len()).collect::<Vec<_>>()),
        Piece::Files(files) => Xml::document("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
            for name in (0..*files).map(name) {
                xml.element("sitemap", &[], |xml| xml.words("loc", &format!("{}{name}", ctx.briefing.site.base_url)));
                xml.line();
            }
        }),
    }
}

fn name(n: usize) -> String {
    format!("sitemap-{}.xml", n + 1)
}

fn pages<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a Page> {
    ctx.plan.pages.iter().filter(|page| page.view.is_listed())
}

fn urls(ctx: &Context<'_>, pages: &[&Page]) -> Vec<u8> {
    let address = |route: &Route| format!("{}{route}", ctx.briefing.site.base_url);
    // What a page shows is worked out anew: its version, and with it the day, is the hash of that.
    let since: Vec<String> = pages.par_iter().map(|page| since(ctx, page)).collect();
    Xml::document("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")], |xml| {
        for (page, since) in pages.iter().zip(&since) {
            xml.element("url", &[], |xml| {
                xml.words("loc", &address(&page.route));
                xml.words("lastmod", since);
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

/// The day from which a page says what it says.
fn since(ctx: &Context<'_>, page: &Page) -> String {
    version::of_page(ctx.briefing, page, &page.view.shows(ctx.briefing)).date
}

/// `robots.txt`
pub fn robots(ctx: &Context<'_>) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", ctx.briefing.site.base_url).into_bytes()
}
