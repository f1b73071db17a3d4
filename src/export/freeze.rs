//! A dated edition: pages as they are on a day, with links that lead to other frozen pages, at addresses that stay.
//!
//! A page is kept once for each of its versions: an edition holds those that changed since the one before,
//! and links lead to the newest copy at or before it. What pages are set with is kept by its content.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::plan::files::EDITIONS;
use crate::problem::span::{FileId, Span};
use crate::problem::{Problem, code::Code};

/// The list of editions, in that folder.
pub const INDEX: &str = "editions/index.json";
/// What a frozen page loads to hear of newer ones.
pub const POINTER: &str = "editions/pointer.js";

/// Every edition, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editions {
    /// The editions.
    pub editions: Vec<Edition>,
}

/// The pages that one edition keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its day, `YYYY-MM-DD`.
    pub date: String,
    /// The DOI under which it was deposited, without address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// The pages that had changed, by route, with their versions.
    pub pages: BTreeMap<String, String>,
    /// The SHA-256 of each file that it added, by its path under the root.
    pub files: BTreeMap<String, String>,
}

/// A page as it is now.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its HTML.
    pub html: String,
    /// Its version.
    pub hash: String,
    /// What is told at its head once it is frozen, as HTML.
    pub banner: String,
}

impl Editions {
    /// Reads the list; what is no list is the error, with its line and column.
    ///
    /// # Errors
    /// The text is no list of editions.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The file that holds a page as it was on a day.
    pub fn file_at(&self, date: &str, route: &str) -> Option<String> {
        self.held_at(date, route).map(|(held, _)| format!("{EDITIONS}/{held}/{route}"))
    }

    /// The newest edition that keeps a page, and the version there.
    fn held(&self, route: &str) -> Option<(&str, &str)> {
        self.held_at("9999-12-31", route)
    }

    /// The newest edition of a day or before it that keeps a page, and the version there.
    pub fn held_at(&self, date: &str, route: &str) -> Option<(&str, &str)> {
        let holds = |edition: &'_ Edition| edition.date.as_str() <= date && edition.pages.contains_key(route);
        let edition = self.editions.iter().rev().find(|edition| holds(edition))?;
        Some((&edition.date, &edition.pages[route]))
    }

    /// Whether there is an edition of a day.
    pub fn has(&self, date: &str) -> bool {
        self.editions.iter().any(|edition| edition.date == date)
    }

    /// The newest edition that was deposited under a DOI: its day and the DOI.
    pub fn deposited(&self) -> Option<(&str, &str)> {
        self.editions.iter().rev().find_map(|edition| Some((edition.date.as_str(), edition.doi.as_deref()?)))
    }

    /// Notes the DOI of the edition of a day, of the newest where none is named; gives the day and the list anew.
    ///
    /// # Errors
    /// There is no such edition, or that is no DOI.
    pub fn record(&mut self, doi: &str, date: Option<&str>) -> Result<(String, Vec<u8>), String> {
        let bare = ["https://doi.org/", "http://doi.org/", "doi:"].iter().find_map(|start| doi.strip_prefix(start));
        let doi = bare.unwrap_or(doi);
        let registrant = doi.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
        let is_doi = registrant.is_some_and(|(prefix, suffix)| {
            prefix.len() >= 4 && prefix.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !suffix.is_empty()
        });
        if !is_doi || doi.chars().any(char::is_whitespace) {
            return Err(format!("`{doi}` is no DOI\nhelp: one looks like `10.5281/zenodo.1234567`"));
        }
        let known: Vec<String> = self.editions.iter().map(|edition| edition.date.clone()).collect();
        let mut fitting = self.editions.iter_mut().rev();
        let found = fitting.find(|edition| date.is_none_or(|date| edition.date == date));
        let Some(edition) = found else {
            let which = date.map_or("there is no edition".to_owned(), |date| format!("there is no edition of {date}"));
            return Err(format!(
                "{which}\nhelp: there are {}",
                if known.is_empty() { "none: run `briefing edition` first".to_owned() } else { known.join(", ") }
            ));
        };
        edition.doi = Some(doi.to_owned());
        let date = edition.date.clone();
        Ok((date, self.list()))
    }

    fn list(&self) -> Vec<u8> {
        let mut index = serde_json::to_vec_pretty(self).expect("strings are JSON");
        index.push(b'\n');
        index
    }

