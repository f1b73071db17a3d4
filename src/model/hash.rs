//! Short hashes of what a fact or page says (contract: six hexadecimal digits of SHA-256).

use sha2::{Digest, Sha256};

/// A hash that grows part by part; parts are told apart: `ab`, `c` and `a`, `bc` differ.
#[derive(Clone, Debug, Default)]
pub struct Hash(Sha256);

impl Hash {
    /// Adds a part.
    pub fn add(&mut self, part: &str) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part.as_bytes());
    }

    /// The short hash of all parts.
    pub fn short(self) -> String {
        self.0.finalize().iter().take(3).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The hash of parts.
pub fn short<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Hash::default();
    parts.into_iter().for_each(|part| hash.add(part));
    hash.short()
}
