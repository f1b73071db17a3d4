//! The shapes of all tables that content files hold.

use super::shape::{Key, Shape, Type};
use Type::{Bool, Integer, Localised, Mixed, Names, OneOf, Ordinal, SomeOf, Tables, Text, TextOrLocalised, Texts};

const fn must(name: &'static str, ty: Type, doc: &'static str) -> Key {
    Key { name, ty, required: true, doc }
}

const fn may(name: &'static str, ty: Type, doc: &'static str) -> Key {
    Key { name, ty, required: false, doc }
}

/// `site.toml`
pub static SITE: Shape = Shape {
    name: "`site.toml`",
    keys: &[
        must("title", Localised, "The briefing's name."),
        must("description", Localised, "One sentence that says what the briefing is."),
        must("base_url", Text, "Absolute address of the published site, with a final slash."),
        must("contact", Text, "Web or mailto address of the publisher."),
        may("report", Text, "Address for error reports, with {id}, {url} and {version}."),
        must("languages", Texts, "Short codes of the languages, the default one first."),
        must("publisher", Localised, "Who publishes, as cited."),
        may("editors", Texts, "Named editors, as cited."),
        must("licence", Text, "SPDX identifier of the licence of the briefing's own text."),
        may("names", Texts, "Words whose digits are part of a name and no figure."),
        may("excerpt_limit", Integer, "Longest excerpt in Unicode scalar values; 24 if left out."),
        may("minify", Bool, "Whether pages are minified; true if left out."),
        may("key_facts", Texts, "Facts that the front page shows first, in order."),
        must("kind", Tables(&KIND), "The kinds of subject."),
    ],
};

/// `[[kind]]` in `site.toml`
pub static KIND: Shape = Shape {
    name: "a kind of subject",
    keys: &[
        must("id", Text, "The word before the colon in a reference."),
        must("folder", Text, "The folder of its files and pages."),
        may("role", OneOf(&["place", "policy", "actor", "work"]), "Its behaviour; none if left out."),
        may("compared", Bool, "Whether its subjects are compared."),
        must("label", Localised, "Its name for one."),
        must("plural", Localised, "Its name for several."),
    ],
};

/// Front matter of a source.
pub static SOURCE: Shape = Shape {
    name: "a source's record",
    keys: &[
        must("title", Localised, "The title; one that the document does not print stands in brackets."),
        must("publisher", Localised, "Who published the document."),
        may("author", Texts, "Authors as printed."),
        may("published", Text, "EDTF date, as precise as the document says."),
        must("dating", OneOf(&["printed", "inferred", "unknown"]), "How the date is known."),
        must("accessed", Text, "The day we read it."),
        may("url", Text, "Its address, only if the document gives it."),
        must("archive", Text, "Its name in the archive folder."),
        must("sha256", Text, "SHA-256 of the archived file."),
        must("standing", SomeOf(&["original", "repost", "compilation", "paraphrase"]), "Editorial standing."),
        may(
            "damage",
            SomeOf(&["encoding", "lost-characters", "reworded", "duplicated", "advertising"]),
            "State of the text.",
        ),
        may("language", Text, "The document's language, a BCP 47 tag; told by its text if left out."),
        may("rests_on", Tables(&REST), "The works that it draws on."),
        may("note", Localised, "What a reader should know of its condition."),
    ],
};

/// An entry of `rests_on`.
pub static REST: Shape = Shape {
    name: "a work",
    keys: &[must("work", Text, "The work."), may("lines", Text, "Line ranges that draw on it, `7-30` or `7-30,42`.")],
};

/// `[[fact]]` in a fact sheet.
pub static FACT: Shape = Shape {
    name: "a fact",
    keys: &[
        must("id", Text, "Unique in the briefing, never reused."),
        must("subject", Text, "What it is about, `<kind>:<slug>`."),
        must("indicator", Text, "What it measures."),
        must("period", Text, "EDTF date, or `..` where no date is given."),
        may("dating", OneOf(&["printed", "inferred"]), "How the period is known; printed if left out."),
        must("value", TextOrLocalised, "As printed, with its sign; a text or an event by language."),
        must("status", OneOf(&["actual", "target", "forecast", "claim", "event"]), "In which sense it is stated."),
        may("of", Mixed, "Where it applies."),
        may("policy", Text, "The policy it belongs to."),
        may("by", Text, "Who says so, where the source attributes it."),
        may("origins", Texts, "Works or sources it comes from."),
        must("excerpt", Text, "The shortest phrase that bears it, simplified."),
        may("line", Integer, "The line in the archived document; one of line, page, cell and time."),
        may("page", Integer, "The page, where the document has pages."),
        may("cell", Text, "The cell of a table, `B7` or `Sheet1!B7`."),
        may("time", Text, "The moment of a recording, `00:12:30`."),
        may("section", Text, "The heading that it stands under, as printed."),
        may("note", Localised, "What to know before quoting it."),
        may("rank", OneOf(&["normal", "deprecated"]), "Whether it still stands."),
        may("reason", Localised, "Why it is deprecated."),
        may("checked", Text, "The day of the second reading."),
    ],
};

