//! Japanese is its file alone: nothing in the program but `templates/locale/ja.toml` reads or writes it.

use briefing::language::locales::Locales;
use briefing::language::read::point::Now;
use briefing::language::reading::Agreement;
use briefing::model::quantity::Quantity;
use briefing::model::unit::Unit;

/// The languages of a site in Japanese and English.
fn locales() -> Locales {
    Locales::shipped(&["ja", "en"])
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
        (">3200000000000", "JPY", "3,200,000,000,000円超"),
        (">=3万亿", "JPY", "3兆円以上"),
        ("<~500亿", "JPY", "500億円近く"),
        ("<12000", "count", "12,000未満"),
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
        ("約2万5千人が働く。", "~25000", "count"),
        ("売上は前年比3.2％増、500億円を超えた。", ">50000000000", "JPY"),
        ("シェアは3ポイント上がった。", "3", "pp"),
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
    let periods = |text: &str| -> Vec<String> {
        let named = japanese.date().all(text, Now::default());
        named.iter().filter_map(|date| Some(date.period()?.to_string())).collect()
    };
    assert_eq!(periods("2025年9月5日に発表し、2026年末までに完成する。"), ["2025-09-05", "../2026-12-31"]);
    assert_eq!(periods("2025年第3四半期の売上"), ["2025-35"]);
}
