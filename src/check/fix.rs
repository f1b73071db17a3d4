//! Mends what can be mended without a decision: naked figures that match one fact, empty link texts, slips of the pen.
//!
//! In: checked bodies. Out: edits, as places and their new text. Never: writing files.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::language::locales::Locales;
use crate::language::markdown;
use crate::language::reading::Reading;
use crate::load::Content;
use crate::model::fact::Fact;
use crate::model::lang::Lang;
use crate::problem::Problems;
use crate::problem::span::{FileId, Span, Texts};

use super::by_value::ByValue;
use super::names::Scope;

/// A place in a file, and what it is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The place.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// What a fact says in words of a language, with its precision.
pub type Words<'a> = &'a dyn Fn(&Fact, Lang) -> String;

/// Wraps every naked figure that states exactly one fact's quantity, precision included, and writes
/// what the fact says into every link to it that has no text.
pub fn edits(
    (content, texts, locales): (&Content, &Texts, &Locales),
    facts: &[Option<Fact>],
    scope: &Scope,
    words: Words,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let by_value = ByValue::new(facts);
    let names = &scope.settings.site.names;
    for document in &content.documents {
        let source = texts.slice(document.body);
        let code = document.place.language();
        let Some(lang) = code.map_or(Some(Lang::DEFAULT), |code| scope.settings.languages.find(code)) else { continue };
        let edit = |place: Range<usize>, text: String| Edit {
            span: Span::new(document.file, place).shifted(document.body.start as usize),
            text,
        };
        let mut links = 0_usize;
        let mut code = 0_usize;
        for (event, range) in markdown::events(source) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let slug = dest_url.strip_prefix("fact:").filter(|_| source[range.clone()].starts_with("[]("));
                    let id = slug.and_then(|slug| scope.facts.find(slug));
                    if let Some(fact) = id.and_then(|id| facts.get(id.index())?.as_ref()) {
                        let at = range.start + '['.len_utf8();
                        edits.push(edit(at..at, words(fact, lang).replace('[', "\\[").replace(']', "\\]")));
                    }
                    links += 1;
                }
                Event::Start(Tag::Image { .. }) => links += 1,
                Event::End(TagEnd::Link | TagEnd::Image) => links = links.saturating_sub(1),
                Event::Start(Tag::CodeBlock(_)) => code += 1,
                Event::End(TagEnd::CodeBlock) => code = code.saturating_sub(1),
                Event::Text(text) if links == 0 && code == 0 && source.get(range.clone()) == Some(&*text) => {
                    for figure in locales.reader(lang).figures(&text, names) {
                        let Some(reading) = figure.reading else { continue };
                        let Some(fact) = only_match(&reading, &by_value) else { continue };
                        let place = range.start + figure.range.start..range.start + figure.range.end;
                        let words = &text[figure.range.clone()];
                        edits.push(edit(place, format!("[{words}](fact:{})", fact.slug)));
                    }
                }
                _ => {}
            }
        }
    }
    edits
}

/// Names, keys and words that are one letter away from what was meant.
pub fn slips(texts: &Texts, problems: &Problems) -> Vec<Edit> {
    let place = |span: Span, wrong: &str| {
        // The last one: in a link the name stands behind its text.
        let at = span.range().start + texts.slice(span).rfind(wrong)?;
        Some(Span::new(span.file, at..at + wrong.len()))
    };
    let edits = problems
        .slips()
        .filter_map(|(span, wrong, right)| Some(Edit { span: place(span, wrong)?, text: right.to_owned() }));
    edits.collect()
}

/// The one fact that a figure states; two are a decision.
fn only_match<'a>(reading: &Reading, facts: &ByValue<'a>) -> Option<&'a Fact> {
    let matching = facts.stated_by(reading);
    let [one] = matching.as_slice() else { return None };
    Some(one)
}

/// The files with their edits made.
pub fn apply(texts: &Texts, edits: &[Edit]) -> BTreeMap<FileId, String> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    let mend = |(file, mut edits): (FileId, Vec<&Edit>)| {
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
        edits.dedup();
        let mut text = texts.text(file).to_owned();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        (file, text)
    };
    by_file.into_iter().map(mend).collect()
}
