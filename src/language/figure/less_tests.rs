//! That what became less, verbs with a particle, long units and numbers of addresses are read as such, in each language.

use crate::language::locales::Locales;
use crate::language::reading::Reading;
use crate::model::quantity::Precision;
use crate::model::unit::Unit;

/// What the first number of a text says.
fn first(locales: &Locales, language: &str, text: &str) -> Option<Reading> {
    locales.reader_of(language).expect("it is shipped").all(text).into_iter().next()?.reading
}

#[test]
fn words_beside_a_number_say_that_it_became_less() {
    let locales = Locales::shipped(&["en"]);
    let less = [
        ("en", "34 fewer than before"),
        ("en", "15 geese fewer than before"),
        ("en", "5 per cent lower than before"),
        ("en", "to cut the noise of boats on the lake by 40 per cent"),
        ("en", "it had fallen by between 12 and 15 per cent"),
        ("en", "the lake lost since the great drought some 9 per cent of its water"),
        ("de", "Die Zahl ging im Sommer um 12 Prozent auf 3,4 Mio. Gäste zurück."),
        ("de", "Der Ertrag nahm um rund 7 Prozent ab, sagte sie."),
        ("de", "34 Enten weniger als zuvor"),
        ("de", "Der See verlor seit 2019 rund 9 Prozent"),
        ("fr", "34 de moins que l'an passé"),
        ("fr", "le lac a perdu l'été dernier environ 9 %"),
        ("zh", "比上年少34艘"),
        ("zh", "流失9%"),
        ("de", "Die Erträge sanken 2024 um 12 Prozent"),
        ("en", "the net loss of the yard was €34 million"),
        ("de", "Ihr Fehlbetrag lag 2023 bei 34 Mio. Euro."),
        ("fr", "la perte du chantier était de 34 millions d'euros"),
        ("zh", "船厂亏损34亿元"),
        ("fr", "réduit leur consommation d’eau de 12,5 %"),
    ];
    for (language, text) in less {
        assert_eq!(first(&locales, language, text).map(|reading| reading.decline), Some(true), "{text}");
    }
    let more = [
        ("en", "34 less-known lakes"),
        ("en", "5 lower houses"),
        ("en", "the cut grass grew in the warm and very wet weather of May by 40 per cent"),
        ("de", "Die Gäste gingen um 12 Uhr zurück"),
        ("de", "Der Preis legte um 12 Prozent zu, nahm Platz 3 ein"),
        ("fr", "34 enfants de moins de six ans"),
        ("en", "after losses in spring sales rose to €34 million"),
    ];
    for (language, text) in more {
        assert_ne!(first(&locales, language, text).map(|reading| reading.decline), Some(true), "{text}");
    }
}

#[test]
fn a_word_that_is_part_of_a_verb_is_no_sign() {
    let locales = Locales::shipped(&["en"]);
    let precision = |language, text| first(&locales, language, text).map(|reading| reading.precision);
    for (language, text) in [
        ("en", "the mill turned over EUR 34 million"),
        ("en", "she took over 4 farms"),
        ("en", "they handed over 34 boats"),
        ("en", "the gifts added up to 34 million euros"),
        ("de", "sie verfügt über 34 Boote"),
        ("zh", "侦破34起"),
    ] {
        assert_eq!(precision(language, text), Some(Precision::Exact), "{text}");
    }
    assert_eq!(precision("en", "it took over 4 hours"), Some(Precision::Over));
    assert_eq!(precision("en", "the mill ground over 34 tonnes"), Some(Precision::Over));
    assert_eq!(precision("de", "über 34 Boote"), Some(Precision::Over));
}

#[test]
fn a_year_behind_a_comparing_word_is_a_year() {
    let locales = Locales::shipped(&["en"]);
    let numbers = |language: &str, text| locales.reader_of(language).expect("it is shipped").figures(text, &[]).len();
    assert_eq!(numbers("de", "5 Prozent weniger als 2019."), 1);
    assert_eq!(numbers("de", "ein Drittel mehr als 2019 geplant"), 1);
    assert_eq!(numbers("en", "34 tonnes more than 2019."), 1);
    assert_eq!(numbers("en", "more than 2019 boats"), 1);
}

