//! Front matter of subjects, and the table of indicators.

use std::collections::BTreeSet;

use crate::language::locales::Locales;
use crate::load::record::{Field, Name, Names, Row, Texts};
use crate::load::records;
use crate::load::{Content, Document};
use crate::model::bibliography::Bibliography;
use crate::model::coordinates::{BadCoordinates, Coordinates};
use crate::model::id::Id;
use crate::model::subject::{Alias, Indicator, Kind, Role, Subject};
use crate::model::unit::{Unit, UnitKind};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::bibliography::{self, Fields};
use super::names::Scope;
use super::prose::Bodies;
use super::{dates, fields, sources};

/// Reads every subject, in the order of the scope's names.
pub fn read(content: &Content, scope: &Scope, bodies: &Bodies, problems: &mut Problems) -> Vec<Option<Subject>> {
    let known = |document: &&Document| {
        let folder = document.subject().map(|(folder, ..)| folder);
        folder.is_some_and(|folder| scope.settings.kinds.iter().any(|(_, kind)| kind.folder == folder))
    };
    let documents: Vec<&Document> = content.documents.iter().filter(known).collect();
    let subjects = problems.in_parallel(&documents, |document, problems| subject(document, scope, bodies, problems));
    nesting(&documents, &subjects, problems);
    subjects
}

fn subject(document: &Document, scope: &Scope, bodies: &Bodies, problems: &mut Problems) -> Option<Subject> {
    let (folder, slug, front) = document.subject()?;
    let body = bodies.of(document, scope, problems);
    if !document.whole {
        return None;
    }
    let (kind, _) = scope.settings.kinds.iter().find(|(_, kind)| kind.folder == folder)?;
    let sort = front.sort().get().map(|(text, _)| text.to_owned()).filter(|text| !text.is_empty());
    let within = front.within().get().map(|(name, span)| scope.subject(name, span, problems));
    let date = front
        .date()
        .get()
        .map(|(text, span)| dates::period(&bibliography::plain_date(text), span, &scope.locales, problems));
    let summary = scope.localised(front.summary(), problems);
    let date = date.flatten();
    let record = work(front, kind, scope, problems);
    if let Some(accessed) = record.as_ref().and_then(|record| record.accessed.as_ref()) {
        bibliography::is_read_after(front.date(), date.as_ref(), accessed, problems);
    }
    let url = fields::address(front.url(), problems);
    let title = scope.localised(front.title(), problems);
    let issuer = many(front.issuer(), scope, &[Role::Actor, Role::Place, Role::Work], problems);
    let places = many(front.places(), scope, &[Role::Place], problems);
    Some(Subject {
        kind,
        slug: slug.to_owned(),
        formerly: formerly(&scope.settings.kinds[kind].id, slug, scope),
        title: title.unwrap_or_else(|| scope.plain(slug)),
        aliases: aliases(front.aliases(), scope, problems),
        sort_key: sort,
        within: within.flatten(),
        issuer,
        date,
        places,
        coordinates: coordinates(front, scope.settings.kinds[kind].role, problems),
        url: url.flatten(),
        record,
        language: sources::language(front.language(), problems).flatten(),
        untitled: untitled(front, scope.settings.kinds[kind].role, problems),
        summary,
        body,
    })
}

/// Where a place lies; nothing else lies anywhere.
fn coordinates(front: Row<'_, records::Subject>, role: Option<Role>, problems: &mut Problems) -> Option<Coordinates> {
    let ([latitude, longitude], span) = front.coordinates().get()?;
    if role != Some(Role::Place) {
        let problem = Problem::new(Code::BadValue, span, "`coordinates` belong to places");
        problems.report(problem.label("a subject of this kind lies nowhere").help("name its `places` instead"));
        return None;
    }
    let (what, most) = match Coordinates::parse(latitude, longitude) {
        Ok(coordinates) => return Some(coordinates),
        Err(BadCoordinates::Latitude) => (format!("`{latitude}` is no latitude"), 90),
        Err(BadCoordinates::Longitude) => (format!("`{longitude}` is no longitude"), 180),
    };
    let problem = Problem::new(Code::BadValue, span, what);
    let expected = format!("expected a number from -{most} to {most}");
    problems.report(problem.label(expected).help("write the latitude first: `[30.27, 120.15]`"));
    None
}

/// Whether its title is ours; everything but a work is called as it is called.
fn untitled(front: Row<'_, records::Subject>, role: Option<Role>, problems: &mut Problems) -> bool {
    let Some(value) = front.untitled().value() else { return false };
    if role != Some(Role::Work) {
        let problem = Problem::new(Code::BadValue, value.span, "`untitled` belongs to works");
        problems.report(problem.label("a subject of this kind is no document").help("leave it out"));
        return false;
    }
    front.untitled().get() == Some(true)
}

