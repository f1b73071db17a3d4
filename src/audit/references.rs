//! Every reference of a report to a briefing: addresses, ids, versions, in running text and in notes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::evidence::Derived;
use crate::model::fact::Fact;
use crate::model::id::{Id, Table};

use super::citation::Known;
use super::report::{Block, Leads, Report};

/// A reference to the briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The block that holds the address.
    pub block: usize,
    /// The words that lead there, or the address itself.
    pub at: Range<usize>,
    /// Where the note is called that holds the address: block and byte; nothing for what stands in the text.
    pub called: Option<(usize, usize)>,
    /// What is referred to.
    pub to: Named,
    /// How the report names it.
    pub written: String,
    /// The version that it names.
    pub version: Option<String>,
    /// The host that it names, where that is another's.
    pub host: Option<String>,
}

/// What is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A fact.
    Fact(Id<Fact>),
    /// A derived figure.
    Derived(Id<Derived>),
    /// Another page, by its name under the root.
    Page(String),
    /// The edition of a day, whole.
    Edition(String),
    /// A page of an edition whose file is not as it was frozen.
    Altered(String),
    /// Nothing that is known.
    Nothing,
}

/// Every reference, in the report's order. A note is a reference for each place that calls it.
pub fn all(known: Known<'_>, report: &Report) -> Vec<Reference> {
    let mut found = Vec::new();
    // A reference may be written in a language that its report is not.
    let readers = known.locales.iter().filter_map(|locale| locale.reader.as_ref());
    let words: Vec<&str> = readers.flat_map(|reader| &reader.version).map(String::as_str).collect();
    for (number, block) in report.blocks.iter().enumerate() {
        for (at, address) in addresses(block) {
            let Some((to, written, version, host)) = target(known, &address) else { continue };
            let version = version.or_else(|| version_in_words(&block.text, &words));
            let reference = Reference { block: number, at, called: None, to, written, version, host };
            let calls = block.label.as_deref().map_or(Vec::new(), |label| calls(report, number, label));
            // A note that gives both id and address of one thing refers to it once.
            let is_same = |one: &&Reference| {
                block.label.is_some()
                    && one.block == number
                    && one.to == reference.to
                    && one.version == reference.version
            };
            if reference.to != Named::Nothing && found.iter().any(|one| is_same(&one)) {
                continue;
            }
            if calls.is_empty() {
                found.push(reference);
            } else {
                found.extend(calls.into_iter().map(|call| Reference { called: Some(call), ..reference.clone() }));
            }
        }
    }
    found
}

/// Where a note is called.
fn calls(report: &Report, own: usize, label: &str) -> Vec<(usize, usize)> {
    let others = report.blocks.iter().enumerate().filter(|(number, _)| *number != own);
    let marks = others.flat_map(|(number, block)| block.marks.iter().map(move |mark| (number, mark)));
    let calls = marks.filter(|(_, mark)| matches!(&mark.to, Leads::Note(to) if to == label));
    calls.map(|(number, mark)| (number, mark.at.start)).collect()
}

