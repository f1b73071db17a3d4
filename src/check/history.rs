//! What was published before, as it was recorded: versions, what facts said in them, and why they changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::language::locales::Locales;
use crate::language::value;
use crate::load::Content;
use crate::load::record::{Field, Row, Text};
use crate::load::records::{self, WrittenRank};
use crate::load::table::{Record, Value};
use crate::model::evidence::Correction;
use crate::model::fact::{Fact, Finding, Of, Status};
use crate::model::history::{Aspect, Edition, Named, Told};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::locator::{Cell, Locator, Spot, Time};
use crate::model::period::Period;
use crate::model::unit::Unit;
use crate::model::version::{Published, Recorded, Said, Version};
use crate::model::words::Worded;
use crate::problem::span::{Span, Spanned};
use crate::problem::{Problem, Problems, code::Code};

use super::former::Former;
use super::names::Scope;

/// What stands between the names of a list.
const AND: &str = "; ";

/// The keys under which a statement names other records, and the word that such a name begins with where it is left out.
const NAMING: [(&str, &str); 6] =
    [("subject", ""), ("indicator", "indicator:"), ("of", ""), ("by", ""), ("origins", ""), ("source", "source:")];

/// The versions that `record` noted, by `fact:id` or `page:route`, the oldest first; what was renamed since is called
/// by its present name.
pub fn published(content: &Content, former: &Former, problems: &mut Problems) -> Published {
    let mut published = Published::default();
    for record in content.versions.iter() {
        if !is_version(record, problems) {
            continue;
        }
        let entry = (record.id().get(), record.ordinal().get(), record.date().get(), record.hash().get());
        let (Some((id, _)), Some((ordinal, _)), Some((date, _)), Some((hash, _))) = entry else { continue };
        let version = Version { ordinal, date: date.to_owned(), hash: hash.to_owned() };
        let said = match record.said().value() {
            Some(Spanned { value: Value::Table(said), .. }) => Some(renamed(said, former)),
            _ => None,
        };
        published.add(id, Recorded { version, said });
    }
    published
}

fn renamed(said: &Record, former: &Former) -> Said {
    Said::new(said.entries.iter().filter_map(|(key, value)| {
        let Value::Text(text) = &value.value else { return None };
        let prefix = NAMING.iter().find(|(naming, _)| *naming == key.value).map(|(_, prefix)| *prefix);
        let one = |name: &str, prefix: &str| {
            let now = former.now(&format!("{prefix}{name}")).map(|now| now.strip_prefix(prefix).unwrap_or(now));
            now.unwrap_or(name).to_owned()
        };
        let text = match prefix {
            Some(prefix) => text.split(AND).map(|name| one(name, prefix)).collect::<Vec<_>>().join(AND),
            None => text.clone(),
        };
        Some((key.value.clone().into(), text))
    }))
}

/// The greatest ordinal that is read: far from where counting on would begin again at 0.
const LAST_ORDINAL: u32 = 999_999_999;

/// A part of a recorded version, whether a text can be it, and what was expected.
type Part<'a> = (Field<'a, Text>, &'a dyn Fn(&str) -> bool, &'a str);

/// Whether a recorded version is one that `record` can have written; each part that is not is reported.
fn is_version(record: Row<'_, records::Version>, problems: &mut Problems) -> bool {
    let slug = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let route = |text: &str| text.strip_suffix(".html").is_some_and(|stem| stem.split('/').all(slug));
    let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == text);
    let hash = |text: &str| text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let id = |text: &str| text.strip_prefix("fact:").is_some_and(slug) || text.strip_prefix("page:").is_some_and(route);
    let parts: [Part; 3] = [
        (record.id(), &id, "`fact:<id>` or `page:<route>`"),
        (record.date(), &day, "a day such as `2026-11-24`"),
        (record.hash(), &hash, "six hexadecimal digits"),
    ];
    let mut wrong: Vec<(Span, &str, &str)> = Vec::new();
    for (part, right, expected) in parts {
        wrong.extend(part.get().filter(|(text, _)| !right(text)).map(|(_, span)| (span, part.name(), expected)));
    }
    let ordinal = record.ordinal().get().filter(|(n, _)| !(1..=LAST_ORDINAL).contains(n));
    wrong.extend(ordinal.map(|(_, span)| (span, record.ordinal().name(), "a number from 1 to 999999999")));
    for (span, key, expected) in &wrong {
        problems.report(
            Problem::new(Code::BadValue, *span, format!("this is no `{key}` of a version"))
                .label(format!("expected {expected}"))
                .help("`briefing record` writes this file; bring back the last right one with `git checkout`"),
        );
    }
    wrong.is_empty()
}

