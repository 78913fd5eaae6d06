//! Dates in figures, "2024-04-01" and "4/1/2024", two of them joined, "1999–2003" and "April 8-14", centuries and eras.

use super::meaning::{Clock, Meaning, Point};
use super::pieces::{day_number, is_after_christ, is_before_christ, month_word, month_year, same_century, year};
use super::{Match, one};
use super::{calendar, numbers};
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Words};
use crate::text::Span;
use crate::text::position::clamp;

/// 2024-04-01, 03/04/2024, 2009-2010, 1990s.
pub(super) fn figures(words: &Words, i: usize) -> Option<Vec<Match>> {
    let token = words.tokens.get(i)?;
    if token.kind != TokenKind::Number {
        return None;
    }
    let w = words.low(i);
    // Dates are never this long, and money, scores and codes are not dates.
    if w.len() > 25 || (i > 0 && words.tag(i - 1) == Tag::Currency && !words.spaced(i)) || words.word(i + 1) == "%" {
        return None;
    }
    // "9/11" is a day's name, as a holiday's is.
    if w.strip_prefix("9/11").is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
        let meaning = Meaning::Era((2001, 9, 11), (2001, 9, 11));
        return Some(vec![Match { from: i, to: i + 1, bytes: Some(Span::new(token.start, token.start + 4)), meaning }]);
    }
    if let Some(p) = iso(w).or_else(|| slashed(w)) {
        return Some(one(i, i + 1, Meaning::Point(p)));
    }
    if let Some((a, b)) = w.split_once('-') {
        if let (Some(first), true) = (year(a), b.len() == 4 || b.len() == 2) {
            let second = if b.len() == 2 { same_century(first, b) } else { year(b) };
            if let Some(second) = second.filter(|s| *s > first && *s - first < 300) {
                let cut = token.start + 4;
                let of = |y: i16| Meaning::Point(Point { year: Some(y), ..Point::default() });
                return Some(vec![
                    Match { from: i, to: i + 1, bytes: Some(Span::new(token.start, cut)), meaning: of(first) },
                    Match { from: i, to: i + 1, bytes: Some(Span::new(cut + 1, token.end)), meaning: of(second) },
                ]);
            }
        }
        // "8-May-2006"
        let parts: Vec<&str> = w.split('-').collect();
        if let [d, m, y] = parts.as_slice()
            && let (Some(day), Some(month)) = (numbers::digits(d), calendar::month(m))
            && let short = y.len() == 2
            && let Some(year) = if short { numbers::digits(y).and_then(two_digit_year) } else { year(y) }
        {
            let day = u8::try_from(day).ok();
            return Some(one(
                i,
                i + 1,
                Meaning::Point(Point { year: Some(year), short_year: short, month: Some(month), day, ..Point::default() }),
            ));
        }
    }
    None
}

