//! A new briefing from an empty folder, as the one who begins it sees it.
#![allow(clippy::disallowed_methods, reason = "runs the program and looks at what it wrote")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use walkdir::WalkDir;

/// A folder of one's own, in which commands run.
struct Desk(tempfile::TempDir);

struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command line in a folder, with nobody to answer questions.
    fn run(&self, folder: &str, words: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.args(words).current_dir(self.path(folder)).stdin(Stdio::null());
        let Output { status, stdout, stderr } = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    fn done(&self, folder: &str, words: &[&str]) -> String {
        let Run { status, out, err } = self.run(folder, words);
        assert_eq!(status, 0, "{words:?}: {out}{err}");
        out
    }

    fn files(&self, folder: &str) -> Vec<String> {
        let top = self.path(folder);
        let files = WalkDir::new(&top).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = files.filter(|entry| entry.file_type().is_file());
        files.map(|entry| name(&top, entry.path())).collect()
    }
}

fn name(top: &Path, path: &Path) -> String {
    path.strip_prefix(top).unwrap().to_str().unwrap().to_owned()
}

/// Nothing but what a new briefing cannot know: where it will be published, which words its languages lack.
fn is_clean(check: &str) -> bool {
    let told = check.lines().filter(|line| line.starts_with("warning[") || line.starts_with("error["));
    told.filter(|line| !line.starts_with("warning[theme-words]")).count() == 0
}

#[test]
fn a_new_briefing_checks_verifies_and_builds_in_any_of_its_languages() {
    for languages in ["en", "de", "es,en", "zh,en", "de,fr,en,zh"] {
        let desk = Desk::new();
        desk.done("", &["init", "mine", "--lang", languages]);
        let check = desk.done("mine", &["check"]);
        assert!(is_clean(&check), "{languages}: {check}");
        assert!(!check.contains("hint[unverified]"), "{languages}: {check}");
        let verify = desk.done("mine", &["verify", "--archive", "archive"]);
        assert!(
            verify.starts_with("7 facts: 7 found, 0 repaired, 0 absent") && is_clean(&verify),
            "{languages}: {verify}"
        );
        desk.done("mine", &["build"]);
        let first = languages.split(',').next().unwrap();
        assert!(desk.read("mine/site.toml").contains(&format!("languages   = [\"{first}\"")));
        assert!(desk.path("mine/site/towns/aldmouth.html").exists());
    }
}

#[test]
fn it_shows_what_a_briefing_can_say() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    desk.done("mine", &["build"]);
    let compare = desk.read("mine/site/compare.html");
    assert!(compare.contains("no source says") || compare.contains("No source"), "a gap: {compare}");
    assert!(desk.read("mine/site/conflicts.html").contains("customs office"));
    assert!(desk.read("mine/site/facts/brayle-berths-target-2025.html").contains("2025"));
    assert!(desk.read("mine/content/verified.toml").ends_with("# end of 7 entries\n"));
}

#[test]
fn in_one_language_texts_stand_alone() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "de", "--title", "Häfen & Küste"]);
    let site = desk.read("mine/site.toml");
    assert!(site.contains("title       = \"Häfen & Küste\"") && site.contains("label    = \"Stadt\""), "{site}");
    assert!(!site.contains("{ de ="), "{site}");
    assert!(desk.read("mine/content/towns/aldmouth.md").contains("title = \"Aldmouth\""));
    assert!(!desk.files("mine").iter().any(|path| path.ends_with(".de.md") || path.ends_with(".en.md")));
}

#[test]
fn an_empty_one_holds_no_example_and_builds() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--empty", "--lang", "de,en", "--title", "de=Meins", "--title", "en=Mine"]);
    assert!(is_clean(&desk.done("mine", &["check"])));
    desk.done("mine", &["build"]);
    let content: Vec<String> = desk.files("mine/content");
    assert_eq!(content, ["index.md", "indicators.toml"]);
    assert!(desk.read("mine/site.toml").contains("{ de = \"Meins\", en = \"Mine\" }"));
    let site = desk.read("mine/site.toml");
    assert!(!site.contains("aldmouth") && !site.contains("invented"), "{site}");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    std::fs::write(desk.path("mine/notes.txt"), "mine").unwrap();
    let run = desk.run("", &["init", "mine"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.starts_with("error: `mine` is not empty: it holds `notes.txt`; nothing was written\n"),
        "{}",
        run.err
    );
    assert_eq!(desk.files("mine"), ["notes.txt"]);
    std::fs::remove_file(desk.path("mine/notes.txt")).unwrap();
    std::fs::create_dir(desk.path("mine/.git")).unwrap();
    desk.done("mine", &["init", "."]);
    assert!(desk.path("mine/site.toml").exists());
}

