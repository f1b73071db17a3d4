//! A fact's page: the value, the words it rests on, what to know before quoting it.

use crate::model::briefing::Briefing;
use crate::model::evidence::Conflict;
use crate::model::fact::{Dating, Fact, Finding, Of, Origin, Outlook, Rank};
use crate::model::id::Id;
use crate::model::percent::encoded;
use crate::model::quantity::Precision;
use crate::model::source::Source;
use crate::model::unit::UnitKind;
use crate::plan::shown::{As, By, Frame, Shown, address, facts, list, maybe, maybe_text, part, plain, word};

use super::{View, chart, conflicts, derived, from_source, quoting};

/// How many facts of the same indicator a page lists.
const ELSEWHERE: usize = 12;
/// How many facts of one subject or indicator are searched for what a chart could show.
const CHARTED: usize = 300;

/// "AI industry revenue, Alba, 2024: over CNY 230 billion"; of what is no result, with its kind: "(target)".
pub(super) fn title(briefing: &Briefing, id: Id<Fact>) -> Shown<'_> {
    let status = briefing.facts[id].status;
    match status.outlook() {
        Outlook::Done => bare_title(briefing, id),
        Outlook::Ahead | Outlook::Held => Shown::Filled(
            "fact.title_kind",
            vec![("title", bare_title(briefing, id)), ("kind", word("status_within", status.word()))],
        ),
    }
}

/// The title of a fact whose kind is told beside it.
fn bare_title(briefing: &Briefing, id: Id<Fact>) -> Shown<'_> {
    let fact = &briefing.facts[id];
    let is_said = fact.of.is_empty() || briefing.named_of(id).is_some();
    let key = if is_said { "fact.title" } else { "fact.title_of" };
    Shown::Filled(
        key,
        vec![
            ("what", Shown::What(id)),
            ("of", Shown::Joined(By::Word("list.and"), fact.of.iter().map(|of| applies_to(briefing, of)).collect())),
            ("subject", Shown::Named(fact.subject)),
            ("period", period(fact)),
            ("value", Shown::Value(id)),
        ],
    )
}

/// When a fact holds or falls due; of a target without a deadline, when it was announced.
fn period(fact: &Fact) -> Shown<'_> {
    let period = Shown::Date(&fact.period);
    if fact.announced { Shown::Filled("row.announced", vec![("period", period)]) } else { period }
}

/// What a fact applies to besides its subject.
fn applies_to<'a>(briefing: &'a Briefing, of: &'a Of) -> Shown<'a> {
    match of {
        Of::Subject(id) => Shown::Named(*id),
        Of::Text(text) => Shown::Text(text),
        Of::Fact(id) => {
            let label = Shown::Text(&briefing.indicators[briefing.facts[*id].indicator].label);
            Shown::Joined(By::Word("list.space"), vec![label, Shown::Value(*id)])
        }
    }
}

pub(super) fn about(briefing: &Briefing, id: Id<Fact>) -> Shown<'_> {
    from_source(title(briefing, id), briefing.facts[id].source)
}

pub(super) fn above(briefing: &Briefing, id: Id<Fact>) -> Vec<View> {
    let fact = &briefing.facts[id];
    vec![View::subject(fact.subject), View::indicator(fact.indicator)]
}

pub(super) fn shows(briefing: &Briefing, id: Id<Fact>) -> Shown<'_> {
    let fact = &briefing.facts[id];
    let source = &briefing.sources[fact.source];
    let disputes = &briefing.graph.fact_conflicts[id.index()];
    let others = briefing.graph.indicator_facts[fact.indicator.index()].len().saturating_sub(1);
    let text = matches!(&fact.finding, Finding::Text(_));
    part([
        ("row", Shown::Fact(id, As::Whole)),
        ("quoting", quoting::line(briefing, id)),
        ("sentence", quoting::sentence(briefing, id, bare_title(briefing, id))),
        ("fallback", if text { fallback(briefing, fact) } else { Shown::Nothing }),
        ("ruler", Shown::Ruler(id)),
        ("words", Shown::Excerpt(id)),
        ("scripts", Shown::Frame(Frame::Scripts(fact.source))),
        (
            "reason",
            match &fact.rank {
                Rank::Deprecated(reason) => Shown::Text(reason),
                Rank::Normal | Rank::Preferred => Shown::Nothing,
            },
        ),
        ("kind_note", word("status_note", fact.status.word())),
        ("dating", word("dating", fact.dating.map_or("undated", Dating::word))),
        ("precision_note", precision(fact)),
        ("indicator", Shown::Link(View::indicator(fact.indicator))),
        ("definition", Shown::Text(&briefing.indicators[fact.indicator].definition)),
        ("by", maybe(fact.by.map(Shown::Named))),
        ("credit", maybe_text(fact.credit.as_ref())),
        ("policy", maybe(fact.policy.map(|policy| Shown::Link(View::subject(policy))))),
        ("sound", maybe(briefing.sound_copy(id).map(|other| sound(briefing, other)))),
        ("conflicts", list(briefing.disagreements(id).map(|conflict| disputed(briefing, conflict, id)))),
        ("cautions", list(briefing.cautions(id).map(|conflict| disputed(briefing, conflict, id)))),
        ("note", maybe_text(fact.note.as_ref())),
        ("origins", origins(fact)),
        ("standing", list(source.standing.iter().map(|s| word("standing", s.word())))),
        ("damage", list(source.damage.iter().map(|d| word("damage", d.word())))),
        ("archive", plain(source.archive.as_str())),
        ("passage", maybe(passage(source, fact).map(plain))),
        ("url", maybe(source.url.as_deref().map(plain))),
        ("copy", maybe(source.record.archived.as_ref().map(|copy| plain(copy.url.to_string())))),
        ("copied", maybe(source.record.archived.as_ref().map(|copy| plain(copy.date.to_string())))),
        ("checked", maybe(fact.checked.as_ref().map(Shown::Date))),
        ("data", Shown::Frame(Frame::Data(id))),
        ("source_cite", Shown::Frame(Frame::Cite(fact.source))),
        ("chart", maybe(panel(briefing, fact))),
        ("elsewhere", elsewhere(briefing, id)),
        ("gaps", gaps(briefing, fact)),
        ("more", Shown::Number(others.saturating_sub(ELSEWHERE))),
        ("history", Shown::Frame(Frame::History(id))),
        ("disputes", conflicts::disputes(disputes, briefing, |id| conflicts::card_told(briefing, id))),
        ("derived", list(briefing.graph.fact_derived[id.index()].iter().map(|id| derived::entry(briefing, *id)))),
    ])
}

