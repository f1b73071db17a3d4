//! The kinds of page, a row each: where such pages stand, who leads there, what they show.
//!
//! A row has these columns:
//!
//! - `place`: the page's name, or the folder that has a page for each record.
//! - `views`: every page of the kind; `slug` and `part` tell them apart.
//! - `nav`: whether the head or the foot of every page leads there; `under`: the main page that is
//!   marked as the reader's place; `above`: the way down from the front page.
//! - `reach`: how readers come to it, and with that whether it is listed, recorded, and there as Markdown.
//! - `title`, `about`: its heading, and a sentence on it for search engines.
//! - `template`, `class`: how it is set.
//! - `shows`: what it shows; one file here for each kind, or for a few that are alike.
//!
//! A new kind is a row, its file here, its template and its words: routes, navigation, crumbs, titles, reserved names,
//! versions, search, the sitemap and editions follow from the row.

pub mod apart;
mod article;
pub mod changes;
pub mod chart;
mod common;
mod compare;
mod conflict;
pub mod conflicts;
mod derived;
mod fact;
mod gaps;
mod glossary;
mod home;
mod indicator;
mod lists;
mod locator;
mod origins;
pub mod places;
mod quoting;
mod same;
pub mod search;
mod source;
mod subject;
mod support;
pub mod target;
mod timeline;

use std::borrow::Cow;

use crate::model::address::Owner;
use crate::model::briefing::{Article, Briefing};
use crate::model::evidence::{Conflict, Derived};
use crate::model::fact::Fact;
use crate::model::id::Id;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Kind, Subject};

use super::page::Part;
use super::shown::{By, Shown, plain};

/// Where the pages of a kind stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A page that every briefing has, by its name.
    Page(&'static str),
    /// A folder with a page for each record.
    Folder(&'static str),
    /// At the root, or in folders that the content names.
    Root,
}

/// Which part of every page leads to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The head.
    Main,
    /// The foot.
    Foot,
    /// Neither.
    Neither,
}

/// How readers come to a page, and what is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// They read it: it is listed, its versions are recorded, and beside it stands the same as Markdown.
    Read,
    /// They work with it in a browser: as above, without Markdown, which would have nothing to say.
    Worked,
    /// A host shows it at any address: it is neither listed nor recorded, and no link of it can be relative.
    Anywhere,
}

/// A row of the table: what all pages of one kind have in common.
#[derive(Debug)]
pub struct PageKind {
    /// Where they stand.
    pub place: Place,
    /// Which part of every page leads there.
    pub nav: Nav,
    /// The main page that is marked as the reader's place; empty for none.
    pub under: &'static str,
    /// How readers come there.
    pub reach: Reach,
    /// The template.
    pub template: &'static str,
    /// The class of the body.
    pub class: &'static str,
    /// Every page of the kind.
    pub views: fn(&Briefing) -> Vec<View>,
}

/// Writes the table once as an enum, as rows, and as what depends on the record that a page is about.
macro_rules! kinds {
    ($briefing:ident: $(
        $(#[$doc:meta])*
        $name:ident $(($($arg:ident: $of:ty),+))? {
            place: $place:expr, views: $views:expr, owner: $owner:expr, slug: $slug:expr, part: $part:expr,
            nav: $nav:expr, under: $under:expr, above: $above:expr, reach: $reach:ident,
            title: $title:expr, about: $about:expr,
            template: $template:expr, class: $class:expr,
            shows: $shows:expr,
        }
    )*) => {
        /// A page in whatever language: its kind, and what it is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum View {
            $($(#[$doc])* $name $(($($of),+))?,)*
        }

        #[derive(Clone, Copy)]
        enum Row {
            $($name,)*
        }

        /// The table.
        pub static KINDS: &[PageKind] = &[$(PageKind {
            place: $place,
            nav: $nav,
            under: $under,
            reach: Reach::$reach,
            template: $template,
            class: $class,
            views: |$briefing: &Briefing| -> Vec<View> {
                let _ = $briefing;
                $views
            },
        },)*];

        #[allow(unused_variables, reason = "a column needs only some of what a page is about")]
        impl View {
            /// Its row of the table.
            pub fn kind(self) -> &'static PageKind {
                let row = match self {
                    $(View::$name { .. } => Row::$name,)*
                };
                &KINDS[row as usize]
            }

            /// What it is about.
            pub fn owner(self) -> Owner {
                match self {
                    $(View::$name $(($($arg),+))? => $owner,)*
                }
            }

            fn slug(self, $briefing: &Briefing) -> Cow<'_, str> {
                match self {
                    $(View::$name $(($($arg),+))? => $slug,)*
                }
            }

            /// Which part of a list it is.
            pub fn part(self) -> Part {
                match self {
                    $(View::$name $(($($arg),+))? => $part,)*
                }
            }

            /// Another part of the same list; itself if it is no list.
            pub fn at(self, part: Part) -> Self {
                match self {
                    $(View::$name $(($($arg),+))? => View::$name $(($($arg.at(part)),+))?,)*
                }
            }

            /// The pages on the way down to it, without the front page and itself.
            pub fn above(self, $briefing: &Briefing) -> Vec<View> {
                match self {
                    $(View::$name $(($($arg),+))? => $above,)*
                }
            }

            /// Its title, whichever part it is.
            pub fn title(self, $briefing: &Briefing) -> Shown<'_> {
                match self {
                    $(View::$name $(($($arg),+))? => $title,)*
                }
            }

            /// One sentence on it.
            pub fn about(self, $briefing: &Briefing) -> Shown<'_> {
                match self {
                    $(View::$name $(($($arg),+))? => $about,)*
                }
            }

            /// What it shows.
            pub fn shows(self, $briefing: &Briefing) -> Shown<'_> {
                match self {
                    $(View::$name $(($($arg),+))? => $shows,)*
                }
            }
        }
    };
}

