//! What a run tells: causes and not what follows from them, like things together, the errors last.

mod support;

use support::{FACT, Folder, Site};

const PAGE: &str = "+++\ntitle = { en = \"A page\", zh = \"一页\" }\n+++\n";

/// A briefing in which much refers to one fact and to one city.
fn woven() -> Folder {
    let other = FACT.replace("a-revenue", "b-schools").replace("revenue", "schools").replace(">2300亿元", "7所");
    let other = other.replace("营收超2300亿元", "学校7所");
    Folder::of(&Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}{other}\
         -- content/pages/a.md --\n{PAGE}[](fact:a-revenue), [](fact:a-revenue) and [](fact:b-schools).\n\
         -- content/pages/a.zh.md --\n[](fact:a-revenue)。\n\
         -- content/corrections.toml --\n[[correction]]\ndate = \"2026-01-01\"\nkind = \"revision\"\n\
         facts = [\"a-revenue\"]\ntext = {{ en = \"x\", zh = \"x\" }}\n\
         -- content/derived.toml --\n[[derived]]\nid = \"d\"\nformula = \"a-revenue + a-revenue\"\n\
         subject = \"city:alba\"\nunit = \"CNY\"\nlabel = {{ en = \"x\", zh = \"x\" }}\n"
    )))
}

