//! The commands as a shell sees them: exit statuses, messages, JSON, and the files that they write.

mod support;

use briefing::model::site::BaseUrl;
use serde_json::Value;
use sha2::{Digest, Sha256};
use support::{FACT, Folder, Run, Site};

fn small() -> Folder {
    Folder::of(&Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}")))
}

/// Puts a document into the archive, and its hash into the source's record.
fn archive(folder: &Folder, bytes: &[u8]) {
    folder.write("archive/a.txt", bytes);
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let record = folder.read("content/sources/report/index.md");
    let line = record.lines().find(|line| line.starts_with("sha256")).unwrap().to_owned();
    folder.write("content/sources/report/index.md", record.replace(&line, &format!("sha256 = \"{hash}\"")).as_bytes());
}

fn verify(folder: &Folder, words: &[&str]) -> Run {
    folder.run(&[&["verify", "--archive", "{}/archive"], words].concat())
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
}

/// A document that the fact of the small site stands in.
const DOCUMENT: &str =
    "2024年，甲城人工智能企业的营收超2300亿元，在全省的产业中居前。\n这是一份有中文的报告，其中说的是公司和科技。\n";

#[test]
fn a_folder_without_a_site_is_wrong_usage() {
    let folder = small();
    std::fs::remove_file(folder.path("site.toml")).unwrap();
    for command in ["build", "check", "record"] {
        let run = folder.run(&[command]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{command}");
        assert!(run.err.starts_with("error: there is no `site.toml` in `"), "{command}: {}", run.err);
        assert!(run.err.contains("\nhelp: give the briefing's folder with `--root DIR`\n"), "{command}: {}", run.err);
    }
}

#[test]
fn an_unknown_command_or_option_is_wrong_usage() {
    assert_eq!(small().run(&["bild"]).status, 2);
    assert_eq!(small().run(&["build", "--outptu", "x"]).status, 2);
    assert_eq!(small().run(&["cite"]).status, 2);
}

#[test]
fn verify_looks_for_the_documents_under_the_root_and_says_where_it_looked() {
    let run = small().run(&["verify"]);
    assert_eq!(run.status, 3);
    assert!(run.err.starts_with("error: cannot read the archive `"), "{}", run.err);
    assert!(run.err.contains("\nhelp: `--archive` names the folder with the documents; "), "{}", run.err);
}

#[test]
fn a_date_that_is_none_is_wrong_usage() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_briefing"))
        .args(["check", "--root"])
        .arg(small().path(""))
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: SOURCE_DATE_EPOCH is `yesterday`, no number of seconds\n"
    );
}

#[test]
fn a_base_address_is_held_to_one_rule_wherever_it_is_written() {
    for url in ["javascript:alert(1)", "notaurl", "https://briefing.test/?a", "https://briefing.test"] {
        let folder = small();
        let run = folder.run(&["build", "--base-url", url]);
        assert_eq!(run.status, 2, "{url}: {}", run.err);
        let site = folder.read("site.toml").replace("https://briefing.test/", url);
        folder.write("site.toml", site.as_bytes());
        let check = folder.run(&["check"]);
        assert_eq!(check.status, 1, "{url}");
        for told in [format!("`{url}` is no base address"), url.parse::<BaseUrl>().unwrap_err().help.to_owned()] {
            assert!(run.err.contains(&told) && check.out.contains(&told), "{told}: {}{}", run.err, check.out);
        }
        assert!(!folder.path("site").exists());
    }
}

