//! A source's page: its record and condition, where it comes from, what was drawn from it.

use serde::Serialize;

use crate::check::score;
use crate::model::id::Id;
use crate::model::source::{Published, Source};
use crate::plan::page::Page;
use crate::render::{code, context::Context};

use super::article::{self, Body};
use super::conflicts::{self, Card};
use super::evidence::{self, Evidence};
use super::layout::{Head, Link, layout};
use super::{Built, built, cite, rows};

#[derive(Debug, Serialize)]
struct Own {
    publisher: String,
    authors: Vec<String>,
    published: String,
    dating: String,
    accessed: String,
    url: Option<String>,
    archive: String,
    sha256: String,
    standing: Vec<Condition>,
    damage: Vec<Condition>,
    note: String,
    lineage: Vec<Lineage>,
    body: Body,
    facts: Vec<rows::FactRow>,
    conflicts: Vec<Card>,
    subjects: Vec<Link>,
    sheet_html: String,
    evidence: Evidence,
    source_cite: cite::Citation,
}

/// A word on a source's condition, and what it means.
#[derive(Debug, Serialize)]
struct Condition {
    word: &'static str,
    label: String,
    meaning: String,
}

/// A work that the source rests on.
#[derive(Debug, Serialize)]
struct Lineage {
    work: Link,
    lines: String,
}

/// Gathers a source's page.
pub fn build(ctx: &Context<'_>, page: &Page, id: Id<Source>) -> Built {
    let source = &ctx.briefing.sources[id];
    let words = ctx.words(page.lang);
    let title = source.title.get(page.lang).clone();
    let body = article::body(ctx, page, &source.body);
    let head = Head {
        description: words
            .fill("source.description", &[("title", &title), ("publisher", source.publisher.get(page.lang))]),
        crumbs: vec![Link {
            label: words.get("nav.sources").to_owned(),
            href: ctx.link(&page.route, crate::plan::page::View::Sources(crate::plan::page::Part::FIRST), page.lang),
            here: false,
        }],
        class: "source",
        fallback: body.fallback,
    };
    let own = own(ctx, page, id, body);
    let layout = layout(ctx, page, head);
    built(ctx, page, "source.html", layout, &own)
}

fn own(ctx: &Context<'_>, page: &Page, id: Id<Source>, body: Body) -> Own {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let source = &briefing.sources[id];
    let words = ctx.words(lang);
    let facts = &briefing.graph.source_facts[id.index()];
    let condition = |group: &str, word: &'static str| Condition {
        word,
        label: words.get(&format!("{group}.{word}")).to_owned(),
        meaning: words.get(&format!("{group}_note.{word}")).to_owned(),
    };
    let score = score::score(briefing, String::new(), facts, Some(&source.body));
    Own {
        publisher: source.publisher.get(lang).clone(),
        authors: source.author.clone(),
        published: source
            .published
            .period()
            .map_or(words.get("dating.unknown").to_owned(), |p| ctx.locale(lang).period(p)),
        dating: match source.published {
            Published::Printed(_) => words.get("dating.printed"),
            Published::Inferred(_) => words.get("dating.inferred"),
            Published::Unknown => "",
        }
        .to_owned(),
        accessed: ctx.locale(lang).period(&source.accessed),
        url: source.url.clone(),
        archive: source.archive.clone(),
        sha256: source.sha256.clone(),
        standing: source.standing.iter().map(|s| condition("standing", s.word())).collect(),
        damage: source.damage.iter().map(|d| condition("damage", d.word())).collect(),
        note: source.note.as_ref().map_or(String::new(), |note| note.get(lang).clone()),
        lineage: lineage(ctx, page, source),
        facts: rows::facts(ctx, page, facts),
        conflicts: conflict_ids(ctx, facts).into_iter().map(|c| conflicts::card(ctx, page, c)).collect(),
        subjects: subjects(ctx, page, id),
        sheet_html: if source.sheet.is_empty() { String::new() } else { code::block("toml", &source.sheet) },
        evidence: evidence::panel(ctx, page, facts, &score),
        source_cite: cite::all(&cite::of_source(ctx, id, lang)),
        body,
    }
}

/// The conflicts that touch any of these facts, each once, in the briefing's order.
pub fn conflict_ids(
    ctx: &Context<'_>,
    facts: &[Id<crate::model::fact::Fact>],
) -> Vec<Id<crate::model::evidence::Conflict>> {
    let ids: std::collections::BTreeSet<_> =
        facts.iter().flat_map(|id| &ctx.briefing.graph.fact_conflicts[id.index()]).copied().collect();
    ids.into_iter().collect()
}

fn lineage(ctx: &Context<'_>, page: &Page, source: &Source) -> Vec<Lineage> {
    let mut list: Vec<(Id<crate::model::subject::Subject>, Vec<String>)> = Vec::new();
    for rest in &source.rests_on {
        let lines =
            rest.lines.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
        match list.iter_mut().find(|(work, _)| *work == rest.work) {
            Some((_, known)) => known.extend(lines),
            None => list.push((rest.work, lines.collect())),
        }
    }
    let entry =
        |(work, lines): (_, Vec<String>)| Lineage { work: rows::subject(ctx, page, work), lines: lines.join(", ") };
    list.into_iter().map(entry).collect()
}

fn subjects(ctx: &Context<'_>, page: &Page, id: Id<Source>) -> Vec<Link> {
    let facts = ctx.briefing.graph.source_facts[id.index()].iter();
    let ids: std::collections::BTreeSet<_> = facts.map(|fact| ctx.briefing.facts[*fact].subject).collect();
    ids.into_iter().map(|subject| rows::subject(ctx, page, subject)).collect()
}
