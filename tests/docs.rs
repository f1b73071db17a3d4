//! The docs are a briefing: its reference is written from the program, and its tutorial runs.
#![allow(clippy::disallowed_methods, reason = "writes pages, runs commands")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use briefing::commands::Cli;
use briefing::load::records::all;
use briefing::model::fact::Status;
use briefing::model::limit::{Amount, Bound, Row};
use briefing::model::unit::{Unit, UnitKind, codes};
use briefing::model::words::Worded;
use briefing::problem::code::Code;
use clap::CommandFactory;

const ROOT: &str = "docs/site";

/// Every page of the reference, by its path under `content/`.
fn reference() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut program = Cli::command();
    program.build();
    for command in program.get_subcommands_mut().filter(|command| command.get_name() != "help") {
        let mut parts = vec![command.clone()];
        parts.extend(command.get_subcommands().filter(|inner| inner.get_name() != "help").cloned());
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let helps: Vec<String> = parts
            .iter_mut()
            .map(|part| {
                let help = part.clone().term_width(100).render_long_help().to_string();
                let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
                format!("```text\n{}\n```\n", lines.join("\n").trim_end())
            })
            .collect();
        let page = page(&format!("briefing {}", command.get_name()), &about, &helps.join("\n"));
        pages.insert(format!("commands/{}.md", command.get_name()), page);
    }
    for shape in all() {
        let width = shape.keys.iter().map(|key| key.name.len()).max().unwrap_or(0);
        let rows = shape.keys.iter().map(|key| {
            let need = if key.required { "required" } else { "optional" };
            format!("{:<width$}  {need}  {}\n{:width$}            {}\n", key.name, key.doc, "", key.ty.expected())
        });
        let body = format!("```text\n{}```\n", rows.collect::<String>());
        let slug: String = shape.name.chars().filter(|c| *c != '`').collect();
        let slug = slug.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        pages.insert(format!("files/{slug}.md"), page(&shape.name.replace('`', ""), "Its keys.", &body));
    }
    for code in Code::ALL {
        let name = code.name();
        let waits = if code.may_wait() { " With `--drafts` it is a warning." } else { "" };
        let body = format!("{} Reported as *{}*.{waits}\n", code.meaning(), code.severity().word());
        pages.insert(format!("messages/{name}.md"), page(name, code.meaning(), &body));
    }
    pages.insert("pages/limits.md".to_owned(), limits());
    pages.insert("pages/units.md".to_owned(), units());
    pages
}

/// Every unit, as the program has it.
fn units() -> String {
    let kinds = [
        (UnitKind::Money, "money, by ISO 4217"),
        (UnitKind::Percent, "a share in points of a hundred"),
        (UnitKind::PerMille, "a share in points of a thousand"),
        (UnitKind::Points, "the difference of two shares"),
        (UnitKind::Count, "things, which the indicator names"),
        (UnitKind::Rank, "a place in an order"),
        (UnitKind::Ratio, "a quotient of two like things, 3:1"),
        (UnitKind::Times, "how many times as much"),
        (UnitKind::Duration, "a length of time"),
        (UnitKind::Physical, "a measure"),
    ];
    let mut rows = String::new();
    for (kind, meaning) in kinds {
        let own = codes().filter(|code| Unit::parse(code).is_some_and(|unit| unit.kind() == kind));
        let own: Vec<&str> = own.collect();
        let lines: Vec<String> = own.chunks(14).map(|codes| codes.join(" ")).collect();
        rows.push_str(&format!("{meaning}\n  {}\n\n", lines.join("\n  ")));
    }
    let words =
        "An indicator has one unit, written as one of these codes, or none where its facts are words or events:\n\n";
    rows.push_str("a rate: so much per so much, or of the head of so many\n  EUR per kg, GBP per mo, count per d, count per km2, count per 1000, count per 1000000\n");
    let none = "There is no unit for a week, a person or a share of a firm: write the amount, and say in the definition what it is \
                reckoned on.\n";
    format!("+++\ntitle = \"Units\"\n+++\n\n{words}```text\n{}\n```\n\n{none}", rows.trim_end())
}

