//! What `build` and `serve` need besides the stages: faults for people, timings.
#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "only --timings may look at a clock")]

use std::fmt::Write;
use std::time::Instant;

use crate::publish::PublishError;
use crate::theme::ThemeError;

use super::Failure;

/// Every fault of a theme in one message.
pub fn theme_failure(errors: &[ThemeError]) -> Failure {
    let mut message = String::from("the theme has faults");
    for error in errors {
        match error.line {
            Some(line) => write!(message, "\n  {}:{line}: {}", error.file, error.message),
            None => write!(message, "\n  {}: {}", error.file, error.message),
        }
        .expect("writing to a string");
    }
    Failure { message, status: 1 }
}

/// Why nothing was published, and what to do about it.
pub fn publish_failure(error: PublishError) -> Failure {
    let help = error.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    Failure { message: format!("{error}{help}"), status: if error.is_usage() { 2 } else { 3 } }
}

/// Says how long each stage took, if asked to.
#[derive(Debug)]
pub struct Timer {
    last: Option<Instant>,
}

impl Timer {
    /// Starts, or never says anything.
    pub fn start(wanted: bool) -> Self {
        Self { last: wanted.then(Instant::now) }
    }

    /// A stage has ended.
    pub fn lap(&mut self, stage: &str) {
        if let Some(last) = &mut self.last {
            eprintln!("{stage}: {} ms", last.elapsed().as_millis());
            *last = Instant::now();
        }
    }
}
