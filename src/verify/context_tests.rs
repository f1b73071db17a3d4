//! What the words around a figure lend it, in words and numbers of their own: units that are left out, rates whose base
//! stands elsewhere, dates that are those of something else, words of status that speak of another part.

use super::remark::RemarkKind;
use super::tests::{BOATS, Short, in_language};
use crate::model::fact::Status;

/// Whether a fact of a document has a remark of one of these kinds.
fn has(language: &str, document: &str, short: Short, kinds: &[RemarkKind]) -> bool {
    let seen = in_language(Some(language), document, Short { subject: "city:ai", ..short });
    seen.facts[0].remarks.iter().any(|remark| kinds.contains(&remark.kind))
}

#[test]
fn a_slip_of_ten_fails() {
    let boats = Short { subject: "city:ai", excerpt: "30艘", value: "300艘", ..BOATS };
    let seen = in_language(Some("zh"), "2030年,Ai已有渔船30艘。", boats);
    assert_eq!((seen.facts[0].value_agrees, seen.fails()), (Some(false), true));
}

#[test]
fn a_number_with_the_other_sign_is_told_so() {
    let boats = Short { subject: "city:ai", excerpt: "rose by 31%", unit: "%", value: "-31%", ..BOATS };
    let seen = in_language(Some("en"), "In 2030 the fleet of Ai rose by 31%.", boats);
    let told = &seen.facts[0].remarks[0].text;
    assert!(told.ends_with("; the number is there, but no word beside it that is known says that it fell"), "{told}");
}

#[test]
fn a_number_takes_the_unit_that_it_leaves_out_and_no_other() {
    for (language, text, value, unit, excerpt, sound) in [
        ("en", "In 2030 Ai sold 310,000 tonnes, from 298,000 last year.", "298000", "t", "from 298,000", true),
        ("en", "In 2030 Ai sold 310,000 tonnes to 298 firms.", "298", "t", "to 298 firms", false),
        ("de", "2030 hatte Ai 14 km Rohre, davon 9 neue.", "9", "km", "davon 9", true),
        ("de", "2030 stieg der Anteil in Ai auf 31 Prozent, heute sind es 34.", "34", "%", "sind es 34", true),
        ("de", "2030 sank Ais Schuld von 410 auf 365 Mio. Euro.", "410000000", "EUR", "von 410 auf 365 Mio.", true),
        ("de", "2030 sank Ais Schuld von 410 auf 365 Mio. Euro.", "410", "EUR", "von 410 auf 365 Mio.", false),
        (
            "fr",
            "En 2030, Ai a reçu 61 millions d’euros, contre 58 millions prévus.",
            "58000000",
            "EUR",
            "58 millions",
            true,
        ),
        (
            "fr",
            "En 2030, Ai a reçu 61 millions d’euros et 58 millions de touristes.",
            "58000000",
            "EUR",
            "58 millions",
            false,
        ),
        ("fr", "En 2030, la part d’Ai a reculé de 2,5 points.", "-2.5", "pp", "reculé de 2,5 points", true),
        ("fr", "En 2030, Ai a ouvert 12 points de vente.", "12", "pp", "12 points de vente", true),
        ("de", "Ai hatte 14 ha Wald; 2030 sollen es 19 sein.", "19", "ha", "sollen es 19", true),
        ("de", "Ai hatte 14 ha Wald und 19 Betriebe.", "19", "ha", "19 Betriebe", false),
        ("fr", "Ai produisait 14 MW fin 2028, et 19 deux ans plus tard.", "19", "MW", "et 19", true),
        ("fr", "Ai a compté 27 jours de brume, six de moins qu’en 2029.", "6", "d", "six de moins", true),
        ("de", "2030 kostete in Ai die Wartung je Zugkilometer 1,90 Euro.", "1.9", "EUR per km", "1,90 Euro", true),
        ("de", "2030 zahlte Ai 12 und 15 Mio. Euro.", "12", "EUR", "12 und 15 Mio. Euro", false),
        ("fr", "En 2030, Ai a payé 3,5, 4,1 et 7,2 millions d’euros.", "3.5", "EUR", "3,5, 4,1 et 7,2 millions", false),
        ("zh", "2030年Ai得分95.6分。", "95.6", "CNY", "95.6分", false),
        ("zh", "2030年Ai投资3.4亿澳元。", "340000000", "CNY", "3.4亿", false),
        ("zh", "2030年Ai投资3.4亿。", "340000000", "CNY", "3.4亿", true),
        ("en", "In 2030 a tenth of Ai moved.", "0.1", "%", "a tenth", false),
        ("en", "In 2030 a tenth of Ai moved.", "10", "%", "a tenth", true),
        ("zh", "2030年Ai航速18节。", "18", "kn", "18节", true),
        ("zh", "2030年Ai共有18节车厢。", "18", "km", "18节", false),
        ("de", "2030 zahlte Ai 26 Millionen Kronen.", "26000000", "NOK", "26 Millionen Kronen", true),
        ("de", "2030 zahlte Ai 26 Millionen Kronen.", "26000000", "CHF", "26 Millionen Kronen", false),
    ] {
        let short = Short { value, unit, period: "2030", excerpt, ..BOATS };
        let wrong = has(language, text, short, &[RemarkKind::Unit, RemarkKind::Value, RemarkKind::NoNumber]);
        assert_eq!(!wrong, sound, "{value} {unit}: {text}");
    }
}