#[test]
fn what_would_be_written_is_shown_and_nothing_is_written() {
    let desk = Desk::new();
    let out = desk.done("", &["init", "mine", "--dry-run"]);
    assert!(out.contains("content/towns/aldmouth.md:1\n+ +++\n"), "{out}");
    assert!(!desk.path("mine").exists());
}

#[test]
fn languages_that_are_none_are_refused() {
    let desk = Desk::new();
    for (given, told) in [("DE", "`DE` is no language code"), ("de,de", "the language `de` is named twice")] {
        let run = desk.run("", &["init", "mine", "--lang", given]);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(told), "{}", run.err);
    }
    assert!(!desk.path("mine").exists());
}

#[test]
fn new_records_are_ready_to_be_filled_in() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "de,en"]);
    for words in [
        &["new", "town", "Neuhafen Süd"][..],
        &["new", "organisation", "Zoll", "--slug", "customs"],
        &["new", "programme", "Plan 2040"],
        &["new", "page", "Über uns", "en=About us"],
        &["new", "indicator", "Umsatz", "en=Turnover", "--unit", "EUR"],
    ] {
        desk.done("mine", words);
    }
    assert!(
        desk.read("mine/content/towns/neuhafen-sued.md")
            .contains("title     = { de = \"Neuhafen Süd\", en = \"Neuhafen Süd\" }")
    );
    let indicators = desk.read("mine/content/indicators.toml");
    assert!(indicators.contains("id         = \"umsatz\"\nlabel      = { de = \"Umsatz\", en = \"Turnover\" }"));
    desk.done("mine", &["new", "indicator", "Kräne"]);
    assert!(desk.read("mine/content/indicators.toml").contains("label      = { de = \"Kräne\" }"));
    assert!(desk.done("mine", &["check"]).contains("missing-translation"), "what is not translated is told");
    std::fs::write(desk.path("mine/content/indicators.toml"), indicators).unwrap();
    let check = desk.done("mine", &["check"]);
    assert!(is_clean(&check) || check.contains("empty-cell"), "{check}");
}

#[test]
fn several_records_of_a_kind_are_made_at_once_and_none_is_left_out() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "de,en", "--empty"]);
    desk.done("mine", &["new", "town", "Haven", "Brink", "en=Brinkley"]);
    assert!(desk.read("mine/content/towns/brink.md").contains("en = \"Brinkley\""));
    assert!(desk.path("mine/content/towns/haven.md").exists());
    desk.done("mine", &["new", "town", "Quell", "--alias", "奎尔", "--alias", "Stadt Quell"]);
    assert!(desk.read("mine/content/towns/quell.md").contains("aliases = { de = [\"奎尔\", \"Stadt Quell\"] }"));
    desk.done("mine", &["new", "indicator", "Boote", "Stege"]);
    assert_eq!(desk.read("mine/content/indicators.toml").matches("[[indicator]]").count(), 2);
    let run = desk.run("mine", &["new", "town", "New", "Harbour", "--slug", "x"]);
    assert!(run.status == 2 && run.err.contains("`New`, `Harbour` are 2 records"), "{}", run.err);
}

#[test]
fn labels_name_units_scales_and_what_a_rate_is_reckoned_on_and_words_say_where_a_fact_applies() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "en", "--empty"]);
    let entry = |id: &str, unit: &str, label: &str| {
        format!("[[indicator]]\nid = \"{id}\"\nlabel = \"{label}\"\nunit = \"{unit}\"\ndefinition = \"{label}\"\n")
    };
    let indicators = entry("a", "GBP", "Revenue (£ bn)")
        + &entry("b", "count per 1000", "Births per 1,000 people")
        + &entry("c", "EUR per t", "Price of a tonne, class M");
    std::fs::write(desk.path("mine/content/indicators.toml"), &indicators).unwrap();
    let check = desk.done("mine", &["check"]);
    assert!(!check.contains("naked-number"), "{check}");
    let naked = indicators.replace("class M", "12 classes");
    std::fs::write(desk.path("mine/content/indicators.toml"), naked).unwrap();
    assert!(desk.run("mine", &["check"]).out.contains("`12` has no fact behind it"));
    std::fs::write(desk.path("mine/content/indicators.toml"), indicators).unwrap();
    desk.done("mine", &["new", "town", "Haven"]);
    std::fs::write(
        desk.path("a.txt"),
        "Board\n4 March 2023\n\nThe year\n\nIn 2022, Haven had 12 births per 1,000 people.\n",
    )
    .unwrap();
    desk.done("mine", &["add", "source", "../a.txt", "--publisher", "Board", "--title", "Year", "--no-drafts"]);
    let words = ["add", "fact", "12 births per 1,000 people", "--subject", "town:haven", "--indicator", "b"];
    desk.done("mine", &[&words[..], &["--of", "those who live there"]].concat());
    let check = desk.done("mine", &["check"]);
    assert!(!check.contains("error["), "{check}");
}

