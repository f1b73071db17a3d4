//! The whole of a briefing after checking, and the links between its parts.

use std::collections::BTreeSet;

use super::evidence::{Condition, Conflict, ConflictKind, Correction, Derived, Gap, Side, Verified};
use super::fact::{Fact, Finding, Origin, Status};
use super::glossary::Term;
use super::history::Edition;
use super::id::{Id, Table};
use super::lang::{Languages, Localised};
use super::prose::Prose;
use super::site::Site;
use super::source::Source;
use super::subject::{Indicator, Kind, Role, Subject};
use super::version::Published;

/// Everything a briefing says. `check` alone makes one, and only from content without errors.
#[derive(Debug)]
pub struct Briefing {
    /// The settings.
    pub site: Site,
    /// The languages.
    pub languages: Languages,
    /// The build's date, `YYYY-MM-DD`.
    pub date: String,
    /// What was recorded as published.
    pub published: Published,
    /// Kinds of subject in `site.toml`'s order.
    pub kinds: Table<Kind>,
    /// Subjects by `kind:slug`.
    pub subjects: Table<Subject>,
    /// Indicators by slug, in the file's order.
    pub indicators: Table<Indicator>,
    /// Sources by slug.
    pub sources: Table<Source>,
    /// Facts by id; those of one source stand together in the sheet's order.
    pub facts: Table<Fact>,
    /// Conflicts by id.
    pub conflicts: Table<Conflict>,
    /// Words that it uses in a sense of its own, in the file's order.
    pub glossary: Vec<Term>,
    /// Gaps, in the file's order.
    pub gaps: Vec<Gap>,
    /// Derived figures by id.
    pub derived: Table<Derived>,
    /// Corrections, newest first.
    pub corrections: Vec<Correction>,
    /// The front page's text.
    pub home: Article,
    /// Free pages (`method`, `about`) by slug.
    pub articles: Table<Article>,
    /// Origins that are not believed, when a reader asks what would be left without them.
    pub without: BTreeSet<Origin>,
    /// What follows from all of it together.
    pub graph: Graph,
}

impl Briefing {
    /// What a subject is part of, the nearest whole first.
    pub fn wholes(&self, subject: Id<Subject>) -> impl Iterator<Item = Id<Subject>> {
        // As many steps as there are subjects: one that lies within itself is reported, not followed for ever.
        std::iter::successors(self.subjects[subject].within, |&id| self.subjects[id].within).take(self.subjects.len())
    }

    /// How content refers to a subject: `kind:slug`.
    pub fn subject_name(&self, id: Id<Subject>) -> String {
        let subject = &self.subjects[id];
        format!("{}:{}", self.kinds[subject.kind].id, subject.slug)
    }

    /// The first and the last year of the facts that a derived figure comes from, where they have any.
    pub fn derived_years(&self, derived: &Derived) -> Option<(i16, i16)> {
        let years = derived.facts.iter().filter_map(|id| self.facts[*id].period.years());
        years.reduce(|(from, to), (first, last)| (from.min(first), to.max(last)))
    }

    /// The sense in which the facts are stated that a derived figure comes from; nothing where they differ in it.
    pub fn derived_status(&self, derived: &Derived) -> Option<Status> {
        let mut all = derived.facts.iter().map(|id| self.facts[*id].status);
        let first = all.next()?;
        all.all(|status| status.outlook() == first.outlook()).then_some(first)
    }

    /// Where a subject's pages stood before, `folder/slug`: under each name and folder that it had.
    pub fn former_places(&self, id: Id<Subject>) -> Vec<String> {
        let subject = &self.subjects[id];
        let names = subject.formerly.iter().map(|(kind, slug)| (*kind, slug.as_str()));
        let names = names.chain([(subject.kind, subject.slug.as_str())]);
        let now = format!("{}/{}", self.kinds[subject.kind].folder, subject.slug);
        let folders = |id: Id<Kind>| self.kinds[id].formerly.iter().chain([&self.kinds[id].folder]);
        let places = names.flat_map(|(kind, slug)| folders(kind).map(move |folder| format!("{folder}/{slug}")));
        places.filter(|place| *place != now).collect()
    }

    /// Where a subject's pages stand, `folder/slug`, after all places where they stood before.
    pub fn places(&self, id: Id<Subject>) -> Vec<String> {
        let subject = &self.subjects[id];
        let now = format!("{}/{}", self.kinds[subject.kind].folder, subject.slug);
        self.former_places(id).into_iter().chain([now]).collect()
    }

