//! Where the lines of a page may break, in a language without spaces: between the words of a heading or label,
//! and never between a number and its unit; and which blocks begin with a mark that is set back.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use crate::language::script::{is_wide_letter, is_wide_mark};
use crate::language::segment::Lexis;
use crate::language::spelling::Locale;

/// Elements whose words stay whole.
const LABELS: [&str; 7] = ["h1", "h2", "h3", "h4", "th", "dt", "figcaption"];
/// Classes of elements whose words stay whole.
const LABEL_CLASSES: [&str; 6] = ["what", "measures", "value", "others", "rail", "w"];
/// Elements that begin a line.
const BLOCKS: [&str; 13] =
    ["p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "summary"];
/// Elements whose text is not set in lines.
const OTHER: [&str; 9] = ["script", "style", "svg", "code", "pre", "textarea", "option", "template", "title"];
/// Elements that have no end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "wbr", "use"];

/// The page with its line breaks; as it was in a language that has spaces.
pub fn set(html: String, locale: &Locale, names: &Lexis) -> String {
    if !locale.lines.is_needed() {
        return html;
    }
    let out = String::with_capacity(html.len() + html.len() / 8);
    let setter = Setter { locale, names, out, open: Vec::new(), block: None };
    setter.write(&html)
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// Whether its words stay whole.
    label: bool,
    /// Whether its lines never break.
    whole: bool,
    /// Whether its words are of the page's language.
    own: bool,
}

struct Setter<'a> {
    locale: &'a Locale,
    names: &'a Lexis,
    out: String,
    open: Vec<Open<'a>>,
    /// Behind the name of a block of which nothing was written yet.
    block: Option<usize>,
}

