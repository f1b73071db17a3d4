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

/// Rows that are filled from the first on, each item into the first row where it has room.
#[derive(Default)]
pub struct Rows(Vec<Vec<(Tenths, Tenths)>>);

impl Rows {
    /// The row for an item from `left` to `right`.
    pub fn place(&mut self, left: Tenths, right: Tenths) -> usize {
        let free = |row: &Vec<(Tenths, Tenths)>| row.iter().all(|&(l, r)| right < l || r < left);
        let row = self.0.iter().position(free).unwrap_or_else(|| {
            self.0.push(Vec::new());
            self.0.len() - 1
        });
        self.0[row].push((left, right));
        row
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn items_share_a_row_only_without_touching() {
        let mut rows = Rows::default();
        let placed = [(0, 10), (5, 20), (11, 30), (40, 50)].map(|(l, r)| rows.place(l, r));
        assert_eq!(placed, [0, 1, 0, 0]);
    }
}
