//! Cuts HTML and XML into tags and text, with the line of each: no tree, no script, nothing loaded.

/// A piece of marked-up text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Words, references still in them.
    Text(&'a str),
    /// A start tag.
    Open {
        /// Its name in lower case, without a prefix.
        name: String,
        /// What stands behind the name.
        attributes: &'a str,
        /// Whether it ends itself (`<w:tab/>`).
        is_empty: bool,
    },
    /// An end tag, by its name in lower case without a prefix.
    Close(String),
}

/// Walks over the pieces of a text.
#[derive(Debug)]
pub struct Tokens<'a> {
    rest: &'a str,
    line: u32,
    html: bool,
    /// The element whose content is no markup, until its end tag.
    raw: Option<String>,
}

/// Follows an element that is not shown to its end, through those of its own name inside it.
#[derive(Debug, Default)]
pub struct Unseen {
    open: Option<(String, u32)>,
}

impl Unseen {
    /// Whether what stands here is not shown.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The element that hides what stands here.
    pub fn within(&self) -> Option<&str> {
        self.open.as_ref().map(|(name, _)| name.as_str())
    }

    /// Takes a start tag; whether it is hidden, or begins what is.
    pub fn opens(&mut self, name: &str, unseen: &[&str], is_empty: bool) -> bool {
        match &mut self.open {
            Some((open, depth)) => *depth += u32::from(open == name && !is_empty),
            None if unseen.contains(&name) => self.open = (!is_empty).then(|| (name.to_owned(), 1)),
            None => return false,
        }
        true
    }

    /// Takes an end tag; whether it was hidden.
    pub fn closes(&mut self, name: &str) -> bool {
        let Some((open, depth)) = &mut self.open else { return false };
        *depth -= u32::from(open == name);
        if *depth == 0 {
            self.open = None;
        }
        true
    }
}

/// Elements whose content HTML does not read as markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

impl<'a> Tokens<'a> {
    /// The pieces of a web page.
    pub fn html(text: &'a str) -> Self {
        Self { rest: text, line: 1, html: true, raw: None }
    }

    /// The pieces of an XML document.
    pub fn xml(text: &'a str) -> Self {
        Self { rest: text, line: 1, html: false, raw: None }
    }

    /// The next piece, and the line where it begins.
    #[allow(clippy::should_implement_trait, reason = "a walk over borrowed text, not a collection")]
    pub fn next(&mut self) -> Option<(Token<'a>, u32)> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let line = self.line;
            if let Some(text) = self.words() {
                return Some((Token::Text(text), line));
            }
            if let Some(text) = self.passed("<![CDATA[", "]]>").filter(|_| !self.html) {
                return Some((Token::Text(text), line));
            }
            if self.passed_comment() {
                continue;
            }
            return Some((self.tag(), line));
        }
    }

    /// Text up to what begins a tag.
    fn words(&mut self) -> Option<&'a str> {
        let end = match self.raw.take() {
            Some(name) => end_of_raw(self.rest, &name),
            None => start_of_markup(self.rest),
        };
        (end > 0).then(|| self.take(end))
    }

    /// What stands between two marks, if the first comes next.
    fn passed(&mut self, open: &str, close: &str) -> Option<&'a str> {
        let inside = self.rest.strip_prefix(open).filter(|_| !self.html || open != "<![CDATA[")?;
        let end = inside.find(close).unwrap_or(inside.len());
        let whole = (open.len() + end + close.len()).min(self.rest.len());
        self.take(whole);
        Some(&inside[..end])
    }

    fn passed_comment(&mut self) -> bool {
        if self.rest.starts_with("<!-->") || self.rest.starts_with("<!--->") {
            let end = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
            self.take(end);
            return true;
        }
        self.passed("<!--", "-->").or_else(|| self.passed("<!", ">")).or_else(|| self.passed("<?", ">")).is_some()
    }

    fn tag(&mut self) -> Token<'a> {
        let length = tag_length(self.rest);
        let tag = self.take(length);
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
        let end = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
        let name = inner[..end].rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        if closes {
            return Token::Close(name);
        }
        let is_empty = inner.ends_with('/') && !self.html;
        if self.html && RAW.contains(&name.as_str()) {
            self.raw = Some(name.clone());
        }
        Token::Open { name, attributes: &inner[end..], is_empty }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.line = self.line.saturating_add(u32::try_from(count_lines(taken)).unwrap_or(u32::MAX));
        taken
    }
}

/// Whether every element of an XML text ends where it may, and none is declared: what is cut or forged is not.
pub fn is_whole(xml: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut tokens = Tokens::xml(xml);
    while let Some((token, _)) = tokens.next() {
        match token {
            Token::Open { name, is_empty: false, .. } => open.push(name),
            Token::Close(name) if open.pop().as_ref() != Some(&name) => return false,
            _ => {}
        }
    }
    open.is_empty() && !xml.contains("<!DOCTYPE") && !xml.contains("<!ENTITY")
}

/// The attributes of each element of a name, in an XML document.
pub fn elements<'a>(xml: &'a str, wanted: &'a str) -> impl Iterator<Item = &'a str> {
    let mut tokens = Tokens::xml(xml);
    std::iter::from_fn(move || tokens.next()).filter_map(move |(token, _)| match token {
        Token::Open { name, attributes, .. } if name == wanted => Some(attributes),
        _ => None,
    })
}

/// How many line ends a text has: LF, CR LF or CR.
pub fn count_lines(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(at, byte): (usize, &u8)| *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|&(at, byte)| ends((at, byte))).count()
}

/// Where the first tag or comment begins: `<` before a letter, `/`, `!` or `?`; elsewhere it is a mark.
fn start_of_markup(text: &str) -> usize {
    let begins = |at: &usize| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
    };
    text.match_indices('<').map(|(at, _)| at).find(begins).unwrap_or(text.len())
}

fn end_of_raw(text: &str, name: &str) -> usize {
    let ends = |at: &usize| {
        let rest = &text.as_bytes()[at + 2..];
        rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    };
    text.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(text.len())
}

/// The length of a tag, whose attributes may hold `>` between quotes.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    text.len()
}

/// The value of an attribute by its name in lower case, whatever its prefix; references still in it.
pub fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let name = rest[..end].rsplit(':').next().unwrap_or_default();
        let after = rest[end..].trim_start();
        let (value, left) = match after.strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start()),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        let next = left.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        // Something that is no attribute must not stop the walk.
        rest = if next.len() == rest.len() {
            next.split_at(next.chars().next().map_or(0, char::len_utf8)).1
        } else {
            next
        };
    }
    None
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}
