//! What the words of a time expression say, before any day is reckoned.
//!
//! Values follow TIMEX3 (ISO-TimeML, <https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.html>).

use crate::language::values::{Values, value};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// All units, the shortest first.
    pub const ALL: [Self; 13] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Weekend,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The unit that a lower-case word names, and whether the word is a plural.
    #[must_use]
    pub fn of(word: &str) -> Option<(Self, bool)> {
        let one = value(word, Values::Unit).map(|n| (n, false));
        let (n, several) = one.or_else(|| value(word, Values::Units).map(|n| (n, true)))?;
        Self::ALL.get(n as usize).map(|unit| (*unit, several))
    }
}

/// A part of the day, in TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl DayPart {
    /// All parts, in order of the day; the whole of it last.
    pub const ALL: [Self; 6] = [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening, Self::Night, Self::Daytime];

    /// TIMEX3's letters.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A season, in TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// All seasons, in order of the year.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// TIMEX3's letters.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// A time of day on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23, or 24 for midnight at the end of a day.
    pub hour: u8,
    /// 0 to 59, where given.
    pub minute: Option<u8>,
    /// Whether the zone is UTC.
    pub utc: bool,
}

/// Which one of several is meant: last, this, next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Turn {
    Last,
    This,
    Next,
}

/// Which stretch of a period is meant (TIMEX3's `mod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Edge {
    Start,
    Mid,
    End,
}

/// A name that recurs every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the days themselves")]
pub enum Holiday {
    NewYear,
    NewYearsEve,
    Valentine,
    StPatrick,
    AprilFools,
    Easter,
    GoodFriday,
    MayDay,
    MemorialDay,
    IndependenceDay,
    LaborDay,
    ColumbusDay,
    Halloween,
    ElectionDay,
    VeteransDay,
    Thanksgiving,
    ChristmasEve,
    Christmas,
    BoxingDay,
    MartinLutherKing,
    PresidentsDay,
    Juneteenth,
    BastilleDay,
}

/// What a calendar expression says, before it is known what it leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says how one thing was written")]
pub struct Point {
    /// The year; negative years are BC.
    pub year: Option<i16>,
    /// Whether the year was given by two digits.
    pub short_year: bool,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, as written: it may not exist.
    pub day: Option<u8>,
    /// 1 Monday to 7 Sunday.
    pub weekday: Option<u8>,
    /// Season.
    pub season: Option<Season>,
    /// 1 to 4.
    pub quarter: Option<u8>,
    /// Holiday.
    pub holiday: Option<Holiday>,
    /// Part of the day.
    pub part: Option<DayPart>,
    /// Time of day.
    pub clock: Option<Clock>,
    /// Last, this, next.
    pub turn: Option<Turn>,
    /// Early, mid, late.
    pub edge: Option<Edge>,
    /// Whether day and month in figures could be read the other way round.
    pub day_or_month: bool,
    /// Whether the writer gave the month and day in figures.
    pub figures: bool,
    /// Whether some of it is written with another date: "April 6" and "7" of "April 6-7, 2024".
    pub shared: bool,
}

/// What a relative expression reckons from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The day of publication: "last week".
    Publication,
    /// The date spoken of before: "the next day".
    Narrative,
    /// The day of publication in the news, the date spoken of in a story of the past: "the end of the year".
    Story,
}

/// An amount of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many, in hundredths, as halves and decimals occur.
    Hundredths(u32),
    /// Some: "several".
    Some,
}

impl Amount {
    /// The TIMEX3 value of so much of a unit.
    #[must_use]
    pub fn timex(self, unit: Unit) -> String {
        let (clock, letter, factor) = match unit {
            Unit::Second => (true, "S", 1),
            Unit::Minute => (true, "M", 1),
            Unit::Hour => (true, "H", 1),
            Unit::Day => (false, "D", 1),
            Unit::Weekend => (false, "WE", 1),
            Unit::Week => (false, "W", 1),
            Unit::Month => (false, "M", 1),
            Unit::Quarter => (false, "Q", 1),
            Unit::Season => (false, "M", 3),
            Unit::Year => (false, "Y", 1),
            Unit::Decade => (false, "Y", 10),
            Unit::Century => (false, "Y", 100),
            Unit::Millennium => (false, "Y", 1000),
        };
        let t = if clock { "T" } else { "" };
        let Amount::Hundredths(n) = self else {
            let letter = match unit {
                Unit::Decade => "DE",
                Unit::Century => "CE",
                Unit::Millennium => "ML",
                _ => letter,
            };
            return format!("P{t}X{letter}");
        };
        let n = n * factor;
        if n % 100 == 0 {
            return format!("P{t}{}{letter}", n / 100);
        }
        if n % 100 == 50 {
            match unit {
                Unit::Hour => return if n / 100 == 0 { "PT30M".into() } else { format!("PT{}H30M", n / 100) },
                Unit::Minute => return if n / 100 == 0 { "PT30S".into() } else { format!("PT{}M30S", n / 100) },
                Unit::Year => return if n / 100 == 0 { "P6M".into() } else { format!("P{}Y6M", n / 100) },
                _ => {}
            }
        }
        let decimals = format!("{:02}", n % 100);
        format!("P{t}{}.{}{letter}", n / 100, decimals.trim_end_matches('0'))
    }
}

