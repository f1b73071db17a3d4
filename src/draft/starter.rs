//! The files of a new briefing: a small invented one that checks, verifies and builds, or an empty one.

use std::collections::BTreeMap;

use rust_embed::Embed;

use crate::load::written::quoted;

use super::localise::{self, Choice, WRITTEN};

#[derive(Embed)]
#[folder = "examples/starter"]
struct Example;

/// Where documents are kept in a new briefing.
pub const ARCHIVE: &str = "archive";

/// What stands in a list of indicators that has none.
const NOTHING_MEASURED: &str = "# What is measured: `briefing new indicator NAME` adds one.\n";

/// What a new briefing is to be.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its languages, the default one first; at least one.
    pub languages: Vec<String>,
    /// Its title, in each language that has its own, else in all.
    pub title: BTreeMap<String, String>,
    /// Whether the invented example is left out.
    pub empty: bool,
    /// The Git address of the program, for the workflow that publishes.
    pub program: &'static str,
}

/// Every file, by path.
pub fn files(request: &Request) -> Vec<(String, String)> {
    let mut own = BTreeMap::new();
    for (code, title) in &request.title {
        own.insert(("title", code.clone()), quoted(title));
        own.insert(("publisher", code.clone()), quoted(title));
        if request.empty {
            // The example's says what the example is about.
            own.insert(("description", code.clone()), quoted(title));
        }
    }
    let mut files = around(request);
    if request.empty {
        // Git keeps no empty folder.
        files.push((format!("{ARCHIVE}/.gitkeep"), String::new()));
    }
    for path in Example::iter().filter(|path| !path.starts_with('.')) {
        files.extend(of_example(&path, request, &own));
    }
    files.sort();
    files
}

/// Whether the starter has words of its own in a language.
pub fn speaks(code: &str) -> bool {
    WRITTEN.contains(&code)
}

fn around(request: &Request) -> Vec<(String, String)> {
    let title = request.languages.first().and_then(|code| request.title.get(code));
    let title = title.map_or("Harbours of the Saltmarsh", String::as_str);
    let readme = include_str!("around/README.md").replace("{title}", title);
    let workflow = include_str!("around/pages.yml").replace("{program}", request.program);
    [
        ("README.md", readme.as_str()),
        (".gitignore", include_str!("around/gitignore")),
        (".taplo.toml", include_str!("../../.taplo.toml")),
        (".vscode/extensions.json", include_str!("around/extensions.json")),
        (".github/workflows/pages.yml", workflow.as_str()),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec()
}

/// What a file of the example becomes in the languages that were asked for.
fn of_example(path: &str, request: &Request, own: &BTreeMap<(&'static str, String), String>) -> Vec<(String, String)> {
    let none = BTreeMap::new();
    let is_title = matches!(path, "site.toml" | "content/index.md");
    let choice = Choice { languages: &request.languages, own: if is_title { own } else { &none } };
    if let Some(stem) = path.strip_suffix(".md") {
        let translated = stem.rsplit_once('.').is_some_and(|(_, code)| speaks(code));
        return if translated { Vec::new() } else { page(stem, request, choice) };
    }
    let text = match path {
        _ if path.starts_with(ARCHIVE) => (!request.empty).then(|| example(path)),
        "site.toml" if request.empty => Some(without_key_facts(&localise::toml(&example(path), choice))),
        "content/indicators.toml" if request.empty => Some(NOTHING_MEASURED.to_owned()),
        _ => (!request.empty).then(|| localise::toml(&example(path), choice)),
    };
    text.map(|text| (path.to_owned(), text)).into_iter().collect()
}

/// A page in every language that was asked for, by its English file, which holds the front matter. English stands in
/// for a default language that the starter is not written in.
fn page(stem: &str, request: &Request, choice: Choice) -> Vec<(String, String)> {
    let words = |code: &str| {
        let file =
            if code == WRITTEN[0] { example(&format!("{stem}.md")) } else { example(&format!("{stem}.{code}.md")) };
        let body = file.split_once("\n+++\n").filter(|_| file.starts_with("+++")).map(|(_, body)| body.to_owned());
        body.unwrap_or(file).trim_start_matches('\n').to_owned()
    };
    let front = front(stem, choice);
    if request.empty {
        let home = stem == "content/index";
        return home.then(|| (format!("{stem}.md"), front)).into_iter().collect();
    }
    let default = request.languages.first().map_or(WRITTEN[0], String::as_str);
    let body = words(if speaks(default) { default } else { WRITTEN[0] });
    let first = if body.is_empty() { front } else { format!("{front}\n{body}") };
    let others = request.languages.iter().skip(1).filter(|code| speaks(code));
    let others = others.map(|code| (format!("{stem}.{code}.md"), words(code))).filter(|(_, words)| !words.is_empty());
    std::iter::once((format!("{stem}.md"), first)).chain(others).collect()
}

/// The front matter of a page in the chosen languages.
fn front(stem: &str, choice: Choice) -> String {
    let text = localise::markdown(&example(&format!("{stem}.md")), choice);
    text.split_inclusive("\n+++\n").next().unwrap_or_default().to_owned()
}

/// A file of the example; nothing where it has none.
fn example(path: &str) -> String {
    let file = Example::get(path).map(|file| file.data.into_owned()).unwrap_or_default();
    String::from_utf8_lossy(&file).into_owned()
}

fn without_key_facts(site: &str) -> String {
    let lines =
        site.lines().filter(|line| !line.starts_with("key_facts") && *line != "# What the front page shows first.");
    lines.map(|line| format!("{line}\n")).collect()
}
