//! `briefing record`: notes what is published now, and why what was published has changed.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use crate::check::Options;
use crate::check::rules::published::change;
use crate::load::files::Files;
use crate::load::record::{Declared, Row};
use crate::load::records;
use crate::load::written::{self, Entry};
use crate::model::briefing::Briefing;
use crate::model::evidence::CorrectionKind;
use crate::model::fact::{Fact, Rank};
use crate::model::lang::Lang;
use crate::model::version::{Published, Recorded, Version};
use crate::plan::kinds::View;
use crate::plan::page::Page;
use crate::plan::{self, version};
use crate::problem::Problems;
use crate::problem::code::Code;
use crate::publish::change as files;
use crate::session::Session;

use super::outcome::{Failure, Outcome};
use super::{ChangeKind, machine, out};

/// Where versions are recorded.
const FILE: &str = "content/versions.toml";
/// Where readers are told why facts have changed.
const CORRECTIONS: &str = "content/corrections.toml";

/// What the command was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What kind of change it is.
    pub kind: Option<ChangeKind>,
    /// Why it changed: words in the first language, and `code=words` in others.
    pub reasons: &'a [String],
    /// The facts that this is about; all that have changed where there are none.
    pub facts: &'a [String],
}

/// Why facts have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Why {
    kind: CorrectionKind,
    /// By the language's code, the first one first.
    reason: Vec<(String, String)>,
}

/// A published fact that says something else now.
struct Change<'a> {
    fact: &'a Fact,
    was: &'a Recorded,
}

/// Runs the command: first the facts with their reasons, then the pages that tell of them.
pub fn run(root: &Path, request: Request<'_>, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::granting(&[Code::Untold]))?;
    let Some(briefing) = session.check(options) else { return Ok(out::stopped(&session)) };
    let today = machine::day(options).max(briefing.date.clone());
    let changes = changes(&briefing, request)?;
    let told = explained(&briefing, &changes, request)?;
    let mut published = briefing.published.clone();
    let (mut added, mut completed) = (0, false);
    for (_, fact) in briefing.facts.iter() {
        let changed = changes.iter().any(|change| change.fact.slug == fact.slug);
        if changed || names(fact).iter().all(|name| published.history(&[name]).is_empty()) {
            let version = Version { date: today.clone(), ..fact.version.clone() };
            published.add(&format!("fact:{}", fact.slug), Recorded { version, said: Some(fact.said.clone()) });
            added += 1;
        } else if let Some(name) = names(fact).iter().rfind(|name| !published.history(&[name]).is_empty())
            && published.history(&[name]).last().is_some_and(|last| last.version == fact.version)
        {
            completed |= published.complete(name, &fact.said);
        }
    }
    let corrections = session.files.texts.find(CORRECTIONS).map(|file| session.files.texts.text(file));
    let corrections = with_corrections(corrections.unwrap_or_default(), &told, &today);
    let mut texts = vec![(FILE, toml(&published))];
    if !told.is_empty() {
        texts.push((CORRECTIONS, corrections));
    }
    let mut files = session.files;
    texts.iter().for_each(|(path, text)| files.texts.put(path, text));
    let (published, pages) = pages(files, options, &today)?;
    added += pages;
    if added > 0 || completed {
        texts[0].1 = toml(&published);
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        files::write(root, &texts)?;
    }
    out::report(format!("{added} new versions in `{}`\n", root.join(FILE).display()))?;
    Ok(Outcome::Done)
}

/// The names under which a fact was recorded, the present one last.
fn names(fact: &Fact) -> Vec<String> {
    fact.formerly.iter().chain([&fact.slug]).map(|slug| format!("fact:{slug}")).collect()
}

/// The published facts that have changed, of those that the request is about.
fn changes<'a>(briefing: &'a Briefing, request: Request<'_>) -> Result<Vec<Change<'a>>, Failure> {
    let asked: Vec<String> =
        request.facts.iter().map(|name| name.strip_prefix("fact:").unwrap_or(name).to_owned()).collect();
    let mut changes = Vec::new();
    for (_, fact) in briefing.facts.iter() {
        let history = briefing.published.history(&names(fact));
        if let Some(was) = history.last().filter(|last| last.version != fact.version)
            && (asked.is_empty() || asked.contains(&fact.slug))
        {
            changes.push(Change { fact, was });
        }
    }
    let unchanged = asked.iter().find(|slug| !changes.iter().any(|change| change.fact.slug == **slug));
    match unchanged {
        Some(slug) if briefing.facts.find(slug).is_none() => Err(Failure::usage(format!("there is no fact `{slug}`"))),
        Some(slug) => Err(Failure::usage(format!("`{slug}` says what was published: there is nothing to explain"))),
        None => Ok(changes),
    }
}

