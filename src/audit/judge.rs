//! Whether a fact says what a report says beside a reference to it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::language::detect;
use crate::language::figure::{Figure, FigureReader};
use crate::language::normalise::{Level, normalise};
use crate::language::read::Reader;
use crate::language::read::point::Now;
use crate::language::read::status::Sense;
use crate::language::reading::{Agreement, Reading};
use crate::language::script::Script;
use crate::language::spelling::Locale;
use crate::model::fact::{Outlook, Status};
use crate::model::history::{Aspect, Edition, Told};
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::quantity::{Precision, Quantity};
use crate::model::subject::{Kind, Role, Subject};

use super::citation::{Citation, Known, Verdict};
use super::references::{Named, Reference, edition, without_addresses};
use super::report::Report;
use super::stated::Stated;
use super::statement::{self, Statement};

/// So many blocks of a report tell its language.
const SAMPLE: usize = 100;

/// Holds statements against facts.
#[derive(Debug)]
pub struct Judge<'a> {
    known: Known<'a>,
    /// How many common words of each language the report has, by what reads the language.
    common: Vec<(&'a FigureReader, usize)>,
    /// Every subject by each of its names, in small letters, the longest first.
    names: Vec<(String, Id<Subject>)>,
}

impl<'a> Judge<'a> {
    /// A judge of a report who knows this.
    pub fn new(known: Known<'a>, report: &Report) -> Self {
        let sample: Vec<&str> = report.blocks.iter().take(SAMPLE).map(|block| block.text.as_str()).collect();
        let sample = sample.join("\n");
        let count = |(_, reader): (_, &'a FigureReader)| (reader, reader.common_words(&sample));
        Self { known, common: known.locales.readers().map(count).collect(), names: known.briefing.spoken_names() }
    }

    /// What reads a piece of a report's block: of the languages of its script that of the block, and where the block
    /// leaves it open that of the report.
    fn reader(&self, text: &str, block: &str) -> &'a FigureReader {
        let common = |reader: &FigureReader| {
            self.common.iter().find(|(known, _)| std::ptr::eq(*known, reader)).map_or(0, |(_, count)| *count)
        };
        self.known.locales.told_by(text, |reader| (reader.common_words(block), common(reader)))
    }

    /// The figures of a piece of a report's block, read in its language.
    pub fn figures(&self, text: &str, block: &str) -> Vec<Figure> {
        self.reader(text, block).figures(text, &self.known.briefing.site.names)
    }

    /// Whether a text names a subject.
    pub fn is_about(&self, text: &str, subject: Id<Subject>) -> bool {
        self.named(text).contains(&subject)
    }

    /// The statement that a reference bears out, and what is true of it: of those it may stand beside the first that
    /// holds, else the last.
    pub fn beside(&self, report: &Report, reference: &Reference) -> (Statement, Citation) {
        let block = &report.blocks[reference.called.map_or(reference.block, |(block, _)| block)].text;
        let says = |words: &str| self.figures(words, block).iter().any(|figure| figure.reading.is_some());
        let judge = |one: Statement| {
            let citation = self.verdict(report, reference, &one);
            (one, citation)
        };
        let mut judged = statement::beside(report, reference, says).into_iter().map(judge);
        let mut found = judged.next().expect("a reference stands beside something");
        for next in judged {
            if found.1.verdict == Verdict::Mismatch {
                found = next;
            }
        }
        found
    }

