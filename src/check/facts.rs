//! Fact sheets → facts, field by field.

use std::collections::BTreeMap;

use crate::language::locales::Locales;
use crate::language::value;
use crate::load::Content;
use crate::load::record::{Field, Row, Said, Text};
use crate::load::records::{self, WrittenRank};
use crate::load::table::Value;
use crate::model::evidence::Conflict;
use crate::model::fact::{Dating, Excerpt, Fact, Finding, Of, Origin, Rank, Status};
use crate::model::hash;
use crate::model::id::Id;
use crate::model::lang::Localised;
use crate::model::locator::Locator;
use crate::model::period::Period;
use crate::model::source::Source;
use crate::model::subject::Role;
use crate::model::unit::{Unit, UnitKind};
use crate::model::version::{self, Published};
use crate::problem::span::{Span, Spanned};
use crate::problem::{Problem, Problems, code::Code};

use super::dates;
use super::fields;
use super::history;
use super::locators;
use super::names::Scope;

/// The facts, and where each of them stands.
#[derive(Debug, Default)]
pub struct Records {
    /// In the order of the scope's names; `None` where an error was reported.
    pub facts: Vec<Option<Fact>>,
    /// Where each fact's id, value and excerpt are written.
    pub spans: Vec<FactSpans>,
}

/// Where the parts of a fact are written.
#[derive(Clone, Copy, Debug)]
pub struct FactSpans {
    /// Its id.
    pub id: Span,
    /// Its value.
    pub value: Span,
    /// Its excerpt.
    pub excerpt: Span,
}

/// A fact's record, with the name of its sheet's source and that source, where there is one.
type InSheet<'a> = (Row<'a, records::Fact>, (&'a str, Option<Id<Source>>));

impl Records {
    /// Reads every sheet.
    pub fn read(
        content: &Content,
        (scope, locales): (&Scope, &Locales),
        published: &Published,
        date: &str,
        problems: &mut Problems,
    ) -> Records {
        let rests = rests(content, scope);
        let units = units(content);
        let mut work: Vec<InSheet<'_>> = Vec::new();
        for sheet in &content.sheets {
            let source = scope.sources.find(&sheet.source);
            if source.is_none() {
                problems.report(
                    Problem::new(Code::Dangling, Span::start_of(sheet.file), "this fact sheet has no source beside it")
                        .help("write the source's record in `index.md` in the same folder"),
                );
            }
            work.extend(sheet.facts.iter().map(|record| (record, (sheet.source.as_str(), source))));
        }
        let reader = Reader { scope, locales, published, rests: &rests, units: &units, date };
        let facts = problems.in_parallel(&work, |(record, source), problems| reader.fact(*record, *source, problems));
        let mut records = Records { facts: Vec::with_capacity(facts.len()), spans: Vec::with_capacity(facts.len()) };
        let mut seen = std::collections::BTreeSet::new();
        for (fact, (record, _)) in facts.into_iter().zip(&work) {
            let Some((id, span)) = record.id().get() else { continue };
            if !seen.insert(id) {
                continue;
            }
            records.spans.push(FactSpans { id: span, value: record.value().span(), excerpt: record.excerpt().span() });
            records.facts.push(fact);
        }
        records
    }
}

impl Records {
    /// Marks the facts that an editor prefers in a recorded conflict.
    pub fn prefer(&mut self, conflicts: &[Option<Conflict>]) {
        for id in conflicts.iter().flatten().flat_map(|conflict| &conflict.preferred) {
            if let Some(Some(fact)) = self.facts.get_mut(id.index())
                && fact.rank == Rank::Normal
            {
                fact.rank = Rank::Preferred;
            }
        }
    }
}

type Rests = BTreeMap<usize, Vec<(Origin, Vec<(u32, u32)>)>>;

/// For each source, its works and the lines that rest on them; mistakes are reported elsewhere.
fn rests(content: &Content, scope: &Scope) -> Rests {
    let mut rests = Rests::new();
    for (slug, front) in content.sources() {
        let Some(source) = scope.sources.find(slug) else { continue };
        let list = front.rests_on().get().into_iter().filter_map(|rest| {
            let work = scope.subjects.find(rest.work().get()?.0)?;
            let lines = rest.lines().get().and_then(|(text, _)| locators::lines(text)).unwrap_or_default();
            Some((Origin::Work(work), lines))
        });
        rests.insert(source.index(), list.collect());
    }
    rests
}

fn units(content: &Content) -> BTreeMap<&str, Unit> {
    let unit = |row: Row<'_, records::Indicator>| Unit::parse(row.unit().get()?.0);
    content.indicators.iter().filter_map(|row| Some((row.id().get()?.0, unit(row)?))).collect()
}

struct Reader<'a> {
    scope: &'a Scope,
    locales: &'a Locales,
    published: &'a Published,
    rests: &'a Rests,
    units: &'a BTreeMap<&'a str, Unit>,
    date: &'a str,
}

