//! The briefing as data: JSON, CSV, a data package, references, the comparison (contract).

use serde::Serialize;
use serde_json::{Value, json};

use crate::cite::{Style, bibtex, csl_json, reference::Reference, ris};
use crate::model::fact::{Fact, Finding, Of};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::locator::Spot;
use crate::model::source::Source;
use crate::plan::kinds::{View, places};

use crate::render::cite;
use crate::render::context::Context;

use super::changes;
use super::json::{localised, pretty};

/// A fact as the contract's JSON has it.
#[derive(Debug, Serialize)]
pub struct FactData<'a> {
    id: &'a str,
    subject: String,
    indicator: &'a str,
    period: String,
    dating: Option<&'static str>,
    announced: bool,
    value: Option<String>,
    value_max: Option<String>,
    text: Option<Value>,
    unit: &'a str,
    precision: Option<&'static str>,
    printed: Option<&'a str>,
    as_printed: Option<&'a str>,
    of: Vec<Value>,
    status: &'static str,
    policy: Option<String>,
    by: Option<String>,
    credit: Option<Value>,
    origins: Vec<String>,
    source: String,
    archive: &'a str,
    line: Option<u32>,
    page: Option<u32>,
    cell: Option<String>,
    time: Option<String>,
    section: Option<&'a str>,
    excerpt: &'a str,
    note: Option<Value>,
    rank: &'static str,
    reason: Option<Value>,
    witnesses: u32,
    conflicts: Vec<&'a str>,
    standing: Vec<&'static str>,
    damage: Vec<&'static str>,
    verified: Option<Value>,
    checked: Option<String>,
    url: String,
    address: String,
    version: Value,
    formerly: &'a [String],
    history: Value,
}

/// A fact as the contract's JSON has it.
pub fn fact<'a>(ctx: &Context<'a>, id: Id<Fact>) -> FactData<'a> {
    let briefing = ctx.briefing;
    let fact = &briefing.facts[id];
    let source = &briefing.sources[fact.source];
    let quantity = fact.quantity();
    let of = |of: &Of| match of {
        Of::Subject(id) => json!(briefing.subject_name(*id)),
        Of::Fact(id) => json!(format!("fact:{}", briefing.facts[*id].slug)),
        Of::Text(text) => localised(ctx, text),
    };
    FactData {
        id: &fact.slug,
        subject: briefing.subject_name(fact.subject),
        indicator: &briefing.indicators[fact.indicator].slug,
        period: fact.period.to_string(),
        dating: fact.dating.map(crate::model::fact::Dating::word),
        announced: fact.announced,
        value: quantity.map(|q| q.value_text()),
        value_max: quantity.and_then(|q| q.value_max_text()),
        text: match &fact.finding {
            Finding::Text(text) => Some(localised(ctx, text)),
            Finding::Quantity(_) => None,
        },
        unit: briefing.indicators[fact.indicator].unit.code(),
        precision: quantity.map(|q| if q.value_max().is_some() { "range" } else { q.precision().word() }),
        printed: quantity.map(|q| q.printed()),
        as_printed: ctx.printed(id),
        of: fact.of.iter().map(of).collect(),
        status: fact.status.word(),
        policy: fact.policy.map(|id| briefing.subject_name(id)),
        by: fact.by.map(|id| briefing.subject_name(id)),
        credit: fact.credit.as_ref().map(|credit| localised(ctx, credit)),
        origins: fact.origins.iter().map(|origin| briefing.origin_name(*origin)).collect(),
        source: format!("source:{}", source.slug),
        archive: &source.archive,
        line: fact.locator.line(),
        page: fact.locator.spot.page(),
        cell: fact.locator.spot.cell().map(ToString::to_string),
        time: fact.locator.spot.time().map(|time| time.to_string()),
        section: fact.locator.section.as_deref(),
        excerpt: fact.excerpt.as_str(),
        note: fact.note.as_ref().map(|note| localised(ctx, note)),
        rank: fact.rank.word(),
        reason: match &fact.rank {
            crate::model::fact::Rank::Deprecated(reason) => Some(localised(ctx, reason)),
            _ => None,
        },
        witnesses: briefing.graph.witnesses[id.index()],
        conflicts: conflicts(ctx, id),
        standing: source.standing.iter().map(|s| s.word()).collect(),
        damage: source.damage.iter().map(|d| d.word()).collect(),
        verified: verified(ctx, id),
        checked: fact.checked.as_ref().map(ToString::to_string),
        url: ctx.plan.first(View::Fact(id), Lang::DEFAULT).to_string(),
        address: format!("{}{}", briefing.site.base_url, ctx.plan.first(View::Fact(id), Lang::DEFAULT)),
        version: json!({ "ordinal": fact.version.ordinal, "date": fact.version.date, "hash": fact.version.hash }),
        formerly: &fact.formerly,
        history: changes::history(ctx, id),
    }
}

