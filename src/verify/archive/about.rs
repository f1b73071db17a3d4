//! What a document says of itself: title, authors, publisher, date, address.

use super::bytes;
use super::document::Kind;
use super::html;
use super::kind::{self, Guess};
use super::markup::{Token, Tokens, attribute};
use super::references::resolved;
use super::zip::Zip;

/// What a document says of itself, in its own words; each part only where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day, month or year of its publication, as written.
    pub published: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// What the head of a web page or the properties of an office document say; nothing for other kinds.
pub fn about(bytes: &[u8], name: &str) -> About {
    match kind::guess(bytes, name) {
        Guess::Text(Kind::Html) => page(bytes),
        Guess::Zip => packed(bytes).unwrap_or_default(),
        _ => About::default(),
    }
}

/// Names under which pages give a part, the surest first.
const TITLES: [&str; 4] = ["citation_title", "og:title", "dc.title", "twitter:title"];
const AUTHORS: [&str; 5] = ["citation_author", "author", "article:author", "dc.creator", "parsely-author"];
const PUBLISHERS: [&str; 4] = ["citation_publisher", "og:site_name", "dc.publisher", "publisher"];
const DATES: [&str; 9] = [
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "date",
];
const ADDRESSES: [&str; 1] = ["og:url"];

fn page(bytes: &[u8]) -> About {
    let declared = html::declared(bytes).and_then(|encoding| bytes::declared(bytes, encoding));
    let Some((text, ..)) = declared.or_else(|| bytes::decode(bytes)) else { return About::default() };
    let mut about = About::default();
    let mut named: Vec<(String, String)> = Vec::new();
    let mut title = None;
    let mut open = String::new();
    let mut tokens = Tokens::html(&text);
    while let Some((token, _)) = tokens.next() {
        match token {
            Token::Text(words) if open == "title" && title.is_none() => title = plain(words),
            Token::Text(_) => {}
            Token::Close(_) => open.clear(),
            Token::Open { name, attributes, .. } => {
                let of = |key| attribute(attributes, key).and_then(plain);
                match name.as_str() {
                    "html" => about.language = of("lang"),
                    "meta" => {
                        let key = of("name").or_else(|| of("property")).or_else(|| of("itemprop"));
                        named.extend(key.map(|key| key.to_ascii_lowercase()).zip(of("content")));
                    }
                    "link" if of("rel").as_deref() == Some("canonical") => about.url = of("href"),
                    "time" if about.published.is_none() => about.published = of("datetime").and_then(|date| day(&date)),
                    _ => {}
                }
                open = name;
            }
        }
    }
    let first = |keys: &[&str]| {
        keys.iter().find_map(|key| named.iter().find(|(name, _)| name == key)).map(|(_, words)| words.clone())
    };
    about.title = first(&TITLES).or(title);
    let key = AUTHORS.iter().find(|key| named.iter().any(|(name, _)| name == *key));
    let authors = named.iter().filter(|(name, _)| Some(&name.as_str()) == key);
    about.authors = authors.map(|(_, words)| words.clone()).filter(|words| !words.starts_with("http")).collect();
    about.publisher = first(&PUBLISHERS);
    about.title = about.title.map(|title| without_name(&title, about.publisher.as_deref()));
    about.published = first(&DATES).and_then(|date| day(&date)).or(about.published);
    about.url = about.url.or_else(|| first(&ADDRESSES)).filter(|url| url.starts_with("http"));
    about
}

/// A title without the site's name behind it: `Brayle builds | Gazette`.
fn without_name(title: &str, name: Option<&str>) -> String {
    let bare = name.and_then(|name| title.strip_suffix(name)).map(str::trim_end);
    let bare = bare.and_then(|bare| bare.strip_suffix(['|', '-', '\u{2013}', '\u{2014}', '\u{B7}', '_']));
    bare.map(str::trim_end).filter(|bare| !bare.is_empty()).unwrap_or(title).to_owned()
}

/// The properties of an office document, which keep no publisher.
fn packed(bytes: &[u8]) -> Option<About> {
    let xml = Zip::open(bytes).ok()?.text("docProps/core.xml").ok()??;
    let mut about = About::default();
    let mut open = String::new();
    let mut tokens = Tokens::xml(&xml);
    while let Some((token, _)) = tokens.next() {
        match token {
            Token::Open { name, .. } => open = name,
            Token::Close(_) => open.clear(),
            Token::Text(words) => match (open.as_str(), plain(words)) {
                ("title", title) => about.title = title,
                ("creator", Some(author)) => about.authors = vec![author],
                ("language", language) => about.language = language,
                ("created", Some(date)) => about.published = day(&date),
                _ => {}
            },
        }
    }
    Some(about)
}

/// Words without markup's references and with single spaces; `None` where there are none.
fn plain(words: &str) -> Option<String> {
    let words = resolved(words).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The day, month or year at the beginning of a time as machines write it.
fn day(text: &str) -> Option<String> {
    let text = text.trim().replace('/', "-");
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
    let date = text[..length].trim_end_matches('-');
    crate::model::period::Period::parse(date).ok().map(|_| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is_in_its_head() {
        let page = "<!doctype html><html lang=\"de\"><head><title>T &amp; U | Blatt</title>\
                    <meta property=\"og:title\" content=\"T &amp; U\"><meta name=author content='A. B.'>\
                    <meta property=\"og:site_name\" content=\"Blatt\"><link rel=canonical href=\"https://blatt.test/1\">\
                    <meta property=\"article:published_time\" content=\"2025-03-04T10:00:00Z\"></head><body>x</body>";
        let about = about(page.as_bytes(), "a.html");
        assert_eq!(about.title.as_deref(), Some("T & U"));
        assert_eq!(about.authors, ["A. B."]);
        assert_eq!(about.publisher.as_deref(), Some("Blatt"));
        assert_eq!(about.published.as_deref(), Some("2025-03-04"));
        assert_eq!((about.language.as_deref(), about.url.as_deref()), (Some("de"), Some("https://blatt.test/1")));
    }

    #[test]
    fn what_a_page_does_not_say_is_left_open() {
        assert_eq!(about(b"<html><body><p>Words</p></body></html>", "a.html"), About::default());
        assert_eq!(about(b"Title\n\nWords", "a.txt"), About::default());
        assert_eq!(about(b"<html><meta name=date content=\"soon\"></html>", "a.html").published, None);
    }
}
