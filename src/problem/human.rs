//! Problems for a person at a terminal: the text underlined, how to mend it, and the errors last.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::model::limit::{Bound, Row};

use super::code::Code;
use super::span::{FileId, Span, Texts, floor};
use super::{Problem, Problems, Severity};

/// So many of a kind are told one by one; more of them as a number and a list.
const APART: usize = 2;

/// So many files are named of a list.
const NAMED: usize = 12;

/// All problems, hints first; then, under one line that counts them, the errors.
pub fn render(problems: &Problems, texts: &Texts, colour: bool) -> String {
    render_from(Severity::Hint, problems, texts, colour)
}

/// As [`render`], without what matters less than `least`.
pub fn render_from(least: Severity, problems: &Problems, texts: &Texts, colour: bool) -> String {
    let page = Page { problems, texts, renderer: if colour { Renderer::styled() } else { Renderer::plain() } };
    let mut out = String::new();
    for severity in [Severity::Hint, Severity::Warning] {
        if severity <= least {
            out.push_str(&page.list(severity));
        }
    }
    let summary = summary(least, problems);
    if !summary.is_empty() {
        writeln!(out, "{summary}").expect("writing to a string");
    }
    let errors = page.list(Severity::Error);
    if !errors.is_empty() {
        out.push('\n');
        out.push_str(errors.trim_end_matches('\n'));
        out.push('\n');
    }
    out
}

/// "3 errors, 2 warnings in 4 files"; nothing for no problems.
fn summary(least: Severity, problems: &Problems) -> String {
    let counted: Vec<&Problem> = problems.list.iter().filter(|p| problems.severity(p) <= least).collect();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter_map(|severity| {
            let n = counted.iter().filter(|p| problems.severity(p) == severity).count();
            (n > 0).then(|| number(n, severity.word()))
        })
        .collect();
    let files: BTreeSet<FileId> = counted.iter().map(|p| p.span.file).collect();
    if parts.is_empty() { String::new() } else { format!("{} in {}", parts.join(", "), number(files.len(), "file")) }
}

fn number(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

struct Page<'a> {
    problems: &'a Problems,
    texts: &'a Texts,
    renderer: Renderer,
}

impl Page<'_> {
    /// All of one severity, like ones together, each followed by an empty line.
    fn list(&self, severity: Severity) -> String {
        let chosen: Vec<&Problem> =
            self.problems.sorted().into_iter().filter(|p| self.problems.severity(p) == severity).collect();
        let mut alike: BTreeMap<(Code, &str), Vec<&Problem>> = BTreeMap::new();
        for problem in &chosen {
            if let Some(kin) = &problem.kin {
                alike.entry((problem.code, kin)).or_default().push(problem);
            }
        }
        let mut out = String::new();
        let most = self.problems.most_shown();
        let mut shown = 0;
        for (told, problem) in chosen.iter().copied().enumerate() {
            if shown == most {
                out.push_str(&unshown(chosen.len() - told, most, severity));
                break;
            }
            let kin = problem.kin.as_ref().and_then(|kin| Some((kin, alike.get(&(problem.code, kin.as_str()))?)));
            let group = match kin {
                Some((kin, all)) if all.len() > APART => {
                    if !std::ptr::eq(all[0], problem) {
                        continue;
                    }
                    self.together(kin, all, severity)
                }
                _ => self.alone(problem, severity),
            };
            out.push_str(&self.renderer.render(&[group]));
            out.push_str("\n\n");
            shown += 1;
        }
        out
    }

    fn alone<'a>(&'a self, problem: &'a Problem, severity: Severity) -> Group<'a> {
        let mut group = level(severity).primary_title(&problem.message).id(problem.code.name()).element(snippet(
            problem.span,
            &problem.label,
            AnnotationKind::Primary,
            self.texts,
        ));
        for (span, text) in &problem.notes {
            group = group.element(snippet(*span, text, AnnotationKind::Context, self.texts));
        }
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help));
        }
        match self.problems.followers(problem) {
            0 => group,
            1 => group.element(Level::NOTE.message("what refers to it is not told: it follows from this")),
            n => {
                group.element(Level::NOTE.message(format!("{n} references to it are not told: they follow from this")))
            }
        }
    }

    fn together<'a>(&'a self, kin: &str, all: &[&'a Problem], severity: Severity) -> Group<'a> {
        let places: Vec<String> = all.iter().map(|problem| self.place(problem.span)).collect();
        let named = places[..places.len().min(NAMED)].join(", ");
        let more = places.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(", and {more} more") } else { String::new() };
        let title = format!("{} {kin}: {named}{rest}", all.len());
        let group = Group::with_title(level(severity).primary_title(title).id(all[0].code.name()));
        match &all[0].help {
            Some(help) => group.element(Level::HELP.message(help)),
            None => group,
        }
    }

    /// A file, with a line where the problem is not the whole file's.
    fn place(&self, span: Span) -> String {
        let path = self.texts.path(span.file);
        if span.end == 0 { path.to_owned() } else { format!("{path}:{}", self.texts.position(span).0) }
    }
}

/// What is said of those that are not shown.
fn unshown(n: usize, most: usize, severity: Severity) -> String {
    let Row { name, .. } = Bound::Problems.row();
    format!(
        "and up to {} are not shown: the limit `{name}` is {most}; `briefing check --format json` has all\n\n",
        number(n, severity.word())
    )
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// A line of more bytes is shown in part.
const LONG: usize = Bound::Line.row().most as usize;
/// How many bytes of a long line are shown on each side of a place in it.
const WINDOW: usize = 200;

/// The renderer scans all that it is given, so it gets only the lines of the span, and of a long line what is near.
fn snippet<'a>(
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
    texts: &'a Texts,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = texts.text(span.file);
    let start = floor(text, span.start as usize);
    let end = floor(text, span.end as usize).max(start);
    let first = text[..start].rfind('\n').map_or(0, |n| n + 1);
    let shown_end = text[start..end].find('\n').map_or(end, |n| start + n);
    let last = text[shown_end..].find('\n').map_or(text.len(), |n| shown_end + n);
    let (line, column) = texts.position(span);
    let (path, first, last) = if last - first > LONG {
        let window = floor(text, start.saturating_sub(WINDOW)).max(first);
        let end = floor(text, shown_end.min(start + 2 * WINDOW) + WINDOW).min(last);
        (format!("{} (column {column} of a long line)", texts.path(span.file)), window, end)
    } else {
        (texts.path(span.file).to_owned(), first, last)
    };
    let annotation = kind.span(start - first..shown_end.min(last) - first);
    Snippet::source(&text[first..last]).line_start(line).path(path).annotation(if label.is_empty() {
        annotation
    } else {
        annotation.label(label)
    })
}
