//! What a page holds besides its text: its number, the contents, the numbers of headings.

use std::collections::BTreeSet;

use crate::verify::archive::Document;
use crate::verify::locate::Text;

/// A longer line is no number of a page, however it begins.
const LONGEST_EDGE: usize = 24;
/// A longer line is no heading.
const LONGEST_HEADING: usize = 80;
/// So many dots lead the eye to a page's number.
const LEADERS: &str = "....";
/// Headings are numbered up to this.
const MOST_HEADINGS: u32 = 60;

/// The lines of a document whose numbers state nothing about the world.
#[derive(Clone, Debug)]
pub struct Furniture {
    lines: BTreeSet<usize>,
}

impl Furniture {
    /// Finds them: page numbers at the edges of pages, lines of a table of contents, numbered headings.
    pub fn of(document: &Document, text: &Text) -> Self {
        if document.has_cells() {
            return Self { lines: BTreeSet::new() };
        }
        let shown = |index: usize| text.lines[index].shown.trim();
        let all = || (0..text.lines.len()).filter(|index| !shown(*index).is_empty());
        let mut lines: BTreeSet<usize> = all().filter(|index| is_contents(shown(*index))).collect();
        lines.extend(page_numbers(document, text));
        let numbered: Vec<(usize, u32)> =
            all().filter_map(|index| Some((index, heading_number(shown(index))?))).collect();
        for pair in numbered.windows(2) {
            if pair[1].1 == pair[0].1 + 1 {
                lines.extend([pair[0].0, pair[1].0]);
            }
        }
        Self { lines }
    }

    /// Whether the numbers of a line are the page's and not the text's.
    pub fn is_furniture(&self, index: usize) -> bool {
        self.lines.contains(&index)
    }
}

/// A line of a table of contents: a title, dots or a wide gap, and a page.
fn is_contents(line: &str) -> bool {
    let dotted = line.replace(". ", ".").replace('\u{2026}', "...").contains(LEADERS);
    dotted && line.ends_with(|c: char| c.is_ascii_digit())
}

/// The number that a heading begins with: `2 Storage`, `2. Storage`, `2.1 Storage` counts as 2.
fn heading_number(line: &str) -> Option<u32> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\u{3002}' | '\u{FF1B}');
    if line.chars().count() > LONGEST_HEADING || line.ends_with(ends) {
        return None;
    }
    let digits = line.find(|c: char| !c.is_ascii_digit()).filter(|length| (1..=2).contains(length))?;
    let number: u32 = line[..digits].parse().ok()?;
    let rest = line[digits..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '\u{3001}'));
    let title = rest.trim_start();
    let parted = rest.len() > title.len() || rest.len() < line[digits..].len();
    // A heading begins with a capital, or in a script that has none.
    let begins = title.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (parted && begins && (1..=MOST_HEADINGS).contains(&number)).then_some(number)
}

/// The lines at the edges of pages that hold little but a number.
fn page_numbers(document: &Document, text: &Text) -> BTreeSet<usize> {
    if document.breaks.is_empty() {
        return BTreeSet::new();
    }
    let page = |index: usize| text.page(index);
    let filled: Vec<usize> =
        (0..text.lines.len()).filter(|index| !text.lines[*index].shown.trim().is_empty()).collect();
    let mut edges = BTreeSet::new();
    for (n, index) in filled.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| filled.get(n));
        let after = filled.get(n + 1);
        let is_edge = [before, after].iter().any(|other| other.is_none_or(|other| page(*other) != page(*index)));
        let line = text.lines[*index].shown.trim();
        let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        if is_edge && line.chars().count() <= LONGEST_EDGE && words <= 2 && line.contains(|c: char| c.is_ascii_digit())
        {
            edges.insert(*index);
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let document = crate::verify::archive::read(text.as_bytes(), "a.txt").expect("is text");
        let text = Text::new(&document);
        let furniture = Furniture::of(&document, &text);
        let lines = (0..text.lines.len()).filter(|index| furniture.is_furniture(*index));
        lines.map(|index| text.lines[index].shown.trim().to_owned()).collect()
    }

    #[test]
    fn page_numbers_contents_and_heading_numbers_are_no_figures() {
        let report = "Report\n\n1  Boats ......... 2\n2  Ports . . . . . 3\n\n     1\n\u{C}1 Boats\n\nThere were 40 boats.\n\n\
                      - 2 -\n\u{C}2 Ports\n\nThere were 12 ports.\n\nPage 3\n";
        assert_eq!(
            told(report),
            ["1  Boats ......... 2", "2  Ports . . . . . 3", "1", "1 Boats", "- 2 -", "2 Ports", "Page 3"]
        );
    }

    #[test]
    fn a_line_of_text_is_no_furniture_whatever_number_it_begins_or_ends_with() {
        assert_eq!(told("40 boats lay there\n\n41 boats came"), [""; 0]);
        assert_eq!(told("40 Boote\n\n12 Boote"), [""; 0]);
        assert_eq!(told("In all there were\n\n356\n"), [""; 0]);
        assert_eq!(told("There were many boats in the port, more than 40\n\u{C}Of them 12 sank."), [""; 0]);
    }
}