/// What a fact says, by the keys of its record, as `record` keeps it; `source` is the document that it is drawn from.
pub fn said(record: Row<'_, records::Fact>, source: &str, unit: Option<&str>) -> Said {
    let kept = [
        "period",
        "status",
        "subject",
        "indicator",
        "of",
        "by",
        "origins",
        "excerpt",
        "line",
        "page",
        "cell",
        "time",
        "section",
    ];
    let kept = |name: &str| kept.into_iter().find(|kept| *kept == name);
    let plain =
        record.entries().iter().filter_map(|(key, value)| Some((Cow::Borrowed(kept(&key.value)?), text(value))));
    let value = match record.value().value().map(|value| &value.value) {
        Some(Value::Table(by_language)) => {
            let entry = |(code, words): &(Spanned<String>, Spanned<Value>)| {
                (format!("value.{}", code.value).into(), text(words))
            };
            by_language.entries.iter().map(entry).collect()
        }
        Some(value) => vec![("value".into(), words(value))],
        None => Vec::new(),
    };
    let withdrawn = record.rank().get().filter(|(rank, _)| *rank == WrittenRank::Deprecated);
    let withdrawn = withdrawn.map_or("", |(rank, _)| rank.word());
    let beside = [("source", source), ("unit", unit.unwrap_or_default()), ("rank", withdrawn)];
    let beside = beside.map(|(key, words)| (Cow::Borrowed(key), words.to_owned()));
    Said::new(value.into_iter().chain(plain).chain(beside).chain(translated(record)))
}

/// Where a fact applies in the languages beside the default one, `of.<language>`, as far as it says so in words.
fn translated(record: Row<'_, records::Fact>) -> Vec<(Cow<'static, str>, String)> {
    let of: Vec<&Value> = match record.of().value().map(|value| &value.value) {
        Some(Value::List(list)) => list.iter().map(|item| &item.value).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let tables = of.iter().filter_map(|item| if let Value::Table(table) = item { Some(table) } else { None });
    let others: BTreeSet<&str> =
        tables.flat_map(|table| table.entries.iter().skip(1).map(|(code, _)| code.value.as_str())).collect();
    let one = |item: &&Value, code: &str| match item {
        Value::Table(table) => {
            let own = table.entries.iter().find(|(known, _)| known.value == code);
            own.map_or_else(|| words(item), |(_, words)| text(words))
        }
        other => words(other),
    };
    let all = |code: &str| of.iter().map(|item| one(item, code)).collect::<Vec<_>>().join(AND);
    others.into_iter().map(|code| (format!("of.{code}").into(), all(code))).collect()
}

fn text(value: &Spanned<Value>) -> String {
    words(&value.value)
}

/// A value as one text: of a list its parts, of words in several languages the first.
fn words(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Bare(text) => text.clone(),
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => list.iter().map(text).collect::<Vec<_>>().join(AND),
        Value::Table(table) => table.entries.first().map_or(String::new(), |(_, words)| text(words)),
    }
}

