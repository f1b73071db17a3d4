//! Which script a character belongs to, as far as setting English and Chinese side by side needs it.

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
