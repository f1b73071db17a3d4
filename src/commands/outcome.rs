//! How a command ended: what stopped it, for the person and for the exit status.

use crate::load::files::ReadError;
use crate::publish::PublishError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has problems, all of them reported.
    Problems,
}

/// The machine failed us, or the command makes no sense; the text names the path and the remedy.
#[derive(Debug)]
pub struct Failure {
    /// For the person at the terminal.
    pub message: String,
    /// 1 for the content or the theme, 2 for wrong usage, 3 for the machine.
    pub status: u8,
}

impl Failure {
    /// The machine failed us: disk, permission, network.
    pub fn machine(error: impl std::fmt::Display) -> Self {
        Self { message: error.to_string(), status: 3 }
    }

    /// The command cannot be carried out as given.
    pub fn usage(error: impl std::fmt::Display) -> Self {
        Self { message: error.to_string(), status: 2 }
    }

    /// What a person wrote stands in the way.
    pub fn content(error: impl std::fmt::Display) -> Self {
        Self { message: error.to_string(), status: 1 }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoSite(_) => Self::usage(error),
            ReadError::Io(..) => Self::machine(error),
        }
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let help = error.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        Self { message: format!("{error}{help}"), status: error.status() }
    }
}
