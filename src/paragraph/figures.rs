//! Figures that must come from somewhere: money, shares, counts of three digits and more. What only names, what is written on a
//! record that is open to all, and what is counted in public is none.

use crate::language::lexicon::classes;
use crate::language::token::TokenKind;
use crate::language::{Class, Sentence, Tag, Words};
use crate::paragraph::quoted::{self, Piece};
use crate::paragraph::times::TimeMention;
use crate::text::Span;

/// The figures of a sentence.
#[must_use]
pub fn find(words: &Words, sentence: &Sentence, pieces: &[Piece], times: &[TimeMention]) -> Vec<Span> {
    let mut found = Vec::new();
    // A figure without a word is a cell of a table or a key figure: nothing is said of it that could be asked about.
    if !sentence.tokens.iter().any(|i| words.is_word(i)) {
        return found;
    }
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        let token = words.tokens[i];
        if token.kind != TokenKind::Number && token.tag != Tag::Number {
            i += 1;
            continue;
        }
        let timed = times.get(times.partition_point(|t| t.end <= token.start)).is_some_and(|t| t.start < token.end);
        let quoted = quoted::around(pieces, token.start, token.end).is_some();
        let w = words.low(i);
        let digits = w.chars().filter(char::is_ascii_digit).count();
        // "ten times the average"
        let ratio = words.is(i + 1, "times") && words.class(i + 2).has(Class::RATIO);
        let money = i > sentence.tokens.start && words.tag(i - 1) == Tag::Currency;
        let short = is_short(words, i, money);
        let plain = token.kind == TokenKind::Number && w.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let number = plain || short || words.tag(i) == Tag::Number && (is_scaled(words, i + 1) || ratio);
        let names = words.class(i.wrapping_sub(1)).has(Class::NUMBER_OF) || is_named_by(words, i) || is_code(words, i);
        if !number || timed || quoted || names || is_open_record(words, sentence, i) {
            i += 1;
            continue;
        }
        let scaled = is_scaled(words, i + 1);
        let than = i >= sentence.tokens.start + 2 && words.is(i - 1, "than") && words.class(i - 2).has(Class::FEWER)
            || words.class(i.wrapping_sub(1)).has(Class::NEARLY);
        let clock = w.contains(':');
        let capitals = words.capital(i + 1) && words.tag(i + 1).is_name() && !scaled && !money && !short;
        let claims = (money || scaled || ratio || short || digits >= 3 || (than && digits >= 2)) && !clock && !capitals;
        if claims {
            let from = if money { i - 1 } else { i };
            let to = i + 1 + usize::from(scaled);
            found.push(words.span(from..to));
            i = to;
        } else {
            i += 1;
        }
    }
    found
}

/// Whether a token scales the number before it.
fn is_scaled(words: &Words, k: usize) -> bool {
    words.class(k).has(Class::SCALE) || words.word(k) == "%" || (words.is(k, "per") && words.is(k + 1, "cent"))
}

/// A number that has its scale in it: "1.2m", "3bn", "12pc", "12-thousand". Metres, runs and firms are written so, too.
fn is_short(words: &Words, i: usize, money: bool) -> bool {
    let word = words.word(i);
    let figure = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if figure.len() == word.len() || figure.is_empty() {
        return false;
    }
    let counted = || !words.class(i + 1).has(Class::RACE) && words.tag(i + 1) == Tag::Nouns || words.class(i + 1).has(Class::PEOPLE);
    match figure {
        "bn" | "tn" | "mn" | "mln" | "bln" | "trn" | "pc" | "BN" | "TN" => true,
        "m" | "k" | "M" => money || counted(),
        "K" | "b" | "B" | "t" | "T" => money,
        _ => figure.strip_prefix('-').is_some_and(|rest| rest.split('-').next().is_some_and(|w| classes(w).has(Class::SCALE))),
    }
}

/// "School 285", "Interstate 95", "Apollo 11": a number that is part of a name.
fn is_named_by(words: &Words, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    let named = words.tag(before).is_name() && words.capital(before) && words.spaced(i) && !words.class(before).has(Class::TIME);
    named && (!words.tag(i + 1).is_noun() || is_title(words, i))
}

/// The number of a title that something is told of with a verb that could be a noun: a name of two words, or one that opens the
/// sentence, and no place that has so many of something.
fn is_title(words: &Words, i: usize) -> bool {
    let first = (0..i).rev().take_while(|k| words.capital(*k) && words.tag(*k).is_name()).last().unwrap_or(i);
    let lead = words.tag(first.wrapping_sub(1));
    let led = first > 0 && (lead == Tag::Preposition || lead.is_verb());
    words.word(i).bytes().all(|b| b.is_ascii_digit()) && i - first >= 2 && !led && words.tag(i + 1) == Tag::Nouns
}