    /// What is true of a reference.
    fn verdict(&self, report: &Report, reference: &Reference, statement: &Statement) -> Citation {
        let (verdict, message) = match &reference.to {
            Named::Nothing => (Verdict::Unknown, self.nothing(reference)),
            Named::Page(stem) => self.page(stem, reference),
            Named::Altered(file) => {
                (Verdict::Unknown, format!("the edition was altered: `{file}` is not as it was frozen"))
            }
            Named::Edition(date) => (Verdict::Holds, format!("this is the edition of {date}")),
            Named::Fact(id) => self.figure(&Stated::fact(self.known, *id), reference, report, statement),
            Named::Derived(id) => self.figure(&Stated::derived(self.known, *id), reference, report, statement),
        };
        let message = match &reference.host {
            Some(host) if verdict == Verdict::Holds => format!("{message}; the address is on `{host}`, another site"),
            _ => message,
        };
        let slug = match &reference.to {
            Named::Fact(id) => self.known.briefing.facts[*id].slug.clone(),
            Named::Derived(id) => self.known.briefing.derived[*id].slug.clone(),
            Named::Page(_) | Named::Edition(_) | Named::Altered(_) | Named::Nothing => reference.written.clone(),
        };
        let (block, at) = reference.called.unwrap_or((reference.block, reference.at.start));
        let line = report.blocks[block].line_at(at);
        Citation { line, id: slug, version: reference.version.clone(), verdict, message }
    }

    fn nothing(&self, reference: &Reference) -> String {
        let name = &reference.written;
        match (&reference.host, edition(name)) {
            (Some(host), _) => format!("`{name}` on `{host}` is another site’s, and no fact of this briefing"),
            (None, Some((date, page))) if self.known.editions.has(date) => {
                format!("neither the edition of {date} nor one before it holds `{page}`")
            }
            (None, Some((date, _))) => format!("this briefing has no edition of {date}"),
            (None, None) => format!("this briefing has nothing of the name `{name}`, and never had"),
        }
    }

    /// A page holds what its facts hold: all that is known of it is whether it is the version that was cited.
    fn page(&self, stem: &str, reference: &Reference) -> (Verdict, String) {
        let Some(version) = &reference.version else { return (Verdict::Holds, "the page is there".to_owned()) };
        if self.known.briefing.published.of_page(stem).iter().any(|recorded| recorded.hash == *version) {
            (Verdict::Holds, "the page is there; that version of it was published".to_owned())
        } else {
            (Verdict::Unknown, format!("no version `{version}` of `{stem}` was ever recorded"))
        }
    }

    fn figure(
        &self,
        stated: &Stated<'_>,
        reference: &Reference,
        report: &Report,
        statement: &Statement,
    ) -> (Verdict, String) {
        let editions = &stated.editions;
        if let Some(why) = stated.withdrawn {
            return (Verdict::Withdrawn, format!("`{}` no longer stands: {why}", stated.slug));
        }
        let cited = match &reference.version {
            None => None,
            Some(hash) => match editions.iter().rposition(|edition| edition.version.hash == *hash) {
                None => {
                    return (Verdict::Unknown, format!("no version `{hash}` of `{}` was ever published", stated.slug));
                }
                found => found,
            },
        };
        let saying = Saying::of(self, report, statement);
        if let Some(wrong) = self.wrong(stated, &saying) {
            return self.changed_or(editions, cited, &saying, wrong);
        }
        match cited.filter(|cited| is_past(editions, *cited)) {
            Some(cited) if self.matters(&editions[cited..]) && saying.figures.is_empty() => {
                (Verdict::Changed, self.told(editions, cited))
            }
            Some(cited) => (Verdict::Holds, format!("it says so still, though {}", self.told(editions, cited))),
            None => (Verdict::Holds, format!("`{}` says so", stated.slug)),
        }
    }

    /// A statement that is wrong now was right once, or is a mismatch.
    fn changed_or(
        &self,
        editions: &[Edition],
        cited: Option<usize>,
        saying: &Saying<'_>,
        wrong: String,
    ) -> (Verdict, String) {
        let past: Vec<usize> = (0..editions.len().saturating_sub(1)).collect();
        let said = |n: &usize| match editions[*n].get(Aspect::Value) {
            Some(Told::Quantity(quantity)) => {
                saying.states(quantity)
                    && editions[*n].get(Aspect::Value) != editions[editions.len() - 1].get(Aspect::Value)
            }
            _ => false,
        };
        let once = cited.into_iter().chain(past.into_iter().rev()).find(said);
        // A version that was never recorded in words is believed where it is the one cited.
        let dark = cited.filter(|n| editions[*n].told.is_none() && is_past(editions, *n));
        match once.or(dark) {
            Some(n) => (Verdict::Changed, self.told(editions, n)),
            None => (Verdict::Mismatch, wrong),
        }
    }

