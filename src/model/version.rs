//! Which edition of a fact or page this is, and what was published before.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::hash;

/// An edition of a fact or page (contract).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1 for what was first published.
    pub ordinal: u32,
    /// The day this version was recorded, `YYYY-MM-DD`; the build's date for one not recorded yet.
    pub date: String,
    /// Short hash of what it says: six lower-case hexadecimal digits.
    pub hash: String,
}

/// What a fact says, by the keys of its record, as far as that makes it the fact it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(Vec<(Cow<'static, str>, String)>);

impl Said {
    /// By key; what is empty is not said.
    pub fn new(entries: impl IntoIterator<Item = (Cow<'static, str>, String)>) -> Self {
        // Every fact has one: a dozen entries take less room side by side than in a tree.
        let mut said: Vec<_> = entries.into_iter().filter(|(_, words)| !words.is_empty()).collect();
        said.sort_by(|(a, _), (b, _)| a.cmp(b));
        said.dedup_by(|(key, _), (before, _)| key == before);
        said.shrink_to_fit();
        Self(said)
    }

    /// What stands under a key; empty where nothing does.
    pub fn get(&self, key: &str) -> &str {
        self.0.binary_search_by(|(known, _)| known.as_ref().cmp(key)).map_or("", |at| self.0[at].1.as_str())
    }

    /// Everything, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, words)| (key.as_ref(), words.as_str()))
    }

    /// The keys under which the two say something else; the words of `of` are held together in the default language.
    pub fn differences<'a>(&'a self, other: &'a Said) -> Vec<&'a str> {
        let mut keys: Vec<&str> = self.iter().chain(other.iter()).map(|(key, _)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| !key.starts_with("of.") && plain(self.get(key)) != plain(other.get(key)));
        keys
    }
}

/// A text without what only looks otherwise: the form of quotation marks, apostrophes, dashes and blanks.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '‘' | '’' | '‛' | '′' | '＇' => '\'',
        '“' | '”' | '„' | '″' | '＂' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let marks: String = text.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')).map(one).collect();
    marks.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A version as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The version.
    pub version: Version,
    /// What it said, all of it; `None` for a page, and where the record is older than this.
    pub said: Option<Said>,
}

/// The versions that were recorded, by `fact:id` or `page:route`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    by_name: BTreeMap<String, Vec<Recorded>>,
}

impl Published {
    /// Adds a recorded version.
    pub fn add(&mut self, name: &str, recorded: Recorded) {
        let versions = self.by_name.entry(name.to_owned()).or_default();
        versions.push(recorded);
        versions.sort_by_key(|recorded| recorded.version.ordinal);
    }

    /// Says what the last version under a name said, where the record is older than that; whether it was.
    pub fn complete(&mut self, name: &str, said: &Said) -> bool {
        let last = self.by_name.get_mut(name).and_then(|versions| versions.last_mut());
        let Some(last) = last.filter(|last| last.said.is_none()) else { return false };
        last.said = Some(said.clone());
        true
    }

    /// The recorded versions of what was called by these names, one after the other, the oldest first.
    pub fn history<N: AsRef<str>>(&self, names: &[N]) -> Vec<&Recorded> {
        let own = |name: &N| self.by_name.get(name.as_ref()).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<&Recorded> = names.iter().flat_map(own).collect();
        all.sort_by_key(|recorded| recorded.version.ordinal);
        all
    }

    /// The versions that were recorded of a page, by its name under the root, the oldest first; those of its languages
    /// are the same.
    pub fn of_page(&self, stem: &str) -> Vec<&Version> {
        let of_page = |name: &str| {
            let route = name.strip_prefix("page:").and_then(|name| name.strip_suffix(".html"));
            route.is_some_and(|route| route == stem || route.split_once('/').is_some_and(|(_, rest)| rest == stem))
        };
        let recorded = self.iter().filter(|(name, _)| of_page(name)).flat_map(|(_, versions)| versions);
        let mut versions: Vec<&Version> = Vec::new();
        for version in recorded.map(|recorded| &recorded.version) {
            if versions.iter().all(|known| known.hash != version.hash) {
                versions.push(version);
            }
        }
        versions
    }

    /// Everything that was recorded, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Recorded])> {
        self.by_name.iter().map(|(name, versions)| (name.as_str(), versions.as_slice()))
    }
}

/// The version of what says this now: the last one of its history if that said the same, else the next, dated `date`.
///
/// A hash is no more than a short name: where the history has it for other words, another one is taken.
pub fn next(history: &[&Recorded], said: Option<&Said>, hash: String, date: &str) -> Version {
    let same = |recorded: &&&Recorded| match (&recorded.said, said) {
        (Some(was), Some(is)) => was.differences(is).is_empty(),
        _ => recorded.version.hash == hash,
    };
    match history.last() {
        Some(last) if same(&last) => last.version.clone(),
        last => {
            let ordinal = last.map_or(1, |last| last.version.ordinal + 1);
            let taken = history.iter().any(|recorded| recorded.version.hash == hash && !same(&recorded));
            let hash = if taken { hash::short([hash.as_str(), &ordinal.to_string()]) } else { hash };
            Version { ordinal, date: date.to_owned(), hash }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &str) -> Said {
        Said::new([("value".into(), value.to_owned())])
    }

    fn recorded(ordinal: u32, hash: &str, value: &str) -> Recorded {
        let version = Version { ordinal, date: "2026-01-01".to_owned(), hash: hash.to_owned() };
        Recorded { version, said: Some(said(value)) }
    }

    #[test]
    fn an_apostrophe_a_dash_or_a_blank_is_no_new_version() {
        let first = recorded(1, "aaaaaa", "Alba’s “own” —  5");
        for same in ["Alba's \"own\" - 5", "Alba’s „own“ – 5", "Alba‘s\u{A0}“own” —\n5"] {
            assert_eq!(next(&[&first], Some(&said(same)), "bbbbbb".into(), "2026-02-02"), first.version, "{same}");
        }
        for other in ["Albas own - 5", "Alba's \"own\" - 6"] {
            assert_eq!(next(&[&first], Some(&said(other)), "bbbbbb".into(), "2026-02-02").ordinal, 2, "{other}");
        }
    }

    #[test]
    fn one_hash_never_names_two_statements() {
        let (first, second) = (recorded(1, "aaaaaa", "5"), recorded(2, "bbbbbb", "6"));
        let clash = next(&[&first, &second], Some(&said("7")), "aaaaaa".into(), "2026-02-02");
        assert!(clash.ordinal == 3 && clash.hash != "aaaaaa" && clash.hash != "bbbbbb", "{clash:?}");
        let back = next(&[&first, &second], Some(&said("5")), "aaaaaa".into(), "2026-02-02");
        assert!(back.ordinal == 3 && back.hash == "aaaaaa", "what is said again has its name again: {back:?}");
    }

    #[test]
    fn a_record_without_words_is_held_by_its_hash() {
        let old = Recorded { said: None, ..recorded(1, "aaaaaa", "") };
        assert_eq!(next(&[&old], Some(&said("5")), "aaaaaa".into(), "2026-02-02").ordinal, 1);
        assert_eq!(next(&[&old], Some(&said("5")), "cccccc".into(), "2026-02-02").ordinal, 2);
    }
}
