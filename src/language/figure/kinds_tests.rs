//! What the readers make of kinds of wording that once were half read: each row has words and numbers of its own.

use crate::language::reading::Agreement;
use crate::model::quantity::Quantity;
use crate::model::unit::Unit;

use super::measure::Measure;
use super::tests::{SHIPPED, hold, read};

#[test]
fn units_that_no_code_stands_for_leave_their_number_unread() {
    hold(
        &[
            ("en", "measured 318 ppb of lead", "?318 ppb"),
            ("en", "gusts of 72 kph", "?72 kph"),
            ("en", "shipped 90 long tons", "?90 long tons"),
            ("en", "a 900-horsepower engine", "?900-horsepower"),
            ("de", "Der Motor hat 130 PS.", "?130 PS"),
            ("de", "Der Hof hat 17 Morgen Land.", "?17 Morgen"),
            ("fr", "Le domaine compte 28 arpents.", "?28 arpents"),
            ("fr", "la voiture de 90 CV", "?90 CV"),
            ("zh", "浓度为28毫克/升", "28 mg per L"),
            ("zh", "浓度为28厘升", "?28厘升"),
            ("zh", "发电75兆瓦时", "75 MWh"),
            ("en", "moved 318 kt of grain and 1.8 Mt of ore", "318000 t|1800000 t"),
            ("en", "between 3 and 4 Mt", "3000000..4000000 t"),
            ("fr", "18,4 Mt de blé, 7,1 millions d'EVP", "18400000 t|7100000 TEU"),
            ("de", "stieg 2023 um 9 Prozent", "9 %"),
            ("fr", "doit dépasser 34 millions de francs", ">34000000 CHF"),
            ("fr", "ne peut dépasser 34 millions de francs", "<=34000000 CHF"),
            ("fr", "n’emploient plus que 34 personnes", "34"),
            ("fr", "La ville achète trois fois moins de sel.", "?trois fois moins"),
        ],
        read,
    );
}

#[test]
fn a_second_smaller_unit_is_not_left_out() {
    hold(
        &[
            ("en", "took 3 hours 45 minutes", "?3 hours 45 minutes"),
            ("en", "took two years and four months", "?two years and four months"),
            ("en", "laid 6 km of pipes and 400 m of cable", "6 km|400 m"),
            ("de", "dauerte 2 Stunden 15 Minuten", "?2 Stunden 15 Minuten"),
            ("zh", "全程5公里800米", "?5公里800米"),
            ("zh", "历时2小时35分钟", "?2小时35分钟"),
        ],
        read,
    );
}

#[test]
fn a_dash_behind_a_word_that_leads_to_a_number_is_a_minus() {
    hold(
        &[
            ("de", "Die Quote lag bei - 4,2 %.", "-4.2 %"),
            ("de", "Der Saldo fiel auf – 9,1 Prozent.", "-9.1 %"),
            ("fr", "Le solde est tombé à – 4,2 %.", "-4.2 %"),
            ("en", "stood at − 4.2%", "-4.2 %"),
            ("en", "the city – 14 miles off", "14 mi"),
        ],
        read,
    );
}

#[test]
fn a_dash_between_spaces_joins_two_plain_numbers() {
    hold(
        &[
            ("de", "Es kamen 340 – 420 Gäste.", "340..420"),
            ("en", "employs 340 — 420 people", "340..420"),
            ("fr", "compte 340 – 420 agents", "340..420"),
            ("en", "lost 4–2", "?4–2"),
            ("en", "twelve- to fifteen-foot boats", "12..15 ft"),
            ("de", "vier, fünf Stunden", "4..5 h"),
        ],
        read,
    );
}

#[test]
fn signs_stand_before_numbers_in_every_language() {
    hold(
        &[
            ("en", "≥ 85 vans", ">=85"),
            ("de", ">85 Wagen", ">85"),
            ("fr", "< 85 cars", "<85"),
            ("fr", "≤85 cars", "<=85"),
            ("zh", "≥85辆", ">=85"),
        ],
        read,
    );
}

