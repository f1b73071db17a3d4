//! The search index: classic scripts, because a page opened from a folder may load nothing else.
//!
//! Terms stand in alphabetical order in shards, each with the records that are found by it; records stand in shards
//! of their own, for each language. `static/search.js` loads the few that a query asks for. Every shard carries the
//! stamp of the whole, so that one of another build is told from its own.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::language::fill::fill_by;
use crate::language::fold::{fold, number, singular, terms};
use crate::language::pinyin::sounds;
use crate::language::simplified;
use crate::model::fact::Finding;
use crate::model::hash;
use crate::model::lang::Lang;
use crate::plan::kinds::View;
use crate::plan::kinds::search::{Entry, Group, entries};
use crate::plan::shown::Shown;
use crate::plan::version;
use crate::render::context::Context;
use crate::render::{told, worded};
use crate::theme::{Theme, script_safe};

use super::unfound::{Unfound, unfound};

/// A shard of terms grows to so many bytes; a query loads a few.
const TERMS: usize = 16_000;
/// A shard of records grows to so many bytes; a query loads one for each record that it shows, at most.
const RECORDS: usize = 6_000;
/// A record's passages are kept so far, in characters; it is found by all of them.
const PASSAGE: usize = 4_000;

/// The folder of the index.
pub const FOLDER: &str = "data/search";

/// Every file of the index with its bytes.
pub fn files(ctx: &Context<'_>, theme: &Theme) -> Vec<(String, Vec<u8>)> {
    let entries = entries(ctx.briefing);
    let mut interface: Vec<Vec<String>> = entries.par_iter().map(|entry| interface(ctx, theme, entry)).collect();
    let all = entries.par_iter().zip(&interface);
    let mut found: Vec<Found> = all.map(|(entry, interface)| Found::of(ctx, entry, interface)).collect();
    let known = found.iter().flat_map(|found| found.names.iter().chain(&found.texts)).map(String::as_str);
    for Unfound { entry, lang, text } in unfound(ctx, theme, &entries, known) {
        found[entry].texts.extend(terms(&text));
        let said = &mut interface[entry];
        said.resize(ctx.briefing.languages.iter().count(), String::new());
        said[lang.index()] += &format!(" {text}");
    }
    let lines = lines(&found);
    let shards = shards(lines.iter().map(|(term, line)| (term.as_str(), line.len())), TERMS);
    let records: Vec<(Lang, Vec<String>)> =
        ctx.briefing.languages.iter().map(|lang| (lang, records(ctx, lang, &entries, &interface))).collect();
    let all =
        lines.iter().map(|(_, line)| line.as_str()).chain(records.iter().flat_map(|(_, r)| r).map(String::as_str));
    let stamp = hash::short(all);
    let mut files = vec![(format!("{FOLDER}/simplify.js"), simplify(&lines))];
    let mut firsts = Vec::new();
    for (n, shard) in shards.iter().enumerate() {
        let text: String = lines[shard.clone()].iter().map(|(_, line)| line.as_str()).collect();
        firsts.push(lines[shard.start].0.as_str());
        files.push((format!("{FOLDER}/t{n}.js"), call("terms", &[json!(stamp), json!(n), json!(text)])));
    }
    for (lang, records) in &records {
        let code = ctx.briefing.languages.code(*lang);
        let shards = self::shards(records.iter().map(|record| ("", record.len())), RECORDS);
        for (n, shard) in shards.iter().enumerate() {
            let list = format!("[{}]", records[shard.clone()].join(",\n"));
            let head = format!("briefingSearch.records({},{n},", json!(stamp));
            files.push((format!("{FOLDER}/{code}-r{n}.js"), format!("{head}{});\n", script_safe(&list)).into_bytes()));
        }
        let starts: Vec<usize> = shards.iter().map(|shard| shard.start).collect();
        files.push((format!("{FOLDER}/{code}.js"), meta(ctx, *lang, &stamp, &firsts, &starts, &entries)));
    }
    files
}

/// The same search without a browser: every record with what it is found by.
pub struct Finder<'a> {
    ctx: Context<'a>,
    entries: Vec<Entry<'a>>,
    found: Vec<Found>,
}

impl<'a> Finder<'a> {
    /// Reads the whole briefing.
    pub fn new(ctx: &Context<'a>) -> Self {
        let entries = entries(ctx.briefing);
        let found = entries.par_iter().map(|entry| Found::of(ctx, entry, &[])).collect();
        Self { ctx: *ctx, entries, found }
    }