#[test]
fn what_a_rate_is_reckoned_on_may_stand_elsewhere_in_the_line() {
    for (language, text, value, unit, excerpt, sound) in [
        ("de", "Ein Kilogramm kostete 2030 in Ai im Schnitt 7,40 Euro.", "7.40", "EUR per kg", "7,40 Euro", true),
        ("de", "Ein Liter kostete 2030 in Ai im Schnitt 7,40 Euro.", "7.40", "EUR per kg", "7,40 Euro", false),
        (
            "de",
            "2030 verbrauchte Ai je Tonne Stahl höchstens 8,5 Kubikmeter Wasser.",
            "<=8.5",
            "m3 per t",
            "höchstens 8,5 Kubikmeter",
            true,
        ),
        ("en", "In 2030 Ai let out 24 kg of soot per tonne shipped.", "24", "kg per t", "24 kg of soot", true),
        (
            "en",
            "In 2030 Ai had 2.4 accidents per million hours worked.",
            "2.4",
            "count per 1000000",
            "2.4 accidents",
            true,
        ),
        ("en", "In 2030 Ai sold 900 packs a month.", "900", "count per mo", "900 packs a month", true),
        ("en", "In 2030 Ai sold 900 packs a month.", "900", "count per d", "900 packs a month", false),
        ("fr", "En 2030, Ai accueille 9 000 voyageurs par jour.", "9000", "count per d", "9 000 voyageurs", true),
        ("zh", "2030年Ai每天接诊41人次，而全省只有7人次。", "7人次", "count per d", "7人次", true),
        ("zh", "2030年Ai每月接诊41人次，而全省只有7人次。", "7人次", "count per d", "7人次", false),
        ("zh", "2030年Ai平均亩产提高到410公斤。", "410公斤", "kg per mu", "提高到410公斤", true),
    ] {
        let short = Short { value, unit, period: "2030", excerpt, ..BOATS };
        let wrong = has(language, text, short, &[RemarkKind::Unit, RemarkKind::Value]);
        assert_eq!(!wrong, sound, "{value} {unit}: {text}");
    }
}

