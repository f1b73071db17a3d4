//! Puts a whole site in place at once, or leaves what stood there.
//!
//! In come paths and bytes, out comes a folder. Files are written straight into a staging folder beside the
//! output, from as many threads as one likes, and the two folders are exchanged at the end. Until then, and
//! after any failure or a Ctrl-C, the old site is untouched; what a killed build left is cleared by the next.

mod error;
mod exchange;
mod lock;
mod place;
mod record;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use self::lock::Lock;
use self::place::Place;
use self::record::Record;

pub use self::error::PublishError;
pub use self::record::MANIFEST;

/// A site in the making. Dropped before [`Staging::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    // In this order they are dropped: the folder goes while the lock is held.
    folder: TempDir,
    record: Record,
    /// The site that stands there now.
    old: Option<PathBuf>,
    place: Place,
    _lock: Lock,
}

/// What was put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The output, as an absolute path.
    pub output: PathBuf,
    /// How many files it has, without the manifest.
    pub files: usize,
}

impl Staging {
    /// Begins a site that is to stand at `output`, built from the briefing at `root`.
    ///
    /// Refuses an output that holds the briefing's own files or any that no build made, and one that another
    /// build is writing.
    pub fn begin(root: &Path, output: &Path) -> Result<Staging, PublishError> {
        let place = Place::find(root, output)?;
        let lock = Lock::take(place.lock()).map_err(PublishError::io("write beside", output))?;
        let lock = lock.ok_or_else(|| PublishError::Busy { path: output.to_owned() })?;
        recover(&place).map_err(PublishError::io("clear what an earlier build left beside", output))?;
        let folder = tempfile::Builder::new()
            .prefix(&place.prefix())
            .tempdir_in(&place.parent)
            .map_err(PublishError::io("write beside", output))?;
        let old = Some(place.output()).filter(|output| output.is_dir());
        Ok(Staging { folder, record: Record::default(), old, place, _lock: lock })
    }

    /// Writes one file, and its folders where they are missing. No path is written twice.
    pub fn write(&self, route: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if let Some(why) = unsafe_because(route) {
            return Err(PublishError::Route { route: route.to_owned(), why });
        }
        let path = self.folder.path().join(route);
        let written = match self.old.as_ref().map(|old| old.join(route)).filter(|old| has_bytes(old, bytes)) {
            Some(old) => link(&old, &path).or_else(|_| create(&path, bytes)),
            None => create(&path, bytes),
        };
        written.map_err(|cause| match cause.kind() {
            io::ErrorKind::AlreadyExists => {
                PublishError::Route { route: route.to_owned(), why: "is written twice (perhaps in other letter case)" }
            }
            _ => PublishError::Io { doing: "write", path: self.place.output().join(route), cause },
        })?;
        self.record.add(route, bytes);
        Ok(())
    }

    /// Writes the manifest and puts the site in place of the old one.
    pub fn publish(self) -> Result<Published, PublishError> {
        let Staging { folder, record, old, place, _lock } = self;
        let output = place.output();
        let files = record.write(&folder.path().join(MANIFEST)).map_err(|cause| PublishError::Io {
            doing: "write",
            path: output.join(MANIFEST),
            cause,
        })?;
        if let Some(old) = old {
            let permissions = fs::metadata(old).map_err(PublishError::io("replace", &output))?.permissions();
            fs::set_permissions(folder.path(), permissions).map_err(PublishError::io("replace", &output))?;
        }
        exchange::put(folder.path(), &output, &place.previous()).map_err(PublishError::io("replace", &output))?;
        // The new site stands. What cannot be cleared away now is tried again by the next build.
        let _ = folder.close();
        let _ = remove(&place.previous());
        Ok(Published { output, files })
    }
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    with_folders(path, || File::create_new(path))?.write_all(bytes)
}

/// Gives a file of the old site a second name, which costs no space and keeps its time for tools that compare it.
fn link(old: &Path, path: &Path) -> io::Result<()> {
    with_folders(path, || fs::hard_link(old, path))
}

/// Makes a file's folders only if they are missing: most files share one with others.
fn with_folders<T>(path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match make() {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            make()
        }
        result => result,
    }
}

/// Whether a file of the old site is what would be written now; a manifest's word is not taken for it.
#[expect(clippy::disallowed_methods, reason = "only compares: nothing of the old site becomes input")]
fn has_bytes(old: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::symlink_metadata(old).is_ok_and(|old| old.is_file() && old.len() == bytes.len() as u64);
    same_length && fs::read(old).is_ok_and(|old| old == bytes)
}

/// Why a route is not one under the site's root.
fn unsafe_because(route: &str) -> Option<&'static str> {
    if route.eq_ignore_ascii_case(MANIFEST) {
        return Some("is the name of the list of all files");
    }
    if route.contains(|c: char| c.is_control() || c == '\\') {
        return Some("has a character that paths on the web cannot have");
    }
    let drive = route.as_bytes().get(1) == Some(&b':');
    if drive || route.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("does not lead to a file under the site's root");
    }
    None
}

/// Undoes what killed builds left: brings a site back that stood aside, and clears their staging folders.
///
/// The lock is held, so no living build owns them.
#[expect(clippy::disallowed_methods, reason = "reads names beside the output, which are no input of the site")]
fn recover(place: &Place) -> io::Result<()> {
    if place.previous().try_exists()? {
        if place.output().try_exists()? {
            remove(&place.previous())?;
        } else {
            fs::rename(place.previous(), place.output())?;
        }
    }
    for entry in fs::read_dir(&place.parent)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(end) = name.to_str().and_then(|name| name.strip_prefix(&place.prefix())) else { continue };
        let ours = end.len() == 6 && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if ours && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
