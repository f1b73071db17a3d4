//! What a page is, in the words of schema.org, for programs that read pages.

use serde_json::{Value, json};

use crate::cite::reference::Reference;
use crate::model::bibliography::{DocumentKind, Name};
use crate::model::fact::Finding;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::theme::script_safe;

use super::context::Context;
use super::worded;

/// The page as JSON-LD that can stand in a `script` element: where it is, and of a fact what is observed.
pub fn described(
    ctx: &Context<'_>,
    page: &Page,
    (title, version): (&str, &str),
    document: Option<&Reference>,
) -> String {
    let mut graph = vec![crumbs(ctx, page, title)];
    if let Some(document) = document {
        graph.extend(about(ctx, page, title, document));
    }
    if page.view == View::Home {
        graph.push(data_set(ctx, page.lang));
    }
    graph.extend(page.view.owner().fact().map(|id| observation(ctx, page, id, version)));
    script_safe(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string())
}

fn address(ctx: &Context<'_>, view: View, lang: Lang) -> String {
    format!("{}{}", ctx.briefing.site.base_url, ctx.plan.first(view, lang))
}

fn crumbs(ctx: &Context<'_>, page: &Page, title: &str) -> Value {
    let above = std::iter::once(View::Home).chain(page.view.above(ctx.briefing));
    let above = above.filter(|view| *view != page.view);
    let mut items: Vec<(String, String)> = above
        .map(|view| (worded::text(ctx, page.lang, &view.title(ctx.briefing)), address(ctx, view, page.lang)))
        .collect();
    items.push((title.to_owned(), format!("{}{}", ctx.briefing.site.base_url, page.route)));
    let item = |(n, (name, item)): (usize, &(String, String))| json!({ "@type": "ListItem", "position": n + 1, "name": name, "item": item });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.iter().enumerate().map(item).collect::<Vec<_>>() })
}

/// A page about a document, and the document: they are two things, and each says which it is.
fn about(ctx: &Context<'_>, page: &Page, title: &str, document: &Reference) -> [Value; 2] {
    let own = format!("{}{}", ctx.briefing.site.base_url, page.route);
    let id = format!("{own}#document");
    let page = json!({
        "@type": "WebPage",
        "@id": own,
        "name": title,
        "inLanguage": ctx.locale(page.lang).tag,
        "publisher": { "@type": "Organization", "name": ctx.briefing.site.publisher.get(page.lang) },
        "license": licence(ctx),
        "about": { "@id": id },
    });
    let mut work = json!({
        "@type": work_type(document.kind),
        "@id": id,
        "name": document.title,
        "inLanguage": document.lang,
        "mainEntityOfPage": { "@id": own },
    });
    let doi = document.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    let archived = document.archived.as_ref().map(|(url, _)| url.clone());
    let texts = [
        ("alternateName", &document.translation),
        ("identifier", &document.number),
        ("volumeNumber", &document.volume),
        ("issueNumber", &document.issue),
        ("pagination", &document.pages),
        ("bookEdition", &document.edition),
        ("locationCreated", &document.place),
        ("url", &document.url),
        ("sameAs", &doi),
        ("archivedAt", &archived),
    ];
    for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))) {
        work[key] = json!(text);
    }
    for (key, names) in [("author", &document.authors), ("editor", &document.editors)] {
        if !names.is_empty() {
            work[key] = names.iter().map(named).collect();
        }
    }
    for (key, kind, name) in
        [("publisher", "Organization", &document.publisher), ("isPartOf", "CreativeWork", &document.container)]
    {
        if let Some(name) = name {
            work[key] = json!({ "@type": kind, "name": name });
        }
    }
    if let Some(issued) = document.published {
        // A day that is not printed is told as EDTF has it, so that nobody takes it for one that is.
        work["datePublished"] = json!(issued.edtf());
    }
    [page, work]
}

fn named(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({ "@type": "Organization", "name": name }),
        Name::Person { family, given } => {
            json!({ "@type": "Person", "name": name.whole(), "familyName": family, "givenName": given })
        }
    }
}

