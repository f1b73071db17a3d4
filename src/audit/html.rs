//! A report as a web page: blocks, links, and notes by their anchors.

use crate::verify::archive::html::{UNSEEN, is_block};
use crate::verify::archive::markup::{Token, Tokens, Unseen, attribute};
use crate::verify::archive::references::resolved;

use super::report::{Gatherer, Leads, Report};

/// Blocks that head what follows.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Reads it.
pub fn read(text: &str) -> Report {
    let mut out = Gatherer::default();
    out.begin(1, None);
    let mut tokens = Tokens::html(text);
    let mut unseen = Unseen::default();
    while let Some((token, line)) = tokens.next() {
        match token {
            Token::Text(words) if !unseen.is_open() => out.words(&resolved(words)),
            Token::Open { name, attributes, .. } if !unseen.opens(&name, &UNSEEN, false) => {
                open(&mut out, &name, attributes, line);
            }
            Token::Close(name) if !unseen.closes(&name) => close(&mut out, &name, line),
            _ => {}
        }
    }
    out.finish()
}

fn begins_block(name: &str) -> bool {
    is_block(name) || matches!(name, "table" | "tr" | "td" | "th")
}

fn open(out: &mut Gatherer, name: &str, attributes: &str, line: u32) {
    match name {
        "table" => out.begin_table(),
        "tr" => out.end_row(),
        "td" | "th" => {
            out.end_cell();
            out.begin_cell();
        }
        _ => {}
    }
    if begins_block(name) {
        out.restart(line);
    }
    if HEADINGS.contains(&name) {
        out.mark_heading();
    }
    if let Some(id) = attribute(attributes, "id").or_else(|| attribute(attributes, "name").filter(|_| name == "a")) {
        out.name(&resolved(id));
    }
    match name {
        "br" => out.words(" "),
        "a" => {
            let Some(href) = attribute(attributes, "href").map(resolved) else { return };
            out.begin_link(match href.strip_prefix('#') {
                Some(anchor) => Leads::Note(anchor.to_owned()),
                None => Leads::Address(href),
            });
        }
        _ => {}
    }
}

fn close(out: &mut Gatherer, name: &str, line: u32) {
    if name == "a" {
        out.end_link();
    } else {
        match name {
            "table" => out.end_table(),
            "tr" => out.end_row(),
            "td" | "th" => out.end_cell(),
            _ => {}
        }
        if begins_block(name) {
            out.restart(line);
        }
    }
}