    /// The records that have all of the words and numbers, the weightiest first.
    pub fn find(&self, query: &str) -> Vec<&Entry<'a>> {
        let mut words = query.to_owned();
        let mut numbers: Vec<Vec<String>> = Vec::new();
        let figures = self.ctx.locales.told(query).figures(query, &[]);
        for figure in figures.into_iter().rev().filter(|figure| figure.reading.is_some()) {
            let values = figure.reading.iter().flat_map(|reading| reading.values());
            numbers.push(values.map(number).chain(terms(&query[figure.range.clone()])).collect());
            words.replace_range(figure.range, " ");
        }
        let words: Vec<String> = terms(&words).into_iter().collect();
        if words.is_empty() && numbers.is_empty() {
            return Vec::new();
        }
        let weigh = |found: &Found| {
            let figures = numbers.iter().map(|any| any.iter().filter_map(|term| found.weight(term)).max());
            let word = |word: &String| found.weight(word).max(singular(word).and_then(|one| found.weight(&one)));
            words.iter().map(word).chain(figures).try_fold(0, |sum, one| Some(sum + one?))
        };
        let mut hits: Vec<(u32, &Entry<'a>)> =
            self.entries.iter().zip(&self.found).filter_map(|(entry, found)| Some((weigh(found)?, entry))).collect();
        hits.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        hits.into_iter().map(|(_, entry)| entry).collect()
    }
}

/// What a record is found by.
struct Found {
    names: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Found {
    /// By its names, its own words, its name in addresses and its version; a page of the site by the interface's words
    /// on it too, one text for each language.
    fn of(ctx: &Context<'_>, entry: &Entry<'_>, interface: &[String]) -> Self {
        let mut found = Self { names: BTreeSet::new(), texts: BTreeSet::new() };
        for lang in ctx.briefing.languages.iter() {
            found.name(&worded::text(ctx, lang, &entry.title));
            for passage in entry.texts.iter().flat_map(|text| told::passages(ctx, lang, text)) {
                found.texts.extend(terms(&passage));
            }
        }
        entry.names.iter().for_each(|name| found.name(name));
        interface.iter().for_each(|text| found.texts.extend(terms(text)));
        entry.asked.iter().for_each(|words| found.texts.extend(terms(words)));
        found.texts.extend(terms(slug(ctx, entry)));
        if !matches!(entry.view, View::Fact(_)) && entry.anchor.is_none() {
            // A page is cited by its version in each language.
            let shown = entry.view.shows(ctx.briefing);
            let pages = ctx.plan.pages_of(entry.view);
            found.texts.extend(pages.map(|page| version::of_page(ctx.briefing, &page, &shown).hash));
        }
        if let View::Fact(id) = entry.view {
            // A citation may name an older one.
            let editions = ctx.briefing.graph.history[id.index()].iter().map(|edition| edition.version.hash.clone());
            found.texts.extend(editions.flat_map(|hash| [format!("v{hash}"), hash]));
        }
        for fact in &entry.facts {
            if let Finding::Quantity(quantity) = &ctx.briefing.facts[*fact].finding {
                let numbers = std::iter::once(quantity.value()).chain(quantity.value_max());
                found.texts.extend(numbers.map(number));
            }
        }
        found.texts.retain(|term| !found.names.contains(term));
        found
    }

    /// How much a term weighs here; `None` where nothing begins so.
    fn weight(&self, term: &str) -> Option<u32> {
        let begins = |terms: &BTreeSet<String>| {
            terms
                .range(term.to_owned()..)
                .next()
                .is_some_and(|found| found == term || !term.starts_with('#') && found.starts_with(term))
        };
        if begins(&self.names) { Some(8) } else { begins(&self.texts).then_some(1) }
    }

    fn name(&mut self, name: &str) {
        self.names.extend(terms(name));
        self.names.extend(sounds(name));
    }
}

/// The last part of a page's address, without its end.
fn slug<'a>(ctx: &Context<'a>, entry: &Entry<'_>) -> &'a str {
    let route = ctx.plan.route(entry.view, Lang::DEFAULT).unwrap_or_else(|| ctx.plan.first(entry.view, Lang::DEFAULT));
    let name = route.as_str().rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".html").unwrap_or(name)
}

