//! The style sheet of a briefing's own colours and fonts.

use crate::model::colour::Colour;
use crate::model::look::{Look, Scheme, Tone};

/// The style sheet; `None` where the look is the shipped one.
pub fn css(look: &Look) -> Option<String> {
    if !look.has_style() {
        return None;
    }
    let mut css = colours(look);
    for (name, faces) in [("sans", &look.text_face), ("serif", &look.heading_face)] {
        if !faces.is_empty() {
            // The languages' own fonts stand in for what a face does not have.
            css.push_str(&format!("[lang] {{ --{name}: {}, var(--{name}-of-language); }}\n", family(faces)));
        }
    }
    Some(css)
}

/// As the shipped sheet sets them: plainly for browsers without `light-dark()`, and by scheme for the others.
fn colours(look: &Look) -> String {
    let (mut plain, mut both) = (String::new(), String::new());
    for (tone, name) in NAMES {
        let own = |scheme| look.colour(scheme, tone);
        let (light, dark) = (own(Scheme::Light), own(Scheme::Dark));
        if light.is_none() && dark.is_none() {
            continue;
        }
        let shown = |own: Option<Colour>, shipped: &str| own.map_or(shipped.to_owned(), |colour| colour.to_string());
        let (light, dark) = (shown(light, shipped(tone).0), shown(dark, shipped(tone).1));
        plain.push_str(&format!(" --{name}: {light};"));
        both.push_str(&format!(" --{name}: light-dark({light}, {dark});"));
    }
    if plain.is_empty() {
        return String::new();
    }
    let brand = ".brand svg { color: var(--link); }\n";
    format!(":root {{{plain} }}\n@supports (color: light-dark(red, red)) {{\n  :root {{{both} }}\n}}\n{brand}")
}

/// The variables of the theme.
const NAMES: [(Tone, &str); 5] = [
    (Tone::Accent, "link"),
    (Tone::Paper, "paper"),
    (Tone::Surface, "surface"),
    (Tone::Sunk, "sunk"),
    (Tone::Ink, "ink"),
];

/// The shipped colours, light and dark.
fn shipped(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Accent => ("#1D4F7C", "#8EC1EA"),
        Tone::Paper => ("#FBFAF6", "#14171A"),
        Tone::Surface => ("#F4F1E9", "#1B1F23"),
        Tone::Sunk => ("#ECE8DD", "#23282D"),
        Tone::Ink => ("#1C1E21", "#E9E6DF"),
    }
}

/// A list of fonts as CSS writes it: names in quotation marks, kinds of font without.
fn family(faces: &[String]) -> String {
    let is_kind = |face: &str| {
        let plain = ["serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"];
        plain.contains(&face) || face == "ui-monospace"
    };
    let named = |face: &String| if is_kind(face) { face.clone() } else { format!("\"{face}\"") };
    faces.iter().map(named).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_the_sites_own_is_written() {
        assert_eq!(css(&Look::default()), None);
        let colours = vec![(Scheme::Light, Tone::Accent, Colour::of(0x8A_1010))];
        let look = Look { colours, text_face: vec!["Inter".to_owned(), "serif".to_owned()], ..Look::default() };
        assert_eq!(
            css(&look).as_deref(),
            Some(
                ":root { --link: #8A1010; }\n@supports (color: light-dark(red, red)) {\n  :root { --link: light-dark(#8A1010, \
                 #8EC1EA); }\n}\n.brand svg { color: var(--link); }\n[lang] { --sans: \"Inter\", serif, \
                 var(--sans-of-language); }\n"
            )
        );
    }

    #[test]
    fn the_shipped_colours_are_those_of_the_shipped_sheet() {
        let sheet = include_str!("../../static/style.css");
        for (tone, name) in NAMES {
            let (light, dark) = shipped(tone);
            assert!(sheet.contains(&format!("--{name}: light-dark({light}, {dark})")), "{name}");
        }
    }
}