#[test]
fn a_record_that_is_there_is_not_overwritten() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    let before = desk.read("mine/content/towns/brayle.md");
    let run = desk.run("mine", &["new", "town", "Brayle"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("`content/towns/brayle.md` is there already; nothing was written"), "{}", run.err);
    assert_eq!(desk.read("mine/content/towns/brayle.md"), before);
    let run = desk.run("mine", &["new", "indicator", "Berths"]);
    assert!(run.status == 2 && run.err.contains("the indicator `berths` is there already"), "{}", run.err);
    let run = desk.run("mine", &["new", "twon", "X"]);
    assert!(run.status == 2 && run.err.contains("did you mean `town`?"), "{}", run.err);
    let run = desk.run("mine", &["new", "town", "杭州"]);
    assert!(run.status == 2 && run.err.contains("--slug"), "{}", run.err);
}

#[test]
fn words_to_translate_stand_first_and_nothing_translated_is_lost() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "en,it"]);
    desk.done("mine", &["words", "it"]);
    let path = "mine/templates/strings/it.toml";
    let file = desk.read(path);
    assert!(file.starts_with("# Words of the interface in `it`. ") && file.contains("\n# frame.skip = \""), "{file}");
    std::fs::write(desk.path(path), file.replace("# frame.skip = ", "# a first word\nframe.skip = ")).unwrap();
    desk.done("mine", &["words", "it"]);
    let file = desk.read(path);
    assert!(file.contains("\n# a first word\nframe.skip = \""), "{file}");
    assert!(!file.contains("# frame.skip"), "{file}");
    assert!(desk.path("mine/templates/locale/it.toml").exists() || file.contains("it"));
    let check = desk.done("mine", &["check"]);
    assert!(check.contains("words of the theme are missing in `it`"), "{check}");
}

/// A German document, in words that the starter's subjects and indicators have.
const ARTICLE: &str = "Küstenblatt, 3. Februar 2026\nNeue Anschlüsse im Hafen\n\n\
    Aldmouth hatte Ende 2025 rund 15 Liegeplätze mit Landstrom. Bis 2031 plant Aldmouth 40 Liegeplätze mit Landstrom.\n\
    Brayle schlug 2025 rund 1,9 Millionen Tonnen Fracht um, 5,6 Prozent mehr als im Vorjahr.\n";

/// A desk with a new briefing in German and English, and a document beside it.
fn with_article() -> Desk {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "de,en"]);
    std::fs::write(desk.path("neue-kurve.txt"), ARTICLE).unwrap();
    desk
}

#[test]
fn a_document_becomes_a_source_with_a_draft_of_each_figure() {
    let desk = with_article();
    desk.done("mine", &["add", "source", "../neue-kurve.txt"]);
    assert_eq!(desk.read("mine/archive/neue-kurve.txt"), ARTICLE);
    let record = desk.read("mine/content/sources/neue-kurve/index.md");
    for line in [
        "title     = { de = \"Neue Anschlüsse im Hafen\" }",
        "publisher = { de = \"Küstenblatt\", en = \"Küstenblatt\" }",
        "published = \"2026-02-03\"",
        "dating    = \"printed\"",
        "archive   = \"neue-kurve.txt\"",
        "language  = \"de\"",
    ] {
        assert!(record.contains(line), "{line}\n{record}");
    }
    let sheet = desk.read("mine/content/sources/neue-kurve/facts.toml");
    assert_eq!(sheet.matches("draft     = true\n").count(), 4, "{sheet}");
    let target = "subject   = \"town:aldmouth\"   # or town:brayle\nindicator = \"berths\"\nperiod    = \"2031\"\n\
                  value     = \"40\"\nstatus    = \"target\"\n";
    assert!(sheet.contains(target), "{sheet}");
    let sum = "indicator = \"freight\"\nperiod    = \"2025\"\nvalue     = \"~1,9 Millionen Tonnen\"   # t\nstatus    = \"actual\"\n";
    assert!(sheet.contains(sum), "{sheet}");
}

#[test]
fn drafts_are_counted_and_built_only_as_drafts_until_they_are_read() {
    let desk = with_article();
    desk.done("mine", &["ingest", "../neue-kurve.txt"]);
    let check = desk.run("mine", &["check"]);
    assert!(
        check.status == 1 && check.out.contains("error[draft]: 4 facts are drafts that nobody has read"),
        "{}",
        check.out
    );
    assert_eq!(desk.run("mine", &["build"]).status, 1);
    desk.done("mine", &["build", "--drafts"]);
    assert!(!desk.path("mine/site/facts/aldmouth-berths-2025.html").exists());
    let path = "mine/content/sources/neue-kurve/facts.toml";
    // The last is of no indicator; the others are right.
    let sheet = desk.read(path);
    let kept = &sheet[..sheet.rfind("[[fact]]").unwrap()];
    std::fs::write(desk.path(path), kept.replace("draft     = true\n", "")).unwrap();
    // One of them fills a gap of the example.
    std::fs::remove_file(desk.path("mine/content/gaps.toml")).unwrap();
    desk.done("mine", &["check"]);
    let verify = desk.done("mine", &["verify", "--archive", "archive"]);
    assert!(verify.starts_with("10 facts: 10 found") && is_clean(&verify), "{verify}");
    desk.done("mine", &["build"]);
    assert!(desk.path("mine/site/facts/aldmouth-berths-2025.html").exists());
}

