//! The frame of every page: head, navigation, language switch, breadcrumb, foot.

use serde::Serialize;

use crate::model::address::Owner;
use crate::model::fact::Status;
use crate::model::lang::Lang;
use crate::model::look::{Scheme, Tone};
use crate::model::words::Worded;
use crate::plan::files;
use crate::plan::kinds::View;
use crate::plan::page::{Page, Part};
use crate::plan::route::Route;
use crate::plan::shown::Shown;
use crate::plan::version;

use super::beside;
use super::cite::{self, Citation};
use super::context::Context;
use super::encode::percent;
use super::history::{self, Cited};
use super::machine;
use super::worded::{self, Link};

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

/// A page's version.
#[derive(Clone, Debug, Serialize)]
pub struct Stamp {
    /// Short hash.
    pub hash: String,
    /// From 1.
    pub ordinal: u32,
    /// For a reader.
    pub date: String,
}

/// The frame of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The language's tag.
    pub tag: String,
    /// The page's title.
    pub title: String,
    /// The window's title.
    pub window: String,
    /// One sentence for search engines.
    pub description: String,
    /// The briefing's name.
    pub site: String,
    /// What leads to the root, ending in a slash or empty.
    pub root: String,
    /// The language's short code.
    pub code: String,
    /// The front page.
    pub home: String,
    /// The page that searches.
    pub search: String,
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
    /// Where the licence is found.
    pub licence_href: String,
    /// What the page is, as JSON-LD.
    pub described_json: String,
    /// The page as Markdown; empty where there is none.
    pub twin: String,
    /// The list of facts.
    pub facts: String,
    /// How that list is narrowed to the facts of this page; empty where it has none of its own.
    pub narrowed: String,
    /// The page's own data; empty where it has none.
    pub data: String,
    /// The feed of all changes, under the root.
    pub feed: String,
    /// The feed of what this page is about, under the root; empty where it has none.
    pub own_feed: String,
    /// The list in which the page stands between others; empty for none.
    pub beside: String,
    /// The page before this one in that list.
    pub before: Option<Link>,
    /// The page after it.
    pub after: Option<Link>,
    /// This page in the default language: the absolute address for readers of no other.
    pub default_url: String,
    /// The origins that this build does not believe; empty for a whole one.
    pub without: String,
    /// The page's version.
    pub version: Stamp,
    /// The versions of the page that a citation can name.
    pub cited: Vec<Cited>,
    /// How to cite the page.
    pub cite: Citation,
    /// What a reference manager reads of the page (COinS).
    pub coins: String,
    /// How to cite the document that the page is about: a source, a work.
    pub document: Option<Citation>,
    /// What a reference manager reads of that document; empty where there is none.
    pub document_coins: String,
    /// Where to report an error, if that is set.
    pub report: Option<String>,
    /// Whether the text is another language's.
    pub fallback: bool,
    /// Every status by its word, as the legend tells them.
    pub statuses: &'static [&'static str],
    /// The page of words, where the legend of all marks stands.
    pub to_legend: String,
    /// The legend as a script, for this page to open.
    pub legend_src: String,
    /// What is the site's own of how it looks.
    pub look: Styled,
}

/// Of the frame, what the legend of all marks is made of.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Legend {
    /// Every status by its word, as the legend tells them.
    pub statuses: &'static [&'static str],
}

impl Default for Legend {
    fn default() -> Self {
        Self { statuses: Status::WORDS }
    }
}

/// What is the site's own of how its pages look.
#[derive(Clone, Debug, Serialize)]
pub struct Styled {
    /// Style sheets that are read after the theme's.
    pub css: Vec<String>,
    /// The picture beside the briefing's name; empty where it is the theme's.
    pub logo: String,
    /// The picture in the browser's tab.
    pub favicon: String,
    /// What kind of picture that is.
    pub favicon_type: String,
    /// The colour of the browser's own frame around light pages.
    pub light: String,
    /// The same around dark pages.
    pub dark: String,
    /// Links in the foot, after the theme's.
    pub foot: Vec<Link>,
}