fn errors(folder: &Folder) -> Vec<String> {
    let run = folder.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let all = report["problems"].as_array().unwrap().iter().filter(|p| p["severity"] == "error");
    all.map(|p| p["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_slip_in_a_record_is_one_error_however_much_refers_to_it() {
    let sheet = "content/sources/report/facts.toml";
    for (wrong, right, code) in [
        ("exerpt", "excerpt", "unknown-key"),
        ("lin = 1", "line = 1", "unknown-key"),
        ("value = \">2300亿元", "value = \">2300亿元\"", "syntax"),
        ("line = ", "line = 1", "syntax"),
        ("", "line = 1\n", "missing-key"),
        ("period = \"2025-Q1\"", "period = \"2024\"", "period"),
        ("city:albo", "city:alba", "dangling"),
        ("status = \"actuel\"", "status = \"actual\"", "bad-value"),
    ] {
        let folder = woven();
        let text = folder.read(sheet).replacen(right, wrong, 1);
        folder.write(sheet, text.as_bytes());
        assert_eq!(errors(&folder), [code], "{wrong}");
        let run = folder.run(&["check"]);
        assert!(run.out.contains("are not told: they follow from this"), "{wrong}: {}", run.out);
    }
}

#[test]
fn one_slip_in_the_front_matter_of_a_page_is_one_error() {
    for (wrong, right, code) in [
        ("titel", "title", "unknown-key"),
        ("title = { en = \"Alba", "title = { en = \"Alba\"", "syntax"),
        ("Alba\", zh = \"甲城\" }\n", "Alba\", zh = \"甲城\" }\n+++\n", "syntax"),
    ] {
        let folder = woven();
        let text = folder.read("content/cities/alba.md").replacen(right, wrong, 1);
        folder.write("content/cities/alba.md", text.as_bytes());
        assert_eq!(errors(&folder), [code], "{wrong}: {}", folder.run(&["check"]).out);
    }
}

#[test]
fn facts_around_one_that_is_not_toml_are_read() {
    let folder = woven();
    let sheet = "content/sources/report/facts.toml";
    let text = folder.read(sheet).replacen("value = \">2300亿元\"", "value = \">2300亿元", 1).replace("7所", "several");
    folder.write(sheet, text.as_bytes());
    assert_eq!(errors(&folder), ["syntax", "quantity"]);
}

#[test]
fn errors_stand_last_under_one_line_that_counts() {
    let folder = woven();
    folder.write("content/cities/alba.zh.md", "有5000盏灯。\n".as_bytes());
    folder.write("content/pages/b.md", PAGE.replace(", zh = \"一页\"", "").as_bytes());
    let out = folder.run(&["check"]).out;
    let count = out.find("1 error, 1 warning").unwrap_or_else(|| panic!("{out}"));
    let error = out.find("error[naked-number]").unwrap();
    let warning = out.find("warning[").unwrap();
    assert!(warning < count && count < error, "{out}");
    assert!(!out[error..].contains("warning["), "{out}");
    assert!(out[count..].lines().next().unwrap().ends_with("files"), "{out}");
}

#[test]
fn like_warnings_are_told_together_and_none_for_what_does_not_exist() {
    let folder = woven();
    for name in ["b", "c", "d"] {
        folder.write(&format!("content/pages/{name}.md"), format!("{PAGE}Words.\n").as_bytes());
    }
    folder.write("content/cities/beta.md", PAGE.as_bytes());
    let out = folder.run(&["check"]).out;
    let line = out.lines().find(|line| line.starts_with("warning[missing-translation]")).unwrap();
    assert_eq!(
        line,
        "warning[missing-translation]: 3 pages lack `zh`: content/pages/b.md, content/pages/c.md, content/pages/d.md"
    );
    assert_eq!(out.matches("warning[").count(), 1, "{out}");
}

#[test]
fn the_score_sheet_comes_on_request() {
    let folder = woven();
    assert!(!folder.run(&["check"]).out.contains("page:index:"));
    assert!(folder.run(&["check", "--score"]).out.contains("page:index: 0 facts"));
}

#[test]
fn build_tells_its_warnings_and_drafts_what_they_let_through() {
    let folder = woven();
    folder.write("content/pages/b.md", format!("{PAGE}It has 5,000 lamps.\n").as_bytes());
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[naked-number]"), "{}", run.err);
    let run = folder.run(&["build", "--drafts"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(
        run.err.contains("warning[naked-number]") && run.err.contains("warning[missing-translation]"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("hint["), "{}", run.err);
}

#[test]
fn verify_looks_up_what_can_be_read_and_says_what_it_left_out() {
    let folder = woven();
    let sheet = "content/sources/report/facts.toml";
    folder.write("archive/a.txt", "2024年，甲城的学校7所，营收超2300亿元。\n".as_bytes());
    folder.write("content/cities/alba.zh.md", "有5000盏灯。\n".as_bytes());
    let text = folder.read(sheet).replacen("excerpt", "exerpt", 1);
    folder.write(sheet, text.as_bytes());
    let run = folder.run(&["verify", "--archive", "{}/archive", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
    assert_eq!(report["facts"].as_array().unwrap().len(), 1);
    assert_eq!((&report["facts"][0]["id"], &report["facts"][0]["answer"]), (&"b-schools".into(), &"found".into()));
    assert_eq!(report["left_out"], serde_json::json!(["fact:a-revenue"]));
    assert!(run.err.contains("not looked up, as it cannot be read: `fact:a-revenue`"), "{}", run.err);
    assert_eq!(run.status, 1);

    let text = folder.read(sheet).replacen("exerpt", "excerpt", 1);
    folder.write(sheet, text.as_bytes());
    let run = folder.run(&["verify", "--archive", "{}/archive", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((report["facts"].as_array().unwrap().len(), run.status), (2, 0), "an error in prose hides no fact");
}

#[test]
fn verify_points_at_the_key_that_it_speaks_of() {
    let folder = woven();
    folder.write("archive/a.txt", "2024年，甲城的学校9所，营收超230亿元。\n".as_bytes());
    let run = folder.run(&["verify", "--archive", "{}/archive"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("error[absent]: `a-revenue`: the excerpt is absent"), "{}", run.out);
    assert!(run.out.contains("--> content/sources/report/facts.toml:8:11"), "{}", run.out);
    assert!(
        run.out.contains("--> content/sources/report/index.md:"),
        "another file than the recorded one: {}",
        run.out
    );
    let run = folder.run(&["verify", "--archive", "{}/archive", "--format", "github"]);
    let absent =
        "::error file=content/sources/report/facts.toml,line=8,col=11,title=absent::`a-revenue`: the excerpt is absent";
    assert!(run.out.lines().any(|line| line == absent), "{}", run.out);
}

#[test]
fn a_document_that_is_missing_is_told_once_and_not_for_each_fact() {
    let folder = woven();
    folder.write("archive/other.txt", b"x");
    let run = folder.run(&["verify", "--archive", "{}/archive"]);
    assert_eq!(run.out.matches("error[").count(), 1, "{}", run.out);
    assert!(run.out.contains("error[missing-file]") && run.out.contains("2 references to it"), "{}", run.out);
}
