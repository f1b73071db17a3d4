//! Words of a body that readers do not see as they were meant: markup that Markdown drops or leaves as text.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::language::markdown::{self, Placed};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// Reports them; `span` is the place of a range of the body.
pub fn run(source: &str, placed: &[Placed], span: impl Fn(Range<usize>) -> Span, problems: &mut Problems) {
    let found = [raw_html(source), cells(source, placed), footnotes(source, placed), headings(placed)].concat();
    for Lost { code, range, message, help } in found {
        problems.report(Problem::new(code, span(range), message).help(help));
    }
}

#[derive(Clone)]
struct Lost {
    code: Code,
    range: Range<usize>,
    message: String,
    help: &'static str,
}

impl Lost {
    fn new(range: Range<usize>, message: impl Into<String>, help: &'static str) -> Self {
        Self { code: Code::LostWords, range, message: message.into(), help }
    }
}

fn raw_html(source: &str) -> Vec<Lost> {
    let told = |range: Range<usize>| {
        let (message, help) = if source[range.clone()].trim_start().starts_with("<!--") {
            ("a comment is shown to readers as text", "strike it: a body has no comments, TOML has them behind `#`")
        } else {
            ("raw HTML is shown as text", "write Markdown; markup belongs in templates")
        };
        Lost { code: Code::RawHtml, ..Lost::new(range, message, help) }
    };
    markdown::raw_html(source).into_iter().map(told).collect()
}

/// A table keeps as many cells of a row as its head has; what stands in more of them is gone.
fn cells(source: &str, placed: &[Placed]) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut columns = 0;
    for (event, range) in placed {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => {
                let line = source[range.start..].lines().next().unwrap_or_default();
                let more = row(line).into_iter().skip(columns).find(|cell| !line[cell.clone()].trim().is_empty());
                if let Some(cell) = more {
                    let place = range.start + cell.start..range.start + cell.end;
                    let message = format!("this cell is lost: the table has {columns} columns");
                    lost.push(Lost::new(place, message, "give the head another column, or write `\\|` for a `|`"));
                }
            }
            _ => {}
        }
    }
    lost
}

/// The cells of a table's row, as ranges of its line.
fn row(line: &str) -> Vec<Range<usize>> {
    let mut bars = Vec::new();
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !escaped {
            bars.push(at);
        }
        escaped = c == '\\' && !escaped;
    }
    let lead = line.len() - line.trim_start().len();
    let mut start = 0;
    let mut cells = Vec::new();
    for bar in bars {
        if bar > lead {
            cells.push(start..bar);
        }
        start = bar + 1;
    }
    cells.push(start..line.len());
    cells
}

/// A footnote without its text is shown as `[^a]`; a text without its mark is one that nobody is led to.
fn footnotes(source: &str, placed: &[Placed]) -> Vec<Lost> {
    let mut texts: Vec<(&str, Range<usize>)> = Vec::new();
    let mut marks = BTreeSet::new();
    let mut lost = Vec::new();
    let mut code = false;
    for (event, range) in placed {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let line = source[range.clone()].lines().next().unwrap_or_default();
                texts.push((name, range.start..range.start + line.len()));
            }
            Event::FootnoteReference(name) => drop(marks.insert(&**name)),
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if !code && source.get(range.clone()) == Some(&**text) => {
                lost.extend(undefined(source, range));
            }
            _ => {}
        }
    }
    let unused = texts.into_iter().filter(|(name, _)| !marks.contains(name));
    lost.extend(unused.map(|(name, place)| {
        Lost::new(place, format!("nothing leads to the footnote `[^{name}]`"), "write its mark where it belongs")
    }));
    lost
}

/// Marks of footnotes that are left as text, in a range that is.
fn undefined(source: &str, range: &Range<usize>) -> Vec<Lost> {
    let text = &source[range.clone()];
    let mark = |(at, _): (usize, &str)| {
        let rest = &text[at + 2..];
        let name = &rest[..rest.find(|c: char| matches!(c, ']' | '[') || c.is_whitespace())?];
        let escaped = source[..range.start + at].ends_with('\\');
        let named = !name.is_empty() && rest[name.len()..].starts_with(']');
        (named && !escaped).then(|| {
            let place = range.start + at..range.start + at + name.len() + "[^]".len();
            let message = format!("the footnote `[^{name}]` has no text");
            Lost::new(place, message, "write it in a paragraph of its own: `[^name]: …`")
        })
    };
    text.match_indices("[^").filter_map(mark).collect()
}

fn headings(placed: &[Placed]) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (event, range) in placed {
        match event {
            Event::Start(Tag::Heading { .. }) => open = Some(range.clone()),
            Event::Text(text) | Event::Code(text) if !text.trim().is_empty() => open = None,
            // A link to a fact without words is written with the fact's.
            Event::Start(Tag::Link { .. }) => open = None,
            Event::End(TagEnd::Heading(_)) => {
                let empty = open.take();
                lost.extend(
                    empty.map(|range| Lost::new(range, "this heading is empty", "give it words, or strike it")),
                );
            }
            _ => {}
        }
    }
    lost
}