impl Reader<'_> {
    fn fact(
        &self,
        record: Row<'_, records::Fact>,
        (sheet, source): (&str, Option<Id<Source>>),
        problems: &mut Problems,
    ) -> Option<Fact> {
        let scope = self.scope;
        let (slug, _) = record.id().get()?;
        if record.is_only_a_name() {
            return None;
        }
        let subject = record.subject().get().and_then(|(name, span)| scope.subject(name, span, problems));
        let (indicator_name, indicator_span) = record.indicator().get()?;
        let indicator = scope.indicator(indicator_name, indicator_span, problems);
        let period = record.period().get().and_then(|(text, span)| dates::period(text, span, &scope.locales, problems));
        let status = record.status().get().map(|(status, _)| status);
        let finding = self.finding(record, indicator_name, status, problems);
        let of = self.of(record, problems);
        let one = |field: Field<'_, Text>, roles: &[Role], problems: &mut Problems| {
            field.get().map(|(name, span)| scope.with_role(name, roles, span, problems))
        };
        let policy = one(record.policy(), &[Role::Policy], problems);
        let by = one(record.by(), &[Role::Actor, Role::Place, Role::Work], problems);
        let credit = credit(record, scope, problems);
        let locator = locators::read(record.into(), problems);
        let origins = self.origins(record, source, locator.as_ref().and_then(Locator::line), problems);
        let excerpt = self.excerpt(record, problems);
        let note = scope.localised(record.note(), problems);
        let rank = self.rank(record, problems);
        let checked = record.checked().get().map(|(text, span)| dates::day(text, span, problems));
        let dating = dating(record, period.as_ref(), problems);
        let announced = announced(record, period.as_ref(), status, problems);
        let name = format!("fact:{slug}");
        let formerly = scope.former.slugs(&name);
        let names: Vec<String> = scope.former.before(&name).iter().cloned().chain([name]).collect();
        let said = history::said(record, sheet, self.units.get(indicator_name).map(Unit::code));
        let hash = hash::short(told(record).iter().map(String::as_str));
        let version = version::next(&self.published.history(&names), Some(&said), hash, self.date);
        Some(Fact {
            slug: slug.to_owned(),
            formerly,
            subject: subject?,
            indicator: indicator?,
            period: period?,
            dating,
            announced,
            finding: finding?,
            status: status?,
            of: of?,
            policy: policy.flatten(),
            by: by.flatten(),
            credit,
            origins: origins?,
            source: source?,
            excerpt: excerpt?,
            locator: locator?,
            note,
            rank,
            checked: checked.flatten(),
            version,
            said,
        })
    }

    fn finding(
        &self,
        record: Row<'_, records::Fact>,
        indicator: &str,
        status: Option<Status>,
        problems: &mut Problems,
    ) -> Option<Finding> {
        let unit = self.units.get(indicator)?;
        let (value, span) = record.value().get()?;
        match value {
            Said::Localised(words) => {
                if unit.kind() != UnitKind::None {
                    problems.report(
                        Problem::new(Code::Quantity, span, "a text where a quantity is expected")
                            .label(format!("the indicator `{indicator}` has the unit `{}`", unit.code()))
                            .help("write the value as printed, `\">2300\"`, or choose an indicator without a unit"),
                    );
                    return None;
                }
                fields::by_language(words, &self.scope.settings.languages, problems).map(Finding::Text)
            }
            Said::Text(words) if self.is_only_words(unit, status) => {
                Some(Finding::Text(Localised::new(words.to_owned(), Vec::new())))
            }
            Said::Text(text) if unit.kind() == UnitKind::None || status == Some(Status::Event) => {
                problems.report(
                    Problem::new(Code::WrongType, span, format!("`{text}` is a quantity, but none is measured here"))
                        .label("expected a text `{ en = \"…\", zh = \"…\" }`")
                        .help("give the indicator a unit, or the value words"),
                );
                None
            }
            Said::Text(text) => match value::parse(self.locales, text, unit) {
                Ok(quantity) => Some(Finding::Quantity(quantity)),
                Err(error) => {
                    problems.report(
                        Problem::new(Code::Quantity, span, format!("`{text}` is no quantity in `{}`", unit.code()))
                            .label(error.to_string()),
                    );
                    None
                }
            },
        }
    }

    /// Whether a value is words that need not name their language: there is one, and nothing is measured.
    fn is_only_words(&self, unit: &Unit, status: Option<Status>) -> bool {
        self.scope.settings.languages.count() == 1 && (unit.kind() == UnitKind::None || status == Some(Status::Event))
    }

    fn of(&self, record: Row<'_, records::Fact>, problems: &mut Problems) -> Option<Vec<Of>> {
        let mut whole = true;
        let mut of = Vec::new();
        for item in record.of().get() {
            let read = item.and_then(|(said, span)| match said {
                Said::Text(words) if self.scope.settings.languages.count() == 1 && is_words(words) => {
                    Some(Of::Text(Localised::new(words.to_owned(), Vec::new())))
                }
                Said::Text(name) => self.scope.of(name, span, problems),
                Said::Localised(words) => {
                    fields::by_language(words, &self.scope.settings.languages, problems).map(Of::Text)
                }
            });
            whole &= read.is_some();
            of.extend(read);
        }
        whole.then_some(of)
    }

    /// As written, else the work whose lines hold the fact's line, else the source itself.
    fn origins(
        &self,
        record: Row<'_, records::Fact>,
        source: Option<Id<Source>>,
        line: Option<u32>,
        problems: &mut Problems,
    ) -> Option<Vec<Origin>> {
        let written = record.origins().get();
        if !written.is_empty() {
            let read: Vec<_> =
                written.into_iter().map(|(name, span)| self.scope.origin(name, span, problems)).collect();
            return read.into_iter().collect();
        }
        let source = source?;
        let rests = self.rests.get(&source.index()).map_or(&[][..], Vec::as_slice);
        let holding = |lines: &[(u32, u32)]| {
            line.is_some_and(|line| lines.iter().any(|(from, to)| (*from..=*to).contains(&line)))
        };
        let mut origins: Vec<Origin> =
            rests.iter().filter(|(_, lines)| holding(lines)).map(|(origin, _)| *origin).collect();
        origins.dedup();
        if origins.is_empty() {
            origins.push(Origin::Source(source));
        }
        Some(origins)
    }

    fn excerpt(&self, record: Row<'_, records::Fact>, problems: &mut Problems) -> Option<Excerpt> {
        let (text, span) = record.excerpt().get()?;
        let limit = self.scope.settings.site.excerpt_limit;
        Excerpt::new(text, limit)
            .map_err(|length| {
                problems.report(
                    Problem::new(Code::ExcerptLength, span, format!("the excerpt has {length} characters"))
                        .label(format!("expected 1 to {limit}"))
                        .help("keep the shortest phrase that bears the fact"),
                );
            })
            .ok()
    }

    fn rank(&self, record: Row<'_, records::Fact>, problems: &mut Problems) -> Rank {
        let reason = self.scope.localised(record.reason(), problems);
        match record.rank().get() {
            Some((WrittenRank::Deprecated, span)) => {
                if reason.is_none() {
                    problems.report(
                        Problem::new(Code::MissingKey, span, "a deprecated fact needs a reason")
                            .help("add `reason = { en = \"…\", zh = \"…\" }`"),
                    );
                }
                reason.map_or(Rank::Normal, Rank::Deprecated)
            }
            _ => Rank::Normal,
        }
    }
}

