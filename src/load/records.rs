//! Every record that content files hold: its keys, in the order in which people write them.

use crate::model::bibliography::DocumentKind;
use crate::model::evidence::{Answer, ConflictKind, CorrectionKind, Found, GapReason, Stated};
use crate::model::fact::{Dating, Status};
use crate::model::source::{Damage, Standing};
use crate::model::subject::Role;
use crate::model::words::words;

use super::record::Declared;
use super::record::{
    Bool, Coordinates, Integer, Localised, Mixed, Names, OneOf, Ordinal, People, Prose, SomeOf, Table, Tables, Text,
    TextOrLocalised, Texts, record,
};
use super::shape::Shape;

words! {
    /// How a source's record says that its date is known.
    pub enum WrittenDating {
        /// The document prints it.
        Printed = "printed",
        /// The curator inferred it.
        Inferred = "inferred",
        /// Nobody knows it.
        Unknown = "unknown",
    }
}

words! {
    /// Whether a fact's record says that it still stands; which one is preferred, a conflict says.
    pub enum WrittenRank {
        /// It stands.
        Normal = "normal",
        /// It is kept for the record only.
        Deprecated = "deprecated",
    }
}

record! {
    /// `site.toml`
    Site = "`site.toml`" {
        must title: Prose = "The briefing's name.";
        must description: Prose = "One sentence that says what the briefing is.";
        must base_url: Text = "Absolute address of the published site, with a final slash.";
        must contact: Text = "Web or mailto address of the publisher.";
        may report: Text = "Address for error reports, with {id}, {url} and {version}.";
        must languages: Texts = "Short codes of the languages, the default one first.";
        must publisher: Localised = "Who publishes, as cited.";
        may editors: People<Person> = "Named editors, as cited: persons as `{ family, given }`, bodies by name.";
        must licence: Text = "SPDX identifier of the licence of the briefing's own text.";
        may names: Texts = "Words whose digits are part of a name and no figure.";
        may excerpt_limit: Integer = "Longest excerpt in Unicode scalar values; 24 if left out.";
        may minify: Bool = "Whether pages are minified; true if left out.";
        may key_facts: Texts = "Facts that the front page shows first, in order.";
        may citation_styles: Texts = "CSL files in the briefing's folder, by their paths in it: citation styles besides the shipped ones.";
        may look: Table<Look> = "How the pages look, where not as shipped.";
        may limits: Table<Limits> = "How much is read and told, where not as shipped.";
        must kind: Tables<Kind> = "The kinds of subject.";
    }
}

record! {
    /// `[look]` in `site.toml`
    Look = "a look" {
        may light: Table<Colours> = "Colours of the light pages.";
        may dark: Table<Colours> = "Colours of the dark pages.";
        may text_face: Texts = "Fonts of running text by name: the first that a reader has is used.";
        may heading_face: Texts = "Fonts of headings and values, likewise.";
        may logo: Text = "The sign beside the name: a picture in the folder `static`, by its path in it.";
        may favicon: Text = "The sign in the browser's tab, likewise.";
        may css: Texts = "Style sheets in the folder `static`, by their paths in it, read after the shipped one.";
        may foot: Tables<FootLink> = "Links in the foot of every page.";
    }
}

record! {
    /// `light` and `dark` in `[look]`
    Colours = "some colours" {
        may accent: Text = "Links, and the sign beside the name: `#1D4F7C`.";
        may paper: Text = "The ground of a page.";
        may surface: Text = "The ground of boxes.";
        may sunk: Text = "The ground of code, and of rows that are pointed at.";
        may ink: Text = "Text.";
    }
}

record! {
    /// `[limits]` in `site.toml`
    Limits = "the limits" {
        may table_file: Integer = "Most megabytes of a TOML file, a template, `site.toml`; 64 if left out.";
        may body_file: Integer = "Most megabytes of a Markdown file; 2 if left out.";
        may archive_file: Integer = "Most megabytes of an archived document; 32 if left out.";
        may static_file: Integer = "Most megabytes of a file in `static`; 100 if left out.";
        may report_file: Integer = "Most megabytes of a report that `audit` reads; 64 if left out.";
        may problems: Integer = "Most problems of one severity that a person is shown; 200 if left out.";
    }
}

record! {
    /// An entry of `foot` in `[look]`
    FootLink = "a link in the foot" {
        must label: Localised = "Its words.";
        must url: Text = "A web or mailto address.";
    }
}

