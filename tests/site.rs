//! The whole output of a small site: links, bytes, addresses, escapes, and what a build may replace.
#![allow(clippy::disallowed_methods, reason = "looks at what a build wrote")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use serde_json::Value;
use sha2::{Digest, Sha256};
use support::{FACT, Folder, Site};

const BASE: &str = "https://briefing.test/";

type Output = BTreeMap<String, Vec<u8>>;

fn small() -> Site {
    let other =
        FACT.replace("a-revenue", "b-revenue").replace(">2300亿元", "1000亿元").replace("营收超2300", "营收1000");
    Site::of(&format!(
        r#"
-- content/sources/report/facts.toml --
{FACT}policy = "policy:plan"
by = "office:bureau"
note = {{ en = "A note.", zh = "说明。" }}
{other}
-- content/conflicts.toml --
[[conflict]]
id = "two-figures"
title = {{ en = "Two figures", zh = "两个数" }}
facts = ["a-revenue", "b-revenue"]
kind = "contradiction"
finding = {{ en = "They differ.", zh = "两数不同。" }}
found = "rule"
-- content/policies/plan.md --
+++
title = {{ en = "The plan", zh = "计划" }}
issuer = ["office:bureau"]
+++
-- content/offices/bureau.md --
+++
title = {{ en = "The bureau", zh = "主管部门" }}
+++
-- content/pages/method.md --
+++
title = {{ en = "Method", zh = "方法" }}
+++
## How

As [Alba](city:alba) shows: [](fact:a-revenue), [disputed](conflict:two-figures), [see above](#s-how).[^1]

[^1]: A note with [a report](source:report).
-- content/pages/method.zh.md --
## 如何

[甲城](city:alba)：[](fact:a-revenue)。
"#
    ))
}

fn text(output: &Output, path: &str) -> String {
    let bytes = output.get(path).unwrap_or_else(|| panic!("no `{path}` among {:?}", output.keys().collect::<Vec<_>>()));
    String::from_utf8(bytes.clone()).unwrap()
}

fn json(output: &Output, path: &str) -> Value {
    serde_json::from_str(&text(output, path)).unwrap()
}

fn pages(output: &Output) -> BTreeMap<&str, Html> {
    let html = output.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap()))).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

/// What a reader's browser follows or loads: all but the addresses meant for machines.
fn followed(page: &Html) -> Vec<String> {
    let mut links = attributes(page, "a, use, area", "href");
    links.extend(attributes(page, "link:not([rel=canonical]):not([hreflang])", "href"));
    links.extend(attributes(page, "script, img, iframe, source, video, audio", "src"));
    links.extend(attributes(page, "form", "action"));
    links
}

