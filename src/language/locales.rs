//! The languages that can be read and written: the shipped files, and the site's own before them.

use std::collections::BTreeMap;

use rust_embed::Embed;

use crate::model::lang::Lang;

use super::figure::FigureReader;
use super::spelling::{Fault, Locale};

#[derive(Embed)]
#[folder = "templates/locale"]
#[include = "*.toml"]
struct Shipped;

/// Every language that there is a file for, and which of them the briefing is written in.
#[derive(Clone, Debug)]
pub struct Locales {
    all: Vec<(String, Locale)>,
    readers: Vec<FigureReader>,
    written: Vec<usize>,
}

/// What is wrong with the languages' files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The site's own file for this language does not hold what it must.
    File(String, Fault),
    /// There is no file for this language of the briefing.
    Missing(String),
}

impl Locales {
    /// The languages of a briefing, by their codes, among all that are shipped or that the site brings:
    /// `own` are the site's files by code. What is wrong is given beside the rest; a language that
    /// cannot be read is given in the first language that can.
    pub fn new(own: &BTreeMap<String, &str>, written: &[String]) -> (Self, Vec<Wrong>) {
        let mut wrong = Vec::new();
        let mut all: BTreeMap<String, Locale> = shipped().collect();
        for (code, text) in own {
            match Locale::parse(text) {
                Ok(locale) => _ = all.insert(code.clone(), locale),
                Err(fault) => wrong.push(Wrong::File(code.clone(), fault)),
            }
        }
        let all: Vec<(String, Locale)> = all.into_iter().collect();
        let place = |code: &String| all.iter().position(|(known, _)| known == code);
        let missing = written.iter().filter(|code| place(code).is_none() && !own.contains_key(*code));
        wrong.extend(missing.cloned().map(Wrong::Missing));
        let written: Vec<usize> = written.iter().map(|code| place(code).unwrap_or(0)).collect();
        let readers = (0..all.len()).map(|own| reader(&all, &written, own)).collect();
        (Self { all, readers, written }, wrong)
    }

    /// The shipped languages, for a briefing in these.
    ///
    /// # Panics
    /// If one of them is not shipped.
    pub fn shipped(written: &[&str]) -> Self {
        let codes: Vec<String> = written.iter().map(|code| (*code).to_owned()).collect();
        let (locales, wrong) = Self::new(&BTreeMap::new(), &codes);
        assert!(wrong.is_empty(), "no shipped file for a language: {wrong:?}");
        locales
    }

    /// How one of the briefing's languages reads and writes.
    pub fn of(&self, lang: Lang) -> &Locale {
        let place = self.written.get(lang.index()).copied().unwrap_or(0);
        &self.all[place].1
    }

    /// What reads the numbers of one of the briefing's languages.
    pub fn reader(&self, lang: Lang) -> &FigureReader {
        &self.readers[self.written.get(lang.index()).copied().unwrap_or(0)]
    }

    /// What reads the numbers of each language, those of the briefing first.
    pub fn readers(&self) -> impl Iterator<Item = (&Locale, &FigureReader)> {
        let others = (0..self.all.len()).filter(|place| !self.written.contains(place));
        self.written.iter().copied().chain(others).map(|place| (&self.all[place].1, &self.readers[place]))
    }

    /// What reads the numbers of a text in this language.
    pub fn reader_of(&self, tag: &str) -> Option<&FigureReader> {
        let locale = self.find(tag)?;
        self.readers().find(|(known, _)| known.tag == locale.tag).map(|(_, reader)| reader)
    }

    /// What reads a text by the script that it is in: in one without spaces the first language that has
    /// none, else the language that has most of its words.
    pub fn told(&self, text: &str) -> &FigureReader {
        let wide = text.contains(super::script::is_wide_letter);
        let mut fitting = self.readers().filter(|(locale, _)| locale.is_wide() == wide);
        let first = fitting.next();
        let best = fitting.fold(first, |best, next| match best {
            Some(best) if best.1.common_words(text) >= next.1.common_words(text) => Some(best),
            _ => Some(next),
        });
        best.map_or(&self.readers[0], |(_, reader)| reader)
    }

    /// The languages that the briefing is written in, its default language first.
    pub fn written(&self) -> impl Iterator<Item = &Locale> {
        self.written.iter().map(|place| &self.all[*place].1)
    }

