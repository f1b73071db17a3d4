//! A record's name changed wherever the briefing writes it: in tables, front matter and links of bodies.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::load::layout::{self, Place};
use crate::load::written::quoted;
use crate::problem::span::Texts;

/// Whose name is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it is: `fact`, `source`, `indicator`, `conflict`, `derived`, `page`, or a kind of subject.
    pub kind: String,
    /// Its name, unique among those of its kind.
    pub slug: String,
}

impl Name {
    /// A name as references write it, `kind:slug`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, slug) = text.split_once(':')?;
        (!kind.is_empty() && !slug.is_empty()).then(|| Self { kind: kind.to_owned(), slug: slug.to_owned() })
    }

    fn written(&self) -> String {
        format!("{}:{}", self.kind, self.slug)
    }

    /// Keys under which the slug alone refers to it.
    fn keys(&self) -> &'static [&'static str] {
        match self.kind.as_str() {
            "fact" => &["facts", "preferred", "key_facts"],
            "indicator" => &["indicator", "share_of", "like"],
            "source" => &["source"],
            _ => &[],
        }
    }

    /// The tables in which an `id` is its name.
    fn tables(&self) -> &'static [&'static str] {
        match self.kind.as_str() {
            "fact" => &["fact"],
            "indicator" => &["indicator"],
            "conflict" => &["conflict"],
            "derived" => &["derived"],
            _ => &[],
        }
    }
}

/// A file after the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its path before.
    pub from: String,
    /// Its path afterwards.
    pub to: String,
    /// Its text afterwards.
    pub text: String,
}

/// Every file that changes. `folder` is the one that holds a subject's files.
pub fn rename(texts: &Texts, old: &Name, new: &str, folder: Option<&str>) -> Vec<Changed> {
    let languages = layout::declared(texts).languages;
    let mut changed = Vec::new();
    for (file, path) in texts.iter() {
        let is_content = path == "site.toml" || path.starts_with("content/");
        let Some(place) = layout::place(path, &languages).filter(|_| is_content) else { continue };
        // What was published stays as it was said; `formerly` leads from there to here.
        if place == Place::Versions {
            continue;
        }
        let text = texts.text(file);
        let to = moved(path, &place, old, new, folder);
        let own = to != path && place.language().is_none() && path.ends_with(".md");
        let mut edits = in_file(text, path, old, new);
        if own {
            edits.extend(formerly(text, &old.slug));
        }
        if to != path || !edits.is_empty() {
            changed.push(Changed { from: path.to_owned(), to, text: texts.as_written(file, &apply(text, edits)) });
        }
    }
    changed
}

/// The names that records of a kind have.
pub fn names(texts: &Texts, kind: &str, folder: Option<&str>) -> Vec<String> {
    let languages = layout::declared(texts).languages;
    let whose = Name { kind: kind.to_owned(), slug: String::new() };
    let mut names = Vec::new();
    for (file, path) in texts.iter() {
        match layout::place(path, &languages) {
            Some(Place::Source { slug, lang: None }) if kind == "source" => names.push(slug),
            Some(Place::Article { slug, lang: None }) if kind == "page" => names.push(slug),
            Some(Place::Subject { folder: own, slug, lang: None }) if folder == Some(&own) => names.push(slug),
            Some(Place::Verified | Place::Versions) | None => {}
            Some(_) if path.ends_with(".toml") => names.extend(ids(texts.text(file), whose.tables())),
            Some(_) => {}
        }
    }
    names
}

/// The ids of the tables of these names in a file.
fn ids(text: &str, tables: &[&str]) -> Vec<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    let rows = table.get_ref().iter().filter(|(key, _)| tables.contains(&key.get_ref().as_ref()));
    let rows = rows.filter_map(|(_, value)| value.get_ref().as_array()).flatten();
    let id =
        |row: &toml::Spanned<DeValue<'_>>| Some(row.get_ref().as_table()?.get("id")?.get_ref().as_str()?.to_owned());
    rows.filter_map(id).collect()
}

/// The path of a file that bears the name.
fn moved(path: &str, place: &Place, old: &Name, new: &str, folder: Option<&str>) -> String {
    let own = match place {
        Place::Source { slug, .. } => old.kind == "source" && *slug == old.slug,
        Place::Sheet { source } => old.kind == "source" && *source == old.slug,
        Place::Article { slug, .. } => old.kind == "page" && *slug == old.slug,
        Place::Subject { folder: own, slug, .. } => folder == Some(own) && *slug == old.slug,
        _ => false,
    };
    if !own {
        return path.to_owned();
    }
    let parts = path.split('/').map(|part| match part.strip_prefix(&old.slug) {
        Some(rest) if rest.is_empty() || rest.starts_with('.') => format!("{new}{rest}"),
        _ => part.to_owned(),
    });
    // Only the last part that bears it is its own: a folder may be called the same.
    let parts: Vec<String> = parts.collect();
    let before: Vec<&str> = path.split('/').collect();
    let last = parts.iter().zip(&before).rposition(|(after, before)| after != before).unwrap_or(0);
    let kept = before.iter().zip(&parts).enumerate();
    kept.map(|(n, (before, after))| if n == last { after.as_str() } else { *before }).collect::<Vec<_>>().join("/")
}

