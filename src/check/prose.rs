//! Markdown bodies → prose whose every link leads somewhere.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use crate::language::locales::Locales;
use crate::language::markdown;
use crate::load::layout::Place;
use crate::load::{Content, Document};
use crate::model::fact::Fact;
use crate::model::lang::{Lang, Localised};
use crate::model::limit::Bound;
use crate::model::prose::{Prose, Target};
use crate::problem::span::{Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::by_value::ByValue;
use super::formula::Formulas;
use super::lost_words;
use super::memo::Memo;
use super::names::Scope;
use super::rules::naked_number;
use super::settings;

/// Every body, by what it belongs to.
#[derive(Debug, Default)]
pub struct Bodies {
    by_place: BTreeMap<String, Vec<Option<Prose>>>,
}

impl Bodies {
    /// The body of a document in all languages, `None` where its text cannot be read; a language that
    /// lacks it is reported, unless there is nothing to translate.
    pub fn of(&self, document: &Document, scope: &Scope, problems: &mut Problems) -> Option<Localised<Prose>> {
        let (key, _) = key(&document.place)?;
        let mut languages = self.by_place.get(&key)?.iter().cloned();
        let default = languages.next()??;
        let others: Vec<Option<Prose>> = languages.collect();
        if !document.whole {
            return None;
        }
        for (lang, body) in scope.settings.languages.iter().skip(1).zip(&others) {
            if body.is_none() && !default.events.is_empty() {
                let code = scope.settings.languages.code(lang);
                problems.report(
                    Problem::new(
                        Code::MissingTranslation,
                        Span::start_of(document.file),
                        format!("there is no `{code}` version of this page"),
                    )
                    .help(format!("write it beside this file, with `.{code}.md` at the end of its name"))
                    .kin(format!("pages lack `{code}`")),
                );
            }
        }
        Some(Localised::new(default, others))
    }
}

/// What a body belongs to, and in which language it is; `None` for what has no body.
fn key(place: &Place) -> Option<(String, Option<&str>)> {
    let (key, lang) = match place {
        Place::Home { lang } => ("home".to_owned(), lang),
        Place::Source { slug, lang } => (format!("source/{slug}"), lang),
        Place::Article { slug, lang } => (format!("page/{slug}"), lang),
        Place::Subject { folder, slug, lang } => (format!("subject/{folder}/{slug}"), lang),
        _ => return None,
    };
    Some((key, lang.as_deref()))
}

/// Reads every body.
pub fn read(
    content: &Content,
    (texts, memo): (&Texts, Option<&Memo>),
    locales: &Locales,
    scope: &Scope,
    (facts, formulas): (&[Option<Fact>], &Formulas),
    problems: &mut Problems,
) -> Bodies {
    let by_value = ByValue::new(facts);
    if let Some(memo) = memo {
        memo.begin(content, texts);
    }
    let prose = problems.in_parallel(&content.documents, |document, problems| {
        let reader = Reader { texts, locales, scope, facts, formulas, by_value: &by_value, document };
        match memo {
            Some(memo) => memo.body(document, texts, problems, |found| reader.read(found)),
            None => reader.read(problems),
        }
    });
    let mut bodies = Bodies::default();
    let count = scope.settings.languages.count();
    for (document, prose) in content.documents.iter().zip(prose) {
        let Some((key, code)) = key(&document.place) else { continue };
        let lang = code.map_or(Some(Lang::DEFAULT), |code| scope.settings.languages.find(code));
        let Some(lang) = lang else { continue };
        let slots = bodies.by_place.entry(key).or_insert_with(|| vec![None; count]);
        slots[lang.index()] = Some(prose);
    }
    orphans(content, &bodies, problems);
    bodies
}

fn orphans(content: &Content, bodies: &Bodies, problems: &mut Problems) {
    for document in &content.documents {
        let Some((key, Some(_))) = key(&document.place) else { continue };
        if bodies.by_place.get(&key).is_some_and(|slots| slots[0].is_none()) {
            problems.report(
                Problem::new(
                    Code::OrphanTranslation,
                    Span::start_of(document.file),
                    "a translation without its original",
                )
                .help("write the default language's file beside it: it holds the front matter"),
            );
        }
    }
}

struct Reader<'a> {
    texts: &'a Texts,
    locales: &'a Locales,
    scope: &'a Scope,
    facts: &'a [Option<Fact>],
    formulas: &'a Formulas,
    by_value: &'a ByValue<'a>,
    document: &'a Document,
}

