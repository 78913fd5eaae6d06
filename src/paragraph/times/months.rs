//! Months, with their day and year where these are told.

use super::meaning::{Meaning, Point};
use super::numbers;
use super::pieces::{day_number, month_word, month_year, relative_year, turn_behind, year};
use crate::language::{Class, Tag, Words};

/// "March 31, 2024", "31 March", "April", "Feb. 29", "the 3rd of May".
pub(super) fn month_expression(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    // Day first.
    let the = usize::from(words.is(i, "the"));
    if let Some(day) = day_number(words, i + the).filter(|d| *d <= 31) {
        let named = usize::from(words.is(i + the + 1, "day") && words.is_of(i + the + 2));
        let of = usize::from(words.is_of(i + the + 1 + named));
        let m = i + the + 1 + named + of;
        if let Some(month) = month_word(words, m).filter(|_| the + of != 1 || of == 1) {
            let comma = usize::from(words.word(m + 1) == ",");
            if let Some((to, year)) = relative_year(words, m + 1 + comma) {
                return Some((to, Meaning::Within(Point { month: Some(month), day: Some(day), ..Point::default() }, year)));
            }
            let (to, year) = month_year(words, m + 1);
            let turn = turn_behind(words, to).filter(|_| year.is_none());
            return Some((
                to + usize::from(turn.is_some()),
                Meaning::Point(Point { year, month: Some(month), day: Some(day), turn, ..Point::default() }),
            ));
        }
    }
    let month = month_word(words, i)?;
    if words.is_one(i + 1, &["of", ","]) || !matches!(words.low(i + 1), "") {
        // "June of last year", "January this year", "June last year"
        let of = usize::from(words.is_one(i + 1, &["of"]));
        if let Some((to, year)) = relative_year(words, i + 1 + of) {
            return Some((to, Meaning::Within(Point { month: Some(month), ..Point::default() }, year)));
        }
    }
    let mut to = i + 1;
    let the = usize::from(words.is(to, "the"));
    let mut p = Point { month: Some(month), ..Point::default() };
    if let Some(day) = day_number(words, to + the).filter(|_| the == 0 || numbers::digits(words.low(to + the)).is_none()) {
        // "May 10-15": the first day only, and "May 5 people" is a count.
        p.day = Some(day);
        to += the + 1;
        let comma = usize::from(words.word(to) == ",");
        if let Some((end, years)) = relative_year(words, to + comma) {
            return Some((end, Meaning::Within(p, years)));
        }
        if let Some(y) = year(words.low(to + comma)) {
            p.year = Some(y);
            to += comma + 1;
        } else if comma == 1 && words.word(to + 1) == "'" {
            p.year = None;
        } else if let Some(turn) = turn_behind(words, to) {
            p.turn = Some(turn);
            to += 1;
        }
        return Some((to, Meaning::Point(p)));
    }
    let (end, year) = month_year(words, to);
    p.year = year;
    if let Some(turn) = turn_behind(words, end).filter(|_| year.is_none()) {
        p.turn = Some(turn);
        return Some((end + 1, Meaning::Point(p)));
    }
    if year.is_none() && matches!(month, 3 | 5) && words.low(i).len() <= 5 && !month_is_plain(words, i) {
        return None;
    }
    Some((end, Meaning::Point(p)))
}

/// Whether a bare "May" or "March" is the month: after a preposition or an adjective of time, not a modal, not a name.
fn month_is_plain(words: &Words, i: usize) -> bool {
    // "the March accession", "a May interview", not "the May government"
    let of_month = if words.is(i, "may") { words.is(i.wrapping_sub(1), "a") } else { words.class(i.wrapping_sub(1)).has(Class::OF_MONTH) };
    let named = of_month
        && words.tag(i + 1).is_noun()
        && !words.capital(i + 1)
        && !words.class(i + 1).has(Class::PEOPLE)
        && !words.class(i + 1).has(Class::ROLE);
    if named {
        return true;
    }
    i > 0
        && words.class(i - 1).has(Class::MONTH_LEAD)
        && !(words.is_word(i + 1) && words.capital(i + 1))
        && !(i > 0 && words.tag(i - 1).is_name())
        && !(words.class(i - 1).has(Class::BEFORE_MAY) && words.low(i) == "may" && words.tag(i + 1) == Tag::Base)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn days_and_months() {
        check(&[
            ("It met in April.", "April = 2024-04"),
            ("It met on April 2.", "April 2 = 2024-04-02"),
            ("It met on 2 April 2023.", "2 April 2023 = 2023-04-02"),
            ("It met in April 2023.", "April 2023 = 2023-04"),
            ("It opens in May.", "May = 2024-05"),
            ("It may open.", ""),
            ("It met on the 2nd of April.", "the 2nd of April = 2024-04-02"),
            ("It met on April 2 and 3.", "April 2 = 2024-04-02; 3 = 2024-04-03"),
        ]);
    }
}
