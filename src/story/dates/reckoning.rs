//! Which day an expression means: reckoned from the publication date, or from the date the story is speaking of.

use jiff::civil::Date;

use super::{DateTrouble, TimeType};
use crate::paragraph::times::calendar::{self, plus_days, plus_months};
use crate::paragraph::times::{Amount, Clock, DayPart, Meaning, Origin, Point, Season, Tense, Turn, Unit};

/// What is known when an expression is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reckoning {
    /// The publication date.
    pub published: Option<Date>,
    /// Whether weeks start on Sunday.
    pub sunday_start: bool,
    /// The last day or longer period spoken of.
    pub spoken: Option<Date>,
    /// The last day spoken of.
    pub day: Option<Date>,
    /// The last quarter spoken of.
    pub quarter: Option<(i16, u8)>,
    /// The last year spoken of in full.
    pub year: Option<i16>,
    /// Whether the story tells of a past that it dates itself, so that the publication date says nothing of its months.
    pub historical: bool,
}

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// Whether the publication date was used.
    pub from_publication: bool,
    /// Whether it is needed and missing.
    pub unanchored: bool,
    /// What is wrong.
    pub trouble: Option<DateTrouble>,
}

impl Resolved {
    fn of(value: String, kind: TimeType, days: Option<(Date, Date)>) -> Self {
        Self { value, kind, days, from_publication: false, unanchored: false, trouble: None }
    }
}

impl Reckoning {
    /// Resolves an expression, and remembers what later ones may refer to.
    pub(super) fn resolve(&mut self, meaning: &Meaning, tense: Tense) -> Resolved {
        let resolved = self.look(meaning, tense);
        // What a story of the past tells of its own day is no place to go on from, nor is a time known by name.
        let aside = self.historical && resolved.from_publication && self.spoken.is_some() || matches!(meaning, Meaning::Era(..));
        if let (Some((first, last)), TimeType::Date | TimeType::Time, false) = (resolved.days, resolved.kind, aside) {
            // What is longer than a year is background, not a day to go on from.
            if last.duration_since(first).as_hours() <= 24 * 366 {
                self.spoken = Some(first);
                if first == last {
                    self.day = Some(first);
                }
                self.year = Some(first.year());
            }
        }
        // What is compared with the quarter spoken of does not become it.
        let compared = *meaning == Meaning::YearBefore;
        if let Some((y, q)) =
            resolved.value.split_once("-Q").filter(|_| !compared).and_then(|(y, q)| Some((y.parse().ok()?, q.parse().ok()?)))
        {
            self.quarter = Some((y, q));
        }
        resolved
    }

    /// The day that "the next day" follows: a year that the news mentions in between has none.
    fn day_spoken(&self) -> Option<Date> {
        self.day.or(if self.historical || self.published.is_none() { self.spoken } else { None })
    }

