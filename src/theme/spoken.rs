//! What a template says by itself: the interface's words that it writes into the text of a page, and its own.
//!
//! In: the templates' sources. Out: keys, groups and words, for the search. Never: what stands in attributes, or in parts
//! that other pages have too.

use std::collections::BTreeSet;

/// What a template says by itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Keys of the interface's words: `facts.title`.
    pub keys: BTreeSet<String>,
    /// Groups of them, of which the content decides the word: `status`.
    pub groups: BTreeSet<String>,
    /// Its own words, of no language.
    pub own: Vec<String>,
}

/// What a template says in the text of its page, with the parts that no other page has.
pub fn spoken(sources: &[(String, String)], template: &str) -> Spoken {
    collect(sources, template, |name, part| {
        !sources.iter().any(|(other, text)| other != name && includes(text).any(|own| own == part))
    })
}

/// The same with every part, whichever other pages have it.
pub fn with_parts(sources: &[(String, String)], template: &str) -> Spoken {
    collect(sources, template, |_, _| true)
}

/// What a template says, and of its parts those that are wanted.
fn collect(sources: &[(String, String)], template: &str, wanted: impl Fn(&str, &str) -> bool) -> Spoken {
    let mut spoken = Spoken::default();
    let mut waiting = vec![template];
    let mut seen = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let Some(source) = text_of(sources, name).filter(|_| seen.insert(name)) else { continue };
        read(source, &mut spoken);
        waiting.extend(includes(source).filter(|part| wanted(name, part)));
    }
    spoken
}

fn text_of<'a>(sources: &'a [(String, String)], name: &str) -> Option<&'a str> {
    sources.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str())
}

/// The parts that a template includes.
fn includes(source: &str) -> impl Iterator<Item = &str> {
    source.split("{% include \"").skip(1).filter_map(|rest| rest.split('"').next())
}

fn read(source: &str, spoken: &mut Spoken) {
    let mut words = String::new();
    let (mut rest, mut tag) = (source, false);
    while let Some(c) = rest.chars().next() {
        let block = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].into_iter().find(|(open, _)| rest.starts_with(open));
        if let Some((open, close)) = block {
            let end = rest.find(close).map_or(rest.len(), |at| at + close.len());
            if open == "{{" && !tag {
                key(&rest[..end], spoken);
            }
            words.push(' ');
            rest = &rest[end..];
            continue;
        }
        match c {
            '<' => (tag, words) = (true, words + " "),
            '>' if tag => tag = false,
            _ if !tag => words.push(c),
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    let own = words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    spoken.own.extend(own.map(str::to_owned));
}

/// The word that `{{ t.group.key }}` writes, or the group of `{{ t.group[what] }}`.
fn key(expression: &str, spoken: &mut Spoken) {
    let inner = expression.trim_start_matches(['{', ' ']);
    let Some(path) = inner.strip_prefix("t.") else { return };
    let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(path.len());
    let path_of = &path[..end];
    if path[end..].starts_with('[') {
        spoken.groups.insert(path_of.to_owned());
    } else {
        spoken.keys.insert(path_of.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn a_template_says_what_stands_in_its_text_and_in_parts_of_its_own() {
        let sources = [
            (
                "a.html",
                "{% extends \"base.html\" %}<h1 title=\"{{ t.a.hidden }}\">{{ t.a.title | fill(n=1) }}</h1>read_csv {% include \"part/x.html\" %}{% include \"part/y.html\" %}",
            ),
            ("b.html", "{% include \"part/y.html\" %}{{ t.b.title }}"),
            ("part/x.html", "{{ t.status[kind] }}"),
            ("part/y.html", "{{ t.y.shared }}"),
        ];
        let sources: Vec<(String, String)> = sources.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let said = spoken(&sources, "a.html");
        assert_eq!(said.keys.into_iter().collect::<Vec<_>>(), ["a.title"]);
        assert_eq!(said.groups.into_iter().collect::<Vec<_>>(), ["status"]);
        assert_eq!(said.own, ["read_csv"]);
        assert_eq!(spoken(&sources, "none.html"), Default::default());
    }
}
