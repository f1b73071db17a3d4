//! Splits the TOML between `+++` lines from the body of a Markdown file.

use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::table::{self, Record};

/// The front matter, and the body's place. A file without front matter has an empty record; one
/// whose front matter cannot be read has none.
pub fn split(texts: &Texts, file: FileId, problems: &mut Problems) -> (Option<Record>, Span) {
    let text = texts.text(file);
    let Some(opening) = line_that_is(text, "+++", 0).filter(|line| text[..line.start].trim().is_empty()) else {
        if foreign(text, file, problems) {
            return (None, Span::new(file, text.len()..text.len()));
        }
        return (Some(Record::empty(Span::new(file, 0..0))), Span::new(file, 0..text.len()));
    };
    let Some(closing) = line_that_is(text, "+++", opening.end) else {
        problems.report(
            Problem::new(Code::Syntax, Span::new(file, opening.start..opening.start + 3), "front matter is not closed")
                .label("opened here")
                .help("end it with a line that holds only `+++`"),
        );
        return (None, Span::new(file, text.len()..text.len()));
    };
    let record = table::loose(texts, file, opening.end..closing.start, problems);
    (record, Span::new(file, closing.end..text.len()))
}

/// The first line from `from` on that holds only `words`, its end of line included.
fn line_that_is(text: &str, words: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == words {
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

/// Front matter as other programs write it is told, not shown to readers as text.
fn foreign(text: &str, file: FileId, problems: &mut Problems) -> bool {
    let opening = line_that_is(text, "---", 0).filter(|line| text[..line.start].trim().is_empty());
    let Some(opening) = opening else { return false };
    let Some(closing) = line_that_is(text, "---", opening.end) else { return false };
    let is_word = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_key = |line: &str| line.split_once(':').is_some_and(|(key, _)| is_word(key));
    let is_yaml = text[opening.end..closing.start].lines().any(is_key);
    if is_yaml {
        problems.report(
            Problem::new(
                Code::Syntax,
                Span::new(file, opening.start..opening.start + 3),
                "front matter is TOML between `+++` lines, not YAML between `---` lines",
            )
            .label("opened here")
            .help("write `+++` for both `---`, and `key = \"…\"` for `key: …`"),
        );
    }
    is_yaml
}
