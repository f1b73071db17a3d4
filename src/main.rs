//! Reads the command line, runs the command, maps its outcome to an exit status. `build` stands here, since it is the
//! whole pipeline; every other command is a file in `commands`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use briefing::check::{Options, distrust};
use briefing::commands::out::{stopped, warned};
use briefing::commands::outcome::{Failure, Outcome};
use briefing::commands::progress::Progress;
use briefing::commands::timer::Timer;
use briefing::commands::{self, Cli, Command, machine, out};
use briefing::draft::starter::ARCHIVE;
use briefing::export;
use briefing::load::table::nearest;
use briefing::model::briefing::Briefing;
use briefing::model::site::BaseUrl;
use briefing::problem::Problems;
use briefing::publish::{Staging, size};
use briefing::session::{self, Session};
use briefing::theme::Fault;
use clap::Parser;
use rayon::prelude::*;

/// Pages are made of many small texts that live for a moment; the system's allocator takes a fifth longer over them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    machine::tell_of_panics();
    machine::take_limits_for_failures();
    let ended = std::panic::catch_unwind(|| {
        let cli = Cli::parse();
        out::set_volume(cli.volume());
        run(cli.command)
    });
    match ended {
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::Problems)) => ExitCode::from(1),
        Ok(Err(Failure { message, status })) => {
            out::say(format!("error: {message}"));
            ExitCode::from(status)
        }
        Err(_) => ExitCode::from(3),
    }
}

fn run(command: Command) -> Result<Outcome, Failure> {
    machine::start_workers()?;
    commands::put_right(&command)?;
    let options = session::options(source_date()?);
    match command {
        Command::Build { root, output, base_url, drafts, without, timings } => {
            let root = root.path().to_owned();
            let output = output.unwrap_or_else(|| root.join("site"));
            let request = Build { output, root, base_url, drafts, without, timings };
            build(request, &options)
        }
        Command::Verify { root, archive, format, record } => {
            let archive = archive.unwrap_or_else(|| root.path().join(ARCHIVE));
            let request = commands::verify::Request { archive: &archive, format, record };
            commands::verify::run(root.path(), request, &options)
        }
        Command::Cite { id, style, lang, root } => {
            let request = commands::cite::Request { id: &id, style: &style, lang: lang.as_deref() };
            commands::cite::run(&root, request, &options)
        }
        Command::Mcp { root } => commands::mcp::run(&root, &options),
        Command::Serve { root, port, open } => commands::serve::run(root.path().to_owned(), port, open, options),
        Command::Edition { doi: Some(doi), of, root, .. } => {
            commands::edition::deposit(&root, commands::edition::Deposit { doi: &doi, date: of.as_deref() })
        }
        Command::Edition { package, root, .. } => commands::edition::run(&root, package.as_deref(), &options),
        Command::Audit { reports, format, root } => commands::audit::run(&root, &reports, format, &options),
        Command::Record { root, kind, reason, fact } => {
            let request = commands::record::Request { kind, reasons: &reason, facts: &fact };
            commands::record::run(&root, request, &options)
        }
        Command::Check { root, format, score, fix, archive, dry_run, external } => {
            if fix {
                let fix = commands::check::Fix { archive: archive.as_deref(), dry: dry_run };
                commands::check::fix(root.path(), &options, fix)?;
            }
            commands::check::run(root.path(), commands::check::Request { format, score, external }, &options)
        }
        Command::Init(init) => commands::init::run(&init),
        Command::Add(add) => commands::add::run(&add, &options),
        Command::Ingest(source) => commands::add::source(&source, &options),
        Command::Import(asked) => commands::import::run(&asked, &options),
        Command::New(new) => commands::new::run(&new, &options),
        Command::Rename(asked) => commands::rename::run(&asked),
        Command::Words(words) => commands::words::run(&words),
        Command::Completions { shell } => commands::manual::completions(shell),
        Command::Man { output } => commands::manual::man(output.as_deref()),
        Command::Schema { output } => commands::schema::run(output.as_deref()),
    }
}

/// The build's date as the environment fixes it, in the form of the reproducible-builds specification.
#[expect(clippy::disallowed_methods, reason = "the build's date comes in from outside here")]
fn source_date() -> Result<Option<String>, Failure> {
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let time = time.ok_or_else(|| Failure::usage(format!("SOURCE_DATE_EPOCH is `{seconds}`, no number of seconds")))?;
    Ok(Some(time.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string()))
}

struct Build {
    root: PathBuf,
    output: PathBuf,
    base_url: Option<BaseUrl>,
    drafts: bool,
    without: Vec<String>,
    timings: bool,
}

/// Takes origins out of what the briefing counts.
fn leave_out(briefing: &mut Briefing, names: &[String]) -> Result<(), Failure> {
    if names.is_empty() {
        return Ok(());
    }
    let mut without = BTreeSet::new();
    for name in names {
        let origin = distrust::named(briefing, name).ok_or_else(|| {
            let known: Vec<String> =
                distrust::origins(briefing).into_iter().map(|(o, _)| briefing.origin_name(o)).collect();
            let near = nearest(name, known.iter().map(String::as_str));
            let near = near.map(|near| format!("\nhelp: did you mean `{near}`?")).unwrap_or_default();
            Failure::usage(format!("no fact goes back to `{name}`{near}"))
        })?;
        without.insert(origin);
    }
    distrust::apply(briefing, without);
    Ok(())
}

/// The pipeline: load → check → plan → render → publish.
fn build(request: Build, options: &Options) -> Result<Outcome, Failure> {
    let mut timer = Timer::start(request.timings || out::volume() == out::Volume::Verbose);
    let progress = Progress::start("reading");
    let sink = if request.drafts { Problems::for_drafts() } else { Problems::new() };
    let mut session = Session::load(&request.root, sink)?;
    timer.lap("load");
    progress.next("checking");

    let Some(mut briefing) = session.check(options) else { return Ok(stopped(&session)) };
    briefing.site.base_url = request.base_url.unwrap_or(briefing.site.base_url);
    leave_out(&mut briefing, &request.without)?;
    timer.lap("check");

    let Some(site) = session.plan(briefing) else { return Ok(stopped(&session)) };
    timer.lap("plan");

    progress.next("rendering");
    let staging = Staging::begin(&request.root, &request.output)?;
    let made = site.pages().map(|(route, html)| match html {
        Ok(html) => staging.write(&route, html.as_bytes()).map(|()| None).map_err(Failure::from),
        Err(fault) => Ok(Some(fault)),
    });
    let faults: Vec<Option<Fault>> = made.collect::<Result<_, _>>()?;
    session.faults(faults.into_iter().flatten().collect());
    if session.problems.has_errors() {
        return Ok(stopped(&session));
    }
    let whole = site.whole();
    export::files(whole).par_iter().try_for_each(|file| staging.write(&file.path, &file.bytes(whole)))?;
    session.missed(&site.theme);
    timer.lap("render");

    progress.next("publishing");
    let published = staging.publish()?;
    timer.lap("publish");
    drop(progress);
    warned(&session);
    published.notes.iter().for_each(|note| out::remark(format!("note: {note}")));
    let output = published.output.display();
    out::remark(format!(
        "{} files in `{output}`, {}\nnext: open `{}`, or put the folder on any host",
        published.files,
        size::written(published.bytes),
        published.output.join("index.html").display()
    ));
    Ok(Outcome::Done)
}
