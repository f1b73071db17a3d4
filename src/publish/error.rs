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

    /// Whether the command was given a wrong output, rather than the machine failing.
    pub fn is_usage(&self) -> bool {
        matches!(self, PublishError::Output { .. })
    }

    /// What to do about it, if anything general can be said.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            PublishError::Output { .. } => Some("name a new or empty folder, or one that `briefing build` made"),
            PublishError::Busy { .. } => Some("wait until it ends, or name another folder with `--output`"),
            PublishError::Route { .. } => None,
            PublishError::Io { cause, .. } => match cause.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("free some space on that disk"),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("allow writing to that folder and the one it stands in, or name another with `--output`")
                }
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
