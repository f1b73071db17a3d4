//! Pages of text, and the body of any page that has one.

use serde::Serialize;

use crate::model::briefing::Article;
use crate::model::id::Id;
use crate::model::lang::Localised;
use crate::model::prose::Prose;
use crate::plan::page::Page;
use crate::render::context::Context;
use crate::render::prose;

use super::layout::{Head, Link, layout};
use super::{Built, built, rows};

/// A body as HTML, with its contents and the facts that its margin explains.
#[derive(Debug, Default, Serialize)]
pub struct Body {
    /// The text.
    pub text_html: String,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// The facts that it cites, in order, each once.
    pub notes: Vec<rows::FactRow>,
    /// Whether it is another language's.
    pub fallback: bool,
    /// The tag of the language that it is in.
    pub tag: String,
}

/// A heading of a body.
#[derive(Debug, Serialize)]
pub struct Heading {
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub label: String,
}

#[derive(Debug, Serialize)]
struct Own {
    body: Body,
    waivers: Vec<Waiver>,
}

#[derive(Debug, Serialize)]
struct Waiver {
    page: String,
    words: String,
    reason: String,
}

/// The body of a page in its language, or marked as another's.
pub fn body(ctx: &Context<'_>, page: &Page, text: &Localised<Prose>) -> Body {
    let mut notes = prose::Notes::default();
    let (text_html, lang) = prose::reading(text, ctx, page.lang, &page.route, &mut notes);
    let fallback = lang != page.lang;
    Body {
        text_html,
        contents: notes.headings.into_iter().map(|h| Heading { id: h.id, label: h.text }).collect(),
        notes: rows::facts(ctx, page, &notes.facts),
        fallback,
        tag: ctx.locale(lang).tag.clone(),
    }
}

/// Gathers a page of text.
pub fn build(ctx: &Context<'_>, page: &Page, id: Id<Article>) -> Built {
    let article = &ctx.briefing.articles[id];
    let body = body(ctx, page, &article.body);
    let head = Head {
        description: ctx.briefing.site.description.get(page.lang).clone(),
        crumbs: Vec::new(),
        class: "article",
        fallback: body.fallback,
    };
    let waivers = if article.slug == "method" { waivers(ctx, page) } else { Vec::new() };
    let layout = layout(ctx, page, head);
    built(ctx, page, "article.html", layout, &Own { body, waivers })
}

/// Every waived figure of the briefing: the method page lists them, for a waiver is a trust asked for.
fn waivers(ctx: &Context<'_>, page: &Page) -> Vec<Waiver> {
    let briefing = ctx.briefing;
    let mut list = Vec::new();
    let mut add = |name: &str, body: &Localised<Prose>| {
        let waivers = body.get(page.lang).waivers().into_iter();
        list.extend(waivers.map(|(words, reason)| Waiver { page: name.to_owned(), words, reason: reason.to_owned() }));
    };
    add(briefing.home.title.get(page.lang), &briefing.home.body);
    for (_, subject) in briefing.subjects.iter() {
        if let Some(body) = &subject.body {
            add(subject.title.get(page.lang), body);
        }
    }
    for (_, source) in briefing.sources.iter() {
        add(source.title.get(page.lang), &source.body);
    }
    for (_, article) in briefing.articles.iter() {
        add(article.title.get(page.lang), &article.body);
    }
    list
}

/// The page for unknown addresses.
pub fn not_found(ctx: &Context<'_>, page: &Page) -> Built {
    let words = ctx.words(page.lang);
    let head = Head {
        description: words.get("not_found.text").to_owned(),
        crumbs: Vec::new(),
        class: "not-found",
        fallback: false,
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, "404.html", layout, &Vec::<Link>::new())
}