    /// Adds an edition of `pages`; `assets` are the files that they are set with. Gives the files to be written, by
    /// their path under the root; none where nothing has changed.
    pub fn freeze(
        &mut self,
        date: &str,
        pages: &BTreeMap<String, Page>,
        assets: &BTreeMap<String, Vec<u8>>,
    ) -> BTreeMap<String, Vec<u8>> {
        let is_new = |route: &String, page: &Page| self.held(route).is_none_or(|(_, hash)| hash != page.hash);
        let changed: BTreeSet<&String> =
            pages.iter().filter(|(route, page)| is_new(route, page)).map(|(route, _)| route).collect();
        if changed.is_empty() {
            return BTreeMap::new();
        }
        let mut files = BTreeMap::new();
        for route in &changed {
            let frozen = Freezing { editions: self, date, changed: &changed, pages, assets, route };
            let html = frozen.html(&pages[*route], &mut files);
            files.insert(format!("{EDITIONS}/{date}/{route}"), html.into_bytes());
        }
        let kept = changed.iter().map(|route| ((*route).clone(), pages[*route].hash.clone())).collect();
        let known: BTreeSet<String> = self.editions.iter().flat_map(|edition| edition.files.keys().cloned()).collect();
        files.retain(|path, _| !known.contains(path));
        let sums = files.iter().map(|(path, bytes)| (path.clone(), sum(bytes))).collect();
        self.editions.push(Edition { date: date.to_owned(), doi: None, pages: kept, files: sums });
        files.insert(INDEX.to_owned(), self.list());
        files
    }

    /// The files whose bytes are not those that were frozen, or that are gone.
    pub fn altered(&self, held: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let files: Vec<_> = self.editions.iter().flat_map(|edition| &edition.files).collect();
        let same = |path: &String, wanted: &str| held.get(path).is_some_and(|bytes| sum(bytes) == wanted);
        files.into_par_iter().filter(|(path, wanted)| !same(path, wanted)).map(|(path, _)| path.clone()).collect()
    }

    /// What frozen pages load: which days have an edition of which page. Its bytes change, theirs do not.
    pub fn pointer(&self) -> String {
        let days: BTreeMap<&str, Vec<&String>> =
            self.editions.iter().map(|edition| (edition.date.as_str(), edition.pages.keys().collect())).collect();
        let days = serde_json::to_string(&days).expect("strings are JSON").replace('<', "\\u003c");
        format!("var briefingEditions = {days};\n{SCRIPT}")
    }
}

/// How the list of editions is mended, and what it lists.
const MEND: &str = "bring it back with `git checkout -- editions`: whoever cited it is to find there what was cited";

/// What is told of a list of editions that is none.
pub fn no_list(error: &serde_json::Error, place: Span) -> Problem {
    Problem::new(Code::Altered, place, format!("`{INDEX}` is no list of editions: {error}"))
        .label("expected what `briefing edition` wrote")
        .help(MEND)
}

/// What is told of a frozen file that is not as it was; `listed` is where its sum was noted.
pub fn is_altered(path: &str, is_there: bool, place: Span, listed: Span) -> Problem {
    let what = if is_there { "is not as it was frozen" } else { "was frozen and is gone" };
    Problem::new(Code::Altered, place, format!("`{path}` {what}"))
        .note(listed, "the sum of the bytes that it had")
        .help(MEND)
        .kin("files of frozen editions are not as they were")
}

/// Where a list of editions, as text, notes the sum of a file.
pub fn listed(file: FileId, text: &str, path: &str) -> Span {
    let entry = format!("\"{path}\"");
    let at = text.find(&entry).unwrap_or(0);
    Span::new(file, at..at + text[at..].lines().next().map_or(0, |line| line.trim_end_matches(',').len()))
}

/// Says at the head of a frozen page which newer edition has it too.
const SCRIPT: &str = r#"(function () {
  "use strict";
  var own = document.currentScript || document.querySelector("script[data-edition]");
  var banner = document.getElementById("frozen");
  if (!own || !banner) return;
  var page = own.dataset.page, day = own.dataset.edition;
  var newer = Object.keys(briefingEditions).filter(function (other) { return other > day && briefingEditions[other].indexOf(page) >= 0; }).sort().pop();
  if (!newer) return;
  var up = page.split("/").map(function () { return ".."; }).join("/");
  var link = document.createElement("a");
  link.href = up + "/" + newer + "/" + page;
  link.textContent = newer;
  banner.appendChild(document.createTextNode(" "));
  banner.appendChild(link);
})();
"#;

