//! How a briefing's pages look, as far as that is its own to say.

use super::colour::Colour;
use super::lang::Localised;
use super::web::WebAddress;
use super::words::words;

words! {
    /// What a colour of the page is for.
    pub enum Tone {
        /// Links, and the sign beside the name.
        Accent = "accent",
        /// The ground of a page.
        Paper = "paper",
        /// The ground of boxes.
        Surface = "surface",
        /// The ground of code and of rows pointed at.
        Sunk = "sunk",
        /// Text.
        Ink = "ink",
    }
}

words! {
    /// Whether a page is dark on light or light on dark, which the reader's device chooses.
    pub enum Scheme {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

/// The look of a briefing: what is left out is the shipped theme's.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Its own colours.
    pub colours: Vec<(Scheme, Tone, Colour)>,
    /// The fonts of running text, the first that a reader has.
    pub text_face: Vec<String>,
    /// The fonts of headings and values.
    pub heading_face: Vec<String>,
    /// The sign beside the briefing's name: a file under `static/`.
    pub logo: Option<String>,
    /// The sign in the browser's tab: a file under `static/`.
    pub favicon: Option<String>,
    /// Style sheets under `static/`, read after the theme's.
    pub css: Vec<String>,
    /// Links in the foot of every page, after the theme's.
    pub foot: Vec<FootLink>,
}

/// A link in the foot of every page.
#[derive(Clone, Debug)]
pub struct FootLink {
    /// Its words.
    pub label: Localised<String>,
    /// Where it leads.
    pub url: WebAddress,
}

impl Look {
    /// A colour of its own.
    pub fn colour(&self, scheme: Scheme, tone: Tone) -> Option<Colour> {
        self.colours.iter().find(|(s, t, _)| (*s, *t) == (scheme, tone)).map(|(.., colour)| *colour)
    }

    /// Whether it says anything that a style sheet must say.
    pub fn has_style(&self) -> bool {
        !(self.colours.is_empty() && self.text_face.is_empty() && self.heading_face.is_empty())
    }
}