/// For each fact, what it said in each of its versions, and why that changed.
pub fn editions(
    facts: &[Option<Fact>],
    past: (&Scope, &Locales, &Published),
    corrections: &[Correction],
) -> Vec<Vec<Edition>> {
    let (scope, locales, published) = past;
    let of = facts.iter().flatten().flat_map(|fact| &fact.of);
    let texts =
        of.filter_map(|of| if let Of::Text(text) = of { Some((text.get(Lang::DEFAULT).as_str(), text)) } else { None });
    let reader = Reader { scope, locales, texts: texts.collect() };
    let of_fact = |fact: &Fact| {
        let slug = &fact.slug;
        let own = format!("fact:{slug}");
        let names = [scope.former.before(&own), std::slice::from_ref(&own)].concat();
        let recorded = published.history(&names);
        let mut editions: Vec<Edition> = recorded.iter().map(|recorded| reader.edition(recorded, fact)).collect();
        if recorded.last().map(|last| &last.version) != Some(&fact.version) {
            let told = Some(reader.now(fact));
            editions.push(Edition { version: fact.version.clone(), recorded: false, told, why: Vec::new() });
        } else if let Some(last) = editions.last_mut() {
            last.told = Some(reader.now(fact));
        }
        for edition in editions.iter_mut().skip(1) {
            let id = scope.facts.find(slug);
            edition.why = id.map_or(Vec::new(), |id| why(id, &edition.version, corrections));
        }
        editions
    };
    facts.par_iter().map(|fact| fact.as_ref().map_or(Vec::new(), of_fact)).collect()
}

/// The corrections that came with a version: those that name it, else those of its day that name its fact alone.
fn why(fact: Id<Fact>, version: &Version, corrections: &[Correction]) -> Vec<usize> {
    let of = |told: &dyn Fn(&Correction) -> bool| -> Vec<usize> {
        corrections.iter().enumerate().filter(|(_, correction)| told(correction)).map(|(n, _)| n).collect()
    };
    let named = of(&|correction| correction.versions.iter().any(|(id, hash)| *id == fact && *hash == version.hash));
    if !named.is_empty() {
        return named;
    }
    of(&|correction| {
        correction.versions.is_empty()
            && correction.facts.contains(&fact)
            && correction.date.to_string() == version.date
    })
}

/// Reads what was recorded in the words of today: what was renamed since leads to what it is called now.
struct Reader<'a> {
    scope: &'a Scope,
    locales: &'a Locales,
    /// What the facts say now of where they apply, by the words of the default language.
    texts: BTreeMap<&'a str, &'a Localised<String>>,
}

