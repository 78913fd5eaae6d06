//! What is told from elsewhere in time: "last week", "three days ago", "two weeks before Easter", "the first Monday in May".

use super::days::{day_word, holiday, weekday_expression};
use super::lengths::amount;
use super::meaning::{Amount, Meaning, Origin, Point, Turn, Unit};
use super::months::month_expression;
use super::pieces::year;
use super::{calendar, numbers};
use super::{shift, with_part};
use crate::language::{Class, Tag, Words};

/// The words that point to one of several, before what is pointed at: "the last", "this same", "the next full".
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each says how one thing was written")]
struct Pointed {
    /// The token behind them.
    at: usize,
    /// Whether an article stands first.
    the: bool,
    turn: Option<Turn>,
    /// Whether they point from the day that is spoken of, and not from that of publication.
    narrative: bool,
    latest: bool,
    whole: bool,
}

/// The pointing words at token `i`, which may be none.
fn pointing(words: &Words, i: usize) -> Option<Pointed> {
    const MOST: usize = 5;
    let the = words.is(i, "the");
    let mut p = Pointed { at: i + usize::from(the), the, turn: None, narrative: false, latest: false, whole: false };
    loop {
        match words.low(p.at) {
            _ if words.class(p.at).has(Class::LAST_TURN) => {
                p.narrative |= !matches!(words.low(p.at), "last" | "past");
                p.turn = Some(Turn::Last);
            }
            "this" => p.turn = p.turn.or(Some(Turn::This)),
            "current" | "present" => p.turn = Some(Turn::This),
            "following" if p.at == i && Unit::of(words.low(p.at + 1)).is_none() => return None,
            _ if words.class(p.at).has(Class::NEXT_TURN) => {
                p.narrative |= words.is(p.at, "following");
                p.turn = Some(Turn::Next);
            }
            // A conjunction, and no pointing word.
            "that" if !words.is_one(p.at + 1, &["same", "very"]) && Unit::of(words.low(p.at + 1)).is_none_or(|(_, plural)| plural) => {
                break;
            }
            "that" | "same" => {
                p.turn = Some(Turn::This);
                p.narrative = true;
            }
            "latest" => {
                p.turn = Some(Turn::Last);
                p.latest = true;
            }
            "fiscal" if p.turn.is_some() || the => {}
            "full" | "whole" | "entire" if the => p.whole = true,
            _ => break,
        }
        p.at += 1;
        if p.at > i + MOST {
            return None;
        }
    }
    Some(p)
}

/// "last week", "this month", "next year", "the past two years", "the next day", "the weekend", "that year".
pub(super) fn turned(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let pointed = pointing(words, i)?;
    let Pointed { at, the, turn, narrative, .. } = pointed;
    let first = the && words.is_one(at, &["first", "final"]);
    if (turn.is_some() || the)
        && let Some((amount, unit_at)) = counted(words, at + usize::from(first))
    {
        return counted_unit(words, amount, unit_at, turn.filter(|_| !first));
    }
    if let Some(part) = turn.and_then(|_| calendar::part(words.low(at))).filter(|_| !words.low(at).ends_with('s')) {
        let by = match turn {
            Some(Turn::Next) if words.is_one(at - 1, &["next", "following"]) => 1,
            Some(Turn::Last) if narrative => -1,
            Some(Turn::This) if narrative => 0,
            _ => return None,
        };
        return Some((at + 1, with_part(shift(Unit::Day, by, Origin::Narrative), part)));
    }
    let (unit, plural) = Unit::of(words.low(at))?;
    // Capitals are a title's, but for the one that begins a sentence.
    let opening = at == i + 1
        && words.capital(i)
        && words.is_one(i, &["last", "next"])
        && matches!(unit, Unit::Week | Unit::Month | Unit::Year)
        && !words.is(at + 1, "tonight");
    if unit == Unit::Second || unit == Unit::Minute || words.capital(at) && at > i && !opening {
        return None;
    }
    match turn {
        None if the && !plural => unit_by_itself(words, i, &pointed, unit),
        None => None,
        Some(turn) if plural => some_units(words, at, turn, unit),
        Some(turn) => one_unit(words, &pointed, turn, unit),
    }
}

