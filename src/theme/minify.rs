//! Makes templates small once, when they are loaded, instead of every page when it is rendered.
//!
//! minify-html knows HTML but not Tera, and it deletes spaces that a reader sees. So it is shown a
//! template in which everything that must stay is a word it cannot touch: each Tera construct, and
//! each space that is not beside the tag of a block. What comes back is used only if all tags and
//! constructs are still there in their order.

use minify_html::{Cfg, minify};

use super::tokens::{Piece, Token, attributes, tokens};

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
const SPACE: char = '\u{E002}';
const ATTRIBUTE: &str = "x-tera-";

/// Tags beside which white space is never seen.
const BLOCKS: [&str; 53] = [
    "address",
    "article",
    "aside",
    "base",
    "blockquote",
    "body",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
];

/// A smaller template that renders the same, or `None` where that cannot be shown.
pub fn template(source: &str) -> Option<String> {
    if source.contains([OPEN, CLOSE, SPACE]) || source.contains(ATTRIBUTE) {
        return None;
    }
    let before = tokens(source)?;
    let mut masked = Masked::default();
    masked.write(&before)?;
    let small = minify(masked.text.as_bytes(), &settings());
    let restored = masked.restore(&String::from_utf8(small).ok()?)?;
    let after = tokens(&restored)?;
    (shape(&before)? == shape(&after)?).then_some(restored)
}

fn settings() -> Cfg {
    Cfg {
        do_not_minify_doctype: true,
        ensure_spec_compliant_unquoted_attribute_values: true,
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_spaces_between_attributes: true,
        ..Cfg::default()
    }
}

/// The template as minify-html sees it, and what its words stand for.
#[derive(Default)]
struct Masked<'a> {
    text: String,
    constructs: Vec<&'a str>,
}

impl<'a> Masked<'a> {
    fn write(&mut self, tokens: &[Token<'a>]) -> Option<()> {
        for (at, token) in tokens.iter().enumerate() {
            match *token {
                Token::Construct(construct) => self.word(construct, ""),
                Token::Text(text) => self.text.push_str(text),
                Token::Comment(_) => {}
                Token::Space(_) => {
                    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
                    let beside_block = [before, tokens.get(at + 1)].into_iter().flatten().any(is_block);
                    self.text.push(if beside_block { ' ' } else { SPACE });
                }
                Token::Tag(tag) => self.tag(tag)?,
                Token::Raw(raw) => {
                    for token in super::tokens::raw(raw) {
                        match token {
                            Token::Construct(construct) => self.word(construct, ""),
                            other => self.text.push_str(other.source()),
                        }
                    }
                }
            }
        }
        Some(())
    }

    /// Writes a construct as a word; `=` in it makes minify-html keep the quotes of an attribute.
    fn word(&mut self, construct: &'a str, force: &str) {
        self.text.push_str(&format!("{OPEN}{}{force}{CLOSE}", self.constructs.len()));
        self.constructs.push(construct);
    }

    fn tag(&mut self, tag: &'a str) -> Option<()> {
        for piece in attributes(tag)? {
            match piece {
                Piece::Plain(text) => self.text.push_str(text),
                Piece::InValue(construct) => self.word(construct, "="),
                Piece::Attribute(construct) => {
                    self.text.push_str(&format!(" {ATTRIBUTE}{} ", self.constructs.len()));
                    self.constructs.push(construct);
                }
            }
        }
        Some(())
    }

    fn restore(&self, small: &str) -> Option<String> {
        let mut out = String::with_capacity(small.len() * 2);
        let mut rest = small;
        while let Some(at) = rest.find([OPEN, SPACE]).into_iter().chain(rest.find(ATTRIBUTE)).min() {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix(SPACE) {
                out.push(' ');
                rest = after;
                continue;
            }
            let start = rest.strip_prefix(OPEN).or_else(|| rest.strip_prefix(ATTRIBUTE))?;
            let digits = start.find(|c: char| !c.is_ascii_digit()).unwrap_or(start.len());
            out.push_str(self.constructs.get(start[..digits].parse::<usize>().ok()?)?);
            rest = &start[digits..];
            if let Some(after) = rest.strip_prefix('=').unwrap_or(rest).strip_prefix(CLOSE) {
                rest = after;
            }
        }
        out.push_str(rest);
        Some(out)
    }
}

fn is_block(token: &Token<'_>) -> bool {
    let Token::Tag(tag) = token else { return matches!(token, Token::Raw(_)) };
    tag.starts_with("<!") || BLOCKS.binary_search(&name(tag).as_str()).is_ok()
}

fn name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())].to_ascii_lowercase()
}

