//! Fact sheets → facts, field by field.

use std::collections::BTreeMap;

use crate::language::locales::Locales;
use crate::language::normalise::{Level, normalise};
use crate::language::read::dates::{Dates, Now};
use crate::language::value;
use crate::load::Content;
use crate::load::table::{Record, Value};
use crate::model::evidence::Conflict;
use crate::model::fact::{Dating, Excerpt, Fact, Finding, Of, Origin, Rank, Status};
use crate::model::hash;
use crate::model::id::Id;
use crate::model::locator::Locator;
use crate::model::period::Period;
use crate::model::source::Source;
use crate::model::subject::Role;
use crate::model::unit::{Unit, UnitKind};
use crate::model::version::{Published, Version};
use crate::problem::span::{Span, Spanned};
use crate::problem::{Problem, Problems, code::Code};

use super::in_parallel;
use super::locators;
use super::names::Scope;
use super::settings;

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

/// The versions that `record` noted, by `fact:id` or `page:route`, the oldest first.
pub fn published(content: &Content, problems: &mut Problems) -> Published {
    let mut published = Published::default();
    for record in &content.versions {
        if !is_version(record, problems) {
            continue;
        }
        let entry = (record.text("id"), record.integer("ordinal"), record.text("date"), record.text("hash"));
        let (Some((id, _)), Some((ordinal, _)), Some((date, _)), Some((hash, _))) = entry else { continue };
        published.add(id, Version { ordinal, date: date.to_owned(), hash: hash.to_owned() });
    }
    published
}

/// The greatest ordinal that is read: far from where counting on would begin again at 0.
const LAST_ORDINAL: u32 = 999_999_999;

/// A part of a recorded version: its key, whether a text can be it, and what was expected.
type Part<'a> = (&'a str, &'a dyn Fn(&str) -> bool, &'a str);

/// Whether a recorded version is one that `record` can have written; each part that is not is reported.
fn is_version(record: &Record, problems: &mut Problems) -> bool {
    let slug = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let route = |text: &str| text.strip_suffix(".html").is_some_and(|stem| stem.split('/').all(slug));
    let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == text);
    let hash = |text: &str| text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let id = |text: &str| text.strip_prefix("fact:").is_some_and(slug) || text.strip_prefix("page:").is_some_and(route);
    let parts: [Part; 3] = [
        ("id", &id, "`fact:<id>` or `page:<route>`"),
        ("date", &day, "a day such as `2026-11-24`"),
        ("hash", &hash, "six hexadecimal digits"),
    ];
    let mut wrong: Vec<(Span, &str, &str)> = Vec::new();
    for (key, right, expected) in parts {
        wrong.extend(record.text(key).filter(|(text, _)| !right(text)).map(|(_, span)| (span, key, expected)));
    }
    let ordinal = record.integer("ordinal").filter(|(n, _)| !(1..=LAST_ORDINAL).contains(n));
    wrong.extend(ordinal.map(|(_, span)| (span, "ordinal", "a number from 1 to 999999999")));
    for (span, key, expected) in &wrong {
        problems.report(
            Problem::new(Code::BadValue, *span, format!("this is no `{key}` of a version"))
                .label(format!("expected {expected}"))
                .help("`briefing record` writes this file; bring back the last right one with `git checkout`"),
        );
    }
    wrong.is_empty()
}

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
        let mut work: Vec<(&Record, Option<Id<Source>>)> = Vec::new();
        for sheet in &content.sheets {
            let source = scope.sources.find(&sheet.source);
            if source.is_none() {
                problems.report(
                    Problem::new(
                        Code::Dangling,
                        super::start_of(sheet.file),
                        "this fact sheet has no source beside it",
                    )
                    .help("write the source's record in `index.md` in the same folder"),
                );
            }
            work.extend(sheet.facts.iter().map(|record| (record, source)));
        }
        let reader = Reader { scope, locales, published, rests: &rests, units: &units, date };
        let facts = in_parallel(&work, problems, |(record, source), problems| reader.fact(record, *source, problems));
        let mut records = Records::default();
        let mut seen = std::collections::BTreeSet::new();
        for (fact, (record, _)) in facts.into_iter().zip(&work) {
            let Some((id, span)) = record.text("id") else { continue };
            if !seen.insert(id) {
                continue;
            }
            let at = |key| record.get(key).map_or(record.span, |v| v.span);
            records.spans.push(FactSpans { id: span, value: at("value"), excerpt: at("excerpt") });
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
    for document in &content.documents {
        let crate::load::layout::Place::Source { slug, lang: None } = &document.place else { continue };
        let Some(source) = scope.sources.find(slug) else { continue };
        let list = document.front.tables("rests_on").into_iter().filter_map(|rest| {
            let work = scope.subjects.find(rest.text("work")?.0)?;
            let lines = rest.text("lines").and_then(|(text, _)| super::sources::lines(text)).unwrap_or_default();
            Some((Origin::Work(work), lines))
        });
        rests.insert(source.index(), list.collect());
    }
    rests
}

