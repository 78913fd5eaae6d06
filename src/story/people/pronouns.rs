//! Whom pronouns mean that are no source: "he" and "she" the person in focus. Of those that speak, `story/speakers.rs` has the
//! last word.

use super::{Mention, MentionKind};
use crate::language::{Class, Tag, Words};
use crate::paragraph::names::Sex;
use crate::paragraph::names::naming::sex_of;
use crate::story::part::Part;
use crate::story::place::Place;
use crate::story::spans::Spans;
use crate::text::Span;

/// Somebody whom "he" or "she" could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Antecedent {
    /// The person; nobody where it is "a clerk" or "his mother", who has no name.
    person: Option<usize>,
    sex: Option<Sex>,
    /// How many sentences ago it stood last.
    ago: i32,
    /// It stood there as a pronoun.
    pronoun: bool,
    /// How often it stood, as far as that makes a difference.
    count: i32,
    /// It stood first of all in its sentence.
    first: bool,
    /// It was named in the paragraph at hand.
    here: bool,
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
/// What it is worth to be named in the same paragraph, where nothing tells the sex.
const HERE: i32 = 4;
/// What it costs to have no name: those with names are written about.
const UNNAMED: i32 = 2;

impl Antecedent {
    /// How near at hand it is, for a pronoun of a sex; [`None`] where it cannot be meant.
    fn weight(&self, sex: Sex) -> Option<i32> {
        if self.sex.is_some_and(|s| s != sex) {
            return None;
        }
        let told = if self.sex.is_some() { TOLD } else { 0 };
        let pronoun = if self.pronoun { PRONOUN } else { 0 };
        let first = if self.first { FIRST } else { 0 };
        let here = if self.here && self.sex.is_none() { HERE } else { 0 };
        let unnamed = if self.person.is_none() { UNNAMED } else { 0 };
        Some(told + pronoun + first + here + self.count - unnamed - STEP * self.ago)
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
        && !words.is_of(i + 1) | class.has(Class::RELATION)
}

/// Who can be meant, as the story goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::story) struct Focus {
    candidates: Vec<Antecedent>,
    /// Whether somebody was mentioned in the sentence at hand.
    begun: bool,
    /// Those who said "I" in the paragraph before.
    tellers: Vec<usize>,
}

/// The sexes of the people of an article, as far as names, titles and pronouns have told them.
pub(in crate::story) struct Sexes {
    of: Vec<Option<Sex>>,
    /// Of whom a pronoun told it, in which block.
    pub(in crate::story) learnt: Vec<(usize, usize, Sex)>,
}

impl Sexes {
    /// What is known where a block begins: what names tell of `people`, and what pronouns told before it.
    pub(in crate::story) fn before(block: usize, named: &[Option<Sex>], learnt: &[(usize, usize, Sex)]) -> Self {
        let mut of = named.to_vec();
        learnt.iter().take_while(|(at, ..)| *at < block).for_each(|(_, id, sex)| of[*id] = Some(*sex));
        Self { of, learnt: Vec::new() }
    }

    fn learn(&mut self, block: usize, id: usize, sex: Sex) {
        if self.of[id].is_none() {
            self.of[id] = Some(sex);
            self.learnt.push((block, id, sex));
        }
    }
}

impl Focus {
    /// The same where people have other numbers.
    pub(in crate::story) fn renumbered(&self, number: impl Fn(usize) -> usize) -> Self {
        let mut focus = self.clone();
        focus.candidates.iter_mut().for_each(|c| c.person = c.person.map(&number));
        focus.tellers.iter_mut().for_each(|id| *id = number(*id));
        focus.tellers.sort_unstable();
        focus
    }

    fn next_sentence(&mut self) {
        self.begun = false;
        self.candidates.iter_mut().for_each(|c| c.ago += 1);
        self.candidates.retain(|c| c.ago <= REACH);
    }

