//! What is told from elsewhere in time: "last week", "three days ago", "two weeks before Easter", "the first Monday in May".

use super::days::{day_word, holiday, weekday_expression};
use super::lengths::amount;
use super::meaning::{Amount, From, Meaning, Point, Turn, Unit};
use super::months::month_expression;
use super::pieces::year;
use super::{calendar, numbers};
use super::{shift, with_part};
use crate::language::{Tag, Words};

/// "last week", "this month", "next year", "the past two years", "the next day", "the weekend", "that year".
#[expect(clippy::too_many_lines, reason = "one reading from left to right")]
pub(super) fn turned(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let the = usize::from(words.is(i, "the"));
    let mut at = i + the;
    let mut turn = None;
    let mut narrative = false;
    let mut latest = false;
    let mut whole = false;
    loop {
        match words.low(at) {
            "last" | "past" | "previous" | "preceding" | "prior" => {
                narrative |= !matches!(words.low(at), "last" | "past");
                turn = Some(Turn::Last);
            }
            "this" => turn = turn.or(Some(Turn::This)),
            "current" | "present" => turn = Some(Turn::This),
            "following" if at == i && Unit::of(words.low(at + 1)).is_none() => return None,
            "next" | "coming" | "following" | "upcoming" => {
                narrative |= words.is(at, "following");
                turn = Some(Turn::Next);
            }
            // "said that last week", "that five days before": no pointing word.
            "that" if !words.is_one(at + 1, &["same", "very"]) && Unit::of(words.low(at + 1)).is_none_or(|(_, plural)| plural) => break,
            "that" | "same" => {
                turn = Some(Turn::This);
                narrative = true;
            }
            "latest" => {
                turn = Some(Turn::Last);
                latest = true;
            }
            "fiscal" if turn.is_some() || the == 1 => {}
            "full" | "whole" | "entire" if the == 1 => whole = true,
            _ => break,
        }
        at += 1;
        if at > i + 5 {
            return None;
        }
    }
    // "the past two years", "the next few days", "the first nine months", "the last decade"
    if turn.is_some() || the == 1 {
        let first = words.is_one(at, &["first", "final"]) && the == 1;
        let counted = at + usize::from(first);
        let some = words.is_one(counted, &["few", "several", "couple", "many"]);
        let couple = words.is(counted, "couple");
        let unit_at = counted + usize::from(some) + usize::from(couple && words.is(counted + 1, "of"));
        let amount = if couple {
            Some((Amount::Hundredths(200), unit_at))
        } else if some {
            Some((Amount::Some, unit_at))
        } else if words.is_one(counted, &["a", "an", "half"]) {
            None
        } else {
            numbers::at(words, counted).map(|(n, to)| (Amount::Hundredths(n), to))
        };
        if let Some((amount, unit_at)) = amount {
            let unit_at = unit_at + usize::from(words.is_one(unit_at, &["full", "fiscal", "consecutive", "straight", "trading"]));
            if let Some((unit, _)) = Unit::of(words.low(unit_at)).filter(|(u, _)| *u != Unit::Second || !words.is(unit_at, "second")) {
                if first {
                    return Some((unit_at + 1, Meaning::Duration(amount, unit)));
                }
                return Some((
                    unit_at + 1,
                    match turn {
                        Some(Turn::Last) => Meaning::Stretch(amount, unit, false),
                        Some(Turn::Next) => Meaning::Stretch(amount, unit, true),
                        _ => Meaning::Duration(amount, unit),
                    },
                ));
            }
            return None;
        }
    }
    // "the next morning", "the previous night", "the same evening"
    if let Some(part) = turn.and_then(|_| calendar::part(words.low(at))).filter(|_| !words.low(at).ends_with('s')) {
        let by = match turn {
            Some(Turn::Next) if words.is_one(at - 1, &["next", "following"]) => 1,
            Some(Turn::Last) if narrative => -1,
            Some(Turn::This) if narrative => 0,
            _ => return None,
        };
        return Some((at + 1, with_part(shift(Unit::Day, by, From::Narrative), part)));
    }
    let (unit, plural) = Unit::of(words.low(at))?;
    // "This Week" is a programme.
    let title = at == i + 1
        && words.capital(i)
        && words.is_one(i, &["last", "next"])
        && matches!(unit, Unit::Week | Unit::Month | Unit::Year)
        && !words.is(at + 1, "tonight");
    if unit == Unit::Second || unit == Unit::Minute || words.capital(at) && at > i && !title {
        return None;
    }
    let to = at + 1;
    let Some(turn) = turn else {
        if the == 0 || plural {
            return None;
        }
        // "the weekend"; "the year", "the day", "the week", "the month": that of publication.
        return match unit {
            _ if whole => Some((to, shift(unit, 0, From::Narrative))),
            // "the year ended Sept. 30"
            Unit::Year | Unit::Quarter if words.is_one(to, &["ended", "ending"]) => {
                Some((to, Meaning::Duration(Amount::Hundredths(100), unit)))
            }
            // "ended the day at 5,210", "For the week, the index rose", "the week's best session"
            Unit::Year | Unit::Quarter | Unit::Month | Unit::Week | Unit::Day
                if words.is_one(i.wrapping_sub(1), ENDS) && !words.is(to, "of") && !words.tag(to).is_noun()
                    || words.is(i.wrapping_sub(1), "for") && matches!(words.word(to), "," | ".")
                    || unit != Unit::Day && words.is_one(to, &["'s", "’s"]) =>
            {
                Some((to, shift(unit, 0, if unit == Unit::Day { From::Narrative } else { From::Story })))
            }
            Unit::Weekend if !words.is(to, "of") => Some((to, shift(Unit::Weekend, 0, From::Publication))),
            Unit::Year | Unit::Month | Unit::Week | Unit::Day
                if words.is_one(i.wrapping_sub(1), &["of", "for", "in", "during"])
                    && !words.is(to, "of")
                    && !words.tag(to).is_noun()
                    && words.is_one(
                        i.wrapping_sub(2),
                        &[
                            "later",
                            "earlier",
                            "rest",
                            "end",
                            "beginning",
                            "start",
                            "late",
                            "early",
                            "middle",
                            "remainder",
                            "close",
                            "part",
                            "half",
                            "quarters",
                            "months",
                            "weeks",
                            "days",
                        ],
                    ) =>
            {
                Some((to, shift(unit, 0, if unit == Unit::Day { From::Narrative } else { From::Story })))
            }
            _ => None,
        };
    };
    if plural {
        return match turn {
            Turn::Last => Some((to, if unit >= Unit::Day { Meaning::Stretch(Amount::Some, unit, false) } else { return None })),
            Turn::Next => Some((
                to,
                if words.is_one(at - 1, &["coming", "upcoming"]) {
                    Meaning::Reference("FUTURE_REF")
                } else {
                    Meaning::Stretch(Amount::Some, unit, true)
                },
            )),
            Turn::This => None,
        };
    }
    if unit == Unit::Quarter && latest {
        return Some((to, Meaning::ThisQuarter));
    }
    let by = match turn {
        Turn::Last => -1,
        Turn::This => 0,
        Turn::Next => 1,
    };
    // "the last year", "the past decade": the stretch up to now; "the next day": told from inside the story.
    if the == 1
        && matches!(turn, Turn::Last)
        && !narrative
        && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Decade | Unit::Century | Unit::Hour)
    {
        return Some((to, Meaning::Stretch(Amount::Hundredths(100), unit, false)));
    }
    if words.is_one(at - 1, &["past"]) && unit != Unit::Year && unit != Unit::Weekend && unit != Unit::Week && unit != Unit::Month {
        return Some((to, Meaning::Stretch(Amount::Hundredths(100), unit, false)));
    }
    if unit == Unit::Hour || (unit == Unit::Day && turn == Turn::Last && the == 0 && !narrative) {
        return None;
    }
    let from = if narrative || (the == 1 && turn == Turn::Next) || (unit == Unit::Day && turn == Turn::Next) {
        From::Narrative
    } else {
        From::Publication
    };
    if unit == Unit::Day && turn == Turn::This && from == From::Publication {
        return Some((to, shift(Unit::Day, 0, From::Publication)));
    }
    let mut meaning = shift(unit, by, from);
    if let Some(part) = calendar::part(words.low(at)) {
        meaning = with_part(meaning, part);
    }
    Some((to, meaning))
}

