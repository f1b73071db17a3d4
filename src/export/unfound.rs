//! Words that pages say and no record has: the interface's, on the pages of records.
//!
//! In: what every record is found by. Out: for the lists, the words of the pages that they lead to, so that what a
//! reader sees anywhere is found somewhere. Never: words that some record has already, which would only stand before it.

use std::collections::{BTreeMap, BTreeSet};

use crate::cite::reference::Reference;
use crate::language::fill::fill_by;
use crate::language::fold::terms;
use crate::model::lang::Lang;
use crate::plan::kinds::View;
use crate::plan::kinds::search::{Entry, Group};
use crate::render::cite;
use crate::render::context::Context;
use crate::theme::Theme;

/// A text that nothing is found by, with the record that gets it and the language that it is in.
#[derive(Debug)]
pub struct Unfound {
    /// The record, by its place.
    pub entry: usize,
    /// The language.
    pub lang: Lang,
    /// The words.
    pub text: String,
}

/// The interface's texts with a word by which nothing is found. Those of a template go to the list of its pages, and
/// those that the program writes itself to the list of facts, of which it writes most; the words of a reference to the
/// front page, and to the document that is cited.
pub fn unfound<'a>(
    ctx: &Context<'_>,
    theme: &Theme,
    entries: &[Entry<'_>],
    known: impl Iterator<Item = &'a str>,
) -> Vec<Unfound> {
    let mut known: BTreeSet<String> = known.map(str::to_owned).collect();
    let page = |view: View| entries.iter().position(|entry| entry.view == view && entry.anchor.is_none());
    let named = |name: &str| View::named(ctx.briefing, name).and_then(page);
    let Some(home) = page(View::Home) else { return Vec::new() };
    let facts = named("facts").unwrap_or(home);
    let lists = lists(theme, entries, |name| named(name).unwrap_or(home));
    let mut out = Vec::new();
    let mut keep = |entry: usize, lang: Lang, text: String| {
        let own = terms(&text);
        if own.iter().any(|term| !known.contains(term)) {
            known.extend(own);
            out.push(Unfound { entry, lang, text });
        }
    };
    for lang in ctx.briefing.languages.iter() {
        let words = ctx.words(lang);
        for key in words.keys() {
            let group = key.split('.').next().unwrap_or_default();
            let list = lists.get(key).or_else(|| lists.get(group)).copied().unwrap_or(facts);
            keep(list, lang, fill_by(words.get(key), |_| Some(String::new())));
        }
        let front = ctx.plan.page(View::Home, lang);
        // The index is the same at every address.
        let address = Some(front.route.to_string());
        let mut references = vec![(home, Reference { url: address, ..cite::of_planned(ctx, &front) })];
        references.extend(entries.iter().enumerate().filter_map(|(n, entry)| match entry.view {
            View::Source(id) => Some((n, cite::of_source(ctx, id, lang))),
            _ => None,
        }));
        for (entry, reference) in references {
            for style in ctx.styles() {
                keep(entry, lang, format!("{} {}", style.name(), style.write(&reference)));
            }
        }
    }
    out
}

/// Which list leads to the pages that say a word: by its key, or by the group of which the content decides.
fn lists(theme: &Theme, entries: &[Entry<'_>], list: impl Fn(&str) -> usize) -> BTreeMap<String, usize> {
    let mut lists = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for kind in entries.iter().filter(|entry| entry.group != Group::Pages).map(|entry| entry.view.kind()) {
        if seen.insert(kind.template) {
            let spoken = theme.spoken_with_parts(kind.template);
            for word in spoken.keys.into_iter().chain(spoken.groups) {
                lists.entry(word).or_insert_with(|| list(kind.under));
            }
        }
    }
    lists
}
