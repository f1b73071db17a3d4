//! Tells the language of a text, by its script and by its most frequent words.

use super::read::phrases::is_word;
use super::script::Script;
use super::spelling::Locale;

/// A text of fewer words is taken for the likeliest language, however few of them are known.
const FEW: usize = 24;
/// In a longer text one word in so many must be a frequent one of the language.
const ONE_IN: usize = 7;

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
        words.iter().filter(|word| frequent.contains(word)).count()
    };
    let counted = candidates.iter().map(|locale| (hits(locale), *locale));
    // Of equals the first stays.
    let (most, likeliest) = counted.rev().max_by_key(|(hits, _)| *hits)?;
    let known = words.len() < FEW || most * ONE_IN >= words.len();
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
    fn a_language_that_nobody_reads_is_none() {
        let polish = "Miasto miało w tym roku trzydzieści łodzi, a port był jednym z największych na całym wybrzeżu; \
             rybacy sprzedali więcej ryb niż kiedykolwiek wcześniej, mówi burmistrz.";
        assert_eq!(told(polish), None);
        assert_eq!(told("В городе было тридцать лодок"), None);
    }
}
