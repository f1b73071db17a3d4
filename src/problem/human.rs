//! Problems for a person at a terminal: the text underlined, and how to mend it.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::span::{Span, Texts, floor};
use super::{Problem, Problems, Severity};

/// All problems with their lines underlined, then one line that counts them.
pub fn render(problems: &Problems, texts: &Texts, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for problem in problems.sorted() {
        out.push_str(&renderer.render(&groups(problem, problems.severity(problem), texts)));
        out.push_str("\n\n");
    }
    out.push_str(&summary(problems));
    out
}

/// "2 errors, 1 warning" and a line end; nothing for no problems.
pub fn summary(problems: &Problems) -> String {
    let count = |severity| problems.sorted().iter().filter(|p| problems.severity(p) == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter_map(|severity| match count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.word())),
            n => Some(format!("{n} {}s", severity.word())),
        })
        .collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

fn groups<'a>(problem: &'a Problem, severity: Severity, texts: &'a Texts) -> Vec<Group<'a>> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let mut group = level.primary_title(&problem.message).id(problem.code.name()).element(snippet(
        problem.span,
        &problem.label,
        AnnotationKind::Primary,
        texts,
    ));
    for (span, text) in &problem.notes {
        group = group.element(snippet(*span, text, AnnotationKind::Context, texts));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    vec![group]
}

/// The renderer scans all that it is given, so it gets only the lines of the span.
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
    let line = text[..start].matches('\n').count() + 1;
    let annotation = kind.span(start - first..shown_end - first);
    Snippet::source(text[first..last].trim_end_matches('\r'))
        .line_start(line)
        .path(texts.path(span.file))
        .annotation(if label.is_empty() { annotation } else { annotation.label(label) })
}
