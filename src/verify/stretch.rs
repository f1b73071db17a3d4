//! Stretches of a text: whether one lies in another, and how far apart two are.

use std::ops::Range;

use crate::language::read::point::Named;

/// Whether one stretch of a text lies in another.
pub fn is_within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether two stretches of a text share a byte.
pub fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// How many characters lie between two stretches of `text`; none if they touch or overlap.
pub fn distance(text: &str, a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start {
        text[a.end..b.start].chars().count()
    } else if b.end <= a.start {
        text[b.end..a.start].chars().count()
    } else {
        0
    }
}

/// Whether a date behind a figure stands nearer to another number, which it belongs to: down 3 per cent from *40* in
/// 2023. `dates` are all of the text: their own digits are no such number.
pub fn is_of_another(text: &str, figure: &Range<usize>, date: &Range<usize>, dates: &[Named]) -> bool {
    let Some(between) = text.get(figure.end..date.start) else { return false };
    let is_date = |at: usize| dates.iter().any(|named| named.at.contains(&at));
    between.char_indices().any(|(at, c)| c.is_numeric() && !is_date(figure.end + at))
}

#[cfg(test)]
mod tests {
    use crate::language::read::point::{Bound, Joined, Named};

    use super::{distance, is_of_another};

    #[test]
    fn a_date_belongs_to_the_number_before_it() {
        let text = "40 in 2024, down 3 from 43 in 2023";
        let date = |year: &str| {
            let at = text.find(year).unwrap();
            Named { points: Vec::new(), joined: Joined::Through, bound: Bound::Within, at: at..at + year.len() }
        };
        let dates = [date("2024"), date("2023")];
        let of = |figure: &str, year: &str| {
            let at = text.find(figure).unwrap();
            is_of_another(text, &(at..at + figure.len()), &date(year).at, &dates)
        };
        assert!(of("down 3", "2023") && of("40", "2023"));
        assert!(!of("40", "2024") && !of("43", "2023") && !of("down 3", "2024"));
    }

    #[test]
    fn distance_is_counted_in_characters() {
        assert_eq!(distance("甲乙丙丁", &(0..3), &(9..12)), 2);
        assert_eq!(distance("甲乙丙丁", &(9..12), &(0..3)), 2);
        assert_eq!(distance("甲乙丙丁", &(0..6), &(3..12)), 0);
    }
}
