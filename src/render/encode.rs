//! Percent-encoding of text for addresses.

/// Percent-encodes for the value of a query (RFC 3986, section 2.3).
pub fn percent(text: &str) -> String {
    encoded(text, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~'))
}

/// Percent-encodes for the data of a `data:` address (RFC 2397), with as few signs as the URL Standard lets it: that
/// counts letters of every script among those of an address. `&`, which is none in HTML, is encoded too.
pub fn data(text: &str) -> String {
    let stays =
        |c: char| c.is_ascii_alphanumeric() || "!$'()*+,-./:;=?@_~".contains(c) || c.is_alphabetic() || is_wide_mark(c);
    encoded(text, stays)
}

/// Marks of Chinese and Japanese texts, and full-width forms.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}')
}

fn encoded(text: &str, stays: impl Fn(char) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if stays(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.extend(['%', digit(byte >> 4), digit(byte & 15)]));
        }
    }
    out
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
