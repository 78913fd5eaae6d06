//! What speaks for and against a name's being a person's.

use super::Sex;
use super::traits::SAINT;
use super::words::{is_bare_initial, is_given_pair, is_initial, is_master};
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Tokens, Words, lexicon};
use crate::paragraph::times::calendar;

/// How many points of the vote make one point of the rules, and how many of those it may have.
pub(super) const POINTS: i32 = 6;

pub(super) const WEIGHTIEST: i32 = 6;

/// What speaks for and against a person.
#[allow(clippy::too_many_lines, reason = "a list of what speaks for and against, each in two lines")]
pub(super) fn weigh(words: &Words, range: Tokens, from: usize, start: usize, end: usize, run_to: usize) -> (i32, bool, Option<Sex>) {
    let length = end - start;
    let first = words.class(start);
    let last = words.class(end - 1);
    let mut score = -2;
    let before = start.checked_sub(1).filter(|b| *b >= range.start);
    let class_before = before.map_or(Class::NONE, |b| words.class(b));
    let master = before.is_some_and(|b| is_master(words, b));
    let titled = before.is_some_and(|b| {
        (class_before.has(Class::TITLE | Class::COURTESY) || master)
            && (words.capital(b) || class_before.has(Class::COURTESY) || class_before.has(Class::ROLE))
    });
    let courtesy = before.filter(|_| class_before.has(Class::COURTESY) || master).and_then(|b| match words.class(b) {
        class if class.has(Class::COURTESY_MALE) => Some(Sex::Male),
        class if class.has(Class::COURTESY_FEMALE) => Some(Sex::Female),
        _ => None,
    });
    if master || class_before.has(Class::COURTESY) && before.is_some_and(|b| words.capital(b)) {
        score += 6;
    } else if titled {
        score += if length >= 2 || before.is_some_and(|b| words.capital(b)) { 4 } else { 1 };
    }
    let particle = (start..end).any(|k| !words.capital(k) && words.class(k).has(Class::PARTICLE));
    if follows_particle(words, range, start) && length <= 2 {
        score += 4;
    }
    if first.has(Class::GIVEN) {
        score += if length >= 2 { 4 } else { 1 };
        if length == 1 && words.low(start).len() <= 2 {
            score -= 3;
        }
    } else if length >= 2 && (is_initial(words.word(start)) || length == 2 && is_bare_initial(words, start)) {
        score += 3;
    }
    if length >= 2 {
        if last.has(Class::SURNAME) || last.has(Class::SUFFIX) {
            score += 1;
        }
        if particle && length >= 3 {
            score += 2;
        }
        if (start + 1..end - 1).any(|k| is_initial(words.word(k))) {
            score += 3;
        }
    }
    // A pair of capitals that no list knows is as often a foreign name as anything else.
    let unknown = |k: usize| words.class(k).is_unknown() && words.word(k).chars().skip(1).any(char::is_lowercase);
    if (2..=3).contains(&length) && (start..end).all(|k| unknown(k) || words.class(k).has(Class::SURNAME | Class::GIVEN)) && unknown(start)
    {
        score += 1;
    }
    // "Đặng Quốc Việt": letters that English has no words with, and the surname before the given name.
    let foreign = |k: &usize| words.word(*k).chars().any(|c| c > 'ÿ');
    if (2..=4).contains(&length) && first.has(Class::SURNAME) && !first.has(Class::GIVEN) && (start..end).filter(foreign).count() >= 2 {
        score += 4;
    }
    // "Park Min-seo": a surname and two given names.
    if length == 2 && first.has(Class::SURNAME) && !first.has(Class::PLACE) && is_given_pair(words, end - 1) {
        score += 5;
    }
    for k in start..end {
        let class = words.class(k);
        // "Rhodri ap Hywel"
        if !words.capital(k) && class.has(Class::PARTICLE) {
            continue;
        }
        let known = class.has(Class::GIVEN) && k == start && length >= 2;
        if class.has(Class::ORG) {
            let club = class.has(Class::CLUB_END) && k == end - 1 && !(titled && before.is_some_and(|b| words.capital(b)));
            score -= if club {
                12
            } else if k == end - 1 && !(class.has(Class::SURNAME) && first.has(Class::GIVEN)) {
                6
            } else if k == start {
                2
            } else {
                1
            };
        }
        if class.has(Class::NOT_NAME | Class::DEMONYM)
            && !(known
                || k == end - 1 && k > start && first.has(Class::GIVEN) && (class.has(Class::SURNAME | Class::DEMONYM) || length > 2))
        {
            score -= 6;
        }
        if class.has(Class::PLACE) && !known {
            score -= if k == end - 1 && first.has(Class::GIVEN) && length == 2 { 1 } else { 4 };
        }
        let w = words.word(k);
        if w.chars().count() > 1
            && w.chars().all(|c| c.is_uppercase() || c == '&')
            && !words.class(k).has(Class::SUFFIX)
            && !is_initial(w)
            && (length == 1 || (start..end).any(|o| words.word(o).chars().any(char::is_lowercase)))
        {
            // "Ana SOUSA" is written so by some agencies; nobody is called "OS" or "AG".
            score -= if w.len() <= 2 && k == end - 1 { 8 } else { 4 };
        }
        if is_coined(w) {
            score -= 6;
        }
    }
    score += before.map_or(0, |b| weigh_before(words, b, start, end));
    if words.is_of(end) || (words.word(end) == "," && words.class(end + 1).has(Class::PLACE) && length == 1) {
        score -= 2;
    }
    // A nickname and its marks make no name longer.
    if tokens_of_name(words, start, end) > 4 {
        score -= 3;
    }
    if start > from && length == 1 && !titled {
        score -= 1;
    }
    // "the Ana Sousa Space Telescope"
    if length >= 2 && (end + 1..run_to).any(|k| words.class(k).has(Class::ORG) && words.capital(k)) {
        score -= 8;
    }
    if run_to > end && length == 1 {
        // "Penn State": what was cut off names a place or firm.
        // and "Delmar Avenue" one for sure.
        let class = words.class(end);
        score -= if class.has(Class::STREET) && words.capital(end) {
            10
        } else if class.has(Class::ORG) {
            4
        } else {
            1
        };
    }
    if length == 1 && start == range.start && words.tag(start) != Tag::Name {
        score -= 2;
    }
    (score, titled, courtesy)
}

