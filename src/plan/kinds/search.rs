//! The search: its page, and what can be searched, every record by its names and its own words.

use std::cmp::Reverse;

use crate::model::briefing::Briefing;
use crate::model::evidence::Side;
use crate::model::fact::{Fact, Finding, Origin};
use crate::model::history::{Aspect, Named, Told};
use crate::model::id::Id;
use crate::model::prose::Prose;
use crate::model::subject::{Kind, Subject};
use crate::plan::page::Part;
use crate::plan::shown::{As, Margin, Shown, list, maybe_text, part, plain, word};

use super::{KINDS, Place, Reach, View};

/// The name of the page.
pub const NAME: &str = "search";

/// Something that can be found.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The page that it is on.
    pub view: View,
    /// Where on the page.
    pub anchor: Option<&'a str>,
    /// Among what it is listed.
    pub group: Group,
    /// What it is called.
    pub title: Shown<'a>,
    /// Its other names, in whatever language.
    pub names: Vec<&'a str>,
    /// Its own words.
    pub texts: Vec<Shown<'a>>,
    /// The facts by whose numbers it is found.
    pub facts: Vec<Id<Fact>>,
    /// What is near, but not the same.
    pub near: Vec<View>,
    /// Words for something else, for which it is offered as near.
    pub asked: Vec<&'a str>,
}

/// Like things are listed together, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Subjects of one kind.
    Kind(Id<Kind>),
    /// What is measured.
    Indicators,
    /// Facts.
    Facts,
    /// Disagreements and cautions.
    Conflicts,
    /// Documents.
    Sources,
    /// Pages of text, and lists.
    Pages,
}

/// The page itself: what a reader finds without a script.
pub(super) fn shows(briefing: &Briefing) -> Shown<'_> {
    let lists = pages().flat_map(|name| View::named(briefing, name)).filter(|view| *view != View::Home);
    let kinds = briefing.kinds.ids().map(|id| View::Kind(id, Part::FIRST));
    part([("lists", list(lists.chain(kinds).map(Shown::Link)))])
}

/// The pages that every briefing has, by their names.
fn pages() -> impl Iterator<Item = &'static str> {
    let kinds = KINDS.iter().filter(|kind| kind.reach != Reach::Anywhere);
    let names = kinds.filter_map(|kind| if let Place::Page(name) = kind.place { Some(name) } else { None });
    names.filter(|name| *name != NAME)
}

/// Everything that can be found, the most telling first within each group.
pub fn entries(briefing: &Briefing) -> Vec<Entry<'_>> {
    let mut all = subjects(briefing);
    all.extend(indicators(briefing));
    all.extend(briefing.facts.ids().map(|id| fact(briefing, id)));
    all.extend(derived(briefing));
    all.extend(disputes(briefing));
    all.extend(sources(briefing));
    all.extend(texts(briefing));
    all.extend(terms(briefing));
    all.sort_by_key(|entry| entry.group);
    all
}

fn subjects(briefing: &Briefing) -> Vec<Entry<'_>> {
    let mut ids: Vec<Id<Subject>> = briefing.subjects.ids().collect();
    ids.sort_by_key(|id| Reverse(briefing.graph.subject_facts[id.index()].len()));
    let entry = |id: Id<Subject>| {
        let subject = &briefing.subjects[id];
        let body = subject.body.as_ref();
        let mut texts = vec![maybe_text(subject.summary.as_ref())];
        texts.extend(body.map(|body| Shown::Body(body, Margin::Empty)));
        texts.extend(subject.issuer.iter().map(|issuer| Shown::Link(View::subject(*issuer))));
        Entry {
            view: View::subject(id),
            anchor: None,
            group: Group::Kind(subject.kind),
            title: Shown::Text(&subject.title),
            names: subject.aliases.iter().map(|alias| alias.name.as_str()).collect(),
            texts,
            facts: body.into_iter().flat_map(|body| body.iter()).flat_map(Prose::facts).collect(),
            near: Vec::new(),
            asked: Vec::new(),
        }
    };
    ids.into_iter().map(entry).collect()
}

fn indicators(briefing: &Briefing) -> impl Iterator<Item = Entry<'_>> {
    briefing.indicators.iter().map(|(id, row)| {
        let like = briefing
            .indicators
            .iter()
            .filter(|(other, other_row)| *other != id && (row.like.contains(other) || other_row.like.contains(&id)));
        Entry {
            view: View::indicator(id),
            anchor: None,
            group: Group::Indicators,
            title: Shown::Text(&row.label),
            names: Vec::new(),
            texts: vec![Shown::Text(&row.definition)],
            facts: Vec::new(),
            near: like.map(|(other, _)| View::indicator(other)).collect(),
            asked: Vec::new(),
        }
    })
}

fn fact(briefing: &Briefing, id: Id<Fact>) -> Entry<'_> {
    let fact = &briefing.facts[id];
    let mut texts = vec![plain(fact.excerpt.as_str()), Shown::Fact(id, As::Elsewhere)];
    if let Finding::Quantity(quantity) = &fact.finding {
        texts.push(plain(quantity.printed()));
    }
    texts.push(maybe_text(fact.note.as_ref()));
    texts.extend(former(briefing, id));
    texts.extend(fact.by.iter().chain(&fact.policy).map(|id| Shown::Link(View::subject(*id))));
    texts.extend(fact.origins.iter().map(|origin| match origin {
        Origin::Work(work) => Shown::Link(View::subject(*work)),
        Origin::Source(source) => Shown::Source(*source),
    }));
    Entry {
        view: View::Fact(id),
        anchor: None,
        group: Group::Facts,
        title: View::Fact(id).title(briefing),
        names: Vec::new(),
        texts,
        facts: vec![id],
        near: Vec::new(),
        asked: Vec::new(),
    }
}

