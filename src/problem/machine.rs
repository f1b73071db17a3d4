//! Problems for programs: one JSON object, or annotations for a hosted runner.

use serde::Serialize;

use super::Problems;
use super::code::Severity;
use super::span::Texts;

/// One problem as the contract's JSON has it.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    help: Option<&'a str>,
}

/// All problems as the contract's JSON has them.
pub fn rows<'a>(problems: &'a Problems, texts: &'a Texts) -> Vec<Row<'a>> {
    let row = |p: &'a super::Problem| {
        let (line, column) = texts.position(p.span);
        Row {
            code: p.code.name(),
            severity: problems.severity(p).word(),
            message: &p.message,
            file: texts.path(p.span.file),
            line,
            column,
            help: p.help.as_deref(),
        }
    };
    problems.sorted().into_iter().map(row).collect()
}

/// All problems as workflow commands, a line each.
pub fn github(problems: &Problems, texts: &Texts) -> String {
    let mut out = String::new();
    for p in problems.sorted() {
        let (line, column) = texts.position(p.span);
        let command = match problems.severity(p) {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let mut message = p.message.clone();
        if let Some(help) = &p.help {
            message.push('\n');
            message.push_str(help);
        }
        out.push_str(&format!(
            "::{command} file={},line={line},col={column},title={}::{}\n",
            property(texts.path(p.span.file)),
            p.code.name(),
            data(&message)
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
