//! A report as a web page: blocks, links, and notes by their anchors.

use crate::verify::archive::markup::{Token, Tokens, attribute};
use crate::verify::archive::references::resolved;

use super::report::{Gatherer, Leads, Report};

/// Elements that begin a block.
const BLOCKS: [&str; 24] = [
    "p",
    "li",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "section",
    "aside",
    "blockquote",
    "figcaption",
    "caption",
    "dd",
    "dt",
    "tr",
    "article",
    "header",
    "footer",
    "body",
    "pre",
];
/// Elements whose words are not shown.
const UNSEEN: [&str; 4] = ["script", "style", "head", "template"];

/// Reads it.
pub fn read(text: &str) -> Report {
    let mut out = Gatherer::default();
    out.begin(1, None);
    let mut tokens = Tokens::html(text);
    let mut unseen: Option<String> = None;
    while let Some((token, line)) = tokens.next() {
        match token {
            Token::Close(name) if unseen.as_deref() == Some(name.as_str()) => unseen = None,
            _ if unseen.is_some() => {}
            Token::Text(words) => out.words(&resolved(words)),
            Token::Open { name, .. } if UNSEEN.contains(&name.as_str()) => unseen = Some(name),
            Token::Open { name, attributes, .. } => open(&mut out, &name, attributes, line),
            Token::Close(name) => close(&mut out, &name, line),
        }
    }
    out.finish()
}

fn open(out: &mut Gatherer, name: &str, attributes: &str, line: u32) {
    if BLOCKS.contains(&name) {
        out.restart(line);
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
    } else if BLOCKS.contains(&name) {
        out.restart(line);
    }
}