fn conflicts<'a>(ctx: &Context<'a>, id: Id<Fact>) -> Vec<&'a str> {
    let briefing = ctx.briefing;
    briefing.graph.fact_conflicts[id.index()].iter().map(|c| briefing.conflicts[*c].slug.as_str()).collect()
}

fn verified(ctx: &Context<'_>, id: Id<Fact>) -> Option<Value> {
    ctx.briefing.graph.verified[id.index()].as_ref().map(|v| {
        json!({
            "answer": v.answer.word(),
            "value_agrees": v.value_agrees,
            "subject": v.subject.word(),
            "period": v.period.word(),
            "status": v.status.word(),
        })
    })
}

/// `facts/<id>.json`
pub fn fact_file(ctx: &Context<'_>, id: Id<Fact>) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(&fact(ctx, id)).expect("strings and numbers are JSON");
    bytes.push(b'\n');
    bytes
}

/// `data/facts.json`
pub fn facts_json(ctx: &Context<'_>) -> Vec<u8> {
    let mut out = format!("{{\"version\":{},\"facts\":[", json!(ctx.briefing.date)).into_bytes();
    for id in ctx.briefing.facts.ids() {
        out.extend_from_slice(if id.index() == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut out, &fact(ctx, id)).expect("writing to memory");
    }
    out.extend_from_slice(b"\n]}\n");
    out
}

/// A number where it is one, else its words.
fn spot(spot: &Spot) -> Value {
    spot.line().or(spot.page()).map_or_else(|| json!(spot.value()), |number| json!(number))
}

/// `data/conflicts.json`
pub fn conflicts_json(ctx: &Context<'_>) -> Vec<u8> {
    use crate::model::evidence::Side;
    let briefing = ctx.briefing;
    let side = |side: &Side| match side {
        Side::Fact(id) => json!({ "fact": briefing.facts[*id].slug }),
        Side::Passage { source, locator, excerpt, says } => {
            let name = format!("source:{}", briefing.sources[*source].slug);
            let mut side = json!({ "source": name, "excerpt": excerpt, locator.spot.key(): spot(&locator.spot) });
            if let Some(section) = &locator.section {
                side["section"] = json!(section);
            }
            if let Some(says) = says {
                side["says"] = localised(ctx, says);
            }
            side
        }
    };
    let list: Vec<Value> = briefing
        .conflicts
        .iter()
        .map(|(_, c)| {
            json!({
                "id": c.slug,
                "kind": c.kind.word(),
                "title": localised(ctx, &c.title),
                "sides": c.sides.iter().map(side).collect::<Vec<_>>(),
                "finding": localised(ctx, &c.finding),
                "summary": c.summary.as_ref().map(|summary| localised(ctx, summary)),
                "preferred": c.preferred.iter().map(|id| &briefing.facts[*id].slug).collect::<Vec<_>>(),
                "found": c.found.word(),
            })
        })
        .collect();
    pretty(&json!({ "version": briefing.date, "conflicts": list }))
}

/// `data/compare.json`: compared places × comparable indicators, each cell with facts or a reason.
pub fn compare_json(ctx: &Context<'_>) -> Vec<u8> {
    let briefing = ctx.briefing;
    let mut cells = Vec::new();
    for subject in places::places(briefing) {
        for indicator in places::comparable(briefing) {
            let stated = places::stated(briefing, subject, indicator);
            cells.push(json!({
                "subject": briefing.subject_name(subject),
                "indicator": briefing.indicators[indicator].slug,
                "facts": stated.iter().map(|id| &briefing.facts[*id].slug).collect::<Vec<_>>(),
                "gap": places::gap(briefing, subject, indicator).map(|gap| gap.reason.word()),
            }));
        }
    }
    pretty(&json!({ "version": briefing.date, "cells": cells }))
}

fn references(ctx: &Context<'_>) -> Vec<Reference> {
    let sources = ctx.briefing.sources.ids().map(|id| cite::of_source(ctx, id, Lang::DEFAULT));
    let works = ctx.briefing.subjects.ids().filter_map(|id| cite::of_work(ctx, id, Lang::DEFAULT));
    sources.chain(works).collect()
}

/// The reference to a source in a style.
pub fn reference(ctx: &Context<'_>, id: Id<Source>, style: &Style) -> Vec<u8> {
    style.write(&cite::of_source(ctx, id, Lang::DEFAULT)).into_bytes()
}

/// `data/sources.bib`
pub fn sources_bib(ctx: &Context<'_>) -> Vec<u8> {
    references(ctx).iter().map(bibtex::entry).collect::<Vec<_>>().join("\n").into_bytes()
}

/// `data/sources.ris`
pub fn sources_ris(ctx: &Context<'_>) -> Vec<u8> {
    references(ctx).iter().map(ris::record).collect::<String>().into_bytes()
}

/// `data/sources.csl.json`
pub fn sources_csl(ctx: &Context<'_>) -> Vec<u8> {
    csl_json::array(&references(ctx)).into_bytes()
}
