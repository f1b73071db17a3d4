//! The languages that can be read and written: the shipped files, and the site's own before them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rust_embed::Embed;

use crate::model::lang::Lang;
use crate::model::quantity::Quantity;

use super::figure::FigureReader;
use super::script::Script;
use super::spelling::{Fault, Locale};

#[derive(Embed)]
#[folder = "templates/locale"]
#[include = "*.toml"]
struct Shipped;

/// Every language that there is a file for, and which of them the briefing is written in. A shipped file is
/// read when somebody first asks for its language. Clones share what was read.
#[derive(Clone, Debug)]
pub struct Locales {
    all: Arc<[Shelf]>,
    written: Vec<usize>,
}

/// The file of a language, and what was made of it so far.
#[derive(Debug)]
struct Shelf {
    code: String,
    /// Of the site's own files, set from the start.
    locale: OnceLock<Locale>,
    reader: OnceLock<FigureReader>,
}

impl Shelf {
    fn shipped(code: String) -> Self {
        Self { code, locale: OnceLock::new(), reader: OnceLock::new() }
    }

    fn own(code: String, locale: Locale) -> Self {
        Self { code, locale: locale.into(), reader: OnceLock::new() }
    }

    fn locale(&self) -> &Locale {
        self.locale.get_or_init(|| shipped(&self.code))
    }
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
        let stem = |name: &str| name.trim_end_matches(".toml").to_owned();
        let codes = Shipped::iter().map(|name| stem(&name));
        let mut all: BTreeMap<String, Shelf> = codes.map(|code| (code.clone(), Shelf::shipped(code))).collect();
        for (code, text) in own {
            match Locale::parse(text) {
                Ok(locale) => _ = all.insert(code.clone(), Shelf::own(code.clone(), locale)),
                Err(fault) => wrong.push(Wrong::File(code.clone(), fault)),
            }
        }
        let all: Arc<[Shelf]> = all.into_values().collect();
        let place = |code: &String| all.iter().position(|known| known.code == *code);
        let missing = written.iter().filter(|code| place(code).is_none() && !own.contains_key(*code));
        wrong.extend(missing.cloned().map(Wrong::Missing));
        let written = written.iter().map(|code| place(code).unwrap_or(0)).collect();
        (Self { all, written }, wrong)
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
        self.all[self.place(lang)].locale()
    }

    /// What reads the numbers of one of the briefing's languages.
    pub fn reader(&self, lang: Lang) -> &FigureReader {
        self.reader_at(self.place(lang))
    }

    fn place(&self, lang: Lang) -> usize {
        self.written.get(lang.index()).copied().unwrap_or(0)
    }

    /// What reads a language: its own words, and for words in another script those of the first of the
    /// briefing's languages that has it, else of English or the first that has it.
    fn reader_at(&self, own: usize) -> &FigureReader {
        self.all[own].reader.get_or_init(|| {
            let locale = self.all[own].locale();
            let preferred = ["en", "zh"].map(|code| self.all.iter().position(|known| known.code == code));
            let mut order =
                self.written.iter().copied().chain(preferred.into_iter().flatten()).chain(0..self.all.len());
            let other = order.find(|place| self.all[*place].locale().is_wide() != locale.is_wide());
            let lexicon = locale.lexicon(other.map(|place| self.all[place].locale()));
            FigureReader::new(lexicon.expect("each file was checked when it was read"))
        })
    }

    /// The languages' places: those of the briefing first.
    fn places(&self) -> impl Iterator<Item = usize> {
        let others = (0..self.all.len()).filter(|place| !self.written.contains(place));
        self.written.iter().copied().chain(others)
    }

    /// What reads the numbers of each language, those of the briefing first.
    pub fn readers(&self) -> impl Iterator<Item = (&Locale, &FigureReader)> {
        self.places().map(|place| (self.all[place].locale(), self.reader_at(place)))
    }

    /// The languages of a script with spaces or of one without, and what reads their numbers.
    pub fn of_script(&self, wide: bool) -> impl Iterator<Item = (&Locale, &FigureReader)> {
        let places = self.places().filter(move |place| self.all[*place].locale().is_wide() == wide);
        places.map(|place| (self.all[place].locale(), self.reader_at(place)))
    }

    /// What reads the numbers of a text in this language.
    pub fn reader_of(&self, tag: &str) -> Option<&FigureReader> {
        let place = self.place_of(tag)?;
        Some(self.reader_at(place))
    }

    /// Whether an excerpt has numbers of which none is a quantity's, as far as they can be read; nothing may be lost in
    /// it. In a language that is told, that language's reader alone is asked, or nobody.
    pub fn denies(&self, tag: Option<&str>, excerpt: &str, quantity: &Quantity) -> bool {
        if excerpt.contains(['\u{FFFD}', '□', '?', '\u{FF1F}']) {
            return false;
        }
        if let Some(tag) = tag {
            return self.reader_of(tag).is_some_and(|reader| reader.states(excerpt, quantity) == Some(false));
        }
        let wide = excerpt.contains(super::script::is_wide_letter);
        let mut answers = self.of_script(wide).filter_map(|(_, reader)| reader.states(excerpt, quantity)).peekable();
        answers.peek().is_some() && !answers.any(|states| states)
    }

    /// What reads a text by the script that it is in: of the languages of that script the one that has most of
    /// its words. Chinese characters without kana may be Japanese too, in a briefing that is written in it.
    pub fn told(&self, text: &str) -> &FigureReader {
        self.told_by(text, |reader| reader.common_words(text))
    }

    /// The same by another measure than its own words: of few words those around tell the language.
    pub fn told_by<K: Ord>(&self, text: &str, measure: impl Fn(&FigureReader) -> K) -> &FigureReader {
        let wide = text.contains(super::script::is_wide_letter);
        let script = Script::of(text);
        let fits = |place: &usize| {
            let locale = self.all[*place].locale();
            let of_script = locale.reader.as_ref().map(|reader| reader.script) == script;
            let own = script == Some(Script::Han) && self.written.contains(place);
            locale.is_wide() == wide && (!wide || of_script || own)
        };
        let fitting = self.places().filter(fits).map(|place| self.reader_at(place));
        // Of equals the first stays.
        let best = fitting
            .map(|reader| (measure(reader), reader))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or_else(|| self.reader_at(0), |(_, reader)| reader)
    }

    /// The languages that the briefing is written in, its default language first.
    pub fn written(&self) -> impl Iterator<Item = &Locale> {
        self.written.iter().map(|place| self.all[*place].locale())
    }

    /// Every language that can be read: those of the briefing first.
    pub fn iter(&self) -> impl Iterator<Item = &Locale> {
        self.places().map(|place| self.all[place].locale())
    }

    /// The language whose BCP 47 tag begins with the most of this one's subtags, at least the first:
    /// `zh-Hant-HK` is read as `zh-Hant` is, and `zh-SG` as the first Chinese.
    pub fn find(&self, tag: &str) -> Option<&Locale> {
        self.place_of(tag).map(|place| self.all[place].locale())
    }

    fn place_of(&self, tag: &str) -> Option<usize> {
        let tag_at = |place: usize| self.all[place].locale().tag.as_str();
        if let Some(exact) = self.places().find(|place| tag_at(*place).eq_ignore_ascii_case(tag)) {
            return Some(exact);
        }
        let shared = |place: usize| {
            let pairs = tag_at(place).split('-').zip(tag.split('-'));
            pairs.take_while(|(known, asked)| known.eq_ignore_ascii_case(asked)).count()
        };
        let counted = self.places().map(|place| (shared(place), place)).filter(|(shared, _)| *shared > 0);
        // Of equals the first stays.
        counted.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, place)| place)
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

