//! A fact's page: the value, the words it rests on, what to know before quoting it.

use serde::Serialize;

use crate::model::fact::{Dating, Fact, Finding, Origin, Rank};
use crate::model::id::Id;
use crate::model::lang::{Lang, Reading};
use crate::model::quantity::Quantity;
use crate::plan::page::Page;
use crate::render::context::Context;
use crate::render::links;
use crate::render::own_copy;

use super::conflicts::{self, Card};
use super::layout::{Head, Link, layout};
use super::ruler::{Ruler, ruler};
use super::subject::{self, Panel};
use super::words::{self, Words};
use super::{Built, built, cite, rows};

/// A fact's page.
#[derive(Debug, Serialize)]
struct Own {
    row: rows::FactRow,
    indicator: Link,
    definition: String,
    fallback: bool,
    dating: String,
    precision_note: String,
    kind_note: String,
    ruler: Option<Ruler>,
    words: Words,
    /// What looks into a reader's own copy, as links in the order of loading.
    scripts: String,
    chart: Option<Panel>,
    by: Option<Link>,
    policy: Option<Link>,
    note: String,
    reason: String,
    preferred: bool,
    origins: Vec<Behind>,
    source_cite: cite::Citation,
    archive: String,
    standing: Vec<String>,
    damage: Vec<String>,
    conflicts: Vec<Card>,
    elsewhere: Vec<rows::FactRow>,
    more: usize,
    gaps: Vec<Gap>,
    history: Vec<Edition>,
    data: String,
    checked: Option<String>,
    derived: Vec<Derived>,
}

/// What the source rests on.
#[derive(Debug, Serialize)]
struct Behind {
    link: Link,
    /// Whether we hold a copy.
    held: bool,
}

/// The same indicator elsewhere, missing.
#[derive(Debug, Serialize)]
struct Gap {
    subject: Link,
    reason: String,
}

/// A published version.
#[derive(Debug, Serialize)]
struct Edition {
    ordinal: u32,
    hash: String,
    date: String,
}

/// A figure that we computed from this one.
#[derive(Debug, Serialize)]
pub struct Derived {
    /// Its name, an anchor.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The result.
    pub value: String,
    /// The formula as written.
    pub formula: String,
    /// What to know.
    pub note: String,
}

/// How many facts of the same indicator a page lists.
const ELSEWHERE: usize = 12;
/// How many facts of one subject or indicator are searched for what a chart could show.
const CHARTED: usize = 300;

/// "AI industry revenue, Alba, 2024: over CNY 230 billion"
pub fn title(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> String {
    let fact = &ctx.briefing.facts[id];
    // Titles travel into citations and searches, where a no-break space is in the way.
    let value = ctx.value(fact, lang).text.replace('\u{A0}', " ");
    ctx.words(lang).fill(
        "fact.title",
        &[
            ("what", ctx.briefing.indicators[fact.indicator].label.get(lang)),
            ("subject", ctx.briefing.subjects[fact.subject].title.get(lang)),
            ("period", &ctx.locale(lang).period(&fact.period)),
            ("value", &value),
        ],
    )
}

/// Gathers a fact's page.
pub fn build(ctx: &Context<'_>, page: &Page, id: Id<Fact>) -> Built {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let fact = &briefing.facts[id];
    let title = title(ctx, id, lang);
    let fallback = match &fact.finding {
        Finding::Text(text) => text.read(lang).is_fallback(),
        Finding::Quantity(_) => false,
    };
    let row = rows::fact(ctx, page, id);
    let head = Head {
        description: format!("{title} — {}", row.source.label),
        crumbs: vec![
            row.subject.clone(),
            Link { label: row.what.clone(), href: ctx.indicator_link(&page.route, fact.indicator, lang), here: false },
        ],
        class: "fact",
        fallback,
    };
    let own = own(ctx, page, id, row);
    let layout = layout(ctx, page, head);
    built(ctx, page, "fact.html", layout, &own)
}

fn own(ctx: &Context<'_>, page: &Page, id: Id<Fact>, row: rows::FactRow) -> Own {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let fact = &briefing.facts[id];
    let words = ctx.words(lang);
    let source = &briefing.sources[fact.source];
    let word = |group: &str, name: &str| words.get(&format!("{group}.{name}")).to_owned();
    let (elsewhere, more) = elsewhere(ctx, page, id);
    Own {
        indicator: Link {
            label: row.what.clone(),
            href: ctx.indicator_link(&page.route, fact.indicator, lang),
            here: false,
        },
        definition: briefing.indicators[fact.indicator].definition.get(lang).clone(),
        fallback: matches!(&fact.finding, Finding::Text(t) if matches!(t.read(lang), Reading::Fallback(_))),
        dating: match fact.dating {
            None => words.get("dating.undated"),
            Some(Dating::Printed) => words.get("dating.printed"),
            Some(Dating::Inferred) => words.get("dating.inferred"),
        }
        .to_owned(),
        precision_note: quantity(fact).map_or(String::new(), |q| word("precision", precision(q))),
        kind_note: word("status_note", fact.status.word()),
        ruler: quantity(fact).and_then(|q| ruler(ctx, q, lang)),
        words: words::words(ctx, id, lang),
        scripts: own_copy::scripts(ctx, fact.source, lang).map(|path| page.route.link(&ctx.plan.file(&path))).join(" "),
        chart: chart(ctx, page, fact),
        by: fact.by.map(|by| rows::subject(ctx, page, by)),
        policy: fact.policy.map(|policy| rows::subject(ctx, page, policy)),
        note: fact.note.as_ref().map_or(String::new(), |note| note.get(lang).clone()),
        reason: match &fact.rank {
            Rank::Deprecated(reason) => reason.get(lang).clone(),
            _ => String::new(),
        },
        preferred: fact.rank == Rank::Preferred,
        origins: fact
            .origins
            .iter()
            .filter(|origin| **origin != Origin::Source(fact.source))
            .map(|origin| Behind { link: rows::origin(ctx, page, *origin), held: matches!(origin, Origin::Source(_)) })
            .collect(),
        source_cite: cite::all(&cite::of_source(ctx, fact.source, lang)),
        archive: source.archive.clone(),
        standing: source.standing.iter().map(|s| word("standing", s.word())).collect(),
        damage: source.damage.iter().map(|d| word("damage", d.word())).collect(),
        conflicts: briefing.graph.fact_conflicts[id.index()].iter().map(|c| conflicts::card(ctx, page, *c)).collect(),
        elsewhere,
        more,
        gaps: gaps(ctx, page, fact),
        history: history(ctx, fact, lang),
        data: page.route.link(&ctx.plan.fact_data(briefing, id)),
        checked: fact.checked.as_ref().map(|day| ctx.locale(lang).period(day)),
        derived: briefing.graph.fact_derived[id.index()].iter().map(|d| derived(ctx, *d, lang)).collect(),
        row,
    }
}

/// A derived figure as a list shows it.
pub fn derived(ctx: &Context<'_>, id: Id<crate::model::evidence::Derived>, lang: Lang) -> Derived {
    let derived = &ctx.briefing.derived[id];
    Derived {
        id: derived.slug.clone(),
        label: derived.label.get(lang).clone(),
        value: ctx.locale(lang).quantity(&derived.quantity, None).text,
        formula: derived.formula.clone(),
        note: derived.note.as_ref().map_or(String::new(), |note| note.get(lang).clone()),
    }
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.finding {
        Finding::Quantity(quantity) => Some(quantity),
        Finding::Text(_) => None,
    }
}

fn precision(quantity: &Quantity) -> &'static str {
    if quantity.value_max().is_some() { "range" } else { quantity.precision().word() }
}

