//! A fact, page or source as a reference in the styles that reports use.
//!
//! In: a [`Reference`], plain values. Out: text, or a file for a reference manager. Never: routes,
//! HTML beyond the italics of a title.

pub mod apa;
pub mod export;
pub mod gb7714;

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

/// The citation styles of the command line (contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// GB/T 7714—2025, numeric.
    Gb7714,
    /// GB/T 7714—2015, numeric.
    Gb7714Of2015,
    /// APA, 7th edition.
    Apa,
    /// A BibTeX entry.
    Bibtex,
    /// A RIS record.
    Ris,
    /// A CSL-JSON array.
    CslJson,
}

/// The reference as text in a style.
pub fn cite(reference: &Reference, style: Style) -> String {
    match style {
        Style::Gb7714 => gb7714::of_2025(reference),
        Style::Gb7714Of2015 => gb7714::of_2015(reference),
        Style::Apa => apa::text(reference),
        Style::Bibtex => export::bibtex(reference),
        Style::Ris => export::ris(reference),
        Style::CslJson => export::csl_json(std::slice::from_ref(reference)),
    }
}
