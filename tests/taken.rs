//! What readers and programs take along: tables, Markdown, answers, and a briefing without an origin.
#![allow(clippy::disallowed_methods, reason = "looks at what a build wrote")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use support::{FACT, Folder, Site};

/// Two cities, two works, a document that rests on one of them; two facts that support each other, two that exclude
/// each other.
fn rests() -> Site {
    let fact = |id: &str, value: &str, origins: &str, line: u32| {
        FACT.replace("a-revenue", id)
            .replace(">2300亿元", value)
            .replace("营收超2300亿元", &format!("营收{value}"))
            .replace("line = 1", &format!("line = {line}\norigins = {origins}"))
    };
    let facts = [
        fact("one", "1000亿元", "[\"work:bulletin\"]", 1),
        fact("copy", "1000亿元", "[\"work:bulletin\", \"source:report\"]", 2),
        fact("other", "2000亿元", "[\"work:survey\"]", 3),
        fact("alone", "30亿元", "[\"source:report\"]", 4).replace("\"revenue\"", "\"schools\"").replace("30亿元", "30"),
    ];
    Site::of(&format!(
        r#"
-- content/sources/report/facts.toml --
{}
-- content/works/bulletin.md --
+++
title = {{ en = "The bulletin", zh = "公报" }}
+++
-- content/works/survey.md --
+++
title = {{ en = "A survey", zh = "调查" }}
+++
-- content/conflicts.toml --
[[conflict]]
id = "two-figures"
title = {{ en = "Two figures", zh = "两个数" }}
facts = ["one", "copy", "other"]
kind = "contradiction"
finding = {{ en = "They differ.", zh = "两数不同。" }}
found = "rule"
"#,
        facts.join("\n")
    ))
}

fn text<'a>(output: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(output.get(path).unwrap_or_else(|| panic!("no `{path}`"))).unwrap()
}

fn value(output: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(&output[path]).unwrap()
}

/// Facts that rest on nothing, on one witness, on several, and the conflicts that stand.
fn counted(output: &BTreeMap<String, Vec<u8>>) -> [usize; 4] {
    let facts = value(output, "data/facts.json");
    let witnesses: Vec<u64> =
        facts["facts"].as_array().unwrap().iter().map(|fact| fact["witnesses"].as_u64().unwrap()).collect();
    let of = |is: &dyn Fn(u64) -> bool| witnesses.iter().filter(|n| is(**n)).count();
    let mut conflicts = csv::Reader::from_reader(&output["data/conflicts.csv"][3..]);
    let at = conflicts.headers().unwrap().iter().position(|name| name == "stands").unwrap();
    let stand = conflicts.records().filter(|row| &row.as_ref().unwrap()[at] == "true").count();
    [of(&|n| n == 0), of(&|n| n == 1), of(&|n| n > 1), stand]
}

#[test]
fn what_the_page_of_origins_says_is_what_a_build_without_each_counts() {
    let folder = Folder::of(&rests());
    let plain = folder.build("site");
    let page = scraper::Html::parse_document(text(&plain, "origins.html"));
    let row = scraper::Selector::parse("tr[data-origin]").unwrap();
    let cell = scraper::Selector::parse("td.v").unwrap();
    let mut seen = BTreeSet::new();
    for row in page.select(&row) {
        let origin = row.value().attr("data-origin").unwrap();
        let told: Vec<usize> =
            row.select(&cell).map(|cell| cell.text().collect::<String>().trim().parse().unwrap()).collect();
        let output = format!("{{}}/{}", origin.replace(':', "-"));
        let run = folder.run(&["build", "--without", origin, "--output", &output]);
        assert_eq!(run.status, 0, "{}", run.err);
        assert_eq!(told[1..], counted(&folder.tree(&origin.replace(':', "-"))), "{origin}");
        seen.insert(origin.to_owned());
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["source:report", "work:bulletin", "work:survey"]);
    assert_eq!(counted(&plain), [0, 4, 0, 1]);
}