/// The fact beside what was promised or expected of the same subject.
fn chart(ctx: &Context<'_>, page: &Page, fact: &Fact) -> Option<Panel> {
    let graph = &ctx.briefing.graph;
    let (of_subject, of_indicator) =
        (&graph.subject_facts[fact.subject.index()], &graph.indicator_facts[fact.indicator.index()]);
    let fewer = if of_subject.len() < of_indicator.len() { of_subject } else { of_indicator };
    // A fact among so many is in no chart that a reader could read.
    if fewer.len() > CHARTED {
        return None;
    }
    let facts = &ctx.briefing.facts;
    let same = |id: &&Id<Fact>| facts[**id].subject == fact.subject && facts[**id].indicator == fact.indicator;
    let same: Vec<Id<Fact>> = fewer.iter().filter(same).copied().collect();
    subject::panel(ctx, page, fact.indicator, &same)
}

fn elsewhere(ctx: &Context<'_>, page: &Page, id: Id<Fact>) -> (Vec<rows::FactRow>, usize) {
    let fact = &ctx.briefing.facts[id];
    let all = &ctx.briefing.graph.indicator_facts[fact.indicator.index()];
    let shown: Vec<_> = all.iter().filter(|other| **other != id).take(ELSEWHERE).copied().collect();
    (rows::facts(ctx, page, &shown), (all.len() - 1).saturating_sub(ELSEWHERE))
}

fn gaps(ctx: &Context<'_>, page: &Page, fact: &Fact) -> Vec<Gap> {
    let same = ctx.briefing.graph.indicator_gaps[fact.indicator.index()].iter().take(ELSEWHERE);
    let same = same.map(|n| &ctx.briefing.gaps[*n]);
    same.map(|gap| Gap {
        subject: rows::subject(ctx, page, gap.subject),
        reason: super::compare::reason(ctx, page, gap.reason),
    })
    .collect()
}

fn history(ctx: &Context<'_>, fact: &Fact, lang: Lang) -> Vec<Edition> {
    let recorded = ctx.briefing.published.history(&format!("fact:{}", fact.slug));
    let now = std::iter::once(&fact.version).filter(|v| recorded.last() != Some(*v));
    recorded
        .iter()
        .chain(now)
        .map(|v| Edition { ordinal: v.ordinal, hash: v.hash.clone(), date: ctx.locale(lang).date(&v.date) })
        .collect()
}

/// The conflicts page at a conflict's card.
pub fn conflict_link(ctx: &Context<'_>, page: &Page, id: Id<crate::model::evidence::Conflict>) -> String {
    links::conflict(ctx, id, page.lang, &page.route)
}
