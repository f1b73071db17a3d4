//! A report as an OpenDocument text: paragraphs, links, and notes inside paragraphs.

use crate::verify::archive::Unreadable;
use crate::verify::archive::markup::{Token, Tokens, attribute, is_whole};
use crate::verify::archive::references::resolved;
use crate::verify::archive::zip::Zip;

use super::docx::DAMAGED;
use super::report::{Gatherer, Leads, Report};

/// Reads it.
pub fn read(zip: &Zip<'_>) -> Result<Report, Unreadable> {
    let body = zip.text("content.xml")?.ok_or(Unreadable::Broken("this is called an ODT and has no content"))?;
    if !is_whole(&body) {
        return Err(DAMAGED);
    }
    let mut out = Gatherer::default();
    let mut tokens = Tokens::xml(&body);
    let mut paragraph = 0;
    let mut notes: Vec<String> = Vec::new();
    let mut unseen = 0_u32;
    let mut seen_body = false;
    while let Some((token, _)) = tokens.next() {
        match token {
            Token::Text(text) if unseen == 0 && seen_body => out.words(&resolved(text)),
            Token::Text(_) => {}
            Token::Open { name, attributes, is_empty } => match name.as_str() {
                "body" => seen_body = true,
                "tracked-changes" | "note-citation" if !is_empty => unseen += 1,
                "p" | "h" if !is_empty && unseen == 0 => {
                    paragraph += 1;
                    out.begin(paragraph, notes.last().cloned());
                    if name == "h" {
                        out.mark_heading();
                    }
                }
                "note" => {
                    let label = attribute(attributes, "id").map_or_else(|| format!("note-{paragraph}"), str::to_owned);
                    out.note(&label);
                    notes.push(label);
                }
                "a" => out.begin_link(Leads::Address(resolved(attribute(attributes, "href").unwrap_or_default()))),
                "s" | "tab" | "line-break" => out.words(" "),
                "table" if !is_empty => out.begin_table(),
                "table-cell" if !is_empty => out.begin_cell(),
                _ => {}
            },
            Token::Close(name) => match name.as_str() {
                "tracked-changes" | "note-citation" => unseen = unseen.saturating_sub(1),
                "p" | "h" if unseen == 0 => out.end(),
                "note" => _ = notes.pop(),
                "a" => out.end_link(),
                "table" => out.end_table(),
                "table-row" => out.end_row(),
                "table-cell" => out.end_cell(),
                _ => {}
            },
        }
    }
    Ok(out.finish())
}