/// What a page of the site says in the interface's words, for each language; nothing of other pages, and of the front
/// page what every page says.
fn interface(ctx: &Context<'_>, theme: &Theme, entry: &Entry<'_>) -> Vec<String> {
    if entry.group != Group::Pages || entry.anchor.is_some() {
        return Vec::new();
    }
    let mut spoken = theme.spoken(entry.view.kind().template);
    if entry.view == View::Home {
        spoken.keys.extend(theme.spoken("base.html").keys);
        spoken.keys.extend(theme.spoken("part/cite.html").keys);
    }
    let said = |lang: Lang| {
        let words = ctx.words(lang);
        let forms = spoken.keys.iter().flat_map(|key| words.forms(key));
        let groups = spoken.groups.iter().flat_map(|group| words.group(group).map(|(_, words)| words));
        let said = forms.chain(groups).map(|words| fill_by(words, |_| Some(String::new())));
        said.chain(spoken.own.iter().cloned()).collect::<Vec<_>>().join(" ")
    };
    ctx.briefing.languages.iter().map(said).collect()
}

/// A line for each term: the term, the records with it in a name, `;`, the records with it in a text. Records are
/// written by their distance from the one before, in base 36.
fn lines(found: &[Found]) -> Vec<(String, String)> {
    let mut by_term: BTreeMap<Vec<u16>, Term> = BTreeMap::new();
    // A browser puts strings in order by UTF-16.
    let key = |term: &str| term.encode_utf16().collect::<Vec<u16>>();
    for (n, found) in found.iter().enumerate() {
        for term in &found.names {
            by_term.entry(key(term)).or_insert_with(|| Term::of(term)).names.push(n);
        }
        for term in &found.texts {
            by_term.entry(key(term)).or_insert_with(|| Term::of(term)).texts.push(n);
        }
    }
    let line = |Term { term, names, texts }| {
        (str::to_owned(term), format!("{term} {};{}\n", distances(&names), distances(&texts)))
    };
    by_term.into_values().map(line).collect()
}

/// A term with the records that have it in a name, and in a text.
struct Term<'a> {
    term: &'a str,
    names: Vec<usize>,
    texts: Vec<usize>,
}

impl<'a> Term<'a> {
    fn of(term: &'a str) -> Self {
        Self { term, names: Vec::new(), texts: Vec::new() }
    }
}

fn distances(records: &[usize]) -> String {
    let mut before = 0;
    let steps = records.iter().map(|n| {
        let step = base_36(n - before);
        before = *n;
        step
    });
    steps.collect::<Vec<_>>().join(",")
}

fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(u32::try_from(number % 36).unwrap_or(0), 36));
        number /= 36;
        if number == 0 {
            break digits.into_iter().rev().collect();
        }
    }
}

/// Which lines stand in one shard: as many as fit, and never half a term.
fn shards<'a>(lines: impl Iterator<Item = (&'a str, usize)>, limit: usize) -> Vec<std::ops::Range<usize>> {
    let mut shards: Vec<std::ops::Range<usize>> = Vec::new();
    let mut size = 0;
    for (n, (_, length)) in lines.enumerate() {
        match shards.last_mut() {
            Some(last) if size + length <= limit => last.end = n + 1,
            _ => {
                shards.push(n..n + 1);
                size = 0;
            }
        }
        size += length;
    }
    shards
}

/// The records of a language, each as JSON: its group, title, address, passages, what is near, and, where it
/// is offered for other words, these.
fn records(ctx: &Context<'_>, lang: Lang, entries: &[Entry<'_>], interface: &[Vec<String>]) -> Vec<String> {
    let groups = groups(entries);
    let record = |(entry, interface): (&Entry<'_>, &Vec<String>)| {
        let group = groups.iter().position(|group| *group == entry.group);
        let title = worded::text(ctx, lang, &entry.title);
        let near: Vec<Value> = entry
            .near
            .iter()
            .map(|view| json!([worded::text(ctx, lang, &view.title(ctx.briefing)), address(ctx, *view, lang)]))
            .collect();
        let route = address(ctx, entry.view, lang);
        let href = entry.anchor.map_or(route.clone(), |anchor| format!("{route}#{anchor}"));
        let mut passages = passages(ctx, lang, entry, &title);
        passages.extend(interface.get(lang.index()).filter(|said| !said.is_empty()).cloned());
        let mut record = vec![json!(group), json!(title), json!(href), json!(passages), json!(near)];
        if !entry.asked.is_empty() {
            record.push(json!(entry.asked));
        }
        json!(record).to_string()
    };
    entries.par_iter().zip(interface).map(record).collect()
}

