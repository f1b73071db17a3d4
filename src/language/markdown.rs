//! Reads Markdown as Chinese and English authors write it: events with the place each stands in.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::model::limit::Bound;

use super::script::{is_wide_letter, is_wide_mark, joins};

/// An event, and the bytes of the source that it comes from.
pub type Placed = (Event<'static>, Range<usize>);

/// How deep blocks and spans may nest; what is deeper is read without its markup, and told.
const DEPTH: usize = Bound::Nesting.row().most as usize;

/// The events of `source`, each with its byte range.
///
/// Beyond CommonMark there are tables, footnotes, definition lists and heading attributes (id and
/// class only). Raw HTML is text. `**真。**她` is bold, which CommonMark alone does not read so. A
/// line break between Chinese words is left out. A [`Event::Text`] whose length equals its range is
/// the source's own words; other texts are decoded (`&amp;`). Starts and ends always match.
pub fn events(source: &str) -> Vec<Placed> {
    read(source).0
}

/// The events, and where blocks or spans first nest deeper than the limit, if they do.
pub fn read(source: &str) -> (Vec<Placed>, Option<Range<usize>>) {
    let masked = mask(source);
    let shown = masked.as_deref().unwrap_or(source);
    let mut events = Vec::new();
    let mut depth = Depth::default();
    for (event, range) in Parser::new_ext(shown, options()).into_offset_iter() {
        if !depth.keeps(&event) {
            depth.first.get_or_insert(range);
            continue;
        }
        push(&mut events, restored(event, &range, source), range);
    }
    fill(&mut events, source);
    (join_lines(events), depth.first)
}

/// Where raw HTML stands, each block and each tag apart; readers are shown it as text.
pub fn raw_html(source: &str) -> Vec<Range<usize>> {
    if !source.contains('<') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => found.push(range),
            Event::InlineHtml(_) => found.push(range),
            _ => {}
        }
    }
    found
}

/// An anchor from words: letters and digits of any script, the rest as hyphens.
pub fn anchor(words: &str) -> String {
    let mut anchor = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            anchor.push(c);
        } else if !anchor.is_empty() && !anchor.ends_with('-') && c != '’' && c != '\'' {
            anchor.push('-');
        }
    }
    let anchor = anchor.trim_end_matches('-');
    if anchor.is_empty() { "section".to_owned() } else { anchor.to_owned() }
}

/// The anchor of each heading among the events, its own or that of its words.
pub fn anchors<'e>(events: impl Iterator<Item = &'e Event<'static>>) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut open: Option<(Option<String>, String)> = None;
    for event in events {
        match event {
            Event::Start(Tag::Heading { id, .. }) => open = Some((id.as_ref().map(ToString::to_string), String::new())),
            Event::Text(text) | Event::Code(text) => open.iter_mut().for_each(|(_, words)| words.push_str(text)),
            Event::End(TagEnd::Heading(_)) => {
                anchors.extend(open.take().map(|(own, words)| own.unwrap_or_else(|| anchor(&words))));
            }
            _ => {}
        }
    }
    anchors
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// `source` with a punctuation mark of the same length for each letter that keeps a run of `*`
/// from opening or closing; `None` if there is no such letter.
///
/// CommonMark lets `**` close after a mark only before a space or another mark, which Chinese does
/// not write. The parser therefore sees a mark there, and [`restored`] puts the letter back.
fn mask(source: &str) -> Option<String> {
    let blocked = blocked_letters(source);
    if blocked.is_empty() {
        return None;
    }
    let plain = plain_text(source);
    let mut plain = plain.iter().peekable();
    let mut masked = String::with_capacity(source.len());
    let mut done = 0;
    for (at, letter) in blocked {
        while plain.next_if(|range| range.end <= at).is_some() {}
        if at >= done && plain.peek().is_some_and(|range| range.contains(&at)) {
            masked.push_str(&source[done..at]);
            masked.push(stand_in(letter));
            done = at + letter.len_utf8();
        }
    }
    masked.push_str(&source[done..]);
    Some(masked)
}

fn stand_in(letter: char) -> char {
    match letter.len_utf8() {
        1 => ',',
        2 => '\u{B7}',
        3 => '\u{2056}',
        _ => '\u{10100}',
    }
}

/// The letters at the outer side of a run of `*` that has a mark on its inner side, in order.
fn blocked_letters(source: &str) -> Vec<(usize, char)> {
    let mut blocked = Vec::new();
    let mut at = 0;
    while let Some(found) = source[at..].find('*') {
        let start = at + found;
        let end = start + source[start..].bytes().take_while(|&b| b == b'*').count();
        at = end;
        let (Some(left), Some(right)) = (source[..start].chars().next_back(), source[end..].chars().next()) else {
            continue;
        };
        if blocks(left, right) {
            blocked.push((start - left.len_utf8(), left));
        } else if blocks(right, left) {
            blocked.push((end, right));
        }
    }
    blocked
}