#[test]
fn a_currency_of_another_country_is_not_the_nearest_known_one() {
    hold(
        &[
            ("de", "6 Mio. neuseeländische Dollar", "6000000 NZD"),
            ("de", "in 6 Mio. ägyptischen Pfund", "6000000 EGP"),
            ("de", "6 Mio. atlantische Dollar", "6000000"),
            ("fr", "6 millions de dollars de Singapour", "6000000 SGD"),
            ("fr", "6 millions de dollars d’Atlantide", "?6 millions de dollars d’Atlantide"),
            ("fr", "6 millions de dollars atlantidais", "?6 millions de dollars atlantidais"),
            ("fr", "6 millions de dollars supplémentaires", "6000000 USD"),
            ("fr", "6 millions $ CA", "6000000 CAD"),
            ("fr", "6 millions $", "6000000 USD"),
            ("zh", "港币3.4亿元", "340000000 HKD"),
            ("zh", "欧元3.4亿元", "340000000 EUR"),
            ("zh", "人民币3.4亿元", "340000000 CNY"),
        ],
        read,
    );
}

#[test]
fn a_letter_before_a_currency_is_its_scale() {
    hold(
        &[
            ("de", "Umsatz von 820 T€", "820000 EUR"),
            ("de", "Umsatz von 820 TEUR", "820000 EUR"),
            ("fr", "le budget de 820 K€", "820000 EUR"),
            ("fr", "le budget de 3,2 G€", "3200000000 EUR"),
            ("en", "paid 3.2m EUR", "3200000 EUR"),
            ("en", "welcomed 3.2m guests", "3200000"),
            ("en", "a 3.2m wide path", "3.2 m"),
            ("fr", "Le billet coûte 23€40.", "23.4 EUR"),
        ],
        read,
    );
}

#[test]
fn quarters_of_a_scale_are_read_whole() {
    hold(
        &[
            ("en", "sold a quarter of a million cards", "250000"),
            ("en", "three quarters of a billion litres", "750000000 L"),
            ("en", "five and a quarter million trees", "5250000"),
            ("en", "lasted a month and a half", "1.5 mo"),
            ("en", "hired fortythree nurses", "43"),
            ("en", "rose by three quarters of a percentage point", "0.75 pp"),
            ("de", "eine Dreiviertelmillion Bücher", "750000"),
            ("de", "dreieinviertel Millionen Bücher", "3250000"),
            ("fr", "un quart de million de cartes", "250000"),
            ("fr", "trois quarts d’heure", "0.75 h"),
            ("fr", "3 millions 400 000 arbres", "3400000"),
            ("de", "ein knappes Dutzend Leute", "<~12"),
            ("fr", "une bonne centaine d’arbres", ">100"),
        ],
        read,
    );
}

#[test]
fn words_that_only_look_like_numbers_are_none() {
    hold(
        &[
            ("de", "Sie führte 14 Regeln ein.", "14"),
            ("de", "Sie stellte vierzig Lehrer ein, entließ aber 3.", "40|3"),
            ("en", "built 28 three-bedroom houses", "28"),
            ("en", "thousands of guests", ""),
            ("fr", "des milliers de lettres", ""),
            ("de", "Millionen Briefe", ""),
            ("fr", "Il y a 14 hôpitaux.", "14"),
            ("fr", "le vol LX 812", ""),
            ("de", "der ICE 612", ""),
            ("en", "telephone 0131 496 0555", ""),
        ],
        read,
    );
}

#[test]
fn chinese_numerals_that_mix_their_kinds_are_read_whole() {
    hold(
        &[
            ("zh", "售出6千2百台", "6200"),
            ("zh", "产值2万4千5百亿元", "2450000000000 CNY"),
            ("zh", "共卅七座", "37"),
            ("zh", "占百分之四十点二", "40.2 %"),
            ("zh", "占百分之四到百分之七", "4..7 %"),
            ("zh", "占四到六成", "40..60 %"),
            ("zh", "月薪六千到两万元", "6000..20000 CNY"),
            ("zh", "单价从800元到900元不等", "800..900 CNY"),
            ("zh", "工期九个多月", ">9 mo"),
            ("zh", "用时三个多小时", ">3 h"),
            ("zh", "产量三亿两千多万台", ">320000000"),
            ("zh", "参保人数四百余万人", ">4000000"),
            ("zh", "得八十八点五分", "88.5"),
            ("zh", "第9号台风过境", "?第9"),
        ],
        read,
    );
}

#[test]
fn what_is_paid_for_a_unit_is_a_rate() {
    hold(
        &[
            ("zh", "每亩投入950元", "950 CNY per mu"),
            ("zh", "每斤涨3角", "0.3 CNY"),
            ("fr", "62 euros la tonne", "62 EUR per t"),
            ("fr", "340 habitants au kilomètre carré", "340 count per km2"),
            ("de", "62 Euro die Tonne", "62 EUR per t"),
            ("de", "40 Zuschüsse zu je 950 Euro", "40|950 EUR"),
        ],
        read,
    );
}

