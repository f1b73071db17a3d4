//! The text of a body block by block as a reader sees it: across emphasis and code, with its links and with the places where its parts stand.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::language::markdown::Placed;

/// What stands in a text for a link without words, which the program fills in.
pub const FILLED_IN: char = '\u{FFFC}';

/// A paragraph, heading, cell or other block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its text.
    pub text: String,
    /// Its links, in order.
    pub links: Vec<Link>,
    parts: Vec<Part>,
}

/// A link in a block.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its number among all links and images of the body, those inside it not counted.
    pub number: usize,
    /// The bytes of its words in the block.
    pub at: Range<usize>,
    /// The bytes of the whole link in the source.
    pub source: Range<usize>,
    /// Whether it has no words of its own.
    pub is_empty: bool,
    /// What a reader is shown who points at it.
    pub title: String,
}

/// Text of one event.
#[derive(Clone, Debug)]
struct Part {
    at: Range<usize>,
    source: Range<usize>,
    /// Whether the source has the same bytes; else it was decoded.
    exact: bool,
}

impl Block {
    /// The stretches of text outside the links.
    pub fn between_links(&self) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut from = 0;
        for link in &self.links {
            stretches.push(from..link.at.start);
            from = link.at.end;
        }
        stretches.push(from..self.text.len());
        stretches.retain(|stretch| !stretch.is_empty());
        stretches
    }

    /// Where some of its text stands in the source.
    pub fn place(&self, at: Range<usize>) -> Range<usize> {
        let touched = |part: &&Part| part.at.start < at.end && at.start < part.at.end;
        let mut parts = self.parts.iter().filter(touched);
        let Some(first) = parts.next() else { return 0..0 };
        let last = parts.next_back().unwrap_or(first);
        let start = if first.exact { first.source.start + at.start - first.at.start } else { first.source.start };
        let end = if last.exact { last.source.start + at.end - last.at.start } else { last.source.end };
        start..end
    }

    /// The same where the source has the very words, in one piece.
    pub fn exact_place(&self, at: Range<usize>) -> Option<Range<usize>> {
        let whole = |part: &&Part| part.exact && part.at.start <= at.start && at.end <= part.at.end;
        self.parts.iter().find(whole).map(|_| self.place(at.clone()))
    }

    fn push(&mut self, text: &str, source: Range<usize>, exact: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part { at: start..self.text.len(), source, exact });
    }
}

/// The blocks of a body. Code that says its language is left out; other code is text in other letters.
pub fn blocks(source: &str, placed: &[Placed]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let (mut number, mut depth, mut quoted) = (0, 0_usize, false);
    for (event, range) in placed {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                quoted = is_quoted(kind);
                blocks.push(std::mem::take(&mut block));
            }
            Event::End(TagEnd::CodeBlock) => {
                quoted = false;
                blocks.push(std::mem::take(&mut block));
            }
            Event::Text(_) if quoted => {}
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => {
                if depth == 0 {
                    let at = block.text.len()..block.text.len();
                    let title = title.to_string();
                    block.links.push(Link { number, at, source: range.clone(), is_empty: false, title });
                }
                (number, depth) = (number + 1, depth + 1);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    close(&mut block);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                let code = matches!(event, Event::Code(_));
                let exact = !code && source.get(range.clone()) == Some(text);
                block.push(text, range.clone(), exact);
            }
            Event::SoftBreak | Event::HardBreak => block.push(" ", range.clone(), false),
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::FootnoteReference(_) => {}
            _ => blocks.push(std::mem::take(&mut block)),
        }
    }
    blocks.push(block);
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

fn close(block: &mut Block) {
    let end = block.text.len();
    let Some(link) = block.links.last_mut() else { return };
    link.at.end = end;
    link.is_empty = link.at.is_empty();
    if link.is_empty {
        block.text.push(FILLED_IN);
        link.at.end = block.text.len();
    }
}

/// Whether a block of code says what language it is in: then it shows what people write, and states nothing.
fn is_quoted(kind: &CodeBlockKind<'_>) -> bool {
    matches!(kind, CodeBlockKind::Fenced(language) if !language.trim().is_empty())
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::language::markdown::events;

    /// Each block with its links in brackets, and what the source has where a word of it stands.
    fn read(source: &str) -> Vec<String> {
        let blocks = blocks(source, &events(source));
        blocks
            .into_iter()
            .map(|block| {
                let mut text = block.text.clone();
                for link in block.links.iter().rev() {
                    text.insert(link.at.end, ']');
                    text.insert(link.at.start, '[');
                }
                text
            })
            .collect()
    }

    #[test]
    fn a_block_is_one_text_across_emphasis_and_code_and_links() {
        assert_eq!(read("It has **5**00 `boats`\nin [all](fact:a)."), ["It has 500 boats in [all]."]);
        assert_eq!(read("[](fact:a) boats"), ["[\u{FFFC}] boats"]);
        assert_eq!(read("    300 boats\n\n```\n400\n```\n\n```toml\nvalue = 500\n```\n"), ["300 boats\n", "400\n"]);
        assert_eq!(
            read("# Head\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
            ["Head", "one", "two", "a", "b", "1", "2"]
        );
    }

    #[test]
    fn a_stretch_of_it_is_found_in_the_source() {
        let source = "It has **5**00 boats &amp; 7.";
        let block = &blocks(source, &events(source))[0];
        let at = |words: &str| block.text.find(words).map(|at| at..at + words.len()).expect("it is there");
        assert_eq!(&source[block.place(at("500"))], "5**00");
        assert_eq!(block.exact_place(at("500")), None);
        assert_eq!(block.exact_place(at("boats")).map(|place| &source[place]), Some("boats"));
    }
}
