//! Feed, sitemap and robots: the files that speak to other programs.

use std::fmt::Write;

use crate::model::lang::Lang;
use crate::plan::page::{Page, View};

use super::context::Context;
use super::escape::escape;

/// A sitemap may list this many addresses (sitemaps.org protocol 0.9).
const SITEMAP_LIMIT: usize = 50_000;
/// How many entries the feed holds.
const FEED_LIMIT: usize = 50;

/// `feed.xml`: corrections and newly recorded versions, RFC 4287.
pub fn atom(ctx: &Context<'_>) -> Vec<u8> {
    let briefing = ctx.briefing;
    let site = &briefing.site;
    let title = escape(site.title.get(Lang::DEFAULT));
    let mut entries: Vec<(String, String, String, String)> = Vec::new();
    for (n, correction) in briefing.corrections.iter().enumerate() {
        let href = ctx.plan.first(View::Corrections, Lang::DEFAULT);
        let text = correction.text.get(Lang::DEFAULT).clone();
        entries.push((correction.date.to_string(), format!("{href}#c{n}"), text.clone(), text));
    }
    for (id, fact) in briefing.facts.iter().filter(|(_, f)| f.version.ordinal > 1) {
        let href = ctx.plan.first(View::Fact(id), Lang::DEFAULT).to_string();
        let title = super::view::fact::title(ctx, id, Lang::DEFAULT);
        let text = ctx.words(Lang::DEFAULT).fill("feed.new_version", &[("hash", &fact.version.hash)]);
        entries.push((fact.version.date.clone(), href, title, text));
    }
    entries.push((
        briefing.date.clone(),
        "index.html".into(),
        ctx.words(Lang::DEFAULT).fill("feed.edition", &[("date", &briefing.date)]),
        site.description.get(Lang::DEFAULT).clone(),
    ));
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    entries.truncate(FEED_LIMIT);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{title}</title>\n<id>{base}</id>\n<link rel=\"self\" href=\"{base}feed.xml\"/>\n<link href=\"{base}\"/>\n<updated>{}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
        briefing.date,
        escape(site.publisher.get(Lang::DEFAULT)),
        base = escape(&site.base_url),
    );
    for (date, href, title, text) in entries {
        let url = escape(&format!("{}{href}", site.base_url)).into_owned();
        writeln!(
            out,
            "<entry><title>{}</title><id>{url}#{date}</id><link href=\"{url}\"/><updated>{date}T00:00:00Z</updated><summary>{}</summary></entry>",
            escape(&title),
            escape(&text)
        )
        .expect("writing to a string");
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

/// `sitemap.xml`, split into `sitemap-<n>.xml` with an index where there are too many addresses.
pub fn sitemaps(ctx: &Context<'_>) -> Vec<(String, Vec<u8>)> {
    let pages: Vec<&Page> = ctx.plan.pages.iter().filter(|page| page.view != View::NotFound).collect();
    if pages.len() <= SITEMAP_LIMIT {
        return vec![("sitemap.xml".into(), urls(ctx, &pages))];
    }
    let mut files = Vec::new();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (n, chunk) in pages.chunks(SITEMAP_LIMIT).enumerate() {
        let name = format!("sitemap-{}.xml", n + 1);
        index.push_str(&format!("<sitemap><loc>{}{name}</loc></sitemap>\n", escape(&ctx.briefing.site.base_url)));
        files.push((name, urls(ctx, chunk)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".into(), index.into_bytes()));
    files
}

fn urls(ctx: &Context<'_>, pages: &[&Page]) -> Vec<u8> {
    let base = escape(&ctx.briefing.site.base_url).into_owned();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        write!(out, "<url><loc>{base}{}</loc>", page.route).expect("writing to a string");
        for lang in ctx.briefing.languages.iter() {
            if let Some(route) = ctx.plan.route(page.view, lang) {
                let tag = &ctx.locale(lang).tag;
                write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}{route}\"/>")
                    .expect("writing to a string");
            }
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// `robots.txt`
pub fn robots(ctx: &Context<'_>) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", ctx.briefing.site.base_url).into_bytes()
}
