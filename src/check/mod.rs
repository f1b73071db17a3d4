//! [`Content`] → [`Briefing`], or all that stands in the way.
//!
//! In: records as written. Out: a briefing that needs no second look, `Some` exactly when no
//! error was reported, and its score sheet. Never: I/O, markup.

pub mod addresses;
pub mod by_value;
pub mod cell;
pub mod clash;
pub mod facts;
pub mod findings;
pub mod fix;
pub mod formula;
pub mod graph;
mod locators;
pub mod names;
pub mod plain;
pub mod prose;
pub mod rules;
pub mod score;
pub mod settings;
pub mod sources;
pub mod subjects;
pub mod term;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::language::locales::Locales;
use crate::load::Content;
use crate::load::layout::Place;
use crate::model::address::Addresses;
use crate::model::briefing::{Article, Briefing};
use crate::model::id::Table;
use crate::model::lang::Localised;
use crate::problem::code::Code;
use crate::problem::span::{Span, Texts};
use crate::problem::{Problem, Problems};
use by_value::ByValue;
use names::Scope;
use prose::Bodies;

/// What `check` needs from outside the content.
#[derive(Clone, Debug)]
pub struct Options {
    /// The build's date, if the environment fixes it (`SOURCE_DATE_EPOCH`).
    pub date: Option<String>,
    /// The addresses that the site keeps for itself.
    pub addresses: Addresses,
}

/// Checks everything, reading text in the `locales`; all problems are in `problems`, errors or not.
pub fn check(
    content: &Content,
    texts: &Texts,
    locales: &Locales,
    options: &Options,
    problems: &mut Problems,
) -> Option<Briefing> {
    let settings = settings::read(content, &options.addresses, problems)?;
    let mut scope = names::collect(content, settings, problems);
    scope.dates = locales.iter().filter_map(|locale| Some(locale.reader.as_ref()?.date.clone())).collect();
    let date = options.date.clone().unwrap_or_else(|| newest_date(content));
    let published = facts::published(content, problems);
    let mut records = facts::Records::read(content, (&scope, locales), &published, &date, problems);
    let bodies = prose::read(content, texts, locales, &scope, &records.facts, problems);
    plain::summaries(content, locales, &scope, &ByValue::new(&records.facts), problems);
    plain::turned(texts, problems);
    let subjects = subjects::read(content, &scope, &bodies, problems);
    let sources = sources::read(content, texts, &scope, &bodies, problems);
    let articles = articles(content, &scope, &bodies, problems);
    let indicators = subjects::indicators(content, &scope, problems);
    let findings = findings::read(content, &scope, &records, problems);
    records.prefer(&findings.conflicts);
    let (gaps, gap_spans): (Vec<_>, Vec<_>) = findings.gaps.into_iter().unzip();
    key_facts(content, &scope, problems);
    let home = home(content, &scope, &bodies, problems);
    let facts = scope.facts.fill(records.facts);
    let mut briefing = Briefing {
        site: scope.settings.site,
        languages: scope.settings.languages,
        date,
        published,
        kinds: scope.settings.kinds,
        subjects: scope.subjects.fill(subjects)?,
        indicators: scope.indicators.fill(indicators)?,
        sources: scope.sources.fill(sources)?,
        facts: facts?,
        conflicts: scope.conflicts.fill(findings.conflicts)?,
        gaps,
        derived: Table::new(findings.derived.into_iter().map(|d| (d.slug.clone(), d))),
        corrections: findings.corrections,
        home: home?,
        articles: scope.articles.fill(articles)?,
        graph: Default::default(),
    };
    briefing.graph = graph::build(&briefing, findings.verified);
    addresses::run(&briefing, &options.addresses, content, problems);
    let checked = rules::Checked { locales, briefing: &briefing, content, facts: &records.spans, gaps: &gap_spans };
    rules::run(&checked, problems);
    (!problems.has_errors()).then_some(briefing)
}

