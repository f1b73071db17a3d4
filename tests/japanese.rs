//! A language that is not shipped needs its file only: a small Japanese one, read and written by nothing else.

use std::collections::BTreeMap;

use briefing::language::locales::Locales;
use briefing::language::read::dates::Now;
use briefing::language::reading::Agreement;
use briefing::model::quantity::Quantity;
use briefing::model::unit::Unit;

/// The languages of a site that brings Japanese.
fn locales() -> Locales {
    let own = BTreeMap::from([("ja".to_owned(), include_str!("fixtures/ja.toml"))]);
    let (locales, wrong) = Locales::new(&own, &["ja".to_owned(), "en".to_owned()]);
    assert!(wrong.is_empty(), "{wrong:?}");
    locales
}

fn quantity(printed: &str, unit: &str) -> Quantity {
    let unit = Unit::parse(unit).expect("a unit");
    Quantity::parse(printed, &unit).unwrap_or_else(|e| panic!("{printed}: {e}"))
}

#[test]
fn it_writes_quantities_and_reads_what_it_writes() {
    let locales = locales();
    let (japanese, reader) = locales.readers().next().expect("it has a language");
    for (value, unit, expected) in [
        (">3200000000000", "JPY", "超過3,200,000,000,000円"),
        ("12000", "count", "12,000"),
        ("~50", "%", "約50％"),
        ("3", "rank", "第3位"),
        ("-4.5", "%", "−4.5％"),
        ("20..30", "a", "20～30年"),
    ] {
        let quantity = quantity(value, unit);
        let written = japanese.quantity(&quantity, None).text;
        assert_eq!((written.as_str(), reader.agreement("", &written, &quantity)), (expected, Agreement::Agrees));
    }
}

#[test]
fn it_reads_figures_as_texts_print_them() {
    let locales = locales();
    let (_, reader) = locales.readers().next().expect("it has a language");
    for (text, value, unit) in [
        ("売上高は3兆2000億円だった。", "3200000000000", "JPY"),
        ("三億五千万円を投じた。", "350000000", "JPY"),
        ("船は30隻以上ある。", ">=30", "count"),
        ("全体の三分の一を占める。", "1/3", "%"),
        ("七割が使う。", "70", "%"),
        ("第三位となった。", "3", "rank"),
    ] {
        let read: Vec<_> = reader.all(text).into_iter().filter_map(|figure| figure.reading).collect();
        assert!(read.iter().any(|reading| reading.states(&quantity(value, unit))), "{text}: {read:?}");
        let ten_times = quantity(&format!("{}0", value.trim_start_matches(['>', '='])), unit);
        assert!(!read.iter().any(|reading| reading.states(&ten_times)), "{text} for {ten_times}");
    }
}

#[test]
fn it_reads_dates() {
    let locales = locales();
    let japanese = locales.written().next().and_then(|locale| locale.reader.as_ref()).expect("it is read");
    let named = japanese.date.all("2025年9月5日に発表し、2026年末までに完成する。", Now::default());
    let periods: Vec<String> = named.iter().filter_map(|date| Some(date.period()?.to_string())).collect();
    assert_eq!(periods, ["2025-09-05", "../2026-12-31"]);
}