    fn look(&self, meaning: &Meaning, tense: Tense) -> Resolved {
        match meaning {
            Meaning::Point(p) => self.point(p, tense),
            // "over the weekend", told on a weekday as past: the last one.
            Meaning::Shift { unit: Unit::Weekend, by: Some(0), from: Origin::Publication, part, clock, .. }
                if tense == Tense::Past && self.published.is_some_and(|p| calendar::weekday_of(p) <= 5) =>
            {
                self.shift(Unit::Weekend, Some(-1), Origin::Publication, *part, *clock)
            }
            Meaning::Within(p, years) => match self.published {
                Some(published) => {
                    let mut r = self.point(
                        &Point { year: Some(published.year().saturating_add(i16::try_from(*years).unwrap_or(0))), ..p.clone() },
                        tense,
                    );
                    r.from_publication = true;
                    r
                }
                None => Resolved { unanchored: true, ..self.point(p, tense) },
            },
            Meaning::Shift { unit, by, from, part, clock, .. } => self.shift(*unit, *by, *from, *part, *clock),
            Meaning::YearBefore => self.year_before(),
            Meaning::ThisQuarter => match self.quarter.or_else(|| self.published.map(last_quarter)) {
                Some((y, q)) => quarter(y, q),
                None => Resolved { unanchored: true, ..Resolved::of("XXXX-QX".into(), TimeType::Date, None) },
            },
            Meaning::Reference(r) => Resolved::of((*r).to_owned(), TimeType::Date, None),
            Meaning::Duration(amount, unit) => Resolved::of(amount.timex(*unit), TimeType::Duration, None),
            Meaning::Stretch(amount, unit, ahead) => self.stretch(*amount, *unit, *ahead),
            Meaning::Set(value) => Resolved::of(value.clone(), TimeType::Set, None),
            Meaning::Decade(first, _) => {
                let days = calendar::date(*first, 1, 1).zip(calendar::date(first + 9, 12, 31));
                Resolved::of(format!("{}", first / 10), TimeType::Date, days)
            }
            Meaning::Century(n) if *n > 0 => {
                let days = calendar::date((n - 1) * 100 + 1, 1, 1).zip(calendar::date(n * 100, 12, 31));
                Resolved::of(format!("{:02}", n - 1), TimeType::Date, days)
            }
            Meaning::Century(n) => Resolved::of(format!("BC{:02}", -n - 1), TimeType::Date, None),
            Meaning::Half(half, y) => {
                let (first, last) = if *half == 1 { ((1, 1), (6, 30)) } else { ((7, 1), (12, 31)) };
                let days = calendar::date(*y, first.0, first.1).zip(calendar::date(*y, last.0, last.1));
                Resolved::of(format!("{y:04}-H{half}"), TimeType::Date, days)
            }
            Meaning::WeekOf(p) => {
                let r = self.calendar(p, tense);
                match r.days {
                    Some((first, _)) => Resolved { from_publication: r.from_publication, ..self.week(first) },
                    None => r,
                }
            }
            Meaning::Beside { unit, by, of, of_unit } => self.beside(*unit, *by, of, *of_unit, tense),
            Meaning::Nth { nth, weekday, unit, of } => self.nth(*nth, *weekday, *unit, of, tense),
            Meaning::Era(first, last) => {
                let days = calendar::date(first.0, first.1, first.2).zip(calendar::date(last.0, last.1, last.2));
                Resolved::of(
                    days.map_or_else(String::new, |(a, b)| if a == b { a.to_string() } else { format!("{a}/{b}") }),
                    TimeType::Date,
                    days,
                )
            }
        }
    }

    fn unanchored(value: String, kind: TimeType) -> Resolved {
        Resolved { unanchored: true, ..Resolved::of(value, kind, None) }
    }

    fn stretch(&self, amount: Amount, unit: Unit, ahead: bool) -> Resolved {
        let mut r = Resolved::of(amount.timex(unit), TimeType::Duration, None);
        if let (Some(published), Amount::Hundredths(n)) = (self.published, amount) {
            let n = i32::try_from(n / 100).unwrap_or(0);
            let other = step(published, unit, if ahead { n } else { -n });
            r.days = Some(if ahead { (published, other) } else { (other, published) });
            r.from_publication = true;
        }
        r
    }

    fn beside(&self, unit: Unit, by: i32, of: &Meaning, of_unit: bool, tense: Tense) -> Resolved {
        let r = self.look(of, tense);
        let Some((first, _)) = r.days else { return r };
        let there = step(first, unit, by);
        let as_unit = match of {
            _ if of_unit => unit,
            Meaning::Shift { unit, .. } => *unit,
            _ => Unit::Day,
        };
        let found = match as_unit {
            Unit::Weekend => weekend(there),
            Unit::Week => self.week(there),
            Unit::Month => month(there.year(), there.month().unsigned_abs()),
            _ => day(there),
        };
        Resolved { from_publication: r.from_publication, ..found }
    }