/// One page that is being frozen.
struct Freezing<'a> {
    editions: &'a Editions,
    date: &'a str,
    changed: &'a BTreeSet<&'a String>,
    pages: &'a BTreeMap<String, Page>,
    assets: &'a BTreeMap<String, Vec<u8>>,
    route: &'a str,
}

impl Freezing<'_> {
    /// The page with its links led to where they will stand for ever.
    fn html(&self, page: &Page, files: &mut BTreeMap<String, Vec<u8>>) -> String {
        let mut out = String::with_capacity(page.html.len() + 512);
        // What computes from the data of today has no place on a page of another day.
        let still = page.html.replace(" data-explorer=", " hidden data-live=").replace(" data-pictures", " data-live");
        let mut rest = still.as_str();
        while let Some((at, name)) = next_attribute(rest) {
            let from = at + name.len();
            let (value, length) = value(&rest[from..]);
            out.push_str(&rest[..from]);
            let led = |link| if ROOTS.contains(&name) { self.up() } else { self.led(link, files) };
            let led: Vec<String> = value.split(' ').map(led).collect();
            out.push_str(&format!("\"{}\"", led.join(" ")));
            rest = &rest[from + length..];
        }
        out.push_str(rest);
        let up = self.up();
        let pointer = format!(
            "<script src=\"{up}{POINTER}\" data-edition=\"{}\" data-page=\"{}\" defer></script><meta name=\"robots\" content=\"noindex\"></head>",
            self.date, self.route
        );
        let banner = format!(
            "<main id=main><p class=\"note\" id=\"frozen\">{} <a href=\"{up}{}\">→</a></p>",
            page.banner, self.route
        );
        let with_pointer = out.replacen("</head>", &pointer, 1);
        let main = ["<main id=main>", "<main id=\"main\">"].into_iter().find(|main| with_pointer.contains(main));
        main.map_or(with_pointer.clone(), |main| with_pointer.replacen(main, &banner, 1))
    }

    /// The way from the frozen page to the site's root.
    fn up(&self) -> String {
        "../".repeat(self.route.matches('/').count() + 2)
    }

    fn led(&self, link: &str, files: &mut BTreeMap<String, Vec<u8>>) -> String {
        let end = link.find(['#', '?']).unwrap_or(link.len());
        let (path, behind) = link.split_at(end);
        if path.is_empty() || path.contains(':') || path.starts_with('/') {
            return link.to_owned();
        }
        let Some(target) = resolved(self.route, path) else { return link.to_owned() };
        let up = self.up();
        if let Some(bytes) = self.assets.get(&target) {
            let ending = target.rsplit('.').next().unwrap_or_default();
            let kept = format!("{EDITIONS}/assets/{}.{ending}", &sum(bytes)[..12]);
            files.insert(kept.clone(), bytes.clone());
            return format!("{up}{kept}{behind}");
        }
        if !self.pages.contains_key(&target) {
            return format!("{up}{target}{behind}");
        }
        let day = if self.changed.contains(&target) {
            Some(self.date)
        } else {
            self.editions.held(&target).map(|(date, _)| date)
        };
        match day {
            Some(day) => format!("{up}{EDITIONS}/{day}/{target}{behind}"),
            None => format!("{up}{target}{behind}"),
        }
    }
}

