//! The briefing as data: JSON, CSV, a data package, references, the comparison (contract).

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::cite::{Reference, bibtex, csl_json, ris};
use crate::model::fact::{Fact, Finding, Of, Origin};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::locator::Spot;
use crate::model::subject::Subject;
use crate::plan::kinds::{View, compare};

use crate::render::cite;
use crate::render::context::Context;

use super::changes;

/// A fact as the contract's JSON has it.
#[derive(Debug, Serialize)]
pub struct FactData<'a> {
    id: &'a str,
    subject: String,
    indicator: &'a str,
    period: String,
    dating: Option<&'static str>,
    value: Option<String>,
    value_max: Option<String>,
    text: Option<Value>,
    unit: &'a str,
    precision: Option<&'static str>,
    printed: Option<&'a str>,
    of: Vec<Value>,
    status: &'static str,
    policy: Option<String>,
    by: Option<String>,
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

/// `kind:slug`
pub fn name(ctx: &Context<'_>, id: Id<Subject>) -> String {
    let subject = &ctx.briefing.subjects[id];
    format!("{}:{}", ctx.briefing.kinds[subject.kind].id, subject.slug)
}

pub(super) fn localised(ctx: &Context<'_>, text: &Localised<String>) -> Value {
    let languages = &ctx.briefing.languages;
    let own = languages.iter().filter_map(|lang| Some((languages.code(lang).to_owned(), json!(text.own(lang)?))));
    Value::Object(own.collect::<Map<_, _>>())
}

/// A fact as the contract's JSON has it.
pub fn fact<'a>(ctx: &Context<'a>, id: Id<Fact>) -> FactData<'a> {
    let briefing = ctx.briefing;
    let fact = &briefing.facts[id];
    let source = &briefing.sources[fact.source];
    let quantity = match &fact.finding {
        Finding::Quantity(quantity) => Some(quantity),
        Finding::Text(_) => None,
    };
    let of = |of: &Of| match of {
        Of::Subject(id) => json!(name(ctx, *id)),
        Of::Fact(id) => json!(format!("fact:{}", briefing.facts[*id].slug)),
        Of::Text(text) => localised(ctx, text),
    };
    FactData {
        id: &fact.slug,
        subject: name(ctx, fact.subject),
        indicator: &briefing.indicators[fact.indicator].slug,
        period: fact.period.to_string(),
        dating: fact.dating.map(crate::model::fact::Dating::word),
        value: quantity.map(|q| q.value_text()),
        value_max: quantity.and_then(|q| q.value_max_text()),
        text: match &fact.finding {
            Finding::Text(text) => Some(localised(ctx, text)),
            Finding::Quantity(_) => None,
        },
        unit: briefing.indicators[fact.indicator].unit.code(),
        precision: quantity.map(|q| if q.value_max().is_some() { "range" } else { q.precision().word() }),
        printed: quantity.map(|q| q.printed()),
        of: fact.of.iter().map(of).collect(),
        status: fact.status.word(),
        policy: fact.policy.map(|id| name(ctx, id)),
        by: fact.by.map(|id| name(ctx, id)),
        origins: fact.origins.iter().map(|origin| origin_name(ctx, *origin)).collect(),
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

fn origin_name(ctx: &Context<'_>, origin: Origin) -> String {
    match origin {
        Origin::Work(id) => name(ctx, id),
        Origin::Source(id) => format!("source:{}", ctx.briefing.sources[id].slug),
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

/// Keeps a spreadsheet from taking words for a formula: at the start, behind blanks that it trims, in the full-width
/// signs that it reads alike, and behind what it may split cells at, whatever the file says.
pub fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if text.starts_with(['\t', '\r', '\n']) {
        out.push('\'');
    }
    let mut at_start = true;
    for c in text.chars() {
        if at_start && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−') {
            out.push('\'');
        }
        let trimmed = c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
        at_start = matches!(c, ';' | '\t' | '\n' | '\r') || at_start && trimmed;
        out.push(c);
    }
    out
}

/// JSON that people can read, with a line at its end.
pub fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("values are JSON");
    bytes.push(b'\n');
    bytes
}

/// `data/conflicts.json`
pub fn conflicts_json(ctx: &Context<'_>) -> Vec<u8> {
    use crate::model::evidence::Side;
    let briefing = ctx.briefing;
    let side = |side: &Side| match side {
        Side::Fact(id) => json!({ "fact": briefing.facts[*id].slug }),
        Side::Passage { source, locator, excerpt } => {
            let name = format!("source:{}", briefing.sources[*source].slug);
            let mut side = json!({ "source": name, "excerpt": excerpt, locator.spot.key(): spot(&locator.spot) });
            if let Some(section) = &locator.section {
                side["section"] = json!(section);
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
    for subject in compare::places(briefing) {
        for indicator in compare::comparable(briefing) {
            let stated = compare::stated(briefing, subject, indicator);
            cells.push(json!({
                "subject": name(ctx, subject),
                "indicator": briefing.indicators[indicator].slug,
                "facts": stated.iter().map(|id| &briefing.facts[*id].slug).collect::<Vec<_>>(),
                "gap": compare::gap(briefing, subject, indicator).map(|gap| gap.reason.word()),
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

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_begins_a_formula() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("＝1＋1", "'＝1＋1"),
            ("＠x", "'＠x"),
            ("\n=1", "'\n'=1"),
            (" =1", " '=1"),
            ("\u{FEFF}=1", "\u{FEFF}'=1"),
            ("\u{A0}\u{200B}+1", "\u{A0}\u{200B}'+1"),
            ("x;=1+1", "x;'=1+1"),
            ("x; @y", "x; '@y"),
            ("\tx", "'\tx"),
            ("−5%", "'−5%"),
            ("a = b + c", "a = b + c"),
            ("超2300亿元", "超2300亿元"),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
        }
    }
}
