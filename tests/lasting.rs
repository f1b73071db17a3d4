//! What was published lasts: versions, reasons for changes, old addresses, and what a reader who cited one is told.

mod support;

use serde_json::Value;
use support::{FACT, Folder, Run, Site};

const SHEET: &str = "content/sources/report/facts.toml";

/// A second fact beside the one that most sheets hold.
const SCHOOLS: &str = r#"
[[fact]]
id = "a-schools"
subject = "city:alba"
indicator = "schools"
period = "2024"
value = "12"
status = "actual"
excerpt = "学校12所"
line = 2
"#;

fn published() -> Folder {
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{FACT}{SCHOOLS}")));
    assert_eq!(folder.run(&["record"]).status, 0);
    folder
}

fn change(folder: &Folder, old: &str, new: &str) {
    let sheet = folder.read(SHEET);
    assert!(sheet.contains(old), "{sheet}");
    folder.write(SHEET, sheet.replace(old, new).as_bytes());
}

fn more(folder: &Folder) {
    change(folder, ">2300亿元", ">2400亿元");
    change(folder, "超2300亿元", "超2400亿元");
}

fn hash(folder: &Folder, fact: &str, ordinal: u32) -> String {
    let start = format!("{{ id = \"fact:{fact}\", ordinal = {ordinal}, ");
    let text = folder.read("content/versions.toml");
    let line = text.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{start}: {text}"));
    line.split("hash = \"").nth(1).unwrap()[..6].to_owned()
}

fn data(folder: &Folder, path: &str) -> Value {
    serde_json::from_slice(&folder.build("site")[path]).unwrap()
}

fn page(folder: &Folder, path: &str) -> String {
    String::from_utf8(folder.build("site")[path].clone()).unwrap()
}

fn told(run: &Run) -> String {
    format!("{}{}", run.out, run.err)
}

