//! Characters that nobody sees and that change what is read: marks that turn the direction of text, and gaps inside numbers.

use std::ops::Range;

use crate::problem::span::{Span, Texts};
use crate::problem::{Problem, Problems, code::Code};

/// Characters that turn the direction of the text beside them, so that 2600 is seen as 0062.
const TURNING: [char; 12] = [
    '\u{61C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}',
];

/// Characters without width: beside a digit they make two numbers of what is seen as one.
const WIDTHLESS: [char; 11] = [
    '\u{AD}', '\u{34F}', '\u{180E}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{2061}', '\u{2062}',
    '\u{2063}', '\u{FEFF}',
];

/// Reports both wherever they stand, also where they are written by their number.
pub fn run(texts: &Texts, problems: &mut Problems) {
    for (file, path) in texts.iter() {
        let text = texts.text(file);
        let mut run_ends = 0;
        for (at, c) in marks(text, path.ends_with(".md")) {
            // A run of characters without width is told once, at its first.
            let goes_on = WIDTHLESS.contains(&c) && at.start > 0 && at.start == run_ends;
            run_ends = if WIDTHLESS.contains(&c) { at.end } else { 0 };
            if goes_on {
                continue;
            }
            let span = Span::new(file, at.clone());
            let number = u32::from(c);
            if TURNING.contains(&c) {
                problems.report(
                    Problem::new(
                        Code::BadValue,
                        span,
                        format!("a mark that turns the direction of text, U+{number:04X}"),
                    )
                    .label("what follows is shown in another order than it is written")
                    .help("delete it; letters and digits have their direction by themselves"),
                );
            } else if beside_digit(text, at) {
                problems.report(
                    Problem::new(
                        Code::BadValue,
                        span,
                        format!("a character without width, U+{number:04X}, beside a digit"),
                    )
                    .label("it cannot be seen, and makes another number of what is seen")
                    .help("delete it"),
                );
            }
        }
    }
}

fn beside_digit(text: &str, at: Range<usize>) -> bool {
    let widthless = |c: &char| WIDTHLESS.contains(c);
    let before = text[..at.start].chars().rev().find(|c| !widthless(c));
    let after = text[at.end..].chars().find(|c| !widthless(c));
    [before, after].into_iter().flatten().any(char::is_numeric)
}

/// The characters of both kinds in a text, as themselves, as `\u202E` in TOML or as `&#x202E;` in Markdown.
fn marks(text: &str, is_markdown: bool) -> Vec<(Range<usize>, char)> {
    let unseen = |c: &char| TURNING.contains(c) || WIDTHLESS.contains(c);
    let mut found = Vec::new();
    if !text.is_ascii() {
        // Every byte of every text is asked, and few begin such a character.
        let begun = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte));
        let begun = begun.filter_map(|(at, _)| Some((at, text[at..].chars().next()?)));
        found.extend(begun.filter(|(_, c)| unseen(c)).map(|(at, c)| (at..at + c.len_utf8(), c)));
    }
    let body = if is_markdown { text.match_indices("\n+++").next().map_or(0, |(at, _)| at) } else { text.len() };
    found.extend(escapes(&text[..body]).into_iter().filter(|(_, c)| unseen(c)));
    if is_markdown {
        found.extend(entities(text, body).into_iter().filter(|(_, c)| unseen(c)));
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Whether a byte may be the first of a character of either kind in UTF-8.
fn may_begin(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xEF)
}

fn escapes(toml: &str) -> Vec<(Range<usize>, char)> {
    let read = |(at, _): (usize, &str)| {
        let digits = match toml.as_bytes().get(at + 1)? {
            b'u' => 4,
            b'U' => 8,
            _ => return None,
        };
        let slashes = toml[..at].bytes().rev().take_while(|b| *b == b'\\').count();
        let (start, end) = (at + 2, at + 2 + digits);
        let c = u32::from_str_radix(toml.get(start..end)?, 16).ok().and_then(char::from_u32)?;
        (slashes % 2 == 0).then_some((at..end, c))
    };
    toml.match_indices('\\').filter_map(read).collect()
}

fn entities(markdown: &str, from: usize) -> Vec<(Range<usize>, char)> {
    const LONGEST: usize = 10;
    let read = |(at, _): (usize, &str)| {
        let at = at + from;
        let rest = &markdown[at + 1..];
        let length = rest.bytes().take(LONGEST).position(|b| b == b';')?;
        let c = match rest.get(..length)? {
            "lrm" => '\u{200E}',
            "rlm" => '\u{200F}',
            "shy" => '\u{AD}',
            "zwj" => '\u{200D}',
            "zwnj" => '\u{200C}',
            number => {
                let number = number.strip_prefix('#')?;
                let hex = number.strip_prefix(['x', 'X']);
                let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                char::from_u32(code?)?
            }
        };
        Some((at..at + length + 2, c))
    };
    markdown[from..].match_indices('&').filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{TURNING, WIDTHLESS, may_begin, run};
    use crate::problem::Problems;
    use crate::problem::span::Texts;

    /// What is told of a file, with the bytes that it is told of.
    fn told(path: &str, text: &str) -> Vec<String> {
        let mut texts = Texts::default();
        texts.add(path, text);
        let mut problems = Problems::new();
        run(&texts, &mut problems);
        problems.sorted().iter().map(|p| format!("{:?}: {}", texts.slice(p.span), p.message)).collect()
    }

    #[test]
    fn a_mark_that_turns_text_is_refused_however_it_is_written() {
        for (path, written) in [
            ("content/pages/a.md", "\u{202E}"),
            ("content/pages/a.md", "&#x202E;"),
            ("content/pages/a.md", "&#8238;"),
            ("content/pages/a.md", "&rlm;"),
            ("content/gaps.toml", "\\u202E"),
            ("content/gaps.toml", "\\U0000202e"),
            ("templates/strings/en.toml", "\u{2067}"),
        ] {
            let told = told(path, &format!("of {written}2600 lamps"));
            assert!(matches!(&told[..], [one] if one.contains("turns the direction")), "{path} {written}: {told:?}");
        }
    }

    #[test]
    fn each_is_known_by_its_first_byte() {
        for c in TURNING.into_iter().chain(WIDTHLESS) {
            assert!(c.to_string().bytes().next().is_some_and(may_begin), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_gap_without_width_is_refused_in_a_number_and_nowhere_else() {
        assert_eq!(
            told("site.toml", "26\u{200B}00")[0],
            "\"\\u{200b}\": a character without width, U+200B, beside a digit"
        );
        assert_eq!(told("site.toml", "5\u{2060}\u{FEFF}亿").len(), 1, "a run is told once");
        assert_eq!(told("content/a.md", "2&#8203;600").len(), 1);
        assert_eq!(told("content/a.md", "a\u{200B}b \u{1F469}\u{200D}\u{1F4BB}"), [""; 0]);
        assert_eq!(told("site.toml", "a \\\\u202E that is told of, and &#x202E; in TOML"), [""; 0]);
    }
}