    fn nth(&self, nth: i8, weekday: Option<u8>, unit: Unit, of: &Meaning, tense: Tense) -> Resolved {
        let r = self.look(of, tense);
        let Some((first, last)) = r.days else { return r };
        // The weekday that tells where a week or weekend belongs: that in its middle, that it begins with.
        let of_week = if unit == Unit::Week { 4 } else { 6 };
        let which = match (weekday, unit) {
            (None, Unit::Day) => {
                if nth < 0 {
                    last
                } else {
                    plus_days(first, i64::from(nth) - 1)
                }
            }
            (weekday, _) => {
                let wanted = i64::from(weekday.unwrap_or(of_week));
                if nth < 0 {
                    plus_days(last, -(i64::from(calendar::weekday_of(last)) - wanted).rem_euclid(7))
                } else {
                    plus_days(first, (wanted - i64::from(calendar::weekday_of(first))).rem_euclid(7) + 7 * (i64::from(nth) - 1))
                }
            }
        };
        let found = match unit {
            Unit::Week => self.week(which),
            Unit::Weekend => weekend(which),
            _ => day(which),
        };
        Resolved { from_publication: r.from_publication, ..found }
    }

    fn year_before(&self) -> Resolved {
        if let Some((y, q)) = self.quarter {
            return quarter(y - 1, q);
        }
        match self.published {
            Some(published) => Resolved { from_publication: true, ..year(published.year() - 1) },
            None => Self::unanchored("XXXX".into(), TimeType::Date),
        }
    }