record! {
    /// `[[kind]]` in `site.toml`
    Kind = "a kind of subject" {
        must id: Text = "The word before the colon in a reference.";
        must folder: Text = "The folder of its files and pages.";
        may role: OneOf<Role> = "Its behaviour; none if left out.";
        may compared: Bool = "Whether its subjects are compared.";
        must label: Prose = "Its name for one.";
        must plural: Prose = "Its name for several.";
        may formerly: Texts = "Folders it had before: the old addresses of its pages lead to them.";
        may former_ids: Texts = "Ids it had before: what was said of its subjects by those names was said of them.";
    }
}

record! {
    /// Front matter of a source.
    Source = "a source's record" {
        must title: Prose = "The title; one that the document does not print stands in brackets.";
        must publisher: Localised = "Who published the document.";
        may author: Texts = "Authors as printed.";
        may published: Text = "EDTF date, as precise as the document says.";
        must dating: OneOf<WrittenDating> = "How the date is known.";
        must accessed: Text = "The day we read it.";
        may url: Text = "Its address, only if the document gives it.";
        must archive: Text = "Its name in the archive folder.";
        must sha256: Text = "SHA-256 of the archived file.";
        must standing: SomeOf<Standing> = "Editorial standing.";
        may damage: SomeOf<Damage> = "State of the text.";
        may language: Text = "The document's language, a BCP 47 tag; told by its text if left out.";
        may r#type: OneOf<DocumentKind> = "What kind of document it is; a web page if left out.";
        may authors: People<Person> = "Who wrote it: persons as `{ family, given }`, bodies by name.";
        may editors: People<Person> = "Who edited it.";
        may container: Localised = "The newspaper, series or platform that it stands in.";
        may reposter: Localised = "Who put up the copy that was read.";
        may place: Localised = "Where it was published.";
        may number: Text = "Its number, as its publisher counts.";
        may volume: Text = "The volume of the journal or of the work.";
        may issue: Text = "The issue that it stands in.";
        may pages: Text = "The pages that it stands on.";
        may edition: Text = "Its edition.";
        may doi: Text = "Its DOI, without address.";
        may archived: Table<Archived> = "A copy that was put away to last.";
        may rests_on: Tables<Rest> = "The works that it draws on.";
        may note: Prose = "What a reader should know of its condition.";
        may formerly: Texts = "Names it had before: the old addresses lead to it.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// A person among authors and editors.
    Person = "a person" {
        must family: Text = "The family name.";
        must given: Text = "The given names.";
    }
}

record! {
    /// A copy that was put away.
    Archived = "an archived copy" {
        must url: Text = "Its address.";
        must date: Text = "The day on which it was made.";
    }
}

record! {
    /// An entry of `rests_on`.
    Rest = "a work" {
        must work: Text = "The work.";
        may lines: Text = "Line ranges that draw on it, `7-30` or `7-30,42`.";
    }
}

record! {
    /// `[[fact]]` in a fact sheet.
    Fact in [[fact]] = "a fact" {
        must id: Text = "Unique in the briefing, never reused.";
        must subject: Text = "What it is about, `<kind>:<slug>`.";
        must indicator: Text = "What it measures.";
        must period: Text = "EDTF date, or `..` where no date is given.";
        may dating: OneOf<Dating> = "How the period is known; printed if left out.";
        may announced: Bool = "Of a target without a deadline: whether the period is when it was announced.";
        must value: TextOrLocalised = "As printed, with its sign; a text or an event by language.";
        must status: OneOf<Status> = "In which sense it is stated.";
        may of: Mixed = "Where it applies.";
        may policy: Text = "The policy it belongs to.";
        may by: Text = "Who says so, where the source attributes it.";
        may credit: Prose = "Whom or what the source credits, where it names nobody.";
        may origins: Texts = "Works or sources it comes from.";
        must excerpt: Text = "The shortest phrase that bears it, simplified.";
        may line: Integer = "The line in the archived document; one of line, page, cell and time.";
        may page: Integer = "The page, where the document has pages.";
        may cell: Text = "The cell of a table, `B7` or `Sheet1!B7`.";
        may time: Text = "The moment of a recording, `00:12:30`.";
        may section: Text = "The heading that it stands under, as printed.";
        may note: Prose = "What to know before quoting it.";
        may rank: OneOf<WrittenRank> = "Whether it still stands.";
        may reason: Prose = "Why it is deprecated.";
        may checked: Text = "The day of the second reading.";
        may formerly: Texts = "Names it had before: the old addresses lead to it.";
        may draft: Bool = "Whether the program wrote it and nobody has read it yet; then it is no fact.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// Front matter of a subject.
    Subject = "a subject" {
        must title: Prose = "Its name.";
        may aliases: Names<Alias> = "Other names, by language.";
        may sort: Text = "Where sorting by sound needs help.";
        may within: Text = "What it is part of.";
        may issuer: Texts = "Who issued it.";
        may date: Text = "When it was adopted, founded or published (EDTF).";
        may places: Texts = "Where it applies or sits.";
        may coordinates: Coordinates = "Of a place: its latitude and longitude in degrees, north and east positive.";
        may url: Text = "Its address, only if a document gives it.";
        may dating: OneOf<WrittenDating> = "Of a work: how its date is known; printed if left out.";
        may language: Text = "Of a work: its language, a BCP 47 tag.";
        may publisher: Localised = "Of a work: who published it.";
        may untitled: Bool = "Of a work: whether its title is ours, since no document gives one; false if left out.";
        may accessed: Text = "Of a work: the day we read it, where we did.";
        may r#type: OneOf<DocumentKind> = "What kind of document it is; a web page if left out.";
        may authors: People<Person> = "Who wrote it: persons as `{ family, given }`, bodies by name.";
        may editors: People<Person> = "Who edited it.";
        may container: Localised = "The newspaper, series or platform that it stands in.";
        may reposter: Localised = "Who put up the copy that was read.";
        may place: Localised = "Where it was published.";
        may number: Text = "Its number, as its publisher counts.";
        may volume: Text = "The volume of the journal or of the work.";
        may issue: Text = "The issue that it stands in.";
        may pages: Text = "The pages that it stands on.";
        may edition: Text = "Its edition.";
        may doi: Text = "Its DOI, without address.";
        may archived: Table<Archived> = "A copy that was put away to last.";
        may summary: Prose = "One-sentence standfirst.";
        may formerly: Texts = "Names it had before: the old addresses lead to it.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// An entry of `aliases`, where more is said of it than the name.
    Alias = "a name" {
        must name: Text = "The name.";
        may ours: Bool = "Whether no source prints it; false if left out.";
    }
}

record! {
    /// Front matter of a page, or of the front page.
    Page = "a page" {
        must title: Prose = "The page's title.";
        may waivers: Bool = "Whether it lists every waived figure of the briefing; false if left out.";
        may formerly: Texts = "Names it had before: the old addresses lead to it.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// Front matter of a translation: all metadata stands in the default language's file.
    Translation = "a translation" {
    }
}

record! {
    /// `[[indicator]]`
    Indicator in [[indicator]] = "an indicator" {
        must id: Text = "Its name in fact sheets and links.";
        must label: Prose = "Its name for readers.";
        may label_of: Prose = "Its name where a fact says what it is of, which stands in place of `{of}`: `GDP gap to {of}`.";
        must unit: Text = "Unit of its values; empty for a text or an event.";
        must definition: Prose = "What exactly is counted.";
        may comparable: Bool = "Whether places are compared by it.";
        may share_of: Text = "Of a share: the indicator that its part and its whole are measured by.";
        may like: Texts = "Indicators that a reader may take for this one, though they are defined otherwise.";
        may formerly: Texts = "Names it had before: the old addresses lead to it.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// `[[conflict]]`
    Conflict in [[conflict]] = "a conflict" {
        must id: Text = "Its name in links.";
        must title: Prose = "A short heading.";
        may facts: Texts = "The facts on its sides.";
        may sides: Tables<Side> = "Passages that no fact carries.";
        must kind: OneOf<ConflictKind> = "What kind of disagreement it is.";
        must finding: Prose = "What a careful editor says.";
        may summary: Prose = "The same in a sentence that stands alone: what lists and other pages show of it.";
        may preferred: Texts = "The facts that the editor prefers; left out while it is open.";
        must found: OneOf<Found> = "Who found it.";
        may formerly: Texts = "Names it had before: the old addresses lead to it. `derived:x` is a figure that was withdrawn for it.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// An entry of `sides`.
    Side = "a passage" {
        must source: Text = "The source's slug.";
        may line: Integer = "The line in the archived document; one of line, page, cell and time.";
        may page: Integer = "The page, where the document has pages.";
        may cell: Text = "The cell of a table, `B7` or `Sheet1!B7`.";
        may time: Text = "The moment of a recording, `00:12:30`.";
        may section: Text = "The heading that it stands under, as printed.";
        must excerpt: Text = "The words.";
        may says: Prose = "What they say, for readers of another language.";
    }
}

record! {
    /// `[[gap]]`
    Gap in [[gap]] = "a gap" {
        must subject: Text = "For which subject.";
        must indicator: Text = "Which indicator.";
        must reason: OneOf<GapReason> = "Why there is no fact.";
        may note: Prose = "What a reader should know.";
        may facts: Texts = "What is stated instead: facts of the place, of a place in it or with it in `of`, which stand in the empty cell.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// `[[term]]`
    Term in [[term]] = "a term" {
        must id: Text = "Its name in addresses.";
        must label: Localised = "The word.";
        may also: Names<Alias> = "Other words for the same, by language.";
        may avoid: Names<Alias> = "Words that the briefing does not use for it, by language.";
        may near: Names<Alias> = "Words for something else that readers may look for and this comes near, by language.";
        may mark: Bool = "Whether running text shows at its first use what is meant.";
        may sort: Text = "Where sorting by sound needs help.";
        must say: Localised = "What the briefing means by it, in one sentence.";
    }
}

record! {
    /// `[[derived]]`
    Derived in [[derived]] = "a derived figure" {
        must id: Text = "Its name.";
        must formula: Text = "Facts joined by + - * / and brackets.";
        must subject: Text = "What it is about.";
        may indicator: Text = "What it measures, where an indicator says it: cells of that indicator lead here.";
        must unit: Text = "The unit of the result.";
        must label: Prose = "What it is.";
        may note: Prose = "What to know before quoting it.";
        may formerly: Texts = "Names it had before: the old addresses lead to it.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// `[[correction]]`
    Correction in [[correction]] = "a correction" {
        must date: Text = "The day.";
        must kind: OneOf<CorrectionKind> = "What kind of change.";
        may facts: Texts = "The facts concerned, where no version is named.";
        may versions: Texts = "The versions that came with it, `<fact>@<hash>`; written by `briefing record`.";
        must text: Prose = "What changed and why.";
        may waived: Texts = "Figures in its own words that no fact states, each with its reason: `words: reason`.";
    }
}

record! {
    /// `[[fact]]` in `verified.toml`
    Verified in [[fact]] = "what `verify` saw of a fact" {
        must id: Text = "The fact.";
        must hash: Text = "Hash of what the fact said.";
        may sha256: Text = "SHA-256 of the archived file.";
        must answer: OneOf<Answer> = "Whether the excerpt is there.";
        may value_agrees: Bool = "Whether the number in the excerpt is the value.";
        must subject: OneOf<Stated> = "Where the subject is named.";
        must period: OneOf<Stated> = "Where the period is stated.";
        must status: OneOf<Stated> = "Where the status is stated.";
        may line: Integer = "The line it was found on.";
        may page: Integer = "The page it was found on.";
        may cell: Text = "The cell it was found in.";
        may archived: Text = "The wording as archived.";
        may printed: Text = "The archived words that the value was read from.";
    }
}

record! {
    /// `[[version]]` in `versions.toml`
    Version in [[version]] = "a published version" {
        must id: Text = "`fact:<id>` or `page:<route>`.";
        must ordinal: Ordinal = "1 for what was first published.";
        must date: Text = "The day it was recorded.";
        must hash: Text = "Short hash of what it said.";
        may said: Localised = "What a fact said, by the keys of its record.";
    }
}

/// What every record may hold, for the docs.
pub fn all() -> Vec<&'static Shape> {
    vec![
        Site::SHAPE,
        Look::SHAPE,
        Limits::SHAPE,
        Colours::SHAPE,
        FootLink::SHAPE,
        Kind::SHAPE,
        Source::SHAPE,
        Person::SHAPE,
        Archived::SHAPE,
        Rest::SHAPE,
        Fact::SHAPE,
        Subject::SHAPE,
        Alias::SHAPE,
        Page::SHAPE,
        Translation::SHAPE,
        Indicator::SHAPE,
        Conflict::SHAPE,
        Side::SHAPE,
        Gap::SHAPE,
        Term::SHAPE,
        Derived::SHAPE,
        Correction::SHAPE,
        Verified::SHAPE,
        Version::SHAPE,
    ]
}
