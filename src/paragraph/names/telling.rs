//! What the words around a name say of it: that somebody is called so; who speaks, and who is spoken to.

use super::weighing::{class_of_names, follows_particle, gives_gesture, is_cited};
use super::{DOUBTFUL, Told, UNLIKELY};
use crate::language::{Class, Tag, Tokens, Words};

/// What the words around a name say of whose it is: a byline, "I'm Mario", "my name is Ana"; "Kendra, just let
/// it go.", "We miss you, Hannah, but", "What did you do, Sabrina?"; "a farmer named Jom".
pub(super) fn told(words: &Words, range: Tokens, start: usize, end: usize, vote: i32) -> Told {
    let before = start.checked_sub(1).filter(|b| *b >= range.start);
    if let Some(b) = before {
        if is_speaker(words, range, start, end) {
            return Told::Speaker;
        } else if words.is_by(b) && b == range.start && end >= range.end && end - start >= 2 {
            return Told::Writer;
        }
        let called = words.is(b, "is") && words.is(b.wrapping_sub(1), "name") && words.is_one(b.wrapping_sub(2), &["his", "her"])
            || words.is_one(b, &["named", "called"])
                && b > range.start
                && words.class(b - 1).has(Class::ROLE | Class::RELATION | Class::MALE | Class::FEMALE);
        if called && words.tag(start).is_name() {
            return Told::Called;
        }
    }
    if is_credited(words, range, start, end) {
        return Told::Called;
    }
    match spoken_to(words, range, start, end) {
        Told::Nothing if is_told(words, range, start, end, vote) => Told::Called,
        told => told,
    }
}

/// Whether only a person's name stands as this one does: "Ana nodded", "Ana's mother", "my brother Rui", "(Sousa et al., 2011)",
/// "This is Ana from Porto."
fn is_told(words: &Words, range: Tokens, start: usize, end: usize, vote: i32) -> bool {
    const OTHERS: Class = Class::ORG.and(Class::PLACE).and(Class::DEMONYM).and(Class::NOT_NAME).and(Class::PEOPLE).and(Class::RELATION);
    let class = words.class(start);
    let noun = class.has(Class::ROLE | Class::TITLE | Class::MALE | Class::FEMALE) && !class.has(Class::GIVEN | Class::SURNAME);
    if end - start > 2 || class.has(OTHERS) && !class.has(Class::GIVEN) || noun || !words.tag(start).is_name() {
        return false;
    }
    let insert = insertion(words, range, end);
    let after = insert + usize::from(words.tag(insert) == Tag::Adverb);
    // "Lotte Nunes lotte.nunes@example.org"
    let mail = || words.word(end).contains('@') && words.low(end).contains(words.low(end - 1));
    if vote > UNLIKELY && (is_cited(words, range, start, end) || mail()) {
        return true;
    }
    let acts = words.class(after).has(Class::GESTURE) && matches!(words.tag(after), Tag::Past | Tag::PresentThird)
        || gives_gesture(words, after)
        || words.tag(end) == Tag::Possessive && words.class(end + 1).has(Class::OWN) && !words.is_of(end + 2)
        || words.is_one(end, &["himself", "herself"]);
    let before = |n: usize| start.checked_sub(n).filter(|b| *b >= range.start);
    // and "his wife, Ana, left"
    let comma = usize::from(words.word(start.wrapping_sub(1)) == "," && matches!(words.word(end), "," | "."));
    let related = before(2 + comma).is_some_and(|b| words.tag(b) == Tag::PossessivePronoun && words.class(b + 1).has(Class::RELATION));
    // "the funeral of Ana", "a son of Rui and Ana"; "I know who Ana is."
    let of = before(2).is_some_and(|b| words.is_of(b + 1) && words.class(b).has(Class::OF_SOMEBODY));
    let who = before(1).is_some_and(|b| words.is(b, "who")) && words.class(end).has(Class::COPULA);
    // "the late Rui Reis"
    let late = before(2).is_some_and(|b| {
        words.class(b + 1).has(Class::NO_LONGER)
            && !words.class(b + 1).has(Class::TITLE | Class::FORMERLY)
            && matches!(words.tag(b), Tag::Determiner | Tag::PossessivePronoun)
    });
    let late = late && end - start == 2 && !words.tag(end).is_noun() && !words.class(end.wrapping_sub(1)).has(OTHERS);
    // "Ana, who"
    let who_does = class.has(Class::GIVEN)
        && before(1).is_none_or(|b| !words.capital(b))
        && words.word(end) == ","
        && words.is_one(end + 1, &["who", "whose"]);
    let shown = words.is_one(start.wrapping_sub(1), &["'s", "’s", "is"])
        && before(2).is_some_and(|b| words.is_one(b, &["that", "this"]) && (b == range.start || words.is_one(b - 1, &["and", "so"])))
        && (words.is(end, "from") || words.word(end) == "." && end + 1 >= range.end)
        && class.meaning() == class_of_names(class);
    let particle = follows_particle(words, range, start) && vote > DOUBTFUL;
    (acts || related || who || late) && vote > UNLIKELY || (particle || of || who_does) && vote > DOUBTFUL || shown && end - start == 1
}