    fn shift(&self, unit: Unit, by: Option<i32>, from: Origin, part: Option<DayPart>, clock: Option<Clock>) -> Resolved {
        let (base, from_publication) = match from {
            Origin::Story if !self.historical => (self.published, true),
            Origin::Publication => (self.published, true),
            Origin::Story | Origin::Narrative => match if unit <= Unit::Day { self.day_spoken() } else { self.spoken } {
                Some(spoken) => (Some(spoken), false),
                None => (self.published, true),
            },
        };
        let kind = if part.is_some() || clock.is_some() || unit < Unit::Day { TimeType::Time } else { TimeType::Date };
        let Some(base) = base else {
            // What the story tells from inside needs no publication date.
            let mut r = Self::unanchored("XXXX-XX-XX".into(), kind);
            // "5,000 years ago" is as true a year later.
            const LONG: i32 = 1000;
            r.unanchored = from != Origin::Narrative && !(unit >= Unit::Year && by.is_some_and(|by| by.abs() >= LONG));
            return r;
        };
        let Some(by) = by else {
            return Resolved { from_publication, ..Resolved::of("PAST_REF".into(), TimeType::Date, None) };
        };
        let mut r = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                if by.abs() < 24 {
                    day(base)
                } else {
                    day(plus_days(base, i64::from(by / 24)))
                }
            }
            Unit::Day => day(plus_days(base, i64::from(by))),
            Unit::Weekend => weekend(plus_days(base, i64::from(by) * 7)),
            Unit::Week => self.week(plus_days(base, i64::from(by) * 7)),
            Unit::Month => {
                let d = plus_months(base, by);
                month(d.year(), d.month().unsigned_abs())
            }
            Unit::Quarter => {
                let d = plus_months(base, by * 3);
                quarter(d.year(), (d.month().unsigned_abs() - 1) / 3 + 1)
            }
            Unit::Season => {
                let d = plus_months(base, by * 3);
                month(d.year(), d.month().unsigned_abs())
            }
            Unit::Year => year(base.year().saturating_add(i16::try_from(by).unwrap_or(0))),
            Unit::Decade => decade_around(i32::from(base.year()) + by * 10),
            Unit::Century => century_around(i32::from(base.year()) + by * 100),
            Unit::Millennium => year(base.year().saturating_add(i16::try_from(by * 1000).unwrap_or(0))),
        };
        if let Some(part) = part.filter(|_| unit == Unit::Day) {
            r.value = format!("{}T{}", r.value, part.letters());
            r.kind = TimeType::Time;
        }
        if let Some(clock) = clock.filter(|_| unit == Unit::Day) {
            r = at_clock(r, clock);
        }
        r.from_publication = from_publication;
        r
    }

    /// The ISO week of a day, or the Sunday-start week that most of it shares.
    fn week(&self, day: Date) -> Resolved {
        let iso = day.iso_week_date();
        let from_monday = i64::from(calendar::weekday_of(day)) - 1;
        let first = if self.sunday_start {
            plus_days(day, if from_monday == 6 { 0 } else { -from_monday - 1 })
        } else {
            plus_days(day, -from_monday)
        };
        let iso = if self.sunday_start { plus_days(first, 1).iso_week_date() } else { iso };
        Resolved::of(format!("{:04}-W{:02}", iso.year(), iso.week()), TimeType::Date, Some((first, plus_days(first, 6))))
    }

    fn point(&self, p: &Point, tense: Tense) -> Resolved {
        let mut r = self.calendar(p, tense);
        if let (Some(clock), true) = (p.clock, p.part.is_none()) {
            r = at_clock(r, clock);
        } else if let (Some(part), true) = (p.part, r.value.len() == 10) {
            r.value = format!("{}T{}", r.value, part.letters());
            r.kind = TimeType::Time;
        }
        if p.clock.is_some_and(|c| c.hour > 24 || c.minute.is_some_and(|m| m > 59)) {
            r.trouble = Some(DateTrouble::Impossible("There is no such time of day.".into()));
        }
        r
    }

    fn calendar(&self, p: &Point, tense: Tense) -> Resolved {
        if let Some(m) = p.month {
            return self.of_month(p, m, tense);
        }
        if let Some(h) = p.holiday {
            let Some(y) = p.year.or_else(|| self.year_for(p.turn, tense, |y| calendar::holiday_in(h, y).map(|d| (d, d)))) else {
                return Self::unanchored("XXXX-XX-XX".into(), TimeType::Date);
            };
            let mut r = calendar::holiday_in(h, y).map_or_else(|| year(y), day);
            r.from_publication = p.year.is_none();
            return r;
        }
        if let Some(s) = p.season {
            let Some(y) = p.year.or_else(|| self.season_year(s, p.turn, tense)) else {
                return Self::unanchored(format!("XXXX-{}", s.letters()), TimeType::Date);
            };
            let told = self.historical && p.turn.is_none();
            return Resolved { from_publication: p.year.is_none() && !told, ..season(y, s) };
        }
        if let Some(q) = p.quarter {
            let Some(y) = p.year.or_else(|| self.quarter_year(q, tense)) else {
                return Self::unanchored(format!("XXXX-Q{q}"), TimeType::Date);
            };
            return Resolved { from_publication: p.year.is_none(), ..quarter(y, q) };
        }
        if let (Some(w), Some(d)) = (p.weekday, p.day) {
            return self.of_numbered_weekday(w, d, tense);
        }
        if let Some(w) = p.weekday {
            return self.of_weekday(w, p.turn, tense);
        }
        if let Some(y) = p.year {
            // "the class of '89" in a story of the 18th century.
            let y = match self.year.filter(|_| self.historical && p.short_year && !p.figures) {
                Some(told) => told - told.rem_euclid(100) + y.rem_euclid(100),
                None => y,
            };
            return if y < 0 { Resolved::of(format!("BC{:04}", -y), TimeType::Date, None) } else { year(y) };
        }
        // Only a time of day: that of the day spoken of.
        match self.day_spoken().or(self.published) {
            Some(d) => Resolved { from_publication: self.day_spoken().is_none(), ..day(d) },
            None => Resolved::of("XXXX-XX-XX".into(), TimeType::Time, None),
        }
    }

    fn of_weekday(&self, w: u8, turn: Option<Turn>, tense: Tense) -> Resolved {
        let Some(published) = self.published else {
            return Self::unanchored(format!("XXXX-WXX-{w}"), TimeType::Date);
        };
        let today = i64::from(calendar::weekday_of(published));
        let ahead = (i64::from(w) - today).rem_euclid(7);
        let back = if ahead == 0 { 0 } else { ahead - 7 };
        let by = match (turn, tense) {
            (Some(Turn::Last), _) => {
                if back == 0 {
                    -7
                } else {
                    back
                }
            }
            (Some(Turn::Next), _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (_, Tense::Future | Tense::Present) if !(turn.is_none() && tense == Tense::Present && back > -2) => ahead,
            _ => back,
        };
        Resolved { from_publication: true, ..day(plus_days(published, by)) }
    }

    /// "Friday 5": the nearest day that is both, and of two as near the one that is told of.
    fn of_numbered_weekday(&self, w: u8, d: u8, tense: Tense) -> Resolved {
        const FAR: i64 = 190;
        let Some(published) = self.published else {
            return Self::unanchored(format!("XXXX-XX-{d:02}"), TimeType::Date);
        };
        let fits = |by: &i64| {
            let there = plus_days(published, *by);
            calendar::weekday_of(there) == w && there.day().unsigned_abs() == d
        };
        let ahead = (0..FAR).find(fits);
        let back = (0..FAR).map(|by| -by).find(fits);
        let by = match (ahead, back) {
            (Some(a), Some(b)) if tense == Tense::Past => {
                if -b <= a + 21 {
                    b
                } else {
                    a
                }
            }
            (Some(a), Some(b)) => {
                if a <= 21 - b {
                    a
                } else {
                    b
                }
            }
            (one, other) => match one.or(other) {
                Some(by) => by,
                None => return Self::unanchored(format!("XXXX-XX-{d:02}"), TimeType::Date),
            },
        };
        Resolved { from_publication: true, ..day(plus_days(published, by)) }
    }

    fn of_month(&self, p: &Point, m: u8, tense: Tense) -> Resolved {
        let d = p.day;
        if !(1..=12).contains(&m) {
            let mut r = Resolved::of(format!("{:04}-{m:02}", p.year.unwrap_or(0)), TimeType::Date, None);
            r.trouble = Some(DateTrouble::Impossible(format!("There is no month {m}.")));
            return r;
        }
        let named = calendar::MONTHS[usize::from(m) - 1];
        // What no year can have.
        let longest = calendar::last_of_month(2024, m).map_or(31, |d| d.day().unsigned_abs());
        if let Some(d) = d.filter(|d| *d > longest || *d == 0) {
            let mut r = Resolved::of(format!("XXXX-{m:02}-{d:02}"), TimeType::Date, None);
            if d <= 31 {
                r.trouble = Some(DateTrouble::Impossible(format!("{named} has {longest} days at most.")));
            }
            return r;
        }
        let span = |y: i16| match d {
            Some(d) => calendar::date(y, m, d).map(|d| (d, d)),
            None => calendar::date(y, m, 1).zip(calendar::last_of_month(y, m)),
        };
        let told = if self.historical && p.turn.is_none() { self.year } else { None };
        let Some(y) = p.year.or(told).or_else(|| self.year_for(p.turn, tense, span)).or(self.year) else {
            let value = d.map_or_else(|| format!("XXXX-{m:02}"), |d| format!("XXXX-{m:02}-{d:02}"));
            return Self::unanchored(value, TimeType::Date);
        };
        let reckoned = p.year.is_none() && told.is_none();
        let Some(d) = d else {
            return Resolved { from_publication: reckoned, ..month(y, m) };
        };
        let Some(date) = calendar::date(y, m, d) else {
            let mut r = Resolved::of(format!("{y:04}-{m:02}-{d:02}"), TimeType::Date, None);
            r.trouble = Some(DateTrouble::Impossible(format!("{y} was no leap year: February had 28 days.")));
            return r;
        };
        let mut r = day(date);
        r.from_publication = reckoned;
        let sure = p.year.is_some() || self.published.is_some();
        if let Some(w) = p.weekday.filter(|w| sure && *w != calendar::weekday_of(date)) {
            let ahead = (i64::from(w) - i64::from(calendar::weekday_of(date))).rem_euclid(7);
            let nearest = plus_days(date, if ahead <= 3 { ahead } else { ahead - 7 });
            r.trouble = Some(DateTrouble::WrongWeekday { really: calendar::weekday_of(date), nearest });
        }
        r
    }

    /// The year in which a day or period that recurs yearly falls, seen from the publication date.
    fn year_for(&self, turn: Option<Turn>, tense: Tense, span: impl Fn(i16) -> Option<(Date, Date)>) -> Option<i16> {
        let published = if self.historical && turn.is_some() { self.spoken.or(self.published) } else { self.published }?;
        let y = published.year();
        let candidates = [y - 1, y, y + 1].map(|y| span(y).map(|s| (y, s)));
        let past = candidates.iter().rev().flatten().find(|(_, (first, _))| *first <= published).map(|(y, _)| *y);
        let past_over = candidates.iter().rev().flatten().find(|(_, (_, last))| *last < published).map(|(y, _)| *y);
        let future = candidates.iter().flatten().find(|(_, (_, last))| *last >= published).map(|(y, _)| *y);
        match (turn, tense) {
            (Some(Turn::Last), _) => past_over,
            (Some(Turn::Next), _) => future,
            (Some(Turn::This), _) => Some(y),
            // News speaks of what is near; only what is far either way is told by tense.
            (None, tense) => {
                const NEAR: i64 = 24 * 130;
                let distance = |c: &&(i16, (Date, Date))| c.1.0.duration_since(published).as_hours().abs();
                let nearest = candidates.iter().flatten().min_by_key(distance)?;
                // A month that is not named as one to come is the last of that name, unless it is close ahead.
                const MONTH_AHEAD: i64 = 24 * 60;
                let is_month = nearest.1.1.duration_since(nearest.1.0).as_hours() > 24 * 20;
                let ahead = nearest.1.0.duration_since(published).as_hours();
                match tense {
                    Tense::Past if is_month && ahead > 0 => past,
                    Tense::Unknown | Tense::Present if is_month && ahead > MONTH_AHEAD => past,
                    Tense::Past if distance(&nearest) > NEAR => past,
                    Tense::Future if distance(&nearest) > NEAR || is_month && nearest.1.1 < published => future,
                    _ => Some(nearest.0),
                }
            }
        }
    }

    fn season_year(&self, s: Season, turn: Option<Turn>, tense: Tense) -> Option<i16> {
        if self.historical && turn.is_none() {
            return self.year;
        }
        self.year_for(turn, tense, |y| season(y, s).days)
    }

    /// Quarters are reported after they end.
    fn quarter_year(&self, q: u8, tense: Tense) -> Option<i16> {
        let published = self.published?;
        let (y, m) = (published.year(), published.month().unsigned_abs());
        let now = (m - 1) / 3 + 1;
        Some(match tense {
            Tense::Future => y,
            _ => {
                if q <= now {
                    y
                } else {
                    y - 1
                }
            }
        })
    }
}