/// "6-7 February", "April 24 and 25", "31 May-1 June 1916", "May-August 1950": two days or months that share a month or a year.
pub(super) fn pair(words: &Words, i: usize) -> Option<Vec<Match>> {
    let token = words.tokens.get(i)?;
    let month = token.kind == TokenKind::Word && token.capital;
    if !(month && (token.hyphen || month_word(words, i).is_some()) || token.kind == TokenKind::Number && token.end - token.start <= 5) {
        return None;
    }
    let near = |k: usize| (words.class(k).has(Class::RANGE) || words.is_one(k, &["–"])) || words.hyphen(k) || words.capital(k);
    if !(token.hyphen || near(i + 1) || month && (near(i + 2) || words.hyphen(i + 1))) {
        return None;
    }
    // Each piece with the token and the bytes that it stands in; two dates have five at most.
    let mut pieces: Vec<(Figure, usize, Span)> = Vec::with_capacity(6);
    let mut at = i;
    let mut glued = false;
    while pieces.len() < 5 {
        let (Some(token), w) = (words.tokens.get(at), words.low(at)) else { break };
        if let Some((a, b)) = token.hyphen.then(|| w.split_once('-')).flatten() {
            let capital = words.word(at).split_once('-').is_some_and(|(_, b)| b.starts_with(char::is_uppercase));
            let half = |w: &str| match numbers::digits(w) {
                Some(n) => u8::try_from(n).ok().filter(|n| (1..=31).contains(n)).map(Figure::Day),
                None => calendar::month(w).filter(|_| w.len() > 2 && (token.capital || capital)).map(Figure::Month),
            };
            let (Some(first), Some(second)) = (half(a), half(b)) else { break };
            let cut = token.start + clamp(a.len());
            pieces.extend([
                (first, at, Span::new(token.start, cut)),
                (Figure::Joint, at, Span::new(cut, cut)),
                (second, at, Span::new(cut + 1, token.end)),
            ]);
            glued = true;
        } else if let Some(month) = month_word(words, at) {
            pieces.push((Figure::Month(month), at, Span::new(token.start, token.end)));
        } else if let Some(day) = day_number(words, at).filter(|d| *d <= 31 && token.kind == TokenKind::Number) {
            pieces.push((Figure::Day(day), at, Span::new(token.start, token.end)));
        } else if w == "." && glued && !words.spaced(at) && matches!(pieces.last(), Some((Figure::Month(_), ..))) {
            // "Sept. 29-Oct. 1": a hyphen leaves the month's full stop alone.
        } else if !pieces.is_empty() && matches!(w, "and" | "or" | "to" | "through" | "–") {
            pieces.push((Figure::Joint, at, Span::new(token.start, token.end)));
        } else if !(w == "of" && matches!(pieces.last(), Some((Figure::Day(_), ..)))) {
            break;
        }
        at += 1;
    }
    use Figure::{Day, Joint, Month};
    let kinds: Vec<Figure> = pieces.iter().map(|(p, ..)| *p).collect();
    let (first, second, used, joint) = match *kinds.as_slice() {
        [Day(a), Joint, Day(b), Month(m), ..] if a < b => ((m, Some(a)), (m, Some(b)), 4, 1),
        [Month(m), Day(a), Joint, Day(b), ..] if a < b && !matches!(kinds.get(4), Some(Month(_))) => ((m, Some(a)), (m, Some(b)), 4, 2),
        [Day(a), Month(m), Joint, Day(b), Month(n)] if glued => ((m, Some(a)), (n, Some(b)), 5, 2),
        [Month(m), Day(a), Joint, Month(n), Day(b)] if glued => ((m, Some(a)), (n, Some(b)), 5, 2),
        [Month(m), Joint, Month(n), ..] if glued => ((m, None), (n, None), 3, 1),
        _ => return None,
    };
    let mut to = pieces[used - 1].1 + 1;
    let mut year = None;
    if matches!(kinds[used - 1], Month(_)) {
        // "won 2-5 March 4": the month belongs to the day behind it.
        if used == 4
            && day_number(words, to).is_some_and(|_| words.tokens[to].kind == TokenKind::Number)
            && self::year(words.low(to)).is_none()
        {
            return None;
        }
        // "pages 5 and 6 may be"
        if words.tag(to) == Tag::Base && matches!(kinds[used - 1], Month(5)) {
            return None;
        }
        (to, year) = month_year(words, to);
    } else {
        let comma = usize::from(words.word(to) == ",");
        if let Some(y) = self::year(words.low(to + comma)) {
            (to, year) = (to + comma + 1, Some(y));
        } else if !glued
            && words.is_word(to)
            && !matches!(words.tag(to), Tag::Preposition | Tag::To | Tag::Conjunction | Tag::Past | Tag::Modal)
            || words.tokens.get(to).is_some_and(|t| t.kind == TokenKind::Number)
            || matches!(words.word(to), "%" | "percent")
        {
            // "April 6 and 7 others"
            return None;
        }
    }
    let point = |(month, day): (u8, Option<u8>), year: Option<i16>, shared: bool| {
        Meaning::Point(Point { year, month: Some(month), day, shared, ..Point::default() })
    };
    let earlier = year.map(|y| y - i16::from(first.0 > second.0));
    let end = words.span(i..to).end;
    let head = pieces[joint + 1];
    Some(vec![
        Match {
            from: i,
            to: head.1,
            bytes: Some(Span::new(pieces[0].2.start, pieces[joint - 1].2.end)),
            meaning: point(first, earlier, used == 4 || year.is_some()),
        },
        Match { from: head.1, to, bytes: Some(Span::new(head.2.start, end)), meaning: point(second, year, used == 4) },
    ])
}

/// A part of two days or months that are named together; a token as "May-1" has several.
#[derive(Clone, Copy)]
enum Figure {
    Day(u8),
    Month(u8),
    Joint,
}

fn iso(w: &str) -> Option<Point> {
    let (date, time) = w.split_once('t').map_or((w, ""), |(d, t)| (d, t));
    let parts: Vec<&str> = date.split('-').collect();
    let [y, m, d] = parts.as_slice() else { return None };
    if y.len() != 4 || m.len() > 2 || d.len() > 2 {
        return None;
    }
    let clock = (!time.is_empty()).then(|| {
        let mut t = time.split(':');
        Some(Clock {
            hour: u8::try_from(numbers::digits(t.next()?)?).ok()?,
            minute: u8::try_from(numbers::digits(t.next()?.get(..2)?)?).ok(),
            utc: time.ends_with('z'),
        })
    });
    Some(Point {
        year: year(y),
        month: u8::try_from(numbers::digits(m)?).ok(),
        day: u8::try_from(numbers::digits(d)?).ok(),
        clock: clock.flatten(),
        figures: true,
        ..Point::default()
    })
    .filter(|p| p.year.is_some())
}