type Edit = (Range<usize>, String);

fn in_file(text: &str, path: &str, old: &Name, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut body = 0;
    if path.ends_with(".toml") {
        in_table(text, 0..text.len(), old, new, &mut edits);
        return edits;
    }
    if let Some(front) = front(text) {
        in_table(text, front.clone(), old, new, &mut edits);
        body = front.end;
    }
    edits.extend(in_links(text, body, old, new));
    edits
}

/// The TOML between the first two lines of `+++`.
fn front(text: &str) -> Option<Range<usize>> {
    let start = text.find("+++\n").filter(|at| text[..*at].trim().is_empty())? + 4;
    let end =
        text[start..].find("\n+++").map(|at| start + at + 1).or(text[start..].starts_with("+++").then_some(start))?;
    Some(start..end)
}

fn in_table(text: &str, range: Range<usize>, old: &Name, new: &str, edits: &mut Vec<Edit>) {
    let (table, faults) = DeTable::parse_recoverable(&text[range.clone()]);
    if !faults.is_empty() {
        return;
    }
    let mut walk = Walk { text: &text[range.clone()], offset: range.start, old, new, edits };
    walk.table(table.get_ref(), "");
}

struct Walk<'a> {
    text: &'a str,
    offset: usize,
    old: &'a Name,
    new: &'a str,
    edits: &'a mut Vec<Edit>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, name: &str) {
        let formerly = table.iter().find(|(key, _)| key.get_ref() == "formerly").map(|(_, list)| list.span());
        for (key, value) in table {
            match value.get_ref() {
                DeValue::String(words) => self.words(key.get_ref(), words, value.span(), (name, formerly.as_ref())),
                other => self.value(key.get_ref(), other, value.span(), name),
            }
        }
    }

    /// Notes the old name in the record whose `id` ends at `end`: in the list that it has, or in a new one below.
    fn note_old_name(&mut self, end: usize, formerly: Option<&Range<usize>>) {
        let old = quoted(&self.old.slug);
        let edit = formerly.and_then(|list| added(self.text, list, &old)).unwrap_or_else(|| {
            let line = self.text[end..].find('\n').map_or(self.text.len(), |line| end + line);
            (line..line, format!("\nformerly  = [{old}]"))
        });
        let (at, words) = edit;
        self.edits.push((self.offset + at.start..self.offset + at.end, words));
    }

    fn value(&mut self, key: &str, value: &DeValue<'_>, at: Range<usize>, table: &str) {
        match value {
            DeValue::String(words) => self.words(key, words, at, (table, None)),
            DeValue::Array(list) => {
                for item in list {
                    match item.get_ref() {
                        DeValue::Table(inner) => self.table(inner, key),
                        other => self.value(key, other, item.span(), table),
                    }
                }
            }
            DeValue::Table(inner) => self.table(inner, key),
            _ => {}
        }
    }

    /// A text under a key of a table, which has this list of old names.
    fn words(&mut self, key: &str, words: &str, at: Range<usize>, (table, formerly): (&str, Option<&Range<usize>>)) {
        let whole = self.old.written();
        let alone = words == self.old.slug
            && (self.old.keys().contains(&key) || (key == "id" && self.old.tables().contains(&table)));
        let place = self.offset + at.start..self.offset + at.end;
        if words == whole {
            self.edits.push((place, quoted(&format!("{}:{}", self.old.kind, self.new))));
        } else if alone {
            self.edits.push((place.clone(), quoted(self.new)));
            // The own record of what has no file: its old name stands in it.
            if key == "id" && !self.text.starts_with("# Written by `briefing") {
                self.note_old_name(at.end, formerly);
            }
        } else if key == "formula" && self.old.kind == "fact" {
            let slice = &self.text[at.clone()];
            for from in whole_words(slice, &self.old.slug) {
                let from = place.start + from;
                self.edits.push((from..from + self.old.slug.len(), self.new.to_owned()));
            }
        }
    }
}

/// Where a name stands in a text that is no part of a longer one.
fn whole_words<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.match_indices(name)
        .map(|(at, _)| at)
        .filter(move |at| !text[..*at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part))
}

/// Links of a body: `](kind:slug)`, `](kind:slug#part)`, and `]: kind:slug` at a line's start.
fn in_links(text: &str, from: usize, old: &Name, new: &str) -> Vec<Edit> {
    let whole = old.written();
    let body = &text[from..];
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([')', '#', ' ', '\n', '>']);
    let found = body.match_indices(&whole).map(|(at, _)| at).filter(|at| {
        let before = body[..*at].trim_end_matches([' ', '<']);
        (before.ends_with("](") || before.ends_with("]:")) && ends(&body[at + whole.len()..])
    });
    found
        .map(|at| {
            let slug = from + at + whole.len() - old.slug.len();
            (slug..slug + old.slug.len(), new.to_owned())
        })
        .collect()
}

