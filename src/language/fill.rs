//! Puts words in the places of a pattern: `{name}`.

/// `words` with each `{name}` replaced by its value; others stay.
pub fn fill(words: &str, values: &[(&str, &str)]) -> String {
    fill_by(words, |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
}

/// `words` with each `{name}` replaced by what `value` gives for it; others stay.
pub fn fill_by(words: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((start, end)) = place(rest) {
        out.push_str(&rest[..start]);
        match value(&rest[start + 1..end]) {
            Some(filled) => out.push_str(&filled),
            None => out.push_str(&rest[start..=end]),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The first `{name}`: where its braces are.
fn place(words: &str) -> Option<(usize, usize)> {
    words.match_indices('{').find_map(|(start, _)| {
        let length = words[start + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        (length > 0 && words[start + 1 + length..].starts_with('}')).then_some((start, start + 1 + length))
    })
}

/// The names of the places in a pattern, each once, in alphabetical order.
pub fn places(words: &str) -> Vec<&str> {
    let mut places = Vec::new();
    let mut rest = words;
    while let Some((start, end)) = place(rest) {
        places.push(&rest[start + 1..end]);
        rest = &rest[end + 1..];
    }
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_fills_a_place_is_no_pattern() {
        assert_eq!(fill("{a} and {b} of {c}", &[("a", "{b}"), ("b", "2")]), "{b} and 2 of {c}");
    }
}