#[test]
fn a_published_fact_that_changes_without_a_word_stops_check_and_build() {
    let folder = published();
    more(&folder);
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    let was = hash(&folder, "a-revenue", 1);
    for words in [
        "error[untold-change]",
        &format!("`a-revenue` says something else than version {was}"),
        "excerpt was `营收超2300亿元`, is `营收超2400亿元`; value was `>2300亿元`, is `>2400亿元`",
        "briefing record --fact a-revenue --kind correction",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert_eq!(folder.run(&["build"]).status, 1);
    assert_eq!(folder.run(&["build", "--drafts"]).status, 0, "a draft may wait with it");
}

#[test]
fn record_refuses_a_change_without_its_reason_and_writes_nothing() {
    let folder = published();
    let before = folder.read("content/versions.toml");
    more(&folder);
    for (words, status, expected) in [
        (vec!["record"], 1, "a-revenue: excerpt was"),
        (vec!["record", "--reason", "x"], 2, "a reason needs its kind"),
        (vec!["record", "--kind", "revision"], 2, "a change needs its reason in `en`"),
        (vec!["record", "--kind", "revision", "--reason", "zh=改了"], 2, "a change needs its reason in `en`"),
        (vec!["record", "--kind", "revision", "--reason", "x", "--fact", "a-school"], 2, "there is no fact `a-school`"),
        (
            vec!["record", "--kind", "revision", "--reason", "x", "--fact", "a-schools"],
            2,
            "there is nothing to explain",
        ),
        (vec!["record", "--kind", "slip", "--reason", "x"], 2, "invalid value 'slip'"),
    ] {
        let run = folder.run(&words);
        assert!(run.status == status && told(&run).contains(expected), "{words:?}: {} {}", run.status, told(&run));
    }
    assert_eq!(folder.read("content/versions.toml"), before);
    assert!(!folder.path("content/corrections.toml").exists());
}

#[test]
fn a_reason_is_written_once_and_told_on_the_page_the_feed_and_in_the_data() {
    let folder = published();
    let first = hash(&folder, "a-revenue", 1);
    more(&folder);
    let run = folder.run(&["record", "--kind", "correction", "--reason", "A \"slip\".", "--reason", "zh=笔误。"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let second = hash(&folder, "a-revenue", 2);
    let corrections = folder.read("content/corrections.toml");
    assert!(corrections.contains(&format!("versions = [\"a-revenue@{second}\"]")), "{corrections}");
    assert!(corrections.contains(r#"text     = { en = "A \"slip\".", zh = "笔误。" }"#), "{corrections}");
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["record"]).out.split(' ').next(), Some("0"), "nothing is left to record");

    let site = folder.build("site");
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    for (path, words) in [
        ("corrections.html", "A &quot;slip&quot;."),
        ("zh/corrections.html", "笔误。"),
        ("corrections.html", "over CNY 230&nbsp;billion"),
        ("changes.html", "over CNY 240&nbsp;billion"),
        ("feed.xml", "Correction: A &quot;slip&quot;."),
        ("data/changes.json", "\"kind\": \"correction\""),
        ("facts/a-revenue.html", &first),
    ] {
        let plain = |text: &str| text.replace("&nbsp;", " ").replace('\u{A0}', " ").replace("&#34;", "&quot;");
        let (text, words) = (plain(&text(path)), plain(words));
        assert!(text.contains(&words) || text.contains(&words.replace("&quot;", "\"")), "{path} lacks {words}: {text}");
    }
    let fact: Value = serde_json::from_slice(&site["facts/a-revenue.json"]).unwrap();
    assert_eq!(fact["version"]["ordinal"], 2);
    assert_eq!(fact["history"][0]["said"]["value"], ">2300亿元");
    assert_eq!(fact["history"][0]["hash"], first.as_str());
    assert_eq!(fact["history"][1]["why"][0]["reason"]["en"], "A \"slip\".");
}

#[test]
fn changes_can_be_explained_one_after_the_other() {
    let folder = published();
    more(&folder);
    change(&folder, "\"12\"", "\"13\"");
    change(&folder, "学校12所", "学校13所");
    let run = folder.run(&["record", "--fact", "a-schools", "--kind", "revision", "--reason", "A later count."]);
    assert_eq!(run.status, 0, "{}", told(&run));
    let run = folder.run(&["check"]);
    assert!(
        run.out.contains("`a-revenue` says something else") && !run.out.contains("`a-schools` says"),
        "{}",
        run.out
    );
    assert_eq!(folder.run(&["record", "--kind", "correction", "--reason", "A slip."]).status, 0);
    assert_eq!(folder.run(&["check"]).status, 0);
    let corrections = folder.read("content/corrections.toml");
    assert_eq!(corrections.matches("[[correction]]").count(), 2, "{corrections}");
}

#[test]
fn what_only_looks_otherwise_is_no_change_and_a_withdrawal_is_one_that_says_itself_why() {
    let folder = published();
    change(&folder, "indicator = \"revenue\"", "indicator = \"revenue\"\nnote = { en = \"New.\", zh = \"新。\" }");
    assert_eq!(folder.run(&["check"]).status, 0);
    change(&folder, "id = \"a-schools\"", "id = \"a-schools\"\nrank = \"deprecated\"\nreason = { en = \"Gone.\" }");
    assert!(folder.run(&["check"]).out.contains("rank was nothing, is `deprecated`"));
    assert_eq!(folder.run(&["record"]).status, 0, "the fact gives the reason");
    let corrections = folder.read("content/corrections.toml");
    assert!(corrections.contains("kind     = \"withdrawal\"") && corrections.contains("Gone."), "{corrections}");
    let site = folder.build("site");
    let changes: Value = serde_json::from_slice(&site["data/changes.json"]).unwrap();
    assert_eq!(changes["withdrawn"][0], "a-schools");
    assert!(String::from_utf8_lossy(&site["facts/a-schools.html"]).contains("Gone."));
}

#[test]
fn a_published_fact_that_is_gone_is_missed_and_one_that_says_the_same_is_named() {
    let folder = published();
    let sheet = folder.read(SHEET);
    folder.write(SHEET, sheet.replace(SCHOOLS, "").as_bytes());
    let run = folder.run(&["check"]);
    assert!(
        run.status == 1 && run.out.contains("error[vanished]: `fact:a-schools` was published and is gone"),
        "{}",
        run.out
    );
    assert!(run.out.contains("bring it back with `rank = \"deprecated\"`"), "{}", run.out);
    folder.write(SHEET, sheet.replace("a-schools", "alba-schools").as_bytes());
    let run = folder.run(&["check"]);
    assert!(
        run.out.contains("`alba-schools` says the same: write `formerly = [\"a-schools\"]` into it"),
        "{}",
        run.out
    );
}

#[test]
fn a_published_page_that_moved_is_missed_until_it_says_what_it_was_called() {
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{FACT}")));
    let words = "title = { en = \"Sources\", zh = \"来源\" }\n+++\nWords.\n";
    folder.write("content/pages/reading.md", format!("+++\n{words}").as_bytes());
    assert_eq!(folder.run(&["record"]).status, 0);
    std::fs::rename(folder.path("content/pages/reading.md"), folder.path("content/pages/how.md")).unwrap();
    let run = folder.run(&["check"]);
    assert!(run.out.contains("`page:reading.html` was published and is gone"), "{}", run.out);
    folder.write("content/pages/how.md", format!("+++\nformerly = [\"reading\"]\n{words}").as_bytes());
    let run = folder.run(&["check"]);
    assert!(!run.out.contains("was published and is gone"), "{}", run.out);
    assert!(page(&folder, "reading.html").contains("how.html"));
}

#[test]
fn a_fact_keeps_its_history_and_its_addresses_when_it_is_renamed() {
    let folder = published();
    let hash = hash(&folder, "a-schools", 1);
    change(&folder, "id = \"a-schools\"", "id = \"alba-schools\"\nformerly = [\"a-schools\"]");
    assert_eq!(folder.run(&["check"]).status, 0, "{}", folder.run(&["check"]).out);
    let site = folder.build("site");
    for (old, link) in [("facts/a-schools.html", "alba-schools.html"), ("zh/facts/a-schools.html", "alba-schools.html")]
    {
        let stub = String::from_utf8(site[old].clone()).unwrap();
        assert!(stub.contains(&format!("href=\"{link}\"")), "{stub}");
        let canonical = old.replace("a-schools", "alba-schools");
        assert!(stub.contains(&format!("<link href=\"https://briefing.test/{canonical}\" rel=canonical>")), "{stub}");
    }
    let copies = String::from_utf8_lossy(&site["data/copies/report.js"]);
    for name in ["a-schools", "alba-schools"] {
        assert!(copies.contains(&format!("\"{name}\":{{\"")), "a frozen page asks by its old name: {copies}");
    }
    let json: Value = serde_json::from_slice(&site["facts/a-schools.json"]).unwrap();
    assert_eq!((&json["id"], &json["formerly"][0]), (&"alba-schools".into(), &"a-schools".into()));
    assert_eq!((&json["version"]["ordinal"], &json["version"]["hash"]), (&1.into(), &hash.as_str().into()));
    assert!(!String::from_utf8_lossy(&site["sitemap.xml"]).contains("facts/a-schools"), "an old address is no page");
}

#[test]
fn what_refers_to_a_renamed_subject_says_the_same_as_before() {
    let folder = published();
    let city = folder.read("content/cities/alba.md").replacen("+++\n", "+++\nformerly = [\"alba\"]\n", 1);
    folder.write("content/cities/alba-town.md", city.as_bytes());
    folder.write("content/cities/alba-town.zh.md", folder.read("content/cities/alba.zh.md").as_bytes());
    for old in ["content/cities/alba.md", "content/cities/alba.zh.md"] {
        std::fs::remove_file(folder.path(old)).unwrap();
    }
    change(&folder, "city:alba", "city:alba-town");
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(page(&folder, "cities/alba.html").contains("href=\"alba-town.html\""));
    assert_eq!(data(&folder, "facts/a-revenue.json")["version"]["ordinal"], 1);
    let without = folder.read("content/cities/alba-town.md").replace("formerly = [\"alba\"]\n", "");
    folder.write("content/cities/alba-town.md", without.as_bytes());
    let run = folder.run(&["check"]);
    assert!(run.out.contains("`page:cities/alba.html` was published and is gone"), "{}", run.out);
}

#[test]
fn an_old_name_leads_to_one_thing_and_is_no_longer_in_use() {
    for (record, expected) in [
        ("formerly = [\"a-schools\"]", "`fact:a-schools` is still in use"),
        ("formerly = [\"A b\"]", "`A b` cannot stand in an address"),
        ("formerly = [\"city:alba\"]", "`city:alba` cannot be an old name of `fact:a-revenue`"),
    ] {
        let sheet = FACT.replace("id = \"a-revenue\"", &format!("id = \"a-revenue\"\n{record}"));
        let problems = Site::of(&format!("-- {SHEET} --\n{sheet}{SCHOOLS}")).problems();
        assert!(problems.contains(expected), "{record}: {problems}");
    }
    let both = format!("{FACT}formerly = [\"old\"]\n{SCHOOLS}formerly = [\"old\"]\n");
    let problems = Site::of(&format!("-- {SHEET} --\n{both}")).problems();
    assert!(problems.contains("`fact:old` was one thing, and two claim to be it"), "{problems}");
    let sheet = FACT.replace("id = \"a-revenue\"", "id = \"a-revenue\"\nformerly = [\"old\"]\nby = \"x:y\"");
    let link = Site::of(&format!(
        "-- {SHEET} --\n{sheet}-- content/pages/about.md --\n+++\ntitle = {{ en = \"A\" }}\n+++\n[](fact:old)\n"
    ));
    assert!(link.problems().contains("it is called `a-revenue` now"), "{}", link.problems());
}

#[test]
fn whoever_cited_a_version_sees_it_beside_the_present_one_with_the_reason() {
    let folder = published();
    let (first, schools) = (hash(&folder, "a-revenue", 1), hash(&folder, "a-schools", 1));
    more(&folder);
    assert_eq!(folder.run(&["record", "--kind", "revision", "--reason", "The yearbook is out."]).status, 0);
    let html = page(&folder, "facts/a-revenue.html");
    let start = html.find(&format!("id=\"v={first}\"")).unwrap_or_else(|| panic!("{html}"));
    let block = &html[start..start + html[start..].find("</section>").unwrap()];
    for words in ["You cited version", "230", "240", "Revision", "The yearbook is out."] {
        assert!(block.contains(words), "{words}: {block}");
    }
    let html = page(&folder, "facts/a-schools.html");
    assert!(html.contains(&format!("data-versions=\"{schools}|1|")) && html.contains("|now;"), "{html}");
    assert!(html.contains("data-unknown-title=\"Version {hash} is not known here\""), "{html}");
}

#[test]
fn versions_of_an_older_record_are_read_and_their_words_are_added() {
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{FACT}")));
    let hash = data(&folder, "facts/a-revenue.json")["version"]["hash"].as_str().unwrap().to_owned();
    let old = format!("[[version]]\nid = \"fact:a-revenue\"\nordinal = 1\ndate = \"2026-01-02\"\nhash = \"{hash}\"\n");
    folder.write("content/versions.toml", old.as_bytes());
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["record"]).status, 0);
    let text = folder.read("content/versions.toml");
    assert!(text.contains(&format!("ordinal = 1, date = \"2026-01-02\", hash = \"{hash}\", said = {{")), "{text}");
}

/// A briefing with one record of every kind that has a page, and everything recorded as published.
fn with_every_record() -> Folder {
    let rest = r#"
-- content/conflicts.toml --
[[conflict]]
id = "clash"
title = { en = "Two readings", zh = "两种说法" }
facts = ["a-revenue"]
kind = "scope"
finding = { en = "One of them counts less.", zh = "其一口径较小。" }
found = "reading"
-- content/derived.toml --
[[derived]]
id = "twice"
formula = "a-revenue + a-revenue"
subject = "city:alba"
unit = "CNY"
label = { en = "Counted again", zh = "再计一次" }
"#;
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{FACT}{rest}")));
    assert_eq!(folder.run(&["record"]).status, 0, "{}", told(&folder.run(&["record"])));
    folder
}

fn replace(folder: &Folder, path: &str, old: &str, new: &str) {
    let text = folder.read(path);
    assert!(text.contains(old), "{path}: {text}");
    folder.write(path, text.replace(old, new).as_bytes());
}

#[test]
fn every_record_that_has_a_page_can_say_what_it_was_called_and_check_asks_for_no_more() {
    for (path, old, new, was, now) in [
        ("content/conflicts.toml", "clash", "readings", "conflicts/clash.html", "readings.html"),
        ("content/derived.toml", "twice", "again", "derived/twice.html", "again.html"),
        ("content/indicators.toml", "schools", "school-count", "indicators/schools.html", "school-count.html"),
    ] {
        let folder = with_every_record();
        let (id, renamed) = (format!("id = \"{old}\""), format!("id = \"{new}\""));
        replace(&folder, path, &id, &renamed);
        let run = folder.run(&["check"]);
        let advice = format!("write `formerly = [\"{old}\"]` into the record of what took its place");
        assert!(run.status == 1 && run.out.contains("was published and is gone"), "{path}: {}", run.out);
        assert!(run.out.contains(&advice), "{path}: {}", run.out);

        replace(&folder, path, &renamed, &format!("{renamed}\nformerly = [\"{old}\"]"));
        let run = folder.run(&["check"]);
        assert_eq!(run.status, 0, "{path}: {}", run.out);
        let stub = page(&folder, was);
        assert!(stub.contains(&format!("href=\"{now}\"")), "{was}: {stub}");
    }
}

#[test]
fn a_kind_of_subject_says_which_folder_its_pages_had_and_all_of_them_answer_there() {
    let folder = with_every_record();
    for name in ["alba.md", "alba.zh.md"] {
        folder.write(&format!("content/towns/{name}"), folder.read(&format!("content/cities/{name}")).as_bytes());
        std::fs::remove_file(folder.path(&format!("content/cities/{name}"))).unwrap();
    }
    replace(&folder, "site.toml", "folder = \"cities\"", "folder = \"towns\"");
    let run = folder.run(&["check"]);
    assert!(
        run.out.contains("no page stands in the folder `cities` any more: write `formerly = [\"cities\"]`"),
        "{}",
        run.out
    );
    replace(&folder, "site.toml", "folder = \"towns\"", "folder = \"towns\"\nformerly = [\"cities\"]");
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.out);
    let site = folder.build("site");
    for (old, href) in [("cities.html", "towns.html"), ("zh/cities/alba.html", "../towns/alba.html")] {
        let stub = String::from_utf8(site[old].clone()).unwrap();
        assert!(stub.contains(&format!("href=\"{href}\"")), "{old}: {stub}");
    }
    replace(&folder, "site.toml", "[\"cities\"]", "[\"offices\"]");
    assert!(folder.run(&["check"]).out.contains("`offices` is still in use"));
    replace(&folder, "site.toml", "[\"offices\"]", "[\"city:x\"]");
    assert!(folder.run(&["check"]).out.contains("expected a folder's name"), "{}", folder.run(&["check"]).out);
}

