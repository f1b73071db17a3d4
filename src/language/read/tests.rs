//! What each language's locale file makes readable.

use std::sync::LazyLock;

use crate::language::normalise::{Level, normalise};
use crate::language::spelling::Locale;
use crate::model::period::Period;

use super::Reader;
use super::point::Now;

const LOCALES: [(&str, &str); 4] = [
    ("en", include_str!("../../../templates/locale/en.toml")),
    ("zh", include_str!("../../../templates/locale/zh.toml")),
    ("de", include_str!("../../../templates/locale/de.toml")),
    ("fr", include_str!("../../../templates/locale/fr.toml")),
];

static PARSED: LazyLock<Vec<(&str, Locale)>> = LazyLock::new(|| {
    let parsed =
        LOCALES.iter().map(|(code, text)| (*code, Locale::parse(text).unwrap_or_else(|e| panic!("{code}: {e}"))));
    parsed.collect()
});

fn locale(code: &str) -> &'static Locale {
    let (_, locale) = PARSED.iter().find(|(known, _)| *known == code).expect("a locale");
    locale
}

fn reader(code: &str) -> &'static Reader {
    locale(code).reader.as_ref().expect("it is read")
}

/// The dates of a text printed in March 2026, as periods; one without a year in its own words.
fn dates(code: &str, text: &str) -> Vec<String> {
    let text = normalise(text, Level::Read);
    let period = Period::parse("2026-03-05").expect("a period");
    let named = reader(code).date().all(&text, Now::of(Some(&period)));
    let shown =
        named.iter().map(|named| named.period().map_or_else(|| text[named.at.clone()].to_owned(), |p| p.to_string()));
    shown.collect()
}

/// Each text with the one date that it names.
fn each(code: &str, table: &[(&str, &str)]) {
    for (text, period) in table {
        assert_eq!(dates(code, text), [*period], "{text}");
    }
}

#[test]
fn english_dates_are_read() {
    each(
        "en",
        &[
            ("In 2025 Dengzhou had 12 lamps.", "2025"),
            ("By the end of 2025 Dengzhou", "../2025-12-31"),
            ("As of 31 December 2024, it had", "2024-12-31"),
            ("In March 2025,", "2025-03"),
            ("On March 5, 2025, it", "2025-03-05"),
            ("on 5th March 2025", "2025-03-05"),
            ("H1 2025 was good", "2025-01/2025-06"),
            ("in the first half of 2025", "2025-01/2025-06"),
            ("in the first half of last year", "2025-01/2025-06"),
            ("in Q3 2025", "2025-35"),
            ("in the third quarter of 2025", "2025-35"),
            ("From 2020 to 2023 it", "2020/2023"),
            ("By 2027 Munich plans", "../2027"),
            ("by 2027", "../2027"),
            ("since 2019", "2019/.."),
            ("in the 1990s", "1990/1999"),
            ("in 2024/25", "2024/2025"),
            ("early 2026", "2026-01"),
            ("mid-2025", "2025-06"),
            ("the first nine months of 2025", "2025-01/2025-09"),
            ("January to September 2025", "2025-01/2025-09"),
            ("spring 2025", "2025-21"),
            ("under the 14th Five-Year Plan", "2021/2025"),
            ("last month", "2026-02"),
            ("2025-09-05", "2025-09-05"),
        ],
    );
    assert_eq!(dates("en", "a total of 2025 boats, 2025 tonnes, 2,025 and 12025"), Vec::<String>::new());
}

