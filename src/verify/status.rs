//! Whether the words around an excerpt state in which sense it is meant: done, aimed at, expected.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::evidence::Stated;
use crate::model::fact::{Fact, Status};

use super::dates::{Years, years};
use super::passage::Passage;
use super::{Remark, RemarkKind};

// The words of status, by what they state, joined by `|`; text is searched without white space.
// 突破 is in none: it is said of what was done and of what is aimed at alike.
const TARGET: &str = "力争|争取|目标|锚定|剑指|瞄准|拟|计划|规划|将|打造|培育|提升至|提升到|确保|致力于|努力|旨在|力求|\
    冲刺|签约|总投资|target|goal|aimsto|aimedat|plansto|willreach|strive";
const FORECAST: &str = "预计|有望|预测|预期|料将|或将|估计|将|可期|expectedto|forecast|projected";
const ACTUAL: &str = "已|实现|现有|目前|达到|截至|拥有|聚集|集聚|汇聚|汇集|累计|完成|建成|形成|位列|位居|排名|跻身|成为|\
    增长|同比|超越|获批|入选|共有|一共|迈入|设立|给予|出台|发布|落户|吸引|当前|数据显示|reached|achieved";
const EVENT: &str = "发布|成立|举行|召开|签约|签署|揭牌|出台|印发|公布|落户|投产|开工|奠基|上市|登陆|获批|通过|投资|发起|\
    启动|落地|推出|亮相|解读|宣布|发表|刊发|投用|透露|写入|建立|设立|组建|published|founded|signed|opened|issued";
const CLAIM: &str = "首个|首家|首次|首款|首座|首先|第一|最|领先|领跑|唯一|一流|前列|率先|龙头|标杆|高地|表示|认为|指出|称|\
    建议|优势|显著|世界级|leading|thefirst|claims";
/// Words after which something is not yet reached.
const AHEAD: &str = "力争|争取|预计|有望|预期|确保|剑指|锚定|致力于|目标是|目标规模|拟|料将|计划到|计划建|计划投|计划新|计划用|计划千|计划百|计划万|规划到|规划|打造|\
    总投资|投资额|将建|将实|将聚|将打|将形|将率|将成为|将达|将新|将推|将围|将持|将继|将进|将突破|将有|要达|要用|又要|要落|\
    要在|要把|要让|还要|再建|年内|年底前|expectedto|aimsto|plansto";
/// Further words that a target may rest on, though they are said of what is done as well.
const INTENT: &str = "目标|瞄准|计划|将|培育|提升至|提升到|努力|旨在|布局|加快|力求|冲刺|聚焦|建设|共建|继续|探索|\
    target|goal|aimedat|willreach|strive";
/// Words of what is not yet reached that are events themselves: to plan is to do something.
const DOING: &str = "规划|打造|总投资|投资额";
/// Words after which something has been reached.
const REACHED: &str = "已|目前|现有|截至|当前|拥有|聚集|集聚|汇聚|位列|位居|获批|同比";

/// Where the status is stated, and what a curator should look at. `published` is the day by which
/// the source was printed, else read: a later year in it is a deadline.
///
/// `terms`: the fact is one of a policy's own terms, which are in force however far its aims reach.
pub fn status(fact: &Fact, passage: &Passage, published: Date, terms: bool) -> (Stated, Vec<Remark>) {
    let now = published.year();
    let sentence = passage.sentence();
    let line = untitled(&passage.text()[..sentence.end]);
    let stated = if states(fact.status, &line, now) {
        Stated::Here
    } else if passage.above.iter().any(|above| states(fact.status, &untitled(above.repaired.text()), now)) {
        Stated::Above
    } else {
        Stated::Curator
    };
    let remark = || contradiction(fact, passage, &line, sentence, now).or_else(|| early(fact, published));
    (stated, if terms { Vec::new() } else { Vec::from_iter(remark()) })
}

fn states(status: Status, text: &str, now: i16) -> bool {
    let any = |words: &str| words.split('|').any(|word| text.contains(word));
    match status {
        Status::Actual => any(ACTUAL),
        Status::Target => any(TARGET) || deadline(text, now).is_some(),
        Status::Forecast => any(FORECAST) || deadline(text, now).is_some(),
        Status::Claim => any(CLAIM),
        Status::Event => any(EVENT),
    }
}

