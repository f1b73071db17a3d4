//! The words that the briefing uses in a sense of its own, in the order of the reader's language.

use crate::model::briefing::Briefing;
use crate::model::glossary::Term;
use crate::model::lang::Lang;
use crate::model::subject::Alias;
use crate::plan::shown::{Shown, by_lang, keyword, list, part};

use super::{View, lists};

/// The page: every briefing has the marks that it tells.
pub(super) fn views(_: &Briefing) -> Vec<View> {
    vec![View::Glossary]
}

pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    part([(
        "terms",
        by_lang(briefing, |lang| list(in_order(briefing, lang).into_iter().map(|it| term(briefing, it, lang)))),
    )])
}

fn in_order(briefing: &Briefing, lang: Lang) -> Vec<&Term> {
    let mut terms: Vec<&Term> = briefing.glossary.iter().collect();
    terms.sort_by_cached_key(|term| lists::order(term.label.get(lang), term.sort_key.as_ref().unwrap_or(&term.slug)));
    terms
}

fn term<'a>(briefing: &'a Briefing, term: &'a Term, lang: Lang) -> Shown<'a> {
    let label = term.label.get(lang);
    let others = briefing.languages.iter().filter(|other| *other != lang).map(|other| (term.label.get(other), other));
    let names = others.filter(|(name, _)| *name != label).map(|(name, other)| (name.as_str(), other)).collect();
    let of = |aliases: &'a [Alias]| {
        let own = aliases.iter().filter(|alias| alias.lang == lang);
        Shown::Names(own.map(|alias| (alias.name.as_str(), lang)).collect())
    };
    part([
        ("id", keyword(term.anchor.as_str())),
        ("label", Shown::Text(&term.label)),
        ("names", Shown::Names(names)),
        ("also", of(&term.also)),
        ("avoid", of(&term.avoid)),
        ("say", Shown::Text(&term.say)),
    ])
}