#[test]
fn chinese_dates_are_read() {
    each(
        "zh",
        &[
            ("二〇二五年九月五日，灯州", "2025-09-05"),
            ("二〇二五年九月", "2025-09"),
            ("2025年一至九月", "2025-01/2025-09"),
            ("2025年1-9月", "2025-01/2025-09"),
            ("2025年1月至9月", "2025-01/2025-09"),
            ("2025年前九月", "2025-01/2025-09"),
            ("2025年前9个月", "2025-01/2025-09"),
            ("2025年前三季度", "2025-01/2025-09"),
            ("2025年Q1", "2025-33"),
            ("2025年H1", "2025-01/2025-06"),
            ("2025年上半年", "2025-01/2025-06"),
            ("去年上半年", "2025-01/2025-06"),
            ("2025.9.5", "2025-09-05"),
            ("20250905", "2025-09-05"),
            ("1990年代", "1990/1999"),
            ("上世纪90年代", "1990/1999"),
            ("2025年中，", "2025-06"),
            ("2025年中国", "2025"),
            ("去年底", "2025-12-31"),
            ("截至2025年末", "../2025-12-31"),
            ("2020-2025年", "2020/2025"),
            ("2020年至2025年", "2020/2025"),
            ("“十四五”末", "2025-12-31"),
            ("“十四五”期间", "2021/2025"),
            ("上月", "2026-02"),
            ("昨日", "2026-03-04"),
            ("後年", "2028"),
            ("到2027年", "../2027"),
            ("2025 年 3 月 5 日", "2025-03-05"),
            ("2025/26年度", "2025/2026"),
        ],
    );
    assert_eq!(dates("zh", "共2025艘、2031万、2,030吨、12030个、2025家"), Vec::<String>::new());
}

#[test]
fn german_dates_are_read() {
    each(
        "de",
        &[
            ("am 10. Oktober 2019", "2019-10-10"),
            ("bis 2025", "../2025"),
            ("Stand 31. Dezember 2024", "2024-12-31"),
            ("am 31.12.2024", "2024-12-31"),
            ("im Vorjahr", "2025"),
            ("im ersten Halbjahr 2025", "2025-01/2025-06"),
            ("im ersten Halbjahr des vergangenen Jahres", "2025-01/2025-06"),
            ("im dritten Quartal 2025", "2025-35"),
            ("Ende 2024", "2024-12-31"),
            ("Bis Ende 2027 sollen", "../2027-12-31"),
            ("von 2020 bis 2023", "2020/2023"),
            ("im März 2025", "2025-03"),
            ("in den 1990er-Jahren", "1990/1999"),
            ("Mitte 2025", "2025-06"),
            ("seit 2019", "2019/.."),
            ("in den ersten neun Monaten 2025", "2025-01/2025-09"),
            ("Im Jahr 2025 zählte", "2025"),
        ],
    );
    assert_eq!(dates("de", "rund 2025 Betriebe, 2000 Euro, 12.2025"), Vec::<String>::new());
}

#[test]
fn french_dates_are_read() {
    each(
        "fr",
        &[
            ("au 31 décembre 2024", "2024-12-31"),
            ("d’ici 2030", "../2030"),
            ("d'ici à 2030", "../2030"),
            ("l’an dernier", "2025"),
            ("au premier semestre 2025", "2025-01/2025-06"),
            ("au troisième trimestre 2025", "2025-35"),
            ("le 1er mars 2025", "2025-03-01"),
            ("fin 2024", "2024-12-31"),
            ("de 2020 à 2023", "2020/2023"),
            ("en mars 2025", "2025-03"),
            ("depuis 2019", "2019/.."),
            ("En 2025 la vallée", "2025"),
            ("les neuf premiers mois de 2025", "2025-01/2025-09"),
            ("à la mi-2025", "2025-06"),
        ],
    );
    assert_eq!(dates("fr", "plus de 2025 bateaux, 2000 euros"), Vec::<String>::new());
}

#[test]
fn a_year_that_something_is_compared_with_is_a_base() {
    for (code, text) in [
        ("zh", "与2024年相比"),
        ("zh", "较2024年增长"),
        ("en", "compared with 2024"),
        ("en", "up from 2024"),
        ("de", "gegenüber 2024"),
        ("de", "im Vergleich zu 2024"),
        ("fr", "par rapport à 2024"),
    ] {
        let dates = reader(code).date();
        let named = dates.all(text, Now::default());
        assert!(named.len() == 1 && dates.is_base(text, &named[0]), "{text}");
    }
}

