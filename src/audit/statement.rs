//! What a report says beside a reference: the words that it is to bear out.

use std::ops::Range;

use super::references::Reference;
use super::report::{Block, Report};

/// Words that a reference is to bear out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Their block.
    pub block: usize,
    /// The words from the reference before to this one, or those of the link.
    pub at: Range<usize>,
    /// The whole sentence.
    pub sentence: Range<usize>,
}

/// The statements that a reference may stand beside, the likelier first; `says` tells whether words hold a figure.
///
/// A link whose words hold none is a mark behind what it bears out, and one of a bare number may be: `[1](…)`.
pub fn beside(report: &Report, reference: &Reference, says: impl Fn(&str) -> bool) -> Vec<Statement> {
    let (block, place) = reference.called.unwrap_or((reference.block, reference.at.end));
    let own = &report.blocks[block];
    let link = reference.called.is_none() && !reference.at.is_empty() && is_link(own, &reference.at);
    let listed = reference.called.is_none() && own.label.is_some();
    let sentence = if listed { 0..reference.at.start } else { sentence(&own.text, place) };
    let from = if link { reference.at.start } else { place };
    let before = own.marks.iter().map(|mark| mark.at.end).filter(|end| *end < from && sentence.contains(end)).max();
    let start = before.unwrap_or(sentence.start);
    let behind = start..from.min(sentence.end).max(start);
    let words = if link { &own.text[reference.at.clone()] } else { "" };
    let all = match (link, says(&own.text[behind.clone()])) {
        (false, _) => vec![behind],
        (true, true) if !says(words) => vec![behind],
        (true, true) if is_label(words) => vec![reference.at.clone(), behind],
        (true, _) => vec![reference.at.clone()],
    };
    all.into_iter().map(|at| Statement { block, at, sentence: sentence.clone() }).collect()
}

/// Whether the words of a link may be the number of a note.
fn is_label(words: &str) -> bool {
    let number = words.trim().trim_matches(['[', ']', '(', ')']);
    (1..4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_link(block: &Block, at: &Range<usize>) -> bool {
    let words = &block.text[at.clone()];
    block.marks.iter().any(|mark| mark.at == *at) && !words.contains("://") && !words.is_empty()
}

/// The sentence at a byte of a text: the one that ended there, where the mark stands behind its stop.
pub fn sentence(text: &str, at: usize) -> Range<usize> {
    let head = text[..at].trim_end().len();
    let behind = head > 0 && ends_here(text, head);
    let stop = if behind { head - last(text, head) } else { head };
    let start = ends(text).filter(|end| *end <= stop).max().unwrap_or(0);
    let end = if behind { head } else { ends(text).find(|end| *end >= at.max(1)).unwrap_or(text.len()) };
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    start + lead..end
}

fn last(text: &str, end: usize) -> usize {
    text[..end].chars().next_back().map_or(0, char::len_utf8)
}

/// Where sentences end, behind their stops.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| ends_here(text, *end))
}

/// Whether a sentence ends before a byte. A full stop ends one before a blank or a mark, not inside a number.
fn ends_here(text: &str, end: usize) -> bool {
    let after = text[end..].chars().next();
    match text[..end].chars().next_back() {
        Some('。' | '！' | '？' | '!' | '?' | '；') => true,
        Some('.') => {
            let word = text[..end - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let short = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
            !short && after.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '”' | '"' | ')'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_mark_behind_a_stop_belongs_to_the_sentence_that_ended() {
        for (text, expected) in [
            ("One is 3.5. Two is 4.|[1] Three.", "Two is 4."),
            ("One is 3.5. Two |is 4. Three.", "Two is 4."),
            ("甲为3.5亿元。乙为4亿元|[1]。丙。", "乙为4亿元[1]。"),
            ("甲为3.5亿元。乙为4亿元。|[1]丙。", "乙为4亿元。"),
            ("No stop at all|", "No stop at all"),
            ("|", ""),
        ] {
            let at = text.find('|').unwrap();
            let plain = text.replace('|', "");
            assert_eq!(&plain[sentence(&plain, at)], expected, "{text}");
        }
    }
}
