//! Which file of the program names which: its `use` lines and paths, read as text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module's path from the crate's root: `["check", "rules"]`.
pub type Module = Vec<String>;

/// The module that a file under `src` is.
pub fn module(path: &Path) -> Module {
    let mut parts: Module = path
        .with_extension("")
        .components()
        .skip(1)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The other modules that a file names, tests and comments left out.
pub fn named(own: &Module, code: &str, all: &BTreeSet<Module>) -> BTreeSet<Module> {
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut paths: Vec<Vec<String>> = Vec::new();
    for (at, _) in code.match_indices("use ").filter(|(at, _)| !is_word(&code, at.wrapping_sub(1))) {
        if let Some((tree, _)) = code[at + 4..].split_once(';') {
            spread(&[], tree, &mut paths);
        }
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start).filter(|(at, _)| !is_word(&code, at.wrapping_sub(1))) {
            let path: String =
                code[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            // Before a brace the tree of a `use` is meant, which was spread out above.
            if !path.ends_with("::") {
                paths.push(path.split("::").map(str::to_owned).collect());
            }
        }
    }
    let children = all.iter().filter(|module| module.len() == own.len() + 1 && module.starts_with(own));
    for child in children {
        let name = child.last().expect("a child has a name");
        if code.match_indices(&format!("{name}::")).any(|(at, _)| !is_word(&code, at.wrapping_sub(1))) {
            paths.push(vec!["self".into(), name.clone()]);
        }
    }
    paths.iter().filter_map(|path| resolved(own, path, all)).filter(|module| module != own).collect()
}

/// Whether the byte at a place belongs to a word or a path.
fn is_word(code: &str, at: usize) -> bool {
    code.as_bytes().get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'))
}

/// `a::{b, c::d}` as the paths `a::b` and `a::c::d`.
fn spread(before: &[String], tree: &str, paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    match tree.split_once('{') {
        None => {
            let name = tree.split(" as ").next().unwrap_or_default();
            paths.push(before.iter().cloned().chain(name.split("::").map(|part| part.trim().to_owned())).collect());
        }
        Some((head, rest)) => {
            let head = head.trim().trim_end_matches("::").split("::").filter(|part| !part.is_empty());
            let before: Vec<String> = before.iter().cloned().chain(head.map(|part| part.trim().to_owned())).collect();
            let (mut depth, mut start) = (0_usize, 0);
            for (at, c) in rest.char_indices() {
                match c {
                    '{' => depth += 1,
                    ',' | '}' if depth == 0 => {
                        if !rest[start..at].trim().is_empty() {
                            spread(&before, &rest[start..at], paths);
                        }
                        start = at + 1;
                    }
                    '}' => depth -= 1,
                    _ => {}
                }
            }
        }
    }
}

/// The longest module that a path begins with.
fn resolved(own: &Module, path: &[String], all: &BTreeSet<Module>) -> Option<Module> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    let full: Module = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "super" => [&own[..own.len().checked_sub(supers)?], &path[supers..]].concat(),
        "self" => [own, &path[1..]].concat(),
        _ => [own, path].concat(),
    };
    (1..=full.len()).rev().map(|length| full[..length].to_vec()).find(|module| all.contains(module))
}

/// The groups of modules each of which leads to every other of its group.
pub fn circles(edges: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = edges.keys().map(|from| (from, reach(from, edges))).collect();
    let mut groups = BTreeSet::new();
    for (module, there) in &reached {
        let mutual: BTreeSet<Module> =
            there.iter().filter(|other| reached[*other].contains(module)).map(|other| (*other).clone()).collect();
        if mutual.len() > 1 {
            groups.insert(mutual);
        }
    }
    groups.into_iter().collect()
}

fn reach<'a>(from: &'a Module, edges: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in edges.get(module).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}
