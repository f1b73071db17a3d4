//! The files that the program writes into `content/`: their last line counts what they hold, so that a torn one is known.

use std::fmt::Write;
use std::marker::PhantomData;

use crate::model::words::Worded;
use crate::problem::span::{FileId, Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

use super::layout::Place;
use super::record::{Bool, Declared, Field, Integer, Localised, OneOf, Ordinal, Text};

/// How the first line of a file that ends with a count begins.
const HEAD: &str = "# Written by `briefing ";
/// How that line ends, and by which it promises the count.
const PROMISE: &str = "Not edited by hand; the last line counts the entries.";
/// How it ends where every entry is a line of its own: two records that grew apart are merged line by line.
const PROMISE_OF_LINES: &str = "A line for each, not edited by hand; the last line ends the list.";
/// The last line of such a file.
const END_OF_LINES: &str = "] # end of the list";

/// A record as it is written: its keys, which [`Row::keys`](super::record::Row::keys) has, and their values as TOML.
#[derive(Clone, Debug)]
pub struct Entry<S> {
    parts: Vec<String>,
    shape: PhantomData<S>,
}

impl<S> Default for Entry<S> {
    fn default() -> Self {
        Self { parts: Vec::new(), shape: PhantomData }
    }
}

impl<S: Declared> Entry<S> {
    /// With a string.
    pub fn text(self, key: Field<'_, Text>, text: &str) -> Self {
        self.with(key.name(), quoted(text))
    }

    /// With one of an enumeration's words.
    pub fn word<E: Worded>(self, key: Field<'_, OneOf<E>>, word: E) -> Self {
        self.with(key.name(), quoted(word.spelt()))
    }

    /// With a number from 1.
    pub fn ordinal(self, key: Field<'_, Ordinal>, number: u32) -> Self {
        self.with(key.name(), number)
    }

    /// With a string, if there is one.
    pub fn maybe_text(self, key: Field<'_, Text>, text: Option<&str>) -> Self {
        text.map_or(self.clone(), |text| self.text(key, text))
    }

    /// With a whole number, if there is one.
    pub fn maybe_number(self, key: Field<'_, Integer>, number: Option<u32>) -> Self {
        number.map_or(self.clone(), |number| self.with(key.name(), number))
    }

    /// With a yes or no, if it is known.
    pub fn maybe_bool(self, key: Field<'_, Bool>, yes: Option<bool>) -> Self {
        yes.map_or(self.clone(), |yes| self.with(key.name(), yes))
    }

    /// With a string under each of some names.
    pub fn texts<'a>(self, key: Field<'_, Localised>, entries: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let bare = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let name = |name: &str| if bare(name) { name.to_owned() } else { quoted(name) };
        let entries: Vec<String> = entries.map(|(key, text)| format!("{} = {}", name(key), quoted(text))).collect();
        self.with(key.name(), format!("{{ {} }}", entries.join(", ")))
    }

    fn with(mut self, key: &str, value: impl std::fmt::Display) -> Self {
        self.parts.push(format!("{key} = {value}"));
        self
    }
}

/// A file of tables as text, with its promise and its count.
pub fn tables<S: Declared>(command: &str, entries: &[Entry<S>]) -> String {
    let mut text = format!("{HEAD}{command}`. {PROMISE}\n");
    for Entry { parts, .. } in entries {
        write!(text, "\n[[{}]]\n{}\n", S::TABLE, parts.join("\n")).expect("writing to a string");
    }
    write!(text, "\n{}\n", last_line(entries.len())).expect("writing to a string");
    text
}

/// A list with a line for each entry, as text.
pub fn lines<S: Declared>(command: &str, entries: &[Entry<S>]) -> String {
    let mut text = format!("{HEAD}{command}`. {PROMISE_OF_LINES}\n{} = [\n", S::TABLE);
    for Entry { parts, .. } in entries {
        writeln!(text, "{{ {} }},", parts.join(", ")).expect("writing to a string");
    }
    writeln!(text, "{END_OF_LINES}").expect("writing to a string");
    text
}

/// A string as TOML writes it on one line.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => write!(out, "\\u{:04X}", u32::from(c)).expect("writing to a string"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
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
    if first.starts_with(HEAD) && first.ends_with(PROMISE_OF_LINES) {
        let last = text.lines().next_back();
        return (last != Some(END_OF_LINES)).then(|| "it breaks off before the list ends".to_owned());
    }
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
    use crate::load::record::Row;
    use crate::load::records::Version;

    fn file(ids: &[&str]) -> String {
        let entry = |id: &&str| Entry::default().text(Row::<Version>::keys().id(), id);
        tables::<Version>("record", &ids.iter().map(entry).collect::<Vec<_>>())
    }

    #[test]
    fn a_file_says_how_much_it_holds_and_any_id_can_stand_in_it() {
        let text = file(&["a", "b\"c"]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1..],
            ["", "[[version]]", "id = \"a\"", "", "[[version]]", "id = \"b\\\"c\"", "", "# end of 2 entries"]
        );
        assert!(toml::from_str::<toml::Table>(&text).is_ok());
        assert_eq!(torn(&text, "version"), None);
        assert_eq!(torn(&file(&[]), "version"), None);
    }

    #[test]
    fn a_quoted_text_is_read_as_it_was() {
        for text in ["", "a\"b", "back\\slash", "line\nend\tand\u{1}", "汉字 ä", "\r\u{7f}"] {
            let table: toml::Table = toml::from_str(&format!("a = {}", quoted(text))).unwrap();
            assert_eq!(table["a"].as_str(), Some(text));
        }
    }

    #[test]
    fn a_file_cut_anywhere_is_known_to_be_torn() {
        let text = file(&["a", "b", "汉字"]);
        for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
            assert!(torn(&text[..end], "version").is_some(), "cut to {:?}", &text[..end]);
        }
        assert!(torn(&"\0".repeat(4096), "version").is_some());
    }

    fn list(ids: &[&str]) -> String {
        let said = [("value", "a\"b\\c\n"), ("value.en", "汉")];
        let key = Row::<Version>::keys();
        let line = |id: &&str| {
            Entry::default().text(key.id(), id).ordinal(key.ordinal(), 1).texts(key.said(), said.into_iter())
        };
        lines::<Version>("record", &ids.iter().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn a_list_has_a_line_for_each_entry_and_reads_as_the_same() {
        let text = list(&["a", "b"]);
        assert_eq!(
            text.lines().nth(2).unwrap(),
            r#"{ id = "a", ordinal = 1, said = { value = "a\"b\\c\u000A", "value.en" = "汉" } },"#
        );
        let table = toml::from_str::<toml::Table>(&text).unwrap();
        assert_eq!(table["version"][1]["id"].as_str(), Some("b"));
        assert_eq!(table["version"][0]["said"]["value"].as_str(), Some("a\"b\\c\n"));
        assert_eq!(torn(&text, "version"), None);
        assert_eq!(torn(&text.replace('\n', "\r\n"), "version"), None, "line ends may be converted");
    }

    #[test]
    fn a_list_cut_anywhere_is_known_to_be_torn_and_two_that_grew_apart_are_merged_by_lines() {
        let text = list(&["a", "b"]);
        for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
            assert!(torn(&text[..end], "version").is_some(), "cut to {:?}", &text[..end]);
        }
        let merged = text.replace("{ id = \"b\"", "{ id = \"aa\", ordinal = 1 },\n{ id = \"b\"");
        assert_eq!(torn(&merged, "version"), None);
        assert_eq!(toml::from_str::<toml::Table>(&merged).unwrap()["version"].as_array().unwrap().len(), 3);
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
