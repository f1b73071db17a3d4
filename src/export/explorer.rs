//! Every fact as a row that a browser can narrow, sort, count and download: classic scripts, in each language.
//!
//! Names stand once in `<code>.js`; rows point to them by number and stand in `<code>-<n>.js`. `static/explore.js`
//! reads both, and recounts witnesses from the same sets of facts and origins as `check` does.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::check::distrust;
use crate::check::rules::one_witness;
use crate::language::fold::fold;
use crate::model::fact::{Fact, Of, Origin};
use crate::model::hash;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::plan::kinds::apart::Sense;
use crate::plan::kinds::{View, places};
use crate::plan::page::Part;
use crate::plan::shown::Shown;
use crate::render::context::Context;
use crate::render::{facts, worded};
use crate::theme::script_safe;

/// So many rows stand in one file.
const ROWS: usize = 500;
const FOLDER: &str = "data/explorer";

/// Where the files of the explorer stand.
pub fn paths(ctx: &Context<'_>) -> Vec<String> {
    let rows = ctx.briefing.facts.len().div_ceil(ROWS);
    let of_lang = |code: &str| {
        let rows = (0..rows).map(|n| format!("{FOLDER}/{code}-{n}.js"));
        std::iter::once(format!("{FOLDER}/{code}.js")).chain(rows).collect::<Vec<_>>()
    };
    ctx.briefing.languages.iter().flat_map(|lang| of_lang(ctx.briefing.languages.code(lang))).collect()
}

/// Every file of the explorer.
pub fn files(ctx: &Context<'_>) -> Vec<(String, Vec<u8>)> {
    let origins: Vec<Origin> = distrust::origins(ctx.briefing).into_iter().map(|(origin, _)| origin).collect();
    let at: BTreeMap<Origin, usize> = origins.iter().enumerate().map(|(n, origin)| (*origin, n)).collect();
    let (sets, set_of) = supports(ctx);
    let told: BTreeSet<Sense> = ctx.briefing.facts.iter().map(|(_, fact)| Sense::of(fact)).collect();
    let senses: Vec<Sense> = told.into_iter().collect();
    let numbers = Numbers { origins: &at, sets: &set_of, senses: &senses };
    let mut files = Vec::new();
    for lang in ctx.briefing.languages.iter() {
        let code = ctx.briefing.languages.code(lang);
        let ids: Vec<Id<Fact>> = ctx.briefing.facts.ids().collect();
        let rows: Vec<String> = ids.par_iter().map(|id| row(ctx, lang, *id, &numbers).to_string()).collect();
        let stamp = hash::short(rows.iter().map(String::as_str));
        let head = head(ctx, lang, &stamp, &Heads { origins: &origins, sets: &sets, senses: &senses });
        files.push((format!("{FOLDER}/{code}.js"), call("head", &head.to_string())));
        for (n, rows) in rows.chunks(ROWS).enumerate() {
            let rows = format!("{{\"stamp\":\"{stamp}\",\"n\":{n},\"rows\":[\n{}\n]}}", rows.join(",\n"));
            files.push((format!("{FOLDER}/{code}-{n}.js"), call("rows", &rows)));
        }
    }
    files
}

fn call(name: &str, argument: &str) -> Vec<u8> {
    format!("briefingExplorer.{name}({});\n", script_safe(argument)).into_bytes()
}

/// The sets of facts that support each other, of more than one fact, and for each fact its set.
fn supports(ctx: &Context<'_>) -> (Vec<Vec<usize>>, BTreeMap<usize, usize>) {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut set_of = BTreeMap::new();
    one_witness::each(ctx.briefing, &mut |facts, supporting| {
        if supporting.len() > 1 {
            facts.iter().for_each(|id| _ = set_of.insert(id.index(), sets.len()));
            sets.push(supporting.iter().map(|id| id.index()).collect());
        }
    });
    (sets, set_of)
}

/// By what number a row names what stands once for all.
struct Numbers<'a> {
    origins: &'a BTreeMap<Origin, usize>,
    sets: &'a BTreeMap<usize, usize>,
    senses: &'a [Sense],
}

