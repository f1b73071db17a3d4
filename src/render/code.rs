//! Colours TOML and other code with a handful of classes.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use crate::model::limit::Bound;
use crate::theme::escape;

/// The longest text that is coloured, in bytes; a longer one is shown plain.
const LONGEST: usize = Bound::Coloured.row().most as usize;
/// The longest line that is coloured: the grammars take time that grows with its square.
const LONGEST_LINE: usize = Bound::ColouredLine.row().most as usize;
/// How many brackets may stand in one line, for the same reason.
const MOST_BRACKETS: usize = 60;
/// How many results are kept.
const KEPT: usize = 1_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// What was coloured before, by language and text: a page's code stands on one page for each reader's
/// language, and `serve` shows the same page again. A result depends on nothing else.
static DONE: LazyLock<Mutex<BTreeMap<(String, String), String>>> = LazyLock::new(Mutex::default);

/// A block of code in `language`, as HTML; a language that is not known is shown plain.
pub fn block(language: &str, source: &str) -> String {
    let mut out = String::from("<pre class=\"code\" tabindex=\"0\"><code");
    if !language.is_empty() {
        out.push_str(" class=\"language-");
        escape::push(&mut out, language);
        out.push('"');
    }
    out.push('>');
    out.push_str(&highlight(language, source));
    out.push_str("</code></pre>");
    out
}

/// `source` as HTML with spans of the classes `c` (comment), `s` (string), `n` (number, date,
/// truth value), `k` (key, keyword) and `h` (heading).
pub fn highlight(language: &str, source: &str) -> String {
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|_| source.len() <= LONGEST);
    let Some(syntax) = syntax else { return escape::escape(source).into_owned() };
    let key = (language.to_owned(), source.to_owned());
    if let Some(done) = DONE.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return done.clone();
    }
    let html = coloured(syntax, source);
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if done.len() >= KEPT {
        done.clear();
    }
    done.insert(key, html.clone());
    html
}

fn coloured(syntax: &SyntaxReference, source: &str) -> String {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = Out::default();
    for line in source.split_inclusive('\n') {
        let too_much = line.len() > LONGEST_LINE || line.matches(['[', '{', '(']).count() > MOST_BRACKETS;
        let Some(changes) = (!too_much).then(|| state.parse_line(line, &SYNTAXES).ok()).flatten() else {
            out.push(line, None);
            continue;
        };
        let mut done = 0;
        for (at, change) in changes {
            out.push(&line[done..at], class(&stack));
            done = at;
            if stack.apply(&change).is_err() {
                stack = ScopeStack::new();
            }
        }
        out.push(&line[done..], class(&stack));
    }
    out.finish()
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        const CLASSES: [(&str, &str); 11] = [
            ("comment", "c"),
            ("punctuation.definition.comment", "c"),
            ("string", "s"),
            ("punctuation.definition.string", "s"),
            ("constant.character", "s"),
            ("constant", "n"),
            ("entity.name.tag", "k"),
            ("variable.other", "k"),
            ("support.type.property", "k"),
            ("keyword", "k"),
            ("entity.name", "h"),
        ];
        CLASSES.iter().find(|(scope, _)| name.starts_with(scope)).map(|(_, class)| *class)
    })
}

/// Joins neighbouring pieces of one class into one span.
#[derive(Default)]
struct Out {
    html: String,
    open: Option<&'static str>,
}

impl Out {
    fn push(&mut self, text: &str, class: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        let class = if text.trim().is_empty() { self.open } else { class };
        if class != self.open {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        }
        escape::push(&mut self.html, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::{block, highlight};

    #[test]
    fn toml_has_five_classes_and_keeps_its_text() {
        let html = highlight("toml", "# <note>\n[[fact]]\nid = \"a\" # b\nline = 6\n");
        assert_eq!(
            html,
            concat!(
                "<span class=\"c\"># &lt;note&gt;\n</span>[[<span class=\"h\">fact</span>]]\n",
                "<span class=\"k\">id </span>= <span class=\"s\">&quot;a&quot; </span><span class=\"c\"># b\n</span>",
                "<span class=\"k\">line </span>= <span class=\"n\">6\n</span>"
            )
        );
    }

    #[test]
    fn an_unknown_language_is_shown_plain() {
        assert_eq!(block("", "<a>"), "<pre class=\"code\" tabindex=\"0\"><code>&lt;a&gt;</code></pre>");
        assert_eq!(highlight("no such", "x"), "x");
    }

    #[test]
    fn hostile_lines_end_soon() {
        for source in ["[".repeat(100_000), "a = ".to_owned() + &"[".repeat(50_000), "[[[[\n".repeat(5_000)] {
            assert_eq!(highlight("toml", &source).matches('[').count(), source.matches('[').count());
        }
    }
}
