//! A reference as a RIS record.

use super::{Kind, Name, Reference, line};

/// A RIS record.
pub fn record(reference: &Reference) -> String {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::titled;
    use super::*;

    #[test]
    fn ris_keeps_each_field_on_its_line() {
        assert_eq!(
            record(&titled("a\nER  - ")),
            "TY  - DATA\r\nID  - fact-a\r\nAU  - A & B\r\nTI  - a ER -\r\nLA  - en\r\nER  - \r\n"
        );
    }

    proptest! {
        #[test]
        fn a_ris_record_has_its_own_lines_only(title in ".*", url in ".*") {
            let record = record(&Reference { url: Some(url), ..titled(&title) });
            prop_assert!(record.matches("\r\n").count() <= 7);
            prop_assert_eq!(record.matches(['\n', '\r']).count(), 2 * record.matches("\r\n").count());
        }
    }
}