/// What a time expression says, block by block, before anything is reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A calendar expression.
    Point(Point),
    /// So many units before (negative) or after: "yesterday", "three weeks ago", "two days later".
    Shift {
        /// The unit that the value is given in.
        unit: Unit,
        /// How many; `None` for "some".
        by: Option<i32>,
        /// From where.
        from: Origin,
        /// Part of the day.
        part: Option<DayPart>,
        /// Time of day.
        clock: Option<Clock>,
        /// Early, mid, late.
        edge: Option<Edge>,
    },
    /// A year, quarter or month before the period spoken of: "a year earlier".
    YearBefore,
    /// The quarter spoken of.
    ThisQuarter,
    /// A month, quarter or season within a year that is relative: "June last year", "next year's first quarter".
    Within(Point, i32),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// How long.
    Duration(Amount, Unit),
    /// How long up to or from now: "the past two years" (negative), "the next three months".
    Stretch(Amount, Unit, bool),
    /// How often: the TIMEX3 value.
    Set(String),
    /// A decade by its first year: 1990.
    Decade(i16, Option<Edge>),
    /// A century by its number: 20; negative before Christ.
    Century(i16),
    /// The first or second half of a year.
    Half(u8, i16),
    /// The week that a day falls in: "the week of March 6".
    WeekOf(Point),
    /// So many units from another day: "the day before last Tuesday", "three years ago today".
    Beside {
        /// The unit reckoned in.
        unit: Unit,
        /// How many; negative before.
        by: i32,
        /// What it is reckoned from.
        of: Box<Meaning>,
        /// Whether the unit is what is meant, and not a day or week as the other is.
        of_unit: bool,
    },
    /// One of several within a longer period: "the first Monday in September", "the last week of March".
    Nth {
        /// Which, from 1; -1 is the last.
        nth: i8,
        /// 1 Monday to 7 Sunday, where it is one.
        weekday: Option<u8>,
        /// Day, week or weekend.
        unit: Unit,
        /// The period.
        of: Box<Meaning>,
    },
    /// A time known by name, by its first and last day as year, month and day.
    Era((i16, u8, u8), (i16, u8, u8)),
}

impl Meaning {
    /// Whether the expression says nothing without a date to reckon from.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        match self {
            Self::Shift { from, .. } => *from != Origin::Narrative,
            Self::Point(p) => p.turn.is_some() || (p.weekday.is_some() && p.month.is_none()),
            Self::Within(..) => true,
            Self::Beside { of, .. } | Self::Nth { of, .. } => of.is_relative(),
            _ => false,
        }
    }
}

/// When, seen from the verb beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the grammatical terms themselves")]
pub enum Tense {
    Past,
    Present,
    Future,
    #[default]
    Unknown,
}

/// A time expression of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// First byte in the clean text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// First token.
    pub token: usize,
    /// The sentence it stands in.
    pub sentence: usize,
    /// What it says.
    pub meaning: Meaning,
    /// The tense of the verb it goes with.
    pub tense: Tense,
}

/// The time expression of a block that holds all of a stretch. They are in order and do not overlap.
#[must_use]
pub fn around(times: &[TimeMention], start: u32, end: u32) -> Option<&TimeMention> {
    times.get(times.partition_point(|t| t.end < end)).filter(|t| t.start <= start)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn parts_of_days_and_years() {
        check(&[
            ("It met last winter.", "last winter = 2023-WI"),
            ("It met on Monday night.", "Monday night = 2024-04-01TNI"),
            ("It met over the weekend.", "the weekend = 2024-W13-WE"),
            ("It met in the past decade.", "the past decade = P10Y"),
        ]);
    }
}