    /// Every language that can be read: those of the briefing first.
    pub fn iter(&self) -> impl Iterator<Item = &Locale> {
        let others = (0..self.all.len()).filter(|place| !self.written.contains(place));
        self.written().chain(others.map(|place| &self.all[place].1))
    }

    /// The language with this BCP 47 tag, or else one with the same first subtag: `zh-Hant-HK` is read as
    /// `zh-Hans` is.
    pub fn find(&self, tag: &str) -> Option<&Locale> {
        let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let exact = self.iter().find(|locale| locale.tag.eq_ignore_ascii_case(tag));
        exact.or_else(|| self.iter().find(|locale| first(&locale.tag) == first(tag)))
    }
}

/// Whether a language's file is shipped.
pub fn is_shipped(code: &str) -> bool {
    Shipped::get(&format!("{code}.toml")).is_some()
}

/// A language's file to be translated: what English writes, without what reads its texts.
pub fn to_translate(code: &str) -> String {
    let english = Shipped::get("en.toml").map(|file| file.data.into_owned()).unwrap_or_default();
    let english = String::from_utf8_lossy(&english).into_owned();
    let written = english.split("\n[read]").next().unwrap_or_default();
    let own =
        written.replace("tag  = \"en\"", &format!("tag  = \"{code}\"")).replace("\"English\"", &format!("\"{code}\""));
    format!("{}\n", own.trim_end())
}

/// What reads a language: its own words, and for words in another script those of the first of the
/// briefing's languages that has it, else of English or the first that has it.
fn reader(all: &[(String, Locale)], written: &[usize], own: usize) -> FigureReader {
    let wide = all[own].1.is_wide();
    let order = written.iter().copied().chain(preferred(all)).chain(0..all.len());
    let other = order.into_iter().find(|place| all[*place].1.is_wide() != wide);
    let lexicon = all[own].1.lexicon(other.map(|place| &all[place].1));
    FigureReader::new(lexicon.expect("each file was checked when it was read"))
}

fn preferred(all: &[(String, Locale)]) -> impl Iterator<Item = usize> {
    let known = ["en", "zh"].map(|code| all.iter().position(|(known, _)| known == code));
    known.into_iter().flatten()
}

/// The shipped files by code.
fn shipped() -> impl Iterator<Item = (String, Locale)> {
    Shipped::iter().map(|name| {
        let file = Shipped::get(&name).expect("it was listed");
        let text = std::str::from_utf8(&file.data).expect("a shipped file is UTF-8");
        let locale = Locale::parse(text).unwrap_or_else(|fault| panic!("templates/locale/{name}: {fault}"));
        (name.trim_end_matches(".toml").to_owned(), locale)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::Quantity;
    use crate::model::unit::Unit;

    #[test]
    fn a_sites_own_file_wins_and_a_faulty_one_is_told() {
        let english = Shipped::get("en.toml").expect("it is shipped");
        let text = std::str::from_utf8(&english.data).expect("UTF-8").replace("\"over \"", "\"past \"");
        let own = BTreeMap::from([("en".to_owned(), text.as_str()), ("xa".to_owned(), "[number]\ndigits = 3")]);
        let (locales, wrong) = Locales::new(&own, &["en".to_owned(), "xb".to_owned()]);
        let over = Quantity::parse(">5", &Unit::parse("count").expect("a unit")).expect("a quantity");
        assert_eq!(locales.of(Lang::DEFAULT).quantity(&over, None).text, "past 5");
        assert!(matches!(&wrong[..], [Wrong::File(own, _), Wrong::Missing(missing)] if own == "xa" && missing == "xb"));
    }

    #[test]
    fn a_file_to_be_translated_is_that_of_a_language_which_is_written_only() {
        let text = to_translate("xa");
        let (locales, wrong) = Locales::new(&BTreeMap::from([("xa".to_owned(), text.as_str())]), &["xa".to_owned()]);
        assert_eq!(wrong, []);
        assert_eq!(locales.of(Lang::DEFAULT).tag, "xa");
        assert!(locales.of(Lang::DEFAULT).reader.is_none());
    }

    #[test]
    fn a_language_is_found_by_its_tag_and_by_its_first_part() {
        let locales = Locales::shipped(&["en"]);
        assert_eq!(locales.find("zh-Hant-HK").map(|locale| locale.tag.as_str()), Some("zh-Hans"));
        assert_eq!(locales.find("en-GB").map(|locale| locale.tag.as_str()), Some("en"));
        assert!(locales.find("x-none").is_none());
    }
}