kinds! { briefing:
    /// The front page.
    Home {
        place: Place::Page("index"), views: vec![View::Home], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Neither, under: "", above: Vec::new(), reach: Read,
        title: Shown::Text(&briefing.site.title), about: Shown::Text(&briefing.site.description),
        template: "home.html", class: "home",
        shows: home::shows(briefing),
    }
    /// Everything that has a page, grouped by kind.
    Subjects {
        place: Place::Page("subjects"), views: vec![View::Subjects], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Main, under: "subjects", above: Vec::new(), reach: Read,
        title: words("subjects.title"), about: words("subjects.description"),
        template: "list.html", class: "list",
        shows: lists::subjects(briefing),
    }
    /// Places side by side.
    Compare {
        place: Place::Page("compare"), views: vec![View::Compare], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Main, under: "compare", above: Vec::new(), reach: Read,
        title: words("compare.title"), about: words("compare.description"),
        template: "compare.html", class: "compare",
        shows: compare::shows(briefing),
    }
    /// Policies and deadlines.
    Timeline {
        place: Place::Page("timeline"), views: vec![View::Timeline], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Main, under: "timeline", above: Vec::new(), reach: Read,
        title: words("timeline.title"), about: words("timeline.description"),
        template: "timeline.html", class: "timeline",
        shows: timeline::shows(briefing),
    }
    /// All indicators.
    Indicators {
        place: Place::Page("indicators"), views: vec![View::Indicators], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "facts", above: Vec::new(), reach: Read,
        title: words("indicators.title"), about: words("indicators.description"),
        template: "list.html", class: "list",
        shows: lists::indicators(briefing),
    }
    /// Revisions, corrections, withdrawals.
    Corrections {
        place: Place::Page("corrections"), views: vec![View::Corrections], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "", above: Vec::new(), reach: Read,
        title: words("corrections.title"), about: words("corrections.description"),
        template: "corrections.html", class: "list",
        shows: changes::corrections(briefing),
    }
    /// What was added and changed, by day.
    Changes {
        place: Place::Page("changes"), views: vec![View::Changes], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "", above: Vec::new(), reach: Read,
        title: words("changes.title"), about: words("changes.description"),
        template: "changes.html", class: "list",
        shows: changes::shows(briefing),
    }
    /// What a host shows for an unknown address.
    NotFound {
        place: Place::Page("404"), views: vec![View::NotFound], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Neither, under: "", above: Vec::new(), reach: Anywhere,
        title: words("not_found.title"), about: words("not_found.text"),
        template: "404.html", class: "not-found",
        shows: Shown::Nothing,
    }
    /// What was looked for and not found.
    Gaps {
        place: Place::Page("gaps"), views: vec![View::Gaps], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "facts", above: Vec::new(), reach: Read,
        title: words("gaps.title"), about: words("gaps.description"),
        template: "gaps.html", class: "list",
        shows: gaps::shows(briefing),
    }
    /// The words that the briefing uses in a sense of its own.
    Glossary {
        place: Place::Page("glossary"), views: glossary::views(briefing), owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "", above: Vec::new(), reach: Read,
        title: words("glossary.title"), about: words("glossary.description"),
        template: "glossary.html", class: "list",
        shows: glossary::shows(briefing),
    }
    /// What rests on what, and what would be left without it.
    Origins {
        place: Place::Page("origins"), views: vec![View::Origins], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "sources", above: Vec::new(), reach: Read,
        title: words("origins.title"), about: words("origins.description"),
        template: "origins.html", class: "list",
        shows: origins::shows(briefing),
    }
    /// A reader's own report, held against the briefing.
    Audit {
        place: Place::Page("audit"), views: vec![View::Audit], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "", above: Vec::new(), reach: Worked,
        title: words("audit.title"), about: words("audit.description"),
        template: "audit.html", class: "audit",
        shows: Shown::Nothing,
    }
    /// Everything by its words.
    Search {
        place: Place::Page(search::NAME), views: vec![View::Search], owner: Owner::Site, slug: "".into(), part: Part::FIRST,
        nav: Nav::Foot, under: "", above: Vec::new(), reach: Worked,
        title: words("search.title"), about: words("search.description"),
        template: "search.html", class: "search",
        shows: search::shows(briefing),
    }
    /// All conflicts.
    Conflicts(part: Part) {
        place: Place::Page("conflicts"), views: parts(briefing.conflicts.len(), View::Conflicts),
        owner: Owner::Site, slug: "".into(), part: part,
        nav: Nav::Main, under: "conflicts", above: Vec::new(), reach: Read,
        title: words("conflicts.title"), about: words("conflicts.description"),
        template: "conflicts.html", class: "conflicts",
        shows: conflicts::shows(briefing, part),
    }
    /// All facts.
    Facts(part: Part) {
        place: Place::Page("facts"), views: parts(briefing.facts.len(), View::Facts),
        owner: Owner::Site, slug: "".into(), part: part,
        nav: Nav::Main, under: "facts", above: Vec::new(), reach: Read,
        title: words("facts.title"), about: words("facts.description"),
        template: "facts.html", class: "list",
        shows: lists::facts(briefing, part),
    }
    /// All sources.
    Sources(part: Part) {
        place: Place::Page("sources"), views: parts(briefing.sources.len(), View::Sources),
        owner: Owner::Site, slug: "".into(), part: part,
        nav: Nav::Main, under: "sources", above: Vec::new(), reach: Read,
        title: words("sources.title"), about: words("sources.description"),
        template: "list.html", class: "list",
        shows: lists::sources(briefing, part),
    }
    /// All subjects of one kind.
    Kind(id: Id<Kind>, part: Part) {
        place: Place::Root, views: kinds(briefing),
        owner: Owner::Kind(id), slug: Cow::from(&briefing.kinds[id].folder), part: part,
        nav: Nav::Neither, under: "subjects", above: Vec::new(), reach: Read,
        title: Shown::Text(&briefing.kinds[id].plural), about: Shown::Text(&briefing.kinds[id].plural),
        template: "list.html", class: "list",
        shows: lists::kind(briefing, id, part),
    }
    /// One subject.
    Subject(id: Id<Subject>, part: Part) {
        place: Place::Root, views: openings(&briefing.graph.subject_facts, briefing.subjects.ids()),
        owner: Owner::Subject(id), slug: subject::slug(briefing, id), part: part,
        nav: Nav::Neither, under: "subjects", above: subject::above(briefing, id), reach: Read,
        title: Shown::Text(&briefing.subjects[id].title), about: subject::about(briefing, id),
        template: "subject.html", class: "subject",
        shows: subject::shows(briefing, id, part),
    }
    /// One indicator.
    Indicator(id: Id<Indicator>, part: Part) {
        place: Place::Folder("indicators"),
        views: each(&briefing.graph.indicator_facts, briefing.indicators.ids(), View::Indicator),
        owner: Owner::Indicator(id), slug: Cow::from(&briefing.indicators[id].slug), part: part,
        nav: Nav::Neither, under: "facts", above: vec![View::Indicators], reach: Read,
        title: Shown::Text(&briefing.indicators[id].label), about: Shown::Text(&briefing.indicators[id].definition),
        template: "indicator.html", class: "indicator",
        shows: indicator::shows(briefing, id, part),
    }
    /// A page of text.
    Article(id: Id<Article>) {
        place: Place::Root, views: briefing.articles.ids().map(View::Article).collect(),
        owner: Owner::Article(id), slug: Cow::from(&briefing.articles[id].slug), part: Part::FIRST,
        nav: Nav::Foot, under: "", above: Vec::new(), reach: Read,
        title: Shown::Text(&briefing.articles[id].title), about: Shown::Text(&briefing.site.description),
        template: "article.html", class: "article",
        shows: article::shows(briefing, id),
    }
    /// One source.
    Source(id: Id<Source>) {
        place: Place::Folder("sources"), views: briefing.sources.ids().map(View::Source).collect(),
        owner: Owner::Source(id), slug: Cow::from(&briefing.sources[id].slug), part: Part::FIRST,
        nav: Nav::Neither, under: "sources", above: vec![View::Sources(Part::FIRST)], reach: Read,
        title: Shown::Text(&briefing.sources[id].title), about: source::about(briefing, id),
        template: "source.html", class: "source",
        shows: source::shows(briefing, id),
    }
    /// One conflict.
    Conflict(id: Id<Conflict>) {
        place: Place::Folder("conflicts"), views: briefing.conflicts.ids().map(View::Conflict).collect(),
        owner: Owner::Conflict(id), slug: Cow::from(&briefing.conflicts[id].slug), part: Part::FIRST,
        nav: Nav::Neither, under: "conflicts", above: vec![View::Conflicts(Part::FIRST)], reach: Read,
        title: Shown::Text(&briefing.conflicts[id].title), about: Shown::Text(&briefing.conflicts[id].finding),
        template: "conflict.html", class: "conflict",
        shows: conflict::shows(briefing, id),
    }
    /// One derived figure.
    Derived(id: Id<Derived>) {
        place: Place::Folder("derived"), views: briefing.derived.ids().map(View::Derived).collect(),
        owner: Owner::Derived(id), slug: Cow::from(&briefing.derived[id].slug), part: Part::FIRST,
        nav: Nav::Neither, under: "facts", above: vec![View::subject(briefing.derived[id].subject)], reach: Read,
        title: derived::title(briefing, id), about: derived::title(briefing, id),
        template: "derived.html", class: "fact",
        shows: derived::shows(briefing, id),
    }
    /// One fact.
    Fact(id: Id<Fact>) {
        place: Place::Folder("facts"), views: briefing.facts.ids().map(View::Fact).collect(),
        owner: Owner::Fact(id), slug: Cow::from(&briefing.facts[id].slug), part: Part::FIRST,
        nav: Nav::Neither, under: "facts", above: fact::above(briefing, id), reach: Read,
        title: fact::title(briefing, id), about: fact::about(briefing, id),
        template: "fact.html", class: "fact",
        shows: fact::shows(briefing, id),
    }
}

