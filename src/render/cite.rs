//! How to cite a page, a fact, the source behind it, or a work.

use serde::Serialize;

use crate::cite::date::{Date, Issued};
use crate::cite::phrase::Piece;
use crate::cite::reference::{Accessed, READER_DAY, Reference};
use crate::cite::words::Words;
use crate::cite::{Readable, Style};
use crate::language::fill::fill;
use crate::model::address::Owner;
use crate::model::bibliography::{Bibliography, DocumentKind, Name};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::source::Source;
use crate::model::subject::Subject;
use crate::model::version::Version;
use crate::plan::files::{self, EDITIONS};
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::version;
use crate::theme::escape::escape;
use crate::theme::strings::Strings;

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
    pub day_in_words: String,
    /// How it is written in words: a pattern, and the months.
    pub date: String,
    /// The months, between bars.
    pub months: String,
}

/// A reference in one style.
#[derive(Clone, Debug, Serialize)]
pub struct Styled {
    /// The style's word.
    pub word: String,
    /// The style's name.
    pub name: String,
    /// The reference.
    pub html: String,
}

/// A small file that a reader saves.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    /// "BibTeX".
    pub label: &'static str,
    /// The file's name.
    pub name: String,
    /// Its address; `data:` (RFC 2397) where it stands in the page.
    pub href: String,
}

/// The reference to one of our pages; a fact's page is cited as a data set. The address names the version.
pub fn of_page(ctx: &Context<'_>, page: &Page, title: &str, version: &Version) -> Reference {
    let site = &ctx.briefing.site;
    let publisher = site.publisher.get(page.lang);
    let authors = if site.editors.is_empty() { vec![Name::Whole(publisher.clone())] } else { site.editors.clone() };
    let owner = page.view.owner();
    let fact = owner.fact().is_some() || matches!(owner, Owner::Derived(_));
    // What we say of a document is not the document: its title says so.
    let is_record = page.view.part().is_first() && has_document(ctx, owner);
    let withdrawn = owner.fact().is_some_and(|id| ctx.briefing.facts[id].rank.is_withdrawn());
    // What was deposited is the briefing as a whole: its front page is cited by that.
    let deposited = site.deposited.as_ref().filter(|_| page.view == View::Home);
    let date = deposited.map_or(&version.date, |deposited| &deposited.date);
    let container = Some(site.title.get(page.lang).clone()).filter(|title| !fact && title != publisher);
    Reference {
        key: key(page.route.as_str().trim_end_matches(".html")),
        kind: if fact { DocumentKind::DataSet } else { DocumentKind::WebPage },
        authors,
        title: if is_record { record_of(ctx.words(page.lang), title) } else { title.to_owned() },
        lang: ctx.locale(page.lang).tag.clone(),
        container,
        publisher: Some(publisher.clone()),
        published: Date::parse(date).map(Issued::printed),
        accessed: Some(Accessed::Reader),
        url: Some(match &site.frozen {
            // A frozen page is one version for ever, and has an address of its own.
            Some(day) => format!("{}{EDITIONS}/{day}/{}", site.base_url, page.route),
            None => format!("{}{}#v={}", site.base_url, page.route, version.hash),
        }),
        doi: deposited.map(|deposited| deposited.doi.clone()),
        version: Some(deposited.map_or(&version.hash, |deposited| &deposited.date).clone()),
        note: withdrawn.then(|| ctx.words(page.lang).get("cite.withdrawn").to_owned()),
        reader: ctx.locale(page.lang).tag.clone(),
        words: in_words(ctx, page.lang),
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
            volume: record.volume.clone(),
            issue: record.issue.clone(),
            accessed: record.accessed.as_ref().and_then(|day| Date::parse(&day.to_string())).map(Accessed::On),
            pages: record.pages.clone(),
            edition: record.edition.clone(),
            doi: record.doi.clone(),
            reader: self.ctx.locale(self.reader).tag.clone(),
            words: in_words(self.ctx, self.reader),
            archived: record
                .archived
                .as_ref()
                .and_then(|archived| Some((archived.url.to_string(), Date::parse(&archived.date.to_string())?))),
            ..Reference::default()
        }
    }
}

/// The words that references hold in a reader's language.
fn in_words(ctx: &Context<'_>, lang: Lang) -> Words {
    let own = ctx.words(lang);
    Words::told(|word| own.get(&format!("reference.{word}")).to_owned())
}

/// The name under which our page about a document is cited.
fn record_of(words: &Strings, title: &str) -> String {
    words.fill("cite.record", &[("title", &worded::inside(title, words.get("cite.inner")))])
}