/// The order of tags and constructs, those inside one tag sorted.
fn shape<'a>(tokens: &[Token<'a>]) -> Option<Vec<(String, Vec<&'a str>)>> {
    let mut shape = Vec::new();
    for token in tokens {
        match *token {
            Token::Construct(construct) => shape.push((String::new(), vec![construct])),
            Token::Tag(tag) if !tag.starts_with("<!") => {
                let mut inside: Vec<&str> = attributes(tag)?
                    .into_iter()
                    .filter_map(|piece| match piece {
                        Piece::InValue(construct) | Piece::Attribute(construct) => Some(construct),
                        Piece::Plain(_) => None,
                    })
                    .collect();
                inside.sort_unstable();
                let slash = if tag.starts_with("</") { "/" } else { "" };
                shape.push((format!("{slash}{}", name(tag)), inside));
            }
            Token::Raw(raw) => {
                let constructs = super::tokens::raw(raw).into_iter().filter(|t| matches!(t, Token::Construct(_)));
                shape.extend(constructs.map(|construct| (String::new(), vec![construct.source()])));
            }
            _ => {}
        }
    }
    Some(shape)
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, template};

    fn small(source: &str) -> String {
        template(source).expect("it is shown to be the same")
    }

    #[test]
    fn spaces_that_are_seen_stay() {
        assert_eq!(
            small("<nav>\n  {% for n in nav %}\n  <a href=\"{{ n }}\">x</a>\n  <a>y</a>\n  {% endfor %}\n</nav>\n"),
            "<nav>{% for n in nav %} <a href=\"{{ n }}\">x</a> <a>y</a> {% endfor %}</nav>"
        );
        assert_eq!(small("<p>\n {{ a }}\n <b>b</b>,\n c </p>\n\n<p>d</p>"), "<p>{{ a }} <b>b</b>, c</p><p>d</p>");
        assert_eq!(small("<a>x</a>\n"), "<a>x</a> ");
    }

    #[test]
    fn constructs_inside_tags_stay_whole() {
        assert_eq!(
            small("<a {% if x %}hidden{% endif %} class=\"a {% if y %} b{% endif %}\" href=\"{{ u }}\">z</a>"),
            "<a class=\"a {% if y %} b{% endif %}\" href=\"{{ u }}\" {% if x %}hidden{% endif %}>z</a>"
        );
        assert_eq!(small("<i title=\"{{ \"<q>\" }}\">x</i>"), "<i title=\"{{ \"<q>\" }}\">x</i>");
        assert_eq!(
            small("<b{% if a %} id=\"{{ i }}\"{% endif %}>x</b>"),
            "<b {% if a %} id=\"{{ i }}\"{% endif %}>x</b>"
        );
    }

    #[test]
    fn attributes_from_values_keep_their_quotes() {
        assert_eq!(small("<input value=\"{{ v }}\" type=\"text\">"), "<input value=\"{{ v }}\">");
    }

    #[test]
    fn code_and_data_are_untouched() {
        let source = "<pre>  {{ a }}\n  b</pre><script type=application/ld+json>{{ ld | safe }}</script>";
        assert_eq!(small(source), source);
    }

    #[test]
    fn components_and_expressions_with_braces_are_constructs() {
        let source = "{% component fig(v: string) %}<a>{{ v }}</a>{% endcomponent fig %}";
        assert_eq!(small(source), source);
        assert_eq!(
            small("<p>{{<fig v={x} />}}  {{ {\"a\": {\"b\": 1}} }}</p>"),
            "<p>{{<fig v={x} />}} {{ {\"a\": {\"b\": 1}} }}</p>"
        );
        assert_eq!(small("<p>{{ \"}}\" }}  x</p>"), "<p>{{ \"}}\" }} x</p>");
    }

    #[test]
    fn what_cannot_be_shown_to_be_the_same_is_left_alone() {
        assert_eq!(template("<h{{ level }}>x</h{{ level }}>"), None);
        assert_eq!(template("{% raw %}{{ x }}{% endraw %}"), None);
        assert_eq!(template("<p>{{ x "), None);
    }

    #[test]
    fn the_list_of_blocks_is_sorted() {
        assert!(BLOCKS.is_sorted());
    }
}