fn blocks(outer: char, inner: char) -> bool {
    let mark = !inner.is_alphanumeric() && !inner.is_whitespace() && inner != '\\';
    mark && (is_wide_letter(outer) || (is_wide_mark(inner) && outer.is_alphanumeric()))
}

/// The ranges that are running text, where a stand-in can be put back: no code, no address, no label.
fn plain_text(source: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        match event {
            Event::Start(ref tag) => open.push(is_closed(tag) || open.last() == Some(&true)),
            Event::End(_) => drop(open.pop()),
            Event::Text(ref text) if open.last() != Some(&true) && text.len() == range.len() => ranges.push(range),
            _ => {}
        }
    }
    ranges
}

fn is_closed(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => true,
        Tag::Link { link_type, .. } | Tag::Image { link_type, .. } => *link_type != LinkType::Inline,
        _ => false,
    }
}

fn restored(event: Event<'_>, range: &Range<usize>, source: &str) -> Event<'static> {
    match event {
        Event::Text(text) if text.len() == range.len() => Event::Text(source[range.clone()].to_owned().into()),
        Event::Html(_) | Event::InlineHtml(_) => Event::Text(source[range.clone()].to_owned().into()),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Heading { level, id, classes, .. }) => {
            Event::Start(Tag::Heading { level, id, classes, attrs: Vec::new() }).into_static()
        }
        other => other.into_static(),
    }
}

/// Adds an event; a text that goes on where the last one ended, word for word, becomes part of its place, and of its
/// words in [`fill`]: texts come in as many pieces as there are marks in them.
fn push(events: &mut Vec<Placed>, event: Event<'static>, range: Range<usize>) {
    if let Event::Text(more) = &event
        && more.len() == range.len()
        && let Some((Event::Text(text), before)) = events.last_mut()
        && before.end == range.start
        && is_source(text, before)
    {
        *text = CowStr::Borrowed(JOINED);
        before.end = range.end;
        return;
    }
    events.push((event, range));
}

/// Stands for the words of several pieces until all of them are known; no text of a source is this one.
const JOINED: &str = "\0";

/// Whether a text is the source's own words.
fn is_source(text: &CowStr<'_>, range: &Range<usize>) -> bool {
    text.len() == range.len() || **text == *JOINED
}

/// Gives the texts of several pieces their words.
fn fill(events: &mut [Placed], source: &str) {
    for (event, range) in events {
        if let Event::Text(text) = event
            && **text == *JOINED
        {
            *text = source[range.clone()].to_owned().into();
        }
    }
}

/// Leaves out the line breaks between Chinese words.
fn join_lines(events: Vec<Placed>) -> Vec<Placed> {
    let mut joined: Vec<Placed> = Vec::with_capacity(events.len());
    let mut last = None;
    let mut waiting = VecDeque::new();
    for (event, range) in events {
        match &event {
            Event::Text(text) | Event::Code(text) => {
                if !waiting.is_empty() && !starts_joined(last, text) {
                    joined.extend(waiting.drain(..));
                } else {
                    joined.extend(waiting.drain(..).filter(|(event, _)| *event != Event::SoftBreak));
                }
                last = text.chars().next_back();
                joined.push((event, range));
            }
            Event::SoftBreak => waiting.push_back((event, range)),
            _ if waiting.is_empty() || !is_span(&event) => {
                joined.extend(waiting.drain(..));
                if !is_span(&event) {
                    last = None;
                }
                joined.push((event, range));
            }
            _ => waiting.push_back((event, range)),
        }
    }
    joined.extend(waiting);
    joined
}

fn starts_joined(last: Option<char>, text: &str) -> bool {
    last.zip(text.chars().next()).is_some_and(|(left, right)| joins(left, right))
}

fn is_span(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
    )
}

/// Follows how deep the events nest.
#[derive(Default)]
struct Depth {
    open: Vec<bool>,
    /// What was left out first.
    first: Option<Range<usize>>,
}

impl Depth {
    /// Whether the event belongs in the output.
    fn keeps(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => {
                let parent = self.open.last().copied().unwrap_or(true);
                let kept = if is_part(tag) { parent } else { parent && self.open.len() < DEPTH };
                let kept = kept || matches!(tag, Tag::Paragraph | Tag::Link { .. });
                self.open.push(kept);
                kept
            }
            Event::End(_) => self.open.pop().unwrap_or(true),
            _ => true,
        }
    }
}

