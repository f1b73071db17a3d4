//! A citation style that a site brings along, as a file of the Citation Style Language.
//!
//! The processor is hayagriva's. What it leaves open is done here: a date that was inferred is told as inferred though
//! the style never asks, a span of years gives both, the day of whoever cites stays a blank, and capitals of names
//! survive a style that changes case.

mod dates;
mod item;
mod locale;
mod read;

use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};

use super::phrase::Piece;
use super::reference::Reference;
use dates::Bit;
use item::Veiled;
use locale::Chosen;

pub use read::Fault;

/// A style, read and found to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csl {
    /// Its name as its makers write it.
    pub name: String,
    style: IndependentStyle,
}

impl Csl {
    /// Reads a file.
    ///
    /// # Errors
    /// The text is no style, no whole one, or one that could not be carried out.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let style = read::style(text)?;
        Ok(Self { name: super::phrase::line(&style.info.title.value), style })
    }

    /// The reference in this style.
    pub fn write(&self, reference: &Reference) -> String {
        self.pieces(reference).into_iter().map(|piece| piece.text).collect()
    }

    /// The reference in pieces, as it is set.
    pub fn pieces(&self, reference: &Reference) -> Vec<Piece> {
        let locale = locale::of(self.style.default_locale.as_ref().map(|code| code.0.as_str()), reference);
        let veiled = item::of(reference, &locale);
        let bits = dates::told(reference, &veiled.item, |item| self.bits(item, &locale));
        set(bits, &veiled)
    }

    /// What the processor makes of one item: as the list of references has it, or a note of a style without one.
    fn bits(&self, item: &Item, locale: &Chosen) -> Vec<Bit> {
        let code = Some(locale.code.clone());
        let mut driver = BibliographyDriver::new();
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, &self.style, code.clone(), &locale.files, Some(1)));
        let request = BibliographyRequest::new(&self.style, code, &locale.files);
        let rendered = driver.finish(request);
        match rendered.bibliography.and_then(|list| list.items.into_iter().next()) {
            Some(item) => {
                // The number in the list; of one reference alone it says nothing.
                let first = item.first_field.into_iter().filter(|first| !dates::is_number(first)).collect::<Vec<_>>();
                dates::flat(&first, &item.content)
            }
            None => rendered.citations.first().map(|note| dates::flat(&[], &note.citation)).unwrap_or_default(),
        }
    }
}

/// One line, its words unveiled; what is set alike is one piece. A full-width mark has its space within.
fn set(bits: Vec<Bit>, veiled: &Veiled) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut spaced = true;
    for bit in bits {
        let mut text = String::new();
        for c in veiled.bare(&bit.text).chars() {
            let space = c.is_whitespace() || c.is_control();
            if !(space && spaced) {
                text.push(if space { ' ' } else { c });
            }
            spaced = space || matches!(c, '，' | '：' | '；' | '（');
        }
        match pieces.last_mut() {
            Some(last) if last.italic == bit.italic => last.text.push_str(&text),
            _ => pieces.push(Piece { text, italic: bit.italic }),
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    pieces.retain(|piece| !piece.text.is_empty());
    nested(&mut pieces);
    pieces
}

/// Quotation marks within quotation marks are single ones. Where not each closes one, or the marks are those of another
/// language, they stay.
fn nested(pieces: &mut [Piece]) {
    let mut depth = 0_usize;
    let mut turned = Vec::new();
    for piece in pieces.iter() {
        let mut text = String::with_capacity(piece.text.len());
        for c in piece.text.chars() {
            match c {
                '„' | '‚' | '«' | '»' => return,
                '“' => {
                    depth += 1;
                    text.push(if depth > 1 { '‘' } else { '“' });
                }
                '”' => {
                    text.push(if depth > 1 { '’' } else { '”' });
                    let Some(outer) = depth.checked_sub(1) else { return };
                    depth = outer;
                }
                other => text.push(other),
            }
        }
        turned.push(text);
    }
    if depth == 0 {
        for (piece, text) in pieces.iter_mut().zip(turned) {
            piece.text = text;
        }
    }
}

#[cfg(test)]
mod tests;