#[test]
fn an_origin_that_no_fact_names_is_refused_with_the_nearest() {
    let run = Folder::of(&rests()).run(&["build", "--without", "work:buletin", "--output", "{}/x"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("no fact goes back to `work:buletin`") && run.err.contains("`work:bulletin`"),
        "{}",
        run.err
    );
}

#[test]
fn a_table_is_marked_as_utf_8_and_joins_the_others() {
    let output = rests().build();
    let package = value(&output, "data/datapackage.json");
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let resources = package["resources"].as_array().unwrap();
    let read = |resource: &Value| {
        let bytes = &output[&format!("data/{}", resource["path"].as_str().unwrap())];
        assert_eq!(bytes[..3], *"\u{FEFF}".as_bytes(), "{}", resource["path"]);
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], json!(format!("sha256:{hash}")));
        assert_eq!(resource["bytes"], json!(bytes.len()));
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let fields: Vec<&str> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(heads, fields);
        let rows: Vec<BTreeMap<String, String>> = reader
            .records()
            .map(|row| heads.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect())
            .collect();
        rows
    };
    let tables: BTreeMap<String, Vec<BTreeMap<String, String>>> =
        resources.iter().map(|resource| (resource["name"].as_str().unwrap().to_owned(), read(resource))).collect();
    for (name, rows) in &tables {
        keys.insert(name.clone(), rows.iter().filter_map(|row| row.get("id").cloned()).collect());
    }
    let mut joined = 0;
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        for key in resource["schema"]["foreignKeys"].as_array().unwrap() {
            let other = key["reference"]["resource"].as_str().unwrap();
            let other = if other.is_empty() { name } else { other };
            for row in &tables[name] {
                let value = &row[key["fields"].as_str().unwrap()];
                assert!(value.is_empty() || keys[other].contains(value), "{name}: `{value}` is not in {other}");
                joined += usize::from(!value.is_empty());
            }
        }
    }
    assert!(joined > 10, "only {joined} cells name a row of another table");
    for fact in &tables["facts"] {
        assert!(fact["version"].starts_with('v'), "{}", fact["version"]);
        assert!(fact["url"].starts_with("https://briefing.test/facts/"), "{}", fact["url"]);
    }
    assert_eq!(tables["facts"][0]["low"], "100000000000");
}

#[test]
fn a_workbook_is_the_same_whenever_it_is_made() {
    let (first, second) = (rests().build(), rests().build());
    assert_eq!(first["data/briefing.xlsx"], second["data/briefing.xlsx"]);
    assert!(first["data/briefing.xlsx"].starts_with(b"PK") && first["data/briefing.xlsx"].len() > 5_000);
}

#[test]
fn every_subject_and_indicator_has_its_facts_as_a_table_of_its_own() {
    let output = rests().build();
    let rows = |path: &str| csv::Reader::from_reader(&output[path][3..]).records().count();
    assert_eq!(rows("data/cities/alba.csv"), 4);
    assert_eq!(rows("data/indicators/schools.csv"), 1);
    assert_eq!(rows("data/works/survey.csv"), 0);
}

#[test]
fn a_page_as_markdown_says_of_every_figure_what_it_is() {
    let site = Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}\n-- content/cities/alba.md --\n+++\ntitle = {{ en = \"Alba\", zh = \"甲城\" }}\n+++\n\
         It took [](fact:a-revenue), *much*, says [a report](source:report).\n"
    ));
    let output = site.build();
    let city = text(&output, "cities/alba.md");
    let figure = "[over CNY\u{A0}230\u{A0}billion](https://briefing.test/facts/a-revenue.html) (Actual, 2024; ";
    assert!(city.starts_with("# Alba\n") && city.contains(figure), "{city}");
    assert!(
        city.contains("`fact:a-revenue`")
            && city.contains("*much*")
            && city.contains("<https://briefing.test/cities/alba.html>")
    );
    let start = text(&output, "llms.txt");
    assert!(
        start.starts_with("# Test\n\n> A test.\n") && start.contains("](https://briefing.test/cities.md)"),
        "{start}"
    );
    // What is told by a script alone has nothing to say as text.
    let told = |path: &&String| !["404", "search", "audit"].iter().any(|page| path.contains(page));
    for path in output.keys().filter(|path| path.ends_with(".html")).filter(told) {
        assert!(output.contains_key(&path.replace(".html", ".md")), "{path}");
    }
}

