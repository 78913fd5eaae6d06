//! Days by their names: "tomorrow", "Monday evening", "Easter", "the week of April 8".

use super::calendar;
use super::clock::clock;
use super::meaning::{DayPart, Holiday, Meaning, Origin, Point, Turn, Unit};
use super::months::month_expression;
use super::pieces::{month_year, turn_behind};
use super::{numbers, shift, with_part};
use crate::language::{Class, Tag, Words};

/// "today", "yesterday morning", "tonight", "last night", "this evening".
pub(super) fn day_word(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let day = |by: i32, part: Option<DayPart>| Meaning::Shift {
        unit: Unit::Day,
        by: Some(by),
        from: Origin::Publication,
        part,
        clock: None,
        edge: None,
    };
    let (by, to) = match words.low(i) {
        "today" => (0, i + 1),
        "yesterday" => (-1, i + 1),
        "tomorrow" => (1, i + 1),
        "tonight" => return Some((i + 1, day(0, Some(DayPart::Night)))),
        "this" | "last" if calendar::part(words.low(i + 1)).is_some() && words.tag(i + 1) != Tag::Nouns => {
            let by = if words.is(i, "last") { -1 } else { 0 };
            return Some((i + 2, day(by, calendar::part(words.low(i + 1)))));
        }
        "that" if words.class(i + 1).has(Class::PART_OF_DAY) => {
            return Some((
                i + 2,
                Meaning::Shift {
                    unit: Unit::Day,
                    by: Some(0),
                    from: Origin::Narrative,
                    part: calendar::part(words.low(i + 1)),
                    clock: None,
                    edge: None,
                },
            ));
        }
        "this" if words.is(i + 1, "day") && !words.is_of(i + 2) => return Some((i + 2, day(0, None))),
        // "the night before last"; before anything else, it is reckoned from that.
        "the" if words.is_one(i + 1, &["morning", "evening", "night"]) && words.is_one(i + 2, &["before", "after"]) => {
            let part = calendar::part(words.low(i + 1));
            if words.is(i + 3, "last") && words.is(i + 2, "before") && !words.is_word(i + 4) {
                return Some((i + 4, day(-2, part)));
            }
            if words.is_word(i + 3) && !words.is_one(i + 3, &["and", "but"]) {
                return None;
            }
            let by = if words.is(i + 2, "before") { -1 } else { 1 };
            return Some((i + 3, with_part(shift(Unit::Day, by, Origin::Narrative), part?)));
        }
        // "Two years to the day after the flood"
        "the" if words.is_to(i.wrapping_sub(1)) && Unit::of(words.low(i.wrapping_sub(2))).is_some() => return None,
        "the" if words.class(i + 1).has(Class::SPAN_OF_DAYS) && words.class(i + 2).has(Class::BEFORE_AFTER) => {
            let by = if words.is_one(i + 2, &["after", "following"]) { 1 } else { -1 };
            // "the day following the vote"
            if words.is(i + 2, "following") && (words.tag(i + 3) == Tag::Determiner || words.capital(i + 3)) {
                return None;
            }
            let (unit, _) = Unit::of(words.low(i + 1))?;
            let that = words.is_that(i + 3);
            if unit == Unit::Day {
                if words.is(i + 3, "yesterday") {
                    return Some((i + 4, day(-2, None)));
                }
                if words.is(i + 3, "tomorrow") {
                    return Some((i + 4, day(2, None)));
                }
            } else if words.is_word(i + 3) && !that && !words.is_one(i + 3, &["and", "but"]) {
                // "the year before the vote" reckons from the vote.
                return None;
            }
            return Some((i + 3 + usize::from(that), shift(unit, by, Origin::Narrative)));
        }
        _ => return None,
    };
    // "today's youth" is no day, but "today's meeting" is; the possessive stays outside.
    if let Some(part) = calendar::part(words.low(to)).filter(|_| words.low(i) != "today") {
        return Some((to + 1, day(by, Some(part))));
    }
    Some((to, day(by, None)))
}

