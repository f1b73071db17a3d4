//! What facts are about, and what they measure.

use super::bibliography::Bibliography;
use super::coordinates::Coordinates;
use super::id::Id;
use super::lang::Localised;
use super::prose::Prose;
use super::unit::Unit;
use super::web::WebAddress;
use super::words::words;

/// A kind of subject, declared in `site.toml`; the program knows only its [`Role`].
#[derive(Clone, Debug)]
pub struct Kind {
    /// The word before the colon in `city:alba`.
    pub id: String,
    /// The words that stood there before.
    pub former_ids: Vec<String>,
    /// The folder of its pages, in content and in the output.
    pub folder: String,
    /// The folders that its pages had before.
    pub formerly: Vec<String>,
    /// Its behaviour, if it has one.
    pub role: Option<Role>,
    /// Whether its subjects stand side by side on the comparison page.
    pub compared: bool,
    /// "City", 城市.
    pub label: Localised<String>,
    /// "Cities", 城市.
    pub plural: Localised<String>,
}

words! {
    /// What a kind of subject can do; a kind without a role has no behaviour of its own.
    pub enum Role {
        /// Nested by `within`; may be compared.
        Place = "place",
        /// Has an issuer, a date of adoption, and targets by deadline.
        Policy = "policy",
        /// Can speak and issue.
        Actor = "actor",
        /// Something that sources rest on or quote, which we may not hold.
        Work = "work",
    }
}

/// Anything that has a page and that facts are about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its kind.
    pub kind: Id<Kind>,
    /// The word after the colon.
    pub slug: String,
    /// What it was called before, each with its kind.
    pub formerly: Vec<(Id<Kind>, String)>,
    /// Its name.
    pub title: Localised<String>,
    /// Other names, by which text may call it.
    pub aliases: Vec<Alias>,
    /// Where sorting by sound needs help (`changsha` for 长沙).
    pub sort_key: Option<String>,
    /// What it is part of.
    pub within: Option<Id<Subject>>,
    /// Who issued it (a policy, a work).
    pub issuer: Vec<Id<Subject>>,
    /// When it was adopted or published, as written in EDTF.
    pub date: Option<super::period::Period>,
    /// Where it applies or sits (a policy, a park, an organisation).
    pub places: Vec<Id<Subject>>,
    /// Of a place: where it lies, as far as a drawing needs it.
    pub coordinates: Option<Coordinates>,
    /// Its address, if a document gives it.
    pub url: Option<WebAddress>,
    /// Of a work: what a reference needs.
    pub record: Option<Bibliography>,
    /// Of a work: the BCP 47 tag of its language, where the record names it.
    pub language: Option<String>,
    /// Of a work: whether its title is ours, since no document gives one.
    pub untitled: bool,
    /// One-sentence standfirst.
    pub summary: Option<Localised<String>>,
    /// The page's text; `None` in a language that lacks it.
    pub body: Option<Localised<Prose>>,
}

/// A name besides the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Its language's short code.
    pub lang: super::lang::Lang,
    /// Whether it is ours: a form that no source prints.
    pub ours: bool,
}

/// What is measured: one row of `indicators.toml`.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name in fact sheets and links.
    pub slug: String,
    /// What it was called before.
    pub formerly: Vec<String>,
    /// "AI industry revenue".
    pub label: Localised<String>,
    /// "GDP gap to {of}": its name where a fact says what it is of.
    pub label_of: Option<Localised<String>>,
    /// The unit of its values; [`Unit::none`] for texts and events.
    pub unit: Unit,
    /// What exactly is counted, and what the sources leave open.
    pub definition: Localised<String>,
    /// Whether it measures how much less something becomes, by its name in any language: its values need no minus.
    pub lessening: bool,
    /// Whether places are compared by it.
    pub comparable: bool,
    /// Of a share: the indicator that its part and its whole are measured by.
    pub share_of: Option<Id<Indicator>>,
    /// Indicators that a reader may take for this one, though they are defined otherwise.
    pub like: Vec<Id<Indicator>>,
}
