//! Texts that hold no links (titles, labels, notes, findings): a figure in them is a fact's, or waived in their record.

use rust_decimal::Decimal;

use crate::language::figure::FigureReader;
use crate::language::locales::Locales;
use crate::language::reading::{Number, Reading};
use crate::language::script::is_han;
use crate::load::Content;
use crate::load::record::{Declared, Field, OwnWords, Row, Texts};
use crate::model::unit::{Base, Unit};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::by_value::ByValue;
use super::names::Scope;

/// Holds every text in the briefing's own words against the facts and the derived figures.
pub fn run(content: &Content, locales: &Locales, scope: &Scope, facts: &ByValue, problems: &mut Problems) {
    let mut lint = Lint { locales, scope, facts, base: None, problems };
    if let Some(site) = content.site() {
        lint.unread(&site.languages());
        lint.texts(&site.own_words(), &mut []);
    }
    for document in &content.documents {
        let source = document.source().map(|(_, record)| (record.own_words(), record.waived()));
        let subject = document.subject().map(|(_, _, record)| (record.own_words(), record.waived()));
        let page = document.page().map(|record| (record.own_words(), record.waived()));
        if let Some((words, waived)) = source.or(subject).or(page) {
            lint.waiving(&words, waived);
        }
    }
    content.facts().for_each(|fact| lint.record(fact, fact.waived()));
    for indicator in content.indicators.iter() {
        lint.base = indicator.unit().get().and_then(|(unit, _)| base(unit));
        lint.record(indicator, indicator.waived());
    }
    lint.base = None;
    content.conflicts.iter().for_each(|conflict| lint.record(conflict, conflict.waived()));
    content.gaps.iter().for_each(|gap| lint.record(gap, gap.waived()));
    content.derived.iter().for_each(|derived| lint.record(derived, derived.waived()));
    content.corrections.iter().for_each(|correction| lint.record(correction, correction.waived()));
}

/// A figure that a record waives: its words, where it does so, and whether any text has it.
struct Waiver<'a> {
    words: &'a str,
    span: Span,
    used: bool,
}

struct Lint<'a, 'p> {
    locales: &'a Locales,
    scope: &'a Scope,
    facts: &'a ByValue<'a>,
    /// What the unit of the indicator that is read is reckoned on: births per 1,000 people.
    base: Option<Decimal>,
    problems: &'p mut Problems,
}

/// So many things, of a unit that is reckoned on them.
fn base(unit: &str) -> Option<Decimal> {
    match Unit::parse(unit)?.per()? {
        (_, Base::Things(things)) => Some(things.into()),
        (_, Base::Unit(_)) => None,
    }
}

/// Whether words that are read as a figure name a measure only: `£ bn`, `Mio. t`, *a tonne*.
fn is_measure(reader: &FigureReader, words: &str, reading: Option<&Reading>) -> bool {
    // Where characters are words, 百万 is a number by itself.
    let bare = !words.contains(is_han) && reader.measure_whole(words, true).is_some();
    let one = || reading.is_some_and(|reading| reading.unit.is_some() && reading.number == Number::One(Decimal::ONE));
    !words.contains(char::is_numeric) && (bare || one())
}

impl Lint<'_, '_> {
    fn record<S: Declared>(&mut self, row: Row<'_, S>, waived: Field<'_, Texts>) {
        self.waiving(&row.own_words(), waived);
    }

    fn waiving(&mut self, words: &[OwnWords<'_>], waived: Field<'_, Texts>) {
        let mut waivers: Vec<Waiver<'_>> =
            waived.get().into_iter().filter_map(|(text, span)| self.waiver(text, span)).collect();
        self.texts(words, &mut waivers);
        for waiver in waivers.iter().filter(|waiver| !waiver.used) {
            let message = format!("`{}` waives nothing: no text of this record has such a figure", waiver.words);
            self.problems.report(
                Problem::new(Code::Unused, waiver.span, message)
                    .help("strike it, or write the figure as the text has it"),
            );
        }
    }

    /// A waiver as written, `12 per cent: our sum`.
    fn waiver<'a>(&mut self, text: &'a str, span: Span) -> Option<Waiver<'a>> {
        let parts = text.split_once(": ").or_else(|| text.split_once('\u{FF1A}'));
        let parts = parts.filter(|(words, reason)| !words.trim().is_empty() && !reason.trim().is_empty());
        let Some((words, _)) = parts else {
            self.problems.report(
                Problem::new(Code::BadValue, span, format!("`{text}` waives no figure with a reason"))
                    .help("write the figure, a colon and why no fact states it: `12 per cent: our sum`"),
            );
            return None;
        };
        Some(Waiver { words: words.trim(), span, used: false })
    }

    fn texts(&mut self, words: &[OwnWords<'_>], waivers: &mut [Waiver<'_>]) {
        for OwnWords { key, text } in words {
            for lang in self.scope.settings.languages.iter() {
                if !self.locales.of(lang).reads_figures() {
                    continue;
                }
                let Some((text, span)) = text.text(self.scope.settings.languages.code(lang)) else { continue };
                let reader = self.locales.reader(lang);
                for figure in reader.figures(text, &self.scope.settings.site.names) {
                    let is_base = |reading: &Reading| self.base.map(Number::One) == Some(reading.number);
                    let stated = figure.reading.as_ref().is_some_and(|said| self.facts.has(said) || is_base(said));
                    let stated = stated || is_measure(reader, &text[figure.range.clone()], figure.reading.as_ref());
                    let mut waived = false;
                    for waiver in waivers.iter_mut() {
                        let holds = |(at, words): (usize, &str)| {
                            at <= figure.range.start && figure.range.end <= at + words.len()
                        };
                        let here = text.match_indices(waiver.words).any(holds);
                        waiver.used |= here;
                        waived |= here;
                    }
                    if !stated && !waived {
                        self.naked(&text[figure.range], key, span);
                    }
                }
            }
        }
    }

    fn naked(&mut self, words: &str, key: &str, span: Span) {
        let problem = Problem::new(Code::NakedNumber, span, format!("`{words}` has no fact behind it"));
        self.problems.report(problem.label(format!("a figure in a `{key}` that no fact states")).help(format!(
            "give the figure of a fact, say it without one, or waive it in this record: `waived = [\"{words}: why\"]`; \
             digits of a name stand in `names` of site.toml"
        )));
    }

    /// Says once of each language in which no figures are read that none were looked at.
    fn unread(&mut self, languages: &Field<'_, Texts>) {
        for (code, span) in languages.get() {
            let lang = self.scope.settings.languages.find(code);
            if lang.is_some_and(|lang| !self.locales.of(lang).reads_figures()) {
                let message = format!("figures in `{code}` are not read: texts in it are not held against the facts");
                self.problems.report(
                    Problem::new(Code::NotRead, span, message)
                        .help(format!("`[figure]` in `templates/locale/{code}.toml` says how they are read")),
                );
            }
        }
    }
}
