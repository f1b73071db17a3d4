//! Patterns of a locale file, `{day} {month} {year}` or `(early|late) {year}`, made ready for matching.

/// A place in a pattern that is filled by what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A year in digits or words, with its mark; a year named by its distance or by a plan.
    Year,
    /// The last two digits of a year.
    ShortYear,
    /// Year, month and day in eight digits.
    Compact,
    /// A month by its name.
    Month,
    /// A month by its number.
    MonthNumber,
    /// A day of the month.
    Day,
    /// A quarter, by its number or an ordinal.
    Quarter,
    /// A season by its name.
    Season,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// These characters, in lower case.
    Text(Vec<char>),
    /// What fills a slot.
    Slot(Slot),
}

const SLOTS: [(&str, Slot); 8] = [
    ("year", Slot::Year),
    ("yy", Slot::ShortYear),
    ("ymd", Slot::Compact),
    ("month", Slot::Month),
    ("m", Slot::MonthNumber),
    ("day", Slot::Day),
    ("q", Slot::Quarter),
    ("season", Slot::Season),
];

/// Every way of saying a pattern, each a row of elements.
///
/// # Errors
/// If a bracket is open or a slot has no such name.
pub fn parse(pattern: &str) -> Result<Vec<Vec<Element>>, String> {
    spelt_out(pattern)?.iter().map(|way| elements(way)).collect()
}

/// `a (b|c|)d` as `a bd`, `a cd`, `a d`.
fn spelt_out(pattern: &str) -> Result<Vec<String>, String> {
    let Some((before, rest)) = pattern.split_once('(') else { return Ok(vec![pattern.to_owned()]) };
    let (choices, after) = rest.split_once(')').ok_or_else(|| format!("a bracket is open in `{pattern}`"))?;
    let endings = spelt_out(after)?;
    let ways = choices.split('|').flat_map(|choice| endings.iter().map(move |end| format!("{before}{choice}{end}")));
    Ok(ways.collect())
}

fn elements(way: &str) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    let mut rest = way;
    while !rest.is_empty() {
        let (text, after) = rest.split_once('{').unwrap_or((rest, ""));
        if !text.is_empty() {
            elements.push(Element::Text(text.chars().map(super::phrases::lower).collect()));
        }
        if text.len() == rest.len() {
            break;
        }
        let (name, after) = after.split_once('}').ok_or_else(|| format!("a brace is open in `{way}`"))?;
        let slot = SLOTS.iter().find(|(known, _)| *known == name);
        let (_, slot) = slot.ok_or_else(|| {
            let known: Vec<&str> = SLOTS.iter().map(|(known, _)| *known).collect();
            format!("`{{{name}}}` in `{way}` is none of {}", known.join(", "))
        })?;
        elements.push(Element::Slot(*slot));
        rest = after;
    }
    Ok(elements)
}

#[cfg(test)]
mod tests {
    use super::{Element, Slot, parse};

    #[test]
    fn a_choice_is_spelt_out() {
        let ways = parse("(early |){year}").expect("a pattern");
        let early = Element::Text("early ".chars().collect());
        assert_eq!(ways, [vec![early, Element::Slot(Slot::Year)], vec![Element::Slot(Slot::Year)]]);
    }

    #[test]
    fn a_slip_in_a_pattern_is_named() {
        assert_eq!(parse("(a|b").unwrap_err(), "a bracket is open in `(a|b`");
        let unknown = "`{yeer}` in `in {yeer}` is none of year, yy, ymd, month, m, day, q, season";
        assert_eq!(parse("in {yeer}").unwrap_err(), unknown);
    }
}