/// How many units are pointed at, and the token of their unit.
fn counted(words: &Words, at: usize) -> Option<(Amount, usize)> {
    let couple = words.is(at, "couple");
    let some = couple || words.is_one(at, &["few", "several", "many"]);
    let (amount, unit_at) = if couple {
        (Amount::Hundredths(200), at + 1 + usize::from(words.is_of(at + 1)))
    } else if some {
        (Amount::Some, at + 1)
    } else if words.is_one(at, &["a", "an", "half"]) {
        return None;
    } else {
        numbers::at(words, at).map(|(n, to)| (Amount::Hundredths(n), to))?
    };
    Some((amount, unit_at + usize::from(words.class(unit_at).has(Class::UNIT_KIND))))
}

/// So many units up to now, from now on, or as such.
fn counted_unit(words: &Words, amount: Amount, at: usize, turn: Option<Turn>) -> Option<(usize, Meaning)> {
    let (unit, _) = Unit::of(words.low(at)).filter(|(u, _)| *u != Unit::Second || !words.is(at, "second"))?;
    let meaning = match turn {
        Some(Turn::Last) => Meaning::Stretch(amount, unit, false),
        Some(Turn::Next) => Meaning::Stretch(amount, unit, true),
        _ => Meaning::Duration(amount, unit),
    };
    Some((at + 1, meaning))
}

/// A unit with an article and no pointing word: that of publication, or the one spoken of.
fn unit_by_itself(words: &Words, i: usize, pointed: &Pointed, unit: Unit) -> Option<(usize, Meaning)> {
    let to = pointed.at + 1;
    // "the weekend"; "the year", "the day", "the week", "the month": that of publication.
    match unit {
        _ if pointed.whole => Some((to, shift(unit, 0, Origin::Narrative))),
        // "the year ended Sept. 30"
        Unit::Year | Unit::Quarter if words.is_one(to, &["ended", "ending"]) => {
            Some((to, Meaning::Duration(Amount::Hundredths(100), unit)))
        }
        // "ended the day at 5,210", "For the week, the index rose", "the week's best session"
        Unit::Year | Unit::Quarter | Unit::Month | Unit::Week | Unit::Day
            if words.class(i.wrapping_sub(1)).has(Class::SESSION) && !words.is_of(to) && !words.tag(to).is_noun()
                || words.is(i.wrapping_sub(1), "for") && matches!(words.word(to), "," | ".")
                || unit != Unit::Day && words.is_one(to, &["'s", "’s"]) =>
        {
            Some((to, shift(unit, 0, if unit == Unit::Day { Origin::Narrative } else { Origin::Story })))
        }
        Unit::Weekend if !words.is_of(to) => Some((to, shift(Unit::Weekend, 0, Origin::Publication))),
        Unit::Year | Unit::Month | Unit::Week | Unit::Day
            if words.class(i.wrapping_sub(1)).has(Class::FOR_PERIOD)
                && !words.is_of(to)
                && !words.tag(to).is_noun()
                && words.class(i.wrapping_sub(2)).has(Class::STRETCH) =>
        {
            Some((to, shift(unit, 0, if unit == Unit::Day { Origin::Narrative } else { Origin::Story })))
        }
        _ => None,
    }
}

/// Units in the plural, uncounted.
fn some_units(words: &Words, at: usize, turn: Turn, unit: Unit) -> Option<(usize, Meaning)> {
    let meaning = match turn {
        Turn::Last if unit >= Unit::Day => Meaning::Stretch(Amount::Some, unit, false),
        Turn::Next if words.is_one(at - 1, &["coming", "upcoming"]) => Meaning::Reference("FUTURE_REF"),
        Turn::Next => Meaning::Stretch(Amount::Some, unit, true),
        Turn::Last | Turn::This => return None,
    };
    Some((at + 1, meaning))
}

