//! Texts that a person goes on from: a new briefing, a record to fill in, words to translate.
//!
//! In: what was asked for, the names of the briefing, a document. Out: paths and texts of files. Never: reading or
//! writing files, and deciding what only a person who has read a document can decide.

pub mod starter;
pub mod source;
pub mod sheet;
pub mod table;
pub mod map;
pub mod rename;
pub mod skeleton;
pub mod slug;
pub mod words;

mod localise;
