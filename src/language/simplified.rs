//! Traditional characters and the simplified ones that they are read as, one by one.
//!
//! No phrases: where a character is simplified in one sense only, it is simplified in all, so that
//! an excerpt comes out the same wherever it is cut. The pages look excerpts up by the same table.

use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::figure::index::CharMap;

/// Traditional and simplified, in the order of the traditional ones: what OpenCC makes of each character
/// of the basic plane alone, and 著, which it leaves since one of its senses keeps it.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    // A mark between them keeps the dictionary from reading two characters as a phrase.
    const APART: char = '\n';
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).expect("the dictionary is embedded");
    let all: String = ('\u{3400}'..='\u{9FFF}').flat_map(|c| [c, APART]).collect();
    let simple = opencc.convert(&all);
    let each = all.split(APART).zip(simple.split(APART));
    let single = |text: &str| {
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let pairs = each.filter_map(|(from, to)| single(from).zip(single(to)));
    let mut pairs: Vec<(char, char)> = pairs.filter(|(from, to)| from != to && *to <= '\u{FFFF}').collect();
    pairs.push(('著', '着'));
    pairs.sort_unstable();
    // A result that is itself traditional in another sense is followed to its end: 薴, 苧, 苎.
    let again = |c: char| pairs.binary_search_by_key(&c, |(from, _)| *from).map_or(c, |at| pairs[at].1);
    pairs.iter().map(|&(from, to)| (from, again(to))).collect()
});

/// The same to be looked up: every character of every text is.
static SIMPLE: LazyLock<CharMap<char>> = LazyLock::new(|| PAIRS.iter().copied().collect());

/// The simplified form of a character; itself where it has none.
pub fn simplified(c: char) -> char {
    SIMPLE.get(c).copied().unwrap_or(c)
}

/// Every traditional character with its simplified form, in the order of the simplified ones.
pub fn pairs() -> Vec<(char, char)> {
    let mut pairs = PAIRS.clone();
    pairs.sort_unstable_by_key(|&(traditional, simplified)| (simplified, traditional));
    pairs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use toml::Value;

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

    /// Every word of a locale file's tables for reading, each simplified, with where it stands.
    fn words(file: &str) -> BTreeSet<String> {
        fn walk(path: &str, value: &Value, found: &mut BTreeSet<String>) {
            let plain = |word: &str| word.chars().map(simplified).collect::<String>();
            match value {
                Value::Table(table) => table.iter().for_each(|(key, value)| {
                    // A key is a word itself where its value is a number: 去年 = -1.
                    let key = if value.is_integer() { plain(key) } else { key.clone() };
                    walk(&format!("{path}.{key}"), value, found);
                }),
                Value::Array(array) => array.iter().for_each(|value| walk(path, value, found)),
                Value::String(words) if path.starts_with(".figure") => {
                    found.extend(words.split('|').map(|word| format!("{path}: {}", plain(word))));
                }
                Value::String(word) => {
                    found.insert(format!("{path}: {}", plain(word)));
                }
                _ => {
                    found.insert(path.to_owned());
                }
            }
        }
        let all: Value = toml::from_str(file).expect("a locale file");
        let mut found = BTreeSet::new();
        for room in ["read", "figure"] {
            walk(&format!(".{room}"), &all[room], &mut found);
        }
        found
    }

    #[test]
    fn what_is_read_in_one_script_is_read_in_the_other() {
        let simple = words(include_str!("../../templates/locale/zh.toml"));
        let traditional = words(include_str!("../../templates/locale/zh-Hant.toml"));
        // Yuan and its coins are 元, 角 and 分 where no other money is called so; dates have patterns of their own, and the
        // national day is another.
        let apart = [
            "CNY",
            ".coin",
            ".patterns",
            ".currency",
            ".forms",
            ".home",
            "grows_by_points",
            ".quarters",
            ".seasons",
            ".named_days",
        ];
        let lacks: Vec<&String> =
            simple.difference(&traditional).filter(|row| !apart.iter().any(|own| row.contains(own))).collect();
        assert!(lacks.is_empty(), "{lacks:#?}");
    }
}