#[test]
fn a_date_of_something_else_is_not_the_figures() {
    for (language, text, excerpt, value, unit, period, sound) in [
        ("zh", "2030年Ai交付船舶380艘，是2028年的2.4倍，其中出口占七成。", "占七成", "70%", "%", "2030", true),
        ("zh", "2030年Ai产值380亿元，而2028年为290亿元。", "290亿元", "290亿元", "CNY", "2030", false),
        (
            "fr",
            "En 2030, Ai, qui comptait 380 postes en 2026, a perdu 41 emplois.",
            "41 emplois",
            "41",
            "count",
            "2030",
            true,
        ),
        (
            "de",
            "2030 stieg der Abstand von Ai, der 2026 bei 38 gelegen hatte, auf 41 Boote.",
            "auf 41 Boote",
            "41",
            "count",
            "2030",
            true,
        ),
        ("en", "In 2030 the share of Ai, which stood at 38% in 2026, was 41%.", "41%", "41", "%", "2030", true),
        ("en", "In 2030 Ai was strong. Its share stood at 38% in 2026 and 41% now.", "38%", "38", "%", "2030", false),
        ("en", "Ai has 380 people (census of 2021) and covers 41 km2.", "41 km2", "41", "km2", "..", true),
        ("en", "Ai has 380 people (census of 2021) and covers 41 km2.", "380 people", "380", "count", "..", false),
        ("en", "The Ai yard covers 41 km2 and has been open since May 2022.", "41 km2", "41", "km2", "..", true),
        ("fr", "Entre 2026 et 2030, la part d’Ai est passée de 31 % à 38 %.", "à 38 %", "38", "%", "2030", true),
        ("fr", "Entre 2026 et 2030, la part d’Ai est passée de 31 % à 38 %.", "de 31 %", "31", "%", "2026", true),
        (
            "fr",
            "En 2030, Ai a perdu 41 emplois, le pire niveau depuis 1976.",
            "pire niveau",
            "41",
            "count",
            "2030",
            true,
        ),
        (
            "en",
            "In 2030 Ai had 41 boats; five years earlier there had been 29.",
            "been 29",
            "29",
            "count",
            "2025",
            true,
        ),
        (
            "en",
            "In 2030 Ai had 41 boats; five years earlier there had been 29.",
            "been 29",
            "29",
            "count",
            "2027",
            false,
        ),
        ("zh", "转机出现在2028年。次年，Ai建成41座平台。", "41座", "41", "count", "2029", true),
        ("zh", "Ai电站投产后年均发电41亿千瓦时。", "41亿千瓦时", "41亿千瓦时", "kWh", "..", true),
        (
            "fr",
            "À Ai, la part a monté à 38 % en 2030, après 35 % en 2029. En nombre, elle dépasse 410.",
            "dépasse 410",
            ">410",
            "count",
            "2030",
            true,
        ),
        ("de", "2028 wuchs Ai um 705, während Bo im selben Jahr 41 verlor.", "41 verlor", "41", "count", "2028", true),
        (
            "fr",
            "À Ai, 870 postes ont disparu en 2030, après 520 en 2029. Le port en a perdu 60.",
            "perdu 60",
            "60",
            "count",
            "2030",
            true,
        ),
        (
            "en",
            "The Ai fair, founded in 1998, sold 410 tickets last year.",
            "410 tickets",
            "410",
            "count",
            "2030",
            true,
        ),
        ("fr", "Il y a dix ans, Ai comptait 41 bateaux.", "41 bateaux", "41", "count", "2021", true),
        (
            "de",
            "Ai hat den Ausstoß von 2020 bis 2029 um 41 Prozent gesenkt, nämlich von 24,3 auf 14,3 Millionen Tonnen.",
            "von 24,3 auf 14,3",
            "24300000",
            "t",
            "2020",
            true,
        ),
        (
            "fr",
            "En 2030, 11 400 Aiois en détenaient un au 31 décembre 2030.",
            "11 400 Aiois",
            "11400",
            "count",
            "2030-12-31",
            true,
        ),
    ] {
        let short = Short { value, unit, period, excerpt, ..BOATS };
        let wrong =
            has(language, text, short, &[RemarkKind::OtherYear, RemarkKind::Undated, RemarkKind::PeriodNotPrinted]);
        assert_eq!(!wrong, sound, "{value} {period}: {text}");
    }
}

#[test]
fn a_word_of_status_speaks_of_its_own_part() {
    use Status::{Actual, Target};
    for (language, text, excerpt, value, unit, period, status, sound) in [
        (
            "de",
            "Bis 2036 soll das Netz in Ai, das heute 46 km misst, 310 km erreichen.",
            "46 km",
            "46",
            "km",
            "..",
            Actual,
            true,
        ),
        ("de", "Bis 2036 soll das Netz in Ai 310 km erreichen.", "310 km", "310", "km", "..", Actual, false),
        (
            "en",
            "By 2036 sales in Ai are to reach £4bn, up from £1.3bn in 2029.",
            "£1.3bn",
            "1300000000",
            "GBP",
            "2029",
            Actual,
            true,
        ),
        (
            "en",
            "By 2036 sales in Ai are to reach £4bn, up from £1.3bn in 2029.",
            "£4bn",
            "4000000000",
            "GBP",
            "2036",
            Actual,
            false,
        ),
        (
            "en",
            "Ai, which spent £41m in 2029, is to spend £52m by 2036.",
            "£41m in 2029",
            "41000000",
            "GBP",
            "2029",
            Actual,
            true,
        ),
        (
            "en",
            "A £41m yard at Ai, announced by its builder, is to employ 300.",
            "£41m yard",
            "41000000",
            "GBP",
            "..",
            Target,
            true,
        ),
        ("en", "Our aim for Ai had been 41 boats.", "41 boats", "41", "count", "..", Target, true),
        ("en", "Ai has 41 boats, which is to say one for every house.", "41 boats", "41", "count", "..", Actual, true),
        ("en", "Ai buys 41 boats.", "41 boats", "41", "count", "2036", Target, true),
        ("en", "Ai buys 41 boats.", "41 boats", "41", "count", "2029", Target, false),
        ("de", "Im Einzelnen soll Ai:\na) 41 Boote kaufen.", "41 Boote", "41", "count", "..", Target, true),
        ("zh", "签约项目63个，总投资超410亿元，Ai投产的有29个。", "29个", "29个", "count", "..", Actual, true),
        (
            "fr",
            "Objectifs\nPlanter 12 000 arbres à Ai entre 2030 et 2034.",
            "12 000 arbres",
            "12000",
            "count",
            "2030/2034",
            Target,
            true,
        ),
        ("fr", "Bilan\nAi a planté 12 000 arbres en 2028.", "12 000 arbres", "12000", "count", "2028", Target, false),
        (
            "fr",
            "Le pont d’Ai coûtera 42 millions d’euros.",
            "42 millions d’euros",
            "42000000",
            "EUR",
            "..",
            Target,
            true,
        ),
        (
            "fr",
            "Schéma de l’eau de Bo\nInstaller 12 000 compteurs à Ai.",
            "12 000 compteurs",
            "12000",
            "count",
            "..",
            Target,
            true,
        ),
    ] {
        let line = if text.contains('\n') { 2 } else { BOATS.line };
        let short = Short { value, unit, period, excerpt, status, line, ..BOATS };
        assert_eq!(!has(language, text, short, &[RemarkKind::Status]), sound, "{value} {status:?}: {text}");
    }
}