#[test]
fn a_fault_in_a_template_names_its_file_and_line() {
    let folder = small();
    folder.write("templates/timeline.html", b"<p>\n<p>\n{{ x | nofilter }}\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("--> templates/timeline.html:3:") && run.err.contains("nofilter"), "{}", run.err);
    assert!(!folder.path("site").exists());
}

#[test]
fn templates_that_ask_for_what_is_not_there_are_each_named_once_with_file_and_line() {
    let folder = small();
    folder.write("templates/timeline.html", b"<p>\n{{ nothing.at.all }}\n");
    folder.write("templates/fact.html", b"{{ nor.here }}\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1, "{}", run.err);
    for place in ["--> templates/timeline.html:2:", "--> templates/fact.html:1:"] {
        assert_eq!(run.err.matches(place).count(), 1, "{place} in {}", run.err);
    }
    assert!(!folder.path("site").exists());
}

#[test]
fn words_that_a_language_lacks_are_a_warning_and_the_site_is_built() {
    let folder = small();
    folder.write("templates/strings/zh.toml", "[frame]\nskip = \"跳\"\n".as_bytes());
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let warning = run.err.split("\n\n").find(|part| part.starts_with("warning[theme-words]")).unwrap();
    assert!(warning.contains("missing in `zh`") && warning.contains("those of `en` stand in"), "{warning}");
    assert!(warning.contains("templates/strings/zh.toml:1"), "{warning}");
    let page = folder.read("site/zh/timeline.html");
    assert!(page.contains("跳") && !page.contains("nav."), "{page}");
}

#[test]
fn check_sees_a_template_that_does_not_work() {
    let folder = small();
    folder.write("templates/timeline.html", b"<p>\n<p>\n{{ x | nofilter }}\n");
    folder.write("content/cities/alba.zh.md", "有5000盏灯。\n".as_bytes());
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("--> templates/timeline.html:3:") && run.out.contains("naked-number"), "{}", run.out);
}

#[test]
fn check_reports_every_problem_at_once_and_in_its_place() {
    let folder = small();
    folder.write("content/cities/alba.zh.md", "有5000盏灯。\n".as_bytes());
    folder.write("content/sources/report/facts.toml", FACT.replace("\"2024\"", "\"2025-Q1\"").as_bytes());
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("--> content/cities/alba.zh.md:1:2"), "{}", run.out);
    assert!(run.out.contains("--> content/sources/report/facts.toml:5:"), "{}", run.out);
}

#[test]
fn check_as_json_is_one_object_with_problems_and_pages() {
    let folder = small();
    let report = json(&folder.run(&["check", "--format", "json"]));
    assert!(!report["pages"].as_array().unwrap().is_empty());
    folder.write("content/cities/alba.zh.md", "有5000盏灯。\n".as_bytes());
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let report = json(&run);
    assert!(report["pages"].is_array());
    let problems = report["problems"].as_array().unwrap();
    let problem = problems.iter().find(|problem| problem["code"] == "naked-number").unwrap();
    let mut problem = problem.clone();
    assert!(problem["message"].take().is_string() && problem["help"].take().is_string());
    assert_eq!(
        problem,
        serde_json::json!({
            "code": "naked-number", "severity": "error", "message": null, "help": null,
            "file": "content/cities/alba.zh.md", "line": 1, "column": 2,
        })
    );
}

#[test]
fn check_for_a_hosted_runner_is_one_command_a_line() {
    let folder = small();
    folder.write("content/cities/alba.zh.md", "有5000盏灯。\n".as_bytes());
    let run = folder.run(&["check", "--format", "github"]);
    assert_eq!(run.status, 1);
    let kinds = ["::error file=", "::warning file=", "::notice file="];
    assert!(run.out.lines().all(|line| kinds.iter().any(|kind| line.starts_with(kind))), "{}", run.out);
    assert!(
        run.out.contains("::error file=content/cities/alba.zh.md,line=1,col=2,title=naked-number::"),
        "{}",
        run.out
    );
}

#[test]
fn a_document_is_read_in_the_encodings_that_archives_have() {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| DOCUMENT.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let gb18030 = encoding_rs::GB18030.encode(DOCUMENT).0.into_owned();
    for (name, bytes) in [
        ("UTF-8", DOCUMENT.as_bytes().to_vec()),
        ("UTF-8 with a mark", ["\u{FEFF}", DOCUMENT].concat().into_bytes()),
        ("GB18030", gb18030),
        ("UTF-16LE with a mark", [vec![0xFF, 0xFE], utf16(u16::to_le_bytes)].concat()),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
    ] {
        let folder = small();
        archive(&folder, &bytes);
        let run = verify(&folder, &["--format", "json"]);
        assert_eq!(run.status, 0, "{name}: {}{}", run.out, run.err);
        let fact = &json(&run)["facts"][0];
        let seen = [&fact["answer"], &fact["value_agrees"], &fact["subject"], &fact["period"], &fact["line"]];
        assert_eq!(serde_json::json!(seen), serde_json::json!(["found", true, "here", "here", 1]), "{name}");
    }
}

