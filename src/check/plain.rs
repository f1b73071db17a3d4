//! Texts that hold no links: what a reader sees of them is held against the facts, too.

use crate::language::locales::Locales;
use crate::load::record::ByLanguage;
use crate::load::{Content, Document};
use crate::problem::span::{Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::by_value::ByValue;
use super::names::Scope;

/// Characters that turn the direction of the text after them, so that 2600 is seen as 0062.
const TURNING: [char; 9] =
    ['\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// Reports figures in summaries that no fact states.
pub fn summaries(content: &Content, locales: &Locales, scope: &Scope, facts: &ByValue, problems: &mut Problems) {
    for (_, _, subject) in content.documents.iter().filter_map(Document::subject) {
        if let Some(summary) = subject.summary().get() {
            words(summary, locales, scope, facts, problems);
        }
    }
}

fn words(summary: ByLanguage<'_>, locales: &Locales, scope: &Scope, facts: &ByValue, problems: &mut Problems) {
    for lang in scope.settings.languages.iter() {
        let Some((text, span)) = summary.text(scope.settings.languages.code(lang)) else { continue };
        for figure in locales.reader(lang).figures(text, &scope.settings.site.names) {
            if figure.reading.as_ref().is_some_and(|reading| facts.has(reading)) {
                continue;
            }
            let words = &text[figure.range];
            let problem = Problem::new(Code::NakedNumber, span, format!("`{words}` has no fact behind it"));
            problems.report(problem.label("a figure that no fact states").help(
                "give the figure of a fact, or say it without one: a summary stands on cards and in lists, which hold no links",
            ));
        }
    }
}

/// Reports marks that turn the direction of text: with them a checked figure reads as another.
pub fn turned(texts: &Texts, problems: &mut Problems) {
    for (file, path) in texts.iter() {
        if path != "site.toml" && !path.starts_with("content/") {
            continue;
        }
        let text = texts.text(file);
        if text.is_ascii() {
            continue;
        }
        for (at, mark) in text.match_indices(TURNING) {
            let c = mark.chars().next().map_or(0, u32::from);
            let span = Span::new(file, at..at + mark.len());
            problems.report(
                Problem::new(Code::BadValue, span, format!("a mark that turns the direction of text, U+{c:04X}"))
                    .label("what follows is shown in another order than it is written")
                    .help("delete it; letters and digits have their direction by themselves"),
            );
        }
    }
}
