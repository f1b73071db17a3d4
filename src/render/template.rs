//! What a page shows, as its template sees it.

use serde::Serialize;
use tera::{Map, Value};

use crate::model::lang::Localised;
use crate::model::prose::Prose;
use crate::plan::files;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::shown::{As, Frame, Margin, Shown};

use super::context::Context;
use super::worded::{self, Link};
use super::{charts, cite, excerpt, facts, history, prose, ruler};

/// A thing as a template sees it.
pub fn value(ctx: &Context<'_>, page: &Page, shown: &Shown<'_>) -> Value {
    match shown {
        Shown::Part(parts) => {
            let parts = parts.iter().map(|(name, part)| ((*name).into(), value(ctx, page, part)));
            parts.collect::<Map>().into()
        }
        Shown::List(items) => items.iter().map(|item| value(ctx, page, item)).collect::<Vec<_>>().into(),
        Shown::ByLang(each) => each.get(page.lang.index()).map_or(Value::none(), |own| value(ctx, page, own)),
        Shown::Nothing => Value::none(),
        Shown::Yes(yes) => (*yes).into(),
        Shown::Number(number) => (*number).into(),
        Shown::Place(locator) => ctx.place(locator, page.lang).into(),
        Shown::Body(text, margin) => body(ctx, page, text, *margin),
        Shown::Names(names) => {
            let names = names.iter().map(|(name, lang)| Name { name, tag: &ctx.locale(*lang).tag });
            Value::from_serializable(&names.collect::<Vec<_>>())
        }
        Shown::Fact(id, detail) => facts::fact(ctx, page, *id, *detail),
        Shown::Statement(same, detail) => facts::statement(ctx, page, same, *detail),
        Shown::Excerpt(id) => Value::from_serializable(&excerpt::words(ctx, *id, page.lang)),
        Shown::Ruler(id) => Value::from_serializable(&ruler::ruler(ctx, *id, page.lang)),
        Shown::Source(id) => worded::source(ctx, page, *id),
        Shown::Link(view) => worded::page(ctx, page, *view),
        Shown::Named(id) => worded::subject(ctx, page, *id),
        Shown::Chart(chart) => charts::svg(ctx, page, chart).into(),
        Shown::Change(id, number) => Value::from_serializable(&history::step(ctx, *id, *number, page.lang)),
        Shown::Frame(frame) => framed(ctx, page, frame),
        Shown::Plain(_)
        | Shown::Key(_)
        | Shown::Text(_)
        | Shown::Word(_)
        | Shown::Count(..)
        | Shown::Filled(..)
        | Shown::Joined(..)
        | Shown::Date(_)
        | Shown::Issued(_)
        | Shown::Quantity(_)
        | Shown::What(_)
        | Shown::Value(_) => worded::text(ctx, page.lang, shown).into(),
    }
}

/// A body as HTML, with its contents and the facts that its margin explains.
#[derive(Debug, Serialize)]
struct Body<'a> {
    text_html: String,
    /// The same, block by block, each with the facts that it is the first to cite.
    blocks: Vec<Block>,
    contents: Vec<Heading>,
    /// The words that it uses in a sense of their own, and what is meant.
    terms: Vec<Term<'a>>,
    /// Whether it is another language's.
    fallback: bool,
    /// The tag of the language that it is in.
    tag: String,
}

/// A block of a body, and what its margin explains.
#[derive(Debug, Serialize)]
struct Block {
    text_html: String,
    notes: Vec<Value>,
}

/// A word of the glossary.
#[derive(Debug, Serialize)]
struct Term<'a> {
    id: &'a str,
    label: &'a str,
    say: &'a str,
    href: String,
}

/// A heading of a body.
#[derive(Debug, Serialize)]
struct Heading {
    id: String,
    label: String,
}

/// A name in its language.
#[derive(Debug, Serialize)]
struct Name<'a> {
    name: &'a str,
    tag: &'a str,
}

fn body(ctx: &Context<'_>, page: &Page, text: &Localised<Prose>, margin: Margin) -> Value {
    let mut notes = prose::Notes::default();
    let (text_html, lang) = prose::reading(text, ctx, page.lang, &page.route, &mut notes);
    let blocks = if margin == Margin::Notes { blocks(ctx, page, &text_html, &notes) } else { Vec::new() };
    let term = |at: &usize| {
        let term = &ctx.briefing.glossary[*at];
        let href = format!("{}#{}", ctx.link(&page.route, View::Glossary, page.lang), term.anchor);
        Term { id: &term.anchor, label: term.label.get(lang), say: term.say.get(lang), href }
    };
    Value::from_serializable(&Body {
        terms: notes.terms.iter().map(term).collect(),
        text_html,
        blocks,
        contents: notes.headings.into_iter().map(|h| Heading { id: h.id, label: h.text }).collect(),
        fallback: lang != page.lang,
        tag: ctx.locale(lang).tag.clone(),
    })
}

/// A text cut between its blocks.
fn blocks(ctx: &Context<'_>, page: &Page, html: &str, notes: &prose::Notes) -> Vec<Block> {
    let (mut start, mut told) = (0, 0);
    let mut blocks = Vec::new();
    for (end, cited) in &notes.blocks {
        if *end == start {
            continue;
        }
        let new = notes.facts[told..*cited].iter();
        blocks.push(Block {
            text_html: html[start..*end].to_owned(),
            notes: new.map(|id| facts::fact(ctx, page, *id, As::Note)).collect(),
        });
        (start, told) = (*end, *cited);
    }
    blocks
}

fn framed(ctx: &Context<'_>, page: &Page, frame: &Frame<'_>) -> Value {
    match frame {
        Frame::Address(view, anchor) => address(ctx, page, *view, *anchor).into(),
        Frame::File(path) => page.route.link(&ctx.plan.file(path)).into(),
        Frame::Pages(view) => Value::from_serializable(&parts(ctx, page, *view)),
        Frame::Data(id) => page.route.link(&ctx.plan.fact_data(ctx.briefing, *id)).into(),
        Frame::Scripts(source) => {
            let scripts = files::own_copy_scripts(ctx.briefing, *source, page.lang);
            scripts.map(|path| page.route.link(&ctx.plan.file(&path))).join(" ").into()
        }
        Frame::Cite(source) => Value::from_serializable(&cite::behind(ctx, page, *source)),
        Frame::Tag(source) => ctx.document_tag(*source).into(),
        Frame::History(id) => Value::from_serializable(&history::steps(ctx, *id, page.lang)),
        Frame::Day(date) => ctx.locale(page.lang).date(date).into(),
        Frame::Today(shown) => value(ctx, page, shown),
    }
}

fn address(ctx: &Context<'_>, page: &Page, view: View, anchor: Option<&str>) -> String {
    let href = ctx.link(&page.route, view, page.lang);
    anchor.map_or(href.clone(), |anchor| format!("{href}#{anchor}"))
}

/// The parts of a list that continues on other pages.
fn parts(ctx: &Context<'_>, page: &Page, view: View) -> Vec<Link> {
    let part = view.part();
    if part.of == 1 {
        return Vec::new();
    }
    let link = |other: View| {
        let route = ctx.plan.route(other, page.lang)?;
        let number = other.part().number;
        Some(Link { label: number.to_string(), href: page.route.link(route), here: number == part.number })
    };
    part.siblings().filter_map(|part| link(view.at(part))).collect()
}
