//! `[look]` in `site.toml` → the look of the pages; colours in which text could not be read are refused.

use std::collections::BTreeSet;

use crate::load::record::{Field, Row, Text, Texts};
use crate::load::records::{self, Colours};
use crate::load::table;
use crate::model::colour::{Colour, READABLE};
use crate::model::lang::{Languages, Localised};
use crate::model::look::{FootLink, Look, Scheme, Tone};
use crate::problem::span::Span;
use crate::problem::{Problem, Problems, code::Code};

use super::fields;

/// The shipped colours of the grounds, in the light and in the dark scheme.
const GROUNDS: [(Tone, Colour, Colour); 3] = [
    (Tone::Paper, Colour::of(0xFB_FAF6), Colour::of(0x14_171A)),
    (Tone::Surface, Colour::of(0xF4_F1E9), Colour::of(0x1B_1F23)),
    (Tone::Sunk, Colour::of(0xEC_E8DD), Colour::of(0x23_282D)),
];

/// The shipped colours of what stands on them, by their names in the style sheet; without a tone where a site cannot
/// change it.
const WORDS: &[(&str, Option<Tone>, Colour, Colour)] = &[
    ("ink", Some(Tone::Ink), Colour::of(0x1C_1E21), Colour::of(0xE9_E6DF)),
    ("link", Some(Tone::Accent), Colour::of(0x1D_4F7C), Colour::of(0x8E_C1EA)),
    ("ink-2", None, Colour::of(0x4A_4F55), Colour::of(0xB9_BBBA)),
    ("ink-3", None, Colour::of(0x5F_656B), Colour::of(0x9A_9EA1)),
    ("actual", None, Colour::of(0x1F_5F8B), Colour::of(0x86_BDF0)),
    ("target", None, Colour::of(0x87_6400), Colour::of(0xF5_BA3A)),
    ("forecast", None, Colour::of(0x4F_2A70), Colour::of(0xAE_83FE)),
    ("claim", None, Colour::of(0x2E_776D), Colour::of(0x59_A9A0)),
    ("event", None, Colour::of(0x4A_4F55), Colour::of(0xB9_BBBA)),
    ("conflict", None, Colour::of(0x8A_120A), Colour::of(0xF5_6652)),
    ("damaged", None, Colour::of(0x55_4A3E), Colour::of(0xE4_D3C6)),
];

/// Reads the look, with the shipped one where an error was reported.
pub fn read(
    site: Row<'_, records::Site>,
    languages: &Languages,
    statics: &BTreeSet<String>,
    problems: &mut Problems,
) -> Look {
    let Some(record) = site.look().get() else { return Look::default() };
    let mut colours = Vec::new();
    for (scheme, own) in [(Scheme::Light, record.light()), (Scheme::Dark, record.dark())] {
        let chosen = own.get().map(|own| chosen(own, problems)).unwrap_or_default();
        contrast(scheme, &chosen, problems);
        colours.extend(chosen.into_iter().map(|(tone, colour, _)| (scheme, tone, colour)));
    }
    let mut file = |field: Field<'_, Text>, kinds: &[&str]| {
        let (path, place) = field.get()?;
        is_there(path, place, kinds, statics, problems).then(|| path.to_owned())
    };
    let logo = file(record.logo(), &PICTURES);
    let favicon = file(record.favicon(), &PICTURES);
    let css = record.css().get().into_iter();
    let css: Vec<String> = css
        .filter(|(path, place)| is_there(path, *place, &["css"], statics, problems))
        .map(|(path, _)| path.to_owned())
        .collect();
    Look {
        colours,
        text_face: faces(record.text_face(), problems),
        heading_face: faces(record.heading_face(), problems),
        logo,
        favicon,
        css,
        foot: foot(record, languages, problems),
    }
}

/// Pictures that every browser shows.
const PICTURES: [&str; 6] = ["svg", "png", "jpg", "jpeg", "webp", "ico"];

