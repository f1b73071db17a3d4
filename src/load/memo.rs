//! What each file said when it was last read: one that has not changed is not parsed again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::problem::span::FileId;

use super::files::Files;
use super::layout::Declared;

/// What stands for a text: two that have the same are the same.
pub type Hash = [u8; 32];

/// What was read of each file at one reading, to be asked at the next.
#[derive(Debug)]
pub struct Memo<T>(Mutex<Known<T>>);

/// What was known at one reading.
#[derive(Debug)]
pub(super) struct Known<T> {
    /// What decides beside a file's own text what it says: the files there are, in their order, by which places count
    /// them, and what the settings declare of them.
    frame: Hash,
    files: BTreeMap<FileId, (Hash, T)>,
    /// How many files were parsed at the last reading.
    parsed: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self { frame: Hash::default(), files: BTreeMap::new(), parsed: 0 }
    }
}

impl<T: Clone> Memo<T> {
    /// How many files the last reading had to parse.
    pub fn parsed(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).parsed
    }

    /// What is still known where the files are these; all that is known is handed out, and comes back with
    /// [`Memo::keep`].
    pub(super) fn of(&self, files: &Files, declared: &Declared) -> Known<T> {
        let mut known = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let frame = frame(files, declared);
        if known.frame != frame {
            known = Known { frame, ..Known::default() };
        }
        known
    }

    /// Keeps what the files say now.
    pub(super) fn keep(&self, mut known: Known<T>, files: &Files, parsed: &[T]) {
        let mut changed = 0;
        for ((file, _), read) in files.texts.iter().zip(parsed) {
            let hash = hash(files.texts.text(file));
            if known.files.get(&file).is_none_or(|(old, _)| *old != hash) {
                known.files.insert(file, (hash, read.clone()));
                changed += 1;
            }
        }
        known.parsed = changed;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

impl<T: Clone> Known<T> {
    /// What a file said, if it says the same now.
    pub fn get(&self, files: &Files, file: FileId) -> Option<T> {
        let (_, read) = self.files.get(&file).filter(|(old, _)| *old == hash(files.texts.text(file)))?;
        Some(read.clone())
    }
}

fn frame(files: &Files, declared: &Declared) -> Hash {
    let mut sum = Sha256::new();
    for (file, path) in files.texts.iter() {
        let readable = if files.unreadable.contains(&file) { "\n-" } else { "\n+" };
        [readable, path].iter().for_each(|part| sum.update(part));
    }
    for names in [&declared.languages, &declared.folders] {
        sum.update("\n");
        names.iter().for_each(|name| sum.update(format!("{name}\0")));
    }
    sum.finalize().into()
}

/// The hash of a text.
pub fn hash(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}
