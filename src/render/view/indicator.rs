//! An indicator's page: every subject's value, actuals apart from targets.

use serde::Serialize;

use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::model::subject::Indicator;
use crate::plan::page::{Page, Part, View};
use crate::render::context::Context;

use super::layout::{Head, Link, layout};
use super::source::conflict_ids;
use super::{Built, built, compare, conflicts, rows};

#[derive(Debug, Serialize)]
struct Own {
    definition: String,
    unit: String,
    comparable: bool,
    groups: Vec<Group>,
    parts: Vec<Link>,
    chart_svg: Option<String>,
    conflicts: Vec<conflicts::Card>,
    gaps: Vec<compare::Missing>,
    like: Vec<Like>,
}

/// An indicator that a reader may take for this one.
#[derive(Debug, Serialize)]
struct Like {
    indicator: Link,
    definition: String,
}

/// The facts of one status.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The status, as a class.
    pub kind: &'static str,
    /// The status, for a reader.
    pub label: String,
    /// Its facts.
    pub facts: Vec<rows::FactRow>,
}

/// Gathers an indicator's page.
pub fn build(ctx: &Context<'_>, page: &Page, id: Id<Indicator>, part: Part) -> Built {
    let indicator = &ctx.briefing.indicators[id];
    let facts = part.rows(&ctx.briefing.graph.indicator_facts[id.index()]);
    let words = ctx.words(page.lang);
    let head = Head {
        description: indicator.definition.get(page.lang).clone(),
        crumbs: vec![Link {
            label: words.get("nav.indicators").to_owned(),
            href: ctx.link(&page.route, View::Indicators, page.lang),
            here: false,
        }],
        class: "indicator",
        fallback: false,
    };
    let own = Own {
        definition: indicator.definition.get(page.lang).clone(),
        unit: indicator.unit.code().to_owned(),
        comparable: indicator.comparable,
        groups: by_status(ctx, page, facts),
        parts: rows::parts(ctx, page, part, |part| View::Indicator(id, part)),
        chart_svg: compare::bars(ctx, page, id, None),
        conflicts: conflict_ids(ctx, facts).into_iter().map(|c| conflicts::card(ctx, page, c)).collect(),
        gaps: compare::missing(ctx, page, id),
        like: like(ctx, page, id),
    };
    let layout = layout(ctx, page, head);
    built(ctx, page, "indicator.html", layout, &own)
}

/// The indicators that this one names as like it, and those that name it.
fn like(ctx: &Context<'_>, page: &Page, id: Id<Indicator>) -> Vec<Like> {
    let indicators = &ctx.briefing.indicators;
    let naming = |(other, indicator): (Id<Indicator>, &Indicator)| {
        (other != id && (indicator.like.contains(&id) || indicators[id].like.contains(&other))).then_some(other)
    };
    let row = |other: Id<Indicator>| Like {
        indicator: Link {
            label: indicators[other].label.get(page.lang).clone(),
            href: ctx.indicator_link(&page.route, other, page.lang),
            here: false,
        },
        definition: indicators[other].definition.get(page.lang).clone(),
    };
    indicators.iter().filter_map(naming).map(row).collect()
}

/// Facts by status, in the order actual, target, forecast, claim, event.
pub fn by_status(ctx: &Context<'_>, page: &Page, facts: &[Id<Fact>]) -> Vec<Group> {
    let words = ctx.words(page.lang);
    let group = |(word, status): &(&'static str, Status)| {
        let ids: Vec<_> = facts.iter().filter(|id| ctx.briefing.facts[**id].status == *status).copied().collect();
        Group {
            kind: word,
            label: words.get(&format!("status_plural.{word}")).to_owned(),
            facts: rows::facts(ctx, page, &ids),
        }
    };
    Status::ALL.iter().map(group).filter(|group| !group.facts.is_empty()).collect()
}
