//! Finding time expressions in a block: a hand-written grammar over tokens, longest match first.

use std::ops::Range;

use super::{Amount, Clock, Edge, From, Holiday, Meaning, Part, Point, Tense, TimeMention, Turn, Unit, calendar, numbers};
use crate::language::token::TokenKind;
use crate::language::{Class, Sentence, Tag, Words};
use crate::text::position::clamp;

/// The time expressions of a block, in order; they do not overlap.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence]) -> Vec<TimeMention> {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let range = sentence.tokens.clone();
        let mut i = range.start;
        let mut told = i;
        while i < range.end {
            // A word that only opens an expression opens none where nothing near tells a time.
            while told < range.end && (told <= i || !tells_time(words, told)) {
                told += 1;
            }
            if words.class(i).has(Class::OPENER) && told > i + REACH {
                i += 1;
                continue;
            }
            let Some(expressions) = at(words, &range, i) else {
                i += 1;
                continue;
            };
            let mut next = i + 1;
            for e in expressions {
                next = next.max(e.to.min(range.end));
                let (start, end) = e.bytes.unwrap_or_else(|| words.span(e.from, e.to));
                let mut tense = tense(words, &range, e.from, e.to);
                // "Monday's debate is still talked of": what is there now says nothing of when the debate was.
                if tense != Tense::Past && words.is_one(e.to, &["'s", "’s"]) {
                    let mut after = (e.to + 1..range.end.min(e.to + 6)).take_while(|k| words.is_word(*k));
                    tense = match tense {
                        _ if after.any(|k| words.is_one(k, &["will", "'ll", "’ll"])) => Tense::Future,
                        Tense::Present => Tense::Unknown,
                        _ => tense,
                    };
                }
                let mut meaning = e.meaning;
                // "the invasion soon stalled": not seen from now.
                if tense == Tense::Past && meaning == Meaning::Reference("FUTURE_REF") && words.is(e.from, "soon") {
                    continue;
                }
                // "the year ended Jan. 31" is over.
                if let Meaning::Point(p @ Point { year: None, month: Some(_), turn: None, .. }) = &mut meaning
                    && words.is(e.from.wrapping_sub(1), "ended")
                {
                    p.turn = Some(Turn::Last);
                }
                found.push(TimeMention { start, end, token: e.from, sentence: number, meaning, tense });
                share_year(words, &mut found);
            }
            i = next;
        }
    }
    found
}

/// "from March to August 2011", "July, August and September 2003": a year is said once, with the last of several; "March 2003 to
/// June": or with the first.
fn share_year(words: &Words, found: &mut [TimeMention]) {
    let place = |m: &Meaning| match m {
        Meaning::Point(p) if p.turn.is_none() && p.clock.is_none() && !p.figures => Some((p.year, p.month?, p.day.unwrap_or(1))),
        _ => None,
    };
    let Some((last, before)) = found.split_last_mut() else { return };
    let Some((year, month, day)) = place(&last.meaning) else { return };
    let joint = |from: u32, to: u32| words.text.get(from as usize..to as usize).map_or("", str::trim);
    let Some(mut year) = year else {
        if let Some(first) = before.last()
            && let Some((Some(year), first_month, first_day)) = place(&first.meaning)
            && matches!(joint(first.end, last.start), "to" | "through" | "until" | "till" | "-" | "–")
            && let Meaning::Point(p) = &mut last.meaning
        {
            p.year = Some(if (month, day) < (first_month, first_day) { year + 1 } else { year });
            p.shared = true;
        }
        return;
    };
    let (mut next, mut month, mut day) = (last.start, month, day);
    for m in before.iter_mut().rev() {
        let Some((None, m_month, m_day)) = place(&m.meaning) else { return };
        if !matches!(joint(m.end, next), "to" | "through" | "until" | "till" | "-" | "–" | "and" | "or" | "," | ", and" | ", or") {
            return;
        }
        year -= i16::from((m_month, m_day) > (month, day));
        (next, month, day) = (m.start, m_month, m_day);
        if let Meaning::Point(p) = &mut m.meaning {
            p.year = Some(year);
            p.shared = true;
        }
    }
}

/// How many tokens after its first word an expression's own may stand: "the spring or early summer of 1994".
const REACH: usize = 8;

fn tells_time(words: &Words, i: usize) -> bool {
    let Some(token) = words.tokens.get(i) else { return false };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => {
            token.class.has(Class::TIME) && !token.class.has(Class::OPENER) || token.hyphen || words.is_one(i, &["future", "present"])
        }
        _ => false,
    }
}

/// A match: tokens `from..to`, unless bytes say better.
struct Match {
    from: usize,
    to: usize,
    bytes: Option<(u32, u32)>,
    meaning: Meaning,
}

fn one(from: usize, to: usize, meaning: Meaning) -> Vec<Match> {
    vec![Match { from, to, bytes: None, meaning }]
}

/// What starts at token `i`.
fn at(words: &Words, sentence: &Range<usize>, i: usize) -> Option<Vec<Match>> {
    // Cheap refusal: most tokens start nothing.
    let w = words.low(i);
    if !could_start(words, w, i) {
        return None;
    }
    figures(words, i)
        .or_else(|| pair(words, i))
        .or_else(|| centuries(words, i))
        .or_else(|| eras(words, i))
        .or_else(|| clock_with_day(words, sentence, i).map(|(to, m)| one(i, to, m)))
        .or_else(|| approximate(words, sentence, i))
        .or_else(|| edge_of(words, sentence, i).map(|(to, m)| one(i, to, m)))
        .or_else(|| expression(words, sentence, i).map(|(to, m)| one(i, to, m)))
}

fn could_start(words: &Words, w: &str, i: usize) -> bool {
    let Some(token) = words.tokens.get(i) else { return false };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => token.class.has(Class::TIME) || token.hyphen,
        _ => matches!(w, "'" | "’") && words.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number),
    }
}

// ---- in figures ---------------------------------------------------------------------------------------------------------

/// 2024-04-01, 03/04/2024, 2009-2010, 1990s.
fn figures(words: &Words, i: usize) -> Option<Vec<Match>> {
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
        return Some(vec![Match { from: i, to: i + 1, bytes: Some((token.start, token.start + 4)), meaning }]);
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
                    Match { from: i, to: i + 1, bytes: Some((token.start, cut)), meaning: of(first) },
                    Match { from: i, to: i + 1, bytes: Some((cut + 1, token.end)), meaning: of(second) },
                ]);
            }
        }
        // "8-May-2006"
        let parts: Vec<&str> = w.split('-').collect();
        if let [d, m, y] = parts.as_slice()
            && let (Some(day), Some(month), Some(year)) = (numbers::digits(d), calendar::month(m), year(y))
        {
            return Some(one(
                i,
                i + 1,
                Meaning::Point(Point { year: Some(year), month: Some(month), day: u8::try_from(day).ok(), ..Point::default() }),
            ));
        }
    }
    None
}

/// "from the 15th to the 19th century", "the 18th and 19th centuries": the first of two that share the word.
fn centuries(words: &Words, i: usize) -> Option<Vec<Match>> {
    let at = i + usize::from(words.is(i, "the"));
    let of = |k: usize| numbers::ordinal(words.low(k)).and_then(|n| i16::try_from(n).ok()).filter(|n| (1..=30).contains(n));
    if !words.is_one(at + 1, &["and", "or", "to", "through", "–", "until"]) {
        return None;
    }
    let second = at + 2 + usize::from(words.is(at + 2, "the"));
    let named = words.is_one(second + 1, &["century", "centuries"]) || words.low(second).strip_suffix("-century").is_some();
    let first = of(at).filter(|_| named)?;
    let last = numbers::ordinal(words.low(second).trim_end_matches("-century"))?;
    (i16::try_from(last).is_ok_and(|last| last > first)).then(|| one(i, at + 1, Meaning::Century(first)))
}

