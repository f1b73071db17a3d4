//! Facts and links as lists and tables show them.

use serde::Serialize;

use crate::check::score::damaged_sole;
use crate::model::evidence::Answer;
use crate::model::fact::{Fact, Finding, Of, Origin, Rank};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::source::Source;
use crate::model::subject::Subject;
use crate::plan::page::{Page, Part};
use crate::render::context::Context;

use super::layout::Link;

/// A fact as a row or a tile.
#[derive(Clone, Debug, Serialize)]
pub struct FactRow {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// The status, as a class and mark.
    pub kind: &'static str,
    /// The status, for a reader.
    pub kind_label: String,
    /// When.
    pub period: String,
    /// What is measured.
    pub what: String,
    /// Where it applies besides its subject.
    pub of: String,
    /// The subject.
    pub subject: Link,
    /// The precision word.
    pub precision: String,
    /// The number, or the words.
    pub number: String,
    /// As the source prints it, where that differs.
    pub printed: String,
    /// Whether the value is words.
    pub is_text: bool,
    /// The source.
    pub source: Link,
    /// The line in it.
    pub line: u32,
    /// What the machine saw, as a class.
    pub check: &'static str,
    /// What the machine saw, for a reader.
    pub check_label: String,
    /// Whether a damaged copy is its only support.
    pub damaged: bool,
    /// Whether it stands in a recorded conflict.
    pub disputed: bool,
    /// Whether it no longer stands.
    pub deprecated: bool,
    /// How many independent witnesses it has.
    pub witnesses: u32,
}

/// A fact as a row.
pub fn fact(ctx: &Context<'_>, page: &Page, id: Id<Fact>) -> FactRow {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let fact = &briefing.facts[id];
    let words = ctx.words(lang);
    let value = ctx.value(fact, lang);
    let (check, check_key) = check(ctx, id);
    FactRow {
        id: fact.slug.clone(),
        href: ctx.fact_link(&page.route, id, lang),
        kind: fact.status.word(),
        kind_label: words.get(&format!("status.{}", fact.status.word())).to_owned(),
        period: ctx.locale(lang).period(&fact.period),
        what: briefing.indicators[fact.indicator].label.get(lang).clone(),
        of: of(ctx, fact, lang),
        subject: subject(ctx, page, fact.subject),
        precision: value.precision,
        printed: printed(ctx, fact, lang),
        number: value.number,
        is_text: matches!(fact.finding, Finding::Text(_)),
        source: source(ctx, page, fact.source),
        line: fact.line,
        check,
        check_label: words.get(check_key).to_owned(),
        damaged: damaged_sole(briefing, id),
        disputed: !briefing.graph.fact_conflicts[id.index()].is_empty(),
        deprecated: matches!(fact.rank, Rank::Deprecated(_)),
        witnesses: briefing.graph.witnesses[id.index()],
    }
}

/// Facts as rows.
pub fn facts(ctx: &Context<'_>, page: &Page, ids: &[Id<Fact>]) -> Vec<FactRow> {
    ids.iter().map(|id| fact(ctx, page, *id)).collect()
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

/// The value in the source's own form, for a page in another language; on a page in the source's
/// language, in the briefing's first one. Empty where it says nothing new.
pub fn printed(ctx: &Context<'_>, fact: &Fact, lang: Lang) -> String {
    let Finding::Quantity(quantity) = &fact.finding else { return String::new() };
    let default = ctx.locale(Lang::DEFAULT).quantity(quantity, None);
    let (number, shown) = if lang.is_default() {
        (quantity.printed_bare().to_owned(), quantity.printed_bare().to_owned())
    } else {
        (default.number, default.text)
    };
    let same = |text: &str| text.replace([',', ' ', '\u{A0}'], "");
    let known = same(&number) == same(&ctx.locale(lang).quantity(quantity, None).number);
    // A bare number is the same in both.
    if known || number.chars().all(|c| c.is_ascii_digit() || ",.%".contains(c)) { String::new() } else { shown }
}

/// Where a fact applies, as words in one string.
pub fn of(ctx: &Context<'_>, fact: &Fact, lang: Lang) -> String {
    let briefing = ctx.briefing;
    let one = |of: &Of| match of {
        Of::Subject(id) => briefing.subjects[*id].title.get(lang).clone(),
        Of::Fact(id) => {
            let other = &briefing.facts[*id];
            format!("{} {}", briefing.indicators[other.indicator].label.get(lang), ctx.value(other, lang).text)
        }
        Of::Text(text) => text.get(lang).clone(),
    };
    fact.of.iter().map(one).collect::<Vec<_>>().join(ctx.words(lang).get("list.and"))
}

/// A subject as a link.
pub fn subject(ctx: &Context<'_>, page: &Page, id: Id<Subject>) -> Link {
    Link {
        label: ctx.briefing.subjects[id].title.get(page.lang).clone(),
        href: ctx.subject_link(&page.route, id, page.lang),
        here: false,
    }
}

/// A source as a link, by its publisher and year.
pub fn source(ctx: &Context<'_>, page: &Page, id: Id<Source>) -> Link {
    let source = &ctx.briefing.sources[id];
    let year = source.published.period().and_then(crate::model::period::Period::year);
    let publisher = short(source.publisher.get(page.lang));
    let label = match year {
        Some(year) => {
            ctx.words(page.lang).fill("source.short", &[("publisher", publisher), ("year", &year.to_string())])
        }
        None => publisher.to_owned(),
    };
    Link { label, href: ctx.source_link(&page.route, id, page.lang), here: false }
}

/// A publisher's name up to what tells how the copy came about: "Anbo" of "Anbo (a website)". The
/// source's own page has it whole.
fn short(publisher: &str) -> &str {
    let end = publisher.find(['(', '（', ',', '，', ';', '；']).filter(|end| *end > 0);
    publisher[..end.unwrap_or(publisher.len())].trim_end()
}

/// An origin as a link.
pub fn origin(ctx: &Context<'_>, page: &Page, origin: Origin) -> Link {
    match origin {
        Origin::Work(id) => subject(ctx, page, id),
        Origin::Source(id) => Link {
            label: ctx.briefing.sources[id].title.get(page.lang).clone(),
            href: ctx.source_link(&page.route, id, page.lang),
            here: false,
        },
    }
}

/// The parts of a list that continues on other pages.
pub fn parts(ctx: &Context<'_>, page: &Page, part: Part, view: impl Fn(Part) -> crate::plan::page::View) -> Vec<Link> {
    if part.of == 1 {
        return Vec::new();
    }
    let link = |number| {
        let other = Part { number, of: part.of };
        let route = ctx.plan.route(view(other), page.lang)?;
        Some(Link { label: number.to_string(), href: page.route.link(route), here: number == part.number })
    };
    (1..=part.of).filter_map(link).collect()
}
