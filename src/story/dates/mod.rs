//! Which days the time expressions of a story mean.
//!
//! Values and types follow TIMEX3 (ISO-TimeML, <https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.html>).

mod reckoning;

use jiff::civil::Date;

use super::part::Part;
use super::place::Place;
use crate::paragraph::times::{From, Meaning, Tense};
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
    /// The sentence it stands in, by its number in the block.
    pub sentence: usize,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// The first and last calendar day it can mean, where known.
    pub days: Option<(Date, Date)>,
    /// Whether it was reckoned from the publication date.
    pub from_publication: bool,
    /// Whether it could not be resolved because the publication date is not known.
    pub unanchored: bool,
    /// What is wrong with it, if anything.
    pub trouble: Option<DateTrouble>,
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

/// The time expressions of a draft, reckoned in the order of the text.
#[must_use]
pub fn find(parts: &[Part], published: Option<Date>, sunday_start: bool) -> Vec<TimeExpression> {
    let mut reckoning = Reckoning { published, sunday_start, ..Reckoning::default() };
    // A story that dates itself, far from its publication, is told in its own years.
    let mut years: Vec<i16> = Vec::new();
    let mut deictic = 0;
    for part in parts {
        for t in &part.facts.times {
            match &t.meaning {
                Meaning::Point(p) if p.year.is_some() => years.extend(p.year),
                // "the 12th of October last" is reckoned from what is told.
                Meaning::Point(p) if p.month.is_some() && p.day.is_some() => {}
                Meaning::Shift { from: From::Story, .. } => {}
                m if m.is_relative() => deictic += 1,
                _ => {}
            }
        }
    }
    years.sort_unstable();
    if let Some(median) = years.get(years.len() / 2) {
        reckoning.historical = years.len() >= 4 && deictic * 8 < years.len() && published.is_none_or(|p| (p.year() - median).abs() > 1);
    }
    let mut found = Vec::new();
    for part in parts.iter().filter(|p| !matches!(p.region, Region::FrontMatter)) {
        for t in &part.facts.times {
            // A paragraph that opens with an hour tells of the story's own day.
            if t.start == 0 && matches!(&t.meaning, Meaning::Point(p) if p.clock.is_some() && p.weekday.is_none() && p.month.is_none()) {
                reckoning.day = None;
            }
            let r = reckoning.resolve(&t.meaning, t.tense);
            found.push(TimeExpression {
                place: Place { block: part.number, start: t.start, end: t.end },
                meaning: t.meaning.clone(),
                tense: t.tense,
                sentence: t.sentence,
                value: r.value,
                kind: r.kind,
                days: r.days,
                from_publication: r.from_publication,
                unanchored: r.unanchored && t.meaning.is_relative(),
                trouble: r.trouble,
            });
        }
    }
    found
}
