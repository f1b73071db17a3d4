//! Whether the words around an excerpt state in which sense it is meant: done, aimed at, expected.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use crate::language::read::Reader;
use crate::language::read::point::{Bound, InYear, Named};
use crate::language::read::status::Sense;
use crate::model::evidence::Stated;
use crate::model::fact::{Fact, Finding, Outlook, Status};
use crate::model::unit::UnitKind;

use super::dates::End;
use super::passage::Passage;
use super::reading::Said;
use super::remark::{Remark, RemarkKind};
use super::stretch::{distance, is_within, overlaps};

/// Where the status is stated, and what a curator should look at. `published` is the day by which
/// the source was printed, else read: a later year in it is a deadline.
///
/// `policy`: the fact is about a policy, whose own terms are in force however far its aims reach, and whose first day
/// is its own to set. `end`: which end of a change the figure is. `names` are those of subjects, in bytes of
/// the line.
pub fn status(
    fact: &Fact,
    passage: &Passage,
    (published, policy, end): (Date, bool, Option<End>),
    names: &[Range<usize>],
) -> (Stated, Vec<Remark>) {
    let Some(reader) = passage.reader else { return (Stated::Curator, Vec::new()) };
    let (now, terms) = (published, policy && fact.status == Status::Actual);
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
    if let Some(says) = heads.iter().find_map(|head| head.says(fact.status)) {
        // The date over a cell tells more than a word that is only part of what its row is called.
        let says = says.filter(|_| !is_dated_so(fact, passage, published));
        return (Stated::Here, Vec::from_iter(says.filter(|_| !terms).map(|word| other_head(fact, &word))));
    }
    let stated = if line.state(fact.status) {
        Stated::Here
    } else if passage.above.iter().any(above) {
        Stated::Above
    } else {
        Stated::Curator
    };
    let budgeted = || line.has_in(Sense::BUDGET, &sentence) || is_budgeted(passage);
    let remark = || {
        contradiction(fact, passage, reader, (&line, names), (sentence.clone(), published, policy))
            .or_else(|| early(fact, published, policy || is_sum(fact) && budgeted()))
    };
    // Where something comes from is so now, and where it is to get to is not.
    let of_change = match end {
        Some(End::Left) => fact.status == Status::Actual,
        Some(End::Reached) => fact.status.outlook() == Outlook::Ahead && line.state(fact.status),
        None => false,
    };
    let terms = terms && line.last(Sense::AHEAD, &(passage.piece().start..passage.at.end)).is_none();
    (stated, if terms || of_change { Vec::new() } else { Vec::from_iter(remark()) })
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
        () if reader.status().starts(&passage.text()[passage.at.clone()]) => Status::Actual,
        () if ahead > reached && expected() || looks_ahead() => Status::Forecast,
        () if ahead > reached || meant() => Status::Target,
        () => Status::Actual,
    }
}

