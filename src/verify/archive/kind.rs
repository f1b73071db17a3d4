//! What a file is, by its bytes: the one place that knows, for every reader and every message.

use std::fmt;

use crate::model::limit::{Bound, Limits};

use super::document::Kind;

/// Why a file cannot be read as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are text in no encoding that we know.
    UnknownEncoding,
    /// The file holds nothing.
    Empty,
    /// Something that has no text, or not where it can be reached.
    Other(Other),
    /// A folder, a pipe or a device.
    NoFile,
    /// More than is read.
    Past {
        /// Of what.
        bound: Bound,
        /// How much there is, and what the limit is.
        told: String,
    },
    /// A packed document that cannot be unpacked.
    Broken(&'static str),
}

/// Kinds of file that are known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// An archive of files.
    Archive,
    /// A document of an old or another office program.
    Office,
    /// A saved page in one file with its pictures.
    WebArchive,
    /// Sound or film.
    Recording,
}

/// What the first bytes and the name of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Text of this kind.
    Text(Kind),
    /// A zip archive; what it holds decides.
    Zip,
    /// Something else.
    Other(Other),
}

/// The beginnings of files that are no text.
const BEGINNINGS: [(&[u8], Other); 22] = [
    (b"%PDF-", Other::Pdf),
    (b"\x89PNG", Other::Image),
    (b"\xFF\xD8\xFF", Other::Image),
    (b"GIF87a", Other::Image),
    (b"GIF89a", Other::Image),
    (b"II*\0", Other::Image),
    (b"MM\0*", Other::Image),
    (b"\xD0\xCF\x11\xE0", Other::Office),
    (b"{\\rtf", Other::Office),
    (b"bplist00", Other::WebArchive),
    (b"\x1F\x8B", Other::Archive),
    (b"Rar!\x1A", Other::Archive),
    (b"7z\xBC\xAF", Other::Archive),
    (b"BZh", Other::Archive),
    (b"\xFD7zXZ\0", Other::Archive),
    (b"\x28\xB5\x2F\xFD", Other::Archive),
    (b"ID3", Other::Recording),
    (b"OggS", Other::Recording),
    (b"fLaC", Other::Recording),
    (b"\x1A\x45\xDF\xA3", Other::Recording),
    (b"PK\x05\x06", Other::Archive),
    (b"PK\x07\x08", Other::Archive),
];

/// What a file is.
pub fn guess(bytes: &[u8], name: &str) -> Guess {
    if bytes.starts_with(b"PK\x03\x04") {
        return Guess::Zip;
    }
    if let Some((_, other)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Guess::Other(*other);
    }
    if let Some(other) = container(bytes) {
        return Guess::Other(other);
    }
    let head = plain_head(bytes);
    let ends = |ends: &[&str]| ends.iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    if is_web_archive(&head) {
        return Guess::Other(Other::WebArchive);
    }
    if ends(&[".docx", ".xlsx"]) {
        return Guess::Zip;
    }
    if ends(&[".html", ".htm", ".xhtml"]) || starts_as_page(&head) {
        return Guess::Text(Kind::Html);
    }
    Guess::Text(if ends(&[".csv", ".tsv"]) { Kind::Csv } else { Kind::Text })
}

/// Kinds whose sign stands a few bytes after the beginning.
fn container(bytes: &[u8]) -> Option<Other> {
    let at = |from: usize, word: &[u8]| bytes.get(from..from + word.len()) == Some(word);
    if at(0, b"RIFF") {
        return Some(if at(8, b"WEBP") { Other::Image } else { Other::Recording });
    }
    if at(4, b"ftyp") {
        let image = [&b"avif"[..], b"heic", b"mif1"].iter().any(|brand| at(8, brand));
        return Some(if image { Other::Image } else { Other::Recording });
    }
    (at(0, b"BM") && at(6, &[0; 4])).then_some(Other::Image)
}

/// The first characters in lower case, without the bytes that only some encodings have.
fn plain_head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(2048)];
    let marked =
        head.strip_prefix(b"\xEF\xBB\xBF").or(head.strip_prefix(b"\xFF\xFE")).or(head.strip_prefix(b"\xFE\xFF"));
    let kept = marked.unwrap_or(head).iter().filter(|byte| **byte != 0);
    kept.map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

fn is_web_archive(head: &str) -> bool {
    (head.starts_with("from: <saved by") || head.starts_with("mime-version:")) && head.contains("multipart/related")
}

/// Whether a text begins as a web page does, whatever the file is called.
fn starts_as_page(head: &str) -> bool {
    let mut rest = head.trim_start();
    loop {
        if let Some(inside) = rest.strip_prefix("<?xml") {
            rest = inside.split_once('>').map_or("", |(_, rest)| rest).trim_start();
        } else if let Some(inside) = rest.strip_prefix("<!--") {
            rest = inside.split_once("-->").map_or("", |(_, rest)| rest).trim_start();
        } else {
            break;
        }
    }
    rest.starts_with("<!doctype html") || (rest.starts_with("<html") && !rest[5..].starts_with(char::is_alphanumeric))
}

impl Unreadable {
    /// Why a file of so many bytes is not read, if it is not.
    pub fn by_size(limits: &Limits, bytes: u64) -> Option<Self> {
        let bound = Bound::Archive;
        limits.refuses(bound, bytes).map(|told| Unreadable::Past { bound, told })
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::UnknownEncoding => {
                write!(f, "the encoding is unknown: neither UTF-8, UTF-16, GB18030 nor Big5")
            }
            Unreadable::Empty => write!(f, "the file is empty"),
            Unreadable::NoFile => write!(f, "this is a folder, a pipe or a device, not a file"),
            Unreadable::Past { bound, told } => {
                write!(f, "the file {told}: {}", bound.help("archive the part that the facts rest on"))
            }
            Unreadable::Broken(what) => write!(f, "{what}; save it again, or archive its text"),
            Unreadable::Other(other) => write!(f, "{other}"),
        }
    }
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Other::Pdf => {
                "this is a PDF, not text; make text of it with `pdftotext -layout FILE.pdf FILE.txt`, which puts a form feed after each page, so that `page = 4` can be found; read it against the PDF, and archive the text"
            }
            Other::Image => "this is a picture, not text; type its words into a text file and archive that beside it",
            Other::Archive => "this is an archive of files, not a document; unpack it and archive the document in it",
            Other::Office => "this is a document of an old office program; save it as DOCX, XLSX or text (UTF-8) and archive that",
            Other::WebArchive => "this is a page saved with its pictures in one file; save it as HTML alone and archive that",
            Other::Recording => "this is a recording, not text; archive its transcript",
        })
    }
}