    /// How content refers to an origin: `work:slug`, `source:slug`.
    pub fn origin_name(&self, origin: Origin) -> String {
        match origin {
            Origin::Work(id) => self.subject_name(id),
            Origin::Source(id) => format!("source:{}", self.sources[id].slug),
        }
    }

    /// The facts that a subject's page shows, each once: about it, and those that are linked to it.
    pub fn facts_of(&self, subject: Id<Subject>) -> Vec<Id<Fact>> {
        let mut seen = BTreeSet::new();
        let about = self.graph.subject_facts[subject.index()].iter().copied();
        about.chain(self.linked_facts(subject)).filter(|id| seen.insert(*id)).collect()
    }

    /// The facts of a policy, those that concern a subject, that it says, and that go back to it; one may
    /// stand in several of these lists.
    pub fn linked_facts(&self, subject: Id<Subject>) -> impl Iterator<Item = Id<Fact>> {
        let graph = &self.graph;
        let lists = [&graph.policy_facts, &graph.of_facts, &graph.said_facts, &graph.origin_facts];
        lists.into_iter().flat_map(move |list| list[subject.index()].iter().copied())
    }

    /// Whether a subject is a work that is called by the title that it bears, and not by one of ours.
    pub fn bears_title(&self, id: Id<Subject>) -> bool {
        let subject = &self.subjects[id];
        self.kinds[subject.kind].role == Some(Role::Work) && !subject.untitled
    }

    /// What a fact measures, by the name that its indicator has for facts that say what they are of.
    pub fn named_of(&self, fact: Id<Fact>) -> Option<&Localised<String>> {
        let fact = &self.facts[fact];
        self.indicators[fact.indicator].label_of.as_ref().filter(|_| !fact.of.is_empty())
    }

    /// Whether damaged or reworded copies are all that a fact rests on.
    pub fn is_damaged_sole(&self, fact: Id<Fact>) -> bool {
        self.graph.condition[fact.index()] == Condition::Damaged
    }

    /// Of a fact from a damaged copy: the one that states the same in an undamaged copy.
    pub fn sound_copy(&self, fact: Id<Fact>) -> Option<Id<Fact>> {
        match self.graph.condition[fact.index()] {
            Condition::Elsewhere(other) => Some(other),
            Condition::Sound | Condition::Supported | Condition::Damaged => None,
        }
    }

    /// The conflicts that have both facts among their sides.
    pub fn shared_conflicts(&self, a: Id<Fact>, b: Id<Fact>) -> impl Iterator<Item = Id<Conflict>> {
        let of_b = &self.graph.fact_conflicts[b.index()];
        self.conflicts_of(a).filter(move |id| of_b.contains(id))
    }

    /// The operands of a derived figure that stand on two sides of one conflict, with that conflict.
    pub fn at_odds(&self, derived: &Derived) -> Vec<(Id<Fact>, Id<Fact>, Id<Conflict>)> {
        let facts = derived.facts.iter().enumerate();
        let pairs = facts.flat_map(|(at, a)| derived.facts[at + 1..].iter().map(move |b| (*a, *b)));
        pairs.flat_map(|(a, b)| self.shared_conflicts(a, b).map(move |id| (a, b, id))).collect()
    }

    /// The disagreements in which another side excludes a fact.
    pub fn disagreements(&self, fact: Id<Fact>) -> impl Iterator<Item = Id<Conflict>> {
        self.conflicts_of(fact).filter(move |id| {
            let conflict = &self.conflicts[*id];
            let own = Side::Fact(fact);
            conflict.kind.is_disagreement() && conflict.sides.iter().any(|side| self.excludes(conflict, &own, side))
        })
    }

    /// Whether ≠ may stand between two sides of a disagreement: never between equal values, nor between what is
    /// measured in two ways or of two subjects, unless one is a part that exceeds its whole.
    pub fn excludes(&self, conflict: &Conflict, a: &Side, b: &Side) -> bool {
        let (Side::Fact(one), Side::Fact(other)) = (a, b) else { return a != b };
        let (one, other) = (&self.facts[*one], &self.facts[*other]);
        match (&one.finding, &other.finding) {
            (Finding::Quantity(a), Finding::Quantity(b)) => {
                let same = one.indicator == other.indicator && one.subject == other.subject && one.of == other.of;
                let alike = same || conflict.kind == ConflictKind::Part;
                alike && a.unit() == b.unit() && (a.value(), a.value_max()) != (b.value(), b.value_max())
            }
            (Finding::Text(a), Finding::Text(b)) => a != b,
            _ => false,
        }
    }

