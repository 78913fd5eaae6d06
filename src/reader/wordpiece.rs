//! Pieces of words: text in the vocabulary that the reader's weights were learnt with (BERT's, without case and accents). The
//! pieces are exactly those of the library that the weights were trained with.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// The piece that opens a window.
pub const OPENING: u16 = 101;
/// The piece that closes a window.
pub const CLOSING: u16 = 102;
/// What stands for a word that is not made of known pieces.
pub const UNKNOWN: u16 = 100;
/// A word longer than this many characters is not taken apart.
const LONGEST: usize = 100;

/// The pieces, each with its number: those that begin a word, and those that go on with one.
struct Vocabulary {
    begin: HashMap<&'static str, u16>,
    go_on: HashMap<&'static str, u16>,
    /// The bytes of the longest piece.
    longest: usize,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut all = Vocabulary { begin: HashMap::new(), go_on: HashMap::new(), longest: 0 };
    for (number, piece) in (0_u16..).zip(include_str!("weights/vocab.txt").lines()) {
        all.longest = all.longest.max(piece.len());
        match piece.strip_prefix("##") {
            Some(rest) if !rest.is_empty() => all.go_on.insert(rest, number),
            _ => all.begin.insert(piece, number),
        };
    }
    all
});

/// The numbers of the pieces of a text.
#[must_use]
pub fn pieces(text: &str) -> Vec<u16> {
    let plain = plain(text);
    let mut found = Vec::with_capacity(text.len() / 4);
    for run in plain.split_whitespace() {
        let mut rest = run;
        while !rest.is_empty() {
            let (word, behind) = rest.split_at(end_of_word(rest));
            take_apart(word, &mut found);
            rest = behind;
        }
    }
    found
}

/// The text as the vocabulary has it: blanks for what is blank, nothing for what is not seen, ideographs apart, letters small and
/// without accents.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        let seen = text.bytes().filter(|b| !b.is_ascii_control() || b.is_ascii_whitespace() && *b != b'\x0c');
        return seen.map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    let mut spaced = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_whitespace() && !c.is_control() || matches!(c, '\t' | '\n' | '\r') {
            spaced.push(' ');
        } else if c == '\u{fffd}' || is_unseen(c) {
        } else if is_ideograph(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    let bare = spaced.nfd().filter(|c| c.is_ascii() || get_general_category(*c) != GeneralCategory::NonspacingMark);
    bare.flat_map(char::to_lowercase).collect()
}

fn is_unseen(c: char) -> bool {
    use GeneralCategory::{Control, Format, PrivateUse, Surrogate};
    matches!(get_general_category(c), Control | Format | PrivateUse | Surrogate)
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4e00..=0x9fff | 0x3400..=0x4dbf | 0x20000..=0x2a6df | 0x2a700..=0x2b73f | 0x2b740..=0x2b81f | 0x2b920..=0x2ceaf
        | 0xf900..=0xfaff | 0x2f800..=0x2fa1f)
}

fn is_punctuation(c: char) -> bool {
    use GeneralCategory::{
        ClosePunctuation, ConnectorPunctuation, DashPunctuation, FinalPunctuation, InitialPunctuation, OpenPunctuation, OtherPunctuation,
    };
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    matches!(
        get_general_category(c),
        ClosePunctuation
            | ConnectorPunctuation
            | DashPunctuation
            | FinalPunctuation
            | InitialPunctuation
            | OpenPunctuation
            | OtherPunctuation
    )
}

/// Where the first word of a text without blanks ends: before a mark, or behind it where it opens the text.
fn end_of_word(text: &str) -> usize {
    match text.char_indices().find(|(_, c)| is_punctuation(*c)) {
        Some((0, mark)) => mark.len_utf8(),
        Some((at, _)) => at,
        None => text.len(),
    }
}

/// Takes a word apart: from its start on always the longest piece that is known.
fn take_apart(word: &str, found: &mut Vec<u16>) {
    let vocabulary = &*VOCABULARY;
    let before = found.len();
    let mut from = 0;
    if word.chars().count() > LONGEST {
        found.push(UNKNOWN);
        return;
    }
    while from < word.len() {
        let known = if from == 0 { &vocabulary.begin } else { &vocabulary.go_on };
        let most = word.len().min(from + vocabulary.longest);
        let longest = (from + 1..=most).rev().filter(|to| word.is_char_boundary(*to));
        let Some((to, number)) = longest.filter_map(|to| Some((to, *known.get(&word[from..to])?))).next() else {
            found.truncate(before);
            found.push(UNKNOWN);
            return;
        };
        found.push(number);
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows made by the library that the weights are trained with: numbers of pieces, a tab, the text in JSON's form.
    #[test]
    fn pieces_are_those_of_training() {
        let rows = include_str!("wordpiece.tsv");
        assert!(rows.lines().count() > 40);
        for row in rows.lines() {
            let (numbers, text) = row.split_once('\t').unwrap();
            let text: String = serde_json::from_str(text).unwrap();
            let expected: Vec<u16> = numbers.split_whitespace().map(|n| n.parse().unwrap()).collect();
            assert_eq!(pieces(&text), expected, "{text:?}");
        }
    }

    proptest::proptest! {
        /// Where words are parted by a blank, each is taken apart by itself.
        #[test]
        fn words_do_not_know_each_other(a in "\\PC{0,30}", b in "\\PC{0,30}") {
            let apart: Vec<u16> = pieces(&a).into_iter().chain(pieces(&b)).collect();
            proptest::prop_assert_eq!(pieces(&format!("{a} {b}")), apart);
        }
    }
}
