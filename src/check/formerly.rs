//! Names that records had before: every old name leads to one record, and none is still in use.

use std::collections::BTreeMap;

use crate::load::layout::Place;
use crate::load::record::{Field, Texts};
use crate::load::{Content, Document};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::former::Former;
use super::names::Scope;
use super::slugs;

/// What stands before the folder of a kind, which nothing refers to: no kind of subject can have this name.
const FOLDER: &str = "folder/";

/// Reads every `formerly`; a name that cannot have been one, or that two records claim, is reported.
pub fn read(content: &Content, scope: &Scope, problems: &mut Problems) -> Former {
    let mut former = Former::default();
    let mut claimed: BTreeMap<String, Span> = BTreeMap::new();
    for (own, names) in records(content, scope) {
        let Some((kind, _)) = own.split_once(':') else { continue };
        for (written, span) in names.get() {
            let old = if written.contains(':') { written.to_owned() } else { format!("{kind}:{written}") };
            if let Some(problem) = wrong(&old, &own, scope, span) {
                problems.report(problem);
            } else if let Some(first) = claimed.get(&old) {
                let message = format!("`{}` was one thing, and two claim to be it", shown(&old));
                problems.report(Problem::new(Code::Duplicate, span, message).note(*first, "the other one"));
            } else {
                claimed.insert(old.clone(), span);
                former.now.insert(old.clone(), own.clone());
                former.before.entry(own.clone()).or_default().push(old);
            }
        }
    }
    kinds(content, scope, &mut former, problems);
    former
}

/// Gives every subject of a kind whose id was another the names that it had by that.
fn kinds(content: &Content, scope: &Scope, former: &mut Former, problems: &mut Problems) {
    let mut claimed: BTreeMap<&str, Span> = BTreeMap::new();
    for row in content.site().into_iter().flat_map(|site| site.kind().get()) {
        let Some((id, _)) = row.id().get() else { continue };
        for (old, span) in row.former_ids().get() {
            if scope.settings.kinds.find(old).is_some() {
                problems.report(in_use(old, span));
            } else if let Some(first) = claimed.insert(old, span) {
                let message = format!("`{old}` was one thing, and two claim to be it");
                problems.report(Problem::new(Code::Duplicate, span, message).note(first, "the other one"));
            } else {
                slugs::check_slug(old, span, problems);
                take_over(id, old, scope, former);
            }
        }
    }
}

/// Notes of every subject of the kind `id`, under each of its names, that `old` stood before the colon.
fn take_over(id: &str, old: &str, scope: &Scope, former: &mut Former) {
    for own in scope.subjects.names().filter(|name| name.split_once(':').is_some_and(|(kind, _)| kind == id)) {
        let names = former.before(own).iter().map(String::as_str).chain([own]);
        let slugs = names.filter_map(|name| name.split_once(':')).filter(|(kind, _)| *kind == id);
        let old: Vec<String> = slugs.map(|(_, slug)| format!("{old}:{slug}")).collect();
        for old in old {
            if former.now(&old).is_none() {
                former.now.insert(old.clone(), own.to_owned());
                former.before.entry(own.to_owned()).or_default().push(old);
            }
        }
    }
}

/// The old names of every record that can have any, by the name that it has.
fn records<'a>(content: &'a Content, scope: &'a Scope) -> Vec<(String, Field<'a, Texts>)> {
    let document = |document: &'a Document| {
        if let Some((folder, slug, record)) = document.subject() {
            let (_, kind) = scope.settings.kinds.iter().find(|(_, kind)| kind.folder == folder)?;
            return Some((format!("{}:{slug}", kind.id), record.formerly()));
        }
        if let Some((slug, record)) = document.source() {
            return Some((format!("source:{slug}"), record.formerly()));
        }
        match &document.place {
            Place::Article { slug, lang: None } => Some((format!("page:{slug}"), document.page()?.formerly())),
            _ => None,
        }
    };
    let indicators =
        content.indicators.iter().filter_map(|row| Some((format!("indicator:{}", row.id().get()?.0), row.formerly())));
    let facts = content.facts().filter_map(|row| Some((format!("fact:{}", row.id().get()?.0), row.formerly())));
    let conflicts =
        content.conflicts.iter().filter_map(|row| Some((format!("conflict:{}", row.id().get()?.0), row.formerly())));
    let derived =
        content.derived.iter().filter_map(|row| Some((format!("derived:{}", row.id().get()?.0), row.formerly())));
    // Of a kind of subject the folder is what addresses are made of.
    let kinds = content.site().into_iter().flat_map(|site| site.kind().get());
    let kinds = kinds.filter_map(|row| Some((format!("{FOLDER}:{}", row.folder().get()?.0), row.formerly())));
    let documents = content.documents.iter().filter_map(document);
    documents.chain(indicators).chain(facts).chain(conflicts).chain(derived).chain(kinds).collect()
}

/// Why a name cannot have been the record's.
fn wrong(old: &str, own: &str, scope: &Scope, span: Span) -> Option<Problem> {
    let (kind, slug) = old.split_once(':')?;
    let (own_kind, _) = own.split_once(':')?;
    let (shown, own) = (shown(old), shown(own));
    let mut found = Problems::new();
    slugs::check_slug(slug, span, &mut found);
    if let Some(problem) = found.sorted().first() {
        return Some((*problem).clone());
    }
    let was = |kind: &str| scope.settings.kinds.iter().any(|(_, known)| known.former_ids.iter().any(|old| old == kind));
    let is_subject = |kind: &str| scope.settings.kinds.find(kind).is_some() || was(kind);
    // A figure that was computed over the sides of a conflict is withdrawn for that conflict.
    let withdrawn = kind == "derived" && own_kind == "conflict";
    if kind != own_kind && !withdrawn && !(is_subject(kind) && is_subject(own_kind)) {
        return Some(Problem::new(Code::BadValue, span, format!("`{shown}` cannot be an old name of `{own}`")).label(
            match own_kind {
                FOLDER => "expected a folder's name".to_owned(),
                own => format!("expected a name without colon, or one that begins with `{own}:`"),
            },
        ));
    }
    is_in_use(kind, slug, scope).then(|| in_use(shown, span))
}

fn in_use(name: &str, span: Span) -> Problem {
    Problem::new(Code::Duplicate, span, format!("`{name}` is still in use"))
        .label("an address cannot lead to two things")
        .help("strike it here, or give the other one another name and say there what it was called")
}

/// A name as its record writes it: of a folder the name alone.
fn shown(name: &str) -> &str {
    name.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix(':')).unwrap_or(name)
}

fn is_in_use(kind: &str, slug: &str, scope: &Scope) -> bool {
    match kind {
        "fact" => scope.facts.find(slug).is_some(),
        "source" => scope.sources.find(slug).is_some(),
        "indicator" => scope.indicators.find(slug).is_some(),
        "conflict" => scope.conflicts.find(slug).is_some(),
        "derived" => scope.derived.find(slug).is_some(),
        FOLDER => scope.settings.kinds.iter().any(|(_, kind)| kind.folder == slug),
        "page" => scope.articles.find(slug).is_some() || scope.settings.pages.contains(&slug),
        _ => scope.subjects.find(&format!("{kind}:{slug}")).is_some(),
    }
}
