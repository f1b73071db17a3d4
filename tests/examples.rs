//! The briefing in `examples/neighbours`, made with the commands from documents in the public domain, holds together.
#![allow(clippy::disallowed_methods, reason = "runs the program")]

use std::process::Command;

fn run(words: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    let output = command.args(words).env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

const ROOT: &str = "examples/neighbours";

#[test]
fn every_figure_of_the_example_is_checked_and_found_in_its_document() {
    let (status, said) = run(&["check", "--root", ROOT]);
    assert!(status == 0 && !said.contains("error[") && !said.contains("warning["), "{said}");
    let (status, said) = run(&["verify", "--root", ROOT, "--archive", "examples/neighbours/archive"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.starts_with("24 facts: 24 found, 0 repaired, 0 absent") && !said.contains("error["), "{said}");
}

#[test]
fn the_example_builds_with_its_conflict_its_gap_and_its_derived_figure() {
    let site = tempfile::tempdir().unwrap();
    let output = site.path().join("site");
    let (status, said) = run(&["build", "--root", ROOT, "--output", output.to_str().unwrap()]);
    assert_eq!(status, 0, "{said}");
    let page = |path: &str| std::fs::read_to_string(output.join(path)).unwrap();
    let conflict = page("conflicts/border.html");
    assert!(conflict.contains("447") && conflict.contains("467"), "{conflict}");
    assert!(page("gaps.html").contains("Polen") && page("en/gaps.html").contains("Poland"));
    assert!(page("derived/border-gap.html").contains("20"));
    assert!(page("index.html").contains("<html lang=\"de\">"));
}
