//! Addresses that two pages would share, and published ones that lead nowhere any more.

use std::collections::BTreeSet;

use crate::load::Content;
use crate::load::layout::Place;
use crate::load::record::{Field, Row, Text};
use crate::model::address::{Addresses, Clash, Owner};
use crate::model::briefing::Briefing;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// Reports every clash and every address that is gone, once for all languages.
pub fn run(briefing: &Briefing, addresses: &Addresses, content: &Content, problems: &mut Problems) {
    vanished(briefing, addresses, content, problems);
    let mut told: Vec<[Option<Span>; 2]> = Vec::new();
    for clash in (addresses.clashes)(briefing) {
        let places = [clash.first, clash.second].map(|owner| place(briefing, content, owner));
        if !told.contains(&places) {
            report(&clash, places, content, problems);
            told.push(places);
        }
    }
}

/// Reports every recorded address at which nothing stands and from which nothing leads on, once for all languages.
fn vanished(briefing: &Briefing, addresses: &Addresses, content: &Content, problems: &mut Problems) {
    if content.versions.first().is_none() {
        return;
    }
    let stems = (addresses.stems)(briefing);
    let recorded = content.versions.iter().filter_map(|record| record.id().get());
    let recorded = recorded.filter_map(|(name, span)| Some((name, span, stem(briefing, name)?)));
    let recorded: Vec<(&str, Span, String)> = recorded.collect();
    let folders: BTreeSet<&str> =
        recorded.iter().filter_map(|(.., stem)| stem.split_once('/')).map(|(folder, _)| folder).collect();
    let mut told = BTreeSet::new();
    for (name, span, stem) in &recorded {
        if stems.contains(stem) || is_part_of_list(stem, &stems) {
            continue;
        }
        // Of a folder that is gone one word brings its list and all its pages back, and one problem says so.
        let folder = stem.split_once('/').map_or(stem.as_str(), |(folder, _)| folder);
        let folder = Some(folder).filter(|folder| folders.contains(folder) && !has_pages(folder, &stems));
        if !told.insert(folder.unwrap_or(stem).to_owned()) {
            continue;
        }
        let problem = Problem::new(Code::Vanished, *span, format!("`{name}` was published and is gone"));
        let help = match folder {
            Some(folder) => format!(
                "no page stands in the folder `{folder}` any more: write `formerly = [\"{folder}\"]` \
                 into the `[[kind]]` whose folder took its place, or bring it back"
            ),
            None => way_back(briefing, name, stem),
        };
        problems.report(problem.label("an address that was cited lasts").help(help));
    }
}

/// The name under the root of what was recorded, without language and ending.
fn stem(briefing: &Briefing, name: &str) -> Option<String> {
    if let Some(slug) = name.strip_prefix("fact:") {
        return Some(format!("facts/{slug}"));
    }
    let route = name.strip_prefix("page:")?.strip_suffix(".html")?;
    let other = briefing.languages.iter().skip(1);
    let own = other.filter_map(|lang| route.strip_prefix(briefing.languages.code(lang))?.strip_prefix('/')).next();
    Some(own.unwrap_or(route).to_owned())
}

/// Whether a page stands in a folder.
fn has_pages(folder: &str, stems: &BTreeSet<String>) -> bool {
    let within = format!("{folder}/");
    stems.range(within.clone()..).next().is_some_and(|stem| stem.starts_with(&within))
}

/// A list that has become shorter has fewer parts, and its first one still stands.
fn is_part_of_list(stem: &str, stems: &BTreeSet<String>) -> bool {
    stem.rsplit_once('-')
        .is_some_and(|(first, number)| number.parse::<u32>().is_ok_and(|n| n > 1) && stems.contains(first))
}

fn way_back(briefing: &Briefing, name: &str, stem: &str) -> String {
    let slug = stem.rsplit('/').next().unwrap_or(stem);
    let Some(_) = name.strip_prefix("fact:") else {
        return format!("write `formerly = [\"{slug}\"]` into the record of what took its place, or bring it back");
    };
    let was = briefing.published.history(&[name]).last().and_then(|last| last.said.as_ref());
    let same = was.and_then(|was| {
        let mut facts = briefing.facts.iter().filter(|(_, fact)| fact.version.ordinal == 1);
        facts.find(|(_, fact)| was.differences(&fact.said).is_empty()).map(|(_, fact)| &fact.slug)
    });
    match same {
        Some(now) => format!("`{now}` says the same: write `formerly = [\"{slug}\"]` into it"),
        None => format!(
            "bring it back with `rank = \"deprecated\"` and a `reason`, \
             or write `formerly = [\"{slug}\"]` into the fact that took its place"
        ),
    }
}

/// A page of the site itself stays: the content's has to go, and of two the later one.
fn report(clash: &Clash, places: [Option<Span>; 2], content: &Content, problems: &mut Problems) {
    let [first, second] = places;
    let Some(at) = second.or(first).or_else(|| content.site().map(Row::span)) else { return };
    let other = if second.is_some() { first } else { None };
    let mut problem = Problem::new(Code::Duplicate, at, format!("the address `{}` is taken", clash.address));
    if clash.formerly {
        problem = problem.label("its old address leads here, and another page stands there now");
        let problem = other.into_iter().fold(problem, |problem, other| problem.note(other, "of a page from here"));
        problems.report(problem.help("strike the name from `formerly`, or give the other page another name"));
        return;
    }
    problem = match other {
        Some(other) => problem.label("this page would stand there too").note(other, "of a page from here"),
        None => problem.label("a page that every briefing has stands there"),
    };
    problems.report(problem.help("give it another name: a page stands where its file, folder or id says"));
}

/// Where the content says what a page is about; `None` for a page that every briefing has.
fn place(briefing: &Briefing, content: &Content, owner: Owner) -> Option<Span> {
    let file = |wanted: &dyn Fn(&Place) -> bool| {
        content.documents.iter().find(|document| wanted(&document.place)).map(|document| Span::start_of(document.file))
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
        Owner::Conflict(id) => named(content.conflicts.iter().map(|row| row.id()), &briefing.conflicts[id].slug),
        Owner::Derived(id) => named(content.derived.iter().map(|row| row.id()), &briefing.derived[id].slug),
    }
}

/// Where a name is written, among the keys that give one.
fn named<'a>(keys: impl Iterator<Item = Field<'a, Text>>, name: &str) -> Option<Span> {
    keys.filter_map(Field::<Text>::get).find(|(own, _)| *own == name).map(|(_, span)| span)
}
