//! Says on a terminal what takes longer than a second, and clears it again.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use super::out;

/// How long something may take before it is told.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn again.
const BEAT: Duration = Duration::from_millis(250);

/// What is being done, for as long as it lives. Where nobody watches, it says nothing.
#[derive(Debug)]
pub struct Progress {
    watcher: Option<(Sender<&'static str>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins with a first thing to do.
    pub fn start(what: &'static str) -> Self {
        if out::is_quiet() || !io::stderr().is_terminal() {
            return Self { watcher: None };
        }
        let (tell, told) = mpsc::channel();
        let watch = std::thread::Builder::new().spawn(move || {
            let (mut what, mut beats, mut wait) = (what, 0_usize, PATIENCE);
            loop {
                match told.recv_timeout(wait) {
                    Ok(next) => what = next,
                    Err(RecvTimeoutError::Timeout) => {
                        let dots = ".".repeat(beats % 4);
                        let _ = write!(io::stderr().lock(), "\r{what}{dots:<3}");
                        beats += 1;
                        wait = BEAT;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if beats > 0 {
                let _ = write!(io::stderr().lock(), "\r{:60}\r", "");
            }
        });
        Self { watcher: watch.ok().map(|watch| (tell, watch)) }
    }

    /// Goes on with the next thing to do.
    pub fn next(&self, what: &'static str) {
        if let Some((tell, _)) = &self.watcher {
            let _ = tell.send(what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((tell, watch)) = self.watcher.take() {
            drop(tell);
            let _ = watch.join();
        }
    }
}