#[test]
fn found_repaired_and_absent_are_three_answers() {
    for (document, answer, status) in [
        (DOCUMENT.to_owned(), "found", 0),
        (DOCUMENT.replace("营收超", "營收超"), "repaired", 0),
        (DOCUMENT.replace("2300", "3200"), "absent", 1),
    ] {
        let folder = small();
        archive(&folder, document.as_bytes());
        let run = verify(&folder, &["--format", "json"]);
        let report = json(&run);
        assert_eq!((report["facts"][0]["answer"].as_str(), run.status), (Some(answer), status), "{document}");
        let mut sums = serde_json::json!({ "found": 0, "repaired": 0, "absent": 0, "cannot_check": 0 });
        sums[answer] = 1.into();
        assert_eq!(report["summary"], sums);
    }
}

#[test]
fn a_number_that_is_not_the_value_fails() {
    let folder = small();
    let sheet = FACT.replace(">2300亿元", ">230亿元");
    folder.write("content/sources/report/facts.toml", sheet.as_bytes());
    archive(&folder, DOCUMENT.as_bytes());
    let run = verify(&folder, &["--format", "json"]);
    let fact = &json(&run)["facts"][0];
    assert_eq!((run.status, &fact["answer"], &fact["value_agrees"]), (1, &"found".into(), &false.into()));
}

