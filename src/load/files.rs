//! Reads the tree under a root into memory: the only reader of a site's files.
#![expect(clippy::disallowed_methods, reason = "this is the rim where a site's files come in")]

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::model::limit::{Bound, Limits};
use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::{layout, portable};

/// What stands in this folder is published at the site's root, hidden files too: `CNAME`, `.well-known/`.
pub const STATIC_ROOT: &str = "static/root";

/// A site's files.
#[derive(Debug, Default)]
pub struct Files {
    /// `site.toml`, everything under `content/`, and the texts of the site's own theme.
    pub texts: Texts,
    /// Those of the texts that are not to be read: they are no UTF-8, or could not be reached.
    pub unreadable: BTreeSet<FileId>,
    /// Everything under `templates/`, `static/` and `editions/`, by path under the root.
    pub theme: BTreeMap<String, Vec<u8>>,
}

/// The machine failed us, or there is no site.
#[derive(Debug)]
pub enum ReadError {
    /// The folder has no `site.toml`.
    NoSite(PathBuf),
    /// A file cannot be read.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::NoSite(root) => write!(
                f,
                "there is no `site.toml` in `{}`\nhelp: give the briefing's folder with `--root DIR`",
                root.display()
            ),
            ReadError::Io(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for ReadError {}

/// Where the settings of the site under `root` stand.
///
/// # Errors
/// There is no site.
pub fn site(root: &Path) -> Result<PathBuf, ReadError> {
    let site = root.join("site.toml");
    if site.is_file() { Ok(site) } else { Err(ReadError::NoSite(root.to_owned())) }
}

/// Reads the site under `root`. Links are followed as long as they stay under it.
///
/// # Errors
/// There is no site, or the machine failed us; a file that is no text is a problem.
pub fn read(root: &Path, problems: &mut Problems) -> Result<Files, ReadError> {
    let site = site(root)?;
    let mut files = Files::default();
    if !files.refused_by_size(&Limits::default(), "site.toml", size(&site)?, problems) {
        files.add_text("site.toml", bytes(&site)?, problems);
    }
    let limits = layout::limits(&files.texts);
    for folder in ["content", "templates", "static", "editions"] {
        let top = root.join(folder);
        if !top.exists() {
            continue;
        }
        let mut walk =
            Walk { inside: canonical(root)?, open: Vec::new(), limits: &limits, files: &mut files, problems };
        walk.entry(&top, folder)?;
    }
    for path in layout::declared(&files.texts).styles {
        files.style(root, &path, &limits, problems)?;
    }
    files.portable(problems);
    Ok(files)
}

impl Files {
    /// A site from texts by path; what tests and `serve` build.
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files = Files::default();
        for (path, text) in texts {
            files.add(&path, text.into_bytes(), &mut Problems::new());
        }
        files
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>, problems: &mut Problems) {
        let of_theme = ["templates/", "static/", "editions/"].iter().any(|folder| path.starts_with(folder));
        if !of_theme {
            if is_text(path) {
                self.add_text(path, bytes, problems);
            } else {
                self.texts.add(path, "");
            }
            return;
        }
        if path.starts_with("templates/") && is_text(path) {
            self.add_text(path, bytes.clone(), problems);
        }
        self.theme.insert(path.to_owned(), bytes);
    }

    fn add_text(&mut self, path: &str, bytes: Vec<u8>, problems: &mut Problems) {
        let error = match String::from_utf8(bytes) {
            Ok(text) => {
                self.texts.add(path, text);
                return;
            }
            Err(error) => error,
        };
        let at = error.utf8_error().valid_up_to();
        let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let mark = if lossy.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let returns = lossy[..at].matches("\r\n").count();
        let file = self.texts.add(path, lossy);
        self.unreadable.insert(file);
        let start = at.saturating_sub(mark + returns);
        let span = Span::new(file, start..start + char::REPLACEMENT_CHARACTER.len_utf8());
        problems.report(
            Problem::new(Code::Unreadable, span, format!("`{path}` is not UTF-8: byte {at} is the first that is not"))
                .label("here")
                .help("save it as UTF-8"),
        );
    }

    /// Reads a citation style that `site.toml` names, wherever it stands under the root.
    fn style(&mut self, root: &Path, path: &str, limits: &Limits, problems: &mut Problems) -> Result<(), ReadError> {
        let place = root.join(path);
        if !path.ends_with(".csl") || !layout::is_inside(path) || self.texts.find(path).is_some() || !place.exists() {
            return Ok(());
        }
        if !canonical(&place)?.starts_with(canonical(root)?) {
            self.refuse(path, "leads out of the briefing's folder", "copy the file into the folder", problems);
        } else if !place.is_file() {
            self.refuse(path, "is no file", "name a CSL file", problems);
        } else if !self.refused_by_size(limits, path, size(&place)?, problems) {
            self.add_text(path, bytes(&place)?, problems);
        }
        Ok(())
    }

    /// Reports the names, of files that are published as they are, that not every system can hold.
    fn portable(&mut self, problems: &mut Problems) {
        let names: Vec<String> = self.theme.keys().filter(|name| name.starts_with("static/")).cloned().collect();
        for name in &names {
            let Some(why) = portable::why_not(name) else { continue };
            let place = self.named(name);
            problems.report(
                Problem::new(Code::FileName, place, format!("`{}` {why}", name.escape_debug())).help("rename it"),
            );
        }
        for (first, second) in portable::clashes(names.iter().map(String::as_str)) {
            let [first_place, place] = [first, second].map(|name| self.named(name));
            problems.report(
                Problem::new(Code::FileName, place, format!("`{first}` and `{second}` are one file on other systems"))
                    .note(first_place, "the other")
                    .help("rename one of them"),
            );
        }
    }

    /// The place of a file of which only the name is spoken.
    pub fn named(&mut self, path: &str) -> Span {
        let shown: String = path.escape_debug().collect();
        let file = self.texts.find(&shown).unwrap_or_else(|| self.texts.add(&shown, ""));
        self.unreadable.insert(file);
        Span::new(file, 0..0)
    }

    /// Refuses a file that is larger than its kind may be; whether it was.
    fn refused_by_size(&mut self, limits: &Limits, path: &str, bytes: u64, problems: &mut Problems) -> bool {
        let bound = bound(path);
        let Some(told) = limits.refuses(bound, bytes) else { return false };
        let place = self.named(path);
        let help = match bound {
            Bound::Static => "make it smaller, or put it on another host and link to it",
            _ => "split it",
        };
        problems.report(Problem::new(Code::Limit, place, format!("`{path}` {told}")).help(bound.help(help)));
        true
    }

    /// Names a path under the root that is not followed.
    fn refuse(&mut self, path: &str, why: &str, help: &str, problems: &mut Problems) {
        let place = self.named(path);
        problems.report(Problem::new(Code::Link, place, format!("`{path}` {why}")).help(help));
    }
}

