//! `briefing serve`: the briefing in the browser while it is being written.
#![expect(clippy::print_stderr, reason = "says where it serves, and what does not build")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rayon::prelude::*;

use crate::check::Options;
use crate::export;
use crate::plan;
use crate::problem::{Problems, human};
use crate::render;
use crate::render::context::Context;
use crate::serve::{self, Files, Rebuilt, ServeError, Settings};
use crate::theme::Theme;

use super::build::theme_failure;
use super::check::load_and_check;
use super::{Failure, Outcome};

/// Runs the command until Ctrl-C.
pub fn run(root: PathBuf, port: u16, open: bool, options: Options) -> Result<Outcome, Failure> {
    // Without a site there is nothing to watch; say so at once.
    crate::load::files::read(&root)?;
    let settings = Settings { root: root.clone(), port };
    let build = move || match in_memory(&root, &options) {
        Ok(files) => Rebuilt::Good(files),
        Err(report) => {
            eprintln!("{report}");
            Rebuilt::Bad(report)
        }
    };
    serve::serve(&settings, build, |address| {
        eprintln!("serving {address} (Ctrl-C ends)");
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
    let mut problems = Problems::for_drafts();
    let (files, briefing) = load_and_check(root, options, &mut problems).map_err(|failure| failure.message)?;
    let Some(briefing) = briefing else { return Err(human::render(&problems, &files.texts, false)) };
    let plan = plan::plan(&briefing);
    let theme =
        Theme::load(&files.theme, &briefing.languages, false).map_err(|errors| theme_failure(&errors).message)?;
    let ctx = Context { briefing: &briefing, plan: &plan, strings: theme.strings(), locales: theme.locales() };
    let pages: Result<Vec<(String, Vec<u8>)>, String> = plan
        .pages
        .par_iter()
        .map(|page| match render::page(&theme, &ctx, page) {
            Ok(html) => Ok((page.route.to_string(), html.into_bytes())),
            Err(error) => Err(error.to_string()),
        })
        .collect();
    let mut site: BTreeMap<String, Vec<u8>> = pages?.into_iter().collect();
    site.extend(export::files(&theme, ctx).iter().map(|file| (file.path.clone(), file.bytes())));
    Ok(site)
}

/// Opening a browser is a favour: where it fails, the address stands on the terminal.
fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok();
}