/// The one unit that is pointed at.
fn one_unit(words: &Words, pointed: &Pointed, turn: Turn, unit: Unit) -> Option<(usize, Meaning)> {
    let Pointed { at, the, narrative, latest, .. } = *pointed;
    let to = at + 1;
    if unit == Unit::Quarter && latest {
        return Some((to, Meaning::ThisQuarter));
    }
    let by = match turn {
        Turn::Last => -1,
        Turn::This => 0,
        Turn::Next => 1,
    };
    // With an article it is the stretch up to now; "past" reaches up to now without one, too.
    let up_to_now = the
        && turn == Turn::Last
        && !narrative
        && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Decade | Unit::Century | Unit::Hour);
    let past = words.is(at - 1, "past") && !matches!(unit, Unit::Year | Unit::Weekend | Unit::Week | Unit::Month);
    if up_to_now || past {
        return Some((to, Meaning::Stretch(Amount::Hundredths(100), unit, false)));
    }
    if unit == Unit::Hour || (unit == Unit::Day && turn == Turn::Last && !the && !narrative) {
        return None;
    }
    let from = if narrative || turn == Turn::Next && (the || unit == Unit::Day) { Origin::Narrative } else { Origin::Publication };
    Some((to, shift(unit, by, from)))
}

/// So many years ago is an age of the earth or of mankind.
const AGES: u32 = 10_000;

/// "three weeks ago", "two days later", "a year earlier", "in two weeks", "a week from Monday".
pub(super) fn distance(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    if words.is_one(i, &["year-earlier", "year-ago"]) {
        let named = words.is_one(i + 1, &["quarter", "period"]);
        return Some((i + 1 + usize::from(named), Meaning::YearBefore));
    }
    let (amount, unit, to) = amount(words, i)?;
    // "300,000 years ago", "hundreds of years ago": no day of the calendar, and nobody asks for one.
    let ages = matches!(amount, Amount::Hundredths(n) if n / 100 >= AGES) || words.class(i).has(Class::DOZENS);
    let back = |amount: Amount| match amount {
        Amount::Hundredths(n) if n % 100 == 0 => Some(-i32::try_from(n / 100).ok()?),
        Amount::Hundredths(n) => Some(-i32::try_from(n.div_ceil(100)).ok()?),
        Amount::Some => None,
    };
    let so = usize::from(words.is(to, "or") && words.is(to + 1, "so")) * 2;
    let to = to + so;
    match words.low(to) {
        "ago" if unit >= Unit::Year && ages => None,
        "ago" => {
            if unit == Unit::Year && amount == Amount::Hundredths(100) && so == 0 {
                if let Some(day) = day_of_year(words, to + 1, unit, -1) {
                    return Some(day);
                }
                return Some((to + 1, Meaning::YearBefore));
            }
            match back(amount) {
                Some(n) if let Some(day) = day_of_year(words, to + 1, unit, n) => Some(day),
                Some(n) => Some((to + 1, shift(unit, n, Origin::Publication))),
                None => Some((to + 1, Meaning::Shift { unit, by: None, from: Origin::Publication, part: None, clock: None, edge: None })),
            }
        }
        "earlier" | "before" | "previously"
            if words.is(to, "earlier") || words.is(to, "previously") || !words.is_word(to + 1) || words.is_one(to + 1, &["and", "but"]) =>
        {
            if unit == Unit::Year && amount == Amount::Hundredths(100) {
                return Some((to + 1, Meaning::YearBefore));
            }
            back(amount).map(|n| (to + 1, shift(unit, n, Origin::Narrative)))
        }
        "prior" | "previous" if !words.is_word(to + 1) || words.is_one(to + 1, &["and", "but"]) => {
            back(amount).map(|n| (to + 1, shift(unit, n, Origin::Narrative)))
        }
        "later" => back(amount).map(|n| (to + 1, shift(unit, -n, Origin::Narrative))),
        "after" if !words.is_word(to + 1) => back(amount).map(|n| (to + 1, shift(unit, -n, Origin::Narrative))),
        "from" if words.is(to + 1, "now") => back(amount).map(|n| (to + 2, shift(unit, -n, Origin::Publication))),
        "hence" => back(amount).map(|n| (to + 1, shift(unit, -n, Origin::Publication))),
        "old" | "older" | "younger" => None,
        _ => None,
    }
}

