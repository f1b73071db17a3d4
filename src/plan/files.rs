//! Where the files stand that a page needs and that are not pages.

use crate::model::briefing::Briefing;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::source::Source;

/// The table of traditional characters; no source's script can have this path.
pub const SIMPLIFY: &str = "data/copies/shared/simplify.js";

/// The style sheet of the briefing's own colours and fonts.
pub const LOOK: &str = "static/look.css";

/// Where the words stand in which a language tells what was seen in a reader's own copy.
pub fn own_copy_words(briefing: &Briefing, lang: Lang) -> String {
    format!("data/copies/shared/words-{}.js", briefing.languages.code(lang))
}

/// Where the excerpts of a source stand.
pub fn own_copy_source(briefing: &Briefing, id: Id<Source>) -> String {
    format!("data/copies/{}.js", briefing.sources[id].slug)
}

/// All that a fact's page loads when a reader brings a copy, in this order.
pub fn own_copy_scripts(briefing: &Briefing, source: Id<Source>, lang: Lang) -> [String; 4] {
    let words = own_copy_words(briefing, lang);
    ["static/copy.js".to_owned(), SIMPLIFY.to_owned(), words, own_copy_source(briefing, source)]
}
