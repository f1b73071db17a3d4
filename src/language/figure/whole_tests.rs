//! That what belongs to one number is read as one: bounds and notes around it, ranges of parts, years lived, numbers
//! denied for another. Each row has words and numbers of its own.

use proptest::prelude::{prop_assert_eq, proptest};

use super::tests::{SHIPPED, hold, read};

/// Below ten thousand, as Chinese writes it.
fn in_characters(n: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const POWERS: [&str; 4] = ["", "十", "百", "千"];
    let (mut said, mut zero) = (String::new(), false);
    for power in (0..4).rev() {
        let digit = n / 10_u32.pow(power) % 10;
        if digit == 0 {
            zero = !said.is_empty();
            continue;
        }
        if zero {
            said.push('零');
            zero = false;
        }
        // Ten is 十, and a hundred and ten 一百一十.
        if !(power == 1 && digit == 1 && said.is_empty()) {
            said.push(DIGITS[digit as usize]);
        }
        said.push_str(POWERS[power as usize]);
    }
    said
}

proptest! {
    #[test]
    fn a_numeral_in_characters_is_one_number_before_whatever_it_counts(n in 11_u32..10_000, word in 0_usize..24) {
        let words = "年 个月 天 亩 斤 张 碗 晚 瓶 杯 家 艘 座 户 人次 公里 吨 元 台套 小时 平方米 颗 名 所";
        let word = words.split(' ').nth(word).expect("there are as many");
        let text = format!("港区连续{}{word}稳定在高位", in_characters(n));
        let reader = SHIPPED.reader_of("zh").expect("it is shipped");
        let numbers = reader.numbers(&text);
        prop_assert_eq!(numbers.first().copied(), Some(n.into()), "{}", text);
    }
}

#[test]
fn a_denominator_of_several_characters_is_whole() {
    hold(
        &[
            ("zh", "约占全省的二十分之一", "~1/20"),
            ("zh", "占三十二分之五", "5/32"),
            ("zh", "占十分之三", "3/10"),
            ("zh", "占百分之三十", "30 %"),
        ],
        read,
    );
}

#[test]
fn ranges_of_parts_are_ranges_in_points_of_a_hundred() {
    hold(
        &[
            ("en", "between a quarter and a third of its nets", "25..33.33 %"),
            ("en", "a third of one per cent", "?a third of one per cent"),
            ("en", "half of one per cent", "0.5 %"),
            ("zh", "增速在-2%至3%", "-2..3 %"),
            ("zh", "渔工2400－3600人", "2400..3600"),
            ("en", "it took anywhere from 24 to 36 men", "24..36"),
            ("en", "it grew 14m to 16m tonnes of kelp", "14000000..16000000 t"),
            ("en", "it grew 14-16m tonnes of kelp", "14000000..16000000 t"),
            ("en", "a 7.5m-tonne terminal", "7500000 t"),
            ("fr", "la puissance pourrait tripler, de 8 à 24 mégawatts", "3 times|8 MW|24 MW"),
        ],
        read,
    );
}

#[test]
fn a_note_in_brackets_and_a_bound_behind_the_thing_belong_to_the_number() {
    hold(
        &[
            ("zh", "有渔船40（含）艘以上", ">=40"),
            ("zh", "有渔船40（含40）艘以上", ">=40"),
            ("zh", "捐款 700 多亿元", ">70000000000 CNY"),
            ("zh", "停靠过百艘", ">100"),
            ("de", "da wurde die Marke von 16 Millionen Gästen überschritten", ">16000000"),
            ("de", "16 Gäste oder mehr", ">=16"),
            ("en", "it hovered around the 7,000 mark", "~7000"),
            ("en", "it is just above the 7,000 mark", ">7000"),
            ("fr", "un millier de pêcheurs", "~1000"),
            ("fr", "l’aide peut atteindre 14 000 euros", "<=14000 EUR"),
            ("fr", "le reste ne dépassera pas 14 %", "<=14 %"),
            ("fr", "frôle ainsi les 24,5 millions d’euros", "<~24500000 EUR"),
        ],
        read,
    );
}

