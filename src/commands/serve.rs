//! `briefing serve`: the briefing in the browser while it is being written.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::check::Options;
use crate::load::files;
use crate::serve::model::Reader;
use crate::serve::{self, Rebuilt, ServeError, Settings};

use super::out;
use super::outcome::{Failure, Outcome};

/// Runs the command until Ctrl-C.
pub fn run(root: PathBuf, port: u16, open: bool, options: Options) -> Result<Outcome, Failure> {
    // Without a site there is nothing to watch; say so at once.
    files::site(&root)?;
    let settings = Settings { root: root.clone(), port };
    let reader = Reader::new(root, options);
    let read = move || match reader.read() {
        Ok(model) => Rebuilt::Good(Arc::new(model)),
        Err(report) => {
            out::say(&report);
            Rebuilt::Bad(report)
        }
    };
    serve::serve(&settings, read, |address| {
        out::say(format!("serving {address} (Ctrl-C ends)"));
        if open {
            open_browser(address);
        }
    })
    .map_err(|error| match error {
        ServeError::PortInUse(_) => Failure::usage(error),
        ServeError::Machine(_) => Failure::machine(error),
    })?;
    Ok(Outcome::Done)
}

/// Opening a browser is a favour: where it fails, the address stands on the terminal.
fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok();
}
