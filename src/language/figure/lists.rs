//! What words do in a text beyond having a value: the lists of `[figure.lists]` in a locale file.

macro_rules! lists {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// What a word does in a text, beyond having a value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum List { $($(#[$doc])* $variant),* }

        impl List {
            /// The list that a locale file calls so.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(List::$variant),)* _ => None }
            }
        }
    };
}

lists! {
    /// Joins the parts of a numeral: two hundred *and* six.
    And = "and";
    /// One, before a scale or a fraction: *a* million.
    Article = "article";
    /// The, before a fraction: *le* tiers de la récolte.
    Definite = "definite";
    /// Half, before a scale: *half* a million.
    Half = "half";
    /// A half more: one *and a half*.
    AndHalf = "and-half";
    /// A half more, behind a unit: 一年*半*.
    HalfAfter = "half-after";
    /// Before decimals in numerals: 零*点*五, two *point* five.
    Point = "point";
    /// A sum's word behind which a lone digit is so many tenths: 3*块*5.
    CoinTenth = "coin-tenth";
    /// Before two numbers, makes a ratio of them and no time of day: 师生*比为*1:15.
    RatioBefore = "ratio-before";
    /// Before a number by which something is divided: *divisé par* deux.
    DividedBefore = "divided-before";
    /// In brackets behind a number, says that the number itself is meant too: 30（*含*）艘以上.
    Inclusive = "inclusive";
    /// Before a number of years that somebody has lived: *aged* 65, *年满* 16.
    Aged = "aged";
    /// Before a power without a digit, says that there are more: *过*百家.
    PastBare = "past-bare";
    /// Behind a number, names it as a point that is passed or not: the 9,000 *mark*.
    Mark = "mark";
    /// Before a number that is denied for another: *not* 96 but 97.
    ContrastBefore = "contrast-before";
    /// Between the two: not 96 *but* 97.
    ContrastAfter = "contrast-after";
    /// The end of a word for occasions: zwei*mal*.
    OccasionEnding = "occasion-ending";
    /// Between denominator and numerator: 三*分之*一.
    PartOf = "part-of";
    /// A tenth, behind its number: 三*成*.
    Tenth = "tenth";
    /// What makes another word of it: 成立.
    TenthNot = "tenth-not";
    /// Between part and whole: one *in* five.
    OutOf = "out-of";
    /// The same behind the thing itself: une lampe *sur* cinq.
    OutOfThings = "out-of-things";
    /// Between the ends of a range.
    To = "to";
    /// Between the ends of a range that has a word before it.
    ToAnd = "to-and";
    /// Before a range: *between* 20 and 30.
    Between = "between";
    /// Before a first number that is no end of a range: *from* 20 to 30.
    Moved = "moved";
    /// Words of change, which make of such a first number where something began: *rose* from 20 to 30.
    Change = "change";
    /// Between numbers one of which is meant: three *or* four.
    ToOr = "to-or";
    /// Between the terms of a ratio.
    Ratio = "ratio";
    /// Before a negative number.
    Negative = "negative";
    /// Before a number above zero, where one below it stands beside: zwischen minus 5 und *plus* 3 Grad.
    Positive = "positive";
    /// Behind a word of precision that a thing parts from its number: 约*有*渔户70户, 最多*招收*学员25人.
    Act = "act";
    /// Prepositions among the words of precision: *über*, *unter*.
    Preposition = "preposition";
    /// Words that ask for one of them: *verfügte* zum Jahresende über 40 Plätze.
    Governs = "governs";
    /// Behind a number of years, makes of it an age that bounds a group: 35*岁以下*.
    AgeLimit = "age-limit";
    /// Words for about that are so before round numbers only: *dans les* 500.
    AboutRound = "about-round";
    /// Behind how much more it is: 180 *de plus*, 40 *more*.
    MoreThan = "more-than";
    /// Ends of the names of currencies, in a script without spaces: 3.4亿澳*币*.
    MoneyEnding = "money-ending";
    /// Behind a temperature, says that it is below zero.
    BelowZero = "below-zero";
    /// Before a word of precision, denies it: may *not* exceed 40.
    Negation = "negation";
    /// The same some words before it: *no* firm may receive more than two.
    NegationFar = "negation-far";
    /// Before how much something became less.
    Decline = "decline";
    /// Verbs of becoming less, some words before how much: *sank* der Erlös um 4,6 %.
    DeclineFar = "decline-far";
    /// Behind how much something became less: um 4,6 % *zurück*.
    DeclineAfter = "decline-after";
    /// Verbs of becoming less whose particle ends the clause, verb and particle: *ging* um 4,6 % auf 3 Mio. t *zurück*.
    DeclineParted = "decline-parted";
    /// Verbs whose object is the share that went: *lost* in a year some 3 per cent.
    DeclineObject = "decline-object";
    /// Names of what is negative as a sum of money: the *loss* was 4 million euros.
    Loss = "loss";
    /// Parts of names for what is measured as it becomes less, which needs no minus then: emissions *saved*.
    Lessening = "lessening";
    /// Behind how much less it is: 40 *fewer*, 3 Prozent *weniger*.
    DeclineThan = "decline-than";
    /// The same behind a measure only: 3 per cent *lower*, but 5 lower houses.
    DeclineUnit = "decline-unit";
    /// Before what is compared with: fewer *than*.
    Than = "than";
    /// Between such a verb and how much.
    By = "by";
    /// Between a verb of change and what was reached by it, which is no change itself: fell *to* 3.
    Reach = "reach";
    /// Words that leave open whether the number itself is meant too: *upwards of* 400, 400+.
    Loose = "loose";
    /// Words for nearly that may as well mean about: *proche de* 16 %.
    LooseAbout = "loose-about";
    /// Before four digits, makes them a sum: *insgesamt* 2025 Boote.
    InAll = "in-all";
    /// Before the unit of a table's numbers: *in* Mio. €, *单位*：亿元.
    MeasuredIn = "measured-in";
    /// Counts things without naming a unit: 家.
    Counter = "counter";
    /// Units that no code here stands for: 412 *ppm*, dreimal *weniger*; their numbers are seen and not read.
    OtherUnit = "other-unit";
    /// Ends of words that say of which country a currency is, behind it: dollars austral*iens*.
    CountryEnding = "country-ending";
    /// Words that only look so.
    CountryEndingNot = "country-ending-not";
    /// Between a currency and its country: dollars *de* Brunei.
    OfCountry = "of-country";
    /// Ends of words that multiply: drei*mal* so viel.
    TimesEnding = "times-ending";
    /// Ends of words that are a multiple by themselves: das Drei*fache*.
    TimesWhole = "times-whole";
    /// What such a word may begin with: *ver*dreifacht.
    TimesPrefix = "times-prefix";
    /// Before a part of what was told: *of which* 12.
    OfWhich = "of-which";
    /// Before a multiple, makes it more than that, where before a number it says something else: *plus que* doublé.
    TimesOver = "times-over";
    /// Before an ordinal, makes a share of it: *jede* fünfte Lampe.
    EveryNth = "every-nth";
    /// Points of a hundred, where shares are spoken of: um 1,8 *Punkte*.
    Points = "points";
    /// Behind such a word, makes it a multiple: dreimal *so* viel.
    TimesAs = "times-as";
    /// Ends of words for several things: 1.75m visitor*s*.
    Plural = "plural";
    /// Words that only look so, or that are measured by the metre.
    PluralNot = "plural-not";
    /// Words for many of a scale that are no number by themselves: *thousands* of visitors.
    Lone = "lone";
    /// Between a fraction and what it is a part of, where that is one: a quarter *of a* mile.
    OfOne = "of-one";
    /// Behind a sum of money, before the unit that it is paid for: 85 euros *la* tonne.
    EachDirect = "each-direct";
    /// Between a unit and a number, makes of the number how much became of it, and no rate: 每斤*涨*5角.
    RateNot = "rate-not";
    /// Behind two numbers, makes of what something began and ended with the ends of a range: 从8元到9元*不等*.
    RangeAfter = "range-after";
    /// The same, where it may be a verb, if no thing follows that the number would count: *building* 7.
    LabelAlone = "label-alone";
    /// Behind a number with a point, makes it a time of day: 十点五*分*.
    ClockAfter = "clock-after";
    /// Stands between a number and its scale: 5*个*亿.
    Filler = "filler";
    /// A class of size: 百亿*级*.
    Level = "level";
    /// Makes a number one of many: *第*三.
    RankPrefix = "rank-prefix";
    /// Before a number, makes it a place: *Platz* 3.
    RankWord = "rank-word";
    /// Behind the ordinal, a place: 第三*位*.
    RankPlace = "rank-place";
    /// Before an ordinal, makes it a rank.
    RankBefore = "rank-before";
    /// Behind an ordinal, makes it a rank.
    RankAfter = "rank-after";
    /// Behind an ordinal, makes it no rank.
    RankNot = "rank-not";
    /// Between a place and how many there are: 37th *of* a hundred.
    RankOf = "rank-of";
    /// Beside an ordinal, counts from the last: *倒数*第二, second *to last*.
    FromLast = "from-last";
    /// Endings that make digits an ordinal: 3*rd*.
    OrdinalEnding = "ordinal-ending";
    /// Ends of words that make an ordinal before them a rank: larg*est*.
    Superlative = "superlative";
    /// Words that only look like superlatives.
    SuperlativeNot = "superlative-not";
    /// The first so many: *top* five.
    Top = "top";
    /// Before such a word, makes another word of it.
    TopNot = "top-not";
    /// Behind the number, makes it certain.
    TopPlace = "top-place";
    /// Before it, makes it certain.
    TopBefore = "top-before";
    /// Behind the number: parmi les dix *premiers*.
    TopAfter = "top-after";
    /// Before a number of times: multiplié *par* cinq.
    TimesBefore = "times-before";
    /// About the last of the first so many.
    Threshold = "threshold";
    /// Words in which numerals are no numbers.
    Phrase = "phrase";
    /// Forms of dates and other numbers that state nothing.
    Forms = "forms";
    /// Short names of months.
    Months = "months";
    /// Before a numeral, makes it vague: 数百.
    VagueBefore = "vague-before";
    /// Behind a numeral, makes it vague.
    VagueAfter = "vague-after";
    /// Before a numeral or unit, makes it the base of a rate: *je* 1.000, *per* kWh.
    Each = "each";
    /// The same, where a round number of people or the like follows: 32 Lampen *auf* 10.000 Einwohner.
    EachOf = "each-of";
    /// What a rate is reckoned on, behind such a word.
    RateBase = "rate-base";
    /// Before a length of time, places it in time.
    TimeBefore = "time-before";
    /// Behind a length of time, places it in time.
    TimeAfter = "time-after";
    /// Before a word for over, makes a length of time measured.
    TimeMeasured = "time-measured";
    /// Words for over that open a stretch of time.
    TimeOver = "time-over";
    /// Behind half, makes it a share.
    ShareAfter = "share-after";
    /// Before half, makes it a share.
    ShareBefore = "share-before";
    /// Before half, makes it a part of a time.
    ShareNot = "share-not";
    /// Says that there is one.
    Only = "only";
    /// Beside a coin's word that counts things too, says that it is money: *花*了36块.
    Spending = "spending";
    /// Says that there are two.
    Both = "both";
    /// Makes the first of its kind, before a counter: *首*个.
    First = "first";
    /// Stands between a precision word and the number.
    Between2 = "beside";
    /// Before four digits, makes them no year.
    YearNot = "year-not";
    /// Behind four digits, leaves them a year although it counts.
    Edition = "edition";
    /// Names the numbered parts of a text and other labels: *page* 5.
    Label = "label";
    /// A length of time with this behind it is a limit: 三年*内*.
    Limit = "limit";
    /// Before a number that is dialled: *Tel.* 0555 12.
    Dialled = "dialled";
    /// Behind a number and a name in capitals, make it a house's: 7 Mill *Street*.
    Street = "street";
    /// Ends of words, and words, before a house's number: Mühlen*straße* 7.
    StreetBefore = "street-before";
    /// Behind the number of a house, where streets are written without spaces: 人民路7*号*.
    House = "house";
    /// Words that join others and name nothing.
    Function = "function";
    /// Words that every text in this language has.
    Common = "common";
}

