//! Words that names are made of, and that stand before them.

use crate::language::{Class, Tag, Tokens, Words, lexicon};
use crate::paragraph::placeholders::is_placeholder;

/// A word written as names are: with a capital, if only behind a hyphen.
pub(super) fn is_name_word(words: &Words, i: usize) -> bool {
    let w = words.word(i);
    words.is_word(i)
        && !(words.class(i).has(Class::PLACEHOLDER) && is_placeholder(words, i))
        && (words.capital(i)
            || is_elided(w)
            || (w.len() > 3 && words.hyphen(i) && w.split('-').next_back().is_some_and(|p| p.starts_with(char::is_uppercase))))
}

/// "d'Estaing", "dell'Acqua"
fn is_elided(w: &str) -> bool {
    // Hardly any word has an apostrophe: looking over a few bytes costs less than a search.
    let may = w.bytes().any(|b| b == b'\'' || !b.is_ascii());
    let cut = if may { w.split_once(['\'', '’']) } else { None };
    cut.is_some_and(|(a, b)| (1..=4).contains(&a.len()) && a.chars().all(char::is_lowercase) && b.starts_with(char::is_uppercase))
}

/// "J.", "J.R."
pub(super) fn is_initial(w: &str) -> bool {
    let letters = w.chars().filter(|c| c.is_alphabetic()).count();
    w.ends_with('.') && letters <= 2 && w.chars().all(|c| c == '.' || c.is_uppercase())
}

/// "R Saravan": an initial without its full stop before a word that no list knows or a surname.
pub(super) fn is_bare_initial(words: &Words, k: usize) -> bool {
    let next = words.class(k + 1);
    let is_one = |w: &str| w.len() == 1 && w.starts_with(char::is_uppercase) && !matches!(w, "A" | "I" | "O" | "X");
    is_one(words.word(k))
        && (next.is_unknown() || next.has(Class::SURNAME))
        && words.word(k + 1).chars().filter(|c| c.is_lowercase()).count() >= 3
}

/// "RK Venkat": two initials without their full stops, before a surname or a word that no list knows.
pub(super) fn is_initialled(words: &Words, k: usize) -> bool {
    const OTHERS: Class = Class::ORG.and(Class::PLACE).and(Class::DEMONYM).and(Class::NOT_NAME).and(Class::TITLE).and(Class::ROLE);
    let w = words.word(k);
    let next = words.class(k + 1);
    w.len() == 2
        && w.bytes().all(|b| b.is_ascii_uppercase())
        && words.class(k).only(OTHERS) == Class::NONE
        && next.only(OTHERS) == Class::NONE
        && (next.is_unknown() || next.has(Class::SURNAME | Class::GIVEN))
        && words.word(k + 1).chars().filter(|c| c.is_lowercase()).count() >= 3
}

/// Two given names that a hyphen joins, the second in lower case, as in Chinese and Korean names: "Wing-yan".
pub(crate) fn is_given_pair(words: &Words, k: usize) -> bool {
    const LONGEST: usize = 7;
    let parts = if words.hyphen(k) && words.capital(k) { words.word(k).split_once('-') } else { None };
    let part = |p: &str| (1..=LONGEST).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic());
    // "Tony Award-winning", "Crow-era"
    let compound = |p: &str| p.ends_with("ed") || p.ends_with("ing") || lexicon::classes(p).has(Class::COMPOUND_END);
    let second = |p: &str| part(p) && p.starts_with(char::is_lowercase) && !compound(p);
    parts.is_some_and(|(first, rest)| part(first) && second(rest)) && words.class(k).is_unknown()
}