/// "Monday", "Sunday, March 31, 2024", "Friday morning", "last Tuesday".
pub(super) fn weekday_expression(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let mut at = i;
    let mut turn = None;
    while words.class(at).has(Class::DAY_TURN) {
        match words.low(at) {
            "last" | "past" => turn = Some(Turn::Last),
            // "Following Monday's debate" is after it.
            "following" if at == i => return None,
            "next" | "following" => turn = Some(Turn::Next),
            "this" => turn = turn.or(Some(Turn::This)),
            "coming" => turn = Some(Turn::Next),
            "the" if at == i && words.is_one(at + 1, &["following", "coming", "past"]) => {}
            _ => return None,
        }
        at += 1;
    }
    let (weekday, plural) = calendar::weekday(words.low(at))?;
    if !words.capital(at) {
        return None;
    }
    let short = words.low(at).len() <= 4;
    if plural {
        let part = calendar::part(words.low(at + 1));
        let value = format!("XXXX-WXX-{weekday}{}", part.map_or(String::new(), |p| format!("T{}", p.letters())));
        return Some((at + 1 + usize::from(part.is_some()), Meaning::Set(value)));
    }
    let mut to = at + 1;
    let mut p = Point { weekday: Some(weekday), turn, ..Point::default() };
    if let Some(part) = calendar::part(words.low(to)) {
        to += 1;
        if words.word(to - 1).ends_with('s') {
            return Some((to, Meaning::Set(format!("XXXX-WXX-{weekday}T{}", part.letters()))));
        }
        p.part = Some(part);
    }
    // "Saturday, April 6", "Thursday (Aug. 4)", "Monday the 3rd"
    let skip = usize::from(matches!(words.word(to), "," | "("));
    if let Some((end, Meaning::Point(date))) =
        month_expression(words, to + skip).filter(|(_, m)| matches!(m, Meaning::Point(d) if d.day.is_some()))
    {
        let end = end + usize::from(words.word(to) == "(" && words.word(end) == ")");
        return Some((end, Meaning::Point(Point { weekday: Some(weekday), part: p.part, turn: None, ..date })));
    }
    // "Friday 5 to Sunday 7 April"
    if turn.is_none()
        && p.part.is_none()
        && let Some(day) = bare_day(words, to)
    {
        return Some((to + 1, Meaning::Point(Point { day: Some(day), ..p })));
    }
    // "Saturday the 21st"
    if turn.is_none()
        && p.part.is_none()
        && words.tag(to) == Tag::Determiner
        && let Some(day) = ordinal_day(words, to + 1)
    {
        return Some((to + 2, Meaning::Point(Point { day: Some(day), ..p })));
    }
    if short && turn.is_none() && words.low(at) != "tues." {
        return None;
    }
    // "Monday week", "Tuesday fortnight"
    if let Some((end, weeks)) = weeks_behind(words, to) {
        let of = Box::new(Meaning::Point(Point { turn: Some(Turn::Next), ..p }));
        return Some((end, Meaning::Beside { unit: Unit::Week, by: weeks, of, of_unit: false }));
    }
    if let Some(turn) = turn_behind(words, to).filter(|_| p.turn.is_none()) {
        return Some((to + 1, Meaning::Point(Point { turn: Some(turn), ..p })));
    }
    // "Tuesday night's debate": the part is taken, the possessive is not; "Monday at 3 p.m."
    if words.is(to, "at")
        && let Some((end, clock)) = clock(words, to + 1)
    {
        return Some((end, Meaning::Point(Point { clock: Some(clock), ..p })));
    }
    Some((to, Meaning::Point(p)))
}

/// The number of a day as an ordinal in figures, with nothing behind it that it could belong to: "the 21st", but not "the 21st floor".
fn ordinal_day(words: &Words, i: usize) -> Option<u8> {
    let day = words.low(i).starts_with(|c: char| c.is_ascii_digit()).then(|| numbers::ordinal(words.low(i))).flatten()?;
    let of = words.tag(i + 1).is_noun() || words.tag(i + 1).is_adjective() || words.is_of(i + 1);
    u8::try_from(day).ok().filter(|d| (1..=31).contains(d) && !of)
}

/// The number of a day that stands behind its weekday without a month: "Friday 5", but not "Friday 5 people".
fn bare_day(words: &Words, i: usize) -> Option<u8> {
    let day = numbers::digits(words.low(i)).filter(|_| words.low(i).len() <= 2).and_then(|n| u8::try_from(n).ok())?;
    let next = words.tag(i + 1);
    let counted = next.is_noun() || next.is_adjective() || matches!(next, Tag::Number | Tag::Gerund | Tag::Participle | Tag::Symbol);
    // "Friday 5 – Sunday 7 April"
    let dash = matches!(words.word(i + 1), "-" | "–" | "—") && calendar::weekday(words.low(i + 2)).is_none();
    let clock = clock(words, i).is_some() || matches!(words.word(i + 1), ":" | "%" | "/") || dash;
    ((1..=31).contains(&day) && !counted && !clock).then_some(day)
}