#[test]
fn a_document_is_added_once_and_nothing_is_overwritten() {
    let desk = with_article();
    desk.done("mine", &["add", "source", "../neue-kurve.txt"]);
    let run = desk.run("mine", &["add", "source", "../neue-kurve.txt", "--slug", "again"]);
    assert!(run.status == 2 && run.err.contains("this very document is a source already"), "{}", run.err);
    std::fs::write(desk.path("neue-kurve.txt"), format!("{ARTICLE}\nMehr.\n")).unwrap();
    let run = desk.run("mine", &["add", "source", "../neue-kurve.txt"]);
    assert!(run.status == 2 && run.err.contains("there is a source `neue-kurve` already"), "{}", run.err);
    let run = desk.run("mine", &["add", "source", "../neue-kurve.txt", "--slug", "other"]);
    assert!(
        run.status == 2 && run.err.contains("is another document with the same name; nothing was written"),
        "{}",
        run.err
    );
    assert!(!desk.path("mine/content/sources/other").exists());
    let run = desk.run("mine", &["add", "source", "../nothing.txt"]);
    assert!(run.status == 2 && run.err.contains("there is no file `../nothing.txt`"), "{}", run.err);
    std::fs::write(desk.path("scan.pdf"), b"%PDF-1.7 ...").unwrap();
    let run = desk.run("mine", &["add", "source", "../scan.pdf"]);
    assert!(run.status == 1 && run.err.contains("`../scan.pdf` cannot be read as a document"), "{}", run.err);
}

#[test]
fn a_copy_of_a_document_that_is_held_is_told() {
    let desk = with_article();
    let long = "Aldmouth und Brayle haben im Hafen viele neue Anlagen gebaut, und die Schiffe liegen dort länger als früher.\n";
    std::fs::write(desk.path("neue-kurve.txt"), format!("{ARTICLE}{long}")).unwrap();
    std::fs::write(desk.path("kopie.txt"), format!("Nachdruck\n\n{long}")).unwrap();
    desk.done("mine", &["add", "source", "../neue-kurve.txt"]);
    let run = desk.run("mine", &["add", "source", "../kopie.txt"]);
    assert!(run.err.contains("they may be one witness"), "{}", run.err);
    assert!(desk.read("mine/content/sources/kopie/index.md").contains("# `neue-kurve` and `kopie` share "));
}

#[test]
fn one_more_figure_of_an_old_document_is_one_command() {
    let desk = with_article();
    desk.done("mine", &["add", "source", "../neue-kurve.txt"]);
    let words = "1,9 Millionen Tonnen Fracht";
    desk.done(
        "mine",
        &["add", "fact", words, "--subject", "town:brayle", "--indicator", "freight", "--id", "brayle-fracht"],
    );
    let sheet = desk.read("mine/content/sources/neue-kurve/facts.toml");
    let entry = &sheet[sheet.rfind("[[fact]]").unwrap()..];
    assert_eq!(
        entry,
        "[[fact]]\nid        = \"brayle-fracht\"\nsubject   = \"town:brayle\"\nindicator = \"freight\"\nperiod    = \"2025\"\n\
         value     = \"~1,9 Millionen Tonnen\"   # t\nstatus    = \"actual\"\nexcerpt   = \"1,9 Millionen Tonnen Fracht\"\nline      = 5\n"
    );
    for (words, told) in [
        (&["add", "fact", "zwölf Kräne"][..], "no document of `archive` has `zwölf Kräne`"),
        (&["add", "fact", words, "--subject", "town:brayl"], "did you mean `town:brayle`?"),
        (&["add", "fact", words, "--id", "brayle-fracht"], "there is a fact `brayle-fracht` already"),
    ] {
        let run = desk.run("mine", words);
        assert!(run.status == 2 && run.err.contains(told), "{words:?}: {}", run.err);
    }
}