/// The frame of a page that shows this.
pub fn frame(ctx: &Context<'_>, page: &Page, shown: &Shown<'_>) -> Frame {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let title = worded::title(ctx, page.view, lang);
    let site = briefing.site.title.get(lang).clone();
    let canonical = format!("{}{}", briefing.site.base_url, page.route);
    let version = version::of_page(briefing, page, shown);
    let window = if page.view == View::Home { site.clone() } else { format!("{title} · {site}") };
    let reference = cite::of_page(ctx, page, &title, &version);
    let document = cite::of_document(ctx, page);
    let report = briefing.site.report.as_ref().map(|address| {
        let id = page.route.as_str().trim_end_matches(".html");
        address.replace("{id}", &percent(id)).replace("{url}", &percent(&canonical)).replace("{version}", &version.hash)
    });
    let neighbours = beside::of(ctx.briefing, page.view);
    let neighbour = |view: Option<View>| view.map(|view| link(ctx, page, view, false));
    Frame {
        feed: files::feed(briefing, lang),
        own_feed: own_feed(ctx, page),
        beside: neighbours.list.map_or_else(String::new, |view| worded::title(ctx, view, lang)),
        before: neighbour(neighbours.before),
        after: neighbour(neighbours.after),
        tag: ctx.locale(lang).tag.clone(),
        window,
        description: worded::text(ctx, lang, &page.view.about(briefing)),
        code: briefing.languages.code(lang).to_owned(),
        home: relative(ctx, page, View::Home),
        search: relative(ctx, page, View::Search),
        nav: nav(ctx, page),
        foot: foot(ctx, page),
        alternates: alternates(ctx, page),
        crumbs: crumbs(ctx, page),
        class: page.view.kind().class,
        date: ctx.locale(lang).date(&briefing.date),
        licence: briefing.site.licence.clone(),
        licence_href: machine::licence_address(&briefing.site.licence),
        described_json: machine::described(ctx, page, (&title, &version.hash), document.as_ref()),
        twin: files::twin(page).map(|twin| to(ctx, page, &twin)).unwrap_or_default(),
        data: data(ctx, page),
        facts: relative(ctx, page, View::Facts(Part::FIRST)),
        narrowed: page.view.narrows(ctx.briefing),
        default_url: format!("{}{}", briefing.site.base_url, ctx.plan.page(page.view, Lang::DEFAULT).route),
        without: without(ctx),
        cite: cite::all(ctx, page.lang, &reference),
        cited: history::cited(ctx, page, &version),
        coins: cite::coins(&reference),
        document: document.as_ref().map(|document| cite::all(ctx, page.lang, document)),
        document_coins: document.as_ref().map(cite::coins).unwrap_or_default(),
        version: Stamp { date: ctx.locale(lang).date(&version.date), hash: version.hash, ordinal: version.ordinal },
        title,
        site,
        canonical,
        report,
        root: root(ctx, page),
        fallback: shown.falls_back(briefing, lang),
        statuses: Status::WORDS,
        to_legend: format!("{}#marks", relative(ctx, page, View::Glossary)),
        legend_src: to(ctx, page, &ctx.plan.file(&files::legend(briefing, lang))),
        look: styled(ctx, page.lang, |path| format!("{}static/{path}", root(ctx, page))),
    }
}

/// What leads from a page to the root. A host serves `404.html` at any address, so its links cannot be relative to it;
/// and wherever the site is served, the page asks that host and no other.
fn root(ctx: &Context<'_>, page: &Page) -> String {
    if page.view.is_anywhere() { ctx.briefing.site.base_url.path().to_owned() } else { page.route.to_root() }
}

/// The link from a page to what stands at a route.
fn to(ctx: &Context<'_>, page: &Page, route: &Route) -> String {
    if page.view.is_anywhere() { format!("{}{route}", root(ctx, page)) } else { page.route.link(route) }
}

