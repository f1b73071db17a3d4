//! How to cite a page, a fact, the source behind it, or a work.

use serde::Serialize;

use crate::cite::date::{Date, Issued};
use crate::cite::reference::{Accessed, READER_DAY, READER_DAY_IN_WORDS, Reference};
use crate::cite::{Style, apa};
use crate::model::address::Owner;
use crate::model::bibliography::{Bibliography, DocumentKind, Name};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::source::Source;
use crate::model::subject::Subject;
use crate::model::version::Version;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::version;
use crate::theme::escape::escape;

use super::context::Context;
use super::encode::{data, percent};
use super::worded;

/// A reference in every style.
#[derive(Clone, Debug, Serialize)]
pub struct Citation {
    /// To be read: the style that the language puts first stands first.
    pub styles: Vec<Styled>,
    /// As files that work from a folder too.
    pub files: Vec<Download>,
    /// What stands for the reader's day in digits.
    pub day: &'static str,
    /// What stands for it in words.
    pub day_in_words: &'static str,
}

/// A reference in one style.
#[derive(Clone, Debug, Serialize)]
pub struct Styled {
    /// The style's word.
    pub word: &'static str,
    /// The style's name.
    pub name: &'static str,
    /// The reference.
    pub html: String,
}

/// A small file that a page carries within itself.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    /// "BibTeX".
    pub label: &'static str,
    /// The file's name.
    pub name: String,
    /// A `data:` address (RFC 2397).
    pub href: String,
}

/// The reference to one of our pages; a fact's page is cited as a data set. The address names the version.
pub fn of_page(ctx: &Context<'_>, page: &Page, title: &str, version: &Version) -> Reference {
    let site = &ctx.briefing.site;
    let publisher = site.publisher.get(page.lang);
    let authors = if site.editors.is_empty() { vec![Name::Whole(publisher.clone())] } else { site.editors.clone() };
    let owner = page.view.owner();
    let fact = owner.fact().is_some() || matches!(owner, Owner::Derived(_));
    let withdrawn = owner.fact().is_some_and(|id| ctx.briefing.facts[id].rank.is_withdrawn());
    // What was deposited is the briefing as a whole: its front page is cited by that.
    let deposited = site.deposited.as_ref().filter(|_| page.view == View::Home);
    let date = deposited.map_or(&version.date, |deposited| &deposited.date);
    let container = Some(site.title.get(page.lang).clone()).filter(|title| !fact && title != publisher);
    Reference {
        key: key(page.route.as_str().trim_end_matches(".html")),
        kind: if fact { DocumentKind::DataSet } else { DocumentKind::WebPage },
        authors,
        title: title.to_owned(),
        lang: ctx.locale(page.lang).tag.clone(),
        container,
        publisher: Some(publisher.clone()),
        published: Date::parse(date).map(Issued::printed),
        accessed: Some(Accessed::Reader),
        url: Some(format!("{}{}#v={}", site.base_url, page.route, version.hash)),
        doi: deposited.map(|deposited| deposited.doi.clone()),
        version: Some(deposited.map_or(&version.hash, |deposited| &deposited.date).clone()),
        note: withdrawn.then(|| ctx.words(page.lang).get("cite.withdrawn").to_owned()),
        ..Reference::default()
    }
}

/// The reference to any planned page, with the title and the version that it shows.
pub fn of_planned(ctx: &Context<'_>, page: &Page) -> Reference {
    let version = version::of_page(ctx.briefing, page, &page.view.shows(ctx.briefing));
    of_page(ctx, page, &worded::title(ctx, page.view, page.lang), &version)
}

/// The reference to the document behind a source, as far as it is known.
pub fn of_source(ctx: &Context<'_>, id: Id<Source>, lang: Lang) -> Reference {
    let source: &Source = &ctx.briefing.sources[id];
    let own = Own::of(ctx, ctx.document_tag(id), lang);
    let published = Issued::parse(&source.record.date);
    let reference = Reference {
        key: key(&format!("source-{}", source.slug)),
        publisher: Some(own.words(&source.publisher)),
        published,
        accessed: Date::parse(&source.accessed.to_string()).map(Accessed::On),
        url: source.url.as_ref().map(ToString::to_string),
        ..own.reference(&source.title, &source.record)
    };
    Reference { container: reference.container.clone().or_else(|| serial(&reference)), ..reference }
}

/// A newspaper is its own container where the record names none.
fn serial(reference: &Reference) -> Option<String> {
    (reference.kind == DocumentKind::NewspaperArticle).then(|| reference.publisher.clone()).flatten()
}

/// The reference to a work, as far as it is known; `None` where the subject is none.
pub fn of_work(ctx: &Context<'_>, id: Id<Subject>, lang: Lang) -> Option<Reference> {
    let work = &ctx.briefing.subjects[id];
    let record = work.record.as_ref()?;
    let tag = work.language.as_deref().unwrap_or_else(|| &ctx.locale(lang).tag);
    let own = Own::of(ctx, tag, lang);
    let issuer = work.issuer.first().map(|id| own.words(&ctx.briefing.subjects[*id].title));
    let publisher = record.publisher.as_ref().map(|publisher| own.words(publisher)).or(issuer);
    let reference = Reference {
        key: key(&format!("work-{}", work.slug)),
        publisher,
        published: Issued::parse(&record.date),
        url: work.url.as_ref().map(ToString::to_string),
        ..own.reference(&work.title, record)
    };
    Some(Reference { container: reference.container.clone().or_else(|| serial(&reference)), ..reference })
}

