//! Where a place lies on the earth.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A latitude and a longitude, in ten-thousandths of a degree: some eleven metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coordinates {
    latitude: i32,
    longitude: i32,
}

/// So many of our units make a degree.
pub const DEGREE: i32 = 10_000;

/// What is wrong with coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCoordinates {
    /// The latitude is no number from −90 to 90.
    Latitude,
    /// The longitude is no number from −180 to 180.
    Longitude,
}

impl Coordinates {
    /// Reads a latitude and a longitude in degrees, north and east positive.
    ///
    /// # Errors
    /// If one of them is no number, or lies beyond the earth.
    pub fn parse(latitude: &str, longitude: &str) -> Result<Self, BadCoordinates> {
        Ok(Self {
            latitude: degrees(latitude, 90).ok_or(BadCoordinates::Latitude)?,
            longitude: degrees(longitude, 180).ok_or(BadCoordinates::Longitude)?,
        })
    }

    /// North of the equator, in ten-thousandths of a degree.
    pub fn latitude(self) -> i32 {
        self.latitude
    }

    /// East of Greenwich, in ten-thousandths of a degree.
    pub fn longitude(self) -> i32 {
        self.longitude
    }
}

fn degrees(text: &str, most: i32) -> Option<i32> {
    let number: Decimal = text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())?;
    let units = number.checked_mul(Decimal::from(DEGREE))?.round().to_i32()?;
    (units.abs() <= most * DEGREE).then_some(units)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BadCoordinates, Coordinates};

    fn read(latitude: &str, longitude: &str) -> Result<(i32, i32), BadCoordinates> {
        Coordinates::parse(latitude, longitude).map(|read| (read.latitude(), read.longitude()))
    }

    #[test]
    fn degrees_are_read_to_some_metres() {
        assert_eq!(read("30.27", "120.15"), Ok((302_700, 1_201_500)));
        assert_eq!(read("-33.86785", "151"), Ok((-338_678, 1_510_000)));
        assert_eq!(read("3.1e1", "-180"), Ok((310_000, -1_800_000)));
    }

    #[test]
    fn what_lies_beyond_the_earth_is_refused() {
        assert_eq!(read("120.15", "30.27"), Err(BadCoordinates::Latitude));
        assert_eq!(read("30", "180.1"), Err(BadCoordinates::Longitude));
        assert_eq!(read("nan", "0"), Err(BadCoordinates::Latitude));
        assert_eq!(read("0", "inf"), Err(BadCoordinates::Longitude));
    }

    proptest! {
        #[test]
        fn no_text_panics(latitude in ".{0,12}", longitude in "[-+0-9.e]{0,40}") {
            let _ = read(&latitude, &longitude);
        }
    }
}