fn chosen(record: Row<'_, Colours>, problems: &mut Problems) -> Vec<(Tone, Colour, Span)> {
    let fields = [
        (Tone::Accent, record.accent()),
        (Tone::Paper, record.paper()),
        (Tone::Surface, record.surface()),
        (Tone::Sunk, record.sunk()),
        (Tone::Ink, record.ink()),
    ];
    let written = fields.into_iter().filter_map(|(tone, field)| Some((tone, field.get()?)));
    let mut read = |(tone, (text, place)): (Tone, (&str, Span))| match text.parse() {
        Ok(colour) => Some((tone, colour, place)),
        Err(_) => {
            problems.report(
                Problem::new(Code::BadValue, place, format!("`{text}` is no colour"))
                    .label("expected `#` and three or six digits of 0–9 and A–F")
                    .help("as in `#1D4F7C`"),
            );
            None
        }
    };
    written.filter_map(&mut read).collect()
}

/// A ground or words in a scheme: what it is called, its colour, and its place where the site chose it.
#[derive(Clone, Copy)]
struct Shade {
    name: &'static str,
    tone: Option<Tone>,
    colour: Colour,
    place: Option<Span>,
}

/// Reports each colour of the site's in which, or on which, something could not be read: once, by the worst pair.
fn contrast(scheme: Scheme, chosen: &[(Tone, Colour, Span)], problems: &mut Problems) {
    if chosen.is_empty() {
        return;
    }
    let shade = |name, tone: Option<Tone>, shipped| {
        let own = chosen.iter().find(|(own, ..)| Some(*own) == tone);
        let (colour, place) = own.map_or((shipped, None), |(_, colour, place)| (*colour, Some(*place)));
        Shade { name, tone, colour, place }
    };
    let of = |light, dark| if scheme == Scheme::Light { light } else { dark };
    let grounds = GROUNDS.map(|(tone, light, dark)| shade(tone.word(), Some(tone), of(light, dark)));
    let words = WORDS.iter().map(|(name, tone, light, dark)| shade(told(name), *tone, of(*light, *dark)));
    let words: Vec<Shade> = words.collect();
    // What stands on what; the kinds of status are never told by colour on sunken ground.
    let stands = |word: &Shade, ground: &Shade| ground.tone != Some(Tone::Sunk) || word.tone.is_some();
    let pairs = words.iter().flat_map(|word| grounds.iter().map(move |ground| (*word, *ground)));
    let pairs: Vec<(Shade, Shade)> = pairs.filter(|(word, ground)| stands(word, ground)).collect();
    // Of a pair that the site chose both of, the words are to blame.
    let blamed = |(word, ground): &(Shade, Shade)| if word.place.is_some() { *word } else { *ground };
    for (tone, ..) in chosen {
        let own = pairs.iter().filter(|pair| blamed(pair).tone == Some(*tone));
        let worst = own.min_by_key(|(word, ground)| word.colour.contrast(ground.colour));
        let Some((word, ground)) = worst.filter(|(word, ground)| !readable(word.colour, ground.colour)) else {
            continue;
        };
        let shade = blamed(&(*word, *ground));
        let Some(place) = shade.place else { continue };
        let passes = |colour: Colour| {
            let own = pairs.iter().filter(|(word, ground)| word.tone == shade.tone || ground.tone == shade.tone);
            own.into_iter().all(|(word, ground)| match word.tone == shade.tone {
                true => readable(colour, ground.colour),
                false => readable(word.colour, colour),
            })
        };
        let nearest = shade.colour.nearest(passes);
        problems.report(unreadable(scheme, *word, *ground, place, nearest));
    }
}

