//! Times of the day, by themselves and with their day.

use super::expression;
use super::meaning::{Clock, DayPart, Meaning, Point, Unit};
use super::{calendar, numbers};
use crate::language::token::TokenKind;
use crate::language::{Class, Tokens, Words};

/// "3:30 p.m.", "noon", "08:30 UTC": the time, and the token after it.
pub(super) fn clock(words: &Words, i: usize) -> Option<(usize, Clock)> {
    let w = words.low(i);
    if w == "noon" || (w == "midnight") {
        return Some((i + 1, Clock { hour: if w == "noon" { 12 } else { 24 }, minute: Some(0), utc: false }));
    }
    if words.tokens.get(i)?.kind != TokenKind::Number && numbers::small(w).is_none() {
        return None;
    }
    let (digits, glued) = match w.find(|c: char| c.is_alphabetic()) {
        Some(at) => w.split_at(at),
        None => (w, ""),
    };
    let half = |m: &str| match m.trim_end_matches('.') {
        "am" | "a.m" => Some(0),
        "pm" | "p.m" => Some(12),
        _ => None,
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((h, m)) if m.len() == 2 => (numbers::digits(h)?, Some(numbers::digits(m)?)),
        Some(_) => return None,
        None => (numbers::digits(digits).or_else(|| numbers::small(w))?, None),
    };
    // "0800 UTC", "at 1830 GMT"
    let (hour, minute) = match (digits.len(), minute) {
        (4, None) if glued.is_empty() && matches!(words.word(i + 1), "UTC" | "GMT" | "EST" | "EDT" | "ET" | "CET" | "CEST" | "BST") => {
            (hour / 100, Some(hour % 100))
        }
        _ => (hour, minute),
    };
    // "08:00 – 20:00"
    let of_day = |k: usize| words.low(k).split_once(':').is_some_and(|(h, m)| h.len() == 2 && m.len() == 2 && h < "25" && m < "60");
    let dash = |k: usize| matches!(words.word(k), "–" | "-" | "to");
    let ranged = of_day(i) && (dash(i + 1) && of_day(i + 2) || i > 1 && dash(i - 1) && of_day(i - 2));
    let mut to = i + 1;
    let mut offset = half(glued);
    if offset.is_none() && glued.is_empty() {
        offset = half(words.low(to));
        to += usize::from(offset.is_some());
        // "3 a. m.": the tokens of badly spaced copy.
        if offset.is_none() && words.is_one(to, &["a.", "p."]) && words.is_one(to + 1, &["m.", "m"]) {
            offset = Some(if words.is(to, "a.") { 0 } else { 12 });
            to += 2;
        }
    }
    // "21:14: Fire out.", "0915 – Boat aground.": the hour that opens the entry of a log.
    let entry = i == 0
        && glued.is_empty()
        && (of_day(0) || matches!(words.word(1), ":" | "–" | "—" | "-" | "." | "|") && opens_entry(digits, minute));
    let (hour, minute) = if entry && minute.is_none() { (hour / 100, Some(hour % 100)) } else { (hour, minute) };
    let zone = |k: usize| {
        matches!(
            words.word(k),
            "UTC"
                | "GMT"
                | "EST"
                | "EDT"
                | "ET"
                | "PT"
                | "CST"
                | "CDT"
                | "CET"
                | "CEST"
                | "BST"
                | "PST"
                | "PDT"
                | "IST"
                | "MSK"
                | "JST"
                | "Eastern"
                | "Pacific"
                | "Central"
        )
    };
    let zoned = zone(to);
    let oclock = words.is_one(to, &["o'clock", "o’clock", "oclock"]);
    if offset.is_none()
        && !(zoned && minute.is_some())
        && !oclock
        && !ranged
        && !entry
        && minute.is_none_or(|_| !words.class(i.wrapping_sub(1)).has(Class::HOUR_LEAD) || !digits.contains(':'))
    {
        return None;
    }
    to += usize::from(oclock);
    let hour = match offset {
        Some(o) if hour <= 12 => hour % 12 + o,
        Some(_) => hour,
        None => hour,
    };
    let utc = zone(to) && matches!(words.word(to), "UTC" | "GMT");
    if zone(to) {
        to += 1 + usize::from(words.is(to + 1, "time"));
    } else if words.is(to, "local") && words.is(to + 1, "time") {
        to += 2;
    } else if words.word(to) == "(" && zone(to + 1) && words.word(to + 2) == ")" {
        to += 3;
    }
    Some((to, Clock { hour: u8::try_from(hour).ok()?, minute: minute.and_then(|m| u8::try_from(m).ok()), utc }))
}

