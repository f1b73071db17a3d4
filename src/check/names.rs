//! Every name that something can refer to, and references resolved against them.

use std::collections::BTreeMap;

use crate::language::locales::Locales;
use crate::load::layout::Place;
use crate::load::record::{ByLang, Field, Row, Text};
use crate::load::{Content, Document, table};
use crate::model::briefing::Article;
use crate::model::evidence::{Conflict, Derived};
use crate::model::fact::{Fact, Of, Origin};
use crate::model::id::{Id, Names};
use crate::model::lang::Localised;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Kind, Role, Subject};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::fields;
use super::former::Former;
use super::settings::{self, Settings};
use super::slugs::check_slug;

/// The settings, and every name of the briefing.
#[derive(Debug)]
pub struct Scope {
    /// What `site.toml` says.
    pub settings: Settings,
    /// Subjects by `kind:slug`.
    pub subjects: Names<Subject>,
    /// Each subject's kind.
    pub subject_kinds: Vec<Id<Kind>>,
    /// Sources by slug.
    pub sources: Names<Source>,
    /// Indicators by id.
    pub indicators: Names<Indicator>,
    /// Facts by id.
    pub facts: Names<Fact>,
    /// Conflicts by id.
    pub conflicts: Names<Conflict>,
    /// Derived figures by id.
    pub derived: Names<Derived>,
    /// Pages by slug.
    pub articles: Names<Article>,
    /// What records were called before.
    pub former: Former,
    /// How languages name dates, for advice on what is no period.
    pub locales: Locales,
    /// What could not be read, and is told already where it stands.
    pub left_out: LeftOut,
}

/// Records that could not be read, by the name that references write, with the place of each.
pub type LeftOut = BTreeMap<String, Span>;

/// Collects every name; the second use of one is reported.
pub fn collect(
    content: &Content,
    (settings, locales): (Settings, &Locales),
    left_out: LeftOut,
    problems: &mut Problems,
) -> Scope {
    let mut scope = Scope {
        settings,
        subjects: Names::default(),
        subject_kinds: Vec::new(),
        sources: Names::default(),
        indicators: Names::default(),
        facts: Names::default(),
        conflicts: Names::default(),
        derived: Names::default(),
        articles: Names::default(),
        former: Former::default(),
        locales: locales.clone(),
        left_out,
    };
    documents(content, &mut scope, problems);
    ids(content.indicators.iter().map(|row| row.id()), &mut scope.indicators, problems);
    ids(content.conflicts.iter().map(|row| row.id()), &mut scope.conflicts, problems);
    for (name, _) in content.derived.iter().filter_map(|row| row.id().get()) {
        scope.derived.add(name).ok();
    }
    ids(content.facts().map(|row| row.id()), &mut scope.facts, problems);
    scope
}

fn documents(content: &Content, scope: &mut Scope, problems: &mut Problems) {
    for document in &content.documents {
        let span = Span::start_of(document.file);
        match &document.place {
            Place::Subject { folder, slug, lang: None } => {
                let kind = scope.settings.kinds.iter().find(|(_, kind)| kind.folder == *folder);
                let Some((kind_id, kind)) = kind else {
                    let folders = scope.settings.kinds.iter().map(|(_, kind)| kind.folder.as_str());
                    let mut problem =
                        Problem::new(Code::StrayFile, span, format!("no kind of subject has the folder `{folder}`"));
                    problem.help =
                        settings::suggestion(folder, folders).or(Some("declare a `[[kind]]` in site.toml".into()));
                    problems.report(problem);
                    continue;
                };
                if scope.subjects.add(&format!("{}:{slug}", kind.id)).is_ok() {
                    scope.subject_kinds.push(kind_id);
                }
                check_slug(slug, span, problems);
            }
            Place::Source { slug, lang: None } => {
                scope.sources.add(slug).ok();
                check_slug(slug, span, problems);
            }
            Place::Article { slug, lang: None } => {
                scope.articles.add(slug).ok();
                check_slug(slug, span, problems);
            }
            _ => {}
        }
    }
}

fn ids<'a, T>(ids: impl Iterator<Item = Field<'a, Text>>, names: &mut Names<T>, problems: &mut Problems) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (name, span) in ids.filter_map(Field::<Text>::get) {
        check_slug(name, span, problems);
        if names.add(name).is_err() {
            let mut problem =
                Problem::new(Code::Duplicate, span, format!("the id `{name}` is used twice")).label("again here");
            if let Some(first) = seen.get(name) {
                problem = problem.note(*first, "first here");
            }
            problems.report(problem.help("ids are unique in the whole briefing and never reused"));
        } else {
            seen.insert(name, span);
        }
    }
}

/// The content without the records of these names.
pub fn without(content: &Content, settings: &Settings, left_out: &LeftOut) -> Content {
    let mut rest = content.clone();
    rest.documents.retain(|document| name_of(document, settings).is_none_or(|name| !left_out.contains_key(&name)));
    let keeps = |what: &str, id: Field<'_, Text>| {
        id.get().is_none_or(|(id, _)| !left_out.contains_key(&format!("{what}:{id}")))
    };
    rest.indicators.retain(|row| keeps("indicator", row.id()));
    rest.conflicts.retain(|row| keeps("conflict", row.id()));
    rest.derived.retain(|row| keeps("derived", row.id()));
    for sheet in &mut rest.sheets {
        sheet.facts.retain(|row| keeps("fact", row.id()));
    }
    rest
}