/// The path under the root that a link on a page leads to.
fn resolved(route: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = route.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The attributes that lead to the site's root, from which scripts find what they load.
const ROOTS: [&str; 2] = [" data-search=", " data-root="];

/// The next attribute that leads somewhere: where it stands, and its name with the sign behind it.
fn next_attribute(html: &str) -> Option<(usize, &'static str)> {
    const LINKS: [&str; 5] = [" href=", " src=", " data-scripts=", " data-src=", " data-page="];
    LINKS.iter().chain(&ROOTS).filter_map(|name| Some((html.find(name)?, *name))).min()
}

/// An attribute's value, and how long it is with its quotation marks.
fn value(text: &str) -> (&str, usize) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            let end = inside.find(quote).unwrap_or(inside.len());
            return (&inside[..end], (end + 2).min(text.len()));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (&text[..end], end)
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str, hash: &str) -> Page {
        Page { html: html.to_owned(), hash: hash.to_owned(), banner: "As it was.".to_owned() }
    }

    fn pages(fact: &str) -> BTreeMap<String, Page> {
        let html =
            |body: &str| format!("<html><head><link href=../static/a.css></head><body><main id=main>{body}</main>");
        let index = "<html><head></head><main id=main><a href=facts/a.html>a</a><a href=\"data/x.json\">x</a><a href=https://a.test/>w</a>";
        let pages = [
            ("index.html", page(index, "000001")),
            ("facts/a.html", page(&html("<a href=\"../index.html#x\">i</a>"), fact)),
        ];
        pages.map(|(route, page)| (route.to_owned(), page)).into()
    }

    fn assets() -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([("static/a.css".to_owned(), b"a{}".to_vec())])
    }

    #[test]
    fn an_edition_keeps_what_changed_and_links_lead_to_the_newest_copy_at_or_before() {
        let mut editions = Editions::default();
        let first = editions.freeze("2026-01-01", &pages("aaaaaa"), &assets());
        let text = |files: &BTreeMap<String, Vec<u8>>, path: &str| String::from_utf8(files[path].clone()).unwrap();
        let index = text(&first, "editions/2026-01-01/index.html");
        assert!(index.contains("<a href=\"../../editions/2026-01-01/facts/a.html\">"), "{index}");
        assert!(
            index.contains("<a href=\"../../data/x.json\">") && index.contains("href=\"https://a.test/\""),
            "{index}"
        );
        assert!(index.contains("data-edition=\"2026-01-01\" data-page=\"index.html\""), "{index}");
        let fact = text(&first, "editions/2026-01-01/facts/a.html");
        assert!(fact.contains("<link href=\"../../../editions/assets/"), "{fact}");
        let second = editions.freeze("2026-02-02", &pages("bbbbbb"), &assets());
        assert!(!second.contains_key("editions/2026-02-02/index.html"), "the front page is as it was");
        assert!(!second.keys().any(|path| path.contains("assets")), "what pages are set with is kept once");
        let fact = text(&second, "editions/2026-02-02/facts/a.html");
        assert!(fact.contains("href=\"../../../editions/2026-01-01/index.html#x\""), "{fact}");
        assert!(
            editions.freeze("2026-03-03", &pages("bbbbbb"), &assets()).is_empty(),
            "nothing changed, nothing is kept"
        );
        assert!(editions.pointer().contains("\"2026-02-02\":[\"facts/a.html\"]"));
    }

    #[test]
    fn scripts_of_a_frozen_page_find_what_they_load_and_nothing_computes_from_other_data() {
        let html = "<html><head></head><main id=main><form data-search=\"../\" data-page=\"../search.html\"></form>\
            <div data-root=../ data-src=../data/audit/en.js></div><div data-explorer=\"../\">now</div>\
            <template data-pictures data-src=\"../static/a.css\"></template>";
        let pages = BTreeMap::from([("facts/a.html".to_owned(), page(html, "aaaaaa"))]);
        let files = Editions::default().freeze("2026-01-01", &pages, &assets());
        let frozen = String::from_utf8(files["editions/2026-01-01/facts/a.html"].clone()).unwrap();
        for expected in [
            "data-search=\"../../../\" data-page=\"../../../search.html\"",
            "data-root=\"../../../\" data-src=\"../../../data/audit/en.js\"",
            "<div hidden data-live=\"../\">now",
            "<template data-live data-src=\"../../../editions/assets/",
        ] {
            assert!(frozen.contains(expected), "{expected} is not in {frozen}");
        }
    }

    #[test]
    fn a_frozen_file_that_was_altered_is_known() {
        let mut editions = Editions::default();
        let mut files = editions.freeze("2026-01-01", &pages("aaaaaa"), &assets());
        assert!(editions.altered(&files).is_empty());
        files.insert("editions/2026-01-01/index.html".to_owned(), b"other".to_vec());
        assert_eq!(editions.altered(&files), ["editions/2026-01-01/index.html"]);
    }
}
