//! Whether the words around an excerpt name the fact's subject, and whether another is nearer.

use crate::language::figure::FigureReader;
use crate::model::bibliography::Name;
use crate::model::briefing::Briefing;
use crate::model::evidence::Stated;
use crate::model::fact::{Fact, Of};
use crate::model::id::Id;
use crate::model::subject::{Role, Subject};

use super::lists;
use super::mention::{Mention, Names};
use super::passage::Passage;
use super::remark::{Remark, RemarkKind};
use super::stretch::{distance, is_within};

/// Where the subject is named, and what a curator should look at.
///
/// `here`: who is named in the excerpt's line.
pub fn subject(
    briefing: &Briefing,
    names: &Names,
    fact: &Fact,
    passage: &Passage,
    here: &[Mention],
) -> (Stated, Vec<Remark>) {
    let compared = |mention: &Mention| is_compared(passage, mention);
    let speaks = |mentions: &[Mention]| mentions.iter().any(|mention| names_subject(briefing, mention, fact.subject));
    let mut remarks = Vec::from_iter(closer(briefing, fact, passage, here));
    if speaks(here) {
        return (Stated::Here, remarks);
    }
    let mentions = |line: usize| names.mentions(&passage.reading.text.lines[line]);
    let above: Vec<Mention> = passage.above.iter().flat_map(|&line| mentions(line)).collect();
    let related = helper(briefing, fact, here);
    let alone = remarks.is_empty() && related.is_none();
    if speaks(&above) {
        let before = here.iter().filter(|mention| mention.at.end <= passage.at.start && !compared(mention));
        remarks.extend(unnamed(briefing, fact, before).filter(|_| alone));
        return (Stated::Above, remarks);
    }
    // What a document's title names is what its sentences speak of where they name nothing else before.
    let titled = passage.reading.titles().any(|line| speaks(&mentions(line)));
    let sentence = passage.sentence();
    let before = here.iter().filter(|mention| mention.at.end <= passage.at.start && !compared(mention));
    let before = before.filter(|mention| !titled || sentence.start <= mention.at.start);
    let before = before.filter(|mention| sentence.start <= mention.at.start || !is_aside(passage, mention));
    let outside = |line: &&usize| !titled && !passage.is_beside(**line);
    let above: Vec<Mention> = passage.above.iter().filter(outside).flat_map(|&line| mentions(line)).collect();
    remarks.extend(unnamed(briefing, fact, before.chain(&above)).filter(|_| alone));
    remarks.extend(related);
    (Stated::Curator, remarks)
}

/// A warning if neither the subject nor anything that belongs to the fact is named near, but another
/// subject of its kind is.
fn unnamed<'a>(briefing: &Briefing, fact: &Fact, mut near: impl Iterator<Item = &'a Mention>) -> Option<Remark> {
    if is_of_its_body(briefing, fact) {
        return None;
    }
    let kind = briefing.subjects[fact.subject].kind;
    let rival = near.find(|mention| {
        briefing.subjects[mention.subject].kind == kind
            && mention.inside.is_empty()
            && !is_part_of(briefing, fact, mention.subject)
    })?;
    let name = briefing.subjects[rival.subject].title.iter().last()?;
    Some(Remark::new(RemarkKind::Closer, format!("the fact's subject is not named near the excerpt; `{name}` is")))
}

/// Whether the document is that of the fact's subject, which says *we* in it, or names itself nowhere.
fn is_of_its_body(briefing: &Briefing, fact: &Fact) -> bool {
    let (source, subject) = (&briefing.sources[fact.source], &briefing.subjects[fact.subject]);
    let bodies = source.publisher.iter().cloned();
    let authors = source.record.authors.iter().map(Name::whole);
    let names: Vec<String> = bodies.chain(authors).map(|name| name.to_lowercase()).collect();
    let own = subject.title.iter().chain(subject.aliases.iter().map(|alias| &alias.name));
    own.map(|name| name.to_lowercase()).any(|name| names.contains(&name))
}

/// A warning if the words directly beside an excerpt turn it into its opposite.
pub fn negation(passage: &Passage, figures: &FigureReader) -> Option<Remark> {
    let text = passage.text();
    // May not exceed 2.5 %: what is denied is the word of precision, which the sign tells.
    let bound = || figures.begins_with_precision(&text[passage.at.clone()]);
    let found = passage.reader?.prose.negation(text, &passage.at)?;
    let word = &text[found.clone()];
    if found.end <= passage.at.start && bound() {
        return None;
    }
    Some(Remark::new(RemarkKind::Negated, format!("`{word}` stands directly beside the excerpt")))
}

/// A remark if the excerpt's sentence says who says so, and the record names nobody.
pub fn unattributed(fact: &Fact, passage: &Passage) -> Option<Remark> {
    let sentence = &passage.text()[passage.sentence()];
    let found = passage.reader?.speaker().attribution(sentence)?;
    if fact.by.is_some() || (found.is_plan && fact.policy.is_some()) {
        return None;
    }
    let words = sentence[found.at].trim();
    let text = format!("the sentence says who says so (`{words}`), and the record names nobody in `by`");
    Some(Remark::new(RemarkKind::Unattributed, text))
}

