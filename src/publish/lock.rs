//! One build at a time for one output.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held while a build writes; the system lets go of it even when the process is killed.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock at `path`; `None` if another build holds it.
    pub fn take(path: PathBuf) -> io::Result<Option<Lock>> {
        loop {
            let file = open(&path)?;
            match file.try_lock() {
                Ok(()) if is_still_at(&file, &path) => return Ok(Some(Lock { path, file })),
                // Its holder removed it between our opening and locking: we hold a file that nobody else can see.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(cause)) => return Err(cause),
            }
        }
    }
}

impl Lock {
    /// Takes the lock at `path` as soon as nobody holds it.
    pub fn wait(path: PathBuf) -> io::Result<Lock> {
        loop {
            let file = open(&path)?;
            file.lock()?;
            if is_still_at(&file, &path) {
                return Ok(Lock { path, file });
            }
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked, so that nobody is shut out by a file that stays behind. That it stays does no harm.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => ours.ino() == there.ino() && ours.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