/// Digits of a telephone, an account, a rate of exchange.
fn is_code(words: &Words, i: usize) -> bool {
    let number =
        |k: usize| words.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Number && !words.word(k).contains(|c: char| c.is_alphabetic()));
    let bracket = |k: usize| matches!(words.word(k), "(" | ")" | "-" | "–" | "+");
    let before = i.wrapping_sub(1);
    let beside = number(before) || number(i + 1) || bracket(before) && number(i.wrapping_sub(2)) || bracket(i + 1) && number(i + 2);
    let rate = (i.saturating_sub(3)..i + 4).any(|k| words.word(k) == "=");
    let word = words.word(i);
    beside && !word.contains(['.', ',']) || rate || word.len() > 1 && word.starts_with('0') && !word.contains('.')
}

/// What a court sets, votes that are counted, and how many came to watch, as they were counted at the gate.
fn is_open_record(words: &Words, sentence: &Sentence, i: usize) -> bool {
    let end = sentence.tokens.end;
    let before = i.saturating_sub(4).max(sentence.tokens.start);
    let set =
        (i..(i + 4).min(end)).any(|k| words.class(k).has(Class::COURT_SUM)) || (before..i).any(|k| words.class(k).has(Class::PENALTY));
    let share = is_scaled(words, i + 1) && !words.class(i + 1).has(Class::SCALE) || words.is(i + 1, "percent");
    let cast = |k: usize| words.class(k).has(Class::CAST) && words.tag(k).is_noun();
    let votes = if share { sentence.tokens.iter().any(cast) } else { (i + 1..(i + 5).min(end)).any(cast) };
    let exact = !words.word(i).ends_with("00") && words.word(i).bytes().all(|b| b.is_ascii_digit() || b == b',');
    let near = (i.saturating_sub(3).max(sentence.tokens.start)..(i + 3).min(end)).any(|k| words.class(k).has(Class::ATTENDED));
    // "They won in front of 4,212."
    let watched = || words.is_of(i.wrapping_sub(1)) && words.is(i.wrapping_sub(2), "front");
    set || votes || exact && (near || watched())
}

#[cfg(test)]
mod tests {
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    #[test]
    fn figures_that_must_come_from_somewhere() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("Some 12,000 homes stand empty.", "12,000"),
            ("Some 1.2m homes stand empty.", "1.2m"),
            ("Tarn won in front of 4,212 at home.", ""),
            ("Tarn won in front of 5,000 at home.", "5,000"),
            ("In front stand 4,212 homes.", "4,212"),
            ("The county lost £210m last year.", "£210m"),
            ("It lost $3bn and 12pc of its people.", "$3bn; 12pc"),
            ("The county has 12m people and 40k trees.", "12m; 40k"),
            ("About 12-thousand people live there.", "12-thousand"),
            ("A 3-million-dollar roof leaks.", "3-million-dollar"),
            ("Some 20 per cent of the trees fell.", "20 per"),
            ("She won the 100m final, 400m hurdles and a 10K run.", ""),
            ("The pool is 50m long, 1.5m from the wall.", ""),
            ("3M makes tape, and the film is in 4K.", ""),
            // What only names.
            ("Blade Runner 2049 plays at the Ritz.", ""),
            ("Mill Street 451 opens on Friday.", ""),
            ("School 285 closed on Friday.", ""),
            ("In Riverton 4000 homes burned.", "4000"),
            ("Police in New Riverton 412 homes searched.", "412"),
            // Telephones, accounts, rates of exchange.
            ("Call (555) 010-0199 for tickets.", ""),
            ("Call 020 7946 0018 for tickets.", ""),
            ("Call 555-0199 or 0800 123 456.", ""),
            ("It costs a lot. ($1 = 0.9230 euros)", ""),
            ("It costs a lot. (1 euro = $1.0831)", ""),
            // What is on record or counted in public.
            ("The judge set bail at $20,000 for him.", ""),
            ("He was held on $20,000 bail.", ""),
            ("The court fined him $4,500.", ""),
            ("She won 12,034 votes, or 52% of the vote.", ""),
            ("She had 52.3% of the vote to Hale's 47.7%.", ""),
            ("Turnout was 41 percent.", "41 percent"),
            ("Some 52% of voters would vote for her.", "52%"),
            ("The crowd of 12,045 left.", ""),
            ("Some 4,212 fans saw it.", ""),
            ("A crowd of 4,000 marched.", "4,000"),
            ("Some 12,000 fans of the band wrote in.", "12,000"),
            ("The town has 12,034 voters.", "12,034"),
            // Figures alone, as in a table's cells.
            ("12,034", ""),
            ("£210m (1,451)", ""),
            ("Homes: 12,034", "12,034"),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            let found: Vec<&str> = (0..facts.sentences.len()).flat_map(|n| facts.assertion(n).figures.iter()).map(|s| s.of(text)).collect();
            if found.join("; ") != expected {
                wrong.push(format!("{text} {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