/// "three years ago today": the day or week that is that far from the one named.
fn day_of_year(words: &Words, i: usize, unit: Unit, by: i32) -> Option<(usize, Meaning)> {
    let (to, of) = if words.is_one(i, &["this"]) { turned(words, i) } else { day_word(words, i) }?;
    let finer = matches!(of, Meaning::Shift { unit: Unit::Day | Unit::Week | Unit::Month, part: None, .. });
    (finer && unit >= Unit::Week).then(|| (to, Meaning::Beside { unit, by, of: Box::new(of), of_unit: false }))
}

/// "the day before last Tuesday", "the week after Thanksgiving".
pub(super) fn beside(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    if !(words.is(i, "the") && words.is_one(i + 2, &["before", "after"])) {
        return None;
    }
    let (unit, _) =
        Unit::of(words.low(i + 1)).filter(|(u, plural)| !plural && matches!(u, Unit::Day | Unit::Weekend | Unit::Week | Unit::Month))?;
    let by = if words.is(i + 2, "before") { -1 } else { 1 };
    let (to, of) = weekday_expression(words, i + 3).or_else(|| month_expression(words, i + 3)).or_else(|| holiday(words, i + 3))?;
    let is_day = matches!(&of, Meaning::Point(p) if (p.day.is_some() || p.holiday.is_some() || p.weekday.is_some()) && p.clock.is_none() && p.part.is_none());
    is_day.then(|| (to, Meaning::Beside { unit, by, of: Box::new(of), of_unit: true }))
}

/// "the first Monday in September", "the last week of March", "the last day of 2019".
pub(super) fn nth(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let at = i + usize::from(words.is(i, "the"));
    // "the 12th of last month"
    let figure = words.low(at).starts_with(|c: char| c.is_ascii_digit());
    if let Some(nth) = numbers::ordinal(words.low(at)).filter(|n| figure && (1..=31).contains(n))
        && words.is_of(at + 1)
        && let Some((to, of)) = turned(words, at + 2).filter(|(_, m)| matches!(m, Meaning::Shift { unit: Unit::Month, .. }))
    {
        return Some((to, Meaning::Nth { nth: i8::try_from(nth).ok()?, weekday: None, unit: Unit::Day, of: Box::new(of) }));
    }
    if !words.is_one(at + 2, &["of", "in"]) {
        return None;
    }
    let nth = match words.low(at) {
        "last" | "final" => -1,
        w => i8::try_from(numbers::ordinal(w).filter(|n| (1..=5).contains(n))?).ok()?,
    };
    let day = calendar::weekday(words.low(at + 1)).filter(|(_, plural)| !plural && words.capital(at + 1)).map(|(w, _)| w);
    let unit = match (day, words.low(at + 1)) {
        (Some(_), _) | (None, "day") => Unit::Day,
        (None, "week") => Unit::Week,
        (None, "weekend") => Unit::Weekend,
        _ => return None,
    };
    if let Some(weekday) = day.filter(|_| words.is_one(at + 3, &["each", "every"]) && words.is(at + 4, "month")) {
        return Some((at + 5, Meaning::Set(format!("XXXX-WXX-{weekday}"))));
    }
    let (to, of) = month_expression(words, at + 3)
        .or_else(|| {
            (unit != Unit::Weekend && day.is_none())
                .then(|| year(words.low(at + 3)))?
                .map(|y| (at + 4, Meaning::Point(Point { year: Some(y), ..Point::default() })))
        })
        .or_else(|| turned(words, at + 3))?;
    let holds = match &of {
        Meaning::Point(p) | Meaning::Within(p, _) => p.day.is_none() && p.turn.is_none() && (p.month.is_some() || p.year.is_some()),
        Meaning::Shift { unit: Unit::Month, .. } => true,
        Meaning::Shift { unit: Unit::Year, .. } => day.is_none(),
        _ => false,
    };
    holds.then(|| (to, Meaning::Nth { nth, weekday: day, unit, of: Box::new(of) }))
}

