//! `briefing audit`: which citations of someone's report still hold.
#![expect(clippy::disallowed_methods, reason = "reports come in here")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::audit::citation::{Citation, Known, Verdict};
use crate::audit::report::Report;
use crate::audit::{self, formats};
use crate::check::Options;
use crate::export::freeze::{Editions, INDEX};
use crate::model::limit::{Bound, Limits};
use crate::problem::Problems;
use crate::problem::code::Code;
use crate::session::Session;
use crate::verify::archive::Unreadable;

use super::outcome::{Failure, Outcome};
use super::{Format, out};

/// A report that was looked at.
struct Audited {
    name: String,
    /// What is true of its citations, or why it could not be read.
    found: Result<Vec<Citation>, String>,
}

/// Runs the command: a report that cannot be read is told, and the others are audited all the same.
pub fn run(root: &Path, reports: &[PathBuf], format: Format, options: &Options) -> Result<Outcome, Failure> {
    let mut session = Session::load(root, Problems::granting(&[Code::Untold, Code::Altered]))?;
    let Some(briefing) = session.check(options) else { return Ok(out::stopped(&session)) };
    let stems = (options.addresses.stems)(&briefing);
    let editions = Editions::read(session.files.theme.get(INDEX).map_or(b"", Vec::as_slice)).unwrap_or_default();
    let altered: BTreeSet<String> = editions.altered(&session.files.theme).into_iter().collect();
    for path in &altered {
        out::say(format!("warning: `{path}` is not as it was frozen: what cites it cannot be held against it"));
    }
    let known =
        Known { briefing: &briefing, locales: &session.locales, stems: &stems, editions: &editions, altered: &altered };
    let one = |path: &PathBuf| {
        let name = path.display().to_string();
        let found = read(path, &briefing.site.limits).map(|report| audit::audit(known, &report));
        Audited { name, found }
    };
    let audited: Vec<Audited> = reports.iter().map(one).collect();
    match format {
        Format::Json => out::answer(as_json(&audited))?,
        Format::Human | Format::Github => out::answer(as_text(&audited))?,
    }
    let holds = |audited: &Audited| match &audited.found {
        Ok(citations) => citations.iter().all(|citation| citation.verdict == Verdict::Holds),
        Err(_) => false,
    };
    Ok(if audited.iter().all(holds) { Outcome::Done } else { Outcome::Problems })
}

fn read(path: &Path, limits: &Limits) -> Result<Report, String> {
    let about = std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?;
    if !about.is_file() {
        return Err("is no file".to_owned());
    }
    if let Some(told) = limits.refuses(Bound::Report, about.len()) {
        return Err(format!("{told}: {}", Bound::Report.help("cut it")));
    }
    let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    formats::read(&bytes, &name).map_err(|error: Unreadable| error.to_string())
}

/// Contract: one object with every citation; reports that could not be read stand beside.
fn as_json(audited: &[Audited]) -> String {
    let citations = audited.iter().flat_map(|audited| {
        audited.found.iter().flatten().map(|citation| {
            json!({
                "report": audited.name,
                "line": citation.line,
                "id": citation.id,
                "version": citation.version,
                "verdict": citation.verdict.word(),
                "message": citation.message,
            })
        })
    });
    let unread = audited.iter().filter_map(|audited| {
        let message = audited.found.as_ref().err()?;
        Some(json!({ "report": audited.name, "message": message }))
    });
    let whole = json!({ "citations": citations.collect::<Vec<_>>(), "unread": unread.collect::<Vec<_>>() });
    format!("{whole:#}\n")
}

fn as_text(audited: &[Audited]) -> String {
    let mut text = String::new();
    for Audited { name, found } in audited {
        match found {
            Err(message) => text.push_str(&format!("{name}: not audited: {message}\n")),
            Ok(citations) => {
                for Citation { line, id, verdict, message, .. } in citations {
                    text.push_str(&format!("{name}:{line}: {}: {id}: {message}\n", verdict.word()));
                }
            }
        }
    }
    let all: Vec<&Citation> = audited.iter().flat_map(|audited| audited.found.iter().flatten()).collect();
    let count = |verdict: Verdict| all.iter().filter(|citation| citation.verdict == verdict).count();
    let counts: Vec<String> = Verdict::ALL
        .iter()
        .filter(|verdict| count(**verdict) > 0)
        .map(|verdict| format!("{} {}", count(*verdict), verdict.word()))
        .collect();
    let summary = if counts.is_empty() { "no reference to this briefing".to_owned() } else { counts.join(", ") };
    text.push_str(&format!("{} references in {} reports: {summary}\n", all.len(), audited.len()));
    text
}
