//! Which script a character belongs to, as far as setting English and Chinese side by side needs it.

use serde::Deserialize;

/// A script, as far as it tells which language a text is in; by its ISO 15924 code in locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Script {
    /// Chinese characters, in either form.
    #[serde(rename = "Hani")]
    Han,
    /// Chinese characters and kana.
    #[serde(rename = "Jpan")]
    Japanese,
    /// Latin letters.
    #[serde(rename = "Latn")]
    Latin,
    /// Any other.
    #[serde(rename = "Zyyy")]
    Other,
}

impl Script {
    /// The script of a text's letters; `None` where it has none. One letter in eight is enough for Han, whose
    /// characters are words, and one kana among sixteen Han for Japanese.
    pub fn of(text: &str) -> Option<Self> {
        let (mut han, mut kana, mut latin, mut other) = (0_usize, 0_usize, 0_usize, 0_usize);
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            match c {
                '\u{3041}'..='\u{30FF}' => kana += 1,
                c if is_han(c) => han += 1,
                'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}' => {
                    latin += 1;
                }
                _ => other += 1,
            }
        }
        let all = han + kana + latin + other;
        match () {
            () if all == 0 => None,
            () if kana * 16 > han + kana => Some(Self::Japanese),
            () if han * 8 >= all => Some(Self::Han),
            () if latin >= other => Some(Self::Latin),
            () => Some(Self::Other),
        }
    }
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `c` is a letter of a script that is written without spaces: Han, kana, hangul.
pub fn is_wide_letter(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether `c` is punctuation of Chinese text, quotation marks and dashes included.
pub fn is_wide_mark(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line break between `left` and `right` stands between Chinese words, where no space belongs.
pub fn joins(left: char, right: char) -> bool {
    let wide = |c| is_wide_letter(c) || is_wide_mark(c);
    wide(left) && wide(right) && (is_wide_letter(left) || is_wide_letter(right) || !is_latin_mark(left))
}

fn is_latin_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn only_chinese_lines_join() {
        assert!(joins('杭', '州'));
        assert!(joins('，', '“'));
        assert!(joins('”', '的'));
        assert!(!joins('a', '州'));
        assert!(!joins('”', '“'));
        assert!(!joins('a', 'b'));
    }
}
