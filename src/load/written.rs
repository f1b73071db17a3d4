//! The files that the program writes into `content/`: their last line counts what they hold, so that a torn one is known.

use std::fmt::Write;

use serde::Serialize;

use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::layout::Place;

/// How the first line of a file that ends with a count begins.
const HEAD: &str = "# Written by `briefing ";
/// How that line ends, and by which it promises the count.
const PROMISE: &str = "Not edited by hand; the last line counts the entries.";

/// A file of `[[name]]` tables as text, with its promise and its count.
///
/// # Errors
/// Where an entry cannot be written as TOML.
pub fn text<T: Serialize>(command: &str, name: &str, entries: &[T]) -> Result<String, toml::ser::Error> {
    let mut text = format!("{HEAD}{command}`. {PROMISE}\n");
    for entry in entries {
        write!(text, "\n[[{name}]]\n{}", toml::to_string(entry)?).expect("writing to a string");
    }
    write!(text, "\n{}\n", last_line(entries.len())).expect("writing to a string");
    Ok(text)
}

fn last_line(entries: usize) -> String {
    format!("# end of {entries} entries")
}

/// Whether a file of `[[name]]` tables is all there; one that is not is reported with the way back.
///
/// A file that makes no promise was written by hand or by an older release, and is taken as it is.
pub fn is_whole(texts: &Texts, file: FileId, name: &str, place: &Place, problems: &mut Problems) -> bool {
    let text = texts.text(file);
    let Some(why) = torn(text, name) else { return true };
    let path = texts.path(file);
    let again = match place {
        Place::Verified => "delete it and run `briefing verify --archive DIR --record`",
        _ => "delete it if nothing was ever recorded",
    };
    let last = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    problems.report(
        Problem::new(
            Code::TornFile,
            Span::new(file, last..text.trim_end().len()),
            format!("`{path}` is not whole: {why}"),
        )
        .label("this should be its last line")
        .help(format!(
            "bring back the last whole one with `git checkout -- {path}`, or {again}; after a merge, correct the count"
        )),
    );
    false
}

fn torn(text: &str, name: &str) -> Option<String> {
    let first = text.lines().next().unwrap_or_default();
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return Some("it is empty".to_owned());
    }
    let all = first.len() >= text.trim_end().len();
    let promises = first.starts_with(HEAD) && (first.ends_with(PROMISE) || all);
    if !(promises || all && HEAD.starts_with(first)) {
        return None;
    }
    let header = format!("[[{name}]]");
    let held = text.lines().filter(|line| *line == header).count();
    let wanted = last_line(held);
    match text.lines().next_back().filter(|last| last.starts_with("# end of ")) {
        Some(last) if last == wanted => None,
        Some(last) => Some(format!("it holds {held} entries, and ends with `{last}`")),
        None => Some(format!("it breaks off after {held} entries")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Entry {
        id: String,
    }

    fn file(ids: &[&str]) -> String {
        let entries: Vec<Entry> = ids.iter().map(|id| Entry { id: (*id).to_owned() }).collect();
        text("record", "version", &entries).unwrap()
    }

    #[test]
    fn a_file_says_how_much_it_holds_and_any_id_can_stand_in_it() {
        let text = file(&["a", "b\"c"]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1..],
            ["", "[[version]]", "id = \"a\"", "", "[[version]]", "id = 'b\"c'", "", "# end of 2 entries"]
        );
        assert!(toml::from_str::<toml::Table>(&text).is_ok());
        assert_eq!(torn(&text, "version"), None);
        assert_eq!(torn(&file(&[]), "version"), None);
    }

    #[test]
    fn a_file_cut_anywhere_is_known_to_be_torn() {
        let text = file(&["a", "b", "汉字"]);
        for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
            assert!(torn(&text[..end], "version").is_some(), "cut to {:?}", &text[..end]);
        }
        assert!(torn(&"\0".repeat(4096), "version").is_some());
    }

    #[test]
    fn a_merge_that_changes_the_number_of_entries_is_noticed() {
        let merged = file(&["a", "b"]).replace("id = \"a\"", "id = \"a\"\n\n[[version]]\nid = \"c\"");
        assert_eq!(torn(&merged, "version").unwrap(), "it holds 3 entries, and ends with `# end of 2 entries`");
        assert_eq!(torn(&file(&["a"]).replace('\n', "\r\n"), "version"), None, "line ends may be converted");
    }

    #[test]
    fn what_makes_no_promise_is_taken_as_it_is() {
        for text in
            ["[[version]]\nid = \"a\"\n", "# Written by `briefing record`: committed.\n\n[[version]]\nid = \"a\"\n"]
        {
            assert_eq!(torn(text, "version"), None, "{text}");
        }
    }
}
