//! Files in a built site that no build made: carried over into the next, never lost.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::record::{self, MANIFEST};

/// The files under `site` that its manifest does not list, as paths under it.
///
/// A folder that cannot be read is left out: what stands in it is not cleared either.
pub(super) fn strangers(site: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let made = record::listed(&site.join(MANIFEST))?;
    let files = WalkDir::new(site).into_iter().filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let paths = files.filter_map(|entry| entry.path().strip_prefix(site).ok().map(Path::to_owned));
    Ok(paths.filter(|path| !is_made(path, &made)).collect())
}

fn is_made(path: &Path, made: &BTreeSet<String>) -> bool {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.is_some_and(|parts| {
        let route = parts.join("/");
        route == MANIFEST || made.contains(&route)
    })
}

/// Gives a file of the old site a place in the new one.
pub(super) fn carry(old: &Path, new: &Path) -> io::Result<()> {
    if let Some(folder) = new.parent() {
        fs::create_dir_all(folder)?;
    }
    let kind = fs::symlink_metadata(old)?.file_type();
    match fs::hard_link(old, new) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(cause),
        Err(_) if kind.is_file() => fs::copy(old, new).map(drop),
        Err(_) if kind.is_symlink() => link_again(old, new),
        Err(cause) => Err(cause),
    }
}

#[cfg(unix)]
fn link_again(old: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(old)?, new)
}

#[cfg(not(unix))]
fn link_again(_old: &Path, _new: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
