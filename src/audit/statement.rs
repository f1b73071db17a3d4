//! What a report says beside a reference: the words that it is to bear out.

use std::ops::Range;

use super::references::{Reference, without_addresses, written};
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
/// A link whose words hold none is a mark behind what it bears out, and one of a bare number may be: `[1](…)`. Where a
/// sentence says no figure before its first reference (*by [this page](…), it is 5*), each stands before what it bears
/// out; else the last alone may.
pub fn beside(report: &Report, reference: &Reference, says: impl Fn(&str) -> bool) -> Vec<Statement> {
    let (block, place) = reference.called.unwrap_or((reference.block, reference.at.end));
    let own = &report.blocks[block];
    let link = reference.called.is_none() && !reference.at.is_empty() && is_link(own, &reference.at);
    let listed = reference.called.is_none() && own.label.is_some();
    let sentence = if listed { 0..reference.at.start } else { sentence(&own.text, place) };
    let from = if link { reference.at.start } else { place };
    let mine = if link { reference.at.clone() } else { from..from };
    let others = stops(own, &mine, &sentence);
    let start = others.iter().map(|other| other.end).filter(|end| *end < from).max().unwrap_or(sentence.start);
    let next = others.iter().map(|other| other.start).filter(|start| *start > place).min();
    let behind = start..from.min(sentence.end).max(start);
    let ahead = place.min(sentence.end)..next.unwrap_or(sentence.end).max(place.min(sentence.end));
    let text = without_addresses(&own.text);
    let said = |at: &Range<usize>| says(&text[at.clone()]);
    let itself = reference.at.clone();
    let is_label = |at: &Range<usize>| is_label(&text[at.clone()]);
    if link && said(&itself) && !is_label(&itself) {
        return vec![Statement { block, at: itself, sentence }];
    }
    let first = others.iter().chain([&mine]).min_by_key(|at| at.start).expect("the reference itself is one");
    let until = if is_label(first) { first.start } else { first.end };
    let leads = !said(&(sentence.start..until.clamp(sentence.start, sentence.end)));
    let may_lead = (leads || next.is_none()) && said(&ahead);
    let mut all = match (may_lead, said(&behind)) {
        (true, true) if leads => vec![behind, ahead],
        (true, true) => vec![ahead, behind],
        (true, false) => vec![ahead],
        (false, true) => vec![behind],
        (false, false) if link => vec![itself.clone()],
        (false, false) => vec![behind],
    };
    if link && said(&itself) && !all.contains(&itself) {
        all.insert(0, itself);
    }
    all.into_iter().map(|at| Statement { block, at, sentence: sentence.clone() }).collect()
}

/// The other links, notes and addresses of a sentence.
fn stops(block: &Block, mine: &Range<usize>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let marks: Vec<Range<usize>> = block.marks.iter().map(|mark| mark.at.clone()).collect();
    let is_marked = |at: &Range<usize>| marks.iter().any(|mark| mark.start <= at.start && at.end <= mark.end);
    let bare: Vec<Range<usize>> = written(&block.text).into_iter().filter(|at| !is_marked(at)).collect();
    let inside = |at: &Range<usize>| sentence.start <= at.start && at.end <= sentence.end;
    marks.into_iter().chain(bare).filter(|at| at.end != mine.end && inside(at)).collect()
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
