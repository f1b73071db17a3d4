//! References as files for reference managers: BibTeX, RIS, CSL-JSON.

use serde_json::{Map, Value, json};

use super::{Kind, Name, Reference, line};

/// What babel calls a language, by its code; others go without.
const LANGUAGES: [(&str, &str); 4] = [("de", "german"), ("en", "english"), ("fr", "french"), ("zh", "chinese")];

/// A BibTeX entry (`@misc`, with the `urldate` that biblatex reads).
pub fn bibtex(reference: &Reference) -> String {
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

/// A RIS record.
pub fn ris(reference: &Reference) -> String {
    let mut lines = vec![("TY", if reference.kind == Kind::Data { "DATA" } else { "ELEC" }.to_owned())];
    lines.push(("ID", reference.key.clone()));
    lines.extend(reference.authors.iter().map(|name| match name {
        Name::Whole(name) => ("AU", name.clone()),
        Name::Person { family, given } => ("AU", format!("{family}, {given}")),
    }));
    lines.push(("TI", reference.title.clone()));
    if let Some(container) = &reference.container {
        lines.push(("T2", container.clone()));
    }
    if let Some(date) = reference.published {
        lines.push(("PY", date.year.to_string()));
        let part = |n: Option<i8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
        lines.push(("DA", format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))));
    }
    if let Some(date) = reference.accessed {
        lines.push(("Y2", date.iso().replace('-', "/")));
    }
    if let Some(version) = &reference.version {
        lines.push(("ET", version.clone()));
    }
    if let Some(url) = reference.address() {
        lines.push(("UR", url));
    }
    lines.push(("LA", reference.lang.clone()));
    let body: String = lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", line(value))).collect();
    format!("{body}ER  - \r\n")
}

/// A CSL-JSON array.
pub fn csl_json(references: &[Reference]) -> String {
    let list: Vec<Value> = references.iter().map(csl_item).collect();
    let mut text = serde_json::to_string_pretty(&list).expect("values are JSON");
    text.push('\n');
    text
}

fn csl_item(reference: &Reference) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), json!(reference.key));
    item.insert("type".into(), json!(if reference.kind == Kind::Data { "dataset" } else { "webpage" }));
    item.insert("title".into(), json!(reference.title));
    item.insert("language".into(), json!(reference.lang));
    let author = |name: &Name| match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person { family, given } => json!({ "family": family, "given": given }),
    };
    if !reference.authors.is_empty() {
        item.insert("author".into(), reference.authors.iter().map(author).collect());
    }
    for (key, date) in [("issued", reference.published), ("accessed", reference.accessed)] {
        if let Some(date) = date {
            let mut parts = vec![i32::from(date.year)];
            parts.extend([date.month, date.day].into_iter().flatten().map(i32::from));
            item.insert(key.into(), json!({ "date-parts": [parts] }));
        }
    }
    let optional =
        [("container-title", &reference.container), ("version", &reference.version), ("URL", &reference.url)];
    for (key, value) in optional {
        if let Some(value) = value {
            item.insert(key.into(), json!(value));
        }
    }
    Value::Object(item)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn titled(title: &str) -> Reference {
        Reference {
            key: "fact-a".into(),
            kind: Kind::Data,
            authors: vec![Name::Whole("A & B".into())],
            title: title.into(),
            lang: "en".into(),
            container: None,
            published: None,
            accessed: None,
            url: None,
            version: None,
        }
    }

    #[test]
    fn bibtex_escapes_what_tex_reads() {
        assert_eq!(
            bibtex(&titled("70 % of AI_x")),
            "@misc{fact-a,\n  title = {{70 \\% of AI\\_x}},\n  author = {{A \\& B}},\n  langid = {english}\n}\n"
        );
    }

    #[test]
    fn ris_keeps_each_field_on_its_line() {
        assert_eq!(
            ris(&titled("a\nER  - ")),
            "TY  - DATA\r\nID  - fact-a\r\nAU  - A & B\r\nTI  - a ER -\r\nLA  - en\r\nER  - \r\n"
        );
    }

    proptest! {
        #[test]
        fn braces_stay_balanced(title in "\\PC*") {
            let mut depth = 0;
            for c in bibtex(&titled(&title)).chars() {
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

    proptest! {
        #[test]
        fn a_ris_record_has_its_own_lines_only(title in ".*", url in ".*") {
            let record = ris(&Reference { url: Some(url), ..titled(&title) });
            prop_assert!(record.matches("\r\n").count() <= 7);
            prop_assert_eq!(record.matches(['\n', '\r']).count(), 2 * record.matches("\r\n").count());
        }
    }
}
