//! Traditional characters and the simplified ones that they are read as, one by one.
//!
//! No phrases: where a character is simplified in one sense only, it is simplified in all, so that
//! an excerpt comes out the same wherever it is cut. The pages look excerpts up by the same table.

use std::sync::LazyLock;

/// Groups between white space: a simplified character and the traditional ones that it stands for.
/// The single characters of OpenCC's `TSCharacters`, those of the basic plane, and 著.
const TABLE: &str = include_str!("simplified.txt");

/// Traditional and simplified, in the order of the traditional ones.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut pairs: Vec<(char, char)> = TABLE.split_whitespace().flat_map(group).collect();
    pairs.sort_unstable();
    pairs
});

fn group(group: &str) -> impl Iterator<Item = (char, char)> {
    let mut chars = group.chars();
    let simplified = chars.next();
    chars.filter_map(move |traditional| Some((traditional, simplified?)))
}

/// The simplified form of a character; itself where it has none.
pub fn simplified(c: char) -> char {
    PAIRS.binary_search_by_key(&c, |(traditional, _)| *traditional).map_or(c, |at| PAIRS[at].1)
}

/// Every traditional character with its simplified form, in the order of the simplified ones.
pub fn pairs() -> Vec<(char, char)> {
    let mut pairs = PAIRS.clone();
    pairs.sort_unstable_by_key(|&(traditional, simplified)| (simplified, traditional));
    pairs
}

#[cfg(test)]
mod tests {
    use super::{pairs, simplified};

    #[test]
    fn characters_are_simplified_one_by_one() {
        assert_eq!(['萬', '與', '著', '乾', '水', 'a'].map(simplified), ['万', '与', '着', '干', '水', 'a']);
    }

    #[test]
    fn what_is_simplified_stays_so_and_no_character_is_read_in_two_ways() {
        let pairs = pairs();
        assert!(pairs.len() > 2000);
        assert!(pairs.iter().all(|&(from, to)| from != to && simplified(to) == to && simplified(from) == to));
    }
}
