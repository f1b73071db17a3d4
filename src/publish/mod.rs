//! Puts a whole site in place at once, or leaves what stood there.
//!
//! In come paths and bytes, out comes a folder. Files are written straight into a staging folder beside the
//! output, from as many threads as one likes, and the two folders are exchanged at the end. Until then, and
//! after any failure or a Ctrl-C, the old site is untouched; what a killed build left is cleared by the next.

pub mod change;
mod error;
mod exchange;
mod interrupt;
mod kept;
mod lock;
mod place;
mod record;
mod recover;
pub mod size;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use self::interrupt::Interrupt;
use self::lock::Lock;
use self::place::Place;
use self::record::Record;

pub use self::error::PublishError;
pub use self::record::{MANIFEST, manifest};

/// A site in the making. Dropped before [`Staging::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    // In this order they are dropped: the folder goes while the lock is held.
    folder: TempDir,
    record: Record,
    /// The site that stands there now.
    old: Option<PathBuf>,
    /// Files in it that no build made.
    strangers: BTreeSet<PathBuf>,
    /// What there is to say beside the result.
    notes: Vec<String>,
    interrupt: Interrupt,
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
    /// How many bytes they have.
    pub bytes: u64,
    /// What the person should know besides: files that were kept, folders that could not be cleared.
    pub notes: Vec<String>,
}

impl Staging {
    /// Begins a site that is to stand at `output`, built from the briefing at `root`.
    ///
    /// Refuses an output that holds the briefing's own files or any that no build made, and one that another
    /// build is writing.
    pub fn begin(root: &Path, output: &Path) -> Result<Staging, PublishError> {
        let place = Place::find(root, output)?;
        fs::create_dir_all(&place.parent).map_err(PublishError::io("create", &place.parent))?;
        let interrupt = Interrupt::listen();
        let lock = Lock::take(place.lock()).map_err(PublishError::io("write beside", output))?;
        let lock = lock.ok_or_else(|| PublishError::Busy { path: output.to_owned() })?;
        let notes = recover::recover(&place).map_err(PublishError::io("put right what stands beside", output))?;
        let old = Some(place.output()).filter(|output| output.is_dir());
        let strangers = old.as_deref().map_or(Ok(BTreeSet::new()), kept::strangers);
        let strangers = strangers.map_err(PublishError::io("read the list of files in", output))?;
        let folder = tempfile::Builder::new()
            .prefix(&place.prefix())
            .tempdir_in(&place.parent)
            .map_err(PublishError::io("write beside", output))?;
        let record = Record::default();
        Ok(Staging { folder, record, old, strangers, notes, interrupt, place, _lock: lock })
    }

    /// Writes one file, and its folders where they are missing. No path is written twice.
    pub fn write(&self, route: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if let Some(why) = unsafe_because(route) {
            return Err(PublishError::Route { route: route.to_owned(), why });
        }
        if self.interrupt.is_asked() {
            return Err(PublishError::Interrupted);
        }
        if self.strangers.contains(Path::new(route)) {
            return Err(PublishError::Kept { path: self.place.output().join(route) });
        }
        let path = self.folder.path().join(route);
        let written = match self.old.as_ref().map(|old| old.join(route)).filter(|old| has_bytes(old, bytes)) {
            Some(old) => self.link(&old, &path).or_else(|_| create(&path, bytes)),
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
        self.carry_strangers()?;
        let Staging { folder, record, strangers, mut notes, interrupt, place, _lock, .. } = self;
        let output = place.output();
        let (files, bytes) = record.write(&folder.path().join(MANIFEST)).map_err(|cause| PublishError::Io {
            doing: "write",
            path: output.join(MANIFEST),
            cause,
        })?;
        sync(folder.path()).map_err(PublishError::io("write", &output))?;
        if interrupt.is_asked() {
            return Err(PublishError::Interrupted);
        }
        exchange::put(folder.path(), &place).map_err(PublishError::io("replace", &output))?;
        // The new site stands; nothing after this may fail the build. The old one bears the staging folder's name.
        let _ = change::sync_folder(&output);
        let _ = folder.keep();
        notes.extend(recover::recover(&place).unwrap_or_else(|cause| vec![format!("the old site stays: {cause}")]));
        notes.extend(kept_note(&strangers));
        notes.extend(size::near_limit("the site has", bytes));
        notes.sort();
        notes.dedup();
        Ok(Published { output, files, bytes, notes })
    }

    /// Gives a file of the old site a second name, which costs no space and keeps its time for tools that compare it;
    /// one with other rights than this build gives is written anew.
    fn link(&self, old: &Path, path: &Path) -> io::Result<()> {
        if !has_rights_of(self.folder.path(), old) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        with_folders(path, || fs::hard_link(old, path))
    }

    fn carry_strangers(&self) -> Result<(), PublishError> {
        let Some(old) = &self.old else { return Ok(()) };
        for path in &self.strangers {
            kept::carry(&old.join(path), &self.folder.path().join(path)).map_err(|cause| match cause.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                    PublishError::Kept { path: self.place.output().join(path) }
                }
                _ => PublishError::Io { doing: "keep", path: self.place.output().join(path), cause },
            })?;
        }
        Ok(())
    }
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    with_folders(path, || File::create_new(path))?.write_all(bytes)
}

fn kept_note(strangers: &BTreeSet<PathBuf>) -> Option<String> {
    let names: Vec<String> = strangers.iter().map(|path| format!("`{}`", path.display())).collect();
    let more = names.len().checked_sub(5).filter(|more| *more > 0).map(|more| format!(" and {more} more"));
    let shown = names.get(..5).unwrap_or(&names).join(", ");
    (!names.is_empty())
        .then(|| format!("kept in the site, though no build made them: {shown}{}", more.unwrap_or_default()))
}

/// Whether a file has the rights that a file made now would have, as its folder tells.
#[cfg(unix)]
fn has_rights_of(folder: &Path, file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).map(|metadata| metadata.permissions().mode());
    matches!((mode(folder), mode(file)), (Ok(folder), Ok(file)) if folder & 0o666 == file & 0o7777)
}

#[cfg(not(unix))]
fn has_rights_of(_folder: &Path, file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|metadata| !metadata.permissions().readonly())
}

/// Makes everything in a folder last through a loss of power.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn sync(folder: &Path) -> io::Result<()> {
    // One call for the whole file system: a call for each of thousands of files takes many times as long.
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Makes everything in a folder last through a loss of power.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn sync(folder: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() || cfg!(unix) && entry.file_type().is_dir() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
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

/// Puts right what killed builds left beside `output`, without building; gives what there is to say of it.
///
/// # Errors
/// Where the machine refuses. An output that no build may write, or that one is writing, is left alone.
pub fn recover(root: &Path, output: &Path) -> Result<Vec<String>, PublishError> {
    let Ok(place) = Place::find(root, output) else { return Ok(Vec::new()) };
    if !place.next().exists() && !place.previous().exists() {
        return Ok(Vec::new());
    }
    let lock = Lock::take(place.lock()).map_err(PublishError::io("write beside", output))?;
    let Some(_lock) = lock else { return Ok(Vec::new()) };
    recover::recover(&place).map_err(PublishError::io("put right what stands beside", output))
}
