//! A web page as a reader sees it: no script, style or tags; blocks end lines, rows keep their cells.

use super::builder::{Builder, Span};
use super::document::Line;
use super::markup::{Token, Tokens, Unseen, attribute};
use super::references::resolved;

/// Elements that a page does not show. Of a head, which may have no end tag, all that has words is here.
pub const UNSEEN: [&str; 15] = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "rt", "rp", "select",
    "textarea", "noembed", "noframes",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "tbody",
    "thead",
    "tfoot",
    "button",
];

/// Whether an element stands on lines of its own; tables, rows and cells have an order of their own.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// The lines that a page shows, each with its number in the file.
pub fn lines(text: &str) -> Vec<Line> {
    let mut page = Page::default();
    let mut tokens = Tokens::html(text);
    while let Some((token, line)) = tokens.next() {
        match token {
            Token::Text(text) => page.text(text, line),
            Token::Open { name, attributes, .. } => page.open(&name, attributes, line),
            Token::Close(name) => page.close(&name),
        }
    }
    let mut lines = page.builder.finish().0;
    // What stands in a row outside its cells is shown before the row, as browsers do; lines are in the file's order.
    lines.sort_by_key(|line| line.number);
    lines
}

#[derive(Default)]
struct Page {
    builder: Builder,
    unseen: Unseen,
    pre: u32,
    /// Of each open navigation, foot and aside, whether it belongs to the page and not to an article in it.
    frames: Vec<bool>,
    articles: u32,
}

impl Page {
    fn text(&mut self, text: &str, first: u32) {
        if self.unseen.is_open() {
            return;
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for (number, line) in (first..).zip(text.split('\n')) {
            if number > first {
                if self.pre > 0 { self.builder.break_line() } else { self.builder.wrap() }
            }
            self.builder.words(&resolved(line), number);
        }
    }

    fn open(&mut self, name: &str, attributes: &str, line: u32) {
        if self.unseen.opens(name, &UNSEEN, false) {
            return;
        }
        match name {
            "br" => self.builder.break_line(),
            "table" => self.builder.table(),
            "tr" => self.builder.row(),
            "td" | "th" => {
                let number = |key| attribute(attributes, key).and_then(|text| text.trim().parse().ok()).unwrap_or(1);
                self.builder
                    .cell(Span { is_head: name == "th", columns: number("colspan"), rows: number("rowspan") }, line);
            }
            _ if is_block(name) => self.builder.end(),
            _ => {}
        }
        self.pre += u32::from(name == "pre");
        self.frame(name, true);
    }

    fn close(&mut self, name: &str) {
        if self.unseen.closes(name) {
            return;
        }
        match name {
            "table" => self.builder.end_table(),
            "tr" => self.builder.end_row(),
            "td" | "th" => self.builder.end_cell(),
            _ if is_block(name) => self.builder.end(),
            _ => {}
        }
        self.pre -= u32::from(name == "pre" && self.pre > 0);
        self.frame(name, false);
    }

    /// Notes where the page's own navigation and foot begin and end.
    fn frame(&mut self, name: &str, opens: bool) {
        match (name, opens) {
            // An article that begins inside of navigation says that this was never closed.
            ("article" | "main", true) => {
                self.articles += 1;
                self.frames.clear();
            }
            ("article" | "main", false) => self.articles = self.articles.saturating_sub(1),
            ("nav", true) => self.frames.push(true),
            ("footer" | "aside", true) => self.frames.push(self.articles == 0),
            ("nav" | "footer" | "aside", false) => drop(self.frames.pop()),
            _ => return,
        }
        self.builder.frame(self.frames.contains(&true));
    }
}

/// The encoding that a page declares for itself.
pub fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]);
    let mut tokens = Tokens::html(&head);
    while let Some((token, _)) = tokens.next() {
        let Token::Open { name, attributes, .. } = token else { continue };
        if name != "meta" {
            continue;
        }
        let content =
            attribute(attributes, "content").and_then(|text| text.split_once("charset=").map(|(_, rest)| rest));
        if let Some(label) = attribute(attributes, "charset").or(content) {
            let label = label.split([';', ' ']).next().unwrap_or_default();
            return encoding_rs::Encoding::for_label(label.trim().as_bytes());
        }
    }
    None
}
