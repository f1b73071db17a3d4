//! A text → a style that can be carried out: whole, independent, its macros ending.
//!
//! The processor follows a macro wherever it leads and says of a fault only what, not where; so that is found before.

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::citationberg::IndependentStyle;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What every style names as its language.
const NAMESPACE: &str = "http://purl.org/net/xbiblio/csl";

/// Elements within elements; the deepest of the published styles have some twenty.
const DEEPEST: usize = 64;

/// Elements that one reference may run through, macros written out, of several branches the longest; the largest of the
/// published styles have some thousands.
const LARGEST: usize = 200_000;

/// What is wrong with a style, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes.
    pub at: Range<usize>,
    /// What is wrong, of the file.
    pub message: String,
    /// What was expected.
    pub expected: &'static str,
    /// What to do.
    pub help: String,
}

/// What a style is built of, with its places.
#[derive(Debug, Default)]
struct Outline {
    /// Every element, the style itself first.
    elements: Vec<Element>,
    /// The macros, by name; several may have the same one.
    macros: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Element {
    name: String,
    /// Its tag.
    at: Range<usize>,
    children: Vec<usize>,
    /// The macro that it calls.
    calls: Option<String>,
}

/// What is known of the macros while they are followed.
#[derive(Debug, Default)]
struct Followed<'a> {
    /// Those that lead here.
    within: Vec<&'a str>,
    /// How many elements each runs through.
    sizes: BTreeMap<&'a str, usize>,
}

/// Reads a style.
pub fn style(text: &str) -> Result<IndependentStyle, Fault> {
    let outline = outline(text)?;
    outline.ends()?;
    IndependentStyle::from_xml(text).map_err(|error| {
        let path = error.path.as_ref().map(ToString::to_string).filter(|path| path != ".");
        let place = path.map_or(String::new(), |path| format!(" at `{path}`"));
        Fault {
            at: error.path.as_ref().map_or(0..0, |path| outline.place(&path.to_string())),
            message: format!("is no style of CSL 1.0{place}: {}", error.source),
            expected: "expected a style that its schema allows",
            help: "https://validator.citationstyles.org says which lines to mend".to_owned(),
        }
    })
}

fn no_style(at: Range<usize>, message: impl Into<String>) -> Fault {
    Fault {
        at,
        message: message.into(),
        expected: "expected `<style xmlns=\"http://purl.org/net/xbiblio/csl\" …>`",
        help: "name a CSL file, as https://github.com/citation-style-language/styles has them".to_owned(),
    }
}

fn outline(text: &str) -> Result<Outline, Fault> {
    let mut reader = Reader::from_str(text);
    let mut outline = Outline::default();
    let mut open: Vec<usize> = Vec::new();
    let mut begun = false;
    loop {
        let start = position(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let at = position(reader.error_position()).min(text.len());
            no_style(at..at, format!("is no XML: {error}"))
        })?;
        let span = start..position(reader.buffer_position());
        let (tag, opens) = match event {
            Event::Start(tag) => (tag, true),
            Event::Empty(tag) => (tag, false),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => break,
            Event::Text(words) if open.is_empty() && !words.iter().all(u8::is_ascii_whitespace) => {
                return Err(no_style(span, "is no CSL file"));
            }
            _ => continue,
        };
        let name = tag.local_name().as_ref().to_vec();
        if open.is_empty() {
            if begun || tag.name().as_ref() != b"style" || attribute(&tag, b"xmlns").as_deref() != Some(NAMESPACE) {
                return Err(no_style(span, "is no CSL file"));
            }
            begun = true;
        }
        if open.len() == DEEPEST {
            return Err(Fault {
                at: span,
                message: format!("has more than {DEEPEST} elements within each other"),
                expected: "expected fewer",
                help: "take the style as its makers publish it".to_owned(),
            });
        }
        if name == b"link" && attribute(&tag, b"rel").as_deref() == Some("independent-parent") {
            let parent = attribute(&tag, b"href").unwrap_or_default();
            return Err(Fault {
                at: span,
                message: "is a dependent style: it only names another".to_owned(),
                expected: "expected an independent style",
                help: format!("save the file of `{parent}` in its place"),
            });
        }
        let number = outline.elements.len();
        outline.elements.push(Element {
            name: String::from_utf8_lossy(&name).into_owned(),
            at: span,
            children: Vec::new(),
            calls: attribute(&tag, b"macro"),
        });
        if let Some(parent) = open.last() {
            outline.elements[*parent].children.push(number);
        }
        if name == b"macro" {
            outline.macros.entry(attribute(&tag, b"name").unwrap_or_default()).or_default().push(number);
        }
        if opens {
            open.push(number);
        }
    }
    if !begun || !open.is_empty() {
        return Err(no_style(text.len()..text.len(), "is no CSL file: its end is missing"));
    }
    Ok(outline)
}

