//! Conflicts, gaps, derived figures, corrections, and what `verify` recorded.

use std::collections::BTreeSet;

use crate::load::Content;
use crate::load::record::{Field, Row, Texts};
use crate::load::records;
use crate::model::evidence::{Conflict, Correction, Derived, Gap, Side, Verified};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::unit::Unit;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::dates;
use super::facts::Records;
use super::formula::Formulas;
use super::locators;
use super::names::Scope;

/// What the smaller files say.
#[derive(Debug, Default)]
pub struct Findings {
    /// In the order of the scope's names.
    pub conflicts: Vec<Option<Conflict>>,
    /// In the file's order, each with its place.
    pub gaps: Vec<(Gap, Span)>,
    /// In the order of the scope's names.
    pub derived: Vec<Option<Derived>>,
    /// Newest first.
    pub corrections: Vec<Correction>,
    /// For each fact, what the machine saw, unless it has gone stale.
    pub verified: Vec<Option<Verified>>,
}

/// Reads them all.
pub fn read(
    content: &Content,
    scope: &Scope,
    (records, formulas): (&Records, &Formulas),
    problems: &mut Problems,
) -> Findings {
    let mut seen = BTreeSet::new();
    let mut conflicts = Vec::new();
    for record in content.conflicts.iter() {
        let Some((slug, _)) = record.id().get() else { continue };
        if seen.insert(slug) {
            conflicts.push(conflict(slug, record, scope, problems));
        }
    }
    let mut corrections: Vec<Correction> =
        content.corrections.iter().filter_map(|record| correction(record, scope, problems)).collect();
    corrections.sort_by_key(|c| std::cmp::Reverse(c.date.to_string()));
    Findings {
        conflicts,
        gaps: content.gaps.iter().filter_map(|record| Some((gap(record, scope, problems)?, record.span()))).collect(),
        derived: derived(content, scope, formulas, problems),
        corrections,
        verified: verified(content, scope, records, problems),
    }
}

fn conflict(
    slug: &str,
    record: Row<'_, records::Conflict>,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Conflict> {
    let title = scope.localised(record.title(), problems);
    let finding = scope.localised(record.finding(), problems);
    let summary = scope.localised(record.summary(), problems);
    let facts = facts_of(record.facts(), scope, problems);
    let preferred = facts_of(record.preferred(), scope, problems)?;
    let passages = passages(record, scope, problems)?;
    let facts = facts?;
    for (fact, (_, span)) in preferred.iter().zip(record.preferred().get()) {
        if !facts.contains(fact) {
            problems.report(
                Problem::new(Code::BadConflict, span, "a preferred fact must be one of the sides")
                    .help("add it to `facts`, or leave `preferred` out while the conflict is open"),
            );
        }
    }
    let sides: Vec<Side> = facts.into_iter().map(Side::Fact).chain(passages).collect();
    if sides.is_empty() {
        problems.report(
            Problem::new(Code::BadConflict, record.span(), "a conflict needs a side")
                .help("add `facts = [\"…\"]` or `sides = [{ source = \"…\", line = 1, excerpt = \"…\" }]`"),
        );
        return None;
    }
    let (kind, _) = record.kind().get()?;
    let (found, _) = record.found().get()?;
    let before = scope.former.before(&format!("conflict:{slug}"));
    let of = |kind: &str| before.iter().filter_map(|old| old.strip_prefix(kind)).map(str::to_owned).collect();
    let (formerly, withdrawn) = (of("conflict:"), of("derived:"));
    let (slug, finding, title) = (slug.to_owned(), finding?, title?);
    Some(Conflict { slug, formerly, withdrawn, kind, sides, finding, summary, title, preferred, found })
}

fn facts_of(names: Field<'_, Texts>, scope: &Scope, problems: &mut Problems) -> Option<Vec<Id<Fact>>> {
    let mut ids = Vec::new();
    let mut whole = true;
    for (name, span) in names.get() {
        match scope.fact(name, span, problems) {
            Some(id) if ids.contains(&id) => {
                whole = false;
                problems.report(
                    Problem::new(Code::BadConflict, span, format!("`{name}` is named twice")).label("again here"),
                );
            }
            Some(id) => ids.push(id),
            None => whole = false,
        }
    }
    whole.then_some(ids)
}

fn passages(record: Row<'_, records::Conflict>, scope: &Scope, problems: &mut Problems) -> Option<Vec<Side>> {
    let mut passages = Vec::new();
    let mut whole = true;
    for side in record.sides().get() {
        let source = side.source().get().and_then(|(name, span)| scope.source(name, span, problems));
        let locator = locators::read(side.into(), problems);
        let says = scope.localised(side.says(), problems);
        let Some((excerpt, span)) = side.excerpt().get() else { continue };
        let limit = scope.settings.site.excerpt_limit;
        let length = excerpt.chars().count();
        if length == 0 || length > limit {
            whole = false;
            problems.report(
                Problem::new(Code::ExcerptLength, span, format!("the excerpt has {length} characters"))
                    .label(format!("expected 1 to {limit}")),
            );
        }
        match source.zip(locator) {
            Some((source, locator)) => {
                passages.push(Side::Passage { source, locator, excerpt: excerpt.to_owned(), says });
            }
            None => whole = false,
        }
    }
    whole.then_some(passages)
}

fn gap(record: Row<'_, records::Gap>, scope: &Scope, problems: &mut Problems) -> Option<Gap> {
    let subject = record.subject().get().and_then(|(name, span)| scope.subject(name, span, problems));
    let indicator = record.indicator().get().and_then(|(name, span)| scope.indicator(name, span, problems));
    let note = scope.localised(record.note(), problems);
    let facts = facts_of(record.facts(), scope, problems);
    Some(Gap { subject: subject?, indicator: indicator?, reason: record.reason().get()?.0, note, facts: facts? })
}