fn styled(ctx: &Context<'_>, lang: Lang, file: impl Fn(&str) -> String) -> Styled {
    let look = &ctx.briefing.site.look;
    let favicon = look.favicon.as_deref().unwrap_or("favicon.svg");
    let paper = |scheme, shipped: &str| {
        look.colour(scheme, Tone::Paper).map_or(shipped.to_owned(), |colour| colour.to_string())
    };
    let own = look.has_style().then_some(files::LOOK.trim_start_matches("static/"));
    let foot = look.foot.iter();
    Styled {
        css: own.into_iter().chain(look.css.iter().map(String::as_str)).map(&file).collect(),
        logo: look.logo.as_deref().map(&file).unwrap_or_default(),
        favicon: file(favicon),
        favicon_type: picture_type(favicon).to_owned(),
        light: paper(Scheme::Light, "#FBFAF6"),
        dark: paper(Scheme::Dark, "#14171A"),
        foot: foot
            .map(|link| Link { label: link.label.get(lang).clone(), href: link.url.to_string(), here: false })
            .collect(),
    }
}

fn picture_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        _ => "image/jpeg",
    }
}

/// The data of the fact that a page is about.
fn data(ctx: &Context<'_>, page: &Page) -> String {
    let fact = page.view.owner().fact();
    fact.map_or_else(String::new, |id| to(ctx, page, &ctx.plan.fact_data(ctx.briefing, id)))
}

/// The feed of the place or policy that a page is about.
fn own_feed(ctx: &Context<'_>, page: &Page) -> String {
    let Owner::Subject(id) = page.view.owner() else { return String::new() };
    let is_followed = page.view.part().is_first() && files::is_followed(ctx.briefing, id);
    if is_followed { files::feed_of(ctx.briefing, page.lang, id) } else { String::new() }
}

/// The origins that this build does not believe, by name.
fn without(ctx: &Context<'_>) -> String {
    let names = ctx.briefing.without.iter().map(|origin| ctx.briefing.origin_name(*origin));
    names.collect::<Vec<_>>().join(", ")
}

fn relative(ctx: &Context<'_>, page: &Page, view: View) -> String {
    let route = ctx.plan.route(view, page.lang).unwrap_or_else(|| ctx.plan.first(view, page.lang));
    to(ctx, page, route)
}

fn link(ctx: &Context<'_>, page: &Page, view: View, here: bool) -> Link {
    let label = worded::text(ctx, page.lang, &view.label(ctx.briefing));
    Link { label, href: relative(ctx, page, view), here }
}

/// The way down to the page, from the front page on.
fn crumbs(ctx: &Context<'_>, page: &Page) -> Vec<Link> {
    let home = Link {
        label: ctx.words(page.lang).get("nav.home").to_owned(),
        href: relative(ctx, page, View::Home),
        here: false,
    };
    let above = page.view.above(ctx.briefing).into_iter().map(|view| link(ctx, page, view, false));
    std::iter::once(home).chain(above).collect()
}

fn nav(ctx: &Context<'_>, page: &Page) -> Vec<Link> {
    let under = page.view.kind().under;
    let here = |view: View| !under.is_empty() && view.kind().under == under;
    ctx.plan.main.iter().map(|view| link(ctx, page, *view, here(*view))).collect()
}

fn foot(ctx: &Context<'_>, page: &Page) -> Vec<Link> {
    ctx.plan.foot.iter().map(|view| link(ctx, page, *view, *view == page.view)).collect()
}

fn alternates(ctx: &Context<'_>, page: &Page) -> Vec<Alternate> {
    let others = ctx.briefing.languages.iter().filter(|lang| *lang != page.lang);
    let alternate = |lang: Lang| {
        let route = ctx.plan.route(page.view, lang)?;
        let url = format!("{}{route}", ctx.briefing.site.base_url);
        Some(Alternate {
            tag: ctx.locale(lang).tag.clone(),
            name: ctx.locale(lang).name.clone(),
            href: to(ctx, page, route),
            url,
        })
    };
    others.filter_map(alternate).collect()
}
