//! What each template may see: one module for each kind of page, each a pure function.

pub mod article;
pub mod cite;
pub mod compare;
pub mod conflicts;
pub mod evidence;
pub mod fact;
pub mod home;
pub mod indicator;
pub mod layout;
pub mod lists;
pub mod rows;
pub mod ruler;
pub mod source;
pub mod subject;
pub mod target;
pub mod timeline;
pub mod words;

use serde::Serialize;

use crate::plan::page::{Page, Part, View};

use super::context::Context;
use layout::Layout;

/// A template's name and what it may see.
pub type Built = (&'static str, tera::Context);

/// Gathers what a page shows.
pub fn build(ctx: &Context<'_>, page: &Page) -> Built {
    match page.view {
        View::Home => home::build(ctx, page),
        View::Subjects => lists::subjects(ctx, page),
        View::Kind(id, part) => lists::kind(ctx, page, id, part),
        View::Subject(id, part) => subject::build(ctx, page, id, part),
        View::Sources(part) => lists::sources(ctx, page, part),
        View::Source(id) => source::build(ctx, page, id),
        View::Indicators => lists::indicators(ctx, page),
        View::Indicator(id, part) => indicator::build(ctx, page, id, part),
        View::Facts(part) => lists::facts(ctx, page, part),
        View::Fact(id) => fact::build(ctx, page, id),
        View::Compare => compare::build(ctx, page),
        View::Timeline => timeline::build(ctx, page),
        View::Conflicts(part) => conflicts::build(ctx, page, part),
        View::Corrections => lists::corrections(ctx, page),
        View::Article(id) => article::build(ctx, page, id),
        View::NotFound => article::not_found(ctx, page),
    }
}

/// A template with the page's frame and what is its own.
fn built(ctx: &Context<'_>, page: &Page, template: &'static str, layout: Layout, own: &impl Serialize) -> Built {
    let mut context = tera::Context::new();
    context.insert_value("t", ctx.words(page.lang).value());
    context.insert("page", &layout);
    context.insert("own", own);
    (template, context)
}

/// The title of a page, as its head and its citation say it.
pub fn title(ctx: &Context<'_>, page: &Page) -> String {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let words = |key: &str| ctx.words(lang).get(key).to_owned();
    let (title, part) = match page.view {
        View::Kind(id, part) => (briefing.kinds[id].plural.get(lang).clone(), part),
        View::Subject(id, part) => (briefing.subjects[id].title.get(lang).clone(), part),
        View::Sources(part) => (words("sources.title"), part),
        View::Indicator(id, part) => (briefing.indicators[id].label.get(lang).clone(), part),
        View::Facts(part) => (words("facts.title"), part),
        View::Conflicts(part) => (words("conflicts.title"), part),
        _ => (whole(ctx, page), Part::FIRST),
    };
    if part.of == 1 {
        return title;
    }
    let (number, of) = (part.number.to_string(), part.of.to_string());
    ctx.words(lang).fill("list.part", &[("title", &title), ("n", &number), ("of", &of)])
}

/// The title of a page that is no part of a list.
fn whole(ctx: &Context<'_>, page: &Page) -> String {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let words = |key: &str| ctx.words(lang).get(key).to_owned();
    match page.view {
        View::Home => briefing.site.title.get(lang).clone(),
        View::Subjects => words("subjects.title"),
        View::Source(id) => briefing.sources[id].title.get(lang).clone(),
        View::Indicators => words("indicators.title"),
        View::Fact(id) => fact::title(ctx, id, lang),
        View::Compare => words("compare.title"),
        View::Timeline => words("timeline.title"),
        View::Corrections => words("corrections.title"),
        View::Article(id) => briefing.articles[id].title.get(lang).clone(),
        _ => words("not_found.title"),
    }
}
