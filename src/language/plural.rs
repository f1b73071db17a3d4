//! Which form of a word goes with a number, by the rules that CLDR has for each language.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

/// The form that goes with `n`, of those that `form` has for a word; a form that names one in words ("a fact", where
/// the others have `{n}`) is for one alone.
pub fn choose<'a>(tag: &str, n: u64, form: impl Fn(&'static str) -> Option<&'a str>) -> Option<&'a str> {
    let other = form("other");
    let names_one = |words: &&str| !words.contains("{n}") && other.is_some_and(|other| other.contains("{n}"));
    form(category(tag, n)).filter(|words| n == 1 || !names_one(words)).or(other)
}

/// Whether a number in plain digits, as `1` or `1.5`, takes the form for one.
pub fn takes_one(tag: &str, number: &str) -> bool {
    let number = number.trim_start_matches(['-', '\u{2212}']);
    match rules(tag) {
        Some(rules) => rules.select(number).is_ok_and(|category| category == PluralCategory::ONE),
        None => number == "1",
    }
}

/// The form of a word for `n` things: `one` for none too in French, `other` for all numbers in Chinese, and in a
/// language that CLDR does not know `one` for one.
fn category(tag: &str, n: u64) -> &'static str {
    match rules(tag).and_then(|rules| rules.select(n).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        None if n == 1 => "one",
        Some(PluralCategory::OTHER) | None => "other",
    }
}

fn rules(tag: &str) -> Option<PluralRules> {
    let known = |tag: &str| {
        let language: LanguageIdentifier = tag.parse().ok()?;
        PluralRules::create(language, PluralRuleType::CARDINAL).ok()
    };
    known(tag).or_else(|| known(tag.split('-').next()?))
}

#[cfg(test)]
mod tests {
    use super::{category, choose, takes_one};

    #[test]
    fn every_language_has_the_forms_of_its_grammar() {
        for (tag, forms) in [
            ("en", ["other", "one", "other", "other"]),
            ("de", ["other", "one", "other", "other"]),
            ("es", ["other", "one", "other", "other"]),
            ("fr", ["one", "one", "other", "other"]),
            ("fr-CH", ["one", "one", "other", "other"]),
            ("zh", ["other"; 4]),
            ("zh-Hant", ["other"; 4]),
            ("ja", ["other"; 4]),
            ("pl", ["many", "one", "few", "many"]),
            ("xa", ["other", "one", "other", "other"]),
        ] {
            assert_eq!([0, 1, 2, 5].map(|n| category(tag, n)), forms, "{tag}");
        }
    }

    #[test]
    fn a_form_that_names_one_in_words_is_for_one_alone() {
        let forms = |form: &str| match form {
            "one" => Some("un fait"),
            "other" => Some("{n} faits"),
            _ => None,
        };
        assert_eq!([0, 1, 2].map(|n| choose("fr", n, forms)), [Some("{n} faits"), Some("un fait"), Some("{n} faits")]);
        assert_eq!(choose("fr", 0, |form| (form == "one").then_some("fait")), Some("fait"));
    }

    #[test]
    fn a_fraction_takes_the_form_of_its_language() {
        for (tag, ones) in [
            ("fr", &["0", "1", "0.5", "1.5", "-1"][..]),
            ("en", &["1", "-1"]),
            ("de", &["1", "-1"]),
            ("es", &["1", "-1"]),
            ("zh-Hans", &[]),
        ] {
            for number in ["0", "1", "0.5", "1.5", "2", "21", "-1", "1–2"] {
                assert_eq!(takes_one(tag, number), ones.contains(&number), "{tag} {number}");
            }
        }
    }
}