/// Front matter of a subject.
pub static SUBJECT: Shape = Shape {
    name: "a subject",
    keys: &[
        must("title", Localised, "Its name."),
        may("aliases", Names, "Other names, by language."),
        may("sort", Text, "Where sorting by sound needs help."),
        may("within", Text, "What it is part of."),
        may("issuer", Texts, "Who issued it."),
        may("date", Text, "When it was adopted, founded or published (EDTF)."),
        may("places", Texts, "Where it applies or sits."),
        may("url", Text, "Its address, only if a document gives it."),
        may("summary", Localised, "One-sentence standfirst."),
    ],
};

/// Front matter of a page, or of the front page.
pub static ARTICLE: Shape = Shape { name: "a page", keys: &[must("title", Localised, "The page's title.")] };

/// Front matter of a translation: all metadata stands in the default language's file.
pub static TRANSLATION: Shape = Shape { name: "a translation", keys: &[] };

/// `[[indicator]]`
pub static INDICATOR: Shape = Shape {
    name: "an indicator",
    keys: &[
        must("id", Text, "Its name in fact sheets and links."),
        must("label", Localised, "Its name for readers."),
        must("unit", Text, "Unit of its values; empty for a text or an event."),
        must("definition", Localised, "What exactly is counted."),
        may("comparable", Bool, "Whether places are compared by it."),
        may("share_of", Text, "Of a share: the indicator that its part and its whole are measured by."),
        may("like", Texts, "Indicators that a reader may take for this one, though they are defined otherwise."),
    ],
};

/// `[[conflict]]`
pub static CONFLICT: Shape = Shape {
    name: "a conflict",
    keys: &[
        must("id", Text, "Its name in links."),
        must("title", Localised, "A short heading."),
        may("facts", Texts, "The facts on its sides."),
        may("sides", Tables(&SIDE), "Passages that no fact carries."),
        must(
            "kind",
            OneOf(&["contradiction", "part", "definition", "period", "scope", "wording", "doubtful"]),
            "What kind of disagreement it is.",
        ),
        must("finding", Localised, "What a careful editor says."),
        may("preferred", Texts, "The facts that the editor prefers; left out while it is open."),
        must("found", OneOf(&["rule", "reading"]), "Who found it."),
    ],
};

/// An entry of `sides`.
pub static SIDE: Shape = Shape {
    name: "a passage",
    keys: &[
        must("source", Text, "The source's slug."),
        may("line", Integer, "The line in the archived document; one of line, page, cell and time."),
        may("page", Integer, "The page, where the document has pages."),
        may("cell", Text, "The cell of a table, `B7` or `Sheet1!B7`."),
        may("time", Text, "The moment of a recording, `00:12:30`."),
        may("section", Text, "The heading that it stands under, as printed."),
        must("excerpt", Text, "The words."),
    ],
};

/// `[[gap]]`
pub static GAP: Shape = Shape {
    name: "a gap",
    keys: &[
        must("subject", Text, "For which subject."),
        must("indicator", Text, "Which indicator."),
        must("reason", OneOf(&["no source says", "undated", "other scope", "not looked for"]), "Why there is no fact."),
        may("note", Localised, "What a reader should know."),
    ],
};

/// `[[derived]]`
pub static DERIVED: Shape = Shape {
    name: "a derived figure",
    keys: &[
        must("id", Text, "Its name."),
        must("formula", Text, "Facts joined by + - * / and brackets."),
        must("subject", Text, "What it is about."),
        must("unit", Text, "The unit of the result."),
        must("label", Localised, "What it is."),
        may("note", Localised, "What to know before quoting it."),
    ],
};

/// `[[correction]]`
pub static CORRECTION: Shape = Shape {
    name: "a correction",
    keys: &[
        must("date", Text, "The day."),
        must("kind", OneOf(&["revision", "correction", "withdrawal"]), "What kind of change."),
        may("facts", Texts, "The facts concerned."),
        must("text", Localised, "What changed and why."),
    ],
};

/// `[[fact]]` in `verified.toml`
pub static VERIFIED: Shape = Shape {
    name: "what `verify` saw of a fact",
    keys: &[
        must("id", Text, "The fact."),
        must("hash", Text, "Hash of what the fact said."),
        may("sha256", Text, "SHA-256 of the archived file."),
        must("answer", OneOf(&["found", "repaired", "absent", "cannot-check"]), "Whether the excerpt is there."),
        may("value_agrees", Bool, "Whether the number in the excerpt is the value."),
        must("subject", OneOf(&["here", "above", "curator"]), "Where the subject is named."),
        must("period", OneOf(&["here", "above", "curator"]), "Where the period is stated."),
        must("status", OneOf(&["here", "above", "curator"]), "Where the status is stated."),
        may("line", Integer, "The line it was found on."),
        may("page", Integer, "The page it was found on."),
        may("cell", Text, "The cell it was found in."),
        may("archived", Text, "The wording as archived."),
        may("printed", Text, "The archived words that the value was read from."),
    ],
};

/// `[[version]]` in `versions.toml`
pub static VERSION: Shape = Shape {
    name: "a published version",
    keys: &[
        must("id", Text, "`fact:<id>` or `page:<route>`."),
        must("ordinal", Ordinal, "1 for what was first published."),
        must("date", Text, "The day it was recorded."),
        must("hash", Text, "Short hash of what it said."),
    ],
};
