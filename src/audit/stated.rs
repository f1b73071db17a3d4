//! What the briefing states under one name, as a report can cite it: a fact, or a figure that is derived from facts.

use std::borrow::Cow;

use crate::model::evidence::Derived;
use crate::model::fact::{Fact, Finding, Of, Rank, Status};
use crate::model::history::Edition;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::quantity::Quantity;
use crate::model::subject::Subject;
use crate::model::version::Version;

use super::citation::Known;

/// What a statement of a report is held against.
#[derive(Clone, Debug)]
pub struct Stated<'a> {
    /// Its name.
    pub slug: &'a str,
    /// How links write it: `fact:…`, `derived:…`.
    pub name: String,
    /// What it is about.
    pub subject: Id<Subject>,
    /// The figure, where it is one.
    pub quantity: Option<&'a Quantity>,
    /// Whether it measures how much less something becomes, and so needs no minus.
    pub lessening: bool,
    /// The first and the last year that it is of, where it has any.
    pub years: Option<(i16, i16)>,
    /// That period in words.
    pub period: String,
    /// In which sense it is stated; nothing where it comes from facts of several.
    pub status: Option<Status>,
    /// Who says so.
    pub by: Option<Id<Subject>>,
    /// Which subjects it applies to besides.
    pub of: Vec<Id<Subject>>,
    /// Why it no longer stands.
    pub withdrawn: Option<&'a str>,
    /// What it said in each of its versions, the present one last.
    pub editions: Cow<'a, [Edition]>,
}

impl<'a> Stated<'a> {
    /// A fact.
    pub fn fact(known: Known<'a>, id: Id<Fact>) -> Self {
        let fact = &known.briefing.facts[id];
        let of = fact.of.iter().filter_map(|of| if let Of::Subject(id) = of { Some(*id) } else { None });
        Self {
            slug: &fact.slug,
            name: format!("fact:{}", fact.slug),
            subject: fact.subject,
            quantity: if let Finding::Quantity(quantity) = &fact.finding { Some(quantity) } else { None },
            lessening: known.briefing.indicators[fact.indicator].lessening,
            years: fact.period.years(),
            period: fact.period.to_string(),
            status: Some(fact.status),
            by: fact.by,
            of: of.collect(),
            withdrawn: if let Rank::Deprecated(why) = &fact.rank {
                Some(why.get(Lang::DEFAULT).as_str())
            } else {
                None
            },
            editions: Cow::Borrowed(&known.briefing.graph.history[id.index()]),
        }
    }

    /// A derived figure: of the years and in the sense of the facts that it comes from. Of its versions only the
    /// hashes were recorded, those of its page.
    pub fn derived(known: Known<'a>, id: Id<Derived>) -> Self {
        let briefing = known.briefing;
        let derived = &briefing.derived[id];
        let years = briefing.derived_years(derived);
        let versions = briefing.published.of_page(&format!("derived/{}", derived.slug));
        let edition =
            |version: &Version| Edition { version: version.clone(), recorded: true, told: None, why: Vec::new() };
        Self {
            slug: &derived.slug,
            name: format!("derived:{}", derived.slug),
            subject: derived.subject,
            quantity: Some(&derived.quantity),
            lessening: derived.indicator.is_none_or(|id| briefing.indicators[id].lessening),
            years,
            period: years.map_or(String::new(), |(from, to)| match from == to {
                true => from.to_string(),
                false => format!("{from}–{to}"),
            }),
            status: briefing.derived_status(derived),
            by: None,
            of: Vec::new(),
            withdrawn: None,
            editions: Cow::Owned(versions.into_iter().map(edition).collect()),
        }
    }
}