/// What a message calls a colour of the style sheet.
fn told(name: &'static str) -> &'static str {
    match name {
        "link" => "accent",
        "ink-2" => "quiet text",
        "ink-3" => "small text",
        _ => name,
    }
}

fn readable(word: Colour, ground: Colour) -> bool {
    word.contrast(ground) >= READABLE
}

fn unreadable(scheme: Scheme, word: Shade, ground: Shade, place: Span, nearest: Option<Colour>) -> Problem {
    let ratio = word.colour.contrast(ground.colour);
    let message = format!(
        "in the {} pages `{}` {} on `{}` {} cannot be read: contrast {}.{:02} to 1",
        scheme.word(),
        word.name,
        word.colour,
        ground.name,
        ground.colour,
        ratio / 100,
        ratio % 100,
    );
    let help = match nearest {
        Some(colour) => format!("the nearest colour that passes is `{colour}`"),
        None => "no colour passes beside the others: change those too".to_owned(),
    };
    Problem::new(Code::Contrast, place, message).label("text needs 4.5 to 1").help(help)
}

fn is_there(path: &str, place: Span, kinds: &[&str], statics: &BTreeSet<String>, problems: &mut Problems) -> bool {
    let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind).to_ascii_lowercase();
    if !kinds.contains(&kind.as_str()) {
        let expected: Vec<String> = kinds.iter().map(|kind| format!("`.{kind}`")).collect();
        problems.report(
            Problem::new(Code::BadValue, place, format!("`{path}` is of no kind that fits here"))
                .label(format!("expected {}", expected.join(", "))),
        );
        return false;
    }
    if statics.contains(path) {
        return true;
    }
    let near = table::nearest(path, statics.iter().map(String::as_str));
    let help = near.map_or_else(|| format!("put it at `static/{path}`"), |near| format!("did you mean `{near}`?"));
    problems.report(Problem::new(Code::MissingFile, place, format!("there is no file `static/{path}`")).help(help));
    false
}

/// Names of fonts: no mark may end the name in a style sheet.
fn faces(field: Field<'_, Texts>, problems: &mut Problems) -> Vec<String> {
    let is_name = |name: &str| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
        !name.trim().is_empty() && name.chars().all(fits)
    };
    let mut faces = Vec::new();
    for (name, place) in field.get() {
        if is_name(name) {
            faces.push(name.trim().to_owned());
        } else {
            problems.report(
                Problem::new(Code::BadValue, place, format!("`{name}` is no name of a font"))
                    .label("expected one name, without quotation marks or commas")
                    .help("`[\"Inter\", \"Noto Sans\", \"sans-serif\"]`"),
            );
        }
    }
    faces
}

fn foot(record: Row<'_, records::Look>, languages: &Languages, problems: &mut Problems) -> Vec<FootLink> {
    let mut links = Vec::new();
    for row in record.foot().get() {
        let label: Option<Localised<String>> = fields::localised(row.label(), languages, problems);
        let url = fields::address(row.url(), problems).flatten();
        links.extend(label.zip(url).map(|(label, url)| FootLink { label, url }));
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fact::Status;
    use crate::model::words::Worded;

    #[test]
    fn the_shipped_colours_can_be_read_on_each_other() {
        for (word, tone, light, dark) in WORDS.iter().copied() {
            for (ground, ground_light, ground_dark) in GROUNDS {
                if ground == Tone::Sunk && tone.is_none() {
                    continue;
                }
                for (colour, under) in [(light, ground_light), (dark, ground_dark)] {
                    assert!(readable(colour, under), "{word} {colour} on {} {under}", ground.word());
                }
            }
        }
    }

    #[test]
    fn they_are_those_of_the_shipped_style_sheet() {
        let sheet = include_str!("../../static/style.css");
        let words = WORDS.iter().map(|(name, _, light, dark)| (*name, *light, *dark));
        let grounds = GROUNDS.map(|(tone, light, dark)| (tone.word(), light, dark));
        for (name, light, dark) in words.chain(grounds) {
            let both = format!("--{name}: light-dark({light}, {dark})");
            assert!(sheet.contains(&both), "static/style.css has no `{both}`");
            assert!(sheet.contains(&format!("--{name}: {light};")), "{name} without light-dark()");
        }
        let coloured = Status::WORDS.iter().filter(|word| sheet.contains(&format!("--{word}:")));
        let unchecked: Vec<_> = coloured.filter(|word| WORDS.iter().all(|(name, ..)| name != *word)).collect();
        assert!(unchecked.is_empty(), "can the colours of {unchecked:?} be read? `WORDS` lacks them");
    }
}