/// Whether the words are another language's, by language.
fn fallback<'a>(briefing: &Briefing, fact: &Fact) -> Shown<'a> {
    let Finding::Text(text) = &fact.finding else { return Shown::Nothing };
    Shown::ByLang(briefing.languages.iter().map(|lang| Shown::Yes(text.read(lang).is_fallback())).collect())
}

/// Where the same is stated in an undamaged copy.
fn sound<'a>(briefing: &'a Briefing, other: Id<Fact>) -> Shown<'a> {
    let fact = &briefing.facts[other];
    let place = vec![("source", Shown::Source(fact.source)), ("place", Shown::Place(&fact.locator))];
    part([("href", address(View::Fact(other))), ("label", Shown::Filled("row.copy", place))])
}

/// A conflict that a fact is a side of, and whether it is the side that is preferred.
fn disputed(briefing: &Briefing, conflict: Id<Conflict>, id: Id<Fact>) -> Shown<'_> {
    let preferred = conflicts::prefers(briefing, conflict, id);
    part([("row", conflicts::row(briefing, conflict)), ("preferred", Shown::Yes(preferred))])
}

/// What the sign of a value means: a result is said to be more, a target asks for more.
fn precision<'a>(fact: &Fact) -> Shown<'a> {
    let group = match fact.status.outlook() {
        Outlook::Done => "precision".to_owned(),
        Outlook::Ahead | Outlook::Held => format!("precision_{}", fact.status.word()),
    };
    match &fact.finding {
        Finding::Quantity(quantity) if quantity.value_max().is_some() => word(&group, "range"),
        // "Up to" is said of an amount; a place up to the fifth is one of the first five.
        Finding::Quantity(quantity)
            if quantity.unit().kind() == UnitKind::Rank && quantity.precision() == Precision::AtMost =>
        {
            Shown::Word("fact.rank_top".into())
        }
        Finding::Quantity(quantity) => word(&group, quantity.precision().word()),
        Finding::Text(_) => Shown::Nothing,
    }
}

/// The address of the words that bear a fact out, within a document on the web (URL Fragment Text Directives).
fn passage(source: &Source, fact: &Fact) -> Option<String> {
    let url = source.url.as_deref()?;
    let start = if url.contains('#') { "" } else { "#" };
    // A hyphen and a comma part the directive's own pieces.
    let words = encoded(fact.excerpt.as_str(), |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '~'));
    Some(format!("{url}{start}:~:text={words}"))
}

/// What the source rests on, and whether we hold a copy.
fn origins<'a>(fact: &Fact) -> Shown<'a> {
    let behind = fact.origins.iter().filter(|origin| **origin != Origin::Source(fact.source));
    list(behind.map(|origin| {
        let (view, held) = match origin {
            Origin::Work(work) => (View::subject(*work), false),
            Origin::Source(source) => (View::Source(*source), true),
        };
        part([("link", Shown::Link(view)), ("held", Shown::Yes(held))])
    }))
}

/// The fact beside what was promised or expected of the same subject.
fn panel<'a>(briefing: &'a Briefing, fact: &Fact) -> Option<Shown<'a>> {
    let graph = &briefing.graph;
    let (of_subject, of_indicator) =
        (&graph.subject_facts[fact.subject.index()], &graph.indicator_facts[fact.indicator.index()]);
    let fewer = if of_subject.len() < of_indicator.len() { of_subject } else { of_indicator };
    // A fact among so many is in no chart that a reader could read.
    if fewer.len() > CHARTED {
        return None;
    }
    let facts = &briefing.facts;
    let same = |id: &&Id<Fact>| facts[**id].subject == fact.subject && facts[**id].indicator == fact.indicator;
    let same: Vec<Id<Fact>> = fewer.iter().filter(same).copied().collect();
    chart::panel(briefing, fact.indicator, &same)
}

fn elsewhere<'a>(briefing: &Briefing, id: Id<Fact>) -> Shown<'a> {
    let all = &briefing.graph.indicator_facts[briefing.facts[id].indicator.index()];
    let shown: Vec<_> = all.iter().filter(|other| **other != id).take(ELSEWHERE).copied().collect();
    facts(&shown, As::Elsewhere)
}

fn gaps<'a>(briefing: &Briefing, fact: &Fact) -> Shown<'a> {
    let same = briefing.graph.indicator_gaps[fact.indicator.index()].iter().take(ELSEWHERE);
    list(same.map(|n| {
        let gap = &briefing.gaps[*n];
        part([("subject", Shown::Link(View::subject(gap.subject))), ("reason", word("gap", gap.reason.word()))])
    }))
}
