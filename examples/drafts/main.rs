//! Measures what `add source` drafts of documents whose facts are known, by the language of the document.
//!
//! It takes briefings with the folders of their archived documents, drafts each document with the briefing's names and
//! without its own fact sheet, and holds the drafts against the facts:
//! `cargo run --example drafts -- . ../shared/sources examples/measure/almgau examples/measure/almgau/archive`
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the report is the example's output")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use briefing::language::locales::Locales;
use briefing::language::value;
use briefing::model::briefing::Briefing;
use briefing::model::fact::{Fact, Finding};
use briefing::model::id::Id;
use briefing::model::quantity::Quantity;
use briefing::model::source::Source;
use briefing::model::unit::{Unit, UnitKind};
use briefing::problem::Problems;
use briefing::session::Session;
use briefing::verify::archive::{ArchiveState, Document, read_folder};
use briefing::verify::language_of;
use briefing::verify::propose::{Proposal, in_excerpt, propose};

/// What was counted of the documents in one language.
#[derive(Default)]
struct Row {
    documents: usize,
    figures: usize,
    found: usize,
    values: usize,
    periods: usize,
    statuses: usize,
    subjects: usize,
    indicators: usize,
    drafts: usize,
    used: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.is_empty() || arguments.len() % 2 == 1 {
        eprintln!("usage: drafts ROOT ARCHIVE [ROOT ARCHIVE]…");
        return ExitCode::from(2);
    }
    println!(
        "| briefing | language | documents | figures | found | value, sign, unit | period | status | subject among two | \
         indicator among two | drafts | that a fact took |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    );
    for pair in arguments.chunks_exact(2) {
        if let Err(message) = measure(Path::new(&pair[0]), Path::new(&pair[1])) {
            eprintln!("{message}");
            return ExitCode::from(1);
        }
    }
    ExitCode::SUCCESS
}

fn measure(root: &Path, archive: &Path) -> Result<(), String> {
    let mut session = Session::load(root, Problems::new()).map_err(|error| error.to_string())?;
    let read = session.read(&briefing::session::options(None));
    let briefing = read.ok_or_else(|| format!("`{}` cannot be read; run `briefing check`", root.display()))?.briefing;
    let archive = read_folder(archive, &briefing).map_err(|error| format!("{}: {error}", archive.display()))?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for (id, state) in &archive {
        let ArchiveState::Here(document) = state else { continue };
        let language = language_of(document, &session.locales).unwrap_or_else(|| "other".to_owned());
        count(&briefing, *id, document, &session.locales, rows.entry(language).or_default());
    }
    for (language, row) in rows {
        let of = |part: usize, whole: usize| format!("{} %", (part * 100 + whole / 2) / whole.max(1));
        println!(
            "| {} | {language} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            root.display(),
            row.documents,
            row.figures,
            of(row.found, row.figures),
            of(row.values, row.found),
            of(row.periods, row.found),
            of(row.statuses, row.found),
            of(row.subjects, row.found),
            of(row.indicators, row.found),
            row.drafts,
            of(row.used, row.drafts),
        );
    }
    Ok(())
}

fn count(briefing: &Briefing, source: Id<Source>, document: &Document, locales: &Locales, row: &mut Row) {
    row.documents += 1;
    let own = || briefing.facts.iter().filter(|(_, fact)| fact.source == source);
    for (_, fact) in own() {
        let Finding::Quantity(quantity) = &fact.finding else { continue };
        row.figures += 1;
        let proposals = in_excerpt(briefing, source, document, locales, fact.excerpt.as_str()).unwrap_or_default();
        let right = |proposal: &&Proposal| says(locales, proposal, quantity);
        let Some(best) = proposals.iter().find(right).or(proposals.first()) else {
            eprintln!("not found: {}", fact.slug);
            continue;
        };
        row.found += 1;
        tally(briefing, locales, fact, quantity, best, row);
    }
    let drafts = propose(briefing, source, document, locales);
    row.drafts += drafts.len();
    let takes = |draft: &&Proposal| {
        own().any(|(_, fact)| {
            let beside =
                fact.excerpt.as_str().contains(&draft.excerpt) || draft.excerpt.contains(fact.excerpt.as_str());
            let quantity = match &fact.finding {
                Finding::Quantity(quantity) => quantity,
                Finding::Text(_) => return beside,
            };
            beside || fact.locator.spot == draft.spot && says(locales, draft, quantity)
        })
    };
    row.used += drafts.iter().filter(takes).count();
}

fn tally(briefing: &Briefing, locales: &Locales, fact: &Fact, quantity: &Quantity, best: &Proposal, row: &mut Row) {
    let value = says(locales, best, quantity);
    let period = match &best.period {
        Some(period) => *period == fact.period,
        None => fact.period.is_undated(),
    };
    let status = best.status == fact.status;
    let subject = best.subjects.iter().take(2).any(|subject| *subject == fact.subject);
    row.values += usize::from(value);
    row.periods += usize::from(period);
    row.statuses += usize::from(status);
    row.subjects += usize::from(subject);
    row.indicators += usize::from(best.indicators.iter().take(2).any(|indicator| *indicator == fact.indicator));
    if !(value && period && status && subject) {
        let told = |right: bool, what: &str| if right { String::new() } else { format!(" {what}") };
        let said = best.period.as_ref().map_or("..".to_owned(), ToString::to_string);
        let first = best.subjects.first().map_or("none", |id| briefing.subjects[*id].slug.as_str());
        eprintln!(
            "{}:{}{}{}{}",
            fact.slug,
            told(value, &format!("value {} for {}", best.value.as_deref().unwrap_or("none"), quantity.printed())),
            told(period, &format!("period {said} for {}", fact.period)),
            told(status, &format!("status {} for {}", best.status.word(), fact.status.word())),
            told(subject, &format!("subject {first} for {}", briefing.subjects[fact.subject].slug)),
        );
    }
}

/// Whether a draft gives a quantity: number, sign and unit.
fn says(locales: &Locales, draft: &Proposal, quantity: &Quantity) -> bool {
    let Some(said) = draft.value.as_ref().and_then(|text| value::parse(locales, text, &draft.unit).ok()) else {
        return false;
    };
    let bare =
        |unit: &Unit| matches!(unit.kind(), UnitKind::Count | UnitKind::Rank | UnitKind::Times | UnitKind::Ratio);
    let units = said.unit() == quantity.unit() || bare(said.unit()) && bare(quantity.unit());
    let same = (said.value(), said.value_max()) == (quantity.value(), quantity.value_max());
    same && units && said.precision() == quantity.precision()
}
