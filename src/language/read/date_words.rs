//! `[read.date]` of a locale file: the words and the patterns of a language's dates.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `[read.date]` of a locale file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub(super) year_marks: Vec<String>,
    pub(super) year_digits: Vec<String>,
    pub(super) numbers: Vec<String>,
    pub(super) months: Vec<Vec<String>>,
    pub(super) quarters: Vec<Vec<String>>,
    pub(super) seasons: Vec<Vec<String>>,
    pub(super) years: BTreeMap<String, i16>,
    pub(super) plans: BTreeMap<String, String>,
    pub(super) no_year_after: Vec<String>,
    pub(super) no_year_before: Vec<String>,
    pub(super) goes_on: Vec<String>,
    pub(super) named_days: BTreeMap<String, String>,
    pub(super) near_months: BTreeMap<String, i8>,
    pub(super) near_days: BTreeMap<String, i8>,
    pub(super) heads: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) or: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) by_after: Vec<String>,
    pub(super) since: Vec<String>,
    pub(super) since_after: Vec<String>,
    pub(super) one_of: Vec<String>,
    pub(super) one_of_after: Vec<String>,
    pub(super) base: Vec<String>,
    /// The same before a whole year only: *on* 2023, but on 1 May.
    #[serde(default)]
    pub(super) base_year: Vec<String>,
    /// Words at the head of a clause whose date is only set against another: *against* 40 in 2023.
    #[serde(default)]
    pub(super) against: Vec<String>,
    /// Words that open a clause about what another clause names, behind a comma: 12 boats, *which* in 2023 were 9.
    #[serde(default)]
    pub(super) relative: Vec<String>,
    /// The days of the week.
    #[serde(default)]
    pub(super) weekdays: Vec<String>,
    /// Those of `years` that are reckoned from the year a text named last: *a year earlier*.
    #[serde(default)]
    pub(super) context: Vec<String>,
    /// The same with a number before them: five *years earlier*; by how many years one of them is.
    #[serde(default)]
    pub(super) counted: BTreeMap<String, i16>,
    /// The same, reckoned from the year in which the document was printed: five *years ago*.
    #[serde(default)]
    pub(super) counted_now: BTreeMap<String, i16>,
    /// The same with a word on both sides of the number: *il y a* dix *ans*.
    #[serde(default)]
    pub(super) counted_around: Vec<(String, String, i16)>,
    /// Words for times that are reckoned from others: nine *months later*, the *turn of the century*.
    #[serde(default)]
    pub(super) reckoned: Vec<String>,
    /// Words before four digits from 1500 on, which make a year of them: founded *in* 1871.
    #[serde(default)]
    pub(super) old_years_after: Vec<String>,
    /// Words behind such digits, which make a year of them: 1748 *gegründet*.
    #[serde(default)]
    pub(super) old_years_before: Vec<String>,
    /// Words that hold what looks like a date and is none: 投产*后年*均.
    #[serde(default)]
    pub(super) hidden: Vec<String>,
    pub(super) base_after: Vec<String>,
    pub(super) base_clause: Vec<String>,
    pub(super) present: Vec<String>,
    pub(super) patterns: BTreeMap<String, Vec<String>>,
}
