//! Why a site could not be published: what, where, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was published. What stood at the output is still there.
#[derive(Debug)]
pub enum PublishError {
    /// The output is a place that a site must not replace.
    Output {
        /// The output.
        path: PathBuf,
        /// What it is, after "because it".
        why: &'static str,
    },
    /// Another build is writing to the same output.
    Busy {
        /// The output.
        path: PathBuf,
    },
    /// A path under the site's root that would lead elsewhere, or that was already written.
    Route {
        /// The path.
        route: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file in the built site that no build made, where the new site has one of its own.
    Kept {
        /// The file, under the output.
        path: PathBuf,
    },
    /// The person or the system asked the build to end.
    Interrupted,
    /// The machine failed.
    Io {
        /// What was being done: `write`, `replace`.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl PublishError {
    /// Makes an [`PublishError::Io`] of what the system said.
    pub(super) fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + use<'a> {
        move |cause| PublishError::Io { doing, path: path.to_owned(), cause }
    }

    /// The exit status (contract): 1 for the content, 2 for the command, 3 for the machine; 130 after Ctrl-C.
    pub fn status(&self) -> u8 {
        match self {
            PublishError::Route { .. } => 1,
            PublishError::Output { .. } | PublishError::Kept { .. } => 2,
            PublishError::Busy { .. } | PublishError::Io { .. } => 3,
            PublishError::Interrupted => 130,
        }
    }

    /// What to do about it, if anything general can be said.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            PublishError::Output { .. } => Some("name a new or empty folder, or one that `briefing build` made"),
            PublishError::Busy { .. } => Some("wait until it ends, or name another folder with `--output`"),
            PublishError::Kept { .. } => {
                Some("move it away; files that belong at the site's root stand in `static/root/` of the briefing")
            }
            PublishError::Route { .. } => Some(
                "files in `static/root/` stand at the site's root, beside its pages: rename the one that is in the way",
            ),
            PublishError::Interrupted => None,
            PublishError::Io { cause, .. } => match cause.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("free some space on that disk"),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("allow writing to that folder and the one it stands in, or name another with `--output`")
                }
                io::ErrorKind::FileTooLarge => Some("allow larger files (`ulimit -f`)"),
                io::ErrorKind::ResourceBusy => Some("if a disk is mounted there, name a folder inside it"),
                _ => None,
            },
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Output { path, why } => {
                write!(f, "`{}` is not replaced by a site because it {why}", path.display())
            }
            PublishError::Busy { path } => write!(f, "another build is writing `{}`", path.display()),
            PublishError::Kept { path } => {
                write!(f, "`{}` was made by no build, and the new site has a file there", path.display())
            }
            PublishError::Interrupted => f.write_str("stopped before the site was finished; the old one stands"),
            PublishError::Route { route, why } => write!(f, "`{}` {why}", route.escape_debug()),
            PublishError::Io { doing, path, cause } => write!(f, "cannot {doing} `{}`: {cause}", path.display()),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
