//! What changed, as data: every version of every fact with what it said, and every correction.

use serde_json::{Map, Value, json};

use crate::model::briefing::Briefing;
use crate::model::evidence::Correction;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::version::{Recorded, Said, Version};
use crate::plan::kinds::changes;
use crate::render::context::Context;

use super::json::{localised, pretty};

/// The versions of a fact, the oldest first: what it said, and why that changed.
pub fn history(ctx: &Context<'_>, id: Id<Fact>) -> Value {
    let briefing = ctx.briefing;
    let fact = &briefing.facts[id];
    let names = fact.formerly.iter().chain([&fact.slug]).map(|slug| format!("fact:{slug}"));
    let recorded = briefing.published.history(&names.collect::<Vec<_>>());
    let editions = briefing.graph.history[id.index()].iter();
    editions
        .enumerate()
        .map(|(n, edition)| {
            // What it says now stands beside this.
            let past = recorded.get(n).filter(|record| record.version != fact.version);
            let said = past.and_then(|record: &&Recorded| record.said.as_ref()).map(said);
            let why: Vec<Value> = edition.why.iter().map(|n| correction(ctx, &briefing.corrections[*n])).collect();
            json!({
                "ordinal": edition.version.ordinal,
                "date": edition.version.date,
                "hash": edition.version.hash,
                "said": said,
                "why": why,
            })
        })
        .collect()
}

fn said(said: &Said) -> Value {
    said.iter().map(|(key, words)| (key.to_owned(), json!(words))).collect::<Map<_, _>>().into()
}

fn correction(ctx: &Context<'_>, correction: &Correction) -> Value {
    json!({
        "date": correction.date.to_string(),
        "kind": correction.kind.word(),
        "reason": localised(ctx, &correction.text),
    })
}

/// `data/changes.json`: every day with the facts that were new, and those that changed with their reasons.
pub fn changes_json(ctx: &Context<'_>) -> Vec<u8> {
    let briefing = ctx.briefing;
    let slug = |id: &Id<Fact>| briefing.facts[*id].slug.as_str();
    let change = |change: &changes::Change| {
        let editions = &briefing.graph.history[change.fact.index()];
        let edition = &editions[change.edition];
        let why: Vec<Value> = edition.why.iter().map(|n| correction(ctx, &briefing.corrections[*n])).collect();
        json!({
            "fact": slug(&change.fact),
            "from": version(&editions[change.edition - 1].version),
            "to": version(&edition.version),
            "changed": edition.differences(&editions[change.edition - 1]).into_iter().map(|a| a.word()).collect::<Vec<_>>(),
            "why": why,
        })
    };
    let days: Vec<Value> = changes::days(briefing)
        .iter()
        .rev()
        .map(|(date, day)| {
            json!({
                "date": date,
                "new": day.new.iter().map(slug).collect::<Vec<_>>(),
                "changed": day.changed.iter().map(change).collect::<Vec<_>>(),
            })
        })
        .collect();
    pretty(&json!({ "version": briefing.date, "days": days, "withdrawn": withdrawn(briefing) }))
}

fn withdrawn(briefing: &Briefing) -> Vec<&str> {
    let facts = briefing.facts.iter().filter(|(_, fact)| fact.rank.is_withdrawn());
    facts.map(|(_, fact)| fact.slug.as_str()).collect()
}

fn version(version: &Version) -> Value {
    json!({ "ordinal": version.ordinal, "date": version.date, "hash": version.hash })
}