fn slashed(w: &str) -> Option<Point> {
    let separator = ['/', '.', '-'].into_iter().find(|s| w.contains(*s))?;
    let parts: Vec<&str> = w.split(separator).collect();
    let [a, b, y] = parts.as_slice() else { return None };
    // With full stops it may be a version's number, unless the year is whole.
    if separator == '.' && y.len() != 4 || a.len() > 2 || b.len() > 2 || !(y.len() == 4 || y.len() == 2) {
        return None;
    }
    let (a, b) = (u8::try_from(numbers::digits(a)?).ok()?, u8::try_from(numbers::digits(b)?).ok()?);
    let short = y.len() == 2;
    let full = if short { two_digit_year(numbers::digits(y)?) } else { year(y) }?;
    let (month, day) = if a > 12 && b <= 12 { (b, a) } else { (a, b) };
    Some(Point {
        year: Some(full),
        short_year: short,
        month: Some(month),
        day: Some(day),
        day_or_month: a <= 12 && b <= 12 && a != b,
        figures: true,
        ..Point::default()
    })
}

/// The POSIX window: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.
fn two_digit_year(n: u32) -> Option<i16> {
    i16::try_from(if n >= 69 { 1900 + n } else { 2000 + n }).ok()
}

/// "from the 15th to the 19th century", "the 18th and 19th centuries": the first of two that share the word.
pub(super) fn centuries(words: &Words, i: usize) -> Option<Vec<Match>> {
    let at = i + usize::from(words.is(i, "the"));
    let of = |k: usize| numbers::ordinal(words.low(k)).and_then(|n| i16::try_from(n).ok()).filter(|n| (1..=30).contains(n));
    if !(words.class(at + 1).has(Class::TO_CENTURY) || words.is_one(at + 1, &["–"])) {
        return None;
    }
    let second = at + 2 + usize::from(words.is(at + 2, "the"));
    let named = words.is_one(second + 1, &["century", "centuries"]) || words.low(second).strip_suffix("-century").is_some();
    let first = of(at).filter(|_| named)?;
    let last = numbers::ordinal(words.low(second).trim_end_matches("-century"))?;
    (i16::try_from(last).is_ok_and(|last| last > first)).then(|| one(i, at + 1, Meaning::Century(first)))
}

/// "499-493 BC", "264 to 241 BC", "250 – 900 CE": two years of an era that is named once; "2013 – present".
pub(super) fn eras(words: &Words, i: usize) -> Option<Vec<Match>> {
    let token = words.tokens.get(i).filter(|t| t.kind == TokenKind::Number)?;
    // "(2013 – present)"
    if words.is(i + 2, "present")
        && matches!(words.word(i + 1), "–" | "-" | "to")
        && let Some(first) = year(words.low(i))
    {
        let now = Match { from: i + 2, to: i + 3, bytes: None, meaning: Meaning::Reference("PRESENT_REF") };
        let first = Meaning::Point(Point { year: Some(first), ..Point::default() });
        return Some(vec![Match { from: i, to: i + 1, bytes: None, meaning: first }, now]);
    }
    let number = |w: &str| numbers::digits(w).and_then(|n| i16::try_from(n).ok()).filter(|n| (1..=9999).contains(n));
    let glued = token.hyphen.then(|| words.low(i).split_once('-')).flatten();
    let (first, second, to) = match glued {
        Some((a, b)) => (number(a)?, number(b)?, i + 1),
        None if matches!(words.word(i + 1), "–" | "-" | "to" | "and" | "until") => {
            let about = usize::from(words.class(i + 2).has(Class::CIRCA));
            (number(words.low(i))?, number(words.low(i + 2 + about))?, i + 3 + about)
        }
        None => return None,
    };
    let before = is_before_christ(words, to);
    let sign = if before && first > second {
        -1
    } else if is_after_christ(words, to) && first < second {
        1
    } else {
        return None;
    };
    let of_year = |y: i16| Meaning::Point(Point { year: Some(y * sign), ..Point::default() });
    let end = words.span(i..to + 1).end;
    let (cut, from) = match glued {
        Some((a, _)) => (token.start + clamp(a.len()), token.start + clamp(a.len()) + 1),
        None => (token.end, words.tokens[to - 1].start),
    };
    Some(vec![
        Match { from: i, to: i + 1, bytes: Some(Span::new(token.start, cut)), meaning: of_year(first) },
        Match { from: to - 1, to: to + 1, bytes: Some(Span::new(from, end)), meaning: of_year(second) },
    ])
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn days_in_figures() {
        check(&[
            ("It met on 2024-03-12.", "2024-03-12 = 2024-03-12"),
            ("It met on 23/03/2024.", "23/03/2024 = 2024-03-23"),
            ("It was so in the 19th century.", "the 19th century = 18"),
            ("It was built about 300 B.C.", "300 B.C. = BC0300"),
            ("The vote was 3-2.", ""),
        ]);
    }
}
