//! The pen: writes SVG elements in tenths of a pixel, so that no float is ever printed.

use std::fmt::{self, Write as _};

use crate::language::script::{is_wide_letter, is_wide_mark};
use crate::model::fact::{Sign, Status};
use crate::model::quantity::Precision;
use crate::theme::escape::escape;

use super::{Frame, Mark};

/// A length in tenths of a CSS pixel.
pub type Tenths = i64;

/// Size of labels.
pub const TEXT: Tenths = 130;
/// Size of ticks, units and notes.
pub const SMALL: Tenths = 120;

/// Prints tenths as a decimal number.
struct Px(Tenths);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 10 {
            0 => write!(f, "{sign}{}", size / 10),
            tenth => write!(f, "{sign}{}.{tenth}", size / 10),
        }
    }
}

/// Stands in a label where a line may break, and is not written.
pub const BREAK: char = '\u{200B}';

/// How wide `text` will be at `size`: a Chinese character is one em, any other 0.56 em.
pub fn width(text: &str, size: Tenths) -> Tenths {
    let hundredths: i64 =
        text.chars().filter(|c| *c != BREAK).map(|c| if is_wide_letter(c) || is_wide_mark(c) { 100 } else { 56 }).sum();
    hundredths * size / 100
}

/// Breaks `text` into lines no wider than `limit` at spaces, and between Chinese words where it says where they end,
/// else between any two characters.
pub fn wrap(text: &str, size: Tenths, limit: Tenths) -> Vec<String> {
    let mut lines = vec![String::new()];
    let pieces = words(text, text.contains(BREAK));
    // A word that no line holds is broken all the same.
    let pieces =
        pieces.into_iter().flat_map(|word| if width(word, size) > limit { words(word, false) } else { vec![word] });
    for word in pieces {
        let line = lines.last_mut().expect("never empty");
        if !line.is_empty() && width(line.trim_end(), size) + width(word.trim_end(), size) > limit {
            *line = line.trim_end().to_owned();
            lines.push(word.to_owned());
        } else {
            line.push_str(word);
        }
    }
    let last = lines.last_mut().expect("never empty");
    *last = last.trim_end().to_owned();
    lines
}

fn words(text: &str, marked: bool) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = match before {
            Some(' ' | BREAK) => true,
            Some(b) if marked => is_wide_mark(b) && is_wide_letter(c) && !is_opening(b),
            Some(b) => (is_wide_letter(b) || (is_wide_mark(b) && !is_opening(b))) && is_wide_letter(c),
            None => false,
        };
        if breaks {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    words.push(&text[start..]);
    words
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔')
}

/// Where a text's given point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its start.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// In which direction values grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// Upwards.
    Up,
    /// To the right.
    Right,
}

impl Growth {
    fn turn(self, along: Tenths, across: Tenths) -> (Tenths, Tenths) {
        match self {
            Growth::Up => (across, -along),
            Growth::Right => (along, across),
        }
    }
}

/// A chart being drawn.
#[derive(Default)]
pub struct Canvas {
    body: String,
}

impl Canvas {
    /// Writes `text` on one line with its baseline at `y`.
    pub fn text(&mut self, class: &str, (x, y): (Tenths, Tenths), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        write!(
            self.body,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            Px(x),
            Px(y),
            escape(&text.replace(BREAK, ""))
        )
        .expect("a string takes any text");
    }

    /// Draws a straight line.
    pub fn line(&mut self, class: &str, from: (Tenths, Tenths), to: (Tenths, Tenths)) {
        self.path(class, from, &[(to.0 - from.0, to.1 - from.1)], false);
    }

    /// Draws a rectangle.
    pub fn rect(&mut self, class: &str, (x, y): (Tenths, Tenths), (w, h): (Tenths, Tenths)) {
        write!(
            self.body,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            Px(x),
            Px(y),
            Px(w.max(0)),
            Px(h)
        )
        .expect("a string takes any text");
    }

    /// Draws the sign of a kind of statement, centred on a point.
    pub fn sign(&mut self, status: Status, (x, y): (Tenths, Tenths)) {
        let class = format!("c-mark {}", status.word());
        match status.sign() {
            Sign::Square => self.path(&class, (x - 45, y - 45), &[(90, 0), (0, 90), (-90, 0)], true),
            Sign::Diamond => self.path(&class, (x, y - 60), &[(60, 60), (-60, 60), (-60, -60)], true),
            Sign::Triangle => self.path(&class, (x, y - 60), &[(60, 110), (-120, 0)], true),
            Sign::Balloon => {
                let box_and_tail = [(120, 0), (0, 80), (-60, 0), (-30, 30), (0, -30), (-30, 0)];
                self.path(&class, (x - 60, y - 50), &box_and_tail, true);
            }
            Sign::Circle => {
                write!(self.body, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"5\"/>", Px(x), Px(y))
                    .expect("a string takes any text");
            }
        }
    }

    /// Draws the sign of a target that fell due and of which nothing is known.
    pub fn missed(&mut self, (x, y): (Tenths, Tenths)) {
        self.path("c-missed", (x, y - 60), &[(60, 60), (-60, 60), (-60, -60)], true);
        self.path("c-missed", (x - 30, y), &[(60, 0)], false);
    }