/// "now", "recently", "the future".
pub(super) fn reference(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let to = |n: usize, r: &'static str| Some((i + n, Meaning::Reference(r)));
    match words.low(i) {
        // "Now, to the weather", "Now for the news", "now that it is done" point to nothing.
        "now"
            if !words.is_that(i + 1) && !(words.capital(i) && (words.word(i + 1) == "," || words.is_one(i + 1, &["for", "let", "to"]))) =>
        {
            to(1, "PRESENT_REF")
        }
        "currently" | "nowadays" | "presently" => to(1, "PRESENT_REF"),
        "current" if words.tag(i).is_adjective() => to(1, "PRESENT_REF"),
        "recently" | "lately" | "formerly" => to(1, "PAST_REF"),
        "recent" if words.class(i + 1).has(Class::RECENT) => {
            let (unit, _) = Unit::of(words.low(i + 1))?;
            if unit == Unit::Year { to(2, "PAST_REF") } else { Some((i + 2, Meaning::Duration(Amount::Some, unit))) }
        }
        "these" if words.is(i + 1, "days") && !words.is_of(i + 2) => to(2, "PRESENT_REF"),
        "soon" if !words.is_as(i.wrapping_sub(1)) && !words.is(i + 1, "after") && !words.is(i.wrapping_sub(1), "too") => {
            to(1, "FUTURE_REF")
        }
        "the" => match words.low(i + 1) {
            "future" if !words.tag(i + 2).is_noun() => to(2, "FUTURE_REF"),
            "past" if !words.is_word(i + 2) || !(words.tag(i + 2).is_noun() || words.tag(i + 2) == Tag::Number) => to(2, "PAST_REF"),
            "near" if words.is(i + 2, "future") => to(3, "FUTURE_REF"),
            "present" if !words.tag(i + 2).is_noun() => to(2, "PRESENT_REF"),
            "time" if words.is_one(i.wrapping_sub(1), &["at"]) && !words.is_of(i + 2) => None,
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn times_counted_from_another() {
        check(&[
            ("It met last week.", "last week = 2024-W13"),
            ("It meets next month.", "next month = 2024-05"),
            ("It met earlier this year.", "earlier this year = 2024"),
            ("It met three days ago.", "three days ago = 2024-03-31"),
            ("It opened two years earlier.", "two years earlier = 2022"),
            ("It shut the day before.", "the day before = 2024-04-02"),
            ("It met on the first Monday of April 2024.", "the first Monday of April 2024 = 2024-04-01"),
            ("It is shut now.", "now = PRESENT_REF"),
            ("It opens soon.", "soon = FUTURE_REF"),
            ("It met on the 12th of last month.", "the 12th of last month = 2024-03-12"),
            ("It opens on the 3rd of next month.", "the 3rd of next month = 2024-05-03"),
            ("It opened years ago.", "years ago = PAST_REF"),
            ("The rock is from 13 billion years ago.", ""),
            ("Herds came here some 166 million years ago.", ""),
            ("People came here about 300,000 years ago.", ""),
            ("Millions of years ago it was a sea.", ""),
        ]);
    }
}
