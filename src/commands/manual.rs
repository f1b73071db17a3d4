//! `briefing completions` and `briefing man`: what a shell and a manual's reader need, made from the commands.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::outcome::{Failure, Outcome};
use super::{Cli, out};

/// The name by which the program is called.
const PROGRAM: &str = "briefing";

/// Runs `completions`: a script for the shell, on standard output.
pub fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), PROGRAM, &mut script);
    out::answer(String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

/// Runs `man`: the program's page on standard output, or all pages into a folder.
pub fn man(output: Option<&Path>) -> Result<Outcome, Failure> {
    let Some(folder) = output else {
        out::answer(String::from_utf8_lossy(&page(Cli::command())?))?;
        return Ok(Outcome::Done);
    };
    let failed = |error| Failure::machine(format!("cannot write into `{}`: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
    Ok(Outcome::Done)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(Failure::machine)?;
    Ok(page)
}
