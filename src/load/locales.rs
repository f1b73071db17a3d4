//! The languages' files: the site's own `templates/locale/<code>.toml` before the shipped ones.

use std::collections::BTreeMap;

use crate::language::locales::{Locales, Wrong};
use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::layout;

/// Reads all languages, and says which of the briefing's have no file or a faulty one.
pub fn read(texts: &Texts, problems: &mut Problems) -> Locales {
    let files: BTreeMap<String, FileId> =
        texts.iter().filter_map(|(file, path)| Some((code(path)?.to_owned(), file))).collect();
    let own = files.iter().map(|(code, file)| (code.clone(), texts.text(*file))).collect();
    let listed = layout::declared(texts).languages;
    let (locales, wrong) = Locales::new(&own, &listed);
    for wrong in wrong {
        problems.report(match wrong {
            Wrong::File(code, fault) => {
                let span = Span::new(files[&code], fault.at.unwrap_or(0..0));
                Problem::new(Code::Locale, span, fault.message)
                    .help("the file says how the language reads and writes; `templates/locale/en.toml` is a whole one")
            }
            Wrong::Missing(code) => {
                let help = format!(
                    "copy `templates/locale/en.toml` to `templates/locale/{code}.toml` and put its words there"
                );
                Problem::new(
                    Code::Locale,
                    listed_at(texts, &code),
                    format!("`{code}` has no file that says how it reads and writes"),
                )
                .help(help)
            }
        });
    }
    locales
}

fn code(path: &str) -> Option<&str> {
    path.strip_prefix("templates/locale/")?.strip_suffix(".toml").filter(|code| !code.contains('/'))
}

/// Where `site.toml` lists a language.
fn listed_at(texts: &Texts, code: &str) -> Span {
    let (file, _) = texts.iter().find(|(_, path)| *path == "site.toml").expect("it listed the language");
    let quoted = format!("\"{code}\"");
    let at = texts.text(file).find(&quoted).map_or(0..0, |at| at..at + quoted.len());
    Span::new(file, at)
}