#[test]
fn a_record_is_renamed_in_all_files_and_its_old_name_is_kept() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    let shown = desk.done("mine", &["rename", "town:aldmouth", "port-aldmouth", "--dry-run"]);
    assert!(
        shown.contains("+ subject   = \"town:port-aldmouth\"") && desk.path("mine/content/towns/aldmouth.md").exists()
    );
    desk.done("mine", &["rename", "town:aldmouth", "port-aldmouth"]);
    assert!(desk.read("mine/content/towns/port-aldmouth.md").contains("formerly  = [\"aldmouth\"]"));
    assert!(!desk.path("mine/content/towns/aldmouth.md").exists());
    assert!(desk.read("mine/content/index.md").contains("(town:port-aldmouth)"));
    desk.done("mine", &["rename", "fact:aldmouth-berths-2024", "fact:aldmouth-places-2024"]);
    assert!(desk.read("mine/content/derived.toml").contains("\"aldmouth-places-2024 + brayle-berths-2024\""));
    desk.done("mine", &["verify", "--archive", "archive", "--record"]);
    assert!(is_clean(&desk.done("mine", &["check"])));
    for (words, told) in [
        (&["rename", "town:brayl", "x"][..], "did you mean `town:brayle`?"),
        (&["rename", "town:brayle", "port-aldmouth"], "there is a `town:port-aldmouth` already"),
        (&["rename", "fact:brayle-berths-2024", "berths-2024"], "there is a `derived:berths-2024` already"),
        (&["rename", "town:brayle", "organisation:x"], "is another kind of record"),
        (&["rename", "brayle", "x"], "`brayle` names no record"),
    ] {
        let run = desk.run("mine", words);
        assert!(run.status == 2 && run.err.contains(told), "{words:?}: {}", run.err);
    }
}

#[test]
fn slips_of_one_letter_and_wrong_lines_are_mended() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    let path = "mine/content/sources/harbour-report/facts.toml";
    let right = desk.read(path);
    let wrong = right.replacen("\"town:brayle\"", "\"town:brayl\"", 1).replacen("\"actual\"", "\"aktual\"", 1);
    std::fs::write(desk.path(path), wrong.replacen("line      = 6", "line      = 5", 1)).unwrap();
    let shown = desk.run("mine", &["check", "--fix", "--dry-run"]).out;
    assert!(shown.contains("`town:brayl` → `town:brayle`") && shown.contains("`aktual` → `actual`"), "{shown}");
    desk.done("mine", &["check", "--fix"]);
    desk.done("mine", &["check", "--fix", "--archive", "archive"]);
    assert_eq!(desk.read(path), right);
}

#[test]
fn a_table_is_imported_by_a_map_and_what_is_wrong_is_told_cell_by_cell() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    std::fs::write(
        desk.path("plaetze.csv"),
        "Stadt;Jahr;Plätze\nAldmouth;2023;11\nBrayle;2023;4\nHof;2023;k. A.\nAldmouth;2024;\n;;\n",
    )
    .unwrap();
    let add = ["add", "source", "../plaetze.csv", "--no-drafts", "--title", "Plätze", "--publisher", "Amt"];
    desk.done("mine", &add);
    let map = "subject = { column = \"Stadt\" }\nperiod = { column = \"Jahr\" }\n\
               [[figure]]\ncolumn = \"Plätze\"\nindicator = \"berths\"\n";
    std::fs::write(desk.path("map.toml"), map.replace("Plätze", "Plätz")).unwrap();
    let run = desk.run("mine", &["import", "../plaetze.csv", "--map", "../map.toml"]);
    assert!(
        run.status == 1 && run.err.contains("the table has no column `Plätz`: did you mean `Plätze`?"),
        "{}",
        run.err
    );
    std::fs::write(desk.path("map.toml"), format!("{map}behind = \" Euro\"\n")).unwrap();
    let run = desk.run("mine", &["import", "../plaetze.csv", "--map", "../map.toml"]);
    assert!(run.status == 1 && run.err.contains("C2: `11 Euro`"), "{}", run.err);
    assert!(!desk.path("mine/content/sources/plaetze/facts.toml").exists());
    std::fs::write(desk.path("map.toml"), map).unwrap();
    let run = desk.run("mine", &["import", "../plaetze.csv", "--map", "../map.toml"]);
    for told in ["2 facts\n", "as there is no number: C4: `k. A.`\n", "as nothing stands there: row 5 of `Plätze`\n"] {
        assert!(run.status == 0 && run.err.contains(told), "{told}: {}", run.err);
    }
    let sheet = desk.read("mine/content/sources/plaetze/facts.toml");
    assert!(sheet.contains("id        = \"brayle-berths-2023\"") && sheet.contains("cell      = \"C3\""), "{sheet}");
    let verify = desk.done("mine", &["verify", "--archive", "archive"]);
    assert!(verify.starts_with("9 facts: 9 found"), "{verify}");
}

