//! A briefing of an invented region, with other kinds of subject, other languages and another script:
//! nothing of the shipped region may be known to the program.
#![allow(clippy::disallowed_methods, reason = "runs the program and looks at what it wrote")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;
use walkdir::WalkDir;

const REGION: &str = "tests/fixtures/region";
const ARCHIVE: &str = "tests/fixtures/region-archive";

/// The places and languages of the shipped briefing, in lower case.
const SHIPPED: [&str; 20] = [
    "hangzhou",
    "suzhou",
    "nanjing",
    "wuxi",
    "ningbo",
    "shanghai",
    "zhejiang",
    "jiangsu",
    "yangtze",
    "deepseek",
    "杭州",
    "苏州",
    "南京",
    "无锡",
    "宁波",
    "上海",
    "浙江",
    "江苏",
    "长三角",
    "千岛湖",
];

fn briefing(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_briefing");
    Command::new(program).args(arguments).env_remove("SOURCE_DATE_EPOCH").output().expect("the program starts")
}

/// Standard output of a command that must succeed.
fn done(arguments: &[&str]) -> String {
    let output = briefing(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&done(arguments)).expect("one JSON object")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Every file of the built site, by its path; verified first, so that pages show what was found.
static SITE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, site) = (folder.path().join("region"), folder.path().join("site"));
    for path in files(Path::new(REGION)) {
        let copy = root.join(path.strip_prefix(REGION).expect("lies in it"));
        std::fs::create_dir_all(copy.parent().expect("has a folder")).expect("can be made");
        std::fs::copy(&path, copy).expect("can be copied");
    }
    let (root, output) = (root.to_str().expect("UTF-8"), site.to_str().expect("UTF-8"));
    done(&["verify", "--root", root, "--archive", ARCHIVE, "--record"]);
    done(&["build", "--root", root, "--output", output]);
    let name = |path: &Path| {
        let parts = path.strip_prefix(&site).expect("lies in it").components();
        parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let text = |path: &Path| String::from_utf8(std::fs::read(path).expect("can be read")).expect("UTF-8");
    // A workbook is packed.
    let is_text = |path: &&PathBuf| path.extension().is_none_or(|extension| extension != "xlsx");
    files(&site).iter().filter(is_text).map(|path| (name(path), text(path))).collect()
});

fn page(path: &str) -> &'static str {
    SITE.get(path).unwrap_or_else(|| panic!("there is no `{path}`"))
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    SITE.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, text)| (path.as_str(), text.as_str()))
}

/// A page's title without the briefing's, with plain spaces.
fn title(path: &str) -> String {
    let inner = page(path).split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("a title").0;
    inner.rsplit_once(" · ").expect("page and briefing").0.replace(['\u{A0}', '\u{202F}'], " ")
}

/// The values of an attribute in a page, quoted or not.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let value = |rest: &'a str| match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '>', '/']).next(),
    };
    html.split(&format!(" {attribute}=")).skip(1).filter_map(value).collect()
}

