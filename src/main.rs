//! Reads the command line, runs the command, maps its outcome to an exit status.
#![expect(clippy::print_stderr, reason = "failures go to standard error")]

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use briefing::check::{self, Options};
use briefing::commands::build::{Timer, publish_failure, theme_failure};
use briefing::commands::{self, Cli, Command, Failure, Outcome, stopped};
use briefing::export;
use briefing::load::{self, files};
use briefing::plan;
use briefing::problem::Problems;
use briefing::publish::Staging;
use briefing::render;
use briefing::render::context::Context;
use briefing::theme::Theme;
use clap::Parser;
use rayon::prelude::*;

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(Failure { message, status }) => {
            eprintln!("error: {message}");
            ExitCode::from(status)
        }
    }
}

fn run(command: Command) -> Result<Outcome, Failure> {
    let options = Options { date: source_date()? };
    let colour = std::io::stdout().is_terminal();
    match command {
        Command::Build { root, output, base_url, drafts, timings } => {
            let request =
                Build { output: output.unwrap_or_else(|| root.join("site")), root, base_url, drafts, timings };
            build(&request, &options)
        }
        Command::Verify { root, archive, format, record } => {
            let request = commands::verify::Request { archive: &archive, format, record };
            commands::verify::run(&root, request, &options, colour)
        }
        Command::Cite { id, style, lang, root } => {
            let request = commands::cite::Request { id: &id, style, lang: lang.as_deref() };
            commands::cite::run(&root, request, &options, colour)
        }
        Command::Serve { root, port, open } => commands::serve::run(root, port, open, options),
        Command::Record { root } => commands::record::run(&root, &options, colour),
        Command::Check { root, format, fix, dry_run } => {
            if fix {
                commands::check::fix(&root, &options, dry_run)?;
            }
            commands::check::run(&root, format, &options, colour)
        }
        Command::Schema { output } => commands::schema::run(output.as_deref()),
    }
}

/// The build's date as the environment fixes it, in the form of the reproducible-builds specification.
#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
fn source_date() -> Result<Option<String>, Failure> {
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let time = time.ok_or_else(|| Failure::usage(format!("SOURCE_DATE_EPOCH is `{seconds}`, no number of seconds")))?;
    Ok(Some(time.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string()))
}

struct Build {
    root: PathBuf,
    output: PathBuf,
    base_url: Option<String>,
    drafts: bool,
    timings: bool,
}

/// The pipeline: load → check → plan → render → publish.
fn build(request: &Build, options: &Options) -> Result<Outcome, Failure> {
    let mut timer = Timer::start(request.timings);
    let mut problems = if request.drafts { Problems::for_drafts() } else { Problems::new() };
    let files = files::read(&request.root)?;
    let content = load::parse(&files, &mut problems);
    timer.lap("load");

    let briefing = check::check(&content, &files.texts, options, &mut problems);
    drop(content);
    let Some(mut briefing) = briefing else {
        return Ok(stopped(&problems, &files.texts, std::io::stderr().is_terminal()));
    };
    briefing.site.set_base_url(request.base_url.as_deref());
    timer.lap("check");

    let plan = plan::plan(&briefing);
    timer.lap("plan");

    let theme = Theme::load(&files.theme, &briefing.languages, briefing.site.minify)
        .map_err(|errors| theme_failure(&errors))?;
    let ctx = Context { briefing: &briefing, plan: &plan, strings: theme.strings(), locales: theme.locales() };
    let staging = Staging::begin(&request.root, &request.output).map_err(publish_failure)?;
    plan.pages.par_iter().try_for_each(|page| {
        let html =
            render::page(&theme, &ctx, page).map_err(|error| Failure { message: error.to_string(), status: 1 })?;
        staging.write(page.route.as_str(), html.as_bytes()).map_err(publish_failure)
    })?;
    export::files(&theme, ctx)
        .par_iter()
        .try_for_each(|file| staging.write(&file.path, &file.bytes()).map_err(publish_failure))?;
    timer.lap("render");

    let published = staging.publish().map_err(publish_failure)?;
    timer.lap("publish");
    eprintln!("{} files in `{}`", published.files, published.output.display());
    Ok(Outcome::Done)
}
