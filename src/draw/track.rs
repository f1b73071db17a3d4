//! When a target falls due, as a small figure in a row of a table: the years of all rows, what has passed, a mark.

use crate::model::fact::Status;

use super::canvas::{Canvas, Tenths};

const WIDE: Tenths = 720;
const MIDDLE: Tenths = 80;
/// Days of a year as the track counts them: twelve months of 31.
const YEAR: Tenths = 372;

/// A day.
pub type Day = (i16, u8, u8);

/// A target's day among the years that a table spans.
#[derive(Clone, Copy, Debug)]
pub struct Track {
    /// The first and the last year of the table.
    pub years: (i16, i16),
    /// The day of the build.
    pub today: Day,
    /// The day by which the target is to be met.
    pub due: Day,
    /// Whether it fell due and nothing is known of what came of it.
    pub unanswered: bool,
}

impl Track {
    /// The figure as SVG; the words beside it say the same.
    pub fn svg(&self) -> String {
        let mut canvas = Canvas::default();
        canvas.line("c-axis", (0, MIDDLE), (WIDE, MIDDLE));
        canvas.line("c-past", (0, MIDDLE), (self.x(self.today), MIDDLE));
        let x = self.x(self.due).clamp(60, WIDE - 60);
        if self.unanswered {
            canvas.missed((x, MIDDLE));
        } else {
            canvas.sign(Status::Target, (x, MIDDLE));
        }
        canvas.small((72, 16))
    }

    fn x(&self, (year, month, day): Day) -> Tenths {
        let (first, last) = self.years;
        let days = (Tenths::from(last) - Tenths::from(first) + 1).max(1) * YEAR;
        let at = (Tenths::from(year) - Tenths::from(first)) * YEAR + (Tenths::from(month) - 1) * 31 + Tenths::from(day);
        (WIDE * at / days).clamp(0, WIDE)
    }
}

#[cfg(test)]
mod tests {
    use super::Track;

    #[test]
    fn a_target_that_fell_due_stands_in_the_past() {
        let track = Track { years: (2025, 2027), today: (2026, 7, 1), due: (2025, 12, 31), unanswered: true };
        let svg = track.svg();
        assert!(svg.contains("c-past\" d=\"M0 8l36 0"), "{svg}");
        assert!(svg.contains("c-missed\" d=\"M24 2"), "{svg}");
        assert!(svg.contains("aria-hidden"), "{svg}");
    }
}
