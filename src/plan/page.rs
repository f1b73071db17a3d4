//! A page in one language at its place, and the parts of a list that is too long for one page.

use crate::model::lang::Lang;

use super::kinds::View;
use super::route::Route;

/// A page in one language at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub view: View,
    /// In which language.
    pub lang: Lang,
    /// Where it stands.
    pub route: Route,
}

/// Which part of a list a page shows, when the list is too long for one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// From 1.
    pub number: u32,
    /// How many parts there are; at least 1.
    pub of: u32,
}

/// How many rows a list page shows before it continues on another.
pub const ROWS_A_PAGE: usize = 200;
/// How many rows open a page whose table goes on elsewhere.
pub const OPENING_ROWS: usize = 12;
/// So many more are shown rather than sent elsewhere.
const SPARE: usize = 4;

impl Part {
    /// The first, or only, part.
    pub const FIRST: Part = Part { number: 1, of: 1 };

    /// All parts of a list of `rows` rows.
    pub fn of_list(rows: usize) -> impl Iterator<Item = Part> {
        let of = u32::try_from(rows.div_ceil(ROWS_A_PAGE).max(1)).expect("fewer than 2^32 parts");
        (1..=of).map(move |number| Part { number, of })
    }

    /// The parts of a page that opens with some of its rows and goes on with a table of all of them.
    pub fn of_opening(rows: usize) -> impl Iterator<Item = Part> {
        let tables = if rows <= OPENING_ROWS + SPARE { 0 } else { rows.div_ceil(ROWS_A_PAGE) };
        let of = u32::try_from(1 + tables).expect("fewer than 2^32 parts");
        (1..=of).map(move |number| Part { number, of })
    }

    /// The rows of `list` that a later part of such a page shows.
    pub fn rows_after_opening<T>(self, list: &[T]) -> &[T] {
        let start = (self.number as usize).saturating_sub(2) * ROWS_A_PAGE;
        &list[start.min(list.len())..(start + ROWS_A_PAGE).min(list.len())]
    }

    /// All parts of the same list.
    pub fn siblings(self) -> impl Iterator<Item = Part> {
        (1..=self.of).map(move |number| Part { number, of: self.of })
    }

    /// Whether the list begins here.
    pub fn is_first(self) -> bool {
        self.number == 1
    }

    /// The rows of `list` that this part shows.
    pub fn rows<T>(self, list: &[T]) -> &[T] {
        let start = (self.number as usize - 1) * ROWS_A_PAGE;
        &list[start.min(list.len())..(start + ROWS_A_PAGE).min(list.len())]
    }
}
