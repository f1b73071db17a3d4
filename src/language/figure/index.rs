//! Finds what is kept under a character, or under two, in one step: readers ask at every character of a text.

use std::collections::BTreeMap;

/// A map from characters; a look-up is two array accesses.
#[derive(Clone, Debug)]
pub struct CharMap<T> {
    /// For each 256 characters, where their block of places begins, in blocks; 0 is the empty block.
    blocks: Vec<u16>,
    /// Places in `values`, plus one; 0 is none.
    places: Vec<u16>,
    values: Vec<T>,
}

const BLOCK: usize = 256;

impl<T> Default for CharMap<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), places: vec![0; BLOCK], values: Vec::new() }
    }
}

impl<T> CharMap<T> {
    /// What is kept under a character.
    pub fn get(&self, c: char) -> Option<&T> {
        let block = *self.blocks.get(c as usize / BLOCK)?;
        let place = self.places[usize::from(block) * BLOCK + c as usize % BLOCK];
        self.values.get(usize::from(place).checked_sub(1)?)
    }

    /// Whether anything is kept under a character.
    pub fn has(&self, c: char) -> bool {
        self.get(c).is_some()
    }
}

impl<T> FromIterator<(char, T)> for CharMap<T> {
    /// The first of several values of one character is kept; at most 65,535 characters are.
    fn from_iter<I: IntoIterator<Item = (char, T)>>(pairs: I) -> Self {
        let mut map = Self::default();
        for (c, value) in pairs {
            let Ok(place) = u16::try_from(map.values.len() + 1) else { break };
            let row = c as usize / BLOCK;
            if map.blocks.len() <= row {
                map.blocks.resize(row + 1, 0);
            }
            if map.blocks[row] == 0 {
                let Ok(block) = u16::try_from(map.places.len() / BLOCK) else { break };
                map.blocks[row] = block;
                map.places.resize(map.places.len() + BLOCK, 0);
            }
            let slot = &mut map.places[usize::from(map.blocks[row]) * BLOCK + c as usize % BLOCK];
            if *slot == 0 {
                *slot = place;
                map.values.push(value);
            }
        }
        map
    }
}

/// Words under their first character, and within it under their second.
#[derive(Clone, Debug)]
pub struct PairIndex<T> {
    rows: CharMap<Row<T>>,
}

/// What begins with one character: first the items that have no second one, then a group for each second one, in
/// which those without one stand again.
#[derive(Clone, Debug)]
struct Row<T> {
    items: Box<[T]>,
    /// How many have no second character.
    single: usize,
    /// The second characters in order, each with the end of its group; it begins where the one before ends.
    groups: Box<[(char, usize)]>,
}

impl<T> Default for PairIndex<T> {
    fn default() -> Self {
        Self { rows: CharMap::default() }
    }
}

impl<T: Clone> Row<T> {
    /// Looks at each item once for every group that it stands in: languages have thousands of words.
    fn new(items: &[T], second: impl Fn(&T) -> Option<char>) -> Self {
        let seconds: Vec<Option<char>> = items.iter().map(second).collect();
        let mut places: BTreeMap<char, Vec<usize>> = seconds.iter().flatten().map(|c| (*c, Vec::new())).collect();
        let mut single = Vec::new();
        for (place, second) in seconds.iter().enumerate() {
            match second {
                Some(c) => places.entry(*c).or_default().push(place),
                None => {
                    places.values_mut().for_each(|group| group.push(place));
                    single.push(place);
                }
            }
        }
        let mut end = single.len();
        let groups = places.iter().map(|(c, group)| {
            end += group.len();
            (*c, end)
        });
        let groups = groups.collect();
        let order = single.iter().chain(places.values().flatten());
        Self { items: order.map(|place| items[*place].clone()).collect(), single: single.len(), groups }
    }
}

impl<T: Clone> PairIndex<T> {
    /// Keeps each list of items under its first character; `second` gives an item's second one. The order within
    /// a list is kept.
    pub fn new(lists: BTreeMap<char, Vec<T>>, second: impl Fn(&T) -> Option<char>) -> Self {
        Self { rows: lists.into_iter().map(|(c, items)| (c, Row::new(&items, &second))).collect() }
    }

    /// All that may begin with these two characters, those of one character among them.
    pub fn get(&self, first: char, second: Option<char>) -> &[T] {
        let Some(row) = self.rows.get(first) else { return &[] };
        let group = second.and_then(|second| row.groups.binary_search_by_key(&second, |(c, _)| *c).ok());
        match group {
            Some(group) => {
                let start = group.checked_sub(1).map_or(row.single, |before| row.groups[before].1);
                &row.items[start..row.groups[group].1]
            }
            None => &row.items[..row.single],
        }
    }

    /// Whether anything begins with a character.
    pub fn has(&self, first: char) -> bool {
        self.rows.has(first)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{CharMap, PairIndex};

    proptest! {
        #[test]
        fn a_map_of_characters_answers_as_a_tree_does(pairs in prop::collection::vec((any::<char>(), 0..9_u8), 0..40), asked: char) {
            let mut tree = BTreeMap::new();
            for (c, value) in &pairs {
                tree.entry(*c).or_insert(*value);
            }
            let map: CharMap<u8> = pairs.iter().copied().collect();
            for c in pairs.iter().map(|pair| pair.0).chain([asked]) {
                prop_assert_eq!(map.get(c), tree.get(&c));
            }
        }

        #[test]
        fn an_index_gives_every_word_that_can_begin_there_in_order(words in prop::collection::vec("[abc]{1,3}", 0..20), text in "[abcd]{1,3}") {
            let mut lists: BTreeMap<char, Vec<String>> = BTreeMap::new();
            for word in &words {
                lists.entry(word.chars().next().unwrap()).or_default().push(word.clone());
            }
            let index = PairIndex::new(lists, |word: &String| word.chars().nth(1));
            let mut signs = text.chars();
            let (first, second) = (signs.next().unwrap(), signs.next());
            let begun: Vec<&String> = index.get(first, second).iter().filter(|word| text.starts_with(word.as_str())).collect();
            let expected: Vec<&String> = words.iter().filter(|word| text.starts_with(word.as_str())).collect();
            prop_assert_eq!(begun, expected);
        }
    }
}
