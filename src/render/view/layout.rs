//! The frame of every page: head, navigation, language switch, breadcrumb, foot.

use serde::Serialize;

use crate::model::lang::Lang;
use crate::plan::page::{Page, Part, View};
use crate::plan::version;
use crate::render::context::Context;
use crate::theme::escape::escape;

use super::cite::{self, Citation, Meta};

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads to this page.
    pub here: bool,
}

/// This page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// The language's tag.
    pub tag: String,
    /// Its own name.
    pub name: String,
    /// The page-relative link.
    pub href: String,
    /// The absolute address.
    pub url: String,
}

/// What the layout shows of a page's version.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// Short hash.
    pub hash: String,
    /// From 1.
    pub ordinal: u32,
    /// For a reader.
    pub date: String,
}

/// The frame of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Layout {
    /// The language's tag.
    pub tag: String,
    /// The page's title.
    pub title: String,
    /// The title with the words that a line must not break.
    pub title_html: String,
    /// The window's title.
    pub window: String,
    /// One sentence for search engines.
    pub description: String,
    /// The briefing's name.
    pub site: String,
    /// What leads to the root, ending in a slash or empty.
    pub root: String,
    /// The front page.
    pub home: String,
    /// The main pages.
    pub nav: Vec<Link>,
    /// The pages in the foot.
    pub foot: Vec<Link>,
    /// This page in the other languages.
    pub alternates: Vec<Alternate>,
    /// This page's absolute address.
    pub canonical: String,
    /// The way down to this page.
    pub crumbs: Vec<Link>,
    /// The body's class.
    pub class: &'static str,
    /// The build's date, for a reader.
    pub date: String,
    /// The licence of the text.
    pub licence: String,
    /// The page's version.
    pub version: Edition,
    /// How to cite the page.
    pub cite: Citation,
    /// Tags for reference managers.
    pub meta: Vec<Meta>,
    /// Where to report an error, if that is set.
    pub report: Option<String>,
    /// Whether the text is another language's.
    pub fallback: bool,
}

/// What a page says of itself for its frame.
pub struct Head {
    /// One sentence for search engines.
    pub description: String,
    /// The way down to this page, without the front page and itself.
    pub crumbs: Vec<Link>,
    /// The body's class.
    pub class: &'static str,
    /// Whether the text is another language's.
    pub fallback: bool,
}

/// Builds the frame of a page.
pub fn layout(ctx: &Context<'_>, page: &Page, head: Head) -> Layout {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let words = ctx.words(lang);
    let title = super::title(ctx, page);
    let site = briefing.site.title.get(lang).clone();
    let canonical = format!("{}{}", briefing.site.base_url, page.route);
    let version = match page.view {
        View::Fact(id) => briefing.facts[id].version.clone(),
        _ => version::of_page(briefing, page),
    };
    // A host serves 404.html at any address, so its links cannot be relative to it.
    let root = match page.view {
        View::NotFound => briefing.site.base_url.to_string(),
        _ => page.route.to_root(),
    };
    let window = if page.view == View::Home { site.clone() } else { format!("{title} · {site}") };
    let reference = cite::of_page(ctx, page, &title, &version);
    let report = briefing.site.report.as_ref().map(|address| {
        let id = page.route.as_str().trim_end_matches(".html");
        address.replace("{id}", &encoded(id)).replace("{url}", &encoded(&canonical)).replace("{version}", &version.hash)
    });
    Layout {
        tag: ctx.locale(lang).tag.clone(),
        window,
        description: head.description,
        site,
        home: relative(ctx, page, &root, View::Home),
        nav: nav(ctx, page, &root),
        foot: foot(ctx, page, &root),
        alternates: alternates(ctx, page),
        crumbs: crumbs(head.crumbs, words.get("nav.home"), relative(ctx, page, &root, View::Home)),
        class: head.class,
        date: ctx.locale(lang).date(&briefing.date),
        licence: briefing.site.licence.clone(),
        cite: cite::all(&reference),
        meta: cite::meta(&reference, &briefing.site.title.get(lang).clone()),
        version: Edition { date: ctx.locale(lang).date(&version.date), hash: version.hash, ordinal: version.ordinal },
        title_html: unbroken(&title, words.get("frame.unbroken")),
        title,
        canonical,
        report,
        root,
        fallback: head.fallback,
    }
}