impl Outline {
    /// The tag that a path of the processor's reader leads to, as far as it can be followed:
    /// `bibliography.layout.$value[1].group`.
    fn place(&self, path: &str) -> Range<usize> {
        let Some(mut element) = self.elements.first() else { return 0..0 };
        let mut chosen = false;
        for step in path.split('.') {
            let (name, number) = step.split_once('[').unwrap_or((step, ""));
            let number: usize = number.trim_end_matches(']').parse().unwrap_or(0);
            // What stands at a number is named behind it.
            if std::mem::replace(&mut chosen, name == "$value") && name == element.name {
                continue;
            }
            let mut children = element.children.iter().map(|child| &self.elements[*child]);
            match children.by_ref().filter(|child| name == "$value" || child.name == name).nth(number) {
                Some(next) => element = next,
                None => break,
            }
        }
        element.at.clone()
    }

    /// That every macro is there, that none leads back to itself, and that what they write out is not beyond measure.
    fn ends(&self) -> Result<(), Fault> {
        let mut followed = Followed::default();
        for part in self.elements.first().into_iter().flat_map(|style| &style.children) {
            self.size(*part, &mut followed)?;
        }
        Ok(())
    }

    /// How many elements one runs through with what it holds and calls; of several branches one is taken.
    fn size<'a>(&'a self, element: usize, followed: &mut Followed<'a>) -> Result<usize, Fault> {
        let Element { name, at, children, calls } = &self.elements[element];
        let branches = name == "choose";
        let mut held = 0_usize;
        for child in children {
            let size = self.size(*child, followed)?;
            held = if branches { held.max(size) } else { held.saturating_add(size) };
        }
        if branches {
            held = held.saturating_add(children.len());
        }
        let called = calls.as_ref().map_or(Ok(0), |name| self.called(name, at, followed))?;
        let size = held.saturating_add(called).saturating_add(1);
        if size > LARGEST {
            return Err(Fault {
                at: at.clone(),
                message: format!("writes more than {LARGEST} elements for one reference"),
                expected: "expected fewer",
                help: "take the style as its makers publish it".to_owned(),
            });
        }
        Ok(size)
    }

    /// How many elements a macro runs through.
    fn called<'a>(&'a self, name: &'a str, at: &Range<usize>, followed: &mut Followed<'a>) -> Result<usize, Fault> {
        let fault = |message: String, expected| {
            let help = "take the style as its makers publish it".to_owned();
            Err(Fault { at: at.clone(), message, expected, help })
        };
        let Some(macros) = self.macros.get(name) else {
            return fault(format!("calls the macro `{name}`, which it does not have"), "expected one of its macros");
        };
        if followed.within.len() == DEEPEST || followed.within.contains(&name) {
            return fault(format!("calls the macro `{name}` from within itself"), "expected macros that end");
        }
        if let Some(size) = followed.sizes.get(name) {
            return Ok(*size);
        }
        followed.within.push(name);
        let mut size = 0_usize;
        for one in macros {
            size = size.saturating_add(self.size(*one, followed)?);
        }
        followed.within.pop();
        followed.sizes.insert(name, size);
        Ok(size)
    }
}

fn position(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let value = tag.try_get_attribute(name).ok().flatten()?;
    Some(value.unescape_value().ok()?.into_owned())
}
