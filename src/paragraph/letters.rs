//! Letters in capitals, and runs of capitalised words that they may stand for, in a block.

use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::placeholders::is_placeholder;
use crate::paragraph::quoted::{self, Piece};
use crate::text::position::clamp;

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
    pub initials: Box<str>,
    /// The token of each of those words.
    tokens: Box<[u32]>,
}

impl Run {
    /// The token of each of its words, in order.
    #[must_use]
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + Clone {
        self.tokens.iter().map(|token| *token as usize)
    }

    /// From its first word to its last.
    #[must_use]
    pub fn all(&self) -> Tokens {
        self.stretch(0, self.tokens.len())
    }

    /// So many of its words, from one on.
    #[must_use]
    pub fn stretch(&self, from: usize, count: usize) -> Tokens {
        let words = self.tokens.get(from..from + count).unwrap_or_default();
        words.first().zip(words.last()).map_or(Tokens::default(), |(first, last)| Tokens::new(*first as usize, *last as usize + 1))
    }
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
        if is_placeholder(words, token) {
            continue;
        }
        let count = w.chars().filter(|c| c.is_alphabetic()).count();
        if !(2..=LETTERS).contains(&count) || !w.chars().all(|c| c.is_uppercase() || c == '.' || c == '&') {
            continue;
        }
        let before = token.wrapping_sub(1);
        let bracketed =
            words.word(before) == "(" && words.word(token + 1) == ")" || words.word(token + 1) == "(" || is_first_in_bracket(words, token);
        let explained = bracketed || is_spelt_out(words, token) || is_ticker(words, token);
        // Part of a name in capitals, a state after a party ("D-IN"), a transcript's speaker.
        let joined = in_capitals(words, before) && words.spaced(token) || in_capitals(words, token + 1) && words.spaced(token + 1);
        let names = joined || words.word(before) == "-" || words.word(token + 1) == ":";
        // "SHG Corp.", "SHG Harbour Lines Inc."
        let firm = opens_firm(words, token);
        let behind_name =
            firm || words.class(token).has(Class::STATE_CODE) && words.word(before) == "," && words.tag(token.wrapping_sub(2)).is_name();
        if !explained
            && (names
                || is_address(words, token)
                || is_emphasised(words, token)
                || behind_name
                || is_honour(words, token)
                || are_initials(words, token))
        {
            continue;
        }
        let at = words.tokens[token];
        let quoted = quoted::around(pieces, at.start, at.end).is_some();
        found.push(Letters { token, explained, quoted });
    }
    found
}

/// Whether letters stand beside the words that they are for: "the Strategic Harbour Group, or SHG,", "SHG, the Strategic …".
fn is_spelt_out(words: &Words, token: usize) -> bool {
    let letters: Vec<char> = words.word(token).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mark = |k: usize| matches!(words.word(k), "," | "—" | "–" | "-" | "--" | "(" | "“" | "\"" | "‘");
    let joins = |k: usize| mark(k) || words.class(k).has(Class::IN_OTHER_WORDS);
    // Back over what stands between the words and the letters, which is at least one mark or "known as".
    let mut end = token;
    while end > 0 && token - end < 4 && joins(end - 1) {
        end -= 1;
    }
    if end < token && spells(words, (0..end).rev(), letters.iter().rev().copied(), letters.len()) {
        return true;
    }
    // "SHG members (Strategic Harbour Group)"
    let bracket = (token + 1..(token + 4).min(words.len())).find(|k| words.word(*k) == "(");
    if bracket.is_some_and(|b| spells(words, b + 1..words.len(), letters.iter().copied(), letters.len())) {
        return true;
    }
    let mut start = token + 1;
    while start < words.len() && start - token < 4 && joins(start) {
        start += 1;
    }
    start > token + 1 && spells(words, start..words.len(), letters.iter().copied(), letters.len())
}

/// Whether words, from the nearest on, have these initials; small words between them need have none.
fn spells(words: &Words, tokens: impl Iterator<Item = usize>, mut letters: impl Iterator<Item = char>, count: usize) -> bool {
    const SMALL: usize = 3;
    let mut wanted = letters.next();
    let mut met = 0;
    for k in tokens.take(count * 2 + 2) {
        let word = words.low(k);
        if !words.is_word(k) {
            return false;
        }
        if wanted.is_some() && word.chars().next() == wanted {
            met += 1;
            wanted = letters.next();
            if wanted.is_none() {
                return met == count;
            }
        } else if word.chars().count() > SMALL || met == 0 && words.capital(k) {
            return false;
        }
    }
    false
}

