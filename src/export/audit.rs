//! What `static/audit.js` needs to hold a reader's report against the briefing: all that `briefing audit` knows.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::evidence::{CorrectionKind, Derived};
use crate::model::fact::{Fact, Finding, Of, Outlook, Rank, Status};
use crate::model::history::{Aspect, Edition, Told};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::quantity::Quantity;
use crate::model::subject::{Role, Subject};
use crate::model::unit::UnitKind;
use crate::model::version::Version;
use crate::plan::kinds::View;
use crate::render::context::Context;
use crate::render::{history, worded};
use crate::theme::script_safe;

use super::freeze::Editions;

/// A script with one call of `audit.js`, told in a language.
pub fn script(ctx: &Context<'_>, lang: Lang, editions: &Editions) -> Vec<u8> {
    let briefing = ctx.briefing;
    let words = ctx.words(lang);
    let told = words.group("audit_told").map(|(key, told)| (key.to_owned(), json!(told)));
    let verdicts: serde_json::Map<_, _> =
        words.group("audit_verdict").map(|(key, word)| (key.to_owned(), json!(word))).collect();
    let others = [("comma", "list.comma"), ("colon", "list.colon")];
    let others = others.map(|(key, name)| (key.to_owned(), json!(words.get(name))));
    let mut names: Vec<Vec<String>> = vec![Vec::new(); briefing.subjects.len()];
    for (name, id) in briefing.spoken_names() {
        names[id.index()].push(name);
    }
    let subjects: Vec<Value> = briefing.subjects.ids().map(|id| subject(ctx, id, lang, &names[id.index()])).collect();
    let facts = briefing.facts.ids().map(|id| fact(ctx, id, lang));
    let derived = briefing.derived.ids().map(|id| derived(ctx, id, lang));
    let facts: Vec<Value> = facts.chain(derived).collect();
    let frozen = editions.editions.iter();
    let frozen: Vec<Value> = frozen.map(|e| json!({ "date": e.date, "doi": e.doi, "pages": e.pages })).collect();
    let data = json!({
        "base": briefing.site.base_url,
        "folder": ctx.plan.page(View::Home, lang).route.as_str().trim_end_matches("index.html"),
        "languages": ctx.locales.iter().filter_map(|locale| locale.words_read()).collect::<Vec<_>>(),
        "declared": briefing.site.names,
        "subjects": subjects,
        "facts": facts,
        "pages": pages(ctx),
        "editions": frozen,
        "statuses": statuses(),
        "verdicts": verdicts,
        "words": told.chain(others).collect::<serde_json::Map<_, _>>(),
    });
    format!("briefingAudit.data({});\n", script_safe(&data.to_string())).into_bytes()
}

/// Every status with whether what it states is so.
fn statuses() -> BTreeMap<&'static str, &'static str> {
    let outlook = |status: &Status| match status.outlook() {
        Outlook::Done => "done",
        Outlook::Ahead => "ahead",
        Outlook::Held => "held",
    };
    Status::ALL.iter().map(|status| (status.word(), outlook(status))).collect()
}

/// Where pages stand and stood, without language and ending, with the versions that were recorded of them.
fn pages(ctx: &Context<'_>) -> BTreeMap<String, String> {
    let briefing = ctx.briefing;
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for view in ctx.plan.views.iter().filter(|view| !matches!(view, View::Fact(_) | View::Derived(_))) {
        for stem in view.former_stems(briefing).into_iter().chain([view.stem(briefing)]) {
            pages.insert(stem, String::new());
        }
    }
    for (name, versions) in briefing.published.iter() {
        let Some(route) = name.strip_prefix("page:").and_then(|name| name.strip_suffix(".html")) else { continue };
        let rest = route.split_once('/').map_or(route, |(_, rest)| rest);
        for stem in [route, rest] {
            let Some(known) = pages.get_mut(stem) else { continue };
            versions.iter().for_each(|recorded| known.push_str(&format!("{} ", recorded.version.hash)));
            break;
        }
    }
    pages
}

fn subject(ctx: &Context<'_>, id: Id<Subject>, lang: Lang, names: &[String]) -> Value {
    let briefing = ctx.briefing;
    let subject = &briefing.subjects[id];
    let is_place = briefing.kinds[subject.kind].role == Some(Role::Place);
    // What a figure may be told of besides: of a place the wholes alone.
    let near = |other: &Id<Subject>| briefing.holds(*other, id) || !is_place && briefing.holds(id, *other);
    let near = briefing.subjects.ids().filter(near);
    json!({
        "title": subject.title.get(lang),
        "kind": subject.kind.index(),
        "place": is_place,
        "whole": briefing.subjects.ids().any(|inner| briefing.holds(id, inner)),
        "names": names,
        "near": near.map(Id::index).collect::<Vec<_>>(),
    })
}