impl Reader<'_> {
    fn edition(&self, recorded: &Recorded, fact: &Fact) -> Edition {
        let told = recorded.said.as_ref().map(|said| self.told(said, fact));
        Edition { version: recorded.version.clone(), recorded: true, told, why: Vec::new() }
    }

    fn told(&self, said: &Said, fact: &Fact) -> Vec<(Aspect, Told)> {
        pieces(|aspect| match aspect {
            Aspect::Of => self.of(said, fact),
            other => self.aspect(said, other),
        })
    }

    /// What a fact says now: its value, and where it applies, were read already.
    fn now(&self, fact: &Fact) -> Vec<(Aspect, Told)> {
        let value = || match &fact.finding {
            Finding::Quantity(quantity) => Told::Quantity(Box::new(quantity.clone())),
            Finding::Text(text) => Told::Text(Box::new(text.clone())),
        };
        pieces(|aspect| match aspect {
            Aspect::Value => Some(value()),
            Aspect::Of if fact.of.is_empty() => None,
            Aspect::Of => Some(Told::Names(fact.of.iter().map(now).collect())),
            other => self.aspect(&fact.said, other),
        })
    }

    fn aspect(&self, said: &Said, aspect: Aspect) -> Option<Told> {
        let text = said.get(aspect.word());
        let words = || Told::Words(text.to_owned());
        let names = |prefix: &str| Told::Names(text.split(AND).map(|name| self.named(prefix, name)).collect());
        match aspect {
            Aspect::Value => self.value(said),
            Aspect::Place => place(said),
            _ if text.is_empty() => None,
            Aspect::Period => {
                Some(Period::parse(text).map_or_else(|_| words(), |period| Told::Period(Box::new(period))))
            }
            Aspect::Status => Some(Status::named(text).map_or_else(words, Told::Status)),
            Aspect::Indicator => Some(names("indicator:")),
            Aspect::Source => Some(names("source:")),
            Aspect::Subject | Aspect::By | Aspect::Origins => Some(names("")),
            Aspect::Of => None,
            Aspect::Rank => Some(Told::Withdrawn),
            Aspect::Unit | Aspect::Excerpt => Some(words()),
        }
    }

    /// Where it applied: words in the languages that were recorded, else in those in which the facts say the same now.
    fn of(&self, said: &Said, fact: &Fact) -> Option<Told> {
        let text = Some(said.get("of")).filter(|text| !text.is_empty())?;
        let languages = &self.scope.settings.languages;
        let own = fact.of.iter().find_map(|of| match of {
            Of::Text(text) => Some(text),
            Of::Subject(_) | Of::Fact(_) => None,
        });
        let words = |at: usize, name: &str| {
            let recorded =
                |code: &str| said.get(&format!("of.{code}")).split(AND).nth(at).filter(|own| !own.is_empty());
            let others: Vec<Option<String>> =
                languages.iter().skip(1).map(|lang| recorded(languages.code(lang)).map(str::to_owned)).collect();
            if others.iter().any(Option::is_some) {
                return Localised::new(name.to_owned(), others);
            }
            let now = own.filter(|own| own.get(Lang::DEFAULT) == name).or_else(|| self.texts.get(name).copied());
            now.cloned().unwrap_or_else(|| Localised::only(name.to_owned(), languages.count()))
        };
        let name = |(at, name): (usize, &str)| match self.named("", name) {
            Named::Words(_) => Named::Words(words(at, name)),
            named => named,
        };
        Some(Told::Names(text.split(AND).enumerate().map(name).collect()))
    }

    fn value(&self, said: &Said) -> Option<Told> {
        let printed = said.get("value");
        if printed.is_empty() {
            let languages = &self.scope.settings.languages;
            let mut words = languages.iter().map(|lang| said.get(&format!("value.{}", languages.code(lang))));
            let first = words.next().filter(|words| !words.is_empty())?;
            let others = words.map(|words| (!words.is_empty()).then(|| words.to_owned())).collect();
            return Some(Told::Text(Box::new(Localised::new(first.to_owned(), others))));
        }
        let unit = Unit::parse(said.get("unit"));
        let quantity = unit.and_then(|unit| value::parse(self.locales, printed, &unit).ok());
        Some(quantity.map_or_else(|| Told::Words(printed.to_owned()), |quantity| Told::Quantity(Box::new(quantity))))
    }

    fn named(&self, prefix: &str, name: &str) -> Named {
        let whole = format!("{prefix}{name}");
        let found = match whole.split_once(':') {
            Some(("indicator", slug)) => self.scope.indicators.find(slug).map(Named::Indicator),
            Some(("source", slug)) => self.scope.sources.find(slug).map(Named::Source),
            Some(("fact", slug)) => self.scope.facts.find(slug).map(Named::Fact),
            _ => self.scope.subjects.find(&whole).map(Named::Subject),
        };
        let count = self.scope.settings.languages.count();
        found.unwrap_or_else(|| Named::Words(Localised::only(name.to_owned(), count)))
    }
}

/// What a fact names now.
fn now(of: &Of) -> Named {
    match of {
        Of::Subject(id) => Named::Subject(*id),
        Of::Fact(id) => Named::Fact(*id),
        Of::Text(text) => Named::Words(text.clone()),
    }
}

/// What stands under each aspect, where something does.
fn pieces(of: impl Fn(Aspect) -> Option<Told>) -> Vec<(Aspect, Told)> {
    let mut pieces = Vec::with_capacity(Aspect::ALL.len());
    pieces.extend(Aspect::ALL.iter().filter_map(|aspect| Some((*aspect, of(*aspect)?))));
    pieces
}

fn place(said: &Said) -> Option<Told> {
    let spot = ["line", "page", "cell", "time"].into_iter().find_map(|key| spot(key, said.get(key)))?;
    let section = Some(said.get("section").to_owned()).filter(|section| !section.is_empty());
    Some(Told::Place(Box::new(Locator { spot, section })))
}

fn spot(key: &str, text: &str) -> Option<Spot> {
    match key {
        "line" => text.parse().ok().map(Spot::Line),
        "page" => text.parse().ok().map(Spot::Page),
        "cell" => Cell::parse(text).map(Spot::Cell),
        _ => Time::parse(text).map(Spot::Time),
    }
}