/// A language whose file is shipped.
fn shipped(code: &str) -> Locale {
    let file = Shipped::get(&format!("{code}.toml")).expect("it was listed");
    let text = std::str::from_utf8(&file.data).expect("a shipped file is UTF-8");
    Locale::parse_unchecked(text).unwrap_or_else(|fault| panic!("templates/locale/{code}.toml: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::Quantity;
    use crate::model::unit::Unit;

    #[test]
    fn every_shipped_file_can_be_read() {
        for name in Shipped::iter() {
            let file = Shipped::get(&name).expect("it was listed");
            let text = std::str::from_utf8(&file.data).expect("UTF-8");
            assert_eq!(Locale::parse(text).err(), None, "{name}");
        }
    }

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
        assert_eq!(locales.find("zh-Hant-HK").map(|locale| locale.tag.as_str()), Some("zh-Hant"));
        assert_eq!(locales.find("zh-SG").map(|locale| locale.tag.as_str()), Some("zh-Hans"));
        assert_eq!(locales.find("en-GB").map(|locale| locale.tag.as_str()), Some("en"));
        assert!(locales.find("x-none").is_none());
    }

    #[test]
    fn a_text_is_read_in_a_language_of_its_script() {
        let told = |written: &[&str], text: &str, tag: &str| {
            let locales = Locales::shipped(written);
            let expected = locales.reader_of(tag).expect("it is shipped");
            assert!(std::ptr::eq(locales.told(text), expected), "{text} is not read as {tag}");
        };
        told(&["en"], "占全省三成", "zh-Hans");
        told(&["en"], "全体の三割を占める", "ja");
        told(&["ja", "zh"], "三割増", "ja");
        told(&["zh", "ja"], "占全省三成", "zh-Hans");
        told(&["en"], "La producción de la ciudad fue de 30 barcos", "es");
    }
}
