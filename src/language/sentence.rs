//! Sentences: where tokens end one. News copy is regular enough for rules; the work is in abbreviations and quotation marks.

use super::class::Class;
use super::lexicon;
use super::token::{TokenKind, Words};
use super::tokens::Tokens;
use crate::text::Span;

/// A sentence of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Tokens,
    /// First byte in the clean text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// The longest sentence that is read as one, in tokens. No sentence of prose is half as long; what is, is a list or data, and is cut
/// up, so that what looks about in its sentence has never far to go.
pub const LONGEST: usize = 500;

/// Whether a token is a quotation mark or bracket that can close what came before.
#[must_use]
pub fn closes(words: &Words, i: usize) -> bool {
    match words.word(i) {
        "”" | "’" | "'" | "''" | "»" | ")" | "]" => true,
        // A straight mark closes where it hugs the word before it.
        "\"" => !words.spaced(i),
        _ => false,
    }
}

/// Cuts a block's tokens into sentences.
#[must_use]
pub fn sentences(words: &Words) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut first = 0;
    let mut i = 0;
    let n = words.len();
    // A tab parts the cells of a table: each stands for itself.
    let cells = words.text().contains('\t');
    while i < n {
        let mut next = i + 1;
        let ends = match words.word(i) {
            "." | "!" | "?" | "…" | "..." => {
                while next < n
                    && (closes(words, next) && !words.spaced(next) || matches!(words.word(next), "!" | "?" | ".") && !words.spaced(next))
                {
                    next += 1;
                }
                next = behind_references(words, next);
                ends_before(words, i, next)
            }
            w if w.len() > 1 && w.ends_with('.') && words.is_word(i) => {
                while next < n && closes(words, next) && !words.spaced(next) {
                    next += 1;
                }
                abbreviation_ends(words, i, next)
            }
            _ => false,
        };
        next = next.min(first + LONGEST);
        let ends =
            ends || cells && next < n && words.text()[words.tokens[i].start as usize..words.tokens[next].start as usize].contains('\t');
        if ends || next == first + LONGEST {
            push(words, first, next, &mut found);
            first = next;
        }
        i = next;
    }
    push(words, first, n, &mut found);
    found
}

fn push(words: &Words, from: usize, to: usize, found: &mut Vec<Sentence>) {
    if from < to {
        let Span { start, end } = words.span(from..to);
        found.push(Sentence { tokens: Tokens::new(from, to), start, end });
    }
}

/// The token behind reference marks (`it rained. [6] The mayor`, `it rained.¹ The mayor`), which belong to what they prove.
fn behind_references(words: &Words, mut i: usize) -> usize {
    let raised = |k: usize| !words.spaced(k) && !words.word(k).is_empty() && words.word(k).chars().all(is_raised);
    loop {
        if words.is(i, "[") && words.word(i + 1).bytes().all(|b| b.is_ascii_digit()) && words.is(i + 2, "]") {
            i += 3;
        } else if raised(i) {
            i += 1;
        } else {
            return i;
        }
    }
}

/// Whether a letter is the mark of a note.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡')
}

/// Whether the mark at `i` ends a sentence, given the token after it and its closing marks.
fn ends_before(words: &Words, i: usize, next: usize) -> bool {
    if next >= words.len() {
        return true;
    }
    let lower = words.is_word(next) && words.word(next).starts_with(char::is_lowercase);
    // "Sept. 29-Oct. 1": the full stop of a month that a hyphen joins to the day before it.
    let clipped =
        || words.word(i.wrapping_sub(1)).split_once('-').is_some_and(|(_, month)| lexicon::classes(&month.to_lowercase()).has(Class::TIME));
    if words.is(i, ".") && words.hyphen(i.wrapping_sub(1)) && words.tokens[next].kind == TokenKind::Number && clipped() {
        return false;
    }
    match words.word(i) {
        // "example.com", ".5", "3 . 4"
        "." => words.spaced(next) && !lower || (!words.spaced(next) && opens(words, next)),
        // "Yahoo! said", "“Really?” she asked"
        _ => !lower && !matches!(words.word(next), "," | ";" | ":" | ")" | "—" | "–" | "--" | "-") && words.spaced(next),
    }
}

fn opens(words: &Words, i: usize) -> bool {
    matches!(words.word(i), "“" | "‘" | "«" | "``")
}

/// Whether an abbreviation with its full stop ends a sentence too.
fn abbreviation_ends(words: &Words, i: usize, next: usize) -> bool {
    if next >= words.len() {
        return true;
    }
    if next > i + 1 {
        // "… in the U.S.” He left": a closing mark after it.
        return words.capital(next) || opens(words, next) || words.word(next) == "\"";
    }
    // "Harold E. “Bud” Nyman": an initial, a nickname, and more of the name.
    let initial = words.word(i).chars().count() == 2 && i > 0 && words.capital(i - 1);
    let nickname = |k: usize| matches!(words.word(k), "”" | "\"" | "’") && words.capital(k + 1) && words.capital(k - 1);
    if initial && matches!(words.word(next), "“" | "\"" | "‘") && (next + 2..next + 4).any(nickname) {
        return false;
    }
    if opens(words, next) || (words.word(next) == "\"" && words.spaced(next)) {
        return !words.class(i).has(Class::TITLE) && !lexicon::never_ends(words.low(i));
    }
    if lexicon::never_ends(words.low(i)) || !words.capital(next) || words.tokens[next].kind != TokenKind::Word {
        return false;
    }
    // An initial ("George W. Bush") or a title never ends one; "U.S." and "p.m." do before a word that starts sentences.
    let initial = words.word(i).chars().count() == 2;
    // "in Block C. Ana Sousa": a letter that tells one of several things apart.
    let lettered = i > 0 && words.class(i - 1).has(Class::LETTERED) && !words.class(i - 1).has(Class::GIVEN);
    if initial && lettered && i > 1 && !words.capital(i - 2) {
        return true;
    }
    if initial
        && i > 0
        && words.capital(i - 1)
        && !words.is_one(next, &["The", "He", "She", "It", "They", "But"].map(str::to_ascii_lowercase).each_ref().map(String::as_str))
    {
        return false;
    }
    words.class(next).has(Class::STARTER) || is_half_of_day(words, i) && begins_behind_hour(words, i, next)
}

