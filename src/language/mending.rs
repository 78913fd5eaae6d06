//! Tags that a word cannot have where it stands, mended by grammar before anything is read by them. The tagger goes from left to
//! right and sees no phrase: these are the places where that costs a source.

use super::class::Class;
use super::tag::Tag;
use super::token::Words;
use super::tokens::Tokens;

/// Mends the tags of a sentence in place.
pub fn mend(words: &mut Words, sentence: Tokens) {
    for i in sentence {
        let Some(before) = i.checked_sub(1).filter(|b| *b >= sentence.start) else { continue };
        if let Some(tag) = mended(words, sentence, before, i) {
            words.tokens[i].tag = tag;
        }
    }
}

/// The tag that token `i` has for sure, where that is another than it was given; `before` is the token before it.
fn mended(words: &Words, sentence: Tokens, before: usize, i: usize) -> Option<Tag> {
    let (tag, class, next) = (words.tag(i), words.class(i), words.tag(i + 1));
    let speaks = Class::SAY | Class::THINK | Class::ACT;
    let opens = |k: usize| matches!(words.tag(k), Tag::Determiner | Tag::Possessive | Tag::PossessivePronoun);
    match tag {
        // "police say three": what only says is a verb behind whoever says it.
        Tag::Modal | Tag::Interjection | Tag::Noun | Tag::Nouns | Tag::Base if class.has(Class::PLAIN) && !words.capital(i) => {
            let known = words.class(before).has(Class::PEOPLE | Class::ROLE | Class::ORG);
            let somebody = known || matches!(words.tag(before), Tag::Nouns | Tag::Name | Tag::Names | Tag::Pronoun);
            somebody.then(|| if words.low(i).ends_with('s') { Tag::PresentThird } else { Tag::Present })
        }
        // "an official at", "the army's military described": what closes a phrase that an article opens is its noun.
        Tag::Adjective if opens(before) && !words.capital(i) => {
            let known = class.has(Class::PEOPLE | Class::ROLE | Class::ORG | Class::DOCUMENT);
            let reports = words.class(i + 1).has(speaks) && opens(i + 2) && next == Tag::Participle;
            (next.is_finite() && !words.is(i + 1, "s") || next == Tag::Preposition && known || reports).then_some(Tag::Noun)
        }
        // "an autopsy determined the cause": a participle that describes a noun has no object.
        Tag::Participle if class.has(Class::SAY | Class::THINK) => {
            let object = opens(i + 1) || words.tag(i + 1) == Tag::Pronoun;
            let clause = (sentence.start..i).rev().take_while(|k| words.word(*k) != ",");
            let aided = clause.clone().any(|k| words.tag(k).is_finite() || words.class(k).has(Class::AUXILIARY));
            let adverb = words.tag(before) == Tag::Adverb && before > sentence.start;
            let subject = before - usize::from(adverb);
            let whose = words.tag(subject).is_noun() || words.tag(subject) == Tag::Pronoun;
            (whose && !aided && (object || adverb)).then_some(Tag::Past)
        }
        // "the Oxmere think tank": a verb that makes one noun with the next.
        Tag::Base | Tag::Present if class.has(speaks) && words.class(i + 1).has(Class::COMPOUND) && next.is_noun() => {
            (matches!(words.tag(before), Tag::Noun | Tag::Name | Tag::Adjective) || opens(before)).then_some(Tag::Noun)
        }
        // "are warning of storms".
        Tag::Noun if class.has(speaks) && words.low(i).ends_with("ing") && words.class(before).has(Class::BE | Class::IS) => {
            let goes_on = next == Tag::Preposition || opens(i + 1) || words.is(i + 1, "that");
            let subject = before.checked_sub(1).filter(|k| *k >= sentence.start);
            let people = subject.is_some_and(|k| words.tag(k) == Tag::Nouns || words.tag(k).is_name() || words.tag(k) == Tag::Pronoun);
            (goes_on && people).then_some(Tag::Gerund)
        }
        // "the WHO report": a body, and no relative.
        Tag::WhPronoun | Tag::WhDeterminer if is_body(words, sentence, i) => Some(Tag::Name),
        _ => None,
    }
}

/// Whether a word is in capitals where its sentence is not.
fn is_body(words: &Words, sentence: Tokens, i: usize) -> bool {
    let loud = |k: usize| words.word(k).len() > 1 && words.word(k).chars().all(char::is_uppercase);
    loud(i) && sentence.iter().filter(|k| words.is_word(*k) && !loud(*k)).count() > 2
}

#[cfg(test)]
mod tests {
    use crate::language::{Tag, Words, sentence, tagger};

    /// The tag of the first of some words in a text.
    fn tag_of(text: &str, word: &str) -> Tag {
        let mut words = Words::of(text);
        for s in sentence::sentences(&words) {
            tagger::tag(&mut words, s.tokens);
            super::mend(&mut words, s.tokens);
        }
        let i = (0..words.len()).find(|i| words.word(*i) == word).unwrap();
        words.tag(i)
    }

    #[test]
    fn tags_that_cannot_be_are_mended() {
        for (text, word, expected) in [
            ("Harbour police say three boats have sunk in the bay.", "say", Tag::Present),
            ("Rebels say 11 people have been killed in the town.", "say", Tag::Present),
            ("An official at the port left.", "official", Tag::Noun),
            ("The official count is late.", "official", Tag::Adjective),
            ("Corvale's military described the tests as an act of war.", "military", Tag::Noun),
            ("An autopsy determined the horse was old.", "determined", Tag::Past),
            ("The boats found in May were old.", "found", Tag::Participle),
            ("Officials are warning of heavy rains.", "warning", Tag::Gerund),
            ("The siren is a warning of heavy rains.", "warning", Tag::Noun),
            ("According to the official WHO report, it is late.", "WHO", Tag::Name),
            ("The man who left is late.", "who", Tag::WhPronoun),
            ("The Oxmere Council think tank called it late.", "think", Tag::Noun),
        ] {
            assert_eq!(tag_of(text, word), expected, "{text}");
        }
    }
}
