//! Where a site may stand: the output's true path, and the places that are refused.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::PublishError;
use super::record;

/// Folders under the root that hold what a curator wrote.
const OWN_FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// An output that may be replaced: it is new, empty or made by a build.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder that the output stands in.
    pub parent: PathBuf,
    /// The output's name there.
    pub name: String,
}

impl Place {
    /// The place of `output`, unless a site built from `root` must not stand there.
    pub fn find(root: &Path, output: &Path) -> Result<Place, PublishError> {
        let refused = |why| PublishError::Output { path: output.to_owned(), why };
        let full = resolve(output).map_err(PublishError::io("find", output))?;
        let root = resolve(root).map_err(PublishError::io("find", root))?;
        if full.components().any(|part| part == Component::ParentDir) {
            return Err(refused("leads through a folder that does not exist"));
        }
        let (Some(parent), Some(name)) = (full.parent(), full.file_name()) else {
            return Err(refused("is the root of the file system"));
        };
        let Some(name) = name.to_str() else {
            return Err(refused("has a name that is not UTF-8"));
        };
        if root.starts_with(&full) {
            return Err(refused("holds the briefing's own files"));
        }
        if OWN_FOLDERS.iter().any(|own| full.starts_with(root.join(own))) {
            return Err(refused("belongs to the briefing's own files"));
        }
        if let Some(why) = occupied(&full).map_err(PublishError::io("look into", output))? {
            return Err(refused(why));
        }
        Ok(Place { parent: parent.to_owned(), name: name.to_owned() })
    }

    /// The output.
    pub fn output(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// What the names of this output's staging folders begin with.
    pub fn prefix(&self) -> String {
        format!(".{}.briefing-", self.name)
    }

    /// Where the old site stands for the moment of the exchange, if the file system cannot exchange.
    pub fn previous(&self) -> PathBuf {
        self.parent.join(format!("{}previous", self.prefix()))
    }

    /// Where a finished site waits for its turn, if the file system cannot exchange.
    pub fn next(&self) -> PathBuf {
        self.parent.join(format!("{}next", self.prefix()))
    }

    /// The file by which builds for this output exclude each other.
    pub fn lock(&self) -> PathBuf {
        self.parent.join(format!("{}lock", self.prefix()))
    }
}

/// The absolute path with symbolic links followed as far as it exists.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut existing = path.as_path();
    loop {
        match fs::canonicalize(existing) {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path, part| path.join(part))),
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            // A symbolic link that leads nowhere is there, and must not be followed in part.
            Err(cause) if existing.symlink_metadata().is_ok() => return Err(cause),
            Err(cause) => {
                let (Some(parent), Some(last)) = (existing.parent(), existing.components().next_back()) else {
                    return Err(cause);
                };
                missing.push(last.as_os_str());
                existing = parent;
            }
        }
    }
}

/// Why what stands at `output` is not ours to replace; `None` if nothing does, or it is.
fn occupied(output: &Path) -> io::Result<Option<&'static str>> {
    if !output.try_exists()? {
        return Ok(None);
    }
    if !output.is_dir() {
        return Ok(Some("is a file"));
    }
    if output.join(".git").symlink_metadata().is_ok() {
        return Ok(Some("is a Git repository, whose history would be lost"));
    }
    if record::is_ours(output)? || is_empty(output)? {
        return Ok(None);
    }
    Ok(Some("holds files that no build of a briefing made"))
}

#[expect(clippy::disallowed_methods, reason = "the output is no input: only whether it is empty is asked")]
fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}
