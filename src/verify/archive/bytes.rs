//! Bytes to text, whatever their encoding.
//!
//! `static/copy.js` does the same in a reader's browser; `tests/cases/copies.json` holds both to it.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::language::script::is_han;

use super::document::Flaw;

/// A text, its encoding, and what is wrong with its bytes.
pub type Decoded = (String, &'static Encoding, Option<Flaw>);

/// Reads bytes by their mark, as UTF-8, as UTF-16, else in the encoding that they suggest, if they then
/// make sense. A byte of zero in other text is a character that no reader sees.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        if encoding == UTF_8 {
            return utf8(&bytes[length..]).or_else(|| Some(lossy_utf8(&bytes[length..])));
        }
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(length..)?);
        return Some((text.into_owned(), encoding, None));
    }
    // Text of Latin letters in UTF-16 is valid UTF-8 too, every second character of it a zero.
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if zeros * 8 > bytes.len() {
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

/// The text in the encoding that a page declares, where the bytes do not say another: by a mark, by being
/// UTF-8, or by being none of what is declared.
pub fn declared(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    (!had_errors && encoding != UTF_16LE && encoding != UTF_16BE).then(|| (text.into_owned(), encoding, None))
}