/// How many weeks stand behind a weekday, and the token behind them: "Monday week".
fn weeks_behind(words: &Words, i: usize) -> Option<(usize, i32)> {
    let weeks = weeks_of(words.low(i))?;
    (!words.tag(i + 1).is_noun() || words.capital(i + 1)).then_some((i + 1, weeks))
}

/// How many weeks a word stands for.
fn weeks_of(word: &str) -> Option<i32> {
    match word {
        "fortnight" | "fortnights" => Some(2),
        word => Unit::of(word).filter(|(unit, _)| *unit == Unit::Week).map(|_| 1),
    }
}

/// "a week on Tuesday", "a fortnight on Friday", "two weeks on Monday".
pub(super) fn week_on(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let count = if words.tag(i) == Tag::Determiner && words.word(i) == "a" { Some(1) } else { numbers::small(words.low(i)) };
    let weeks = i32::try_from(count?).ok()?.checked_mul(weeks_of(words.low(i + 1))?)?;
    let on = if words.class(i + 2).has(Class::DAY_LEAD) { i + 3 } else { return None };
    match weekday_expression(words, on)? {
        (to, Meaning::Point(p)) if p.turn.is_none() && p.day.is_none() && p.month.is_none() => {
            let of = Box::new(Meaning::Point(Point { turn: Some(Turn::Next), ..p }));
            Some((to, Meaning::Beside { unit: Unit::Week, by: weeks, of, of_unit: false }))
        }
        _ => None,
    }
}

pub(super) fn holiday(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let turn = match words.low(i) {
        "last" => Some(Turn::Last),
        "this" => Some(Turn::This),
        "next" => Some(Turn::Next),
        _ => None,
    };
    let at = i + usize::from(turn.is_some());
    if !words.capital(at) || !words.class(at).has(Class::TIME) {
        return None;
    }
    let (holiday, count) = calendar::holiday([words.low(at), words.low(at + 1), words.low(at + 2), words.low(at + 3)])?;
    // "Christmas tree", "Thanksgiving dinner", "Easter Island" are things; "a Labor Day interview" was on that day.
    let of_day = count > 1 && !words.capital(at + count) && holiday != Holiday::Valentine;
    let part_of_day = calendar::part(words.low(at + count)).is_some();
    if words.tag(at + count).is_noun() && words.is_word(at + count) && !of_day && !part_of_day {
        return None;
    }
    let part = calendar::part(words.low(at + count));
    let (to, year) = month_year(words, at + count + usize::from(part.is_some()));
    Some((to, Meaning::Point(Point { year, holiday: Some(holiday), turn, part, ..Point::default() })))
}

/// "the week of March 6".
pub(super) fn week_of(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    if !(words.is(i, "the") && words.is(i + 1, "week") && words.is_of(i + 2)) {
        return None;
    }
    match month_expression(words, i + 3)? {
        (to, Meaning::Point(p)) if p.day.is_some() && p.clock.is_none() => Some((to, Meaning::WeekOf(p))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn days_by_their_names() {
        check(&[
            ("The council met on Tuesday.", "Tuesday = 2024-04-02"),
            ("The council meets on Friday.", "Friday = 2024-04-05"),
            ("The council met last Friday.", "last Friday = 2024-03-29"),
            ("It shut on Christmas Day.", "Christmas Day = 2023-12-25"),
            ("It met the week of April 8.", "the week of April 8 = 2024-W15"),
            ("The council meets tomorrow.", "tomorrow = 2024-04-04"),
            ("The council met yesterday morning.", "yesterday morning = 2024-04-02TMO"),
            ("It will shut on Thursday 11 and open on Saturday the 20th.", "Thursday 11 = 2024-04-11; Saturday the 20th = 2024-04-20"),
            ("Films will be shown (Friday 26 – Sunday 28 April).", "Friday 26 = 2024-04-26; Sunday 28 April = 2024-04-28"),
            ("It will meet on Monday the 15th floor.", "Monday = 2024-04-08"),
        ]);
    }
}
