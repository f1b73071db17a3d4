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

#[test]
fn a_part_of_one_per_cent_and_a_sum_in_two_scales_are_one_number() {
    hold(
        &[
            ("en", "half a per cent", "0.5 %"),
            ("en", "a tenth of one per cent", "0.1 %"),
            ("en", "three quarters of one percent", "0.75 %"),
            ("de", "4 Mrd. 300 Mio. Euro", "4300000000 EUR"),
            ("de", "eine viertel Million Vögel", "250000"),
            ("de", "31 Grad unter null", "-31 degC"),
            ("de", "31 Grad Celsius unter null", "-31 degC"),
            ("fr", "31 degrés Celsius sous zéro", "-31 degC"),
            ("fr", "En 2025 à 31 400 habitants", "31400"),
            ("fr", "Solde : – 4,2 %", "-4.2 %"),
            ("zh", "占三分之二强", ">2/3"),
            ("zh", "占三分之二强化", "2/3"),
            ("zh", "三分之二强的船", ">2/3"),
            ("zh", "气温-7~4℃", "-7..4 degC"),
            ("zh", "渔工2000至3100人", "2000..3100"),
            ("de", "kam auf den 5. Platz.", "5 rank"),
            ("zh", "31岁（含）以上", ">=31 a"),
        ],
        read,
    );
}

#[test]
fn years_beside_sums_and_names_that_look_like_verbs_are_no_part_of_them() {
    hold(
        &[
            ("en", "Between 2027 and 2031 £310 million will be spent", "310000000 GBP"),
            ("en", "rose from £31 million in 2027 to £42.5 million in 2028", "31000000 GBP|42500000 GBP"),
            ("en", "Harrow Fell is to have 31 masts", "31"),
            ("en", "a good £3 million went to farms", ">3000000 GBP"),
            ("de", "sank gegenüber 2028/29 um 31 %", "31 %↓"),
            ("de", "mit 42 gegen 31 Stimmen", "42|31"),
            ("de", "31 von 100 Zügen", "31/100"),
            ("de", "90 Tage nicht überschreiten", "<=90 d"),
            ("fr", "dans les 311 écoles", "311"),
            ("fr", "à 31 % au plus tard en 2029", "31 %"),
            ("zh", "订单锐减三成", "30 %↓"),
            ("zh", "开行310列以上", ">=310"),
        ],
        read,
    );
}

mod whatever_stands_beside_what {
    use proptest::prelude::{prop, prop_assert, proptest};

    use crate::language::figure::tests::SHIPPED;

    /// Pieces of numerals, signs and units of four languages, cut where texts are cut.
    const PIECES: &str = "万分之|百分之|负|零下|零|5|31|2027|万|亿|多|以上|块|比|:|/|–|-|−|.|,| |￥|£|$|%|℃|¾|½|年|月|\
        岁以下|一|两|三|half|and|point|between|to|two|hundred|a |of |not |over |Komma|zwei|von|bis|minus|plus|jährig|halb|\
        virgule|deux|et|demi|plus de|quatre|vingt|cent|m |bn|third|[3]|(|)|第|前|十|来|几|半|倍|成|分之|点|个|家|\n";

    proptest! {
        #[test]
        fn a_text_is_read_without_a_fault_and_within_its_bounds(picks in prop::collection::vec(0_usize..96, 0..9)) {
            let pieces: Vec<&str> = PIECES.split('|').collect();
            let text: String = picks.iter().map(|pick| pieces[pick % pieces.len()]).collect();
            for (_, reader) in SHIPPED.readers() {
                let figures = [reader.all(&text), reader.figures(&text, &[])].concat();
                for figure in figures {
                    prop_assert!(text.get(figure.range.clone()).is_some(), "{text}: {:?}", figure.range);
                }
                let _ = reader.measure(&text);
            }
        }
    }
}

#[test]
fn what_fell_shares_its_verb_with_the_next_share() {
    hold(
        &[
            ("en", "fell by 31% and 7%", "31 %↓|7 %↓"),
            ("en", "fell by 31% and won 7%", "31 %↓|7 %"),
            ("fr", "baisser de 31 % d'ici 2030 et de 7 % d'ici 2035", "31 %↓|7 %↓"),
            ("zh", "分别下降31%和7%", "31 %↓|7 %↓"),
            ("fr", "en a perdu 31 (– 7 %)", "31↓|-7 %"),
            ("de", "Es war der Rückgang der Preise um 31 Prozent", "31 %↓"),
        ],
        read,
    );
}

#[test]
fn a_share_before_a_word_that_joins_and_ranges_of_shares_are_whole() {
    hold(
        &[
            ("en", "down by a fifth at 31", "1/5↓|31"),
            ("en", "a fifth bridge", "5 rank"),
            ("en", "between a third and a half of it", "33.33..50 %"),
            ("en", "half to two-thirds of it", "50..66.67 %"),
            ("zh", "三分之一到一半", "33.33..50 %"),
            ("de", "mehr als halbiert", "<0.5 times"),
            ("en", "none may be open for longer than 31 days", "<=31 d"),
        ],
        read,
    );
}

#[test]
fn a_word_that_counts_and_pays_is_told_by_what_stands_near() {
    hold(
        &[
            ("zh", "农田31块", "31"),
            ("zh", "花了31块", "31 CNY"),
            ("zh", "31块一张", "31 CNY|1"),
            ("zh", "31岁以上老人", ">=31 a"),
            ("zh", "购置MRI31台", "31"),
            ("zh", "人均GDP3.1万美元", "31000 USD"),
            ("zh", "C919大飞机", ""),
            ("zh", "彩超31台", "31"),
            ("zh", "跌破31家", "<31"),
        ],
        read,
    );
}