/// How many words a name has, but for a nickname in marks or brackets.
fn tokens_of_name(words: &Words, start: usize, end: usize) -> usize {
    let mark = (start..end).find(|k| !words.is_word(*k) && words.word(*k) != ",");
    let close = mark.and_then(|m| (m + 1..end).rev().find(|k| !words.is_word(*k)));
    let particles = (start..end).filter(|k| !words.capital(*k) && words.class(*k).has(Class::PARTICLE)).count();
    end - start - particles - mark.zip(close).map_or(0, |(m, c)| c + 1 - m)
}

/// What the word before a name speaks against its being a person's: "the Hang Seng index", "in Lisbon".
fn weigh_before(words: &Words, before: usize, start: usize, end: usize) -> i32 {
    // "the 2nd Earl of Clare", "Student Affairs": a place and an office.
    let noble = words.is_of(before) && words.class(before.wrapping_sub(1)).has(Class::NOBLE);
    let office = end - start == 1
        && matches!(words.tag(start), Tag::Names | Tag::Nouns)
        && !words.class(start).has(Class::GIVEN | Class::SURNAME)
        && words.class(before).has(Class::TITLE)
        && !words.class(before).has(Class::COURTESY);
    // "San Cristobal de las Casas"
    // and "St Vincent de Paul Care"
    let saint = words.class(before).has(Class::PLACE_LEAD) || words.is_one(before, &SAINT);
    let town = end - start >= 2 && saint && words.capital(before) && !words.capital(start + 1);
    if noble || office || town {
        return -8;
    }
    // "Powell’s, which", "things like Karis": no person.
    let owns = usize::from(words.tag(end) == Tag::Possessive);
    let after = end + owns + usize::from(owns == 1 && words.word(end + 1) == ",");
    let like = words.is(before, "like") || words.is_as(before) && words.is(before.wrapping_sub(1), "such");
    let listed = before.wrapping_sub(1 + usize::from(!words.is(before, "like")));
    if words.is(after, "which") && words.tag(after + 1).is_finite() || like && words.class(listed).has(Class::THINGS) {
        return -8;
    }
    if words.is_one(before, &["the", "an"]) {
        if words.is_one(end, &["index", "average", "exchange"]) { -10 } else { -4 }
    } else if words.class(before).has(Class::IN_PLACE) {
        -2
    } else {
        0
    }
}