/// The old name, noted in a record's front matter so that its address still leads there.
fn formerly(text: &str, old: &str) -> Option<Edit> {
    let front = front(text)?;
    let (table, _) = DeTable::parse_recoverable(&text[front.clone()]);
    let listed = table.get_ref().iter().find(|(key, _)| key.get_ref() == "formerly");
    if let Some((_, value)) = listed {
        let list = front.start + value.span().start..front.start + value.span().end;
        return added(text, &list, &quoted(old));
    }
    Some((front.end..front.end, format!("formerly  = [{}]\n", quoted(old))))
}

/// A name added to a list that stands there.
fn added(text: &str, list: &Range<usize>, name: &str) -> Option<Edit> {
    let close = text[..list.end].rfind(']')?;
    let inner = text[list.start..close].trim_end();
    let between = if inner.ends_with(['[', ',']) { "" } else { ", " };
    Some((close..close, format!("{between}{name}")))
}

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(at, _)| std::cmp::Reverse((at.start, at.end)));
    let mut text = text.to_owned();
    for (at, words) in edits {
        text.replace_range(at, &words);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(files: &[(&str, &str)], old: &str, new: &str, folder: Option<&str>) -> Vec<(String, String)> {
        let mut texts = Texts::default();
        texts.add("site.toml", "languages = [\"en\", \"de\"]\nkey_facts = [\"a-1\"]\n");
        for (path, text) in files {
            texts.add(*path, *text);
        }
        let old = Name::parse(old).expect("a name");
        rename(&texts, &old, new, folder).into_iter().map(|changed| (changed.to, changed.text)).collect()
    }

    #[test]
    fn a_subject_is_renamed_in_its_files_in_tables_and_in_links() {
        let changed = renamed(
            &[
                ("content/towns/a.md", "+++\ntitle = \"town:a\"\n+++\n[A](town:a), [B](town:ab), `town:a`\n"),
                ("content/towns/a.de.md", "[A](town:a#x)\n"),
                ("content/sources/a/facts.toml", "[[fact]]\nid = \"a\"\nsubject = \"town:a\"   # or town:b\n"),
                ("content/gaps.toml", "[[gap]]\nsubject = \"town:ab\"\n"),
            ],
            "town:a",
            "n",
            Some("towns"),
        );
        let title = "+++\ntitle = \"town:n\"\nformerly  = [\"a\"]\n+++\n[A](town:n), [B](town:ab), `town:a`\n";
        assert_eq!(
            changed,
            [
                ("content/towns/n.md".to_owned(), title.to_owned()),
                ("content/towns/n.de.md".to_owned(), "[A](town:n#x)\n".to_owned()),
                (
                    "content/sources/a/facts.toml".to_owned(),
                    "[[fact]]\nid = \"a\"\nsubject = \"town:n\"   # or town:b\n".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_fact_is_renamed_where_its_name_stands_alone_and_in_formulas() {
        let changed = renamed(
            &[
                (
                    "content/sources/s/facts.toml",
                    "[[fact]]\nid = \"a-1\"\nof = \"fact:a-1\"\n[[fact]]\nid = \"a-12\"\n",
                ),
                ("content/derived.toml", "[[derived]]\nid = \"a-1\"\nformula = \"a-1 / a-12 + a-1\"\n"),
                ("content/index.md", "[1](fact:a-1) [2](fact:a-12)\n"),
            ],
            "fact:a-1",
            "b",
            None,
        );
        let texts: Vec<&str> = changed.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "languages = [\"en\", \"de\"]\nkey_facts = [\"b\"]\n",
                "[[fact]]\nid = \"b\"\nformerly  = [\"a-1\"]\nof = \"fact:b\"\n[[fact]]\nid = \"a-12\"\n",
                "[[derived]]\nid = \"a-1\"\nformula = \"b / a-12 + b\"\n",
                "[1](fact:b) [2](fact:a-12)\n",
            ]
        );
    }

    #[test]
    fn a_source_moves_with_its_folder() {
        let changed = renamed(
            &[
                ("content/sources/s/index.md", "+++\ntitle = \"S\"\nformerly = [\"r\"]\n+++\n"),
                ("content/sources/s/facts.toml", "[[fact]]\nid = \"s\"\norigins = [\"source:s\"]\n"),
                ("content/conflicts.toml", "[[conflict]]\nid = \"s\"\nsides = [{ source = \"s\" }]\n"),
            ],
            "source:s",
            "t",
            None,
        );
        assert_eq!(changed[0].0, "content/sources/t/index.md");
        assert!(changed[0].1.contains("formerly = [\"r\", \"s\"]"), "{}", changed[0].1);
        assert_eq!(changed[1].1, "[[fact]]\nid = \"s\"\norigins = [\"source:t\"]\n");
        assert_eq!(changed[2].1, "[[conflict]]\nid = \"s\"\nsides = [{ source = \"t\" }]\n");
    }
}