#[test]
fn of_two_units_the_longer_is_read() {
    let locales = Locales::shipped(&["en"]);
    for locale in locales.iter() {
        let Some(figures) = locales.reader_of(&locale.tag) else { continue };
        let table = locale.figure.words.get("unit").into_iter().flatten();
        let unit = |code: &String| Unit::parse(code).expect("a reader was made of it");
        let words: Vec<(&str, Unit)> =
            table.flat_map(|(code, words)| words.split('|').map(move |word| (word, unit(code)))).collect();
        let longer = words
            .iter()
            .filter(|(word, _)| words.iter().any(|(other, _)| other.len() < word.len() && word.starts_with(other)));
        for (word, unit) in longer {
            let said = [format!("34{word}"), format!("34 {word}")].map(|text| {
                let reading = figures.all(&text).into_iter().next().and_then(|figure| figure.reading);
                reading.and_then(|reading| reading.unit)
            });
            assert!(said.contains(&Some(*unit)), "{}: {word}: {said:?}", locale.tag);
        }
    }
}

#[test]
fn numbers_that_reach_somebody_are_no_figures() {
    let locales = Locales::shipped(&["en"]);
    let found = |language: &str, text: &str| {
        let figures = locales.reader_of(language).expect("it is shipped").figures(text, &[]);
        figures.into_iter().map(|figure| text[figure.range].to_owned()).collect::<Vec<_>>()
    };
    for (language, text) in [
        ("en", "Telephone 01632 960 123, fax 01632 960 124"),
        ("en", "+44 1632 960123"),
        ("en", "Mill House, 7 Old Mill Lane"),
        ("en", "Company no. 00123456"),
        ("de", "Telefon 05551 4321, Mühlenstraße 7."),
        ("fr", "Tél. 05 55 12 34 56, 7, rue du Moulin"),
        ("zh", "电话0555-1234567,磨坊路7号"),
    ] {
        assert_eq!(found(language, text), [""; 0], "{text}");
    }
    assert_eq!(found("en", "12 street lamps, 34 boats"), ["12", "34"]);
    assert_eq!(found("de", "Der Gehweg misst 12 000 Meter"), ["12 000 Meter"]);
    assert_eq!(found("zh", "电话32000个"), ["32000个"]);
}

#[test]
fn a_sum_for_a_while_is_no_sum_and_a_document_is_no_figure() {
    let locales = Locales::shipped(&["zh", "en"]);
    let readings = |language, text: &str| {
        let all = locales.reader_of(language).expect("it is shipped").all(text);
        all.into_iter().map(|figure| figure.reading.map(|reading| reading.unit)).collect::<Vec<_>>()
    };
    assert_eq!(readings("zh", "每人800元/月"), [None]);
    assert_eq!(readings("en", "EUR 85/resident"), [None]);
    assert_eq!(readings("zh", "产能10万吨/年"), [Some(Unit::parse("t"))]);
    assert_eq!(readings("en", "500 GWh/year"), [Some(Unit::parse("GWh"))]);
    assert_eq!(readings("en", "12 t/ha"), [Some(Unit::parse("t per ha"))]);
    assert_eq!(readings("en", "EUR 85 / 3"), [Some(Unit::parse("EUR")), Some(None)]);
    assert!(readings("en", "see doi:10.1000/182").is_empty());
}

#[test]
fn what_is_measured_as_it_becomes_less_is_told_by_its_name() {
    let locales = Locales::shipped(&["zh", "en"]);
    let names =
        |(language, text): &(&str, &str)| locales.reader_of(language).expect("it is shipped").names_lessening(text);
    let less = [
        ("en", "Reduction in noise"),
        ("en", "Net loss"),
        ("de", "Lärmminderung"),
        ("fr", "Baisse du bruit"),
        ("zh", "噪声降幅"),
        ("zh", "亏损额"),
    ];
    let other = [
        ("en", "Established boatyards"),
        ("en", "Savings banks"),
        ("en", "Noise on the lake"),
        ("de", "Lärm am See"),
        ("fr", "Bruit du lac"),
        ("zh", "省级船厂"),
        ("zh", "落户船厂数"),
        ("zh", "负责人数"),
    ];
    assert_eq!(less.iter().filter(|row| !names(row)).collect::<Vec<_>>(), [&("", ""); 0]);
    assert_eq!(other.iter().filter(|row| names(row)).collect::<Vec<_>>(), [&("", ""); 0]);
}