/// "the Strategic Harbour Group of Ports (SHG forum)": letters that open a short remark behind a name that has their words.
fn is_first_in_bracket(words: &Words, token: usize) -> bool {
    /// How many words a remark has, and how many the name that is looked through.
    const REMARK: usize = 3;
    const NAME: usize = 12;
    if words.word(token.wrapping_sub(1)) != "(" || !(token + 1..=token + REMARK).any(|k| words.word(k) == ")") {
        return false;
    }
    let bracket = token - 1;
    let named = |k: &usize| words.capital(*k) || words.class(*k).has(Class::IN_NAME) || words.is_one(*k, &["&"]);
    let from = (bracket.saturating_sub(NAME)..bracket).rev().take_while(named).last().unwrap_or(bracket);
    let mut initials = (from..bracket).filter(|k| words.capital(*k)).filter_map(|k| words.word(k).chars().next());
    words.word(token).chars().filter(|c| c.is_alphabetic()).all(|letter| initials.any(|i| i == letter))
}

/// Letters that begin the name of a firm.
fn opens_firm(words: &Words, token: usize) -> bool {
    /// The most words of such a name.
    const NAME: usize = 5;
    let mut name = (token + 1..token + 1 + NAME).take_while(|k| words.capital(*k) && words.spaced(*k));
    name.any(|k| words.class(k).has(Class::FIRM_END))
}

/// Letters that are part of an address: "SHG.org".
fn is_address(words: &Words, token: usize) -> bool {
    let tight = |k: usize| k < words.len() && !words.spaced(k);
    words.word(token + 1) == "." && tight(token + 1) && tight(token + 2) && words.word(token + 2).starts_with(char::is_lowercase)
}

/// A word of grammar in capitals, for emphasis: "they ARE the harbour". Behind an article letters are a name, whatever they spell.
fn is_emphasised(words: &Words, token: usize) -> bool {
    /// Shorter ones are letters as often.
    const SHORTEST: usize = 3;
    let small = words.word(token).to_lowercase();
    let grammar = crate::language::lexicon::classes(&small);
    small.len() >= SHORTEST && grammar.has(Class::EMPHASISED) && words.tag(token.wrapping_sub(1)) != Tag::Determiner
}

/// "(NYSE: CVL)": the sign of a firm, with the exchange that quotes it.
fn is_ticker(words: &Words, token: usize) -> bool {
    let lead = token.wrapping_sub(2);
    let colon = words.word(token.wrapping_sub(1)) == ":";
    // "(Euronext Lisbon: CVL; OTCQB: CVLF)"
    const FAR: usize = 12;
    let opens = || (token.saturating_sub(FAR)..token).rev().find(|k| matches!(words.word(*k), "(" | ")")).filter(|k| words.word(*k) == "(");
    let bracketed =
        || opens().is_some_and(|open| (open + 1..token - 1).all(|k| words.capital(k) || !words.is_word(k) || words.tag(k).is_name()));
    let listed = colon && words.capital(lead) && bracketed();
    let signed = colon && (words.class(lead).has(Class::EXCHANGE) || words.class(lead).has(Class::TICKER)) || listed;
    let code =
        words.word(token.wrapping_sub(1)) == "<" && words.tokens.get(token + 1).is_some_and(|_| matches!(words.word(token + 1), "." | ">"));
    signed || code || words.class(token.wrapping_sub(1)).has(Class::TICKER)
}

/// Letters behind a name that tell what somebody has or is of: "Ana Sousa, OBE".
fn is_honour(words: &Words, token: usize) -> bool {
    let before = token.wrapping_sub(1);
    let name = if words.word(before) == "," { token.wrapping_sub(2) } else { before };
    words.class(token).has(Class::LETTERS) && words.tag(name).is_name() && !words.class(name).has(Class::PLACE)
}

