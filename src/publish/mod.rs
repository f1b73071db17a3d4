//! Puts a whole site in place at once, or leaves what stood there.
//!
//! In: routes and bytes, from many threads. Out: a folder. A build writes into a staging folder
//! beside the output and exchanges the two at the end, so that a reader never meets half a site,
//! and a build that fails or is interrupted changes nothing. Never: deciding what is published.
#![expect(clippy::disallowed_methods, reason = "this is the rim where a site is written")]

pub mod error;
pub mod record;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use tempfile::TempDir;

use error::PublishError;
use record::{MANIFEST, Record};

/// How the names of staging folders begin, so that those of builds that died are found again.
const STAGING: &str = ".briefing-staging-";

/// A site that is being written.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    folder: TempDir,
    record: Record,
    folders: Mutex<BTreeSet<PathBuf>>,
    /// Held while the build runs; the lock goes with the file.
    _lock: File,
}

impl Staging {
    /// Prepares to replace `output`; `root` is the briefing's own folder, which no site may replace.
    ///
    /// # Errors
    /// Refuses an output that holds the briefing or that no build made, or that another build is
    /// writing; reports what the machine refuses.
    pub fn begin(output: &Path, root: &Path) -> Result<Self, PublishError> {
        let output = std::path::absolute(output).map_err(PublishError::io("find", output))?;
        let root = root.canonicalize().map_err(PublishError::io("find", root))?;
        let parent =
            output.parent().ok_or(PublishError::Output { path: output.clone(), why: "is the root of the disk" })?;
        fs::create_dir_all(parent).map_err(PublishError::io("make", parent))?;
        let output = parent
            .canonicalize()
            .map_err(PublishError::io("find", parent))?
            .join(output.file_name().unwrap_or_default());
        refuse(&output, &root)?;
        let parent = output.parent().expect("it was joined to one").to_owned();
        let lock = lock(&parent, &output)?;
        sweep(&parent);
        let folder = tempfile::Builder::new()
            .prefix(STAGING)
            .tempdir_in(&parent)
            .map_err(PublishError::io("write in", &parent))?;
        Ok(Self { output, folder, record: Record::default(), folders: Mutex::default(), _lock: lock })
    }

    /// Writes one file of the site; may be called from many threads.
    pub fn write(&self, route: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let relative = Path::new(route);
        let plain = relative.components().all(|c| matches!(c, Component::Normal(_)));
        if route.is_empty() || !plain || route.contains('\\') {
            return Err(PublishError::Route { route: route.to_owned(), why: "leads out of the site" });
        }
        let path = self.folder.path().join(relative);
        let folder = path.parent().expect("it was joined to one");
        self.make(folder)?;
        let mut file = File::create_new(&path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => {
                PublishError::Route { route: route.to_owned(), why: "is written twice" }
            }
            _ => PublishError::io("write", &path)(cause),
        })?;
        std::io::Write::write_all(&mut file, bytes).map_err(PublishError::io("write", &path))?;
        self.record.add(route, bytes);
        Ok(())
    }

    fn make(&self, folder: &Path) -> Result<(), PublishError> {
        let mut made = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.contains(folder) {
            fs::create_dir_all(folder).map_err(PublishError::io("make", folder))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Writes the manifest and puts the site in place; says how many files it has and where it is.
    pub fn publish(self) -> Result<(usize, PathBuf), PublishError> {
        let manifest = self.folder.path().join(MANIFEST);
        let count = self.record.write(&manifest).map_err(PublishError::io("write", &manifest))?;
        let staged = self.folder.path();
        readable(staged)?;
        if self.output.exists() {
            exchange(staged, &self.output)?;
        } else {
            fs::rename(staged, &self.output).map_err(PublishError::io("make", &self.output))?;
        }
        Ok((count, self.output))
    }
}

/// A temporary folder is its maker's alone; a site is for everybody on the machine.
#[cfg(unix)]
fn readable(folder: &Path) -> Result<(), PublishError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(PublishError::io("open up", folder))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> Result<(), PublishError> {
    Ok(())
}

fn refuse(output: &Path, root: &Path) -> Result<(), PublishError> {
    let wrong = |why| Err(PublishError::Output { path: output.to_owned(), why });
    if root.starts_with(output) {
        return wrong("holds the briefing itself");
    }
    if ["content", "templates", "static"].iter().any(|own| output.starts_with(root.join(own))) {
        return wrong("is part of the briefing itself");
    }
    let Ok(kind) = fs::symlink_metadata(output) else { return Ok(()) };
    if !kind.is_dir() {
        return wrong("is not a folder");
    }
    let mut entries = fs::read_dir(output).map_err(PublishError::io("read", output))?;
    let empty = entries.next().is_none();
    if !empty && !record::is_ours(output).map_err(PublishError::io("read", output))? {
        return wrong("was not made by a build");
    }
    Ok(())
}

fn lock(parent: &Path, output: &Path) -> Result<File, PublishError> {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let path = parent.join(format!(".briefing-lock-{name}"));
    let file = File::create(&path).map_err(PublishError::io("write", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(PublishError::Busy { path: output.to_owned() }),
        Err(fs::TryLockError::Error(cause)) => Err(PublishError::io("lock", &path)(cause)),
    }
}

/// Removes what builds that died left; what cannot be removed harms nobody.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(STAGING) {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

fn exchange(staged: &Path, output: &Path) -> Result<(), PublishError> {
    if renameat_with(CWD, staged, CWD, output, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    // Some file systems cannot exchange: step aside, and back if that fails.
    let aside = staged.with_extension("old");
    fs::rename(output, &aside).map_err(PublishError::io("replace", output))?;
    if let Err(cause) = fs::rename(staged, output) {
        fs::rename(&aside, output).ok();
        return Err(PublishError::io("replace", output)(cause));
    }
    fs::remove_dir_all(&aside).ok();
    Ok(())
}