    /// Whether versions after the first changed more than words.
    fn matters(&self, editions: &[Edition]) -> bool {
        use crate::model::evidence::CorrectionKind;
        editions[1..].iter().any(|edition| {
            let mut kinds = edition.why.iter().map(|n| self.known.briefing.corrections[*n].kind);
            edition.why.is_empty() || kinds.any(|kind| kind != CorrectionKind::Editorial)
        })
    }

    /// What changed after a version, when and why.
    fn told(&self, editions: &[Edition], cited: usize) -> String {
        let (was, is) = (&editions[cited], &editions[editions.len() - 1]);
        let words =
            |edition: &Edition, aspect| edition.get(aspect).map_or("nothing".to_owned(), |told| self.words(told));
        let rows: Vec<String> = was
            .differences(is)
            .into_iter()
            .map(|aspect| format!("{} was {}, is {}", aspect.word(), words(was, aspect), words(is, aspect)))
            .collect();
        let why: Vec<String> = editions[cited + 1..]
            .iter()
            .flat_map(|edition| &edition.why)
            .map(|n| &self.known.briefing.corrections[*n])
            .map(|c| format!("{} of {}: {}", c.kind.word(), c.date, c.text.get(Lang::DEFAULT)))
            .collect();
        let rows = if was.told.is_none() { "what it said then was not recorded".to_owned() } else { rows.join("; ") };
        format!("changed since version {} of {}: {rows}. {}", was.version.hash, was.version.date, why.join(" "))
    }

    fn words(&self, told: &Told) -> String {
        match told {
            Told::Quantity(quantity) => format!("`{}`", quantity.printed()),
            Told::Text(text) => format!("“{}”", text.get(Lang::DEFAULT)),
            Told::Period(period) => format!("`{period}`"),
            Told::Status(status) => format!("`{}`", status.word()),
            Told::Words(words) => format!("`{words}`"),
            Told::Place(locator) => locator.spot.to_string(),
            Told::Withdrawn => "withdrawn".to_owned(),
            Told::Names(_) => "another".to_owned(),
        }
    }

    /// What a statement says otherwise than the fact, the gravest first.
    fn wrong(&self, stated: &Stated<'_>, saying: &Saying<'_>) -> Option<String> {
        let value = stated.quantity.and_then(|quantity| saying.wrong_value(quantity));
        let fell = || stated.quantity.filter(|_| !stated.lessening).and_then(|quantity| saying.tells_a_fall(quantity));
        value
            .or_else(fell)
            .or_else(|| saying.wrong_year(stated))
            .or_else(|| self.wrong_place(stated, saying))
            .or_else(|| saying.wrong_status(stated))
    }

