//! What a page shows as running text and as links, in the words of its language.

use serde::Serialize;
use tera::{Map, Value};

use crate::language::fill::fill;
use crate::model::fact::{Fact, Of};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::source::Source;
use crate::model::subject::Subject;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::shown::{By, Shown};

use super::context::Context;

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

/// A thing as running text; empty for what is none.
pub fn text(ctx: &Context<'_>, lang: Lang, shown: &Shown<'_>) -> String {
    let words = ctx.words(lang);
    match shown {
        Shown::Plain(words) | Shown::Key(words) => words.clone().into_owned(),
        Shown::Text(text) => text.get(lang).clone(),
        Shown::Word(key) => words.get(key).to_owned(),
        Shown::Number(number) => number.to_string(),
        Shown::Place(locator) => ctx.place(locator, lang),
        Shown::Count(key, number) => words.count(key, *number as u64),
        Shown::Filled(key, places) => {
            let places: Vec<(&str, String)> =
                places.iter().map(|(name, with)| (*name, text(ctx, lang, with))).collect();
            let places: Vec<(&str, &str)> = places.iter().map(|(name, with)| (*name, with.as_str())).collect();
            words.fill(key, &places)
        }
        Shown::Joined(by, items) => {
            let mark = match by {
                By::Word(key) => words.get(key),
                By::Mark(mark) => mark,
            };
            items.iter().map(|item| text(ctx, lang, item)).collect::<Vec<_>>().join(mark)
        }
        Shown::Date(period) => ctx.locale(lang).period(period),
        Shown::Issued(period) => ctx.locale(lang).issued(period),
        Shown::Quantity(quantity) => ctx.locale(lang).quantity(quantity, None).text,
        // A fact's value travels into citations and searches, where a no-break space is in the way.
        Shown::Value(id) => ctx.value(*id, lang).text.replace('\u{A0}', " "),
        Shown::What(id) => what(ctx, *id, lang),
        Shown::Source(id) => ctx.source_name(*id, lang).to_owned(),
        Shown::Link(view) => text(ctx, lang, &view.title(ctx.briefing)),
        Shown::Named(id) => named(ctx, lang, *id),
        Shown::Part(_)
        | Shown::List(_)
        | Shown::ByLang(_)
        | Shown::Nothing
        | Shown::Yes(_)
        | Shown::Body(..)
        | Shown::Names(_)
        | Shown::Fact(..)
        | Shown::Statement(..)
        | Shown::Excerpt(_)
        | Shown::Ruler(_)
        | Shown::Chart(_)
        | Shown::Change(..)
        | Shown::Frame(_) => String::new(),
    }
}

/// The title of a page, as its head and its citation say it.
pub fn title(ctx: &Context<'_>, view: View, lang: Lang) -> String {
    text(ctx, lang, &view.heading(ctx.briefing))
}

/// A link to another page.
pub fn link(label: String, href: String) -> Value {
    let parts = [("label", label.into()), ("href", href.into()), ("here", false.into())];
    parts.into_iter().map(|(name, value): (_, Value)| (name.into(), value)).collect::<Map>().into()
}

/// A source as a link.
pub fn source(ctx: &Context<'_>, page: &Page, id: Id<Source>) -> Value {
    link(ctx.source_name(id, page.lang).to_owned(), ctx.source_link(&page.route, id, page.lang))
}

/// A page by its title, as a link.
pub fn page(ctx: &Context<'_>, page: &Page, view: View) -> Value {
    link(text(ctx, page.lang, &Shown::Link(view)), ctx.link(&page.route, view, page.lang))
}

/// A subject as a link, as a sentence names it.
pub fn subject(ctx: &Context<'_>, page: &Page, id: Id<Subject>) -> Value {
    link(named(ctx, page.lang, id), ctx.link(&page.route, View::subject(id), page.lang))
}

/// A subject as a sentence names it: the title of a work stands between marks, which would say of a name that we gave
/// to a work that it is the work's own.
pub fn named(ctx: &Context<'_>, lang: Lang, id: Id<Subject>) -> String {
    let title = ctx.briefing.subjects[id].title.get(lang);
    if !ctx.briefing.bears_title(id) {
        return title.clone();
    }
    let words = ctx.words(lang);
    words.fill("work.title", &[("title", &inside(title, words.get("work.inner")))])
}

/// A title as it stands between marks: its own become those of the second rank, which `pairs` names beside them.
pub fn inside(title: &str, pairs: &str) -> String {
    let mut inner = title.to_owned();
    for pair in pairs.split_whitespace() {
        let mut marks = pair.chars();
        if let (Some(outer), Some(own)) = (marks.next(), marks.next()) {
            inner = inner.replace(outer, own.encode_utf8(&mut [0; 4]));
        }
    }
    inner
}

/// What a fact measures: "GDP gap to Alba" where its indicator has a name that says of what, else "GDP gap".
pub fn what(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> String {
    let fact = &ctx.briefing.facts[id];
    match ctx.briefing.named_of(id) {
        Some(name) => fill(name.get(lang), &[("of", &of(ctx, fact, lang))]),
        None => ctx.briefing.indicators[fact.indicator].label.get(lang).clone(),
    }
}

/// When a fact holds or falls due; of a target without a deadline, when it was announced.
pub fn period(ctx: &Context<'_>, fact: &Fact, lang: Lang) -> String {
    let period = ctx.locale(lang).period(&fact.period);
    if fact.announced { ctx.words(lang).fill("row.announced", &[("period", &period)]) } else { period }
}

/// Where a fact applies, as words in one string.
pub fn of(ctx: &Context<'_>, fact: &Fact, lang: Lang) -> String {
    let briefing = ctx.briefing;
    let one = |of: &Of| match of {
        Of::Subject(id) => named(ctx, lang, *id),
        Of::Fact(id) => {
            let other = &briefing.facts[*id];
            format!("{} {}", briefing.indicators[other.indicator].label.get(lang), ctx.value(*id, lang).text)
        }
        Of::Text(text) => text.get(lang).clone(),
    };
    fact.of.iter().map(one).collect::<Vec<_>>().join(ctx.words(lang).get("list.and"))
}
