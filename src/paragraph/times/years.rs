//! Years and what they are counted in or parted into: decades, seasons, quarters, wars.

use super::meaning::{Meaning, Point, Turn, Unit};
use super::pieces::{counts, day_number, is_after_christ, is_before_christ, month_word, month_year, relative_year, same_century, year};
use super::{calendar, numbers};
use crate::language::token::TokenKind;
use crate::language::values::{Values, value};
use crate::language::{Class, Tag, Words};

/// "2015", "fiscal 2023", "the year 2000", "490 BC", "the 1990s", "the 20th century".
pub(super) fn year_expression(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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
        && words.class(i.wrapping_sub(1)).has(Class::ERA_LEAD)
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
        Some(w) => (w, at + 1),
        None => (words.low(at), at + 2),
    };
    if (after == at + 1 || words.is_one(at + 1, &["century", "centuries"]))
        && let Some(n) = numbers::ordinal(century_word).and_then(|n| i16::try_from(n).ok()).filter(|n| (1..=30).contains(n))
    {
        let bc = words.class(after).has(Class::BC);
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
    if i > 0 && (words.tag(i - 1) == Tag::Currency || (words.class(i - 1).has(Class::NUMBERED) || before == "#")) {
        return None;
    }
    // "1600 Pennsylvania Avenue": a number before capitals, with nothing that leads to a year before it.
    let led = i == 0
        || words.class(i - 1).has(Class::YEAR_LEAD)
        || matches!(before, "," | "(" | "–" | "-" | "—" | "/" | ":")
        || calendar::month(before).is_some()
        || (1800..=2100).contains(&y) && !words.capital(i + 1)
        // "2010 World Cup", "a successful 2020 Review Conference": of an event; a house's number stands behind no adjective.
        || (1500..=2100).contains(&y) && matches!(before, "." | "?" | "!") && matches!(words.word(i + 1), "," | ":")
        || (1900..=2100).contains(&y) && (matches!(before, "." | "?" | "!") || words.tag(i.wrapping_sub(1)).is_adjective())
        // "(1710 - 1774, reigned 1715 - 1774)"
        || matches!(words.word(i + 1), "–" | "-") && year(words.low(i + 2)).is_some_and(|last| last >= y);
    let street = |k: usize| words.class(k).has(Class::STREET);
    let address = words.is_word(i + 1) && words.capital(i + 1) && (street(i + 2) || words.capital(i + 2) && street(i + 3))
        || street(i + 1) && !words.capital(i + 1);
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
        && words.class(i.wrapping_sub(1)).has(Class::EARLY_YEAR_LEAD);
    let of_name =
        words.word(i.wrapping_sub(1)) == "In" && y % 10 != 0 && words.tag(i + 1) == Tag::Name && !words.class(i + 1).has(Class::DEMONYM);
    (about(i.wrapping_sub(1)) || ends || alone || of_name).then_some(y)
}

/// "the 1990s"; "the 1800s" are a century.
fn decade(first: i16) -> Meaning {
    if first % 100 == 0 && first < 2000 { Meaning::Century(first / 100 + 1) } else { Meaning::Decade(first, None) }
}

/// The decade of a year in figures that ends in nought.
fn decade_of(digits: &str) -> Option<i16> {
    match digits.len() {
        4 => year(digits).filter(|y| y % 10 == 0),
        2 => numbers::digits(digits).filter(|n| n % 10 == 0).and_then(|n| i16::try_from(if n <= 20 { 2000 + n } else { 1900 + n }).ok()),
        _ => None,
    }
}

pub(super) fn decade_digits(w: &str) -> Option<i16> {
    decade_of(w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).or_else(|| w.strip_suffix('s'))?)
}

fn decade_word(w: &str) -> Option<i16> {
    value(w, Values::Decade).and_then(|y| i16::try_from(y).ok())
}