/// "a.m.", "p.m."
fn is_half_of_day(words: &Words, i: usize) -> bool {
    words.is_one(i, &["a.m.", "p.m."])
}

/// Whether a sentence begins at a token behind the time of day that ends with token `i`, and not a zone, a day, or what is so called:
/// "at 8 p.m. Hale conceded"; but "8 p.m. Faro time", "the 8 p.m. Faro train".
fn begins_behind_hour(words: &Words, i: usize, next: usize) -> bool {
    const NEAR: usize = 4;
    let word = words.is_word(next) && words.word(next).chars().skip(1).any(char::is_lowercase);
    let time = (next + 1..next + NEAR).take_while(|k| words.is_word(*k)).any(|k| words.is(k, "time"));
    let so_called = i >= 2 && words.class(i - 2).has(Class::MODIFIED);
    word && !time && !so_called && !words.class(next).has(Class::TIME | Class::ZONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let words = Words::of(text);
        sentences(&words).iter().map(|s| text[s.start as usize..s.end as usize].to_owned()).collect()
    }

    #[test]
    fn no_sentence_is_longer_than_one_can_be() {
        for text in [
            "harbour ".repeat(5000),
            "it rained, ".repeat(900),
            ".".repeat(3000),
            "a. ".repeat(LONGEST) + "x [1]",
            "? ".repeat(LONGEST * 2),
        ] {
            let words = Words::of(&text);
            let found = sentences(&words);
            assert!(found.iter().all(|s| s.tokens.len() <= LONGEST), "{text:.20}");
            let joined = found.windows(2).all(|pair| pair[0].tokens.end == pair[1].tokens.start);
            assert!(joined && found.last().is_some_and(|s| s.tokens.end == words.len()), "{text:.20}");
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        for (text, expected) in [
            ("The more than 1.3 million fled. They left.", vec!["The more than 1.3 million fled.", "They left."]),
            (
                "In the U.S. Senate, Mr. Lee spoke. In the U.S. He left.",
                vec!["In the U.S. Senate, Mr. Lee spoke.", "In the U.S.", "He left."],
            ),
            ("“We won.” “Really?” she asked. \"Yes.\" He left.", vec!["“We won.”", "“Really?” she asked.", "\"Yes.\"", "He left."]),
            ("“It ended in Rafah. The side met.” He said so.", vec!["“It ended in Rafah.", "The side met.”", "He said so."]),
            (
                "George W. Bush met Gov. Ann Lee (R-Ind.) on Jan. 3. It rained.",
                vec!["George W. Bush met Gov. Ann Lee (R-Ind.) on Jan. 3.", "It rained."],
            ),
            ("It rained. [6] In May it snowed.[7][8] She left.", vec!["It rained. [6]", "In May it snowed.[7][8]", "She left."]),
            ("Polls closed at 8 p.m. Hale conceded.", vec!["Polls closed at 8 p.m.", "Hale conceded."]),
            ("It shut at 8 p.m. Sousa said so.", vec!["It shut at 8 p.m.", "Sousa said so."]),
            ("It shut at 8 p.m. Monday and reopened.", vec!["It shut at 8 p.m. Monday and reopened."]),
            ("It shut at 8 p.m. Eastern time.", vec!["It shut at 8 p.m. Eastern time."]),
            (
                "It shut at 11.15 p.m. Ana Sousa, who lives above it, slept.",
                vec!["It shut at 11.15 p.m.", "Ana Sousa, who lives above it, slept."],
            ),
            ("It shut at 6 a.m. Divers at the port were sent home.", vec!["It shut at 6 a.m.", "Divers at the port were sent home."]),
            ("It shut at 6 a.m. Harbour cameras were off.", vec!["It shut at 6 a.m.", "Harbour cameras were off."]),
            ("It shut at 8 p.m. Faro time.", vec!["It shut at 8 p.m. Faro time."]),
            ("It shut at 8 p.m. Central on the day.", vec!["It shut at 8 p.m. Central on the day."]),
            ("He took the 8 p.m. Faro train home.", vec!["He took the 8 p.m. Faro train home."]),
            ("It shut on Monday.¹ The port was full.", vec!["It shut on Monday.¹", "The port was full."]),
            ("It will be shut Sept. 29-Oct. 1, he said.", vec!["It will be shut Sept. 29-Oct. 1, he said."]),
            ("Harold E. “Bud” Nyman died. He left.", vec!["Harold E. “Bud” Nyman died.", "He left."]),
            ("It leaks in Block C. Ana Sousa left.", vec!["It leaks in Block C.", "Ana Sousa left."]),
            ("They took Plan B. Reis left.", vec!["They took Plan B.", "Reis left."]),
            ("They saw Ward C. Sousa there.", vec!["They saw Ward C. Sousa there."]),
            ("At 3 p.m. The bell rang.", vec!["At 3 p.m.", "The bell rang."]),
        ] {
            assert_eq!(cut(text), expected);
        }
    }
}
