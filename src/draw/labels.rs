//! Finds room for labels, so that none covers another.

use super::canvas::Tenths;

/// A place that a label covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: Tenths,
    /// Top edge.
    pub top: Tenths,
    /// Right edge.
    pub right: Tenths,
    /// Bottom edge.
    pub bottom: Tenths,
}

impl Area {
    fn covers(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// The places taken so far.
#[derive(Default)]
pub struct Taken(Vec<Area>);

impl Taken {
    /// Takes `area` whatever is there.
    pub fn take(&mut self, area: Area) {
        self.0.push(area);
    }

    /// Takes the first free one of `choices`; the last, if none is free.
    pub fn first_free(&mut self, choices: impl IntoIterator<Item = Area>) -> Option<Area> {
        let mut chosen = None;
        for area in choices {
            chosen = Some(area);
            if !self.0.iter().any(|taken| taken.covers(&area)) {
                break;
            }
        }
        self.0.extend(chosen);
        chosen
    }
}
