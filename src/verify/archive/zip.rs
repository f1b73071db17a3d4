//! Unpacks the parts of a zip archive that a document is made of, within limits that say their name.

use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::model::limit::{Bound, MEGABYTE};

use super::kind::Unreadable;

/// The most bytes that one part may unpack to.
pub const MOST_UNPACKED: u64 = Bound::Unpacked.row().most as u64 * MEGABYTE;
/// The most parts that are looked at.
const MOST_PARTS: usize = Bound::Parts.row().most as usize;

/// A zip archive by its directory.
#[derive(Debug)]
pub struct Zip<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    method: u16,
    encrypted: bool,
    packed: usize,
    at: usize,
}

const NO_ZIP: Unreadable =
    Unreadable::Broken("this is called a DOCX, ODT or XLSX and is no zip archive, or one that was cut");

impl<'a> Zip<'a> {
    /// Reads the directory at the archive's end.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let from = bytes.len().saturating_sub(22 + 0xFFFF);
        let end = bytes[from..].windows(4).rposition(|four| four == b"PK\x05\x06").ok_or(NO_ZIP)? + from;
        bytes.get(end..end + 22).ok_or(NO_ZIP)?;
        let count = usize::from(short(bytes, end + 10).ok_or(NO_ZIP)?);
        let mut at = long(bytes, end + 16).ok_or(NO_ZIP)?;
        let mut parts = Vec::new();
        if count > MOST_PARTS {
            return Err(past(Bound::Parts, count));
        }
        for _ in 0..count {
            if bytes.get(at..at.saturating_add(4)) != Some(b"PK\x01\x02") {
                return Err(NO_ZIP);
            }
            let field = |offset: usize| short(bytes, at + offset).map(usize::from).ok_or(NO_ZIP);
            let (name, extra, comment) = (field(28)?, field(30)?, field(32)?);
            let text = bytes.get(at + 46..at + 46 + name).ok_or(NO_ZIP)?;
            parts.push(Part {
                name: String::from_utf8_lossy(text).into_owned(),
                method: short(bytes, at + 10).ok_or(NO_ZIP)?,
                encrypted: field(8)? & 1 == 1,
                packed: long(bytes, at + 20).ok_or(NO_ZIP)?,
                at: long(bytes, at + 42).ok_or(NO_ZIP)?,
            });
            at += 46 + name + extra + comment;
        }
        Ok(Self { bytes, parts })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    /// A part's text; `None` if there is no such part.
    pub fn text(&self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(part) = self.parts.iter().find(|part| part.name == name) else { return Ok(None) };
        if part.encrypted {
            return Err(Unreadable::Broken("the document is locked with a password"));
        }
        let broken = Unreadable::Broken("a part of the document is broken");
        let header = |offset: usize| short(self.bytes, part.at.saturating_add(offset)).map(usize::from);
        let start =
            header(26).zip(header(28)).map(|(name, extra)| part.at + 30 + name + extra).ok_or(broken.clone())?;
        let packed = self.bytes.get(start..start.saturating_add(part.packed)).ok_or(broken.clone())?;
        let mut bytes = Vec::new();
        let read = match part.method {
            0 => packed.take(MOST_UNPACKED + 1).read_to_end(&mut bytes),
            8 => DeflateDecoder::new(packed).take(MOST_UNPACKED + 1).read_to_end(&mut bytes),
            _ => return Err(Unreadable::Broken("a part of the document is packed in a way that is not read")),
        };
        if bytes.len() as u64 > MOST_UNPACKED {
            return Err(past(Bound::Unpacked, format!("a part of more than {MOST_UNPACKED}")));
        }
        read.map_err(|_| broken)?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        Ok(Some(String::from_utf8_lossy(bytes).into_owned()))
    }
}

fn past(bound: Bound, has: impl std::fmt::Display) -> Unreadable {
    Unreadable::Past { bound, told: bound.told(bound.row().most, has) }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
    usize::try_from(four).ok()
}
