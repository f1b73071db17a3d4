//! Which pages exist, what each shows, and where they stand.
//!
//! In: a checked [`Briefing`]. Out: a [`Plan`], and for each page what it shows. Never: I/O, markup,
//! a language's words.

pub mod files;
pub mod kinds;
pub mod page;
pub mod route;
pub mod shown;
pub mod telling;
pub mod version;

use std::collections::{BTreeMap, BTreeSet};

use crate::language::segment::Lexis;
use crate::model::address::{Addresses, Clash};
use crate::model::briefing::Briefing;
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::subject::Subject;
use kinds::{KINDS, Nav, PageKind, Place, Reach, View};
use page::{Page, Part};
use route::Route;

/// Every page of the site, and the routes of all that is not a page.
#[derive(Debug)]
pub struct Plan {
    /// The pages, those of the default language first.
    pub pages: Vec<Page>,
    /// What they show, each once for all languages.
    pub views: Vec<View>,
    /// Where the head of every page leads.
    pub main: Vec<View>,
    /// Where the foot of every page leads: pages of text first.
    pub foot: Vec<View>,
    /// The old addresses of pages, each with the page that stands elsewhere now.
    pub moved: Vec<Moved>,
    /// The short names of what has a page, by language: no line breaks inside one.
    pub names: Vec<Lexis>,
    routes: BTreeMap<(View, Lang), Route>,
}

/// An old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where the page stood.
    pub from: Route,
    /// Where it stands.
    pub to: Page,
}

impl Plan {
    /// Where a view stands in a language; `None` if the site has no such page.
    pub fn route(&self, view: View, lang: Lang) -> Option<&Route> {
        self.routes.get(&(view, lang))
    }

    /// The page that a view opens with.
    pub fn page(&self, view: View, lang: Lang) -> Page {
        Page { view: self.opening(view), lang, route: self.first(view, lang).clone() }
    }

    /// A view's pages, one for each language.
    pub fn pages_of(&self, view: View) -> impl Iterator<Item = Page> {
        let of_view = self.routes.range((view, Lang::DEFAULT)..).take_while(move |((other, _), _)| *other == view);
        of_view.map(|((view, lang), route)| Page { view: *view, lang: *lang, route: route.clone() })
    }

    /// Where the page that a view opens with stands: for lists, the first part.
    pub fn first(&self, view: View, lang: Lang) -> &Route {
        self.route(self.opening(view), lang).expect("plan gives every view a first page")
    }

    fn opening(&self, view: View) -> View {
        let low = view.at(Part { number: 1, of: 0 });
        self.routes.range((low, Lang::DEFAULT)..).next().expect("a view has a first part").0.0
    }

    /// Where a fact's data file stands.
    pub fn fact_data(&self, briefing: &Briefing, fact: Id<Fact>) -> Route {
        Route::new(format!("facts/{}.json", briefing.facts[fact].slug))
    }

    /// Where a fact's data file stood under the names that it had before.
    pub fn former_fact_data(&self, briefing: &Briefing, fact: Id<Fact>) -> Vec<Route> {
        briefing.facts[fact].formerly.iter().map(|slug| Route::new(format!("facts/{slug}.json"))).collect()
    }

    /// A file that is not a page: `data/facts.json`, `static/style.css`.
    pub fn file(&self, path: &str) -> Route {
        Route::new(path)
    }
}

/// Lists every page of `briefing`.
pub fn plan(briefing: &Briefing) -> Plan {
    let views: Vec<View> = KINDS.iter().flat_map(|kind| (kind.views)(briefing)).collect();
    let stems: Vec<String> = views.iter().map(|view| view.stem(briefing)).collect();
    let mut pages = Vec::with_capacity(views.len() * briefing.languages.count());
    let mut routes = BTreeMap::new();
    for lang in briefing.languages.iter() {
        for (view, stem) in views.iter().zip(&stems) {
            let route = Route::new(path(briefing, lang, stem));
            routes.insert((*view, lang), route.clone());
            pages.push(Page { view: *view, lang, route });
        }
    }
    let main = leading(briefing, Nav::Main);
    let mut foot = leading(briefing, Nav::Foot);
    foot.sort_by_key(|view| view.kind().place != Place::Root);
    let moved = pages.iter().flat_map(|page| moved(briefing, page)).collect();
    let names = briefing.languages.iter().map(|lang| names(briefing, lang)).collect();
    Plan { pages, views, main, foot, moved, names, routes }
}