/// Whether the name is the subject of a verb of saying beside it.
pub(super) fn speaks(words: &Words, range: Tokens, start: usize, end: usize) -> bool {
    let says = |i: usize| i >= range.start && i < range.end && words.class(i).has(Class::SAY | Class::THINK) && words.tag(i).is_verb();
    // "said Ann Lee", but not "she told Ann Lee": a verb with a subject before it has no other after it.
    let has_subject = |verb: usize| verb > range.start && (words.tag(verb - 1).is_noun() || words.tag(verb - 1) == Tag::Pronoun);
    says(end)
        || (start > range.start && says(start - 1) && words.tag(start - 1) != Tag::Base && !has_subject(start - 1))
        || (words.class(end).has(Class::BEFORE_SAYS) && says(end + 1))
}

/// Whether the words around a name make it the speaker's: "I'm Mario", "my name is Ana", "they called me Ana", "I, Ana
/// Sousa,".
fn is_speaker(words: &Words, range: Tokens, start: usize, end: usize) -> bool {
    if start <= range.start + 1 {
        return false;
    }
    let b = start - 1;
    let name = words.tag(start).is_name() && words.capital(start);
    let am = |k: usize| words.is_one(k, &["'m", "’m", "am"]) && words.is(k.wrapping_sub(1), "i");
    if name && (am(b) || words.is(b, "is") && words.is(b - 1, "name") && words.is(b.wrapping_sub(2), "my")) {
        return true;
    }
    if words.is(b, "me") && words.is_one(b - 1, &["call", "calls", "called"]) {
        return words.class(start).meaning() != Class::NOT_NAME && matches!(words.word(end), "," | "." | ";" | "!" | "?" | "”" | "\"");
    }
    // "I, Ana Sousa,"
    words.word(b) == "," && words.is(b - 1, "i") && words.word(end) == "," && end - start >= 2
}

/// Whether a name is that of whoever is spoken to; one word, a given name or with "Mr." before it.
fn spoken_to(words: &Words, range: Tokens, start: usize, end: usize) -> Told {
    let after = words.word(end);
    let courtesy = start > range.start && words.class(start - 1).has(Class::COURTESY) && words.capital(start - 1);
    let given = words.class(start).has(Class::GIVEN);
    if end - start != 1 || !given && !courtesy {
        return Told::Nothing;
    }
    let from = start - usize::from(courtesy);
    let is_mark = |k: usize| matches!(words.word(k), "“" | "\"" | "‘" | "'");
    let before = from.checked_sub(1).filter(|b| *b >= range.start && !is_mark(*b));
    let stands_off = matches!(after, "," | "?" | "!" | "." | "…") || end >= range.end;
    let to_you = |all: Tokens| all.iter().any(|i| words.class(i).has(Class::TO_YOU));
    match before {
        None => {
            let named = words.tag(start).is_name() || words.tag(start) == Tag::Interjection;
            // "Ana, you're late", "“Ana,” she said", but "Ana, a diver, said".
            let next = words.tag(end + 1);
            let turns = to_you(Tokens::new(end, (end + 8).min(range.end)))
                || next == Tag::Base
                || matches!(words.word(end + 1), "”" | "\"" | "’")
                || words.class(end + 1).has(Class::SPOKEN_TO);
            match after {
                "," if named && turns => Told::Addressed,
                "," if named && given => Told::Called,
                "." | "?" | "!" if courtesy && end + 1 >= range.end => Told::Addressed,
                _ => Told::Nothing,
            }
        }
        Some(b) => {
            let named = words.tag(start).is_name() || courtesy;
            let off = words.word(b) == "," && stands_off;
            let greeted = words.class(b).has(Class::GREETING)
                || words.word(b) == "," && b > range.start && (words.class(b - 1).has(Class::GREETING) || words.is(b - 1, "you"))
                || words.is(b, "you") && b > range.start && words.is_one(b - 1, &["thank", "love", "bless"]);
            let short = from <= range.start + 3;
            let told = named
                && (off && to_you(Tokens::new(range.start, from))
                    || greeted && stands_off && short
                    || given && after == "?" && words.tag(b) == Tag::Base
                    || off && given && end + 1 >= range.end && to_you(range));
            if told { Told::Addressed } else { Told::Nothing }
        }
    }
}

