//! A reference as a BibTeX entry.

use super::{Name, Reference};

/// What babel calls a language, by its code; others go without.
const LANGUAGES: [(&str, &str); 4] = [("de", "german"), ("en", "english"), ("fr", "french"), ("zh", "chinese")];

/// A BibTeX entry (`@misc`, with the `urldate` that biblatex reads).
pub fn entry(reference: &Reference) -> String {
    let mut fields = vec![("title", format!("{{{}}}", tex(&reference.title)))];
    if !reference.authors.is_empty() {
        let names: Vec<String> = reference
            .authors
            .iter()
            .map(|name| match name {
                Name::Whole(name) => format!("{{{}}}", tex(name)),
                Name::Person { family, given } => format!("{}, {}", tex(family), tex(given)),
            })
            .collect();
        fields.push(("author", names.join(" and ")));
    }
    if let Some(date) = reference.published {
        fields.push(("year", date.year.to_string()));
        fields.push(("date", date.iso()));
    }
    let plain = [("howpublished", &reference.container), ("note", &reference.version)];
    fields.extend(plain.into_iter().filter_map(|(key, value)| value.as_ref().map(|v| (key, tex(v)))));
    if let Some(url) = reference.address() {
        fields.push(("url", url));
    }
    if let Some(date) = reference.accessed {
        fields.push(("urldate", date.iso()));
    }
    let language = reference.lang.split('-').next();
    let known = LANGUAGES.iter().find(|(code, _)| Some(*code) == language);
    fields.extend(known.map(|(_, name)| ("langid", (*name).to_owned())));
    let body: Vec<String> = fields.iter().map(|(key, value)| format!("  {key} = {{{value}}}")).collect();
    format!("@misc{{{},\n{}\n}}\n", reference.key, body.join(",\n"))
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

    use super::super::tests::titled;
    use super::*;

    #[test]
    fn bibtex_escapes_what_tex_reads() {
        assert_eq!(
            entry(&titled("70 % of AI_x")),
            "@misc{fact-a,\n  title = {{70 \\% of AI\\_x}},\n  author = {{A \\& B}},\n  langid = {english}\n}\n"
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
