//! Letters in capitals, and runs of capitalised words that they may stand for, in a block.

use crate::language::{Class, Words};
use crate::paragraph::quoted::{self, Piece};

/// How many letters an abbreviation has at most.
pub(crate) const LETTERS: usize = 6;

/// Letters in capitals, in one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The token.
    pub token: usize,
    /// Whether it stands in brackets after its full name, or its full name in brackets after it.
    pub explained: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// A run of capitalised words, small words within it left out: what letters may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first letters of its words.
    pub initials: String,
    /// The token of each of those words.
    pub tokens: Vec<usize>,
}

fn in_capitals(words: &Words, i: usize) -> bool {
    words.is_word(i) && words.capital(i) && words.word(i).chars().nth(1).is_some() && words.word(i).chars().all(|c| !c.is_lowercase())
}

/// The letters in capitals of a block that may want explaining.
#[must_use]
pub fn letters(words: &Words, pieces: &[Piece]) -> Vec<Letters> {
    let mut found = Vec::new();
    let capitals = (0..words.len()).filter(|i| in_capitals(words, *i)).count();
    if capitals == 0 || capitals * 2 > words.len() {
        return found;
    }
    for token in (0..words.len()).filter(|i| in_capitals(words, *i)) {
        let w = words.word(token);
        let count = w.chars().filter(|c| c.is_alphabetic()).count();
        if !(2..=LETTERS).contains(&count) || !w.chars().all(|c| c.is_uppercase() || c == '.' || c == '&') {
            continue;
        }
        let before = token.wrapping_sub(1);
        // "Ana Sousa KC MP": a degree or an honour.
        let named = if words.word(before) == "," { before.wrapping_sub(1) } else { before };
        if words.class(token).has(Class::LETTERS) && words.capital(named) && words.is_word(named) && !words.class(named).has(Class::ORG) {
            continue;
        }
        let explained = words.word(before) == "(" && words.word(token + 1) == ")" || words.word(token + 1) == "(";
        // Part of a name in capitals, a state after a party ("D-IN"), a transcript's speaker.
        let joined = in_capitals(words, before) && words.spaced(token) || in_capitals(words, token + 1) && words.spaced(token + 1);
        if !explained && (joined || words.word(before) == "-" || words.word(token + 1) == ":") {
            continue;
        }
        let at = words.tokens[token];
        let quoted = quoted::around(pieces, at.start, at.end).is_some();
        found.push(Letters { token, explained, quoted });
    }
    found
}

/// The runs of capitalised words of a block.
#[must_use]
pub fn runs(words: &Words) -> Vec<Run> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let mut run = Run { initials: String::new(), tokens: Vec::new() };
        let mut at = i;
        while at < words.len() {
            let capital = words.capital(at) && words.word(at).chars().nth(1).is_some();
            if capital {
                run.initials.extend(words.word(at).chars().next());
                run.tokens.push(at);
            } else if run.tokens.is_empty() || !(words.class(at).has(Class::IN_NAME) || words.is_one(at, &["&"])) {
                break;
            }
            at += 1;
        }
        if run.tokens.len() >= 2 {
            found.push(run);
        }
        i = at.max(i + 1);
    }
    found
}