/// "J.R. Hale": the initials of somebody.
fn are_initials(words: &Words, token: usize) -> bool {
    let word = words.word(token);
    let dotted = word.ends_with('.') && word.split('.').filter(|p| !p.is_empty()).all(|p| p.chars().count() == 1);
    let next = words.class(token + 1);
    let surname = words.capital(token + 1) && words.spaced(token + 1) && words.word(token + 1).contains(char::is_lowercase);
    let known = word.chars().count() == 2
        && next.has(Class::SURNAME)
        && !next.has(Class::ORG | Class::ROLE | Class::TITLE | Class::NOT_NAME | Class::RANK);
    // "RK Venkat, who leads", "RK Venkat, the minister,": somebody who is told apart, though no list has the surname.
    let apart = words.word(token + 2) == "," && (words.is(token + 3, "who") || words.class(token + 3).has(Class::ARTICLE));
    let unknown = word.chars().count() == 2 && (next.is_unknown() || next.has(Class::GIVEN)) && apart;
    surname && (dotted && !next.has(Class::ORG | Class::NOT_NAME) || (known || unknown) && !words.is(token.wrapping_sub(1), "the"))
}

/// The runs of capitalised words of a block.
#[must_use]
pub fn runs(words: &Words) -> Vec<Run> {
    let mut found = Vec::new();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < words.len() {
        tokens.clear();
        while at < words.len() {
            if words.capital(at) && words.word(at).chars().nth(1).is_some() {
                tokens.push(clamp(at));
            } else if tokens.is_empty() || !(words.class(at).has(Class::IN_NAME) || words.is_one(at, &["&"])) {
                break;
            }
            at += 1;
        }
        if tokens.len() >= 2 {
            let initials: String = tokens.iter().filter_map(|i| words.word(*i as usize).chars().next()).collect();
            found.push(Run { initials: initials.into(), tokens: tokens.as_slice().into() });
        }
        if tokens.is_empty() {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    /// The letters that want explaining.
    #[test]
    fn letters_that_want_explaining() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("The SHG met on Monday.", "SHG"),
            ("The Strategic Harbour Group (SHG) met.", ""),
            ("The SHG (Strategic Harbour Group) met.", ""),
            ("The Strategic Harbour Group, or SHG, met.", ""),
            ("The Strategic Harbour Group — SHG — met.", ""),
            ("The Strategic Harbour Group, known as SHG, met.", ""),
            ("The Strategic Harbour Group, known as the SHG, met.", ""),
            ("The SHG, the Strategic Harbour Group, met.", ""),
            ("The SHG, or Strategic Harbour Group, met.", ""),
            ("SHG members (Strategic Harbour Group) met.", ""),
            ("The fair in Tarnwick, OH, shut.", ""),
            ("The CA met in Tarnwick.", "CA"),
            ("Shares of SHG Corp. fell.", ""),
            ("SHG stands for Strategic Harbour Group.", ""),
            ("A chain reaction of proteins, or CRP, was seen.", ""),
            ("The Institute for the Study of Ports, or ISP, met.", ""),
            ("The council, or SHG, met.", "SHG"),
            ("The Strategic Harbour Group and SHG met.", "SHG"),
            ("Corvale Inc. (NYSE: CVL) raised its forecast.", ""),
            ("Corvale Inc. (NASDAQ:CVL) and Tarnmoor (LSE: TNM) fell.", ""),
            ("Corvale, with the ticker symbol CVL, fell.", ""),
            ("Corvale (OSE: CVLX) and Tarn (Euronext Faro: TRNX; OTCQB: TRNF) fell.", ""),
            ("Corvale said CVL was its sign.", "CVL"),
            ("Ana Sousa, OBE, and Tom Hale, QC, came.", ""),
            ("Ana Sousa MBE came with Tom Hale, RN.", ""),
            ("The RN sailed to Tarnwick.", "RN"),
            ("J.R. Hale and A.J. Poe came.", ""),
            ("JR Hale came.", ""),
            ("The SH Council came.", "SH"),
            ("Web Analytics and Optimization Community of Practice (WAO CoP) met.", ""),
            ("The Strategic Harbour Group of Ports (SHG forum) met.", ""),
            ("The council (SHG members) met.", "SHG"),
            ("On the list is NCI Harbour Lines Inc, and no other.", ""),
            ("On the list is NCI Harbour Choir, and no other.", "NCI"),
            ("We built ADA.gov in May.", ""),
            ("We built the ADA. It is done.", "ADA"),
            ("The boats ARE the harbour, and NEVER were it.", ""),
            ("The ARE met in Tarnwick.", "ARE"),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            let wanting = facts.letters.iter().filter(|l| !l.explained).map(|l| facts.words.word(l.token));
            if wanting.clone().collect::<Vec<_>>().join(" ") != expected {
                wrong.push(format!("{text} {:?}", wanting.collect::<Vec<_>>()));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