#[test]
fn a_map_is_proposed_for_a_table_and_takes_it_once_it_is_filled_in() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    let table = "Town,Year,Berths with shore power,Freight handled (million tonnes),Cranes,Remark\n\
                 Aldmouth,2023,11,1.2,4,new\nBrayle,2023,4,0.8,n/a,\nCorwick,2023,2,0.1,1,\n";
    std::fs::write(desk.path("t.csv"), table).unwrap();
    desk.done("mine", &["add", "source", "../t.csv", "--no-drafts", "--title", "Table", "--publisher", "Office"]);
    let map = desk.done("mine", &["import", "../t.csv"]);
    let told = [
        "subject = { column = \"Town\", names = { \"Corwick\" = \"…\" } }\n",
        "period  = { column = \"Year\" }\n",
        "column    = \"Berths with shore power\"\nindicator = \"berths\"\n\n",
        "indicator = \"freight\"\nbehind    = \" million tonnes\"\n",
        "indicator = \"…\"   # one of: berths, freight; or `briefing new indicator \"Cranes\"`\n",
    ];
    for told in told {
        assert!(map.contains(told), "{told}: {map}");
    }
    assert!(!map.contains("Remark") && !desk.path("mine/content/sources/t/facts.toml").exists(), "{map}");
    std::fs::write(desk.path("map.toml"), &map).unwrap();
    let run = desk.run("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    assert!(run.status == 1 && run.err.contains("there is no indicator `…`"), "{}", run.err);
    let filled = map.replace("Corwick\" = \"…", "Corwick\" = \"town:brayle").replace("\"…\"", "\"berths\"");
    let filled = format!(
        "id = \"{{subject}}-table-{{period}}\"\n{}",
        filled.split("\n[[figure]]\ncolumn    = \"Cranes\"").next().unwrap()
    );
    std::fs::write(desk.path("map.toml"), filled.replace("Corwick\" = ", "Nobody\" = ")).unwrap();
    let run = desk.run("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    assert!(run.status == 1 && run.err.contains("`Corwick` names no subject"), "{}", run.err);
    std::fs::write(desk.path("wide.csv"), "Town,2023,2024\nAldmouth,11,12\n").unwrap();
    desk.done("mine", &["add", "source", "../wide.csv", "--no-drafts", "--title", "Wide", "--publisher", "Office"]);
    let map = desk.done("mine", &["import", "../wide.csv"]);
    assert!(map.contains("column    = \"2024\"") && map.contains("period    = { is = \"2024\" }"), "{map}");
}

/// A page of a PDF: contents, page numbers and numbers of headings are its furniture.
const PAGED: &str = "Harbour authority\nYearly statement\n\n1  Berths ........ 2\n2  Freight ....... 3\n\n      1\n\u{C}1 Berths\n\n\
    At the end of 2025, the town of Aldmouth had 15 berths with shore power,\nup from 12 a year earlier. On the other side, \
    Brayle had nine berths\nwith shore power.\n\n      2\n\u{C}2 Freight\n\nBrayle handled freight of 1.9 million tonnes in 2025.\n\n      3\n";

#[test]
fn of_a_paged_document_only_the_text_is_drafted_and_by_the_line_where_an_excerpt_begins() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    std::fs::write(desk.path("statement.txt"), PAGED).unwrap();
    desk.done(
        "mine",
        &["add", "source", "../statement.txt", "--publisher", "Harbour authority", "--published", "2026-02-01"],
    );
    let sheet = desk.read("mine/content/sources/statement/facts.toml");
    let values: Vec<&str> = sheet.lines().filter_map(|line| line.strip_prefix("value     = ")).collect();
    assert_eq!(values, ["\"15\"", "\"12\"", "\"nine\"", "\"1.9 million tonnes\"   # t"], "{sheet}");
    assert!(sheet.contains("excerpt   = \"Brayle had nine berths with shore power\"\nline      = 11\n"), "{sheet}");
}

#[test]
fn number_words_are_found_when_a_person_quotes_them() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    std::fs::write(desk.path("cranes.txt"), "In 2025 Brayle had seven cranes.\n").unwrap();
    let add = ["add", "source", "../cranes.txt", "--title", "Cranes", "--publisher", "Port", "--published", "2026"];
    desk.done("mine", &add);
    assert!(!desk.read("mine/content/sources/cranes/facts.toml").contains("[[fact]]"), "cranes are not measured");
    desk.done("mine", &["add", "fact", "Brayle had seven cranes", "--subject", "town:brayle", "--indicator", "berths"]);
    assert!(desk.read("mine/content/sources/cranes/facts.toml").contains("value     = \"seven\""));
}

