//! A reference as an entry of BibTeX's format, in the types and fields that biblatex knows.

use crate::language::fill::fill;
use crate::model::bibliography::{DocumentKind, Name};

use super::date::Doubt;
use super::reference::{Accessed, Reference, unbroken};

/// What babel calls a language, by its code; others go without.
const LANGUAGES: [(&str, &str); 6] =
    [("de", "german"), ("en", "english"), ("es", "spanish"), ("fr", "french"), ("ja", "japanese"), ("zh", "chinese")];

/// The entry.
pub fn entry(reference: &Reference) -> String {
    let mut fields = vec![("title", format!("{{{}}}", tex(&reference.title)))];
    fields.extend(
        reference
            .translation
            .as_ref()
            .map(|title| ("titleaddon", format!("[{}]", tex(title.trim_matches(['[', ']']))))),
    );
    for (key, names) in [("author", &reference.authors), ("editor", &reference.editors)] {
        if !names.is_empty() {
            fields.push((key, names.iter().map(name).collect::<Vec<_>>().join(" and ")));
        }
    }
    if let Some(issued) = reference.published {
        fields.push(("date", issued.edtf()));
        if issued.to.is_none() && issued.doubt == Doubt::Printed {
            fields.push(("year", issued.from.year.to_string()));
        }
    }
    let texts = [
        (container_field(reference), &reference.container),
        (if is_online(reference.kind) { "organization" } else { "publisher" }, &reference.publisher),
        ("location", &reference.place),
        ("volume", &reference.volume),
        ("number", if reference.number.is_none() { &reference.issue } else { &reference.number }),
        ("issue", if reference.number.is_none() { &None } else { &reference.issue }),
        ("pages", &reference.pages),
        ("edition", &reference.edition),
        ("version", &reference.version),
        ("doi", &reference.doi),
    ];
    fields.extend(texts.into_iter().filter_map(|(key, value)| value.as_ref().map(|value| (key, tex(value)))));
    fields.extend(reference.url.as_deref().map(|url| ("url", unbroken(url))));
    if let Some(Accessed::On(date)) = reference.accessed {
        fields.push(("urldate", date.iso()));
    }
    fields.extend(note(reference).map(|note| ("note", tex(&note))));
    let language = reference.lang.split('-').next();
    if let Some((_, name)) = LANGUAGES.iter().find(|(code, _)| Some(*code) == language) {
        fields.extend([("language", (*name).to_owned()), ("langid", (*name).to_owned())]);
    }
    if reference.kind == DocumentKind::NewspaperArticle {
        fields.push(("entrysubtype", "newspaper".to_owned()));
    }
    let body: Vec<String> = fields.iter().map(|(key, value)| format!("  {key} = {{{value}}}")).collect();
    format!("@{}{{{},\n{}\n}}\n", kind(reference), reference.key, body.join(",\n"))
}

/// Whose copy was read, what must be known, and where a copy was put away.
fn note(reference: &Reference) -> Option<String> {
    let archived = reference
        .archived
        .as_ref()
        .map(|(url, date)| fill(&reference.words.archived, &[("date", &date.iso()), ("url", url)]));
    let parts: Vec<String> =
        [reference.note.clone(), reference.reposted.clone(), archived].into_iter().flatten().collect();
    Some(parts.join("; ")).filter(|note| !note.is_empty())
}

fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => format!("{{{}}}", tex(name)),
        Name::Person { family, given } => format!("{}, {}", tex(family), tex(given)),
    }
}

fn kind(reference: &Reference) -> &'static str {
    match reference.kind {
        DocumentKind::WebPage | DocumentKind::Post => "online",
        DocumentKind::NewspaperArticle | DocumentKind::JournalArticle => "article",
        DocumentKind::Report | DocumentKind::Policy | DocumentKind::Standard => "report",
        DocumentKind::DataSet => "dataset",
        DocumentKind::Book if reference.whole().is_some() => "incollection",
        DocumentKind::Book => "book",
        DocumentKind::Thesis => "thesis",
        DocumentKind::Law | DocumentKind::Speech | DocumentKind::Interview => "misc",
    }
}

/// Where the name of what it stands in goes.
fn container_field(reference: &Reference) -> &'static str {
    match reference.kind {
        kind if is_article(kind) => "journaltitle",
        DocumentKind::Book => "booktitle",
        _ => "maintitle",
    }
}

fn is_article(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::NewspaperArticle | DocumentKind::JournalArticle)
}

fn is_online(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::WebPage | DocumentKind::Post)
}

/// What TeX would read as commands, made plain.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            // BibTeX counts braces even behind a backslash: one alone would swallow the rest of the file.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{edited, titled};
    use super::*;

    #[test]
    fn a_part_of_a_book_stands_in_a_collection() {
        let part = Reference { container: Some("Ports".into()), ..edited(&[("Smith", "Ann")]) };
        let entry = entry(&part);
        assert!(entry.starts_with("@incollection{") && entry.contains("booktitle = {Ports}"), "{entry}");
    }

    #[test]
    fn bibtex_escapes_what_tex_reads() {
        assert_eq!(
            entry(&titled("70 % of AI_x")),
            "@dataset{fact-a,\n  title = {{70 \\% of AI\\_x}},\n  author = {{A \\& B}},\n  language = {english},\n  langid = {english}\n}\n"
        );
    }

    proptest! {
        #[test]
        fn braces_stay_balanced(title in "\\PC*") {
            let mut depth = 0;
            for c in entry(&titled(&title)).chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }
    }
}
