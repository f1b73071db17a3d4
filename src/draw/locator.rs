//! Where places lie: points on a graticule with a bar of kilometres; no coast and no border.

use super::Frame;
use super::canvas::{Anchor, Canvas, SMALL, TEXT, Tenths, width};

/// So many units of a coordinate make a degree.
const DEGREE: i64 = 10_000;
/// Metres of a degree of latitude.
const DEGREE_METRES: i64 = 111_195;
/// The least that is shown, in units: half a degree.
const LEAST: i64 = DEGREE / 2;
/// Between the outermost point and the edge.
const PAD: Tenths = 260;
/// The distances, in degrees, at which lines of the graticule may stand.
const STEPS: [i64; 6] = [1, 2, 5, 10, 20, 30];
/// The lengths of the bar, in kilometres.
const BARS: [i64; 10] = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2];
/// The room that a label takes above its baseline.
const TALL: Tenths = 130;

/// A place.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its name.
    pub label: String,
    /// North, in ten-thousandths of a degree.
    pub latitude: i32,
    /// East, in ten-thousandths of a degree.
    pub longitude: i32,
    /// Whether the page is about it.
    pub main: bool,
}

/// How the language writes degrees and distances.
pub struct Words<'a> {
    /// A latitude in whole degrees, north positive.
    pub latitude: &'a dyn Fn(i64) -> String,
    /// A longitude in whole degrees, east positive.
    pub longitude: &'a dyn Fn(i64) -> String,
    /// A distance in kilometres.
    pub kilometres: &'a dyn Fn(i64) -> String,
}

/// Places on a graticule.
#[derive(Clone, Debug)]
pub struct Locator {
    frame: Frame,
    points: Vec<Point>,
}

impl Locator {
    /// The drawing; `None` for fewer than two places: one alone lies nowhere.
    pub fn new(frame: Frame, mut points: Vec<Point>) -> Option<Self> {
        points.sort_by_key(|point| !point.main);
        (points.len() > 1).then_some(Self { frame, points })
    }

    /// The drawing as SVG.
    pub fn svg(&self, words: &Words<'_>) -> String {
        let wide = Tenths::from(self.frame.width) * 10;
        let view = View::of(&self.points, wide);
        let mut canvas = Canvas::default();
        let places: Vec<(Tenths, Tenths)> = self.points.iter().map(|point| view.place(point)).collect();
        let mut taken: Vec<Area> = places.iter().map(|place| Area::around(*place)).collect();
        // Names before degrees, and the main place's first: a line may do without its degrees, a place not without
        // its name. One for whose name there is no room at all is left out.
        let mut named = Vec::new();
        for (point, place) in self.points.iter().zip(&places) {
            if let Some((area, anchor, at)) = view.room(point, *place, &taken) {
                named.push((point, *place, anchor, at));
                taken.push(area);
            }
        }
        view.graticule(&mut canvas, words, &mut taken);
        for (_, place, anchor, at) in &named {
            view.leader(&mut canvas, *place, *anchor, *at);
        }
        // The main place lies on top of what lies around it.
        for (point, place, anchor, at) in named.iter().rev() {
            canvas.place(point.main, *place);
            canvas.text(if point.main { "c-value" } else { "c-note" }, *at, *anchor, &point.label);
        }
        view.bar(&mut canvas, words);
        canvas.finish(&self.frame, view.foot())
    }
}

/// How far off a name may stand, where there is no room beside its place.
const FAR: [Tenths; 4] = [220, 350, 500, 700];

/// What a name covers, and where it is written.
type Room = (Area, Anchor, (Tenths, Tenths));

/// A rectangle of the drawing.
#[derive(Clone, Copy)]
struct Area {
    left: Tenths,
    top: Tenths,
    right: Tenths,
    bottom: Tenths,
}

