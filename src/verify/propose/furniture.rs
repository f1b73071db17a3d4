//! What a page holds besides its text: its number, its running heads, the contents, the numbers of headings, and a web
//! page's navigation and foot.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Finds them: page numbers and running heads at the edges of pages, lines of a table of contents, numbered
    /// headings, the frame of a web page.
    pub fn of(document: &Document, text: &Text) -> Self {
        if document.has_cells() {
            return Self { lines: BTreeSet::new() };
        }
        let shown = |index: usize| text.lines[index].shown.trim();
        let all = || (0..text.lines.len()).filter(|index| !shown(*index).is_empty());
        let mut lines: BTreeSet<usize> = all().filter(|index| is_contents(shown(*index))).collect();
        lines.extend(page_numbers(document, text));
        lines.extend(counted(text));
        lines.extend(running(document, text));
        lines.extend(frame(document, text));
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

/// The lines of a web page's frame; none where that would be all of it.
fn frame(document: &Document, text: &Text) -> Vec<usize> {
    let is_frame = |index: &usize| text.parts(*index).all(|line| document.lines[line].is_frame);
    let (frame, told): (Vec<usize>, Vec<usize>) = (0..text.lines.len()).partition(is_frame);
    if told.is_empty() { Vec::new() } else { frame }
}

/// The lines at the edges of pages that recur there, but for the page's number, which counts on with the pages.
fn running(document: &Document, text: &Text) -> Vec<usize> {
    let mut heads: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut numbered: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    let edges: Vec<(usize, usize)> = edges(document, text);
    let page_of = |page: usize| i64::try_from(page).unwrap_or(i64::MAX);
    for &(index, page) in &edges {
        let line = text.lines[index].shown.trim();
        heads.entry(without_number(line).to_owned()).or_default().insert(page);
        if let Some(number) = page_number(line) {
            numbered.entry(number - page_of(page)).or_default().insert(page);
        }
    }
    let recurs = |pages: Option<&BTreeSet<usize>>| pages.is_some_and(|pages| pages.len() > 1);
    let is_running = |&(index, page): &(usize, usize)| {
        let line = text.lines[index].shown.trim();
        let counted = page_number(line).is_some_and(|number| recurs(numbered.get(&(number - page_of(page)))));
        let head = without_number(line);
        let short = line.chars().count() <= LONGEST_HEADING;
        counted || short && head.contains(char::is_alphabetic) && recurs(heads.get(head))
    };
    edges.into_iter().filter(is_running).map(|(index, _)| index).collect()
}

/// The first and the last line of each page, with the page.
fn edges(document: &Document, text: &Text) -> Vec<(usize, usize)> {
    if document.breaks.is_empty() {
        return Vec::new();
    }
    let filled = (0..text.lines.len()).filter(|index| !text.lines[*index].shown.trim().is_empty());
    let lines: Vec<(usize, usize)> = filled.filter_map(|index| Some((index, text.page(index)?))).collect();
    let pages = lines.chunk_by(|a, b| a.1 == b.1);
    pages.flat_map(|page| page.first().into_iter().chain(page.last().filter(|_| page.len() > 1))).copied().collect()
}

/// The number of a page that a line at its edge may hold: apart from its words, or with one or two of them.
fn page_number(line: &str) -> Option<i64> {
    let parts: Vec<&str> = line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let number = |part: &&str| part.parse().ok().filter(|_| part.chars().all(|c| c.is_ascii_digit()));
    let digits = |c: char| !c.is_ascii_digit();
    let mut runs = line.split(digits).filter(|run| !run.is_empty());
    let (run, more) = (runs.next(), runs.next());
    let only = || run.filter(|_| more.is_none() && is_short(line)).and_then(|run| run.parse().ok());
    parts.last().and_then(number).or_else(|| parts.first().and_then(number)).or_else(only)
}

/// A line without the number at its edge.
fn without_number(line: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit();
    let parted = |rest: &str, bare: &str| bare.is_empty() || rest.len() - bare.len() > 1;
    let end = line.trim_end_matches(digit);
    let start = line.trim_start_matches(digit);
    match () {
        () if end.len() < line.len() && parted(end, end.trim_end()) => end.trim_end(),
        () if start.len() < line.len() && parted(start, start.trim_start()) => start.trim_start(),
        () => line,
    }
}

fn is_short(line: &str) -> bool {
    let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    line.chars().count() <= LONGEST_EDGE && words <= 2
}

/// The lines that hold nothing but a number, each the next one: the pages of a text that lost its breaks, or the
/// numbers of its headings and rows.
fn counted(text: &Text) -> BTreeSet<usize> {
    let number = |index: usize| -> Option<u32> {
        let line = text.lines[index].shown.trim().trim_matches(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}')).trim();
        line.parse().ok().filter(|_| line.chars().all(|c| c.is_ascii_digit()))
    };
    let alone: Vec<(usize, u32)> = (0..text.lines.len()).filter_map(|index| Some((index, number(index)?))).collect();
    let next = alone.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1);
    next.flat_map(|pair| [pair[0].0, pair[1].0]).collect()
}

/// The lines at the edges of pages that hold nothing but a number.
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
        if is_edge
            && is_short(line)
            && !line.contains(char::is_alphabetic)
            && line.contains(|c: char| c.is_ascii_digit())
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
    fn numbers_alone_on_their_lines_that_count_on_are_those_of_pages() {
        let report = "Report\n\n    1\n\nThere were 40 boats.\n\n   - 2 -\n\nThere were\n12\nports.\n";
        assert_eq!(told(report), ["1", "- 2 -"]);
    }

    #[test]
    fn running_heads_and_feet_are_no_figures_though_they_hold_a_number() {
        let report = "Harbours 2025: 3 towns\n\nThere were 40 boats.\n\nPublished by the Board          1\n\u{C}\
                      Harbours 2025: 3 towns\n\nThere were 12 ports.\n\nStaff      2\n\u{C}\
                      Harbours 2025: 3 towns\n\nThere were 9 piers.\n\nTotal      7\n";
        assert_eq!(
            told(report),
            [
                "Harbours 2025: 3 towns",
                "Published by the Board          1",
                "Harbours 2025: 3 towns",
                "Staff      2",
                "Harbours 2025: 3 towns"
            ]
        );
    }

    #[test]
    fn the_navigation_and_the_foot_of_a_web_page_are_no_figures_but_an_aside_of_its_article_is() {
        let page = "<body><nav>News (24)</nav><article><p>There were 40 boats.</p><aside>In all 52.</aside></article>\
                    <footer>3 free articles left</footer></body>";
        let document = crate::verify::archive::read(page.as_bytes(), "a.html").expect("is a page");
        let text = Text::new(&document);
        let furniture = Furniture::of(&document, &text);
        let lines = (0..text.lines.len()).filter(|index| furniture.is_furniture(*index));
        let told: Vec<&str> = lines.map(|index| text.lines[index].shown.trim()).collect();
        assert_eq!(told, ["News (24)", "3 free articles left"]);
    }

    #[test]
    fn a_line_of_text_is_no_furniture_whatever_number_it_begins_or_ends_with() {
        assert_eq!(told("40 boats lay there\n\n41 boats came"), [""; 0]);
        assert_eq!(told("40 Boote\n\n12 Boote"), [""; 0]);
        assert_eq!(told("In all there were\n\n356\n"), [""; 0]);
        assert_eq!(told("There were many boats in the port, more than 40\n\u{C}Of them 12 sank."), [""; 0]);
    }
}