/// "spring 2024", "the summer", "last winter", "the winter of 1994".
pub(super) fn period(words: &Words, i: usize) -> Option<(usize, Meaning)> {
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
    let of = usize::from(words.is_of(at + 1));
    if let Some((to, y)) = relative_year(words, at + 1 + of) {
        return Some((to, Meaning::Within(Point { season: Some(season), ..Point::default() }, y)));
    }
    let led = the == 1 || turn.is_some() || year.is_some() || words.class(i.wrapping_sub(1)).has(Class::SEASON_LEAD);
    let thing = words.tag(to).is_noun() && words.is_word(to) && year.is_none() && turn.is_none();
    let ambiguous = matches!(words.low(at), "fall" | "spring")
        && year.is_none()
        && turn.is_none()
        && (words.is_of(at + 1) || (the == 1 && !words.class(i.wrapping_sub(1)).has(Class::THE_SEASON_LEAD)));
    // "Spring and late autumn"
    let beside = words.is_one(at + 1, &["and", "or"]) && (at + 2..at + 4).any(|k| calendar::season(words.low(k)).is_some());
    let plain = !words.is_one(at, &["fall", "spring"]) || beside || words.class(i.wrapping_sub(1)).has(Class::COPULA_SHORT);
    if noun && !led && !thing && plain {
        // "Summer is hot": any, or one that only its readers know.
        return Some((to, Meaning::Set(format!("XXXX-{}", season.letters()))));
    }
    (noun && led && !thing && !ambiguous).then_some((to, Meaning::Point(Point { season: Some(season), year, turn, ..Point::default() })))
}

/// Whether a quarter is one of a game: the paragraph speaks of play more than of money.
fn of_a_game(words: &Words, i: usize) -> bool {
    const NEAR: usize = 60;
    let quarter = (i..i + 4).any(|k| words.low(k).contains("quarter"));
    if !quarter {
        return false;
    }
    let around = || i.saturating_sub(NEAR)..words.len().min(i + NEAR);
    // "52-49", "2–1": how a game ended.
    let score = |w: &str| {
        w.split_once(['-', '–']).is_some_and(|(a, b)| {
            let figure = |s: &str| (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
            figure(a) && figure(b)
        })
    };
    let game = around().filter(|k| words.class(*k).has(Class::GAME) || score(words.word(*k))).count();
    let money = around().any(|k| words.tag(k) == Tag::Currency || words.word(k) == "%");
    !money && game > 0 && game >= around().filter(|k| words.class(*k).has(Class::FIRM_OBJECT)).count()
}

/// "the third quarter", "third-quarter", "Q3 2023", "the first quarter of last year".
pub(super) fn quarter(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    if of_a_game(words, i) {
        return None;
    }
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
    if words.class(at).has(Class::QUARTER_ARTICLE) {
        at += 1;
    }
    // "the 1988 quarter"
    if at > i
        && words.is_one(at + 1, &["quarter", "period"])
        && let Some(y) = self::year(words.low(at))
    {
        return Some((at + 2, Meaning::Point(Point { year: Some(y), ..Point::default() })));
    }
    if words.class(at).has(Class::QUARTER_LEAD) && at > i {
        let latest = words.is(at, "latest");
        let before = words.class(at).has(Class::YEAR_BEFORE);
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

/// "during World War II": a war where it stands for a time, by the days on which its fighting is commonly held to have begun
/// and ended.
pub(super) fn world_war(words: &Words, i: usize) -> Option<(usize, Meaning)> {
    const FIRST: Meaning = Meaning::Era((1914, 7, 28), (1918, 11, 11));
    const SECOND: Meaning = Meaning::Era((1939, 9, 1), (1945, 9, 2));
    let led = words.class(i.wrapping_sub(1)).has(Class::WAR_LEAD)
        || words.is_of(i.wrapping_sub(1)) && words.class(i.wrapping_sub(2)).has(Class::OUTBREAK);
    let the = words.is(i.wrapping_sub(1), "the") && words.class(i.wrapping_sub(2)).has(Class::THE_WAR_LEAD);
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

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn years_and_parts_of_years() {
        check(&[
            ("It was so in 1994.", "1994 = 1994"),
            ("It fell in the first quarter of 2023.", "the first quarter of 2023 = 2023-Q1"),
            ("It fell in the fiscal year 2023.", "fiscal year 2023 = 2023"),
            ("It was so in the early 1990s.", "the early 1990s = 199"),
            ("It fell in the spring of 2023.", "the spring of 2023 = 2023-SP"),
            ("It burned in World War II.", "World War II = 1939-09-01/1945-09-02"),
            ("It was so in the late '90s.", "the late '90s = 199"),
        ]);
    }
}
