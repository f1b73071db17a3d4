//! The table of words that the briefing uses in a sense of its own.

use std::collections::BTreeSet;

use crate::load::Content;
use crate::load::record::Row;
use crate::load::records;
use crate::model::glossary::Term;
use crate::problem::{Problem, Problems, code::Code};

use super::names::Scope;
use super::{slugs, subjects};

/// Reads every word, each once.
pub fn read(content: &Content, scope: &Scope, problems: &mut Problems) -> Vec<Term> {
    let mut seen = BTreeSet::new();
    let mut terms = Vec::new();
    for record in content.glossary.iter() {
        let Some((slug, span)) = record.id().get() else { continue };
        slugs::check_slug(slug, span, problems);
        if seen.insert(slug) {
            terms.extend(term(slug, record, scope, problems));
        } else {
            let problem = Problem::new(Code::Duplicate, span, format!("there is another term `{slug}`"));
            problems.report(problem.label("again here"));
        }
    }
    terms
}

fn term(slug: &str, record: Row<'_, records::Term>, scope: &Scope, problems: &mut Problems) -> Option<Term> {
    let label = scope.localised(record.label(), problems);
    let say = scope.localised(record.say(), problems);
    Some(Term {
        slug: slug.to_owned(),
        anchor: format!("term-{slug}"),
        label: label?,
        also: subjects::aliases(record.also(), scope, problems),
        avoid: subjects::aliases(record.avoid(), scope, problems),
        near: subjects::aliases(record.near(), scope, problems),
        mark: record.mark().get().unwrap_or(false),
        sort_key: record.sort().get().map(|(text, _)| text.to_owned()).filter(|text| !text.is_empty()),
        say: say?,
    })
}
