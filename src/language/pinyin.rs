//! Chinese names by how they sound, so that they are found by letters: 长河 by `changhe`, `he` and `ch`.

use std::collections::BTreeSet;

use pinyin::{ToPinyin, ToPinyinMulti};

use super::fold::fold;
use super::script::is_han;

/// A name of more characters is a title, which nobody types from its middle.
const NAME: usize = 12;
/// So many ways to read a name are followed; of more, each character's commonest alone.
const READINGS: usize = 8;

/// Every way in which the Chinese parts of a name may be typed in letters: by syllables from each of them on, and by
/// initials.
pub fn sounds(name: &str) -> BTreeSet<String> {
    let folded = fold(name);
    let runs = folded.split(|c| !is_han(c)).filter(|run| run.chars().count() > 1);
    runs.flat_map(|run| readings(run).into_iter().flat_map(|syllables| typed(&syllables))).collect()
}

fn typed(syllables: &[&'static str]) -> Vec<String> {
    let starts = if syllables.len() > NAME { 1 } else { syllables.len() };
    let whole = (0..starts).map(|from| syllables[from..].concat());
    let initials = (0..starts).filter(|from| syllables.len() - from > 1).map(|from| {
        let first = |syllable: &&str| syllable.chars().next().unwrap_or_default();
        syllables[from..].iter().map(first).collect::<String>()
    });
    whole.chain(initials).collect()
}

/// The syllables of a run of characters, in each way that it may be read; a character that has no sound ends it.
fn readings(run: &str) -> Vec<Vec<&'static str>> {
    let each = |c: char| -> Vec<&'static str> {
        let all = c.to_pinyin_multi().into_iter().flatten().map(|sound| sound.plain());
        let mut seen = BTreeSet::new();
        let mut all: Vec<&str> = all.filter(|sound| seen.insert(*sound)).collect();
        // The commonest reading stands first, should only one be followed.
        let common = c.to_pinyin().map(|sound| sound.plain());
        all.sort_by_key(|sound| Some(*sound) != common);
        all
    };
    let sounds: Vec<Vec<&str>> = run.chars().map(each).take_while(|sounds| !sounds.is_empty()).collect();
    let ways = sounds.iter().try_fold(1_usize, |ways, sounds| ways.checked_mul(sounds.len()));
    let all = ways.is_some_and(|ways| ways <= READINGS);
    sounds.iter().fold(vec![Vec::new()], |begun, sounds| {
        let followed = if all { &sounds[..] } else { &sounds[..1] };
        begun
            .iter()
            .flat_map(|head: &Vec<&'static str>| followed.iter().map(|sound| [&head[..], &[*sound]].concat()))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn a_name_is_found_by_its_syllables_and_initials() {
        let all = sounds("苏州");
        for typed in ["suzhou", "zhou", "sz"] {
            assert!(all.contains(typed), "{typed}: {all:?}");
        }
        assert!(sounds("強腦科技（BrainCo）").contains("qiangnaokeji"));
        assert!(sounds("長三角").contains("csj"));
        assert!(sounds("重庆").contains("chongqing"));
        assert!(sounds("Alba").is_empty() && sounds("").is_empty());
    }
}
