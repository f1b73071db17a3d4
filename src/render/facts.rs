//! A fact at some detail in the words of a language: a template sees what the detail tells, and no more.

use tera::{Map, Value};

use crate::language::normalise::{Level, normalise};
use crate::model::evidence::Answer;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::plan::page::Page;
use crate::plan::shown::{As, Field, Shown};

use super::context::Context;
use super::worded;

/// A fact with the fields of `detail`, its id, and the address of its page.
pub fn fact(ctx: &Context<'_>, page: &Page, id: Id<Fact>, detail: As) -> Value {
    map(ctx, page, id, detail).into()
}

fn map(ctx: &Context<'_>, page: &Page, id: Id<Fact>, detail: As) -> Map {
    let mut map = Map::with_capacity(32);
    map.insert("copies".into(), Vec::<Value>::new().into());
    map.insert("id".into(), ctx.briefing.facts[id].slug.as_str().into());
    map.insert("href".into(), ctx.fact_link(&page.route, id, page.lang).into());
    for field in detail.fields() {
        put(ctx, page, id, *field, &mut |name, value| {
            map.insert(name.into(), value);
        });
    }
    // A name that says of what needs it not said again.
    if detail.fields().contains(&Field::What) && ctx.briefing.named_of(id).is_some() {
        map.insert("of".into(), "".into());
    }
    map
}

/// One statement: its first fact, and the other places where it stands.
pub fn statement(ctx: &Context<'_>, page: &Page, same: &[Id<Fact>], detail: As) -> Value {
    let Some((first, others)) = same.split_first() else { return Value::none() };
    let copy = |id: &Id<Fact>| {
        let of = &ctx.briefing.facts[*id];
        let place = ctx.place(&of.locator, page.lang);
        let source = worded::text(ctx, page.lang, &Shown::Source(of.source));
        let label = ctx.words(page.lang).fill("row.copy", &[("source", &source), ("place", &place)]);
        worded::link(label, ctx.fact_link(&page.route, *id, page.lang))
    };
    let mut map = map(ctx, page, *first, detail);
    map.insert("copies".into(), others.iter().map(copy).collect::<Vec<_>>().into());
    map.into()
}

fn put(ctx: &Context<'_>, page: &Page, id: Id<Fact>, field: Field, put: &mut dyn FnMut(&'static str, Value)) {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let (fact, words) = (&briefing.facts[id], ctx.words(lang));
    match field {
        Field::Status => {
            let word = fact.status.word();
            put("kind", word.into());
            put("kind_label", words.get(&format!("status.{word}")).into());
        }
        Field::Period => {
            put("period", worded::period(ctx, fact, lang).into());
            put("day", ctx.locale(lang).period(&fact.period).into());
        }
        Field::What => put("what", worded::what(ctx, id, lang).into()),
        Field::Of => {
            put("of", worded::of(ctx, fact, lang).into());
            put("applies_to", worded::of(ctx, fact, lang).into());
        }
        Field::Subject => put("subject", worded::subject(ctx, page, fact.subject)),
        Field::Value => {
            let value = ctx.value(id, lang);
            put("precision", value.precision.as_str().into());
            put("number", value.number.as_str().into());
            put("is_text", matches!(fact.finding, Finding::Text(_)).into());
        }
        Field::Printed => {
            let (printed, recorded) = printed(ctx, id, lang);
            put("printed", printed.into());
            put("recorded", recorded.into());
            put("printed_tag", ctx.document_tag(fact.source).into());
        }
        Field::Source => put("source", worded::source(ctx, page, fact.source)),
        Field::Place => {
            put("place", ctx.place(&fact.locator, lang).into());
            put("near", ctx.spot("place_near", &fact.locator.spot, lang).into());
        }
        Field::Check => {
            let (class, key) = check(ctx, id);
            put("check", class.into());
            put("check_label", words.get(key).into());
        }
        Field::Damaged => put("damaged", briefing.is_damaged_sole(id).into()),
        Field::Disputed => put("disputed", briefing.disagreements(id).next().is_some().into()),
        Field::Cautioned => put("cautioned", briefing.cautions(id).next().is_some().into()),
        Field::Deprecated => put("deprecated", fact.rank.is_withdrawn().into()),
        Field::Witnesses => put("witnesses", briefing.graph.witnesses[id.index()].into()),
        // A year is where a chart draws, and no words.
        Field::Year => {}
    }
}

/// What the machine saw of a fact, as a class and as a key of words.
pub fn check(ctx: &Context<'_>, id: Id<Fact>) -> (&'static str, &'static str) {
    match ctx.briefing.graph.verified[id.index()].as_ref().map(|v| (v.answer, v.value_agrees)) {
        None => ("unverified", "check.unverified"),
        Some((Answer::Absent, _)) => ("absent", "check.absent"),
        Some((_, Some(false))) => ("absent", "check.disagrees"),
        Some((Answer::Found, _)) => ("found", "check.found"),
        Some((Answer::Repaired, _)) => ("repaired", "check.repaired"),
        Some((Answer::CannotCheck, _)) => ("cannot-check", "check.cannot"),
    }
}

/// The document's own words for the value, and the value as it is recorded; each empty where it says
/// nothing new. What is recorded is nobody's words: it stands only where the document's are not known.
pub fn printed(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> (String, String) {
    let Finding::Quantity(quantity) = &ctx.briefing.facts[id].finding else { return Default::default() };
    let bare = |text: &str| normalise(text, Level::Repair).replace([',', ' ', '\u{A0}'], "");
    let shown = ctx.value(id, lang);
    let is_new = |text: &str| {
        // A bare number is the same in every language.
        let plain = text.chars().all(|c| c.is_ascii_digit() || ",.%".contains(c));
        if plain {
            return false;
        }
        let bared = bare(text);
        bared != bare(&shown.number) && bared != bare(&shown.text)
    };
    let new = |text: &str| if is_new(text) { text.to_owned() } else { String::new() };
    match ctx.printed(id) {
        Some(printed) => (new(printed), String::new()),
        // A sign that no word of the document makes is not told as the document's.
        None if ctx.briefing.graph.verified[id.index()].as_ref().is_some_and(|seen| seen.printed.is_some()) => {
            Default::default()
        }
        None => (String::new(), new(quantity.printed_bare())),
    }
}