/// What markets do with a day.
const ENDS: &[&str] = &["end", "ended", "ending", "close", "closed", "closing", "finish", "finished", "finishing", "began", "started"];

/// "three weeks ago", "two days later", "a year earlier", "in two weeks", "a week from Monday".
pub(super) fn distance(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    if words.is_one(i, &["year-earlier", "year-ago"]) {
        let named = words.is_one(i + 1, &["quarter", "period"]);
        return Some((i + 1 + usize::from(named), Meaning::YearBefore));
    }
    let (amount, unit, to) = amount(words, i)?;
    let back = |amount: Amount| match amount {
        Amount::Hundredths(n) if n % 100 == 0 => Some(-i32::try_from(n / 100).ok()?),
        Amount::Hundredths(n) => Some(-i32::try_from(n.div_ceil(100)).ok()?),
        Amount::Some => None,
    };
    let so = usize::from(words.is(to, "or") && words.is(to + 1, "so")) * 2;
    let to = to + so;
    match words.low(to) {
        "ago" => {
            if unit == Unit::Year && amount == Amount::Hundredths(100) && so == 0 {
                if let Some(day) = day_of_year(words, to + 1, unit, -1) {
                    return Some(day);
                }
                return Some((to + 1, Meaning::YearBefore));
            }
            match back(amount) {
                Some(n) if let Some(day) = day_of_year(words, to + 1, unit, n) => Some(day),
                Some(n) => Some((to + 1, shift(unit, n, From::Publication))),
                None => Some((to + 1, Meaning::Shift { unit, by: None, from: From::Publication, part: None, clock: None, edge: None })),
            }
        }
        "earlier" | "before" | "previously"
            if words.is(to, "earlier") || words.is(to, "previously") || !words.is_word(to + 1) || words.is_one(to + 1, &["and", "but"]) =>
        {
            if unit == Unit::Year && amount == Amount::Hundredths(100) {
                return Some((to + 1, Meaning::YearBefore));
            }
            back(amount).map(|n| (to + 1, shift(unit, n, From::Narrative)))
        }
        "prior" | "previous" if !words.is_word(to + 1) || words.is_one(to + 1, &["and", "but"]) => {
            back(amount).map(|n| (to + 1, shift(unit, n, From::Narrative)))
        }
        "later" => back(amount).map(|n| (to + 1, shift(unit, -n, From::Narrative))),
        "after" if !words.is_word(to + 1) => back(amount).map(|n| (to + 1, shift(unit, -n, From::Narrative))),
        "from" if words.is(to + 1, "now") => back(amount).map(|n| (to + 2, shift(unit, -n, From::Publication))),
        "hence" => back(amount).map(|n| (to + 1, shift(unit, -n, From::Publication))),
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
            if !words.is(i + 1, "that")
                && !(words.capital(i) && (words.word(i + 1) == "," || words.is_one(i + 1, &["for", "let", "to"]))) =>
        {
            to(1, "PRESENT_REF")
        }
        "currently" | "nowadays" | "presently" => to(1, "PRESENT_REF"),
        "current" if words.tag(i).is_adjective() => to(1, "PRESENT_REF"),
        "recently" | "lately" | "formerly" => to(1, "PAST_REF"),
        "recent" if words.is_one(i + 1, &["years", "months", "weeks", "days", "quarters", "decades"]) => {
            let (unit, _) = Unit::of(words.low(i + 1))?;
            if unit == Unit::Year { to(2, "PAST_REF") } else { Some((i + 2, Meaning::Duration(Amount::Some, unit))) }
        }
        "these" if words.is(i + 1, "days") && !words.is(i + 2, "of") => to(2, "PRESENT_REF"),
        "soon" if !words.is(i.wrapping_sub(1), "as") && !words.is(i + 1, "after") && !words.is(i.wrapping_sub(1), "too") => {
            to(1, "FUTURE_REF")
        }
        "the" => match words.low(i + 1) {
            "future" if !words.tag(i + 2).is_noun() => to(2, "FUTURE_REF"),
            "past" if !words.is_word(i + 2) || !(words.tag(i + 2).is_noun() || words.tag(i + 2) == Tag::Number) => to(2, "PAST_REF"),
            "near" if words.is(i + 2, "future") => to(3, "FUTURE_REF"),
            "present" if !words.tag(i + 2).is_noun() => to(2, "PRESENT_REF"),
            "time" if words.is_one(i.wrapping_sub(1), &["at"]) && !words.is(i + 2, "of") => None,
            _ => None,
        },
        _ => None,
    }
}
