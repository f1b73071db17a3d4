//! Short hashes of what a fact or page says (contract: six hexadecimal digits of SHA-256).

use sha2::{Digest, Sha256};

/// The hash of parts that are told apart: `["ab", "c"]` and `["a", "bc"]` differ.
pub fn short<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}