#[test]
fn none_and_both_say_how_many() {
    for (language, text, excerpt, value, sound) in [
        ("en", "Ai has had no fatal accidents since 2030.", "no fatal accidents", "0", true),
        ("en", "Ai has had fatal accidents since 2030.", "fatal accidents", "0", false),
        ("zh", "2030年Ai未发生生产事故。", "未发生生产事故", "0", true),
        ("de", "2030 blieben in Ai die beiden Werften offen.", "die beiden Werften", "2", true),
        ("en", "In 2030 both yards of Ai stayed open.", "both yards", "2", true),
        ("en", "In 2030 both yards of Ai stayed open.", "both yards", "3", false),
    ] {
        let short = Short { value, unit: "count", period: "2030", excerpt, ..BOATS };
        let wrong = has(language, text, short, &[RemarkKind::Value, RemarkKind::NoNumber, RemarkKind::Negated]);
        assert_eq!(!wrong, sound, "{value}: {text}");
    }
}

#[test]
fn a_row_of_a_table_takes_from_its_heads_what_its_cells_leave_out() {
    let accounts = "Group results (£m, year to 31 March)\t2030\t2029\nSales of Ai\t51.2\t46.0";
    let nurses = "指标\t2025年\t2035年\nAi每千人拥有护士（人）\t3.2\t6.0\nAi耕地（万亩）\t512\t512";
    use RemarkKind::{OtherYear, PeriodNotPrinted, Status as OfStatus, Unit, Value};
    for (language, text, line, excerpt, value, unit, period, status, sound) in [
        ("en", accounts, 2, "Sales of Ai\t51.2\t46.0", "51200000", "GBP", "2029-04/2030-03", Status::Actual, true),
        ("en", accounts, 2, "Sales of Ai\t51.2\t46.0", "46000000", "GBP", "2028-04/2029-03", Status::Actual, true),
        ("en", accounts, 2, "Sales of Ai\t51.2\t46.0", "46000000", "GBP", "2029-04/2030-03", Status::Actual, false),
        ("zh", nurses, 2, "Ai每千人拥有护士（人）\t3.2\t6.0", "6.0人", "count per 1000", "2035", Status::Target, true),
        (
            "zh",
            nurses,
            2,
            "Ai每千人拥有护士（人）\t3.2\t6.0",
            "6.0人",
            "count per 10000",
            "2035",
            Status::Target,
            false,
        ),
        ("zh", nurses, 3, "Ai耕地（万亩）\t512\t512", "512万亩", "mu", "2025", Status::Actual, true),
        ("zh", nurses, 3, "Ai耕地（万亩）\t512\t512", "512万亩", "mu", "2035", Status::Target, true),
    ] {
        let short = Short { value, unit, period, excerpt, status, line, ..BOATS };
        let wrong = has(language, text, short, &[PeriodNotPrinted, OtherYear, OfStatus, Unit, Value]);
        assert_eq!(!wrong, sound, "{value} {unit} {period}");
    }
}

