//! Tags that a word cannot have where it stands, mended by grammar before anything is read by them. The tagger goes from left to
//! right and sees no phrase: these are the places where that costs a source.

use super::class::Class;
use super::lexicon;
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
        Tag::Modal | Tag::Interjection | Tag::Noun | Tag::Nouns | Tag::Base | Tag::Name if class.has(Class::PLAIN) && !words.capital(i) => {
            let known = words.class(before).has(Class::PEOPLE | Class::ROLE | Class::ORG);
            let somebody = known || matches!(words.tag(before), Tag::Nouns | Tag::Name | Tag::Names | Tag::Pronoun);
            let theirs = || is_of_several(words, sentence, i);
            (somebody || theirs()).then(|| if words.low(i).ends_with('s') { Tag::PresentThird } else { Tag::Present })
        }
        // "engineers hired by the diocese estimate that".
        Tag::Noun | Tag::Base | Tag::Name
            if class.has(Class::SAY | Class::THINK) && !words.capital(i) && is_of_several(words, sentence, i) =>
        {
            Some(Tag::Present)
        }
        // "…, grower Ana Costa said": a trade before a name.
        Tag::Base if words.is(before, ",") && next.is_name() && words.capital(i + 1) && !words.capital(i) => {
            const NEAR: usize = 6;
            let behind = (i + 2..i + NEAR).find(|k| !words.capital(*k));
            behind.is_some_and(|k| words.class(k).has(Class::SAY)).then_some(Tag::Noun)
        }
        // "cannot find".
        Tag::Adverb if class.has(Class::WILL) && next == Tag::Base => Some(Tag::Modal),
        // "an official at", "the army's military described": what closes a phrase that an article opens is its noun.
        Tag::Adjective if opens(before) && !words.capital(i) => {
            let known = class.has(Class::PEOPLE | Class::ROLE | Class::ORG | Class::DOCUMENT);
            let reports = words.class(i + 1).has(speaks) && opens(i + 2) && next == Tag::Participle;
            let told_of = matches!(next, Tag::Preposition | Tag::WhPronoun) && known;
            (next.is_finite() && !words.is(i + 1, "s") || told_of || reports).then_some(Tag::Noun)
        }
        // "according to court documents": no verb stands behind a preposition.
        Tag::Base if words.tag(before) == Tag::Preposition && next.is_noun() && !words.is(before, "to") => Some(Tag::Noun),
        Tag::Base if words.is(before, "to") && next == Tag::Nouns && words.class(i + 1).has(Class::DOCUMENT) => Some(Tag::Noun),
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

/// Whether the plain form of a verb that reports stands behind several people or documents and what tells more of them, with what
/// they say behind it or all of it before: "traders in Faro expect.", "engineers hired by the town estimate that".
fn is_of_several(words: &Words, sentence: Tokens, i: usize) -> bool {
    const FAR: usize = 12;
    /// So many words at least are said before a comma.
    const CLAUSE: usize = 3;
    let low = words.low(i);
    let plain = !(low.ends_with('s') || low.ends_with("ed") || low.ends_with("ing"));
    let Some(pause) = plain.then(|| (sentence.start..i).rev().take(FAR).find(|k| !words.is_word(*k) || *k == sentence.start)).flatten()
    else {
        return false;
    };
    let first = pause + usize::from(!words.is_word(pause));
    let opens = |k: usize| matches!(words.tag(k), Tag::Determiner | Tag::PossessivePronoun | Tag::Possessive);
    let leads =
        |k: &usize| opens(*k) || words.tag(*k).is_adjective() || matches!(words.tag(*k), Tag::Conjunction | Tag::AdverbMost | Tag::Number);
    let Some(noun) = (first..i).find(|k| !leads(k)) else { return false };
    let Some(behind) = (noun..i).find(|k| !words.tag(*k).is_noun()) else { return false };
    let head = behind.wrapping_sub(1);
    // "surveyors", "geologists"
    let ends = Class::AGENT_END | Class::TRADE_END;
    let trade = |word: &str| {
        (2..=8).any(|n| word.len() > n + 2 && word.is_char_boundary(word.len() - n) && lexicon::classes(&word[word.len() - n..]).has(ends))
    };
    let known = Class::PEOPLE | Class::ROLES | Class::FINDERS | Class::DOCUMENT;
    let several = behind > noun
        && words.tag(head) == Tag::Nouns
        && (words.class(head).has(known) || words.low(head).strip_suffix('s').is_some_and(trade));
    // What an article opens and no list knows is a noun, too.
    let thing = words.tag(i - 1).is_noun() || words.tag(i - 1) == Tag::Adjective && opens(i - 2) && words.class(i - 1).is_unknown();
    let hired = words.tag(behind) == Tag::Past && words.is_by(behind + 1);
    let told = (hired || matches!(words.tag(behind), Tag::Preposition | Tag::Participle)) && thing;
    if !several || !told || (behind + 1..i).any(|k| words.tag(k).is_finite() || words.tag(k) == Tag::Pronoun) {
        return false;
    }
    let ends = matches!(words.word(i + 1), "." | ",") || i + 1 >= sentence.end;
    let said = ends && words.is(pause, ",") && pause >= sentence.start + CLAUSE;
    let things = words.class(i).has(Class::THINK) && words.tag(i + 1) == Tag::Nouns;
    let clause = things
        || opens(i + 1)
        || matches!(words.tag(i + 1), Tag::Pronoun | Tag::Number | Tag::Existential | Tag::Currency)
        || words.is(i + 1, "that");
    said || clause && pause == sentence.start
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
            ("An official who saw it left.", "official", Tag::Noun),
            ("It is late, according to court papers.", "court", Tag::Noun),
            ("Corvale's military described the tests as an act of war.", "military", Tag::Noun),
            ("An autopsy determined the horse was old.", "determined", Tag::Past),
            ("The boats found in May were old.", "found", Tag::Participle),
            ("Officials are warning of heavy rains.", "warning", Tag::Gerund),
            ("The siren is a warning of heavy rains.", "warning", Tag::Noun),
            ("According to the official WHO report, it is late.", "WHO", Tag::Name),
            ("The man who left is late.", "who", Tag::WhPronoun),
            ("The Oxmere Council think tank called it late.", "think", Tag::Noun),
            ("Prices will fall, dealers in Faro expect.", "expect", Tag::Present),
            ("Some 40 boats sank, divers from the port say.", "say", Tag::Present),
            ("Surveyors hired by the parish estimate the wall leans.", "estimate", Tag::Present),
            ("Members of the board estimate that the wall leans.", "estimate", Tag::Present),
            ("He met the authors of the first estimate.", "estimate", Tag::Noun),
            ("The divers cannot find enough boats.", "cannot", Tag::Modal),
            ("Frost ruined one farm alone, grower Ana Costa said.", "grower", Tag::Noun),
        ] {
            assert_eq!(tag_of(text, word), expected, "{text}");
        }
    }
}
