//! Reads archived documents as they are, whatever their encoding, and says where something was lost.
//!
//! This is the rim of `verify`: the only place in it that may read files. How bytes become lines
//! `static/copy.js` does in the same way; `tests/cases/copies.json` holds both to it.
#![expect(clippy::disallowed_methods, reason = "this is the rim where archived documents come in")]

use std::fmt;
use std::io;
use std::path::Path;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sha2::{Digest, Sha256};

use crate::language::normalise::{is_pinyin, is_toned};
use crate::language::script::is_han;
use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::source::Source;

/// An archived document in lines, numbered from 1 as `cat -n` numbers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The lines, without their ends and without page breaks.
    pub lines: Vec<String>,
    /// The number of the first line on each page after the first, where form feeds part pages.
    pub breaks: Vec<u32>,
    /// The name of the encoding that it was read in.
    pub encoding: &'static str,
    /// The numbers of the lines where bytes or characters were lost.
    pub lost: Vec<u32>,
    /// What is wrong with the bytes, if they could be read all the same.
    pub flaw: Option<Flaw>,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// Bytes that are no text in an otherwise readable document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The last character is incomplete: the file was cut at its end.
    CutAtEnd,
    /// The first character is incomplete: the file was cut at its start.
    CutAtStart,
    /// Bytes that are no UTF-8.
    Invalid {
        /// Where the first of them stands, counted from 0.
        offset: usize,
        /// In how many places there are such bytes.
        places: usize,
    },
}

/// Why a document cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are text in no encoding that we know.
    UnknownEncoding,
    /// The file holds nothing.
    Empty,
}

/// What stands in the archive for one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveState {
    /// A document.
    Here(Document),
    /// Bytes that are no text; with their SHA-256.
    Unreadable(Unreadable, String),
    /// No file of that name.
    Missing,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::CutAtEnd => write!(f, "the file is cut inside its last character"),
            Flaw::CutAtStart => write!(f, "the file is cut inside its first character"),
            Flaw::Invalid { offset, places: 1 } => write!(f, "the byte at offset {offset} is no UTF-8"),
            Flaw::Invalid { offset, places } => {
                write!(f, "bytes in {places} places are no UTF-8, the first at offset {offset}")
            }
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::UnknownEncoding => {
                write!(f, "the encoding is unknown: neither UTF-8, UTF-16, GB18030 nor Big5")
            }
            Unreadable::Empty => write!(f, "the file is empty"),
        }
    }
}

/// Looks for every source's document in `folder`. An error is the machine's: a folder or a file
/// that exists and cannot be read.
pub fn read_folder(folder: &Path, briefing: &Briefing) -> io::Result<Vec<(Id<Source>, ArchiveState)>> {
    std::fs::read_dir(folder)?;
    briefing.sources.iter().map(|(id, source)| Ok((id, read_file(folder, &source.archive)?))).collect()
}

fn read_file(folder: &Path, name: &str) -> io::Result<ArchiveState> {
    if name.is_empty() || name.contains(['/', '\\']) || name == ".." {
        return Ok(ArchiveState::Missing);
    }
    match std::fs::read(folder.join(name)) {
        Ok(bytes) => Ok(state(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(ArchiveState::Missing),
        Err(error) => Err(io::Error::new(error.kind(), format!("{name}: {error}"))),
    }
}

/// What a file with these bytes is worth.
pub fn state(bytes: &[u8]) -> ArchiveState {
    match read(bytes) {
        Ok(document) => ArchiveState::Here(document),
        Err(unreadable) => ArchiveState::Unreadable(unreadable, sha256(bytes)),
    }
}

/// Reads a document: by its byte order mark, as UTF-8, as UTF-16, else in the encoding that the
/// bytes suggest, if they then make sense.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let (text, encoding, flaw) = decode(bytes).ok_or(Unreadable::UnknownEncoding)?;
    let (lines, breaks) = lines(&text);
    let lost = lost(&lines);
    Ok(Document { lines, breaks, encoding: encoding.name(), lost, flaw, sha256: sha256(bytes) })
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

type Decoded = (String, &'static Encoding, Option<Flaw>);

fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        if encoding == UTF_8 {
            return utf8(&bytes[length..]).or_else(|| Some(lossy_utf8(&bytes[length..])));
        }
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(length..)?);
        return Some((text.into_owned(), encoding, None));
    }
    if bytes.contains(&0) {
        return utf16(bytes);
    }
    utf8(bytes).or_else(|| utf16(bytes)).or_else(|| guessed(bytes))
}

