//! The tree keeps its own rules: module order, first lines, file lengths, generated docs.
#![expect(clippy::disallowed_methods, reason = "reads the source tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use briefing::check::rules::RULES;
use briefing::cite::words::Words;
use briefing::model::bibliography::DocumentKind;
use briefing::model::evidence::{ConflictKind, CorrectionKind, GapReason, Stated};
use briefing::model::fact::{Dating, Outlook, Status};
use briefing::model::history::Aspect;
use briefing::model::quantity::Precision;
use briefing::model::source::{Damage, Standing};
use briefing::model::words::Worded;
use briefing::theme::shipped_words;

/// No file grows past this many lines, tests left out.
const LONGEST: usize = 600;

#[path = "support/imports.rs"]
mod imports;

fn sources() -> BTreeMap<PathBuf, String> {
    walkdir::WalkDir::new("src")
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "rs"))
        .map(|entry| (entry.path().to_owned(), std::fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

/// The text before a file's inline tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn every_file_says_first_why_it_exists() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "no `//!` line at the head of {silent:?}");
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (path, without_tests(&text).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "split by reason: {long:?}");
}

#[test]
fn a_module_names_only_modules_above_it() {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    let order: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(module) = path.strip_prefix("src").ok().and_then(top) else { continue };
        let Some(own) = order.iter().position(|name| *name == module) else { continue };
        for line in without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("//")) {
            for (at, name) in order.iter().enumerate() {
                if at > own && line.contains(&format!("crate::{name}::")) {
                    wrong.push(format!("{}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "upward references:\n{}", wrong.join("\n"));
}

/// Files that lead to each other, by the folder or the files that they are, each group with its reason.
const CIRCLES: [(&[&str], &str); 2] = [
    (&["model/evidence", "model/fact", "model/prose", "model/source", "model/subject"], "records name each other"),
    (&["plan"], "a table of kinds of page, what its rows show, and the pages that they lead to"),
];

#[test]
fn no_files_lead_to_each_other() {
    let read: Vec<(imports::Module, String)> = sources()
        .into_iter()
        .filter(|(path, _)| !path.to_string_lossy().ends_with("tests.rs"))
        .map(|(path, text)| (imports::module(&path), without_tests(&text).to_owned()))
        .collect();
    let all: BTreeSet<imports::Module> = read.iter().map(|(module, _)| module.clone()).collect();
    let edges = read.iter().map(|(module, code)| (module.clone(), imports::named(module, code, &all))).collect();
    let mut known: Vec<&[&str]> = CIRCLES.iter().map(|(files, _)| *files).collect();
    let mut found = Vec::new();
    for circle in imports::circles(&edges) {
        let files: Vec<String> = circle.iter().map(|module| module.join("/")).collect();
        let fits = |own: &&[&str]| {
            files.iter().all(|file| own.iter().any(|own| file == own || file.starts_with(&format!("{own}/"))))
        };
        match known.iter().position(fits) {
            Some(at) => drop(known.remove(at)),
            None => found.push(files),
        }
    }
    assert!(found.is_empty(), "part what both need from one of them: {found:#?}");
    assert!(known.is_empty(), "no longer needed: {known:?}");
}

fn top(path: &Path) -> Option<String> {
    let first = path.components().next()?.as_os_str().to_string_lossy().into_owned();
    Some(first.trim_end_matches(".rs").to_owned())
}

/// Files whose code holds Chinese characters, each with the reason why they are no language's words.
const CHINESE: [(&str, &str); 8] = [
    ("src/cite/gb7714.rs", "GB/T 7714 writes so in every language"),
    ("src/language/simplified.rs", "one form of a character for another"),
    ("src/model/amount.rs", "the notation of fact sheets, which the data format fixes"),
    ("src/model/numeral.rs", "the notation of fact sheets, which the data format fixes"),
    ("src/model/quantity.rs", "the notation of fact sheets, which the data format fixes"),
    ("src/model/unit.rs", "the notation of fact sheets, which the data format fixes"),
    ("src/verify/archive/bytes.rs", "frequent characters tell an encoding, whatever they say"),
    ("src/verify/archive/losses.rs", "what a wrong encoding leaves of a text"),
];

/// A language is its locale file: no characters of one in the code, and no lists of its words.
#[test]
fn no_words_of_a_language_stand_in_the_code() {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
    let mut found = Vec::new();
    let mut reasons: BTreeSet<&str> = CHINESE.iter().map(|(path, _)| *path).collect();
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with("tests.rs")) {
        let lines = without_tests(&text).lines().zip(1..);
        let code = lines.filter_map(|(line, n)| Some((line.split("//").next()?.to_owned(), n)));
        let own: Vec<_> = code.filter(|(line, _)| line.contains(is_han)).map(|(_, n)| n).collect();
        let path = path.to_string_lossy().into_owned();
        if !own.is_empty() && !reasons.remove(path.as_str()) {
            found.push(format!("{path}: lines {own:?}"));
        }
    }
    assert!(found.is_empty(), "these belong in templates/locale: {found:#?}");
    assert!(reasons.is_empty(), "no longer needed: {reasons:?}");
}

/// The reader of figures knows a language by its file alone: no word of more than two letters in quotes, but for
/// the names by which the file is read.
#[test]
fn the_reader_of_figures_has_no_word_lists() {
    let folders = ["src/language/figure", "src/language/read"];
    let own = sources().into_iter().filter(|(path, _)| {
        folders.iter().any(|folder| path.starts_with(folder))
            && !path.to_string_lossy().ends_with("tests.rs")
            && !path.ends_with("lists.rs")
    });
    let mut found = Vec::new();
    for (path, text) in own {
        for line in without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("//")) {
            let words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            let listed = words.len() > 3 && words.iter().all(|w| w.len() > 2 && w.chars().all(char::is_alphabetic));
            if listed {
                found.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "these belong in templates/locale: {found:#?}");
}

/// `docs/rules.md` is the head docs of the rules; `UPDATE_DOCS=1 cargo test --test tidy` writes it.
#[test]
fn the_rules_are_documented_as_they_are() {
    let mut text = String::from(
        "# Evidence rules\n\nWhat `briefing check` holds a briefing to. Written from the heads of `src/check/rules/*.rs`.\n",
    );
    let mut files: BTreeMap<String, String> = sources()
        .into_iter()
        .filter(|(path, _)| path.parent() == Some(Path::new("src/check/rules")) && !path.ends_with("mod.rs"))
        .map(|(path, source)| (path.file_stem().unwrap().to_string_lossy().into_owned(), source))
        .collect();
    for rule in RULES {
        let source = files.remove(rule.name).unwrap_or_else(|| panic!("no file for the rule `{}`", rule.name));
        text.push_str(&format!("\n## {}\n\n", rule.name.replace('_', " ")));
        let head: Vec<&str> = source.lines().map_while(|line| line.strip_prefix("//!")).collect();
        for part in ["Wrong:", "Right:"] {
            assert!(head.iter().any(|line| line.contains(part)), "`{}` does not say what is {part}", rule.name);
        }
        for line in head {
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
    }
    assert!(files.is_empty(), "rules that no list names, so that nothing runs them: {:?}", files.keys());
    same("docs/rules.md", &text);
}

/// A committed file that the program can write holds what it would write now.
fn same(path: &str, text: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, text).unwrap();
    }
    let held = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(held, text, "{path} is out of date: UPDATE_DOCS=1 cargo test --test tidy");
}

/// `schemas/` holds what editors complete and check by; `UPDATE_DOCS=1 cargo test --test tidy` writes it.
#[test]
fn the_schemas_are_those_of_the_code() {
    for (name, schema) in briefing::commands::schema::schemas() {
        same(&format!("schemas/{name}.schema.json"), &briefing::commands::schema::text(&schema));
    }
}

/// Editors are told of every content file that a schema can be given for: front matter has none.
#[test]
fn every_schema_of_a_whole_file_is_named_for_editors() {
    let rules = std::fs::read_to_string(".taplo.toml").unwrap();
    let by_hand = |name: &str| !["source", "subject", "page", "verified", "versions"].contains(&name);
    for (name, _) in briefing::commands::schema::schemas().into_iter().filter(|(name, _)| by_hand(name)) {
        let both = [format!("{name}.toml\""), format!("schemas/{name}.schema.json")];
        assert!(both.iter().all(|words| rules.contains(words)), "no rule for `{name}` in .taplo.toml");
    }
}

/// What the program and its templates ask the theme for: whole keys, and the written parts of composed
/// ones.
fn asked() -> (BTreeSet<String>, BTreeSet<Vec<String>>) {
    let mut whole = BTreeSet::new();
    let mut composed = BTreeSet::new();
    for (_, text) in sources() {
        for literal in without_tests(&text).split('"').skip(1).step_by(2) {
            let parts: Vec<String> = literal
                .split('{')
                .enumerate()
                .map(|(n, part)| {
                    if n == 0 { part } else { part.split_once('}').map_or(" ", |(_, rest)| rest) }.to_owned()
                })
                .collect();
            let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c);
            if !parts.iter().all(|part| part.chars().all(is_key)) {
                continue;
            }
            let written: usize = parts.iter().map(|part| part.trim_matches('.').len()).sum();
            match parts.as_slice() {
                [key] => drop(whole.insert(key.clone())),
                _ if literal.contains(['.', '_']) && written >= 3 => drop(composed.insert(parts)),
                _ => {}
            }
        }
    }
    let templates = walkdir::WalkDir::new("templates").into_iter().filter_map(Result::ok);
    for path in templates.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|e| e == "html"))
    {
        let text = std::fs::read_to_string(path).unwrap();
        for (at, _) in text.match_indices("t.") {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                continue;
            }
            let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
            let key: String = text[at + 2..].chars().take_while(|c| is_key(*c)).collect();
            let dynamic = text[at + 2 + key.len()..].starts_with('[');
            if dynamic {
                composed.insert(vec![format!("{key}."), String::new()])
            } else {
                whole.insert(key)
            };
        }
    }
    (whole, composed)
}

