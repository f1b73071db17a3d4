//! How large a site is, for a person, and beside what hosts of pages take.

use crate::model::limit::{Bound, MEGABYTE};

/// The most bytes of a published site on GitHub Pages, which other hosts are near to.
const MOST: u64 = Bound::Site.row().most as u64 * MEGABYTE;

/// A number of bytes for a person: `12.3 MB`.
pub fn written(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let unit = units.into_iter().find(|(size, _)| bytes >= *size);
    unit.map_or_else(
        || format!("{bytes} bytes"),
        |(size, name)| format!("{}.{} {name}", bytes / size, bytes % size * 10 / size),
    )
}

/// What is said of a size that comes near to what hosts take: from 80 % of it on.
pub fn near_limit(what: &str, bytes: u64) -> Option<String> {
    let share = bytes.saturating_mul(100) / MOST;
    (share >= 80).then(|| {
        format!("{what} {}, {share} % of the {} that GitHub Pages takes for a site", written(bytes), written(MOST))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_the_unit_that_a_person_would_take() {
        let told = [999, 1_000, 12_345_678, 1_250_000_000].map(written);
        assert_eq!(told, ["999 bytes", "1.0 kB", "12.3 MB", "1.2 GB"]);
    }

    #[test]
    fn four_fifths_of_what_a_host_takes_are_warned_of() {
        assert_eq!(near_limit("the site has", 799_999_999), None);
        assert_eq!(
            near_limit("the site has", 812_000_000).as_deref(),
            Some("the site has 812.0 MB, 81 % of the 1.0 GB that GitHub Pages takes for a site")
        );
    }
}