/// A key that every reference manager takes.
fn key(path: &str) -> String {
    path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// The reference in every style.
pub fn all(ctx: &Context<'_>, lang: Lang, reference: &Reference) -> Citation {
    let download = |(style, ending): (&Style, &str)| Download {
        label: style.name,
        name: format!("{}.{ending}", reference.key),
        href: format!("data:text/plain;charset=utf-8,{}", data(&style.write(reference))),
    };
    let files = Style::files().map(download).collect();
    citation(read(ctx, lang).into_iter().map(|style| styled(style, reference)).collect(), files, reference)
}

/// The reference to the source behind what a page tells: in the first style, and as files that stand once; the source's
/// own page has all.
pub fn behind(ctx: &Context<'_>, page: &Page, id: Id<Source>) -> Citation {
    let reference = of_source(ctx, id, page.lang);
    let slug = &ctx.briefing.sources[id].slug;
    let file = |(style, ending): (&Style, &str)| Download {
        label: style.name,
        name: format!("{}.{ending}", reference.key),
        href: page.route.link(&ctx.plan.file(&files::reference_at(slug, ending))),
    };
    let files = Style::files().map(file).collect();
    let styles = read(ctx, page.lang).into_iter().take(1).map(|style| styled(style, &reference)).collect();
    citation(styles, files, &reference)
}

/// The styles that are read, the language's own first.
fn read<'a>(ctx: &Context<'a>, lang: Lang) -> Vec<Readable<'a>> {
    let first = ctx.words(lang).get("cite.first");
    let mut styles: Vec<Readable<'_>> = ctx.styles().collect();
    styles.sort_by_key(|style| style.word() != first);
    styles
}

fn citation(styles: Vec<Styled>, files: Vec<Download>, reference: &Reference) -> Citation {
    let Words { reader_day, day, months, .. } = &reference.words;
    Citation {
        styles,
        files,
        day: READER_DAY,
        day_in_words: reader_day.clone(),
        date: day.clone(),
        months: months.clone(),
    }
}

/// The title is set in italics where the style asks for it.
fn styled(style: Readable<'_>, reference: &Reference) -> Styled {
    let set = |piece: Piece| match piece.italic {
        true => format!("<i>{}</i>", escape(&piece.text)),
        false => escape(&piece.text).into_owned(),
    };
    let html = style.pieces(reference).into_iter().map(set).collect();
    Styled { word: style.word().to_owned(), name: style.name().to_owned(), html }
}

/// The document that a page is about: a source, or a work whose record is known.
pub fn of_document(ctx: &Context<'_>, page: &Page) -> Option<Reference> {
    match page.view.owner() {
        Owner::Source(id) => Some(of_source(ctx, id, page.lang)),
        Owner::Subject(id) if page.view.part().is_first() => of_work(ctx, id, page.lang),
        _ => None,
    }
}

fn has_document(ctx: &Context<'_>, owner: Owner) -> bool {
    match owner {
        Owner::Source(_) => true,
        Owner::Subject(id) => ctx.briefing.subjects[id].record.is_some(),
        _ => false,
    }
}

/// What a reference manager reads of a page: a ContextObject in a span (COinS), Dublin Core, with all that it has a key
/// for. Tags for journals would make every page an article in one.
pub fn coins(reference: &Reference) -> String {
    let mut pairs = vec![("rft.type", item_type(reference.kind).to_owned()), ("rft.title", reference.title.clone())];
    for (body, family, given, names) in [
        ("rft.aucorp", "rft.aulast", "rft.aufirst", &reference.authors),
        ("rft.contributor", "rft.contributor", "", &reference.editors),
    ] {
        pairs.extend(names.iter().flat_map(|name| match name {
            Name::Person { family: last, given: first } if !given.is_empty() => {
                vec![(family, last.clone()), (given, first.clone())]
            }
            Name::Person { family: last, given: first } => vec![(family, format!("{last}, {first}"))],
            Name::Whole(name) => vec![(body, name.clone())],
        }));
    }
    let version = reference.version.as_ref().map(|version| fill(&reference.words.version, &[("version", version)]));
    let told = [version.as_ref(), reference.note.as_ref(), reference.reposted.as_ref()];
    let told: Vec<&str> = told.into_iter().flatten().map(String::as_str).collect();
    let told = Some(told.join("; ")).filter(|told| !told.is_empty());
    let texts = [
        ("rft.source", &reference.container),
        ("rft.publisher", &reference.publisher),
        ("rft.place", &reference.place),
        ("rft.volume", &reference.volume),
        ("rft.issue", &reference.issue),
        ("rft.pages", &reference.pages),
        ("rft.edition", &reference.edition),
        ("rft.number", &reference.number),
        ("rft.description", &told),
    ];
    pairs.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?))));
    // EDTF keeps what is doubtful of a date, and Zotero keeps EDTF.
    pairs.extend(reference.published.map(|issued| ("rft.date", issued.edtf())));
    let doi = reference.doi.as_ref().map(|doi| format!("info:doi/{doi}"));
    pairs.extend(doi.into_iter().map(|doi| ("rft_id", doi)));
    pairs.extend(reference.url.iter().flat_map(|url| [("rft_id", url.clone()), ("rft.identifier", url.clone())]));
    pairs.push(("rft.language", reference.lang.clone()));
    let pairs: String = pairs.iter().map(|(name, value)| format!("&{name}={}", percent(value))).collect();
    format!("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc{pairs}")
}

/// Zotero's word for a kind of document.
fn item_type(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::WebPage => "webpage",
        DocumentKind::Post => "blogPost",
        DocumentKind::NewspaperArticle => "newspaperArticle",
        DocumentKind::JournalArticle => "journalArticle",
        DocumentKind::Report => "report",
        DocumentKind::Policy => "document",
        DocumentKind::Law => "statute",
        DocumentKind::Standard => "standard",
        DocumentKind::DataSet => "dataset",
        DocumentKind::Speech => "presentation",
        DocumentKind::Interview => "interview",
        DocumentKind::Book => "book",
        DocumentKind::Thesis => "thesis",
    }
}