    /// Draws how precise a mark is, around its place `at`; `far` is how far the range reaches on.
    pub fn precision(&mut self, mark: &Mark, at: (Tenths, Tenths), growth: Growth, far: Tenths) {
        if mark.high.is_some() {
            return self.bracket(at, growth, far);
        }
        match mark.precision {
            Precision::Exact => {}
            Precision::Over => self.caret(at, growth, 1, false),
            Precision::AtLeast => self.caret(at, growth, 1, true),
            Precision::Nearly | Precision::Under => self.caret(at, growth, -1, false),
            Precision::AtMost => self.caret(at, growth, -1, true),
            Precision::About => self.wave(at, growth),
        }
    }

    /// Draws what a reader must be warned of: hatching on the mark, ≠ to the right of it.
    pub fn warnings(&mut self, mark: &Mark, (x, y): (Tenths, Tenths), growth: Growth) {
        if mark.damaged {
            self.hatch((x, y));
        }
        if mark.disputed {
            let beyond = if growth == Growth::Right { 160 } else { 80 };
            self.text("c-disputed", (x + beyond, y + 45), Anchor::Start, "≠");
        }
    }

    /// Draws the hatching of what rests on a damaged copy alone.
    pub fn hatch(&mut self, (x, y): (Tenths, Tenths)) {
        let hatch = [(60, -60), (-60, 90), (90, -90), (-60, 90), (60, -60)];
        self.path("c-hatch", (x - 45, y + 15), &hatch, false);
    }

    /// Draws where a place lies: a ring, or a disc for the one that a page is about.
    pub fn place(&mut self, main: bool, (x, y): (Tenths, Tenths)) {
        let (class, radius) = if main { ("c-place main", 5) } else { ("c-place", 4) };
        write!(self.body, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>", Px(x), Px(y))
            .expect("a string takes any text");
    }

    fn caret(&mut self, (x, y): (Tenths, Tenths), growth: Growth, side: i64, or_equal: bool) {
        let start = growth.turn(side * 90, -40);
        let steps = [growth.turn(40, 40), growth.turn(-40, 40)];
        self.path("c-caret", (x + start.0, y + start.1), &steps, false);
        if or_equal {
            let base = growth.turn(side * 90 - 20, -40);
            self.path("c-caret", (x + base.0, y + base.1), &[growth.turn(0, 80)], false);
        }
    }

    fn wave(&mut self, (x, y): (Tenths, Tenths), growth: Growth) {
        let start = growth.turn(90, -60);
        let steps = [(25, 30), (-25, 30), (25, 30), (-25, 30)].map(|(along, across)| growth.turn(along, across));
        self.path("c-soft", (x + start.0, y + start.1), &steps, false);
    }

    fn bracket(&mut self, (x, y): (Tenths, Tenths), growth: Growth, far: Tenths) {
        let start = growth.turn(0, -40);
        let steps = [(0, 80), (0, -40), (far, 0), (0, -40), (0, 80)].map(|(along, across)| growth.turn(along, across));
        self.path("c-range", (x + start.0, y + start.1), &steps, false);
    }

    fn path(&mut self, class: &str, from: (Tenths, Tenths), steps: &[(Tenths, Tenths)], closed: bool) {
        write!(self.body, "<path class=\"{class}\" d=\"M{} {}", Px(from.0), Px(from.1))
            .expect("a string takes any text");
        for (dx, dy) in steps {
            write!(self.body, "l{} {}", Px(*dx), Px(*dy)).expect("a string takes any text");
        }
        self.body.push_str(if closed { "z\"/>" } else { "\"/>" });
    }

    /// A small figure in a row of a table, whose words say the same.
    pub fn small(self, (width, height): (u32, u32)) -> String {
        format!(
            "<svg class=\"spark\" aria-hidden=\"true\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\">{}</svg>",
            self.body
        )
    }

    /// The whole SVG, `height` tall.
    pub fn finish(self, frame: &Frame, height: Tenths) -> String {
        let (id, lang, width) = (escape(&frame.id), escape(&frame.lang), frame.width);
        let (title, desc) = (escape(&frame.title), escape(&frame.desc));
        let height = Px(height);
        format!(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"{lang}\" \
             aria-labelledby=\"{id}-t\" aria-describedby=\"{id}-d\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\"><title id=\"{id}-t\">{title}</title>\
             <desc id=\"{id}-d\">{desc}</desc>{}</svg>",
            self.body
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Px, TEXT, width, wrap};

    #[test]
    fn tenths_print_without_a_float() {
        let printed: Vec<String> = [0, 5, 10, -5, -125, 1000].map(|n| Px(n).to_string()).into();
        assert_eq!(printed, ["0", "0.5", "1", "-0.5", "-12.5", "100"]);
    }

    #[test]
    fn a_chinese_character_is_one_em() {
        assert_eq!(width("杭州", TEXT), 260);
        assert_eq!(width("ab", TEXT), 145);
    }

    #[test]
    fn lines_break_at_spaces_and_between_characters() {
        assert_eq!(wrap("one two three", 100, 420), ["one two", "three"]);
        assert_eq!(wrap("杭州苏州，南京", 100, 350), ["杭州苏", "州，南", "京"]);
        assert_eq!(wrap("", 100, 300), [""]);
    }

    #[test]
    fn where_words_are_marked_lines_break_between_them() {
        let label = "人工智能\u{200B}产业\u{200B}计划";
        assert_eq!(width(label, 100), 800);
        let plain = |limit| wrap(label, 100, limit).iter().map(|line| line.replace('\u{200B}', "")).collect::<Vec<_>>();
        assert_eq!(plain(500), ["人工智能", "产业计划"]);
        assert_eq!(plain(300), ["人工智", "能产业", "计划"]);
    }
}
