//! Ctrl-C while a site is being written: noticed at the next file, so that nothing is left behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::flag;

/// Whether the person, or the system, has asked this process to end.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. A second Ctrl-C ends the process at once.
    pub fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in signals() {
            // Where a handler cannot be set, the signal ends the process as it always did.
            let _ = flag::register_conditional_shutdown(*signal, 128 + signal, asked.clone());
            let _ = flag::register(*signal, asked.clone());
        }
        Self(asked)
    }

    /// Whether to stop.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    #[cfg(test)]
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(unix)]
fn signals() -> &'static [i32] {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    &[SIGINT, SIGTERM, SIGHUP]
}

#[cfg(not(unix))]
fn signals() -> &'static [i32] {
    use signal_hook::consts::{SIGINT, SIGTERM};
    &[SIGINT, SIGTERM]
}