#[test]
fn what_the_head_of_a_document_says_of_it_is_read() {
    for (head, title, publisher) in [
        ("Harbour News\n3 February 2026\n\nCranes arrive\n", "Cranes arrive", "Harbour News"),
        ("Cranes arrive\n\nHarbour News, 3 February 2026\n", "Cranes arrive", "Harbour News"),
        ("Cranes arrive\n\nHarbour News, Tuesday 3 February 2026\n", "Cranes arrive", "Harbour News"),
        ("Port authority\nYearly report 2025\nAdopted on 3 February 2026\n", "Yearly report 2025", "Port authority"),
        ("Port authority\nPublished 3 February 2026\n\nCranes arrive\n", "Cranes arrive", "Port authority"),
        ("Cranes arrive. They are tall.\nPublished on 3 February 2026\n", "Cranes arrive. They are tall.", "…"),
    ] {
        let desk = Desk::new();
        desk.done("", &["init", "mine"]);
        std::fs::write(desk.path("cranes.txt"), format!("{head}\nThe port has many cranes, and they are new.\n"))
            .unwrap();
        desk.done("mine", &["add", "source", "../cranes.txt"]);
        let record = desk.read("mine/content/sources/cranes/index.md");
        for line in [format!("title     = \"{title}\""), format!("publisher = \"{publisher}\"")] {
            assert!(record.contains(&line), "{line}\n{record}");
        }
        assert!(record.contains("published = \"2026-02-03\""), "{record}");
    }
}

#[test]
fn a_number_that_stands_in_a_cell_and_inside_another_is_found_in_its_cell() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    std::fs::write(desk.path("t.csv"), "Town,Year,Berths\nAldmouth,2024,20\nBrayle,2024,4\nAldmouth,2023,2\n").unwrap();
    desk.done("mine", &["add", "source", "../t.csv", "--no-drafts", "--title", "Berths", "--publisher", "Office"]);
    let map = "id = \"{subject}-table-{period}\"\nsubject = { column = \"Town\" }\nperiod = { column = \"Year\" }\n\
               [[figure]]\ncolumn = \"Berths\"\nindicator = \"berths\"\n";
    std::fs::write(desk.path("map.toml"), map).unwrap();
    desk.done("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    let verify = desk.run("mine", &["verify", "--archive", "archive"]).out;
    assert!(verify.starts_with("10 facts: 10 found"), "{verify}");
    assert!(!verify.contains("column of dates") && !verify.contains("other-place"), "{verify}");
    // The same table twice, and an indicator that there is not: each told once, and nothing is written.
    let run = desk.run("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    assert!(run.status == 1 && run.err.contains("C2: a fact names this cell already"), "{}", run.err);
    std::fs::write(desk.path("map.toml"), map.replace("\"berths\"", "\"cranes\"")).unwrap();
    let run = desk.run("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    assert_eq!(run.err.matches("there is no indicator `cranes`").count(), 1, "{}", run.err);
    std::fs::write(desk.path("t.txt"), "Words only, and no table.\n").unwrap();
    let run = desk.run("mine", &["import", "../t.txt", "--map", "../map.toml"]);
    assert!(run.status == 1 && run.err.contains("is no table"), "{}", run.err);
    std::fs::write(desk.path("one.csv"), "40\n50\n").unwrap();
    desk.done("mine", &["add", "source", "../one.csv", "--no-drafts", "--title", "One", "--publisher", "Office"]);
    let run = desk.run("mine", &["import", "../one.csv", "--map", "../map.toml"]);
    assert!(run.status == 1 && run.err.contains("no row of heads"), "{}", run.err);
}

#[test]
fn a_table_is_read_in_its_own_language_whatever_the_briefing_is_written_in() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--lang", "de"]);
    std::fs::write(desk.path("t.csv"), "Town,Year,Freight\nBrayle,2023,1.234\n").unwrap();
    let map = "subject = { column = \"Town\" }\nperiod = { column = \"Year\" }\n\
               [[figure]]\ncolumn = \"Freight\"\nindicator = \"freight\"\nbehind = \" million tonnes\"\n";
    std::fs::write(desk.path("map.toml"), map).unwrap();
    let add = ["add", "source", "../t.csv", "--no-drafts", "--title", "Fracht", "--publisher", "Amt"];
    let record = "mine/content/sources/t/index.md";
    desk.done("mine", &add);
    assert!(desk.read(record).contains("language  = \"…\""), "a point before three digits says two things");
    assert!(desk.run("mine", &["check"]).out.contains("`language` is not filled in yet"));
    std::fs::write(desk.path(record), desk.read(record).replace("language  = \"…\"", "language  = \"en\"")).unwrap();
    desk.done("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    let sheet = desk.read("mine/content/sources/t/facts.toml");
    assert!(sheet.contains("value     = \"1234000\""), "{sheet}");
}

#[test]
fn an_id_that_is_taken_elsewhere_gets_a_number() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    std::fs::write(desk.path("t.csv"), "Town,Year,Berths\nAldmouth,2024,12\n").unwrap();
    desk.done("mine", &["add", "source", "../t.csv", "--no-drafts", "--title", "Berths", "--publisher", "Office"]);
    let map = "subject = { column = \"Town\" }\nperiod = { column = \"Year\" }\n\
               [[figure]]\ncolumn = \"Berths\"\nindicator = \"berths\"\n";
    std::fs::write(desk.path("map.toml"), map).unwrap();
    desk.done("mine", &["import", "../t.csv", "--map", "../map.toml"]);
    assert!(desk.read("mine/content/sources/t/facts.toml").contains("id        = \"aldmouth-berths-2024-2\""));
}

#[test]
fn documents_go_into_the_archive_folder_and_errors_elsewhere_are_told() {
    let desk = Desk::new();
    desk.done("", &["init", "mine", "--empty"]);
    std::fs::write(desk.path("a.txt"), "In 2025 Brayle had 12 cranes.\n").unwrap();
    let run = desk.run("mine", &["verify", "--archive", "nowhere"]);
    assert!(run.status == 3 && run.err.contains("help: `--archive` names the folder"), "{}", run.err);
    desk.done("mine", &["new", "town", "Brayle"]);
    let town = desk.read("mine/content/towns/brayle.md");
    std::fs::write(desk.path("mine/content/towns/brayle.md"), town.replace("# aliases = [\"…\"]", "aliases = 1"))
        .unwrap();
    let add = ["add", "source", "../a.txt", "--title", "A", "--publisher", "B", "--published", "2026"];
    let run = desk.run("mine", &add);
    assert!(run.status == 0 && run.err.contains("note: the briefing has an error: names in records"), "{}", run.err);
    assert!(desk.path("mine/archive/a.txt").exists());
}

#[test]
fn a_look_that_cannot_be_read_or_is_not_there_is_told_at_its_place() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    let site = desk.read("mine/site.toml");
    let told = |look: &str| {
        std::fs::write(desk.path("mine/site.toml"), format!("{site}\n{look}\n")).unwrap();
        desk.run("mine", &["check"]).out
    };
    let pale = told("[look.light]\naccent = \"#9FC0DD\"");
    assert!(
        pale.contains(
            "error[contrast]: in the light pages `accent` #9FC0DD on `sunk` #ECE8DD cannot be read: contrast 1.5"
        ),
        "{pale}"
    );
    let mended =
        pale.split("the nearest colour that passes is `").nth(1).and_then(|rest| rest.split('`').next()).unwrap();
    assert!(!told(&format!("[look.light]\naccent = \"{mended}\"")).contains("error["), "{mended}");
    let dark = told("[look.dark]\npaper = \"#808080\"");
    assert!(dark.contains("error[contrast]: in the dark pages `"), "{dark}");
    for (look, words) in [
        ("[look.light]\nink = \"black\"", "`black` is no colour"),
        ("[look]\nlogo = \"sign.svg\"", "there is no file `static/sign.svg`"),
        ("[look]\nlogo = \"sign.exe\"", "`sign.exe` is of no kind that fits here"),
        ("[look]\ntext_face = [\"a;} b\"]", "is no name of a font"),
        ("[[look.foot]]\nlabel = \"x\"\nurl = \"javascript:alert(1)\"", "cannot be linked to"),
        ("[look]\naccent = \"#000\"", "`accent`"),
    ] {
        let said = told(look);
        assert!(said.contains(words), "{look}: {said}");
    }
}

