//! Records to fill in: a subject, a page, an indicator, a source.

use std::collections::BTreeMap;

use crate::load::table::UNFILLED;
use crate::load::written::quoted;
use crate::model::subject::Role;

/// The names of a record: one for all languages, and those that have their own.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The name, by which its address is made.
    pub plain: String,
    own: BTreeMap<String, String>,
    /// Other names by which documents call it.
    pub aliases: Vec<String>,
}

impl Names {
    /// Names of one or more records as a command line gives them, `Harbour`, `de=Hafen`: one without a language, or
    /// in a language that the last has a name in already, is the next record's.
    pub fn of(given: &[String], languages: &[String]) -> Vec<Self> {
        let mut all: Vec<(Option<String>, Self)> = Vec::new();
        for name in given {
            let coded = name.split_once('=').filter(|(code, _)| languages.iter().any(|known| known == code));
            let (code, name) = coded.map_or((None, name.as_str()), |(code, name)| (Some(code), name));
            let is_next = all.last().is_none_or(|(plain, last)| match code {
                Some(code) => last.own.contains_key(code),
                None => plain.is_some(),
            });
            if is_next {
                all.push((None, Self::default()));
            }
            let Some((plain, names)) = all.last_mut() else { continue };
            match code {
                Some(code) => drop(names.own.insert(code.to_owned(), name.trim().to_owned())),
                None => *plain = Some(name.trim().to_owned()),
            }
        }
        let named = |(plain, mut names): (Option<String>, Self)| {
            let first = languages.iter().find_map(|code| names.own.get(code)).cloned();
            names.plain = plain.or(first).unwrap_or_default();
            names
        };
        all.into_iter().map(named).collect()
    }

    /// In every language: a proper name is the same where it has no other.
    fn everywhere(&self, languages: &[String]) -> String {
        let each = languages.iter().map(|code| (code, self.own.get(code).unwrap_or(&self.plain)));
        by_language(each.collect(), languages)
    }

    /// In the default language and those that it was given in: words must be translated, and `check` tells what lacks.
    fn given(&self, languages: &[String]) -> String {
        let default = languages.iter().take(1).map(|code| (code, self.own.get(code).unwrap_or(&self.plain)));
        let others = languages.iter().skip(1).filter_map(|code| Some((code, self.own.get(code)?)));
        by_language(default.chain(others).collect(), languages)
    }
}

/// Words by language, as the files of a briefing write them.
fn by_language(words: Vec<(&String, &String)>, languages: &[String]) -> String {
    match (&words[..], languages) {
        ([(_, only)], [_]) => quoted(only),
        _ => {
            let parts: Vec<String> = words.iter().map(|(code, words)| format!("{code} = {}", quoted(words))).collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

/// A subject's file; `role` decides what is proposed beside the title.
pub fn subject(names: &Names, role: Option<Role>, languages: &[String]) -> String {
    let known: Vec<String> = names.aliases.iter().map(|alias| quoted(alias)).collect();
    let struck = if known.is_empty() { "# " } else { "" };
    let list = if known.is_empty() { format!("[\"{UNFILLED}\"]") } else { format!("[{}]", known.join(", ")) };
    let aliases = match languages {
        [_] => list,
        _ => format!("{{ {} = {list} }}", languages.first().map_or("en", String::as_str)),
    };
    let more = match role {
        Some(Role::Place) => "# within  = \"kind:name\"        # what it is part of\n",
        Some(Role::Policy) => {
            "# issuer  = [\"kind:name\"]      # who issued it\n# date    = \"2025-03\"          # when it was adopted\n# places  = [\"kind:name\"]      # where it applies\n"
        }
        Some(Role::Actor) => "# places  = [\"kind:name\"]      # where it sits\n",
        Some(Role::Work) => "# issuer  = [\"kind:name\"]      # who published it\n# date    = \"2025-03\"\n",
        None => "",
    };
    format!(
        "+++\ntitle     = {}\n{struck}aliases = {aliases}   # other names that documents use\n{more}+++\n",
        names.everywhere(languages)
    )
}

/// A page of text.
pub fn page(names: &Names, languages: &[String]) -> String {
    format!("+++\ntitle = {}\n+++\n\n", names.given(languages))
}

/// An entry of `indicators.toml`.
pub fn indicator(id: &str, names: &Names, unit: &str, languages: &[String]) -> String {
    let words = names.given(languages);
    format!(
        "[[indicator]]\nid         = \"{id}\"\nlabel      = {words}\nunit       = {}\ndefinition = {words}   # what exactly is counted\n# comparable = true   # whether places are compared by it\n",
        quoted(unit)
    )
}

/// A source's record, without its document.
pub fn source(names: &Names, today: &str, languages: &[String]) -> String {
    let title = names.given(languages);
    let publisher = Names { plain: UNFILLED.to_owned(), ..Names::default() }.everywhere(languages);
    format!(
        "+++\ntitle     = {title}   # one that the document does not print stands in [ ]\npublisher = {publisher}\nauthor    = []\n\
         # published = \"2026-01\"        # as precise as the document says\ndating    = \"unknown\"          # printed | inferred | unknown\n\
         accessed  = \"{today}\"\narchive   = \"…\"                # its name in the archive folder\n\
         sha256    = \"\"                 # `briefing add source FILE` fills it in\nstanding  = [\"original\"]\n+++\n\n"
    )
}