    /// The other conflicts that a fact is a side of: scope, definition, period, wording, doubt, and disagreements
    /// that it bears on though no side excludes it.
    pub fn cautions(&self, fact: Id<Fact>) -> impl Iterator<Item = Id<Conflict>> {
        let excluded: BTreeSet<Id<Conflict>> = self.disagreements(fact).collect();
        self.conflicts_of(fact).filter(move |id| !excluded.contains(id))
    }

    fn conflicts_of(&self, fact: Id<Fact>) -> impl Iterator<Item = Id<Conflict>> {
        self.graph.fact_conflicts[fact.index()].iter().copied()
    }

    /// Every subject by each of its names in small letters, the longest first: so a name is not found inside another.
    pub fn spoken_names(&self) -> Vec<(String, Id<Subject>)> {
        let mut names = Vec::new();
        for (id, subject) in self.subjects.iter() {
            let titles = self.languages.iter().map(|lang| subject.title.get(lang).clone());
            let aliases = subject.aliases.iter().map(|alias| alias.name.clone());
            let all: BTreeSet<String> = titles.chain(aliases).map(|name| name.to_lowercase()).collect();
            names.extend(all.into_iter().filter(|name| name.chars().count() > 1).map(|name| (name, id)));
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names
    }

    /// Whether `outer` is a whole that `inner` is part of, however deep.
    pub fn holds(&self, outer: Id<Subject>, inner: Id<Subject>) -> bool {
        self.wholes(inner).any(|whole| whole == outer)
    }
}

/// A page of text.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its name in the address.
    pub slug: String,
    /// What it was called before.
    pub formerly: Vec<String>,
    /// Its title.
    pub title: Localised<String>,
    /// Its text.
    pub body: Localised<Prose>,
    /// Whether it lists every waived figure of the briefing, for a waiver is a trust asked for.
    pub waivers: bool,
}

/// Answers about a briefing, computed once. Vectors run parallel to the tables.
#[derive(Debug, Default)]
pub struct Graph {
    /// For each fact, how many independent witnesses it has.
    pub witnesses: Vec<u32>,
    /// For each fact, in what condition the words are that it rests on.
    pub condition: Vec<Condition>,
    /// For each fact, the conflicts that it is a side of.
    pub fact_conflicts: Vec<Vec<Id<Conflict>>>,
    /// For each fact, what the machine saw; `None` is "not yet verified".
    pub verified: Vec<Option<Verified>>,
    /// For each subject, the facts about it (`subject`).
    pub subject_facts: Vec<Vec<Id<Fact>>>,
    /// For each subject, the facts that name it in `of`.
    pub of_facts: Vec<Vec<Id<Fact>>>,
    /// For each subject, the facts that belong to it as a policy.
    pub policy_facts: Vec<Vec<Id<Fact>>>,
    /// For each subject, the facts that it says (`by`).
    pub said_facts: Vec<Vec<Id<Fact>>>,
    /// For each subject, the facts that rest on it as a work.
    pub origin_facts: Vec<Vec<Id<Fact>>>,
    /// For each subject, the subjects directly within it.
    pub parts: Vec<Vec<Id<Subject>>>,
    /// For each subject, the subjects that it issued.
    pub issued: Vec<Vec<Id<Subject>>>,
    /// For each subject, the subjects that name it in `places`.
    pub located: Vec<Vec<Id<Subject>>>,
    /// For each subject, the sources whose facts or summaries speak of it.
    pub subject_sources: Vec<Vec<Id<Source>>>,
    /// For each subject, other subjects whose text links to it.
    pub mentions: Vec<Vec<Id<Subject>>>,
    /// For each indicator, its facts.
    pub indicator_facts: Vec<Vec<Id<Fact>>>,
    /// For each subject, its gaps.
    pub subject_gaps: Vec<Vec<usize>>,
    /// For each indicator, its gaps.
    pub indicator_gaps: Vec<Vec<usize>>,
    /// For each source, its facts in the document's order.
    pub source_facts: Vec<Vec<Id<Fact>>>,
    /// For each derived figure, nothing but its facts; for each fact, the derived figures that use it.
    pub fact_derived: Vec<Vec<Id<Derived>>>,
    /// For each fact, what it said in each of its versions, the oldest first and the present one last.
    pub history: Vec<Vec<Edition>>,
}
