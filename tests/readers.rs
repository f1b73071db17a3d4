//! Every reader comes back from every text: those under `tests/readers/`, and what chance makes of them.
//!
//! `READINGS=100000 cargo test --test readers` makes more of them, always the same. A text that a reader failed on is
//! printed; put into the reader's folder it is read in every run from then on.
#![allow(clippy::disallowed_methods, reason = "reads texts from a folder")]

#[path = "support/readers.rs"]
mod readers;
#[path = "support/small.rs"]
mod small;
mod support;

use std::path::Path;

use readers::{READERS, Reader};
use support::Site;

/// Pieces that readers take for more than text.
const PIECES: [&str; 24] = [
    "[[fact]]\n",
    "+++\n",
    "\"\"\"",
    "'''",
    "{{",
    "{%",
    "<td colspan=9",
    "&#x202E;",
    "\u{202E}",
    "\u{FEFF}",
    "\0",
    "](fact:",
    "[^a]",
    "```",
    "| a |\n|-|\n",
    "**",
    "> > ",
    "一亿",
    "1,000.5%",
    "2024-02-30",
    "\"",
    "9999999999999999999999",
    "\r\n",
    "@a{",
];

/// A run of numbers that is the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    /// A text with some of it struck, said twice, flipped, or something put in.
    fn change(&mut self, text: &[u8]) -> Vec<u8> {
        let mut text = text.to_vec();
        for _ in 0..=self.below(4) {
            let (start, length) = (self.below(text.len() + 1), self.below(40));
            let range = start..(start + length).min(text.len());
            match self.below(5) {
                0 => drop(text.drain(range)),
                1 => {
                    let again = text[range].repeat(1 + self.below(20));
                    text.splice(start..start, again);
                }
                2 => {
                    let bit = 1 << self.below(8);
                    text.iter_mut().skip(start).take(1).for_each(|byte| *byte ^= bit);
                }
                3 => text.truncate(start),
                _ => {
                    let piece = PIECES[self.below(PIECES.len())].repeat(1 + self.below(3));
                    text.splice(start..start, piece.into_bytes());
                }
            }
        }
        text
    }
}

/// The texts of a reader's folder, by their names.
fn texts(reader: &Reader) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new("tests/readers").join(reader.name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut texts: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    texts.sort();
    texts.into_iter().map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
}

fn read(reader: &Reader, name: &str, text: &[u8]) {
    let done = std::panic::catch_unwind(|| (reader.read)(text));
    assert!(done.is_ok(), "{} failed on {name}: {:?}", reader.name, String::from_utf8_lossy(text));
}

#[test]
fn every_reader_comes_back_from_every_text() {
    let more = std::env::var("READINGS").ok().and_then(|count| count.parse().ok()).unwrap_or(8);
    for reader in READERS {
        let texts = texts(reader);
        assert!(!texts.is_empty(), "{} has no text", reader.name);
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        for (name, text) in &texts {
            read(reader, name, text);
        }
        for n in 0..more {
            let (name, text) = &texts[n % texts.len()];
            read(reader, name, &chance.change(text));
        }
    }
}

#[test]
fn every_folder_of_texts_has_its_reader() {
    let folders = std::fs::read_dir("tests/readers").unwrap().map(|entry| entry.unwrap().file_name());
    for folder in folders {
        assert!(READERS.iter().any(|reader| *reader.name == *folder), "{folder:?} has no reader");
    }
}
