//! Which days the time expressions of a story mean.
//!
//! Values and types follow TIMEX3 (ISO-TimeML, <https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.html>).

mod reckoning;

use jiff::civil::Date;

use super::part::Part;
use super::place::Place;
use crate::language::{Class, Tag};
use crate::paragraph::times::{Meaning, Origin, Tense};
use crate::text::Region;
use reckoning::Reckoning;

/// The kind of a time expression (TIMEX3's `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeType {
    /// A calendar day or something longer.
    Date,
    /// Within a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeType {
    /// TIMEX3's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub meaning: Meaning,
    /// The tense of the verb it goes with.
    pub tense: Tense,
    /// TIMEX3 value.
    pub value: Box<str>,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// The first and last calendar day it can mean, where known.
    pub days: Option<(Date, Date)>,
    /// Whether it was reckoned from the publication date.
    pub from_publication: bool,
    /// Whether it could not be resolved because the publication date is not known.
    pub unanchored: bool,
    /// What is wrong with it, if anything.
    pub trouble: Option<Box<DateTrouble>>,
}

/// What can be wrong with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateTrouble {
    /// There is no such day: "April 31".
    Impossible(String),
    /// The weekday and the date do not go together: the weekday that the date is, and the nearest date that is the weekday.
    WrongWeekday {
        /// 1 Monday to 7 Sunday: what the date really is.
        really: u8,
        /// The nearest day that is the weekday written.
        nearest: Date,
    },
}

/// What is carried from paragraph to paragraph, of the day that is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CarriedDay {
    reckoning: Reckoning,
    /// The day that stands alone over the entries of a log.
    heading: Option<Date>,
    /// Whether a heading says that what stands below it is to come.
    ahead: bool,
}

impl CarriedDay {
    /// What a story begins with.
    pub(super) fn at_the_top(published: Option<Date>, sunday_start: bool, historical: bool) -> Self {
        Self { reckoning: Reckoning { published, sunday_start, historical, ..Reckoning::default() }, ..Self::default() }
    }
}

/// The time expressions of one paragraph, reckoned by what it tells itself and what is carried in from the paragraphs before.
pub(super) fn paragraph(part: &Part, carried: &mut CarriedDay) -> Vec<TimeExpression> {
    if part.region == Region::FrontMatter {
        return Vec::new();
    }
    carried.ahead = opens_ahead(part) || carried.ahead && !closes_ahead(part);
    let here = reckoned(part, carried);
    carried.heading = match here.first() {
        Some(t) if is_all_of(part, t) => t.days.filter(|(first, last)| first == last).map(|(day, _)| day),
        Some(t) if t.place.start == 0 && is_hour(&t.meaning) => carried.heading,
        // What goes on with an entry.
        None => carried.heading,
        _ => None,
    };
    here
}

/// Whether a paragraph is a heading over what is to come: "Up next", "Fixtures".
fn opens_ahead(part: &Part) -> bool {
    const LONGEST: usize = 5;
    let words = &part.facts.words;
    let heading = |to: usize| (0..to).any(|k| words.class(k).has(Class::AHEAD_HEADING));
    // "Next: Oxmere travel to Faro on Saturday."
    let label = (0..LONGEST).find(|k| !words.is_word(*k)).filter(|k| words.word(*k) == ":");
    words.len() <= LONGEST && heading(words.len()) && part.facts.times.is_empty() || label.is_some_and(heading)
}

/// Whether a paragraph is no line of a list any more: it is long, or tells what happened.
fn closes_ahead(part: &Part) -> bool {
    const LONGEST: usize = 40;
    let words = &part.facts.words;
    words.len() > LONGEST || (0..words.len()).any(|k| words.tag(k) == Tag::Past)
}

/// Whether a time expression is all of its paragraph, as over the entries of a log.
fn is_all_of(part: &Part, t: &TimeExpression) -> bool {
    part.facts.words.tokens.last().is_some_and(|last| t.place.start == 0 && last.end <= t.place.end + 1)
}

/// A time of day with no day beside it.
fn is_hour(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Point(p) if p.clock.is_some() && p.weekday.is_none() && p.month.is_none())
}

