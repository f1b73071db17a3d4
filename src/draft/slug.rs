//! A name as it can stand in an address.

use unicode_normalization::UnicodeNormalization;

use crate::model::address::is_device;

/// Letters that are not written as a plain letter with a mark.
const LETTERS: [(char, &str); 10] = [
    ('ä', "ae"),
    ('ö', "oe"),
    ('ü', "ue"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('ø', "oe"),
    ('å', "aa"),
    ('œ', "oe"),
    ('ł', "l"),
    ('þ', "th"),
];

/// A name in lower-case letters, digits and hyphens; `None` where it has letters that no Latin ones stand for.
pub fn slug(name: &str) -> Option<String> {
    let mut slug = String::new();
    for c in name.nfc().flat_map(char::to_lowercase) {
        if let Some((_, letters)) = LETTERS.iter().find(|(letter, _)| *letter == c) {
            slug.push_str(letters);
            continue;
        }
        // A mark on a letter goes, the letter stays.
        let plain = c.nfkd().next().unwrap_or(c);
        if plain.is_ascii_alphanumeric() {
            slug.push(plain);
        } else if plain.is_alphanumeric() {
            return None;
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    is_slug(slug).then(|| slug.to_owned())
}

/// Whether a name can stand in an address and be a file's on every system.
pub fn is_slug(name: &str) -> bool {
    let right = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(right) && !is_device(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_plain_letters() {
        for (name, expected) in [
            ("Bayern", "bayern"),
            ("Fürstenfeldbruck (Landkreis)", "fuerstenfeldbruck-landkreis"),
            ("L'Île-de-France", "lile-de-france"),
            ("  Łódź  2030 ", "lodz-2030"),
            ("AI jobs, 2025", "ai-jobs-2025"),
        ] {
            assert_eq!(slug(name).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_latin_letters_do_not_write_has_no_slug() {
        for name in ["杭州", "Москва", "", "—", "con"] {
            assert_eq!(slug(name), None, "{name}");
        }
    }
}