impl Reader<'_> {
    fn read(&self, problems: &mut Problems) -> Prose {
        let source = self.texts.slice(self.document.body);
        let (placed, deep) = markdown::read(source);
        if let Some(deep) = deep {
            self.too_deep(deep, problems);
        }
        let mut targets = Vec::new();
        for (event, range) in &placed {
            if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
                let span = self.span(range.clone());
                let target = self.target(dest_url, span, matches!(event, Event::Start(Tag::Image { .. })), problems);
                targets.push(target);
            }
        }
        lost_words::run(source, &placed, |range| self.span(range), problems);
        self.anchors(&placed, problems);
        let code = self.document.place.language();
        let lang = code.and_then(|code| self.scope.settings.languages.find(code)).unwrap_or(Lang::DEFAULT);
        if self.locales.of(lang).reads_figures() {
            let lint = naked_number::Lint {
                scope: self.scope,
                facts: self.facts,
                formulas: self.formulas,
                by_value: self.by_value,
                reader: self.locales.reader(lang),
                body: self.document.body,
            };
            lint.run(source, &placed, &targets, problems);
        }
        let mut events: Vec<_> = placed.into_iter().map(|(event, _)| event).collect();
        // The room of the places, which nobody asks for any more.
        events.shrink_to_fit();
        Prose { events: Arc::new(events), targets: Arc::new(targets) }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.document.file, range).shifted(self.document.body.start as usize)
    }

    /// What nests deeper than the limit is not read as it was meant.
    fn too_deep(&self, deep: Range<usize>, problems: &mut Problems) {
        let most = Bound::Nesting.row().most;
        let start = deep.start..deep.start + self.texts.slice(self.span(deep)).chars().next().map_or(0, char::len_utf8);
        problems.report(
            Problem::new(Code::Limit, self.span(start), format!("a body {}", Bound::Nesting.told(most, most + 1)))
                .label("this is the first that lies deeper")
                .help("nest less: a list of lists of lists is three pages"),
        );
    }

    /// A link within the page leads to one of its headings.
    fn anchors(&self, placed: &[(Event<'static>, Range<usize>)], problems: &mut Problems) {
        let known = LazyCell::new(|| markdown::anchors(placed.iter().map(|(event, _)| event)).into_iter().collect());
        let known: &LazyCell<BTreeSet<String>, _> = &known;
        for (event, range) in placed {
            let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
            let Some(wanted) = dest_url.strip_prefix('#') else { continue };
            let has = |wanted: &str| known.contains(wanted);
            // Pages write the anchors of a body's headings with `s-` before them, and `main` is every page's.
            if wanted != "main" && !has(wanted) && !wanted.strip_prefix("s-").is_some_and(has) {
                problems.report(
                    Problem::new(Code::Anchor, self.span(range.clone()), format!("no heading here is `#{wanted}`"))
                        .label("leads nowhere")
                        .help("an anchor is its heading's words in lower case with hyphens, or what stands after it in `{#…}`"),
                );
            }
        }
    }

    fn target(&self, dest: &str, span: Span, image: bool, problems: &mut Problems) -> Target {
        let words = || Target::Waived(String::new());
        if image {
            problems.report(
                Problem::new(Code::ForbiddenLink, span, "a body cannot hold an image")
                    .help("charts are drawn from facts"),
            );
            return words();
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return Target::Anchor(anchor.to_owned());
        }
        let Some((scheme, rest)) = dest.split_once(':') else {
            self.forbidden(dest, span, problems);
            return words();
        };
        let scope = self.scope;
        let found = match scheme {
            "fact" => scope.fact(rest, span, problems).map(Target::Fact),
            "source" => scope.source(rest, span, problems).map(Target::Source),
            "indicator" => scope.indicator(rest, span, problems).map(Target::Indicator),
            "conflict" => scope.conflict(rest, span, problems).map(Target::Conflict),
            "derived" => scope.derived(rest, span, problems).map(Target::Derived),
            "page" => self.page(rest, span, problems),
            "waive" => self.waiver(rest, span, problems),
            "http" | "https" | "mailto" => self.web(dest, span, problems),
            _ if scope.settings.kinds.find(scheme).is_some() => {
                scope.subject(dest, span, problems).map(Target::Subject)
            }
            _ => {
                self.forbidden(dest, span, problems);
                None
            }
        };
        found.unwrap_or_else(words)
    }

    fn web(&self, dest: &str, span: Span, problems: &mut Problems) -> Option<Target> {
        dest.parse()
            .map(Target::Web)
            .map_err(|error| {
                problems.report(
                    Problem::new(Code::ForbiddenLink, span, format!("`{dest}` cannot be linked to"))
                        .label(format!("it {error}"))
                        .help("write the address as a browser sends it, `https://…`"),
                );
            })
            .ok()
    }

    fn page(&self, slug: &str, span: Span, problems: &mut Problems) -> Option<Target> {
        let fixed = &self.scope.settings.pages;
        let known = fixed.contains(&slug) || self.scope.articles.find(slug).is_some();
        if !known {
            if let Some(cause) = self.scope.left_out.get(&format!("page:{slug}")) {
                problems.follows(*cause);
                return None;
            }
            let names = fixed.iter().copied().chain(self.scope.articles.names());
            let mut problem =
                Problem::new(Code::Dangling, span, format!("there is no page `{slug}`")).label("leads nowhere");
            problem.help = settings::suggestion(slug, names);
            problems.report(problem);
        }
        known.then(|| Target::Page(slug.to_owned()))
    }

    fn waiver(&self, reason: &str, span: Span, problems: &mut Problems) -> Option<Target> {
        if reason.trim().is_empty() {
            problems.report(
                Problem::new(Code::BadValue, span, "a waiver needs a reason")
                    .help("write it after the colon: `[5G](waive:name-of-a-standard)`"),
            );
        }
        Some(Target::Waived(reason.replace(['-', '_'], " ")))
    }

    fn forbidden(&self, dest: &str, span: Span, problems: &mut Problems) {
        let kinds = self.scope.settings.kinds.names();
        let scheme = dest.split_once(':').map_or(dest, |(scheme, _)| scheme);
        let mut problem = Problem::new(Code::ForbiddenLink, span, format!("`{dest}` cannot be linked to"))
            .label("expected a reference, an anchor, or an http, https or mailto address");
        problem.help = settings::suggestion(scheme, kinds.chain(super::slugs::RESERVED_KINDS))
            .or(Some("pages of the site are `page:method`, subjects `<kind>:<slug>`".into()));
        problems.report(problem);
    }
}