/// What tells the pages of a kind apart, as it is in another part of the same list.
trait Told: Copy {
    fn at(self, part: Part) -> Self;
}

impl Told for Part {
    fn at(self, part: Part) -> Self {
        part
    }
}

impl<T> Told for Id<T> {
    fn at(self, _: Part) -> Self {
        self
    }
}

impl View {
    /// A subject's page.
    pub fn subject(id: Id<Subject>) -> Self {
        View::Subject(id, Part::FIRST)
    }

    /// An indicator's page.
    pub fn indicator(id: Id<Indicator>) -> Self {
        View::Indicator(id, Part::FIRST)
    }

    /// Whether lists of all pages name it, and its versions are recorded.
    pub fn is_listed(self) -> bool {
        self.kind().reach != Reach::Anywhere
    }

    /// Whether a host shows it at any address, so that its links cannot be relative to it.
    pub fn is_anywhere(self) -> bool {
        self.kind().reach == Reach::Anywhere
    }

    /// The page with a name that every briefing has.
    pub fn named(briefing: &Briefing, name: &str) -> Option<Self> {
        let kind = KINDS.iter().find(|kind| matches!(kind.place, Place::Page(known) if known == name))?;
        (kind.views)(briefing).first().copied()
    }

    /// Its name under the root, without language and ending: `cities/alba`, `facts-2`.
    pub fn stem(self, briefing: &Briefing) -> String {
        let slug = self.slug(briefing);
        let stem = match self.kind().place {
            Place::Page(name) => name.to_owned(),
            Place::Folder(folder) => format!("{folder}/{slug}"),
            Place::Root => slug.into_owned(),
        };
        if self.part().is_first() { stem } else { format!("{stem}-{}", self.part().number) }
    }

