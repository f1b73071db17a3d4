//! Addresses that two things would share: what `plan` knows of them and `check` asks for.

use std::collections::BTreeSet;

use super::briefing::{Article, Briefing};
use super::evidence::{Conflict, Derived};
use super::fact::Fact;
use super::id::Id;
use super::source::Source;
use super::subject::{Indicator, Kind, Subject};

/// What the site keeps for itself.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// The pages that every briefing has, by the name that `page:` links use.
    pub pages: Vec<&'static str>,
    /// The folders that no kind of subject can have.
    pub folders: Vec<&'static str>,
    /// Every address at which two pages of a briefing would stand.
    pub clashes: fn(&Briefing) -> Vec<Clash>,
    /// The names under the root of all pages, without language and ending, and of the addresses that lead to them.
    pub stems: fn(&Briefing) -> BTreeSet<String>,
}

/// Two pages at one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The address under the site's root, in lower case: some disks know no other.
    pub address: String,
    /// Whose page stands there.
    pub first: Owner,
    /// Whose page would stand there too.
    pub second: Owner,
    /// Whether the second stood there once, and says so: its old address is to lead to where it stands now.
    pub formerly: bool,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The briefing as a whole: a page that every briefing has.
    Site,
    /// A kind of subject.
    Kind(Id<Kind>),
    /// A subject.
    Subject(Id<Subject>),
    /// A source.
    Source(Id<Source>),
    /// An indicator.
    Indicator(Id<Indicator>),
    /// A fact.
    Fact(Id<Fact>),
    /// A conflict.
    Conflict(Id<Conflict>),
    /// A derived figure.
    Derived(Id<Derived>),
    /// A page of text.
    Article(Id<Article>),
}

impl Owner {
    /// The fact, where it is one.
    pub fn fact(self) -> Option<Id<Fact>> {
        match self {
            Owner::Fact(id) => Some(id),
            Owner::Site
            | Owner::Kind(_)
            | Owner::Subject(_)
            | Owner::Source(_)
            | Owner::Indicator(_)
            | Owner::Conflict(_)
            | Owner::Derived(_)
            | Owner::Article(_) => None,
        }
    }
}

/// Names that Windows keeps for devices, besides those that end with a digit.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether Windows keeps a file's name, without its ending, for a device, so that no file there can have it.
pub fn is_device(name: &str) -> bool {
    let name = name.to_lowercase();
    let numbered = name.strip_prefix("com").or(name.strip_prefix("lpt")).is_some_and(|rest| {
        let mut digits = rest.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    numbered || DEVICES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_device;

    #[test]
    fn devices_are_known_in_any_case() {
        assert!(
            ["con", "NUL", "Aux", "prn", "com1", "LPT9", "com0", "Lpt³", "CONIN$"].iter().all(|name| is_device(name))
        );
        assert!(["com", "lpt", "com10", "con1", "console", "lpta", ""].iter().all(|name| !is_device(name)));
    }
}
