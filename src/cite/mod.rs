//! A fact, page or source as a reference in the styles that reports use.
//!
//! In: a [`Reference`], plain values. Out: text, or a file for a reference manager. Never: routes,
//! HTML beyond the italics of a title.

pub mod apa;
pub mod bibtex;
pub mod csl_json;
pub mod gb7714;
pub mod ris;

/// Something to be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// A key for reference managers: ASCII letters, digits and hyphens.
    pub key: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Who made it; empty where nobody is named.
    pub authors: Vec<Name>,
    /// Its title.
    pub title: String,
    /// The BCP 47 tag of the title's language.
    pub lang: String,
    /// The publication it stands in.
    pub container: Option<String>,
    /// When it was published or last changed.
    pub published: Option<Date>,
    /// When it was read; given for sources only, as a reader of our pages knows their own day.
    pub accessed: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Which version of it.
    pub version: Option<String>,
}

/// What kind of thing is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A web page.
    Page,
    /// A single figure in a data set.
    Data,
}

/// Who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A body, or a person whose name is kept as printed.
    Whole(String),
    /// A person whose name has parts that styles turn round.
    Person {
        /// Family name.
        family: String,
        /// Given names.
        given: String,
    },
}

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day; only with a month.
    pub day: Option<i8>,
}

impl Date {
    /// Reads `2026`, `2026-01` or `2026-01-24`; anything else is no single date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?.filter(|m| (1..=12).contains(m));
        let day = parts.next().map(str::parse).transpose().ok()?.filter(|d| (1..=31).contains(d) && month.is_some());
        (text.matches('-').count() == usize::from(month.is_some()) + usize::from(day.is_some())).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// ISO 8601, as far as it is known.
    pub fn iso(self) -> String {
        let mut text = format!("{:04}", self.year);
        for part in [self.month, self.day].into_iter().flatten() {
            text.push_str(&format!("-{part:02}"));
        }
        text
    }
}

impl Reference {
    /// The publication it stands in, if that says more than its author.
    fn place(&self) -> Option<String> {
        let place = line(self.container.as_deref()?);
        let is_author = matches!(self.authors.as_slice(), [Name::Whole(name)] if line(name) == place);
        (!place.is_empty() && !is_author).then_some(place)
    }

    /// Its address, with what would end it early percent-encoded.
    fn address(&self) -> Option<String> {
        let cuts = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '\\' | '"' | '<' | '>');
        let mut out = String::new();
        for c in self.url.as_deref()?.trim().chars() {
            if cuts(c) {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
            } else {
                out.push(c);
            }
        }
        Some(out)
    }
}

/// A text on one line.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a name begins with a Chinese character, and so has no space between its parts.
fn is_han(name: &str) -> bool {
    name.chars().next().is_some_and(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'))
}

/// The first letters of given names: `John Russell` gives J and R, `Jean-Paul` gives J-P.
fn initials(given: &str) -> Vec<String> {
    let first = |part: &str| part.chars().next().map(String::from);
    given
        .split(|c: char| c.is_whitespace() || c == '.')
        .map(|word| word.split('-').filter_map(first).collect::<Vec<_>>().join("-"))
        .filter(|initial| !initial.is_empty())
        .collect()
}

/// A citation style.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Its word on the command line (contract).
    pub word: &'static str,
    /// Its name as its makers write it.
    pub name: &'static str,
    /// The ending of its file, if it is one for reference managers and no text to be read.
    pub ending: Option<&'static str>,
    write: fn(&Reference) -> String,
}

impl Style {
    /// Every style: the first is the one that is used unless another is asked for.
    pub const ALL: [Self; 6] = [
        Self { word: "gb7714", name: "GB/T 7714—2025", ending: None, write: gb7714::of_2025 },
        Self { word: "gb7714-2015", name: "GB/T 7714—2015", ending: None, write: gb7714::of_2015 },
        Self { word: "apa", name: "APA, 7th edition", ending: None, write: apa::text },
        Self { word: "bibtex", name: "BibTeX", ending: Some("bib"), write: bibtex::entry },
        Self { word: "ris", name: "RIS", ending: Some("ris"), write: ris::record },
        Self { word: "csl-json", name: "CSL-JSON", ending: Some("json"), write: csl_json::one },
    ];

    /// The reference in this style.
    pub fn write(&self, reference: &Reference) -> String {
        (self.write)(reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data point that the tests of the files for reference managers write.
    pub fn titled(title: &str) -> Reference {
        Reference {
            key: "fact-a".into(),
            kind: Kind::Data,
            authors: vec![Name::Whole("A & B".into())],
            title: title.into(),
            lang: "en".into(),
            container: None,
            published: None,
            accessed: None,
            url: None,
            version: None,
        }
    }

    #[test]
    fn every_style_has_a_word_of_its_own_and_says_the_title() {
        let reference = titled("Robots built");
        for (at, style) in Style::ALL.iter().enumerate() {
            assert!(style.write(&reference).contains("Robots built"), "{}", style.word);
            assert!(Style::ALL[..at].iter().all(|other| other.word != style.word), "{}", style.word);
        }
    }
}
