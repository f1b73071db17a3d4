//! Reads running text in one language, by the words that its locale file gives: dates, words of status,
//! who says so. A locale without `[read]` can be written, not read.

pub mod date_words;
pub mod dates;
pub mod pattern;
pub mod phrases;
pub mod point;
pub mod prose;
pub mod slots;
pub mod speakers;
pub mod status;

use serde::Deserialize;

use crate::language::script::Script;

use dates::Dates;
use prose::Prose;
use speakers::Speakers;
use status::Statuses;

/// `[read]` of a locale file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    script: Script,
    stop_words: Vec<String>,
    /// Words before the version of what is cited.
    #[serde(default)]
    version: Vec<String>,
    date: date_words::Words,
    status: status::Words,
    speaker: speakers::Words,
    prose: prose::Words,
}

/// What reads a language.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The script that it is written in.
    pub script: Script,
    /// Words so frequent that they tell the language of a text.
    pub stop_words: Vec<String>,
    /// Words by which a reference names the version of what it cites.
    pub version: Vec<String>,
    /// Its dates.
    pub date: Dates,
    /// Its words of status.
    pub status: Statuses,
    /// How it names who says so.
    pub speaker: Speakers,
    /// Its negations, lists and words for what was named before.
    pub prose: Prose,
}

impl Reader {
    /// Readies what a locale file says. `months` are its names of the months.
    ///
    /// # Errors
    /// If a pattern or a named period cannot be read; the message says which.
    pub fn new(file: &File, months: &[String]) -> Result<Self, String> {
        Ok(Self {
            script: file.script,
            stop_words: file.stop_words.iter().map(|word| word.to_lowercase()).collect(),
            version: file.version.iter().map(|word| word.to_lowercase()).collect(),
            date: Dates::new(&file.date, months)?,
            status: Statuses::new(&file.status)?,
            speaker: Speakers::new(&file.speaker)?,
            prose: Prose::new(&file.prose),
        })
    }
}

#[cfg(test)]
mod tests;
