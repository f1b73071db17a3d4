//! Who a figure may be about, and who says so, among the subjects that a briefing names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::subject::{Role, Subject};

use crate::verify::locate::Text;
use crate::verify::mention::{Mention, Names};
use crate::verify::passage::Passage;
use crate::verify::stretch::{distance, is_within};

/// So many candidates are proposed.
const MOST: usize = 3;
/// So many lines at the head of a document say what it is about.
const HEAD: usize = 5;
/// So many of them are its title.
const TITLE: usize = 2;
/// How far the subject of the title is from being a figure's: behind those that its line and the line above name.
const TITLED: usize = 51;

/// Who is said to say so.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The subject, where it is one of the briefing's.
    pub subject: Option<Id<Subject>>,
    /// Whether it is a plan or a rule.
    pub is_plan: bool,
    /// The words that say who.
    pub words: String,
}

/// Who the figure's sentence says says so.
pub fn speaker(briefing: &Briefing, passage: &Passage, here: &[Mention]) -> Option<Speaker> {
    let sentence = passage.statement();
    let found = passage.reader?.speaker().attribution(&passage.text()[sentence.clone()])?;
    let at = sentence.start + found.at.start..sentence.start + found.at.end;
    let words = passage.text()[at.clone()].trim().to_owned();
    let role = |mention: &&Mention| briefing.kinds[briefing.subjects[mention.subject].kind].role;
    let wanted = |mention: &&Mention| match role(mention) {
        Some(Role::Policy) => found.is_plan,
        Some(Role::Actor | Role::Work) => true,
        Some(Role::Place) | None => false,
    };
    let named = here.iter().filter(|mention| is_within(&at, &mention.at) && mention.inside.is_empty());
    let named = named.filter(wanted).max_by_key(|mention| mention.at.len());
    let is_plan = named.is_some_and(|named| role(&named) == Some(Role::Policy));
    Some(Speaker { subject: named.map(|named| named.subject), is_plan, words })
}

/// Who a document is about.
#[derive(Clone, Debug, Default)]
pub struct Main {
    /// The subjects that it is about as a whole, the likeliest first.
    subjects: Vec<Id<Subject>>,
    /// The one that its title names.
    titled: Option<Id<Subject>>,
}

/// The subjects that a document is about as a whole: those named at its head, then the most frequent.
pub fn of_document(briefing: &Briefing, names: &Names, text: &Text) -> Main {
    let mut counted: BTreeMap<Id<Subject>, usize> = BTreeMap::new();
    let mut titled = None;
    let lines = text.lines.iter().filter(|line| line.read.count() > 0);
    for (n, line) in lines.enumerate() {
        for mention in names.mentions(line).into_iter().filter(|mention| mention.inside.is_empty()) {
            *counted.entry(mention.subject).or_default() += if n < HEAD { 3 } else { 1 };
            let role = briefing.kinds[briefing.subjects[mention.subject].kind].role;
            let may = n < TITLE && !matches!(role, Some(Role::Policy | Role::Work));
            titled = titled.or(Some(mention.subject).filter(|_| may));
        }
    }
    let is_place = |id: &Id<Subject>| briefing.kinds[briefing.subjects[*id].kind].role == Some(Role::Place);
    let mut subjects: Vec<(usize, Id<Subject>)> = counted.into_iter().map(|(id, n)| (n, id)).collect();
    subjects.sort_by_key(|(n, id)| (!is_place(id), Reverse(*n)));
    Main { subjects: subjects.into_iter().map(|(_, id)| id).collect(), titled }
}

/// What is known of the names around a figure.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Its names.
    pub names: &'a Names,
    /// Who is named in the figure's line.
    pub here: &'a [Mention],
    /// Who the document is about.
    pub main: &'a Main,
}

impl Words<'_> {
    /// Candidates for the figure's subject, the likeliest first; who says so is none.
    pub fn candidates(&self, passage: &Passage, speaker: Option<Id<Subject>>) -> Vec<Id<Subject>> {
        let mut ranked: Vec<((usize, usize), Id<Subject>)> = Vec::new();
        for mention in self.here {
            ranked.push((self.rank(passage, mention), mention.subject));
        }
        for (n, &line) in passage.above.iter().enumerate() {
            for mention in self.names.mentions(&passage.reading.text.lines[line]) {
                let inside = if mention.inside.is_empty() { 0 } else { 20 };
                ranked.push(((50 + n * 2 + inside + self.weight(mention.subject), 0), mention.subject));
            }
        }
        ranked.extend(self.main.titled.map(|subject| ((TITLED, 0), subject)));
        ranked.extend(self.main.subjects.iter().enumerate().map(|(n, subject)| ((90 + n, 0), *subject)));
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut candidates: Vec<Id<Subject>> = Vec::new();
        for (_, subject) in ranked {
            if Some(subject) != speaker && !candidates.contains(&subject) {
                candidates.push(subject);
            }
        }
        candidates.truncate(MOST);
        candidates
    }

    /// How far a mention in the figure's line is from being its subject: by clause and sentence, then by distance.
    fn rank(&self, passage: &Passage, mention: &Mention) -> (usize, usize) {
        let (clause, sentence) = (passage.clause(), passage.sentence());
        let before = mention.at.end <= passage.at.start;
        let tier = match () {
            () if self.speaks(passage, mention) => 70,
            () if passage.cell.is_some() && before => 0,
            () if is_within(&clause, &mention.at) && before => 0,
            () if is_within(&sentence, &mention.at) && before => 10,
            () if is_within(&clause, &mention.at) => 15,
            () if before => 25,
            () if is_within(&sentence, &mention.at) => 30,
            () => 60,
        };
        let inside = if mention.inside.is_empty() { 0 } else { 20 };
        (tier + inside + self.weight(mention.subject), distance(passage.text(), &mention.at, &passage.at))
    }

    /// Whether a mention is of who speaks in another sentence: what that says is not about them.
    fn speaks(&self, passage: &Passage, mention: &Mention) -> bool {
        let actor = self.briefing.kinds[self.briefing.subjects[mention.subject].kind].role == Some(Role::Actor);
        if !actor || is_within(&passage.sentence(), &mention.at) {
            return false;
        }
        let around = passage.sentence_around(&mention.at);
        let said = passage.reader.and_then(|reader| reader.speaker().attribution(&passage.text()[around.clone()]));
        said.is_some_and(|said| is_within(&(around.start + said.at.start..around.start + said.at.end), &mention.at))
    }

    /// How much less likely a kind of subject is what a figure is about.
    fn weight(&self, subject: Id<Subject>) -> usize {
        match self.briefing.kinds[self.briefing.subjects[subject].kind].role {
            Some(Role::Place | Role::Actor) | None => 0,
            Some(Role::Policy) => 12,
            Some(Role::Work) => 45,
        }
    }
}