#[test]
fn who_says_so_is_read() {
    let said = |code: &str, text: &str| reader(code).speaker().attribution(text).map(|found| text[found.at].to_owned());
    let table = [
        ("zh", "据市统计局介绍,全市有渔船30艘", Some("据市统计局介绍")),
        ("zh", "根据规划,到2035年有渔船30艘", Some("根据规划")),
        ("zh", "局长顾灯表示,全市有渔船30艘", Some("局长顾灯表示")),
        ("zh", "大数据产业有企业30家,占据高地", None),
        ("zh", "据介绍,全市有渔船30艘", None),
        ("en", "According to the harbour office, the town had 30 boats", Some("According to the harbour office")),
        ("en", "The mayor said the town had 30 boats", Some("The mayor said")),
        ("en", "The town had 30 boats", None),
        ("de", "Laut Hafenamt zählte die Stadt 30 Boote", Some("Laut Hafenamt zählte die Stadt 30 Boote")),
        ("de", "Dem Hafenamt zufolge waren es 30 Boote", Some("Dem Hafenamt zufolge")),
        ("de", "Die Stadt zählte 30 Boote", None),
        ("fr", "Selon la préfecture, la ville compte 30 bateaux", Some("Selon la préfecture")),
        ("fr", "La ville compte 30 bateaux", None),
    ];
    for (code, text, expected) in table {
        assert_eq!(said(code, text).as_deref(), expected, "{text}");
    }
}

proptest::proptest! {
    /// What a language writes for a period it reads as the same, in a sentence.
    #[test]
    fn a_period_is_read_as_it_was_written(
        year in 1900_i16..=2090, more in 1_i16..=9, month in 1_i8..=12, day in 1_i8..=28, shape in 0..12, language in 0_usize..4
    ) {
        let (code, sentence) = [
            ("en", ("The town, ", ", had 30 boats.")), ("zh", ("全市,", ",有船。")),
            ("de", ("Die Stadt, ", ", hatte Boote.")), ("fr", ("La ville, ", ", avait des bateaux.")),
        ][language];
        let last = year + more;
        let text = match shape {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{day:02}"),
            3 => format!("{year}-{:02}", 33 + (month - 1) / 3),
            4 => format!("{year}-{:02}", 21 + (month - 1) / 3),
            5 => format!("{year}/{last}"),
            6 => format!("../{year}-{month:02}"),
            7 => format!("{year}-{month:02}/.."),
            8 => format!("{year}-{month:02}/{last}-{month:02}"),
            9 => format!("[{year}..{last}]"),
            10 => format!("[{year},{last}]"),
            _ => format!("{year}-{month:02}-{day:02}/{last}-{month:02}-{day:02}"),
        };
        let locale = locale(code);
        let period = Period::parse(&text).expect("a period");
        let written = normalise(&format!("{}{}{}", sentence.0, locale.period(&period), sentence.1), Level::Read);
        let read = reader(code).date().all(&written, Now::default());
        let read: Vec<String> = read.iter().map(|named| named.period().map_or(String::new(), |p| p.to_string())).collect();
        proptest::prop_assert_eq!(read, vec![text], "{}", written);
    }

    /// Any text is read to its end, and no date overlaps another.
    #[test]
    fn any_text_is_read(text in "\\PC{0,40}|[0-9年月日季度上半前一二三〇至到.,/ Q-]{0,30}", language in 0_usize..4) {
        let text = normalise(&text, Level::Read);
        let named = reader(LOCALES[language].0).date().all(&text, Now::default());
        for pair in named.windows(2) {
            proptest::prop_assert!(pair[0].at.end <= pair[1].at.start);
        }
        for date in &named {
            proptest::prop_assert!(text.get(date.at.clone()).is_some());
        }
    }
}

#[test]
fn stretches_that_end_with_a_month_and_the_ends_of_quarters_are_read() {
    each(
        "en",
        &[
            ("In the four months to May 2024", "2024-02/2024-05"),
            ("In the six months ended 31 August 2024", "2024-03/2024-08"),
            ("In the year to June 2024", "2023-07/2024-06"),
            ("At the end of the first quarter of 2024", "2024-03-31"),
            ("At end-May 2024", "2024-05-31"),
        ],
    );
    each(
        "de",
        &[
            ("In den vier Monaten bis Mai 2024", "2024-02/2024-05"),
            ("Zum Ende des zweiten Quartals 2024", "2024-06-30"),
            ("Von Februar bis einschließlich Mai 2024", "2024-02/2024-05"),
        ],
    );
    each(
        "fr",
        &[
            ("À la fin du deuxième trimestre 2024", "2024-06-30"),
            ("Au 30/11/23", "2023-11-30"),
            ("Le premier avril 2023", "2023-04-01"),
            ("Avant-hier", "2026-03-03"),
        ],
    );
    each("zh", &[("2023年四季度末", "2023-12-31"), ("2023年第Ⅲ季度", "2023-35"), ("2022财年", "2022")]);
}

