//! Who says "I" where no report tells, and who is called "you": the writer of a piece with a byline, whoever is interviewed.

use std::collections::HashMap;

use super::Mention;
use super::pronouns::is_first_person;
use crate::language::{Class, Words};
use crate::paragraph::names::{NameMention, Told};
use crate::paragraph::quoted;
use crate::story::part::Part;
use crate::story::place::stretch;
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

/// Those who are named, in the order of the text.
type Named = [(usize, Mention)];

/// The names of a part with their people.
fn named<'a>(part: &'a Part, at: &'a Named) -> impl Iterator<Item = (&'a NameMention, usize)> {
    let at = stretch(at, |(_, m)| m.place.block.cmp(&part.number));
    let who = |n: &NameMention| {
        let upto = at.partition_point(|(_, m)| m.place.start <= n.start);
        at[..upto].last().filter(|(_, m)| m.place.start == n.start).map(|(id, _)| *id)
    };
    part.facts.names.iter().filter_map(move |n| Some((n, who(n)?)))
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
fn interviewed(parts: &[Part], at: &Named, signs: Signs) -> Option<usize> {
    let (questions, own) = signs.capped();
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
            let by = |n: &NameMention| words.is_by(n.tokens.start.wrapping_sub(1));
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
        return told.filter(|_| questions >= QUESTIONS || own >= OWN);
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

/// Who an article says is "I" and "you": by a byline, or by who is interviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Talk {
    guest: Option<usize>,
    writer: Option<usize>,
    /// The number of the first block behind the opening that may say who is interviewed.
    opening: usize,
}

/// How much of an article looks like an interview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many paragraphs ask.
    questions: usize,
    /// How often "I" stands outside quotation marks in those that do not.
    own: usize,
}

impl Signs {
    pub(super) fn of(parts: &[Part]) -> Self {
        let questions = parts.iter().filter(|p| asks(p)).count();
        let own = parts.iter().filter(|p| p.region.is_story() && !asks(p)).flat_map(says_i).count();
        Self { questions, own }
    }

    /// What they are where some paragraphs are others.
    pub(super) fn after(self, before: &[Part], now: &[Part]) -> Self {
        let (old, new) = (Self::of(before), Self::of(now));
        Self { questions: self.questions - old.questions + new.questions, own: self.own - old.own + new.own }
    }

    /// As far as it makes a difference.
    pub(super) fn capped(self) -> (usize, usize) {
        (self.questions.min(QUESTIONS), self.own.min(OWN))
    }
}

impl Talk {
    /// `writers` are those whom a byline names.
    pub(super) fn of(parts: &[Part], named: &Named, writers: impl Iterator<Item = usize>, signs: Signs) -> Self {
        let mut opening = parts.iter().filter(|p| p.region != Region::FrontMatter && !asks(p)).skip(OPENING);
        let opening = opening.next().map_or(parts.len(), |p| p.number);
        Self { guest: interviewed(parts, named, signs), writer: the_one(writers), opening }
    }

    /// Whether an edit of these paragraphs may make it tell otherwise, where the same people are named in them.
    pub(super) fn is_told_by(&self, parts: &[Part]) -> bool {
        parts.iter().any(|p| p.region == Region::Headline || p.number < self.opening)
    }

    /// Who is interviewed, and who writes.
    pub(super) fn who(&self) -> (Option<usize>, Option<usize>) {
        (self.guest, self.writer)
    }

    /// The same where people have other numbers.
    pub(super) fn renumbered(&self, numbers: &[Option<usize>]) -> (Option<usize>, Option<usize>) {
        let now = |id: Option<usize>| id.map(|id| numbers[id].unwrap_or(usize::MAX));
        (now(self.guest), now(self.writer))
    }

    /// Gives "I" and "you" of a paragraph to whom the text says they mean. What stands in quotation marks is its speaker's, or
    /// whoever's the words in it say. `named` are those who are named in the paragraph.
    pub(super) fn mentions(&self, part: &Part, next: Option<&Part>, named: &Named) -> Vec<(usize, Mention)> {
        let mut found: Vec<(usize, Mention)> = Vec::new();
        let words = &part.facts.words;
        let speaks = || words.anaphors().any(|i| words.class(i).has(Class::FIRST_PERSON | Class::SECOND_PERSON));
        if part.region == Region::FrontMatter || !speaks() {
            return found;
        }
        let question = self.guest.is_some() && is_question(part, next);
        let guest = self.guest.filter(|_| part.region.is_story());
        let first = if question { self.writer } else { guest.or(self.writer) };
        let second = guest.filter(|_| question);
        // "“Ana,” he said, “you are late.”": a paragraph's quotations are spoken to one person.
        let quoted_names = |kind: Told| {
            let within = move |(n, id): (&NameMention, usize)| Some((piece_at(part, n.start).filter(|_| n.told == kind)?, id));
            self::named(part, named).filter_map(within)
        };
        let spoken_to = the_one(quoted_names(Told::Addressed).map(|(_, id)| id));
        let mut speakers: HashMap<usize, Option<usize>> = HashMap::new();
        for (piece, id) in quoted_names(Told::Speaker) {
            speakers.entry(piece).and_modify(|one| *one = one.filter(|o| *o == id)).or_insert(Some(id));
        }
        let quoted: Vec<(Option<usize>, Option<usize>)> =
            (0..part.facts.pieces.len()).map(|p| (speakers.get(&p).copied().flatten(), spoken_to)).collect();
        if first.is_none() && second.is_none() && quoted.iter().all(|q| *q == (None, None)) {
            return found;
        }
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            for i in sentence.tokens {
                let is_first = is_first_person(words, i);
                if !is_first && !is_second_person(words, i) {
                    continue;
                }
                let (first, second) = piece_at(part, words.tokens[i].start).map_or((first, second), |p| quoted[p]);
                let meant = if is_first { first } else { second };
                found.extend(meant.map(|id| (id, Mention::pronoun(part, number, i))));
            }
        }
        found
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
