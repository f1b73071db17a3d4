//! The version of a page: a short hash over all that it tells a reader of one language, not its frame.

use crate::model::briefing::Briefing;
use crate::model::hash::Hash;
use crate::model::version::{self, Version};

use super::kinds::View;
use super::page::Page;
use super::shown::Shown;
use super::telling::Telling;

/// The version of a page that shows this, as it would be published now.
pub fn of_page(briefing: &Briefing, page: &Page, shown: &Shown<'_>) -> Version {
    match page.view {
        // A fact is cited by what it says itself, wherever it stands.
        View::Fact(id) => briefing.facts[id].version.clone(),
        _ => {
            let hash = hash(briefing, page, shown);
            let names = names(briefing, page);
            version::next(&briefing.published.history(&names), None, hash, &briefing.date)
        }
    }
}

/// The names under which the versions of a page were recorded: those of its old addresses, and its own.
pub fn names(briefing: &Briefing, page: &Page) -> Vec<String> {
    let old = page.view.former_stems(briefing).into_iter().map(|stem| super::path(briefing, page.lang, &stem));
    old.chain([page.route.to_string()]).map(|route| format!("page:{route}")).collect()
}

/// The hash of all that a page tells its reader.
pub fn hash(briefing: &Briefing, page: &Page, shown: &Shown<'_>) -> String {
    let mut hash = Hash::default();
    let mut telling = Telling { briefing, lang: page.lang, hear: &mut |words| hash.add(words) };
    telling.tell(&page.view.heading(briefing));
    telling.tell(shown);
    hash.short()
}