/// The path that a relative link leads to from a page, and the anchor there.
fn resolve(page: &str, link: &str) -> (String, Option<String>) {
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "`{link}` on {page} leads out of the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (first, second) = (small().build(), small().build());
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differing: Vec<_> = first.iter().filter(|(path, bytes)| second[*path] != **bytes).map(|(p, _)| p).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn a_second_build_replaces_the_first_and_leaves_nothing_beside_it() {
    let folder = Folder::of(&small());
    let first = folder.build("out/site");
    assert_eq!(folder.build("out/site"), first);
    let beside: Vec<_> = std::fs::read_dir(folder.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "site" && !name.starts_with(".briefing-lock-"))
        .collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn every_link_is_relative_and_leads_to_a_file_and_an_anchor_that_exist() {
    let output = small().build();
    let pages = pages(&output);
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, page)| (*path, attributes(page, "[id]", "id").into_iter().collect())).collect();
    let mut wrong = Vec::new();
    for (path, page) in pages.iter().filter(|(path, _)| !path.ends_with("404.html")) {
        for link in followed(page) {
            if ["mailto:", "data:", "https://", "http://"].iter().any(|scheme| link.starts_with(scheme)) {
                if link.starts_with(BASE) {
                    wrong.push(format!("{path}: `{link}` is absolute"));
                }
                continue;
            }
            if link.starts_with('/') || link.split('#').next().is_some_and(|path| path.contains(':')) {
                wrong.push(format!("{path}: `{link}` is not page-relative"));
                continue;
            }
            let (target, anchor) = resolve(path, &link);
            if !output.contains_key(&target) {
                wrong.push(format!("{path}: `{link}` leads nowhere"));
            } else if let Some(anchor) = anchor
                // What a script reads from the address is no anchor.
                && !anchor.contains('=')
                && ids.get(target.as_str()).is_some_and(|ids| !ids.contains(&anchor))
            {
                wrong.push(format!("{path}: `{link}` has no such anchor"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pages.len() > 40, "only {} pages", pages.len());
}

#[test]
fn ids_are_unique_on_a_page() {
    for (path, page) in pages(&small().build()) {
        let ids = attributes(&page, "[id]", "id");
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (path, page) in pages(&small().build()) {
        let mut loaded = attributes(&page, "script, img, iframe, source, video, audio", "src");
        loaded.extend(attributes(&page, "link[rel=stylesheet], link[rel=icon], link[rel=preload]", "href"));
        let foreign: Vec<_> = loaded.iter().filter(|link| link.contains("//") && !link.starts_with(BASE)).collect();
        assert!(foreign.is_empty(), "{path}: {foreign:?}");
    }
}

#[test]
fn the_page_for_unknown_addresses_works_at_any_of_them_and_asks_no_other_host() {
    let output = small().build();
    for path in ["404.html", "zh/404.html"] {
        let page = Html::parse_document(&text(&output, path));
        for link in followed(&page).into_iter().filter(|link| !link.starts_with('#')) {
            let here = link.starts_with('/') && !link.starts_with("//");
            assert!(here || link.starts_with("mailto:"), "{path}: `{link}`");
        }
    }
}

#[test]
fn the_base_address_changes_only_addresses_for_machines() {
    let folder = Folder::of(&small());
    let own = folder.build("own");
    let run = folder.run(&["build", "--output", "{}/other", "--base-url", "https://other.test/briefing/"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let other = folder.tree("other");
    // Hashes of files that hold addresses change with them.
    let hashed = ["manifest.json", "data/datapackage.json", "data/briefing.xlsx"];
    for (path, bytes) in other.iter().filter(|(path, _)| !hashed.contains(&path.as_str())) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains("briefing.test/"), "{path} keeps the old address");
        let text = if path.ends_with("404.html") { text.replace("=\"/briefing/", "=\"/") } else { text };
        assert_eq!(
            text.replace("https://other.test/briefing/", BASE)
                .replace("https%3A%2F%2Fother.test%2Fbriefing%2F", "https%3A%2F%2Fbriefing.test%2F"),
            self::text(&own, path),
            "{path}"
        );
    }
    let page = Html::parse_document(&text(&other, "zh/cities/alba.html"));
    assert_eq!(attributes(&page, "link[rel=canonical]", "href"), ["https://other.test/briefing/zh/cities/alba.html"]);
    assert!(text(&other, "sitemap.xml").contains("<loc>https://other.test/briefing/zh/cities/alba.html</loc>"));
    assert!(text(&other, "feed.xml").contains("https://other.test/briefing/feed.xml"));
}

#[test]
fn what_every_page_would_repeat_stands_once() {
    let output = small().build();
    for code in ["en", "zh"] {
        let script = text(&output, &format!("data/legend/{code}.js"));
        let call = script.strip_prefix("briefingLegend(").and_then(|rest| rest.strip_suffix(");\n")).unwrap();
        let told: Value = serde_json::from_str(call).unwrap();
        assert!(told["legend"].as_str().unwrap().contains("m-caution"), "{script}");
        assert!(told["marks"].as_str().unwrap().contains("<symbol"), "{script}");
    }
    for (path, page) in pages(&output).into_iter().filter(|(path, _)| *path != "glossary.html") {
        assert_eq!(
            attributes(&page, ".legend", "class").len(),
            usize::from(path.ends_with("/glossary.html")),
            "{path}"
        );
    }
    let fact = text(&output, "facts/a-revenue.html");
    assert!(fact.contains("id=\"m-actual\"") || fact.contains("id=m-actual"), "{fact}");
    assert!(!fact.contains("m-forecast"), "{fact}");
    for ending in ["bib", "ris", "json"] {
        let path = format!("data/references/report.{ending}");
        assert!(fact.contains(&format!("../{path}")), "{path}");
        assert!(text(&output, &path).contains("source-report"), "{path}");
    }
}

#[test]
fn the_manifest_lists_every_file_with_its_hash() {
    let output = small().build();
    let manifest = json(&output, "manifest.json");
    let listed: BTreeMap<String, String> = manifest["files"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned()))
        .collect();
    let hash = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let written: BTreeMap<String, String> = output
        .iter()
        .filter(|(path, _)| *path != "manifest.json")
        .map(|(path, bytes)| (path.clone(), hash(bytes)))
        .collect();
    assert_eq!(listed, written);
}

#[test]
fn the_routes_of_the_contract_are_there() {
    let output = small().build();
    for path in [
        "index.html",
        "compare.html",
        "timeline.html",
        "conflicts.html",
        "facts.html",
        "method.html",
        "corrections.html",
        "404.html",
        "cities/alba.html",
        "sources/report.html",
        "indicators/revenue.html",
        "facts/a-revenue.html",
        "facts/a-revenue.json",
        "data/facts.json",
        "data/facts.csv",
        "data/datapackage.json",
        "data/sources.bib",
        "data/sources.ris",
        "data/sources.csl.json",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        ".nojekyll",
        "manifest.json",
    ] {
        assert!(output.contains_key(path), "{path}");
        if path.ends_with(".html") {
            assert!(output.contains_key(&format!("zh/{path}")), "zh/{path}");
        }
    }
}

#[test]
fn a_fact_has_every_field_of_the_contract() {
    let output = small().build();
    let data = json(&output, "data/facts.json");
    assert_eq!(data["version"], "2026-01-02");
    let mut fact = data["facts"][0].clone();
    assert_eq!(fact, json(&output, "facts/a-revenue.json"));
    let hash = fact["version"]["hash"].take();
    assert!(hash.as_str().is_some_and(|hash| hash.len() >= 6 && hash.bytes().all(|b| b.is_ascii_hexdigit())), "{hash}");
    let expected = serde_json::json!({
        "id": "a-revenue", "subject": "city:alba", "indicator": "revenue", "period": "2024", "dating": "printed",
        "value": "230000000000", "value_max": null, "text": null, "unit": "CNY", "precision": "over",
        "printed": ">2300亿元", "of": [], "status": "actual", "policy": "policy:plan", "by": "office:bureau",
        "origins": ["source:report"], "source": "source:report", "archive": "a.txt", "line": 1,
        "excerpt": "营收超2300亿元", "note": { "en": "A note.", "zh": "说明。" }, "rank": "normal", "witnesses": 1,
        "conflicts": ["two-figures"], "standing": ["original"], "damage": [], "verified": null,
        "url": "facts/a-revenue.html", "version": { "ordinal": 1, "date": "2026-01-02", "hash": null },
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(fact.get(key), Some(value), "{key}");
    }
}

#[test]
fn the_schema_of_the_facts_names_every_key_that_a_fact_has_and_no_other() {
    let output = small().build();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let schema = json(&output, "data/schemas/facts.schema.json");
    assert_eq!(
        keys(&schema["properties"]["facts"]["items"]["properties"]),
        keys(&json(&output, "data/facts.json")["facts"][0])
    );
}

#[test]
fn a_page_for_machines_says_words_and_not_the_keys_that_templates_decide_by() {
    let output = small().build();
    let text = String::from_utf8(output["facts/a-revenue.md"].clone()).unwrap();
    assert!(!text.contains("- two-figures") && !text.contains("care"), "{text}");
    assert!(text.lines().all(|line| line.trim_start_matches("- ").parse::<u32>().is_err()), "{text}");
}

/// Markup and quotes in every field that takes words.
const ATTACK: &str = "</textarea></title><script>alert(a)</script><img src=x onerror=alert(b)>\\\"'&{{ a * b }}";

fn attacked() -> Site {
    let excerpt = "</script><b>营收超2300亿元";
    Site::of(&format!(
        r#"
-- content/indicators.toml --
[[indicator]]
id = "revenue"
label = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
unit = "CNY"
definition = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
comparable = true
[[indicator]]
id = "motto"
label = {{ en = "Motto", zh = "口号" }}
unit = ""
definition = {{ en = "Words.", zh = "词。" }}
-- content/cities/alba.md --
+++
title = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
aliases = {{ en = ["{ATTACK}"], zh = ["{ATTACK}"] }}
summary = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
+++
<script>alert(x)</script> and <b onclick="x">bold</b> [web](<https://example.net/"onmouseover="alert(x)>)
-- content/cities/alba.zh.md --
<script>alert(x)</script>
-- content/sources/report/index.md --
+++
title = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
publisher = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
author = ["{ATTACK}"]
published = "2025-02"
dating = "printed"
accessed = "2026-01-02"
archive = "<script>.txt"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
standing = ["original"]
note = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
+++
Words.
-- content/sources/report/facts.toml --
{fact}note = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
rank = "deprecated"
reason = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
[[fact]]
id = "motto"
subject = "city:alba"
indicator = "motto"
period = "2024"
value = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
status = "claim"
of = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
excerpt = "口号"
line = 2
-- content/conflicts.toml --
[[conflict]]
id = "c"
title = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
facts = ["motto"]
sides = [{{ source = "report", line = 3, excerpt = "</textarea><script>" }}]
kind = "doubtful"
finding = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
found = "reading"
-- content/corrections.toml --
[[correction]]
date = "2026-01-02"
kind = "correction"
facts = ["motto"]
text = {{ en = "{ATTACK}", zh = "{ATTACK}" }}
"#,
        fact = FACT.replace("营收超2300亿元", excerpt),
    ))
}

#[test]
fn markup_in_content_comes_out_as_text() {
    let honest: BTreeSet<String> = scripts(&small().build());
    let output = attacked().build();
    let spoken = scripts(&output);
    assert!(spoken.is_subset(&honest), "scripts that content made: {:?}", spoken.difference(&honest));
    for (path, page) in pages(&output) {
        let every = Selector::parse("*").unwrap();
        for element in page.select(&every) {
            let element = element.value();
            let handler = element.attrs().find(|(name, _)| name.starts_with("on"));
            assert!(handler.is_none(), "{path}: <{} {handler:?}>", element.name());
            assert!(!matches!(element.name(), "img" | "iframe"), "{path}: <{}>", element.name());
            let script = element.attrs().find(|(_, value)| value.trim_start().starts_with("javascript:"));
            assert!(script.is_none(), "{path}: {script:?}");
        }
    }
    let city = Html::parse_document(&text(&output, "cities/alba.html"));
    let heading = city.select(&Selector::parse("h1").unwrap()).next().unwrap().text().collect::<String>();
    assert!(
        heading.contains("</textarea></title><script>alert(a)</script>") && heading.contains("{{ a * b }}"),
        "{heading}"
    );
}

/// The text of every script that a browser would run or read, JSON left out.
fn scripts(output: &Output) -> BTreeSet<String> {
    let script = Selector::parse("script:not([type])").unwrap();
    pages(output)
        .values()
        .flat_map(|page| page.select(&script).map(|s| s.text().collect()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn data_files_stay_well_formed_whatever_content_says() {
    let output = attacked().build();
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".json")) {
        assert!(serde_json::from_slice::<Value>(bytes).is_ok(), "{path}");
    }
    for path in ["feed.xml", "sitemap.xml"] {
        let text = text(&output, path);
        assert!(!text.contains("<script") && !text.contains("<img"), "{path}");
    }
    let mut csv = csv::Reader::from_reader(&output["data/facts.csv"][..]);
    assert_eq!(csv.records().filter(Result::is_ok).count(), 2);
}

#[test]
fn a_site_may_stand_in_folders_that_are_not_there_yet() {
    let folder = Folder::of(&small());
    assert_eq!(
        folder.build("new/deep/site").keys().collect::<Vec<_>>(),
        folder.build("site").keys().collect::<Vec<_>>()
    );
}

#[test]
fn a_folder_that_no_build_made_is_not_replaced() {
    let folder = Folder::of(&small());
    folder.write("mine/letter.txt", b"keep me");
    let run = folder.run(&["build", "--output", "{}/mine"]);
    assert_eq!(run.status, 2, "{}", run.err);
    assert!(run.err.contains("no build of a briefing made") && run.err.contains("help: "), "{}", run.err);
    assert_eq!(folder.tree("mine"), Output::from([("letter.txt".to_owned(), b"keep me".to_vec())]));
}

#[test]
fn the_briefing_itself_is_not_replaced() {
    let folder = Folder::of(&small());
    for output in ["{}", "{}/content", "{}/templates"] {
        let run = folder.run(&["build", "--output", output]);
        assert_eq!(run.status, 2, "{output}: {}", run.err);
    }
    assert!(folder.path("site.toml").is_file() && folder.path("content/index.md").is_file());
}

#[test]
fn a_build_that_fails_leaves_the_old_site() {
    let folder = Folder::of(&small());
    let before = folder.build("site");
    folder
        .write("content/cities/alba.md", "+++\ntitle = { en = \"Beta\", zh = \"乙\" }\n+++\n5,000 lamps.\n".as_bytes());
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[naked-number]"), "{}", run.err);
    assert_eq!(folder.tree("site"), before);
}

#[test]
fn a_draft_may_wait_with_its_figures() {
    let folder = Folder::of(&small());
    folder
        .write("content/cities/alba.md", "+++\ntitle = { en = \"Beta\", zh = \"乙\" }\n+++\n5,000 lamps.\n".as_bytes());
    let run = folder.run(&["build", "--drafts"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(String::from_utf8(folder.tree("site")["cities/alba.html"].clone()).unwrap().contains("5,000 lamps"));
}
