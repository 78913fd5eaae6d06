//! How long and how often: "three weeks", "every Monday".

use super::meaning::{Amount, Meaning, Unit};
use super::pieces::month_word;
use super::{calendar, numbers};
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Words};

pub(super) fn duration(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    // "five-year", "two-and-a-half-hour", "60-year-old"
    let w = words.low(i);
    if words.hyphen(i)
        && let Some((count, rest)) = w.split_once('-')
    {
        let (unit_word, tail) = rest.split_once('-').map_or((rest, ""), |(u, t)| (u, t));
        // An age is told of somebody and is no stretch of the story's time.
        if tail == "old" || tail == "olds" {
            return None;
        }
        if matches!(tail, "" | "long") {
            let n = numbers::small(count).or_else(|| numbers::digits(count));
            if let Some((unit, _)) = Unit::of(unit_word).filter(|(u, _)| *u != Unit::Quarter && *u != Unit::Second) {
                if let Some(n) = n {
                    return Some((i + 1, Meaning::Duration(Amount::Hundredths(n.checked_mul(100)?), unit)));
                }
                if matches!(count, "several" | "multi" | "few") {
                    return Some((i + 1, Meaning::Duration(Amount::Some, unit)));
                }
            }
        }
        if (rest == "long")
            && let Some((unit, plural)) = Unit::of(count).filter(|(u, _)| *u >= Unit::Hour)
        {
            return Some((i + 1, Meaning::Duration(if plural { Amount::Some } else { Amount::Hundredths(100) }, unit)));
        }
    }
    // "five year": a unit in the singular before a noun ("a 10 year term").
    let (amount, unit, to) = amount(words, i)?;
    // "37 years old"; "60 Minutes" is a programme.
    // What is so long ago has been read as a distance, or is none that a calendar has.
    if words.is_one(to, &["old", "older", "younger", "ago"]) || words.capital(to - 1) && to - 1 > i {
        return None;
    }
    let bare = Unit::of(words.low(i)).is_some();
    if bare && !words.class(i.wrapping_sub(1)).has(Class::LENGTH_LEAD) {
        return None;
    }
    // "a day", "a year" as a rate: "$5 a day", "twice a week".
    if words.class(i).has(Class::EACH) && to == i + 2 {
        let before = i.wrapping_sub(1);
        let rate = i > 0
            && (words.tokens[before].kind == TokenKind::Number
                || (words.class(before).has(Class::RATE) || words.is_one(before, &["%"]))
                || (words.tag(before) == Tag::Nouns && numbers::at(words, before.wrapping_sub(1)).is_some()));
        if rate {
            return Some((to, Meaning::Set(Amount::Hundredths(100).timex(unit))));
        }
        if unit == Unit::Second || (unit == Unit::Quarter) || (unit == Unit::Day && words.is_of(to)) {
            return None;
        }
    }
    if unit == Unit::Quarter && !matches!(amount, Amount::Hundredths(n) if n >= 200) && amount != Amount::Some {
        return None;
    }
    Some((to, Meaning::Duration(amount, unit)))
}

