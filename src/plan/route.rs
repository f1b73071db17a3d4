//! Where a page lives, and the page-relative link from one place to another.

use std::fmt;

/// A path under the site's root, with `/` between its parts: `zh/cities/alba.html`.
///
/// Only `plan` makes routes, so a link to a page that does not exist cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    pub(super) fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path under the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link that leads from a page at this route to `to`: `../sources/a.html`.
    pub fn link(&self, to: &Route) -> String {
        let mut here = self.0.split('/').peekable();
        let mut there = to.0.split('/').peekable();
        let mut common = here.clone();
        common.next_back();
        let folders = common.count();
        let mut shared = 0;
        while shared < folders && here.peek() == there.peek() && there.clone().count() > 1 {
            here.next();
            there.next();
            shared += 1;
        }
        let mut link = "../".repeat(folders - shared);
        let rest: Vec<&str> = there.collect();
        link.push_str(&rest.join("/"));
        link
    }

    /// The prefix that leads from a page at this route to the root: `""`, `"../"`, `"../../"`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    fn link(from: &str, to: &str) -> String {
        Route::new(from).link(&Route::new(to))
    }

    #[test]
    fn links_are_relative_to_the_page() {
        assert_eq!(link("index.html", "cities/a.html"), "cities/a.html");
        assert_eq!(link("cities/a.html", "cities/b.html"), "b.html");
        assert_eq!(link("cities/a.html", "index.html"), "../index.html");
        assert_eq!(link("zh/cities/a.html", "zh/facts/b.html"), "../facts/b.html");
        assert_eq!(link("zh/cities/a.html", "cities/a.html"), "../../cities/a.html");
        assert_eq!(link("cities/a.html", "zh/cities/a.html"), "../zh/cities/a.html");
    }
}