/// What the words after a name speak for and against its being a person's.
pub(super) fn weigh_after(words: &Words, start: usize, end: usize) -> i32 {
    let mut score = 0;
    // "Ann Lee Avenue", "the Ann Lee Prize": what is called after somebody.
    if end - start >= 2 && words.capital(end) && words.class(end).has(Class::ORG | Class::STREET | Class::LANDMARK) {
        score -= 8;
    }
    // "Martha Sousa brands"
    if end - start >= 2 && words.tag(end) == Tag::Nouns && words.class(end).has(Class::THINGS | Class::FIRM) {
        score -= 8;
    }
    // "the Malini bridge", "the town of Vani"
    let placed = words.class(end).has(Class::PLACE_NOUN) && !words.capital(end) && words.tag(end).is_noun();
    let of = start >= 2 && words.is_of(start - 1) && words.class(start - 2).has(Class::PLACE_NOUN);
    if placed || of {
        score -= 6;
    }
    if is_firm_of_two(words, start, end) {
        score -= 20;
    }
    // "Ann Lee, who", "Ann Lee, whose"
    if end - start >= 2 && words.word(end) == "," && words.is_one(end + 1, &["who", "whose", "whom"]) {
        score += 3;
    }
    // "Ann Lee, 43,"
    if words.word(end) == ","
        && words.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 2)
        && matches!(words.word(end + 2), "," | ".")
    {
        score += 3;
    }
    // "RUI REIS (Portugal)", as lists of speakers and players have it.
    let given = words.class(start).has(Class::GIVEN) && !words.class(start).has(Class::PLACE | Class::ORG);
    if end - start >= 2 && given && words.word(end) == "(" && words.word(end + 2) == ")" && words.class(end + 1).has(Class::PLACE) {
        score += 3;
    }
    // "the Dow Jones (DJIA)": no person has an abbreviation.
    let initial = words.word(start).chars().next();
    if words.word(end) == "(" && words.word(end + 2) == ")" && words.word(end + 1).len() >= 3 {
        let short = words.word(end + 1);
        if short.chars().all(char::is_uppercase) && short.chars().next() == initial {
            score -= 6;
        }
    }
    score
}

/// "Sousa & Reis": a firm, unless both are given names of people.
fn is_firm_of_two(words: &Words, start: usize, end: usize) -> bool {
    let given = |k: usize| words.class(k).has(Class::MALE | Class::FEMALE) && words.class(k).has(Class::GIVEN);
    let pair = |a: usize, b: usize| {
        words.is_word(a) && words.capital(a) && words.capital(b) && (words.is(a, words.low(b)) || !given(a) || !given(b))
    };
    words.is(end, "&") && pair(end - 1, end + 1) || start >= 2 && words.is(start - 1, "&") && pair(start - 2, start)
}

/// "like de Tocqueville", "the daughter of van Dijk": a particle in lower case before a capital makes a surname of it, where no
/// given name stands before.
pub(super) fn follows_particle(words: &Words, range: Tokens, start: usize) -> bool {
    let Some(particle) = start.checked_sub(1).filter(|p| *p >= range.start) else { return false };
    let before = particle.checked_sub(1).filter(|b| *b >= range.start);
    words.word(particle).starts_with(char::is_lowercase)
        && words.class(particle).has(Class::SURNAME_LEAD)
        && words.tag(particle) != Tag::Number
        && before.is_none_or(|b| !words.capital(b) && !matches!(words.tag(b), Tag::Determiner | Tag::PossessivePronoun | Tag::Number))
}

/// Whether a word was coined for a firm or a product: a capital inside, after more letters than a prefix to a surname has
/// ("`LeBlanc`", "`FitzGerald`") and no given name ("`AnnMarie`").
fn is_coined(word: &str) -> bool {
    let Some((inner, _)) = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()) else { return false };
    let head = &word[..inner];
    head.chars().count() > "Fitz".len()
        && head.chars().all(char::is_alphabetic)
        && !lexicon::classes(&head.to_lowercase()).has(Class::GIVEN)
}

