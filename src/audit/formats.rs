//! Which reader a report has, by its name and by what it is.

use crate::verify::archive::zip::Zip;
use crate::verify::archive::{self, Unreadable};

use super::report::{Block, Leads, Mark, Report};
use super::{bib, docx, html, markdown, odt};

/// Reads a report by its name and by what it is.
///
/// # Errors
/// It is not what its name says, broken, or too large.
pub fn read(bytes: &[u8], name: &str) -> Result<Report, Unreadable> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut report = match ending.as_str() {
        "docx" => docx::read(&Zip::open(bytes)?)?,
        "odt" => odt::read(&Zip::open(bytes)?)?,
        _ => {
            let text = archive::decoded(bytes, name)?;
            match ending.as_str() {
                "html" | "htm" | "xhtml" => html::read(&text),
                "bib" => bib::read(&text),
                _ => markdown::read(&text),
            }
        }
    };
    report.blocks.retain(|block| !block.text.trim().is_empty() || !block.marks.is_empty());
    report.blocks.iter_mut().for_each(name_numbered);
    Ok(report)
}

/// Makes notes of entries that begin with `[3]`, and marks of the same sign in running text.
fn name_numbered(block: &mut Block) {
    let numbered = |text: &str| {
        let inner = text.strip_prefix('[')?;
        let length = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
        ((1..4).contains(&length) && inner[length..].starts_with(']')).then(|| inner[..length].to_owned())
    };
    if block.label.is_none()
        && let Some(number) = numbered(block.text.trim_start())
    {
        block.label = Some(number);
    }
    let from = if block.label.is_some() { block.text.find(']').map_or(0, |at| at + 1) } else { 0 };
    let mut marks: Vec<Mark> = block.text[from..]
        .match_indices('[')
        .filter_map(|(at, _)| {
            let number = numbered(&block.text[from + at..])?;
            let end = from + at + number.len() + 2;
            let linked = block.marks.iter().any(|mark| mark.at.start <= from + at && end <= mark.at.end);
            (!linked).then(|| Mark { at: from + at..end, to: Leads::Note(number) })
        })
        .collect();
    block.marks.append(&mut marks);
    block.marks.sort_by_key(|mark| mark.at.start);
}
