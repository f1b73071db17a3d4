//! What the readers make of numbers as people say them: decimals, halves and ranges in words, bounds that are denied,
//! signs below zero. Each row has words and numbers of its own.

use super::tests::{hold, read};

#[test]
fn decimals_in_words_belong_to_their_number() {
    hold(
        &[
            ("en", "three point seven per cent", "3.7 %"),
            ("en", "nought point two six million tonnes", "260000 t"),
            ("en", "at that point five boats sank", "5"),
            ("de", "neun Komma drei Prozent", "9.3 %"),
            ("de", "eins Komma acht Milliarden Euro", "1800000000 EUR"),
            ("de", "sechs Komma fünfundzwanzig Prozent", "6.25 %"),
            ("fr", "quatre virgule six pour cent", "4.6 %"),
            ("fr", "trois virgule cinquante millions de tonnes", "3500000 t"),
        ],
        read,
    );
}

#[test]
fn a_part_of_a_unit_is_read_with_it() {
    hold(
        &[
            ("en", "¾ of the ferries", "3/4"),
            ("de", "1 ½ Stunden", "1.5 h"),
            ("de", "sieben Zehntel Prozent", "0.7 %"),
            ("de", "ein vierzehnjähriger Kutter", "1|14 a"),
            ("de", "eine dreitägige Frist", "1|3 d"),
            ("de", "das zweifache Gerät", "2 times"),
            ("fr", "quatre heures et quart", "4.25 h"),
            ("fr", "un quart de point", "0.25 pp"),
            ("fr", "trois points et demi", "3.5 pp"),
            ("fr", "divisé par quatre", "0.25 times"),
            ("fr", "divisé par sept", "?sept"),
        ],
        read,
    );
}

#[test]
fn two_numbers_with_a_word_for_and_are_two() {
    hold(
        &[
            ("fr", "entre deux cents et trois cents", "200..300"),
            ("fr", "quatre vingt treize", "93"),
            ("en", "between four hundred and seven hundred", "400..700"),
            ("en", "three to five hundred sailors", "300..500"),
            ("en", "four hundred and seven sailors", "407"),
        ],
        read,
    );
}

#[test]
fn a_bound_that_is_denied_is_the_other_bound() {
    hold(
        &[
            ("en", "The load may not exceed 31 tonnes.", "<=31 t"),
            ("en", "No firm may hold more than three.", "<=3"),
            ("en", "Output has yet to exceed 31 tonnes.", "<=31 t"),
            ("en", "None of the more than 31 boats sank.", ">31"),
            ("en", "Stocks must not fall below 31 tonnes.", ">=31 t"),
            ("de", "Kein Betrieb hat mehr als drei Boote.", "<=3"),
            ("fr", "Le prix ne devrait pas dépasser 31 euros.", "<=31 EUR"),
            ("fr", "Aucun quai ne compte plus de 31 bateaux.", "<=31"),
            ("zh", "船舶尚未突破31艘", "<=31"),
        ],
        read,
    );
}

#[test]
fn a_comparative_of_any_measure_says_more_or_less() {
    hold(
        &[
            ("en", "longer than 31 metres", ">31 m"),
            ("en", "no taller than 31 metres", "<=31 m"),
            ("de", "länger als 31 Tage", ">31 d"),
            ("de", "nicht älter als 31 Jahre", "<=31 a"),
            ("fr", "supérieur ou égal à 31", ">=31"),
        ],
        read,
    );
}

#[test]
fn a_verb_may_part_a_word_of_precision_from_its_number() {
    hold(
        &[
            ("zh", "约有渔户31户", "~31"),
            ("zh", "最多容纳旅客310人", "<=310"),
            ("zh", "最高的楼31米", "31 m"),
            ("zh", "签约有31家", "31"),
        ],
        read,
    );
}

#[test]
fn sums_in_parts_and_below_zero_are_whole() {
    hold(
        &[
            ("zh", "7万零600元", "70600 CNY"),
            ("zh", "每条7块2。", "7.2 CNY"),
            ("zh", "零下31摄氏度", "-31 degC"),
            ("zh", "气温31℃", "31 degC"),
            ("zh", "比例为九比二", "9:2"),
            ("zh", "师生比为1:31", "1:31"),
            ("de", "31 Euro und 20 Cent", "31.2 EUR"),
            ("fr", "31 euros et 20 centimes", "31.2 EUR"),
            ("en", "between −7 and −3 °C", "-7..-3 degC"),
            ("de", "zwischen minus 7 und plus 3 Grad Celsius", "-7..3 degC"),
            ("en", "fees (31 ships[3])", "31"),
            ("en", "60 dozen", "720"),
            ("de", "31 Grad Fahrenheit", "31 degF"),
        ],
        read,
    );
}