    /// Another subject of the same kind is named, and the fact's is not. A place that a sentence does not name is the
    /// one that was named last before.
    fn wrong_place(&self, stated: &Stated<'_>, saying: &Saying<'_>) -> Option<String> {
        let briefing = self.known.briefing;
        let kind = briefing.subjects[stated.subject].kind;
        let is_place = |kind: Id<Kind>| briefing.kinds[kind].role == Some(Role::Place);
        // A place of another kind stands for itself where it has none within it: it is no frame for the fact's own.
        let stands_alone = |id: Id<Subject>| {
            is_place(kind)
                && is_place(briefing.subjects[id].kind)
                && !briefing.subjects.ids().any(|inner| briefing.holds(id, inner))
        };
        // Of a whole's figure a part is no frame either.
        let is_part = |id: Id<Subject>| is_place(kind) && briefing.holds(stated.subject, id);
        let fits = |id: Id<Subject>| briefing.subjects[id].kind == kind || stands_alone(id) || is_part(id);
        let is_like = |named: &BTreeSet<Id<Subject>>| named.iter().any(|id| fits(*id));
        let mut named = self.named(&saying.sentence);
        for words in saying.around.iter().filter(|_| named.is_empty()).collect::<Vec<_>>() {
            named = if named.is_empty() { self.named(words) } else { named };
        }
        let is_earlier = named.is_empty() && is_place(kind) && !saying.figures.is_empty();
        if is_earlier {
            named =
                before(saying.report, saying.start).map(|words| self.named(words)).find(is_like).unwrap_or_default();
        }
        let own = |id: Id<Subject>| {
            id == stated.subject
                || briefing.holds(id, stated.subject)
                || !is_place(kind) && briefing.holds(stated.subject, id)
                || stated.by == Some(id)
        };
        let is_of = |id: Id<Subject>| stated.of.contains(&id);
        if named.is_empty() || named.iter().any(|id| own(*id)) {
            return None;
        }
        let other = named.iter().find(|id| fits(**id) && !is_of(**id))?;
        let title = |id: Id<Subject>| briefing.subjects[id].title.get(Lang::DEFAULT);
        let (other, own) = (title(*other), title(stated.subject));
        Some(if is_earlier {
            format!("place: {own} is not named, and {other} is what was named last")
        } else {
            format!("place: it is said of {other}, the fact is about {own}")
        })
    }

    /// The subjects that a text names; the longer of two names that overlap.
    fn named(&self, text: &str) -> BTreeSet<Id<Subject>> {
        let mut low = text.to_lowercase();
        let mut found = BTreeSet::new();
        let reader = self.reader(text, text);
        let locale = self.known.locales.readers().find(|(_, own)| std::ptr::eq(*own, reader));
        let endings = locale.and_then(|(locale, _)| locale.reader.as_ref()).map_or(&[][..], |read| &read.name_endings);
        for (name, id) in &self.names {
            let spaced = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
            while let Some(at) = find_word(&low, name, spaced.then_some(endings)) {
                found.insert(*id);
                let blank = " ".repeat(name.len());
                low.replace_range(at..at + name.len(), &blank);
            }
        }
        found
    }
}

/// Where a name stands: where its script has spaces, as whole words, also with one of a language's endings.
fn find_word(text: &str, name: &str, endings: Option<&[String]>) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let ends = |rest: &str| !is_letter(rest.chars().next());
    let is_whole = |at: usize, endings: &[String]| {
        let rest = &text[at + name.len()..];
        let inflected = || endings.iter().filter_map(|ending| rest.strip_prefix(ending.as_str())).any(ends);
        !is_letter(text[..at].chars().next_back()) && (ends(rest) || inflected())
    };
    let mut places = text.match_indices(name).map(|(at, _)| at);
    places.find(|at| endings.is_none_or(|endings| is_whole(*at, endings)))
}

/// What a report says beside a reference, read.
struct Saying<'a> {
    sentence: String,
    /// The other cells of its row, the head of its column.
    around: Vec<String>,
    /// Where it stands: its block, and the place there.
    report: &'a Report,
    start: (usize, usize),
    figures: Vec<(String, Reading)>,
    years: Vec<(i16, i16)>,
    senses: Vec<Sense>,
    until: bool,
}

