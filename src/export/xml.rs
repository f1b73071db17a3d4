//! Writes XML in which no text can be markup: names are the program's own, all else is escaped by the writer.

use crate::theme::escape;

/// A document in the making.
#[derive(Debug)]
pub struct Xml(String);

impl Xml {
    /// A document with one element, which holds what `inside` writes.
    pub fn document(
        name: &'static str,
        attributes: &[(&'static str, &str)],
        inside: impl FnOnce(&mut Self),
    ) -> Vec<u8> {
        let mut xml = Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned());
        xml.element(name, attributes, |xml| {
            xml.line();
            inside(xml);
        });
        xml.line();
        xml.0.into_bytes()
    }

    /// An element that holds what `inside` writes.
    pub fn element(&mut self, name: &'static str, attributes: &[(&'static str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// An element that holds words.
    pub fn words(&mut self, name: &'static str, words: &str) {
        self.element(name, &[], |xml| escape::push(&mut xml.0, words));
    }

    /// Ends a line, for those who read or compare the file.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    fn open(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            escape::push(&mut self.0, value);
            self.0.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;
    use proptest::prelude::*;

    #[test]
    fn a_document_is_written_as_it_reads() {
        let bytes = Xml::document("feed", &[("xml:lang", "en")], |xml| {
            xml.words("title", "A & B");
            xml.empty("link", &[("href", "https://a.test/?a=1&b=\"2\"")]);
            xml.line();
        });
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xml:lang=\"en\">\n<title>A &amp; B</title>\
             <link href=\"https://a.test/?a=1&amp;b=&quot;2&quot;\"/>\n</feed>\n"
        );
    }

    proptest! {
        #[test]
        fn no_text_opens_or_closes_anything(words in ".*", value in ".*") {
            let bytes = Xml::document("a", &[("b", &value)], |xml| xml.words("c", &words));
            let text = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(text.matches('<').count(), 5);
            prop_assert_eq!(text.matches('"').count(), 6);
            let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}');
            prop_assert!(!text.contains(forbidden));
        }
    }
}
