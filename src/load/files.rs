//! Reads the tree under a root into memory: the only reader of a site's files.
#![expect(clippy::disallowed_methods, reason = "this is the rim where a site's files come in")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::problem::span::Texts;

use super::{locales, portable};

/// What stands in this folder is published at the site's root, hidden files too: `CNAME`, `.well-known/`.
pub const STATIC_ROOT: &str = "static/root";

/// A site's files.
#[derive(Debug, Default)]
pub struct Files {
    /// `site.toml`, everything under `content/`, and the languages' files under `templates/locale/`, as text.
    pub texts: Texts,
    /// Everything under `templates/` and `static/`, by path under the root.
    pub theme: BTreeMap<String, Vec<u8>>,
}

/// The machine failed us, or there is no site.
#[derive(Debug)]
pub enum ReadError {
    /// The folder has no `site.toml`.
    NoSite(PathBuf),
    /// A file cannot be read.
    Io(PathBuf, std::io::Error),
    /// A content file is not UTF-8.
    NotText(PathBuf, usize),
    /// Files that not every system can hold, each with what is wrong with it.
    Names(Vec<String>),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::NoSite(root) => write!(
                f,
                "there is no `site.toml` in `{}`\nhelp: give the briefing's folder with `--root DIR`",
                root.display()
            ),
            ReadError::Names(wrong) => {
                write!(f, "not every system can hold these files\n  {}\nhelp: rename them", wrong.join("\n  "))
            }
            ReadError::Io(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
            ReadError::NotText(path, at) => {
                write!(
                    f,
                    "`{}` is not UTF-8: byte {at} is the first that is not\nhelp: save it as UTF-8",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads the site under `root`.
pub fn read(root: &Path) -> Result<Files, ReadError> {
    let mut files = Files::default();
    let site = root.join("site.toml");
    if !site.is_file() {
        return Err(ReadError::NoSite(root.to_owned()));
    }
    files.texts.add("site.toml", text(&site)?);
    for (path, name) in walk(root, "content")? {
        if name.ends_with(".md") || name.ends_with(".toml") {
            let text = text(&path)?;
            files.texts.add(name, text);
        }
    }
    for folder in ["templates", "static"] {
        for (path, name) in walk(root, folder)? {
            if locales::is_one(&name) {
                let text = text(&path)?;
                files.texts.add(name, text);
                continue;
            }
            let bytes = std::fs::read(&path).map_err(|error| ReadError::Io(path, error))?;
            files.theme.insert(name, bytes);
        }
    }
    let wrong = unportable(&files);
    if wrong.is_empty() { Ok(files) } else { Err(ReadError::Names(wrong)) }
}

/// What is wrong with the names of the files that are published as they are.
fn unportable(files: &Files) -> Vec<String> {
    let names = || files.theme.keys().map(String::as_str).filter(|name| name.starts_with("static/"));
    let hostile = names().filter_map(|name| Some(format!("`{}` {}", name.escape_debug(), portable::why_not(name)?)));
    let clashes =
        portable::clashes(names()).into_iter().map(|(a, b)| format!("`{a}` and `{b}` are one file elsewhere"));
    hostile.chain(clashes).collect()
}

impl Files {
    /// A site from texts by path; what tests and `serve` build.
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files = Files::default();
        for (path, text) in texts {
            if !locales::is_one(&path) && (path.starts_with("templates/") || path.starts_with("static/")) {
                files.theme.insert(path, text.into_bytes());
            } else {
                files.texts.add(path, text);
            }
        }
        files
    }
}

fn walk(root: &Path, folder: &str) -> Result<Vec<(PathBuf, String)>, ReadError> {
    let top = root.join(folder);
    if !top.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let at_root = root.join(STATIC_ROOT);
    let is_read = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        !name.starts_with('.') || entry.path().starts_with(&at_root) && !is_leftover(&name)
    };
    let entries = WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(is_read);
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&top).to_owned();
            ReadError::Io(path, error.into())
        })?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(root).expect("walked from the root");
            let name = name.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((entry.into_path(), name));
        }
    }
    Ok(found)
}

/// Whether a hidden file is one that a system, an editor or Git leaves, and nobody means to publish.
fn is_leftover(name: &str) -> bool {
    name.starts_with(".git")
        || name.starts_with(".#")
        || name == ".DS_Store"
        || name.ends_with(".swp")
        || name.ends_with('~')
}

fn text(path: &Path) -> Result<String, ReadError> {
    let bytes = std::fs::read(path).map_err(|error| ReadError::Io(path.to_owned(), error))?;
    String::from_utf8(bytes).map_err(|error| ReadError::NotText(path.to_owned(), error.utf8_error().valid_up_to()))
}
