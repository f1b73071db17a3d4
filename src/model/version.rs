//! Which edition of a fact or page this is, and what was published before.

use std::collections::BTreeMap;

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

/// The versions that were recorded, by `fact:id` or `page:route`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    by_id: BTreeMap<String, Vec<Version>>,
}

impl Published {
    /// Adds a recorded version.
    pub fn add(&mut self, id: &str, version: Version) {
        let versions = self.by_id.entry(id.to_owned()).or_default();
        versions.push(version);
        versions.sort_by_key(|v| v.ordinal);
    }

    /// The recorded versions of something, the oldest first.
    pub fn history(&self, id: &str) -> &[Version] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// Everything that was recorded, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Version])> {
        self.by_id.iter().map(|(id, versions)| (id.as_str(), versions.as_slice()))
    }

    /// The version of something that hashes to `hash` now: the last recorded one if it says the
    /// same, else the next, dated `date`.
    pub fn version(&self, id: &str, hash: String, date: &str) -> Version {
        match self.history(id).last() {
            Some(last) if last.hash == hash => last.clone(),
            last => Version { ordinal: last.map_or(1, |v| v.ordinal + 1), date: date.to_owned(), hash },
        }
    }
}
