//! [`Content`] → [`Briefing`], or all that stands in the way.
//!
//! In: records as written. Out: a briefing that needs no second look, `Some` exactly when no
//! error was reported, and its score sheet; or, for commands that look at one fact at a time, what
//! could be read whatever is wrong elsewhere. Never: I/O, markup.

pub mod addresses;
pub mod bibliography;
pub mod by_value;
pub mod cell;
pub mod checked;
pub mod clash;
pub mod dates;
pub mod distrust;
mod drafts;
pub mod external;
pub mod facts;
pub mod fields;
pub mod findings;
pub mod fix;
pub mod former;
pub mod formerly;
pub mod formula;
pub mod glossary;
pub mod graph;
pub mod history;
pub mod inline;
mod limits;
mod locators;
mod look;
pub mod lost_words;
pub mod memo;
pub mod names;
mod people;
pub mod plain;
pub mod prose;
pub mod rules;
pub mod score;
pub mod settings;
pub mod slugs;
pub mod sources;
mod styles;
pub mod subjects;
pub mod term;
pub mod unseen;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::language::locales::Locales;
use crate::load::layout::Place;
use crate::load::{Content, Document};
use crate::model::address::Addresses;
use crate::model::briefing::{Article, Briefing};
use crate::model::id::{Names, Table};
use crate::model::lang::Localised;
use crate::problem::code::Code;
use crate::problem::span::Texts;
use crate::problem::{Problem, Problems};
use by_value::ByValue;
use memo::Memo;
use names::{LeftOut, Scope};
use prose::Bodies;
use settings::Settings;

/// What `check` needs from outside the content.
#[derive(Clone, Debug)]
pub struct Options {
    /// The build's date, if the environment fixes it (`SOURCE_DATE_EPOCH`).
    pub date: Option<String>,
    /// The addresses that the site keeps for itself.
    pub addresses: Addresses,
    /// What bodies said before, for who checks the same briefing again and again.
    pub memo: Option<Arc<Memo>>,
}

/// A briefing of what could be read, and what had to be left out of it.
#[derive(Debug)]
pub struct Readable {
    /// Whole in itself: what refers to something that was left out was left out as well. Where an
    /// error was reported, a value that does not decide what a record says may have given way to a
    /// plain one, so it is no briefing to publish.
    pub briefing: Briefing,
    /// What was left out, by the name that references write.
    pub left_out: Vec<String>,
}

/// Checks everything, reading text in the `locales`; all problems are in `problems`, errors or not.
pub fn check(
    content: &Content,
    texts: &Texts,
    locales: &Locales,
    options: &Options,
    problems: &mut Problems,
) -> Option<Briefing> {
    let readable = read(content, texts, locales, options, problems)?;
    (!problems.has_errors()).then_some(readable.briefing)
}

/// What can be read, whatever is wrong elsewhere; `None` where `site.toml` cannot be read.
///
/// Every round reads the content without what the rounds before could not read, until all of it is
/// whole. Only the first one reports; the later ones count what follows from what it reported.
pub fn read(
    content: &Content,
    texts: &Texts,
    locales: &Locales,
    options: &Options,
    problems: &mut Problems,
) -> Option<Readable> {
    let mut left_out = LeftOut::new();
    let outside = Outside { texts, locales, options };
    let mut lost = match round(content, outside, left_out.clone(), problems)? {
        Ok(briefing) => {
            addresses::run(&briefing, &options.addresses, content, problems);
            return Some(Readable { briefing, left_out: Vec::new() });
        }
        Err(lost) => lost,
    };
    let settings = settings::read(content, &options.addresses, &mut Problems::new())?;
    loop {
        let place = |name: &String| names::place_of(content, &settings, name).unwrap_or(settings.place);
        left_out.extend(lost.iter().map(|name| (name.clone(), place(name))));
        let rest = names::without(content, &settings, &left_out);
        let mut found = Problems::new();
        match round(&rest, outside, left_out.clone(), &mut found)? {
            Ok(briefing) => {
                addresses::run(&briefing, &options.addresses, content, problems);
                problems.append_followers(found);
                return Some(Readable { briefing, left_out: left_out.into_keys().collect() });
            }
            Err(more) => lost = more,
        }
    }
}

/// What every round reads besides the content.
#[derive(Clone, Copy)]
struct Outside<'a> {
    texts: &'a Texts,
    locales: &'a Locales,
    options: &'a Options,
}

/// All names that records can point at, the old ones too.
fn scope(content: &Content, of_site: (Settings, &Locales), left_out: LeftOut, problems: &mut Problems) -> Scope {
    let mut scope = names::collect(content, of_site, left_out, problems);
    scope.former = formerly::read(content, &scope, problems);
    scope
}

