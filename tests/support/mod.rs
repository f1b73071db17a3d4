//! A briefing from one string: sections `-- path --`, and what the program says of it.
#![allow(dead_code, reason = "each test file uses its part")]

use briefing::check::{self, Options};
use briefing::load;
use briefing::load::files::Files;
use briefing::model::briefing::Briefing;
use briefing::problem::{Problems, human};

/// Settings for sites that do not bring their own.
const SITE: &str = r#"
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
        let briefing = check::check(&content, &files.texts, &Options { date: None }, &mut problems);
        (files, briefing, problems)
    }

    /// What `briefing check` prints about problems, without hints.
    pub fn problems(&self) -> String {
        let (files, _, problems) = self.checked();
        let report = human::render(&problems, &files.texts, false);
        let shown: Vec<&str> = report.split("\n\n").filter(|p| !p.starts_with("hint") && !is_summary(p)).collect();
        shown.join("\n\n")
    }

    /// The briefing; a report of what stops it otherwise.
    pub fn briefing(&self) -> Briefing {
        let (files, briefing, problems) = self.checked();
        briefing.unwrap_or_else(|| panic!("{}", human::render(&problems, &files.texts, false)))
    }
}

fn is_summary(text: &str) -> bool {
    text.trim_end().ends_with(" error")
        || text.trim_end().ends_with(" errors")
        || text.trim_end().ends_with(" hint")
        || text.trim_end().ends_with(" hints")
        || text.trim_end().ends_with(" warning")
        || text.trim_end().ends_with(" warnings")
        || text.is_empty()
}