/// The addresses that a block leads to, and those that it writes out; a link of an address that it writes out is one.
fn addresses(block: &Block) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for mark in &block.marks {
        if let Leads::Address(address) = &mark.to {
            found.push((mark.at.clone(), address.clone()));
        }
    }
    let marked: BTreeMap<usize, usize> = found.iter().map(|(at, _)| (at.start, at.end)).collect();
    for at in written(&block.text) {
        let inside = marked.range(..=at.start).next_back().is_some_and(|(_, end)| at.end <= *end);
        if !inside {
            found.push((at.clone(), block.text[at].to_owned()));
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// A text with blanks for the addresses and ids that it writes out: their words and years are not the report's.
pub fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for at in written(text) {
        out.push_str(&text[out.len()..at.start]);
        out.extend(std::iter::repeat_n(' ', at.len()));
    }
    out.push_str(&text[out.len()..]);
    out
}

/// Addresses and ids that a text writes out.
pub fn written(text: &str) -> Vec<Range<usize>> {
    let low = text.to_ascii_lowercase();
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for start in ["http://", "https://", "fact:", "facts/", "derived:", "derived/", "file://", "doi:"] {
        for (at, _) in low.match_indices(start) {
            let inside = found.range(..=at).next_back().is_some_and(|(_, end)| at < *end);
            let joined = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-'));
            if inside || joined && start != "http://" && start != "https://" {
                continue;
            }
            let end = |c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`' | '|' | '{' | '}');
            let length = text[at..].find(end).unwrap_or(text.len() - at);
            let whole = text[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
            let whole = if whole.contains('(') { whole } else { whole.trim_end_matches(')') };
            let whole = whole.trim_end_matches(['.', ',']);
            if whole.len() > start.len() {
                found.insert(at, at + whole.len());
            }
        }
    }
    found.into_iter().map(|(start, end)| start..end).collect()
}

/// What an address leads to, how it is written, its version, and the host where that is another's; `None` for an
/// address that has nothing to do with a briefing.
fn target(known: Known<'_>, address: &str) -> Option<(Named, String, Option<String>, Option<String>)> {
    for (start, find) in FIGURES {
        if let Some(id) = strip(address, &format!("{start}:")) {
            let (id, version) = id.split_once('@').map_or((id, None), |(id, version)| (id, Some(version.to_owned())));
            return Some((find(known, id), id.to_owned(), version, None));
        }
    }
    if let Some(doi) = doi(address) {
        let held = known
            .editions
            .editions
            .iter()
            .find(|edition| edition.doi.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(doi)));
        return held.map(|edition| (Named::Edition(edition.date.clone()), doi.to_owned(), None, None));
    }
    let (path, version) = parts(address);
    let base = known.briefing.site.base_url.to_string();
    let bare = |url: &str| url.split_once("://").map_or(url.to_owned(), |(_, rest)| rest.to_owned());
    let is_web = strip(address, "http://").or(strip(address, "https://")).is_some();
    let own = bare(&path).strip_prefix(bare(&base).as_str()).map(str::to_owned);
    let host = (is_web && own.is_none()).then(|| bare(&path).split('/').next().unwrap_or_default().to_owned());
    let route = own.clone().unwrap_or_else(|| bare(&path));
    let frozen = edition(&route);
    if let (Some((date, page)), None) = (frozen, &host) {
        let held = known.editions.held_at(date, page);
        let (Some((_, hash)), true) = (held, known.editions.has(date)) else {
            return Some((Named::Nothing, route, version, None));
        };
        if let Some(file) = known.editions.file_at(date, page).filter(|file| known.altered.contains(file)) {
            return Some((Named::Altered(file), route, version, None));
        }
        let (to, written, ..) = target(known, &format!("{base}{page}"))?;
        return Some((to, written, version.or_else(|| Some(hash.to_owned())), None));
    }
    let stem = route.trim_end_matches(".html").trim_end_matches(".json");
    let pieces: Vec<&str> = stem.split('/').filter(|piece| !piece.is_empty() && *piece != "..").collect();
    let tails = (0..pieces.len()).map(|from| pieces[from..].join("/"));
    for tail in tails {
        if let Some(slug) = tail.strip_prefix("facts/").filter(|slug| !slug.contains('/')) {
            return Some((fact(known, slug), slug.to_owned(), version, host));
        }
        // Another site may have a folder of this name.
        if let Some(slug) = tail.strip_prefix("derived/").filter(|slug| host.is_none() && !slug.contains('/')) {
            return Some((derived(known, slug), slug.to_owned(), version, host));
        }
        if host.is_none() && known.stems.contains(&tail) {
            return Some((Named::Page(tail.clone()), tail, version, None));
        }
    }
    if own.is_some() && (pieces.is_empty() || pieces.last().is_some_and(|last| last.len() == 2)) {
        return Some((Named::Page("index".to_owned()), "index".to_owned(), version, None));
    }
    own.filter(|own| own.ends_with(".html") || own.ends_with(".json")).map(|own| (Named::Nothing, own, version, None))
}

/// The day and the page of an address in a frozen edition.
pub fn edition(route: &str) -> Option<(&str, &str)> {
    let at = route.find("editions/").filter(|at| *at == 0 || route[..*at].ends_with('/'))?;
    let (date, page) = route[at + "editions/".len()..].split_once('/')?;
    let is_day = date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_day.then_some((date, page))
}

/// The DOI that an address leads to.
fn doi(address: &str) -> Option<&str> {
    let starts = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"];
    let doi = starts.iter().find_map(|start| strip(address, start)).unwrap_or(address);
    doi.starts_with("10.").then(|| doi.split(['?', '#']).next().unwrap_or(doi))
}

fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start)).map(|_| &text[start.len()..])
}

/// How something is found by the name that a report gives it.
type Find = fn(Known<'_>, &str) -> Named;

/// What stands before the colon of a figure's name, and how it is found.
const FIGURES: [(&str, Find); 2] = [("fact", fact), ("derived", derived)];

fn derived(known: Known<'_>, id: &str) -> Named {
    figure(&known.briefing.derived, |derived| &derived.formerly, id).map_or(Named::Nothing, Named::Derived)
}

fn fact(known: Known<'_>, id: &str) -> Named {
    figure(&known.briefing.facts, |fact| &fact.formerly, id).map_or(Named::Nothing, Named::Fact)
}

/// What has this id, also in other letter case, or had it as a name before.
fn figure<T>(all: &Table<T>, formerly: impl Fn(&T) -> &[String], id: &str) -> Option<Id<T>> {
    let low = id.to_ascii_lowercase();
    let former = || all.iter().find(|(_, one)| formerly(one).contains(&low)).map(|(id, _)| id);
    all.find(id).or_else(|| all.find(&low)).or_else(former)
}

/// An address without what stands behind `?` and `#`, and the version that stands there.
fn parts(address: &str) -> (String, Option<String>) {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let version = address[end..].split(['?', '#', '&']).find_map(|pair| pair.strip_prefix("v="));
    (address[..end].to_owned(), version.filter(|version| !version.is_empty()).map(str::to_lowercase))
}

/// The version that the words of a reference name: six hexadecimal digits behind a word for it.
fn version_in_words(text: &str, words: &[&str]) -> Option<String> {
    let low = text.to_lowercase();
    let is_hash = |word: &str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let mut from = 0;
    while let Some(at) = low[from..].find(|c: char| c.is_ascii_hexdigit()).map(|at| from + at) {
        let length = low[at..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(low.len() - at);
        let word = &low[at..at + length];
        let before = low[..at].trim_end_matches([' ', ':', '：', '.', '=']);
        let named = words.iter().any(|name| before.ends_with(name));
        let short = before.ends_with('v') && !before.trim_end_matches('v').ends_with(char::is_alphanumeric);
        if is_hash(word) && (named || short) {
            return Some(word.to_owned());
        }
        from = at + length.max(1);
    }
    // GB/T writes the version as an element of its own: `V3f9a1c`.
    low.split(|c: char| !c.is_ascii_alphanumeric()).find_map(|word| {
        let hash = word.strip_prefix('v')?;
        is_hash(hash).then(|| hash.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{doi, edition, parts, version_in_words, written};

    #[test]
    fn an_address_is_found_up_to_what_ends_it() {
        let text = "See https://a.test/facts/x.html#v=abcdef. （https://a.test/facts/y.html）, fact:z-1, or facts/w.html; artifacts/no.html";
        let found: Vec<&str> = written(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(
            found,
            ["https://a.test/facts/x.html#v=abcdef", "https://a.test/facts/y.html", "fact:z-1", "facts/w.html"]
        );
    }

    #[test]
    fn a_version_is_named_in_the_address_or_in_words() {
        assert_eq!(parts("a/b.html?x=1&v=ABCDEF").1.as_deref(), Some("abcdef"));
        assert_eq!(parts("a/b.html#v=abcdef").0, "a/b.html");
        for text in ["Title (Version 3f9a1c)", "Title[DS/OL]. V3f9a1c. Platform", "版本3f9a1c", "Version: 3f9a1c."] {
            assert_eq!(version_in_words(text, &["version", "版本"]).as_deref(), Some("3f9a1c"), "{text}");
        }
        assert_eq!(
            edition("https://a.test/editions/2026-01-01/zh/facts/a.html"),
            Some(("2026-01-01", "zh/facts/a.html"))
        );
        assert_eq!((edition("editions/pointer.js"), edition("facts/editions/2026.html")), (None, None));
        assert_eq!(doi("https://doi.org/10.5281/zenodo.1#x"), Some("10.5281/zenodo.1"));
        assert_eq!((doi("DOI:10.1/a"), doi("https://a.test/10.1/a")), (Some("10.1/a"), None));
        for text in ["conversion factor abcdef1", "the decade", "facade", "2024-25"] {
            assert_eq!(version_in_words(text, &["version"]), None, "{text}");
        }
    }
}