fn correction(record: Row<'_, records::Correction>, scope: &Scope, problems: &mut Problems) -> Option<Correction> {
    let (date, span) = record.date().get()?;
    let date = dates::day(date, span, problems);
    let text = scope.localised(record.text(), problems);
    let facts = facts_of(record.facts(), scope, problems);
    let versions = versions(record, scope, problems);
    let mut facts = facts?;
    for (fact, _) in &versions {
        if !facts.contains(fact) {
            facts.push(*fact);
        }
    }
    let kind = record.kind().get()?.0;
    Some(Correction { date: date?, kind, facts, versions, text: text? })
}

/// The versions that came with a correction, by fact and hash; a fact that was renamed since is known by its old name.
fn versions(record: Row<'_, records::Correction>, scope: &Scope, problems: &mut Problems) -> Vec<(Id<Fact>, String)> {
    let mut versions = Vec::new();
    for (text, span) in record.versions().get() {
        let Some((name, hash)) = text.split_once('@') else {
            problems.report(
                Problem::new(Code::BadValue, span, format!("`{text}` is no version of a fact"))
                    .label("expected a fact and the hash of its version, `a-revenue@3f9a1c`"),
            );
            continue;
        };
        let now = scope.former.now(&format!("fact:{name}")).and_then(|now| now.strip_prefix("fact:"));
        if let Some(id) = scope.fact(now.unwrap_or(name), span, problems) {
            versions.push((id, hash.to_owned()));
        }
    }
    versions
}

fn derived(content: &Content, scope: &Scope, formulas: &Formulas, problems: &mut Problems) -> Vec<Option<Derived>> {
    let mut seen = BTreeSet::new();
    for record in content.derived.iter() {
        if let Some((id, span)) = record.id().get()
            && (!seen.insert(id) || scope.facts.find(id).is_some())
        {
            problems.report(Problem::new(Code::Duplicate, span, format!("the id `{id}` is used twice")));
        }
    }
    let read = |record: Row<'_, records::Derived>, problems: &mut Problems| {
        let (slug, _) = record.id().get()?;
        let result = formulas.get(slug)?;
        let subject = record.subject().get().and_then(|(name, span)| scope.subject(name, span, problems));
        let label = scope.localised(record.label(), problems);
        let indicator = record.indicator().get().and_then(|(name, span)| scope.indicator(name, span, problems));
        let note = scope.localised(record.note(), problems);
        Some(Derived {
            slug: slug.to_owned(),
            formerly: scope.former.slugs(&format!("derived:{slug}")),
            subject: subject?,
            indicator,
            label: label?,
            formula: record.formula().get()?.0.to_owned(),
            facts: result.facts.clone(),
            quantity: result.quantity.clone(),
            note,
        })
    };
    for record in content.derived.iter() {
        if let Some((code, span)) = record.unit().get()
            && Unit::parse(code).is_none()
        {
            problems.report(Problem::new(Code::Unit, span, format!("unknown unit `{code}`")));
        }
    }
    // A second use of an id is told above, and has no place of its own.
    let mut named = BTreeSet::new();
    let records = content.derived.iter().filter(|record| record.id().get().is_some_and(|(id, _)| named.insert(id)));
    records.map(|record| read(record, problems)).collect()
}

fn verified(content: &Content, scope: &Scope, records: &Records, problems: &mut Problems) -> Vec<Option<Verified>> {
    let mut verified: Vec<Option<Verified>> = vec![None; records.facts.len()];
    let hashes = source_hashes(content, scope);
    for record in content.verified.iter() {
        let Some((name, span)) = record.id().get() else { continue };
        let fact = scope.facts.find(name).and_then(|id| records.facts.get(id.index())?.as_ref().map(|f| (id, f)));
        let Some((id, fact)) = fact else {
            if scope.facts.find(name).is_some() || scope.left_out.contains_key(&format!("fact:{name}")) {
                continue;
            }
            stale(span, format!("`{name}` was verified, but there is no such fact"), problems);
            continue;
        };
        let same_text = record.hash().get().is_some_and(|(hash, _)| hash == fact.version.hash);
        let same_file = hashes.get(fact.source.index()).map(String::as_str) == record.sha256().get().map(|(h, _)| h);
        if !same_text || !same_file {
            let what = if same_text { "its archived file" } else { "the fact" };
            stale(span, format!("`{name}` was verified, but {what} has changed since"), problems);
            continue;
        }
        verified[id.index()] = entry(record);
    }
    verified
}

fn source_hashes(content: &Content, scope: &Scope) -> Vec<String> {
    let mut hashes = Vec::new();
    for (slug, source) in content.sources() {
        let Some(id) = scope.sources.find(slug) else { continue };
        if hashes.len() <= id.index() {
            hashes.resize(id.index() + 1, String::new());
        }
        hashes[id.index()] = source.sha256().get().map(|(t, _)| t.to_owned()).unwrap_or_default();
    }
    hashes
}

fn stale(span: Span, message: String, problems: &mut Problems) {
    problems.report(
        Problem::new(Code::Stale, span, message)
            .label("this entry is not shown")
            .help("run `briefing verify --archive DIR --record`")
            .kin("entries of verified.toml are stale"),
    );
}

fn entry(record: Row<'_, records::Verified>) -> Option<Verified> {
    Some(Verified {
        answer: record.answer().get()?.0,
        value_agrees: record.value_agrees().get(),
        subject: record.subject().get()?.0,
        period: record.period().get()?.0,
        status: record.status().get()?.0,
        archived: record.archived().get().map(|(t, _)| t.to_owned()),
        printed: record.printed().get().map(|(t, _)| t.to_owned()),
        spot: locators::seen(record),
    })
}
