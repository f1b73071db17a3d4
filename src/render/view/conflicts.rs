//! Conflicts: both sides with equal weight, and what an editor says.

use serde::Serialize;

use crate::model::evidence::{Conflict, Found, Side};
use crate::model::fact::Rank;
use crate::model::id::Id;
use crate::model::subject::Subject;
use crate::plan::page::{Page, Part, View};
use crate::render::context::Context;

use super::layout::{Head, Link, layout};
use super::{Built, built, fact, rows};

/// A conflict as a card.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Its anchor.
    pub id: String,
    /// The conflicts page at this card.
    pub href: String,
    /// Its kind, as a class.
    pub kind: &'static str,
    /// Its kind, for a reader.
    pub kind_label: String,
    /// Its heading.
    pub title: String,
    /// Its sides, or the first of many.
    pub sides: Vec<CardSide>,
    /// How many more there are, in words.
    pub more: Option<String>,
    /// What the editor says.
    pub finding: String,
    /// Whether nothing is preferred.
    pub open: bool,
    /// Found by rule or by reading.
    pub found: String,
}

/// One side.
#[derive(Clone, Debug, Serialize)]
pub struct CardSide {
    /// The fact, if it is one.
    pub fact: Option<rows::FactRow>,
    /// The words of a passage that no fact carries.
    pub excerpt: String,
    /// The source.
    pub source: Link,
    /// The line.
    pub line: u32,
    /// Who says it, if the source attributes it.
    pub by: Option<Link>,
    /// Whether the editor prefers it.
    pub preferred: bool,
}

#[derive(Debug, Serialize)]
struct Group {
    kind: &'static str,
    label: String,
    intro: String,
    cards: Vec<Card>,
}

#[derive(Debug, Serialize)]
struct Own {
    groups: Vec<Group>,
    parts: Vec<Link>,
    total: usize,
    open: usize,
    by_rule: usize,
}

/// Gathers a part of the conflicts page.
pub fn build(ctx: &Context<'_>, page: &Page, part: Part) -> Built {
    let words = ctx.words(page.lang);
    let all: Vec<Id<Conflict>> = ctx.briefing.conflicts.ids().collect();
    let mut groups: Vec<Group> = crate::model::evidence::ConflictKind::ALL
        .iter()
        .map(|(word, _)| Group {
            kind: word,
            label: words.get(&format!("conflict.{word}")).to_owned(),
            intro: words.get(&format!("conflict.{word}_intro")).to_owned(),
            cards: Vec::new(),
        })
        .collect();
    for id in part.rows(&all) {
        let card = card(ctx, page, *id);
        if let Some(group) = groups.iter_mut().find(|group| group.kind == card.kind) {
            group.cards.push(card);
        }
    }
    groups.retain(|group| !group.cards.is_empty());
    let conflicts = || ctx.briefing.conflicts.iter().map(|(_, c)| c);
    let own = Own {
        groups,
        parts: rows::parts(ctx, page, part, View::Conflicts),
        total: all.len(),
        open: conflicts().filter(|c| c.preferred.is_empty()).count(),
        by_rule: conflicts().filter(|c| c.found == Found::Rule).count(),
    };
    let head = Head {
        description: words.get("conflicts.description").to_owned(),
        crumbs: Vec::new(),
        class: "conflicts",
        fallback: false,
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, "conflicts.html", layout, &own)
}

/// A conflict as a card with all its sides.
pub fn card(ctx: &Context<'_>, page: &Page, id: Id<Conflict>) -> Card {
    with_sides(ctx, page, id, ctx.briefing.conflicts[id].sides.iter().collect())
}

fn with_sides(ctx: &Context<'_>, page: &Page, id: Id<Conflict>, sides: Vec<&Side>) -> Card {
    let conflict = &ctx.briefing.conflicts[id];
    let words = ctx.words(page.lang);
    let left = conflict.sides.len() - sides.len();
    let found = if conflict.found == Found::Rule { "conflict.by_rule" } else { "conflict.by_reading" };
    Card {
        id: conflict.slug.clone(),
        href: fact::conflict_link(ctx, page, id),
        kind: conflict.kind.word(),
        kind_label: words.get(&format!("conflict.{}", conflict.kind.word())).to_owned(),
        title: conflict.title.get(page.lang).clone(),
        sides: sides.into_iter().map(|side| card_side(ctx, page, conflict, side)).collect(),
        more: (left > 0).then(|| words.count("conflict.more", left as u64)),
        finding: conflict.finding.get(page.lang).clone(),
        open: conflict.preferred.is_empty(),
        found: words.get(found).to_owned(),
    }
}

/// A conflict as a card on a subject's page: of many sides, those about the subject and a few others.
pub fn card_about(ctx: &Context<'_>, page: &Page, id: Id<Conflict>, subject: Id<Subject>) -> Card {
    const SIDES: usize = 4;
    let conflict = &ctx.briefing.conflicts[id];
    let mut sides: Vec<&Side> = conflict.sides.iter().collect();
    let about = |side: &Side| matches!(side, Side::Fact(fact) if ctx.briefing.facts[*fact].subject == subject);
    if sides.len() > SIDES {
        sides.sort_by_key(|side| !about(side));
        sides.truncate(SIDES.max(conflict.sides.iter().filter(|side| about(side)).count()).min(2 * SIDES));
    }
    with_sides(ctx, page, id, sides)
}

fn card_side(ctx: &Context<'_>, page: &Page, conflict: &Conflict, side: &Side) -> CardSide {
    match side {
        Side::Fact(id) => {
            let fact = &ctx.briefing.facts[*id];
            CardSide {
                excerpt: fact.excerpt.as_str().to_owned(),
                source: rows::source(ctx, page, fact.source),
                line: fact.line,
                by: fact.by.map(|by| rows::subject(ctx, page, by)),
                preferred: conflict.preferred.contains(id) && fact.rank == Rank::Preferred,
                fact: Some(rows::fact(ctx, page, *id)),
            }
        }
        Side::Passage { source, line, excerpt } => CardSide {
            fact: None,
            excerpt: excerpt.clone(),
            source: rows::source(ctx, page, *source),
            line: *line,
            by: None,
            preferred: false,
        },
    }
}
