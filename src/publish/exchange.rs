//! Puts a finished folder in another's place, in one step where the file system can.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `new` in place of `old`, which may not exist. `aside` is where the old one may stand for a moment.
///
/// Afterwards what stood there before is at `new` or `aside`, or gone.
pub(super) fn put(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    if !old.try_exists()? {
        return fs::rename(new, old);
    }
    match exchange(new, old) {
        Err(cause) if cannot_exchange(&cause) => put_in_turn(new, old, aside),
        result => result,
    }
}

/// Renames the old folder, then the new one. Between the two there is no site: the next build would bring it back.
pub(super) fn put_in_turn(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    match fs::rename(old, aside) {
        Ok(()) => {}
        // On layered file systems (containers) a folder of a lower layer can be removed but not renamed.
        Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => fs::remove_dir_all(old)?,
        Err(cause) => return Err(cause),
    }
    fs::rename(new, old).inspect_err(|_| {
        let _ = fs::rename(aside, old);
    })
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_new: &Path, _old: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn cannot_exchange(cause: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, InvalidInput, Unsupported};
    matches!(cause.kind(), CrossesDevices | InvalidInput | Unsupported)
}