    /// What its name under the root was before, in the same way.
    pub fn former_stems(self, briefing: &Briefing) -> Vec<String> {
        let within = |folder: &str, slugs: &[String]| -> Vec<String> {
            slugs.iter().map(|slug| format!("{folder}/{slug}")).collect()
        };
        let folder = match self.kind().place {
            Place::Folder(folder) => folder,
            Place::Page(_) | Place::Root => "",
        };
        let stems: Vec<String> = match self.owner() {
            Owner::Subject(id) => briefing.former_places(id),
            Owner::Kind(id) => briefing.kinds[id].formerly.clone(),
            Owner::Conflict(id) => {
                let conflict = &briefing.conflicts[id];
                [within(folder, &conflict.formerly), within("derived", &conflict.withdrawn)].concat()
            }
            Owner::Derived(id) => within(folder, &briefing.derived[id].formerly),
            Owner::Source(id) => within(folder, &briefing.sources[id].formerly),
            Owner::Indicator(id) => within(folder, &briefing.indicators[id].formerly),
            Owner::Fact(id) => within(folder, &briefing.facts[id].formerly),
            Owner::Article(id) => briefing.articles[id].formerly.clone(),
            Owner::Site => Vec::new(),
        };
        let numbered =
            |stem: String| if self.part().is_first() { stem } else { format!("{stem}-{}", self.part().number) };
        stems.into_iter().map(numbered).collect()
    }