/// Whether a text is words for readers and no name of a record: `kind:name`, or a fact's id.
fn is_words(text: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let named = text.split_once(':').is_some_and(|(kind, name)| is_name(kind) && is_name(name));
    !text.trim().is_empty() && !named
}

fn dating(record: Row<'_, records::Fact>, period: Option<&Period>, problems: &mut Problems) -> Option<Dating> {
    let undated = period.is_some_and(Period::is_undated);
    match record.dating().get() {
        Some((_, span)) if undated => {
            problems.report(
                Problem::new(Code::BadValue, span, "an undated fact has no dating")
                    .help("leave `dating` out where the period is `..`"),
            );
            None
        }
        _ if undated => None,
        Some((dating, _)) => Some(dating),
        None => Some(Dating::Printed),
    }
}

/// Whether the period is when a target was announced; only a dated target can say so.
fn announced(
    record: Row<'_, records::Fact>,
    period: Option<&Period>,
    status: Option<Status>,
    problems: &mut Problems,
) -> bool {
    let said = record.announced().get().unwrap_or(false);
    let dated_target = status.is_none_or(|status| status == Status::Target) && period.is_none_or(|p| !p.is_undated());
    if said && !dated_target {
        problems.report(
            Problem::new(
                Code::BadValue,
                record.announced().span(),
                "only a target with a period can be dated by its announcement",
            )
            .label("the period is then no deadline")
            .help("leave `announced` out"),
        );
    }
    said && dated_target
}