impl<'a> Saying<'a> {
    fn of(judge: &Judge<'a>, report: &'a Report, statement: &Statement) -> Self {
        let around = report.around(statement.block);
        let text = &without_addresses(&report.blocks[statement.block].text);
        let (sentence, segment) = (text[statement.sentence.clone()].to_owned(), &text[statement.at.clone()]);
        let block = &report.blocks[statement.block].text;
        let read = |text: &str| -> Vec<(String, Reading)> {
            let figures = judge.figures(text, block).into_iter();
            figures.filter_map(|figure| Some((text[figure.range.clone()].to_owned(), figure.reading?))).collect()
        };
        // What stands between two references is what the second bears out; a sentence before any is it whole. It is read
        // in its sentence: the verb that makes it a fall may stand before the link.
        let own = |at: usize| at.clamp(statement.sentence.start, statement.sentence.end) - statement.sentence.start;
        let inside = own(statement.at.start)..own(statement.at.end);
        let of_sentence = judge.figures(&sentence, block).into_iter();
        let near: Vec<(String, Reading)> = of_sentence
            .filter(|figure| figure.range.start < inside.end && inside.start < figure.range.end)
            .filter_map(|figure| Some((sentence[figure.range.clone()].to_owned(), figure.reading?)))
            .collect();
        let near = if near.is_empty() { read(segment) } else { near };
        let figures = if near.is_empty() { read(&sentence) } else { near };
        let mut saying = Self {
            sentence,
            report,
            start: (statement.block, statement.sentence.start),
            figures,
            around,
            years: Vec::new(),
            senses: Vec::new(),
            until: false,
        };
        let parts: Vec<String> = [saying.sentence.clone()].into_iter().chain(saying.around.iter().cloned()).collect();
        let whole = parts.join(" ");
        // Where a few words leave the language open, it is that of the block or the report.
        let usual = judge.reader(&whole, block);
        let mut locales: Vec<(&Locale, &FigureReader)> = judge.known.locales.readers().collect();
        locales.sort_by_key(|(_, reader)| !std::ptr::eq(*reader, usual));
        let locales = locales.into_iter().map(|(locale, _)| locale);
        let locale = Script::of(&whole).and_then(|script| detect::language(&whole, script, locales));
        if let Some(reader) = locale.and_then(|locale| locale.reader.as_ref()) {
            parts.iter().for_each(|part| saying.read(reader, part));
        }
        saying
    }

    /// Reads the words of status, and the years where nothing nearer named any.
    fn read(&mut self, reader: &Reader, text: &str) {
        let plain = normalise(text, Level::Read);
        let nearer = !self.years.is_empty();
        for named in reader.date().all(&plain, Now::default()) {
            self.until |= reader.status().is_until(&plain, named.at.start);
            let period = named.period().and_then(|text| crate::model::period::Period::parse(&text.to_string()).ok());
            // "By 2027" is open at one end: the year that it names is the other.
            let ends = period.map(|period| (period.earliest(), period.latest()));
            let years_of = |(from, to): (Option<Date>, Option<Date>)| Some((from.or(to)?.year(), to.or(from)?.year()));
            self.years.extend(ends.and_then(years_of).filter(|_| !nearer));
        }
        let words = reader.status().untitled(&plain);
        self.senses.extend(reader.status().all(&words).into_iter().map(|hit| hit.means));
    }

    fn states(&self, quantity: &Quantity) -> bool {
        self.figures.iter().any(|(_, reading)| reading.agreement(quantity) == Agreement::Agrees)
    }

    /// What is wrong with the figure, if none of those beside the reference is the fact's.
    fn wrong_value(&self, quantity: &Quantity) -> Option<String> {
        if self.figures.is_empty() || self.states(quantity) {
            return None;
        }
        let printed = quantity.printed();
        let mut kinds: Vec<(u8, String)> =
            self.figures.iter().map(|(words, reading)| slip(words, reading, quantity, printed)).collect();
        kinds.sort();
        kinds.into_iter().next().map(|(_, message)| message)
    }

    /// What is wrong where every figure that is the fact's is told as a fall, and the fact's is none.
    fn tells_a_fall(&self, quantity: &Quantity) -> Option<String> {
        let mut own = self.figures.iter().filter(|(_, reading)| reading.agreement(quantity) == Agreement::Agrees);
        let (words, first) = own.next()?;
        let fell = quantity.value() > Decimal::ZERO && first.decline && own.all(|(_, reading)| reading.decline);
        fell.then(|| format!("sign: the report says that it fell by `{words}`, the fact `{}`", quantity.printed()))
    }

