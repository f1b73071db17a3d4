//! Mends what can be mended without a decision: naked figures that match one fact, empty link texts, slips of the pen.
//!
//! In: checked bodies. Out: edits, as places and their new text. Never: writing files.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::language::locales::Locales;
use crate::language::markdown::{self, Placed};
use crate::language::reading::Reading;
use crate::load::Content;
use crate::model::fact::Fact;
use crate::model::lang::Lang;
use crate::problem::Problems;
use crate::problem::span::{FileId, Span, Texts};

use super::by_value::ByValue;
use super::inline::{self, Block, Link};
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
        let placed = markdown::events(source);
        for (event, range) in &placed {
            let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
            let slug = dest_url.strip_prefix("fact:").filter(|_| source[range.clone()].starts_with("[]("));
            let id = slug.and_then(|slug| scope.facts.find(slug));
            if let Some(fact) = id.and_then(|id| facts.get(id.index())?.as_ref()) {
                let at = range.start + '['.len_utf8();
                edits.push(edit(at..at, words(fact, lang).replace('[', "\\[").replace(']', "\\]")));
            }
        }
        if !locales.of(lang).reads_figures() {
            continue;
        }
        for block in prose_blocks(source, &placed) {
            for figure in locales.reader(lang).figures(&block.text, names) {
                // A figure that a link has a part of is none of its own.
                let linked = |link: &Link| link.at.start <= figure.range.end && figure.range.start <= link.at.end;
                let place = block.exact_place(figure.range.clone()).filter(|_| !block.links.iter().any(linked));
                let fact = figure.reading.as_ref().and_then(|reading| only_match(reading, &by_value));
                let Some((place, fact)) = place.zip(fact) else { continue };
                let words = &block.text[figure.range];
                edits.push(edit(place, format!("[{words}](fact:{})", fact.slug)));
            }
        }
    }
    edits
}

/// The blocks that are no code: a link in code is none.
fn prose_blocks(source: &str, placed: &[Placed]) -> Vec<Block> {
    let mut inside = false;
    let is_prose = |(event, _): &&Placed| {
        inside |= matches!(event, Event::Start(Tag::CodeBlock(_)));
        let code = inside;
        inside &= !matches!(event, Event::End(TagEnd::CodeBlock));
        !code
    };
    let placed: Vec<Placed> = placed.iter().filter(is_prose).cloned().collect();
    inline::blocks(source, &placed)
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