/// Whom the source credits; only where nobody is named.
fn credit(record: Row<'_, records::Fact>, scope: &Scope, problems: &mut Problems) -> Option<Localised<String>> {
    let credit = scope.localised(record.credit(), problems);
    if credit.is_some() && record.by().value().is_some() {
        problems.report(
            Problem::new(Code::BadValue, record.credit().span(), "`by` names who says so already")
                .label("for where the source names nobody")
                .help("leave `credit` out; what else there is to know of it belongs in the note"),
        );
        return None;
    }
    credit
}

/// What the hash of a fact's version is taken over (contract): everything but note, credit and checked, and of the rank
/// that it no longer stands.
fn told(record: Row<'_, records::Fact>) -> Vec<String> {
    let parts = [
        record.value().value(),
        record.period().value(),
        record.status().value(),
        record.subject().value(),
        record.indicator().value(),
        record.of().value(),
        record.by().value(),
        record.origins().value(),
        record.excerpt().value(),
        record.line().value(),
    ];
    let parts = parts.into_iter().map(|part| part.map_or(String::new(), |value| plain(&value.value)));
    let withdrawn = record.rank().get().filter(|(rank, _)| *rank == WrittenRank::Deprecated);
    let withdrawn = withdrawn.map(|(rank, _)| format!("rank={}", rank.word()));
    let announced = record.announced().get().filter(|said| *said).map(|_| "announced".to_owned());
    parts.chain(other_places(record)).chain(withdrawn).chain(announced).collect()
}

/// The places that are no lines, each with its key; none for a fact that has a line alone.
fn other_places(record: Row<'_, records::Fact>) -> impl Iterator<Item = String> {
    let page = (record.page().name(), record.page().value());
    let texts = [record.cell(), record.time(), record.section()].map(|place| (place.name(), place.value()));
    let place = |(key, value): (&str, Option<&Spanned<Value>>)| Some(format!("{key}={}", plain(&value?.value)));
    [page].into_iter().chain(texts).filter_map(place)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Bare(text) => text.clone(),
        Value::Bool(b) => b.to_string(),
        Value::List(list) => list.iter().map(|v| plain(&v.value)).collect::<Vec<_>>().join("\u{1f}"),
        Value::Table(table) => {
            let mut parts: Vec<String> =
                table.entries.iter().map(|(k, v)| format!("{}={}", k.value, plain(&v.value))).collect();
            parts.sort();
            parts.join("\u{1e}")
        }
    }
}
