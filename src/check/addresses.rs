//! Two pages at one address: each is named with its file, and what to call it instead.

use crate::load::Content;
use crate::load::layout::Place;
use crate::load::record::{Field, Row, Text};
use crate::model::address::{Addresses, Clash, Owner};
use crate::model::briefing::Briefing;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::start_of;

/// Reports every clash, once for all languages.
pub fn run(briefing: &Briefing, addresses: &Addresses, content: &Content, problems: &mut Problems) {
    let mut told: Vec<[Option<Span>; 2]> = Vec::new();
    for clash in (addresses.clashes)(briefing) {
        let places = [clash.first, clash.second].map(|owner| place(briefing, content, owner));
        if !told.contains(&places) {
            report(&clash, places, content, problems);
            told.push(places);
        }
    }
}

/// A page of the site itself stays: the content's has to go, and of two the later one.
fn report(clash: &Clash, places: [Option<Span>; 2], content: &Content, problems: &mut Problems) {
    let [first, second] = places;
    let Some(at) = second.or(first).or_else(|| content.site().map(Row::span)) else { return };
    let other = if second.is_some() { first } else { None };
    let mut problem = Problem::new(Code::Duplicate, at, format!("the address `{}` is taken", clash.address));
    problem = match other {
        Some(other) => problem.label("this page would stand there too").note(other, "of a page from here"),
        None => problem.label("a page that every briefing has stands there"),
    };
    problems.report(problem.help("give it another name: a page stands where its file, folder or id says"));
}

/// Where the content says what a page is about; `None` for a page that every briefing has.
fn place(briefing: &Briefing, content: &Content, owner: Owner) -> Option<Span> {
    let file = |wanted: &dyn Fn(&Place) -> bool| {
        content.documents.iter().find(|document| wanted(&document.place)).map(|document| start_of(document.file))
    };
    match owner {
        Owner::Site => None,
        Owner::Kind(id) => {
            let kinds = content.site()?.kind().get();
            named(kinds.into_iter().map(|kind| kind.folder()), &briefing.kinds[id].folder)
        }
        Owner::Subject(id) => {
            let subject = &briefing.subjects[id];
            let wanted = &briefing.kinds[subject.kind].folder;
            file(
                &|place| matches!(place, Place::Subject { folder, slug, lang: None } if folder == wanted && *slug == subject.slug),
            )
        }
        Owner::Source(id) => {
            let source = &briefing.sources[id];
            file(&|place| matches!(place, Place::Source { slug, lang: None } if *slug == source.slug))
        }
        Owner::Article(id) => {
            let article = &briefing.articles[id];
            file(&|place| matches!(place, Place::Article { slug, lang: None } if *slug == article.slug))
        }
        Owner::Indicator(id) => named(content.indicators.iter().map(|row| row.id()), &briefing.indicators[id].slug),
        Owner::Fact(id) => named(content.facts().map(|row| row.id()), &briefing.facts[id].slug),
    }
}

/// Where a name is written, among the keys that give one.
fn named<'a>(keys: impl Iterator<Item = Field<'a, Text>>, name: &str) -> Option<Span> {
    keys.filter_map(Field::<Text>::get).find(|(own, _)| *own == name).map(|(_, span)| span)
}
