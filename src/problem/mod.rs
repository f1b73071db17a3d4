//! What is wrong, and where: problems as data, gathered by every stage.
//!
//! In: nothing. Out: [`Problems`], the sink that all stages share. Never: deciding what is wrong.

pub mod code;
pub mod human;
pub mod machine;
pub mod span;

use code::Code;
use span::Span;

/// One thing that a person should know or mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule it breaks.
    pub code: Code,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What was expected, written under the line.
    pub label: String,
    /// Other places that matter, with what they say.
    pub notes: Vec<(Span, String)>,
    /// What to write instead.
    pub help: Option<String>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build stops.
    Error,
    /// The build goes on; a reader would be misled or left without something.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// The word that the formats use.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

impl Problem {
    /// A problem with its place; add the rest with [`Problem::label`], [`Problem::help`], [`Problem::note`].
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span, label: String::new(), notes: Vec::new(), help: None }
    }

    /// Says under the line what was expected.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place.
    pub fn note(mut self, span: Span, text: impl Into<String>) -> Self {
        self.notes.push((span, text.into()));
        self
    }
}

/// Everything found so far, in the order of finding.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    drafts: bool,
}

impl Problems {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// A sink that takes what a draft may still lack for a warning.
    pub fn for_drafts() -> Self {
        Self { list: Vec::new(), drafts: true }
    }

    /// Adds a problem.
    pub fn report(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Takes over all that another sink holds.
    pub fn append(&mut self, mut other: Problems) {
        self.list.append(&mut other.list);
    }

    /// How much a problem matters in this run.
    pub fn severity(&self, problem: &Problem) -> Severity {
        match problem.code.severity() {
            Severity::Error if self.drafts && problem.code.may_wait() => Severity::Warning,
            severity => severity,
        }
    }

    /// Whether anything stops the build.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|p| self.severity(p) == Severity::Error)
    }

    /// All problems by file and place, each place's in the order of finding.
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.list.iter().collect();
        all.sort_by_key(|p| (p.span.file, p.span.start));
        all
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