/// The facts that the front page shows first are facts, each named once.
fn key_facts(content: &Content, scope: &Scope, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (name, span) in content.site.iter().flat_map(|record| record.texts("key_facts")) {
        if scope.fact(name, span, problems).is_some() && !seen.insert(name) {
            problems
                .report(Problem::new(Code::Duplicate, span, format!("`{name}` is named twice")).label("again here"));
        }
    }
}

/// The newest date that the content writes where it says when something was read, checked or recorded.
fn newest_date(content: &Content) -> String {
    let accessed = content.documents.iter().filter_map(|d| d.front.text("accessed"));
    let checked = content.sheets.iter().flat_map(|s| &s.facts).filter_map(|f| f.text("checked"));
    let corrected = content.corrections.iter().filter_map(|c| c.text("date"));
    let recorded = content.versions.iter().filter_map(|v| v.text("date"));
    accessed
        .chain(checked)
        .chain(corrected)
        .chain(recorded)
        .map(|(date, _)| date)
        .filter(|date| date.parse::<jiff::civil::Date>().is_ok())
        .max()
        .unwrap_or("1970-01-01")
        .to_owned()
}

fn articles(content: &Content, scope: &Scope, bodies: &Bodies, problems: &mut Problems) -> Vec<Option<Article>> {
    let mut articles = Vec::new();
    for document in &content.documents {
        let Place::Article { slug, lang: None } = &document.place else { continue };
        let body = bodies.of(&document.place, scope, document.file, problems);
        let title = scope.localised(&document.front, "title", problems);
        articles.push(title.zip(body).map(|(title, body)| Article { slug: slug.clone(), title, body }));
    }
    articles
}

fn home(content: &Content, scope: &Scope, bodies: &Bodies, problems: &mut Problems) -> Option<Article> {
    let Some(document) = content.documents.iter().find(|d| d.place == Place::Home { lang: None }) else {
        let span = content.site.as_ref()?.span;
        problems.report(
            Problem::new(Code::MissingKey, span, "there is no `content/index.md`")
                .help("write the front page's text there, with `title = { … }` between `+++` lines"),
        );
        return None;
    };
    let body = bodies.of(&document.place, scope, document.file, problems)?;
    let title = scope.localised(&document.front, "title", problems)?;
    Some(Article { slug: "index".into(), title, body })
}

/// Runs `f` over `items` on all cores; the results and the problems keep the items' order.
fn in_parallel<I: Sync, O: Send>(
    items: &[I],
    problems: &mut Problems,
    f: impl Fn(&I, &mut Problems) -> O + Sync,
) -> Vec<O> {
    let results: Vec<(O, Problems)> = items
        .par_iter()
        .map(|item| {
            let mut found = Problems::new();
            let output = f(item, &mut found);
            (output, found)
        })
        .collect();
    results
        .into_iter()
        .map(|(output, found)| {
            problems.append(found);
            output
        })
        .collect()
}

/// A localised text with nothing but the default language's words.
fn only_default<T>(value: T, count: usize) -> Localised<T> {
    Localised::new(value, (1..count).map(|_| None).collect())
}

/// A place for problems that belong to a whole file.
fn start_of(file: crate::problem::span::FileId) -> Span {
    Span::new(file, 0..0)
}

/// What `--fix` may change, whether or not the content has errors elsewhere.
pub fn fixes(
    content: &Content,
    texts: &Texts,
    locales: &Locales,
    options: &Options,
    words: fix::Words,
) -> Vec<fix::Edit> {
    let mut unheard = Problems::new();
    let Some(settings) = settings::read(content, &options.addresses, &mut unheard) else { return Vec::new() };
    let scope = names::collect(content, settings, &mut unheard);
    let date = options.date.clone().unwrap_or_else(|| newest_date(content));
    let published = facts::published(content, &mut Problems::new());
    let records = facts::Records::read(content, (&scope, locales), &published, &date, &mut unheard);
    fix::edits((content, texts, locales), &records.facts, &scope, words)
}
