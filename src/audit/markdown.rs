//! A report in Markdown or plain text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::report::{Gatherer, Leads, Report};

/// Reads it; what is plain text is Markdown without marks.
pub fn read(text: &str) -> Report {
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES;
    let mut out = Gatherer::default();
    let mut line = 1;
    let mut read_to = 0;
    let mut note: Option<String> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if range.start >= read_to {
            line += u32::try_from(text[read_to..range.start].matches('\n').count()).unwrap_or(u32::MAX);
            read_to = range.start;
        }
        // What ends, or parts two lines, belongs to the line before.
        if !matches!(event, Event::End(_) | Event::SoftBreak | Event::HardBreak) {
            out.on_line(line);
        }
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => note = Some(label.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => note = None,
            Event::Start(Tag::Table(_)) => out.begin_table(),
            Event::End(TagEnd::Table) => out.end_table(),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => out.end_row(),
            Event::Start(Tag::Heading { .. }) => out.begin_heading(line),
            Event::Start(Tag::TableCell) => {
                out.begin_cell();
                out.begin(line, note.clone());
            }
            Event::End(TagEnd::TableCell) => {
                out.end();
                out.end_cell();
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::CodeBlock(_)) => out.begin(line, note.clone()),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => out.end(),
            Event::Start(Tag::Link { dest_url, .. }) => out.begin_link(Leads::Address(dest_url.to_string())),
            Event::End(TagEnd::Link) => out.end_link(),
            Event::FootnoteReference(label) => out.note(&label),
            Event::Text(words) | Event::Code(words) => out.words(&words),
            Event::Html(words) | Event::InlineHtml(words) => out.words(&without_tags(&words)),
            Event::SoftBreak | Event::HardBreak => out.words(" "),
            _ => {}
        }
    }
    out.finish()
}

/// Markup inside a text, without its tags.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