#[test]
fn a_year_that_is_called_one_is_one_whatever_follows() {
    each("de", &[("Im Jahr 2025 beschäftigte Nordheim 250 Leute", "2025"), ("Am 03.05.24 hatte", "2024-05-03")]);
    assert!(dates("de", "Dort arbeiten 2025 Beschäftigte").is_empty());
    each("en", &[("In the closing quarter of 2024", "2024-36"), ("in the year 2025 people came", "2025")]);
    assert!(dates("en", "in all 2025 people came").is_empty());
}

#[test]
fn months_in_words_of_counting_and_the_ends_of_years_are_read() {
    each("zh", &[("今年前两个月，", "2026-01/2026-02"), ("2024年岁末", "2024-12-31")]);
    assert!(!dates("zh", "依据云政发〔2024〕16号").contains(&"2024".to_owned()));
}

#[test]
fn two_parts_of_a_year_joined_by_and_are_each_named() {
    each(
        "en",
        &[
            ("In the second and third quarters of 2024", "2024-34/2024-35"),
            ("On 3 and 4 May 2024", "2024-05-03/2024-05-04"),
            ("In March and May 2024", "2024-03/2024-05"),
            ("Fourth-quarter 2024 sales", "2024-36"),
        ],
    );
    each(
        "de",
        &[
            ("Am 3. und 4. Mai 2024", "2024-05-03/2024-05-04"),
            ("Im ersten und dritten Quartal 2024", "2024-33/2024-35"),
        ],
    );
    each("fr", &[("Les 3 et 4 mai 2024", "2024-05-03/2024-05-04"), ("En mars et mai 2024", "2024-03/2024-05")]);
    each(
        "zh",
        &[("2024年二、三季度", "2024-34/2024-35"), ("2024年一至三季度", "2024-01/2024-09"), ("2024年夏秋", "2024-23")],
    );
}

#[test]
fn a_financial_year_is_named_by_the_day_with_which_it_ends() {
    each(
        "en",
        &[
            ("In the year to 31 March 2024", "2023-04/2024-03"),
            ("In the financial year ended 30 September 2024", "2023-10/2024-09"),
            ("In the quarter to 30 June 2024", "2024-04/2024-06"),
            ("In FY2023/24", "2023/2024"),
        ],
    );
    each("de", &[("Im Geschäftsjahr bis zum 30. Juni 2024", "2023-07/2024-06")]);
    each("fr", &[("L'exercice clos le 31 mars 2024", "2023-04/2024-03")]);
    each("zh", &[("截至2024年3月31日的财年", "2023-04/2024-03")]);
}

#[test]
fn years_are_reckoned_from_words_on_both_sides_of_a_number() {
    each("fr", &[("Il y a six ans", "2020"), ("Dans six ans", "2032")]);
    each("de", &[("Vor sechs Jahren", "2020"), ("1748 gegründet", "1748")]);
    assert!(dates("de", "Dort leben 1748 Menschen").is_empty());
}

#[test]
fn a_name_is_compared_with_behind_words_that_say_so() {
    for (code, text, compared) in [
        ("en", "34 boats, more than in the *Ossenby", true),
        ("en", "34 boats were sold in *Ossenby", false),
        ("en", "ranks third among *Ossenby", true),
        ("de", "fünf Jahre früher als der *Bund", true),
        ("de", "34 Boote wurden in *Ossenby", false),
        ("fr", "14 %, contre une moyenne *nationale", false),
        ("fr", "14 % de plus qu'en *Ossenbie", true),
        ("zh", "增速比*乙市", true),
        ("zh", "位于*乙市", false),
    ] {
        let (before, after) = text.split_once('*').expect("a name");
        assert_eq!(reader(code).prose.is_compared(&format!("{before}{after}"), before.len()), compared, "{text}");
    }
}

#[test]
fn a_number_ends_a_sentence_before_a_word_that_opens_one() {
    let ends = |text: &str| text.find('.').map(|at| reader("de").prose.is_full_stop(text, at));
    assert_eq!(ends("2022 waren es noch 31. Bis dahin war Ruhe"), Some(true));
    assert_eq!(ends("Das gilt 2025/26. Danach war Ruhe"), Some(true));
    assert_eq!(ends("das war am 31. Dezember"), Some(false));
    assert_eq!(ends("der 7. Platz"), Some(false));
}