#[test]
fn a_page_says_what_it_is_to_programs() {
    let output = rests().build();
    let page = scraper::Html::parse_document(text(&output, "facts/one.html"));
    let script = scraper::Selector::parse("script[type='application/ld+json']").unwrap();
    let described: Value =
        serde_json::from_str(&page.select(&script).next().unwrap().text().collect::<String>()).unwrap();
    let observed = &described["@graph"][1];
    assert_eq!(observed["@type"], "Observation");
    assert_eq!(observed["value"]["value"], "100000000000");
    assert_eq!(observed["description"], "Actual");
    assert_eq!(observed["isBasedOn"], "https://briefing.test/sources/report.html");
    for (rel, href) in [("license", "https://spdx.org/licenses/CC-BY-4.0.html"), ("describedby", "one.json")] {
        let link = scraper::Selector::parse(&format!("link[rel='{rel}']")).unwrap();
        assert_eq!(page.select(&link).next().and_then(|link| link.value().attr("href")), Some(href));
    }
}

/// The answers of `briefing mcp` to these requests.
fn asked(folder: &Folder, requests: &[Value]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_briefing"))
        .args(["mcp", "--root", folder.path("").to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = requests.iter().map(|request| format!("{request}\n")).collect();
    child.stdin.take().unwrap().write_all(format!("{lines}this is no JSON\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn call(id: u32, name: &str, arguments: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": name, "arguments": arguments } })
}

#[test]
fn a_program_is_answered_with_source_sense_and_caution() {
    let folder = Folder::of(&rests());
    let answers = asked(
        &folder,
        &[
            json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": { "name": "t", "version": "1" } } }),
            json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
            json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" }),
            call(3, "search", json!({ "query": "2000亿" })),
            call(4, "read", json!({ "id": "fact:other" })),
            call(5, "cite", json!({ "id": "fact:other" })),
            call(6, "compare", json!({ "places": ["city:alba"] })),
            call(7, "disagreements", json!({ "about": "city:alba" })),
            call(8, "read", json!({ "id": "fact:nobody" })),
            call(9, "nothing", json!({})),
            json!({ "jsonrpc": "2.0", "id": 10, "method": "nothing" }),
        ],
    );
    let of = |id: u32| {
        answers.iter().find(|answer| answer["id"] == json!(id)).unwrap_or_else(|| panic!("{id}: {answers:?}"))
    };
    assert_eq!(of(1)["result"]["protocolVersion"], "2025-03-26");
    assert_eq!(of(2)["result"]["tools"].as_array().unwrap().len(), 5);
    let found = &of(3)["result"]["structuredContent"]["results"];
    let fact = found.as_array().unwrap().iter().find(|found| found["id"] == "fact:other").unwrap();
    assert_eq!(fact["status"], "actual");
    assert!(
        fact["source"].as_str().unwrap().contains("The Press") && fact["cautions"].to_string().contains("Two figures"),
        "{fact}"
    );
    assert!(of(4)["result"]["structuredContent"]["text"].as_str().unwrap().starts_with("# "));
    assert!(of(5)["result"]["structuredContent"]["citations"].as_object().unwrap().len() > 3);
    assert_eq!(of(6)["result"]["isError"], true);
    assert_eq!(of(7)["result"]["structuredContent"]["found"], 1);
    assert_eq!(of(8)["result"]["isError"], true);
    assert_eq!(of(9)["error"]["code"], -32602);
    assert_eq!(of(10)["error"]["code"], -32601);
    assert_eq!(answers.last().unwrap()["error"]["code"], -32700);
}