fn work_type(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::WebPage => "WebPage",
        DocumentKind::Post => "SocialMediaPosting",
        DocumentKind::NewspaperArticle => "NewsArticle",
        DocumentKind::JournalArticle => "ScholarlyArticle",
        DocumentKind::Report => "Report",
        DocumentKind::Law => "Legislation",
        DocumentKind::DataSet => "Dataset",
        DocumentKind::Book => "Book",
        DocumentKind::Thesis => "Thesis",
        DocumentKind::Policy | DocumentKind::Standard | DocumentKind::Speech | DocumentKind::Interview => {
            "CreativeWork"
        }
    }
}

fn licence(ctx: &Context<'_>) -> String {
    licence_address(&ctx.briefing.site.licence)
}

/// Where the text of a licence is found by its SPDX identifier.
pub fn licence_address(spdx: &str) -> String {
    format!("https://spdx.org/licenses/{spdx}.html")
}

/// The whole briefing as a data set.
fn data_set(ctx: &Context<'_>, lang: Lang) -> Value {
    let (briefing, site) = (ctx.briefing, &ctx.briefing.site);
    let base = &site.base_url;
    let download = |path: &str, kind: &str| json!({ "@type": "DataDownload", "encodingFormat": kind, "contentUrl": format!("{base}{path}") });
    json!({
        "@type": "Dataset",
        "@id": format!("{base}#data"),
        "name": site.title.get(lang),
        "description": site.description.get(lang),
        "url": address(ctx, View::Home, lang),
        "version": briefing.date,
        "dateModified": briefing.date,
        "license": licence(ctx),
        "inLanguage": briefing.languages.iter().map(|lang| ctx.locale(lang).tag.clone()).collect::<Vec<_>>(),
        "creator": { "@type": "Organization", "name": site.publisher.get(lang) },
        "isAccessibleForFree": true,
        "distribution": [
            download("data/facts.csv", "text/csv"),
            download("data/facts.json", "application/json"),
            download("data/briefing.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            download("data/datapackage.json", "application/json"),
        ],
    })
}

/// A fact as an observation: what a source states, in which sense, never more.
fn observation(ctx: &Context<'_>, page: &Page, id: Id<crate::model::fact::Fact>, version: &str) -> Value {
    let (briefing, lang) = (ctx.briefing, page.lang);
    let fact = &briefing.facts[id];
    let status = ctx.words(lang).get(&format!("status.{}", fact.status.word())).to_owned();
    let mut about = json!({
        "@type": "Observation",
        "@id": format!("{}{}", briefing.site.base_url, page.route),
        "identifier": format!("fact:{}", fact.slug),
        "name": worded::text(ctx, lang, &page.view.title(briefing)),
        "description": status,
        "version": version,
        "license": licence(ctx),
        "observationAbout": { "@type": "Thing", "name": briefing.subjects[fact.subject].title.get(lang), "url": address(ctx, View::subject(fact.subject), lang) },
        "measuredProperty": { "@type": "Property", "name": briefing.indicators[fact.indicator].label.get(lang), "url": address(ctx, View::indicator(fact.indicator), lang) },
        "isBasedOn": address(ctx, View::Source(fact.source), lang),
        "isPartOf": { "@id": format!("{}#data", briefing.site.base_url) },
    });
    if !fact.period.is_undated() {
        about["observationDate"] = json!(fact.period.to_string());
    }
    match &fact.finding {
        Finding::Quantity(quantity) => {
            let mut value = json!({ "@type": "QuantitativeValue", "unitText": quantity.unit().code(), "description": ctx.value(id, lang).text });
            match quantity.value_max_text() {
                Some(max) => {
                    value["minValue"] = json!(quantity.value_text());
                    value["maxValue"] = json!(max);
                }
                None => value["value"] = json!(quantity.value_text()),
            }
            about["value"] = value;
        }
        Finding::Text(text) => about["value"] = json!(text.get(lang)),
    }
    about
}