fn step(from: Date, unit: Unit, n: i32) -> Date {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => plus_days(from, i64::from(n) / 24),
        Unit::Day => plus_days(from, i64::from(n)),
        Unit::Weekend | Unit::Week => plus_days(from, i64::from(n) * 7),
        Unit::Month => plus_months(from, n),
        Unit::Quarter | Unit::Season => plus_months(from, n.saturating_mul(3)),
        Unit::Year => plus_months(from, n.saturating_mul(12)),
        Unit::Decade => plus_months(from, n.saturating_mul(120)),
        Unit::Century => plus_months(from, n.saturating_mul(1200)),
        Unit::Millennium => plus_months(from, n.saturating_mul(12000)),
    }
}

fn at_clock(mut r: Resolved, clock: Clock) -> Resolved {
    r.value = format!("{}T{:02}:{:02}{}", r.value, clock.hour, clock.minute.unwrap_or(0), if clock.utc { "Z" } else { "" });
    r.kind = TimeType::Time;
    r
}

fn day(date: Date) -> Resolved {
    Resolved::of(date.to_string(), TimeType::Date, Some((date, date)))
}

fn month(y: i16, m: u8) -> Resolved {
    Resolved::of(format!("{y:04}-{m:02}"), TimeType::Date, calendar::date(y, m, 1).zip(calendar::last_of_month(y, m)))
}

