//! What is wrong, and where: problems as data, gathered by every stage.
//!
//! In: nothing. Out: [`Problems`], the sink that all stages share. Never: deciding what is wrong.

pub mod code;
pub mod human;
pub mod machine;
pub mod span;

use rayon::prelude::*;

use crate::model::limit::Bound;

use code::{Code, Depth, Severity};
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
    /// How much it matters.
    pub severity: Severity,
    /// What many like it are called together, behind their number: `pages lack `zh``.
    pub kin: Option<String>,
    /// The words at its place that are a slip of the pen, and what they should be.
    pub slip: Option<(String, String)>,
}

impl Problem {
    /// A problem with its place; add the rest with [`Problem::label`], [`Problem::help`], [`Problem::note`].
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span,
            label: String::new(),
            notes: Vec::new(),
            help: None,
            severity: code.severity(),
            kin: None,
            slip: None,
        }
    }

    /// Says how much it matters where its code alone does not decide.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Says what many like it are called together: `18` and these words.
    pub fn kin(mut self, words: impl Into<String>) -> Self {
        self.kin = Some(words.into());
        self
    }

    /// Says what was meant by a name that nobody knows; one letter away it is taken for a slip of the pen.
    pub fn meant(mut self, wrong: &str, right: &str) -> Self {
        let slip = (wrong.to_owned(), right.to_owned());
        self.slip = (strsim::damerau_levenshtein(wrong, right) == 1).then_some(slip);
        self.help(format!("did you mean `{right}`?"))
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

/// How messages show a text by language; the briefing's own languages take its place.
const BY_LANGUAGE: &str = "{ en = \"…\", zh = \"…\" }";
/// The same for names.
const NAMES_BY_LANGUAGE: &str = "{ en = [\"…\"], zh = [\"…\"] }";

/// Everything found so far, in the order of finding.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    drafts: bool,
    granted: Vec<Code>,
    followers: Vec<Span>,
    languages: Vec<String>,
    shown: Option<u32>,
}

impl Problems {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs `f` over `items` on all cores; the results and the problems keep the items' order.
    pub fn in_parallel<I: Sync, O: Send>(&mut self, items: &[I], f: impl Fn(&I, &mut Problems) -> O + Sync) -> Vec<O> {
        let found = |item| {
            let mut found = Problems::new();
            let output = f(item, &mut found);
            (output, found)
        };
        let results: Vec<(O, Problems)> = items.par_iter().map(found).collect();
        let one = |(output, found)| {
            self.append(found);
            output
        };
        results.into_iter().map(one).collect()
    }

    /// A sink that takes what a draft may still lack for a warning.
    pub fn for_drafts() -> Self {
        Self { drafts: true, ..Self::default() }
    }

    /// A sink that takes problems of some kinds for warnings: for the command that mends or tells them.
    pub fn granting(codes: &[Code]) -> Self {
        Self { granted: codes.to_vec(), ..Self::default() }
    }

    /// From here on, advice on texts by language is given in these languages.
    pub fn advise_in(&mut self, languages: Vec<String>) {
        self.languages = languages;
    }

    /// From here on, a person is shown so many of each severity.
    pub fn show_at_most(&mut self, most: u32) {
        self.shown = Some(most);
    }

    /// How many of each severity a person is shown.
    fn most_shown(&self) -> usize {
        self.shown.unwrap_or(Bound::Problems.row().most) as usize
    }

    /// Adds a problem.
    pub fn report(&mut self, mut problem: Problem) {
        problem.advise_in(&self.languages);
        self.list.push(problem);
    }

    /// Something refers to the record that stands at `cause`, which could not be read: this mends
    /// itself when the record is mended, and is told there, as a number.
    pub fn follows(&mut self, cause: Span) {
        self.followers.push(cause);
    }

    /// Takes over all that another sink holds.
    pub fn append(&mut self, mut other: Problems) {
        other.list.drain(..).for_each(|problem| self.report(problem));
        self.followers.append(&mut other.followers);
    }

    /// Takes over only what followed from causes that are told already.
    pub fn append_followers(&mut self, mut other: Problems) {
        self.followers.append(&mut other.followers);
    }

    /// How many references could not be followed because of what this problem tells: those to the
    /// record in which it is the first error.
    pub fn followers(&self, problem: &Problem) -> usize {
        let within =
            |cause: &Span, span: Span| span.file == cause.file && (cause.start..=cause.end).contains(&span.start);
        let first = |cause: &Span| {
            let errors = self.list.iter().filter(|p| p.severity == Severity::Error && within(cause, p.span));
            errors.min_by_key(|p| p.order()).is_some_and(|p| std::ptr::eq(p, problem))
        };
        let mut causes: Vec<&Span> = self.followers.iter().filter(|cause| within(cause, problem.span)).collect();
        causes.sort_by_key(|cause| (cause.start, cause.end));
        let of_one = causes.chunk_by(|one, other| one == other);
        of_one.filter(|cause| first(cause[0])).map(<[_]>::len).sum()
    }

    /// How much a problem matters in this run.
    pub fn severity(&self, problem: &Problem) -> Severity {
        match problem.severity {
            Severity::Error if self.drafts && problem.code.may_wait() => Severity::Warning,
            Severity::Error if self.granted.contains(&problem.code) => Severity::Warning,
            severity => severity,
        }
    }

    /// Whether anything stops the build.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|p| self.severity(p) == Severity::Error)
    }

    /// All problems: what cannot be read before what does not mean anything, and that before what
    /// leads nowhere or contradicts; each by file and place.
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.list.iter().collect();
        all.sort_by_key(|p| p.order());
        all
    }

    /// The slips of the pen: the place of each problem, what stands there, and what was meant.
    pub fn slips(&self) -> impl Iterator<Item = (Span, &str, &str)> {
        let slips = self.list.iter().filter_map(|problem| Some((problem.span, problem.slip.as_ref()?)));
        slips.map(|(span, (wrong, right))| (span, wrong.as_str(), right.as_str()))
    }

    /// Whether a problem with this code was found.
    pub fn has(&self, code: Code) -> bool {
        self.list.iter().any(|p| p.code == code)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Problem {
    /// Shows texts by language as a briefing in these languages writes them.
    fn advise_in(&mut self, languages: &[String]) {
        let write = |words: &str| match languages {
            [_] => words.to_owned(),
            _ => {
                let parts: Vec<String> = languages.iter().map(|code| format!("{code} = {words}")).collect();
                format!("{{ {} }}", parts.join(", "))
            }
        };
        if languages.is_empty() {
            return;
        }
        let texts = [&mut self.message, &mut self.label].into_iter().chain(&mut self.help);
        for text in texts.filter(|text| text.contains("{ en = ")) {
            *text = text.replace(BY_LANGUAGE, &write("\"…\"")).replace(NAMES_BY_LANGUAGE, &write("[\"…\"]"));
        }
    }

    /// Causes come before what may follow from them.
    fn order(&self) -> (Depth, span::FileId, u32) {
        (self.code.depth(), self.span.file, self.span.start)
    }
}
