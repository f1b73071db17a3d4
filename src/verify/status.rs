//! Whether the words around an excerpt state in which sense it is meant: done, aimed at, expected.

use std::ops::Range;

use jiff::civil::Date;

use crate::language::read::Reader;
use crate::language::read::point::Named;
use crate::language::read::status::Sense;
use crate::model::evidence::Stated;
use crate::model::fact::{Fact, Outlook, Status};

use super::passage::Passage;
use super::reading::Said;
use super::remark::{Remark, RemarkKind};
use super::stretch::is_within;

/// What a message calls a deadline.
const DEADLINE: &str = "a year that was still ahead";

/// Where the status is stated, and what a curator should look at. `published` is the day by which
/// the source was printed, else read: a later year in it is a deadline.
///
/// `terms`: the fact is one of a policy's own terms, which are in force however far its aims reach.
pub fn status(fact: &Fact, passage: &Passage, published: Date, terms: bool) -> (Stated, Vec<Remark>) {
    let Some(reader) = passage.reader else { return (Stated::Curator, Vec::new()) };
    let now = published;
    let sentence = passage.sentence();
    let own = passage.reading.status_words(passage.index);
    let line = Words::new(reader, (passage.text(), &own), &passage.named(), now, sentence.end);
    let above = |&line: &usize| {
        let Some(reader) = passage.reading.reader(line) else { return false };
        let text = passage.reading.text.lines[line].read.text();
        let said = passage.reading.status_words(line);
        Words::new(reader, (text, &said), &passage.reading.named(line), now, text.len()).state(fact.status)
    };
    let heads = passage.cell.iter().flat_map(|cell| &cell.heads);
    let heads: Vec<(&String, Said)> = heads.map(|head| (head, Said::of(reader, head))).collect();
    let heads = heads.iter().map(|(head, said)| Words::new(reader, (head, said), &[], now, head.len()));
    let heads: Vec<Words> = heads.collect();
    if let Some(head) = heads.iter().find_map(|head| Some((head, head.says(fact.status)?))) {
        let (_, says) = head;
        return (Stated::Here, Vec::from_iter(says.filter(|_| !terms).map(|word| other_head(fact, word))));
    }
    let stated = if line.state(fact.status) {
        Stated::Here
    } else if passage.above.iter().any(above) {
        Stated::Above
    } else {
        Stated::Curator
    };
    let remark = || contradiction(fact, passage, reader, &line, sentence).or_else(|| early(fact, published));
    (stated, if terms { Vec::new() } else { Vec::from_iter(remark()) })
}

/// In which sense a figure is stated, by the words before and in its clause; as done where none says otherwise.
/// `names` are those of subjects, in bytes of the line: what a plan is called says nothing of what it did.
pub fn told(passage: &Passage, published: Date, names: &[Range<usize>]) -> Status {
    let Some(reader) = passage.reader else { return Status::Actual };
    let (sentence, part) = (passage.sentence(), passage.part());
    let said = passage.reading.status_words(passage.index);
    let mut words = Words::new(reader, (passage.text(), &said), &passage.named(), published, sentence.end);
    words.found.retain(|(at, ..)| !names.iter().any(|name| name.contains(at)));
    let scope = words.scope(passage, (sentence.clone(), part), published);
    let (ahead, reached) = (words.ahead(&scope), words.last(Sense::REACHED, &scope));
    let says = |status| words.has_in(Sense::states(status), &scope);
    let expected = || words.expects(&scope);
    let meant = || reached.is_none() && says(Status::Target) && !says(Status::Actual);
    let in_scope = |named: &&Named| scope.start <= named.at.start && named.at.end <= sentence.end;
    let later = || {
        passage
            .named()
            .iter()
            .filter(in_scope)
            .any(|named| named.years().is_some_and(|(_, last)| last > published.year()))
    };
    let looks_ahead = || reached.is_none() && expected() && !says(Status::Actual) && later();
    match () {
        () if reader.status.starts(&passage.text()[passage.at.clone()]) => Status::Actual,
        () if ahead > reached && expected() || looks_ahead() => Status::Forecast,
        () if ahead > reached || meant() => Status::Target,
        () => Status::Actual,
    }
}

/// The words of status in a text, in the order of their places, titles left out.
struct Words<'t> {
    found: Vec<(usize, Sense, &'t str)>,
    deadlines: Vec<usize>,
}

