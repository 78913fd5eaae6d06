//! Time expressions of a paragraph: a hand-written grammar over tokens, longest match first, and what the words mean.
//!
//! Each file holds the expressions of one kind: `days` weekdays, holidays and weeks, `months` months and their days, `years` years,
//! decades, quarters and seasons, `figures` days and centuries in figures, `clock` the hour, `lengths` how long and how often,
//! `turns` what is counted from another time or out of a month or year ("the first Monday in May"), `tense` the verb
//! beside it. A function there is given the token that an expression may begin at and tells the token behind it and what it means
//! ([`meaning`]). Which day that is depends on other paragraphs and on the date of
//! publication, and is reckoned by [`crate::story::dates`]; how a house writes a day stands in [`crate::views::forms`].

pub mod calendar;
mod clock;
mod days;
mod figures;
mod lengths;
pub mod meaning;
mod months;
pub mod numbers;
mod pieces;
mod tense;
mod turns;
mod years;

pub use meaning::{Amount, Clock, DayPart, Edge, Holiday, Meaning, Origin, Point, Season, Tense, TimeMention, Turn, Unit, around};

use crate::language::token::TokenKind;
use crate::language::{Class, Sentence, Tokens, Words};
use crate::text::Span;
use clock::clock_with_day;
use days::{day_word, holiday, week_of, week_on, weekday_expression};
use figures::{centuries, eras, figures, pair};
use lengths::{duration, set};
use months::month_expression;
use pieces::{month_year, year};
use tense::tense;
use turns::{beside, distance, nth, reference, turned};
use years::{decade_digits, period, quarter, world_war, year_expression};

/// The time expressions of a block, in order; they do not overlap.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence]) -> Vec<TimeMention> {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let range = sentence.tokens;
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
            let Some(expressions) = at(words, range, i) else {
                i += 1;
                continue;
            };
            let mut next = i + 1;
            for e in expressions {
                next = next.max(e.to.min(range.end));
                let Span { start, end } = e.bytes.unwrap_or_else(|| words.span(e.from..e.to));
                let mut tense = tense(words, range, e.from, e.to);
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
    let joint = |from: u32, to: u32| words.text().get(from as usize..to as usize).map_or("", str::trim);
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
            words.class(i).has(Class::TIME) && !words.class(i).has(Class::OPENER) || token.hyphen || words.is_one(i, &["future", "present"])
        }
        _ => false,
    }
}

/// A match: tokens `from..to`, unless bytes say better.
struct Match {
    from: usize,
    to: usize,
    bytes: Option<Span>,
    meaning: Meaning,
}

fn one(from: usize, to: usize, meaning: Meaning) -> Vec<Match> {
    vec![Match { from, to, bytes: None, meaning }]
}

/// What starts at token `i`.
fn at(words: &Words, sentence: Tokens, i: usize) -> Option<Vec<Match>> {
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
        TokenKind::Word => words.class(i).has(Class::TIME) || token.hyphen,
        _ => matches!(w, "'" | "’") && words.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number),
    }
}

/// "about", "more than", "at least", then a duration or a distance.
fn approximate(words: &Words, sentence: Tokens, i: usize) -> Option<Vec<Match>> {
    let n = match words.low(i) {
        _ if words.class(i).has(Class::APPROXIMATE) => 1,
        "more" | "less" | "fewer" if words.is(i + 1, "than") => 2,
        "no" if words.is_one(i + 1, &["more", "less"]) && words.is(i + 2, "than") => 3,
        "at" if words.is_one(i + 1, &["least", "most"]) => 2,
        "up" if words.is_to(i + 1) => 2,
        "as" if words.class(i + 1).has(Class::AS_LONG) && words.is_as(i + 2) => 3,
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
fn edge_of(words: &Words, sentence: Tokens, i: usize) -> Option<(usize, Meaning)> {
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
                    Meaning::Shift { unit: Unit::Day, by: Some(0), from: Origin::Narrative, part: Some(part), clock: None, edge: None },
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
        "middle" if words.is_of(i + the + 1) => (Edge::Mid, 2),
        "end" | "close" if words.is_of(i + the + 1) => (Edge::End, 2),
        "beginning" | "start" | "outset" if words.is_of(i + the + 1) => (Edge::Start, 2),
        _ if words.class(i + the).has(Class::WHICH_HALF) && words.is(i + the + 1, "half") && words.is_of(i + the + 2) => {
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
        let day = Meaning::Shift { unit: Unit::Day, by: Some(0), from: Origin::Narrative, part: Some(part), clock: None, edge: None };
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
            Meaning::Shift { unit, by: Some(0), from: Origin::Publication, part: None, clock: None, edge: Some(edge) }
        }
        _ => return None,
    };
    Some((to, meaning))
}

fn with_part(meaning: Meaning, part: DayPart) -> Meaning {
    match meaning {
        Meaning::Shift { unit, by, from, clock, edge, .. } => Meaning::Shift { unit, by, from, part: Some(part), clock, edge },
        Meaning::Point(p) => Meaning::Point(Point { part: Some(part), ..p }),
        other => other,
    }
}

/// The day that a part of the day is followed by: "mid-afternoon yesterday".
fn day_of_part(words: &Words, sentence: Tokens, i: usize) -> Option<(usize, Meaning)> {
    let at = if words.is_one(i, &["on", "of"]) { i + 1 } else { i };
    expression(words, sentence, at).filter(|(_, m)| match m {
        Meaning::Point(p) => p.part.is_none() && (p.weekday.is_some() || p.day.is_some()),
        Meaning::Shift { unit: Unit::Day, part: None, .. } => true,
        _ => false,
    })
}

/// The grammar proper: the meaning of what starts at `i`, and the token after it.
fn expression(words: &Words, sentence: Tokens, i: usize) -> Option<(usize, Meaning)> {
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
    consider(week_on(words, i));
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

fn shift(unit: Unit, by: i32, from: Origin) -> Meaning {
    Meaning::Shift { unit, by: Some(by), from, part: None, clock: None, edge: None }
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Holds what the time expressions of a story of Wednesday 3 April 2024 come to: `words = value`.
    pub(super) fn check(rows: &[(&str, &str)]) {
        let mut wrong = Vec::new();
        for (text, expected) in rows {
            let context = Context { date: Some(jiff::civil::date(2024, 4, 3)), ..Context::default() };
            let reading = read(&Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text), &context, &|| false).unwrap();
            let found: Vec<String> = reading.dates.iter().map(|d| format!("{} = {}", reading.text(d.place), d.value)).collect();
            if found.join("; ") != *expected {
                wrong.push(format!("{text} {}", found.join("; ")));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_year_is_said_once() {
        check(&[
            ("It met from March to August 2011.", "March = 2011-03; August 2011 = 2011-08"),
            ("It met in July, August and September 2003.", "July = 2003-07; August = 2003-08; September 2003 = 2003-09"),
            ("From March 2003 to June, it met.", "March 2003 = 2003-03; June = 2003-06"),
        ]);
    }
}
