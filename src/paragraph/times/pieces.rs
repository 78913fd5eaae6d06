//! What dates are put together from: a day's number, a month's name, a year, and "last" or "next" behind them.

use super::meaning::Turn;
use super::{calendar, numbers};
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Words};

/// What may be the day of a month, in two figures at most or as an ordinal: "6", "3rd", "first". Not all have 31 or less.
pub(super) fn day_number(words: &Words, i: usize) -> Option<u8> {
    let w = words.low(i);
    let n = numbers::digits(w)
        .filter(|_| w.len() <= 2)
        .or_else(|| numbers::ordinal(w).filter(|_| w != "second" || words.tag(i) == Tag::Adjective))?;
    u8::try_from(n).ok().filter(|n| (1..=99).contains(n))
}

/// A month's name; "may" and "march" need their capital, shortened names their full stop or a number.
pub(super) fn month_word(words: &Words, i: usize) -> Option<u8> {
    let w = words.low(i);
    let month = calendar::month(w)?;
    let short = !calendar::MONTHS.iter().any(|m| m.eq_ignore_ascii_case(w));
    if !words.capital(i)
        || is_given(words, i)
        || (short
            && !w.ends_with('.')
            && day_number(words, i + 1).is_none()
            && day_number(words, i.wrapping_sub(1)).is_none()
            && year(words.low(i + 1)).is_none())
    {
        return None;
    }
    Some(month)
}

/// A year in four figures.
/// Whether the name of a month is somebody's: "April Jones, a nurse,", "Judge June Holt". Behind what leads to a month it is one.
fn is_given(words: &Words, i: usize) -> bool {
    let next = words.class(i + 1);
    let before = i.wrapping_sub(1);
    let person = next.has(Class::SURNAME) && !next.has(Class::NOT_NAME | Class::DEMONYM | Class::PLACE | Class::ORG | Class::TIME);
    let led = words.class(before).has(Class::MONTH_LEAD | Class::OF_MONTH)
        || words.tag(before) == Tag::Preposition
        || words.tag(before) == Tag::Number;
    words.class(i).has(Class::GIVEN) && words.capital(i + 1) && words.is_word(i + 1) && person && !led
}

pub(super) fn year(w: &str) -> Option<i16> {
    if w.len() != 4 {
        return None;
    }
    numbers::digits(w).filter(|n| (1000..=2199).contains(n)).and_then(|n| i16::try_from(n).ok())
}

/// "72" beside 1871: 1872.
pub(super) fn same_century(first: i16, digits: &str) -> Option<i16> {
    let n = numbers::digits(digits).filter(|_| digits.len() == 2).and_then(|n| i16::try_from(n).ok())?;
    Some(first - first % 100 + n)
}

/// "BC".
pub(super) fn is_before_christ(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::BEFORE_CHRIST) && words.capital(i)
}

/// "AD".
pub(super) fn is_after_christ(words: &Words, i: usize) -> bool {
    matches!(words.word(i), "AD" | "A.D." | "CE" | "C.E.")
}

/// Whether the token after a four-digit number makes it a count: "2000 people".
pub(super) fn counts(words: &Words, i: usize) -> bool {
    words.tag(i) == Tag::Nouns && !words.capital(i)
        || matches!(words.word(i), "%" | "percent")
        || words.word(i) == "per" && !words.capital(i + 1)
}

/// An optional year after a month: "May 2024", "May, 2024", "May of 2024", "May of last year".
pub(super) fn month_year(words: &Words, i: usize) -> (usize, Option<i16>) {
    for skip in [0, 1] {
        if skip == 1 && !matches!(words.low(i), "," | "of") {
            break;
        }
        if let Some(y) = year(words.low(i + skip)).filter(|_| !counts(words, i + skip + 1)) {
            return (i + skip + 1, Some(y));
        }
        if let Some((y, to)) = numbers::year_in_words(words, i + skip) {
            return (to, Some(y));
        }
    }
    (i, None)
}

/// "last year", "this year", "next year" after a month.
pub(super) fn relative_year(words: &Words, i: usize) -> Option<(usize, i32)> {
    let year = match words.low(i) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    words.is(i + 1, "year").then_some((i + 2, year))
}

/// "the 12th of October last", "Monday next": old style, behind the date and with nothing that it could belong to instead.
pub(super) fn turn_behind(words: &Words, i: usize) -> Option<Turn> {
    let turn = match words.low(i) {
        "last" => Turn::Last,
        "next" => Turn::Next,
        _ => return None,
    };
    let closed = !words.is_word(i + 1) && words.tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Punctuation)
        || words.class(i + 1).has(Class::DATE_END);
    closed.then_some(turn)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn years_behind_a_day() {
        check(&[
            ("It met on April 2, 2023, in Faro.", "April 2, 2023 = 2023-04-02"),
            ("It met on Apr. 2.", "Apr. 2 = 2024-04-02"),
            ("It was so in 1994.", "1994 = 1994"),
            ("It has 1994 seats.", ""),
        ]);
    }
}
