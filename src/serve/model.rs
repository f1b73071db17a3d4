//! A site that is made as it is asked for: what stands at an address, and its bytes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{Options, memo as check};
use crate::export::{self, Output};
use crate::load;
use crate::problem::span::Texts;
use crate::problem::{Problems, code::Severity, human};
use crate::publish::{self, MANIFEST};
use crate::session::{Session, Site};
use crate::theme::Fault;

use super::Pages;

/// Reads a briefing again whenever it has changed.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    options: Options,
    /// What the files said before.
    files: load::Memo,
    /// What the bodies said before.
    bodies: Arc<check::Memo>,
}

impl Reader {
    /// Of the briefing under `root`.
    pub fn new(root: PathBuf, options: Options) -> Self {
        let bodies: Arc<check::Memo> = Arc::default();
        let options = Options { memo: Some(Arc::clone(&bodies)), ..options };
        Self { root, options, files: load::Memo::default(), bodies }
    }

    /// How many files the last reading had to parse, and how many bodies it had to check.
    pub fn done_again(&self) -> (usize, usize) {
        (self.files.parsed(), self.bodies.read())
    }

    /// The briefing as it is written now.
    ///
    /// # Errors
    /// A report of what is wrong with its content.
    pub fn read(&self) -> Result<Model, String> {
        let mut session =
            Session::load_again(&self.root, Problems::for_drafts(), &self.files).map_err(|error| error.to_string())?;
        let briefing = session.check(&self.options);
        let site = briefing.and_then(|briefing| session.plan(briefing)).filter(|_| !session.problems.has_errors());
        match site {
            Some(site) => Ok(Model::new(site, session.files.texts)),
            None => Err(human::render_from(Severity::Error, &session.problems, &session.files.texts, false)),
        }
    }
}

/// One state of a briefing, and nothing that could be made of it.
#[derive(Debug)]
pub struct Model {
    site: Site,
    /// What a fault points into.
    texts: Texts,
    files: Vec<Output>,
    places: BTreeMap<String, Place>,
}

/// What stands at an address, by its number.
#[derive(Clone, Copy, Debug)]
enum Place {
    Page(usize),
    Moved(usize),
    File(usize),
}

impl Model {
    /// A site whose pages and files are made when they are asked for; faults are shown in `texts`.
    pub fn new(site: Site, texts: Texts) -> Self {
        let files = export::listed(site.whole());
        let pages = site.plan.pages.iter().enumerate().map(|(n, page)| (page.route.to_string(), Place::Page(n)));
        let moved = site.plan.moved.iter().enumerate().map(|(n, moved)| (moved.from.to_string(), Place::Moved(n)));
        let others = files.iter().enumerate().map(|(n, file)| (file.path.clone(), Place::File(n)));
        let places = pages.chain(moved).chain(others).collect();
        Self { site, texts, files, places }
    }

    /// The list of all that a build would write: the one address for which everything is made.
    fn manifest(&self) -> Result<Vec<u8>, Fault> {
        let whole = self.site.whole();
        let files = export::files(whole);
        let pages = self.site.pages().map(|(path, html)| Ok((path, html?.into_bytes())));
        let others = files.par_iter().map(|file| Ok((file.path.clone(), file.bytes(whole))));
        publish::manifest(pages.chain(others))
    }

    fn report(&self, fault: &Fault) -> String {
        let mut problems = Problems::new();
        fault.problem(&self.texts).into_iter().for_each(|problem| problems.report(problem));
        human::render_from(Severity::Error, &problems, &self.texts, false)
    }
}

impl Pages for Model {
    fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    fn bytes(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        let made = match self.places.get(path) {
            Some(Place::Page(n)) => self.site.page(&self.site.plan.pages[*n]).map(String::into_bytes),
            Some(Place::Moved(n)) => self.site.moved(&self.site.plan.moved[*n]).map(String::into_bytes),
            Some(Place::File(n)) => Ok(self.files[*n].bytes(self.site.whole())),
            None if path == MANIFEST => self.manifest(),
            None => Ok(export::indexed(self.site.whole(), path)?),
        };
        Some(made.map_err(|fault| self.report(&fault)))
    }
}
