//! Whom pronouns mean that are no source: "he" and "she" the person in focus. Of those that speak, `story/speakers.rs` has the
//! last word.

use super::naming::sex_of;
use super::{Mention, MentionKind, Person, mentions};
use crate::language::{Class, Tag, Words};
use crate::paragraph::names::Sex;
use crate::story::part::Part;
use crate::story::place::{Place, stretch};
use crate::story::spans::Spans;

/// Somebody whom "he" or "she" could mean.
struct Antecedent {
    /// The person; nobody where it is "a clerk" or "his mother", who has no name.
    person: Option<usize>,
    sex: Option<Sex>,
    /// The sentence, counted through the story, in which it stood last.
    sentence: i32,
    /// It stood there as a pronoun.
    pronoun: bool,
    /// How often it stood.
    count: i32,
    /// It stood first of all in its sentence.
    first: bool,
}

/// How far back a pronoun reaches, in sentences.
const REACH: i32 = 10;
/// What each sentence in between costs.
const STEP: i32 = 4;
/// What it is worth to have stood as a pronoun last, first in its sentence, to be of a sex that is told, and to have stood at
/// all, up to so often.
const PRONOUN: i32 = 3;
const FIRST: i32 = 2;
const TOLD: i32 = 3;
const OFTEN: i32 = 12;
/// What it costs to have no name: those with names are written about.
const UNNAMED: i32 = 2;

impl Antecedent {
    /// How near at hand it is, for a pronoun of a sex in a sentence; [`None`] where it cannot be meant.
    fn weight(&self, sex: Sex, sentence: i32) -> Option<i32> {
        if self.sex.is_some_and(|s| s != sex) {
            return None;
        }
        let told = if self.sex.is_some() { TOLD } else { 0 };
        let pronoun = if self.pronoun { PRONOUN } else { 0 };
        let first = if self.first { FIRST } else { 0 };
        let unnamed = if self.person.is_none() { UNNAMED } else { 0 };
        Some(told + pronoun + first + self.count.min(OFTEN) - unnamed - STEP * (sentence - self.sentence))
    }
}

/// Whether a word is a noun for one person who has no name here: "a clerk", "his mother".
fn is_unnamed(words: &Words, i: usize) -> bool {
    let class = words.class(i);
    // "the Senator from Alaska", but not "the Senator Ana Sousa".
    let office = |i: usize| words.capital(i) && words.is_one(i.wrapping_sub(1), &["the", "a", "this"]) && !words.capital(i + 1);
    class.has(Class::ROLE | Class::RELATION | Class::MALE | Class::FEMALE)
        && (words.tag(i) == Tag::Noun && !words.capital(i) || office(i))
        && !words.tag(i + 1).is_noun()
        && !words.is(i + 1, "of") | class.has(Class::RELATION)
}

/// Who can be meant, as the story goes along.
#[derive(Default)]
struct Focus {
    candidates: Vec<Antecedent>,
    /// The sentence, counted through the story.
    sentence: i32,
    /// Whether somebody was mentioned in it.
    begun: bool,
}

impl Focus {
    fn next_sentence(&mut self) {
        self.sentence += 1;
        self.begun = false;
        self.candidates.retain(|c| self.sentence - c.sentence <= REACH);
    }

    /// Somebody is mentioned.
    fn mention(&mut self, person: Option<usize>, sex: Option<Sex>, pronoun: bool) {
        let sentence = self.sentence;
        let first = !std::mem::replace(&mut self.begun, true);
        match self.candidates.iter_mut().find(|c| person.is_some() && c.person == person) {
            Some(c) => {
                let first = first || c.first && c.sentence == sentence;
                *c = Antecedent { person, sex: c.sex.or(sex), sentence, pronoun, count: c.count + 1, first };
            }
            None => self.candidates.push(Antecedent { person, sex, sentence, pronoun, count: 1, first }),
        }
    }

    /// Whom a pronoun of that sex means, if it is somebody with a name; not whoever says "I" there.
    fn meant(&self, sex: Sex, narrators: &[(usize, usize)]) -> Option<usize> {
        let others =
            self.candidates.iter().filter(|c| c.person.is_none_or(|id| narrators.binary_search_by_key(&id, |(_, id)| *id).is_err()));
        let weights = others.filter_map(|c| Some((c.weight(sex, self.sentence)?, c.person)));
        weights.max_by_key(|(weight, _)| *weight)?.1
    }
}

