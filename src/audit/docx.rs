//! A report as a Word document: paragraphs, footnotes, endnotes, and links by relation or field.

use std::collections::{BTreeMap, BTreeSet};

use crate::verify::archive::Unreadable;
use crate::verify::archive::docx::UNSEEN;
use crate::verify::archive::markup::{Token, Tokens, Unseen, attribute, is_whole};
use crate::verify::archive::references::resolved;
use crate::verify::archive::zip::Zip;

use super::report::{Gatherer, Leads, Report};

/// What is said of a document whose parts were cut or forged.
pub(super) const DAMAGED: Unreadable = Unreadable::Broken("a part of the document is damaged");

/// Reads it.
pub fn read(zip: &Zip<'_>) -> Result<Report, Unreadable> {
    let body = zip.text("word/document.xml")?.ok_or(Unreadable::Broken("this is called a DOCX and has no body"))?;
    let headings = headings(&zip.text("word/styles.xml")?.unwrap_or_default());
    let mut reader = Reader { relations: relations(zip, "document")?, headings, ..Reader::default() };
    if !is_whole(&body) {
        return Err(DAMAGED);
    }
    reader.read(&body, "");
    for (part, kind) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if let Some(text) = zip.text(&format!("word/{part}.xml"))? {
            if !is_whole(&text) {
                return Err(DAMAGED);
            }
            reader.relations = relations(zip, part)?;
            reader.read(&text, kind);
        }
    }
    Ok(reader.out.finish())
}

/// The ids of the styles of headings. An id is in the words of whoever's Word made it, the name behind it is the same in
/// all: `heading 1`.
fn headings(styles: &str) -> BTreeSet<String> {
    let (mut ids, mut own) = (BTreeSet::new(), String::new());
    let mut tokens = Tokens::xml(styles);
    while let Some((token, _)) = tokens.next() {
        let Token::Open { name, attributes, .. } = token else { continue };
        match name.as_str() {
            "style" => own = attribute(attributes, "styleid").unwrap_or_default().to_owned(),
            "name" if attribute(attributes, "val").is_some_and(is_heading) => _ = ids.insert(own.clone()),
            _ => {}
        }
    }
    ids
}

/// The addresses that a part of the document leads to, by their ids.
fn relations(zip: &Zip<'_>, part: &str) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut relations = BTreeMap::new();
    let text = zip.text(&format!("word/_rels/{part}.xml.rels"))?.unwrap_or_default();
    let mut tokens = Tokens::xml(&text);
    while let Some((token, _)) = tokens.next() {
        if let Token::Open { name, attributes, .. } = token
            && name == "relationship"
            && let (Some(id), Some(target)) = (attribute(attributes, "id"), attribute(attributes, "target"))
        {
            relations.insert(id.to_owned(), resolved(target));
        }
    }
    Ok(relations)
}

#[derive(Default)]
struct Reader {
    out: Gatherer,
    relations: BTreeMap<String, String>,
    headings: BTreeSet<String>,
    paragraph: u32,
    /// The note that is being read.
    label: Option<String>,
    is_text: bool,
    is_code: bool,
    code: String,
    unseen: Unseen,
}

impl Reader {
    /// Reads a part; `kind` is what its notes are called, empty for the body.
    fn read(&mut self, xml: &str, kind: &str) {
        let mut tokens = Tokens::xml(xml);
        while let Some((token, _)) = tokens.next() {
            match token {
                Token::Text(text) if self.is_code => self.code.push_str(&resolved(text)),
                Token::Text(text) if self.is_text => self.out.words(&resolved(text)),
                // It stands among what is not shown of a paragraph, and says what the paragraph is.
                Token::Open { name, attributes, .. } if name == "pstyle" && self.unseen.within() == Some("ppr") => {
                    self.style(attributes);
                }
                Token::Open { name, attributes, is_empty } if !self.unseen.opens(&name, &UNSEEN, is_empty) => {
                    self.open(&name, attributes, is_empty, kind);
                }
                Token::Close(name) if !self.unseen.closes(&name) => self.close(&name, kind),
                Token::Text(_) | Token::Open { .. } | Token::Close(_) => {}
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &str, is_empty: bool, kind: &str) {
        let id = || attribute(attributes, "id").unwrap_or_default().to_owned();
        match name {
            _ if !kind.is_empty() && name == kind && !is_empty => self.label = Some(format!("{kind}-{}", id())),
            "p" if !is_empty => {
                self.paragraph += 1;
                self.out.begin(self.paragraph, self.label.clone());
            }
            "tbl" if !is_empty => self.out.begin_table(),
            "tc" if !is_empty => self.out.begin_cell(),
            "t" => self.is_text = !is_empty,
            "tab" | "br" | "cr" => self.out.words(" "),
            "instrtext" => self.is_code = !is_empty,
            "hyperlink" => {
                if let Some(target) = self.relations.get(&id()).cloned() {
                    let anchor = attribute(attributes, "anchor").map(|anchor| format!("#{}", resolved(anchor)));
                    let address = if target.contains('#') { target } else { target + &anchor.unwrap_or_default() };
                    self.out.begin_link(Leads::Address(address));
                }
            }
            "fldsimple" => self.field(&resolved(attribute(attributes, "instr").unwrap_or_default())),
            "fldchar" => match attribute(attributes, "fldchartype") {
                Some("separate") => {
                    let code = std::mem::take(&mut self.code);
                    self.field(&code);
                }
                Some("end") => self.out.end_link(),
                _ => self.code.clear(),
            },
            "footnotereference" => self.out.note(&format!("footnote-{}", id())),
            "endnotereference" => self.out.note(&format!("endnote-{}", id())),
            _ => {}
        }
    }

    /// Marks a paragraph whose style is one of headings.
    fn style(&mut self, attributes: &str) {
        let style = attribute(attributes, "val").unwrap_or_default();
        if self.headings.contains(style) || is_heading(style) {
            self.out.mark_heading();
        }
    }

    /// A field that leads to an address: `HYPERLINK "https://…" \l "anchor"`.
    fn field(&mut self, code: &str) {
        let Some(rest) = code.trim_start().strip_prefix("HYPERLINK") else { return };
        let mut quoted = rest.split('"').skip(1).step_by(2);
        let address = quoted.next().unwrap_or_default().to_owned();
        let anchor = if rest.contains("\\l") { quoted.next() } else { None };
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        self.out.begin_link(Leads::Address(address + &anchor));
    }

    fn close(&mut self, name: &str, kind: &str) {
        match name {
            _ if !kind.is_empty() && name == kind => self.label = None,
            "p" => self.out.end(),
            "tbl" => self.out.end_table(),
            "tr" => self.out.end_row(),
            "tc" => self.out.end_cell(),
            "t" => self.is_text = false,
            "instrtext" => self.is_code = false,
            "hyperlink" | "fldsimple" => self.out.end_link(),
            _ => {}
        }
    }
}

/// Whether a style is one of headings, by the name that word processors give it, or the id where nothing says more.
fn is_heading(style: &str) -> bool {
    let low = style.to_ascii_lowercase();
    low.starts_with("heading") || low == "title" || low.bytes().all(|b| b.is_ascii_digit())
}
