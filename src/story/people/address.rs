//! Who says "I" where no report tells, and who is called "you": the writer of a piece with a byline, whoever is interviewed.

use std::collections::HashMap;

use super::pronouns::is_first_person;
use super::{Mention, Person, mentions};
use crate::language::{Class, Words};
use crate::paragraph::names::{NameMention, Told};
use crate::paragraph::quoted;
use crate::story::part::Part;
use crate::text::Region;

/// How many of the first paragraphs may say who is interviewed.
const OPENING: usize = 8;

/// How many paragraphs must ask, that an interview is one of questions and answers.
const QUESTIONS: usize = 3;

/// How often "I" must stand outside quotation marks, that somebody is taken to answer.
const OWN: usize = 4;

/// How many words a question without its mark has at most.
const LONGEST_QUESTION: usize = 60;

/// The last word or mark of a paragraph.
fn last_word<'a>(part: &'a Part) -> &'a str {
    part.facts.words.word(part.facts.words.len().wrapping_sub(1))
}

/// The people whom an article names, in the order of where: in which block, from which byte.
type Named = [((usize, u32), usize)];

/// Who is named at a place.
fn who(at: &Named, place: (usize, u32)) -> Option<usize> {
    let upto = at.partition_point(|(other, _)| *other <= place);
    at[..upto].last().filter(|(other, _)| *other == place).map(|(_, id)| *id)
}

/// The names of a part with their people.
fn named<'a>(part: &'a Part, at: &'a Named) -> impl Iterator<Item = (&'a NameMention, usize)> {
    part.facts.names.iter().filter_map(|n| Some((n, who(at, (part.number, n.start))?)))
}

/// The quotation, by its number in the block, in which a byte stands.
fn piece_at(part: &Part, byte: u32) -> Option<usize> {
    quoted::at(&part.facts.pieces, byte)
}

fn is_outside(part: &Part, byte: u32) -> bool {
    piece_at(part, byte).is_none()
}

fn says_i(part: &Part) -> impl Iterator<Item = usize> {
    let words = &part.facts.words;
    words.anaphors().filter(|i| is_first_person(words, *i) && is_outside(part, words.tokens[*i].start))
}

/// "you", but not "you know", which means nobody.
fn is_second_person(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::SECOND_PERSON) && !(words.is(i, "you") && words.is_one(i + 1, &["know", "see"]) && words.word(i + 2) == ",")
}

/// Whom the opening of an article says it interviews, or the one person of its headline, if its paragraphs ask and answer
/// without quotation marks or labels.
fn interviewed(parts: &[Part], at: &Named) -> Option<usize> {
    let questions = parts.iter().filter(|p| asks(p)).take(QUESTIONS).count();
    if questions == 0 {
        return None;
    }
    let mut opening = parts.iter().filter(|p| p.region != Region::FrontMatter && !asks(p)).take(OPENING);
    let told = opening.find_map(|part| {
        let words = &part.facts.words;
        part.facts.sentences.iter().find_map(|sentence| {
            let talks = |i: &usize| {
                words.is_one(*i, &["interview", "interviews", "interviewed", "interviewing", "q&a"])
                    || words.is_one(*i, &["spoke", "speaks", "talked", "talks", "chatted"]) && words.is_one(*i + 1, &["with", "to"])
            };
            let talk = sentence.tokens.iter().find(talks)?;
            let by = |n: &NameMention| words.is(n.tokens.start.wrapping_sub(1), "by");
            let here: Vec<(&NameMention, usize)> =
                named(part, at).filter(|(n, _)| sentence.tokens.contains(n.tokens.start) && !by(n)).collect();
            // "Ana Sousa sat down with Rui Reis for an interview": one of them asks.
            let first = here.iter().position(|(n, _)| n.tokens.start > talk).or_else(|| here.len().checked_sub(1));
            let (name, id) = first.map(|f| here[f])?;
            // "interviews Mario Lucero and Isabel Ruiz": who says I, is not told.
            let next = |n: &NameMention| n.tokens.start > name.tokens.end && n.tokens.start - name.tokens.end <= 3;
            Some((!here.iter().any(|(n, other)| *other != id && next(n))).then_some(id))
        })
    });
    // With an opening that says so, one question is enough.
    if let Some(told) = told {
        let answers = || parts.iter().filter(|p| p.region.is_story() && !asks(p)).flat_map(says_i).take(OWN).count() >= OWN;
        return told.filter(|_| questions >= QUESTIONS || answers());
    }
    if questions < QUESTIONS {
        return None;
    }
    let mut titles: Vec<&Part> = parts.iter().filter(|p| p.region == Region::Headline && last_word(p) != "?").collect();
    if titles.is_empty() {
        titles.extend(parts.iter().find(|p| p.region != Region::FrontMatter).filter(|p| !asks(p)));
    }
    the_one(
        titles
            .into_iter()
            .flat_map(|p| named(p, at).filter(|(n, _)| n.tokens.len() >= 2 && n.courtesy.is_none()).map(|(_, id)| id).collect::<Vec<_>>()),
    )
}

