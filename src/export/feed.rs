//! Feed, sitemap and robots: the files that speak to other programs.

use std::fmt::Write;

use crate::model::hash;
use crate::model::lang::Lang;
use crate::plan::kinds::View;
use crate::plan::page::Page;

use crate::render::context::Context;
use crate::render::worded;
use crate::theme::escape::escape;

/// A sitemap may list this many addresses (sitemaps.org protocol 0.9).
const SITEMAP_LIMIT: usize = 50_000;
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

/// `feed.xml`: corrections and newly recorded versions, RFC 4287.
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
    let base = escape(&site.base_url);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{base}</id>\n\
         <link rel=\"self\" href=\"{base}feed.xml\"/>\n<link href=\"{base}\"/>\n\
         <updated>{}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
        escape(&ctx.locale(Lang::DEFAULT).tag),
        escape(site.title.get(Lang::DEFAULT)),
        briefing.date,
        escape(site.publisher.get(Lang::DEFAULT)),
    );
    for entry in entries {
        let (title, text, date) = (escape(&entry.title), escape(&entry.text), &entry.date);
        let (href, mark) = (escape(&entry.href), escape(&entry.mark));
        writeln!(
            out,
            "<entry><title>{title}</title><id>{base}{href}#{mark}</id><link href=\"{base}{href}\"/>\
             <updated>{date}T00:00:00Z</updated><summary>{text}</summary></entry>"
        )
        .expect("writing to a string");
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

fn corrections<'a>(ctx: &'a Context<'a>) -> impl Iterator<Item = Entry> + 'a {
    ctx.briefing.corrections.iter().map(|correction| {
        let text = correction.text.get(Lang::DEFAULT).clone();
        // A correction has no name, and its place in the list changes: its day and words are its mark.
        let date = correction.date.latest().map_or_else(|| ctx.briefing.date.clone(), |day| day.to_string());
        let mark = format!("{date}-{}", hash::short([text.as_str()]));
        let href = ctx.plan.first(View::Corrections, Lang::DEFAULT).to_string();
        Entry { date, href, mark, title: text.clone(), text }
    })
}

fn versions<'a>(ctx: &'a Context<'a>) -> impl Iterator<Item = Entry> + 'a {
    ctx.briefing.facts.iter().filter(|(_, fact)| fact.version.ordinal > 1).map(|(id, fact)| Entry {
        date: fact.version.date.clone(),
        href: ctx.plan.first(View::Fact(id), Lang::DEFAULT).to_string(),
        mark: format!("v{}", fact.version.ordinal),
        title: worded::title(ctx, View::Fact(id), Lang::DEFAULT),
        text: ctx.words(Lang::DEFAULT).fill("feed.new_version", &[("hash", &fact.version.hash)]),
    })
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
