//! Asks the addresses of sources and works, politely, through `curl`.
//!
//! `curl` and not a library: it is part of Windows, macOS and nearly every Linux, knows the system's certificates and
//! proxies, and an HTTP client with TLS of our own would be fifteen crates and a C compiler for what is asked a few
//! times a year.
#![expect(clippy::disallowed_methods, reason = "addresses are asked here, and answers kept for some days")]

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::check::external::{self, Answer, Heard, MOST_HOPS};
use crate::model::percent::encoded;
use crate::session::Session;

use super::out;
use super::outcome::Failure;
use super::progress::Progress;

/// Hosts that are asked at once.
const AT_ONCE: usize = 4;
/// The rest that a host has between two questions.
const REST: Duration = Duration::from_millis(500);
/// Seconds in which an address must be answered.
const LIMIT: &str = "20";
/// Seconds in which its host must be found.
const CONNECT: &str = "10";
/// More of a page than this is not read.
const LARGEST: &str = "2000000";
/// Days for which an address that answered is not asked again.
const KEPT: i64 = 7;
/// Where answers are kept, beside the content: nothing of a briefing, and in no repository.
const CACHE: &str = ".links.briefing-cache";

/// What was heard on a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    day: String,
    answer: Answer,
}

/// Asks every address of sources and works, and reports those that do not answer as they did.
///
/// # Errors
/// `curl` cannot be run.
pub fn ask(root: &Path, session: &mut Session, (today, contact): (&str, &str)) -> Result<(), Failure> {
    let asked = external::asked(&session.content);
    let mut known = read(&root.join(CACHE));
    known.retain(|_, known| is_fresh(&known.day, today));
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in &asked {
        let of_host = hosts.entry(host(&one.url)).or_default();
        if !known.contains_key(&one.url) && !of_host.contains(&one.url.as_str()) {
            of_host.push(&one.url);
        }
    }
    let new: usize = hosts.values().map(Vec::len).sum();
    let progress = Progress::start("asking");
    let answers = all(hosts.into_values().filter(|urls| !urls.is_empty()).collect(), &agent(contact))?;
    drop(progress);
    out::remark(format!("addresses asked: {new}; known from the last {KEPT} days: {}", known.len()));
    for (url, answer) in answers {
        known.insert(url, Known { day: today.to_owned(), answer });
    }
    let told = asked.iter().filter_map(|one| external::problem(one, &known.get(&one.url)?.answer));
    told.for_each(|problem| session.problems.report(problem));
    // What did not answer is asked again the next time.
    known.retain(|_, known| matches!(known.answer, Answer::Found | Answer::Moved(_)));
    let kept = serde_json::to_string_pretty(&known).map_err(Failure::machine)?;
    // A folder that cannot be written is no reason to keep the answers from the curator.
    let _ = std::fs::write(root.join(CACHE), kept + "\n");
    Ok(())
}

fn read(path: &Path) -> BTreeMap<String, Known> {
    std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn is_fresh(day: &str, today: &str) -> bool {
    let days = |text: &str| text.parse::<jiff::civil::Date>().ok();
    let since = days(day).zip(days(today)).and_then(|(day, today)| today.since(day).ok());
    since.is_some_and(|span| (0..KEPT).contains(&i64::from(span.get_days())))
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Who asks, so that a host knows whom to write to.
fn agent(contact: &str) -> String {
    format!("briefing/{} (asks whether links still hold; {contact})", env!("CARGO_PKG_VERSION"))
}

/// The answers of all hosts: a few at once, each asked one address after the other.
fn all(hosts: Vec<Vec<&str>>, agent: &str) -> Result<Vec<(String, Answer)>, Failure> {
    let waiting = Mutex::new(VecDeque::from(hosts));
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || -> Result<Vec<(String, Answer)>, Failure> {
        let mut answers = Vec::new();
        while let Some(urls) = next() {
            for (n, url) in urls.into_iter().enumerate() {
                if n > 0 {
                    std::thread::sleep(REST);
                }
                answers.push((url.to_owned(), external::answer(url, &follow(url, agent)?)));
            }
        }
        Ok(answers)
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.join().expect("a worker does not panic")?);
        }
        Ok(all)
    })
}

/// What is heard of an address and of those that it sends to.
fn follow(url: &str, agent: &str) -> Result<Vec<Heard>, Failure> {
    let mut heard = Vec::new();
    let mut at = url.to_owned();
    while heard.len() < MOST_HOPS {
        let mut one = curl(&at, true, agent)?;
        // Some hosts answer only whoever reads the page.
        if matches!(one, Heard::Status(400.., _)) {
            one = curl(&at, false, agent)?;
        }
        let next = if let Heard::Status(300..=399, Some(to)) = &one { Some(to.clone()) } else { None };
        heard.push(one);
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    Ok(heard)
}

/// One question: the head of a page alone, or its first bytes.
fn curl(url: &str, head: bool, agent: &str) -> Result<Heard, Failure> {
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let mut command = Command::new("curl");
    // `--disable` must stand first: what a person has set for their own questions is not meant for these.
    command.args(["--disable", "--silent", "--show-error", "--globoff", "--proto", "=http,https"]);
    command.args(["--connect-timeout", CONNECT, "--max-time", LIMIT, "--user-agent", agent]);
    command.args(["--max-filesize", LARGEST]);
    match head {
        true => command.arg("--head"),
        false => command.args(["--range", "0-1023"]),
    };
    command.args(["--output", nowhere, "--write-out", "%{http_code}\n%{redirect_url}", "--url", &in_ascii(url)]);
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        Failure::machine(format!("cannot run `curl`, which asks addresses: {error}\nhelp: install it, and ask again"))
    })?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let (status, to) = told.split_once('\n').unwrap_or((&told, ""));
    let status: u16 = status.trim().parse().unwrap_or(0);
    if status == 0 {
        let said = String::from_utf8_lossy(&output.stderr);
        let why = said.lines().next().unwrap_or_default();
        let why = why.split_once(") ").map_or(why, |(_, why)| why).trim();
        return Ok(Heard::Nothing(if why.is_empty() { "nothing was heard".to_owned() } else { why.to_owned() }));
    }
    Ok(Heard::Status(status, Some(to.trim().to_owned()).filter(|to| !to.is_empty())))
}

/// An address with what is not ASCII behind its host percent-encoded; a host's name is left to `curl`.
fn in_ascii(url: &str) -> String {
    let start = url.find("://").map_or(0, |at| at + 3);
    let path = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    url[..path].to_owned() + &encoded(&url[path..], |c| c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_fresh_for_some_days() {
        for (day, fresh) in [("2026-01-10", true), ("2026-01-04", true), ("2026-01-03", false), ("2026-01-11", false)] {
            assert_eq!(is_fresh(day, "2026-01-10"), fresh, "{day}");
        }
        assert!(is_fresh("2025-12-30", "2026-01-02") && !is_fresh("never", "2026-01-10"));
    }

    #[test]
    fn an_address_is_asked_in_ascii() {
        assert_eq!(in_ascii("https://例.test/路?a=[1]"), "https://例.test/%E8%B7%AF?a=[1]");
        assert_eq!(host("https://a.test:8080/x"), "a.test:8080");
    }
}
