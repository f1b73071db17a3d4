//! Stretches of a text: whether one lies in another, and how far apart two are.

use std::ops::Range;

/// Whether one stretch of a text lies in another.
pub fn is_within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
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

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distance_is_counted_in_characters() {
        assert_eq!(distance("甲乙丙丁", &(0..3), &(9..12)), 2);
        assert_eq!(distance("甲乙丙丁", &(9..12), &(0..3)), 2);
        assert_eq!(distance("甲乙丙丁", &(0..6), &(3..12)), 0);
    }
}
