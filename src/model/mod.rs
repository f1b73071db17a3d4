//! What a briefing says: values that cannot be wrong, with no I/O, no TOML and no HTML.
//!
//! In: nothing. Out: [`briefing::Briefing`], whole and cross-linked, so that every look-up by a typed id
//! succeeds. Never: reading files, deciding what is an error, writing markup.

pub mod address;
pub mod algebra;
pub mod amount;
pub mod bibliography;
pub mod briefing;
pub mod colour;
pub mod coordinates;
pub mod evidence;
pub mod fact;
pub mod glossary;
pub mod hash;
pub mod history;
pub mod id;
pub mod interval;
pub mod lang;
pub mod limit;
pub mod locator;
pub mod look;
pub mod numeral;
pub mod percent;
pub mod period;
pub mod prose;
pub mod quantity;
pub mod site;
pub mod source;
pub mod subject;
pub mod unit;
pub mod version;
pub mod web;
pub mod words;
