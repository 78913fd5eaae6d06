//! Words that names are made of, and that stand before them.

use crate::language::{Class, Tag, Words};
use crate::paragraph::placeholders::is_placeholder;

/// A word written as names are: with a capital, if only behind a hyphen.
pub(super) fn is_name_word(words: &Words, i: usize) -> bool {
    let w = words.word(i);
    words.is_word(i)
        && !(words.class(i).has(Class::PLACEHOLDER) && is_placeholder(words, i))
        && (words.capital(i)
            || (w.len() > 3 && words.hyphen(i) && w.split('-').next_back().is_some_and(|p| p.starts_with(char::is_uppercase))))
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

/// A particle of a surname, between capitals.
pub(super) fn is_particle(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::PARTICLE) && !words.is_one(i, &["san", "santa"]) && words.tag(i) != Tag::Preposition
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
                ( | J.R. Sousa | )
            Master Reis resigned.
                 | Reis |
            The Master Class began.
                ( | Master Class | )
            Ludwig van Dijk resigned.
                 | Ludwig van Dijk |
        "]]
        .assert_eq(&drawn(&texts));
    }
}
