//! Splits a Tera template into its constructs, tags, words and white space.

/// A part of a template; all parts together are its whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{{ … }}`, `{% … %}` or `{# … #}`.
    Construct(&'a str),
    /// A start tag, end tag or document type, with the constructs in it.
    Tag(&'a str),
    /// `<!-- … -->`.
    Comment(&'a str),
    /// The content of `pre`, `textarea`, `script` or `style`.
    Raw(&'a str),
    /// Words without white space.
    Text(&'a str),
    /// White space.
    Space(&'a str),
}

impl<'a> Token<'a> {
    /// The part as written.
    pub fn source(self) -> &'a str {
        match self {
            Token::Construct(s)
            | Token::Tag(s)
            | Token::Comment(s)
            | Token::Raw(s)
            | Token::Text(s)
            | Token::Space(s) => s,
        }
    }
}

/// A part of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Names, quotes, values.
    Plain(&'a str),
    /// A construct inside a quoted value.
    InValue(&'a str),
    /// One or more constructs, with what is between them, in place of attributes.
    Attribute(&'a str),
}

/// The parts of `source`; `None` if it is not a template whose tags can be told apart.
pub fn tokens(source: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let token = next(rest, first)?;
        rest = &rest[token.source().len()..];
        tokens.push(token);
        if let Some(raw) = raw_content(token, rest) {
            tokens.push(Token::Raw(raw));
            rest = &rest[raw.len()..];
        }
    }
    Some(tokens)
}

/// The constructs in raw content, and the text between them.
pub fn raw(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(at) = construct_start(rest) {
        let Some(length) = construct(&rest[at..]) else { break };
        tokens.push(Token::Text(&rest[..at]));
        tokens.push(Token::Construct(&rest[at..at + length]));
        rest = &rest[at + length..];
    }
    tokens.push(Token::Text(rest));
    tokens
}

fn next(rest: &str, first: char) -> Option<Token<'_>> {
    if is_construct(rest) {
        let length = construct(rest)?;
        let token = &rest[..length];
        let raw = token.trim_start_matches(['{', '%', '-', ' ']).starts_with("raw");
        return (!raw).then_some(Token::Construct(token));
    }
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| Token::Comment(&rest[..end + 3]));
    }
    if first == '<' && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return tag(rest).map(|length| Token::Tag(&rest[..length]));
    }
    if first.is_ascii_whitespace() {
        let end = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
        return Some(Token::Space(&rest[..end]));
    }
    let stops = |(at, c): (usize, char)| {
        at > 0 && (c.is_ascii_whitespace() || c == '<' || (c == '{' && is_construct(&rest[at..])))
    };
    let end = rest.char_indices().find(|&found| stops(found)).map_or(rest.len(), |(at, _)| at);
    Some(Token::Text(&rest[..end]))
}

fn raw_content<'a>(tag: Token<'a>, rest: &'a str) -> Option<&'a str> {
    let Token::Tag(tag) = tag else { return None };
    let name = ["pre", "textarea", "script", "style"]
        .into_iter()
        .find(|name| tag[1..].strip_prefix(name).is_some_and(|after| after.starts_with(['>', ' ', '\n'])))?;
    let end = rest.find(&format!("</{name}"))?;
    (end > 0).then_some(&rest[..end])
}

fn is_construct(text: &str) -> bool {
    text.starts_with("{{") || text.starts_with("{%") || text.starts_with("{#")
}

fn construct_start(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find(|&at| is_construct(&text[at..]))
}

/// How long the construct is that `text` begins with.
fn construct(text: &str) -> Option<usize> {
    if text.starts_with("{#") {
        return text.find("#}").map(|end| end + 2);
    }
    let closes = if text.starts_with("{{") { "}}" } else { "%}" };
    let mut quote = None;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().skip(2) {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, _) if depth == 0 && text[at..].starts_with(closes) => return Some(at + 2),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// How long the tag is that `text` begins with.
fn tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        if is_construct(&text[at..]) {
            at += construct(&text[at..])?;
            continue;
        }
        at += c.len_utf8();
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The parts of a tag; `None` if a construct makes up part of a name or an unquoted value.
pub fn attributes(tag: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let (mut quote, mut plain, mut at) = (None, 0, 0);
    while let Some(c) = tag[at..].chars().next() {
        if !is_construct(&tag[at..]) {
            match quote {
                None if matches!(c, '"' | '\'') => quote = Some(c),
                Some(open) if open == c => quote = None,
                _ => {}
            }
            at += c.len_utf8();
            continue;
        }
        pieces.push(Piece::Plain(&tag[plain..at]));
        let length = if quote.is_some() { construct(&tag[at..])? } else { region(tag, at)? };
        let piece = &tag[at..at + length];
        pieces.push(if quote.is_some() { Piece::InValue(piece) } else { Piece::Attribute(piece) });
        at += length;
        plain = at;
    }
    pieces.push(Piece::Plain(&tag[plain..]));
    Some(pieces)
}

/// How long the constructs at `at` are that stand in place of attributes, from `{% if … %}` to its end.
fn region(tag: &str, at: usize) -> Option<usize> {
    let text = &tag[at..];
    let (mut end, mut depth) = (0, 0_i32);
    loop {
        let length = construct(&text[end..])?;
        let words = text[end..end + length].trim_start_matches(['{', '%', '-', ' ']);
        depth += match words.split([' ', '-', '%']).next() {
            Some("if" | "for") => 1,
            Some("endif" | "endfor") => -1,
            _ => 0,
        };
        end += length;
        if depth <= 0 {
            break;
        }
        end += construct_start(&text[end..])?;
    }
    let apart_before = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
    let first_inside = &text[construct(text)?..end];
    let apart_after = tag[at + end..].starts_with([' ', '\n', '>', '/', '\t']);
    ((apart_before || first_inside.starts_with([' ', '\n'])) && apart_after).then_some(end)
}
