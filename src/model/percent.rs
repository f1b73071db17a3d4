//! Percent-encoding (RFC 3986, section 2.1), for whoever knows which characters an address of theirs may hold.

/// A text with every character percent-encoded that does not stay as it is.
pub fn encoded(text: &str, stays: impl Fn(char) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if stays(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.extend(['%', digit(byte >> 4), digit(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn every_byte_of_a_character_is_encoded() {
        assert_eq!(encoded("a 甲%", |c| c == 'a'), "a%20%E7%94%B2%25");
    }
}