/// UTF-8, or something that is UTF-8 but for a few bytes: few beside the whole and beside the
/// characters of more than one byte, which text in another encoding has by accident only.
fn utf8(bytes: &[u8]) -> Option<Decoded> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), UTF_8, None));
    }
    let bad: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let wide: usize = bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    let decoded = lossy_utf8(bytes);
    let cut = matches!(decoded.2, Some(Flaw::CutAtEnd | Flaw::CutAtStart));
    (wide > 2 * bad && (cut || bad * 100 <= bytes.len())).then_some(decoded)
}

fn lossy_utf8(bytes: &[u8]) -> Decoded {
    let mut offset = 0;
    let mut bad: Vec<(usize, usize)> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad.push((offset, chunk.invalid().len()));
        }
        offset += chunk.invalid().len();
    }
    let continues = |&&(at, length): &&(usize, usize)| bytes[at..at + length].iter().all(|byte| byte & 0xC0 == 0x80);
    let at_start = bad.iter().enumerate().take_while(|(n, (at, _))| n == at).map(|(_, b)| b).filter(continues).count();
    let flaw = match bad[..] {
        [] => None,
        [(at, length)] if at + length == bytes.len() && bytes[at] >= 0xC0 => Some(Flaw::CutAtEnd),
        [(0, _), ..] if at_start == bad.len() && at_start <= 3 => Some(Flaw::CutAtStart),
        [(offset, _), ..] => Some(Flaw::Invalid { offset, places: bad.len() }),
    };
    (String::from_utf8_lossy(bytes).into_owned(), UTF_8, flaw)
}

/// UTF-16 without a byte order mark: every second byte is zero, or one reading makes sense as
/// Chinese and the other does not.
fn utf16(bytes: &[u8]) -> Option<Decoded> {
    if bytes.len() % 2 == 1 {
        return None;
    }
    let mut readings: Vec<(usize, Decoded)> = Vec::new();
    for encoding in [UTF_16LE, UTF_16BE] {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        let plain = text.chars().filter(|c| matches!(c, ' '..='~' | '\n' | '\r' | '，' | '。' | '、')).count();
        let control = text.chars().any(|c| c.is_control() && !c.is_whitespace());
        if !had_errors && !control && plain > 0 && makes_sense(&text) {
            readings.push((plain, (text.into_owned(), encoding, None)));
        }
    }
    readings.sort_by_key(|(plain, _)| *plain);
    readings.pop().map(|(_, decoded)| decoded)
}

/// The older encoding in which the bytes make sense and give the most common characters; without
/// any of those, the first of them.
fn guessed(bytes: &[u8]) -> Option<Decoded> {
    let mut readings: Vec<(usize, Decoded)> = Vec::new();
    for encoding in [WINDOWS_1252, GB18030, BIG5] {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        if !had_errors && makes_sense(&text) {
            let common = text.chars().filter(|&c| COMMON.contains(c) || matches!(c, '，' | '。' | '、')).count();
            readings.push((common, (text.into_owned(), encoding, None)));
        }
    }
    readings.reverse();
    readings.into_iter().max_by_key(|(common, _)| *common).map(|(_, decoded)| decoded)
}

/// Characters that stand in almost every Chinese text, in both scripts.
const COMMON: &str = "的一是不了在有人这這上中大为為来來国國年月日到地和个個市业業公司区區产產发發企新成工家科技与與以及对對现現出全智能元亿億万萬省";

/// Whether a text reads like one: it has common Han characters among its Han, or it is written in
/// letters and punctuation that people use.
fn makes_sense(text: &str) -> bool {
    let han = text.chars().filter(|&c| is_han(c)).count();
    let common = text.chars().filter(|&c| COMMON.contains(c)).count();
    let strange = text
        .chars()
        .filter(|&c| {
            !is_han(c) && !c.is_ascii_graphic() && !c.is_whitespace() && !is_punctuation(c) && !c.is_alphabetic()
        })
        .count();
    let total = text.chars().count();
    if han * 5 >= total {
        common * 16 >= han && strange * 10 <= total
    } else {
        let plain = text.chars().filter(|c| c.is_ascii_alphanumeric() || c.is_ascii_whitespace()).count();
        strange * 50 <= total && (han * 50 >= total || (han == 0 && plain * 5 >= total * 4))
    }
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '·' | '°' | '×')
}

