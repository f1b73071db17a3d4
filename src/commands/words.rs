//! `briefing words`: a language's words of the interface as a file to translate.

use std::path::PathBuf;

use clap::Args;

use crate::draft::words;
use crate::language::locales;
use crate::model::lang::is_code;
use crate::problem::Problems;
use crate::session::Session;
use crate::theme::strings::Strings;
use crate::theme::{shipped_file, shipped_words};

use super::outcome::{Failure, Outcome};
use super::{edits, out};

/// What `words` was asked for.
#[derive(Debug, Args)]
pub struct Words {
    /// The language's short code
    lang: String,
    /// The briefing's folder
    #[arg(long, default_value = ".")]
    pub root: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub fn run(asked: &Words) -> Result<Outcome, Failure> {
    let code = asked.lang.as_str();
    if !is_code(code) {
        return Err(Failure::usage(format!("`{code}` is no language code\nhelp: letters, as in `pt` or `zh-Hant`")));
    }
    let session = Session::load(&asked.root, Problems::new())?;
    let texts = &session.files.texts;
    let path = format!("templates/strings/{code}.toml");
    let now =
        texts.find(&path).map(|file| texts.text(file).to_owned()).or_else(|| shipped_file(code)).unwrap_or_default();
    let (own, faults) = Strings::read(code, &now);
    if let Some(fault) = faults.first() {
        let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
        return Err(Failure::content(format!("{path}{line}: {}; nothing was written", fault.message)));
    }
    let all = shipped_words();
    let mut files = vec![(path, words::file(code, &all, &own, &now))];
    let locale = format!("templates/locale/{code}.toml");
    if texts.find(&locale).is_none() && !locales::is_shipped(code) {
        files.push((locale, locales::to_translate(code)));
    }
    edits::replace(&asked.root, &files, asked.dry_run)?;
    let missing = own.clone().complete(&all, &[]).len();
    out::remark(format!("{} of {} words are translated", all.len() - missing, all.len()));
    Ok(Outcome::Done)
}