#[test]
fn a_kind_of_subject_says_which_id_it_had_and_nothing_that_was_said_of_its_subjects_counts_as_changed() {
    let folder = with_every_record();
    for path in folder.tree("content").into_keys().filter(|path| !path.ends_with("versions.toml")) {
        let path = format!("content/{path}");
        folder.write(&path, folder.read(&path).replace("city:", "town:").as_bytes());
    }
    replace(&folder, "site.toml", "id = \"city\"", "id = \"town\"");
    let run = folder.run(&["check"]);
    assert!(run.status == 1 && run.out.contains("subject was `city:alba`, is `town:alba`"), "{}", run.out);
    replace(&folder, "site.toml", "id = \"town\"", "id = \"town\"\nformer_ids = [\"city\"]");
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.out);
    assert_eq!(data(&folder, "facts/a-revenue.json")["version"]["ordinal"], 1);
    replace(&folder, "content/cities/alba.md", "+++\n", "+++\nformerly = [\"city:white-town\"]\n");
    assert!(page(&folder, "cities/white-town.html").contains("href=\"alba.html\""));
    let sheet = folder.read(SHEET);
    folder.write(SHEET, sheet.replace("town:alba", "city:alba").as_bytes());
    let run = folder.run(&["check"]);
    assert!(run.out.contains("town:alba"), "what it is called now is told: {}", run.out);
    folder.write(SHEET, sheet.as_bytes());
    replace(&folder, "site.toml", "[\"city\"]", "[\"office\"]");
    assert!(folder.run(&["check"]).out.contains("`office` is still in use"));
}

