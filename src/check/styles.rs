//! `citation_styles` in `site.toml` → citation styles; a file that is none is told with the line that says so.

use crate::cite::Style;
use crate::cite::csl::{Csl, Fault};
use crate::load::record::Row;
use crate::load::{Content, StyleText, layout, records, table};
use crate::model::site::StyleFile;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// What the names of CSL files end with.
const ENDING: &str = ".csl";

/// Reads the styles, without those of which an error was reported.
pub fn read(site: Row<'_, records::Site>, content: &Content, problems: &mut Problems) -> Vec<StyleFile> {
    let mut styles: Vec<StyleFile> = Vec::new();
    for (path, place) in site.citation_styles().get() {
        let Some(word) = word(path, place, problems) else { continue };
        let shipped = Style::ALL.iter().any(|style| style.word == word);
        if shipped || styles.iter().any(|style| style.word == word) {
            problems.report(
                Problem::new(Code::Duplicate, place, format!("the citation style `{word}` exists already"))
                    .label(if shipped { "it is a shipped one" } else { "it is named above" })
                    .help("give the file another name: it is the style's word on the command line"),
            );
            continue;
        }
        let Some(read) = content.styles.get(path) else {
            let near = table::nearest(path, content.styles.keys().map(String::as_str));
            let help =
                near.map_or("put it there, or strike the line".to_owned(), |near| format!("did you mean `{near}`?"));
            problems.report(
                Problem::new(Code::MissingFile, place, format!("there is no file `{path}` in the briefing's folder"))
                    .help(help),
            );
            continue;
        };
        // What could not be read was told when it was.
        let Some(text) = &read.text else { continue };
        match Csl::read(text) {
            Ok(_) => styles.push(StyleFile { word: word.to_owned(), text: text.clone() }),
            Err(fault) => problems.report(told(&fault, path, read, text, place)),
        }
    }
    styles
}

/// The word of a style by the name of its file; `None` where it cannot be one, which is reported.
fn word<'a>(path: &'a str, place: Span, problems: &mut Problems) -> Option<&'a str> {
    if !layout::is_inside(path) {
        problems.report(
            Problem::new(Code::BadValue, place, format!("`{path}` leads out of the briefing's folder"))
                .label("expected a path under it, as in `styles/harbour.csl`")
                .help("copy the file into the folder, so that whoever builds the briefing has it"),
        );
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some(word) = name.strip_suffix(ENDING) else {
        problems.report(
            Problem::new(Code::BadValue, place, format!("`{path}` is no CSL file by its name"))
                .label(format!("expected a name that ends with `{ENDING}`")),
        );
        return None;
    };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if word.is_empty() || !word.chars().all(fits) {
        problems.report(
            Problem::new(Code::BadValue, place, format!("`{word}` cannot be typed as the word of a style"))
                .label("expected letters, digits, `-`, `_` and `.`")
                .help("rename the file: its name is the style's word on the command line"),
        );
        return None;
    }
    Some(word)
}

fn told(fault: &Fault, path: &str, read: &StyleText, text: &str, place: Span) -> Problem {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let span = Span::new(read.file, boundary(fault.at.start)..boundary(fault.at.end));
    Problem::new(Code::Style, span, format!("`{path}` {}", fault.message))
        .label(fault.expected)
        .note(place, "it is named here")
        .help(fault.help.clone())
}