/// The token after what stands between commas behind a name: "Ana, grown taller, nodded".
fn insertion(words: &Words, range: Tokens, end: usize) -> usize {
    /// How many words and marks it has at most.
    const LONGEST: usize = 12;
    if words.word(end) != "," || !matches!(words.tag(end + 1), Tag::Participle | Tag::Gerund | Tag::Preposition) {
        return end;
    }
    let to = range.end.min(end + 2 + LONGEST);
    (end + 2..to).take_while(|k| !words.capital(*k)).find(|k| words.word(*k) == ",").map_or(end, |k| k + 1)
}

/// "Image: Ana Sousa.": who took a picture.
pub(super) fn is_credited(words: &Words, range: Tokens, start: usize, end: usize) -> bool {
    let colon = start.checked_sub(1).filter(|c| *c > range.start && words.word(*c) == ":");
    colon.is_some_and(|c| words.class(c - 1).has(Class::PICTURE))
        && (2..=3).contains(&(end - start))
        && (end >= range.end || matches!(words.word(end), "." | "/" | ",") && end + 1 >= range.end)
        && !(start..end).any(|k| {
            words.class(k).has(Class::ORG | Class::PLACE | Class::DEMONYM | Class::NOT_NAME)
                && !words.class(k).has(Class::GIVEN | Class::SURNAME)
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    fn what_the_words_around_a_name_tell() {
        let texts = [
            "I'm Mario.",
            "My name is Ana.",
            "A farmer named Jom came.",
            "Kendra, just let it go.",
            "We miss you, Hannah, but we go.",
            "What did you do, Sabrina?",
            "Ana nodded.",
            "Ana's mother came.",
            "My brother Rui came.",
            "This is Ana from Porto.",
            "They went to the funeral of Ana.",
            "“It is late,” said Ann Lee.",
            "She told Ann Lee.",
            "Ana, a diver, said so.",
            "Image: Ana Sousa.",
            "His wife, Lowenna, left.",
            "She spoke of the late Batt Hanlon.",
        ];
        expect_test::expect![[r"
            I'm Mario.
                 | Mario | , Speaker
            My name is Ana.
                 | Ana | , Speaker
            A farmer named Jom came.
                farmer | Jom | , Called
            Kendra, just let it go.
                 | Kendra | , Addressed
            We miss you, Hannah, but we go.
                 | Hannah | , Addressed
            What did you do, Sabrina?
                 | Sabrina | , Addressed
            Ana nodded.
                 | Ana | , Called
            Ana's mother came.
                 | Ana | , Called
            My brother Rui came.
                brother | Rui | , Called
            This is Ana from Porto.
                 | Ana | , Called
                ( | Porto | )
            They went to the funeral of Ana.
                 | Ana | , Called
            “It is late,” said Ann Lee.
                 | Ann Lee |
            She told Ann Lee.
                 | Ann Lee |
            Ana, a diver, said so.
                 | Ana | diver, Called
            Image: Ana Sousa.
                ( | Image | )
                 | Ana Sousa | , Called
            His wife, Lowenna, left.
                wife | Lowenna | , Called
            She spoke of the late Batt Hanlon.
                 | Batt Hanlon | , Called
        "]]
        .assert_eq(&drawn(&texts));
    }
}