/// Whether a mention names the subject itself: not where its name is part of another place's
/// (甲市 in 甲市港区), but where it is part of its own authority's or policy's.
fn names_subject(briefing: &Briefing, mention: &Mention, own: Id<Subject>) -> bool {
    mention.subject == own
        && mention.inside.iter().all(|&other| {
            let outer = &briefing.subjects[other];
            let role = briefing.kinds[outer.kind].role;
            let belongs = outer.places.contains(&own) || outer.issuer.contains(&own) || outer.within == Some(own);
            matches!(role, Some(Role::Actor | Role::Policy)) && belongs
        })
}

/// A warning if another subject of the same kind, named outside a title, is nearer to the excerpt in
/// its clause, or is named before it in its sentence, which does not name or mean the fact's own.
fn closer(briefing: &Briefing, fact: &Fact, passage: &Passage, here: &[Mention]) -> Option<Remark> {
    let (text, clause, sentence) = (passage.text(), passage.clause(), passage.sentence());
    let titles = passage.reader.map_or_else(|| text.to_owned(), |reader| reader.status().untitled(text));
    let far = |mention: &Mention| distance(text, &mention.at, &passage.at);
    let own = || here.iter().filter(|mention| mention.subject == fact.subject);
    let near = own().map(far).min();
    let silent = !own().any(|mention| is_within(&sentence, &mention.at))
        && !passage.reader.is_some_and(|reader| reader.prose.refers_back(&text[sentence.start..passage.at.end]));
    let kind = briefing.subjects[fact.subject].kind;
    // In Ossenby 5 were sold, half of what Haldwick sold: who is named before is spoken of.
    let named = own().any(|own| sentence.start <= own.at.start && own.at.end <= passage.at.start);
    let follows = |mention: &Mention| named && mention.at.start >= passage.at.end;
    let rival = |mention: &&Mention| {
        let before = sentence.start <= mention.at.start && mention.at.end <= passage.at.start;
        mention.subject != fact.subject
            && briefing.subjects[mention.subject].kind == kind
            && mention.inside.is_empty()
            && titles[mention.at.clone()].eq_ignore_ascii_case(&text[mention.at.clone()])
            && (is_within(&clause, &mention.at) && !follows(mention) || silent && before)
            && !own().any(|own| lists::is_one_list(passage, here, own, mention))
            && !is_compared(passage, mention)
            && !is_part_of(briefing, fact, mention.subject)
    };
    let nearest = here.iter().filter(rival).min_by_key(|mention| far(mention))?;
    if near.is_some_and(|near| near <= far(nearest)) && !silent {
        return None;
    }
    let name = briefing.subjects[nearest.subject].title.iter().last()?;
    Some(Remark::new(RemarkKind::Closer, format!("`{name}` is named nearer to the excerpt than the fact's subject")))
}

/// Whether a name in the excerpt's line is only compared with what the line tells of: more than in Ossenby.
fn is_compared(passage: &Passage, mention: &Mention) -> bool {
    passage.reader.is_some_and(|reader| reader.prose.is_compared(passage.text(), mention.at.start))
}

/// Whether a name only sets another number beside the one that its sentence tells: it was 1.4 per cent, *in Ossenby 1.9*.
/// The sentences behind it go on with what the first number is of.
fn is_aside(passage: &Passage, mention: &Mention) -> bool {
    const MOST_WORDS: usize = 4;
    let (text, piece) = (passage.text(), passage.piece_around(&mention.at));
    let inside = [&text[piece.start..mention.at.start], &text[mention.at.end..piece.end]];
    let words =
        inside.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    let numbered = inside.iter().any(|part| part.contains(|c: char| c.is_ascii_digit()));
    text[..piece.start].ends_with([',', '(']) && numbered && words.count() <= MOST_WORDS
}

/// Whether a subject has its own part in the fact, or one holds the other.
fn is_part_of(briefing: &Briefing, fact: &Fact, other: Id<Subject>) -> bool {
    let own = &briefing.subjects[fact.subject];
    // A policy's own facts do not belong to another policy.
    let is_policy = briefing.kinds[own.kind].role == Some(Role::Policy);
    fact.by == Some(other)
        || (fact.policy == Some(other) && !is_policy)
        || fact.of.iter().any(|of| match of {
            Of::Subject(id) => *id == other,
            Of::Fact(id) => briefing.facts[*id].subject == other,
            Of::Text(_) => false,
        })
        || briefing.holds(other, fact.subject)
        || briefing.holds(fact.subject, other)
        || own.places.contains(&other)
        || own.issuer.contains(&other)
}

/// A note if the subject is not named, but its policy, its speaker or what it is set against is.
fn helper(briefing: &Briefing, fact: &Fact, here: &[Mention]) -> Option<Remark> {
    let of = fact.of.iter().filter_map(|of| match of {
        Of::Subject(id) => Some(*id),
        Of::Fact(_) | Of::Text(_) => None,
    });
    let mut helpers = fact.policy.into_iter().chain(fact.by).chain(of);
    let named = helpers.find(|id| here.iter().any(|mention| mention.subject == *id))?;
    let name = briefing.subjects[named].title.iter().last()?;
    Some(Remark::new(RemarkKind::Related, format!("the subject is not named near the excerpt; `{name}` is")))
}
