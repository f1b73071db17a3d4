//! Reads archived documents as a reader sees them, whatever their kind and encoding.
//!
//! This is the rim of `verify`: the only place in it that may read files. How bytes become lines
//! `static/copy.js` does in the same way; `tests/cases/copies.json` holds both to it.
#![expect(clippy::disallowed_methods, reason = "this is the rim where archived documents come in")]

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::limit::Limits;
use crate::model::source::Source;

mod about;
mod builder;
mod bytes;
mod csv;
mod document;
pub mod docx;
pub mod html;
mod kind;
mod losses;
pub mod markup;
mod print;
pub mod references;
mod text;
mod xlsx;
pub mod zip;

pub use about::{About, about};
pub use document::{Cell, Document, Flaw, Joint, Kind, Line};
pub use kind::{Other, Unreadable};
pub use losses::is_loss;
pub use text::tears_number;

use kind::Guess;
use zip::Zip;

/// What stands in the archive for one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveState {
    /// A document.
    Here(Document),
    /// A file that is no document that we read; with its SHA-256 where it was read.
    Unreadable(Unreadable, Option<String>),
    /// No file of that name.
    Missing,
}

/// Looks for every source's document in `folder`. An error is the machine's: a folder or a file
/// that exists and cannot be read.
pub fn read_folder(folder: &Path, briefing: &Briefing) -> io::Result<Vec<(Id<Source>, ArchiveState)>> {
    std::fs::read_dir(folder)?;
    briefing
        .sources
        .iter()
        .map(|(id, source)| Ok((id, read_file(folder, &source.archive, &briefing.site.limits)?)))
        .collect()
}

fn read_file(folder: &Path, name: &str, limits: &Limits) -> io::Result<ArchiveState> {
    if name.is_empty() || name.contains(['/', '\\']) || name == ".." {
        return Ok(ArchiveState::Missing);
    }
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{name}: {error}"));
    let path = folder.join(name);
    // A pipe would be waited for, and a device may never end: what is no file is not opened.
    let about = match std::fs::metadata(&path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ArchiveState::Missing),
        Err(error) => return Err(named(error)),
    };
    if !about.is_file() {
        return Ok(ArchiveState::Unreadable(Unreadable::NoFile, None));
    }
    if let Some(unreadable) = Unreadable::by_size(limits, about.len()) {
        return Ok(ArchiveState::Unreadable(unreadable, None));
    }
    Ok(state(&std::fs::read(&path).map_err(named)?, name))
}

/// The bytes of a file that is to become a document of the archive.
///
/// # Errors
/// The machine's, or what stands there is no file.
pub fn bytes(path: &Path, limits: &Limits) -> io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    if let Some(unreadable) = Unreadable::by_size(limits, about.len()) {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, unreadable.to_string()));
    }
    std::fs::read(path)
}

/// What a file with these bytes and this name is worth.
pub fn state(bytes: &[u8], name: &str) -> ArchiveState {
    match read(bytes, name) {
        Ok(document) => ArchiveState::Here(document),
        Err(unreadable) => ArchiveState::Unreadable(unreadable, Some(sha256(bytes))),
    }
}

/// Reads a document by what it is.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    match kind::guess(bytes, name) {
        Guess::Other(other) => Err(Unreadable::Other(other)),
        Guess::Zip => packed(bytes),
        Guess::Text(kind) => worded(bytes, kind),
    }
}

/// A text in whatever encoding: for reports, whose markup is read otherwise.
///
/// # Errors
/// It is no text.
pub fn decoded(bytes: &[u8], name: &str) -> Result<String, Unreadable> {
    match kind::guess(bytes, name) {
        Guess::Other(other) => Err(Unreadable::Other(other)),
        Guess::Zip => Err(Unreadable::Other(Other::Archive)),
        Guess::Text(kind) => {
            let declared = (kind == Kind::Html).then(|| html::declared(bytes)).flatten();
            let decoded =
                declared.and_then(|encoding| bytes::declared(bytes, encoding)).or_else(|| bytes::decode(bytes));
            decoded.map(|(text, ..)| text).ok_or(Unreadable::UnknownEncoding)
        }
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn packed(bytes: &[u8]) -> Result<Document, Unreadable> {
    let zip = Zip::open(bytes)?;
    let (kind, (lines, breaks)) = if zip.has(docx::BODY) {
        (Kind::Docx, docx::lines(&zip)?)
    } else if zip.has(xlsx::BOOK) {
        (Kind::Xlsx, (xlsx::lines(&zip)?, Vec::new()))
    } else {
        return Err(Unreadable::Other(Other::Archive));
    };
    Ok(finished(kind, lines, breaks, "UTF-8", None, bytes))
}

fn worded(bytes: &[u8], kind: Kind) -> Result<Document, Unreadable> {
    let declared = (kind == Kind::Html).then(|| html::declared(bytes)).flatten();
    let decoded = declared.and_then(|encoding| bytes::declared(bytes, encoding)).or_else(|| bytes::decode(bytes));
    let (text, encoding, flaw) = decoded.ok_or(Unreadable::UnknownEncoding)?;
    let (lines, breaks) = match kind {
        Kind::Html => (html::lines(&text), Vec::new()),
        Kind::Csv => (csv::lines(&text), Vec::new()),
        _ => text::lines(&text),
    };
    Ok(finished(kind, lines, breaks, encoding.name(), flaw, bytes))
}

fn finished(
    kind: Kind,
    mut lines: Vec<Line>,
    breaks: Vec<usize>,
    encoding: &'static str,
    flaw: Option<Flaw>,
    bytes: &[u8],
) -> Document {
    losses::mark(&mut lines);
    Document { kind, lines, breaks, encoding, flaw, sha256: sha256(bytes) }
}

/// A plain text as a document, for tests of what reads one.
#[cfg(test)]
pub fn of_text(text: &str) -> Document {
    read(text.as_bytes(), "a.txt").expect("a text")
}

#[cfg(test)]
mod tests;