/// Whether a paragraph asks, outside quotation marks.
fn asks(part: &Part) -> bool {
    let words = &part.facts.words;
    let Some(last) = words.len().checked_sub(1) else { return false };
    part.region.is_story() && last > 1 && words.word(last) == "?" && is_outside(part, words.tokens[last].start)
}

/// Whether a paragraph of an interview is the interviewer's: it asks, or speaks of "you" before an answer.
fn is_question(part: &Part, next: Option<&Part>) -> bool {
    let words = &part.facts.words;
    let to_you = || words.anaphors().any(|i| is_second_person(words, i) && is_outside(part, words.tokens[i].start));
    let answered = |n: &Part| !asks(n) && n.facts.words.len() > words.len() && says_i(n).next().is_some();
    asks(part) || words.len() <= LONGEST_QUESTION && to_you() && next.is_some_and(answered)
}

/// Gives "I" and "you" to whom a text says they mean: by a byline, or by who is interviewed. What stands in quotation marks is its
/// speaker's, or whoever's the words in it say.
pub(super) fn first_and_second_person(parts: &[Part], people: &mut [Person]) {
    if !parts.iter().any(|p| {
        let words = &p.facts.words;
        words.anaphors().any(|i| words.class(i).has(Class::FIRST_PERSON | Class::SECOND_PERSON))
    }) {
        return;
    }
    let at = mentions(people, |id, m| ((m.place.block, m.place.start), id), |(place, _)| *place);
    let guest = interviewed(parts, &at);
    let bylines = parts.iter().flat_map(|p| p.facts.names.iter().filter(|n| n.told == Told::Writer).map(move |n| (p.number, n.start)));
    let writer = the_one(bylines.filter_map(|place| who(&at, place)));
    let mut added: Vec<(usize, Mention)> = Vec::new();
    for (n, part) in parts.iter().enumerate().filter(|(_, p)| p.region != Region::FrontMatter) {
        let words = &part.facts.words;
        let question = guest.is_some() && is_question(part, parts.get(n + 1));
        let guest = guest.filter(|_| part.region.is_story());
        let first = if question { writer } else { guest.or(writer) };
        let second = guest.filter(|_| question);
        // "“Ana,” he said, “you are late.”": a paragraph's quotations are spoken to one person.
        let quoted_names = |kind: Told| {
            let within = move |(n, id): (&NameMention, usize)| Some((piece_at(part, n.start).filter(|_| n.told == kind)?, id));
            named(part, &at).filter_map(within)
        };
        let spoken_to = the_one(quoted_names(Told::Addressed).map(|(_, id)| id));
        let mut speakers: HashMap<usize, Option<usize>> = HashMap::new();
        for (piece, id) in quoted_names(Told::Speaker) {
            speakers.entry(piece).and_modify(|one| *one = one.filter(|o| *o == id)).or_insert(Some(id));
        }
        let quoted: Vec<(Option<usize>, Option<usize>)> =
            (0..part.facts.pieces.len()).map(|p| (speakers.get(&p).copied().flatten(), spoken_to)).collect();
        if first.is_none() && second.is_none() && quoted.iter().all(|q| *q == (None, None)) {
            continue;
        }
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            for i in sentence.tokens {
                let is_first = is_first_person(words, i);
                if !is_first && !is_second_person(words, i) {
                    continue;
                }
                let (first, second) = piece_at(part, words.tokens[i].start).map_or((first, second), |p| quoted[p]);
                let meant = if is_first { first } else { second };
                added.extend(meant.map(|id| (id, Mention::pronoun(part, number, i))));
            }
        }
    }
    for (id, mention) in added {
        people[id].mentions.push(mention);
    }
}

/// The person, if all of them are one.
fn the_one(mut all: impl Iterator<Item = usize>) -> Option<usize> {
    let first = all.next()?;
    all.all(|id| id == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::story::people::tests::drawn;

    #[test]
    fn the_one_who_is_interviewed_says_i_outside_quotation_marks() {
        for (text, expected) in [
            (
                "An interview with Ana Sousa.\n\nWhy do you dive?\n\nI must.\n\nDo you fear it?\n\nI do not.\n\nAnd then?\n\nI go, and I rest.",
                "Ana Sousa: you, I, you, I, I, I",
            ),
            ("Ana Sousa left the town. I must say that it rained.", "Ana Sousa: "),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
