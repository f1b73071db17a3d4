//! File names that every system can hold: a site is checked out, built and served on others than this one.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::model::address::is_device;

/// Why some system cannot hold a file at `path`; `None` if all can.
pub fn why_not(path: &str) -> Option<&'static str> {
    path.split('/').find_map(part)
}

fn part(name: &str) -> Option<&'static str> {
    // Windows looks at the name up to its first dot, whatever ends it.
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    if name.contains('\u{FFFD}') {
        return Some("has a name that is not UTF-8");
    }
    if name.contains(|c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')) {
        return Some("has a character that Windows cannot hold in a name");
    }
    if is_device(stem) {
        return Some("has the name of a device on Windows");
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends with a dot or a blank, which Windows drops");
    }
    if name.len() > 255 {
        return Some("has a name longer than 255 bytes");
    }
    None
}

/// The pairs of paths that are one and the same where letters' case or composition makes no difference.
pub fn clashes<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut clashes = Vec::new();
    for path in paths {
        let folded: String = path.nfc().flat_map(char::to_lowercase).nfc().collect();
        match seen.get(&folded) {
            Some(first) => clashes.push((*first, path)),
            None => drop(seen.insert(folded, path)),
        }
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_hold_are_told() {
        for path in [
            "con",
            "nul.txt",
            "a/AUX/b.png",
            "com1",
            "LPT9.svg",
            "com².txt",
            "a.",
            "b /c",
            "a:b",
            "x?y",
            "q\"",
            "a\\b",
            "a\u{7}b",
            "caf\u{FFFD}.png",
        ] {
            assert!(why_not(path).is_some(), "{path:?}");
        }
        assert!(why_not(&"ä".repeat(128)).is_some());
        for path in
            ["style.css", "a/photo (1).jpg", "console.js", "com.txt", "com12", "路径/图.png", ".well-known/x", "a..b"]
        {
            assert_eq!(why_not(path), None, "{path:?}");
        }
    }

    #[test]
    fn paths_that_are_one_on_another_system_are_told() {
        let paths = ["a.txt", "A.txt", "caf\u{e9}.png", "cafe\u{301}.png", "b.txt"];
        assert_eq!(clashes(paths), [("a.txt", "A.txt"), ("caf\u{e9}.png", "cafe\u{301}.png")]);
        assert!(clashes(["a/b", "a-b", "b/a"]).is_empty());
    }
}
