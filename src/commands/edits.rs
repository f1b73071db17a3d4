//! Files that a command writes or changes: shown line by line with `--dry-run`, put in place as one change.
#![expect(clippy::disallowed_methods, reason = "reads what is about to be changed, to show it")]

use std::fmt::Write;
use std::path::Path;

use crate::draft::rename::Changed;
use crate::publish::change;

use super::out;
use super::outcome::Failure;

/// A file with the text that it is to have.
pub type File = (String, String);

/// Writes new files, none of which may be there.
///
/// # Errors
/// Where one is there already, or the machine refuses. Nothing has been written then.
pub fn create(root: &Path, files: &[File], dry: bool) -> Result<(), Failure> {
    let there: Vec<String> =
        files.iter().filter(|(path, _)| root.join(path).exists()).map(|(path, _)| format!("`{path}`")).collect();
    if !there.is_empty() {
        let (is, it) = if there.len() == 1 { ("is", "it") } else { ("are", "them") };
        return Err(Failure::usage(format!(
            "{} {is} there already; nothing was written\nhelp: choose another name, or delete {it} first",
            there.join(", ")
        )));
    }
    replace(root, files, dry)
}

/// Writes files in place of those that are there.
///
/// # Errors
/// Where the machine refuses.
pub fn replace(root: &Path, files: &[File], dry: bool) -> Result<(), Failure> {
    let mut report = String::new();
    for (path, new) in files {
        let old = std::fs::read_to_string(root.join(path)).ok();
        match old {
            Some(old) if dry => report.push_str(&difference(path, &old, new)),
            Some(old) if old != *new => writeln!(report, "changed `{path}`").expect("writing to a string"),
            Some(_) => {}
            None if dry => report.push_str(&difference(path, "", new)),
            None => writeln!(report, "wrote `{path}`").expect("writing to a string"),
        }
    }
    if !dry {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        change::write(root, &files)?;
    }
    if dry { out::answer(report) } else { out::report(report) }
}

/// Changes files and moves those that have another path afterwards.
///
/// # Errors
/// Where the machine refuses.
pub fn carry_out(root: &Path, changed: &[Changed], dry: bool) -> Result<(), Failure> {
    let mut report = String::new();
    for Changed { from, to, text } in changed {
        let old = std::fs::read_to_string(root.join(from)).unwrap_or_default();
        if from != to {
            writeln!(report, "{} `{from}` to `{to}`", if dry { "move" } else { "moved" }).expect("writing to a string");
        }
        match dry {
            true => report.push_str(&difference(to, &old, text)),
            false if from == to => writeln!(report, "changed `{to}`").expect("writing to a string"),
            false => {}
        }
    }
    if !dry {
        let files: Vec<(&str, &str)> = changed.iter().map(|file| (file.to.as_str(), file.text.as_str())).collect();
        let gone: Vec<&str> =
            changed.iter().filter(|file| file.from != file.to).map(|file| file.from.as_str()).collect();
        change::carry_out(root, &files, &gone)?;
        for folder in gone.iter().filter_map(|path| root.join(path).parent().map(Path::to_owned)) {
            // A folder that holds something else stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
    if dry { out::answer(report) } else { out::report(report) }
}

/// The lines that go and come, each stretch of them under its place.
fn difference(path: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut shown = String::new();
    for (at, from, to) in stretches(&old, &new) {
        writeln!(shown, "{path}:{}", at + 1).expect("writing to a string");
        for line in from {
            writeln!(shown, "- {line}").expect("writing to a string");
        }
        for line in to {
            writeln!(shown, "+ {line}").expect("writing to a string");
        }
    }
    shown
}

/// What differs: from which line on, what goes and what comes.
type Stretch<'a> = (usize, Vec<&'a str>, Vec<&'a str>);

/// The stretches in which two texts differ: line by line where they have as many, else from the first difference to
/// the last.
fn stretches<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Stretch<'a>> {
    if old.len() == new.len() {
        let pairs = old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new);
        return pairs.map(|(at, (old, new))| (at, vec![*old], vec![*new])).collect();
    }
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(old, new)| old == new).count();
    vec![(head, old[head..old.len() - tail].to_vec(), new[head..new.len() - tail].to_vec())]
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_change_is_shown_with_the_lines_that_go_and_come() {
        assert_eq!(difference("a", "x\ny\nz\n", "x\nY\nz\n"), "a:2\n- y\n+ Y\n");
        assert_eq!(difference("a", "x\nz\n", "x\ny\nz\n"), "a:2\n+ y\n");
        assert_eq!(difference("a", "", "x\n"), "a:1\n+ x\n");
        assert_eq!(difference("a", "x\n", "x\n"), "");
    }
}