/// What bounds the size of a file.
fn bound(path: &str) -> Bound {
    match path {
        _ if path.starts_with("static/") || path.starts_with("editions/") => Bound::Static,
        _ if path.ends_with(".md") => Bound::Body,
        _ => Bound::Table,
    }
}

/// Whether a file is text by its name: whatever is not, is bytes of the theme, or no part of a briefing.
fn is_text(path: &str) -> bool {
    [".md", ".toml", ".html", ".xml", ".svg", ".csl"].iter().any(|end| path.ends_with(end))
}

/// A walk through one of a site's folders.
struct Walk<'a> {
    /// Where a link may lead.
    inside: PathBuf,
    /// The folders that the walk is in, to leave a circle of links.
    open: Vec<PathBuf>,
    /// How large a file may be.
    limits: &'a Limits,
    files: &'a mut Files,
    problems: &'a mut Problems,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, name: &str) -> Result<(), ReadError> {
        let real = canonical(folder)?;
        if self.open.contains(&real) {
            self.refuse(name, "leads back to a folder that it stands in", "strike the link");
            return Ok(());
        }
        self.open.push(real);
        let failed = |error| ReadError::Io(folder.to_owned(), error);
        let entries: io::Result<Vec<_>> = std::fs::read_dir(folder).map_err(failed)?.collect();
        let mut names: Vec<_> = entries.map_err(failed)?.into_iter().map(|entry| entry.file_name()).collect();
        names.sort();
        for entry in names {
            let own = entry.to_string_lossy().into_owned();
            let path = format!("{name}/{own}");
            if is_read(&path, &own) {
                self.entry(&folder.join(entry), &path)?;
            }
        }
        self.open.pop();
        Ok(())
    }

    fn entry(&mut self, path: &Path, name: &str) -> Result<(), ReadError> {
        let failed = |error| ReadError::Io(path.to_owned(), error);
        if std::fs::symlink_metadata(path).map_err(failed)?.is_symlink() {
            let Ok(target) = std::fs::canonicalize(path) else {
                self.refuse(name, "is a link that leads nowhere", "strike it, or mend where it points to");
                return Ok(());
            };
            if !target.starts_with(&self.inside) {
                self.refuse(
                    name,
                    "is a link that leads out of the briefing's folder",
                    "copy what it points to into the folder",
                );
                return Ok(());
            }
        }
        let kind = std::fs::metadata(path).map_err(failed)?;
        if kind.is_dir() {
            self.folder(path, name)
        } else if kind.is_file() {
            if !self.files.refused_by_size(self.limits, name, kind.len(), self.problems) {
                self.files.add(name, bytes(path)?, self.problems);
            }
            Ok(())
        } else {
            self.refuse(name, "is neither a file nor a folder", "strike it");
            Ok(())
        }
    }

    fn refuse(&mut self, name: &str, why: &str, help: &str) {
        self.files.refuse(name, why, help, self.problems);
    }
}

