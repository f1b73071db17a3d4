//! Puts right what killed builds left beside an output.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::exchange;
use super::place::Place;

/// Completes or undoes an exchange that was cut short, and clears staging folders; gives what there is to say of it.
///
/// The lock is held, so no living build owns them. What cannot be cleared is named, and stops nothing.
pub(super) fn recover(place: &Place) -> io::Result<Vec<String>> {
    let mut said = Vec::new();
    let output = place.output();
    if place.next().is_dir() {
        set_aside(&place.previous(), place)?;
        exchange::finish(place)?;
        said.push(format!("the site that a stopped build had finished now stands at `{}`", output.display()));
    } else if place.previous().is_dir() && !output.try_exists()? {
        fs::rename(place.previous(), &output)?;
        said.push(format!("the site that a stopped build had moved aside is back at `{}`", output.display()));
    }
    set_aside(&place.previous(), place)?;
    said.extend(sweep(place, &clear)?);
    Ok(said)
}

/// Gives a folder that is no longer needed the name of those that are cleared: one that is cleared in part must never
/// be taken for a site.
fn set_aside(folder: &Path, place: &Place) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let made = tempfile::Builder::new().prefix(&place.prefix()).tempdir_in(&place.parent)?.keep();
    fs::rename(folder, made)
}

/// Clears the staging folders of an output; names those that stay.
#[expect(clippy::disallowed_methods, reason = "reads names beside the output, which are no input of the site")]
pub(super) fn sweep(place: &Place, clear: &dyn Fn(&Path) -> io::Result<()>) -> io::Result<Vec<String>> {
    let mut left: Vec<(PathBuf, io::Error)> = Vec::new();
    for entry in fs::read_dir(&place.parent)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(end) = name.to_str().and_then(|name| name.strip_prefix(&place.prefix())) else { continue };
        let ours = end.len() == 6 && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if ours
            && entry.file_type()?.is_dir()
            && let Err(cause) = clear(&entry.path())
        {
            left.push((entry.path(), cause));
        }
    }
    left.sort_by(|a, b| a.0.cmp(&b.0));
    let say = |(path, cause): (PathBuf, io::Error)| {
        format!("`{}`, left by an earlier build, cannot be cleared: {cause}; remove it by hand", path.display())
    };
    Ok(left.into_iter().map(say).collect())
}

/// Removes a folder, also where folders in it may not be written.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => {
            open_up(folder);
            fs::remove_dir_all(folder)
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Lets the owner write the folder and all folders in it; what that fails for, removing will name.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "walks what is about to be removed")]
fn open_up(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(folder, PermissionsExt::from_mode(0o700));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        open_up(&entry.path());
    }
}

#[cfg(not(unix))]
fn open_up(_folder: &Path) {}