/// Every change with its reason: as the request gives it, as the fact itself does where it was withdrawn, or as the
/// person at the terminal does. A change without a reason is refused.
fn explained<'a>(
    briefing: &Briefing,
    changes: &'a [Change<'a>],
    request: Request<'_>,
) -> Result<Vec<(Why, Vec<&'a Fact>)>, Failure> {
    let given = given(briefing, request)?;
    let mut told: Vec<(Why, Vec<&Fact>)> = Vec::new();
    let asks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let mut left: Vec<&Change<'_>> = Vec::new();
    for change in changes {
        let why = withdrawn(briefing, change).or_else(|| given.clone());
        let why = match why {
            None if asks => Some(ask(briefing, change, &mut std::io::stdin().lock())?),
            why => why,
        };
        match why {
            None => left.push(change),
            Some(why) => match told.iter_mut().find(|(known, _)| *known == why) {
                Some((_, facts)) => facts.push(change.fact),
                None => told.push((why, vec![change.fact])),
            },
        }
    }
    if left.is_empty() { Ok(told) } else { Err(refused(&left)) }
}

fn refused(left: &[&Change<'_>]) -> Failure {
    let lines: Vec<String> =
        left.iter().map(|one| format!("  {}: {}", one.fact.slug, change(one.fact, one.was))).collect();
    Failure::content(format!(
        "published facts have changed, and nothing tells why:\n{}\nhelp: say it with `--kind revision|correction|editorial|withdrawal --reason \"…\"`, \
         for some of them with `--fact ID`",
        lines.join("\n")
    ))
}

/// What the command line says of the change.
fn given(briefing: &Briefing, request: Request<'_>) -> Result<Option<Why>, Failure> {
    let Some(kind) = request.kind else {
        return match request.reasons {
            [] => Ok(None),
            _ => Err(Failure::usage(
                "a reason needs its kind: add `--kind revision`, `correction`, `editorial` or `withdrawal`",
            )),
        };
    };
    let languages = &briefing.languages;
    let mut reason: Vec<(String, String)> = Vec::new();
    for words in request.reasons {
        let other = words.split_once('=').and_then(|(code, words)| Some((languages.find(code)?, words)));
        let (lang, words) = other.unwrap_or((Lang::DEFAULT, words));
        reason.push((languages.code(lang).to_owned(), words.trim().to_owned()));
    }
    let first = languages.code(Lang::DEFAULT);
    if !reason.iter().any(|(code, words)| code == first && !words.is_empty()) {
        return Err(Failure::usage(format!("a change needs its reason in `{first}`: add `--reason \"…\"`")));
    }
    reason.sort_by_key(|(code, _)| code != first);
    Ok(Some(Why { kind: kind_of(kind), reason }))
}

fn kind_of(kind: ChangeKind) -> CorrectionKind {
    match kind {
        ChangeKind::Revision => CorrectionKind::Revision,
        ChangeKind::Correction => CorrectionKind::Correction,
        ChangeKind::Editorial => CorrectionKind::Editorial,
        ChangeKind::Withdrawal => CorrectionKind::Withdrawal,
    }
}

/// A fact that was withdrawn says itself why.
fn withdrawn(briefing: &Briefing, change: &Change<'_>) -> Option<Why> {
    let Rank::Deprecated(reason) = &change.fact.rank else { return None };
    let stood = change.was.said.as_ref().is_some_and(|said| said.get("rank").is_empty());
    let words = |lang| Some((briefing.languages.code(lang).to_owned(), reason.own(lang)?.clone()));
    let reason = briefing.languages.iter().filter_map(words).collect();
    stood.then_some(Why { kind: CorrectionKind::Withdrawal, reason })
}

/// Asks the person at the terminal.
fn ask(briefing: &Briefing, asked: &Change<'_>, answers: &mut dyn BufRead) -> Result<Why, Failure> {
    let tell = |words: &str| {
        let mut terminal = std::io::stderr().lock();
        terminal.write_all(words.as_bytes()).and_then(|()| terminal.flush()).map_err(Failure::machine)
    };
    tell(&format!("\n{}: {}\n", asked.fact.slug, change(asked.fact, asked.was)))?;
    let mut answer = |question: &str| -> Result<String, Failure> {
        tell(question)?;
        let mut line = String::new();
        let read = answers.read_line(&mut line).map_err(Failure::machine)?;
        if read == 0 { Err(refused(&[asked])) } else { Ok(line.trim().to_owned()) }
    };
    let kind = loop {
        let word = answer("kind (revision, correction, editorial, withdrawal): ")?;
        let begun: Vec<_> = CorrectionKind::ALL.iter().filter(|kind| kind.word().starts_with(&word)).collect();
        if let ([kind], false) = (begun.as_slice(), word.is_empty()) {
            break **kind;
        }
    };
    let mut reason = Vec::new();
    for lang in briefing.languages.iter() {
        let code = briefing.languages.code(lang);
        let mut words = answer(&format!("reason ({code}): "))?;
        while lang.is_default() && words.is_empty() {
            words = answer(&format!("reason ({code}), which readers are told: "))?;
        }
        if !words.is_empty() {
            reason.push((code.to_owned(), words));
        }
    }
    Ok(Why { kind, reason })
}

/// The corrections with the new ones behind them; what a person wrote there stays as it is.
fn with_corrections(text: &str, told: &[(Why, Vec<&Fact>)], today: &str) -> String {
    let mut out = text.to_owned();
    for (why, facts) in told {
        if !out.is_empty() {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        let versions: Vec<String> =
            facts.iter().map(|fact| written::quoted(&format!("{}@{}", fact.slug, fact.version.hash))).collect();
        let words = why.reason.iter().map(|(code, words)| format!("{code} = {}", written::quoted(words)));
        let key = Row::<records::Correction>::keys();
        let lines = [
            (key.date().name(), written::quoted(today)),
            (key.kind().name(), written::quoted(why.kind.word())),
            (key.versions().name(), format!("[{}]", versions.join(", "))),
            (key.text().name(), format!("{{ {} }}", words.collect::<Vec<_>>().join(", "))),
        ];
        out.push_str(&format!("[[{}]]\n", <records::Correction as Declared>::TABLE));
        out.extend(lines.map(|(key, value)| format!("{key:8} = {value}\n")));
    }
    out
}

/// What is published with the versions that the pages of these files have, and the number of new ones.
fn pages(files: Files, options: &Options, today: &str) -> Result<(Published, usize), Failure> {
    let mut session = Session::of(files, Problems::granting(&[Code::Untold]));
    let Some(briefing) = session.check(options) else {
        out::stopped(&session);
        return Err(Failure::content("the briefing does not check with what was to be recorded: nothing was written"));
    };
    let mut published = briefing.published.clone();
    let mut added = 0;
    for (names, version) in versions(&briefing) {
        if published.history(&names).last().map(|last| &last.version) != Some(&version) {
            let own = names.last().expect("a page has its own address");
            published.add(own, Recorded { version: Version { date: today.to_owned(), ..version }, said: None });
            added += 1;
        }
    }
    Ok((published, added))
}

/// Every page with the version that it has now, by its old names and its own; a fact's own page has the fact's.
fn versions(briefing: &Briefing) -> Vec<(Vec<String>, Version)> {
    let plan = plan::plan(briefing);
    let views = plan.views.iter().filter(|view| view.is_listed() && !matches!(view, View::Fact(_)));
    let pages = views.flat_map(|view| {
        let shown = view.shows(briefing);
        let version = |page: Page| (version::names(briefing, &page), version::of_page(briefing, &page, &shown));
        plan.pages_of(*view).map(version).collect::<Vec<_>>()
    });
    pages.collect()
}

/// The file's text: a line for each version, by name and number.
pub fn toml(published: &Published) -> String {
    let key = Row::<records::Version>::keys();
    let line = |name: &str, recorded: &Recorded| {
        let Version { ordinal, date, hash } = &recorded.version;
        let line = Entry::default().text(key.id(), name).ordinal(key.ordinal(), *ordinal);
        let line = line.text(key.date(), date).text(key.hash(), hash);
        match &recorded.said {
            Some(said) => line.texts(key.said(), said.iter()),
            None => line,
        }
    };
    let lines: Vec<Entry<records::Version>> =
        published.iter().flat_map(|(name, versions)| versions.iter().map(move |one| line(name, one))).collect();
    written::lines("record", &lines)
}