/// More characters than a name has that a line can always hold.
const LONG_NAME: usize = 8;

fn names(briefing: &Briefing, lang: Lang) -> Lexis {
    let of = |subject: &Subject| {
        let aliases = subject.aliases.iter().filter(|alias| alias.lang == lang).map(|alias| alias.name.clone());
        aliases.chain([subject.title.get(lang).clone()]).collect::<Vec<_>>()
    };
    let terms = briefing.glossary.iter().map(|term| term.label.get(lang).clone());
    let all = briefing.subjects.iter().flat_map(|(_, subject)| of(subject)).chain(terms);
    all.filter(|name| (2..=LONG_NAME).contains(&name.chars().count())).collect()
}

/// The old addresses of a page.
fn moved(briefing: &Briefing, page: &Page) -> Vec<Moved> {
    let route = |stem: String| Route::new(path(briefing, page.lang, &stem));
    let stems = page.view.former_stems(briefing).into_iter();
    stems.map(|stem| Moved { from: route(stem), to: page.clone() }).collect()
}

/// Where a part of every page leads: the first part of a list.
fn leading(briefing: &Briefing, nav: Nav) -> Vec<View> {
    let kinds = KINDS.iter().filter(|kind| kind.nav == nav);
    kinds.flat_map(|kind| (kind.views)(briefing)).filter(|view| view.part().is_first()).collect()
}

fn path(briefing: &Briefing, lang: Lang, stem: &str) -> String {
    if lang.is_default() { format!("{stem}.html") } else { format!("{}/{stem}.html", briefing.languages.code(lang)) }
}

/// What the site keeps for itself, and how two pages at one address are found: what `check` must know.
pub fn addresses() -> Addresses {
    let named = |kind: &PageKind| if let Place::Page(name) = kind.place { Some(name) } else { None };
    let pages = || KINDS.iter().filter_map(named);
    let linked = KINDS.iter().filter(|kind| kind.reach != Reach::Anywhere).filter_map(named);
    let folders = KINDS.iter().filter_map(|kind| if let Place::Folder(name) = kind.place { Some(name) } else { None });
    // A list that goes on has pages of its name, and outputs that are no pages stand in folders of their own.
    let folders = folders.chain(pages()).chain(["data", "static", "editions"]);
    Addresses { pages: linked.collect(), folders: folders.collect(), clashes, stems }
}

/// The names of all pages under the root, without language and ending, the old ones too.
fn stems(briefing: &Briefing) -> BTreeSet<String> {
    let views = KINDS.iter().flat_map(|kind| (kind.views)(briefing));
    views.flat_map(|view| view.former_stems(briefing).into_iter().chain([view.stem(briefing)])).collect()
}

/// Every address at which two pages would stand.
fn clashes(briefing: &Briefing) -> Vec<Clash> {
    let mut owners = BTreeMap::new();
    let mut clashes = Vec::new();
    let views: Vec<View> = KINDS.iter().flat_map(|kind| (kind.views)(briefing)).collect();
    let present = views.iter().map(|view| (view.owner(), view.stem(briefing), false));
    // Old addresses last: what stands there now has the right to it.
    let former = views.iter().flat_map(|view| {
        view.former_stems(briefing).into_iter().map(|stem| (view.owner(), stem, true)).collect::<Vec<_>>()
    });
    for (owner, stem, formerly) in present.chain(former) {
        for lang in briefing.languages.iter() {
            let address = path(briefing, lang, &stem).to_lowercase();
            match owners.get(&address) {
                None => {
                    owners.insert(address, owner);
                }
                Some(first) => clashes.push(Clash { address, first: *first, second: owner, formerly }),
            }
        }
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn links_name_every_page_but_the_one_for_unknown_addresses() {
        let pages = addresses().pages;
        assert_eq!((pages.contains(&"index"), pages.contains(&"404")), (true, false));
    }
}
