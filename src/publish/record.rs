//! The list of what was written, each file with its SHA-256: `manifest.json` (contract).

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// The file's name under the site's root.
pub const MANIFEST: &str = "manifest.json";

/// How every manifest of ours begins, and by which a folder is known to be ours to replace.
const MARK: &str = "{\"generator\":\"briefing\"";

/// What has been written so far; filled from many threads.
#[derive(Debug, Default)]
pub(super) struct Record(Mutex<Vec<Entry>>);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    path: String,
    hash: [u8; 32],
    bytes: u64,
}

impl Record {
    /// Notes a file.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        let size = bytes.len() as u64;
        let entry = Entry { path: path.to_owned(), hash: Sha256::digest(bytes).into(), bytes: size };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }

    /// Writes the manifest, sorted by path, and gives the number of files in it and of their bytes.
    pub fn write(self, file: &Path) -> io::Result<(usize, u64)> {
        let mut out = BufWriter::new(File::create_new(file)?);
        let written = self.write_to(&mut out)?;
        out.flush()?;
        Ok(written)
    }

    fn write_to(self, out: &mut impl Write) -> io::Result<(usize, u64)> {
        let mut entries = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        entries.sort_unstable();
        write!(out, "{MARK},\"files\":{{")?;
        for (number, Entry { path, hash, .. }) in entries.iter().enumerate() {
            out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, path)?;
            write!(out, ":\"{}\"", hexadecimal(hash))?;
        }
        out.write_all(b"\n}}\n")?;
        Ok((entries.len(), entries.iter().map(|entry| entry.bytes).sum()))
    }
}

/// The manifest of files that are made for it, and not kept.
///
/// # Errors
/// The first file that could not be made.
pub fn manifest<E: Send>(files: impl ParallelIterator<Item = Result<(String, Vec<u8>), E>>) -> Result<Vec<u8>, E> {
    let record = Record::default();
    files.try_for_each(|file| file.map(|(path, bytes)| record.add(&path, &bytes)))?;
    let mut out = Vec::new();
    record.write_to(&mut out).expect("writing to memory");
    Ok(out)
}

/// The paths that a manifest lists; none where there is no manifest.
#[expect(clippy::disallowed_methods, reason = "only tells which files of the old site a build made")]
pub(super) fn listed(file: &Path) -> io::Result<BTreeSet<String>> {
    #[derive(serde::Deserialize)]
    struct Manifest {
        files: BTreeMap<String, String>,
    }
    let text = match std::fs::read(file) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(cause) => return Err(cause),
    };
    let manifest: Manifest = serde_json::from_slice(&text)?;
    Ok(manifest.files.into_keys().collect())
}

/// Whether a build of ours made this folder.
pub(super) fn is_ours(folder: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    match File::open(folder.join(MANIFEST)) {
        Ok(file) => file.take(MARK.len() as u64).read_to_end(&mut start)?,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(cause),
    };
    Ok(start == MARK.as_bytes())
}

/// A hash in the digits that people compare.
pub(super) fn hexadecimal(hash: &[u8; 32]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
