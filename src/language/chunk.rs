//! Noun phrases, by tags: where one starts and ends around a token.

use super::{Tag, Words};

/// Whether a token can stand inside a base noun phrase, before or as its head.
fn inside(words: &Words, i: usize) -> bool {
    let tag = words.tag(i);
    tag.is_noun()
        || tag.is_adjective()
        || matches!(
            tag,
            Tag::Determiner | Tag::Number | Tag::PossessivePronoun | Tag::Possessive | Tag::Predeterminer | Tag::Currency | Tag::Foreign
        )
        || (matches!(tag, Tag::Participle | Tag::Gerund)
            && (words.tag(i + 1).is_noun() || words.tag(i + 1).is_adjective())
            && i > 0
            && inside_left(words, i - 1))
        || (words.word(i) == "&" && words.capital(i + 1))
}

fn inside_left(words: &Words, i: usize) -> bool {
    let tag = words.tag(i);
    tag.is_adjective() || matches!(tag, Tag::Determiner | Tag::PossessivePronoun | Tag::Possessive | Tag::Number) || tag.is_noun()
}

/// The first token of the base noun phrase that ends with token `last` (which belongs to it).
#[must_use]
pub fn start(words: &Words, last: usize, least: usize) -> usize {
    let mut from = last;
    while from > least && inside(words, from - 1) {
        // A determiner opens the phrase.
        from -= 1;
        if matches!(words.tag(from), Tag::Determiner | Tag::PossessivePronoun) && words.tag(from.wrapping_sub(1)) != Tag::Predeterminer {
            break;
        }
        if words.tag(from) == Tag::Possessive && from == least {
            from += 1;
            break;
        }
    }
    from
}

/// The token after the base noun phrase that starts at `first`, or `first` where none starts there.
#[must_use]
pub fn end(words: &Words, first: usize, most: usize) -> usize {
    if first < most && matches!(words.tag(first), Tag::Pronoun | Tag::Existential) {
        return first + 1;
    }
    // "most of those": how many stands for them.
    if first + 1 < most && words.tag(first) == Tag::Superlative && words.is(first + 1, "of") {
        return first + 1;
    }
    let mut to = first;
    let mut noun = first;
    while to < most && (inside(words, to) || (to == first && words.tag(to) == Tag::Gerund && words.tag(to + 1).is_noun())) {
        if to > first
            && matches!(words.tag(to), Tag::Determiner | Tag::PossessivePronoun)
            && !matches!(words.tag(to - 1), Tag::Predeterminer | Tag::Possessive)
            && words.tag(to - 1).is_noun()
        {
            break;
        }
        to += 1;
        if words.tag(to - 1).is_noun() || words.tag(to - 1) == Tag::Number || words.tag(to - 1) == Tag::Determiner {
            noun = to;
        }
    }
    noun
}

/// The token after a noun phrase with what follows its head: "of"-phrases, names of places, co-ordinated phrases.
#[must_use]
pub fn full_end(words: &Words, first: usize, most: usize) -> usize {
    let mut to = end(words, first, most);
    if to == first {
        return first;
    }
    while to < most {
        let joins = match words.low(to) {
            "of" | "for" | "at" | "from" | "in" | "with" | "on" | "to" | "who" | "near" | "inside" | "against" | "familiar" => 1,
            "and" | "or" | "&" => 1,
            _ => 0,
        };
        if joins == 0 || words.is(to, "who") {
            break;
        }
        let next = end(words, to + 1, most);
        if next == to + 1 {
            break;
        }
        to = next;
    }
    to
}

/// The head of a base noun phrase `from..to`: its last noun before a possessive or preposition ends it.
#[must_use]
pub fn head(words: &Words, from: usize, to: usize) -> usize {
    let mut head = to.saturating_sub(1).max(from);
    while head > from && !words.tag(head).is_noun() && words.tag(head) != Tag::Pronoun {
        head -= 1;
    }
    head
}