/// "499-493 BC", "264 to 241 BC", "250 – 900 CE": two years of an era that is named once; "2013 – present".
fn eras(words: &Words, i: usize) -> Option<Vec<Match>> {
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
            let about = usize::from(words.is_one(i + 2, &["about", "around", "roughly", "c."]));
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
    let (_, end) = words.span(i, to + 1);
    let (cut, from) = match glued {
        Some((a, _)) => (token.start + clamp(a.len()), token.start + clamp(a.len()) + 1),
        None => (token.end, words.tokens[to - 1].start),
    };
    Some(vec![
        Match { from: i, to: i + 1, bytes: Some((token.start, cut)), meaning: of_year(first) },
        Match { from: to - 1, to: to + 1, bytes: Some((from, end)), meaning: of_year(second) },
    ])
}

fn is_before_christ(words: &Words, i: usize) -> bool {
    words.is_one(i, &["bc", "b.c.", "b.c", "bce", "b.c.e."]) && words.capital(i)
}

fn is_after_christ(words: &Words, i: usize) -> bool {
    matches!(words.word(i), "AD" | "A.D." | "CE" | "C.E.")
}

/// A part of two days or months that are named together; a token as "May-1" has several.
#[derive(Clone, Copy)]
enum Piece {
    Day(u8),
    Month(u8),
    Joint,
}

