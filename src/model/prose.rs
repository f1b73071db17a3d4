//! A Markdown body whose every link already leads somewhere.

use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::evidence::{Conflict, Derived};
use super::fact::Fact;
use super::id::Id;
use super::source::Source;
use super::subject::{Indicator, Subject};
use super::web::WebAddress;

/// A parsed body. Links in `events` are numbered in order of their start; `targets[n]` is where
/// the n-th leads. Raw HTML has become text, lines between Han characters are joined. Clones share both.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The Markdown events, owned.
    pub events: Arc<Vec<Event<'static>>>,
    /// Where each link leads, in order of the links' starts.
    pub targets: Arc<Vec<Target>>,
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
    /// A derived figure: `derived:id`.
    Derived(Id<Derived>),
    /// A page of the site: `page:method`, `page:compare`.
    Page(String),
    /// An anchor on the same page.
    Anchor(String),
    /// An address elsewhere: http, https or mailto.
    Web(WebAddress),
    /// A waived figure, with the reason.
    Waived(String),
}

impl Prose {
    /// The figures that the body waives, each with its reason, in order.
    pub fn waivers(&self) -> Vec<(String, &str)> {
        let mut targets = self.targets.iter();
        let mut open: Option<(String, &str)> = None;
        let mut waivers = Vec::new();
        for event in self.events.iter() {
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    if let Some(Target::Waived(reason)) = targets.next() {
                        open = Some((String::new(), reason));
                    }
                }
                Event::End(TagEnd::Link | TagEnd::Image) => waivers.extend(open.take()),
                Event::Text(words) | Event::Code(words) => {
                    open.iter_mut().for_each(|(text, _)| text.push_str(words));
                }
                _ => {}
            }
        }
        waivers
    }

    /// The facts that the body links to, in order, with repetitions.
    pub fn facts(&self) -> impl Iterator<Item = Id<Fact>> {
        self.targets.iter().filter_map(|target| match target {
            Target::Fact(id) => Some(*id),
            _ => None,
        })
    }
}
