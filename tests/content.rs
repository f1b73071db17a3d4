//! The shipped content: silent under `check`, in step in both languages, in nobody else's words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag, TagEnd};

use briefing::check::{self, distrust};
use briefing::language::locales::Locales;
use briefing::language::markdown;
use briefing::language::normalise::{Level, normalise};
use briefing::language::reading::Agreement;
use briefing::load::files::{self, Files};
use briefing::load::layout::Place;
use briefing::load::table::Value;
use briefing::load::{self, Content};
use briefing::model::briefing::Briefing;
use briefing::model::fact::{Finding, Origin};
use briefing::model::history::{Aspect, Named, Told};
use briefing::model::lang::{Lang, Localised};
use briefing::model::prose::{Prose, Target};
use briefing::model::subject::Role;
use briefing::problem::span::Spanned;
use briefing::problem::{Problems, code::Severity};
use briefing::verify::archive::{self, ArchiveState};

/// Where a checkout has the archive beside it.
const ARCHIVE: &str = "../shared/sources";

/// The longest run of characters that content may share with an archived document.
const LONGEST_RUN: usize = 24;

/// Keys whose strings are a document's own words, kept short by `excerpt_limit`.
const QUOTED: [&str; 2] = ["excerpt", "archived"];

/// Keys that name a document or a work as it calls itself.
const NAMES: [&str; 2] = ["title", "aliases"];

/// Stands in a text where the page shows something else, or where one block ends.
const BREAK: char = '\u{FFFC}';

struct Shipped {
    files: Files,
    content: Content,
    briefing: Option<Briefing>,
    problems: Problems,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let files = files::read(Path::new("."), &mut Problems::new()).expect("the tests run at the root of the tree");
    let mut problems = Problems::new();
    let content = load::parse(&files, &mut problems);
    let briefing = check::check(
        &content,
        &files.texts,
        &Locales::shipped(&["en", "zh"]),
        &briefing::session::options(None),
        &mut problems,
    );
    Shipped { files, content, briefing, problems }
});

fn briefing() -> &'static Briefing {
    SHIPPED.briefing.as_ref().expect("`check` finds no error in the content")
}

