//! Pieces of text that several styles share: a line, initials, a full stop, quotation marks.

/// A piece of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether it is set in italics: the title of what stands for itself, the name of what an article stands in.
    pub italic: bool,
}

/// A text on one line.
pub fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// With a small letter, within a sentence.
pub fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

/// Whether a name begins with a Chinese character, and so has no space between its parts.
pub fn is_han(name: &str) -> bool {
    name.chars().next().is_some_and(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'))
}

/// The first letters of given names: `John Russell` gives J and R, `Jean-Paul` gives J-P.
pub fn initials(given: &str) -> Vec<String> {
    let first = |part: &str| part.chars().next().map(String::from);
    given
        .split(|c: char| c.is_whitespace() || c == '.')
        .map(|word| word.split('-').filter_map(first).collect::<Vec<_>>().join("-"))
        .filter(|initial| !initial.is_empty())
        .collect()
}

/// Pages with an en dash between two numbers (APA 6.6, Chicago 6.83, IEEE II.J).
pub fn ranged(pages: &str) -> String {
    let between = |before: &str, after: &str| {
        before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let mut out = String::new();
    for (at, c) in pages.char_indices() {
        out.push(if c == '-' && between(&pages[..at], &pages[at + 1..]) { '–' } else { c });
    }
    out
}

/// A full stop, unless the text ends with one of its own.
pub fn stop(text: &str) -> &'static str {
    let end = text.trim_end_matches(['”', '’', '"', '\'', '」', '』', '》', '）', ')', ']']);
    if end.ends_with(['.', '?', '!', '。', '？', '！', '…']) && !end.is_empty() { "" } else { "." }
}

/// A title in quotation marks with the mark that ends it inside; quotation marks of its own become single ones.
pub fn quoted(title: &str, end: char) -> String {
    let mut inner = title.replace('“', "‘").replace('”', "’");
    let closed = if title.ends_with('”') { inner.pop() } else { None };
    if stop(&inner) == "." {
        inner.push(end);
    }
    inner.extend(closed);
    format!("“{inner}”")
}