/// A document in its own language, for a reader of perhaps another.
struct Own<'a> {
    ctx: &'a Context<'a>,
    tag: &'a str,
    /// The document's language among the briefing's, or the reader's where it is none of them.
    lang: Lang,
    reader: Lang,
}

impl<'a> Own<'a> {
    fn of(ctx: &'a Context<'a>, tag: &'a str, reader: Lang) -> Self {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let mut languages = ctx.briefing.languages.iter();
        let lang = languages.find(|lang| primary(&ctx.locale(*lang).tag) == primary(tag)).unwrap_or(reader);
        Self { ctx, tag, lang, reader }
    }

    fn words(&self, words: &Localised<String>) -> String {
        words.get(self.lang).clone()
    }

    /// What the title and the record say of it.
    fn reference(&self, title: &Localised<String>, record: &Bibliography) -> Reference {
        let own = self.words(title);
        let other = if self.reader == self.lang { Lang::DEFAULT } else { self.reader };
        let translation = title.own(other).filter(|words| other != self.lang && **words != own).cloned();
        let words = |words: &Option<Localised<String>>| words.as_ref().map(|words| self.words(words));
        let reposter = words(&record.reposter);
        let reposted = reposter.map(|name| self.ctx.words(self.lang).fill("cite.reposted", &[("reposter", &name)]));
        Reference {
            kind: record.kind,
            authors: record.authors.clone(),
            editors: record.editors.clone(),
            title: own,
            translation,
            lang: self.tag.to_owned(),
            container: words(&record.container),
            reposted,
            place: words(&record.place),
            number: record.number.clone(),
            issue: record.issue.clone(),
            pages: record.pages.clone(),
            edition: record.edition.clone(),
            doi: record.doi.clone(),
            archived: record
                .archived
                .as_ref()
                .and_then(|archived| Some((archived.url.to_string(), Date::parse(&archived.date.to_string())?))),
            ..Reference::default()
        }
    }
}

/// A key that every reference manager takes.
fn key(path: &str) -> String {
    path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// The reference in every style.
pub fn all(ctx: &Context<'_>, lang: Lang, reference: &Reference) -> Citation {
    let first = ctx.words(lang).get("cite.first");
    let mut styles: Vec<Styled> =
        Style::ALL.iter().filter(|style| style.ending.is_none()).map(|s| styled(s, reference)).collect();
    styles.sort_by_key(|style| style.word != first);
    Citation {
        styles,
        files: Style::ALL.iter().filter_map(|style| download(style, reference)).collect(),
        day: READER_DAY,
        day_in_words: READER_DAY_IN_WORDS,
    }
}

/// The title is set in italics where the style asks for it.
fn styled(style: &Style, reference: &Reference) -> Styled {
    let html = match style.word {
        "apa" => {
            let (before, title, after) = apa::parts(reference);
            format!("{}<i>{}</i>{}", escape(&before), escape(&title), escape(&after))
        }
        _ => escape(&style.write(reference)).into_owned(),
    };
    Styled { word: style.word, name: style.name, html }
}

fn download(style: &Style, reference: &Reference) -> Option<Download> {
    Some(Download {
        label: style.name,
        name: format!("{}.{}", reference.key, style.ending?),
        href: format!("data:text/plain;charset=utf-8,{}", data(&style.write(reference))),
    })
}

/// What a reference manager reads of a page: a ContextObject in a span (COinS), Dublin Core. Tags for journals would
/// make every page an article in one.
pub fn coins(reference: &Reference) -> String {
    let kind = if reference.kind == DocumentKind::DataSet { "dataset" } else { "webpage" };
    let mut pairs = vec![("rft.type", kind.to_owned()), ("rft.title", reference.title.clone())];
    pairs.extend(reference.authors.iter().flat_map(|author| match author {
        Name::Whole(name) => vec![("rft.aucorp", name.clone())],
        Name::Person { family, given } => vec![("rft.aulast", family.clone()), ("rft.aufirst", given.clone())],
    }));
    pairs.extend(reference.publisher.iter().map(|name| ("rft.publisher", name.clone())));
    pairs.extend(reference.published.map(|issued| ("rft.date", issued.iso("/"))));
    pairs.extend(reference.url.iter().flat_map(|url| [("rft_id", url.clone()), ("rft.identifier", url.clone())]));
    pairs.push(("rft.language", reference.lang.clone()));
    pairs.extend(reference.version.iter().map(|version| ("rft.description", format!("Version {version}"))));
    let pairs: String = pairs.iter().map(|(name, value)| format!("&{name}={}", percent(value))).collect();
    format!("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc{pairs}")
}