#[test]
fn a_document_that_is_missing_is_named_and_forgets_nothing() {
    let folder = small();
    archive(&folder, DOCUMENT.as_bytes());
    assert_eq!(verify(&folder, &["--record"]).status, 0);
    let recorded = folder.read("content/verified.toml");
    std::fs::remove_file(folder.path("archive/a.txt")).unwrap();
    let run = verify(&folder, &["--record"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("the archive has no file `a.txt`"), "{}", run.out);
    assert_eq!(folder.read("content/verified.toml"), recorded);
    let answer = json(&verify(&folder, &["--format", "json"]))["facts"][0]["answer"].clone();
    assert_eq!(answer, "cannot-check");
}

#[test]
fn an_archive_that_is_not_there_is_the_machines_failure() {
    let run = verify(&small(), &[]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("cannot read the archive `"), "{}", run.err);
}

#[test]
fn a_file_that_is_not_the_recorded_one_is_told_and_read_all_the_same() {
    let folder = small();
    folder.write("archive/a.txt", DOCUMENT.as_bytes());
    let run = verify(&folder, &["--format", "github"]);
    assert!(run.out.contains("is not the recorded file: its SHA-256 is"), "{}", run.out);
    assert_eq!(run.status, 0, "{}", run.out);
    let run = verify(&folder, &["--record"]);
    assert!(run.err.contains("was left as it is"), "{}", run.err);
    assert!(!folder.path("content/verified.toml").exists());
}

#[test]
fn what_was_recorded_shows_on_the_page_until_the_fact_changes() {
    let folder = small();
    archive(&folder, DOCUMENT.as_bytes());
    assert_eq!(verify(&folder, &["--record"]).status, 0);
    let recorded = folder.read("content/verified.toml");
    assert!(
        recorded.starts_with(
            "# Written by `briefing verify --record`. Not edited by hand; the last line counts the entries.\n"
        ),
        "{recorded}"
    );
    assert!(recorded.contains("id = \"a-revenue\"") && recorded.contains("answer = \"found\""), "{recorded}");
    assert_eq!(verify(&folder, &["--record"]).status, 0);
    assert_eq!(folder.read("content/verified.toml"), recorded, "a second time, the same");
    let verified = || {
        let site = folder.build("site");
        serde_json::from_slice::<Value>(&site["facts/a-revenue.json"]).unwrap()["verified"].clone()
    };
    assert_eq!(verified()["answer"], "found");
    folder.write("content/sources/report/facts.toml", FACT.replace("line = 1", "line = 2").as_bytes());
    assert!(folder.run(&["check"]).out.contains("warning[stale-verification]"));
    assert_eq!(verified(), Value::Null);
}

#[test]
fn a_fact_that_changes_after_it_was_published_gets_the_next_version() {
    let folder = small();
    let version = || {
        let site = folder.build("site");
        serde_json::from_slice::<Value>(&site["facts/a-revenue.json"]).unwrap()["version"].clone()
    };
    let first = version();
    assert_eq!((&first["ordinal"], &first["date"]), (&1.into(), &"2026-01-02".into()));
    assert_eq!(folder.run(&["record"]).status, 0);
    let recorded = folder.read("content/versions.toml");
    assert!(recorded.contains("{ id = \"fact:a-revenue\", ordinal = 1, "), "{recorded}");
    assert!(recorded.contains("{ id = \"page:zh/cities/alba.html\", ordinal = 1, "), "{recorded}");
    assert_eq!(folder.run(&["record"]).status, 0);
    assert_eq!(folder.read("content/versions.toml"), recorded, "nothing changed, nothing new");
    assert_eq!(version()["hash"], first["hash"], "the day is that of the record, what it says is the same");

    let sheet = FACT.replace(">2300亿元", ">2400亿元").replace("超2300", "超2400");
    folder.write("content/sources/report/facts.toml", sheet.as_bytes());
    assert_eq!(folder.run(&["record", "--kind", "revision", "--reason", "A later count."]).status, 0);
    let second = version();
    assert_eq!(second["ordinal"], 2);
    assert_ne!(second["hash"], first["hash"]);
    let both = folder.read("content/versions.toml");
    assert!(both.contains("{ id = \"fact:a-revenue\", ordinal = 1, "), "{both}");
    assert!(both.contains("{ id = \"fact:a-revenue\", ordinal = 2, "), "{both}");
}

#[test]
fn a_note_is_no_new_version() {
    let folder = small();
    assert_eq!(folder.run(&["record"]).status, 0);
    let sheet = format!("{FACT}note = {{ en = \"New.\", zh = \"新。\" }}\nchecked = \"2026-01-01\"\n");
    folder.write("content/sources/report/facts.toml", sheet.as_bytes());
    let site = folder.build("site");
    assert_eq!(serde_json::from_slice::<Value>(&site["facts/a-revenue.json"]).unwrap()["version"]["ordinal"], 1);
}

#[test]
fn every_mistake_is_told_in_one_run_and_nothing_is_built() {
    let folder = small();
    let indicators = folder.read("content/indicators.toml").replacen("unit = \"count\"", "unit = \"counts\"", 1);
    folder.write("content/indicators.toml", indicators.as_bytes());
    folder
        .write("content/sources/report/facts.toml", FACT.replace("line = 1", "line = 0\nperod = \"2024\"").as_bytes());
    folder.write(
        "content/conflicts.toml",
        "[[conflict]]\nid = \"c\"\nfacts = [\"a-revenue\", \"a-revenue\"]\nkind = \"doubtful\"\nfound = \"reading\"\n\
         title = { en = \"x\", zh = \"x\" }\nfinding = { en = \"x\", zh = \"x\" }\n"
            .as_bytes(),
    );
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    for told in ["unknown unit `counts`", "unknown key `perod`", "`a-revenue` is named twice"] {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    assert_eq!(folder.run(&["build"]).status, 1);
    assert!(!folder.path("site").exists());
}

#[test]
fn every_bad_document_is_told_in_one_run_and_nothing_is_recorded() {
    let source = |name: &str| {
        format!(
            "-- content/sources/{name}/index.md --\n+++\ntitle = {{ en = \"x\", zh = \"x\" }}\n\
             publisher = {{ en = \"x\", zh = \"x\" }}\ndating = \"unknown\"\naccessed = \"2026-01-02\"\n\
             archive = \"{name}.txt\"\nsha256 = \"{}\"\nstanding = [\"original\"]\n+++\nx.\n\
             -- content/sources/{name}/index.zh.md --\nx。\n-- content/sources/{name}/facts.toml --\n{}",
            "0".repeat(64),
            FACT.replace("a-revenue", &format!("{name}-revenue")),
        )
    };
    let names = ["missing", "changed", "noise", "cut", "short"];
    let folder = Folder::of(&Site::of(&names.map(source).concat()));
    folder.write("archive/changed.txt", DOCUMENT.as_bytes());
    folder.write("archive/cut.txt", &DOCUMENT.as_bytes()[..DOCUMENT.len() - 2]);
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    folder.write("archive/noise.txt", &noise);
    folder.write("archive/short.txt", "甲".as_bytes());
    let sheet = folder.read("content/sources/short/facts.toml").replace("line = 1", "line = 9");
    folder.write("content/sources/short/facts.toml", sheet.as_bytes());
    let run = verify(&folder, &["--record"]);
    assert_eq!(run.status, 1);
    for told in [
        "the archive has no file `missing.txt`",
        "`changed.txt` is not the recorded file",
        "`noise.txt`: the encoding is unknown",
        "the file is cut inside its last character",
        "line 9 is past the end of the document, whose last is line 1",
    ] {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    assert!(run.err.contains("was left as it is") && !folder.path("content/verified.toml").exists(), "{}", run.err);
}