fn is_part(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, html};

    use super::events;

    fn html(source: &str) -> String {
        let mut out = String::new();
        html::push_html(&mut out, events(source).into_iter().map(|(event, _)| event));
        out.trim_end().to_owned()
    }

    #[test]
    fn chinese_emphasis_needs_no_spaces() {
        for (source, expected) in [
            ("**真。**她", "<p><strong>真。</strong>她</p>"),
            ("他说**“你好”**。", "<p>他说<strong>“你好”</strong>。</p>"),
            ("他说**“你好”**的话", "<p>他说<strong>“你好”</strong>的话</p>"),
            ("*强调。*后面", "<p><em>强调。</em>后面</p>"),
            ("国际规格**《规划》**发布", "<p>国际规格<strong>《规划》</strong>发布</p>"),
            ("到**[5000亿元](fact:a)**的", "<p>到<strong><a href=\"fact:a\">5000亿元</a></strong>的</p>"),
            ("**60%**以上", "<p><strong>60%</strong>以上</p>"),
            ("，**60%**以上、**70%**以下", "<p>，<strong>60%</strong>以上、<strong>70%</strong>以下</p>"),
            ("是**`码`**的", "<p>是<strong><code>码</code></strong>的</p>"),
            ("**真。**AI", "<p><strong>真。</strong>AI</p>"),
            ("**真**，**美**，**善**", "<p><strong>真</strong>，<strong>美</strong>，<strong>善</strong></p>"),
            ("**甲**乙**“丙”**丁", "<p><strong>甲</strong>乙<strong>“丙”</strong>丁</p>"),
            ("***真。***她", "<p><em><strong>真。</strong></em>她</p>"),
            ("𠀀**（真）**𠀀", "<p>𠀀<strong>（真）</strong>𠀀</p>"),
            ("a *b* c ** d", "<p>a <em>b</em> c ** d</p>"),
        ] {
            assert_eq!(html(source), expected, "{source}");
        }
    }

    #[test]
    fn code_and_addresses_are_never_changed() {
        assert_eq!(html("`**真。**她`"), "<p><code>**真。**她</code></p>");
        assert_eq!(html("```\n**真。**她\n```"), "<pre><code>**真。**她\n</code></pre>");
        let out = html("[甲](http://a/**)她 ![乙](b**。**她)");
        assert!(!out.contains('\u{2056}'), "{out}");
        assert_eq!(html("[**真。**她]\n\n[**真。**她]: http://a/"), "<p><a href=\"http://a/\">**真。**她</a></p>");
    }

    #[test]
    fn every_text_that_fits_its_range_is_the_source() {
        let source =
            "# 题\n\n前**真。**她 &amp; *b*\\*后**“x”**\n\n| 甲**》**乙 | b |\n|---|---|\n| c | **（d）**戊 |\n";
        for (event, range) in events(source) {
            if let Event::Text(text) = event {
                assert!(text.len() != range.len() || *text == source[range], "{text}");
            }
        }
    }

    #[test]
    fn lines_join_between_chinese_words_only() {
        assert_eq!(html("杭州\n苏州"), "<p>杭州苏州</p>");
        assert_eq!(html("杭州，\n**苏州**"), "<p>杭州，<strong>苏州</strong></p>");
        assert_eq!(html("in 杭州\nand"), "<p>in 杭州\nand</p>");
        assert_eq!(html("a\nb"), "<p>a\nb</p>");
    }

    #[test]
    fn html_is_text_and_attributes_are_dropped() {
        assert_eq!(html("a <b>c</b>"), "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
        assert_eq!(html("<script>\nx\n</script>"), "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>");
        assert_eq!(html("# A {#b .c onclick=x}"), "<h1 id=\"b\" class=\"c\">A</h1>");
    }

    #[test]
    fn tables_notes_and_definitions_are_read() {
        assert!(html("a[^1]\n\n[^1]: b").contains("footnote"));
        assert!(html("甲\n: 乙").contains("<dd>"));
        assert_eq!(html("~~a~~"), "<p>~~a~~</p>");
    }

    #[test]
    fn hostile_input_ends_soon_and_stays_balanced() {
        let many = 20_000;
        for source in [
            ">".repeat(many),
            "[".repeat(many),
            "**。她".repeat(many),
            "*真。".repeat(many),
            "- ".repeat(many),
            "<!".repeat(many),
            "`".repeat(many),
            "![".repeat(many) + &"](a)".repeat(many),
        ] {
            let mut depth = 0_i64;
            let mut deepest = 0;
            for (event, _) in events(&source) {
                match event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    _ => {}
                }
                deepest = deepest.max(depth);
                assert!(depth >= 0);
            }
            assert_eq!(depth, 0);
            assert!(deepest <= 64, "{deepest}: {}", &source[..8.min(source.len())]);
        }
    }
}
