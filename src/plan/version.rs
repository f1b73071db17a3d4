//! The version of a page: a short hash over all that it shows of facts and prose, not its chrome.

use std::collections::BTreeSet;

use pulldown_cmark::Event;

use crate::model::briefing::Briefing;
use crate::model::evidence::Side;
use crate::model::fact::{Fact, Status};
use crate::model::hash;
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::prose::Prose;
use crate::model::version::Version;

use super::page::{Page, View};

/// The version of a page as it would be published now.
pub fn of_page(briefing: &Briefing, page: &Page) -> Version {
    let hash = hash::short(parts(briefing, page.view, page.lang).iter().map(String::as_str));
    briefing.published.version(&format!("page:{}", page.route), hash, &briefing.date)
}

fn parts(briefing: &Briefing, view: View, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    for id in shown(briefing, view) {
        let fact = &briefing.facts[id];
        parts.push(format!("{} {}", fact.slug, fact.version.hash));
        parts.extend(fact.note.as_ref().map(|note| note.get(lang).clone()));
        for conflict in &briefing.graph.fact_conflicts[id.index()] {
            parts.push(briefing.conflicts[*conflict].finding.get(lang).clone());
        }
    }
    for text in words(briefing, view) {
        parts.push(text.get(lang).clone());
    }
    if let Some(body) = body(briefing, view) {
        parts.push(plain(body.get(lang)));
    }
    if parts.is_empty() {
        // A hash of nothing looks like a mistake: a page with nothing to show yet has its name.
        parts.push(format!("{view:?}"));
    }
    parts
}

/// The facts that a page shows.
pub fn shown(briefing: &Briefing, view: View) -> Vec<Id<Fact>> {
    let graph = &briefing.graph;
    let mut facts: BTreeSet<Id<Fact>> = match view {
        View::Fact(id) => return vec![id],
        View::Facts(part) => return part.rows(&briefing.facts.ids().collect::<Vec<_>>()).to_vec(),
        View::Source(id) => graph.source_facts[id.index()].iter().copied().collect(),
        View::Indicator(id, part) => part.rows(&graph.indicator_facts[id.index()]).iter().copied().collect(),
        View::Subject(id, part) => {
            let about = part.rows(&graph.subject_facts[id.index()]).iter().copied();
            about.chain(briefing.linked_facts(id)).collect()
        }
        View::Home => briefing.site.key_facts.iter().filter_map(|slug| briefing.facts.find(slug)).collect(),
        View::Compare => compared(briefing),
        View::Timeline => briefing.facts.iter().filter(|(_, f)| f.status == Status::Target).map(|(id, _)| id).collect(),
        View::Conflicts(part) => {
            let ids: Vec<_> = briefing.conflicts.ids().collect();
            let sides = part.rows(&ids).iter().flat_map(|id| &briefing.conflicts[*id].sides);
            sides.filter_map(|side| if let Side::Fact(id) = side { Some(*id) } else { None }).collect()
        }
        _ => BTreeSet::new(),
    };
    if let Some(body) = body(briefing, view) {
        facts.extend(body.iter().flat_map(Prose::facts));
    }
    facts.into_iter().collect()
}

fn compared(briefing: &Briefing) -> BTreeSet<Id<Fact>> {
    let compared = |fact: &&Id<Fact>| {
        let fact = &briefing.facts[**fact];
        briefing.kinds[briefing.subjects[fact.subject].kind].compared
    };
    let comparable = briefing.indicators.iter().filter(|(_, indicator)| indicator.comparable);
    comparable.flat_map(|(id, _)| briefing.graph.indicator_facts[id.index()].iter().filter(compared)).copied().collect()
}

fn body(briefing: &Briefing, view: View) -> Option<&Localised<Prose>> {
    match view {
        View::Home => Some(&briefing.home.body),
        View::Article(id) => Some(&briefing.articles[id].body),
        View::Source(id) => Some(&briefing.sources[id].body),
        View::Subject(id, _) => briefing.subjects[id].body.as_ref(),
        _ => None,
    }
}

fn words(briefing: &Briefing, view: View) -> Vec<&Localised<String>> {
    match view {
        View::Article(id) => vec![&briefing.articles[id].title],
        View::Source(id) => vec![&briefing.sources[id].title, &briefing.sources[id].publisher],
        View::Subject(id, _) => {
            let subject = &briefing.subjects[id];
            std::iter::once(&subject.title).chain(&subject.summary).collect()
        }
        View::Indicator(id, _) => vec![&briefing.indicators[id].label, &briefing.indicators[id].definition],
        View::Conflicts(part) => {
            let ids: Vec<_> = briefing.conflicts.ids().collect();
            part.rows(&ids).iter().map(|id| &briefing.conflicts[*id].finding).collect()
        }
        View::Corrections => briefing.corrections.iter().map(|c| &c.text).collect(),
        View::Subjects => {
            let kinds = briefing.kinds.iter().map(|(_, kind)| &kind.plural);
            kinds.chain(briefing.subjects.iter().map(|(_, subject)| &subject.title)).collect()
        }
        View::Kind(id, _) => {
            let members = briefing.subjects.iter().filter(|(_, subject)| subject.kind == id);
            members.flat_map(|(_, subject)| std::iter::once(&subject.title).chain(&subject.summary)).collect()
        }
        View::Sources(_) => briefing.sources.iter().map(|(_, source)| &source.title).collect(),
        View::Indicators => briefing.indicators.iter().flat_map(|(_, row)| [&row.label, &row.definition]).collect(),
        _ => Vec::new(),
    }
}

fn plain(prose: &Prose) -> String {
    let mut text = String::new();
    for event in &prose.events {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(t),
            Event::End(_) | Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text
}
