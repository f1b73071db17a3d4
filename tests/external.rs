//! Addresses of sources and works that are asked: which answer, which have moved, which are dead. The hosts are of this
//! test, on this machine.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "runs the program, without a proxy in the way")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};

use support::{FACT, Folder, Site};

/// A host that answers by the last part of the path: `/301/to` sends to `/to`, `/404` is none.
struct Host {
    address: String,
    /// Every question, as it was asked.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let question = lines.next().unwrap_or_default();
                let agent = lines.by_ref().take_while(|line| !line.is_empty());
                let agent = agent.filter(|line| line.to_lowercase().starts_with("user-agent")).collect::<String>();
                seen.lock().unwrap().push(format!("{question} {agent}"));
                let path = question.split(' ').nth(1).unwrap_or("/");
                let mut parts = path.trim_start_matches('/').splitn(2, '/');
                let status = match parts.next().unwrap_or_default() {
                    // A page that shows itself only to whoever reads it.
                    "shy" if question.starts_with("HEAD") => "403",
                    code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()) => code,
                    _ => "200",
                };
                let to = parts.next().map(|to| format!("Location: /{to}\r\n")).unwrap_or_default();
                let answer = format!("HTTP/1.1 {status} X\r\n{to}Content-Length: 0\r\nConnection: close\r\n\r\n");
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Runs `check --external`, with no proxy between the program and this machine.
fn external(folder: &Folder, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.args(["check", "--external"]).args(more).arg("--root").arg(folder.path(""));
    command.env("NO_PROXY", "*").env("no_proxy", "*").env("SOURCE_DATE_EPOCH", "1769904000");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout) + &text(output.stderr))
}

/// A briefing with one work whose record gives this address, and perhaps more.
fn with(url: &str, more: &str) -> Folder {
    Folder::of(&Site::of(&format!(
        "-- content/sources/report/facts.toml --\n{FACT}-- content/works/survey.md --\n+++\n\
         title = {{ en = \"The Survey\", zh = \"调查\" }}\nurl = \"{url}\"\n{more}+++\n"
    )))
}

/// What is told of an address, from the line of its problem to the help.
fn told(report: &str) -> String {
    let from = report.find("-link]").map_or(0, |at| report[..at].rfind('\n').map_or(0, |line| line + 1));
    let rest = &report[from..];
    rest.split("\n\n").next().unwrap_or(rest).trim_end().to_owned()
}

#[test]
fn a_dead_address_is_told_at_its_record_with_what_to_do() {
    let host = Host::start();
    let url = format!("{}/404", host.address);
    let folder = with(&url, "accessed = \"2026-01-03\"\n");
    let (status, report) = external(&folder, &[]);
    assert_eq!(status, 0, "a document that is gone is no fault of the content: {report}");
    let marks = "^".repeat(url.len() + 2);
    assert_eq!(
        told(&report),
        format!(
            "warning[dead-link]: `{url}` is dead
 --> content/works/survey.md:3:7
  |
3 | url = \"{url}\"
  |       {marks} its host answers 404
  |
  = help: look for a copy at `https://web.archive.org/web/20260103/{url}`, and note it: `archived = {{ url = \"…\", date = \"…\" }}`"
        )
    );
}

#[test]
fn of_a_dead_address_with_an_archived_copy_the_copy_is_named() {
    let host = Host::start();
    let copy = format!("archived = {{ url = \"{}/copy\", date = \"2026-01-04\" }}\n", host.address);
    let (_, report) = external(&with(&format!("{}/410", host.address), &copy), &[]);
    assert!(report.contains("its host answers 410"), "{report}");
    assert!(
        report.contains(&format!(
            "the archived copy is what readers have now, and pages lead to it: `{}/copy`",
            host.address
        )),
        "{report}"
    );
}

#[test]
fn what_moves_is_told_with_where_to_and_what_only_sends_on_for_now_is_not() {
    let host = Host::start();
    let at = |path: &str| format!("{}/{path}", host.address);
    for (path, expected) in [
        ("200", None),
        ("shy", None),
        ("302/page", None),
        ("301/page", Some(("hint[moved-link]", format!("write `{}`", at("page"))))),
        ("302/", Some(("warning[dead-link]", format!("readers are sent to `{}`", at(""))))),
        ("302/404", Some(("warning[dead-link]", "its host answers 404".to_owned()))),
        ("503", Some(("hint[unreachable-link]", "that does not say whether readers find it".to_owned()))),
    ] {
        let (_, report) = external(&with(&at(path), ""), &[]);
        match expected {
            None => assert!(!report.contains("-link]"), "{path}: {report}"),
            Some((code, words)) => assert!(report.contains(code) && report.contains(&words), "{path}: {report}"),
        }
    }
    assert!(host.asked().iter().all(|asked| asked.contains("briefing/") && asked.contains("editor@briefing.test")));
}

#[test]
fn a_host_that_is_down_is_not_called_dead() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (status, report) = external(&with(&format!("http://{free}/x"), ""), &[]);
    assert!(
        status == 0 && report.contains("hint[unreachable-link]") && report.contains("could not be reached"),
        "{report}"
    );
    let (_, report) = external(&with("https://no-such-host.invalid/x", ""), &[]);
    assert!(report.contains("hint[unreachable-link]"), "{report}");
}

#[test]
fn what_answered_is_not_asked_again_for_some_days_and_nothing_is_asked_without_request() {
    let host = Host::start();
    let folder = with(&format!("{}/page", host.address), "");
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(host.asked().len(), 0, "{:?}", host.asked());
    let (_, report) = external(&folder, &[]);
    assert!(report.contains("addresses asked: 1; known from the last 7 days: 0"), "{report}");
    let (_, report) = external(&folder, &[]);
    assert!(report.contains("addresses asked: 0; known from the last 7 days: 1"), "{report}");
    assert_eq!(host.asked().len(), 1, "{:?}", host.asked());
    let (_, json) = external(&with(&format!("{}/404", host.address), ""), &["--format", "json", "--quiet"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let problem = report["problems"].as_array().unwrap().iter().find(|p| p["code"] == "dead-link").unwrap();
    assert_eq!((&problem["file"], &problem["line"]), (&"content/works/survey.md".into(), &3.into()));
}
