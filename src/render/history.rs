//! What was published before in the words of a language: the version that a reader cited beside the present one.

use serde::Serialize;

use crate::model::fact::Fact;
use crate::model::history::{Aspect, Edition, Named, Told};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::version::Version;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::shown::Shown;
use crate::plan::version;

use super::context::Context;
use super::worded;

/// Stands for nothing, in every language.
const NOTHING: &str = "–";

/// A version of a page, as a reader who cited it is told of it.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// Its hash.
    pub hash: String,
    /// Its number.
    pub ordinal: u32,
    /// The day it was recorded.
    pub date: String,
    /// Whether it is what stands here.
    pub now: bool,
    /// What differs: as it was, and as it is.
    pub rows: Vec<Row>,
    /// Whether all that differs is the words of another language.
    pub elsewhere: bool,
    /// Why it changed since, the first change first.
    pub why: Vec<Why>,
}

/// A version of a fact in the list of all: what it changed, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Its hash.
    pub hash: String,
    /// Its number.
    pub ordinal: u32,
    /// The day it was recorded.
    pub date: String,
    /// What differs from the version before.
    pub rows: Vec<Row>,
    /// Whether all that differs is the words of another language.
    pub elsewhere: bool,
    /// Why it came.
    pub why: Vec<Why>,
}

/// A piece of what a fact says, before and after.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// As it was; a dash for nothing.
    pub was: String,
    /// As it is.
    pub is: String,
}

/// Why something changed.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// The kind as a class.
    pub kind: &'static str,
    /// The kind in words.
    pub label: String,
    /// The day.
    pub date: String,
    /// The reason.
    pub text: String,
}

/// Every version of a page that a citation can name, the present one last.
pub fn cited(ctx: &Context<'_>, page: &Page, now: &Version) -> Vec<Cited> {
    if let View::Fact(id) = page.view {
        return of_fact(ctx, id, page.lang);
    }
    let recorded = ctx.briefing.published.history(&version::names(ctx.briefing, page));
    let recorded = recorded.into_iter().map(|recorded| &recorded.version).filter(|version| version.hash != now.hash);
    let one = |version: &Version| Cited {
        hash: version.hash.clone(),
        ordinal: version.ordinal,
        date: ctx.locale(page.lang).date(&version.date),
        now: version == now,
        rows: Vec::new(),
        elsewhere: false,
        why: Vec::new(),
    };
    recorded.chain([now]).map(one).collect()
}

/// The versions of a fact, each with what differs from what it says now.
fn of_fact(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> Vec<Cited> {
    let editions = &ctx.briefing.graph.history[id.index()];
    let Some((now, _)) = editions.split_last() else { return Vec::new() };
    // A statement that came back has its old hash: a citation of it stands.
    let of_hash =
        |n: usize, edition: &Edition| editions.iter().rposition(|e| e.version.hash == edition.version.hash) == Some(n);
    let one = |(n, edition): (usize, &Edition)| {
        let (rows, elsewhere) = differences(ctx, Some(edition), now, lang);
        Cited {
            hash: edition.version.hash.clone(),
            ordinal: edition.version.ordinal,
            date: ctx.locale(lang).date(&edition.version.date),
            now: edition.version.hash == now.version.hash,
            rows,
            elsewhere,
            why: editions[n + 1..].iter().flat_map(|later| why(ctx, later, lang)).collect(),
        }
    };
    editions.iter().enumerate().filter(|(n, edition)| of_hash(*n, edition)).map(one).collect()
}

/// The versions of a fact, each with what it changed.
pub fn steps(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> Vec<Step> {
    let editions = &ctx.briefing.graph.history[id.index()];
    (0..editions.len()).map(|n| step(ctx, id, n, lang)).collect()
}

/// One version of a fact with what it changed.
pub fn step(ctx: &Context<'_>, id: Id<Fact>, number: usize, lang: Lang) -> Step {
    let editions = &ctx.briefing.graph.history[id.index()];
    let edition = &editions[number];
    let before = number.checked_sub(1).map(|before| &editions[before]);
    let (rows, elsewhere) = differences(ctx, before, edition, lang);
    Step {
        hash: edition.version.hash.clone(),
        ordinal: edition.version.ordinal,
        date: ctx.locale(lang).date(&edition.version.date),
        rows,
        elsewhere,
        why: why(ctx, edition, lang),
    }
}

/// What differs between two versions in a language, as far as the first is known; and whether they differ in others
/// alone.
fn differences(ctx: &Context<'_>, was: Option<&Edition>, is: &Edition, lang: Lang) -> (Vec<Row>, bool) {
    let Some(was) = was.filter(|was| was.told.is_some()) else { return (Vec::new(), false) };
    let words = |told: Option<&Told>| {
        let words = told.map(|told| words(ctx, told, lang)).filter(|words| !words.is_empty());
        words.unwrap_or_else(|| NOTHING.to_owned())
    };
    let row = |aspect: &Aspect| Row {
        label: ctx.words(lang).get(&format!("aspect.{}", aspect.word())).to_owned(),
        was: words(was.get(*aspect)),
        is: words(is.get(*aspect)),
    };
    let differing = was.differences(is);
    let rows: Vec<Row> = differing.iter().map(row).filter(|row| row.was != row.is).collect();
    let elsewhere = rows.is_empty() && !differing.is_empty();
    (rows, elsewhere)
}

fn why(ctx: &Context<'_>, edition: &Edition, lang: Lang) -> Vec<Why> {
    let corrections = edition.why.iter().map(|n| &ctx.briefing.corrections[*n]);
    let one = |correction: &crate::model::evidence::Correction| Why {
        kind: correction.kind.word(),
        label: ctx.words(lang).get(&format!("correction.{}", correction.kind.word())).to_owned(),
        date: ctx.locale(lang).period(&correction.date),
        text: correction.text.get(lang).clone(),
    };
    corrections.map(one).collect()
}

/// A piece of what a fact said, in words.
pub fn words(ctx: &Context<'_>, told: &Told, lang: Lang) -> String {
    let text = |shown: Shown<'_>| worded::text(ctx, lang, &shown);
    match told {
        Told::Quantity(quantity) => ctx.locale(lang).quantity(quantity, None).text,
        Told::Text(words) => words.get(lang).clone(),
        Told::Period(period) => text(Shown::Date(period)),
        Told::Status(status) => text(Shown::Word(format!("status.{}", status.word()).into())),
        Told::Place(locator) => ctx.place(locator, lang),
        Told::Withdrawn => ctx.words(lang).get("fact.withdrawn").to_owned(),
        Told::Words(words) => words.clone(),
        Told::Names(names) => {
            let names: Vec<String> = names.iter().map(|named| name(ctx, named, lang)).collect();
            names.join(ctx.words(lang).get("list.and"))
        }
    }
}

fn name(ctx: &Context<'_>, named: &Named, lang: Lang) -> String {
    let view = match named {
        Named::Subject(id) => View::subject(*id),
        Named::Indicator(id) => View::indicator(*id),
        Named::Fact(id) => View::Fact(*id),
        Named::Source(id) => View::Source(*id),
        Named::Words(words) => return words.get(lang).clone(),
    };
    worded::text(ctx, lang, &Shown::Link(view))
}
