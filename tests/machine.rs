//! What the machine refuses ends in a sentence or quietly, never in a panic, a torn file or a lost site.
#![cfg(unix)]

mod support;

use support::{FACT, Folder, Site};

/// SHA-256 of the archived document below.
const ARCHIVED: &str = "9d6ce27c917182c8d89ae5d156d78e15d2f5236da26a5f24d2dbc14431f7c874";

fn folder() -> Folder {
    let folder = Folder::of(&Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}")));
    folder.write("archive/a.txt", "甲城营收超2300亿元\n".as_bytes());
    let record = folder.read("content/sources/report/index.md");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    folder.write("content/sources/report/index.md", record.replace(empty, ARCHIVED).as_bytes());
    folder
}

/// A line of the shell, in which `briefing` is the program and `ROOT` the folder: its status and its standard error.
fn shell(folder: &Folder, line: &str) -> (i32, String) {
    let line =
        line.replace("briefing", env!("CARGO_BIN_EXE_briefing")).replace("ROOT", folder.path("").to_str().unwrap());
    let output = std::process::Command::new("bash").args(["-c", &line]).output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_reader_that_has_seen_enough_ends_nothing() {
    let folder = folder();
    for words in ["check", "check --format json", "check --format github", "cite a-revenue", "record"] {
        let (status, said) = shell(&folder, &format!("set -o pipefail; briefing {words} --root ROOT | true"));
        assert!(status == 0 && said.is_empty(), "{words}: {status} {said}");
    }
    let (status, _) = shell(&folder, "set -o pipefail; briefing schema | true");
    assert_eq!(status, 0);
}

#[test]
fn what_is_recorded_is_written_before_it_is_told() {
    let folder = folder();
    shell(&folder, "briefing verify --root ROOT --archive ROOT/archive --record | true");
    assert!(folder.read("content/verified.toml").ends_with("# end of 1 entries\n"));
    shell(&folder, "briefing record --root ROOT > /dev/full");
    assert!(folder.read("content/versions.toml").contains("id = \"fact:a-revenue\""));
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure_of_the_machine() {
    let folder = folder();
    for words in ["check", "cite a-revenue", "record"] {
        let (status, said) = shell(&folder, &format!("briefing {words} --root ROOT > /dev/full"));
        assert!(status == 3 && said.starts_with("error: cannot write to standard output"), "{words}: {status} {said}");
    }
    let (status, _) = shell(&folder, "briefing build --root ROOT 2> /dev/full");
    assert_eq!(status, 0, "a remark that nobody can read stops nothing");
    assert!(folder.path("site/index.html").is_file());
}

#[test]
fn a_torn_file_of_the_programs_own_is_refused_with_the_way_back() {
    let folder = folder();
    assert_eq!(folder.run(&["record"]).status, 0);
    let whole = folder.read("content/versions.toml");
    assert_eq!(folder.run(&["check"]).status, 0);
    for end in [0, 20, whole.len() / 2, whole.len() - 3] {
        folder.write("content/versions.toml", &whole.as_bytes()[..end]);
        let run = folder.run(&["check"]);
        assert!(run.status == 1 && run.out.contains("error[torn-file]: `content/versions.toml` is not whole"), "{end}");
        assert!(run.out.contains("git checkout -- content/versions.toml"), "{}", run.out);
    }
}

#[test]
fn a_file_that_grows_past_the_limit_is_a_failure_and_the_old_site_stands() {
    let folder = folder();
    assert_eq!(folder.run(&["build"]).status, 0);
    let old = folder.tree("site");
    folder.write("content/index.md", "+++\ntitle = { en = \"Home\", zh = \"首页\" }\n+++\nAnother.\n".as_bytes());
    let (status, said) = shell(&folder, "ulimit -f 8; briefing build --root ROOT");
    assert!(status == 3 && said.contains("cannot write") && said.contains("ulimit -f"), "{status} {said}");
    assert!(folder.tree("site") == old);
    let beside: Vec<_> = walkdir::WalkDir::new(folder.path("")).max_depth(1).into_iter().flatten().collect();
    assert!(beside.iter().all(|entry| !entry.file_name().to_string_lossy().contains(".briefing-")), "{beside:?}");
}

#[test]
fn what_a_source_gives_for_an_address_is_no_link_unless_it_is_one() {
    for address in ["javascript:alert(1)//", "data:text/html,x", "//evil.test/", "https://a.test/\\u0000", "\\\\\\\\a"]
    {
        let folder = folder();
        let record = folder.read("content/sources/report/index.md");
        let record = record.replace("archive = ", &format!("url = \"{address}\"\narchive = "));
        folder.write("content/sources/report/index.md", record.as_bytes());
        let run = folder.run(&["check"]);
        assert!(run.status == 1 && run.out.contains("error[forbidden-link]"), "{address}: {}", run.out);
    }
}

#[test]
fn what_record_cannot_have_written_is_no_version() {
    let right = [("id", "fact:a-revenue"), ("date", "2026-01-02"), ("hash", "abcdef"), ("ordinal", "1")];
    let wrong = [
        ("id", "fact:\\\"x"),
        ("date", "9</updated><x/>"),
        ("date", "2026-1-2"),
        ("hash", "ABCDEF"),
        ("ordinal", "4294967295"),
    ];
    for (key, value) in wrong {
        let folder = folder();
        let line = |(name, right): (&str, &str)| {
            let text = if name == key { value } else { right };
            if name == "ordinal" { format!("{name} = {text}\n") } else { format!("{name} = \"{text}\"\n") }
        };
        let entry: String = right.into_iter().map(line).collect();
        folder.write("content/versions.toml", format!("[[version]]\n{entry}").as_bytes());
        let run = folder.run(&["check"]);
        assert!(run.status == 1 && run.out.contains(&format!("this is no `{key}` of a version")), "{key}: {}", run.out);
    }
}

#[test]
fn files_for_the_sites_root_stand_there_and_names_that_windows_cannot_hold_are_refused() {
    let folder = folder();
    folder.write("static/root/CNAME", b"briefing.test\n");
    folder.write("static/root/.well-known/security.txt", b"Contact: mailto:editor@briefing.test\n");
    folder.write("static/root/robots.txt", b"User-agent: *\nDisallow: /\n");
    folder.write("static/root/.DS_Store", b"x");
    let site = folder.build("site");
    assert_eq!(site["CNAME"], b"briefing.test\n");
    assert!(site.contains_key(".well-known/security.txt") && site["robots.txt"].ends_with(b"Disallow: /\n"));
    assert!(!site.keys().any(|path| path.contains("DS_Store") || path.starts_with("static/root")));
    folder.write("static/nul.png", b"x");
    let run = folder.run(&["check"]);
    assert!(run.status == 1 && run.out.contains("`static/nul.png` has the name of a device"), "{}{}", run.out, run.err);
}