/// What paragraphs say of the years that a story tells of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Years {
    /// Those that stand in full, in order.
    full: Vec<i16>,
    /// How many expressions are reckoned from today.
    deictic: usize,
}

impl Years {
    pub(super) fn of(parts: &[Part]) -> Self {
        let mut years = Self::default();
        for t in parts.iter().flat_map(|p| &p.facts.times) {
            match &t.meaning {
                Meaning::Point(p) if p.year.is_some() => years.full.extend(p.year),
                // A day of a month that goes on from what is told.
                Meaning::Point(p) if p.month.is_some() && p.day.is_some() => {}
                Meaning::Shift { from: Origin::Story, .. } => {}
                m if m.is_relative() => years.deictic += 1,
                _ => {}
            }
        }
        years.full.sort_unstable();
        years
    }

    /// Whether a story dates itself, far from its publication: it is told in its own years.
    pub(super) fn are_the_story_s(&self, published: Option<Date>) -> bool {
        /// So few years in full make no chronicle.
        const LEAST: usize = 4;
        /// So many years in full stand in it for each expression that is reckoned from today.
        const TO_ONE: usize = 8;
        let Self { full, deictic } = self;
        full.get(full.len() / 2).is_some_and(|median| {
            full.len() >= LEAST && deictic * TO_ONE < full.len() && published.is_none_or(|p| (p.year() - median).abs() > 1)
        })
    }
}

/// The time expressions of one paragraph, whatever stands around it.
fn reckoned(part: &Part, carried: &mut CarriedDay) -> Vec<TimeExpression> {
    let mut found = Vec::with_capacity(part.facts.times.len());
    for t in &part.facts.times {
        // A paragraph that opens with an hour tells of the day whose heading it stands under, or of the story's own.
        if t.start == 0 && is_hour(&t.meaning) {
            carried.reckoning.day = carried.heading;
        }
        let tense = if carried.ahead && t.tense != Tense::Past { Tense::Future } else { t.tense };
        let r = carried.reckoning.resolve(&t.meaning, tense);
        found.push(TimeExpression {
            place: Place { block: part.number, start: t.start, end: t.end },
            meaning: t.meaning.clone(),
            tense,
            value: r.value.into(),
            kind: r.kind,
            days: r.days,
            from_publication: r.from_publication,
            unanchored: r.unanchored && t.meaning.is_relative(),
            trouble: r.trouble.map(Box::new),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// What time expressions come to in a story of Wednesday 3 April 2024: `words = value`.
    pub(super) fn values(text: &str) -> String {
        let context = Context { date: Some(jiff::civil::date(2024, 4, 3)), ..Context::default() };
        let reading = read(&Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text), &context, &|| false).unwrap();
        reading.dates.iter().map(|d| format!("{} = {}", reading.text(d.place), d.value)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_paragraph_is_reckoned_from_what_is_carried_in() {
        for (text, expected) in [
            ("It shut on May 2, 2021.\n\nThe day before, it leaked.", "May 2, 2021 = 2021-05-02; The day before = 2021-05-01"),
            ("March 12, 2024\n\n10:05 a.m. The mill shut.", "March 12, 2024 = 2024-03-12; 10:05 a.m. = 2024-03-12T10:05"),
            ("It shut yesterday.", "yesterday = 2024-04-02"),
            (
                "Saturday 30 March\n\n21:14: Fire out.\n\nNobody hurt.\n\n23:50: A cat in a drain.",
                "Saturday 30 March = 2024-03-30; 21:14 = 2024-03-30T21:14; 23:50 = 2024-03-30T23:50",
            ),
            (
                "Friday, March 29\n\n0915 – Boat aground.\n\n5:30pm – Two divers lost.",
                "Friday, March 29 = 2024-03-29; 0915 = 2024-03-29T09:15; 5:30pm = 2024-03-29T17:30",
            ),
            ("Faro lost on Sunday.\n\nNext: Faro travel to Oxmere on Saturday.", "Sunday = 2024-03-31; Saturday = 2024-04-06"),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }
}
