//! A reference as the processor takes it: as CSL-JSON, with its names veiled from styles that change case.

use hayagriva::citationberg::json::{DateValue, Item, Value, VecDate, VecDateRange};

use super::locale::Chosen;
use crate::cite::date::Date;
use crate::cite::reference::{Accessed, Reference, title_and_translation, unbroken};
use crate::cite::{csl_json, phrase};
use crate::model::bibliography::Name;

/// A private character for each word that is veiled.
const FIRST: u32 = 0xF_0000;

/// How many there are.
const MOST: usize = 0xFFFD;

/// An item, and what its veils hide.
#[derive(Debug)]
pub struct Veiled {
    /// The item.
    pub item: Item,
    hidden: Vec<String>,
}

impl Veiled {
    /// A text that the processor made, with what was hidden.
    pub fn bare(&self, text: &str) -> String {
        let mut bare = String::with_capacity(text.len());
        for c in text.chars() {
            let hidden = u32::from(c).checked_sub(FIRST).and_then(|at| self.hidden.get(usize::try_from(at).ok()?));
            match hidden {
                Some(word) => bare.push_str(word),
                None => bare.push(c),
            }
        }
        bare
    }

    fn veil(&mut self, word: &str) -> String {
        let sign = u32::try_from(self.hidden.len()).ok().filter(|_| self.hidden.len() < MOST);
        let Some(sign) = sign.and_then(|at| char::from_u32(FIRST + at)) else { return word.to_owned() };
        self.hidden.push(word.to_owned());
        sign.to_string()
    }

    /// A text whose words with capitals inside are veiled: the rules for titles know no `AI` and no `LiDAR`.
    fn veil_names(&mut self, text: &str) -> String {
        let mut veiled = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
            if word.chars().skip(1).any(char::is_uppercase) {
                veiled.push_str(&self.veil(word));
            } else {
                veiled.push_str(word);
            }
            let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
            veiled.push_str(&after[..gap]);
            rest = &after[gap..];
        }
        veiled
    }
}

/// The item of a reference, for words of a language.
pub fn of(reference: &Reference, words: &Chosen) -> Veiled {
    let mut veiled = Veiled { item: Item(Default::default()), hidden: Vec::new() };
    // The rules for titles are those of the document's language: a translation stays as it is.
    let printed = phrase::line(&reference.title);
    let both = title_and_translation(reference);
    let title = match both.strip_prefix(&printed) {
        _ if words.is_in(&reference.lang) => veiled.veil_names(&printed),
        Some(translation) => veiled.veil_names(&printed) + &veiled.veil(translation),
        None => veiled.veil(&both),
    };
    let plain = Reference {
        title,
        // A number is no quantity: its zeros stay.
        version: reference.version.as_deref().map(|version| veiled.veil(version)),
        // An edition in words says itself what it is: a style that knows numbers puts "ed." behind it.
        edition: reference.edition.as_deref().map(|edition| {
            let counted = edition.bytes().all(|b| b.is_ascii_digit());
            if counted { edition.to_owned() } else { veiled.veil(&phrase::line(edition)) }
        }),
        number: reference.number.as_deref().map(|number| veiled.veil(&phrase::line(number))),
        authors: reference.authors.iter().map(whole).collect(),
        editors: reference.editors.iter().map(whole).collect(),
        url: reference.url.clone().or_else(|| reference.archived.as_ref().map(|(url, _)| unbroken(url))),
        translation: None,
        published: None,
        ..reference.clone()
    };
    let item = serde_json::from_value(csl_json::item(&plain)).unwrap_or_else(|_| Item(Default::default()));
    veiled.item = item;
    if let Some(issued) = reference.published {
        let year_alone = |date: Date| Date { year: date.year, month: None, day: None };
        let from = if issued.to.is_some() { year_alone(issued.from) } else { issued.from };
        put(&mut veiled.item, "issued", from, issued.doubt != crate::cite::date::Doubt::Printed);
    }
    if reference.accessed == Some(Accessed::Reader) {
        put(&mut veiled.item, "accessed", BLANK, false);
    }
    veiled
}

/// A day that stands for another while the processor writes.
pub const BLANK: Date = Date { year: 1902, month: Some(2), day: Some(3) };

/// Another, which differs in all that a style may write of it.
pub const OTHER: Date = Date { year: 1913, month: Some(11), day: Some(24) };

/// A Chinese name has no space within, whatever a style puts between the parts of others.
fn whole(name: &Name) -> Name {
    match name {
        Name::Person { family, .. } if phrase::is_han(family) => Name::Whole(name.whole()),
        name => name.clone(),
    }
}

/// Says when.
pub fn put(item: &mut Item, variable: &str, date: Date, circa: bool) {
    let parts = [Some(date.year), date.month.map(i16::from), date.day.map(i16::from)];
    let date_parts = VecDateRange(vec![VecDate(parts.into_iter().map_while(|part| part).collect())]);
    let value = Value::Date(DateValue::DateParts { date_parts, literal: None, season: None, circa });
    item.0.insert(variable.to_owned(), value);
}