/// "6-7 February", "April 24 and 25", "31 May-1 June 1916", "May-August 1950": two days or months that share a month or a year.
fn pair(words: &Words, i: usize) -> Option<Vec<Match>> {
    let token = words.tokens.get(i)?;
    let month = token.kind == TokenKind::Word && token.capital;
    if !(month && (token.hyphen || month_word(words, i).is_some()) || token.kind == TokenKind::Number && token.end - token.start <= 5) {
        return None;
    }
    let near = |k: usize| matches!(words.low(k), "and" | "or" | "to" | "through" | "–" | "of") || words.hyphen(k) || words.capital(k);
    if !(token.hyphen || near(i + 1) || month && (near(i + 2) || words.hyphen(i + 1))) {
        return None;
    }
    // Each piece with the token and the bytes that it stands in; two dates have five at most.
    let mut pieces: Vec<(Piece, usize, (u32, u32))> = Vec::with_capacity(6);
    let mut at = i;
    let mut glued = false;
    while pieces.len() < 5 {
        let (Some(token), w) = (words.tokens.get(at), words.low(at)) else { break };
        if let Some((a, b)) = token.hyphen.then(|| w.split_once('-')).flatten() {
            let half = |w: &str| match numbers::digits(w) {
                Some(n) => u8::try_from(n).ok().filter(|n| (1..=31).contains(n)).map(Piece::Day),
                None => calendar::month(w).filter(|_| w.len() > 2 && token.capital).map(Piece::Month),
            };
            let (Some(first), Some(second)) = (half(a), half(b)) else { break };
            let cut = token.start + clamp(a.len());
            pieces.extend([(first, at, (token.start, cut)), (Piece::Joint, at, (cut, cut)), (second, at, (cut + 1, token.end))]);
            glued = true;
        } else if let Some(month) = month_word(words, at) {
            pieces.push((Piece::Month(month), at, (token.start, token.end)));
        } else if let Some(day) = day_number(words, at).filter(|d| *d <= 31 && token.kind == TokenKind::Number) {
            pieces.push((Piece::Day(day), at, (token.start, token.end)));
        } else if !pieces.is_empty() && matches!(w, "and" | "or" | "to" | "through" | "–") {
            pieces.push((Piece::Joint, at, (token.start, token.end)));
        } else if !(w == "of" && matches!(pieces.last(), Some((Piece::Day(_), ..)))) {
            break;
        }
        at += 1;
    }
    use Piece::{Day, Joint, Month};
    let kinds: Vec<Piece> = pieces.iter().map(|(p, ..)| *p).collect();
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
    let (_, end) = words.span(i, to);
    let head = pieces[joint + 1];
    Some(vec![
        Match {
            from: i,
            to: head.1,
            bytes: Some((pieces[0].2.0, pieces[joint - 1].2.1)),
            meaning: point(first, earlier, used == 4 || year.is_some()),
        },
        Match { from: head.1, to, bytes: Some((head.2.0, end)), meaning: point(second, year, used == 4) },
    ])
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
    let separator = if w.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = w.split(separator).collect();
    let [a, b, y] = parts.as_slice() else { return None };
    if a.len() > 2 || b.len() > 2 || !(y.len() == 4 || y.len() == 2) {
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

/// "72" beside 1871: 1872.
fn same_century(first: i16, digits: &str) -> Option<i16> {
    let n = numbers::digits(digits).filter(|_| digits.len() == 2).and_then(|n| i16::try_from(n).ok())?;
    Some(first - first % 100 + n)
}

fn year(w: &str) -> Option<i16> {
    if w.len() != 4 {
        return None;
    }
    numbers::digits(w).filter(|n| (1000..=2199).contains(n)).and_then(|n| i16::try_from(n).ok())
}

// ---- clock --------------------------------------------------------------------------------------------------------------

/// "3:30 p.m.", "noon", "08:30 UTC": the time, and the token after it.
fn clock(words: &Words, i: usize) -> Option<(usize, Clock)> {
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
        && minute.is_none_or(|_| !words.is_one(i.wrapping_sub(1), &["at", "until", "by", "from", "around"]) || !digits.contains(':'))
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

fn clock_with_day(words: &Words, sentence: &Range<usize>, i: usize) -> Option<(usize, Meaning)> {
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
    let bare = !words.between(i, to).to_ascii_lowercase().contains('m');
    let in_part = |part: Option<Part>| Clock {
        hour: match part {
            Some(Part::Afternoon | Part::Evening) if bare && time.hour < 12 => time.hour + 12,
            Some(Part::Night) if bare && (5..12).contains(&time.hour) => time.hour + 12,
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
        return Some((to + 2, Meaning::Point(Point { clock: Some(in_part(Some(Part::Night))), ..Point::default() })));
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

// ---- words --------------------------------------------------------------------------------------------------------------

/// "about", "more than", "at least", then a duration or a distance.
fn approximate(words: &Words, sentence: &Range<usize>, i: usize) -> Option<Vec<Match>> {
    let n = match words.low(i) {
        "about" | "around" | "nearly" | "almost" | "over" | "under" | "roughly" | "approximately" | "only" | "just" => 1,
        "more" | "less" | "fewer" if words.is(i + 1, "than") => 2,
        "no" if words.is_one(i + 1, &["more", "less"]) && words.is(i + 2, "than") => 3,
        "at" if words.is_one(i + 1, &["least", "most"]) => 2,
        "up" if words.is(i + 1, "to") => 2,
        "as" if words.is_one(i + 1, &["long", "many", "little", "much"]) && words.is(i + 2, "as") => 3,
        _ => return None,
    };
    let (to, meaning) = expression(words, sentence, i + n)?;
    let wide = matches!(words.low(i), "just" | "only");
    match meaning {
        Meaning::Duration(..) | Meaning::Shift { by: Some(_), .. }
            if words.low(i + n) != "the"
                && words.low(i + n) != "last"
                && words.low(i + n) != "next"
                && words.low(i + n) != "this"
                && is_counted(words, i + n) =>
        {
            Some(one(if wide { i + 1 } else { i }, to, meaning))
        }
        Meaning::Point(Point { clock: Some(_), .. }) if !wide => Some(one(i, to, meaning)),
        _ => None,
    }
}

fn is_counted(words: &Words, i: usize) -> bool {
    numbers::at(words, i).is_some() || words.hyphen(i)
}

/// "early", "late", "the end of", "mid-": a part of a period.
fn edge_of(words: &Words, sentence: &Range<usize>, i: usize) -> Option<(usize, Meaning)> {
    let w = words.low(i);
    // "post-1959 politics"
    if let Some(y) = w.strip_prefix("post-").or_else(|| w.strip_prefix("pre-")).and_then(year) {
        return Some((i + 1, Meaning::Point(Point { year: Some(y), ..Point::default() })));
    }
    let hyphened = words.hyphen(i).then(|| w.split_once('-')).flatten().and_then(|(edge, rest)| {
        let edge = match edge {
            "mid" => Edge::Mid,
            "early" => Edge::Start,
            "late" => Edge::End,
            _ => return None,
        };
        Some((edge, rest))
    });
    if let Some((edge, rest)) = hyphened {
        let fake = if let Some(m) = calendar::month(rest) {
            // "mid-May", "mid-May 2024", "a late-November trip"
            let (to, year) = month_year(words, i + 1);
            return Some((to, Meaning::Point(Point { month: Some(m), year, edge: Some(edge), ..Point::default() })));
        } else if let Some(d) = decade_digits(rest) {
            Meaning::Decade(d, Some(edge))
        } else if let Some(y) = year(rest) {
            Meaning::Point(Point { year: Some(y), edge: Some(edge), ..Point::default() })
        } else if edge != Edge::Mid {
            return None;
        } else if let Some(part) = calendar::part(rest).or_else(|| calendar::part(w)) {
            let day = day_of_part(words, sentence, i + 1);
            return Some(match day {
                Some((to, meaning)) => (to, with_part(meaning, part)),
                None => (
                    i + 1,
                    Meaning::Shift { unit: Unit::Day, by: Some(0), from: From::Narrative, part: Some(part), clock: None, edge: None },
                ),
            });
        } else {
            return None;
        };
        return Some((i + 1, fake));
    }
    let the = usize::from(w == "the");
    let (edge, n) = match words.low(i + the) {
        "early" | "earlier" => (Edge::Start, 1),
        "late" | "later" => (Edge::End, 1),
        "mid" | "middle" if words.low(i + the) == "mid" && !matches!(words.word(i + the + 1), "-" | "–") => (Edge::Mid, 1),
        "mid" if matches!(words.word(i + the + 1), "-" | "–") => (Edge::Mid, 2),
        "middle" if words.is(i + the + 1, "of") => (Edge::Mid, 2),
        "end" | "close" if words.is(i + the + 1, "of") => (Edge::End, 2),
        "beginning" | "start" | "outset" if words.is(i + the + 1, "of") => (Edge::Start, 2),
        "first" | "second" | "last" | "latter" if words.is(i + the + 1, "half") && words.is(i + the + 2, "of") => {
            (if words.is(i + the, "first") { Edge::Start } else { Edge::End }, 3)
        }
        _ => return None,
    };
    let start = i + the + n;
    let start = if words.is(start, "in") || words.is(start, "on") { start + 1 } else { start };
    // "by mid afternoon"
    if edge == Edge::Mid
        && let Some(part) = calendar::part(words.low(start)).filter(|_| n < 3 && words.is(i + the, "mid"))
    {
        let day = Meaning::Shift { unit: Unit::Day, by: Some(0), from: From::Narrative, part: Some(part), clock: None, edge: None };
        return Some((start + 1, day));
    }
    let (to, meaning) = expression(words, sentence, start)?;
    let meaning = match meaning {
        Meaning::Point(Point { year: Some(y), month: None, season: None, quarter: None, holiday: None, .. }) if n == 3 => {
            Meaning::Half(if edge == Edge::Start { 1 } else { 2 }, y)
        }
        Meaning::Point(p) if p.clock.is_none() => Meaning::Point(Point { edge: Some(edge), ..p }),
        Meaning::Shift { unit, by, from, part, .. } if unit >= Unit::Day => {
            // "earlier this week" is this week; "later in the day" is that day.
            Meaning::Shift { unit, by, from, part, clock: None, edge: Some(edge) }
        }
        Meaning::Decade(d, _) => Meaning::Decade(d, Some(edge)),
        Meaning::Century(c) => Meaning::Century(c),
        Meaning::Within(p, y) => Meaning::Within(Point { edge: Some(edge), ..p }, y),
        Meaning::Duration(Amount::Hundredths(100), unit) if n == 2 && unit >= Unit::Day && words.is(start, "the") => {
            Meaning::Shift { unit, by: Some(0), from: From::Publication, part: None, clock: None, edge: Some(edge) }
        }
        _ => return None,
    };
    Some((to, meaning))
}

fn with_part(meaning: Meaning, part: Part) -> Meaning {
    match meaning {
        Meaning::Shift { unit, by, from, clock, edge, .. } => Meaning::Shift { unit, by, from, part: Some(part), clock, edge },
        Meaning::Point(p) => Meaning::Point(Point { part: Some(part), ..p }),
        other => other,
    }
}

/// The day that a part of the day is followed by: "mid-afternoon yesterday".
fn day_of_part(words: &Words, sentence: &Range<usize>, i: usize) -> Option<(usize, Meaning)> {
    let at = if words.is_one(i, &["on", "of"]) { i + 1 } else { i };
    expression(words, sentence, at).filter(|(_, m)| match m {
        Meaning::Point(p) => p.part.is_none() && (p.weekday.is_some() || p.day.is_some()),
        Meaning::Shift { unit: Unit::Day, part: None, .. } => true,
        _ => false,
    })
}

/// An optional year after a month: "May 2024", "May, 2024", "May of 2024", "May of last year".
fn month_year(words: &Words, i: usize) -> (usize, Option<i16>) {
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

/// Whether the token after a four-digit number makes it a count: "2000 people".
fn counts(words: &Words, i: usize) -> bool {
    words.tag(i) == Tag::Nouns && !words.capital(i)
        || matches!(words.word(i), "%" | "percent")
        || words.word(i) == "per" && !words.capital(i + 1)
}

fn decade_digits(w: &str) -> Option<i16> {
    decade_of(w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).or_else(|| w.strip_suffix('s'))?)
}

/// The decade of a year in figures that ends in nought.
fn decade_of(digits: &str) -> Option<i16> {
    match digits.len() {
        4 => year(digits).filter(|y| y % 10 == 0),
        2 => numbers::digits(digits).filter(|n| n % 10 == 0).and_then(|n| i16::try_from(if n <= 20 { 2000 + n } else { 1900 + n }).ok()),
        _ => None,
    }
}

/// "the 1990s"; "the 1800s" are a century.
fn decade(first: i16) -> Meaning {
    if first % 100 == 0 && first < 2000 { Meaning::Century(first / 100 + 1) } else { Meaning::Decade(first, None) }
}

fn decade_word(w: &str) -> Option<i16> {
    Some(match w {
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    })
}

/// A year where the word can be nothing else: not a count, price, number of a street or part of a name.
fn is_year(words: &Words, i: usize) -> Option<i16> {
    let y = year(words.low(i))?;
    // "the 2020 elections", "the 2011 and 2017 counts", "2005 levels", but "2000 people"
    let the = words.is(i.wrapping_sub(1), "the")
        || words.is_one(i.wrapping_sub(1), &["and", "or"]) && year(words.low(i.wrapping_sub(2))).is_some_and(|first| first < y);
    let before_event = (the || words.is(i + 1, "levels")) && (1900..2100).contains(&y) && !words.class(i + 1).has(Class::PEOPLE);
    if counts(words, i + 1) && !before_event || Unit::of(words.low(i + 1)).is_some() {
        return None;
    }
    let before = words.low(i.wrapping_sub(1));
    if i > 0
        && (words.tag(i - 1) == Tag::Currency
            || matches!(
                before,
                "no." | "number" | "than" | "flight" | "route" | "highway" | "boeing" | "windows" | "#" | "nearly" | "exactly"
            ))
    {
        return None;
    }
    // "1600 Pennsylvania Avenue": a number before capitals, with nothing that leads to a year before it.
    let led = i == 0
        || matches!(
            before,
            "in" | "of"
                | "since"
                | "by"
                | "from"
                | "until"
                | "till"
                | "to"
                | "through"
                | "before"
                | "after"
                | "during"
                | "and"
                | "or"
                | "early"
                | "late"
                | "the"
                | "between"
                | "for"
                | ","
                | "("
                | "fiscal"
                | "circa"
                | "c."
                | "mid"
                | "summer"
                | "spring"
                | "winter"
                | "fall"
                | "autumn"
                | "–"
                | "-"
                | "—"
                | "/"
                | "’s"
                | "'s"
                | ":"
                | "a"
                | "as"
                | "his"
                | "her"
                | "its"
                | "their"
                | "this"
                | "that"
                | "election"
                | "season"
        )
        || calendar::month(before).is_some()
        || (1800..=2100).contains(&y) && !words.capital(i + 1)
        // "2010 World Cup", "a successful 2020 Review Conference": of an event; a house's number stands behind no adjective.
        || (1500..=2100).contains(&y) && matches!(before, "." | "?" | "!") && matches!(words.word(i + 1), "," | ":")
        || (1900..=2100).contains(&y) && (matches!(before, "." | "?" | "!") || words.tag(i.wrapping_sub(1)).is_adjective())
        // "(1710 - 1774, reigned 1715 - 1774)"
        || matches!(words.word(i + 1), "–" | "-") && year(words.low(i + 2)).is_some_and(|last| last >= y);
    let address = words.is_word(i + 1)
        && words.capital(i + 1)
        && matches!(words.low(i + 2), "avenue" | "street" | "road" | "ave." | "st." | "boulevard" | "lane" | "drive");
    (led && !address && (1010..=2100).contains(&y)).then_some(y)
}

/// A year of up to three digits, where it is said to be one: "c. 347", "(c. 314 – 368)", "the year 71"; "In 348, Otho"; but "in 348
/// cases".
fn early_year(words: &Words, i: usize) -> Option<i16> {
    let number =
        |k: usize| numbers::digits(words.low(k)).filter(|n| words.low(k).len() == 3 && *n >= 100).and_then(|n| i16::try_from(n).ok());
    if words.is(i.wrapping_sub(1), "year") && words.is(i.wrapping_sub(2), "the") {
        return numbers::digits(words.low(i)).filter(|n| (1..1000).contains(n)).and_then(|n| i16::try_from(n).ok());
    }
    let y = number(i)?;
    let about = |k: usize| words.is_one(k, &["c.", "ca.", "circa"]);
    let ends = matches!(words.word(i.wrapping_sub(1)), "–" | "-")
        && number(i.wrapping_sub(2)).is_some_and(|first| first < y)
        && about(i.wrapping_sub(3));
    // A count is followed by what is counted.
    let alone = words.tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Punctuation)
        && !matches!(words.word(i + 1), "%" | "$" | "-" | "–" | "/")
        && words.is_one(i.wrapping_sub(1), &["in", "until", "since", "around", "after", "before"]);
    let of_name =
        words.word(i.wrapping_sub(1)) == "In" && y % 10 != 0 && words.tag(i + 1) == Tag::Name && !words.class(i + 1).has(Class::DEMONYM);
    (about(i.wrapping_sub(1)) || ends || alone || of_name).then_some(y)
}

/// The grammar proper: the meaning of what starts at `i`, and the token after it.
fn expression(words: &Words, sentence: &Range<usize>, i: usize) -> Option<(usize, Meaning)> {
    if i >= sentence.end {
        return None;
    }
    let mut best: Option<(usize, Meaning)> = None;
    let mut consider = |candidate: Option<(usize, Meaning)>| {
        if let Some((to, meaning)) = candidate.filter(|(to, _)| *to <= sentence.end)
            && best.as_ref().is_none_or(|(b, _)| to > *b)
        {
            best = Some((to, meaning));
        }
    };
    consider(day_word(words, i));
    consider(weekday_expression(words, i));
    consider(month_expression(words, i));
    consider(period(words, i));
    consider(holiday(words, i));
    consider(year_expression(words, i));
    consider(week_of(words, i));
    consider(beside(words, i));
    consider(nth(words, i));
    consider(world_war(words, i));
    consider(quarter(words, i));
    consider(turned(words, i));
    consider(distance(words, i));
    consider(duration(words, i));
    consider(set(words, i));
    consider(reference(words, i));
    best
}

fn shift(unit: Unit, by: i32, from: From) -> Meaning {
    Meaning::Shift { unit, by: Some(by), from, part: None, clock: None, edge: None }
}

/// "today", "yesterday morning", "tonight", "last night", "this evening".
fn day_word(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let day = |by: i32, part: Option<Part>| Meaning::Shift {
        unit: Unit::Day,
        by: Some(by),
        from: From::Publication,
        part,
        clock: None,
        edge: None,
    };
    let (by, to) = match words.low(i) {
        "today" => (0, i + 1),
        "yesterday" => (-1, i + 1),
        "tomorrow" => (1, i + 1),
        "tonight" => return Some((i + 1, day(0, Some(Part::Night)))),
        "this" | "last" if calendar::part(words.low(i + 1)).is_some() && words.tag(i + 1) != Tag::Nouns => {
            let by = if words.is(i, "last") { -1 } else { 0 };
            return Some((i + 2, day(by, calendar::part(words.low(i + 1)))));
        }
        "that" if words.is_one(i + 1, &["morning", "afternoon", "evening", "night"]) => {
            return Some((
                i + 2,
                Meaning::Shift {
                    unit: Unit::Day,
                    by: Some(0),
                    from: From::Narrative,
                    part: calendar::part(words.low(i + 1)),
                    clock: None,
                    edge: None,
                },
            ));
        }
        "this" if words.is(i + 1, "day") && !words.is(i + 2, "of") => return Some((i + 2, day(0, None))),
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
            return Some((i + 3, with_part(shift(Unit::Day, by, From::Narrative), part?)));
        }
        "the"
            if words.is_one(i + 1, &["day", "week", "month", "year"])
                && words.is_one(i + 2, &["before", "after", "previous", "following"]) =>
        {
            let by = if words.is_one(i + 2, &["after", "following"]) { 1 } else { -1 };
            // "the day following the vote"
            if words.is(i + 2, "following") && (words.tag(i + 3) == Tag::Determiner || words.capital(i + 3)) {
                return None;
            }
            let (unit, _) = Unit::of(words.low(i + 1))?;
            let that = words.is(i + 3, "that");
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
            return Some((i + 3 + usize::from(that), shift(unit, by, From::Narrative)));
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
fn weekday_expression(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let mut at = i;
    let mut turn = None;
    while words.is_one(at, &["last", "next", "this", "past", "coming", "the", "following", "on"]) {
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
    if short && turn.is_none() && words.low(at) != "tues." {
        return None;
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

/// "the 12th of October last", "Monday next": old style, behind the date and with nothing that it could belong to instead.
fn turn_behind(words: &Words, i: usize) -> Option<Turn> {
    let turn = match words.low(i) {
        "last" => Turn::Last,
        "next" => Turn::Next,
        _ => return None,
    };
    let closed = !words.is_word(i + 1) && words.tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Punctuation)
        || words.is_one(i + 1, &["and", "but", "at", "in", "by", "for", "on", "from", "when", "was", "were", "will", "shall"]);
    closed.then_some(turn)
}

fn day_number(words: &Words, i: usize) -> Option<u8> {
    let w = words.low(i);
    let n = numbers::digits(w)
        .filter(|_| w.len() <= 2)
        .or_else(|| numbers::ordinal(w).filter(|_| w != "second" || words.tag(i) == Tag::Adjective))?;
    u8::try_from(n).ok().filter(|n| (1..=99).contains(n))
}

/// "March 31, 2024", "31 March", "April", "Feb. 29", "the 3rd of May".
fn month_expression(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    // Day first.
    let the = usize::from(words.is(i, "the"));
    if let Some(day) = day_number(words, i + the).filter(|d| *d <= 31) {
        let named = usize::from(words.is(i + the + 1, "day") && words.is(i + the + 2, "of"));
        let of = usize::from(words.is(i + the + 1 + named, "of"));
        let m = i + the + 1 + named + of;
        if let Some(month) = month_word(words, m).filter(|_| the + of != 1 || of == 1) {
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

/// A month's name; "may" and "march" need their capital, shortened names their full stop or a number.
fn month_word(words: &Words, i: usize) -> Option<u8> {
    let w = words.low(i);
    let month = calendar::month(w)?;
    let short = !calendar::MONTHS.iter().any(|m| m.eq_ignore_ascii_case(w));
    if !words.capital(i)
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

/// Whether a bare "May" or "March" is the month: after a preposition or an adjective of time, not a modal, not a name.
fn month_is_plain(words: &Words, i: usize) -> bool {
    let before = words.low(i.wrapping_sub(1));
    // "the March accession", "a May interview", not "the May government"
    let named = words
        .is_one(i.wrapping_sub(1), if words.is(i, "may") { &["a"] } else { &["the", "a", "'s", "’s", "its", "his", "her", "their"] })
        && words.tag(i + 1).is_noun()
        && !words.capital(i + 1)
        && !words.class(i + 1).has(Class::PEOPLE)
        && !words.class(i + 1).has(Class::ROLE);
    if named {
        return true;
    }
    i > 0
        && matches!(
            before,
            "in" | "since"
                | "by"
                | "until"
                | "till"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "from"
                | "to"
                | "of"
                | "through"
                | "every"
                | "each"
                | "before"
                | "after"
                | "between"
                | "and"
                | "during"
                | "for"
                | "around"
                | "like"
        )
        && !(words.is_word(i + 1) && words.capital(i + 1))
        && !(i > 0 && words.tag(i - 1).is_name())
        && !(matches!(before, "to" | "and" | "of" | "for" | "by" | "from" | "before" | "after" | "around")
            && words.low(i) == "may"
            && words.tag(i + 1) == Tag::Base)
}

/// "last year", "this year", "next year" after a month.
fn relative_year(words: &Words, i: usize) -> Option<(usize, i32)> {
    let year = match words.low(i) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    words.is(i + 1, "year").then_some((i + 2, year))
}

fn holiday(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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

/// "spring 2024", "the summer", "last winter", "the winter of 1994".
fn period(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let the = usize::from(words.is_one(i, &["the", "that"]));
    let turn = match words.low(i) {
        "last" | "past" => Some(Turn::Last),
        "this" => Some(Turn::This),
        "next" | "coming" => Some(Turn::Next),
        _ => None,
    };
    let at = i + the + usize::from(turn.is_some());
    // "last April", "next March", "this past June"
    if turn.is_some()
        && let Some(month) = month_word(words, at).filter(|_| day_number(words, at + 1).is_none())
    {
        return Some((at + 1, Meaning::Point(Point { month: Some(month), turn, ..Point::default() })));
    }
    let season = calendar::season(words.low(at))?;
    let noun = words.tag(at).is_noun() || words.capital(at);
    let (to, year) = month_year(words, at + 1);
    let of = usize::from(words.is(at + 1, "of"));
    if let Some((to, y)) = relative_year(words, at + 1 + of) {
        return Some((to, Meaning::Within(Point { season: Some(season), ..Point::default() }, y)));
    }
    let led = the == 1
        || turn.is_some()
        || year.is_some()
        || words.is_one(
            i.wrapping_sub(1),
            &["in", "since", "by", "until", "late", "early", "during", "next", "last", "of", "through", "before", "after", "each", "every"],
        );
    let thing = words.tag(to).is_noun() && words.is_word(to) && year.is_none() && turn.is_none();
    let ambiguous = matches!(words.low(at), "fall" | "spring")
        && year.is_none()
        && turn.is_none()
        && (words.is(at + 1, "of") || (the == 1 && !words.is_one(i.wrapping_sub(1), &["in", "since", "by", "until", "during", "of"])));
    // "Spring and late autumn"
    let beside = words.is_one(at + 1, &["and", "or"]) && (at + 2..at + 4).any(|k| calendar::season(words.low(k)).is_some());
    let plain = !words.is_one(at, &["fall", "spring"]) || beside || words.is_one(i.wrapping_sub(1), &["is", "was", "'s", "’s"]);
    if noun && !led && !thing && plain {
        // "Summer is hot": any, or one that only its readers know.
        return Some((to, Meaning::Set(format!("XXXX-{}", season.letters()))));
    }
    (noun && led && !thing && !ambiguous).then_some((to, Meaning::Point(Point { season: Some(season), year, turn, ..Point::default() })))
}

/// "the week of March 6".
fn week_of(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    if !(words.is(i, "the") && words.is(i + 1, "week") && words.is(i + 2, "of")) {
        return None;
    }
    match month_expression(words, i + 3)? {
        (to, Meaning::Point(p)) if p.day.is_some() && p.clock.is_none() => Some((to, Meaning::WeekOf(p))),
        _ => None,
    }
}

/// "during World War II": a war where it stands for a time, by the days on which its fighting is commonly held to have begun
/// and ended.
fn world_war(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    const FIRST: Meaning = Meaning::Era((1914, 7, 28), (1918, 11, 11));
    const SECOND: Meaning = Meaning::Era((1939, 9, 1), (1945, 9, 2));
    let led = words.is_one(i.wrapping_sub(1), &["during", "since", "before", "after", "until", "in", "by"])
        || words.is(i.wrapping_sub(1), "of") && words.is_one(i.wrapping_sub(2), &["outbreak", "end", "start", "beginning"]);
    let the = words.is(i.wrapping_sub(1), "the") && words.is_one(i.wrapping_sub(2), &["during", "since", "before", "after", "until"]);
    if !led && !the {
        return None;
    }
    let (to, meaning) = match words.word(i) {
        "WWI" => (i + 1, FIRST),
        "WWII" => (i + 1, SECOND),
        "World" if words.word(i + 1) == "War" => match words.word(i + 2) {
            "I" | "One" => (i + 3, FIRST),
            "II" | "Two" => (i + 3, SECOND),
            _ => return None,
        },
        "the" | "The" if words.word(i + 2) == "World" && words.word(i + 3) == "War" => match words.word(i + 1) {
            "First" => (i + 4, FIRST),
            "Second" => (i + 4, SECOND),
            _ => return None,
        },
        _ => return None,
    };
    // "during the WWII years"
    let thing = the && words.tag(to).is_noun() && words.is_word(to);
    (!thing).then_some((to, meaning))
}

/// "2015", "fiscal 2023", "the year 2000", "490 BC", "the 1990s", "the 20th century".
fn year_expression(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let of_year = |y: i16| Meaning::Point(Point { year: Some(y), ..Point::default() });
    if words.is(i, "fiscal") {
        let at = i + 1 + usize::from(words.is(i + 1, "year"));
        return year(words.low(at)).map(|y| (at + 1, of_year(y)));
    }
    let the = usize::from(words.is(i, "the"));
    if the == 1 && words.is(i + 1, "year") {
        if let Some(y) = year(words.low(i + 2)) {
            return Some((i + 3, of_year(y)));
        }
        if let Some((y, to)) = numbers::year_in_words(words, i + 2) {
            return Some((to, of_year(y)));
        }
    }
    let at = i + the;
    // "year-end", "the year's end"
    let end = if words.is(at, "year-end") {
        Some(at + 1)
    } else if words.is(at, "year") && words.is(at + 1, "end") {
        Some(at + 2)
    } else {
        (words.is(at, "year") && words.is_one(at + 1, &["'s", "’s"]) && words.is(at + 2, "end")).then_some(at + 3)
    };
    if let Some(to) = end {
        return (!words.tag(to).is_noun()).then_some((to, Meaning::Point(Point { month: Some(12), day: Some(31), ..Point::default() })));
    }
    // Decades.
    if let Some(d) = decade_digits(words.low(at)).filter(|_| words.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number))
        && (words.low(at).len() >= 5
            || the == 1
            || words.tag(i.wrapping_sub(1)).is_adjective() && words.is_one(i.wrapping_sub(2), &["the", "those"]))
    {
        return Some((at + 1, decade(d)));
    }
    if matches!(words.word(at), "'" | "’" | "‘")
        && let Some(d) = decade_digits(words.low(at + 1))
    {
        return Some((at + 2, Meaning::Decade(d, None)));
    }
    // "the '60's", "in the 1960's"
    let figures = at + usize::from(matches!(words.word(at), "'" | "’" | "‘"));
    if matches!(words.word(figures + 1), "'" | "’")
        && words.is(figures + 2, "s")
        && !words.spaced(figures + 1)
        && !words.spaced(figures + 2)
        && (figures > at || the == 1 || words.is_one(i.wrapping_sub(1), &["early", "late", "mid"]))
        && let Some(d) = decade_of(words.low(figures))
    {
        return Some((figures + 3, decade(d)));
    }
    // "since '82", "the class of '71"
    if matches!(words.word(i), "'" | "’" | "‘")
        && words.is_one(i.wrapping_sub(1), &["in", "of", "since", "until", "by", "from", "to", "before", "after", "and", "during"])
        && !words.spaced(i + 1)
        && words.low(i + 1).len() == 2
        && let Some(n) = numbers::digits(words.low(i + 1)).and_then(|n| i16::try_from(n).ok())
        && !matches!(words.word(i + 2), "'" | "’")
    {
        let year = Some(if n <= 30 { 2000 + n } else { 1900 + n });
        return Some((i + 2, Meaning::Point(Point { year, short_year: true, ..Point::default() })));
    }
    if let Some(d) = decade_word(words.low(at)).filter(|_| the == 1 || words.capital(at)) {
        return Some((at + 1, Meaning::Decade(d, None)));
    }
    // Centuries.
    let (century_word, after) = match words.low(at).strip_suffix("-century") {
        Some(w) => (w.to_owned(), at + 1),
        None => (words.low(at).to_owned(), at + 2),
    };
    if (after == at + 1 || words.is_one(at + 1, &["century", "centuries"]))
        && let Some(n) = numbers::ordinal(&century_word).and_then(|n| i16::try_from(n).ok()).filter(|n| (1..=30).contains(n))
    {
        let bc = words.is_one(after, &["bc", "b.c.", "bce", "b.c.e."]);
        let ad = words.is_one(after, &["ad", "a.d.", "ce"]);
        return Some((after + usize::from(bc || ad), Meaning::Century(if bc { -n } else { n })));
    }
    if the == 1 {
        return None;
    }
    // "490 BC", "AD 14"
    if let Some(n) = numbers::digits(words.low(i)).and_then(|n| i16::try_from(n).ok()).filter(|n| *n > 0) {
        if is_before_christ(words, i + 1) {
            return Some((i + 2, of_year(-n)));
        }
        if is_after_christ(words, i + 1) {
            return Some((i + 2, of_year(n)));
        }
    }
    if matches!(words.word(i), "AD" | "A.D.") {
        return numbers::digits(words.low(i + 1)).and_then(|n| i16::try_from(n).ok()).map(|n| (i + 2, of_year(n)));
    }
    if let Some(y) = is_year(words, i).or_else(|| early_year(words, i)) {
        return Some((i + 1, of_year(y)));
    }
    // "1871 – 72"
    if matches!(words.word(i.wrapping_sub(1)), "–" | "-")
        && let Some(first) = i.checked_sub(2).and_then(|k| is_year(words, k))
        && let Some(second) = same_century(first, words.low(i)).filter(|second| *second > first)
        && !counts(words, i + 1)
    {
        return Some((i + 1, of_year(second)));
    }
    numbers::year_in_words(words, i)
        .filter(|(y, _)| (1700..2100).contains(y))
        .filter(|(_, to)| !counts(words, *to))
        .map(|(y, to)| (to, of_year(y)))
}

/// "the third quarter", "third-quarter", "Q3 2023", "the first quarter of last year".
fn quarter(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    let w = words.low(i);
    let mut at = i;
    let point = |q: u8, year: Option<i16>| Meaning::Point(Point { quarter: Some(q), year, ..Point::default() });
    if let Some(q) = w.strip_prefix('q').and_then(numbers::digits).filter(|q| (1..=4).contains(q)) {
        let (to, year) = month_year(words, i + 1);
        return Some((to, point(u8::try_from(q).ok()?, year)));
    }
    if let Some(q) = w.strip_suffix("-quarter").and_then(numbers::ordinal).filter(|q| (1..=4).contains(q)) {
        return Some((i + 1, point(u8::try_from(q).ok()?, None)));
    }
    // "this year's third quarter", "last year's quarter"
    if let Some((to, y)) = relative_year(words, i).filter(|(to, _)| words.is_one(*to, &["'s", "’s"])) {
        at = to + 1;
        let at = at + usize::from(words.is(at, "fiscal"));
        let q = numbers::ordinal(words.low(at)).filter(|q| (1..=4).contains(q))?;
        return words
            .is(at + 1, "quarter")
            .then_some((at + 2, Meaning::Within(Point { quarter: u8::try_from(q).ok(), ..Point::default() }, y)));
    }
    if words.is_one(at, &["the", "its", "their", "a"]) {
        at += 1;
    }
    // "the 1988 quarter"
    if at > i
        && words.is_one(at + 1, &["quarter", "period"])
        && let Some(y) = self::year(words.low(at))
    {
        return Some((at + 2, Meaning::Point(Point { year: Some(y), ..Point::default() })));
    }
    if words.is_one(at, &["latest", "quarter", "year-earlier", "year-ago", "same", "corresponding", "current", "preceding", "comparable"])
        && at > i
    {
        let latest = words.is(at, "latest");
        let before = words.is_one(at, &["year-earlier", "year-ago", "comparable", "corresponding"]);
        let noun = at + usize::from(!words.is(at, "quarter"));
        let named = words.is(noun, "quarter") || (words.is(noun, "period") && (latest || before));
        if named && !words.is(i, "a") && !(words.is(at, "quarter") && words.is_one(at + 1, &["of", "century"])) {
            if before {
                return Some((noun + 1, Meaning::YearBefore));
            }
            return Some((noun + 1, Meaning::ThisQuarter));
        }
        return None;
    }
    let mut year = self::year(words.low(at));
    at += usize::from(year.is_some());
    let fiscal = usize::from(words.is(at, "fiscal"));
    let q = match words.low(at + fiscal) {
        "final" | "last" if at > i => 4,
        "second" if words.is(at + fiscal + 1, "quarter") => 2,
        w => numbers::ordinal(w).filter(|q| (1..=4).contains(q))?,
    };
    let noun = at + fiscal + 1;
    if !words.is(noun, "quarter") || (at == i && year.is_none() && words.is_one(i.wrapping_sub(1), &["a"])) {
        return None;
    }
    let q = u8::try_from(q).ok()?;
    let of = usize::from(words.is_one(noun + 1, &["of", "in", ","]));
    if let Some((to, y)) = relative_year(words, noun + 1 + of) {
        return Some((to, Meaning::Within(Point { quarter: Some(q), ..Point::default() }, y)));
    }
    let fiscal_of = usize::from(of == 1 && words.is(noun + 2, "fiscal"));
    if let Some(y) = self::year(words.low(noun + 1 + of + fiscal_of)) {
        year = Some(y);
        return Some((noun + 2 + of + fiscal_of, point(q, year)));
    }
    Some((noun + 1, point(q, year)))
}

/// "last week", "this month", "next year", "the past two years", "the next day", "the weekend", "that year".
#[expect(clippy::too_many_lines, reason = "one reading from left to right")]
fn turned(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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
fn distance(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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
fn beside(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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
fn nth(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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

/// A count of a unit: "three weeks", "a few days", "a year and a half".
fn amount(words: &Words, i: usize) -> Option<(Amount, Unit, usize)> {
    let few = |at: usize| -> Option<(Amount, usize)> {
        match words.low(at) {
            "several" | "some" | "many" | "few" => Some((Amount::Some, at + 1)),
            "dozens" | "hundreds" | "thousands" | "tens" if words.is(at + 1, "of") => Some((Amount::Some, at + 2)),
            "a" if words.is_one(at + 1, &["few", "number"]) => Some((Amount::Some, at + 2 + usize::from(words.is(at + 2, "of")))),
            "couple" => Some((Amount::Hundredths(200), at + 1 + usize::from(words.is(at + 1, "of")))),
            "another" => Some((Amount::Hundredths(100), at + 1)),
            _ => None,
        }
    };
    let (amount, mut at) = match few(i) {
        Some(found) => found,
        None if Unit::of(words.low(i)).is_some_and(|(u, plural)| plural && u >= Unit::Day) => (Amount::Some, i),
        None => numbers::at(words, i).map(|(n, at)| (Amount::Hundredths(n), at))?,
    };
    // "at least 10 more years", "two full days", "20 long years"
    let adjective = usize::from(words.is_one(
        at,
        &[
            "more",
            "full",
            "long",
            "short",
            "consecutive",
            "straight",
            "additional",
            "solid",
            "whole",
            "business",
            "working",
            "calendar",
            "entire",
            "fiscal",
            "good",
            "extra",
            "single",
            "trading",
        ],
    ));
    at += adjective;
    let (unit, plural) = Unit::of(words.low(at))?;
    // "second" is nearly always an ordinal; "a second time", "one second" stays with the number.
    if unit == Unit::Second && !plural && !words.is_one(i, &["one", "1", "each"]) {
        return None;
    }
    let modifier = words.tag(at + 1).is_noun() || words.is_one(i.wrapping_sub(1), &["a", "the", "this", "its", "his", "her", "their"]);
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

fn duration(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    // "five-year", "two-and-a-half-hour", "60-year-old"
    let w = words.low(i);
    if let Some((count, rest)) = w.split_once('-') {
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
    if words.is_one(to, &["old", "older", "younger"]) || words.capital(to - 1) && to - 1 > i {
        return None;
    }
    let bare = Unit::of(words.low(i)).is_some();
    if bare
        && !words.is_one(
            i.wrapping_sub(1),
            &[
                "for", "in", "of", "within", "after", "over", "take", "takes", "took", "spent", "spend", "last", "lasted", "the", "two",
                "until", "or",
            ],
        )
    {
        return None;
    }
    // "a day", "a year" as a rate: "$5 a day", "twice a week".
    if words.is_one(i, &["a", "an", "each", "per"]) && to == i + 2 {
        let before = i.wrapping_sub(1);
        let rate = i > 0
            && (words.tokens[before].kind == TokenKind::Number
                || words.is_one(
                    before,
                    &[
                        "million", "billion", "thousand", "hundred", "percent", "%", "twice", "once", "times", "cents", "dollars",
                        "barrels", "share", "more", "day", "hours", "days",
                    ],
                )
                || (words.tag(before) == Tag::Nouns && numbers::at(words, before.wrapping_sub(1)).is_some()));
        if rate {
            return Some((to, Meaning::Set(value_of(Amount::Hundredths(100), unit))));
        }
        if unit == Unit::Second || (unit == Unit::Quarter) || (unit == Unit::Day && words.is(to, "of")) {
            return None;
        }
    }
    if unit == Unit::Quarter && !matches!(amount, Amount::Hundredths(n) if n >= 200) && amount != Amount::Some {
        return None;
    }
    Some((to, Meaning::Duration(amount, unit)))
}

/// The TIMEX3 value of an amount of a unit.
#[must_use]
pub fn value_of(amount: Amount, unit: Unit) -> String {
    let (clock, letter, factor) = match unit {
        Unit::Second => (true, "S", 1),
        Unit::Minute => (true, "M", 1),
        Unit::Hour => (true, "H", 1),
        Unit::Day => (false, "D", 1),
        Unit::Weekend => (false, "WE", 1),
        Unit::Week => (false, "W", 1),
        Unit::Month => (false, "M", 1),
        Unit::Quarter => (false, "Q", 1),
        Unit::Season => (false, "M", 3),
        Unit::Year => (false, "Y", 1),
        Unit::Decade => (false, "Y", 10),
        Unit::Century => (false, "Y", 100),
        Unit::Millennium => (false, "Y", 1000),
    };
    let t = if clock { "T" } else { "" };
    let Amount::Hundredths(n) = amount else {
        let letter = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            Unit::Millennium => "ML",
            _ => letter,
        };
        return format!("P{t}X{letter}");
    };
    let n = n * factor;
    if n % 100 == 0 {
        return format!("P{t}{}{letter}", n / 100);
    }
    if n % 100 == 50 {
        match unit {
            Unit::Hour => return if n / 100 == 0 { "PT30M".into() } else { format!("PT{}H30M", n / 100) },
            Unit::Minute => return if n / 100 == 0 { "PT30S".into() } else { format!("PT{}M30S", n / 100) },
            Unit::Year => return if n / 100 == 0 { "P6M".into() } else { format!("P{}Y6M", n / 100) },
            _ => {}
        }
    }
    let decimals = format!("{:02}", n % 100);
    format!("P{t}{}.{}{letter}", n / 100, decimals.trim_end_matches('0'))
}

/// "every Monday", "daily", "each year", "once a week".
fn set(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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
        return Some((at + 1, Meaning::Set(value_of(Amount::Hundredths(n), unit))));
    }
    let (n, to) = numbers::at(words, at)?;
    let (unit, _) = Unit::of(words.low(to))?;
    Some((to + 1, Meaning::Set(value_of(Amount::Hundredths(n), unit))))
}

/// "now", "recently", "the future".
fn reference(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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

// ---- tense --------------------------------------------------------------------------------------------------------------

/// The tense of the verb that an expression goes with: the nearest finite verb before it in the sentence, else after it.
/// "Will", "to" with a base form and "plans to" look ahead.
fn tense(words: &Words, sentence: &Range<usize>, from: usize, to: usize) -> Tense {
    if leads_ahead(words, sentence, from) {
        return Tense::Future;
    }
    if is_done_by_then(words, from) {
        return Tense::Past;
    }
    for i in (sentence.start..from).rev() {
        if let Some(t) = tense_at(words, i) {
            // "a plan to pay it back by February"
            return if t == Tense::Unknown && words.is(from.wrapping_sub(1), "by") { Tense::Future } else { t };
        }
    }
    // "Asked on Friday whether it will"
    if (sentence.start..from).any(|i| words.tag(i) == Tag::Participle && !words.is_one(i, SET)) {
        return Tense::Past;
    }
    for i in to..sentence.end {
        if let Some(t) = tense_at(words, i) {
            return t;
        }
    }
    Tense::Unknown
}

/// "postponed until Tuesday", "as early as Tuesday": words before an expression that look ahead whatever the verb's tense. What
/// stayed as it was until a day has come to its end.
fn leads_ahead(words: &Words, sentence: &Range<usize>, from: usize) -> bool {
    const STAYED: &[&str] = &[
        "was",
        "were",
        "been",
        "ran",
        "run",
        "runs",
        "lasted",
        "stayed",
        "remained",
        "waited",
        "worked",
        "lived",
        "served",
        "continued",
        "n't",
        "n’t",
        "not",
        "up",
    ];
    let before = |n: usize| from.wrapping_sub(n);
    if words.is_one(before(1), &["until", "till", "through"]) {
        let verb = (sentence.start..before(1)).rev().find(|k| words.tag(*k).is_verb() || words.is_one(*k, STAYED));
        // "sales fell through August", "the offer was extended through August", "the show runs through August"
        return verb.is_some_and(|v| match words.tag(v) {
            Tag::Present | Tag::PresentThird => words.is_one(v, &["run", "runs", "last", "lasts", "stay", "stays", "remain", "remains"]),
            Tag::Past if words.is(before(1), "through") => words.is_one(v, &["extended", "postponed", "delayed"]),
            _ => !words.is_one(v, STAYED),
        });
    }
    if words.is(before(1), "of") && words.is(before(2), "ahead") {
        return true;
    }
    words.is(before(1), "as") && words.is_one(before(2), &["soon", "early", "late"]) && words.is(before(3), "as")
}

/// "They will appeal the decision, announced Wednesday": a participle right before the expression, behind what it tells of.
fn is_done_by_then(words: &Words, from: usize) -> bool {
    let verb = from.wrapping_sub(if words.is_one(from.wrapping_sub(1), &["on", "late", "early"]) { 2 } else { 1 });
    let told_of = verb.wrapping_sub(1);
    words.tag(verb) == Tag::Participle && !words.is_one(verb, SET) && (words.tag(told_of).is_noun() || words.is(told_of, ","))
}

/// What is yet to come when it is said of a thing.
const SET: &[&str] = &["scheduled", "expected", "due", "slated", "planned", "set"];

fn tense_at(words: &Words, i: usize) -> Option<Tense> {
    // What is set lies ahead; what had been set does not.
    let ahead = |k: usize| {
        let had = (1..4).any(|n| words.is_one(k.wrapping_sub(n), &["had", "'d", "’d"]));
        if had { Tense::Past } else { Tense::Future }
    };
    match words.tag(i) {
        Tag::Modal => Some(match words.low(i) {
            "will" | "'ll" | "’ll" | "shall" | "wo" | "may" | "can" => Tense::Future,
            "would" | "could" | "might" | "should" if words.is(i + 1, "have") => Tense::Past,
            // "could not be reached Friday"
            "could" if words.is_one(i + 1, &["not", "n't", "n’t"]) => Tense::Past,
            // Told from the past, they look ahead of it; a desk reports what is near.
            _ => Tense::Future,
        }),
        // "set to resume", "plans to leave", "likely to buy": what is yet to be done.
        Tag::Base if words.is(i.wrapping_sub(1), "to") => {
            const AHEAD: &[&str] = &[
                "set",
                "scheduled",
                "due",
                "slated",
                "expected",
                "planned",
                "plan",
                "plans",
                "planning",
                "ready",
                "likely",
                "poised",
                "going",
                "preparing",
                "intend",
                "intends",
                "hope",
                "hopes",
                "hoping",
                "expects",
                "expect",
                "agreed",
                "vowed",
                "promised",
                "threatened",
            ];
            Some(match i.wrapping_sub(2) {
                k if words.is_one(k, AHEAD) => ahead(k),
                k if words.is_one(k, &["is", "are"]) => Tense::Future,
                _ => Tense::Unknown,
            })
        }
        // "is going to Dover in June"
        Tag::Gerund
            if words.is_one(i, &["going", "coming", "leaving", "arriving", "returning", "heading"])
                && words.is_one(i.wrapping_sub(1), &["am", "is", "are", "'m", "’m", "'s", "’s", "'re", "’re"]) =>
        {
            Some(Tense::Future)
        }
        // "planned a march on Saturday", "has scheduled a vote for Monday"
        Tag::Past | Tag::Participle if words.is_one(i, &["planned", "scheduled", "slated"]) => Some(ahead(i)),
        // "will be named": the tagger takes some participles for the past.
        Tag::Past if words.is(i.wrapping_sub(1), "be") => None,
        Tag::Past => Some(Tense::Past),
        Tag::Participle if words.is_one(i.wrapping_sub(1), &["has", "have", "had", "'ve", "’ve", "'s", "was", "were", "been"]) => {
            Some(Tense::Past)
        }
        Tag::Present | Tag::PresentThird => {
            if words.tag(i + 1) == Tag::Participle && words.is_one(i, &["has", "have", "'ve", "’ve"]) {
                Some(Tense::Past)
            } else if words.is_one(i, &["expects", "plans", "hopes", "intends", "expect", "plan", "hope", "intend"])
                || words.is_one(i + 1, SET)
            {
                Some(Tense::Future)
            } else if words.is_one(i, &["is", "are", "'s", "begins", "starts", "opens", "ends", "meets", "meet", "begin", "start", "open"])
            {
                Some(Tense::Present)
            } else {
                Some(Tense::Unknown)
            }
        }
        Tag::Adjective | Tag::Participle if words.is_one(i, SET) || words.is(i, "upcoming") => Some(ahead(i)),
        _ => None,
    }
}