/// Whether figures can be the time of day over an entry: "9.15", "0915".
fn opens_entry(digits: &str, minute: Option<u32>) -> bool {
    let whole = || numbers::digits(digits).filter(|n| digits.len() == 4 && n / 100 < 24 && n % 100 < 60);
    minute.is_some_and(|m| m < 60) || minute.is_none() && whole().is_some()
}

pub(super) fn clock_with_day(words: &Words, sentence: Tokens, i: usize) -> Option<(usize, Meaning)> {
    let (mut to, time) = clock(words, i)?;
    // "3 p.m. (1300 GMT) on Wednesday", "10 a.m. Tuesday", "noon on March 3"
    let mut day = to;
    if words.is_one(day, &[",", "on", "in"]) {
        day += 1;
    }
    if words.is(day, "on") {
        day += 1;
    }
    // "5:30 in the afternoon", "8 o'clock on Monday night": the part of the day says which half it is.
    let bare = !words.between(i..to).to_ascii_lowercase().contains('m');
    let in_part = |part: Option<DayPart>| Clock {
        hour: match part {
            Some(DayPart::Afternoon | DayPart::Evening) if bare && time.hour < 12 => time.hour + 12,
            Some(DayPart::Night) if bare && (5..12).contains(&time.hour) => time.hour + 12,
            _ => time.hour,
        },
        ..time
    };
    if words.is(day, "the")
        && let Some(part) = calendar::part(words.low(day + 1))
    {
        return Some((day + 2, Meaning::Point(Point { clock: Some(in_part(Some(part))), ..Point::default() })));
    }
    if words.is(to, "at") && words.is(to + 1, "night") {
        return Some((to + 2, Meaning::Point(Point { clock: Some(in_part(Some(DayPart::Night))), ..Point::default() })));
    }
    if let Some((end, meaning)) = expression(words, sentence, day) {
        let with = match meaning {
            Meaning::Point(p) if p.clock.is_none() && (p.weekday.is_some() || p.day.is_some()) => {
                Some(Meaning::Point(Point { clock: Some(in_part(p.part)), part: None, ..p }))
            }
            Meaning::Shift { unit: Unit::Day, by, from, part, .. } => {
                Some(Meaning::Shift { unit: Unit::Day, by, from, part: None, clock: Some(in_part(part)), edge: None })
            }
            _ => None,
        };
        if let Some(meaning) = with {
            to = end;
            return Some((to, meaning));
        }
    }
    Some((to, Meaning::Point(Point { clock: Some(time), ..Point::default() })))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn hours_have_their_day() {
        check(&[
            ("The council met at 3 p.m. on Monday.", "3 p.m. on Monday = 2024-04-01T15:00"),
            ("The council met at 10.05 a.m.", "10.05 a.m. = 2024-04-03T10:05"),
            ("It begins at noon on Friday.", "noon on Friday = 2024-04-05T12:00"),
            ("It begins at midnight.", "midnight = 2024-04-03T24:00"),
            ("The train leaves at 17:30 GMT.", "17:30 GMT = 2024-04-03T17:30Z"),
            ("He ran 3.05 miles.", ""),
        ]);
    }
}
