//! A colour of the screen, and how well two can be told apart.

use std::fmt;
use std::str::FromStr;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// What text needs to be read on its ground, in hundredths (WCAG 2.2, 1.4.3).
pub const READABLE: u32 = 450;

impl Colour {
    /// Black and white, between which every other lies.
    pub const ENDS: [Colour; 2] = [Colour([0; 3]), Colour([255; 3])];

    /// A colour by its red, green and blue.
    pub const fn of(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self([red, green, blue])
    }

    /// The contrast ratio of two colours in hundredths, rounded down: 450 is 4.5 to 1 (WCAG 2.2, *contrast ratio*).
    pub fn contrast(self, other: Colour) -> u32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + FLARE) * 100 / (a.min(b) + FLARE)
    }

    /// The colour nearest to this one on the ways to black and to white that `passes`.
    pub fn nearest(self, passes: impl Fn(Colour) -> bool) -> Option<Colour> {
        (0..=255).find_map(|step| Self::ENDS.iter().map(|end| self.towards(*end, step)).find(|colour| passes(*colour)))
    }

    /// So many steps of 255 towards another.
    fn towards(self, end: Colour, step: u32) -> Colour {
        let mix = |from: u8, to: u8| {
            let (from, to) = (u32::from(from), u32::from(to));
            let mixed = (from * (255 - step) + to * step + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        let ([a, b, c], [x, y, z]) = (self.0, end.0);
        Colour([mix(a, x), mix(b, y), mix(c, z)])
    }

    /// Relative luminance in millionths (WCAG 2.2, *relative luminance*).
    fn luminance(self) -> u32 {
        let part = |value: u8, weight: u64| u64::from(LINEAR[usize::from(value)]) * weight;
        let [red, green, blue] = self.0;
        // The weights are ten-thousandths.
        let sum = part(red, 2_126) + part(green, 7_152) + part(blue, 722);
        u32::try_from(sum / 10_000).unwrap_or(u32::MAX)
    }
}

/// What stray light adds to both sides of a ratio, in millionths.
const FLARE: u32 = 50_000;

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// Says that a text is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoColour;

impl FromStr for Colour {
    type Err = NoColour;

    /// Reads `#1D4F7C` and `#18C`.
    fn from_str(text: &str) -> Result<Self, NoColour> {
        let digits = text.strip_prefix('#').ok_or(NoColour)?;
        let digits: Vec<u32> = digits.chars().map(|c| c.to_digit(16)).collect::<Option<_>>().ok_or(NoColour)?;
        let pairs = match digits[..] {
            [r, g, b] => [(r, r), (g, g), (b, b)],
            [a, b, c, d, e, f] => [(a, b), (c, d), (e, f)],
            _ => return Err(NoColour),
        };
        Ok(Self(pairs.map(|(high, low)| u8::try_from(high * 16 + low).unwrap_or(u8::MAX))))
    }
}

/// The linear light of each step of a channel, in millionths (IEC 61966-2-1).
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347, 3_677, 4_025, 4_391, 4_777, 5_182, 5_605,
    6_049, 6_512, 6_995, 7_499, 8_023, 8_568, 9_134, 9_721, 10_330, 10_960, 11_612, 12_286, 12_983, 13_702, 14_444,
    15_209, 15_996, 16_807, 17_642, 18_500, 19_382, 20_289, 21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321,
    28_426, 29_557, 30_713, 31_896, 33_105, 34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735, 45_186,
    46_665, 48_172, 49_707, 51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246, 63_010, 64_803, 66_626, 68_478,
    70_360, 72_272, 74_214, 76_185, 78_187, 80_220, 82_283, 84_376, 86_500, 88_656, 90_842, 93_059, 95_307, 97_587,
    99_899, 102_242, 104_616, 107_023, 109_462, 111_932, 114_435, 116_971, 119_538, 122_139, 124_772, 127_438, 130_136,
    132_868, 135_633, 138_432, 141_263, 144_128, 147_027, 149_960, 152_926, 155_926, 158_961, 162_029, 165_132,
    168_269, 171_441, 174_647, 177_888, 181_164, 184_475, 187_821, 191_202, 194_618, 198_069, 201_556, 205_079,
    208_637, 212_231, 215_861, 219_526, 223_228, 226_966, 230_740, 234_551, 238_398, 242_281, 246_201, 250_158,
    254_152, 258_183, 262_251, 266_356, 270_498, 274_677, 278_894, 283_149, 287_441, 291_771, 296_138, 300_544,
    304_987, 309_469, 313_989, 318_547, 323_143, 327_778, 332_452, 337_164, 341_914, 346_704, 351_533, 356_400,
    361_307, 366_253, 371_238, 376_262, 381_326, 386_429, 391_572, 396_755, 401_978, 407_240, 412_543, 417_885,
    423_268, 428_690, 434_154, 439_657, 445_201, 450_786, 456_411, 462_077, 467_784, 473_531, 479_320, 485_150,
    491_021, 496_933, 502_886, 508_881, 514_918, 520_996, 527_115, 533_276, 539_479, 545_724, 552_011, 558_340,
    564_712, 571_125, 577_580, 584_078, 590_619, 597_202, 603_827, 610_496, 617_207, 623_960, 630_757, 637_597,
    644_480, 651_406, 658_375, 665_387, 672_443, 679_542, 686_685, 693_872, 701_102, 708_376, 715_694, 723_055,
    730_461, 737_910, 745_404, 752_942, 760_525, 768_151, 775_822, 783_538, 791_298, 799_103, 806_952, 814_847,
    822_786, 830_770, 838_799, 846_873, 854_993, 863_157, 871_367, 879_622, 887_923, 896_269, 904_661, 913_099,
    921_582, 930_111, 938_686, 947_307, 955_973, 964_686, 973_445, 982_251, 991_102, 1_000_000,
];

#[cfg(test)]
mod tests {
    use super::{Colour, READABLE};

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    #[test]
    fn contrast_is_as_the_guidelines_reckon_it() {
        for (one, other, hundredths) in [
            ("#000000", "#FFFFFF", 2100),
            ("#FFFFFF", "#FFFFFF", 100),
            ("#777777", "#FFFFFF", 447),
            ("#767676", "#FFFFFF", 454),
            ("#1D4F7C", "#FBFAF6", 816),
            ("#FF0000", "#FFFFFF", 399),
        ] {
            assert_eq!(colour(one).contrast(colour(other)), hundredths, "{one} on {other}");
            assert_eq!(colour(other).contrast(colour(one)), hundredths, "{other} on {one}");
        }
    }

    #[test]
    fn the_nearest_colour_that_passes_is_told() {
        let paper = colour("#FFFFFF");
        let nearest = |from: &str| colour(from).nearest(|c| c.contrast(paper) >= READABLE).map(|c| c.to_string());
        assert_eq!(nearest("#777777").as_deref(), Some("#767676"));
        assert_eq!(nearest("#1D4F7C").as_deref(), Some("#1D4F7C"));
        assert_eq!(colour("#777777").nearest(|_| false), None);
    }

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(colour("#18c").to_string(), "#1188CC");
        for wrong in ["1D4F7C", "#1D4F7", "#GGGGGG", "red", "", "#", "#１２３"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
        for rgb in (0..0x100_0000).step_by(0x1_2345) {
            let colour = Colour::of(rgb);
            assert_eq!(colour.to_string().parse(), Ok(colour));
        }
    }
}