/// Every bound, as the program has it.
fn limits() -> String {
    let mut rows = String::new();
    for bound in Bound::ALL {
        let Row { name, of, past, most, counted, settable } = bound.row();
        let most = Amount(most, counted).to_string();
        let settable = settable.map_or(String::new(), |most| format!("; may be set to 1 … {most}"));
        rows.push_str(&format!("{name:<15}  {most:<17}  {of}\n{:<36}What is past it is {past}{settable}.\n", ""));
    }
    let words = "Nothing that is read may keep the program waiting: what is past a bound is refused with the name of the bound, \
                 or told. Some may be set in `site.toml`, each in the unit that stands here:\n\n\
                 ```toml\n[limits]\nbody_file = 4\n```\n\nAll of them:\n\n";
    format!("+++\ntitle = \"Limits\"\n+++\n\n{words}```text\n{rows}```\n")
}

fn page(title: &str, summary: &str, body: &str) -> String {
    let quoted = briefing::load::written::quoted;
    format!("+++\ntitle   = {}\nsummary = {}\n+++\n\n{body}", quoted(title), quoted(summary))
}

/// `UPDATE_DOCS=1 cargo test --test docs` writes the reference.
#[test]
fn the_reference_says_what_the_program_does() {
    let pages = reference();
    let content = Path::new(ROOT).join("content");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        for folder in ["commands", "files", "messages"] {
            let _ = std::fs::remove_dir_all(content.join(folder));
            std::fs::create_dir_all(content.join(folder)).unwrap();
        }
        for (path, text) in &pages {
            std::fs::write(content.join(path), text).unwrap();
        }
    }
    for (path, text) in &pages {
        let held = std::fs::read_to_string(content.join(path)).unwrap_or_default();
        assert_eq!(&held, text, "{path} is out of date: UPDATE_DOCS=1 cargo test --test docs");
    }
    let held = walkdir::WalkDir::new(&content).into_iter().filter_map(Result::ok);
    let held = held.filter(|file| file.file_type().is_file());
    let name = |file: walkdir::DirEntry| file.path().strip_prefix(&content).unwrap().to_str().unwrap().to_owned();
    let made = |name: &String| ["commands/", "files/", "messages/"].iter().any(|folder| name.starts_with(folder));
    let stray: Vec<String> = held.map(name).filter(made).filter(|name| !pages.contains_key(name)).collect();
    assert!(stray.is_empty(), "nothing in the program is meant by {stray:?}");
}

fn program(folder: &Path, words: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    let output = command.args(words).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn the_docs_are_a_briefing_without_error_or_warning() {
    let (done, said) = program(Path::new(ROOT), &["check"]);
    assert!(done && !said.contains("warning["), "{said}");
    let site = tempfile::tempdir().unwrap();
    let (done, said) = program(Path::new(ROOT), &["build", "--output", site.path().join("site").to_str().unwrap()]);
    assert!(done, "{said}");
}

/// Every line of a page's shell blocks, in order.
fn shell(page: &str) -> Vec<String> {
    blocks(page, "sh").iter().flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(ROOT).join(format!("content/pages/{page}.md"))).unwrap();
    let fence = format!("```{language}\n");
    let blocks = text.split(fence.as_str()).skip(1).filter_map(|rest| rest.split_once("```"));
    blocks.map(|(block, _)| block.to_owned()).collect()
}

/// A folder with the documents of the tutorial.
#[cfg(unix)]
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir("docs/tutorial").unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), desk.path().join(entry.file_name())).unwrap();
    }
    desk
}

/// Runs lines of a shell; what they said, if each ended well.
#[cfg(unix)]
fn run(folder: &Path, lines: &[String]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_briefing")).parent().unwrap();
    let script = format!("set -eux\nexport PATH=\"{}:$PATH\"\n{}\n", program.display(), lines.join("\n"));
    let mut command = Command::new("bash");
    let output = command.args(["-c", &script]).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    said
}

#[cfg(unix)]
#[test]
fn the_tutorial_leads_from_nothing_to_a_checked_verified_and_built_site() {
    let lines = shell("tutorial");
    assert!(lines.len() <= 30, "{} commands", lines.len());
    let desk = desk();
    let said = run(desk.path(), &lines);
    assert!(said.contains("9 facts: 9 found"), "{said}");
    assert!(desk.path().join("harbours/site/facts/corwick-inhabitants-2024.html").exists());
}

