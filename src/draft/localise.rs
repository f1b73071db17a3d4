//! Texts of the starter in the languages that were asked for: its own are written in all that it has.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The languages that the starter is written in, its default language first.
pub const WRITTEN: [&str; 4] = ["en", "de", "fr", "zh"];

/// What to keep of texts in several languages.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The languages, the default one first.
    pub languages: &'a [String],
    /// Words by key and language in place of the starter's.
    pub own: &'a BTreeMap<(&'static str, String), String>,
}

/// A TOML text with its texts by language in the chosen ones only; in one language they stand alone.
pub fn toml(text: &str, choice: Choice) -> String {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut edits = Vec::new();
    walk(text, table.get_ref(), choice, &mut edits);
    edits.sort_by_key(|(at, _): &(Range<usize>, String)| std::cmp::Reverse(at.start));
    let mut text = text.to_owned();
    for (at, words) in edits {
        text.replace_range(at, &words);
    }
    text
}

/// A Markdown file's text: its front matter in the chosen languages, its body as it is.
pub fn markdown(text: &str, choice: Choice) -> String {
    let Some((front, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) else {
        return text.to_owned();
    };
    format!("+++\n{}\n+++\n{body}", toml(front, choice))
}

fn walk(text: &str, table: &DeTable<'_>, choice: Choice, edits: &mut Vec<(Range<usize>, String)>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) if is_by_language(inner) => {
                edits.push((value.span(), chosen(text, key.get_ref(), inner, choice)));
            }
            DeValue::Table(inner) => walk(text, inner, choice, edits),
            DeValue::Array(list) => {
                if key.get_ref() == "languages" {
                    let codes: Vec<String> = choice.languages.iter().map(|code| format!("\"{code}\"")).collect();
                    edits.push((value.span(), format!("[{}]", codes.join(", "))));
                }
                for item in list {
                    if let DeValue::Table(inner) = item.get_ref() {
                        walk(text, inner, choice, edits);
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_by_language(table: &DeTable<'_>) -> bool {
    !table.is_empty() && table.keys().all(|key| WRITTEN.contains(&key.get_ref().as_ref()))
}

/// A text by language, in the chosen ones; English stands in where the starter has none.
fn chosen(text: &str, key: &str, table: &DeTable<'_>, choice: Choice) -> String {
    let written = |code: &str| {
        let (_, value) = table.iter().find(|(language, _)| language.get_ref() == code)?;
        Some(text[value.span()].to_owned())
    };
    let of = |code: &String| {
        let own = choice.own.iter().find(|((own, language), _)| *own == key && language == code);
        own.map(|(_, words)| words.clone()).or_else(|| written(code)).or_else(|| written(WRITTEN[0]))
    };
    let words: Vec<(&String, String)> =
        choice.languages.iter().filter_map(|code| of(code).map(|words| (code, words))).collect();
    match &words[..] {
        [(_, only)] if choice.languages.len() == 1 => only.clone(),
        _ => {
            let parts: Vec<String> = words.iter().map(|(code, words)| format!("{code} = {words}")).collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# head\ntitle = { en = \"A, b\", de = \"C\" }   # note\nlanguages = [\"en\", \"de\"]\n\
                        [[kind]]\nid = \"x\"\nnames = { en = [\"n\"] }\n";

    fn text(languages: &[&str]) -> String {
        let languages: Vec<String> = languages.iter().map(|code| (*code).to_owned()).collect();
        toml(TEXT, Choice { languages: &languages, own: &BTreeMap::new() })
    }

    #[test]
    fn texts_are_kept_in_the_chosen_languages_and_the_rest_stays() {
        assert_eq!(
            text(&["de", "en"]),
            "# head\ntitle = { de = \"C\", en = \"A, b\" }   # note\nlanguages = [\"de\", \"en\"]\n\
             [[kind]]\nid = \"x\"\nnames = { de = [\"n\"], en = [\"n\"] }\n"
        );
    }

    #[test]
    fn in_one_language_a_text_stands_alone() {
        let text = text(&["es"]);
        assert!(text.contains("title = \"A, b\"   # note") && text.contains("names = [\"n\"]"), "{text}");
    }

    #[test]
    fn ones_own_words_stand_in_place_of_the_starters() {
        let own = BTreeMap::from([(("title", "en".to_owned()), "\"Mine\"".to_owned())]);
        let text = toml(TEXT, Choice { languages: &["en".to_owned()], own: &own });
        assert!(text.contains("title = \"Mine\""), "{text}");
    }
}