impl<'a> Setter<'a> {
    fn write(mut self, html: &'a str) -> String {
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.text(&rest[..start]);
            let end = tag_end(&rest[start..]).map_or(rest.len(), |end| start + end);
            let tag = &rest[start..end];
            rest = &rest[end..];
            let name = name(tag);
            if OTHER.contains(&name) && !tag.starts_with("</") {
                let close = format!("</{name}");
                let end = rest.find(&close).unwrap_or(rest.len());
                self.out.push_str(tag);
                self.out.push_str(&rest[..end]);
                // What is drawn there stands before the first word.
                self.block = None;
                rest = &rest[end..];
                continue;
            }
            self.tag(tag, name);
        }
        self.text(rest);
        self.out
    }

    fn tag(&mut self, tag: &'a str, name: &'a str) {
        self.out.push_str(tag);
        if tag.starts_with("</") {
            if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
                self.open.truncate(at);
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.block = Some(self.out.len() - tag.len() + 1 + name.len());
        } else if matches!(name, "input" | "img" | "br" | "use") {
            self.block = None;
        }
        if name.is_empty() || VOID.contains(&name) {
            return;
        }
        let class = attribute(tag, "class").unwrap_or_default();
        let has = |wanted: &[&str]| class.split(' ').any(|class| wanted.contains(&class));
        let (label, whole, own) = self.open.last().map_or((false, false, true), |o| (o.label, o.whole, o.own));
        let own = attribute(tag, "lang").map_or(own, |lang| self.is_own(lang));
        let label = label || LABELS.contains(&name) || has(&LABEL_CLASSES);
        self.open.push(Open { name, label, whole: whole || has(&["nb"]), own });
    }

    fn is_own(&self, lang: &str) -> bool {
        let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        first(lang) == first(&self.locale.tag)
    }

    fn text(&mut self, text: &'a str) {
        let Some(first) = text.trim_start().chars().next() else { return self.out.push_str(text) };
        if let Some(at) = self.block.take().filter(|_| is_opening(first)) {
            self.out.insert_str(at, " data-open");
        }
        let (label, whole, own) = self.open.last().map_or((false, false, true), |o| (o.label, o.whole, o.own));
        if whole || !own || !text.contains(is_wide_letter) {
            return self.out.push_str(text);
        }
        let breaks = if label { self.places(text) } else { Vec::new() };
        let mut breaks = breaks.into_iter().peekable();
        let (mut at, mut seek) = (0, 0);
        while let Some(found) = text.as_bytes()[seek..].iter().position(u8::is_ascii_digit) {
            let start = seek + found;
            let Some(length) = self.number(text, start).map(|length| length + closed(&text[start + length..], label))
            else {
                seek = start + 1;
                continue;
            };
            self.words(text, at..start, &mut breaks);
            (at, seek) = (start + length, start + length);
            self.out.extend(["<span class=\"nb\">", &text[start..at], "</span>"]);
            // Nothing breaks inside a number.
            while breaks.next_if(|next| *next < at).is_some() {}
        }
        self.words(text, at..text.len(), &mut breaks);
    }

    /// Before which places the lines of a label may break: between its words, behind a mark, before an opening one and
    /// before a number; a line that could break nowhere would break before a mark.
    fn places(&self, text: &str) -> Vec<usize> {
        let begins = |c: char| is_wide_letter(c) || is_opening(c) || c.is_ascii_alphanumeric();
        let mut places: BTreeSet<usize> = self.locale.lines.breaks(text, self.names).into_iter().collect();
        places.retain(|at| text[*at..].starts_with(begins));
        let mut before: Option<char> = None;
        for (at, c) in text.char_indices() {
            let is_mark = |c: char| is_wide_mark(c) || is_opening(c) || matches!(c, '”' | '’');
            let breaks = before.is_some_and(|before| {
                let ends = is_mark(before) && !is_opening(before) && !matches!(before, '—' | '…' | '·');
                let opens = is_opening(c) && !is_opening(before);
                let counts = c.is_ascii_digit() && is_wide_letter(before) && self.number(text, at).is_some();
                begins(c) && (ends || opens || counts)
            });
            if breaks {
                places.insert(at);
            }
            before = Some(c);
        }
        places.into_iter().collect()
    }

    /// Writes a stretch of text with the places before which its lines may break.
    fn words(&mut self, text: &str, stretch: Range<usize>, breaks: &mut Peekable<IntoIter<usize>>) {
        let mut at = stretch.start;
        while let Some(next) = breaks.next_if(|next| *next <= stretch.end) {
            self.out.extend([&text[at..next], "<wbr>"]);
            at = next;
        }
        self.out.push_str(&text[at..stretch.end]);
    }

    /// How long the number with its unit is that begins at `at`.
    fn number(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        let starts = rest.starts_with(|c: char| c.is_ascii_digit());
        if !starts || text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '#')) {
            return None;
        }
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '/' | ':');
        let mut digits = rest.find(|c| !is_part(c))?;
        // A span of years, of numbers: 2024—2026年.
        while let Some(more) = rest[digits..].strip_prefix(['—', '–', '～']).filter(|more| more.starts_with(is_part))
        {
            digits = rest.len() - more.len() + more.find(|c| !is_part(c))?;
        }
        let mut end = digits + rest[digits..].chars().next().filter(|c| *c == '\u{A0}').map_or(0, char::len_utf8);
        let scales = || self.locale.scales.iter();
        while let Some(scale) = scales().filter(|word| rest[end..].starts_with(word.as_str())).map(String::len).max() {
            end += scale;
        }
        let unit = rest[end..].chars().next().filter(|c| is_wide_letter(*c)).map_or(0, char::len_utf8);
        (end + unit > digits).then_some(end + unit)
    }
}

/// How long the marks are that close a stretch of a label and stay with it: a line does not begin with one.
fn closed(rest: &str, label: bool) -> usize {
    let is_closing =
        |c: &char| is_wide_mark(*c) && !is_opening(*c) && !matches!(c, '—' | '…') || matches!(c, '”' | '’');
    rest.chars().take_while(is_closing).filter(|_| label).map(char::len_utf8).sum()
}

/// Where the tag ends that `html` begins with.
fn tag_end(html: &str) -> Option<usize> {
    if html.starts_with("<!--") {
        return html.find("-->").map(|at| at + 3);
    }
    let mut from = 0;
    loop {
        let at = from + memchr::memchr3(b'>', b'"', b'\'', &html.as_bytes()[from..])?;
        let sign = html.as_bytes()[at];
        if sign == b'>' {
            return Some(at + 1);
        }
        // What stands between quotation marks ends no tag.
        from = at + 1 + memchr::memchr(sign, &html.as_bytes()[at + 1..])? + 1;
    }
}

fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())]
}

/// The value of an attribute, with or without quotation marks.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = &tag[tag.find(char::is_whitespace)?..];
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        rest = &rest[at + name.len()..];
        let Some(value) = rest.strip_prefix('=').filter(|_| before.is_some_and(char::is_whitespace)) else { continue };
        let quoted = value.strip_prefix('"').and_then(|value| value.split('"').next());
        return quoted.or_else(|| value.split([' ', '>', '\n']).next());
    }
    None
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘') || (is_wide_mark(c) && matches!(c, '（' | '《' | '〈' | '「' | '『' | '【' | '〔'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::set;
    use crate::language::locales::Locales;
    use crate::language::segment::Lexis;
    use crate::model::lang::Lang;

    fn zh(html: &str) -> String {
        let locales = Locales::shipped(&["zh", "en"]);
        set(html.to_owned(), locales.of(Lang::DEFAULT), &Lexis::from_iter(["甲乙城".to_owned()]))
    }

    #[test]
    fn the_words_of_a_heading_stay_whole() {
        let html = zh("<h2>甲乙城人工智能产业发展</h2><p>甲乙城人工智能产业发展</p>");
        assert_eq!(html, "<h2>甲乙城<wbr>人工智能<wbr>产业<wbr>发展</h2><p>甲乙城人工智能产业发展</p>");
    }

    #[test]
    fn a_title_breaks_at_its_marks_and_never_before_one() {
        assert_eq!(
            zh("<h1>人工智能：甲乙城2023年，产业2024—2026年（计划）</h1>"),
            "<h1>人工智能：<wbr>甲乙城<wbr><span class=\"nb\">2023年，</span><wbr>产业<wbr>\
             <span class=\"nb\">2024—2026年</span><wbr>（计划）</h1>"
        );
        assert_eq!(zh("<h1>甲乙城“人工智能+”计划</h1>"), "<h1>甲乙城<wbr>“人工智能+”<wbr>计划</h1>");
    }

    #[test]
    fn a_number_and_its_unit_are_never_parted() {
        assert_eq!(
            zh("<p>超2300亿元，第3位"),
            "<p>超<span class=\"nb\">2300亿元</span>，第<span class=\"nb\">3位</span>"
        );
        assert_eq!(zh("<td class=nb>12家</td>"), "<td class=nb>12家</td>");
        assert_eq!(zh("<p>GB2312编码，&#39;家"), "<p>GB2312编码，&#39;家");
    }

    #[test]
    fn a_block_that_begins_with_a_mark_is_set_back() {
        assert_eq!(zh("<li><a href=\"x\">《甲》</a></li>"), "<li data-open><a href=\"x\">《甲》</a></li>");
        assert_eq!(zh("<li><svg><path/></svg>《甲》</li>"), "<li><svg><path/></svg>《甲》</li>");
        assert_eq!(zh("<p>甲《乙》</p>"), "<p>甲《乙》</p>");
    }

    #[test]
    fn other_languages_and_what_is_no_line_stay_as_they_are() {
        let html = "<h2 lang=\"ja\">人工智能産業</h2><code>人工智能产业12家</code><svg><text>人工智能产业</text></svg>";
        assert_eq!(zh(html), html);
        let locales = Locales::shipped(&["en", "zh"]);
        let html = "<h2>12家</h2>";
        assert_eq!(set(html.to_owned(), locales.of(Lang::DEFAULT), &Lexis::default()), html);
    }

    proptest! {
        #[test]
        fn a_reader_reads_the_same(words in "[a-z0-9.人工智能产业计划，“《&<>]{0,30}") {
            let text = crate::theme::escape::escape(&words);
            let html = zh(&format!("<h1 title='>'>{text}</h1><p>{text}</p>"));
            let read = html.replace("<wbr>", "").replace("<span class=\"nb\">", "").replace("</span>", "").replace(" data-open", "");
            prop_assert_eq!(read, format!("<h1 title='>'>{text}</h1><p>{text}</p>"));
        }
    }
}
