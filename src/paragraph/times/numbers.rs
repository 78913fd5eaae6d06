//! Numbers in words and figures, as far as dates need them.

use crate::language::Words;
use crate::language::values::{Values, value};

fn unit_word(w: &str) -> Option<u32> {
    value(w, Values::Number)
}

fn tens_word(w: &str) -> Option<u32> {
    value(w, Values::Tens)
}

/// A word's parts before and behind its hyphen. Asked of every number and article, and hardly any has one: looking over a few
/// bytes costs less than a search.
fn at_hyphen(w: &str) -> Option<(&str, &str)> {
    w.as_bytes().contains(&b'-').then(|| w.split_once('-'))?
}

/// A number below 100 in one word: "seven", "forty-two".
#[must_use]
pub fn small(w: &str) -> Option<u32> {
    if let Some(n) = unit_word(w).or_else(|| tens_word(w)) {
        return Some(n);
    }
    let (tens, units) = at_hyphen(w)?;
    Some(tens_word(tens)? + unit_word(units).filter(|u| (1..10).contains(u))?)
}

/// The place of an ordinal: "third", "21st", "twenty-first".
#[must_use]
pub fn ordinal(w: &str) -> Option<u32> {
    if let Some(named) = value(w, Values::Ordinal) {
        return Some(named);
    }
    if let Some((tens, units)) = at_hyphen(w) {
        return Some(tens_word(tens)? + ordinal(units).filter(|u| *u < 10)?);
    }
    if !w.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = w.strip_suffix("st").or_else(|| w.strip_suffix("nd")).or_else(|| w.strip_suffix("rd")).or_else(|| w.strip_suffix("th"))?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Digits only.
#[must_use]
pub fn digits(w: &str) -> Option<u32> {
    (!w.is_empty() && w.len() <= 9 && w.bytes().all(|b| b.is_ascii_digit())).then(|| w.parse().ok())?
}

/// The number that starts at token `i`, in hundredths, and the token after it. Articles count as one ("a year"), "half a" as
/// a half.
#[must_use]
pub fn at(words: &Words, i: usize) -> Option<(u32, usize)> {
    let w = words.low(i);
    if w == "half" {
        return Some((50, if words.is_one(i + 1, &["a", "an"]) { i + 2 } else { i + 1 }));
    }
    if w == "a" || w == "an" {
        if words.is(i + 1, "half") {
            return Some((50, i + 2));
        }
        if let Some(scale) = scale(words.low(i + 1)) {
            return Some((scale * 100, i + 2));
        }
        if words.is(i + 1, "couple") {
            return Some((200, if words.is_of(i + 2) { i + 3 } else { i + 2 }));
        }
        if words.is(i + 1, "dozen") {
            return Some((1200, i + 2));
        }
        return Some((100, i + 1));
    }
    let in_figures = w.starts_with(|c: char| c.is_ascii_digit());
    if in_figures && let Some((whole, decimals)) = w.split_once('.') {
        let (whole, decimals) = (digits(whole)?, decimals.get(..1).and_then(digits)?);
        return Some((whole.checked_mul(100)? + decimals * 10, i + 1));
    }
    if in_figures && let Some(n) = if w.contains(',') { digits(&w.replace(',', "")) } else { digits(w) } {
        let n = n.checked_mul(100)?;
        if words.is(i + 1, "1/2") {
            return Some((n + 50, i + 2));
        }
        if and_a_half(words, i + 1) {
            return Some((n + 50, i + 4));
        }
        return Some((n, i + 1));
    }
    let mut total = 0u32;
    let mut current = 0u32;
    let mut at = i;
    loop {
        let w = words.low(at);
        if let Some(n) = small(w) {
            // "twenty four"
            if current != 0
                && (!current.is_multiple_of(10)
                    || n >= 10
                    || current.is_multiple_of(100) && at > i && words.low(at - 1) != "hundred" && words.low(at - 1) != "and")
            {
                break;
            }
            current += n;
        } else if let Some(s) = scale(w).filter(|_| at > i) {
            current = current.max(1).checked_mul(s)?;
            if s >= 1000 {
                total = total.checked_add(current)?;
                current = 0;
            }
        } else if !(w == "and" && at > i && words.low(at - 1) == "hundred" && small(words.low(at + 1)).is_some()) {
            break;
        }
        at += 1;
    }
    let n = (total + current).checked_mul(100)?;
    if at > i && and_a_half(words, at) {
        return Some((n + 50, at + 3));
    }
    (at > i).then_some((n, at))
}

/// What makes "six months" of "six and a half months" six and a half.
fn and_a_half(words: &Words, i: usize) -> bool {
    words.is(i, "and") && words.is(i + 1, "a") && words.is(i + 2, "half")
}

fn scale(w: &str) -> Option<u32> {
    value(w, Values::PowerOfTen)
}

/// A year in words: "nineteen ninety-six", "two thousand". Gives the token after it.
#[must_use]
pub fn year_in_words(words: &Words, i: usize) -> Option<(i16, usize)> {
    let first = small(words.low(i))?;
    if first == 2 && words.is(i + 1, "thousand") {
        return Some((2000, i + 2));
    }
    if (17..=20).contains(&first) {
        let second = small(words.low(i + 1)).filter(|n| *n >= 10)?;
        let extra = (second % 10 == 0).then(|| small(words.low(i + 2)).filter(|n| (1..10).contains(n))).flatten();
        let year = first * 100 + second + extra.unwrap_or(0);
        return Some((i16::try_from(year).ok()?, i + 2 + usize::from(extra.is_some())));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        for (text, n, tokens) in [
            ("twenty four hours", 2400, 2),
            ("a hundred years", 10000, 2),
            ("2 1/2 years", 250, 2),
            ("half an hour", 50, 2),
            ("1.5 days", 150, 1),
            ("sixty days", 6000, 1),
            ("two hundred and six days", 20600, 4),
            ("six and a half months", 650, 4),
            ("3 and a half years", 350, 4),
            ("a couple of years", 200, 3),
        ] {
            assert_eq!(at(&Words::of(text), 0), Some((n, tokens)), "{text}");
        }
        assert_eq!(year_in_words(&Words::of("nineteen ninety-six"), 0), Some((1996, 2)));
        assert_eq!(ordinal("twenty-first"), Some(21));
        assert_eq!(ordinal("3rd"), Some(3));
    }
}
