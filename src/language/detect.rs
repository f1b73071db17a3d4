//! Tells the language of a text, by its script and by its most frequent words.

use std::cmp::Reverse;

use super::read::phrases::is_word;
use super::script::Script;
use super::spelling::Locale;

/// A text of fewer words is taken for the likeliest language, however few of them are known.
const FEW: usize = 24;
/// In a longer text one word in so many must be a frequent one of the language.
const ONE_IN: usize = 7;

/// So many frequent words tell a language where others have next to none.
const SOME: usize = 5;
/// How many times as many frequent words as the next one a language must have then.
const FAR_AHEAD: usize = 3;

/// The language, among those that can be read, of a text in a script; `None` if it looks like none of them.
///
/// Where a few words leave it open, the first language is taken: a briefing's own stand first.
pub fn language<'a>(text: &str, script: Script, locales: impl Iterator<Item = &'a Locale>) -> Option<&'a Locale> {
    let of_script = |locale: &&Locale| locale.reader.as_ref().is_some_and(|reader| reader.script == script);
    let candidates: Vec<&Locale> = locales.filter(of_script).collect();
    if script != Script::Latin {
        return candidates.first().copied();
    }
    let words: Vec<String> = text
        .split(|c: char| !is_word(c) && c != '\'')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect();
    let hits = |locale: &Locale| {
        let frequent = locale.reader.as_ref().map_or(&[][..], |reader| &reader.stop_words);
        // Of few words, a single letter is rather an initial or a column's name.
        let counts = |word: &&String| words.len() >= FEW || word.chars().nth(1).is_some();
        words.iter().filter(counts).filter(|word| frequent.contains(word)).count()
    };
    let mut counted: Vec<(usize, &Locale)> = candidates.iter().map(|locale| (hits(locale), *locale)).collect();
    // Of equals the first stays.
    counted.sort_by_key(|(hits, _)| Reverse(*hits));
    let (most, likeliest) = *counted.first()?;
    let second = counted.get(1).map_or(0, |(hits, _)| *hits);
    // A sheet of data has few of them; what it has is of one language.
    let alone = most >= SOME && most >= second * FAR_AHEAD;
    let known = words.len() < FEW || most * ONE_IN >= words.len() || alone;
    known.then_some(likeliest)
}

#[cfg(test)]
mod tests {
    use super::language;
    use crate::language::script::Script;
    use crate::language::spelling::Locale;

    fn told(text: &str) -> Option<String> {
        let files = [
            include_str!("../../templates/locale/en.toml"),
            include_str!("../../templates/locale/zh.toml"),
            include_str!("../../templates/locale/de.toml"),
            include_str!("../../templates/locale/fr.toml"),
        ];
        let locales: Vec<Locale> = files.iter().filter_map(|text| Locale::parse(text).ok()).collect();
        language(text, Script::of(text)?, locales.iter()).map(|locale| locale.tag.clone())
    }

    #[test]
    fn a_language_is_told_by_script_and_frequent_words() {
        assert_eq!(told("灯州有灯塔十二座").as_deref(), Some("zh-Hans"));
        assert_eq!(told("The town had a harbour").as_deref(), Some("en"));
        assert_eq!(told("Die Stadt hatte einen Hafen, und der war groß").as_deref(), Some("de"));
        assert_eq!(told("La ville avait un port et des bateaux").as_deref(), Some("fr"));
    }

    #[test]
    fn a_sheet_of_data_is_told_by_the_few_words_that_it_has() {
        let mut sheet = String::new();
        for line in
            ["share of total capacity", "rate of growth", "number of boats", "use of the port", "length of quays"]
        {
            sheet.push_str(&format!("Boats - {line}: 40\nPorts, docks, cranes, tugs, ferries, barges, pilots: 12\n"));
        }
        assert_eq!(told(&sheet).as_deref(), Some("en"));
    }

    #[test]
    fn a_language_that_nobody_reads_is_none() {
        let polish = "Miasto miało w tym roku trzydzieści łodzi, a port był jednym z największych na całym wybrzeżu; \
             rybacy sprzedali więcej ryb niż kiedykolwiek wcześniej, mówi burmistrz.";
        assert_eq!(told(polish), None);
        assert_eq!(told("В городе было тридцать лодок"), None);
    }
}
