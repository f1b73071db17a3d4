//! References as CSL-JSON.

use serde_json::{Map, Value, json};

use crate::model::bibliography::{DocumentKind, Name};

use super::date::{Date, Doubt, Issued};
use super::reference::{Accessed, Reference, unbroken};

/// An array of one reference, on one line: pages carry it within themselves.
pub fn one(reference: &Reference) -> String {
    format!("{}\n", Value::from(vec![item(reference)]))
}

/// A CSL-JSON array.
pub fn array(references: &[Reference]) -> String {
    let list: Vec<Value> = references.iter().map(item).collect();
    let mut text = serde_json::to_string_pretty(&list).expect("values are JSON");
    text.push('\n');
    text
}

/// One reference.
pub fn item(reference: &Reference) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
    put("id", json!(reference.key));
    put("type", json!(kind(reference)));
    put("title", json!(reference.title));
    put("language", json!(reference.lang));
    for (key, names) in [("author", &reference.authors), ("editor", &reference.editors)] {
        if !names.is_empty() {
            put(key, names.iter().map(name).collect());
        }
    }
    if let Some(issued) = reference.published {
        put("issued", date(issued));
    }
    if let Some(Accessed::On(day)) = reference.accessed {
        put("accessed", json!({ "date-parts": [parts(day)] }));
    }
    let texts = [
        ("container-title", &reference.container),
        ("publisher", &reference.publisher),
        ("publisher-place", &reference.place),
        ("number", &reference.number),
        ("volume", &reference.volume),
        ("issue", &reference.issue),
        ("page", &reference.pages),
        ("edition", &reference.edition),
        ("version", &reference.version),
        ("DOI", &reference.doi),
    ];
    for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))) {
        put(key, json!(text));
    }
    if let Some(url) = reference.url.as_deref().map(unbroken) {
        put("URL", json!(url));
    }
    if let Some((url, _)) = &reference.archived {
        put("archive_location", json!(url));
    }
    let notes: Vec<&str> = [&reference.note, &reference.reposted].into_iter().flatten().map(String::as_str).collect();
    if !notes.is_empty() {
        put("note", json!(notes.join("; ")));
    }
    if let Some(title) = &reference.translation {
        put("custom", json!({ "translated-title": title }));
    }
    Value::Object(map)
}

fn name(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person { family, given } => json!({ "family": family, "given": given }),
    }
}

fn date(issued: Issued) -> Value {
    let spans = std::iter::once(issued.from).chain(issued.to).map(parts).collect::<Vec<_>>();
    let mut date = json!({ "date-parts": spans });
    if issued.doubt != Doubt::Printed {
        date["circa"] = json!(true);
    }
    date
}

fn parts(date: Date) -> Vec<i32> {
    let mut parts = vec![i32::from(date.year)];
    parts.extend([date.month, date.day].into_iter().flatten().map(i32::from));
    parts
}

fn kind(reference: &Reference) -> &'static str {
    match reference.kind {
        DocumentKind::WebPage => "webpage",
        DocumentKind::Post => "post",
        DocumentKind::NewspaperArticle => "article-newspaper",
        DocumentKind::JournalArticle => "article-journal",
        DocumentKind::Report => "report",
        DocumentKind::Policy => "regulation",
        DocumentKind::Law => "legislation",
        DocumentKind::Standard => "standard",
        DocumentKind::DataSet => "dataset",
        DocumentKind::Speech => "speech",
        DocumentKind::Interview => "interview",
        DocumentKind::Book if reference.whole().is_some() => "chapter",
        DocumentKind::Book => "book",
        DocumentKind::Thesis => "thesis",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{edited, reposted, titled};
    use super::*;

    #[test]
    fn a_data_set_has_its_publisher_and_a_bare_version() {
        let reference = Reference { version: Some("871cb3".into()), publisher: Some("P".into()), ..titled("T") };
        let item = item(&reference);
        assert_eq!((&item["version"], &item["publisher"]), (&json!("871cb3"), &json!("P")));
        assert_eq!((&item["type"], &item["container-title"]), (&json!("dataset"), &Value::Null));
    }

    #[test]
    fn a_part_of_a_book_is_a_chapter() {
        let part = Reference { container: Some("Ports".into()), ..edited(&[("Smith", "Ann")]) };
        assert_eq!((&item(&part)["type"], &item(&edited(&[]))["type"]), (&json!("chapter"), &json!("book")));
    }

    #[test]
    fn an_inferred_date_is_about_then_and_a_translation_stands_beside_the_title() {
        let item = item(&reposted());
        assert_eq!(item["issued"], json!({ "date-parts": [[2026, 1]], "circa": true }));
        assert_eq!((&item["title"], &item["language"]), (&json!("苏浙竞逐AI新赛道"), &json!("zh-Hans")));
        assert_eq!(item["custom"]["translated-title"], json!("Jiangsu and Zhejiang race for AI"));
    }

    #[test]
    fn an_address_is_encoded_as_in_the_other_files() {
        let url = Some("https://a.test/a?b={x} y#v=1".to_owned());
        assert_eq!(item(&Reference { url, ..titled("T") })["URL"], json!("https://a.test/a?b=%7Bx%7D%20y#v=1"));
    }
}
