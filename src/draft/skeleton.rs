//! Records to fill in: a subject, a page, an indicator, a source.

use crate::load::written::quoted;
use crate::model::subject::Role;

/// A name in every language of a briefing, as its files write texts by language.
pub fn by_language(name: &str, languages: &[String]) -> String {
    let quoted = quoted(name);
    match languages {
        [_] => quoted,
        _ => {
            let parts: Vec<String> = languages.iter().map(|code| format!("{code} = {quoted}")).collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

/// A subject's file; `role` decides what is proposed beside the title.
pub fn subject(name: &str, role: Option<Role>, languages: &[String]) -> String {
    let aliases = match languages {
        [_] => "[\"…\"]".to_owned(),
        _ => format!("{{ {} = [\"…\"] }}", languages.first().map_or("en", String::as_str)),
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
        "+++\ntitle     = {}\n# aliases = {aliases}   # other names that documents use\n{more}+++\n",
        by_language(name, languages)
    )
}

/// A page of text.
pub fn page(name: &str, languages: &[String]) -> String {
    format!("+++\ntitle = {}\n+++\n\n", by_language(name, languages))
}

/// An entry of `indicators.toml`.
pub fn indicator(id: &str, name: &str, unit: &str, languages: &[String]) -> String {
    let words = by_language(name, languages);
    format!(
        "[[indicator]]\nid         = \"{id}\"\nlabel      = {words}\nunit       = {}\ndefinition = {words}   # what exactly is counted\n# comparable = true   # whether places are compared by it\n",
        quoted(unit)
    )
}

/// A source's record, without its document.
pub fn source(name: &str, today: &str, languages: &[String]) -> String {
    let title = by_language(name, languages);
    let publisher = by_language("…", languages);
    format!(
        "+++\ntitle     = {title}   # one that the document does not print stands in [ ]\npublisher = {publisher}\nauthor    = []\n\
         # published = \"2026-01\"        # as precise as the document says\ndating    = \"unknown\"          # printed | inferred | unknown\n\
         accessed  = \"{today}\"\narchive   = \"…\"                # its name in the archive folder\n\
         sha256    = \"\"                 # `briefing add source FILE` fills it in\nstanding  = [\"original\"]\n+++\n\n"
    )
}
