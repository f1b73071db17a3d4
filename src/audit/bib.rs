//! A bibliography in BibTeX's format: an entry is a block, whose title holds the figure.

use super::report::{Block, Leads, Mark, Report};

/// Reads it.
pub fn read(text: &str) -> Report {
    let mut blocks = Vec::new();
    let (mut done, mut line) = (0, 1_u32);
    while let Some(at) = text[done..].find('@').map(|at| done + at) {
        line = line.saturating_add(u32::try_from(text[done..at].matches('\n').count()).unwrap_or(u32::MAX));
        done = at + 1;
        let Some(open) = opening(&text[at..]) else { continue };
        let end = at + open + length(&text[at + open..]);
        blocks.push(entry(&text[at + open..end], line));
        line = line.saturating_add(u32::try_from(text[done..end].matches('\n').count()).unwrap_or(u32::MAX));
        done = end;
    }
    Report { blocks }
}

/// Where an entry that begins here opens its brace: `@book{`.
fn opening(text: &str) -> Option<usize> {
    let word = text.strip_prefix('@')?.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    word.starts_with('{').then(|| text.len() - word.len())
}

/// How long a text in braces is; where they do not close, up to the line that begins another entry.
fn length(text: &str) -> usize {
    let mut depth = 0_i32;
    let mut starts = false;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return at + 1;
        }
        if starts && opening(&text[at..]).is_some() {
            return at;
        }
        starts = c == '\n';
    }
    text.len()
}

fn entry(body: &str, line: u32) -> Block {
    let version = field(body, "version").map(|version| format!("version {version}"));
    let fields = [field(body, "title"), version, field(body, "note"), field(body, "howpublished")];
    let text: Vec<String> = fields.into_iter().flatten().collect();
    let text = text.join(" ");
    let end = field(body, "title").map_or(0, |title| title.len());
    let addresses = ["url", "doi"].into_iter().filter_map(|name| field(body, name));
    let marks = addresses.map(|address| Mark { at: end..end, to: Leads::Address(address) }).collect();
    Block { line, text, marks, ..Block::default() }
}

/// The value of a field, without braces and TeX's escapes.
fn field(body: &str, name: &str) -> Option<String> {
    let starts = |at: usize| !body[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let low = body.to_ascii_lowercase();
    let places = low.match_indices(name).filter(|(at, _)| starts(*at));
    let values =
        places.filter_map(|(at, _)| body[at + name.len()..].trim_start().strip_prefix('=').map(str::trim_start));
    let value = values.into_iter().next()?;
    let inner = if value.starts_with('{') {
        &value[1..length(value).saturating_sub(1).max(1)]
    } else if let Some(quoted) = value.strip_prefix('"') {
        quoted.split('"').next().unwrap_or_default()
    } else {
        value.split([',', '}', '\n']).next().unwrap_or_default().trim()
    };
    Some(inner.replace("\\textasciitilde{}", "~").replace(['{', '}', '\\'], "").trim().to_owned())
}
