//! Addresses that a page may lead a reader to: the one place where a text becomes a link out of the site.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::Serialize;

/// A web or mail address, safe to stand in a link wherever text is escaped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct WebAddress(String);

/// What is wrong with an address, after "because it".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAddressError(pub &'static str);

impl fmt::Display for WebAddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for WebAddressError {}

impl FromStr for WebAddress {
    type Err = WebAddressError;

    fn from_str(text: &str) -> Result<Self, WebAddressError> {
        if text.chars().any(is_hidden) {
            return Err(WebAddressError("holds a character that cannot be seen"));
        }
        if text.contains(|c: char| c.is_whitespace() || c == '\\') {
            return Err(WebAddressError("holds a blank or a backslash"));
        }
        let (scheme, rest) = text.split_once(':').unwrap_or_default();
        let right = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest.strip_prefix("//").is_some_and(has_host),
            "mailto" => rest.split_once('@').is_some_and(|(name, host)| !name.is_empty() && has_host(host)),
            _ => return Err(WebAddressError("does not begin with `https://`, `http://` or `mailto:`")),
        };
        if right { Ok(Self(text.to_owned())) } else { Err(WebAddressError("names no host")) }
    }
}

/// Whether what follows the scheme begins with a host's name.
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// Controls, and marks that change how the text beside them is read without being seen.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

impl Deref for WebAddress {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::WebAddress;
    use proptest::prelude::*;

    #[test]
    fn web_and_mail_addresses_are_taken_as_they_are() {
        for text in [
            "https://a.test/",
            "HTTP://a.test",
            "https://a.test/路径?a=1&b=[2]#三",
            "https://例.test:8080/x;y=1",
            "http://[::1]/",
            "https://me@a.test/",
            "mailto:editor@briefing.test?subject=x",
        ] {
            assert_eq!(text.parse::<WebAddress>().as_deref(), Ok(text));
        }
    }

    #[test]
    fn whatever_a_browser_would_run_or_lead_elsewhere_is_refused() {
        for text in [
            "",
            "a.test",
            "javascript:alert(1)//",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " https://a.test",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.test/x",
            "//a.test/",
            "\\\\a.test\\x",
            "/\\a.test",
            "https:a.test",
            "https:/a.test",
            "https:\\\\a.test",
            "https:///a.test",
            "https://",
            "https://?a",
            "https://a.test/\u{202E}x",
            "https://a.test/\u{200B}",
            "mailto:",
            "mailto:nobody",
        ] {
            assert!(text.parse::<WebAddress>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_address_has_one_of_three_schemes_and_no_hidden_character(text in ".{0,40}", scheme in "[A-Za-z]{0,10}") {
            if let Ok(address) = format!("{scheme}:{text}").parse::<WebAddress>() {
                let lower = address.to_ascii_lowercase();
                prop_assert!(["http://", "https://", "mailto:"].iter().any(|known| lower.starts_with(known)));
                prop_assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\'));
            }
        }
    }
}
