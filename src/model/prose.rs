//! A Markdown body whose every link already leads somewhere.

use pulldown_cmark::Event;

use super::evidence::Conflict;
use super::fact::Fact;
use super::id::Id;
use super::source::Source;
use super::subject::{Indicator, Subject};

/// A parsed body. Links in `events` are numbered in order of their start; `targets[n]` is where
/// the n-th leads. Raw HTML has become text, lines between Han characters are joined.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The Markdown events, owned.
    pub events: Vec<Event<'static>>,
    /// Where each link leads, in order of the links' starts.
    pub targets: Vec<Target>,
}

/// Where a link in a body leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A fact: `fact:id`.
    Fact(Id<Fact>),
    /// A subject: `city:alba`.
    Subject(Id<Subject>),
    /// A source: `source:slug`.
    Source(Id<Source>),
    /// An indicator: `indicator:slug`.
    Indicator(Id<Indicator>),
    /// A conflict: `conflict:slug`.
    Conflict(Id<Conflict>),
    /// A page of the site: `page:method`, `page:compare`.
    Page(String),
    /// An anchor on the same page.
    Anchor(String),
    /// An address elsewhere: http, https or mailto.
    Web(String),
    /// A waived figure, with the reason.
    Waived(String),
}

impl Prose {
    /// The facts that the body links to, in order, with repetitions.
    pub fn facts(&self) -> impl Iterator<Item = Id<Fact>> {
        self.targets.iter().filter_map(|target| match target {
            Target::Fact(id) => Some(*id),
            _ => None,
        })
    }
}
