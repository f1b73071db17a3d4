//! A language's words of the interface as a file to translate: what is missing stands first.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::load::written::quoted;
use crate::theme::strings::Strings;

/// How the first lines begin.
const HEAD: [&str; 2] = ["# Words of the interface in `", "# quotation marks. What stands in braces"];
/// How the part begins that lists what is missing.
const OPEN: &str = "# --- not yet translated";
/// How it ends.
const CLOSE: &str = "# --- translated";

/// The file: the words that `all` the program asks for and `own` lack, in English and struck out, and below them
/// those that are there. `text` is the file as it is now, whose comments stay with their words.
pub fn file(code: &str, all: &Strings, own: &Strings, text: &str) -> String {
    let missing = own.clone().complete(all, &[]);
    let mut file = format!(
        "{}{code}`. {} of {} are missing: strike the `#` and translate what stands in\n\
         {} is filled in and stays: {{n}}.\n\n",
        HEAD[0],
        missing.len(),
        all.len(),
        HEAD[1],
    );
    if !missing.is_empty() {
        writeln!(file, "{OPEN}").expect("writing to a string");
        for key in &missing {
            writeln!(file, "# {} = {}", dotted(key), quoted(all.get(key))).expect("writing to a string");
        }
        writeln!(file, "{CLOSE}").expect("writing to a string");
    }
    let comments = comments(text, own);
    let mut keys: Vec<&str> = own.keys().collect();
    keys.sort_by_key(|key| own.line(key));
    for key in keys {
        file.extend(comments.get(key).map(String::as_str));
        writeln!(file, "{} = {}", dotted(key), quoted(own.get(key))).expect("writing to a string");
    }
    file
}

/// A key as TOML writes it: each part that is no bare word in quotation marks.
fn dotted(key: &str) -> String {
    let bare = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    key.split('.').map(|part| if bare(part) { part.to_owned() } else { quoted(part) }).collect::<Vec<_>>().join(".")
}

/// The comments that stand before each word, without those that this module writes.
fn comments(text: &str, own: &Strings) -> BTreeMap<String, String> {
    let by_line: BTreeMap<usize, &str> = own.keys().filter_map(|key| Some((own.line(key)?, key))).collect();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut pending = String::new();
    let mut listed = false;
    for (n, line) in text.lines().enumerate() {
        if let Some(key) = by_line.get(&(n + 1)) {
            if !pending.is_empty() {
                found.insert((*key).to_owned(), std::mem::take(&mut pending));
            }
        } else if line == OPEN || line == CLOSE {
            listed = line == OPEN;
        } else if line.starts_with('#') && !HEAD.iter().any(|head| line.starts_with(head)) {
            // In the list of what is missing only words with their English are ours.
            if !(listed && line.contains(" = \"")) {
                pending.push_str(line);
                pending.push('\n');
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Strings {
        let (strings, faults) = Strings::read("en", text);
        assert_eq!(faults, [], "{text}");
        strings
    }

    const ALL: &str = "[nav]\nhome = \"Home\"\nfacts = \"{n} facts\"\n[a]\n\"b c\" = \"d\"\n";

    #[test]
    fn what_is_missing_stands_first_and_comments_stay_with_their_words() {
        let own = "[nav]\n# the front page\nhome = \"Inicio\"\n";
        let file = file("es", &strings(ALL), &strings(own), own);
        let lines: Vec<&str> = file.lines().skip(3).collect();
        assert_eq!(
            lines,
            [
                "# --- not yet translated",
                "# a.\"b c\" = \"d\"",
                "# nav.facts = \"{n} facts\"",
                "# --- translated",
                "# the front page",
                "nav.home = \"Inicio\"",
            ]
        );
    }

    #[test]
    fn the_file_is_read_as_the_same_words_and_written_again_the_same() {
        let own = "nav.home = \"Inicio\"\n";
        let once = file("es", &strings(ALL), &strings(own), own);
        assert_eq!(file("es", &strings(ALL), &strings(&once), &once), once);
        let translated = once.replace("# nav.facts = \"{n} facts\"", "nav.facts = \"{n} datos\"");
        let again = file("es", &strings(ALL), &strings(&translated), &translated);
        assert!(
            again.contains("1 of 3 are missing")
                && again.ends_with("nav.facts = \"{n} datos\"\nnav.home = \"Inicio\"\n"),
            "{again}"
        );
    }
}