#[test]
fn it_is_checked_without_error_or_warning() {
    let report = json(&["check", "--root", REGION, "--format", "json"]);
    let problems = report["problems"].as_array().expect("a list");
    let loud: Vec<_> = problems.iter().filter(|problem| problem["severity"] != "hint").collect();
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn every_excerpt_is_found_in_either_encoding() {
    let report = json(&["verify", "--root", REGION, "--archive", ARCHIVE, "--format", "json"]);
    let facts = report["facts"].as_array().expect("a list");
    assert!(facts.len() >= 12);
    for fact in facts {
        assert_eq!(fact["answer"], "found", "{fact}");
        assert_ne!(fact["value_agrees"], Value::Bool(false), "{fact}");
    }
    let start = |name: &str| std::fs::read(Path::new(ARCHIVE).join(name)).expect("can be read")[..2].to_vec();
    assert_eq!([start("talblatt.txt"), start("rapport.txt")], [b"Ta".to_vec(), vec![0xFF, 0xFE]]);
    assert!(page("facts/rauhtal-herd-2024.html").contains("Wörtlich im Dokument"));
}

#[test]
fn pages_stand_under_its_own_folders_in_both_languages() {
    for path in [
        "index.html",
        "methode.html",
        "taeler/rauhtal.html",
        "taeler/morgental.html",
        "kantone/quellmark.html",
        "vorhaben/gletscherpfad.html",
        "zuenfte/saeumer.html",
        "buecher/alpbuch.html",
        "feste/laternenmarkt.html",
        "sources/talblatt.html",
        "facts/rauhtal-cheese-2024.html",
    ] {
        assert!(page(path).contains("lang=\"de\"") || page(path).contains("lang=de"), "{path} is German");
        page(&format!("fr/{path}"));
    }
    let plain: Vec<_> = pages().map(|(path, _)| path).filter(|path| !path.starts_with("fr/")).collect();
    assert_eq!(plain.len() * 2, pages().count());
    assert!(page("feste/laternenmarkt.html").contains("3. August 2025"), "a kind without a role has a page");
}

#[test]
fn nothing_of_the_shipped_region_shows() {
    for (path, text) in SITE.iter() {
        assert!(!path.split('/').any(|part| matches!(part, "zh" | "en" | "cities" | "provinces")), "{path}");
        // The words by which reports in any language are read are the program's own.
        if path.starts_with("data/audit/") {
            continue;
        }
        let lower = text.to_lowercase();
        for word in SHIPPED.into_iter().chain(["href=zh/", "href=\"zh/", "../zh/", "zh-hans"]) {
            let at = lower.find(word).map(|at| lower[at..].chars().take(60).collect::<String>());
            assert_eq!(at, None, "in {path}");
        }
        let words = |word: &str| matches!(word, "city" | "cities" | "province" | "provinces");
        assert_eq!(lower.split(|c: char| !c.is_alphanumeric()).find(|word| words(word)), None, "in {path}");
        let han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
        // The rules for reading Chinese are the program's own; no page shows them.
        let shown =
            if matches!(path.as_str(), "static/copy.js" | "static/search.js" | "static/audit.js") { "" } else { text };
        assert_eq!(shown.chars().find(han), None, "in {path}");
    }
}

#[test]
fn only_its_own_languages_are_named() {
    for (path, html) in pages() {
        let linked = values(html, "hreflang").into_iter().filter(|tag| *tag != "x-default");
        for tag in values(html, "lang").into_iter().chain(linked) {
            assert!(matches!(tag, "de" | "fr"), "{path} has a part in `{tag}`");
        }
    }
    assert!(page("sources/talblatt.html").contains("Ida Lawinger, Beat Firn"), "authors are joined by German commas");
    let bibliography = page("data/sources.bib");
    assert!(!bibliography.contains("english"), "{bibliography}");
}

#[test]
fn numbers_and_dates_are_written_as_each_language_writes_them() {
    for (fact, german, french) in [
        ("rauhtal-cheese-2024", "2024: über 2,3 Mio. Franken", "2024 : plus de 2,3 millions de francs"),
        ("path-grant-2031", "2031: 450.000 Euro (Ziel)", "2031 : 450 000 euros (objectif)"),
        ("morgental-forest", "ohne Datum: mindestens 31,5 %", "sans date : au moins 31,5 %"),
        ("morgental-milk-rank-2024", "2024: 3.", "2024 : 3e"),
        ("quellmark-power-2024", "2024: 12,5 MW", "2024 : 12,5 MW"),
        ("market-opened", "3. August 2025: Der Markt wurde eröffnet.", "3 août 2025 : Le marché a ouvert."),
    ] {
        let (de, fr) = (title(&format!("facts/{fact}.html")), title(&format!("fr/facts/{fact}.html")));
        assert!(de.ends_with(german) && fr.ends_with(french), "{de} | {fr}");
    }
    assert!(page("kantone/quellmark.html").contains("2430"), "a derived figure");
    let facts: Value = serde_json::from_str(page("data/facts.json")).expect("JSON");
    let cheese = facts["facts"].as_array().expect("a list").iter().find(|fact| fact["id"] == "rauhtal-cheese-2024");
    let cheese = cheese.expect("is listed");
    assert_eq!([&cheese["subject"], &cheese["value"], &cheese["unit"]], ["valley:rauhtal", "2300000", "CHF"]);
}

#[test]
fn the_language_switch_leads_to_the_same_page() {
    for (path, html) in pages().filter(|(path, _)| !path.ends_with("404.html")) {
        let anchor = html.split("<a ").find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("hreflang=")));
        let anchor = anchor.unwrap_or_else(|| panic!("{path} has no language switch"));
        let tag = format!(" {anchor}");
        let href = values(&tag, "href")[0];
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        for part in href.split('/') {
            match part {
                ".." => _ = parts.pop(),
                _ => parts.push(part),
            }
        }
        let same = path.strip_prefix("fr/").map_or_else(|| format!("fr/{path}"), str::to_owned);
        assert_eq!(parts.join("/"), same, "from {path} by {href}");
    }
}

#[test]
fn the_source_knows_no_place_of_the_shipped_region() {
    let mut known = Vec::new();
    for path in files(Path::new("src")) {
        if path.extension().is_none_or(|extension| extension != "rs") || path.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("can be read").to_lowercase();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (line, number) in text.lines().zip(1..) {
            let place = SHIPPED.iter().find(|place| line.contains(*place));
            known.extend(place.map(|place| format!("{}:{number}: {place}", path.display())));
        }
    }
    assert!(known.is_empty(), "{known:#?}");
}