/// The words of status in a text, in the order of their places, titles left out.
struct Words<'t> {
    found: Vec<(usize, Sense, &'t str)>,
    deadlines: Vec<(usize, Cow<'t, str>)>,
}

impl<'t> Words<'t> {
    /// Those of a text up to a byte of it.
    fn new(reader: &Reader, (text, said): (&'t str, &Said), named: &[Named], now: Date, end: usize) -> Self {
        let plain = &said.plain;
        let hits = said.hits.iter().filter(|hit| hit.at.end <= end);
        let found = hits.map(|hit| (hit.at.start, hit.means, &text[hit.at.clone()])).collect();
        let ahead = |named: &&Named| {
            let until = || reader.status().is_until(text, named.at.start);
            let over = || latest(named).is_some_and(|last| last < now);
            let bound_by = || named.bound == Bound::By && latest(named).is_some_and(|last| last > now);
            let begins = || named.period().and_then(|period| period.earliest()).is_some_and(|first| first > now);
            // What is counted from this year into the next ones is not done.
            let into = || named.points.len() > 1 && named.years().is_some_and(|(_, last)| last > now.year());
            let this_year = || until() && !over() || begins() || bound_by() || into();
            (named.bound != Bound::Since || named.years().is_some_and(|(first, _)| first > now.year()))
                && named.years().is_some_and(|(first, _)| first > now.year() || (first == now.year() && this_year()))
        };
        let shown = |named: &&Named| named.at.end <= end && !plain[named.at.clone()].trim().is_empty();
        let deadlines =
            named.iter().filter(shown).filter(ahead).map(|named| (named.at.start, worded(text, named))).collect();
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
        let past = own.peek().is_some() && own.all(|named| is_over(named, published));
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
    fn says(&self, status: Status) -> Option<Option<Cow<'t, str>>> {
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
    fn last(&self, sense: Sense, scope: &Range<usize>) -> Option<(usize, Cow<'t, str>)> {
        let own = self.found.iter().filter(|(at, own, _)| scope.contains(at) && own.has(sense));
        own.map(|(at, _, word)| (*at, Cow::Borrowed(*word))).next_back()
    }

    /// The last word or deadline by which something is not yet reached.
    fn ahead(&self, scope: &Range<usize>) -> Option<(usize, Cow<'t, str>)> {
        let deadline = self.deadlines.iter().rfind(|(at, _)| scope.contains(at)).cloned();
        self.last(Sense::AHEAD, scope).max(deadline)
    }

    /// Whether a place is that of a date which was still to come.
    fn is_deadline(&self, at: usize) -> bool {
        self.deadlines.iter().any(|(own, _)| *own == at)
    }

    /// Whether a word in a stretch of the text says that something is done.
    fn states_done(&self, scope: &Range<usize>) -> bool {
        self.has_in(Sense::states(Status::Actual), scope) || self.has_in(Sense::REACHED, scope)
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
    (line, names): (&Words, &[Range<usize>]),
    (sentence, published, policy): (Range<usize>, Date, bool),
) -> Option<Remark> {
    let scope = sentence.start..second_verb(passage, reader, line).unwrap_or(passage.clause().end);
    // From 5 days to 1: where it starts is done, wherever it is to go; and what is said of now, or of a year that is
    // over, between marks of its own.
    let starts = || {
        let piece = passage.piece();
        let own = piece.start..passage.at.end;
        let now = |part: &Range<usize>| {
            reader.date().turns_to_present(&passage.text()[part.clone()]) && line.ahead(part).is_none()
        };
        reader.status().starts(&passage.text()[passage.at.clone()])
            || now(&piece)
            || now(&own)
            || now(&passage.at)
            || is_past(passage, reader, &piece, published) && line.last(Sense::AHEAD, &piece).is_none()
    };
    let told = || {
        let over = |named: &Named| is_over(named, published);
        dates_itself(passage, over) && line.ahead(&(passage.clause().start..passage.at.end)).is_none()
    };
    let in_row = || passage.cell.is_some() && is_budgeted(passage);
    let granted = || is_sum(fact) && (line.has_in(Sense::BUDGET, &sentence) || in_row());
    if fact.status == Status::Actual && (starts() || told() || granted()) {
        return None;
    }
    // What she would like best: the hostel *has* 16 beds. Behind a colon a clause with its own verb speaks for itself.
    let colon = passage.text()[scope.start..passage.at.start].rfind(": ").map(|at| scope.start + at);
    let speaks = colon.filter(|at| line.has_in(Sense::states(Status::Actual), &(*at..scope.end)));
    let done = fact.status.outlook() == Outlook::Done;
    let scope = speaks.filter(|_| done).map_or(scope.clone(), |at| at..scope.end);
    let ahead = line.ahead(&scope);
    // A base of so much, announced by its builder, is to employ: the verb may stand behind what is put between.
    // A clause that says itself that something is so has its verb.
    let verbless = || !line.has_in(Sense::states(Status::Actual), &passage.clause());
    // What was over when its source was printed is aimed at only where its own words say so.
    let over = fact.period.latest().is_some_and(|last| last < published);
    let open = || !over && verbless();
    let whole = || line.has_in(Sense::INTENT, &scope) || open() && line.ahead(&sentence).is_some();
    let expected = || {
        let forecast = Sense::states(Status::Forecast);
        line.has_in(forecast, &scope)
            || line.has_in(Sense::states(Status::Target), &passage.clause())
            || verbless() && line.has_in(forecast, &sentence)
    };
    // The excerpt itself says of which day, and that is over.
    let dated = || {
        let by_then = |named: &Named| named.years().is_none_or(|(_, last)| last <= published.year());
        over && dates_itself(passage, by_then)
    };
    let reached = line.last(Sense::REACHED, &scope);
    let doing = |at: usize| line.has_in(Sense::DOING, &(at..at + 1));
    // What is invested in all, or planned, says nothing of another clause's count where it has one of its own:
    // 总投资410亿元，投产的有29个.
    let elsewhere = |at: usize, word: &str| {
        let counts = || {
            let own = passage.clause_around(&(at..at + word.len()));
            passage.text()[own].contains(|c: char| c.is_ascii_digit())
        };
        doing(at) && !passage.clause().contains(&at) && counts()
    };
    let says = match (fact.status, fact.status.outlook()) {
        (Status::Event, _) if ahead.as_ref().is_some_and(|(at, _)| doing(*at)) => return None,
        // The terms of an agreement of a day that is over may lie ahead.
        (Status::Event, _) if (policy || dated()) && ahead.as_ref().is_some_and(|(at, _)| line.is_deadline(*at)) => {
            return None;
        }
        // The year in what a plan is called is no deadline of what was done.
        (_, Outlook::Done) if ahead > reached => {
            let named = |at: usize| line.is_deadline(at) && is_named(names, at);
            ahead.filter(|ahead| !(named(ahead.0) || elsewhere(ahead.0, &ahead.1)))?.1
        }
        (_, Outlook::Ahead)
            if ahead.is_none()
                && reached > line.last(Sense::INTENT, &scope)
                && !line.has_in(Sense::INTENT, &passage.clause()) =>
        {
            reached?.1
        }
        (Status::Forecast, _)
            if ahead.is_none()
                && !expected()
                && !heads_say(passage, |sense| sense.has(Sense::states(Status::Forecast))) =>
        {
            let message = "the fact is marked `forecast`, but its sentence has no word of expectation that we know";
            return Some(Remark::new(RemarkKind::Status, message.to_owned()));
        }
        (Status::Target, _)
            if ahead.is_none() && !whole() && (over || !is_headed(passage)) && !begins_after(fact, published) =>
        {
            let message = "the fact is marked `target`, but its sentence has no word of intent that we know";
            return Some(Remark::new(RemarkKind::Status, message.to_owned()));
        }
        // Neither over, nor said to be so: what stands under such a heading is aimed at.
        (Status::Actual, _)
            if open_end(fact, published)
                && (heads_say(passage, Sense::is_ahead) && !line.has_in(Sense::REACHED, &sentence)
                    || is_headed(passage) && !line.states_done(&sentence)) =>
        {
            let message = "the fact is marked `actual`, but its period was not over when its source was printed, and it stands under a heading of what is aimed at";
            return Some(Remark::new(RemarkKind::Status, message.to_owned()));
        }
        _ => return None,
    };
    let message =
        format!("the fact is marked `{}`, but the excerpt's sentence says `{}`", fact.status.word(), says.trim());
    Some(Remark::new(RemarkKind::Status, message))
}

/// Whether the heading over an excerpt's line, or the document's title, says that what stands under it is aimed at.
fn is_headed(passage: &Passage) -> bool {
    let mut titles = passage.reading.titles();
    let named = |line: usize| {
        let reader = passage.reading.reader(line);
        reader.is_some_and(|reader| reader.status().names_plan(passage.reading.text.lines[line].read.text()))
    };
    heads_say(passage, |sense| sense.has(Sense::INTENT)) || titles.any(|line| line != passage.index && named(line))
}

/// Whether a word of the heading over an excerpt's line, or of the line that introduces its list, has such a sense.
fn heads_say(passage: &Passage, such: impl Fn(Sense) -> bool) -> bool {
    let says = |line: usize| passage.reading.status_words(line).hits.iter().any(|hit| such(hit.means));
    [passage.heading, passage.introduction()].into_iter().flatten().any(says)
}

/// Whether a fact's time had not begun when its source was printed, or its deadline was to come: so it can only be aimed
/// at, whatever the words.
fn begins_after(fact: &Fact, published: Date) -> bool {
    fact.period.earliest().or(fact.period.latest()).is_some_and(|first| first > published)
}

/// Whether a fact's time goes on after its source was printed.
fn open_end(fact: &Fact, published: Date) -> bool {
    fact.period.latest().is_some_and(|last| last > published)
}

/// Whether the dates at a column's head say that what stands under them was done, or is still to come, as the fact is.
fn is_dated_so(fact: &Fact, passage: &Passage, published: Date) -> bool {
    let head = passage.cell.as_ref().map_or(&[][..], |cell| &cell.head);
    let ahead = |named: &Named| named.period().and_then(|period| period.earliest()).is_some_and(|day| day > published);
    !head.is_empty()
        && match fact.status.outlook() {
            Outlook::Done => head.iter().all(|named| is_over(named, published)),
            Outlook::Ahead => head.iter().all(ahead),
            Outlook::Held => false,
        }
}

/// Whether a date was over when its source was printed.
fn is_over(named: &Named, published: Date) -> bool {
    named.period().and_then(|period| period.latest()).is_some_and(|last| last < published)
}

/// Whether the excerpt itself has dates, and all of them are so.
fn dates_itself(passage: &Passage, so: impl Fn(&Named) -> bool) -> bool {
    let named = passage.named();
    let mut own = named.iter().filter(|named| overlaps(&named.at, &passage.at)).peekable();
    own.peek().is_some() && own.all(so)
}

/// Whether a line above the excerpt's says that money is set aside.
fn is_budgeted(passage: &Passage) -> bool {
    let says = |line: usize| passage.reading.status_words(line).hits.iter().any(|hit| hit.means.has(Sense::BUDGET));
    passage.above.iter().any(|&line| says(line))
}

/// The words of a date; its year, where it stands at the head of a table's column.
fn worded<'t>(text: &'t str, named: &Named) -> Cow<'t, str> {
    let (words, year) = (text[named.at.clone()].trim(), named.years().map(|(_, last)| last.to_string()));
    match year {
        Some(year) if words.chars().all(|c| !c.is_alphabetic()) && !words.contains(&year) => Cow::Owned(year),
        _ => Cow::Borrowed(words),
    }
}

/// Whether a fact states a sum of money.
fn is_sum(fact: &Fact) -> bool {
    matches!(&fact.finding, Finding::Quantity(quantity) if quantity.unit().kind() == UnitKind::Money)
}

/// The last day that a date means: the beginning and the middle of a month end before it does.
fn latest(named: &Named) -> Option<Date> {
    let last = named.period()?.latest()?;
    let day = match named.points.last()?.part {
        InYear::Start(Some(_)) => 10,
        InYear::Middle(Some(_)) => 20,
        _ => return Some(last),
    };
    Date::new(last.year(), last.month(), day).ok()
}

/// Where a second verb begins to tell of what is to come behind an excerpt: is 640 m long *and* shall open in 2026.
fn second_verb(passage: &Passage, reader: &Reader, line: &Words) -> Option<usize> {
    let clause = passage.clause();
    let behind = passage.at.end.min(clause.end)..clause.end;
    let ands = reader.prose.ands(&passage.text()[behind.clone()]);
    let places = ands.into_iter().map(|and| behind.start + and.start..behind.start + and.end);
    let tells = |and: &Range<usize>| line.ahead(&(and.end..clause.end)).is_some();
    let own = |and: &Range<usize>| line.ahead(&(clause.start..and.start)).is_none();
    places.into_iter().find(|and| tells(and) && own(and)).map(|and| and.start)
}

/// Whether an excerpt stands in brackets, or in what something is set against, with a date that is over: up from 40 in
/// 2024; 1.6 times the level of 2024 (39.1 million).
fn is_past(passage: &Passage, reader: &Reader, piece: &Range<usize>, published: Date) -> bool {
    let (text, named) = (passage.text(), passage.named());
    let open = text[..piece.start].strip_suffix('(').map(|before| before.trim_end().len());
    if open.is_none() && !reader.date().sets_against(text[piece.clone()].trim_start()) {
        return false;
    }
    // 4 more than last year are of this one: only what stands right behind the date is of then.
    let of_then = |named: &&Named| {
        let between = text.get(named.at.end..passage.at.start).unwrap_or_default();
        open.is_some() || !between.contains(char::is_alphanumeric)
    };
    let own = named.iter().filter(|named| is_within(piece, &named.at) && named.years().is_some());
    let own = own.filter(of_then);
    let nearest = own.min_by_key(|named| distance(text, &named.at, &passage.at));
    let nearest = nearest.or_else(|| named.iter().find(|named| Some(named.at.end) == open));
    nearest.is_some_and(|named| is_over(named, published))
}

/// Whether a place stands in the name of a subject.
fn is_named(names: &[Range<usize>], at: usize) -> bool {
    names.iter().any(|name| name.contains(&at))
}

fn other_head(fact: &Fact, word: &str) -> Remark {
    let message = format!("the fact is marked `{}`, but the head over its cell says `{word}`", fact.status.word());
    Remark::new(RemarkKind::Status, message)
}

/// A warning if what is said to be so begins after its source was printed.
fn early(fact: &Fact, published: Date, policy: bool) -> Option<Remark> {
    let done = fact.status.outlook() == Outlook::Done;
    let begins = fact.period.earliest()?;
    let message =
        || format!("the fact is marked `{}`, but its period begins after its source was printed", fact.status.word());
    let own = policy && fact.status.outlook() == Outlook::Done;
    (done && !own && begins > published).then(|| Remark::new(RemarkKind::Status, message()))
}
