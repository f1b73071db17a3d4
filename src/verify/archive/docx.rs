//! A Word document as a reader sees it: paragraphs, tables, then footnotes and endnotes.

use super::builder::{Builder, Span};
use super::document::Line;
use super::kind::Unreadable;
use super::markup::{Token, Tokens, Unseen, attribute};
use super::references::resolved;
use super::zip::Zip;

/// The part that every Word document has.
pub const BODY: &str = "word/document.xml";

/// Elements whose content is not shown: formatting, what was deleted, second forms. Words stand in `w:t` alone.
pub const UNSEEN: [&str; 6] = ["ppr", "rpr", "tblpr", "del", "movefrom", "fallback"];

/// The lines of a document, numbered by paragraphs, and the indices of those that begin a page.
pub fn lines(zip: &Zip) -> Result<(Vec<Line>, Vec<usize>), Unreadable> {
    let body = zip.text(BODY)?.ok_or(Unreadable::Broken("the document has no body"))?;
    let mut reader = Reader::default();
    reader.read(&body);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(text) = zip.text(notes)? {
            reader.read(&text);
        }
    }
    let (mut lines, breaks) = reader.builder.finish();
    for (line, number) in lines.iter_mut().zip(1..) {
        line.number = number;
        line.cells.iter_mut().for_each(|cell| cell.number = number);
    }
    Ok((lines, breaks))
}

#[derive(Default)]
struct Reader {
    builder: Builder,
    unseen: Unseen,
    is_text: bool,
}

impl Reader {
    fn read(&mut self, xml: &str) {
        let mut tokens = Tokens::xml(xml);
        while let Some((token, _)) = tokens.next() {
            match token {
                Token::Text(text) if self.is_text && !self.unseen.is_open() => self.builder.words(&resolved(text), 1),
                Token::Text(_) => {}
                Token::Open { name, attributes, is_empty } => self.open(&name, attributes, is_empty),
                Token::Close(name) => self.close(&name),
            }
        }
        self.builder.end();
    }

    fn open(&mut self, name: &str, attributes: &str, is_empty: bool) {
        if self.unseen.opens(name, &UNSEEN, is_empty) {
            return;
        }
        match name {
            "t" => self.is_text = !is_empty,
            "tab" | "ptab" => self.builder.words(" ", 1),
            "br" if attribute(attributes, "type") == Some("page") => self.builder.page(),
            "br" | "cr" => self.builder.break_line(),
            "lastrenderedpagebreak" => self.builder.page_inside(),
            "nobreakhyphen" => self.builder.mark('-', 1),
            "tbl" => self.builder.table(),
            "tr" => self.builder.row(),
            "tc" => self.builder.cell(Span { is_head: false, columns: 1, rows: 1 }, 1),
            "gridspan" => {
                let columns = attribute(attributes, "val").and_then(|text| text.parse().ok());
                self.builder.widen(columns.unwrap_or(1));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.unseen.closes(name) {
            return;
        }
        match name {
            "t" => self.is_text = false,
            "p" => self.builder.end(),
            "tc" => self.builder.end_cell(),
            "tr" => self.builder.end_row(),
            "tbl" => self.builder.end_table(),
            _ => {}
        }
    }
}
