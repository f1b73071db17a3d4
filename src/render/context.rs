//! What every page is made with: the briefing, its plan, and the words of each language.

use std::sync::OnceLock;

use crate::cite::csl::Csl;
use crate::cite::{Readable, Style};
use crate::language::locales::Locales;
use crate::language::script::Script;
use crate::language::spelling::{Locale, Written};
use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::locator::{Locator, Spot};
use crate::model::period::Period;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Subject};
use crate::plan::Plan;
use crate::plan::kinds::View;
use crate::plan::route::Route;

use crate::theme::strings::Strings;

use super::span;

/// The briefing, its plan, and the words of each language; shared by all pages.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What is said.
    pub briefing: &'a Briefing,
    /// Where it stands.
    pub plan: &'a Plan,
    /// The interface's words, by language.
    pub strings: &'a [Strings],
    /// How each language writes quantities and dates.
    pub locales: &'a Locales,
    /// What many pages say alike.
    pub memo: &'a Memo,
}

/// What many pages say alike, written once, when the first of them asks for it.
#[derive(Debug, Default)]
pub struct Memo {
    languages: usize,
    values: Vec<OnceLock<Written>>,
    sources: Vec<OnceLock<String>>,
    printed: Vec<OnceLock<Option<String>>>,
    styles: Vec<(String, Csl)>,
}

impl Memo {
    /// Room for what a briefing says in each of its languages.
    pub fn of(briefing: &Briefing) -> Self {
        let languages = briefing.languages.count();
        let room = |things: usize| things * languages;
        Self {
            languages,
            values: (0..room(briefing.facts.len())).map(|_| OnceLock::new()).collect(),
            sources: (0..room(briefing.sources.len())).map(|_| OnceLock::new()).collect(),
            printed: (0..briefing.facts.len()).map(|_| OnceLock::new()).collect(),
            styles: briefing
                .site
                .styles
                .iter()
                .filter_map(|file| Some((file.word.clone(), Csl::read(&file.text).ok()?)))
                .collect(),
        }
    }

    fn at(&self, thing: usize, lang: Lang) -> usize {
        thing * self.languages + lang.index()
    }
}

impl<'a> Context<'a> {
    /// The interface's words in a language.
    pub fn words(&self, lang: Lang) -> &'a Strings {
        &self.strings[lang.index()]
    }

    /// The citation styles that are read: the shipped ones, then the site's own.
    pub fn styles(&self) -> impl Iterator<Item = Readable<'a>> + use<'a> {
        let own = self.memo.styles.iter().map(|(word, style)| Readable::Own(word, style));
        Style::read().map(Readable::Shipped).chain(own)
    }

    /// How a language writes quantities and dates.
    pub fn locale(&self, lang: Lang) -> &'a Locale {
        self.locales.of(lang)
    }

    /// The link from a page to a view in the same language: to the part of a list, or to where it begins.
    pub fn link(&self, from: &Route, view: View, lang: Lang) -> String {
        from.link(self.plan.route(view, lang).unwrap_or_else(|| self.plan.first(view, lang)))
    }

    /// The link to a fact's page.
    pub fn fact_link(&self, from: &Route, id: Id<Fact>, lang: Lang) -> String {
        self.link(from, View::Fact(id), lang)
    }

    /// The link to a subject's page.
    pub fn subject_link(&self, from: &Route, id: Id<Subject>, lang: Lang) -> String {
        self.link(from, View::subject(id), lang)
    }

    /// The link to a source's page.
    pub fn source_link(&self, from: &Route, id: Id<Source>, lang: Lang) -> String {
        self.link(from, View::Source(id), lang)
    }

    /// The link to an indicator's page.
    pub fn indicator_link(&self, from: &Route, id: Id<Indicator>, lang: Lang) -> String {
        self.link(from, View::indicator(id), lang)
    }

    /// The tag of the language that a source's words are in: as recorded, else that of the first language, the
    /// briefing's own before others, in the script of its excerpts.
    pub fn document_tag(&self, source: Id<Source>) -> &'a str {
        let briefing = self.briefing;
        if let Some(recorded) = &briefing.sources[source].language {
            return recorded;
        }
        let excerpts =
            briefing.graph.source_facts[source.index()].iter().map(|id| briefing.facts[*id].excerpt.as_str());
        let script = excerpts.chain(briefing.sources[source].title.iter().map(String::as_str)).find_map(Script::of);
        let is_written = |locale: &&Locale| locale.reader.as_ref().map(|reader| reader.script) == script;
        self.locales.iter().find(is_written).map_or(&self.locale(Lang::DEFAULT).tag, |locale| &locale.tag)
    }

    /// What a fact says, for a reader of `lang`: its quantity written out, or its words.
    pub fn value(&self, id: Id<Fact>, lang: Lang) -> &'a Written {
        let said = &self.memo.values[self.memo.at(id.index(), lang)];
        said.get_or_init(|| value(self.locales, &self.briefing.facts[id], lang))
    }

    /// The document's own words for a fact's value, with its sign; `None` where they are not known, or where no word
    /// of the document makes the sign.
    pub fn printed(&self, id: Id<Fact>) -> Option<&'a str> {
        let said = self.memo.printed[id.index()].get_or_init(|| {
            let fact = &self.briefing.facts[id];
            let seen = self.briefing.graph.verified[id.index()].as_ref()?;
            let (number, wording) =
                (seen.printed.as_deref()?, seen.archived.as_deref().unwrap_or(fact.excerpt.as_str()));
            let reader =
                self.locales.reader_of(self.document_tag(fact.source)).unwrap_or_else(|| self.locales.told(wording));
            span::signed(reader, number, wording, fact.quantity()?)
        });
        said.as_deref()
    }

    /// A source by its publisher and year; its own page has both whole.
    pub fn source_name(&self, id: Id<Source>, lang: Lang) -> &'a str {
        self.memo.sources[self.memo.at(id.index(), lang)].get_or_init(|| {
            let source = &self.briefing.sources[id];
            let publisher = source.short_publisher(lang);
            match source.published.period().and_then(Period::year_or_years) {
                Some(year) => {
                    let places = [("publisher", publisher), ("year", year.as_str())];
                    self.words(lang).fill("source.short", &places)
                }
                None => publisher.to_owned(),
            }
        })
    }

    /// Where in its document something stands: "line 6", "page 4, under “Ships”".
    pub fn place(&self, locator: &Locator, lang: Lang) -> String {
        let place = self.spot("place", &locator.spot, lang);
        match &locator.section {
            Some(section) => self.words(lang).fill("place.section", &[("place", &place), ("section", section)]),
            None => place,
        }
    }

    /// A spot in the words of a group: "line 6" of `place`, "in line 6" of `place_at`, "near line 6" of
    /// `place_near`.
    pub fn spot(&self, group: &str, spot: &Spot, lang: Lang) -> String {
        self.words(lang).fill(&format!("{group}.{}", spot.key()), &[("n", &spot.value())])
    }
}

/// What a fact says, for a reader of `lang`, in words of these locales.
pub fn value(locales: &Locales, fact: &Fact, lang: Lang) -> Written {
    match &fact.finding {
        Finding::Quantity(quantity) => locales.of(lang).quantity(quantity, None),
        Finding::Text(text) => {
            let text = text.get(lang).clone();
            Written { precision: String::new(), number: text.clone(), text }
        }
    }
}