    /// Somebody is mentioned.
    fn mention(&mut self, person: Option<usize>, sex: Option<Sex>, pronoun: bool) {
        let first = !std::mem::replace(&mut self.begun, true);
        match self.candidates.iter_mut().find(|c| person.is_some() && c.person == person) {
            Some(c) => {
                let first = first || c.first && c.ago == 0;
                let here = c.here || !pronoun;
                *c = Antecedent { person, sex: c.sex.or(sex), ago: 0, pronoun, count: (c.count + 1).min(OFTEN), first, here };
            }
            None => self.candidates.push(Antecedent { person, sex, ago: 0, pronoun, count: 1, first, here: person.is_some() && !pronoun }),
        }
    }

    /// Whom a pronoun of that sex means, if it is somebody with a name; not whoever says "I" there.
    fn meant(&self, sex: Sex, tellers: &[usize]) -> Option<usize> {
        let others = self.candidates.iter().filter(|c| c.person.is_none_or(|id| tellers.binary_search(&id).is_err()));
        let weights = others.filter_map(|c| Some((c.weight(sex)?, c.person)));
        weights.max_by_key(|(weight, _)| *weight)?.1
    }

    /// Gives "he" and "she" of a paragraph to whoever is in focus: of that sex, meant of late, and often. Where that is somebody
    /// without a name, to nobody. The weights were tried out on the training articles of GUM. `told` are those whom the paragraph
    /// mentions otherwise, "I" and "you" among them; `roles` what it calls those who are named in it.
    pub(super) fn mentions(&mut self, part: &Part, told: &[(usize, Mention)], roles: &[Span], sexes: &mut Sexes) -> Vec<(usize, Mention)> {
        let mut found: Vec<(usize, Mention)> = Vec::new();
        if !part.region.is_story() {
            return found;
        }
        let words = &part.facts.words;
        let mut named: Vec<(Place, usize)> =
            told.iter().filter(|(_, m)| m.kind != MentionKind::Pronoun).map(|(id, m)| (m.place, *id)).collect();
        named.sort_by_key(|(place, id)| (place.start, *id));
        let roles = Spans::of(roles.iter().map(|r| (r.start, r.end, 0)));
        let mut here: Vec<usize> = told.iter().filter(|(_, m)| m.kind == MentionKind::Pronoun).map(|(id, _)| *id).collect();
        here.sort_unstable();
        here.dedup();
        // Whoever tells the story stays its teller for a paragraph without "I".
        let before = std::mem::replace(&mut self.tellers, here);
        let tellers = if self.tellers.is_empty() { before } else { self.tellers.clone() };
        // How many of `named` start up to the token that is looked at.
        let mut upto = 0;
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            self.next_sentence();
            let mut last: Option<(u32, usize)> = None;
            for i in sentence.tokens {
                let token = words.tokens[i];
                upto += named[upto..].iter().take_while(|(place, _)| place.start <= token.start).count();
                if let Some((place, id)) = named[..upto].last().filter(|(place, _)| place.start == token.start) {
                    last = Some((place.end, *id));
                    self.mention(Some(*id), sexes.of[*id], false);
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
                            self.mention(None, sex_of(words.class(i)), false);
                        }
                        continue;
                    }
                };
                // "Ana Sousa and her brother": whoever stands right before it.
                let beside = last.filter(|(end, id)| {
                    let joined = words.is_one(i, &["his", "her"]) && i >= 2 && words.is(i - 1, "and") && words.tokens[i - 2].end == *end;
                    joined && sexes.of[*id].is_none_or(|s| s == sex)
                });
                let Some(id) = beside.map(|(_, id)| id).or_else(|| self.meant(sex, &tellers)) else { continue };
                found.push((id, Mention::pronoun(part, number, i)));
                sexes.learn(part.number, id, sex);
                self.mention(Some(id), Some(sex), true);
            }
        }
        self.candidates.iter_mut().for_each(|c| c.here = false);
        found
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
            // Somebody whose sex nothing tells, named in the paragraph.
            (
                "Ana Sousa said she was late. She left. She slept.\n\nIt rained.\n\nAdaobi Zukov dived. She wept.",
                "Ana Sousa: she, She, She; Adaobi Zukov: She",
            ),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