#[test]
fn an_old_address_at_which_another_page_stands_now_is_told_with_both_places() {
    let folder = with_every_record();
    replace(&folder, "site.toml", "folder = \"offices\"", "folder = \"offices\"\nformerly = [\"method\"]");
    let words = "+++\ntitle = { en = \"Method\", zh = \"方法\" }\n+++\nWords.\n";
    folder.write("content/pages/method.md", words.as_bytes());
    let run = folder.run(&["check"]);
    for words in [
        "the address `method.html` is taken",
        "its old address leads here, and another page stands there now",
        "strike the name from `formerly`",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn files_of_data_answer_under_the_names_that_their_records_had() {
    let folder = with_every_record();
    let before = folder.build("site");
    for (old, new) in [("city:alba", "alba-town"), ("indicator:revenue", "takings"), ("source:report", "bulletin")] {
        let run = folder.run(&["rename", old, new]);
        assert_eq!(run.status, 0, "{}", told(&run));
    }
    // What was renamed twice answers under both names.
    let run = folder.run(&["rename", "indicator:takings", "income"]);
    assert_eq!(run.status, 0, "{}", told(&run));
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.out);
    let site = folder.build("site");
    for path in [
        "data/cities/alba.csv",
        "data/indicators/revenue.csv",
        "data/indicators/takings.csv",
        "data/sheets/report.toml",
        "data/copies/report.js",
        "data/feeds/en/cities/alba.xml",
        "cities/alba.md",
        "zh/sources/report.md",
    ] {
        assert!(site.contains_key(path), "{path}");
    }
    let gone: Vec<&String> = before.keys().filter(|path| !site.contains_key(*path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(site["data/cities/alba.csv"], site["data/cities/alba-town.csv"]);
}