impl<'t> Words<'t> {
    /// Those of a text up to a byte of it.
    fn new(reader: &Reader, (text, said): (&'t str, &Said), named: &[Named], now: Date, end: usize) -> Self {
        let plain = &said.plain;
        let hits = said.hits.iter().filter(|hit| hit.at.end <= end);
        let found = hits.map(|hit| (hit.at.start, hit.means, &text[hit.at.clone()])).collect();
        let ahead = |named: &&Named| {
            let until = || reader.status.is_until(text, named.at.start);
            let over = || named.period().and_then(|period| period.latest()).is_some_and(|last| last < now);
            named.years().is_some_and(|(first, _)| first > now.year() || (first == now.year() && until() && !over()))
        };
        let shown = |named: &&Named| named.at.end <= end && !plain[named.at.clone()].trim().is_empty();
        let deadlines = named.iter().filter(shown).filter(ahead).map(|named| named.at.start).collect();
        Self { found, deadlines }
    }

    /// The words that a figure's status hangs on: those from its sentence's beginning, or only its own part of the
    /// clause where that names a time that is past and says nothing of what is to come.
    fn scope(
        &self,
        passage: &Passage,
        (sentence, part): (Range<usize>, Range<usize>),
        published: Date,
    ) -> Range<usize> {
        let named = passage.named();
        let mut own = named.iter().filter(|named| is_within(&part, &named.at) && named.years().is_some()).peekable();
        let past = own.peek().is_some()
            && own.all(|named| named.period().and_then(|period| period.latest()).is_some_and(|last| last < published));
        let parted = part != passage.clause();
        let ahead =
            self.ahead(&part).is_some() || self.found.iter().any(|(at, s, _)| part.contains(at) && s.is_ahead());
        let inside = part.start > sentence.start && !ahead && past;
        if inside || parted { part } else { sentence.start..part.end }
    }

    /// Whether the last word that says of the two only one says that something is expected, not aimed at.
    fn expects(&self, scope: &Range<usize>) -> bool {
        let (expected, aimed) = (Sense::states(Status::Forecast), Sense::states(Status::Target));
        let only = |yes: Sense, no: Sense| {
            let own = self.found.iter().filter(|(at, own, _)| scope.contains(at) && own.has(yes) && !own.has(no));
            own.map(|(at, ..)| *at).next_back()
        };
        only(expected, aimed) > only(aimed, expected)
    }

    /// What the head of a column or row says of the status: nothing against it, or a word of another.
    fn says(&self, status: Status) -> Option<Option<&'t str>> {
        if self.state(status) {
            return Some(None);
        }
        let all = 0..usize::MAX;
        let other = match status.outlook() {
            Outlook::Done => self.last(Sense::AHEAD, &all).or_else(|| self.last(Sense::INTENT, &all)),
            Outlook::Ahead => self.last(Sense::REACHED, &all),
            Outlook::Held => None,
        };
        other.map(|(_, word)| Some(word))
    }

    fn state(&self, status: Status) -> bool {
        let ahead = status.outlook() == Outlook::Ahead && !self.deadlines.is_empty();
        ahead || self.found.iter().any(|(_, sense, _)| sense.has(Sense::states(status)))
    }

    /// The last word of a sense in a stretch of the text.
    fn last(&self, sense: Sense, scope: &Range<usize>) -> Option<(usize, &'t str)> {
        let own = self.found.iter().filter(|(at, own, _)| scope.contains(at) && own.has(sense));
        own.map(|(at, _, word)| (*at, *word)).next_back()
    }

    /// The last word or deadline by which something is not yet reached.
    fn ahead(&self, scope: &Range<usize>) -> Option<(usize, &'t str)> {
        let deadline = self.deadlines.iter().rfind(|at| scope.contains(*at)).map(|at| (*at, DEADLINE));
        self.last(Sense::AHEAD, scope).max(deadline)
    }

    fn has_in(&self, sense: Sense, scope: &Range<usize>) -> bool {
        self.last(sense, scope).is_some()
    }
}

/// A warning if the last word of status before the end of the excerpt's clause says otherwise.
fn contradiction(
    fact: &Fact,
    passage: &Passage,
    reader: &Reader,
    line: &Words,
    sentence: Range<usize>,
) -> Option<Remark> {
    let scope = sentence.start..passage.clause().end;
    // From 5 days to 1: where it starts is done, wherever it is to go.
    if fact.status == Status::Actual && reader.status.starts(&passage.text()[passage.at.clone()]) {
        return None;
    }
    let ahead = line.ahead(&scope);
    let reached = line.last(Sense::REACHED, &scope);
    let doing = || ahead.is_some_and(|(at, _)| line.has_in(Sense::DOING, &(at..at + 1)));
    let says = match (fact.status, fact.status.outlook()) {
        (Status::Event, _) if doing() => return None,
        (_, Outlook::Done) if ahead > reached => ahead?.1,
        (_, Outlook::Ahead) if ahead.is_none() && reached > line.last(Sense::INTENT, &scope) => reached?.1,
        (Status::Forecast, _) if ahead.is_none() && !line.has_in(Sense::states(Status::Forecast), &scope) => {
            let message = "the fact is marked `forecast`, but its sentence has no word of expectation that we know";
            return Some(Remark::new(RemarkKind::Status, message.to_owned()));
        }
        (Status::Target, _) if ahead.is_none() && !line.has_in(Sense::INTENT, &scope) => {
            let message = "the fact is marked `target`, but its sentence has no word of intent that we know";
            return Some(Remark::new(RemarkKind::Status, message.to_owned()));
        }
        _ => return None,
    };
    let message = format!("the fact is marked `{}`, but the excerpt's sentence says `{says}`", fact.status.word());
    Some(Remark::new(RemarkKind::Status, message))
}

fn other_head(fact: &Fact, word: &str) -> Remark {
    let message = format!("the fact is marked `{}`, but the head over its cell says `{word}`", fact.status.word());
    Remark::new(RemarkKind::Status, message)
}

/// A warning if what is said to be so begins after its source was printed.
fn early(fact: &Fact, published: Date) -> Option<Remark> {
    let done = fact.status.outlook() == Outlook::Done;
    let begins = fact.period.earliest()?;
    let message =
        || format!("the fact is marked `{}`, but its period begins after its source was printed", fact.status.word());
    (done && begins > published).then(|| Remark::new(RemarkKind::Status, message()))
}
