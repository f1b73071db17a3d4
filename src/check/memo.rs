//! What bodies said when they were last checked: one that has not changed, beside records that have not, says the same.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::load::memo::{Hash, hash};
use crate::load::{Content, Document};
use crate::model::prose::Prose;
use crate::problem::Problems;
use crate::problem::span::{FileId, Texts};

/// The bodies of one checking, to be asked at the next.
#[derive(Debug, Default)]
pub struct Memo {
    known: Mutex<Known>,
    read: AtomicUsize,
}

#[derive(Debug, Default)]
struct Known {
    /// All that a body is read by: every text but the bodies.
    frame: Hash,
    bodies: BTreeMap<FileId, (Hash, Prose, Problems)>,
}

impl Memo {
    /// Begins a checking: forgets everything where anything but a body has changed.
    pub fn begin(&self, content: &Content, texts: &Texts) {
        let frame = frame(content, texts);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.frame != frame {
            *known = Known { frame, ..Known::default() };
        }
        self.read.store(0, Ordering::Relaxed);
    }

    /// What a body says, with its problems: what was known of it, or what `read` finds.
    pub fn body(
        &self,
        document: &Document,
        texts: &Texts,
        problems: &mut Problems,
        read: impl Fn(&mut Problems) -> Prose,
    ) -> Prose {
        let own = hash(texts.slice(document.body));
        let kept = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.bodies.get(&document.file).filter(|(old, ..)| *old == own).cloned()
        };
        let (_, prose, found) = kept.unwrap_or_else(|| {
            let mut found = Problems::new();
            let entry = (own, read(&mut found), found);
            self.read.fetch_add(1, Ordering::Relaxed);
            self.known.lock().unwrap_or_else(PoisonError::into_inner).bodies.insert(document.file, entry.clone());
            entry
        });
        problems.append(found);
        prose
    }

    /// How many bodies the last checking had to read.
    pub fn read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }
}

fn frame(content: &Content, texts: &Texts) -> Hash {
    let bodies: BTreeMap<FileId, usize> =
        content.documents.iter().map(|document| (document.file, document.body.start as usize)).collect();
    let mut sum = Sha256::new();
    for (file, path) in texts.iter() {
        let text = texts.text(file);
        let own = &text[..bodies.get(&file).copied().unwrap_or(text.len()).min(text.len())];
        sum.update(format!("\n{}:{path}\n{}:", path.len(), own.len()));
        sum.update(own);
    }
    sum.finalize().into()
}