/// The tasks are done as their pages say, each page in a new briefing with the tutorial's documents beside it.
#[cfg(unix)]
#[test]
fn every_command_of_the_tasks_does_what_its_page_says() {
    for page in ["documents", "disputes", "languages", "publishing", "citing"] {
        let lines = shell(page);
        assert!(!lines.is_empty(), "{page} shows no command");
        let desk = desk();
        run(desk.path(), &["briefing init harbours".to_owned()]);
        run(&desk.path().join("harbours"), &lines);
    }
}

/// What the page on the look shows is a look that `check` takes.
#[test]
fn the_look_of_its_page_is_one() {
    let desk = tempfile::tempdir().unwrap();
    let (done, said) = program(desk.path(), &["init", "mine"]);
    assert!(done, "{said}");
    let mine = desk.path().join("mine");
    std::fs::create_dir_all(mine.join("static")).unwrap();
    std::fs::write(mine.join("static/sign.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    std::fs::write(mine.join("static/own.css"), blocks("look", "css").concat()).unwrap();
    let site = std::fs::read_to_string(mine.join("site.toml")).unwrap();
    std::fs::write(mine.join("site.toml"), format!("{site}\n{}", blocks("look", "toml").concat())).unwrap();
    let (done, said) = program(&mine, &["build"]);
    assert!(done && !said.contains("warning["), "{said}");
    let page = std::fs::read_to_string(mine.join("site/towns/brayle.html")).unwrap();
    for words in ["../static/look.css", "../static/own.css", "../static/sign.svg", "https://example.org/imprint"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let sheet = std::fs::read_to_string(mine.join("site/static/look.css")).unwrap();
    for words in ["--link: light-dark(#8A1010, #F0A0A0)", "--paper: light-dark(#FFFFFF, #14171A)", "\"Inter\""] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
}

/// Every command that the how-tos show is one that there is, with options that it has.
#[test]
fn every_command_in_the_docs_is_one_of_the_program() {
    let pages = walkdir::WalkDir::new(Path::new(ROOT).join("content/pages")).into_iter().filter_map(Result::ok);
    let mut texts: Vec<String> =
        pages.filter(|f| f.file_type().is_file()).map(|f| std::fs::read_to_string(f.path()).unwrap()).collect();
    texts.extend(["README.md", "docs/writing.md"].map(|path| std::fs::read_to_string(path).unwrap()));
    let mut shown = 0;
    for text in &texts {
        for (at, _) in text.match_indices("briefing ") {
            let before = text[..at].chars().next_back();
            let rest = &text[at + "briefing ".len()..];
            let end = rest.find(['`', '\n', '#', '"', '(', '$', '<']).unwrap_or(rest.len());
            if !matches!(before, Some('`' | '\n' | ' ')) || before == Some(' ') && !text[..at].ends_with("    ") {
                continue;
            }
            let words: Vec<&str> = rest[..end].split_whitespace().collect();
            let Some(name) = words.first().filter(|name| name.chars().all(|c| c.is_ascii_lowercase())) else {
                continue;
            };
            let program = Cli::command();
            let Some(command) = program.find_subcommand(name) else {
                assert_eq!(before, Some('\n'), "there is no `briefing {name}`");
                continue;
            };
            let inner = words.get(1).and_then(|word| command.find_subcommand(word));
            let command = inner.unwrap_or(command);
            for option in words.iter().filter_map(|word| word.strip_prefix("--")) {
                let known = command.get_arguments().any(|argument| argument.get_long() == Some(option));
                let global = ["help", "quiet", "verbose"].contains(&option);
                assert!(known || global, "`briefing {}` has no `--{option}`", words.join(" "));
            }
            shown += 1;
        }
    }
    assert!(shown >= 12, "{shown} commands were found in the docs");
}

#[test]
fn every_status_is_explained_to_who_writes_facts() {
    let told = std::fs::read_to_string("docs/writing.md").unwrap();
    let silent: Vec<_> = Status::WORDS.iter().filter(|word| !told.contains(&format!("\n| `{word}` |"))).collect();
    assert!(silent.is_empty(), "which statements have the status {silent:?}? The table in docs/writing.md says so");
}