/// Whether a key is made of these parts with something between them.
fn is_made_of(parts: &[String], key: &str) -> bool {
    let (first, last) = (&parts[0], &parts[parts.len() - 1]);
    let Some(mut rest) = key.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str())) else {
        return false;
    };
    for part in &parts[1..parts.len() - 1] {
        let Some(at) = rest.find(part.as_str()) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[test]
fn the_shipped_words_are_those_that_something_asks_for() {
    let (asked, composed) = asked();
    let words = shipped_words();
    let groups = |key: &str| key.match_indices('.').map(|(at, _)| key[..at].to_owned()).collect::<Vec<_>>();
    let is_asked = |key: &str| {
        asked.contains(key)
            || groups(key).iter().any(|group| asked.contains(group))
            || composed.iter().any(|parts| is_made_of(parts, key) || groups(key).iter().any(|g| is_made_of(parts, g)))
    };
    let idle: Vec<&str> = words.keys().filter(|key| !is_asked(key)).collect();
    assert!(idle.is_empty(), "nothing asks for {idle:#?}");
}

#[test]
fn templates_ask_for_no_word_that_the_shipped_theme_lacks() {
    let words = shipped_words();
    let has = |key: &str| words.has(key) || words.group(key).next().is_some();
    let mut lacking = Vec::new();
    for path in walkdir::WalkDir::new("templates").into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path)
    {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (at, _) in text.match_indices(" t.") {
            let key: String =
                text[at + 3..].chars().take_while(|c| c.is_ascii_alphanumeric() || "_.".contains(*c)).collect();
            if !has(key.trim_end_matches('.')) {
                lacking.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// A dotted literal that begins with a group of words is a key: it must be there, or be a group itself.
#[test]
fn the_program_asks_for_no_word_that_the_shipped_theme_lacks() {
    let words = shipped_words();
    let groups: BTreeSet<&str> = words.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    let has = |key: &str| words.has(key) || words.group(key).next().is_some();
    let (asked, _) = asked();
    let is_of_a_group = |key: &&String| {
        let (group, rest) = key.split_once('.').unwrap_or_default();
        groups.contains(group)
            && !rest.is_empty()
            && !key.ends_with('.')
            && !ENDINGS.iter().any(|end| key.ends_with(end))
    };
    let lacking: Vec<&String> = asked.iter().filter(is_of_a_group).filter(|key| !has(key)).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// Names of files begin as some groups of words do.
const ENDINGS: [&str; 8] = [".html", ".md", ".toml", ".json", ".csv", ".js", ".xml", ".bib"];

/// A new status or kind is one line in `src` and its words: this names the words that it still needs.
#[test]
fn every_word_of_an_enumeration_has_words_for_readers() {
    let words = shipped_words();
    let groups: [(&str, &[&str]); 15] = [
        ("status", Status::WORDS),
        ("status_plural", Status::WORDS),
        ("status_within", Status::WORDS),
        ("status_note", Status::WORDS),
        ("conflict", ConflictKind::WORDS),
        ("gap", GapReason::WORDS),
        ("standing", Standing::WORDS),
        ("damage", Damage::WORDS),
        ("damage_note", Damage::WORDS),
        ("standing_note", Standing::WORDS),
        ("correction", CorrectionKind::WORDS),
        ("aspect", Aspect::WORDS),
        ("dating", Dating::WORDS),
        ("document", DocumentKind::WORDS),
        ("precision", Precision::WORDS),
    ];
    let mut keys: Vec<String> = groups
        .iter()
        .flat_map(|(group, all)| all.iter().map(move |word| format!("{group}.{}", word.replace(' ', "_"))))
        .collect();
    for status in Status::ALL.iter().filter(|status| status.outlook() != Outlook::Done) {
        keys.extend(Precision::WORDS.iter().map(|word| format!("precision_{}.{word}", status.word())));
    }
    keys.extend(Words::ALL.iter().map(|(word, _)| format!("reference.{word}")));
    let ahead = Status::ALL.iter().filter(|status| status.outlook() == Outlook::Ahead);
    keys.extend(ahead.map(|status| format!("audit_told.status_{}", status.word())));
    for what in ["subject", "period", "status"] {
        keys.extend(Stated::WORDS.iter().map(|word| format!("stated.{what}_{word}")));
    }
    let lacking: Vec<&String> = keys.iter().filter(|key| !words.has(key)).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
    let known = |group: &str| keys.iter().any(|key| key.starts_with(&format!("{group}."))) || CHOSEN.contains(&group);
    let open: Vec<String> = composed_groups().into_iter().filter(|group| !known(group)).collect();
    assert!(open.is_empty(), "which words may follow in these groups? {open:?}");
}

/// References are written in the words of a page's language; where none are asked for, they are those of English.
#[test]
fn the_words_of_references_are_those_of_the_english_file() {
    let words = shipped_words();
    for (word, english) in Words::ALL {
        assert_eq!(words.get(&format!("reference.{word}")), *english, "{word}");
    }
}

/// Groups of which the program chooses a word by literals of its own, which the pages in tests show.
const CHOSEN: [&str; 11] = [
    "check",
    "conflicts",
    "matrix",
    "nav",
    "not_drawn",
    "origins",
    "place",
    "place_short",
    "quoting",
    "target",
    "part",
];

/// The groups from which a word is taken that is no literal.
fn composed_groups() -> BTreeSet<String> {
    let mut groups = BTreeSet::new();
    for (path, text) in sources() {
        let words_pages = ["src/plan", "src/render", "src/export", "src/commands"];
        if !words_pages.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let text = without_tests(&text);
        let called = text.match_indices(" word(\"").map(|(at, call)| &text[at + call.len()..]);
        let asked = text.match_indices("format!(\"").map(|(at, call)| &text[at + call.len()..]);
        groups.extend(called.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        let group = |rest: &str| Some(rest.split_once(".{")?.0.to_owned());
        let is_group = |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !name.is_empty();
        groups.extend(asked.filter_map(group).filter(is_group));
    }
    groups
}
