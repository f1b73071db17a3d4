//! Which pages exist, in which order, and where they stand.
//!
//! In: a checked [`Briefing`]. Out: a [`Plan`]. Never: I/O, markup.

pub mod page;
pub mod route;
pub mod version;

use std::collections::BTreeMap;

use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::lang::Lang;
use page::{Page, Part, View};
use route::Route;

/// Every page of the site, and the routes of all that is not a page.
#[derive(Debug)]
pub struct Plan {
    /// The pages, those of the default language first.
    pub pages: Vec<Page>,
    routes: BTreeMap<(View, Lang), Route>,
}

impl Plan {
    /// Where a view stands in a language; `None` if the site has no such page.
    pub fn route(&self, view: View, lang: Lang) -> Option<&Route> {
        self.routes.get(&(view, lang))
    }

    /// Where the page that a view opens with stands: for lists, the first part.
    pub fn first(&self, view: View, lang: Lang) -> &Route {
        self.route(self.opening(view), lang).expect("plan gives every view a first page")
    }

    fn opening(&self, view: View) -> View {
        let find = |make: &dyn Fn(Part) -> View| {
            let low = make(Part { number: 1, of: 0 });
            let (found, _) = self.routes.range((low, Lang::DEFAULT)..).next().expect("a list has a first part").0;
            *found
        };
        match view {
            View::Kind(id, _) => find(&|part| View::Kind(id, part)),
            View::Subject(id, _) => find(&|part| View::Subject(id, part)),
            View::Indicator(id, _) => find(&|part| View::Indicator(id, part)),
            View::Sources(_) => find(&View::Sources),
            View::Facts(_) => find(&View::Facts),
            View::Conflicts(_) => find(&View::Conflicts),
            other => other,
        }
    }

    /// Where a fact's data file stands.
    pub fn fact_data(&self, briefing: &Briefing, fact: Id<Fact>) -> Route {
        Route::new(format!("facts/{}.json", briefing.facts[fact].slug))
    }

    /// A file that is not a page: `data/facts.json`, `static/style.css`.
    pub fn file(&self, path: &str) -> Route {
        Route::new(path)
    }
}

/// Lists every page of `briefing`.
pub fn plan(briefing: &Briefing) -> Plan {
    let stems = stems(briefing);
    let mut pages = Vec::with_capacity(stems.len() * briefing.languages.count());
    let mut routes = BTreeMap::new();
    for lang in briefing.languages.iter() {
        let prefix = if lang.is_default() { String::new() } else { format!("{}/", briefing.languages.code(lang)) };
        for (view, stem) in &stems {
            let route = Route::new(format!("{prefix}{stem}.html"));
            routes.insert((*view, lang), route.clone());
            pages.push(Page { view: *view, lang, route });
        }
    }
    Plan { pages, routes }
}

fn stems(briefing: &Briefing) -> Vec<(View, String)> {
    let graph = &briefing.graph;
    let mut stems = vec![
        (View::Home, "index".to_owned()),
        (View::Subjects, "subjects".to_owned()),
        (View::Compare, "compare".to_owned()),
        (View::Timeline, "timeline".to_owned()),
        (View::Indicators, "indicators".to_owned()),
        (View::Corrections, "corrections".to_owned()),
        (View::NotFound, "404".to_owned()),
    ];
    let mut list = |stem: String, rows: usize, view: &dyn Fn(Part) -> View| {
        for part in Part::of_list(rows) {
            let stem = if part.number == 1 { stem.clone() } else { format!("{stem}-{}", part.number) };
            stems.push((view(part), stem));
        }
    };
    list("conflicts".into(), briefing.conflicts.len(), &View::Conflicts);
    list("facts".into(), briefing.facts.len(), &View::Facts);
    list("sources".into(), briefing.sources.len(), &View::Sources);
    let mut members = vec![0; briefing.kinds.len()];
    for (_, subject) in briefing.subjects.iter() {
        members[subject.kind.index()] += 1;
    }
    for (id, kind) in briefing.kinds.iter() {
        list(kind.folder.clone(), members[id.index()], &|part| View::Kind(id, part));
    }
    for (id, subject) in briefing.subjects.iter() {
        let stem = format!("{}/{}", briefing.kinds[subject.kind].folder, subject.slug);
        list(stem, graph.subject_facts[id.index()].len(), &|part| View::Subject(id, part));
    }
    for (id, indicator) in briefing.indicators.iter() {
        let stem = format!("indicators/{}", indicator.slug);
        list(stem, graph.indicator_facts[id.index()].len(), &|part| View::Indicator(id, part));
    }
    stems.extend(briefing.articles.iter().map(|(id, article)| (View::Article(id), article.slug.clone())));
    stems.extend(briefing.sources.iter().map(|(id, source)| (View::Source(id), format!("sources/{}", source.slug))));
    stems.extend(briefing.facts.iter().map(|(id, fact)| (View::Fact(id), format!("facts/{}", fact.slug))));
    stems
}
