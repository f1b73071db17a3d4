//! Old names of records, and what has them now.

use std::collections::BTreeMap;

/// Old names, written as references write them (`fact:x`, `city:alba`), and what has them now.
#[derive(Clone, Debug, Default)]
pub struct Former {
    pub(super) now: BTreeMap<String, String>,
    pub(super) before: BTreeMap<String, Vec<String>>,
}

impl Former {
    /// The present name of what was called `name`.
    pub fn now(&self, name: &str) -> Option<&str> {
        self.now.get(name).map(String::as_str)
    }

    /// What `name` was called before, in the order in which its record says so.
    pub fn before(&self, name: &str) -> &[String] {
        self.before.get(name).map_or(&[], Vec::as_slice)
    }

    /// The same without the word before the colon.
    pub fn slugs(&self, name: &str) -> Vec<String> {
        let slug = |old: &String| old.split_once(':').map_or(old.clone(), |(_, slug)| slug.to_owned());
        self.before(name).iter().map(slug).collect()
    }
}