/// Where a record stands, by the name that references write.
pub fn place_of(content: &Content, settings: &Settings, name: &str) -> Option<Span> {
    let whole = |document: &Document| Span::new(document.file, 0..usize::MAX);
    let document = content.documents.iter().find(|d| name_of(d, settings).as_deref() == Some(name));
    let called = |field: Field<'_, Text>, id: &str| field.get().is_some_and(|(own, _)| own == id);
    let range = match name.split_once(':')? {
        ("indicator", id) => content.indicators.iter().find(|row| called(row.id(), id)).map(Row::range),
        ("conflict", id) => content.conflicts.iter().find(|row| called(row.id(), id)).map(Row::range),
        ("derived", id) => content.derived.iter().find(|row| called(row.id(), id)).map(Row::range),
        ("fact", id) => content.facts().find(|row| called(row.id(), id)).map(Row::range),
        _ => None,
    };
    range.or(document.map(whole))
}

/// The name by which other records refer to a document.
fn name_of(document: &Document, settings: &Settings) -> Option<String> {
    match &document.place {
        Place::Subject { folder, slug, .. } => {
            let (_, kind) = settings.kinds.iter().find(|(_, kind)| kind.folder == *folder)?;
            Some(format!("{}:{slug}", kind.id))
        }
        Place::Source { slug, .. } => Some(format!("source:{slug}")),
        Place::Article { slug, .. } => Some(format!("page:{slug}")),
        _ => None,
    }
}

impl Scope {
    /// The words of a field by language.
    pub fn localised<K: ByLang>(&self, field: Field<'_, K>, problems: &mut Problems) -> Option<Localised<String>> {
        fields::localised(field, &self.settings.languages, problems)
    }

    /// A name in place of words that could not be read.
    pub fn plain(&self, name: &str) -> Localised<String> {
        Localised::only(name.to_owned(), self.settings.languages.count())
    }

    /// The subject written as `kind:slug`.
    pub fn subject(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Id<Subject>> {
        self.find(self.subjects.find(name), name, "subject", span, self.subjects.names(), problems)
    }

    /// The subject written as `kind:slug`, which must have one of these roles.
    pub fn with_role(&self, name: &str, roles: &[Role], span: Span, problems: &mut Problems) -> Option<Id<Subject>> {
        let id = self.subject(name, span, problems)?;
        let role = self.settings.kinds[self.subject_kinds[id.index()]].role;
        if !role.is_some_and(|role| roles.contains(&role)) {
            let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
            problems.report(
                Problem::new(Code::BadValue, span, format!("`{name}` cannot stand here"))
                    .label(format!("expected a subject whose kind has the role {}", words.join(" or "))),
            );
            return None;
        }
        Some(id)
    }

    /// The indicator with this id.
    pub fn indicator(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Id<Indicator>> {
        self.find(self.indicators.find(name), name, "indicator", span, self.indicators.names(), problems)
    }

    /// The fact with this id.
    pub fn fact(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Id<Fact>> {
        self.find(self.facts.find(name), name, "fact", span, self.facts.names(), problems)
    }

    /// The source with this slug.
    pub fn source(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Id<Source>> {
        self.find(self.sources.find(name), name, "source", span, self.sources.names(), problems)
    }

    /// The conflict with this id.
    pub fn conflict(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Id<Conflict>> {
        self.find(self.conflicts.find(name), name, "conflict", span, self.conflicts.names(), problems)
    }

    /// The derived figure with this id.
    pub fn derived(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Id<Derived>> {
        self.find(self.derived.find(name), name, "derived", span, self.derived.names(), problems)
    }

    /// A work, or a source written as `source:slug`.
    pub fn origin(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Origin> {
        match name.strip_prefix("source:") {
            Some(slug) => self.source(slug, span, problems).map(Origin::Source),
            None => self.with_role(name, &[Role::Work], span, problems).map(Origin::Work),
        }
    }

    /// What a fact applies to: a subject, or a fact written as `fact:id`.
    pub fn of(&self, name: &str, span: Span, problems: &mut Problems) -> Option<Of> {
        match name.strip_prefix("fact:") {
            Some(id) => self.fact(id, span, problems).map(Of::Fact),
            None => self.subject(name, span, problems).map(Of::Subject),
        }
    }

    fn find<'a, T>(
        &self,
        found: Option<Id<T>>,
        name: &str,
        what: &str,
        span: Span,
        names: impl Iterator<Item = &'a str>,
        problems: &mut Problems,
    ) -> Option<Id<T>> {
        if found.is_some() {
            return found;
        }
        let written = if what == "subject" { name.to_owned() } else { format!("{what}:{name}") };
        if let Some(cause) = self.left_out.get(&written) {
            problems.follows(*cause);
            return None;
        }
        let problem = Problem::new(Code::Dangling, span, format!("there is no {what} `{name}`")).label("leads nowhere");
        let now = self.former.now(&written).map(|now| now.strip_prefix(&format!("{what}:")).unwrap_or(now));
        problems.report(match (now, table::nearest(name, names)) {
            (Some(now), _) => problem.help(format!("it is called `{now}` now")),
            (None, Some(near)) => problem.meant(name, near),
            (None, None) => problem,
        });
        None
    }
}
