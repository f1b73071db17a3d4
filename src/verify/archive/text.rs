//! Plain text: its lines, its pages, and where a line break is only the width of the page.

use crate::language::script::is_han;
use crate::model::numeral::digit;

use super::document::{Joint, Line};

/// The lines of a text as an editor counts them (an end is LF, CR LF, or CR where the text has no LF),
/// and the index of the first line on each page after the first. `pdftotext` writes a form feed before
/// the first line of each page but the first, and one at the end.
pub fn lines(text: &str) -> (Vec<Line>, Vec<usize>) {
    let (mut lines, mut breaks) = (Vec::new(), Vec::new());
    for (index, raw) in split(text).enumerate() {
        let feeds = raw.matches('\u{C}').count();
        // One inside a line parts what stands behind it only for the lines that follow.
        let first = index + usize::from(!raw.starts_with('\u{C}'));
        breaks.extend(std::iter::repeat_n(first, feeds));
        let shown = raw.trim_start_matches('\u{C}').replace('\u{C}', " ").replace('\0', "\u{FFFD}");
        lines.push(Line::new(shown, u32::try_from(index + 1).unwrap_or(u32::MAX)));
    }
    if lines.last().is_some_and(|line: &Line| line.text.is_empty()) {
        lines.pop();
    }
    breaks.retain(|first| *first < lines.len());
    join(&mut lines);
    break_at_pages(&mut lines, &breaks);
    (lines, breaks)
}

/// What stands between two pages is a number, not the end of a sentence.
fn break_at_pages(lines: &mut [Line], breaks: &[usize]) {
    for &first in breaks {
        let last = lines[..first].iter().rposition(|line| !line.text.trim().is_empty());
        let Some(edge) = last.filter(|index| !lines[*index].text.contains(char::is_alphabetic)) else { continue };
        for line in &mut lines[edge.saturating_sub(1)..first] {
            line.joint = line.joint.min(Joint::Break);
        }
    }
}

fn split(text: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    if text.contains('\n') {
        Box::new(text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)))
    } else {
        Box::new(text.split('\r'))
    }
}

/// Tells line breaks apart: after a blank line something else begins; a line that had no room for the
/// next line's first word goes on there.
fn join(lines: &mut [Line]) {
    let mut from = 0;
    while from < lines.len() {
        let is_blank = |line: &Line| line.text.trim().is_empty();
        let length = lines[from..].iter().take_while(|line| !is_blank(line)).count();
        join_paragraph(&mut lines[from..from + length]);
        from += length.max(1);
    }
}

/// Narrower lines are a list, or verse.
const NARROWEST: usize = 30;

fn join_paragraph(lines: &mut [Line]) {
    let widths: Vec<usize> = lines.iter().map(|line| width(line.text.trim_end())).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    let breaks = lines.len().saturating_sub(1);
    let full: Vec<bool> = (0..breaks).map(|at| widths[at] + room(&lines[at + 1].text) > widest).collect();
    let is_full = |at: usize| full.get(at) == Some(&true);
    let torn: Vec<bool> = (0..breaks).map(|at| tears_number(&lines[at].text, &lines[at + 1].text)).collect();
    for (index, line) in lines.iter_mut().enumerate().take(breaks) {
        // The widest line is always full: only a neighbour shows that the page was so wide.
        let has_company = breaks == 1 || is_full(index + 1) || index.checked_sub(1).is_some_and(is_full);
        let wraps = widest >= NARROWEST && is_full(index) && has_company && goes_on(&line.text);
        line.joint = if wraps || is_full(index) && torn[index] { Joint::Wrap } else { Joint::Break };
    }
}

/// Whether a line break cuts a number of a text without spaces, which goes on behind it: 产值62 and 0亿元. Numbers
/// that stand alone on their lines, or in columns, are several.
pub fn tears_number(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let is_part = |c: char| digit(c).is_some() || matches!(c, '.' | ',');
    let (words, rest) = (before.trim_end_matches(is_part), after.trim_start_matches(is_part));
    let (first, second) = (&before[words.len()..], &after[..after.len() - rest.len()]);
    let begins = first.starts_with(|c| digit(c).is_some()) && words.ends_with(is_han);
    let ends =
        second.ends_with(|c| digit(c).is_some()) && rest.starts_with(|c| is_han(c) || c == '%' || c == '\u{FF05}');
    let point = first.matches('.').count() + second.matches('.').count() < 2;
    begins && ends && point && !first.ends_with(',') && !second.starts_with(',')
}

/// Whether a line may end inside a sentence; a row of a table does not.
fn goes_on(text: &str) -> bool {
    let text = text.trim();
    let is_row = text.contains(['|', '\t']) || text.contains("   ");
    !is_row && !text.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '”', '」', '』', '"', '|', '.'])
}

/// How much room the first word of a line takes, the space before it included.
fn room(text: &str) -> usize {
    let text = text.trim_start();
    let first = text.chars().next().map_or(0, columns);
    if first == 2 {
        // A mark may not begin a line, so it comes with the character before it.
        return 2 * first;
    }
    1 + text.chars().take_while(|&c| !c.is_whitespace() && columns(c) == 1).count()
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// How many columns a character takes where letters take one.
fn columns(c: char) -> usize {
    let wide = matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}');
    if wide { 2 } else { 1 }
}