#[test]
fn multiples_keep_the_word_inside_them() {
    hold(
        &[
            ("zh", "价格翻了近一番", "<~2 times"),
            ("de", "gut halb so viele wie im Vorjahr", ">0.5 times"),
            ("de", "nicht halb so viele wie gebraucht", "<0.5 times"),
            ("de", "mehr als halbiert", "<0.5 times"),
            ("fr", "moitié moins qu’en 2014", "0.5 times"),
            ("en", "the board meets twice a year", "2 times"),
            ("de", "der Rat tagt dreimal im Jahr", "3 times"),
        ],
        read,
    );
}

#[test]
fn years_that_somebody_has_lived_are_years() {
    hold(
        &[
            ("en", "residents aged 70 and over", ">=70 a"),
            ("en", "children aged 12-16", "12..16 a"),
            ("en", "anglers aged 14 or under", "<=14 a"),
            ("zh", "船主年满60", "60 a"),
        ],
        read,
    );
}

#[test]
fn a_number_denied_for_another_is_not_read() {
    hold(
        &[
            ("de", "nicht 36, sondern 37 Boote", "?36|37"),
            ("en", "not 36 but 37 boats", "?36|37"),
            ("fr", "non pas 36 mais 37 bateaux", "?36|37"),
            ("zh", "不是36艘，而是37艘", "?36艘|37"),
            ("en", "not 36 boats in all", "36"),
            ("de", "zwei-, dreihundert Helfer", "?zwei|300"),
        ],
        read,
    );
}

#[test]
fn coins_rates_and_units_are_told_by_what_stands_beside_them() {
    hold(
        &[
            ("de", "31,5 ct/kWh", "0.315 EUR per kWh"),
            ("de", "Preis: 14.50 Franken", "14.5 CHF"),
            ("de", "CHF 1'214.50", "1214.5 CHF"),
            ("zh", "海带4块5一斤", "4.5 CNY|?一斤"),
            ("zh", "汽车时速140公里", "140 km per h"),
            ("zh", "最低工资每小时24元", "24 CNY per h"),
            ("zh", "连续七年吞吐量下滑", "7 a"),
            ("fr", "il en restait 12 400 à la mi-2014", "12400"),
            ("en", "4 to 6 degrees below zero", "-6..-4 degC"),
            ("en", "rose a full percentage point", "1 pp"),
            ("en", "the catch shed 7 per cent", "7 %↓"),
        ],
        read,
    );
}

#[test]
fn words_beside_a_number_say_that_it_fell() {
    hold(
        &[
            ("zh", "投资降幅达14.6%", "14.6 %↓"),
            ("zh", "出口降幅收窄至2.4%", "2.4 %↓"),
            ("zh", "产量可能要减两成半", "25 %↓"),
            ("zh", "增速为–3.4%", "-3.4 %"),
            ("zh", "降至14.6%", "14.6 %"),
            ("de", "die Gebühr wurde um 4,6 Prozent herabgesetzt", "4.6 %↓"),
            ("fr", "les ventes ont diminué, en 2014, de 4,6 %", "4.6 %↓"),
            ("fr", "soit 3,6 points de moins en deux ans", "3.6↓|2 a"),
            ("fr", "34 enfants de moins de six ans", "34|<6 a"),
            ("en", "6.4 per cent below the level of 2014", "6.4 %↓"),
        ],
        read,
    );
}

#[test]
fn a_chain_of_ranges_as_long_as_a_document_is_read_to_its_end() {
    let reader = SHIPPED.reader_of("en").expect("it is shipped");
    let chain = "5m to ".repeat(50_000);
    assert!(reader.all(&format!("{chain}7m tonnes")).len() > 1);
}

#[test]
fn the_last_coins_of_a_sum_and_small_parts_are_read_with_it() {
    hold(
        &[
            ("zh", "卖到三块六毛五", "3.65 CNY"),
            ("zh", "卖到两块七毛四。", "2.74 CNY"),
            ("de", "um ein Zwölftel", "1/12"),
            ("fr", "un quinzième de la surface", "1/15"),
            ("en", "a sixteenth of the land", "1/16"),
            ("fr", "un peu plus du quart de la flotte", ">1/4"),
            ("fr", "la part a cédé 1,8 %, après - 4,7 %", "1.8 %↓|-4.7 %"),
            ("fr", "la récolte s'est limitée à 12 tonnes", "12 t"),
            ("fr", "portera l'offre de 17 à 46 trains", "17|46"),
        ],
        read,
    );
}