fn year(y: i16) -> Resolved {
    Resolved::of(format!("{y:04}"), TimeType::Date, calendar::date(y, 1, 1).zip(calendar::date(y, 12, 31)))
}

fn quarter(y: i16, q: u8) -> Resolved {
    let days = calendar::date(y, q * 3 - 2, 1).zip(calendar::last_of_month(y, q * 3));
    Resolved::of(format!("{y:04}-Q{q}"), TimeType::Date, days)
}

fn last_quarter(published: Date) -> (i16, u8) {
    let q = (published.month().unsigned_abs() - 1) / 3;
    if q == 0 { (published.year() - 1, 4) } else { (published.year(), q) }
}

fn season(y: i16, s: Season) -> Resolved {
    let days = match s {
        Season::Spring => calendar::date(y, 3, 1).zip(calendar::last_of_month(y, 5)),
        Season::Summer => calendar::date(y, 6, 1).zip(calendar::last_of_month(y, 8)),
        Season::Autumn => calendar::date(y, 9, 1).zip(calendar::last_of_month(y, 11)),
        Season::Winter => calendar::date(y, 12, 1).zip(calendar::last_of_month(y + 1, 2)),
    };
    Resolved::of(format!("{y:04}-{}", s.letters()), TimeType::Date, days)
}