impl Area {
    fn around((x, y): (Tenths, Tenths)) -> Self {
        Self { left: x - 60, top: y - 60, right: x + 60, bottom: y + 60 }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// From coordinates to the drawing: parallels and meridians straight, true in the middle.
struct View {
    west: i64,
    north: i64,
    /// How much shorter a degree of longitude is than one of latitude, in thousandths.
    shrink: i64,
    /// Tenths of a pixel for a hundred thousand units of latitude.
    scale: i64,
    wide: Tenths,
    tall: Tenths,
}

impl View {
    fn of(points: &[Point], wide: Tenths) -> Self {
        let range = |values: &mut dyn Iterator<Item = i64>| {
            let values: Vec<i64> = values.collect();
            (values.iter().copied().min().unwrap_or(0), values.iter().copied().max().unwrap_or(0))
        };
        let (mut west, mut east) = range(&mut points.iter().map(|point| i64::from(point.longitude)));
        if east - west > 180 * DEGREE {
            (west, east) = range(&mut points.iter().map(|point| turned(i64::from(point.longitude))));
        }
        let (south, north) = range(&mut points.iter().map(|point| i64::from(point.latitude)));
        let shrink = cosine((south + north) / 2 / DEGREE);
        let (across, down) = (((east - west) * shrink / 1000).max(LEAST), (north - south).max(LEAST));
        let most = wide - 2 * PAD;
        let scale = (most * 100_000 / across).min((wide - 2 * PAD) * 100_000 / down).max(1);
        let tall = (down * scale / 100_000 + 2 * PAD).max(wide / 2);
        let mut view = Self { west: 0, north: 0, shrink, scale, wide, tall };
        // The middle of the places stands in the middle of the drawing.
        view.west = (west + east) / 2 - view.units(wide / 2) * 1000 / shrink;
        view.north = (south + north) / 2 + view.units(tall / 2);
        view
    }

    fn units(&self, length: Tenths) -> i64 {
        length * 100_000 / self.scale
    }

    fn x(&self, longitude: i64) -> Tenths {
        (longitude - self.west) * self.shrink / 1000 * self.scale / 100_000
    }

    fn y(&self, latitude: i64) -> Tenths {
        (self.north - latitude) * self.scale / 100_000
    }

    fn place(&self, point: &Point) -> (Tenths, Tenths) {
        let (longitude, east) = (i64::from(point.longitude), self.west + self.units(self.wide) * 1000 / self.shrink);
        let longitude = if longitude < self.west && turned(longitude) <= east { turned(longitude) } else { longitude };
        (self.x(longitude), self.y(i64::from(point.latitude)))
    }

    /// Where the drawing ends: below the bar.
    fn foot(&self) -> Tenths {
        self.tall + 260
    }

    /// The lines, each with its degrees where they cover no place: a meridian's at the foot or the head of its line, a
    /// parallel's at the left or the right end, above the line or below.
    fn graticule(&self, canvas: &mut Canvas, words: &Words<'_>, taken: &mut Vec<Area>) {
        let (east, south) =
            (self.west + self.units(self.wide) * 1000 / self.shrink, self.north - self.units(self.tall));
        let step = STEPS.into_iter().find(|step| (east - self.west) / (step * DEGREE) <= 4).unwrap_or(30);
        let mut tick = |canvas: &mut Canvas, spots: &[(Tenths, Tenths)], label: &str| {
            let long = width(label, SMALL) + 20;
            let areas = spots
                .iter()
                .map(|&(x, y)| (x, y, Area { left: x, top: y - TALL + 20, right: x + long, bottom: y + 30 }));
            let free = areas.into_iter().find(|(_, _, area)| {
                area.right <= self.wide && area.top >= 0 && !taken.iter().any(|other| other.meets(area))
            });
            if let Some((x, y, area)) = free {
                canvas.text("c-tick", (x, y), Anchor::Start, label);
                taken.push(area);
            }
        };
        for degree in lines(self.west, east, step) {
            let x = self.x(degree * DEGREE);
            canvas.line("c-grid", (x, 0), (x, self.tall));
            let label = (words.longitude)((degree + 180).rem_euclid(360) - 180);
            tick(canvas, &[(x + 30, self.tall - 30), (x + 30, TALL)], &label);
        }
        for degree in lines(south, self.north, step).filter(|degree| degree.abs() <= 90) {
            let y = self.y(degree * DEGREE);
            canvas.line("c-grid", (0, y), (self.wide, y));
            let label = (words.latitude)(degree);
            let right = self.wide - width(&label, SMALL) - 20;
            tick(canvas, &[(0, y - 30), (right, y - 30), (0, y + TALL), (right, y + TALL)], &label);
        }
    }

    /// The longest bar that takes less than a third of the width.
    fn bar(&self, canvas: &mut Canvas, words: &Words<'_>) {
        let long = |kilometres: i64| self.scale * kilometres * 1000 * DEGREE / DEGREE_METRES / 100_000;
        let kilometres = BARS.into_iter().find(|bar| long(*bar) < self.wide / 3).unwrap_or(1);
        let (y, end) = (self.tall + 150, long(kilometres));
        canvas.line("c-scale", (0, y), (end, y));
        canvas.line("c-scale", (0, y - 40), (0, y + 40));
        canvas.line("c-scale", (end, y - 40), (end, y + 40));
        canvas.text("c-tick", (end + 80, y + 45), Anchor::Start, &(words.kilometres)(kilometres));
    }

    /// Where a label stands beside its point without covering anything, else farther off at the end of a line; `None`
    /// where there is no room.
    fn room(&self, point: &Point, (x, y): (Tenths, Tenths), taken: &[Area]) -> Option<Room> {
        // The name of the main place is set in bold, and fonts differ.
        let long = width(&point.label, TEXT) * if point.main { 118 } else { 108 } / 100;
        let near = [
            (Anchor::Start, x + 100, y + 45),
            (Anchor::End, x - 100, y + 45),
            (Anchor::Middle, x, y - 110),
            (Anchor::Middle, x, y + 200),
            (Anchor::Start, x + 70, y - 80),
            (Anchor::Start, x + 70, y + 170),
            (Anchor::End, x - 70, y - 80),
            (Anchor::End, x - 70, y + 170),
        ];
        let far = FAR.into_iter().flat_map(|off| {
            let (over, under) = (y - off, y + off + 90);
            [
                (Anchor::Start, x + off, y + 45),
                (Anchor::End, x - off, y + 45),
                (Anchor::Start, x + off, over),
                (Anchor::Start, x + off, under),
                (Anchor::End, x - off, over),
                (Anchor::End, x - off, under),
                (Anchor::Middle, x, over),
                (Anchor::Middle, x, under),
            ]
        });
        near.into_iter().chain(far).find_map(|(anchor, x, base)| {
            let left = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - long / 2,
                Anchor::End => x - long,
            };
            let area = Area { left, top: base - TALL + 20, right: left + long, bottom: base + 30 };
            let inside = area.left >= 20 && area.right <= self.wide - 20 && area.top >= 0 && area.bottom <= self.tall;
            (inside && !taken.iter().any(|other| other.meets(&area))).then_some((area, anchor, (x, base)))
        })
    }

    /// A line from a place to its name, where the name does not stand beside it.
    fn leader(&self, canvas: &mut Canvas, (x, y): (Tenths, Tenths), anchor: Anchor, (to, base): (Tenths, Tenths)) {
        let end = match anchor {
            Anchor::Start => (to - 30, base - 45),
            Anchor::End => (to + 30, base - 45),
            Anchor::Middle => (to, if base < y { base + 30 } else { base - TALL }),
        };
        let (across, down) = ((end.0 - x).abs(), (end.1 - y).abs());
        if across.max(down) > 150 {
            canvas.line("c-lead", (x, y), end);
        }
    }
}

/// A longitude east of Greenwich, all the way round.
fn turned(longitude: i64) -> i64 {
    longitude.rem_euclid(360 * DEGREE)
}

/// The whole degrees between two edges that are multiples of a step.
fn lines(from: i64, to: i64, step: i64) -> impl Iterator<Item = i64> {
    let first = from.div_euclid(step * DEGREE) + 1;
    let last = to.div_euclid(step * DEGREE);
    (first..=last).map(move |n| n * step)
}

/// The cosine of whole degrees in thousandths, by Bhaskara's formula: less than two thousandths off.
fn cosine(degrees: i64) -> i64 {
    let square = degrees * degrees;
    ((32_400 - 4 * square) * 1000 / (32_400 + square)).max(50)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Locator, Point, Words, cosine};
    use crate::draw::Frame;

