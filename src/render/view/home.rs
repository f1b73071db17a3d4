//! The front page: what this is, the figures to know, places, deadlines, disagreements.

use serde::Serialize;

use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::plan::page::{Page, Part, View};
use crate::render::context::Context;

use super::article::{self, Body};
use super::compare::{Matrix, matrices};
use super::conflicts::{self, Card};
use super::layout::{Head, Link, layout};
use super::target::{Tracker, is_announcement, tracker};
use super::{Built, built, rows};

#[derive(Debug, Serialize)]
struct Own {
    description: String,
    body: Body,
    tiles: Vec<rows::FactRow>,
    tables: Vec<Matrix>,
    targets: Tracker,
    conflicts: Vec<Card>,
    open_conflicts: usize,
    kinds: Vec<KindOf>,
    sources: Vec<Link>,
    counts: Counts,
    compare: String,
    timeline: String,
    all_conflicts: String,
}

/// A kind with its subjects.
#[derive(Debug, Serialize)]
struct KindOf {
    label: String,
    href: String,
    links: Vec<Link>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct Counts {
    facts: String,
    sources: String,
    conflicts: String,
}

const TILES: usize = 10;
const TARGETS: usize = 8;
const CARDS: usize = 3;
const LINKS: usize = 12;

/// Gathers the front page.
pub fn build(ctx: &Context<'_>, page: &Page) -> Built {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let words = ctx.words(lang);
    let body = article::body(ctx, page, &briefing.home.body);
    let head = Head {
        description: briefing.site.description.get(lang).clone(),
        crumbs: Vec::new(),
        class: "home",
        fallback: body.fallback,
    };
    let key: Vec<Id<Fact>> = briefing.site.key_facts.iter().filter_map(|slug| briefing.facts.find(slug)).collect();
    let open: Vec<_> = briefing.conflicts.iter().filter(|(_, c)| c.preferred.is_empty()).map(|(id, _)| id).collect();
    let own = Own {
        description: briefing.site.description.get(lang).clone(),
        body,
        tiles: rows::facts(ctx, page, &key[..key.len().min(TILES)]),
        tables: matrices(ctx, page),
        targets: targets(ctx, page, &key),
        conflicts: open.iter().take(CARDS).map(|id| conflicts::card(ctx, page, *id)).collect(),
        open_conflicts: open.len(),
        kinds: kinds(ctx, page),
        sources: briefing.sources.ids().take(LINKS).map(|id| rows::source(ctx, page, id)).collect(),
        counts: Counts {
            facts: words.count("facts_count", briefing.facts.len() as u64),
            sources: words.count("sources_count", briefing.sources.len() as u64),
            conflicts: words.count("conflicts_count", briefing.conflicts.len() as u64),
        },
        compare: ctx.link(&page.route, View::Compare, lang),
        timeline: ctx.link(&page.route, View::Timeline, lang),
        all_conflicts: ctx.link(&page.route, View::Conflicts(Part::FIRST), lang),
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, "home.html", layout, &own)
}

/// The targets that fall due next: key facts and comparable indicators before the rest.
fn targets(ctx: &Context<'_>, page: &Page, key: &[Id<Fact>]) -> Tracker {
    let briefing = ctx.briefing;
    let mut ids: Vec<Id<Fact>> = briefing
        .facts
        .iter()
        .filter(|(_, f)| f.status == Status::Target && !f.period.is_undated() && !is_announcement(ctx, f))
        .map(|(id, _)| id)
        .collect();
    ids.sort_by_key(|id| {
        let fact = &briefing.facts[*id];
        (!key.contains(id), !briefing.indicators[fact.indicator].comparable, fact.policy.is_none(), *id)
    });
    ids.truncate(TARGETS);
    tracker(ctx, page, &ids)
}

fn kinds(ctx: &Context<'_>, page: &Page) -> Vec<KindOf> {
    let mut members: Vec<Vec<Id<crate::model::subject::Subject>>> = vec![Vec::new(); ctx.briefing.kinds.len()];
    for (id, subject) in ctx.briefing.subjects.iter() {
        members[subject.kind.index()].push(id);
    }
    let kind = |(id, kind): (Id<crate::model::subject::Kind>, &crate::model::subject::Kind)| {
        let all = &members[id.index()];
        KindOf {
            label: kind.plural.get(page.lang).clone(),
            href: ctx.link(&page.route, View::Kind(id, Part::FIRST), page.lang),
            links: all.iter().take(LINKS).map(|id| rows::subject(ctx, page, *id)).collect(),
            more: all.len().saturating_sub(LINKS),
        }
    };
    ctx.briefing.kinds.iter().map(kind).filter(|k| !k.links.is_empty()).collect()
}