/// Roles that are met going backwards from a number.
pub const BACKWARD: [List; 51] = [
    List::Aged,
    List::PastBare,
    List::ContrastBefore,
    List::AboutRound,
    List::Preposition,
    List::Governs,
    List::LooseAbout,
    List::Negation,
    List::NegationFar,
    List::RatioBefore,
    List::DividedBefore,
    List::OfWhich,
    List::TimesOver,
    List::EveryNth,
    List::LabelAlone,
    List::MeasuredIn,
    List::TimesBefore,
    List::DeclineFar,
    List::Loss,
    List::DeclineObject,
    List::By,
    List::Reach,
    List::Loose,
    List::InAll,
    List::Change,
    List::FromLast,
    List::Between,
    List::Moved,
    List::Negative,
    List::Decline,
    List::RankBefore,
    List::RankWord,
    List::TopNot,
    List::TopBefore,
    List::VagueBefore,
    List::Each,
    List::TimeBefore,
    List::TimeMeasured,
    List::TimeOver,
    List::ShareBefore,
    List::ShareNot,
    List::Between2,
    List::YearNot,
    List::Label,
    List::Dialled,
    List::StreetBefore,
    List::Article,
    List::First,
    List::Only,
    List::Both,
    List::And,
];

/// Roles that a word has only behind a number, or without one.
pub const BEHIND: [List; 49] = [
    List::MoneyEnding,
    List::BelowZero,
    List::MoreThan,
    List::Point,
    List::CoinTenth,
    List::TimesWhole,
    List::Points,
    List::ClockAfter,
    List::RateNot,
    List::OfCountry,
    List::TimesEnding,
    List::TimesAs,
    List::OtherUnit,
    List::OfOne,
    List::EachDirect,
    List::RangeAfter,
    List::HalfAfter,
    List::PartOf,
    List::Tenth,
    List::TenthNot,
    List::OutOf,
    List::OutOfThings,
    List::To,
    List::ToAnd,
    List::Counter,
    List::Level,
    List::RankPlace,
    List::RankAfter,
    List::RankNot,
    List::OrdinalEnding,
    List::TopPlace,
    List::Phrase,
    List::TimeAfter,
    List::ShareAfter,
    List::Edition,
    List::Limit,
    List::ToOr,
    List::RankOf,
    List::FromLast,
    List::TopAfter,
    List::MeasuredIn,
    List::RateBase,
    List::EachOf,
    List::DeclineAfter,
    List::DeclineThan,
    List::DeclineUnit,
    List::Than,
    List::Street,
    List::House,
];

/// Those of them that are looked up by where they begin as well.
pub const BOTH_WAYS: [List; 13] = [
    List::By,
    List::Negative,
    List::Reach,
    List::Article,
    List::And,
    List::Each,
    List::VagueBefore,
    List::First,
    List::Only,
    List::Both,
    List::FromLast,
    List::Loose,
    List::MeasuredIn,
];