fn units(content: &Content) -> BTreeMap<&str, Unit> {
    let unit = |r: &'static str, record: &Record| record.text(r).and_then(|(code, _)| Unit::parse(code));
    content.indicators.iter().filter_map(|record| Some((record.text("id")?.0, unit("unit", record)?))).collect()
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
    fn fact(&self, record: &Record, source: Option<Id<Source>>, problems: &mut Problems) -> Option<Fact> {
        let scope = self.scope;
        let (slug, _) = record.text("id")?;
        if record.is_only_a_name() {
            return None;
        }
        let subject = record.text("subject").and_then(|(name, span)| scope.subject(name, span, problems));
        let (indicator_name, indicator_span) = record.text("indicator")?;
        let indicator = scope.indicator(indicator_name, indicator_span, problems);
        let period = record.text("period").and_then(|(text, span)| period(text, span, &scope.dates, problems));
        let status = status(record);
        let finding = self.finding(record, indicator_name, status, problems);
        let of = self.of(record, problems);
        let one = |key, roles: &[Role], problems: &mut Problems| {
            record.text(key).map(|(name, span)| scope.with_role(name, roles, span, problems))
        };
        let policy = one("policy", &[Role::Policy], problems);
        let by = one("by", &[Role::Actor, Role::Work], problems);
        let locator = locators::read(record, problems);
        let origins = self.origins(record, source, locator.as_ref().and_then(Locator::line), problems);
        let excerpt = self.excerpt(record, problems);
        let note = record.table("note").map(|table| settings::from_table(table, &scope.settings.languages, problems));
        let rank = self.rank(record, problems);
        let checked = record.text("checked").map(|(text, span)| day(text, span, problems));
        let dating = dating(record, period.as_ref(), problems);
        let hash = hash::short(said(record).iter().map(String::as_str));
        Some(Fact {
            slug: slug.to_owned(),
            subject: subject?,
            indicator: indicator?,
            period: period?,
            dating,
            finding: finding?,
            status: status?,
            of: of?,
            policy: policy.flatten(),
            by: by.flatten(),
            origins: origins?,
            source: source?,
            excerpt: excerpt?,
            locator: locator?,
            note: note.flatten(),
            rank,
            checked: checked.flatten(),
            version: self.published.version(&format!("fact:{slug}"), hash, self.date),
        })
    }

    fn finding(
        &self,
        record: &Record,
        indicator: &str,
        status: Option<Status>,
        problems: &mut Problems,
    ) -> Option<Finding> {
        let unit = self.units.get(indicator)?;
        let Spanned { value, span } = record.get("value")?;
        match value {
            Value::Table(table) => {
                if unit.kind() != UnitKind::None {
                    problems.report(
                        Problem::new(Code::Quantity, *span, "a text where a quantity is expected")
                            .label(format!("the indicator `{indicator}` has the unit `{}`", unit.code()))
                            .help("write the value as printed, `\">2300亿元\"`, or choose an indicator without a unit"),
                    );
                    return None;
                }
                settings::from_table(table, &self.scope.settings.languages, problems).map(Finding::Text)
            }
            Value::Text(text) if unit.kind() == UnitKind::None || status == Some(Status::Event) => {
                problems.report(
                    Problem::new(Code::WrongType, *span, format!("`{text}` is a quantity, but none is measured here"))
                        .label("expected a text `{ en = \"…\", zh = \"…\" }`")
                        .help("give the indicator a unit, or the value words"),
                );
                None
            }
            Value::Text(text) => match value::parse(self.locales, text, unit) {
                Ok(quantity) => Some(Finding::Quantity(quantity)),
                Err(error) => {
                    problems.report(
                        Problem::new(Code::Quantity, *span, format!("`{text}` is no quantity in `{}`", unit.code()))
                            .label(error.to_string()),
                    );
                    None
                }
            },
            _ => None,
        }
    }

    fn of(&self, record: &Record, problems: &mut Problems) -> Option<Vec<Of>> {
        let Some(value) = record.get("of") else { return Some(Vec::new()) };
        let items: &[Spanned<Value>] = match &value.value {
            Value::List(list) => list,
            _ => std::slice::from_ref(value),
        };
        let mut whole = true;
        let mut of = Vec::new();
        for item in items {
            let read = match &item.value {
                Value::Text(name) => self.scope.of(name, item.span, problems),
                Value::Table(table) => {
                    settings::from_table(table, &self.scope.settings.languages, problems).map(Of::Text)
                }
                _ => None,
            };
            whole &= read.is_some();
            of.extend(read);
        }
        whole.then_some(of)
    }

    /// As written, else the work whose lines hold the fact's line, else the source itself.
    fn origins(
        &self,
        record: &Record,
        source: Option<Id<Source>>,
        line: Option<u32>,
        problems: &mut Problems,
    ) -> Option<Vec<Origin>> {
        let written = record.texts("origins");
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

    fn excerpt(&self, record: &Record, problems: &mut Problems) -> Option<Excerpt> {
        let (text, span) = record.text("excerpt")?;
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

    fn rank(&self, record: &Record, problems: &mut Problems) -> Rank {
        let reason =
            record.table("reason").and_then(|t| settings::from_table(t, &self.scope.settings.languages, problems));
        match record.text("rank") {
            Some(("deprecated", span)) => {
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

fn status(record: &Record) -> Option<Status> {
    let (word, _) = record.text("status")?;
    Status::ALL.iter().find(|(name, _)| *name == word).map(|(_, status)| *status)
}

fn dating(record: &Record, period: Option<&Period>, problems: &mut Problems) -> Option<Dating> {
    let undated = period.is_some_and(Period::is_undated);
    match record.text("dating") {
        Some((_, span)) if undated => {
            problems.report(
                Problem::new(Code::BadValue, span, "an undated fact has no dating")
                    .help("leave `dating` out where the period is `..`"),
            );
            None
        }
        _ if undated => None,
        Some(("inferred", _)) => Some(Dating::Inferred),
        _ => Some(Dating::Printed),
    }
}

/// Reads a period, or reports what is wrong with it; `dates` are how languages name one.
pub fn period(text: &str, span: Span, dates: &[Dates], problems: &mut Problems) -> Option<Period> {
    Period::parse(text)
        .map_err(|error| {
            let mut problem = Problem::new(Code::Period, span, format!("`{text}` is no period")).label(error.message);
            let meant = meant(text, dates).map(|period| format!("write `{period}`"));
            problem.help = meant.or_else(|| Some(error.help).filter(|help| !help.is_empty()));
            problems.report(problem);
        })
        .ok()
}

/// The period that a text names in one of the languages: 2025年上半年, Oktober 2019.
fn meant(text: &str, dates: &[Dates]) -> Option<Period> {
    let text = normalise(text, Level::Read);
    let whole = |dates: &Dates| match &dates.all(&text, Now::default())[..] {
        [only] if only.at == (0..text.len()) => only.period(),
        _ => None,
    };
    dates.iter().find_map(whole)
}

/// Reads a day, `YYYY-MM-DD`.
pub fn day(text: &str, span: Span, problems: &mut Problems) -> Option<Period> {
    if text.parse::<jiff::civil::Date>().is_err() {
        problems.report(
            Problem::new(Code::Period, span, format!("`{text}` is no day"))
                .label("expected a date such as `2026-11-24`"),
        );
        return None;
    }
    period(text, span, &[], problems)
}

/// What a fact's version covers (contract): everything but note, rank and checked.
fn said(record: &Record) -> Vec<String> {
    ["value", "period", "status", "subject", "indicator", "of", "by", "origins", "excerpt", "line"]
        .into_iter()
        .map(|key| record.get(key).map_or(String::new(), |value| plain(&value.value)))
        .chain(other_places(record))
        .collect()
}

/// The places that are no lines, each with its key; none for a fact that has a line alone.
fn other_places(record: &Record) -> impl Iterator<Item = String> {
    let place = |key| Some(format!("{key}={}", plain(&record.get(key)?.value)));
    ["page", "cell", "time", "section"].into_iter().filter_map(place)
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