/// What rows name by number.
struct Heads<'a> {
    origins: &'a [Origin],
    sets: &'a [Vec<usize>],
    senses: &'a [Sense],
}

/// What must be the same of figures that stand side by side: the name of each thing, the gravest first, and for each
/// sense what it is. Equal numbers are the same; nothing is the same as `null`.
fn aspects(senses: &[Sense]) -> (Vec<&'static str>, Vec<Vec<Option<usize>>>) {
    let each: Vec<_> = senses.iter().map(Sense::aspects).collect();
    let names = each.first().map(|first| first.iter().map(|(why, _)| why.word()).collect()).unwrap_or_default();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |value: &Option<String>| {
        let next = known.len();
        value.as_ref().map(|value| *known.entry(value.clone()).or_insert(next))
    };
    let numbers = each.iter().map(|sense| sense.iter().map(|(_, value)| number(value)).collect()).collect();
    (names, numbers)
}

fn href(ctx: &Context<'_>, view: View, lang: Lang) -> String {
    ctx.plan.route(view, lang).unwrap_or_else(|| ctx.plan.first(view, lang)).to_string()
}

/// What rows point to, and the words of the page.
fn head(ctx: &Context<'_>, lang: Lang, stamp: &str, heads: &Heads<'_>) -> Value {
    let briefing = ctx.briefing;
    let words = ctx.words(lang);
    let all_names = |id: Id<crate::model::subject::Subject>| {
        let subject = &briefing.subjects[id];
        let names = subject.title.iter().map(String::as_str).chain(subject.aliases.iter().map(|a| a.name.as_str()));
        fold(&names.collect::<Vec<_>>().join(" "))
    };
    let subjects: Vec<Value> = briefing
        .subjects
        .iter()
        .map(|(id, s)| {
            let name = briefing.subject_name(id);
            json!([
                name,
                s.title.get(lang),
                s.kind.index(),
                href(ctx, View::subject(id), lang),
                all_names(id),
                s.within.map(|w| w.index())
            ])
        })
        .collect();
    let kinds: Vec<Value> = briefing.kinds.iter().map(|(_, k)| json!([k.id, k.label.get(lang), k.compared])).collect();
    let indicators: Vec<Value> = briefing
        .indicators
        .iter()
        .map(|(id, row)| {
            let names = fold(&row.label.iter().map(String::as_str).collect::<Vec<_>>().join(" "));
            json!([
                row.slug,
                row.label.get(lang),
                row.unit.code(),
                href(ctx, View::indicator(id), lang),
                names,
                row.comparable
            ])
        })
        .collect();
    let sources: Vec<Value> = briefing
        .sources
        .iter()
        .map(|(id, s)| {
            let label = worded::text(ctx, lang, &Shown::Source(id));
            json!([format!("source:{}", s.slug), label, href(ctx, View::Source(id), lang)])
        })
        .collect();
    let origin = |origin: &Origin| {
        let (view, label) = match origin {
            Origin::Work(id) => (View::subject(*id), briefing.subjects[*id].title.get(lang).clone()),
            Origin::Source(id) => (View::Source(*id), briefing.sources[*id].title.get(lang).clone()),
        };
        json!([briefing.origin_name(*origin), label, href(ctx, view, lang)])
    };
    let conflict = |(id, c): (_, &crate::model::evidence::Conflict)| {
        let sides: Vec<Vec<Value>> = c
            .sides
            .iter()
            .map(|side| {
                distrust::side_origins(briefing, side).iter().map(|o| json!(briefing.origin_name(*o))).collect()
            })
            .collect();
        let at = href(ctx, View::Conflict(id), lang);
        // The sentence that stands alone, never a part of the finding.
        let summary = c.summary.as_ref().map(|summary| summary.get(lang));
        json!([c.slug, c.title.get(lang), at, sides, c.kind.word(), summary, c.kind.is_disagreement()])
    };
    let gaps: Vec<Value> = briefing
        .gaps
        .iter()
        .map(|gap| {
            let reason = words.get(&format!("gap.{}", gap.reason.word().replace(' ', "_"))).to_owned();
            let instead: Vec<usize> = places::instead(briefing, gap).iter().map(|id| id.index()).collect();
            let note = gap.note.as_ref().map(|note| note.get(lang));
            json!([gap.subject.index(), gap.indicator.index(), reason, note, instead])
        })
        .collect();
    let group = |name: &'static str| {
        words.group(name).map(|(k, w)| (k.to_owned(), json!(w))).collect::<serde_json::Map<_, _>>()
    };
    json!({
        "stamp": stamp,
        "count": briefing.facts.len(),
        "files": briefing.facts.len().div_ceil(ROWS), "rows": ROWS,
        "subjects": subjects, "kinds": kinds, "indicators": indicators, "sources": sources,
        "origins": heads.origins.iter().map(origin).collect::<Vec<_>>(),
        "conflicts": briefing.conflicts.iter().map(conflict).collect::<Vec<_>>(),
        "gaps": gaps,
        "sets": heads.sets,
        "aspects": aspects(heads.senses).0, "senses": aspects(heads.senses).1, "not_drawn": group("not_drawn"),
        "status": group("status"), "check": group("check"), "words": group("explore_word"),
        "base": briefing.site.base_url, "page": href(ctx, View::Facts(Part::FIRST), lang), "compare": href(ctx, View::Compare, lang),
        "site": briefing.site.title.get(lang), "publisher": briefing.site.publisher.get(lang),
        "date": briefing.date, "licence": briefing.site.licence,
    })
}

