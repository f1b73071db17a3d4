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

use std::sync::OnceLock;

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
    /// What a name may end in that stands as another's: Ossenby*s*.
    #[serde(default)]
    name_endings: Vec<String>,
    date: date_words::Words,
    status: status::Words,
    speaker: speakers::Words,
    prose: prose::Words,
}

/// What reads a language. Dates, status and speakers are made ready when they are first asked for: to look for a
/// language most commands load them all, and few ask.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The script that it is written in.
    pub script: Script,
    /// Words so frequent that they tell the language of a text.
    pub stop_words: Vec<String>,
    /// Words by which a reference names the version of what it cites.
    pub version: Vec<String>,
    /// What it puts at the end of a name, in small letters.
    pub name_endings: Vec<String>,
    date: OnceLock<Dates>,
    status: OnceLock<Statuses>,
    speaker: OnceLock<Speakers>,
    /// Its negations, lists and words for what was named before.
    pub prose: Prose,
    file: File,
    months: Vec<String>,
}

impl Reader {
    /// Readies what a locale file says. `months` are its names of the months.
    pub fn new(file: File, months: Vec<String>) -> Self {
        Self {
            script: file.script,
            stop_words: file.stop_words.iter().map(|word| word.to_lowercase()).collect(),
            version: file.version.iter().map(|word| word.to_lowercase()).collect(),
            name_endings: file.name_endings.iter().map(|ending| ending.to_lowercase()).collect(),
            date: OnceLock::new(),
            status: OnceLock::new(),
            speaker: OnceLock::new(),
            prose: Prose::new(&file.prose),
            file,
            months,
        }
    }

    /// Whether the file can be read by; a shipped one can.
    ///
    /// # Errors
    /// If a pattern or a named period cannot be read; the message says which.
    pub fn check(&self) -> Result<(), String> {
        Dates::new(&self.file.date, &self.months)?;
        Statuses::new(&self.file.status)?;
        Speakers::new(&self.file.speaker)?;
        Ok(())
    }

    /// Its dates.
    ///
    /// # Panics
    /// If the file was refused by [`Reader::check`].
    pub fn date(&self) -> &Dates {
        self.date.get_or_init(|| Dates::new(&self.file.date, &self.months).expect(CHECKED))
    }

    /// Its words of status.
    ///
    /// # Panics
    /// As [`Reader::date`].
    pub fn status(&self) -> &Statuses {
        self.status.get_or_init(|| Statuses::new(&self.file.status).expect(CHECKED))
    }

    /// How it names who says so.
    ///
    /// # Panics
    /// As [`Reader::date`].
    pub fn speaker(&self) -> &Speakers {
        self.speaker.get_or_init(|| Speakers::new(&self.file.speaker).expect(CHECKED))
    }
}

/// Why what is made late cannot fail.
const CHECKED: &str = "the file was checked when it was read";

#[cfg(test)]
mod tests;