    /// Its title, and which part of the list it is where that is not the first, which is the page itself.
    pub fn heading(self, briefing: &Briefing) -> Shown<'_> {
        let (title, part) = (self.title(briefing), self.part());
        if part.is_first() {
            return title;
        }
        let (number, of) = (plain(part.number.to_string()), plain(part.of.to_string()));
        Shown::Filled("list.part", vec![("title", title), ("n", number), ("of", of)])
    }

    /// How a list is narrowed to what this page is about, as its address says it: `subject=city:alba`; empty where it is
    /// about nothing of its own.
    pub fn narrows(self, briefing: &Briefing) -> String {
        match self.owner() {
            Owner::Subject(id) => format!("subject={}", briefing.subject_name(id)),
            Owner::Indicator(id) => format!("indicator={}", briefing.indicators[id].slug),
            Owner::Source(id) => format!("source=source:{}", briefing.sources[id].slug),
            Owner::Site
            | Owner::Kind(_)
            | Owner::Fact(_)
            | Owner::Conflict(_)
            | Owner::Derived(_)
            | Owner::Article(_) => String::new(),
        }
    }

    /// What a link calls it: the words of the navigation for a page that stands there, else its title.
    pub fn label(self, briefing: &Briefing) -> Shown<'_> {
        match (self.kind().place, self.kind().nav) {
            (Place::Page(name), Nav::Main | Nav::Foot) => Shown::Word(format!("nav.{name}").into()),
            _ => self.title(briefing),
        }
    }
}

fn words<'a>(key: &'static str) -> Shown<'a> {
    Shown::Word(key.into())
}

fn parts(rows: usize, view: impl Fn(Part) -> View) -> Vec<View> {
    Part::of_list(rows).map(view).collect()
}

/// The parts of every record's list of facts.
fn each<T>(facts: &[Vec<Id<Fact>>], ids: impl Iterator<Item = Id<T>>, view: impl Fn(Id<T>, Part) -> View) -> Vec<View> {
    ids.flat_map(|id| parts(facts[id.index()].len(), |part| view(id, part))).collect()
}

/// Every subject's page, and the tables that it goes on with.
fn openings(facts: &[Vec<Id<Fact>>], ids: impl Iterator<Item = Id<Subject>>) -> Vec<View> {
    let parts = |id: Id<Subject>| Part::of_opening(facts[id.index()].len());
    ids.flat_map(|id| parts(id).map(move |part| View::Subject(id, part))).collect()
}

fn kinds(briefing: &Briefing) -> Vec<View> {
    let mut members = vec![0; briefing.kinds.len()];
    for (_, subject) in briefing.subjects.iter() {
        members[subject.kind.index()] += 1;
    }
    briefing.kinds.ids().flat_map(|id| parts(members[id.index()], |part| View::Kind(id, part))).collect()
}

/// A title and where it comes from, for search engines.
fn from_source<'a>(title: Shown<'a>, source: Id<Source>) -> Shown<'a> {
    Shown::Joined(By::Mark(" — "), vec![title, Shown::Source(source)])
}
