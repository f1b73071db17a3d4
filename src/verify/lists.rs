//! Lists that give several subjects their figures in order: 甲、乙分别为三座、五座.

use std::ops::Range;

use crate::language::figure::{Figure, FigureReader};
use crate::model::fact::Fact;

use super::mention::Mention;
use super::passage::Passage;
use super::stretch::is_within;

/// The bytes, in the line as it is read, of the figure that the excerpt's sentence gives to the fact's subject,
/// if it names several subjects and says which figure belongs to which.
pub fn figure(fact: &Fact, here: &[Mention], reader: &FigureReader, passage: &Passage) -> Option<Range<usize>> {
    let (text, sentence) = (passage.text(), passage.sentence());
    let prose = &passage.reader?.prose;
    let list = own_list(fact, here, passage, sentence.start)?;
    let from = prose.in_order(text.get(list.end..passage.at.end)?)? + list.end;
    let figures = reader.all(&text[from..sentence.end]);
    let given: Vec<&Figure> = figures.iter().take(list.names).collect();
    let figure = given.get(list.place).filter(|_| given.len() == list.names)?;
    Some(from + figure.range.start..from + figure.range.end)
}

/// The subject's place, from 0, where the excerpt lists names in an order and gives no number: 前四位分别为甲、乙.
pub fn place(fact: &Fact, here: &[Mention], passage: &Passage) -> Option<usize> {
    let own = here.iter().find(|mention| mention.subject == fact.subject && is_within(&passage.at, &mention.at))?;
    let before = &passage.text()[passage.at.start..own.at.start];
    let prose = &passage.reader?.prose;
    Some(prose.joints(&before[prose.in_order(before)?..]))
}

/// Whether two mentions stand in one list of names.
pub fn is_one_list(passage: &Passage, mentions: &[Mention], one: &Mention, other: &Mention) -> bool {
    lists(passage, mentions).iter().any(|list| [one, other].iter().all(|m| list.contains(&m.at)))
}

/// A list of names with the subject's among them.
struct Own {
    place: usize,
    names: usize,
    end: usize,
}

/// The last list before the excerpt's end that names the subject among others.
fn own_list(fact: &Fact, mentions: &[Mention], passage: &Passage, from: usize) -> Option<Own> {
    let own = |at: &Range<usize>| mentions.iter().any(|m| m.at == *at && m.subject == fact.subject);
    let within = |list: &&Vec<Range<usize>>| list.iter().all(|at| is_within(&(from..passage.at.end), at));
    let lists = lists(passage, mentions);
    let list = lists.iter().rev().filter(within).find(|list| list.len() > 1 && list.iter().any(own))?;
    let place = list.iter().position(own)?;
    Some(Own { place, names: list.len(), end: list.last()?.end })
}

/// Runs of names with nothing but a comma or an "and" between them.
fn lists(passage: &Passage, mentions: &[Mention]) -> Vec<Vec<Range<usize>>> {
    let mut places: Vec<Range<usize>> = mentions.iter().filter(|m| m.inside.is_empty()).map(|m| m.at.clone()).collect();
    places.sort_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
    places.dedup_by(|next, kept| next.start < kept.end);
    let mut lists: Vec<Vec<Range<usize>>> = Vec::new();
    for at in places {
        let joined = |list: &Vec<Range<usize>>| {
            let between = list.last().map(|last| &passage.text()[last.end..at.start]);
            passage.reader.zip(between).is_some_and(|(reader, between)| reader.prose.joins(between))
        };
        match lists.last_mut().filter(|list| joined(list)) {
            Some(list) => list.push(at),
            None => lists.push(vec![at]),
        }
    }
    lists
}
