//! How to cite a page, a fact, or the source behind it.

use serde::Serialize;

use crate::cite::{Date, Kind, Name, Reference, Style, apa, gb7714};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::source::Source;
use crate::model::version::Version;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::version;
use crate::theme::escape::escape;

use super::context::Context;
use super::encode::percent;
use super::worded;

/// A reference in every style.
#[derive(Clone, Debug, Serialize)]
pub struct Citation {
    /// APA, with the title in italics.
    pub apa_html: String,
    /// APA as plain text.
    pub apa: String,
    /// GB/T 7714—2025.
    pub gb: String,
    /// BibTeX, RIS and CSL-JSON, each as a file that works from a folder too.
    pub files: Vec<Download>,
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

/// A tag for reference managers.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// `citation_title` and its like.
    pub name: &'static str,
    /// Its value.
    pub content: String,
}

/// The reference to one of our pages; a fact's page is cited as a data point.
pub fn of_page(ctx: &Context<'_>, page: &Page, title: &str, version: &Version) -> Reference {
    let site = &ctx.briefing.site;
    let fact = matches!(page.view, View::Fact(_));
    let editors = site.editors.iter().map(|editor| Name::Whole(editor.clone()));
    let publisher = Name::Whole(site.publisher.get(page.lang).clone());
    let authors: Vec<Name> = if site.editors.is_empty() { vec![publisher] } else { editors.collect() };
    Reference {
        key: key(page.route.as_str().trim_end_matches(".html")),
        kind: if fact { Kind::Data } else { Kind::Page },
        authors,
        title: title.to_owned(),
        lang: ctx.locale(page.lang).tag.clone(),
        container: Some(site.title.get(page.lang).clone()),
        published: Date::parse(&version.date),
        accessed: None,
        url: Some(format!("{}{}", site.base_url, page.route)),
        version: Some(ctx.words(page.lang).fill("cite.version", &[("hash", &version.hash)])),
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
    let authors = source.author.iter().map(|author| Name::Whole(author.clone()));
    Reference {
        key: key(&format!("source-{}", source.slug)),
        kind: Kind::Page,
        // A missing author is left out, never replaced (GB/T 7714).
        authors: authors.collect(),
        title: source.title.get(lang).clone(),
        lang: ctx.locale(lang).tag.clone(),
        container: Some(source.publisher.get(lang).clone()),
        published: source.published.period().and_then(|period| Date::parse(&period.to_string())),
        accessed: Date::parse(&source.accessed.to_string()),
        url: source.url.as_ref().map(ToString::to_string),
        version: None,
    }
}

/// A key that every reference manager takes.
fn key(path: &str) -> String {
    path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// The reference in every style.
pub fn all(reference: &Reference) -> Citation {
    let (before, title, after) = apa::parts(reference);
    Citation {
        apa_html: format!("{}<i>{}</i>{}", escape(&before), escape(&title), escape(&after)),
        apa: format!("{before}{title}{after}"),
        gb: gb7714::of_2025(reference),
        files: Style::ALL.iter().filter_map(|style| download(style, reference)).collect(),
    }
}

fn download(style: &Style, reference: &Reference) -> Option<Download> {
    Some(Download {
        label: style.name,
        name: format!("{}.{}", reference.key, style.ending?),
        href: format!("data:text/plain;charset=utf-8,{}", percent(&style.write(reference))),
    })
}

/// Tags for reference managers.
pub fn meta(reference: &Reference, site: &str) -> Vec<Meta> {
    let mut meta = vec![Meta { name: "citation_title", content: reference.title.clone() }];
    meta.extend(reference.authors.iter().map(|author| Meta {
        name: "citation_author",
        content: match author {
            Name::Whole(name) => name.clone(),
            Name::Person { family, given } => format!("{family}, {given}"),
        },
    }));
    if let Some(date) = reference.published {
        meta.push(Meta { name: "citation_publication_date", content: date.iso().replace('-', "/") });
    }
    meta.push(Meta { name: "citation_journal_title", content: site.to_owned() });
    meta.push(Meta { name: "citation_language", content: reference.lang.clone() });
    if let Some(url) = &reference.url {
        meta.push(Meta { name: "citation_public_url", content: url.clone() });
    }
    meta
}
