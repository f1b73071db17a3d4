//! Comparable facts, found by what they share, when they hold and what they allow, without trying each pair.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Finding, Of, Outlook, Status};
use crate::model::id::Id;
use crate::model::interval::{End, Interval};
use crate::model::lang::Lang;
use crate::model::period::{Period, Span};
use crate::model::subject::{Indicator, Subject};

/// What facts must share to be comparable; a claim counts as an actual.
pub type Group<'a> = (Id<Subject>, Id<Indicator>, Vec<Where<'a>>, Status);

/// One thing that a fact names in `of`, in an order of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where<'a> {
    /// A subject.
    Subject(Id<Subject>),
    /// A fact.
    Fact(Id<Fact>),
    /// Words, in the default language.
    Text(&'a str),
}

/// Up to so many comparable facts every pair is told, so that each stands in a conflict; of more,
/// each fact is held against one other, or a report would be as long as their number squared.
pub const EVERY_PAIR: usize = 32;

/// Where a fact applies, whatever the order in which it says so.
pub fn places(fact: &Fact) -> Vec<Where<'_>> {
    let place = |of| match of {
        &Of::Subject(id) => Where::Subject(id),
        &Of::Fact(id) => Where::Fact(id),
        Of::Text(text) => Where::Text(text.get(Lang::DEFAULT)),
    };
    let mut places: Vec<Where<'_>> = fact.of.iter().map(place).collect();
    places.sort();
    places
}

/// The comparable facts among these, by what they share; periods may still differ within a group.
pub fn groups(briefing: &Briefing, among: impl Iterator<Item = Id<Fact>>) -> BTreeMap<Group<'_>, Vec<Id<Fact>>> {
    let mut groups: BTreeMap<Group<'_>, Vec<Id<Fact>>> = BTreeMap::new();
    for id in among {
        let fact = &briefing.facts[id];
        groups.entry((fact.subject, fact.indicator, places(fact), sense(fact))).or_default().push(id);
    }
    groups
}

/// The sense in which facts are compared: a claim counts as an actual.
pub fn sense(fact: &Fact) -> Status {
    fact.status.compared_as()
}

/// Whether a fact still stands: a deprecated one contradicts nothing.
pub fn stands(fact: &Fact) -> bool {
    !fact.rank.is_withdrawn()
}

/// Whether two facts of one group can speak of the same day.
pub fn same_time(a: &Fact, b: &Fact) -> bool {
    a.period.overlaps(&b.period)
}

/// How the times of two facts of one group stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// They are one: the same period, a deadline and the period that ends with it, a year and its last day.
    One,
    /// They may be one, or a part and its whole: a year and a month of it, what has no date and anything.
    Near,
    /// They are two: a year and the next, two deadlines, what was so until a year and what is so in it.
    Two,
}

/// Whether two facts of one group speak of one time. Periods that overlap need not be one: 118 in the first nine
/// months and 159 in the year go together, and so do two financial years that share a calendar year.
pub fn times(a: &Fact, b: &Fact) -> Times {
    let (one, other) = (&a.period, &b.period);
    if !same_time(a, b) {
        return Times::Two;
    }
    if one.is_undated() || other.is_undated() {
        return Times::Near;
    }
    let by = |period: &Period| matches!(period.span(), Span::By(_));
    let ahead = a.status.outlook() == Outlook::Ahead && b.status.outlook() == Outlook::Ahead;
    let ends = one.latest() == other.latest();
    match () {
        () if !ahead && by(one) != by(other) || one.adjoins(other) => Times::Two,
        () if ahead && !ends => Times::Two,
        () if ends && (ahead || one.earliest() == other.earliest() || one.is_day() || other.is_day()) => Times::One,
        () => Times::Near,
    }
}

/// What a fact allows, if it states a quantity.
pub fn bounds(fact: &Fact) -> Option<Interval> {
    match &fact.finding {
        Finding::Quantity(quantity) => Some(quantity.bounds()),
        Finding::Text(_) => None,
    }
}

/// A fact with a quantity: when it holds, and what it allows.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The fact.
    pub id: Id<Fact>,
    /// The first day that it may speak of.
    from: Date,
    /// The last day that it may speak of.
    until: Date,
    /// What it allows.
    pub bounds: Interval,
}

