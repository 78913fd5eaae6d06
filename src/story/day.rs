//! A day as metadata writes it, in any usual form.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::paragraph::times::{self, Meaning, calendar};
use crate::text::lines::is_month;

/// What a written day says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// This day.
    Sure(Date),
    /// One of two: the month may stand first or the day.
    Either(Date, Date),
    /// No day that can be read.
    Unread,
}

impl Day {
    /// The day, where it is sure.
    #[must_use]
    pub fn sure(self) -> Option<Date> {
        match self {
            Self::Sure(date) => Some(date),
            _ => None,
        }
    }

    /// The days that it may be.
    #[must_use]
    pub fn readings(self) -> Vec<Date> {
        match self {
            Self::Sure(date) => vec![date],
            Self::Either(a, b) => vec![a, b],
            Self::Unread => Vec::new(),
        }
    }
}

/// Reads a day as metadata writes it: in figures, in words, with a time and a zone or without, or as seconds since 1970. The day
/// is the one that is written, in the zone in which it is written.
#[must_use]
pub fn read(text: &str) -> Day {
    let text = text.trim().trim_matches(['"', '\'', '<', '>', '[', ']', '(', ')']).trim();
    figures(text).unwrap_or_else(|| in_words(text).map_or(Day::Unread, Day::Sure))
}

/// A day in figures at the start of a text; `None` where no figures tell one.
fn figures(text: &str) -> Option<Day> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '_'))).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    if !(rest.is_empty() || rest.starts_with([' ', '\t', 'T', 't', ',', 'Z', '+', ':'])) {
        return None;
    }
    let numbers: Vec<&str> = head.split(['-', '/', '.', '_']).collect();
    let day = |year: &str, month: &str, day: &str| calendar::date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let day = |y, m, d| day(y, m, d).filter(|d| (1800..=2200).contains(&d.year()));
    let sure = |date: Option<Date>| Some(date.map_or(Day::Unread, Day::Sure));
    match numbers.as_slice() {
        [one] => match one.len() {
            8 | 12 | 14 => sure(day(&one[..4], &one[4..6], &one[6..8])),
            10 | 13 if rest.is_empty() => sure(since_1970(one)),
            _ => None,
        },
        [year, month, day_of, ..] if year.len() == 4 => sure(day(year, month, day_of)),
        [a, b, year] if (1..=2).contains(&a.len()) && (1..=2).contains(&b.len()) && matches!(year.len(), 2 | 4) => {
            let year = if year.len() == 2 { format!("20{year}") } else { (*year).to_owned() };
            Some(match (day(&year, a, b), day(&year, b, a)) {
                (Some(month_first), Some(day_first)) if month_first != day_first => Day::Either(month_first, day_first),
                (Some(date), _) | (None, Some(date)) => Day::Sure(date),
                (None, None) => Day::Unread,
            })
        }
        _ => None,
    }
}

/// The day in Greenwich of a count of seconds, or of thousandths of them.
fn since_1970(number: &str) -> Option<Date> {
    let count: i64 = number.parse().ok()?;
    let seconds = if number.len() == 13 { count / 1000 } else { count };
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

fn in_words(text: &str) -> Option<Date> {
    // The time of day says nothing here, wherever it stands; a month may be in small letters and hang on its day.
    let word = |w: &str| match w.chars().next() {
        Some(c) if is_month(w) => format!("{}{}", c.to_uppercase(), &w[c.len_utf8()..]),
        _ => w.to_owned(),
    };
    let parts = text.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.contains(':'));
    let text = parts.map(word).collect::<Vec<_>>().join(" ");
    let words = crate::language::Words::of(&text);
    let sentences = crate::language::sentence::sentences(&words);
    times::find(&words, &sentences).into_iter().find_map(|t| match t.meaning {
        Meaning::Point(p) => calendar::date(p.year?, p.month?, p.day?),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let third = calendar::date(2024, 4, 3).unwrap();
        let mut wrong = Vec::new();
        for text in [
            "2024-04-03",
            "\"2024-04-03\"",
            "2024-4-3",
            "2024/04/03",
            "2024.04.03",
            "2024_04_03",
            "20240403",
            "20240403T100500Z",
            "20240403100500",
            "2024-04-03T10:05:00+02:00",
            "2024-04-03T10:05Z",
            "2024-04-03T23:30:00-04:00",
            "2024-04-03 10:05:00 +0200",
            "2024-04-03 10:05:00 -0500 EST",
            "2024-04-03 10:05",
            "2024-04-03, 10:05",
            "1712138700",
            "1712138700000",
            "3 April 2024",
            "3rd April 2024",
            "03 Apr 2024",
            "3-Apr-2024",
            "Wednesday, 3 April 2024",
            "April 3, 2024",
            "April 3rd, 2024",
            "Apr. 3, 2024",
            "apr 3 2024",
            "APRIL 3, 2024",
            "April 3, 2024 10:05 a.m. EDT",
            "April 3, 2024 at 10:05 a.m. EDT",
            "April 3, 2024, 10:05 AM",
            "10:05 a.m. EDT, April 3, 2024",
            "Wed, 03 Apr 2024 10:05:00 +0200",
            "Wed, 3 Apr 2024 10:05:00 GMT",
            "Wed Apr 03 2024 10:05:00 GMT+0200 (CEST)",
            "Wed Apr  3 10:05:00 2024",
            "<2024-04-03 Wed>",
            "[2024-04-03 Wed 10:05]",
        ] {
            if read(text) != Day::Sure(third) {
                wrong.push(format!("{text}: {:?}", read(text)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_doubtful_day_is_not_guessed() {
        let day = |m, d| calendar::date(2024, m, d).unwrap();
        for (text, expected) in [
            ("03/04/2024", Day::Either(day(3, 4), day(4, 3))),
            ("3/4/2024", Day::Either(day(3, 4), day(4, 3))),
            ("03/04/24", Day::Either(day(3, 4), day(4, 3))),
            ("03-04-2024 10:00", Day::Either(day(3, 4), day(4, 3))),
            ("03.04.2024", Day::Either(day(3, 4), day(4, 3))),
            ("23/04/2024", Day::Sure(day(4, 23))),
            ("04/23/2024", Day::Sure(day(4, 23))),
            ("04/04/2024", Day::Sure(day(4, 4))),
            ("23.4.24", Day::Sure(day(4, 23))),
            ("2024-02-30", Day::Unread),
            ("31/31/2024", Day::Unread),
            ("April 2024", Day::Unread),
            ("2024", Day::Unread),
            ("soon", Day::Unread),
            ("TBD", Day::Unread),
            ("{{ .Date }}", Day::Unread),
            ("", Day::Unread),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
