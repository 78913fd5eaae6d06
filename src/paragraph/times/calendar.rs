//! Names of days and months, and the days of holidays. The arithmetic is `jiff`'s.

use jiff::civil::{Date, Weekday};

use super::meaning::{DayPart, Holiday, Season};
use crate::language::values::{Values, value};

/// Month names in full, January first.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Weekday names, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The month that a lower-case word names, with or without a full stop.
#[must_use]
pub fn month(low: &str) -> Option<u8> {
    value(low.trim_end_matches('.'), Values::Month).and_then(|m| u8::try_from(m).ok())
}

/// The weekday that a lower-case word names (1 Monday to 7 Sunday), and whether it is a plural.
#[must_use]
pub fn weekday(low: &str) -> Option<(u8, bool)> {
    let w = low.trim_end_matches('.');
    let one = value(w, Values::Weekday).map(|n| (n, false));
    one.or_else(|| value(w, Values::Weekdays).map(|n| (n, true))).and_then(|(n, several)| Some((u8::try_from(n).ok()?, several)))
}

/// The season that a lower-case word names.
#[must_use]
pub fn season(low: &str) -> Option<Season> {
    value(low, Values::Season).and_then(|n| Season::ALL.get(n as usize)).copied()
}

/// The part of the day that a lower-case word names.
#[must_use]
pub fn part(low: &str) -> Option<DayPart> {
    value(low, Values::Part).and_then(|n| DayPart::ALL.get(n as usize)).copied()
}

/// A date's weekday, 1 Monday to 7 Sunday.
#[must_use]
pub fn weekday_of(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

/// A date, if there is such a day.
#[must_use]
pub fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The last day of a month.
#[must_use]
pub fn last_of_month(year: i16, month: u8) -> Option<Date> {
    date(year, month, 1).map(Date::last_of_month)
}

/// So many days later; the calendar's edge where it ends.
#[must_use]
pub fn plus_days(from: Date, days: i64) -> Date {
    from.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}

/// So many months later; the day is cut back to the month's last.
#[must_use]
pub fn plus_months(from: Date, months: i32) -> Date {
    from.saturating_add(jiff::Span::new().try_months(months).unwrap_or_default())
}

/// "1 April 2024".
#[must_use]
pub fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.year())
}

/// "Monday 1 April 2024".
#[must_use]
pub fn with_weekday(date: Date) -> String {
    format!("{} {}", WEEKDAYS[usize::from(weekday_of(date)) - 1], long(date))
}

/// The holiday that starts at these lower-case words, and how many of them it takes.
#[must_use]
pub fn holiday(words: [&str; 4]) -> Option<(Holiday, usize)> {
    const NAMES: &[(&str, Holiday)] = &[
        ("new year 's day", Holiday::NewYear),
        ("new year ’s day", Holiday::NewYear),
        ("new year 's eve", Holiday::NewYearsEve),
        ("new year ’s eve", Holiday::NewYearsEve),
        ("valentine 's day", Holiday::Valentine),
        ("valentine ’s day", Holiday::Valentine),
        ("st. patrick 's day", Holiday::StPatrick),
        ("st. patrick ’s day", Holiday::StPatrick),
        ("april fools day", Holiday::AprilFools),
        ("easter sunday", Holiday::Easter),
        ("easter", Holiday::Easter),
        ("good friday", Holiday::GoodFriday),
        ("may day", Holiday::MayDay),
        ("memorial day", Holiday::MemorialDay),
        ("independence day", Holiday::IndependenceDay),
        ("labor day", Holiday::LaborDay),
        ("columbus day", Holiday::ColumbusDay),
        ("halloween", Holiday::Halloween),
        ("election day", Holiday::ElectionDay),
        ("veterans day", Holiday::VeteransDay),
        ("thanksgiving day", Holiday::Thanksgiving),
        ("thanksgiving", Holiday::Thanksgiving),
        ("christmas eve", Holiday::ChristmasEve),
        ("christmas day", Holiday::Christmas),
        ("christmas", Holiday::Christmas),
        ("boxing day", Holiday::BoxingDay),
        ("presidents day", Holiday::PresidentsDay),
        ("juneteenth", Holiday::Juneteenth),
        ("bastille day", Holiday::BastilleDay),
    ];
    NAMES
        .iter()
        .filter_map(|(name, holiday)| {
            // Nearly all differ in the first word.
            let same = name.starts_with(words[0]) && name.split(' ').zip(words).all(|(a, b)| a == b);
            same.then(|| (*holiday, name.split(' ').count()))
        })
        .max_by_key(|(_, count)| *count)
}

/// The day of a holiday in a year, by the rule that defines it; Easter by the Gregorian computus (Meeus, ch. 8).
#[must_use]
pub fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    let nth = |month: u8, n: i8, day: Weekday| date(year, month, 1)?.nth_weekday_of_month(n, day).ok();
    match holiday {
        Holiday::NewYear => date(year, 1, 1),
        Holiday::MartinLutherKing => nth(1, 3, Weekday::Monday),
        Holiday::Valentine => date(year, 2, 14),
        Holiday::PresidentsDay => nth(2, 3, Weekday::Monday),
        Holiday::StPatrick => date(year, 3, 17),
        Holiday::AprilFools => date(year, 4, 1),
        Holiday::Easter => easter(year),
        Holiday::GoodFriday => easter(year).map(|e| plus_days(e, -2)),
        Holiday::MayDay => date(year, 5, 1),
        Holiday::MemorialDay => nth(5, -1, Weekday::Monday),
        Holiday::Juneteenth => date(year, 6, 19),
        Holiday::IndependenceDay => date(year, 7, 4),
        Holiday::BastilleDay => date(year, 7, 14),
        Holiday::LaborDay => nth(9, 1, Weekday::Monday),
        Holiday::ColumbusDay => nth(10, 2, Weekday::Monday),
        Holiday::Halloween => date(year, 10, 31),
        Holiday::ElectionDay => nth(11, 1, Weekday::Monday).map(|d| plus_days(d, 1)),
        Holiday::VeteransDay => date(year, 11, 11),
        Holiday::Thanksgiving => nth(11, 4, Weekday::Thursday),
        Holiday::ChristmasEve => date(year, 12, 24),
        Holiday::Christmas => date(year, 12, 25),
        Holiday::BoxingDay => date(year, 12, 26),
        Holiday::NewYearsEve => date(year, 12, 31),
    }
}

fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_fall_where_they_fall() {
        for (holiday, year, day) in [
            (Holiday::Easter, 2024, (2024, 3, 31)),
            (Holiday::Thanksgiving, 2024, (2024, 11, 28)),
            (Holiday::LaborDay, 2016, (2016, 9, 5)),
            (Holiday::MemorialDay, 2023, (2023, 5, 29)),
            (Holiday::ElectionDay, 2016, (2016, 11, 8)),
        ] {
            assert_eq!(holiday_in(holiday, year), date(day.0, day.1, day.2));
        }
    }
}