#[test]
fn a_unit_is_named_for_other_numbers_in_brackets_or_by_a_word_for_that() {
    let names = |language: &str, text: &str, code: &str| {
        let reader = SHIPPED.reader_of(language).expect("it is shipped");
        reader.names_unit(text, Unit::parse(code).expect("a unit"))
    };
    assert!(names("en", "Output (tonnes): 17 and 19", "t"));
    assert!(names("de", "Fläche in Hektar: 17", "ha"));
    assert!(!names("en", "spent £5m on 17 halls", "GBP"));
    assert!(!names("fr", "17 agents et 5 km de voies", "km"));
    assert!(!names("de", "Im Jahr 2025 kamen 17 Boote", "a"));
}

#[test]
fn heads_and_columns_of_units_measure_the_numbers_beside_them() {
    let reader = |language: &str| SHIPPED.reader_of(language).expect("it is shipped");
    let told = |measure: Option<Measure>| measure.map(|m| (m.unit.map(|unit| unit.code().to_owned()), m.power));
    let of = |code: &str, power| Some((Some(code.to_owned()), power));
    assert_eq!(told(reader("en").measure("Sales (£m)")), of("GBP", 6));
    assert_eq!(told(reader("de").measure_aside("Merkmal (Mrd. Euro)")), of("EUR", 9));
    assert_eq!(told(reader("de").measure_aside("Jahr")), None);
    assert_eq!(told(reader("de").measure_whole("Tsd.", true)), Some((None, 3)));
    assert_eq!(told(reader("de").measure_whole("M", false)), None);
    assert_eq!(told(reader("zh").measure_whole("万吨", false)), of("t", 4));
    assert_eq!(told(reader("de").measure("Umsatz in TEUR")), of("EUR", 3));
    assert!(reader("de").is_head_of_units("Einheit"));
}

#[test]
fn a_multiple_and_a_share_may_be_one_word() {
    hold(
        &[
            ("de", "das Zwölffache von damals", "12 times"),
            ("de", "hat sich verdreizehnfacht", "13 times"),
            ("de", "das einfache Gerät", ""),
            ("de", "jede sechste Leitung ist neu", "1/6"),
            ("de", "um ein Siebtel geschrumpft", "1/7↓"),
            ("en", "every ninth lamp was out", "1/9"),
            ("de", "zwei Masten von je 7 MW", "2|7 MW"),
            ("de", "38 Masten zu je 14 Megawatt", "38|14 MW"),
            ("zh", "平均每88秒有一盏亮", "88 s|1"),
            ("en", "goes up by £45 to £235", "45 GBP|235 GBP"),
            ("en", "grew by 35 to 45 per cent", "35..45 %"),
            ("fr", "91 % des trains arrivent à l’heure", "91 %"),
            ("en", "4.5 accidents per million hours", "4.5 count per 1000000"),
            ("zh", "至少建成40艘", ">=40"),
            ("zh", "约占全部船只的两成", "~20 %"),
        ],
        read,
    );
}

#[test]
fn a_noun_for_a_limit_leaves_open_whether_its_number_is_one() {
    let agrees = |language: &str, words: &str, value: &str| {
        let quantity = Quantity::parse(value, &Unit::count()).expect("a quantity");
        let reader = SHIPPED.reader_of(language).expect("it is shipped");
        reader
            .all(words)
            .iter()
            .filter_map(|figure| figure.reading.as_ref())
            .any(|reading| reading.agreement(&quantity) == Agreement::Agrees)
    };
    for (language, words, sign) in [
        ("de", "Die Obergrenze liegt bei 40 Booten", "<="),
        ("en", "The ceiling for a yard is 40 boats", "<="),
        ("fr", "Le plafond est fixé à 40 bateaux", "<="),
        ("fr", "a franchi pour la première fois la barre des 40 bateaux", ">"),
        ("zh", "船只上限是40艘", "<="),
    ] {
        for (value, expected) in [("40", true), (&*format!("{sign}40"), true), ("<40", false), ("41", false)] {
            assert_eq!(agrees(language, words, value), expected, "{value}: {words}");
        }
    }
    for (language, words) in
        [("en", "a little under 40 boats"), ("fr", "un peu moins de 40 bateaux"), ("de", "etwas weniger als 40 Boote")]
    {
        for (value, expected) in [("<40", true), ("<~40", true), ("40", false), (">40", false)] {
            assert_eq!(agrees(language, words, value), expected, "{value}: {words}");
        }
    }
}
