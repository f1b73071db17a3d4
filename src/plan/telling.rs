//! What a reader of one language is told by the things that a page shows, as far as the content decides it.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use crate::model::briefing::Briefing;
use crate::model::evidence::Answer;
use crate::model::fact::{Fact, Finding, Of};
use crate::model::id::Id;
use crate::model::lang::{Lang, Localised};
use crate::model::locator::{Locator, Spot};
use crate::model::period::Period;
use crate::model::prose::{Prose, Target};
use crate::model::quantity::Quantity;
use crate::model::source::Source;
use crate::model::subject::{Indicator, Subject};

use super::kinds::View;
use super::kinds::chart::year;
use super::shown::{As, Chart, Field, Margin, Shown};

/// Tells what things say, one word or number after the other, to whoever hears it.
pub struct Telling<'a> {
    /// What is said.
    pub briefing: &'a Briefing,
    /// In which language.
    pub lang: Lang,
    /// Who hears it.
    pub hear: &'a mut dyn FnMut(&str),
}

impl Telling<'_> {
    /// Tells what a thing says. Things that say nothing are heard as such: where a note is left out,
    /// what comes after it does not take its place.
    pub fn tell(&mut self, shown: &Shown<'_>) {
        match shown {
            Shown::Part(parts) => parts.iter().for_each(|(_, part)| self.tell(part)),
            Shown::List(items) | Shown::Joined(_, items) => {
                self.say(&items.len().to_string());
                items.iter().for_each(|item| self.tell(item));
            }
            Shown::ByLang(each) => each.get(self.lang.index()).into_iter().for_each(|own| self.tell(own)),
            Shown::Nothing => self.say("-"),
            Shown::Yes(yes) => self.say(if *yes { "yes" } else { "no" }),
            Shown::Number(number) => self.say(&number.to_string()),
            Shown::Place(locator) => self.place(locator),
            Shown::Plain(words) | Shown::Key(words) => self.say(words),
            Shown::Text(text) => self.say(text.get(self.lang)),
            Shown::Word(key) => self.say(key),
            Shown::Count(key, number) => {
                self.say(key);
                self.say(&number.to_string());
            }
            Shown::Filled(key, places) => {
                self.say(key);
                places.iter().for_each(|(_, place)| self.tell(place));
            }
            Shown::Date(period) | Shown::Issued(period) => self.say(&period.to_string()),
            Shown::Quantity(quantity) => self.quantity(quantity),
            Shown::Body(body, margin) => self.body(body, *margin),
            Shown::Names(names) => {
                self.say(&names.len().to_string());
                names.iter().for_each(|(name, _)| self.say(name));
            }
            Shown::Fact(id, detail) => self.fact(*id, *detail),
            Shown::Statement(same, detail) => {
                same.iter().take(1).for_each(|id| self.fact(*id, *detail));
                for id in same.iter().skip(1) {
                    self.field(*id, Field::Source);
                    self.field(*id, Field::Place);
                }
            }
            Shown::What(id) => self.field(*id, Field::What),
            Shown::Value(id) => self.field(*id, Field::Value),
            Shown::Excerpt(id) => self.excerpt(*id),
            // It says what the value says.
            Shown::Ruler(_) => {}
            Shown::Source(id) => self.source(*id),
            Shown::Link(view) => self.tell(&view.title(self.briefing)),
            Shown::Named(id) => self.named(*id),
            Shown::Chart(chart) => self.chart(chart),
            Shown::Change(id, number) => self.change(*id, *number),
            Shown::Frame(_) => {}
        }
    }

    fn say(&mut self, words: &str) {
        (self.hear)(words);
    }

    /// A subject as a sentence names it, and that marks stand around its title.
    fn named(&mut self, id: Id<Subject>) {
        self.say(self.briefing.subjects[id].title.get(self.lang));
        if self.briefing.bears_title(id) {
            self.say("title");
        }
    }

    /// A fact at a detail.
    fn fact(&mut self, id: Id<Fact>, detail: As) {
        detail.fields().iter().for_each(|field| self.field(id, *field));
    }

    fn field(&mut self, id: Id<Fact>, field: Field) {
        let briefing = self.briefing;
        let (fact, lang) = (&briefing.facts[id], self.lang);
        match field {
            Field::Status => self.say(fact.status.word()),
            Field::Period => {
                self.say(&fact.period.to_string());
                if fact.announced {
                    self.say("announced");
                }
            }
            Field::Year => self.say(&year(fact).unwrap_or_default().to_string()),
            Field::What => match briefing.named_of(id) {
                Some(name) => {
                    self.say(name.get(lang));
                    fact.of.iter().for_each(|of| self.of(of));
                }
                None => self.say(briefing.indicators[fact.indicator].label.get(lang)),
            },
            Field::Subject => self.named(fact.subject),
            Field::Of => {
                self.say(&fact.of.len().to_string());
                fact.of.iter().for_each(|of| self.of(of));
            }
            Field::Value => match &fact.finding {
                Finding::Quantity(quantity) => self.quantity(quantity),
                Finding::Text(text) => self.say(text.get(lang)),
            },
            Field::Printed => {
                let seen = self.briefing.graph.verified[id.index()].as_ref();
                self.say(seen.and_then(|seen| seen.printed.as_deref()).unwrap_or("-"));
            }
            Field::Source => self.source(fact.source),
            Field::Place => self.place(&fact.locator),
            Field::Check => match &briefing.graph.verified[id.index()] {
                None => self.say("-"),
                Some(seen) => self.say(match seen.value_agrees {
                    Some(false) if seen.answer != Answer::Absent => "disagrees",
                    _ => seen.answer.word(),
                }),
            },
            Field::Damaged => self.yes(briefing.is_damaged_sole(id)),
            Field::Disputed => self.yes(briefing.disagreements(id).next().is_some()),
            Field::Cautioned => self.yes(briefing.cautions(id).next().is_some()),
            Field::Deprecated => self.yes(fact.rank.is_withdrawn()),
            Field::Witnesses => self.say(&briefing.graph.witnesses[id.index()].to_string()),
        }
    }

    /// The versions between which something changed, and what readers were told of it.
    fn change(&mut self, id: Id<Fact>, number: usize) {
        let briefing = self.briefing;
        let editions = &briefing.graph.history[id.index()];
        for edition in &editions[number.saturating_sub(1)..=number] {
            self.say(&edition.version.hash);
        }
        for correction in editions[number].why.iter().map(|n| &briefing.corrections[*n]) {
            self.say(correction.kind.word());
            self.say(correction.text.get(self.lang));
        }
    }

    fn yes(&mut self, yes: bool) {
        self.tell(&Shown::Yes(yes));
    }

    fn of(&mut self, of: &Of) {
        match of {
            Of::Subject(id) => self.named(*id),
            Of::Fact(id) => {
                self.field(*id, Field::What);
                self.field(*id, Field::Value);
            }
            Of::Text(text) => self.say(text.get(self.lang)),
        }
    }

    /// As printed, because a number is written in the form in which it was printed: 2300亿, 1/3.
    fn quantity(&mut self, quantity: &Quantity) {
        self.say(quantity.precision().word());
        self.say(quantity.printed_bare());
        self.say(quantity.unit().code());
    }

    fn place(&mut self, locator: &Locator) {
        self.spot(&locator.spot);
        if let Some(section) = &locator.section {
            self.say(section);
        }
    }

    /// A line is said by its number alone, as it was when nothing else could be given.
    fn spot(&mut self, spot: &Spot) {
        self.say(&spot.line().map_or_else(|| spot.to_string(), |line| line.to_string()));
    }

    fn source(&mut self, id: Id<Source>) {
        let source = &self.briefing.sources[id];
        self.say(source.short_publisher(self.lang));
        self.say(&source.published.period().and_then(Period::year_or_years).unwrap_or_else(|| "0".to_owned()));
    }

    fn excerpt(&mut self, id: Id<Fact>) {
        let fact = &self.briefing.facts[id];
        self.say(fact.excerpt.as_str());
        let Some(seen) = &self.briefing.graph.verified[id.index()] else { return self.say("-") };
        let agrees = seen.value_agrees.map_or("-", |agrees| if agrees { "yes" } else { "no" });
        let spot = seen.spot.as_ref().unwrap_or(&fact.locator.spot);
        let spot = spot.line().map_or_else(|| spot.to_string(), |line| line.to_string());
        let stated = [seen.subject, seen.period, seen.status].map(|stated| stated.word());
        let archived = seen.archived.as_deref().unwrap_or(fact.excerpt.as_str());
        let printed = seen.printed.as_deref().unwrap_or("-");
        for words in [seen.answer.word(), agrees, &spot, archived, printed].into_iter().chain(stated) {
            self.say(words);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        match chart {
            Chart::Slope(indicator, facts) => {
                self.unit(*indicator);
                facts.iter().for_each(|id| self.fact(*id, As::Point));
            }
            Chart::Bars(indicator, status, bars) => {
                self.unit(*indicator);
                self.say(status.word());
                for (place, fact) in bars {
                    self.tell(&Shown::Link(View::subject(*place)));
                    match fact {
                        Some(id) => self.fact(*id, As::Bar),
                        None => self.say("-"),
                    }
                }
            }
            Chart::Deadlines(groups) => {
                for (subject, facts) in groups {
                    self.tell(&Shown::Link(View::subject(*subject)));
                    facts.iter().for_each(|id| self.fact(*id, As::Due));
                }
            }
            Chart::Lines(facts) => facts.iter().for_each(|id| self.fact(*id, As::Tick)),
            Chart::Places(main, places) => main.iter().chain(places).for_each(|id| self.lies(*id)),
            Chart::Known(subject, facts) => {
                self.tell(&Shown::Link(View::subject(*subject)));
                facts.iter().for_each(|id| self.fact(*id, As::Dot));
            }
            Chart::Track(target, _) => self.fact(*target, As::Due),
            Chart::Lineage(sources) => {
                for (source, works) in sources {
                    self.tell(&Shown::Link(View::Source(*source)));
                    works.iter().for_each(|work| self.tell(&Shown::Link(View::subject(*work))));
                }
            }
        }
    }

    /// Where a place lies, in the units of its coordinates.
    fn lies(&mut self, id: Id<Subject>) {
        self.tell(&Shown::Link(View::subject(id)));
        match self.briefing.subjects[id].coordinates {
            Some(at) => self.say(&format!("{} {}", at.latitude(), at.longitude())),
            None => self.say("-"),
        }
    }

    fn unit(&mut self, indicator: Id<Indicator>) {
        self.tell(&Shown::Link(View::indicator(indicator)));
        self.say(self.briefing.indicators[indicator].unit.code());
    }

    /// A text: its words, what its links say that have none of their own, and the facts in its margin.
    fn body(&mut self, body: &Localised<Prose>, margin: Margin) {
        let reading = body.read(self.lang);
        self.yes(reading.is_fallback());
        let (reader, words) = (self.lang, if reading.is_fallback() { Lang::DEFAULT } else { self.lang });
        let prose = reading.into_inner();
        self.lang = words;
        self.prose(prose);
        self.lang = reader;
        if margin == Margin::Notes {
            let mut noted = BTreeSet::new();
            prose.facts().filter(|id| noted.insert(*id)).for_each(|id| self.fact(id, As::Note));
        }
    }

    fn prose(&mut self, prose: &Prose) {
        let mut targets = prose.targets.iter();
        for (at, event) in prose.events.iter().enumerate() {
            match event {
                Event::Text(words) | Event::Code(words) => self.say(words),
                Event::End(_) | Event::SoftBreak | Event::HardBreak => self.say("\n"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    let wordless = matches!(prose.events.get(at + 1), Some(Event::End(_)));
                    targets.next().into_iter().for_each(|target| self.target(target, wordless));
                }
                _ => {}
            }
        }
    }

    /// What a link says besides its words.
    fn target(&mut self, target: &Target, wordless: bool) {
        match target {
            Target::Fact(id) => self.fact(*id, As::Figure),
            Target::Waived(reason) => self.say(reason),
            _ => {}
        }
        if !wordless {
            return;
        }
        match target {
            Target::Fact(id) => self.field(*id, Field::Value),
            Target::Subject(id) => self.tell(&Shown::Link(View::subject(*id))),
            Target::Source(id) => self.tell(&Shown::Link(View::Source(*id))),
            Target::Indicator(id) => self.tell(&Shown::Link(View::indicator(*id))),
            Target::Conflict(id) => self.tell(&Shown::Link(View::Conflict(*id))),
            Target::Derived(id) => self.quantity(&self.briefing.derived[*id].quantity),
            Target::Page(slug) => match self.briefing.articles.find(slug) {
                Some(id) => self.tell(&Shown::Link(View::Article(id))),
                None => self.say(slug),
            },
            Target::Web(address) => self.say(address),
            Target::Anchor(_) | Target::Waived(_) => {}
        }
    }
}
