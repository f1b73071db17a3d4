//! Whether a number in a document takes the unit of another, and whether what fell is written so.

use super::remark::RemarkKind;
use super::tests::{BOATS, Short, in_language};

fn agrees(language: &str, document: &str, (value, unit, excerpt): (&str, &str, &str)) -> Option<bool> {
    let short = Short { subject: "city:ai", value, unit, period: "2030", excerpt, ..BOATS };
    in_language(Some(language), document, short).facts[0].value_agrees
}

#[test]
fn a_bare_number_does_not_take_the_unit_of_another() {
    let text = "In 2030 Ai spent £7m on 19 halls.";
    let excerpt = "£7m on 19 halls";
    assert_eq!(agrees("en", text, ("19", "GBP", excerpt)), Some(false));
    assert_eq!(agrees("en", text, ("19", "count", excerpt)), Some(true));
    assert_eq!(agrees("en", text, ("7000000", "GBP", excerpt)), Some(true));
    let text = "In 2030 Ai climbed four places to seventh.";
    assert_eq!(agrees("en", text, ("4", "rank", "climbed four places")), Some(false));
}

#[test]
fn numbers_that_share_a_unit_share_it() {
    let text = "In 2030 Ai laid 17 and 23 km of pipes.";
    assert_eq!(agrees("en", text, ("17", "km", "laid 17 and 23 km")), Some(true));
}

#[test]
fn a_table_says_once_for_all_its_rows_what_they_are_measured_in() {
    let head = "Item (£m),2030,2029\nAi sales,17.5,16.1\nAi costs,12.5,11.1\n";
    let line =
        |value, unit| Short { subject: "city:ai", value, unit, period: "2030", excerpt: "17.5", line: 2, ..BOATS };
    let answer = |text: &str, short| in_language(Some("en"), text, short).facts[0].value_agrees;
    assert_eq!(answer(head, line("17500000", "GBP")), Some(true));
    assert_eq!(answer(head, line("17.5", "GBP")), Some(false));
    let column = "Item,Unit,2030,2029\nAi sales,£m,17.5,16.1\nAi growth,%,2.5,1.1\n";
    assert_eq!(answer(column, line("17500000", "GBP")), Some(true));
    assert_eq!(answer(column, line("17.5", "%")), Some(false));
}

#[test]
fn what_fell_needs_a_minus() {
    let told = |language, document: &str, (value, unit, excerpt)| {
        let short = Short { subject: "city:ai", value, unit, period: "2030", excerpt, ..BOATS };
        let seen = in_language(Some(language), document, short);
        let fell = seen.facts[0].remarks.iter().any(|remark| remark.kind == RemarkKind::Fall);
        (seen.facts[0].value_agrees, fell)
    };
    for (language, document, value, unit, excerpt, expected) in [
        ("en", "In 2030 Ai sales fell by 7 per cent.", "7%", "%", "7 per cent", (Some(true), true)),
        ("en", "In 2030 Ai sales fell by 7 per cent.", "-7%", "%", "fell by 7 per cent", (Some(true), false)),
        ("en", "In 2030 Ai sales rose by 7 per cent.", "7%", "%", "7 per cent", (Some(true), false)),
        ("en", "In 2030 Ai sales rose by 7 per cent.", "-7%", "%", "rose by 7 per cent", (Some(false), false)),
        ("de", "2030 ging der Umsatz in Ai um 7 Prozent zurück.", "7%", "%", "um 7 Prozent", (Some(true), true)),
        ("fr", "En 2030, Ai a vu ses ventes reculer de 7 %.", "7%", "%", "reculer de 7 %", (Some(true), true)),
        ("zh", "2030年Ai销售额下降7%。", "7%", "%", "下降7%", (Some(true), true)),
        ("en", "In 2030 the net loss of Ai was EUR 7 million.", "7000000", "EUR", "EUR 7 million", (Some(true), true)),
    ] {
        assert_eq!(told(language, document, (value, unit, excerpt)), expected, "{value}: {document}");
    }
}
