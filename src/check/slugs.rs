//! What a name must be to stand in an address and in a reference.

use crate::model::address::is_device;
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

/// Words before a colon that are no kind of subject.
pub const RESERVED_KINDS: [&str; 11] =
    ["fact", "source", "indicator", "conflict", "derived", "page", "waive", "http", "https", "mailto", "data"];

/// Reports a name that cannot stand in an address, or that no file can have on some systems.
pub fn check_slug(slug: &str, span: Span, problems: &mut Problems) {
    let right = !slug.is_empty() && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !right {
        problems.report(
            Problem::new(Code::BadValue, span, format!("`{slug}` cannot stand in an address"))
                .help("use lower-case letters, digits and hyphens"),
        );
    } else if is_device(slug) {
        problems.report(
            Problem::new(
                Code::BadValue,
                span,
                format!("`{slug}` is a device on Windows, so no file can have that name"),
            )
            .help(format!("choose another name, such as `{slug}-1`")),
        );
    }
}