fn fact(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> Value {
    let fact = &ctx.briefing.facts[id];
    let of = fact.of.iter().filter_map(|of| if let Of::Subject(id) = of { Some(id.index()) } else { None });
    let withdrawn = if let Rank::Deprecated(reason) = &fact.rank { Some(reason.get(lang)) } else { None };
    let own = if let Finding::Quantity(own) = &fact.finding {
        Some(quantity(own, ctx.value(id, lang).text.clone()))
    } else {
        None
    };
    json!({
        "slug": fact.slug,
        "folder": "facts",
        "title": worded::title(ctx, View::Fact(id), lang),
        "formerly": fact.formerly,
        "subject": fact.subject.index(),
        "by": fact.by.map(Id::index),
        "of": of.collect::<Vec<_>>(),
        "status": fact.status.word(),
        "when": ctx.locale(lang).period(&fact.period),
        "years": fact.period.years().map(|(from, to)| [from, to]),
        "quantity": own,
        "lessening": ctx.briefing.indicators[fact.indicator].lessening,
        "withdrawn": withdrawn,
        "versions": versions(ctx, id, lang),
    })
}

/// A derived figure, of the years and in the sense of its facts.
fn derived(ctx: &Context<'_>, id: Id<Derived>, lang: Lang) -> Value {
    let briefing = ctx.briefing;
    let derived = &briefing.derived[id];
    let locale = ctx.locale(lang);
    let years = briefing.derived_years(derived);
    let when = years.map(|(from, to)| if from == to { from.to_string() } else { format!("{from}/{to}") });
    let recorded = briefing.published.of_page(&format!("derived/{}", derived.slug));
    let told = |hash: &str| ctx.words(lang).fill("audit_told.anew", &[("hash", hash)]);
    let last = recorded.len().saturating_sub(1);
    let version = |(n, version): (usize, &&Version)| {
        let hash = &version.hash;
        if n == last {
            return json!({ "hash": hash });
        }
        json!({ "hash": hash, "dark": true, "matters": true, "told": told(hash) })
    };
    json!({
        "slug": derived.slug,
        "folder": "derived",
        "title": worded::title(ctx, View::Derived(id), lang),
        "formerly": derived.formerly,
        "subject": derived.subject.index(),
        "of": [],
        "status": briefing.derived_status(derived).map(|status| status.word()),
        "when": when.map(|when| locale.date(&when)),
        "years": years.map(|(from, to)| [from, to]),
        "lessening": derived.indicator.is_none_or(|id| briefing.indicators[id].lessening),
        "quantity": quantity(&derived.quantity, locale.quantity(&derived.quantity, None).text),
        "versions": recorded.iter().enumerate().map(version).collect::<Vec<_>>(),
    })
}

/// A quantity to be compared, and in the words of the page.
fn quantity(quantity: &Quantity, told: String) -> Value {
    let kind = match quantity.unit().kind() {
        UnitKind::Rate => "rate",
        UnitKind::Ratio => "ratio",
        UnitKind::Count => "count",
        _ => "",
    };
    json!({
        "value": quantity.value().normalize().to_string(),
        "max": quantity.value_max().map(|max| max.normalize().to_string()),
        "unit": quantity.unit().code(),
        "kind": kind,
        "precision": quantity.precision().word(),
        "told": told,
    })
}

/// What a fact said before and says, each with what has changed since and why.
fn versions(ctx: &Context<'_>, id: Id<Fact>, lang: Lang) -> Vec<Value> {
    let editions = &ctx.briefing.graph.history[id.index()];
    let Some(now) = editions.last() else { return Vec::new() };
    let page = ctx.plan.page(View::Fact(id), lang);
    let cited = history::cited(ctx, &page, &now.version);
    let locale = ctx.locale(lang);
    let one = |cited: history::Cited| {
        let at = editions.iter().rposition(|edition| edition.version.hash == cited.hash)?;
        if cited.now {
            return Some(json!({ "hash": cited.hash }));
        }
        let edition = &editions[at];
        let value = edition.get(Aspect::Value).filter(|value| Some(*value) != now.get(Aspect::Value));
        let said = if let Some(Told::Quantity(said)) = value {
            Some(quantity(said, locale.quantity(said, None).text))
        } else {
            None
        };
        Some(json!({
            "hash": cited.hash,
            "quantity": said,
            "dark": edition.told.is_none(),
            "matters": matters(ctx, &editions[at + 1..]),
            "told": told(ctx, &cited, lang),
        }))
    };
    cited.into_iter().filter_map(one).collect()
}

/// Whether versions changed more than words.
fn matters(ctx: &Context<'_>, editions: &[Edition]) -> bool {
    editions.iter().any(|edition| {
        let mut kinds = edition.why.iter().map(|n| ctx.briefing.corrections[*n].kind);
        edition.why.is_empty() || kinds.any(|kind| kind != CorrectionKind::Editorial)
    })
}

fn told(ctx: &Context<'_>, cited: &history::Cited, lang: Lang) -> String {
    let words = ctx.words(lang);
    let row = |row: &history::Row| words.fill("cited.row", &[("what", &row.label), ("was", &row.was), ("is", &row.is)]);
    let rows: Vec<String> = cited.rows.iter().map(row).collect();
    let colon = words.get("list.colon");
    let why = cited.why.iter().map(|why| format!("{}{colon}{}", why.label, why.text));
    let rows =
        if rows.is_empty() { words.get("cited.unknown_words").to_owned() } else { rows.join(words.get("list.comma")) };
    [words.fill("audit_told.since", &[("hash", &cited.hash), ("date", &cited.date), ("rows", &rows)])]
        .into_iter()
        .chain(why)
        .collect::<Vec<_>>()
        .join(words.get("list.space"))
}
