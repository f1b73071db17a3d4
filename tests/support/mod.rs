//! A briefing from one string: sections `-- path --`, and what the program says of it.
#![allow(dead_code, reason = "each test file uses its part")]

use briefing::check;
use briefing::load;
use briefing::load::files::Files;
use briefing::model::briefing::Briefing;
use briefing::problem::{Problems, code::Severity, human};

/// Settings for sites that do not bring their own.
pub const SITE: &str = r#"
title = { en = "Test", zh = "测试" }
description = { en = "A test.", zh = "一个测试。" }
base_url = "https://briefing.test/"
contact = "mailto:editor@briefing.test"
languages = ["en", "zh"]
publisher = { en = "Testers", zh = "测试者" }
licence = "CC-BY-4.0"
[[kind]]
id = "city"
folder = "cities"
role = "place"
compared = true
label = { en = "City", zh = "城市" }
plural = { en = "Cities", zh = "城市" }
[[kind]]
id = "policy"
folder = "policies"
role = "policy"
label = { en = "Policy", zh = "政策" }
plural = { en = "Policies", zh = "政策" }
[[kind]]
id = "office"
folder = "offices"
role = "actor"
label = { en = "Office", zh = "机构" }
plural = { en = "Offices", zh = "机构" }
[[kind]]
id = "work"
folder = "works"
role = "work"
label = { en = "Work", zh = "出处" }
plural = { en = "Works", zh = "出处" }
"#;

const INDICATORS: &str = r#"
[[indicator]]
id = "revenue"
label = { en = "Revenue", zh = "营收" }
unit = "CNY"
definition = { en = "Money taken in.", zh = "收入。" }
[[indicator]]
id = "schools"
label = { en = "Schools", zh = "学校" }
unit = "count"
definition = { en = "Schools counted.", zh = "学校数。" }
[[indicator]]
id = "founding"
label = { en = "Founding", zh = "成立" }
unit = ""
definition = { en = "It was founded.", zh = "成立。" }
"#;

const CITY: &str = "+++\ntitle = { en = \"Alba\", zh = \"甲城\" }\n+++\nA city.\n";

const SOURCE: &str = r#"+++
title = { en = "A report", zh = "一份报告" }
publisher = { en = "The Press", zh = "报社" }
published = "2025-02"
dating = "printed"
accessed = "2026-01-02"
archive = "a.txt"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
standing = ["original"]
+++
A report.
"#;

/// The fact that most sheets in tests hold.
pub const FACT: &str = r#"[[fact]]
id = "a-revenue"
subject = "city:alba"
indicator = "revenue"
period = "2024"
value = ">2300亿元"
status = "actual"
excerpt = "营收超2300亿元"
line = 1
"#;

/// A site in memory.
pub struct Site {
    files: Vec<(String, String)>,
}

impl Site {
    /// A site from sections `-- path --`; what every site needs is added where the text leaves it out.
    pub fn of(text: &str) -> Self {
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            let path = line.trim_end().strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
            match (path, files.last_mut()) {
                (Some(path), _) => files.push((path.to_owned(), String::new())),
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => assert!(line.trim().is_empty(), "a site starts with `-- path --`"),
            }
        }
        let mut site = Self { files };
        site.default("site.toml", SITE);
        site.default("content/index.md", "+++\ntitle = { en = \"Home\", zh = \"首页\" }\n+++\nHello.\n");
        site.default("content/index.zh.md", "你好。\n");
        site.default("content/indicators.toml", INDICATORS);
        site.default("content/cities/alba.md", CITY);
        site.default("content/cities/alba.zh.md", "一座城市。\n");
        if site.files.iter().any(|(path, _)| path.starts_with("content/sources/report/")) {
            site.default("content/sources/report/index.md", SOURCE);
            site.default("content/sources/report/index.zh.md", "一份报告。\n");
        }
        site
    }

    fn default(&mut self, path: &str, text: &str) {
        if !self.files.iter().any(|(known, _)| known == path) {
            self.files.push((path.to_owned(), text.to_owned()));
        }
    }

    /// The files in memory.
    pub fn files(&self) -> Files {
        Files::from_texts(self.files.iter().cloned())
    }

    /// The files by path.
    pub fn texts(&self) -> &[(String, String)] {
        &self.files
    }

    /// The briefing, if nothing stops it, and everything that was found.
    pub fn checked(&self) -> (Files, Option<Briefing>, Problems) {
        let files = self.files();
        let mut problems = Problems::new();
        let content = load::parse(&files, &mut problems);
        let locales = load::locales::read(&files.texts, &mut problems);
        let briefing = check::check(&content, &files.texts, &locales, &briefing::session::options(None), &mut problems);
        (files, briefing, problems)
    }

    /// What `briefing check` prints about problems, without hints.
    pub fn problems(&self) -> String {
        let (files, _, problems) = self.checked();
        let report = human::render_from(Severity::Warning, &problems, &files.texts, false);
        let shown: Vec<&str> = report.split("\n\n").filter(|part| !is_summary(part)).collect();
        shown.join("\n\n").trim_end().to_owned()
    }

    /// The briefing; a report of what stops it otherwise.
    pub fn briefing(&self) -> Briefing {
        let (files, briefing, problems) = self.checked();
        briefing.unwrap_or_else(|| panic!("{}", human::render(&problems, &files.texts, false)))
    }
}

/// A site on disk, and what the program made of it.
pub struct Folder {
    temp: tempfile::TempDir,
}

/// What a run of the program said.
pub struct Run {
    /// Its exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

#[allow(clippy::disallowed_methods, reason = "tests of the program write folders and run it")]
impl Folder {
    /// Writes a site to a folder of its own.
    pub fn of(site: &Site) -> Self {
        let folder = Self { temp: tempfile::tempdir().unwrap() };
        for (path, text) in &site.files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    /// The place of a file of the site.
    pub fn path(&self, path: &str) -> std::path::PathBuf {
        self.temp.path().join(path)
    }

    /// Writes one file of the site.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// One file of the site, as text.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file under a folder of the site, by its path there.
    pub fn tree(&self, folder: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
        let top = self.path(folder);
        let files = walkdir::WalkDir::new(&top).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
        let name = |path: &std::path::Path| path.strip_prefix(&top).unwrap().to_str().unwrap().to_owned();
        files.map(|entry| (name(entry.path()), std::fs::read(entry.path()).unwrap())).collect()
    }

    /// Runs `briefing <words> --root <this folder>`; `{}` in a word is the folder.
    pub fn run(&self, words: &[&str]) -> Run {
        let root = self.temp.path().to_str().unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.args(words.iter().map(|word| word.replace("{}", root))).args(["--root", root]);
        let output = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Builds into a folder of the site and gives every file; panics with the program's report.
    pub fn build(&self, output: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
        let run = self.run(&["build", "--output", &format!("{{}}/{output}")]);
        assert_eq!(run.status, 0, "{}", run.err);
        self.tree(output)
    }
}

impl Site {
    /// Every file of the built site.
    pub fn build(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        Folder::of(self).build("site")
    }
}

/// Whether a part of a report is the line that counts.
fn is_summary(part: &str) -> bool {
    let part = part.trim_end();
    part.starts_with(|c: char| c.is_ascii_digit()) && (part.ends_with(" file") || part.ends_with(" files"))
}
