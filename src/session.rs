//! The stages from a root to a plan, once, for every command.
//!
//! In: a root. Out: its files, and what each stage made of them: the content, the briefing, the
//! theme, the plan. Never: writing, printing, deciding what a problem means for a command.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Options, Readable};
use crate::export::freeze::{self, Editions};
use crate::export::{Made, Whole};
use crate::language::locales::Locales;
use crate::load::files::{self, Files, ReadError};
use crate::load::{self, Content};
use crate::model::briefing::Briefing;
use crate::model::lang::Languages;
use crate::model::limit::Bound;
use crate::model::site::Deposited;
use crate::plan::page::Page;
use crate::plan::{self, Moved, Plan};
use crate::problem::Problems;
use crate::render;
use crate::render::context::{Context, Memo};
use crate::theme::{Fault, Theme};

/// What `check` is told beside the content: the build's date, if the environment fixes it.
pub fn options(date: Option<String>) -> Options {
    Options { date, addresses: plan::addresses(), memo: None }
}

/// A root whose files were read, and every problem found since.
#[derive(Debug)]
pub struct Session {
    /// The files.
    pub files: Files,
    /// What they say, as written.
    pub content: Content,
    /// How every language reads and writes.
    pub locales: Arc<Locales>,
    /// Everything found so far.
    pub problems: Problems,
}

/// A briefing that can be shown: with its plan, and the theme that it is set in.
#[derive(Debug)]
pub struct Site {
    /// What is said.
    pub briefing: Briefing,
    /// Where it stands.
    pub plan: Plan,
    /// How it is set.
    pub theme: Theme,
    /// How every language reads and writes.
    pub locales: Arc<Locales>,
    /// What several of its files are parts of, once one of them was asked for.
    made: Made,
    /// What many of its pages say alike.
    memo: Memo,
}

impl Session {
    /// Reads the files under `root`; `problems` decides how much a problem matters.
    ///
    /// # Errors
    /// There is no site, or the machine failed us.
    pub fn load(root: &Path, mut problems: Problems) -> Result<Self, ReadError> {
        let files = files::read(root, &mut problems)?;
        Ok(Self::of(files, problems))
    }

    /// As [`Session::load`], parsing only the files that have changed since the memo was last used.
    ///
    /// # Errors
    /// There is no site, or the machine failed us.
    pub fn load_again(root: &Path, mut problems: Problems, memo: &load::Memo) -> Result<Self, ReadError> {
        let files = files::read(root, &mut problems)?;
        Ok(Self::parsed(files, Some(memo), problems))
    }

    /// Reads files that are in memory.
    pub fn of(files: Files, problems: Problems) -> Self {
        Self::parsed(files, None, problems)
    }

    fn parsed(files: Files, memo: Option<&load::Memo>, mut problems: Problems) -> Self {
        problems.advise_in(load::layout::declared(&files.texts).languages);
        problems.show_at_most(load::layout::limits(&files.texts).most(Bound::Problems));
        let content = load::parse_again(&files, memo, &mut problems);
        let locales = Arc::new(load::locales::read(&files.texts, &mut problems));
        Self { files, content, locales, problems }
    }

    /// What can be read, whatever is wrong elsewhere.
    pub fn read(&mut self, options: &Options) -> Option<Readable> {
        self.editions();
        check::read(&self.content, &self.files.texts, &self.locales, options, &mut self.problems)
    }

    /// The briefing, if nothing stands in the way.
    pub fn check(&mut self, options: &Options) -> Option<Briefing> {
        let editions = self.editions();
        let mut briefing = check::check(&self.content, &self.files.texts, &self.locales, options, &mut self.problems)?;
        let deposited = editions.deposited();
        briefing.site.deposited = deposited.map(|(date, doi)| Deposited { doi: doi.to_owned(), date: date.to_owned() });
        Some(briefing)
    }

    /// The editions that were frozen. Each file of theirs that is not as it was is reported: what was cited there is to
    /// be found there.
    pub fn editions(&mut self) -> Editions {
        let Some(bytes) = self.files.theme.get(freeze::INDEX) else { return Editions::default() };
        let text = String::from_utf8_lossy(bytes).into_owned();
        let read = Editions::read(bytes);
        let altered = read.as_ref().map(|editions| editions.altered(&self.files.theme)).unwrap_or_default();
        self.files.texts.put(freeze::INDEX, &text);
        let index = self.files.texts.find(freeze::INDEX).expect("it was put there");
        let problems =
            read.as_ref().err().map(|error| freeze::no_list(error, self.files.texts.line(index, error.line())));
        let problems = problems.into_iter().chain(altered.iter().map(|path| {
            let own = self.files.theme.contains_key(path);
            freeze::is_altered(path, own, self.files.named(path), freeze::listed(index, &text, path))
        }));
        problems.for_each(|problem| self.problems.report(problem));
        read.unwrap_or_default()
    }

    /// The theme that the site is set in; `None` where a template does not work.
    pub fn theme(&mut self, languages: &Languages) -> Option<Theme> {
        Theme::load(&self.files, languages, &mut self.problems)
    }

    /// Reports what kept pages from being made, each fault once.
    pub fn faults(&mut self, mut faults: Vec<Fault>) {
        faults.sort();
        faults.dedup();
        let told = faults.iter().filter_map(|fault| fault.problem(&self.files.texts));
        told.for_each(|problem| self.problems.report(problem));
    }

    /// Reports the words that pages asked for and that no language has.
    pub fn missed(&mut self, theme: &Theme) {
        theme.missed(&self.files.texts).into_iter().for_each(|problem| self.problems.report(problem));
    }

    /// Everything that pages are made from; `None` where a template does not work.
    pub fn plan(&mut self, briefing: Briefing) -> Option<Site> {
        let plain = self.theme(&briefing.languages)?;
        let theme = if briefing.site.minify { plain.minified() } else { plain };
        let (plan, memo) = (plan::plan(&briefing), Memo::of(&briefing));
        Some(Site { briefing, plan, theme, locales: Arc::clone(&self.locales), made: Made::default(), memo })
    }
}

impl Site {
    /// Every page by its address, those at old addresses too: made in parallel, each only when it is asked for.
    pub fn pages(&self) -> impl ParallelIterator<Item = (String, Result<String, Fault>)> {
        let ctx = self.context();
        let own = self.plan.views.par_iter().flat_map_iter(move |view| {
            let shown = view.shows(&self.briefing);
            let page = move |page: Page| (page.route.to_string(), render::page(&self.theme, &ctx, &page, &shown));
            self.plan.pages_of(*view).map(page)
        });
        let moved = self.plan.moved.par_iter();
        own.chain(moved.map(move |moved| (moved.from.to_string(), self.moved(moved))))
    }

    /// One page.
    ///
    /// # Errors
    /// A template that refers to what is not there.
    pub fn page(&self, page: &Page) -> Result<String, Fault> {
        render::page(&self.theme, &self.context(), page, &page.view.shows(&self.briefing))
    }

    /// What stands at an old address.
    ///
    /// # Errors
    /// A template that refers to what is not there.
    pub fn moved(&self, moved: &Moved) -> Result<String, Fault> {
        render::moved(&self.theme, &self.context(), moved)
    }

    /// What every page is made with.
    pub fn context(&self) -> Context<'_> {
        Context {
            briefing: &self.briefing,
            plan: &self.plan,
            strings: self.theme.strings(),
            locales: &self.locales,
            memo: &self.memo,
        }
    }

    /// What every file that is no page is made from.
    pub fn whole(&self) -> Whole<'_> {
        Whole { ctx: self.context(), theme: &self.theme, made: &self.made }
    }
}