pub(super) fn ends_something_else(words: &Words, start: usize, end: usize) -> bool {
    let last = end - 1;
    let class = words.class(last);
    if class.has(Class::SUFFIX) {
        return false;
    }
    // "the capital Sofia Monday"
    if class.has(Class::NOT_NAME) && class.has(Class::TIME) && calendar::weekday(words.low(last)).is_some() {
        return true;
    }
    // "the Los Angeles Sheriff’s office"
    let office = class.has(Class::TITLE) && start > 0 && words.capital(start - 1) && words.is_word(start - 1);
    if office && words.tag(end) == Tag::Possessive && words.class(end + 1).has(Class::ORG) {
        return true;
    }
    let org = class.has(Class::ORG | Class::NOT_NAME | Class::DEMONYM)
        && !(class.has(Class::SURNAME)
            && words.class(start).has(Class::GIVEN)
            && end - start == 2
            && !class.has(Class::NOT_NAME | Class::DEMONYM));
    // A head noun after a full name: only if the first two could be the name.
    org && end - start >= 2
        && (words.class(start).has(Class::GIVEN | Class::SURNAME))
        && end - start == 2
        && !words.class(start).has(Class::GIVEN)
        || org
            && end - start >= 3
            && words.class(start).has(Class::GIVEN)
            && words.class(start + 1).has(Class::SURNAME)
            && class.has(Class::ORG)
            && !words.class(last).has(Class::LANDMARK)
        || class.has(Class::PLACE) && end - start >= 2 && !class.has(Class::GIVEN | Class::SURNAME) && !is_aged(words, start, end)
}

/// "Sudesh Amman, 20,": a name for all that a town is called so; "Sudesh Amman left", where the first is nothing but a given name.
fn is_aged(words: &Words, start: usize, end: usize) -> bool {
    let number = words.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 2);
    let first = words.class(start);
    let given = first.meaning() == first.only(Class::GIVEN | Class::MALE | Class::FEMALE) && !words.tag(end).is_noun();
    end - start == 2 && first.has(Class::GIVEN) && (given || words.word(end) == "," && number)
}

/// Whether words with capitals are initials alone, a heading or an office.
pub(super) fn names_nobody(words: &Words, tokens: Tokens, titled: bool, courtesy: bool) -> bool {
    let (start, end, length) = (tokens.start, tokens.end, tokens.len());
    // "U. S.", "S. F." are no names.
    if tokens.iter().all(|k| is_initial(words.word(k)) || !words.is_word(k)) {
        return true;
    }
    // "the 22 MLAs"
    let plural = |w: &str| w.strip_suffix('s').is_some_and(|w| w.chars().count() >= 2 && w.chars().all(char::is_uppercase));
    if length == 1 && plural(words.word(start)) {
        return true;
    }
    // "Using Basil" is a heading.
    let names_none = |k: usize| {
        !words.class(k).has(Class::GIVEN | Class::SURNAME)
            && words.tag(k) == Tag::Gerund
            && words.word(k).is_ascii()
            && !words.word(k).contains('\'')
    };
    if length >= 2 && tokens.iter().any(names_none) {
        return true;
    }
    // An office is nobody's name: "Chief Operating Officer".
    let is_office = |k: usize| words.class(k).has(Class::TITLE | Class::ROLE | Class::ORG) && !words.class(k).has(Class::GIVEN);
    // "Senator Baker" is one of that surname; "Republican senators" are many.
    let surname = titled && words.class(start).has(Class::SURNAME) && !words.class(start).has(Class::TITLE | Class::ORG);
    // "Park said": nobody, unless the article knows somebody of that name.
    let says = words.class(end).has(Class::SAY) && words.tag(end).is_finite() && !words.is(start.wrapping_sub(1), "the");
    let surname = surname || says && words.class(start).has(Class::SURNAME) && !words.class(start).has(Class::TITLE | Class::ROLE);
    let many =
        |k: usize| words.class(k).has(Class::PEOPLE) || words.class(k).has(Class::TITLES | Class::ROLES) && words.tag(k) == Tag::Names;
    // "Research Director Raj Shah" has a surname that is a title elsewhere.
    let office = length >= 2
        && words.class(end - 1).has(Class::ROLE | Class::TITLE)
        && !words.class(start).has(Class::GIVEN)
        && !(titled && words.class(end - 1).has(Class::SURNAME) && !words.class(end - 1).has(Class::ROLE) && !is_office(start));
    length == 1 && (is_office(start) && !courtesy && !surname || many(start))
        || office && !courtesy
        || length >= 2 && !courtesy && (start..end).all(|k| is_office(k) || names_none(k))
}

