//! `briefing init`: a new briefing that builds.
#![expect(clippy::disallowed_methods, reason = "looks whether the folder is empty")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::draft::starter::{self, ARCHIVE};
use crate::language::locales;
use crate::load::files::Files;
use crate::model::lang::is_code;
use crate::problem::Problems;
use crate::session::{self, Session};
use crate::verify::{archive, record, verify};

use super::outcome::{Failure, Outcome};
use super::{edits, out, schema};

/// What `init` was asked for.
#[derive(Debug, Args)]
pub struct Init {
    /// The new briefing's folder, which is made or must be empty
    pub dir: PathBuf,
    /// Its languages by their short codes, the default one first: `de,en`
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// Its title; `de=…` for one in that language
    #[arg(long, value_name = "[CODE=]TITLE")]
    title: Vec<String>,
    /// Leave the invented example out
    #[arg(long)]
    empty: bool,
    /// Ask nothing, even on a terminal
    #[arg(long)]
    yes: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub fn run(init: &Init) -> Result<Outcome, Failure> {
    is_empty(&init.dir)?;
    let ask = !init.yes && io::stdin().is_terminal() && io::stderr().is_terminal();
    let languages = languages(init, ask)?;
    let title = titles(init, &languages, ask)?;
    let request = starter::Request { languages, title, empty: init.empty, program: env!("CARGO_PKG_REPOSITORY") };
    let mut files = starter::files(&request);
    files.extend(
        schema::schemas()
            .into_iter()
            .map(|(name, schema)| (format!("schemas/{name}.schema.json"), schema::text(&schema))),
    );
    // Without it nothing could be written in the language at all.
    let unshipped = request.languages.iter().filter(|code| !locales::is_shipped(code));
    files.extend(unshipped.map(|code| (format!("templates/locale/{code}.toml"), locales::to_translate(code))));
    files.extend(verified(&files));
    if init.dry_run {
        edits::create(&init.dir, &files, true)?;
        return Ok(Outcome::Done);
    }
    std::fs::create_dir_all(&init.dir)
        .map_err(|error| Failure::machine(format!("cannot make `{}`: {error}", init.dir.display())))?;
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    crate::publish::change::write(&init.dir, &files)?;
    out::report(done(init, &request, files.len()))?;
    Ok(Outcome::Done)
}

fn is_empty(dir: &Path) -> Result<(), Failure> {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Failure::usage(format!("`{}` is no folder; nothing was written", dir.display())));
        }
        Err(error) => return Err(Failure::machine(format!("cannot look into `{}`: {error}", dir.display()))),
    };
    // A folder that only Git knows is as good as empty.
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name());
    match names.filter(|name| name != ".git").min() {
        None => Ok(()),
        Some(name) => Err(Failure::usage(format!(
            "`{}` is not empty: it holds `{}`; nothing was written\nhelp: give a new folder, `briefing init {}`",
            dir.display(),
            name.to_string_lossy(),
            dir.join("briefing").display()
        ))),
    }
}

fn languages(init: &Init, ask: bool) -> Result<Vec<String>, Failure> {
    let mut codes: Vec<String> = init.lang.iter().map(|code| code.trim().to_owned()).collect();
    if codes.is_empty() {
        let answer = if ask { question("Languages, the default one first", "en")? } else { "en".to_owned() };
        codes = answer.split([',', ' ']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    }
    let mut seen = Vec::new();
    for code in &codes {
        if !is_code(code) {
            return Err(Failure::usage(format!(
                "`{code}` is no language code\nhelp: letters, as in `--lang de,zh-Hant`"
            )));
        }
        if seen.contains(&code) {
            return Err(Failure::usage(format!("the language `{code}` is named twice")));
        }
        seen.push(code);
    }
    Ok(codes)
}

/// The title in each language; empty where none was given.
fn titles(init: &Init, languages: &[String], ask: bool) -> Result<BTreeMap<String, String>, Failure> {
    let mut given = init.title.clone();
    if given.is_empty() && ask {
        let answer = question("Title", "")?;
        given.extend(Some(answer).filter(|answer| !answer.is_empty()));
    }
    let mut titles = BTreeMap::new();
    for title in &given {
        match title.split_once('=').filter(|(code, _)| languages.iter().any(|known| known == code)) {
            Some((code, title)) => drop(titles.insert(code.to_owned(), title.to_owned())),
            None => languages.iter().for_each(|code| {
                titles.entry(code.clone()).or_insert_with(|| title.clone());
            }),
        }
    }
    if init.empty && titles.is_empty() {
        let name = std::path::absolute(&init.dir).ok();
        let name = name.as_deref().and_then(Path::file_name).map_or("Briefing".into(), |name| name.to_string_lossy());
        titles.extend(languages.iter().map(|code| (code.clone(), name.clone().into_owned())));
    }
    Ok(titles)
}

fn question(words: &str, default: &str) -> Result<String, Failure> {
    let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    let mut answer = String::new();
    write!(io::stderr(), "{words}{shown}: ")
        .and_then(|()| io::stdin().lock().read_line(&mut answer).map(drop))
        .map_err(|error| Failure::machine(format!("cannot ask: {error}")))?;
    let answer = answer.trim();
    Ok(if answer.is_empty() { default } else { answer }.to_owned())
}

/// What `verify --record` would write of the example, so that the first pages say that it was verified.
fn verified(files: &[(String, String)]) -> Option<(String, String)> {
    let is_content = |path: &str| {
        !path.starts_with('.') && ["site.toml", "content/", "templates/"].iter().any(|start| path.starts_with(start))
    };
    let content = files.iter().filter(|(path, _)| is_content(path)).cloned();
    let mut session = Session::of(Files::from_texts(content), Problems::new());
    let briefing = session.check(&session::options(None))?;
    let document = |name: &str| files.iter().find(|(path, _)| path.strip_prefix(ARCHIVE) == Some(&format!("/{name}")));
    let held = briefing.sources.iter().filter_map(|(id, source)| {
        let (_, text) = document(&source.archive)?;
        Some((id, archive::state(text.as_bytes(), &source.archive)))
    });
    let verification = verify(&briefing, &held.collect::<Vec<_>>(), &session.locales);
    let seen = !verification.facts.is_empty() && verification.may_be_recorded();
    seen.then(|| ("content/verified.toml".to_owned(), record::record(&verification, &briefing)))
}

/// What was made, and what comes next.
fn done(init: &Init, request: &starter::Request, files: usize) -> String {
    let dir = init.dir.display();
    let mut text = format!("{files} files in `{dir}`\n\nnext:\n");
    let here = init.dir == Path::new(".");
    if !here {
        writeln!(text, "  cd {dir}").expect("writing to a string");
    }
    text.push_str("  briefing serve --open                       the pages while you write\n");
    writeln!(text, "  briefing add source FILE --archive {ARCHIVE}   a document of your own")
        .expect("writing to a string");
    for code in request.languages.iter().filter(|code| !starter::speaks(code)) {
        writeln!(text, "  briefing words {code}                           the interface in `{code}`, to be translated")
            .expect("writing to a string");
    }
    text
}
