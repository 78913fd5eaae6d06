//! How names are written and compared.

use super::{NameMention, Sex, Told};
use crate::language::lexicon::hash;
use crate::language::{Class, Words};

/// What a name is found by: hashes ([`hash`]) of its words as they are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameKeys {
    /// Of its last word, but for "Jr."; of a single word, that word's.
    pub surname: u64,
    /// Of all its words, in whatever order they stand: in some languages the surname comes first.
    pub words: u64,
}

impl NameKeys {
    /// Those of a name in a text. Most names are plain words: then nothing is written out for it.
    #[must_use]
    pub fn of(words: &Words, name: &NameMention) -> Self {
        let plain = |i: usize| {
            let low = words.low(i);
            low.is_ascii() && !low.ends_with('.') && (i == name.tokens.start || words.spaced(i))
        };
        let last = name.tokens.end - 1;
        if name.told == Told::Turned || !name.tokens.iter().all(plain) || generation(words.low(last)).is_some() {
            return Self::of_written(&name_of(words, name));
        }
        let of = |i: usize| hash(words.low(i));
        Self { surname: of(last), words: name.tokens.iter().map(of).fold(0, u64::wrapping_add) }
    }

    /// Those of a name as it is shown.
    #[must_use]
    pub fn of_written(written: &str) -> Self {
        let words = written.split_whitespace().map(|word| hash(&fold(word))).fold(0, u64::wrapping_add);
        Self { surname: hash(&fold(surname(written))), words }
    }
}

/// A name as it is shown: given names first, and not in capitals.
#[must_use]
pub fn name_of(words: &Words, name: &NameMention) -> String {
    let mut out = String::new();
    // "Reis, Rui" is Rui Reis.
    let turned = name.tokens.start + 1;
    let (first, last) =
        if name.told == Told::Turned { (turned + 1..name.tokens.end, turned - 1..turned) } else { (name.tokens.iter(), 0..0) };
    for i in first.chain(last) {
        if !out.is_empty() && (words.spaced(i) || i + 1 == turned) {
            out.push(' ');
        }
        out.push_str(words.word(i));
    }
    // Names in capitals, as credits have them, are shown as names.
    if out.chars().all(|c| !c.is_lowercase()) && out.chars().filter(|c| c.is_alphabetic()).count() > 3 {
        out = out
            .split(' ')
            .map(|w| {
                let mut chars = w.chars();
                chars.next().map_or(String::new(), |f| f.to_string() + &chars.as_str().to_lowercase())
            })
            .collect::<Vec<_>>()
            .join(" ");
    }
    out
}

/// The last word of a name, but for "Jr.".
#[must_use]
pub fn surname(name: &str) -> &str {
    let mut parts = name.split_whitespace().rev();
    let last = parts.next().unwrap_or(name);
    if generation(name).is_some() { parts.next().map_or(last, |p| p.trim_end_matches(',')) } else { last }
}

/// What tells two of one family apart who have all other names in common: "jr", "iii".
#[must_use]
pub fn generation(name: &str) -> Option<String> {
    let last = name.split_whitespace().next_back()?.trim_end_matches('.').to_lowercase();
    matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv").then_some(last)
}

/// The nickname within a name, as it is compared: "bill" of "William (Bill) Reis".
#[must_use]
pub fn nickname(name: &str) -> Option<String> {
    let marks = [('(', ')'), ('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\'')];
    let within = |(open, close): (char, char)| {
        let (_, rest) = name.split_once(&[' ', open][..].iter().collect::<String>())?;
        rest.split_once(close).filter(|(_, behind)| behind.starts_with(' ')).map(|(inside, _)| fold(inside))
    };
    marks.into_iter().find_map(within)
}

/// A word as it is compared: lower case, straight apostrophes, no full stop.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut low = word.to_lowercase();
    if !low.is_ascii() {
        low = low.replace('’', "'");
    }
    low.truncate(low.trim_end_matches('.').len());
    low
}

/// Whether two given names can be one person's: the same, or one the other's initial or beginning.
#[must_use]
pub fn compatible(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || (short.chars().count() == 1 && long.starts_with(short)) || (short.len() >= 3 && long.starts_with(short))
}

/// The sex that a given name tells, or a noun for one person: "Ana", "his mother". One that both bear tells none.
#[must_use]
pub fn sex_of(class: Class) -> Option<Sex> {
    match (class.has(Class::MALE), class.has(Class::FEMALE)) {
        (true, false) => Some(Sex::Male),
        (false, true) => Some(Sex::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    #[test]
    fn names_are_compared_by_their_parts() {
        for (name, last, told) in [
            ("Ana Sousa", "Sousa", None),
            ("Walter Sousa Jr.", "Sousa", Some("jr")),
            ("Walter Sousa, III", "Sousa", Some("iii")),
            ("Sousa", "Sousa", None),
        ] {
            assert_eq!((surname(name), generation(name).as_deref()), (last, told), "{name}");
        }
        for (a, b, same) in [
            ("Ana", "Ana", true),
            ("A.", "Ana", true),
            ("Alexander", "Alex", true),
            ("Al", "Alexander", false),
            ("Ana", "Rui", false),
            ("B.", "Ana", false),
        ] {
            assert_eq!((compatible(a, b), compatible(b, a)), (same, same), "{a} {b}");
        }
        assert_eq!([fold("O’Neil"), fold("JR.")], ["o'neil", "jr"]);
        for (name, called) in [("William (Bill) Reis", Some("bill")), ("Ana “Mo” Sousa", Some("mo")), ("Sean O'Neil", None), ("Ana", None)]
        {
            assert_eq!(nickname(name).as_deref(), called, "{name}");
        }
    }

    #[test]
    fn a_name_is_found_as_it_is_shown() {
        for text in [
            "Ana Sousa left.",
            "ANA SOUSA left.",
            "Dr. A.B. Sousa Jr. left.",
            "Ana O’Neil left.",
            "Mr. Sousa left.",
            "Higuchi Ichiyō left.",
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            let name = facts.names.last().unwrap();
            assert_eq!(NameKeys::of(&facts.words, name), NameKeys::of_written(&name_of(&facts.words, name)), "{text}");
        }
        assert_eq!(NameKeys::of_written("Ana Sousa").words, NameKeys::of_written("Sousa Ana").words);
    }
}
