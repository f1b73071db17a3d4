//! Text in addresses: what each kind of address may hold.

use crate::language::script::is_wide_mark;
use crate::model::percent::encoded;

/// Percent-encodes for the value of a query (RFC 3986, section 2.3).
pub fn percent(text: &str) -> String {
    encoded(text, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~'))
}

/// Percent-encodes for the data of a `data:` address (RFC 2397), with as few signs as the URL Standard lets it: that
/// counts letters of every script among those of an address. `&`, which is none in HTML, is encoded too.
pub fn data(text: &str) -> String {
    let plain = |c: char| c.is_ascii_digit() || c.is_alphabetic() || is_wide_mark(c);
    encoded(text, |c| plain(c) || "!$'()*+,-./:;=?@_~".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{data, percent};

    #[test]
    fn what_would_end_an_address_is_encoded() {
        assert_eq!(percent("a b&c=甲"), "a%20b%26c%3D%E7%94%B2");
        assert_eq!(
            data("TI - a \"b\" & 100%, {甲}（乙）#1\n"),
            "TI%20-%20a%20%22b%22%20%26%20100%25,%20%7B甲%7D（乙）%231%0A"
        );
    }
}
