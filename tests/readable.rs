//! Files as people leave them: what is read all the same, and what is told instead of vanishing.
#![expect(clippy::disallowed_methods, reason = "makes the files that a person would")]

mod support;

use support::{FACT, Folder, Site};

fn small() -> Folder {
    Folder::of(&Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}")))
}

fn page(text: &str) -> String {
    format!("+++\ntitle = {{ en = \"A page\", zh = \"一页\" }}\n+++\n{text}")
}

/// What `check` says of a page with this text, as code and message.
fn told(text: &str) -> Vec<(String, String)> {
    let folder = small();
    folder.write("content/pages/method.md", text.as_bytes());
    folder.write("content/pages/method.zh.md", "方法。\n".as_bytes());
    let report: serde_json::Value = serde_json::from_str(&folder.run(&["check", "--format", "json"]).out).unwrap();
    let problems = report["problems"].as_array().unwrap().iter().filter(|p| p["file"] == "content/pages/method.md");
    let word = |p: &serde_json::Value, key: &str| p[key].as_str().unwrap().to_owned();
    problems.map(|p| (word(p, "code"), word(p, "message"))).collect()
}

fn codes(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn every_file_that_is_not_utf_8_is_told_in_one_run_and_nothing_follows_from_it() {
    let folder = small();
    folder.write("content/sources/report/facts.toml", &[FACT.as_bytes(), b"# \xC9\n"].concat());
    folder.write("content/cities/alba.md", &[page("A city.\n").as_bytes(), b"\xFF\n"].concat());
    folder.write("content/pages/method.md", page("It took in [](fact:a-revenue) in [Alba](city:alba).\n").as_bytes());
    folder.write("content/pages/method.zh.md", "方法。\n".as_bytes());
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    for path in ["content/sources/report/facts.toml", "content/cities/alba.md"] {
        assert!(run.out.contains(&format!("`{path}` is not UTF-8")), "{path}: {}", run.out);
    }
    assert!(!run.out.contains("[dangling]"), "{}", run.out);
    assert!(run.out.contains("2 errors"), "{}", run.out);
}

#[test]
fn a_control_character_is_refused_in_every_kind_of_file() {
    let folder = small();
    for (path, old, new) in [
        ("site.toml", "title = { en = \"", "title = { en = \"\\u0001"),
        ("content/indicators.toml", "definition = { en = \"", "definition = { en = \"\\u0001"),
        ("content/sources/report/facts.toml", "excerpt = \"", "excerpt = \"\\u0001"),
    ] {
        let text = folder.read(path);
        assert!(text.contains(old), "{path}: {text}");
        folder.write(path, text.replacen(old, new, 1).as_bytes());
        let run = folder.run(&["check"]);
        assert!(run.status == 1 && run.out.contains("this holds the control character U+0001"), "{path}: {}", run.out);
        folder.write(path, text.as_bytes());
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_under_the_root_and_refused_by_name_where_it_leads_out() {
    use std::os::unix::fs::symlink;
    let folder = small();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), page("Not ours.\n")).unwrap();
    folder.write("drafts/linked.md", page("Followed.\n").as_bytes());
    folder.write("drafts/folder/deep.md", page("Followed.\n").as_bytes());
    folder.write("content/pages/method.md", page("Here.\n").as_bytes());
    symlink("../../drafts/linked.md", folder.path("content/pages/linked.md")).unwrap();
    let site = folder.build("site");
    assert!(site.contains_key("linked.html") && site.contains_key("method.html"));

    symlink(outside.path().join("secret.md"), folder.path("content/pages/secret.md")).unwrap();
    symlink(outside.path(), folder.path("content/elsewhere")).unwrap();
    symlink("nowhere.md", folder.path("content/pages/gone.md")).unwrap();
    symlink(".", folder.path("content/pages/round")).unwrap();
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    for told in [
        "`content/pages/secret.md` is a link that leads out of the briefing's folder",
        "`content/elsewhere` is a link that leads out of the briefing's folder",
        "`content/pages/gone.md` is a link that leads nowhere",
        "`content/pages/round` leads back to a folder that it stands in",
    ] {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    assert!(!run.out.contains("Not ours"));
}

#[cfg(unix)]
#[test]
fn a_folder_of_the_root_that_is_a_link_is_held_to_the_same_rule() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.txt"), "Not ours.").unwrap();
    for name in ["static", "templates", "editions"] {
        let folder = small();
        _ = std::fs::remove_dir_all(folder.path(name));
        symlink(outside.path(), folder.path(name)).unwrap();
        let run = folder.run(&["check"]);
        assert_eq!(run.status, 1, "{name}: {}", run.out);
        assert!(
            run.out.contains(&format!("`{name}` is a link that leads out of the briefing's folder")),
            "{}",
            run.out
        );
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_sources_may_be_a_link_under_the_root() {
    use std::os::unix::fs::symlink;
    let folder = small();
    std::fs::rename(folder.path("content/sources"), folder.path("sources")).unwrap();
    symlink("../sources", folder.path("content/sources")).unwrap();
    assert!(folder.build("site").contains_key("facts/a-revenue.html"));
}

#[test]
fn a_file_that_is_not_read_is_named_with_the_name_it_should_have() {
    let folder = small();
    for (path, help) in [
        ("content/pages/extra.MD", "call it `extra.md`"),
        ("content/pages/more.markdown", "call it `more.md`"),
        ("content/GAPS.TOML", "call it `GAPS.toml`"),
        ("content/cities/picture.png", "bodies are"),
    ] {
        folder.write(path, page("x\n").as_bytes());
        let run = folder.run(&["check"]);
        assert!(run.out.contains(&format!("`{path}` is no part of a briefing")), "{path}: {}", run.out);
        assert!(run.out.contains(help), "{help}: {}", run.out);
        std::fs::remove_file(folder.path(path)).unwrap();
    }
}

#[test]
fn an_opening_fence_may_be_followed_by_blanks_and_stand_after_empty_lines() {
    for lead in ["+++ \n", "+++\t\n", "\n\n+++\n", "\u{FEFF}+++ \r\n"] {
        let text = page("Words.\n").replacen("+++\n", lead, 1);
        assert_eq!(told(&text), [], "{lead:?}");
    }
}

#[test]
fn front_matter_of_other_programs_is_told_once() {
    assert_eq!(codes("---\ntitle: A page\n---\nWords.\n"), ["syntax"]);
    assert_eq!(codes(&page("---\n\nA rule, and a note: words.\n\n---\n")), [""; 0]);
}

#[test]
fn a_mark_and_line_ends_of_another_system_change_no_byte_of_the_site() {
    let folder = small();
    let plain = folder.build("site");
    for path in ["site.toml", "content/sources/report/facts.toml", "content/cities/alba.md", "content/index.md"] {
        let text = folder.read(path).replace('\n', "\r\n");
        folder.write(path, format!("\u{FEFF}{text}").as_bytes());
    }
    let other = folder.build("other");
    for (path, bytes) in &plain {
        assert!(other[path] == *bytes, "{path} differs");
    }
}

#[test]
fn fixing_a_file_keeps_its_line_ends() {
    let folder = small();
    let text = page("It took in [](fact:a-revenue).\nMore.\n").replace('\n', "\r\n");
    folder.write("content/pages/method.md", text.as_bytes());
    assert_eq!(folder.run(&["check", "--fix"]).status, 0);
    let fixed = folder.read("content/pages/method.md");
    assert!(fixed.contains("(fact:a-revenue).\r\nMore.\r\n") && !fixed.contains("[](fact"), "{fixed:?}");
}

#[test]
fn what_is_written_for_a_figure_below_zero_is_accepted() {
    let folder = small();
    let sheet = FACT.replace(">2300亿元", "-4.7亿元").replace("超2300亿元", "负4.7亿元");
    folder.write("content/sources/report/facts.toml", sheet.as_bytes());
    folder.write("content/pages/method.md", page("The balance was [](fact:a-revenue).\n").as_bytes());
    folder.write("content/pages/method.zh.md", "差额为[](fact:a-revenue)。\n".as_bytes());
    assert_eq!(folder.run(&["check", "--fix"]).status, 0);
    assert!(folder.read("content/pages/method.md").contains("\u{2212}"));
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.out);
}

#[test]
fn a_page_that_would_stand_where_the_program_writes_another_is_refused_by_name() {
    for name in ["timeline", "compare"] {
        let folder = small();
        folder.write(&format!("content/pages/{name}.md"), page("Ours.\n").as_bytes());
        let run = folder.run(&["check"]);
        assert!(run.status == 1 && run.out.contains(&format!("content/pages/{name}.md")), "{}", run.out);
        assert_eq!(folder.run(&["build"]).status, 1);
    }
}

#[test]
fn a_change_in_points_is_written_in_points() {
    let folder = small();
    let indicator = "[[indicator]]\nid = \"share\"\nlabel = { en = \"Share\", zh = \"占比\" }\nunit = \"%\"\n\
        definition = { en = \"A share.\", zh = \"占比。\" }\n";
    folder.write("content/indicators.toml", (folder.read("content/indicators.toml") + indicator).as_bytes());
    let sheet = FACT.replace(">2300亿元", "0.7个百分点").replace("营收超2300亿元", "提高0.7个百分点");
    let sheet = sheet.replace("\"revenue\"", "\"share\"");
    folder.write("content/sources/report/facts.toml", sheet.as_bytes());
    let site = folder.build("site");
    for (path, expected) in
        [("facts/a-revenue.html", "0.7\u{A0}percentage points"), ("zh/facts/a-revenue.html", "0.7个百分点")]
    {
        let text = String::from_utf8_lossy(&site[path]);
        let head = text.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default();
        let head: String = head.split('>').filter_map(|part| part.split('<').next()).collect();
        assert!(head.contains(expected) && !head.contains('%'), "{head}");
    }
}

#[test]
fn a_cell_too_many_is_told() {
    let table = |row: &str| page(&format!("| a | b |\n|---|---|\n{row}\n"));
    assert_eq!(codes(&table("| c | d | lost words |")), ["lost-words"]);
    assert_eq!(codes(&table("c | d | lost")), ["lost-words"]);
    for row in ["| c | d |", "| c | d | |", "| c |", "| c \\| e | d |", "c | d"] {
        assert_eq!(codes(&table(row)), [""; 0], "{row}");
    }
}

#[test]
fn a_comment_and_other_html_are_told_wherever_they_stand() {
    for text in ["<!-- ask Li -->\n", "Words <!-- ask Li --> more.\n", "<!-- two\nlines -->\n", "Words <b>bold</b>.\n"]
    {
        assert!(codes(&page(text)).iter().all(|code| code == "raw-html"), "{text}");
        assert!(!codes(&page(text)).is_empty(), "{text}");
    }
    for text in ["`<!-- code -->`\n", "    <b>\n", "a \\<b> c\n", "1 < 2\n"] {
        assert!(!codes(&page(text)).contains(&"raw-html".to_owned()), "{text}");
    }
}

#[test]
fn a_footnote_without_text_and_one_without_mark_are_told() {
    assert_eq!(codes(&page("Words[^a].\n")), ["lost-words"]);
    assert_eq!(codes(&page("Words.\n\n[^a]: Text.\n")), ["lost-words"]);
    for text in ["Words[^a].\n\n[^a]: Text.\n", "`[^a]`\n", "a \\[^b]\n"] {
        assert_eq!(codes(&page(text)), [""; 0], "{text}");
    }
}

#[test]
fn an_empty_heading_is_told() {
    assert_eq!(codes(&page("##\n\nWords.\n")), ["lost-words"]);
    for text in ["## Words\n", "## `code`\n", "## [](fact:a-revenue)\n"] {
        assert_eq!(codes(&page(text)), [""; 0], "{text}");
    }
}

#[test]
fn a_character_that_nobody_sees_is_told() {
    for c in ['\0', '\u{8}', '\u{7F}'] {
        assert_eq!(codes(&page(&format!("Wor{c}ds.\n"))), ["bad-value"], "{c:?}");
    }
}

#[test]
fn lines_are_counted_from_one() {
    let folder = small();
    folder.write("content/sources/report/facts.toml", FACT.replace("line = 1", "line = 0").as_bytes());
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("line = 0"), "{}", run.out);
}

#[test]
fn a_briefing_may_have_more_languages_than_a_byte_counts() {
    let folder = small();
    let many: Vec<String> =
        (0..302).map(|n| format!("\"x{}{}\"", char::from(b'a' + (n % 26) as u8), "y".repeat(n / 26))).collect();
    let site = folder
        .read("site.toml")
        .replace("languages = [\"en\", \"zh\"]", &format!("languages = [\"en\", \"zh\", {}]", many.join(", ")));
    folder.write("site.toml", site.as_bytes());
    let run = folder.run(&["check"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    assert!(run.out.contains("302 errors"), "each lacks the file that says how it reads: {}", run.out);
}
