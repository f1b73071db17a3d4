//! The one way to print: an answer to standard output, a remark to standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::OnceLock;

use crate::problem::{code::Severity, human};
use crate::session::Session;

use super::outcome::{Failure, Outcome};

/// How much is said beside answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Volume {
    /// Errors only.
    Quiet,
    /// Warnings too.
    #[default]
    Normal,
    /// Hints too, and how long each stage took.
    Verbose,
}

static VOLUME: OnceLock<Volume> = OnceLock::new();

/// Decides once, for the whole run, how much is said.
pub fn set_volume(volume: Volume) {
    let _ = VOLUME.set(volume);
}

/// How much is said.
pub fn volume() -> Volume {
    VOLUME.get().copied().unwrap_or_default()
}

/// Whether nothing but errors is said.
pub fn is_quiet() -> bool {
    volume() == Volume::Quiet
}

/// Whether a stream is to be coloured: it is a terminal, and nobody asked for none (`NO_COLOR`).
#[expect(clippy::disallowed_methods, reason = "a convention of terminals; no site depends on it")]
pub fn is_coloured(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && !std::env::var("NO_COLOR").is_ok_and(|set| !set.is_empty())
}

/// Says something that a person who asked for quiet does not want to hear.
pub fn remark(text: impl Display) {
    if !is_quiet() {
        say(text);
    }
}

/// Writes what the command was asked for.
///
/// A reader that has seen enough (`| head`) is no failure: the command goes on and ends as it would have.
///
/// # Errors
/// Anything else that keeps standard output from taking the text, such as a full disk.
pub fn answer(text: impl Display) -> Result<(), Failure> {
    deliver(&mut io::stdout().lock(), text.to_string().as_bytes())
}

/// Writes what was done, for a person who did not ask for quiet: on standard output, as answers are.
///
/// # Errors
/// As of [`answer`].
pub fn report(text: impl Display) -> Result<(), Failure> {
    if is_quiet() { Ok(()) } else { answer(text) }
}

/// Says something beside the answer, with a line end. Where nobody can be told, nothing is lost but the telling.
pub fn say(text: impl Display) {
    let _ = io::stderr().lock().write_all(format!("{text}\n").as_bytes());
}

/// Shows what stops a command, on standard error.
pub fn stopped(session: &Session) -> Outcome {
    tell(session, if is_quiet() { Severity::Error } else { Severity::Hint });
    Outcome::Problems
}

/// Shows what a command goes on in spite of, on standard error: warnings, without hints.
pub fn warned(session: &Session) {
    match volume() {
        Volume::Quiet => {}
        Volume::Normal => tell(session, Severity::Warning),
        Volume::Verbose => tell(session, Severity::Hint),
    }
}

fn tell(session: &Session, least: Severity) {
    let colour = is_coloured(&std::io::stderr());
    let report = human::render_from(least, &session.problems, &session.files.texts, colour);
    if !report.is_empty() {
        say(report.trim_end());
    }
}

fn deliver(out: &mut dyn Write, bytes: &[u8]) -> Result<(), Failure> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::machine(format!("cannot write to standard output: {cause}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Refuses(ErrorKind);

    impl Write for Refuses {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn only_a_reader_that_has_gone_away_may_miss_the_answer() {
        assert!(deliver(&mut Refuses(ErrorKind::BrokenPipe), b"x").is_ok());
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
            let failure = deliver(&mut Refuses(kind), b"x").unwrap_err();
            assert!(failure.status == 3 && failure.message.starts_with("cannot write to standard output"), "{kind}");
        }
    }
}
