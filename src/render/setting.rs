//! Sets words of one script among those of another: language spans, dashes, opening marks.

use crate::language::locales::Locales;
use crate::language::script::{is_han, is_wide_letter, is_wide_mark};
use crate::language::spelling::Locale;
use crate::model::lang::Lang;

use crate::theme::escape;

/// How many Latin words in a row make a sentence of their own in a Chinese text.
const SENTENCE: usize = 5;

/// How words are set in one language among others.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Whether the language is written without spaces.
    pub wide: bool,
    /// The tag of the words in the other script, if the briefing has such a language.
    other: Option<&'a str>,
}

impl<'a> Setting<'a> {
    /// The setting for words in `lang`.
    pub fn new(locales: &'a Locales, lang: Lang) -> Self {
        let is_wide = |locale: &Locale| locale.name.contains(is_wide_letter);
        let wide = is_wide(locales.of(lang));
        let other = locales.written().find(|locale| is_wide(locale) != wide).map(|locale| locale.tag.as_str());
        Self { wide, other: other.or((!wide).then_some("zh")) }
    }

    /// Appends `words` to `out`, escaped, with what is foreign in spans of its language.
    pub fn push(&self, out: &mut String, words: &str) {
        if self.wide { self.push_wide(out, words) } else { self.push_latin(out, words) }
    }

    fn push_latin(&self, out: &mut String, words: &str) {
        let mut rest = words;
        while let Some(start) = rest.find(is_han) {
            let opening = rest[..start].chars().rev().take_while(|&c| is_opening(c)).map(char::len_utf8).sum::<usize>();
            let start = start - opening;
            let end = start + run(&rest[start..]);
            escape::push(out, &rest[..start]);
            span(out, self.other, &rest[start..end]);
            rest = &rest[end..];
        }
        escape::push(out, rest);
    }

    fn push_wide(&self, out: &mut String, words: &str) {
        let mut rest = words;
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '—') {
            escape::push(out, &rest[..start]);
            rest = &rest[start..];
            if let Some(after) = rest.strip_prefix("——") {
                out.push_str("<span class=\"dash\">——</span>");
                rest = after;
                continue;
            }
            let end = rest.char_indices().skip(1).find(|&(_, c)| is_wide_letter(c) || is_wide_mark(c));
            let end = end.map_or(rest.len(), |(at, _)| at);
            let is_sentence =
                rest[..end].split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= SENTENCE;
            span(out, self.other.filter(|_| is_sentence), &rest[..end]);
            rest = &rest[end..];
        }
        escape::push(out, rest);
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔')
}

/// How long the run of Chinese is that `text` begins with; marks and digits count only between its letters.
fn run(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_wide_letter(c) || ((is_wide_mark(c) || is_closing(c)) && !matches!(c, '—' | '…')) {
            end = at + c.len_utf8();
        } else if !(c.is_ascii_digit() || matches!(c, '—' | '…' | '+' | '%')) {
            break;
        }
    }
    end
}

fn is_closing(c: char) -> bool {
    matches!(c, '）' | '》' | '”' | '’')
}

fn span(out: &mut String, tag: Option<&str>, words: &str) {
    let Some(tag) = tag else { return escape::push(out, words) };
    out.push_str("<span lang=\"");
    escape::push(out, tag);
    out.push_str("\">");
    escape::push(out, words);
    out.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::Setting;

    const EN: Setting<'_> = Setting { wide: false, other: Some("zh-Hans") };
    fn html(setting: Setting<'_>, words: &str) -> String {
        let mut out = String::new();
        setting.push(&mut out, words);
        out
    }

    const ZH: Setting<'_> = Setting { wide: true, other: Some("en") };

    #[test]
    fn chinese_in_english_is_marked_with_its_marks() {
        assert_eq!(html(EN, "the 六小龙 & more"), "the <span lang=\"zh-Hans\">六小龙</span> &amp; more");
        assert_eq!(html(EN, "CNY 5 (5000亿元)"), "CNY 5 (5000<span lang=\"zh-Hans\">亿元</span>)");
        assert_eq!(html(EN, "《规划》2024年 said"), "<span lang=\"zh-Hans\">《规划》2024年</span> said");
        assert_eq!(html(EN, "it’s “so” — yes"), "it’s “so” — yes");
    }

    #[test]
    fn only_whole_english_sentences_are_marked_in_chinese() {
        assert_eq!(html(ZH, "发布AI+6G与To B"), "发布AI+6G与To B");
        assert_eq!(
            html(ZH, "他说：“The race is not yet over.”"),
            "他说：“<span lang=\"en\">The race is not yet over.</span>”"
        );
        assert_eq!(html(ZH, "甲——乙<"), "甲<span class=\"dash\">——</span>乙&lt;");
    }
}