/// Reads everything once: a briefing, or the names of what cannot be read.
fn round(
    content: &Content,
    Outside { texts, locales, options }: Outside<'_>,
    left_out: LeftOut,
    problems: &mut Problems,
) -> Option<Result<Briefing, Vec<String>>> {
    let settings = settings::read(content, &options.addresses, problems)?;
    let first = left_out.is_empty();
    drafts::report(content, problems);
    let scope = scope(content, (settings, locales), left_out, problems);
    let date = options.date.clone().unwrap_or_else(|| newest_date(content));
    let published = history::published(content, &scope.former, problems);
    let mut records = facts::Records::read(content, (&scope, locales), &published, &date, problems);
    let formulas = formula::read_all(content, &scope, &records, problems);
    // What was left out is asked for elsewhere than in the texts, so that only a first round may remember.
    let memo = options.memo.as_deref().filter(|_| first);
    let bodies = prose::read(content, (texts, memo), locales, &scope, (&records.facts, &formulas), problems);
    let computed = formulas.values().map(|computed| &computed.quantity);
    plain::run(content, locales, &scope, &ByValue::new(&records.facts).with(computed), problems);
    unseen::run(texts, problems);
    let subjects = subjects::read(content, &scope, &bodies, problems);
    let sources = sources::read(content, texts, &scope, &bodies, problems);
    let articles = articles(content, &scope, &bodies, problems);
    let indicators = subjects::indicators(content, (&scope, locales), problems);
    let findings = findings::read(content, &scope, (&records, &formulas), problems);
    records.prefer(&findings.conflicts);
    let editions = history::editions(&records.facts, (&scope, locales, &published), &findings.corrections);
    let (gaps, gap_spans): (Vec<_>, Vec<_>) = findings.gaps.into_iter().unzip();
    key_facts(content, &scope, problems);
    let home = home(content, &scope, &bodies, problems);
    let glossary = glossary::read(content, &scope, problems);
    let mut lost: Vec<String> = Vec::new();
    let mut briefing = Briefing {
        subjects: filled(scope.subjects, subjects, "", &mut lost),
        indicators: filled(scope.indicators, indicators, "indicator:", &mut lost),
        sources: filled(scope.sources, sources, "source:", &mut lost),
        facts: filled(scope.facts, records.facts, "fact:", &mut lost),
        conflicts: filled(scope.conflicts, findings.conflicts, "conflict:", &mut lost),
        articles: filled(scope.articles, articles, "page:", &mut lost),
        home: home.unwrap_or_else(|| untitled(&scope.settings)),
        site: scope.settings.site,
        languages: scope.settings.languages,
        date,
        published,
        kinds: scope.settings.kinds,
        gaps,
        glossary,
        derived: filled(scope.derived, findings.derived, "derived:", &mut lost),
        corrections: findings.corrections,
        without: BTreeSet::new(),
        graph: Default::default(),
    };
    if !lost.is_empty() {
        return Some(Err(lost));
    }
    briefing.graph = graph::build(&briefing, findings.verified);
    briefing.graph.history = editions;
    if first {
        // What is left out would be missed by the rules: a cell without its fact, a whole without a part.
        let checked =
            checked::Checked { locales, briefing: &briefing, content, facts: &records.spans, gaps: &gap_spans };
        rules::run(&checked, problems);
    }
    Some(Ok(briefing))
}

fn filled<T>(names: Names<T>, rows: Vec<Option<T>>, what: &str, lost: &mut Vec<String>) -> Table<T> {
    names.fill(rows).unwrap_or_else(|missing| {
        lost.extend(missing.into_iter().map(|name| format!("{what}{name}")));
        Table::default()
    })
}

/// The facts that the front page shows first are facts, each named once.
fn key_facts(content: &Content, scope: &Scope, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (name, span) in content.site().into_iter().flat_map(|site| site.key_facts().get()) {
        if scope.fact(name, span, problems).is_some() && !seen.insert(name) {
            problems
                .report(Problem::new(Code::Duplicate, span, format!("`{name}` is named twice")).label("again here"));
        }
    }
}

/// The newest date that the content writes where it says when something was read, checked or recorded.
fn newest_date(content: &Content) -> String {
    let accessed = content.sources().filter_map(|(_, source)| source.accessed().get());
    let works = content.documents.iter().filter_map(Document::subject);
    let accessed = accessed.chain(works.filter_map(|(.., work)| work.accessed().get()));
    let checked = content.facts().filter_map(|fact| fact.checked().get());
    let corrected = content.corrections.iter().filter_map(|correction| correction.date().get());
    let recorded = content.versions.iter().filter_map(|version| version.date().get());
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
        articles.push(article(document, slug, scope, bodies, problems));
    }
    articles
}

fn article(
    document: &Document,
    slug: &str,
    scope: &Scope,
    bodies: &Bodies,
    problems: &mut Problems,
) -> Option<Article> {
    let body = bodies.of(document, scope, problems)?;
    let page = document.page()?;
    let title = scope.localised(page.title(), problems)?;
    let formerly = scope.former.slugs(&format!("page:{slug}"));
    let waivers = page.waivers().get().unwrap_or(false);
    Some(Article { slug: slug.to_owned(), formerly, title, body, waivers })
}

fn home(content: &Content, scope: &Scope, bodies: &Bodies, problems: &mut Problems) -> Option<Article> {
    let Some(document) = content.documents.iter().find(|d| d.place == Place::Home { lang: None }) else {
        problems.report(
            Problem::new(Code::MissingKey, scope.settings.place, "there is no `content/index.md`")
                .help("write the front page's text there, with `title = { … }` between `+++` lines"),
        );
        return None;
    };
    article(document, "index", scope, bodies, problems)
}

/// A front page that says nothing, where there is none.
fn untitled(settings: &Settings) -> Article {
    let body = Localised::only(Default::default(), settings.languages.count());
    Article { slug: "index".into(), formerly: Vec::new(), title: settings.site.title.clone(), body, waivers: false }
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
    let scope = scope(content, (settings, locales), LeftOut::new(), &mut unheard);
    let date = options.date.clone().unwrap_or_else(|| newest_date(content));
    let published = history::published(content, &scope.former, &mut Problems::new());
    let records = facts::Records::read(content, (&scope, locales), &published, &date, &mut unheard);
    fix::edits((content, texts, locales), &records.facts, &scope, words)
}