#[test]
fn what_was_over_is_aimed_at_only_where_its_own_words_say_so() {
    use Status::{Actual, Target};
    let plan = "Strategy of Bo\n1.2 Output in Ai stood at £9,400 in 2029.";
    let aimed = "Strategy of Bo\n1.2 The aim was £9,400 for Ai in 2029.";
    let rest = "In 2029 Ai swallowed 47 million litres, and a main will have to be laid.";
    for (text, excerpt, value, unit, period, status, sound) in [
        (plan, "£9,400", "9400", "GBP", "2029", Target, false),
        (plan, "£9,400", "9400", "GBP", "2029", Actual, true),
        (aimed, "£9,400", "9400", "GBP", "2029", Target, true),
        (rest, "47 million litres", "47000000", "L", "2029", Target, false),
        (rest, "47 million litres", "47000000", "L", "2029", Actual, true),
    ] {
        let line = if text.contains('\n') { 2 } else { BOATS.line };
        let short = Short { value, unit, period, excerpt, status, line, ..BOATS };
        assert_eq!(!has("en", text, short, &[RemarkKind::Status]), sound, "{status:?}: {text}");
    }
}

#[test]
fn what_is_not_over_and_stands_under_aims_is_not_done() {
    let aims = "甲市工作报告\n今年主要预期目标:\n1.Ai渔船增长4%以上;";
    let said = "甲市工作报告\n今年主要预期目标:\n1.Ai渔船已增长4%以上;";
    for (text, excerpt, sound) in [(aims, "增长4%以上", false), (said, "已增长4%以上", true)] {
        let short = Short { value: ">=4%", unit: "%", period: "2031", excerpt, line: 3, ..BOATS };
        assert_eq!(!has("zh", text, short, &[RemarkKind::Status]), sound, "{text}");
    }
}

#[test]
fn a_clause_behind_a_colon_or_a_quoted_sentence_speaks_for_itself() {
    for (text, sound) in [
        ("What she would like in Ai is a berth: the yard has 17 boats.", true),
        ("What she would like in Ai is a berth: 17 boats by 2036.", false),
        ("\u{2018}It would take a year,\u{2019} says the master of Ai. \u{2018}We saw 17 boats.\u{2019}", true),
    ] {
        let short = Short { value: "17", excerpt: "17 boats", period: "..", ..BOATS };
        assert_eq!(!has("en", text, short, &[RemarkKind::Status]), sound, "{text}");
    }
}

#[test]
fn a_caption_tells_the_scale_in_words_or_in_noughts() {
    let german =
        "Tabelle 3: Gäste in Ai nach Monaten (in 1.000)\n\nOrt | 2029 | 2030\nAi | 3.412 | 2.087\nBo | 511 | 498";
    let french = "Tableau 4 – Crédits d’Ai par volet, par période et par lieu de dépense (en millions d'euros)\n\
                  Volet | 2029 | 2030\nAi | 302 | 416\nBo | 51 | 89";
    for (language, text, line, excerpt, value, unit, period, sound) in [
        ("de", german, 4, "3.412", "3412000", "count", "2029", true),
        ("de", german, 4, "3.412", "3412", "count", "2029", false),
        ("fr", french, 3, "416", "416000000", "EUR", "2030", true),
        ("fr", french, 3, "416", "416000", "EUR", "2030", false),
    ] {
        let short = Short { value, unit, period, excerpt, line, ..BOATS };
        let wrong = has(language, text, short, &[RemarkKind::Value, RemarkKind::Unit, RemarkKind::NoNumber]);
        assert_eq!(!wrong, sound, "{value}: {text}");
    }
}

#[test]
fn a_document_that_writes_decimals_tells_what_its_points_are() {
    for (text, doubtful) in [
        ("2030 zählte Ai 1.286 Boote.", true),
        ("2030 zählte Ai 1.286 Boote, 4,5 Prozent mehr.", false),
        ("2030 zählte Ai 1.286 Boote am 4.5. und 5.5.", true),
    ] {
        let short = Short { value: "1286", excerpt: "1.286 Boote", ..BOATS };
        assert_eq!(has("de", text, short, &[RemarkKind::Ambiguous]), doubtful, "{text}");
    }
}

#[test]
fn a_name_beside_a_number_set_against_another_is_not_what_the_text_goes_on_with() {
    let aside = "2030 waren es 1,4 Prozent, in Ai 1,9. Die Zahl der Boote lag bei 17.";
    let told = "2030 verkaufte Ai vieles. Die Zahl der Boote lag bei 17.";
    for (text, sound) in [(aside, true), (told, false)] {
        let short = Short { value: "17", excerpt: "bei 17", ..BOATS };
        let seen = in_language(Some("de"), text, short);
        let closer = seen.facts[0].remarks.iter().any(|remark| remark.kind == RemarkKind::Closer);
        assert_eq!(!closer, sound, "{text}");
    }
}
