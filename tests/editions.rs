//! Editions: frozen pages stay as they were, are part of every build, and can be packed to be deposited.

#![allow(clippy::disallowed_methods, reason = "alters what an edition froze")]

mod support;

use std::process::Command;

use sha2::{Digest, Sha256};
use support::{FACT, Folder, Site};

const SHEET: &str = "content/sources/report/facts.toml";

/// Runs the program on a day, by the seconds of the reproducible-builds specification.
fn on(day: &str, folder: &Folder, words: &[&str]) -> (i32, String) {
    let root = folder.path("");
    let seconds = match day {
        "2026-02-01" => "1769904000",
        _ => "1772323200",
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    let run = command.args(words).arg("--root").arg(root).env("SOURCE_DATE_EPOCH", seconds).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (run.status.code().unwrap(), text(run.stdout) + &text(run.stderr))
}

fn published() -> Folder {
    let folder = Folder::of(&Site::of(&format!("-- {SHEET} --\n{FACT}")));
    assert_eq!(on("2026-02-01", &folder, &["record"]).0, 0);
    folder
}

#[test]
fn an_edition_that_was_deposited_is_cited_by_its_doi_and_found_by_it() {
    let folder = published();
    let (status, told) = on("2026-02-01", &folder, &["edition", "--doi", "10.5281/zenodo.1"]);
    assert!(status == 2 && told.contains("run `briefing edition` first"), "{told}");
    assert_eq!(on("2026-02-01", &folder, &["edition"]).0, 0);
    for wrong in ["zenodo.1", "10.5281/", "10.x/y", "https://zenodo.org/1"] {
        let (status, told) = on("2026-02-01", &folder, &["edition", "--doi", wrong]);
        assert!(status == 2 && told.contains("is no DOI"), "{wrong}: {told}");
    }
    let (status, told) = on("2026-02-01", &folder, &["edition", "--doi", "10.5281/zenodo.1", "--of", "2026-01-01"]);
    assert!(status == 2 && told.contains("no edition of 2026-01-01") && told.contains("2026-02-01"), "{told}");
    assert_eq!(on("2026-02-01", &folder, &["edition", "--doi", "https://doi.org/10.5281/zenodo.1"]).0, 0);

    let cited = folder.run(&["cite", "index.html", "--style", "apa"]).out;
    assert!(cited.contains("(Version 2026-02-01)") && cited.contains("https://doi.org/10.5281/zenodo.1"), "{cited}");
    let fact = folder.run(&["cite", "a-revenue", "--style", "apa"]).out;
    assert!(fact.contains("https://briefing.test/facts/a-revenue.html#v="), "a fact has an address of its own: {fact}");

    let report = "Seen in https://doi.org/10.5281/ZENODO.1 and https://briefing.test/editions/2026-02-01/facts/a-revenue.html, \
        not in https://briefing.test/editions/2026-01-01/facts/a-revenue.html or https://doi.org/10.1/other.";
    folder.write("report.md", report.as_bytes());
    let told = folder.run(&["audit", "{}/report.md"]).out;
    let lines: Vec<&str> =
        told.lines().map(|line| line.rsplit_once(".md:1: ").map_or(line, |(_, said)| said)).collect();
    assert_eq!(
        lines,
        [
            "holds: 10.5281/ZENODO.1: this is the edition of 2026-02-01",
            "holds: a-revenue: `a-revenue` says so",
            "unknown: editions/2026-01-01/facts/a-revenue.html: this briefing has no edition of 2026-01-01",
            "3 references in 1 reports: 2 holds, 1 unknown"
        ]
    );
}

#[test]
fn a_frozen_page_stays_as_it_was_and_leads_to_the_newest_copy_before_it() {
    let folder = published();
    let (status, told) = on("2026-02-01", &folder, &["edition"]);
    assert!(status == 0 && told.contains("edition of 2026-02-01: "), "{told}");
    let frozen = folder.read("editions/2026-02-01/facts/a-revenue.html");
    assert!(frozen.contains("230") && frozen.contains("id=\"frozen\""), "{frozen}");
    let (status, told) = on("2026-02-01", &folder, &["edition"]);
    assert!(status == 2 && told.contains("there is an edition of 2026-02-01 already"), "{told}");

    let sheet = folder.read(SHEET).replace(">2300亿元", ">2400亿元").replace("超2300", "超2400");
    folder.write(SHEET, sheet.as_bytes());
    let words = ["record", "--kind", "revision", "--reason", "A later count."];
    assert_eq!(on("2026-03-01", &folder, &words).0, 0);
    let (status, told) = on("2026-03-01", &folder, &["edition"]);
    assert_eq!(status, 0, "{told}");
    let newer = folder.read("editions/2026-03-01/facts/a-revenue.html");
    assert!(newer.contains("240") && newer.contains("../../../editions/2026-02-01/"), "{newer}");
    assert_eq!(folder.read("editions/2026-02-01/facts/a-revenue.html"), frozen, "not a byte of it has changed");
    assert!(!folder.path("editions/2026-03-01/method.html").exists());

    let site = folder.build("site");
    assert_eq!(site["editions/2026-02-01/facts/a-revenue.html"], frozen.as_bytes());
    let pointer = String::from_utf8_lossy(&site["editions/pointer.js"]).into_owned();
    assert!(pointer.contains("2026-03-01") && pointer.contains("facts/a-revenue.html"), "{pointer}");
}

#[test]
fn a_frozen_page_is_cited_by_the_address_at_which_it_stays() {
    let folder = published();
    let package = folder.path("package");
    let (status, told) = on("2026-02-01", &folder, &["edition", "--package", package.to_str().unwrap()]);
    assert_eq!(status, 0, "{told}");
    let frozen = folder.read("editions/2026-02-01/facts/a-revenue.html");
    assert!(frozen.contains("https://briefing.test/editions/2026-02-01/facts/a-revenue.html"), "{frozen}");
    assert!(!frozen.contains("https://briefing.test/facts/a-revenue.html#v="), "{frozen}");
    let packed = folder.read("package/data/site/facts/a-revenue.html");
    assert!(
        packed.contains("https://briefing.test/facts/a-revenue.html#v="),
        "what is deposited is the site: {packed}"
    );
}

/// A briefing of which one edition was made, and then touched.
fn altered(touch: impl Fn(&Folder)) -> Folder {
    let folder = published();
    assert_eq!(on("2026-02-01", &folder, &["edition"]).0, 0);
    touch(&folder);
    folder
}

#[test]
fn a_file_of_an_edition_that_was_altered_is_told_by_its_name_and_stops_what_would_publish_it() {
    let path = "editions/2026-02-01/facts/a-revenue.html";
    let folder = altered(|folder| folder.write(path, b"altered"));
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    for words in [
        "error[altered-edition]: `editions/2026-02-01/facts/a-revenue.html` is not as it was frozen",
        "editions/index.json:",
        "the sum of the bytes that it had",
        "git checkout -- editions",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    for (command, status) in [("build", 1), ("edition", 1)] {
        let (found, told) = on("2026-04-01", &folder, &[command]);
        assert!(found == status && told.contains(path), "{command}: {found} {told}");
    }

    let folder = altered(|folder| std::fs::remove_file(folder.path(path)).unwrap());
    assert!(folder.run(&["check"]).out.contains("was frozen and is gone"));
    let folder = altered(|folder| folder.write("editions/index.json", b"{\n  \"editions\": 3\n}\n"));
    let run = folder.run(&["check"]);
    assert!(run.out.contains("is no list of editions") && run.out.contains("editions/index.json:2:"), "{}", run.out);
}

#[test]
fn a_report_that_cites_an_altered_page_is_told_so_and_its_other_citations_are_audited() {
    let folder = altered(|folder| folder.write("editions/2026-02-01/facts/a-revenue.html", b"altered"));
    folder.write(
        "report.md",
        b"Alba took in over CNY 230 billion in 2024 (https://briefing.test/editions/2026-02-01/facts/a-revenue.html). \
        In 2024 Alba took in over CNY 230 billion (fact:a-revenue).",
    );
    let run = folder.run(&["audit", "{}/report.md"]);
    assert_eq!(run.status, 1);
    assert!(
        run.err.contains("warning: `editions/2026-02-01/facts/a-revenue.html` is not as it was frozen"),
        "{}",
        run.err
    );
    for words in ["the edition was altered", "holds: a-revenue: `a-revenue` says so", "1 holds, 1 unknown"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn a_package_is_a_bag_whose_sums_are_right() {
    let folder = published();
    let package = folder.path("package");
    let (status, told) = on("2026-02-01", &folder, &["edition", "--package", package.to_str().unwrap()]);
    assert_eq!(status, 0, "{told}");
    let bag = folder.tree("package");
    let manifest = String::from_utf8(bag["manifest-sha256.txt"].clone()).unwrap();
    for line in manifest.lines() {
        let (sum, path) = line.split_once("  ").unwrap();
        let own: String = Sha256::digest(&bag[path]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(own, sum, "{path}");
    }
    assert_eq!(manifest.lines().count(), bag.keys().filter(|path| path.starts_with("data/")).count());
    assert!(bag.contains_key("data/site/facts/a-revenue.html") && bag.contains_key("data/content/index.md"));
    assert!(!bag.keys().any(|path| path.contains("archive/")), "the archive is not ours to give");
    let crate_metadata: serde_json::Value = serde_json::from_slice(&bag["data/ro-crate-metadata.json"]).unwrap();
    assert_eq!(crate_metadata["@graph"][1]["datePublished"], "2026-02-01");
    let (status, told) = on("2026-02-01", &folder, &["edition", "--package", package.to_str().unwrap()]);
    assert_eq!(status, 2, "{told}");
}