/// Whether a bracket behind a name tells how it is said: "(ah-LAY-shoo)", "(pronounced shivawn)".
pub(super) fn is_pronounced(words: &Words, range: Tokens, end: usize) -> bool {
    const LONGEST: usize = 6;
    if words.word(end) != "(" {
        return false;
    }
    let Some(close) = (end + 1..range.end.min(end + 2 + LONGEST)).find(|k| words.word(*k) == ")") else { return false };
    let loud = |p: &str| p.len() >= 2 && p.chars().all(char::is_uppercase);
    let soft = |p: &str| p.chars().all(char::is_lowercase);
    let said = |k: usize| words.hyphen(k) && words.word(k).split('-').any(loud) && words.word(k).split('-').any(soft);
    words.is_one(end + 1, &["pronounced", "say"]) || (end + 1..close).any(said) && (end + 1..close).all(|k| words.is_word(k))
}

/// Letters behind a name, in capitals: "KC", "`PhD`", "M.P.H.".
pub(crate) fn is_letters(words: &Words, k: usize) -> bool {
    let w = words.word(k);
    // "FNP-BC": with what it was granted for.
    let plain = || words.low(k).split('-').next().unwrap_or_default().replace('.', "");
    let marked = || (w.contains('.') || words.hyphen(k)) && lexicon::classes(&plain()).has(Class::LETTERS);
    let capitals = w.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && (words.class(k).has(Class::LETTERS) || (!words.hyphen(k) || capitals >= 3) && marked())
}

/// The token behind the letters that follow a name: "Ana Sousa, RN, BSN".
#[must_use]
pub(crate) fn past_letters(words: &Words, end: usize) -> usize {
    const MOST: usize = 6;
    let next = |at: usize| at + usize::from(words.word(at) == ",");
    (0..MOST).fold(end, |at, _| if is_letters(words, next(at)) { next(at) + 1 } else { at })
}

/// Surnames that end as adverbs do, before a verb of saying: "Scully said". They are told to be names.
pub(crate) fn settle(words: &mut Words, sentence: Tokens) {
    for k in sentence {
        let adverb = words.tag(k) == Tag::Adverb && words.capital(k) && words.low(k).ends_with("ly");
        let says = words.class(k + 1).has(Class::SAY) && words.tag(k + 1).is_finite();
        if adverb && says && words.class(k).has(Class::SURNAME) && !words.class(k).has(Class::ONE_TAG) {
            words.tokens[k].tag = Tag::Name;
        }
    }
}

/// A particle of a surname, between capitals.
pub(super) fn is_particle(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::PARTICLE)
        && !words.is_one(i, &["san", "santa"])
        && (words.tag(i) != Tag::Preposition || !words.class(i).has(Class::ONE_TAG))
}

/// "Master Reis": a boy, or a teacher; before a word that is a name or in no list, as "Master Class" has none.
pub(super) fn is_master(words: &Words, k: usize) -> bool {
    const NAMES: Class = Class::GIVEN.and(Class::SURNAME).and(Class::MALE).and(Class::FEMALE);
    let next = words.class(k + 1);
    words.is(k, "master")
        && words.capital(k)
        && next.without(NAMES).is_unknown()
        && words.capital(k + 1)
        && !matches!(words.tag(k.wrapping_sub(1)), Tag::Determiner | Tag::Possessive | Tag::PossessivePronoun)
}

/// A word for an office, a body or a place.
pub(super) fn is_office_word(words: &Words, k: usize) -> bool {
    words.class(k).has(Class::TITLE | Class::ROLE | Class::RANK | Class::ORG | Class::PLACE | Class::NOT_NAME)
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    fn words_of_names() {
        let texts = [
            "R Saravan resigned.",
            "J.R. Sousa resigned.",
            "Master Reis resigned.",
            "The Master Class began.",
            "Ludwig van Dijk resigned.",
        ];
        expect_test::expect![[r"
            R Saravan resigned.
                ( | R Saravan | )
            J.R. Sousa resigned.
                ( | Sousa | )
            Master Reis resigned.
                Master | Reis |
            The Master Class began.
                ( | Master Class | )
            Ludwig van Dijk resigned.
                 | Ludwig van Dijk |
        "]]
        .assert_eq(&drawn(&texts));
    }
}
