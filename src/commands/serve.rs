//! `briefing serve`: the briefing in the browser while it is being written.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rayon::prelude::*;

use crate::check::Options;
use crate::export;
use crate::problem::{Problems, Severity, human};
use crate::publish;
use crate::serve::{self, Files, Rebuilt, ServeError, Settings};
use crate::session::Session;
use crate::theme::Fault;

use super::out;
use super::outcome::{Failure, Outcome};

/// Runs the command until Ctrl-C.
pub fn run(root: PathBuf, port: u16, open: bool, options: Options) -> Result<Outcome, Failure> {
    // Without a site there is nothing to watch; say so at once.
    Session::load(&root, Problems::new())?;
    let settings = Settings { root: root.clone(), port };
    let build = move || match in_memory(&root, &options) {
        Ok(files) => Rebuilt::Good(files),
        Err(report) => {
            out::say(&report);
            Rebuilt::Bad(report)
        }
    };
    serve::serve(&settings, build, |address| {
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

fn in_memory(root: &Path, options: &Options) -> Result<Files, String> {
    let said = |failure: Failure| failure.message;
    let mut session = Session::load(root, Problems::for_drafts()).map_err(|error| said(error.into()))?;
    let errors =
        |session: &Session| human::render_from(Severity::Error, &session.problems, &session.files.texts, false);
    let Some(briefing) = session.check(options) else { return Err(errors(&session)) };
    let Some(site) = session.plan(briefing) else { return Err(errors(&session)) };
    let pages: Vec<(String, Result<String, Fault>)> = site.pages().collect();
    session.faults(pages.iter().filter_map(|(_, page)| page.as_ref().err().cloned()).collect());
    if session.problems.has_errors() {
        return Err(errors(&session));
    }
    let bytes = |(path, page): (String, Result<String, Fault>)| Some((path, page.ok()?.into_bytes()));
    let mut files: Files = pages.into_iter().filter_map(bytes).collect();
    files.extend(export::files(&site.theme, site.context()).iter().map(|file| (file.path.clone(), file.bytes())));
    let manifest = publish::manifest(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    files.insert(publish::MANIFEST.to_owned(), manifest);
    Ok(files)
}

/// Opening a browser is a favour: where it fails, the address stands on the terminal.
fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok();
}