    fn svg(places: &[(&str, i32, i32, bool)]) -> Option<String> {
        let frame =
            Frame { id: "l".into(), lang: "en".into(), title: "Where".into(), desc: "Places".into(), width: 290 };
        let point = |(label, latitude, longitude, main): &(&str, i32, i32, bool)| Point {
            label: (*label).into(),
            latitude: *latitude,
            longitude: *longitude,
            main: *main,
        };
        let words = Words {
            latitude: &|n| format!("{n} N"),
            longitude: &|n| format!("{n} E"),
            kilometres: &|n| format!("{n} km"),
        };
        Locator::new(frame, places.iter().map(point).collect()).map(|locator| locator.svg(&words))
    }

    #[test]
    fn places_stand_as_they_lie() {
        let drawn =
            svg(&[("South", 300_000, 1_200_000, true), ("North", 320_000, 1_190_000, false)]).expect("two places");
        insta::assert_snapshot!(drawn.replace("><", ">\n<"));
    }

    /// Places of one town, and one of a long name at the edge.
    #[test]
    fn every_place_that_is_drawn_is_named_within_the_drawing() {
        let drawn = svg(&[
            ("Oberstadt", 300_000, 1_200_000, true),
            ("Unterstadt", 300_500, 1_200_600, false),
            ("Neustadt", 299_700, 1_200_300, false),
            ("Altstadt", 300_200, 1_199_500, false),
            ("Langenschwarzach", 320_000, 1_220_000, false),
        ])
        .expect("five places");
        assert_eq!(drawn.matches("<circle").count(), 5, "{drawn}");
        for name in ["Oberstadt", "Unterstadt", "Neustadt", "Altstadt", "Langenschwarzach"] {
            let text = drawn.split("<text").find(|text| text.contains(&format!(">{name}<"))).expect(name);
            let x: f64 = text.split(" x=\"").nth(1).and_then(|x| x.split('"').next()).unwrap().parse().unwrap();
            let long = 13.0 * 0.56 * name.len() as f64;
            let (left, right) = match text {
                text if text.contains("\"end\"") => (x - long, x),
                text if text.contains("\"middle\"") => (x - long / 2.0, x + long / 2.0),
                _ => (x, x + long),
            };
            assert!(left >= 0.0 && right <= 290.0, "{name}: {left} to {right}");
        }
        let disc = drawn.find("c-place main").expect("the main place");
        assert!(!drawn[disc..].contains("c-place\""), "the main place lies on top: {drawn}");
    }

    #[test]
    fn one_place_alone_is_not_drawn() {
        assert_eq!(svg(&[("Alone", 0, 0, true)]), None);
    }

    #[test]
    fn the_cosine_is_near_enough() {
        for (degrees, thousandths) in [(0, 1000), (30, 866), (45, 707), (60, 500)] {
            assert!((cosine(degrees) - thousandths).abs() <= 3, "{degrees}: {}", cosine(degrees));
        }
    }

    proptest! {
        #[test]
        fn every_place_stands_within_the_drawing(
            places in proptest::collection::vec((-900_000..=900_000_i32, -1_800_000..=1_800_000_i32), 2..9)
        ) {
            let places: Vec<_> = places.into_iter().map(|(latitude, longitude)| ("甲", latitude, longitude, false)).collect();
            let drawn = svg(&places).expect("two places");
            for place in drawn.split("<circle").skip(1) {
                let at = |name: &str| -> f64 { place.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap() };
                prop_assert!((0.0..=290.0).contains(&at("cx")), "{}", place);
                prop_assert!(at("cy") >= 0.0);
            }
        }
    }
}