/// Marks the listed words, so that a heading in a script without spaces breaks between words.
fn unbroken(title: &str, words: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while !rest.is_empty() {
        let word = words.split(' ').filter(|word| !word.is_empty() && rest.starts_with(word)).max_by_key(|w| w.len());
        let end = word.map_or_else(|| rest.chars().next().map_or(rest.len(), char::len_utf8), str::len);
        match word {
            Some(word) => out.push_str(&format!("<span class=\"nb\">{}</span>", escape(word))),
            None => out.push_str(&escape(&rest[..end])),
        }
        rest = &rest[end..];
    }
    out
}

fn relative(ctx: &Context<'_>, page: &Page, root: &str, view: View) -> String {
    match page.view {
        View::NotFound => format!("{root}{}", ctx.plan.first(view, page.lang)),
        _ => ctx.link(&page.route, view, page.lang),
    }
}

fn crumbs(own: Vec<Link>, home: &str, href: String) -> Vec<Link> {
    std::iter::once(Link { label: home.to_owned(), href, here: false }).chain(own).collect()
}

fn nav(ctx: &Context<'_>, page: &Page, root: &str) -> Vec<Link> {
    let entries = [
        ("nav.subjects", View::Subjects),
        ("nav.compare", View::Compare),
        ("nav.timeline", View::Timeline),
        ("nav.conflicts", View::Conflicts(Part::FIRST)),
        ("nav.facts", View::Facts(Part::FIRST)),
        ("nav.sources", View::Sources(Part::FIRST)),
    ];
    let link = |(key, view): (&str, View)| Link {
        label: ctx.words(page.lang).get(key).to_owned(),
        href: relative(ctx, page, root, view),
        here: section(page.view) == section(view),
    };
    entries.into_iter().map(link).collect()
}

/// Which main page a view belongs to.
fn section(view: View) -> u8 {
    match view {
        View::Subjects | View::Kind(..) | View::Subject(..) => 1,
        View::Compare => 2,
        View::Timeline => 3,
        View::Conflicts(_) => 4,
        View::Facts(_) | View::Fact(_) | View::Indicator(..) | View::Indicators => 5,
        View::Sources(_) | View::Source(_) => 6,
        _ => 0,
    }
}

fn foot(ctx: &Context<'_>, page: &Page, root: &str) -> Vec<Link> {
    let fixed = [("nav.indicators", View::Indicators), ("nav.corrections", View::Corrections)];
    let words = ctx.words(page.lang);
    let articles = ctx.briefing.articles.iter().map(|(id, article)| Link {
        label: article.title.get(page.lang).clone(),
        href: relative(ctx, page, root, View::Article(id)),
        here: page.view == View::Article(id),
    });
    let fixed = fixed.into_iter().map(|(key, view)| Link {
        label: words.get(key).to_owned(),
        href: relative(ctx, page, root, view),
        here: page.view == view,
    });
    articles.chain(fixed).collect()
}

fn alternates(ctx: &Context<'_>, page: &Page) -> Vec<Alternate> {
    let others = ctx.briefing.languages.iter().filter(|lang| *lang != page.lang);
    let alternate = |lang: Lang| {
        let route = ctx.plan.route(page.view, lang)?;
        let url = format!("{}{route}", ctx.briefing.site.base_url);
        Some(Alternate {
            tag: ctx.locale(lang).tag.clone(),
            name: ctx.locale(lang).name.clone(),
            href: if page.view == View::NotFound { url.clone() } else { page.route.link(route) },
            url,
        })
    };
    others.filter_map(alternate).collect()
}

/// Percent-encodes for the value of a query (RFC 3986, section 2.3).
pub fn encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}
