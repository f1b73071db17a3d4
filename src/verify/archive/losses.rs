//! Where a text shows that characters were lost.

use crate::language::normalise::{is_pinyin, is_toned};
use crate::language::script::is_han;

use super::document::Line;

/// Marks the lines that lost something.
pub fn mark(lines: &mut [Line]) {
    let full = lines.iter().flat_map(|line| line.text.chars()).filter(|c| matches!(c, '，' | '？')).count();
    let half = lines.iter().flat_map(|line| line.text.chars()).filter(|&c| c == ',').count();
    for line in lines {
        line.lost = has_loss(&line.text, full > half);
    }
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

/// Whether a character may stand in place of lost ones.
pub fn is_loss(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '?' | '斀' | '锟' | '斤' | '拷' | '烫')
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