    fn wrong_year(&self, stated: &Stated<'_>) -> Option<String> {
        let (from, to) = stated.years?;
        let other = |(first, last): &(i16, i16)| *last < from || *first > to;
        if self.years.is_empty() || !self.years.iter().all(other) {
            return None;
        }
        Some(format!("year: the report says {}, the fact {}", self.years[0].0, stated.period))
    }

    fn wrong_status(&self, stated: &Stated<'_>) -> Option<String> {
        let status = stated.status?;
        let has = |sense: Sense| self.senses.iter().any(|own| own.has(sense));
        let says = |status: Status| has(Sense::states(status));
        let coming = || Status::ALL.iter().any(|status| status.outlook() == Outlook::Ahead && says(*status));
        let ahead = has(Sense::AHEAD) || has(Sense::INTENT) || coming() || self.until;
        // Who only points to a target has told nothing as a result.
        let states = !self.figures.is_empty() || says(Status::Actual) || has(Sense::REACHED);
        match status.outlook() {
            Outlook::Ahead if !ahead && states => Some(format!("status: a {} is told as a result", status.word())),
            Outlook::Done
                if ahead && !self.until && !has(Sense::REACHED) && says(Status::Target) && !says(Status::Actual) =>
            {
                Some("status: a result is told as a target".to_owned())
            }
            _ => None,
        }
    }
}

/// Whether an edition is no longer the present one.
fn is_past(editions: &[Edition], n: usize) -> bool {
    editions.last().is_some_and(|now| editions[n].version.hash != now.version.hash)
}

/// The sentences before a statement, back to the heading above it: the nearest first.
fn before(report: &Report, (block, start): (usize, usize)) -> impl Iterator<Item = &str> {
    let own = &report.blocks[block].text[..start];
    let mut blocks = report.blocks[..block].iter().rev().filter(|block| block.label.is_none());
    let mut is_over = false;
    let rest = std::iter::from_fn(move || {
        let next = blocks.next().filter(|_| !is_over)?;
        is_over = next.is_heading;
        Some(next.text.as_str())
    });
    std::iter::once(own).chain(rest).flat_map(sentences)
}

/// The sentences of a text, the last first.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim_end();
    while !rest.is_empty() {
        let last = statement::sentence(rest, rest.len());
        found.push(&rest[last.clone()]);
        rest = rest[..last.start].trim_end();
    }
    found
}

/// How a figure is not the fact's, and how near it is to it: a sign is a smaller slip than a number.
fn slip(words: &str, reading: &Reading, quantity: &Quantity, printed: &str) -> (u8, String) {
    if let Agreement::WrongPrecision(precision) = reading.agreement(quantity) {
        let what = if precision == Precision::Exact { "the qualifier is dropped" } else { "the sign is another" };
        return (0, format!("sign: {what}: the report says `{words}`, the fact `{printed}`"));
    }
    let values = reading.values();
    let own = quantity.value();
    if values.contains(&own) {
        return (1, format!("unit: the report says `{words}`, the fact `{printed}` in `{}`", quantity.unit().code()));
    }
    for value in values.iter().filter(|value| !value.is_zero() && !own.is_zero()) {
        if let Some(tens) = power_of_ten(*value, own) {
            let factor = if tens > 0 { "too many" } else { "too few" };
            let zeros = if tens.abs() == 1 { "a zero".to_owned() } else { format!("{} zeros", tens.abs()) };
            return (2, format!("ten: `{words}` has {zeros} {factor}, the fact says `{printed}`"));
        }
    }
    (3, format!("value: the report says `{words}`, the fact `{printed}`"))
}

/// By how many powers of ten two numbers differ, if by nothing else.
fn power_of_ten(one: Decimal, other: Decimal) -> Option<i32> {
    let (mut low, high, sign) = if one < other { (one, other, -1) } else { (other, one, 1) };
    for tens in 1..=12 {
        low = low.checked_mul(Decimal::TEN)?;
        if low == high {
            return Some(sign * tens);
        }
        if low > high {
            return None;
        }
    }
    None
}