/// What a fact said before in words: its page tells them, and a reader may hold an older copy.
fn former(briefing: &Briefing, id: Id<Fact>) -> impl Iterator<Item = Shown<'_>> {
    let editions = &briefing.graph.history[id.index()];
    let before = &editions[..editions.len().saturating_sub(1)];
    let told = before.iter().flat_map(|edition| Aspect::ALL.iter().filter_map(|aspect| edition.get(*aspect)));
    told.flat_map(|told| match told {
        Told::Text(words) => vec![Shown::Text(words)],
        Told::Words(words) => vec![plain(words.as_str())],
        Told::Names(names) => names
            .iter()
            .flat_map(|name| if let Named::Words(words) = name { vec![Shown::Text(words)] } else { vec![] })
            .collect(),
        _ => Vec::new(),
    })
}

fn derived(briefing: &Briefing) -> impl Iterator<Item = Entry<'_>> {
    briefing.derived.iter().map(|(id, derived)| Entry {
        view: View::Derived(id),
        anchor: None,
        group: Group::Facts,
        title: Shown::Text(&derived.label),
        names: Vec::new(),
        texts: vec![
            Shown::Quantity(std::borrow::Cow::Borrowed(&derived.quantity)),
            maybe_text(derived.note.as_ref()),
            Shown::Link(View::subject(derived.subject)),
        ],
        facts: Vec::new(),
        near: Vec::new(),
        asked: Vec::new(),
    })
}

fn disputes(briefing: &Briefing) -> impl Iterator<Item = Entry<'_>> {
    briefing.conflicts.iter().map(|(id, conflict)| {
        let sides = conflict.sides.iter();
        let mut texts = vec![Shown::Text(&conflict.finding)];
        texts.extend(conflict.summary.as_ref().map(Shown::Text));
        texts.extend(sides.flat_map(|side| match side {
            Side::Fact(id) => vec![Shown::Fact(*id, As::Side)],
            Side::Passage { excerpt, says, .. } => {
                let words = says.as_ref().map(Shown::Text);
                words.into_iter().chain([plain(excerpt.as_str())]).collect()
            }
        }));
        let facts = conflict.sides.iter().filter_map(|side| if let Side::Fact(id) = side { Some(*id) } else { None });
        Entry {
            view: View::Conflict(id),
            anchor: None,
            group: Group::Conflicts,
            title: Shown::Text(&conflict.title),
            names: Vec::new(),
            texts,
            facts: facts.collect(),
            near: Vec::new(),
            asked: Vec::new(),
        }
    })
}

fn sources(briefing: &Briefing) -> impl Iterator<Item = Entry<'_>> {
    briefing.sources.iter().map(|(id, source)| Entry {
        view: View::Source(id),
        anchor: None,
        group: Group::Sources,
        title: Shown::Text(&source.title),
        names: Vec::new(),
        texts: vec![
            Shown::Text(&source.publisher),
            list(source.record.authors.iter().map(|author| plain(author.whole()))),
            list(
                [&source.record.reposter, &source.record.container, &source.record.publisher]
                    .map(|name| maybe_text(name.as_ref())),
            ),
            maybe_text(source.note.as_ref()),
            list(source.damage.iter().map(|damage| word("damage_note", damage.word()))),
            list(source.standing.iter().map(|standing| word("standing_note", standing.word()))),
            Shown::Body(&source.body, Margin::Empty),
        ],
        facts: source.body.iter().flat_map(Prose::facts).collect(),
        near: Vec::new(),
        asked: Vec::new(),
    })
}

/// Pages of text, and the lists by their titles.
fn terms(briefing: &Briefing) -> impl Iterator<Item = Entry<'_>> {
    briefing.glossary.iter().map(|term| Entry {
        view: View::Glossary,
        anchor: Some(&term.anchor),
        group: Group::Pages,
        title: Shown::Text(&term.label),
        names: term.also.iter().chain(&term.avoid).map(|alias| alias.name.as_str()).collect(),
        texts: vec![Shown::Text(&term.say)],
        facts: Vec::new(),
        near: Vec::new(),
        asked: term.near.iter().map(|alias| alias.name.as_str()).collect(),
    })
}

fn texts(briefing: &Briefing) -> Vec<Entry<'_>> {
    let named = |view: View, title, texts| Entry {
        view,
        anchor: None,
        group: Group::Pages,
        title,
        names: Vec::new(),
        texts,
        facts: Vec::new(),
        near: Vec::new(),
        asked: Vec::new(),
    };
    let articles = briefing.articles.iter().map(|(id, article)| {
        named(View::Article(id), Shown::Text(&article.title), vec![Shown::Body(&article.body, Margin::Empty)])
    });
    let lists = pages().filter_map(|name| View::named(briefing, name)).map(|view| {
        let mut texts = vec![view.about(briefing)];
        if let Shown::Part(parts) = view.shows(briefing) {
            let words = parts.into_iter().map(|(_, shown)| shown);
            texts.extend(words.filter(|shown| matches!(shown, Shown::Word(_) | Shown::Count(..) | Shown::Filled(..))));
        }
        match view {
            View::Home => texts.push(Shown::Body(&briefing.home.body, Margin::Empty)),
            View::Gaps => texts.extend(briefing.gaps.iter().filter_map(|gap| gap.note.as_ref()).map(Shown::Text)),
            View::Corrections => texts.extend(briefing.corrections.iter().map(|one| Shown::Text(&one.text))),
            _ => {}
        }
        named(view, view.title(briefing), texts)
    });
    articles.chain(lists).collect()
}