#[test]
fn check_is_silent() {
    let Shipped { files, problems, .. } = &*SHIPPED;
    let told: Vec<String> = problems
        .sorted()
        .into_iter()
        .filter(|problem| problems.severity(problem) != Severity::Hint)
        .map(|problem| {
            let (line, _) = files.texts.position(problem.span);
            format!("{}:{line}: {}", files.texts.path(problem.span.file), problem.message)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(SHIPPED.briefing.is_some());
}

/// Every body with the file of its default language.
fn bodies(briefing: &Briefing) -> Vec<(String, &Localised<Prose>)> {
    let mut bodies = vec![("content/index.md".to_owned(), &briefing.home.body)];
    bodies.extend(briefing.articles.iter().map(|(_, a)| (format!("content/pages/{}.md", a.slug), &a.body)));
    bodies.extend(briefing.sources.iter().map(|(_, s)| (format!("content/sources/{}/index.md", s.slug), &s.body)));
    bodies.extend(briefing.subjects.iter().filter_map(|(_, subject)| {
        let folder = &briefing.kinds[subject.kind].folder;
        Some((format!("content/{folder}/{}.md", subject.slug), subject.body.as_ref()?))
    }));
    bodies
}

/// How often a body links to each fact; other links within the site count once.
fn links(briefing: &Briefing, prose: Option<&Prose>) -> BTreeMap<String, usize> {
    let mut links = BTreeMap::new();
    for target in prose.iter().flat_map(|prose| prose.targets.iter()) {
        match target {
            Target::Fact(id) => *links.entry(format!("fact:{}", briefing.facts[*id].slug)).or_default() += 1,
            Target::Subject(id) => {
                let subject = &briefing.subjects[*id];
                links.insert(format!("{}:{}", briefing.kinds[subject.kind].id, subject.slug), 1);
            }
            Target::Source(id) => {
                links.insert(format!("source:{}", briefing.sources[*id].slug), 1);
            }
            _ => {}
        }
    }
    links
}

#[test]
fn both_languages_of_a_body_have_the_same_links() {
    let briefing = briefing();
    let mut wrong = Vec::new();
    for (file, body) in bodies(briefing) {
        let mut languages = briefing.languages.iter().map(|lang| (lang, links(briefing, body.own(lang))));
        let (_, first) = languages.next().expect("a briefing has a language");
        for (lang, other) in languages {
            let code = briefing.languages.code(lang);
            let all: BTreeSet<&String> = first.keys().chain(other.keys()).collect();
            for link in all {
                let (here, there) = (first.get(link).unwrap_or(&0), other.get(link).unwrap_or(&0));
                if here != there {
                    wrong.push(format!("{file}: `{link}` {here} times, in `{code}` {there} times"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a body shows of its own words, then why it waives figures; [`BREAK`] stands for what the
/// program fills in, and between blocks.
fn shown(source: &str) -> String {
    let mut text = String::new();
    let mut reasons = String::new();
    let mut opened = 0;
    for (event, _) in markdown::events(source) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Start(Tag::Link { dest_url, .. }) => {
                opened = text.len();
                if let Some(reason) = dest_url.strip_prefix("waive:") {
                    reasons.push(BREAK);
                    reasons.push_str(reason);
                }
            }
            Event::End(TagEnd::Link) if text.len() == opened => text.push(BREAK),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => text.push(BREAK),
            _ => {}
        }
    }
    text + &reasons
}

/// A key and its value.
type Entry = (Spanned<String>, Spanned<Value>);

/// The strings of a table and of what it holds, without those under the keys that `left_out` names.
fn strings(entries: &[Entry], left_out: &[&str], found: &mut Vec<String>) {
    for (key, value) in entries {
        if !left_out.contains(&key.value.as_str()) {
            strings_of(&value.value, left_out, found);
        }
    }
}

fn strings_of(value: &Value, left_out: &[&str], found: &mut Vec<String>) {
    match value {
        Value::Text(text) => found.push(text.clone()),
        Value::List(list) => list.iter().for_each(|value| strings_of(&value.value, left_out, found)),
        Value::Table(table) => strings(&table.entries, left_out, found),
        Value::Bare(_) | Value::Bool(_) => {}
    }
}

/// Every text that somebody wrote for this briefing, with its file.
fn own_texts() -> Vec<(String, String)> {
    let Shipped { files, content, .. } = &*SHIPPED;
    let mut texts = Vec::new();
    let mut add = |file: &str, entries: &[Entry], left_out: &[&str]| {
        let mut found = Vec::new();
        strings(entries, left_out, &mut found);
        texts.extend(found.into_iter().map(|text| (file.to_owned(), text)));
    };
    content.indicators.iter().for_each(|row| add("content/indicators.toml", row.entries(), &QUOTED));
    content.conflicts.iter().for_each(|row| add("content/conflicts.toml", row.entries(), &QUOTED));
    content.gaps.iter().for_each(|row| add("content/gaps.toml", row.entries(), &QUOTED));
    content.glossary.iter().for_each(|row| add("content/glossary.toml", row.entries(), &["avoid"]));
    content.derived.iter().for_each(|row| add("content/derived.toml", row.entries(), &QUOTED));
    content.corrections.iter().for_each(|row| add("content/corrections.toml", row.entries(), &QUOTED));
    content.verified.iter().for_each(|row| add("content/verified.toml", row.entries(), &QUOTED));
    content.versions.iter().for_each(|row| add("content/versions.toml", row.entries(), &QUOTED));
    for sheet in &content.sheets {
        sheet.facts.iter().for_each(|fact| add(files.texts.path(sheet.file), fact.entries(), &QUOTED));
    }
    content.site().iter().for_each(|site| add("site.toml", site.entries(), &QUOTED));
    for document in &content.documents {
        let left_out: &[&str] = if names_a_document(&document.place) { &NAMES } else { &[] };
        add(files.texts.path(document.file), &document.front().entries, left_out);
    }
    for document in &content.documents {
        let body = files.texts.slice(document.body);
        texts.push((files.texts.path(document.file).to_owned(), shown(body)));
    }
    texts
}

/// Whether a page is called as a document or a work calls itself.
fn names_a_document(place: &Place) -> bool {
    let briefing = briefing();
    match place {
        Place::Source { .. } => true,
        Place::Subject { folder, .. } => {
            briefing.kinds.iter().any(|(_, k)| k.folder == *folder && matches!(k.role, Some(Role::Work | Role::Policy)))
        }
        _ => false,
    }
}

/// The longest runs of more than [`LONGEST_RUN`] characters of `text` that are in `windows`.
fn shared_runs(text: &str, windows: &BTreeSet<Box<[char]>>) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, window) in chars.windows(LONGEST_RUN + 1).enumerate() {
        if windows.contains(window) {
            let end = at + window.len();
            match runs.last_mut() {
                Some((_, last)) if *last >= at => *last = end,
                _ => runs.push((at, end)),
            }
        }
    }
    runs.into_iter().map(|(from, to)| chars[from..to].iter().collect()).collect()
}

#[test]
fn no_text_repeats_a_document_at_length() {
    let folder = Path::new(ARCHIVE);
    if !folder.is_dir() {
        return;
    }
    let mut windows: BTreeSet<Box<[char]>> = BTreeSet::new();
    for (_, state) in archive::read_folder(folder, briefing()).expect("the archive can be read") {
        let ArchiveState::Here(document) = state else { continue };
        let lines: Vec<&str> = document.lines.iter().map(|line| line.text.as_str()).collect();
        let text: Vec<char> = normalise(&lines.join("\n"), Level::Repair).chars().collect();
        windows.extend(text.windows(LONGEST_RUN + 1).map(Box::from));
    }
    let mut wrong = Vec::new();
    for (file, text) in own_texts() {
        let runs = shared_runs(&normalise(&text, Level::Repair), &windows);
        wrong.extend(runs.into_iter().map(|run| format!("{file}: {run}")));
    }
    assert!(wrong.is_empty(), "more than {LONGEST_RUN} characters as in a document:\n{}", wrong.join("\n"));
}

#[test]
fn shared_runs_are_found_and_joined() {
    let document: Vec<char> = "零一二三四五六七八九".repeat(4).chars().collect();
    let windows = document.windows(LONGEST_RUN + 1).map(Box::from).collect();
    let run: String = document[3..LONGEST_RUN + 5].iter().collect();
    assert_eq!(shared_runs(&format!("甲{run}乙"), &windows), [run.as_str()]);
    let short: String = run.chars().take(LONGEST_RUN).collect();
    assert!(shared_runs(&format!("甲{short}乙"), &windows).is_empty());
}

/// A key fact is a number, and what pages write for it in each language reads as that number.
#[test]
fn key_facts_are_numbers_in_every_language() {
    let locales = Locales::shipped(&["en", "zh"]);
    let briefing = briefing();
    let mut wrong = Vec::new();
    for slug in &briefing.site.key_facts {
        let Some(id) = briefing.facts.find(slug) else {
            wrong.push(format!("site.toml: no fact is called `{slug}`"));
            continue;
        };
        let fact = &briefing.facts[id];
        let sheet = format!("content/sources/{}/facts.toml", briefing.sources[fact.source].slug);
        let Finding::Quantity(quantity) = &fact.finding else {
            wrong.push(format!("{sheet}: `{slug}` is no number"));
            continue;
        };
        for lang in briefing.languages.iter() {
            let written = locales.of(lang).quantity(quantity, None).text;
            if locales.reader(lang).agreement("", &written, quantity) != Agreement::Agrees {
                wrong.push(format!("{sheet}: `{slug}` is written `{written}`, which says something else"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[allow(clippy::disallowed_methods, reason = "reads the words of the theme")]
fn a_word_that_the_glossary_avoids_stands_nowhere() {
    let words = std::fs::read_to_string("templates/strings/zh.toml").expect("the theme has Chinese words");
    let mut texts = own_texts();
    texts.push(("templates/strings/zh.toml".to_owned(), words));
    let mut wrong = Vec::new();
    for term in &briefing().glossary {
        for avoided in &term.avoid {
            let found = texts.iter().filter(|(_, text)| text.contains(&avoided.name));
            let instead = term.label.get(avoided.lang);
            wrong.extend(found.map(|(file, _)| format!("{file}: `{}`, where we say `{instead}`", avoided.name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(briefing().glossary.iter().any(|term| !term.avoid.is_empty()), "some word is avoided");
}

/// What a fact said before is told to readers of every language: words of one language alone would stand among
/// another's.
#[test]
fn where_facts_applied_is_told_in_every_language() {
    let briefing = briefing();
    let names = |told: &Option<Vec<(Aspect, Told)>>| -> Vec<Named> {
        let names = told
            .iter()
            .flatten()
            .filter_map(|(_, told)| if let Told::Names(names) = told { Some(names) } else { None });
        names.flatten().cloned().collect()
    };
    let mut foreign = Vec::new();
    for edition in briefing.graph.history.iter().flatten() {
        for named in names(&edition.told) {
            if let Named::Words(words) = named
                && briefing.languages.iter().any(|lang| words.read(lang).is_fallback())
            {
                foreign.push(format!("{}: {}", edition.version.hash, words.get(Lang::DEFAULT)));
            }
        }
    }
    assert!(foreign.is_empty(), "{foreign:#?}");
}

#[test]
fn what_each_origin_would_leave_is_what_is_left_without_it() {
    let briefing = briefing();
    let origins: Vec<Origin> = distrust::origins(briefing).into_iter().map(|(origin, _)| origin).collect();
    for first in &origins {
        let without = BTreeSet::from([*first]);
        let (_, besides) = distrust::left(briefing, &without, &origins);
        for (origin, left) in origins.iter().zip(besides) {
            let both = BTreeSet::from([*first, *origin]);
            assert_eq!(left, distrust::left(briefing, &both, &[]).0, "{first:?} and {origin:?}");
        }
    }
}
