//! Condition shows: a damaged or reworded copy as sole support is marked wherever the fact appears.
//!
//! A source says in `damage` what became of its text. Where a fact has one witness and that is a copy
//! with lost characters, a wrong encoding or words changed by others, nobody can tell from it what the
//! original said, so the fact bears a mark on every page, in the data and in the score sheet.
//!
//! Wrong: a figure from a reposted copy, shown as if the bulletin had been read. Right:
//! `damage = ["reworded"]` in the source's record, and a second witness if one can be found.
//!
//! Pages ask [`is_damaged_sole`](crate::model::briefing::Briefing::is_damaged_sole).