fn weekend(day: Date) -> Resolved {
    let iso = day.iso_week_date();
    let saturday = plus_days(day, 6 - i64::from(calendar::weekday_of(day)));
    Resolved::of(format!("{:04}-W{:02}-WE", iso.year(), iso.week()), TimeType::Date, Some((saturday, plus_days(saturday, 1))))
}

fn decade_around(y: i32) -> Resolved {
    let first = i16::try_from(y - y.rem_euclid(10)).unwrap_or(0);
    Resolved::of(
        format!("{}", first / 10),
        TimeType::Date,
        calendar::date(first, 1, 1).zip(calendar::date(first.saturating_add(9), 12, 31)),
    )
}

fn century_around(y: i32) -> Resolved {
    let first = i16::try_from(y - y.rem_euclid(100)).unwrap_or(0);
    Resolved::of(
        format!("{:02}", first / 100),
        TimeType::Date,
        calendar::date(first, 1, 1).zip(calendar::date(first.saturating_add(99), 12, 31)),
    )
}

#[cfg(test)]
mod tests {
    use crate::story::dates::tests::values;

    #[test]
    fn days_are_reckoned_from_the_day_of_publication() {
        for (text, expected) in [
            ("It shut on Tuesday.", "Tuesday = 2024-04-02"),
            ("It will open on Tuesday.", "Tuesday = 2024-04-09"),
            ("It shut on Wednesday.", "Wednesday = 2024-04-03"),
            ("It shut in December.", "December = 2023-12"),
            ("It will open in December.", "December = 2024-12"),
            ("It shut on March 30.", "March 30 = 2024-03-30"),
            ("It shut three days ago.", "three days ago = 2024-03-31"),
            ("It shut last week.", "last week = 2024-W13"),
            ("It shut last year.", "last year = 2023"),
            ("It opens next month.", "next month = 2024-05"),
            ("It shut in the first quarter of 2023.", "the first quarter of 2023 = 2023-Q1"),
            ("It shut on the first Monday of April 2024.", "the first Monday of April 2024 = 2024-04-01"),
            ("It shut last winter.", "last winter = 2023-WI"),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }
}
