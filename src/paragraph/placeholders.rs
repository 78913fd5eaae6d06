//! What stands in copy for what is still to come: TK, XXX, $00.

use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Words};
use crate::text::Span;

/// The place-holders of a block.
#[must_use]
pub fn find(words: &Words) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for i in (0..words.len()).filter(|i| is_placeholder(words, *i)) {
        let span = words.span(i..i + 1);
        match found.last_mut() {
            // "TK TK", "??"
            Some(last) if words.text()[last.end as usize..span.start as usize].trim().is_empty() => last.end = span.end,
            _ => found.push(span),
        }
    }
    found
}

/// Whether a token stands for what is still to come.
#[must_use]
pub fn is_placeholder(words: &Words, i: usize) -> bool {
    let Some(token) = words.tokens.get(i) else { return false };
    match token.kind {
        TokenKind::Word => (token.hyphen || words.class(i).has(Class::PLACEHOLDER)) && is_word(words, i),
        TokenKind::Number => words.word(i).starts_with('0') && is_empty_figure(words, i),
        TokenKind::Punctuation => words.word(i) == "?" && is_open_question(words, i),
        TokenKind::Link => false,
    }
}

fn is_word(words: &Words, i: usize) -> bool {
    let word = words.word(i);
    // "TK-year-old"
    let (stem, joined) = word.split_once('-').map_or((word, None), |(stem, rest)| (stem, Some(rest)));
    if stem.len() < 2 || !stem.bytes().all(|b| matches!(b, b'T' | b'K' | b'X' | b't' | b'k') || joined.is_none()) {
        return false;
    }
    if let Some(rest) = joined {
        return matches!(stem, "TK" | "TKTK" | "XX" | "XXX") && rest.contains('-') && rest.starts_with(char::is_lowercase);
    }
    if !words.class(i).has(Class::PLACEHOLDER) {
        return false;
    }
    let capitals = !word.contains(char::is_lowercase);
    let before = i.wrapping_sub(1);
    let money = words.tag(before) == Tag::Currency || matches!(words.word(before), "$" | "£" | "€");
    let many = words.tag(i + 1) == Tag::Nouns && !words.low(i + 1).starts_with("chromosome");
    let counted = money || many || words.class(i + 1).has(Class::SCALE) || words.word(i + 1) == "%";
    match stem.bytes().next() {
        // A firm or a person can be called so.
        Some(b'T' | b't') if stem.contains(['k', 'K']) => {
            let named = capitals && words.capital(i + 1) && words.spaced(i + 1) && !words.class(i + 1).has(Class::PLACEHOLDER);
            money || !named
        }
        // "Super Bowl XX" is a number, and "XX" is more than one thing.
        Some(b'X') => {
            let numeral =
                words.capital(before) && words.spaced(i) && !words.class(before).has(Class::TITLE | Class::ROLE | Class::COURTESY);
            counted || stem.len() >= 3 && !(numeral && stem.len() == 3)
        }
        _ => capitals,
    }
}

/// "$00 million", "000 people"
fn is_empty_figure(words: &Words, i: usize) -> bool {
    let word = words.word(i);
    let zeros = word.bytes().filter(|b| *b == b'0').count();
    let before = i.wrapping_sub(1);
    let money = words.tag(before) == Tag::Currency;
    let joined = words.tokens.get(before).is_some_and(|t| t.kind == TokenKind::Number)
        || !words.spaced(i) && !money && i > 0 && words.word(before) != "(";
    word.bytes().all(|b| matches!(b, b'0' | b','))
        && !joined
        && (zeros >= 3 || zeros == 2 && (money || words.class(i + 1).has(Class::SCALE)))
}

/// "aged ??", "(??)"
fn is_open_question(words: &Words, i: usize) -> bool {
    let asks = |k: usize| words.word(k) == "?";
    let opens = |k: usize| k == 0 || words.spaced(k) || matches!(words.word(k - 1), "(" | "[");
    opens(i) && asks(i + 1) && !words.spaced(i + 1) || i > 0 && asks(i - 1) && !words.spaced(i) && opens(i - 1)
}

#[cfg(test)]
mod tests {
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    #[test]
    fn what_is_still_to_come() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("The town, which has TK books, shut it.", "TK"),
            ("“Nobody reads,” said Tove TK, a nurse.", "TK"),
            ("The roof cost $TK million, TKTK said.", "TK; TKTK"),
            ("It was tk tk years ago.", "tk tk"),
            ("A TK-year-old nurse came.", "TK-year-old"),
            ("Mayor TKTKTK said so.", "TKTKTK"),
            ("It has XXX books and XX percent of readers.", "XXX; XX"),
            ("Mr. XXX said so.", "XXX"),
            ("Some XX cars burned.", "XX"),
            ("It has XX chromosomes.", ""),
            ("It cost $XX million and £00 more, and 000 people came.", "XX; 00; 000"),
            ("Lind, ??, said so. It has (??) books.", "??; ??"),
            ("The day is TBC.", "TBC"),
            ("TK Maxx opened a shop in 2000.", ""),
            ("T.K. Hale bought a TK Elevator.", ""),
            ("Super Bowl XXX and Super Bowl XX were shown.", ""),
            ("An XXL shirt and an X-ray cost $100.", ""),
            ("It won 10,000 votes, or 0.00 percent.", ""),
            ("Really??", ""),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            let found: Vec<&str> = facts.placeholders.iter().map(|s| s.of(text)).collect();
            if found.join("; ") != expected {
                wrong.push(format!("{text} {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn nobody_is_called_so() {
        for (text, expected) in [
            ("“Nobody reads,” said Tove TK, a nurse.", "Tove"),
            ("Mayor TK Lind said so.", "TK Lind"),
            ("Mayor Tove Lind said so.", "Tove Lind"),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            let found: Vec<&str> = facts.names.iter().filter(|n| n.score > 0).map(|n| &text[n.start as usize..n.end as usize]).collect();
            assert_eq!(found.join("; "), expected, "{text}");
        }
    }
}