impl Document {
    /// The page of a line, both from 1; `None` where the document shows no pages.
    pub fn page_of(&self, line: u32) -> Option<u32> {
        let before = self.breaks.partition_point(|first| *first <= line);
        (!self.breaks.is_empty()).then(|| count(before + 1))
    }

    /// The numbers of the first and the last line of a page.
    pub fn lines_of_page(&self, page: u32) -> Option<(u32, u32)> {
        let last = count(self.lines.len());
        let starts = |page: usize| page.checked_sub(1).map_or(Some(1), |n| self.breaks.get(n).copied());
        let page = (page as usize).checked_sub(1).filter(|_| !self.breaks.is_empty())?;
        Some((starts(page)?, starts(page + 1).map_or(last, |next| next.saturating_sub(1))))
    }
}

/// The lines, and the numbers of those that a form feed puts on a new page: `pdftotext` writes one
/// before the first line of each page but the first, and one at the end.
fn lines(text: &str) -> (Vec<String>, Vec<u32>) {
    let (mut lines, mut breaks) = (Vec::new(), Vec::new());
    for (index, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let feeds = line.matches('\u{C}').count();
        // One inside a line parts what stands behind it only for the lines that follow.
        let first = count(index + if line.starts_with('\u{C}') { 1 } else { 2 });
        breaks.extend(std::iter::repeat_n(first, feeds));
        lines.push(if feeds > 0 { line.replace('\u{C}', " ").trim_start().to_owned() } else { line.to_owned() });
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    breaks.retain(|first| (*first as usize) <= lines.len());
    (lines, breaks)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The numbers of the lines that lost something.
fn lost(lines: &[String]) -> Vec<u32> {
    let full = lines.iter().flat_map(|line| line.chars()).filter(|c| matches!(c, '，' | '？')).count();
    let half = lines.iter().flat_map(|line| line.chars()).filter(|&c| c == ',').count();
    let stray = full > half;
    let numbered = lines.iter().zip(1..);
    numbered.filter(|(line, _)| has_loss(line, stray)).map(|(_, number)| number).collect()
}

/// Whether a line shows that characters were lost: a replacement character; what a Chinese code
/// page makes of a broken UTF-8 sequence; a `?` in place of the first byte of a bracket or a tag.
/// A `?` between Han is a loss only where the document writes its own question marks full width
/// (`stray`): elsewhere it is one.
fn has_loss(line: &str, stray: bool) -> bool {
    if line.contains(['\u{FFFD}', '斀']) || line.contains("锟斤拷") || line.contains("烫烫烫") {
        return true;
    }
    let chars: Vec<char> = line.chars().collect();
    let marks = chars.iter().enumerate().filter(|(_, c)| **c == '?').map(|(at, _)| at);
    marks.into_iter().any(|at| {
        let after = &chars[at + 1..];
        let before = at.checked_sub(1).map(|n| chars[n]);
        let between = before.is_some_and(is_han) && after.first().copied().is_some_and(is_han);
        opens_gloss(after) || closes_tag(after) || (stray && between)
    })
}

/// `jīng)`: a gloss without its opening bracket.
fn opens_gloss(after: &[char]) -> bool {
    let letters = after.iter().take_while(|&&c| is_pinyin(c)).count();
    after.get(letters) == Some(&')') && after[..letters].iter().any(|&c| is_toned(c))
}

/// `/a>`: an end tag without its opening bracket.
fn closes_tag(after: &[char]) -> bool {
    let letters = after.iter().skip(1).take_while(|c| c.is_ascii_alphanumeric()).count();
    after.first() == Some(&'/') && letters > 0 && after.get(letters + 1) == Some(&'>')
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::{ArchiveState, Document, Flaw, Unreadable, read, read_file, state};

    const TEXT: &str = "甲市的水产公司\n\n2031年，全市有三十家企业，产值40亿元。\n";

    fn lines(document: &Document) -> Vec<&str> {
        document.lines.iter().map(String::as_str).collect()
    }

    #[test]
    fn lines_are_counted_as_cat_counts_them() {
        let document = read("一\r\n\n三".as_bytes()).expect("is UTF-8");
        assert_eq!(lines(&document), ["一", "", "三"]);
        assert_eq!(read("一\n二\n".as_bytes()).expect("is UTF-8").lines.len(), 2);
        assert_eq!(read(b"\n\n").expect("is UTF-8").lines.len(), 2);
    }

    #[test]
    fn chinese_encodings_are_recognised() {
        let expected: Vec<&str> = TEXT.trim_end().split('\n').collect();
        let gb = read(&GB18030.encode(TEXT).0).expect("is GB18030");
        assert_eq!((lines(&gb), gb.encoding), (expected.clone(), "gb18030"));
        let traditional = "甲市的水產公司\n全市有三十家企業，產值40億元。";
        let big5 = read(&BIG5.encode(traditional).0).expect("is Big5");
        assert_eq!((lines(&big5), big5.encoding), (traditional.split('\n').collect(), "Big5"));
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_its_mark() {
        let expected: Vec<&str> = TEXT.trim_end().split('\n').collect();
        for big in [false, true] {
            let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
            let bare: Vec<u8> = TEXT.encode_utf16().flat_map(unit).collect();
            let marked: Vec<u8> = std::iter::once(0xFEFF).chain(TEXT.encode_utf16()).flat_map(unit).collect();
            for bytes in [bare, marked] {
                let document = read(&bytes).expect("is UTF-16");
                assert_eq!(lines(&document), expected);
                assert_eq!(document.encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
            }
        }
    }

    #[test]
    fn latin_script_is_recognised_in_an_old_encoding() {
        let german = "Über dem Tal zählt man 1450 Kühe.\nDer Käse brachte fünf Franken.";
        let old = read(&encoding_rs::WINDOWS_1252.encode(german).0).expect("is windows-1252");
        assert_eq!((lines(&old), old.encoding), (german.split('\n').collect(), "windows-1252"));
        let wide: Vec<u8> = german.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(lines(&read(&wide).expect("is UTF-16")), german.split('\n').collect::<Vec<_>>());
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(lines(&read("\u{FEFF}甲".as_bytes()).expect("is UTF-8")), ["甲"]);
    }

    #[test]
    fn a_file_cut_inside_a_character_is_read_and_says_so() {
        let bytes = "甲市有三十家企业".as_bytes();
        let end = read(&bytes[..bytes.len() - 1]).expect("is UTF-8");
        assert_eq!((end.flaw, end.lost), (Some(Flaw::CutAtEnd), vec![1]));
        let start = read(&bytes[1..]).expect("is UTF-8");
        assert_eq!((start.flaw, start.lost), (Some(Flaw::CutAtStart), vec![1]));
    }

    #[test]
    fn one_bad_byte_is_named_by_its_place() {
        let mut bytes = TEXT.repeat(4).into_bytes();
        bytes.insert(3, 0xFF);
        let document = read(&bytes).expect("is UTF-8 but for a byte");
        assert_eq!((document.flaw, document.lost), (Some(Flaw::Invalid { offset: 3, places: 1 }), vec![1]));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(read(&noise), Err(Unreadable::UnknownEncoding));
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert!(matches!(state(&noise), ArchiveState::Unreadable(Unreadable::UnknownEncoding, _)));
    }

    #[test]
    fn losses_are_told_from_question_marks() {
        let of = |text: &str| read(text.as_bytes()).expect("is UTF-8").lost;
        assert_eq!(of("为什么?因为甲,乙,丙。\n好吗?"), Vec::<u32>::new());
        assert_eq!(of("甲，乙，丙\n水?鱼，好。"), [2]);
        assert_eq!(of("甲\n必斀?yú)塘"), [2]);
        assert_eq!(of("水?yú)塘\n魚?;?/a>"), [1, 2]);
        assert_eq!(of("甲\u{FFFD}乙\n丙"), [1]);
    }

    #[test]
    fn a_name_that_leaves_the_folder_is_missing() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.txt"), "甲").expect("a file");
        let read = |name| read_file(folder.path(), name).expect("no machine failure");
        assert!(matches!(read("a.txt"), ArchiveState::Here(_)));
        for name in ["b.txt", "../a.txt", "", ".."] {
            assert_eq!(read(name), ArchiveState::Missing);
        }
    }
}