/// Gives "he" and "she" to whoever is in focus: of that sex, meant of late, and often. Where that is somebody without a name, to
/// nobody. The weights were tried out on the training articles of GUM. Who says "I" and "you" must be told before.
pub(super) fn third_person(parts: &[Part], people: &mut [Person]) {
    let mut named = mentions(people, |id, m| (m.place, id, m.kind), |(place, ..)| (place.block, place.start));
    named.retain(|(.., kind)| *kind != MentionKind::Pronoun);
    let mut roles: Vec<Place> = people.iter().flat_map(|p| p.roles.iter().map(|r| r.place)).collect();
    roles.sort_unstable();
    // Each with the block, in the order of the people.
    let mut narrators: Vec<(usize, usize)> = Vec::new();
    for (id, person) in people.iter().enumerate() {
        narrators.extend(person.mentions.iter().filter(|m| m.kind == MentionKind::Pronoun).map(|m| (m.place.block, id)));
    }
    narrators.sort_unstable();
    narrators.dedup();
    let mut added: Vec<(usize, Mention)> = Vec::new();
    let mut focus = Focus::default();
    let mut before: &[(usize, usize)] = &[];
    for part in parts.iter().filter(|p| p.region.is_story()) {
        let words = &part.facts.words;
        let named = stretch(&named, |(place, ..)| place.block.cmp(&part.number));
        let roles = stretch(&roles, |place| place.block.cmp(&part.number));
        let roles = Spans::of(roles.iter().map(|r| (r.start, r.end, 0)));
        // Whoever tells the story stays its teller for a paragraph without "I".
        let here = stretch(&narrators, |(block, _)| block.cmp(&part.number));
        let tellers = if here.is_empty() { std::mem::take(&mut before) } else { here };
        before = here;
        // How many of `named` start up to the token that is looked at.
        let mut upto = 0;
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            focus.next_sentence();
            let mut last: Option<(u32, usize)> = None;
            for i in sentence.tokens {
                let token = words.tokens[i];
                upto += named[upto..].iter().take_while(|(place, ..)| place.start <= token.start).count();
                if let Some((place, id, _)) = named[..upto].last().filter(|(place, ..)| place.start == token.start) {
                    last = Some((place.end, *id));
                    focus.mention(Some(*id), people[*id].sex, false);
                    continue;
                }
                if !words.is_anaphor(i) {
                    continue;
                }
                // "Ana herself" says Ana once more, but is no mention of its own.
                let stressed = last.is_some_and(|(end, _)| i > 0 && words.tokens[i - 1].end == end);
                let sex = match words.low(i) {
                    "himself" | "herself" if stressed => continue,
                    _ if words.class(i).has(Class::HE) => Sex::Male,
                    _ if words.class(i).has(Class::SHE) => Sex::Female,
                    _ => {
                        let in_role = || !roles.overlapping(token.start, token.end).is_empty();
                        if is_unnamed(words, i) && !in_role() {
                            focus.mention(None, sex_of(words.class(i)), false);
                        }
                        continue;
                    }
                };
                // "Ana Sousa and her brother": whoever stands right before it.
                let beside = last.filter(|(end, id)| {
                    let joined = words.is_one(i, &["his", "her"]) && i >= 2 && words.is(i - 1, "and") && words.tokens[i - 2].end == *end;
                    joined && people[*id].sex.is_none_or(|s| s == sex)
                });
                let Some(id) = beside.map(|(_, id)| id).or_else(|| focus.meant(sex, tellers)) else { continue };
                added.push((id, Mention::pronoun(part, number, i)));
                people[id].sex = people[id].sex.or(Some(sex));
                focus.mention(Some(id), Some(sex), true);
            }
        }
    }
    for (id, mention) in added {
        people[id].mentions.push(mention);
    }
}

/// Whether a word stands for whoever speaks: "I", but not that of "Elizabeth I,".
pub(in crate::story) fn is_first_person(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::FIRST_PERSON)
        && !(words.is(i, "i") && i > 0 && words.tag(i - 1).is_name() && (words.word(i + 1) == "," || i + 1 >= words.len()))
}

#[cfg(test)]
mod tests {
    use crate::story::people::tests::drawn;

    #[test]
    fn a_pronoun_means_whoever_is_in_focus() {
        for (text, expected) in [
            ("Ana Sousa met Rui Reis. She left.", "Ana Sousa: She; Rui Reis: "),
            ("Ana Sousa met Rui Reis. He left.", "Ana Sousa: ; Rui Reis: He"),
            ("Ana Sousa spoke. A clerk said he was late.", "Ana Sousa: "),
            ("Ana Sousa met Maria Nunes. It rained.", "Ana Sousa: ; Maria Nunes: "),
            ("“I am late,” Ana Sousa said.", "Ana Sousa: I"),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
