//! What is past a bound is refused by a limit that names itself; what is not is read, whatever it looks like.

#![allow(clippy::disallowed_methods, reason = "tests of the program write folders and run it")]

mod support;

use std::collections::BTreeSet;

use briefing::load::records;
use briefing::model::limit::{Amount, Bound};
use support::{FACT, Folder, SITE, Site};

const PAGE: &str = "+++\ntitle = { en = \"Long\", zh = \"长\" }\n+++\n";

/// A folder with settings of its own, and what `check` says of it.
fn said(limits: &str, files: &[(&str, String)]) -> (i32, String) {
    let (top, kinds) = SITE.split_once("[[kind]]").unwrap();
    let site = format!("-- site.toml --\n{top}\n[limits]\n{limits}\n[[kind]]{kinds}\n");
    let folder = Folder::of(&Site::of(&site));
    for (path, text) in files {
        folder.write(path, text.as_bytes());
    }
    let run = folder.run(&["check"]);
    (run.status, run.out)
}

#[test]
fn a_file_past_its_limit_is_refused_by_name_and_a_briefing_may_raise_it() {
    let long = format!("{PAGE}{}", "words\n\n".repeat(400_000));
    let files = [("content/pages/long.md", long)];
    let (status, out) = said("", &files);
    assert_eq!(status, 1);
    assert!(out.contains("`content/pages/long.md` has 2800044 bytes; the limit `body_file` is 2 MB"), "{out}");
    assert!(out.contains("split it, or raise `body_file` under `[limits]` in `site.toml`"), "{out}");
    let (_, out) = said("body_file = 3", &files);
    assert!(!out.contains("body_file"), "{out}");
}

#[test]
fn a_limit_that_no_machine_could_bear_is_refused() {
    let site = format!("-- site.toml --\n{}", SITE.replacen("[[kind]]", "[limits]\narchive_file = 4000\n[[kind]]", 1));
    assert_eq!(
        Site::of(&site).problems(),
        "\
error[bad-value]: `archive_file` cannot be 4000
  --> site.toml:10:16
   |
10 | archive_file = 4000
   |                ^^^^ expected 1 to 256; 32 MB if left out"
    );
}

#[test]
fn what_nests_deeper_than_a_reader_follows_is_refused() {
    for (deep, place) in [("> ".repeat(60), "5:98"), ("- ".repeat(60), "5:50")] {
        let site = Site::of(&format!("-- content/pages/deep.md --\n{PAGE}\n{deep}words\n"));
        let report = site.problems();
        assert!(
            report.contains("error[limit]: a body has 49 levels; the limit `nesting` is 48 levels"),
            "{place} {report}"
        );
    }
    let site = Site::of(&format!("-- content/pages/deep.md --\n{PAGE}\n{}words\n", "> ".repeat(40)));
    assert!(!site.problems().contains("nesting"), "{}", site.problems());
}

#[test]
fn many_problems_are_shown_in_part_and_counted_whole() {
    let body = format!("{PAGE}{}", "[a](fact:none) ".repeat(1_000));
    let files = [("content/pages/long.md", body)];
    let (_, out) = said("", &files);
    assert_eq!(out.matches("error[dangling]").count(), 200, "{out}");
    assert!(out.contains("1000 errors"), "{out}");
    assert!(out.contains("and up to 800 errors are not shown: the limit `problems` is 200"), "{out}");
    let (_, out) = said("problems = 2000", &files);
    assert_eq!(out.matches("error[dangling]").count(), 1_000);
}

#[test]
fn an_archived_document_past_its_limit_is_told_with_the_limit() {
    let site = Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}"));
    let folder = Folder::of(&site);
    folder.write("archive/a.txt", &[b'a'; 32_000_001]);
    let run = folder.run(&["verify", "--archive", "{}/archive"]);
    assert!(
        run.out.contains("the file has 32000001 bytes; the limit `archive_file` is 32 MB"),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn what_a_briefing_may_set_are_the_keys_of_its_limits_with_what_holds_if_left_out() {
    let limits = records::all().into_iter().find(|shape| shape.name == "the limits").unwrap();
    let keys: BTreeSet<&str> = limits.keys.iter().map(|key| key.name).collect();
    let settable = Bound::ALL.iter().filter(|bound| bound.row().settable.is_some());
    assert_eq!(keys, settable.map(|bound| bound.row().name).collect());
    for bound in Bound::ALL {
        let row = bound.row();
        let Some(key) = limits.keys.iter().find(|key| key.name == row.name) else { continue };
        assert!(key.doc.ends_with(&format!("; {} if left out.", row.most)), "{}: {}", key.doc, row.most);
    }
}

#[test]
fn the_pages_of_a_site_refuse_what_the_program_refuses() {
    let script = std::fs::read_to_string("static/copy.js").unwrap();
    for (name, bound) in [("LARGEST", Bound::Dropped), ("MOST_UNPACKED", Bound::Unpacked)] {
        let Amount(most, _) = Amount(bound.row().most, bound.row().counted);
        assert!(
            script.contains(&format!("{name} = {most} * 1000 * 1000")),
            "{name} is not {most} MB in static/copy.js"
        );
    }
}
