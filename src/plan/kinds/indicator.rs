//! An indicator's page: every subject's value, actuals apart from targets.

use crate::model::briefing::Briefing;
use crate::model::fact::{Fact, Status};
use crate::model::id::Id;
use crate::model::subject::Indicator;
use crate::plan::page::Part;
use crate::plan::shown::{As, Frame, Shown, facts, keyword, list, maybe, maybe_text, part, word};

use super::{View, chart, common, conflicts, places, same};

pub(super) fn shows(briefing: &Briefing, id: Id<Indicator>, of_list: Part) -> Shown<'_> {
    let indicator = &briefing.indicators[id];
    let rows = of_list.rows(&briefing.graph.indicator_facts[id.index()]);
    let disputes = conflicts::touching(briefing, rows);
    part([
        ("definition", Shown::Text(&indicator.definition)),
        ("figure", maybe(chart::across(briefing, id))),
        ("common", common::common(briefing, rows)),
        ("groups", by_status(briefing, rows, As::RowOfIndicator)),
        ("parts", Shown::Frame(Frame::Pages(View::Indicator(id, of_list)))),
        ("gaps", gaps(briefing, id)),
        ("like", like(briefing, id)),
        ("disputes", conflicts::disputes(&disputes, briefing, |id| conflicts::card_told(briefing, id))),
    ])
}

/// Facts by status, in the order actual, target, forecast, claim, event.
pub(super) fn by_status<'a>(briefing: &Briefing, ids: &[Id<Fact>], detail: As) -> Shown<'a> {
    let group = |status: &Status| {
        let ids: Vec<_> = ids.iter().filter(|id| briefing.facts[**id].status == *status).copied().collect();
        let group = || {
            part([
                ("kind", keyword(status.word())),
                ("label", word("status_plural", status.word())),
                ("facts", same::rows(briefing, &ids, detail)),
            ])
        };
        (!ids.is_empty()).then(group)
    };
    list(Status::ALL.iter().filter_map(group))
}

/// The subjects without a figure, and why.
fn gaps(briefing: &Briefing, id: Id<Indicator>) -> Shown<'_> {
    let gaps = briefing.graph.indicator_gaps[id.index()].iter().map(|n| &briefing.gaps[*n]);
    list(gaps.map(|gap| {
        part([
            ("subject", Shown::Link(View::subject(gap.subject))),
            ("reason", word("gap", gap.reason.word())),
            ("note", maybe_text(gap.note.as_ref())),
            ("instead", facts(&places::instead(briefing, gap), As::Instead)),
        ])
    }))
}

/// The indicators that this one names as like it, and those that name it.
fn like(briefing: &Briefing, id: Id<Indicator>) -> Shown<'_> {
    let indicators = &briefing.indicators;
    let named = |other: &Id<Indicator>, indicator: &Indicator| {
        *other != id && (indicator.like.contains(&id) || indicators[id].like.contains(other))
    };
    let like = indicators.iter().filter(|(other, indicator)| named(other, indicator));
    list(like.map(|(other, indicator)| {
        part([("indicator", Shown::Link(View::indicator(other))), ("definition", Shown::Text(&indicator.definition))])
    }))
}
