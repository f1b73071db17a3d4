//! How long each stage took, for `--timings`.
#![expect(clippy::disallowed_methods, reason = "only --timings may look at a clock")]

use std::time::Instant;

use super::out;

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
            out::say(format!("{stage}: {} ms", last.elapsed().as_millis()));
            *last = Instant::now();
        }
    }
}