/// Whether a name stands where a paper cites others: "Sousa et al.", "(Reis, 2010; Sousa, Nunes, & Reis, 2012)".
pub(super) fn is_cited(words: &Words, range: Tokens, start: usize, end: usize) -> bool {
    /// How far a list of authors reaches.
    const FAR: usize = 18;
    if words.is(end, "et") && words.is_one(end + 1, &["al", "al."]) {
        return true;
    }
    let is_year = |k: usize| {
        let w = words.word(k);
        w.len() >= 4 && w.len() <= 5 && (w.starts_with("19") || w.starts_with("20")) && w.bytes().take(4).all(|b| b.is_ascii_digit())
    };
    let of_list = |k: usize| {
        words.capital(k) || (words.class(k).has(Class::CITED) || words.is_one(k, &[",", "&"])) || words.class(k).has(Class::PARTICLE)
    };
    let to = range.end.min(end + FAR);
    if end - start > 1 {
        return false;
    }
    let Some(year) = (end..to).find(|k| !of_list(*k)).filter(|k| is_year(*k)) else { return false };
    let from = range.start.max(start.saturating_sub(FAR));
    let opening = (from..start).rev().find(|k| !of_list(*k));
    matches!(words.word(year + 1), ")" | ";" | ",")
        && opening.is_some_and(|k| matches!(words.word(k), "(" | ";") || words.is_one(k, &["see", "e.g."]))
}

/// What of a class says that a word is a name.
pub(super) fn class_of_names(class: Class) -> Class {
    class.only(Class::GIVEN | Class::SURNAME | Class::MALE | Class::FEMALE)
}

