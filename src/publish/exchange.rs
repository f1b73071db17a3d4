//! Puts a finished folder in another's place, in one step where the file system can.

use std::fs;
use std::io;
use std::path::Path;

use super::place::Place;

/// Puts the finished site `new` at the place's output, where an old one may stand.
///
/// Afterwards the old one is at `new` or aside, or gone.
pub(super) fn put(new: &Path, place: &Place) -> io::Result<()> {
    let output = place.output();
    if !output.try_exists()? {
        return fs::rename(new, output);
    }
    match exchange(new, &output) {
        Err(cause) if cannot_exchange(&cause) => put_in_turn(new, place),
        result => result,
    }
}

/// Names the new site as finished, then lets the two change places one after the other. A build killed between the
/// two is completed by the next start, which knows a finished site by its name.
pub(super) fn put_in_turn(new: &Path, place: &Place) -> io::Result<()> {
    fs::rename(new, place.next())?;
    finish(place)
}

/// Puts the finished site that waits beside the output in its place.
pub(super) fn finish(place: &Place) -> io::Result<()> {
    let (output, aside) = (place.output(), place.previous());
    if output.try_exists()? {
        match fs::rename(&output, &aside) {
            Ok(()) => {}
            // On layered file systems (containers) a folder of a lower layer can be removed but not renamed. The new
            // site stays where the next start finds it.
            Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => fs::remove_dir_all(&output)?,
            Err(cause) => return Err(cause),
        }
    }
    fs::rename(place.next(), &output).inspect_err(|_| {
        let _ = fs::rename(&aside, &output);
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