impl Entry {
    /// The entry of a fact; `None` if it states no quantity.
    pub fn of(briefing: &Briefing, id: Id<Fact>) -> Option<Self> {
        let fact = &briefing.facts[id];
        let period = &fact.period;
        let uncertain = period.is_undated() || period.is_choice();
        let from = period.earliest().filter(|_| !uncertain).unwrap_or(Date::MIN);
        let until = period.latest().filter(|_| !uncertain).unwrap_or(Date::MAX);
        Some(Self { id, from, until, bounds: bounds(fact)? })
    }

    /// The same at its time, whatever it states.
    pub fn of_any_number(&self) -> Self {
        Self { bounds: Interval { low: None, high: None }, ..*self }
    }

    /// What decides with whom it goes: facts that agree in all of it go with the same facts.
    pub fn key(&self) -> (Date, Date, [Option<(Decimal, bool)>; 2]) {
        let end = |end: Option<End>| end.map(|end| (end.at.normalize(), end.closed));
        (self.from, self.until, [end(self.bounds.low), end(self.bounds.high)])
    }
}

/// What is to be found among the facts that hold at the same time as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// Facts that allow nothing which it allows.
    Excluding,
    /// Facts that allow less than it in every case.
    Below,
    /// Facts that allow something which it allows.
    Compatible,
}

/// Facts in an order in which those that hold at one time, and allow one number, are found in about
/// as many steps as are found: a tree whose nodes know the latest day and the reach of all below them.
#[derive(Debug)]
pub struct Cell {
    entries: Vec<Entry>,
    nodes: Vec<Node>,
}

/// What is true of all entries below.
#[derive(Clone, Copy, Debug)]
struct Node {
    until: Date,
    least_low: Decimal,
    most_low: Decimal,
    least_high: Decimal,
    most_high: Decimal,
}

impl Node {
    fn of(entry: &Entry) -> Self {
        let low = entry.bounds.low.map_or(Decimal::MIN, |end| end.at);
        let high = entry.bounds.high.map_or(Decimal::MAX, |end| end.at);
        Self { until: entry.until, least_low: low, most_low: low, least_high: high, most_high: high }
    }

    fn with(self, other: Self) -> Self {
        Self {
            until: self.until.max(other.until),
            least_low: self.least_low.min(other.least_low),
            most_low: self.most_low.max(other.most_low),
            least_high: self.least_high.min(other.least_high),
            most_high: self.most_high.max(other.most_high),
        }
    }

    /// Whether something below may be what is sought.
    fn may_hold(&self, entry: &Entry, seek: Seek) -> bool {
        let own = Self::of(entry);
        let below = self.least_high <= own.least_low;
        let fits = match seek {
            Seek::Excluding => below || self.most_low >= own.most_high,
            Seek::Below => below,
            Seek::Compatible => self.least_low <= own.most_high && self.most_high >= own.least_low,
        };
        fits && self.until >= entry.from
    }
}

impl Cell {
    /// Puts facts in order; those without a quantity are left out.
    pub fn of(briefing: &Briefing, facts: impl Iterator<Item = Id<Fact>>) -> Self {
        Self::new(facts.filter_map(|id| Entry::of(briefing, id)).collect())
    }

    fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by_key(|entry| (entry.from, entry.id));
        let mut cell = Self { nodes: Vec::new(), entries };
        if !cell.entries.is_empty() {
            let leaves = cell.entries.len().next_power_of_two();
            cell.nodes = vec![Node::of(&cell.entries[0]); 2 * leaves];
            cell.fill(1, 0, leaves);
        }
        cell
    }

    /// The entries, by their first day.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn fill(&mut self, node: usize, start: usize, width: usize) -> Option<Node> {
        let filled = if width == 1 {
            Node::of(self.entries.get(start)?)
        } else {
            let left = self.fill(2 * node, start, width / 2)?;
            match self.fill(2 * node + 1, start + width / 2, width / 2) {
                Some(right) => left.with(right),
                None => left,
            }
        };
        self.nodes[node] = filled;
        Some(filled)
    }

    /// The facts that hold at the same time as `entry` and are what is sought; of many facts, one.
    pub fn some(&self, entry: &Entry, seek: Seek) -> Vec<Id<Fact>> {
        if self.entries.len() <= EVERY_PAIR {
            self.all(entry, seek)
        } else {
            self.first(entry, seek).into_iter().collect()
        }
    }

    /// The first fact that holds at the same time as `entry` and is what is sought.
    pub fn first(&self, entry: &Entry, seek: Seek) -> Option<Id<Fact>> {
        let mut found = None;
        self.visit(entry, seek, &mut |other| {
            found = Some(other);
            false
        });
        found
    }

    /// Every fact that holds at the same time as `entry` and is what is sought.
    pub fn all(&self, entry: &Entry, seek: Seek) -> Vec<Id<Fact>> {
        let mut found = Vec::new();
        self.visit(entry, seek, &mut |other| {
            found.push(other);
            true
        });
        found
    }

    fn visit(&self, entry: &Entry, seek: Seek, hit: &mut dyn FnMut(Id<Fact>) -> bool) {
        if !self.entries.is_empty() {
            self.descend(1, 0, self.nodes.len() / 2, entry, seek, hit);
        }
    }

    /// Goes on as long as `hit` wants more.
    fn descend(
        &self,
        node: usize,
        start: usize,
        width: usize,
        entry: &Entry,
        seek: Seek,
        hit: &mut dyn FnMut(Id<Fact>) -> bool,
    ) -> bool {
        let Some(first) = self.entries.get(start) else { return true };
        if first.from > entry.until || !self.nodes[node].may_hold(entry, seek) {
            return true;
        }
        if width == 1 {
            let fits = match seek {
                Seek::Excluding => !first.bounds.meets(&entry.bounds),
                Seek::Below => first.bounds.lies_below(&entry.bounds),
                Seek::Compatible => first.bounds.meets(&entry.bounds),
            };
            return !fits || hit(first.id);
        }
        let half = width / 2;
        self.descend(2 * node, start, half, entry, seek, hit)
            && self.descend(2 * node + 1, start + half, half, entry, seek, hit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::id::Names;

    /// First and last year, lowest and highest number.
    type Row = (Option<i16>, Option<i16>, Option<i64>, Option<i64>);

    /// Entries from years and numbers, `None` for an end that is open.
    fn entries(rows: &[Row]) -> Vec<Entry> {
        let mut names = Names::<Fact>::default();
        let entry = |(n, (from, until, low, high)): (usize, &Row)| {
            let year = |year: i16| Date::new(2000 + year, 1, 1).expect("a year");
            let (low, high) = match (low, high) {
                (Some(low), Some(high)) if low > high => (Some(high), Some(low)),
                pair => (pair.0.as_ref(), pair.1.as_ref()),
            };
            let end = |n: &i64| End::closed(Decimal::from(*n));
            Entry {
                id: names.add(&n.to_string()).expect("each number once"),
                from: from.map_or(Date::MIN, year),
                until: until.map_or(Date::MAX, |span| from.map_or(year(span), |from| year(from + span))),
                bounds: Interval { low: low.map(end), high: high.map(end) },
            }
        };
        rows.iter().enumerate().map(entry).collect()
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_trying_every_pair_finds(
            rows in prop::collection::vec(
                (prop::option::of(0..9_i16), prop::option::of(0..4_i16), prop::option::of(0..20_i64), prop::option::of(0..20_i64)),
                0..40,
            )
        ) {
            let all = entries(&rows);
            let cell = Cell::new(all.clone());
            for one in &all {
                for (seek, fits) in [
                    (Seek::Excluding, (|a, b| !a.bounds.meets(&b.bounds)) as fn(&Entry, &Entry) -> bool),
                    (Seek::Below, |a, b| a.bounds.lies_below(&b.bounds)),
                    (Seek::Compatible, |a, b| a.bounds.meets(&b.bounds)),
                ] {
                    let at_once = |other: &&Entry| other.from <= one.until && one.from <= other.until;
                    let mut expected: Vec<Id<Fact>> =
                        all.iter().filter(at_once).filter(|other| fits(other, one)).map(|other| other.id).collect();
                    let mut found = cell.all(one, seek);
                    expected.sort();
                    found.sort();
                    prop_assert_eq!(&found, &expected, "{:?}", seek);
                    prop_assert_eq!(cell.first(one, seek).is_some(), !expected.is_empty());
                }
            }
        }
    }
}
