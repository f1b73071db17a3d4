//! The words that a briefing uses in a sense of its own.

use super::lang::Localised;
use super::subject::Alias;

/// A word and what the briefing means by it.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its name.
    pub slug: String,
    /// Where on the page it stands.
    pub anchor: String,
    /// The word.
    pub label: Localised<String>,
    /// Other words for the same, which documents or readers use.
    pub also: Vec<Alias>,
    /// Words that the briefing does not use for it, though a reader may look for them.
    pub avoid: Vec<Alias>,
    /// Words for something else, which a reader may look for and which this comes near.
    pub near: Vec<Alias>,
    /// Whether running text shows at its first use what is meant.
    pub mark: bool,
    /// How it sounds, where that decides its place.
    pub sort_key: Option<String>,
    /// What is meant.
    pub say: Localised<String>,
}