/// A warning if the last word of status before the end of the excerpt's clause says otherwise.
fn contradiction(fact: &Fact, passage: &Passage, line: &str, sentence: Range<usize>, now: i16) -> Option<Remark> {
    let clause = passage.clause();
    let scope = line.get(sentence.start..clause.end)?;
    // From 5 days to 1: where it starts is done, wherever it is to go.
    if fact.status == Status::Actual && passage.text()[passage.at.clone()].starts_with(['从', '由']) {
        return None;
    }
    let ahead = last(scope, AHEAD).max(deadline(scope, now));
    let reached = last(scope, REACHED);
    let says = match fact.status {
        Status::Actual if ahead > reached => ahead?.1,
        Status::Event if ahead > reached && !DOING.split('|').any(|word| Some(word) == ahead.map(|last| last.1)) => {
            ahead?.1
        }
        Status::Target | Status::Forecast if ahead.is_none() && reached > last(scope, INTENT) => reached?.1,
        Status::Target if ahead.is_none() && !intends(scope) => {
            let message = "the fact is marked `target`, but its sentence has no word of intent that we know";
            return Some(Remark::new(RemarkKind::Status, message.to_owned()));
        }
        _ => return None,
    };
    let message = format!("the fact is marked `{}`, but the excerpt's sentence says `{says}`", fact.status.word());
    Some(Remark::new(RemarkKind::Status, message))
}

/// A warning if what is said to be so begins after its source was printed.
fn early(fact: &Fact, published: Date) -> Option<Remark> {
    let done = matches!(fact.status, Status::Actual | Status::Event);
    let begins = fact.period.earliest()?;
    let message =
        || format!("the fact is marked `{}`, but its period begins after its source was printed", fact.status.word());
    (done && begins > published).then(|| Remark::new(RemarkKind::Status, message()))
}

/// Whether a text has a word of intent.
fn intends(scope: &str) -> bool {
    INTENT.split('|').any(|word| scope.contains(word))
}

/// The last of `words` in `text`, and where it stands; 虚拟 is no 拟, and what is 打造的 is made.
fn last(text: &str, words: &'static str) -> Option<(usize, &'static str)> {
    let other = |at: usize| {
        (text[at..].starts_with('拟') && text[..at].ends_with(['虚', '模', '比'])) || text[at..].starts_with("打造的")
    };
    let place = |word: &'static str| text.rmatch_indices(word).map(|(at, _)| at).find(|&at| !other(at));
    words.split('|').filter_map(|word| place(word).map(|at| (at, word))).max()
}

/// The last deadline in `text`: a year after `now`, or 到 with the year of `now`.
fn deadline(text: &str, now: i16) -> Option<(usize, &'static str)> {
    let by_now = |years: &Years| years.first == now && text[..years.at.start].ends_with('到');
    let ahead = years(text, Some(now)).into_iter().filter(|years| years.first > now || by_now(years));
    ahead.map(|years| (years.at.start, "a year that was still ahead")).max()
}

/// A text with its titles (《…行动计划》) blanked, whose words state nothing; byte for byte as long,
/// Latin letters in lower case.
pub fn untitled(text: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        depth += usize::from(c == '《');
        if depth > 0 {
            plain.extend(std::iter::repeat_n(' ', c.len_utf8()))
        } else {
            plain.push(c)
        }
        depth = depth.saturating_sub(usize::from(c == '》'));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Status, deadline, states, untitled};

    #[test]
    fn a_breakthrough_alone_states_nothing() {
        let text = "产值突破30亿元";
        assert!(!states(Status::Target, text, 2031) && !states(Status::Actual, text, 2031));
    }

    #[test]
    fn a_deadline_states_a_target() {
        assert!(states(Status::Target, "到2035年产值30亿元", 2031));
        assert!(!states(Status::Target, "到2030年产值30亿元", 2031));
        assert_eq!(deadline("2033年、2035年", 2031).map(|found| found.0), Some("2033年、".len()));
    }

    #[test]
    fn the_words_of_a_title_state_nothing() {
        assert!(!states(Status::Target, &untitled("《渔业行动计划(2035年)》共30条"), 2031));
        assert_eq!(untitled("甲《乙》丙").len(), "甲《乙》丙".len());
    }
}