/// Whether a file is meant to be read: no hidden one, but for those that are published at the site's root,
/// and none that a system, an editor or Git leaves.
fn is_read(path: &str, name: &str) -> bool {
    let leftover = name.starts_with(".git")
        || name.starts_with(".#")
        || name == ".DS_Store"
        || name.ends_with(".swp")
        || name.ends_with('~');
    let published = path.strip_prefix(STATIC_ROOT).is_some_and(|rest| rest.starts_with('/'));
    !leftover && (!name.starts_with('.') || published)
}

fn canonical(path: &Path) -> Result<PathBuf, ReadError> {
    std::fs::canonicalize(path).map_err(|error| ReadError::Io(path.to_owned(), error))
}

fn size(path: &Path) -> Result<u64, ReadError> {
    Ok(std::fs::metadata(path).map_err(|error| ReadError::Io(path.to_owned(), error))?.len())
}

fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    std::fs::read(path).map_err(|error| ReadError::Io(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_hold_are_told_each_with_its_file() {
        let names = ["static/a.css", "static/A.css", "static/aux.js", "static/b.js", "templates/aux.html"];
        let mut files = Files::from_texts(names.map(|name| (name.to_owned(), String::new())));
        let mut problems = Problems::new();
        files.portable(&mut problems);
        let told: Vec<String> = problems.sorted().into_iter().map(|problem| problem.message.clone()).collect();
        assert_eq!(
            told,
            [
                "`static/aux.js` has the name of a device on Windows",
                "`static/A.css` and `static/a.css` are one file on other systems",
            ]
        );
        let places: Vec<&str> =
            problems.sorted().into_iter().map(|problem| files.texts.path(problem.span.file)).collect();
        assert_eq!(places, ["static/aux.js", "static/a.css"]);
    }
}
