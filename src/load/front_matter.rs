//! Splits the TOML between `+++` lines from the body of a Markdown file.

use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::table::{self, Record};

/// The front matter and the body's place; a file without front matter has an empty record.
pub fn split(texts: &Texts, file: FileId, problems: &mut Problems) -> Option<(Record, Span)> {
    let text = texts.text(file);
    let start = text.strip_prefix('\u{feff}').map_or(0, |_| 3);
    let Some(first) = text[start..].strip_prefix("+++").filter(|rest| rest.starts_with(['\n', '\r'])) else {
        return Some((Record::empty(Span::new(file, 0..0)), Span::new(file, start..text.len())));
    };
    let toml_start = text.len() - first.len();
    let Some((end, after)) = closing(text, toml_start) else {
        problems.report(
            Problem::new(Code::Syntax, Span::new(file, start..start + 3), "front matter is not closed")
                .label("opened here")
                .help("end it with a line that holds only `+++`"),
        );
        return None;
    };
    let record = table::loose(texts, file, toml_start..end, problems)?;
    Some((record, Span::new(file, after..text.len())))
}

/// Where the closing line starts, and where the body does.
fn closing(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