/// The document's own words for the value, else the value as it is recorded.
fn printed(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> String {
    let (printed, recorded) = facts::printed(ctx, id, lang);
    if printed.is_empty() { recorded } else { printed }
}

/// A fact as a row.
fn row(ctx: &Context<'_>, lang: Lang, id: Id<Fact>, numbers: &Numbers<'_>) -> Value {
    let briefing = ctx.briefing;
    let fact = &briefing.facts[id];
    let quantity = fact.quantity();
    let (_, check) = facts::check(ctx, id);
    let flags = u8::from(briefing.is_damaged_sole(id))
        + 2 * u8::from(!briefing.graph.fact_conflicts[id.index()].is_empty())
        + 4 * u8::from(fact.rank.is_withdrawn());
    let of_subjects: Vec<usize> =
        fact.of.iter().filter_map(|of| if let Of::Subject(s) = of { Some(s.index()) } else { None }).collect();
    json!([
        fact.slug,
        fact.status.word(),
        fact.subject.index(),
        fact.indicator.index(),
        ctx.value(id, lang).text,
        quantity.map(|q| q.value_text()),
        quantity.and_then(|q| q.value_max_text()),
        quantity.map(|q| if q.value_max().is_some() { "range" } else { q.precision().word() }),
        printed(ctx, id, lang),
        worded::period(ctx, fact, lang),
        fact.period.to_string(),
        fact.period.latest().filter(|_| !fact.period.is_undated()).map(|day| day.to_string()),
        worded::of(ctx, fact, lang),
        of_subjects,
        fact.source.index(),
        ctx.place(&fact.locator, lang),
        fact.policy.map(|id| id.index()),
        fact.by.map(|id| id.index()),
        fact.origins.iter().map(|origin| numbers.origins[origin]).collect::<Vec<_>>(),
        briefing.graph.witnesses[id.index()],
        flags,
        check.strip_prefix("check.").unwrap_or(check),
        numbers.sets.get(&id.index()),
        briefing.graph.fact_conflicts[id.index()].iter().map(|c| c.index()).collect::<Vec<_>>(),
        href(ctx, View::Fact(id), lang),
        fact.excerpt.as_str(),
        fact.note.as_ref().map(|note| note.get(lang)),
        fact.version.hash,
        numbers.senses.binary_search(&Sense::of(fact)).ok(),
    ])
}