fn address(ctx: &Context<'_>, view: View, lang: Lang) -> String {
    ctx.plan.route(view, lang).unwrap_or_else(|| ctx.plan.first(view, lang)).to_string()
}

/// What may be shown of a record: its other names, and its words in every language, the reader's first.
fn passages(ctx: &Context<'_>, lang: Lang, entry: &Entry<'_>, title: &str) -> Vec<String> {
    let others: Vec<Lang> = ctx.briefing.languages.iter().filter(|other| *other != lang).collect();
    let titles = others.iter().map(|other| worded::text(ctx, *other, &entry.title)).filter(|other| other != title);
    let names: Vec<String> = titles.chain(entry.names.iter().map(|name| (*name).to_owned())).collect();
    let mut passages = vec![names.join(ctx.words(lang).get("list.comma"))];
    let mut left = PASSAGE;
    for lang in std::iter::once(lang).chain(others) {
        for passage in entry.texts.iter().flat_map(|text: &Shown<'_>| told::passages(ctx, lang, text)) {
            if passages.contains(&passage) {
                continue;
            }
            let kept: String = passage.chars().take(left).collect();
            left -= kept.chars().count();
            passages.push(kept);
        }
    }
    passages.retain(|passage| !passage.is_empty());
    passages
}

/// The groups that have records, in order.
fn groups(entries: &[Entry<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = entries.iter().map(|entry| entry.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// What the script must know before it loads a shard: where each begins, what groups are called, how numbers are
/// scaled in every language, and the words in which it speaks.
fn meta(
    ctx: &Context<'_>,
    lang: Lang,
    stamp: &str,
    terms: &[&str],
    records: &[usize],
    entries: &[Entry<'_>],
) -> Vec<u8> {
    let words = ctx.words(lang);
    let label = |group: &Group| match group {
        Group::Kind(id) => ctx.briefing.kinds[*id].plural.get(lang).as_str(),
        Group::Indicators => words.get("search.indicators"),
        Group::Facts => words.get("search.facts"),
        Group::Conflicts => words.get("search.conflicts"),
        Group::Sources => words.get("search.sources"),
        Group::Pages => words.get("search.pages"),
    };
    let labels: Vec<&str> = groups(entries).iter().map(label).collect();
    let scales: BTreeMap<String, u32> = ctx
        .locales
        .written()
        .flat_map(|locale| locale.scale_words())
        .map(|(word, power)| (fold(&word), power))
        .collect();
    let told: BTreeMap<&str, &str> = words.group("search_result").collect();
    call(
        "meta",
        &[json!({
            "stamp": stamp,
            "lang": ctx.briefing.languages.code(lang),
            "terms": terms,
            "records": records,
            "count": entries.len(),
            "groups": labels,
            "scales": scales,
            "words": told,
        })],
    )
}

/// The traditional forms of the characters that terms have, each before its simplified one.
fn simplify(lines: &[(String, String)]) -> Vec<u8> {
    let used: BTreeSet<char> = lines.iter().flat_map(|(term, _)| term.chars()).collect();
    let pairs = simplified::pairs().into_iter().filter(|(_, simple)| used.contains(simple));
    let table: String = pairs.flat_map(|(traditional, simple)| [traditional, simple]).collect();
    call("simplify", &[json!(table)])
}

fn call(name: &str, arguments: &[Value]) -> Vec<u8> {
    let arguments: Vec<String> = arguments.iter().map(|argument| script_safe(&argument.to_string())).collect();
    format!("briefingSearch.{name}({});\n", arguments.join(",")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{base_36, distances, shards};

    #[test]
    fn records_are_written_by_their_distances() {
        assert_eq!(distances(&[0, 3, 39]), "0,3,10");
        assert_eq!([0, 35, 36, 1295].map(base_36), ["0", "z", "10", "zz"]);
    }

    #[test]
    fn a_shard_holds_whole_lines_up_to_its_limit_or_one_that_is_longer() {
        let lengths = [4, 4, 9, 30, 1, 1];
        assert_eq!(shards(lengths.iter().map(|length| ("", *length)), 10), [0..2, 2..3, 3..4, 4..6]);
        assert!(shards(std::iter::empty(), 10).is_empty());
    }
}
