//! The words of CSL in a language: the style's own, else the reader's; "et al." as the document's language has it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::taxonomy::OtherTerm;
use hayagriva::citationberg::{Locale, LocaleCode};
use serde::Deserialize;

use crate::cite::reference::Reference;

/// The language of CSL's own terms.
const PLAIN: &str = "en-US";

/// The words in which a reference is written.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Their language.
    pub code: LocaleCode,
    /// Their terms, and those that stand in where they have none.
    pub files: Arc<[Locale]>,
}

impl Chosen {
    /// Whether this is the language of a tag.
    pub fn is_in(&self, tag: &str) -> bool {
        primary(&self.code.0) == primary(tag)
    }
}

/// The words for a reference in a style that may have a language of its own.
pub fn of(own: Option<&str>, reference: &Reference) -> Chosen {
    let words = own.and_then(known).or_else(|| known(&reference.reader)).unwrap_or(PLAIN);
    let document = known(&reference.lang).unwrap_or(words);
    Chosen { code: LocaleCode(words.to_owned()), files: files(words, document) }
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The code of the terms for a tag: its own, by its script where it says one, else the first of its language.
fn known(tag: &str) -> Option<&'static str> {
    let codes = || ALL.keys().map(String::as_str);
    let same = |code: &&str| code.eq_ignore_ascii_case(&tag.replace('_', "-"));
    let primary = primary(tag);
    let place = match tag.split('-').nth(1) {
        // Chinese in traditional characters has terms of its own.
        Some("Hant") => "TW".to_owned(),
        Some("Hans") => "CN".to_owned(),
        _ if primary == "en" => "US".to_owned(),
        _ if primary == "zh" => "CN".to_owned(),
        _ => primary.to_ascii_uppercase(),
    };
    let likely = format!("{primary}-{place}");
    codes()
        .find(same)
        .or_else(|| codes().find(|code| *code == likely))
        .or_else(|| codes().find(|code| self::primary(code) == primary))
}

/// Which languages there are, each as it is kept.
static ALL: LazyLock<BTreeMap<String, &'static [u8]>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "@xml:lang")]
        lang: Option<String>,
    }
    let named = |bytes: &&'static [u8]| Some((ciborium::from_reader::<Named, _>(*bytes).ok()?.lang?, *bytes));
    LOCALES.iter().filter_map(named).collect()
});

fn decoded(code: &str) -> Option<Locale> {
    ciborium::from_reader(*ALL.get(code)?).ok()
}

/// The terms of a language with the "et al." of a document's: put together once for each two.
fn files(words: &str, document: &str) -> Arc<[Locale]> {
    type Kept = Mutex<BTreeMap<(String, String), Arc<[Locale]>>>;
    static KEPT: LazyLock<Kept> = LazyLock::new(Kept::default);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let made = kept.entry((words.to_owned(), document.to_owned())).or_insert_with(|| {
        let mut own: Vec<Locale> = decoded(words).into_iter().collect();
        if words != document
            && let Some(own) = own.first_mut().and_then(|own| own.terms.as_mut())
            && let Some(other) = decoded(document).and_then(|other| other.terms)
        {
            own.terms.retain(|term| term.name != OtherTerm::EtAl.into());
            own.terms.extend(other.terms.into_iter().filter(|term| term.name == OtherTerm::EtAl.into()));
        }
        own.extend(decoded(PLAIN).filter(|_| words != PLAIN));
        own.into()
    });
    Arc::clone(made)
}