/// "gave a groan", "gives a nod".
pub(super) fn gives_gesture(words: &Words, verb: usize) -> bool {
    let noun = verb + 2 + usize::from(words.tag(verb + 2).is_adjective());
    words.is_one(verb, &["gave", "gives"])
        && words.is(verb + 1, "a")
        && words.tag(noun).is_noun()
        && lexicon::classes(&format!("{}s", words.low(noun))).has(Class::GESTURE)
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn what_speaks_against_a_person() {
        let texts = [
            "Ana SOUSA resigned.",
            "The OS closed it.",
            "Penn State lost.",
            "The Hang Seng index fell.",
            "He lives in Lisbon.",
            "The 2nd Earl of Clare died.",
            "Ann Lee, whose road it is, resigned.",
            "The Dow Jones (DJIA) fell.",
            "He reads de Tocqueville.",
            "U. S. forces came.",
            "The Chief Operating Officer resigned.",
            "Senator Baker resigned.",
            "Research Director Raj Shah resigned.",
            "Brands like Jommo sell.",
            "He lives in Ana Sousa Avenue.",
            "She won the Rui Reis Prize.",
            "The Ana Sousa Foundation closed.",
            "Sousa & Reis sued.",
            "Harold E. “Bud” Nyman died.",
            "Tina M. Salas, 27, wept.",
            "Dean Millard, a driver, wept.",
            "Major Reis, 43, wept.",
            "The Major Rui Reis wept.",
            "Trần Thị Ngọc Ánh wept.",
            "Elin ferch Gruffydd and Rhodri ap Hywel, a builder, wept.",
            "Ana van der Berg-Lund and Valéry Giscard d’Estaing wept.",
            "Alhaji Musa Bala met Shri Ravi Kumar, Hon. Peter Kagwe, Coun. Joan Lund and Engr. Tunde Bello.",
            "Wirosukarto, the port's chief, wept.",
            "The 22 MLAs wept.",
            "A man on Delmar Avenue wept.",
            "A man of the Los Angeles Sheriff’s office wept.",
            "It met in the capital Sofia Monday.",
            "The Malini bridge closed, and so did the town of Vani.",
            "Sudesh Amman wept.",
            "The Ana Sousa Space Telescope broke.",
            "Harper Town drew with Jordan Rovers.",
            "They host Harper Town.",
            "RUI REIS (Portugal) left.",
            "Đặng Quốc Việt scored.",
            "Park Min-seo left.",
            "The Tony Award-winning play closed.",
            "In the Hale Crow-era law.",
        ];
        expect_test::expect![[r"
            Ana SOUSA resigned.
                 | Ana SOUSA |
            The OS closed it.
                ( | OS | )
            Penn State lost.
                ( | Penn | )
            The Hang Seng index fell.
                ( | Hang Seng | )
            He lives in Lisbon.
                ( | Lisbon | )
            The 2nd Earl of Clare died.
                ( | Earl | )
                ( | Clare | )
            Ann Lee, whose road it is, resigned.
                 | Ann Lee | , Called
            The Dow Jones (DJIA) fell.
                ( | Dow Jones | )
                ( | DJIA | )
            He reads de Tocqueville.
                 | Tocqueville | , Called
            U. S. forces came.
            The Chief Operating Officer resigned.
            Senator Baker resigned.
                Senator | Baker |
            Research Director Raj Shah resigned.
                Research Director | Raj Shah |
            Brands like Jommo sell.
                ( | Brands | )
                ( | Jommo | )
            He lives in Ana Sousa Avenue.
                ( | Ana Sousa | )
            She won the Rui Reis Prize.
                ( | Rui Reis | )
            The Ana Sousa Foundation closed.
                ( | Ana Sousa | )
            Sousa & Reis sued.
                ( | Sousa | )
                ( | Reis | )
            Harold E. “Bud” Nyman died.
                 | Harold E. “Bud” Nyman |
            Tina M. Salas, 27, wept.
                 | Tina M. Salas |
            Dean Millard, a driver, wept.
                 | Dean Millard | driver
            Major Reis, 43, wept.
                 | Major Reis |
            The Major Rui Reis wept.
                Major | Rui Reis | , Called
            Trần Thị Ngọc Ánh wept.
                 | Trần Thị Ngọc Ánh |
            Elin ferch Gruffydd and Rhodri ap Hywel, a builder, wept.
                 | Elin ferch Gruffydd |
                 | Rhodri ap Hywel | builder
            Ana van der Berg-Lund and Valéry Giscard d’Estaing wept.
                 | Ana van der Berg-Lund |
                 | Valéry Giscard d’Estaing |
            Alhaji Musa Bala met Shri Ravi Kumar, Hon. Peter Kagwe, Coun. Joan Lund and Engr. Tunde Bello.
                Alhaji | Musa Bala |
                Shri | Ravi Kumar |
                Hon. | Peter Kagwe |
                Coun. | Joan Lund |
                Engr. | Tunde Bello |
            Wirosukarto, the port's chief, wept.
                 | Wirosukarto | port's chief, Called
            The 22 MLAs wept.
            A man on Delmar Avenue wept.
                ( | Delmar | )
            A man of the Los Angeles Sheriff’s office wept.
                ( | Angeles | )
            It met in the capital Sofia Monday.
                ( | Sofia | )
            The Malini bridge closed, and so did the town of Vani.
                ( | Malini | )
                ( | Vani | )
            Sudesh Amman wept.
                 | Sudesh |
            The Ana Sousa Space Telescope broke.
                ( | Ana Sousa | )
            Harper Town drew with Jordan Rovers.
                ( | Harper Town | )
                ( | Jordan Rovers | )
            They host Harper Town.
                (host | Harper Town | )
            RUI REIS (Portugal) left.
                 | RUI REIS |
                ( | Portugal | )
            Đặng Quốc Việt scored.
                 | Đặng Quốc Việt |
            Park Min-seo left.
                ( | Park Min-seo | )
            The Tony Award-winning play closed.
                ( | Tony Award-winning | )
            In the Hale Crow-era law.
                ( | Hale Crow-era | )
        "]]
        .assert_eq(&drawn(&texts));
    }
}
