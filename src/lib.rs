//! A static-site generator for briefings whose every figure can be traced, checked and cited.
//!
//! Everything runs through five stages between different types:
//!
//! 1. [`load`] reads the files under a root ([`load::files::read`]) and knows where every value in them stands:
//!    [`load::parse`].
//! 2. [`check`] turns that into a [`model::briefing::Briefing`], typed, cross-linked and whole, or
//!    reports all that stands in the way: [`check::check`].
//! 3. [`plan`] lists the pages and where they stand: [`plan::plan`].
//! 4. [`render`] turns one page into HTML, without side effects, so that pages render in parallel:
//!    [`render::page`]; [`export`] makes every other file the same way.
//! 5. [`publish`] gathers both beside the site, and puts the whole in place at once or leaves what stood there:
//!    [`publish::Staging`].
//!
//! What is wrong travels beside the values, in [`problem::Problems`], and is shown at the end: all
//! of it, with the text underlined. The outside world comes in at a named rim ([`load::files`],
//! [`publish`], [`verify::archive`], [`serve`], [`commands`] and `main`); everything between is pure.
//! [`session`] runs the stages for every command that reads a briefing. [`cite`] writes references, [`export`] the
//! files that are not pages and stand beside them, [`verify`] holds facts against the archived documents, [`audit`]
//! someone's report against the briefing, [`draft`] writes what a person goes on from.
//!
//! Where something new belongs (`CONTRIBUTING.md` has the steps):
//!
//! - an evidence rule: a file in [`check::rules`], and a line in its table;
//! - a page: a row in [`plan::kinds`], and a file there that says what it shows; its template and its words are data
//!   in `templates/`;
//! - a language: two files in `templates/`, its words for pages (`strings/`, by [`theme`]) and how it reads and writes
//!   (`locale/`, by [`language`]); nothing here;
//! - a file to take along: a line in a list of [`export`], and a file there that makes it; a citation style: a file in
//!   [`cite`], and a row in its table;
//! - a status of facts: a line in [`model::fact`], its words, its mark; a unit: a code in [`model::unit`], and its words
//!   in `templates/locale/`;
//! - a kind of document that `verify` reads: a file in [`verify::archive`]; a kind of report that is audited: one in
//!   [`audit`]. Both have a twin in the browser, in `static/`;
//! - a command: a file in [`commands`], which is part of the rim.
//!
//! The modules stand in the pipeline's order, and a module names only modules above it.

pub mod model;
pub mod problem;
pub mod language;
pub mod cite;
pub mod load;
pub mod check;
pub mod plan;
pub mod theme;
pub mod draw;
pub mod render;
pub mod export;
pub mod publish;
pub mod verify;
pub mod audit;
pub mod draft;
pub mod session;
pub mod serve;
pub mod commands;
