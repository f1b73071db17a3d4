//! Where something stands: a file, and a range of bytes in it.

use std::ops::Range;
use std::sync::OnceLock;

/// One of the files in [`Texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in a file; offsets are moved to character boundaries when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A range of bytes in a file.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: cut(range.start), end: cut(range.end) }
    }

    /// The beginning of a file, for what is true of all of it.
    pub fn start_of(file: FileId) -> Self {
        Self::new(file, 0..0)
    }

    /// The range as plain numbers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same range, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.file, self.start as usize + by..self.end as usize + by)
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// The text files of a site: what spans point into.
#[derive(Debug, Default)]
pub struct Texts {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    path: String,
    text: String,
    form: Form,
    /// Made when a place in the text is first told.
    index: OnceLock<Index>,
}

/// Where lines begin, and how many characters stand before each block of bytes: a place is told in the same time
/// wherever it is, however long its line.
#[derive(Clone, Debug)]
struct Index {
    lines: Vec<usize>,
    characters: Vec<usize>,
}

/// How many bytes of a text are counted at a time.
const BLOCK: usize = 1024;

impl Index {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let starts = |block: &[u8]| block.iter().filter(|byte| starts_character(**byte)).count();
        let mut before = 0;
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            before += starts(block);
            characters.push(before);
        }
        Self { lines, characters }
    }

    /// How many characters begin before a byte.
    fn before(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK;
        let rest = &text.as_bytes()[block * BLOCK..at];
        self.characters[block] + rest.iter().filter(|byte| starts_character(**byte)).count()
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// What of a file's bytes says nothing: it is left out while the text is read, and kept when it is written.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    byte_order_mark: bool,
    carriage_returns: bool,
}

const MARK: char = '\u{FEFF}';

impl Texts {
    /// Adds a file by its path under the root. Lines end in `\n` from here on, and a byte order mark is
    /// gone: the same words make the same site, wherever they were written.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text: String = text.into();
        let form = Form { byte_order_mark: text.starts_with(MARK), carriage_returns: text.contains("\r\n") };
        if form.byte_order_mark {
            text.remove(0);
        }
        if form.carriage_returns {
            text = text.replace("\r\n", "\n");
        }
        self.files.push(File { path: path.into(), text, form, index: OnceLock::new() });
        FileId(u32::try_from(self.files.len() - 1).expect("fewer than 2^32 files"))
    }

    /// Puts a text in the place of the one that the file has, or adds the file.
    pub fn put(&mut self, path: &str, text: &str) {
        match self.find(path) {
            Some(file) => {
                let file = &mut self.files[file.0 as usize];
                (file.text, file.index) = (text.to_owned(), OnceLock::new());
            }
            None => drop(self.add(path, text)),
        }
    }

    /// `text` as the file is to be written: with the mark and the line ends that it had.
    pub fn as_written(&self, file: FileId, text: &str) -> String {
        let form = self.files[file.0 as usize].form;
        let lines = if form.carriage_returns { text.replace('\n', "\r\n") } else { text.to_owned() };
        if form.byte_order_mark { format!("{MARK}{lines}") } else { lines }
    }

    /// The file's path under the root, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].path
    }

    /// The file's text.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    /// The file with this path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.iter().find(|(_, known)| *known == path).map(|(file, _)| file)
    }

    /// The place of a line, from 1, without the spaces before it; the file's end where it has fewer.
    pub fn line(&self, file: FileId, line: usize) -> Span {
        let text = self.text(file);
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let words = text[start..].lines().next().unwrap_or_default();
        let lead = words.len() - words.trim_start().len();
        Span::new(file, start + lead..start + words.trim_end().len().max(lead))
    }

    /// Every file with its path.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.files
            .iter()
            .enumerate()
            .map(|(n, file)| (FileId(u32::try_from(n).expect("as in add")), file.path.as_str()))
    }

    /// Line and column of a span's start, from 1; the column counts characters.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let File { text, index, .. } = &self.files[span.file.0 as usize];
        let index = index.get_or_init(|| Index::of(text));
        let at = floor(text, span.start as usize);
        let line = index.lines.partition_point(|start| *start <= at);
        (line, index.before(text, at) - index.before(text, index.lines[line - 1]) + 1)
    }

    /// The text of a span, cut to character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        let text = self.text(span.file);
        let start = floor(text, span.start as usize);
        &text[start..floor(text, span.end as usize).max(start)]
    }
}

/// The nearest character boundary at or before `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_and_line_ends_are_left_out_and_put_back() {
        let mut texts = Texts::default();
        let file = texts.add("a.toml", "\u{FEFF}a = 1\r\nb = 2\r\n");
        assert_eq!(texts.text(file), "a = 1\nb = 2\n");
        assert_eq!(texts.as_written(file, "c = 3\n"), "\u{FEFF}c = 3\r\n");
        let plain = texts.add("b.toml", "a = 1\n");
        assert_eq!(texts.as_written(plain, "c\n"), "c\n");
    }

    #[test]
    fn a_place_far_along_a_line_is_told_by_its_characters() {
        let mut texts = Texts::default();
        let file = texts.add("a.md", format!("一\n{}二三", "甲a".repeat(3_000)));
        for (words, place) in [("一", (1, 1)), ("二", (2, 6_001)), ("三", (2, 6_002))] {
            let at = texts.text(file).find(words).unwrap();
            assert_eq!(texts.position(Span::new(file, at..at)), place, "{words}");
        }
        let end = texts.text(file).len();
        assert_eq!(texts.position(Span::new(file, end..end)), (2, 6_003));
        texts.put("a.md", "\n");
        assert_eq!(texts.position(Span::new(file, 1..1)), (2, 1));
    }

    #[test]
    fn a_line_is_found_by_its_number() {
        let mut texts = Texts::default();
        let file = texts.add("a.html", "一\n  <p>\nend");
        assert_eq!(texts.slice(texts.line(file, 2)), "<p>");
        assert_eq!(texts.position(texts.line(file, 2)), (2, 3));
        assert_eq!(texts.slice(texts.line(file, 9)), "");
    }
}
