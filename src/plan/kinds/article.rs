//! A page of text; where its front matter says so, every waived figure too.

use crate::model::briefing::{Article, Briefing};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::prose::Prose;
use crate::plan::shown::{Margin, Shown, by_lang, list, part, plain};

pub(super) fn shows(briefing: &Briefing, id: Id<Article>) -> Shown<'_> {
    let article = &briefing.articles[id];
    let waivers =
        if article.waivers { by_lang(briefing, |lang| waivers(briefing, lang)) } else { Shown::List(Vec::new()) };
    part([("body", Shown::Body(&article.body, Margin::Notes)), ("waivers", waivers)])
}

/// Every waived figure of the briefing.
fn waivers(briefing: &Briefing, lang: Lang) -> Shown<'_> {
    let home = std::iter::once((&briefing.home.title, &briefing.home.body));
    let subjects = briefing.subjects.iter().filter_map(|(_, s)| Some((&s.title, s.body.as_ref()?)));
    let sources = briefing.sources.iter().map(|(_, source)| (&source.title, &source.body));
    let articles = briefing.articles.iter().map(|(_, article)| (&article.title, &article.body));
    let all = home.chain(subjects).chain(sources).chain(articles);
    list(all.flat_map(|(title, body): (&Localised<String>, &Localised<Prose>)| {
        body.get(lang).waivers().into_iter().map(move |(words, reason)| {
            part([("page", Shown::Text(title)), ("words", plain(words)), ("reason", plain(reason))])
        })
    }))
}