/// A count of a unit: "three weeks", "a few days", "a year and a half".
pub(super) fn amount(words: &Words, i: usize) -> Option<(Amount, Unit, usize)> {
    let few = |at: usize| -> Option<(Amount, usize)> {
        match words.low(at) {
            _ if words.class(at).has(Class::SOME) => Some((Amount::Some, at + 1)),
            _ if words.class(at).has(Class::DOZENS) && words.is_of(at + 1) => Some((Amount::Some, at + 2)),
            "a" if words.is_one(at + 1, &["few", "number"]) => Some((Amount::Some, at + 2 + usize::from(words.is_of(at + 2)))),
            "couple" => Some((Amount::Hundredths(200), at + 1 + usize::from(words.is_of(at + 1)))),
            "another" => Some((Amount::Hundredths(100), at + 1)),
            _ => None,
        }
    };
    let (amount, mut at) = match few(i) {
        Some(found) => found,
        None if Unit::of(words.low(i)).is_some_and(|(u, plural)| plural && u >= Unit::Day) => {
            // "13 billion years", "millions of years": the number before it is larger than is counted here.
            let before = i.wrapping_sub(1);
            let counted = |k: usize| words.tag(k) == Tag::Number || words.class(k).has(Class::DOZENS | Class::SCALE);
            if counted(before) || words.is_of(before) && counted(i.wrapping_sub(2)) {
                return None;
            }
            (Amount::Some, i)
        }
        None => numbers::at(words, i).map(|(n, at)| (Amount::Hundredths(n), at))?,
    };
    // "at least 10 more years", "two full days", "20 long years"
    let adjective = usize::from(words.class(at).has(Class::LENGTH));
    at += adjective;
    let (unit, plural) = Unit::of(words.low(at))?;
    // "second" is nearly always an ordinal; "a second time", "one second" stays with the number.
    if unit == Unit::Second && !plural && !words.is_one(i, &["one", "1", "each"]) {
        return None;
    }
    let modifier = words.tag(at + 1).is_noun() || words.class(i.wrapping_sub(1)).has(Class::MODIFIED);
    if !plural && !matches!(amount, Amount::Hundredths(n) if n <= 100) && !modifier {
        return None;
    }
    at += 1;
    if words.is(at, "and")
        && words.is_one(at + 1, &["a"])
        && words.is(at + 2, "half")
        && let Amount::Hundredths(n) = amount
    {
        return Some((Amount::Hundredths(n + 50), unit, at + 3));
    }
    Some((amount, unit, at))
}

/// "every Monday", "daily", "each year", "once a week".
pub(super) fn set(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let plain = match words.low(i) {
        "daily" => Some("P1D"),
        "weekly" => Some("P1W"),
        "biweekly" => Some("P2W"),
        "monthly" => Some("P1M"),
        "yearly" | "annually" => Some("P1Y"),
        "hourly" => Some("PT1H"),
        "nightly" => Some("XXXX-XX-XXTNI"),
        _ => None,
    };
    if let Some(value) = plain {
        // "the Daily News" is a name.
        return (!words.capital(i) || i == 0).then(|| (i + 1, Meaning::Set(value.to_owned())));
    }
    if !words.is_one(i, &["every", "each", "per"]) {
        return None;
    }
    let at = i + 1 + usize::from(words.is_one(i + 1, &["other", "single"]));
    if let Some((weekday, _)) = calendar::weekday(words.low(at)).filter(|_| words.low(at).len() > 4) {
        let part = calendar::part(words.low(at + 1));
        return Some((
            at + 1 + usize::from(part.is_some()),
            Meaning::Set(format!("XXXX-WXX-{weekday}{}", part.map_or(String::new(), |p| format!("T{}", p.letters())))),
        ));
    }
    if let Some(month) = month_word(words, at) {
        return Some((at + 1, Meaning::Set(format!("XXXX-{month:02}"))));
    }
    if let Some(season) = calendar::season(words.low(at)) {
        return Some((at + 1, Meaning::Set(format!("XXXX-{}", season.letters()))));
    }
    if let Some(part) = calendar::part(words.low(at)) {
        return Some((at + 1, Meaning::Set(format!("XXXX-XX-XXT{}", part.letters()))));
    }
    if let Some((unit, _)) = Unit::of(words.low(at)).filter(|(u, _)| *u != Unit::Second) {
        let n = if words.is(i + 1, "other") { 200 } else { 100 };
        return Some((at + 1, Meaning::Set(Amount::Hundredths(n).timex(unit))));
    }
    let (n, to) = numbers::at(words, at)?;
    let (unit, _) = Unit::of(words.low(to))?;
    Some((to + 1, Meaning::Set(Amount::Hundredths(n).timex(unit))))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn lengths_of_time() {
        check(&[
            ("It took three weeks.", "three weeks = P3W"),
            ("It shut for two and a half years.", "two and a half years = P2Y6M"),
            ("It lasted an hour.", "an hour = PT1H"),
            ("It lasts a 12-week term.", "12-week = P12W"),
            ("It meets every Monday.", "every Monday = XXXX-WXX-1"),
            ("A man of 40 years came.", "40 years = P40Y"),
            ("It is weeks long.", ""),
        ]);
    }
}