/// What a reference to a work needs; other subjects have no such keys.
fn work(
    front: Row<'_, records::Subject>,
    kind: Id<Kind>,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Bibliography> {
    let fields = Fields::of_work(front);
    if scope.settings.kinds[kind].role != Some(Role::Work) {
        if let Some((key, span)) = fields.first() {
            let message = format!("`{key}` belongs to works and sources");
            problems.report(Problem::new(Code::BadValue, span, message).label("a subject of this kind is no document"));
        }
        return None;
    }
    let inferred = front.dating().get().is_some_and(|(dating, _)| dating == records::WrittenDating::Inferred);
    let date = bibliography::doubted(front.date().get().map_or("", |(text, _)| text), inferred);
    let mut record = bibliography::read(fields, date, scope, problems);
    record.publisher = front.publisher().value().and_then(|_| scope.localised(front.publisher(), problems));
    Some(record)
}

/// What it was called before, each with the kind that it had.
fn formerly(kind: &str, slug: &str, scope: &Scope) -> Vec<(Id<Kind>, String)> {
    let old = scope.former.before(&format!("{kind}:{slug}")).iter();
    let old = old.filter_map(|old| old.split_once(':'));
    let known = |kind: &str| {
        let mut kinds = scope.settings.kinds.iter();
        kinds.find(|(_, known)| known.id == kind || known.former_ids.iter().any(|old| old == kind)).map(|(id, _)| id)
    };
    let mut names: Vec<(Id<Kind>, String)> = Vec::new();
    for name in old.filter_map(|(kind, slug)| Some((known(kind)?, slug.to_owned()))) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn many(names: Field<'_, Texts>, scope: &Scope, roles: &[Role], problems: &mut Problems) -> Vec<Id<Subject>> {
    names.get().into_iter().filter_map(|(name, span)| scope.with_role(name, roles, span, problems)).collect()
}

/// Names by language.
pub fn aliases(field: Field<'_, Names<records::Alias>>, scope: &Scope, problems: &mut Problems) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (code, names) in field.get() {
        let Some(lang) = scope.settings.languages.find(&code.value) else {
            problems.report(
                Problem::new(Code::UnknownKey, code.span, format!("`{}` is no language of this briefing", code.value))
                    .help("the languages stand in site.toml"),
            );
            continue;
        };
        for name in names {
            let (name, ours) = match name {
                Name::Text(name) => (Some(name), false),
                Name::Record(row) => (row.name().get().map(|(name, _)| name), row.ours().get().unwrap_or(false)),
            };
            aliases.extend(name.map(|name| Alias { name: name.to_owned(), lang, ours }));
        }
    }
    aliases
}

/// Nothing is part of itself, however long the way round.
fn nesting(documents: &[&Document], subjects: &[Option<Subject>], problems: &mut Problems) {
    let within = |n: usize| subjects.get(n).and_then(|s| s.as_ref()).and_then(|s| s.within).map(Id::index);
    for (n, document) in documents.iter().enumerate() {
        let mut seen = BTreeSet::new();
        let mut at = within(n);
        while let Some(next) = at {
            if next == n {
                let span =
                    document.subject().map_or(Span::start_of(document.file), |(.., front)| front.within().span());
                problems.report(
                    Problem::new(Code::BadValue, span, "this subject lies within itself")
                        .label("the chain of `within` comes back here"),
                );
                break;
            }
            if !seen.insert(next) {
                break;
            }
            at = within(next);
        }
    }
}

/// Reads the table of indicators, in the order of the scope's names.
pub fn indicators(
    content: &Content,
    (scope, locales): (&Scope, &Locales),
    problems: &mut Problems,
) -> Vec<Option<Indicator>> {
    let mut seen = BTreeSet::new();
    let mut indicators = Vec::new();
    for record in content.indicators.iter() {
        let Some((slug, _)) = record.id().get() else { continue };
        if seen.insert(slug) {
            indicators.push(indicator(slug, record, (scope, locales), problems));
        }
    }
    indicators
}

fn is_share(unit: Unit) -> bool {
    matches!(unit.kind(), UnitKind::Percent | UnitKind::Ratio)
}

fn indicator(
    slug: &str,
    record: Row<'_, records::Indicator>,
    (scope, locales): (&Scope, &Locales),
    problems: &mut Problems,
) -> Option<Indicator> {
    let (code, span) = record.unit().get()?;
    let unit = Unit::parse(code);
    if unit.is_none() {
        problems.report(
            Problem::new(Code::Unit, span, format!("unknown unit `{code}`"))
                .label("expected `CNY`, `USD`, `%`, `count`, `rank`, `ratio`, `times`, `a`, `mo`, `d`, a unit of measure, or nothing")
                .help("a number of things is `count`; a rate is written `EUR per kg`, `count per 1000`; the docs list all on the page *Units*"),
        );
    }
    let label = scope.localised(record.label(), problems);
    let definition = scope.localised(record.definition(), problems);
    let share_of = record.share_of().get().map(|(name, span)| scope.indicator(name, span, problems));
    let like = record.like().get().into_iter();
    let like = like.filter_map(|(name, span)| scope.indicator(name, span, problems)).collect();
    if let (Some(unit), Some((_, span))) = (unit.filter(|unit| !is_share(*unit)), record.share_of().get()) {
        problems.report(
            Problem::new(Code::BadValue, span, format!("an indicator in `{}` is no share", unit.code()))
                .label("`share_of` belongs to `%` and `ratio`")
                .help("strike it, or correct the unit"),
        );
    }
    let label = label.unwrap_or_else(|| scope.plain(slug));
    let label_of = scope.localised(record.label_of(), problems);
    let span = record.label_of().span();
    if let Some(label_of) = &label_of
        && !label_of.iter().all(|words| words.contains("{of}"))
    {
        problems.report(
            Problem::new(Code::BadValue, span, "this name has no place for what a figure is of")
                .label("expected `{of}` in every language")
                .help("write `GDP gap to {of}`, or strike it"),
        );
    }
    let lessens = |lang| locales.reader(lang).names_lessening(label.get(lang));
    Some(Indicator {
        lessening: scope.settings.languages.iter().any(lessens),
        slug: slug.to_owned(),
        formerly: scope.former.slugs(&format!("indicator:{slug}")),
        label,
        label_of,
        unit: unit?,
        definition: definition.unwrap_or_else(|| scope.plain(slug)),
        comparable: record.comparable().get().unwrap_or(false),
        share_of: share_of.flatten(),
        like,
    })
}