#[test]
fn completions_and_manual_pages_are_made_from_the_commands() {
    let desk = Desk::new();
    assert!(desk.done("", &["completions", "bash"]).contains("briefing"));
    assert!(desk.done("", &["man"]).contains(".TH briefing 1"));
    desk.done("", &["man", "--output", "man"]);
    assert!(desk.files("man").iter().any(|file| file == "briefing-init.1"));
}

#[test]
fn a_quiet_command_says_nothing_but_errors() {
    let desk = Desk::new();
    desk.done("", &["init", "mine"]);
    for words in [
        &["build", "--quiet"][..],
        &["verify", "--archive", "archive", "--quiet"],
        &["new", "town", "Corwick", "--quiet"],
        &["add", "source", "../note.txt", "--quiet", "--title", "A note", "--publisher", "The harbour"],
        &["edition", "--quiet"],
    ] {
        std::fs::write(desk.path("note.txt"), "Nothing is counted here.\n").unwrap();
        let run = desk.run("mine", words);
        // What was added waits for a person: an edition of it is an error, which is said.
        let is_said = words[0] == "edition" && run.status == 1;
        assert!(is_said || (run.status, &*run.out, &*run.err) == (0, "", ""), "{words:?}: {}{}", run.out, run.err);
    }
    let run = desk.run("", &["init", "other", "--quiet"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
    desk.done("", &["init", "third"]);
    let run = desk.run("third", &["build"]);
    assert!(run.err.contains(" files in `") && run.err.contains("site`, 1."), "{}", run.err);
    assert!(run.err.contains("next: open `") && run.err.contains("site/index.html`"), "{}", run.err);
}
