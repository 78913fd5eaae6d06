//! Who says "I" outside quotation marks, and who is called "you": the writer and the reader of a letter, the writer of a piece
//! with a byline, whoever is interviewed.

use super::mentions::{NameMention, Told};
use super::pronouns::FIRST_PERSON;
use super::{Mention, Person};
use crate::language::Class;
use crate::story::block_pass::Part;
use crate::text::Region;

/// How many of the first paragraphs may address the reader of a letter or say who is interviewed, and how many of the last may
/// be its signature: the writer's office and a postscript can follow.
const OPENING: usize = 8;
const CLOSING: usize = 5;

/// How many paragraphs must ask, that an interview is one of questions and answers.
const QUESTIONS: usize = 3;

/// How many words the line before a signature has at most, if it does not end with a comma: "With best wishes".
const FAREWELL: usize = 5;

/// Where the writer of a letter signs it, as block and first byte of the name: the name stands alone under a word of farewell,
/// or after it, and the letter begins with "Dear …" or "Dr. Pangborn,".
pub(super) fn signature(parts: &[Part]) -> Option<(usize, u32)> {
    let opens = |p: &Part| {
        let words = &p.facts.words;
        words.is(0, "dear") || salutation(p).is_some()
    };
    if !parts.iter().take(OPENING).any(opens) {
        return None;
    }
    let told: Vec<&Part> = parts.iter().filter(|p| !p.facts.words.is_empty()).collect();
    (1..told.len()).rev().take(CLOSING).find_map(|n| {
        let words = &told[n].facts.words;
        let name = told[n].facts.names.iter().find(|name| name.tokens.end == words.len())?;
        let farewell = told[n - 1].facts.words.len() <= FAREWELL + 1 || last_word(told[n - 1]) == ",";
        let under = name.tokens.start == 0 && farewell;
        // "President, Harbour Residents" stands under a signature.
        let office = (0..name.tokens.start).any(|k| words.class(k).has(Class::ROLE | Class::TITLE));
        let after = (1..=FAREWELL).contains(&name.tokens.start) && words.word(name.tokens.start - 1) == "," && !office;
        (under || after).then_some((told[n].number, name.start))
    })
}

/// The last word or mark of a paragraph.
fn last_word<'a>(part: &'a Part) -> &'a str {
    part.facts.words.word(part.facts.words.len().wrapping_sub(1))
}

/// "Dr. Pangborn,": a paragraph that is a title and a name.
fn salutation<'a>(part: &'a Part) -> Option<&'a NameMention> {
    let words = &part.facts.words;
    let last = words.len().checked_sub(1).filter(|l| matches!(words.word(*l), "," | ":"))?;
    part.facts.names.iter().find(|n| n.titled && n.tokens.end == last && n.tokens.start <= 2)
}

/// Whom the opening of an article says it interviews, or the one person of its headline, if its paragraphs ask and answer
/// without quotation marks or labels.
fn interviewed(parts: &[Part], at: impl Fn(usize, u32) -> Option<usize>) -> Option<usize> {
    if parts.iter().filter(|p| asks(p)).take(QUESTIONS).count() < QUESTIONS {
        return None;
    }
    for part in parts.iter().filter(|p| p.region != Region::FrontMatter && !asks(p)).take(OPENING) {
        let words = &part.facts.words;
        for sentence in &part.facts.sentences {
            let talks = |i: &usize| {
                words.is_one(*i, &["interview", "interviews", "interviewed", "interviewing", "q&a"])
                    || words.is_one(*i, &["spoke", "speaks", "talked", "talks", "chatted"]) && words.is_one(*i + 1, &["with", "to"])
            };
            let Some(talk) = sentence.tokens.clone().find(talks) else { continue };
            let here: Vec<(&NameMention, usize)> = part
                .facts
                .names
                .iter()
                .filter(|n| sentence.tokens.contains(&n.tokens.start) && !words.is(n.tokens.start.wrapping_sub(1), "by"))
                .filter_map(|n| Some((n, at(part.number, n.start)?)))
                .collect();
            let first = here.iter().position(|(n, _)| n.tokens.start > talk).or_else(|| here.len().checked_sub(1));
            let Some((name, id)) = first.map(|f| here[f]) else { continue };
            // "interviews Mario Lucero and Isabel Ruiz": who says I, is not told.
            let two =
                here.iter().any(|(n, other)| *other != id && n.tokens.start > name.tokens.end && n.tokens.start - name.tokens.end <= 3);
            return (!two).then_some(id);
        }
    }
    let headline = parts.iter().filter(|p| p.region == Region::Headline && last_word(p) != "?");
    let full = |p: &Part| p.facts.names.iter().filter(|n| n.tokens.len() >= 2).map(|n| (p.number, n.start)).collect::<Vec<_>>();
    the_one(headline.flat_map(full).filter_map(|(block, start)| at(block, start)))
}

/// Whether a paragraph asks, outside quotation marks.
fn asks(part: &Part) -> bool {
    part.region.is_story() && part.facts.words.len() > 2 && last_word(part) == "?" && part.facts.pieces.is_empty()
}

/// Gives "I" and "you" to whom a text says they mean: by a byline, by a letter's signature and its "Dear Hannah", by "I'm Mario"
/// in the same paragraph, or to whoever is interviewed. What stands in quotation marks is its speaker's.
pub(super) fn first_and_second_person(parts: &[Part], people: &mut [Person], signature: Option<(usize, u32)>) {
    let at = |people: &[Person], block: usize, start: u32| {
        people.iter().position(|p| p.mentions.iter().any(|m| m.place.block == block && m.place.start == start))
    };
    let told =
        |kind: Told| parts.iter().flat_map(move |p| p.facts.names.iter().filter(move |n| n.told == kind).map(|n| (p.number, n.start)));
    let addressed = || parts.iter().take(OPENING).filter_map(|p| Some((p.number, salutation(p)?.start)));
    let writer = signature.and_then(|(block, start)| at(people, block, start));
    let writer = writer.or_else(|| the_one(told(Told::Writer).filter_map(|(block, start)| at(people, block, start))));
    let reader = the_one(told(Told::Reader).chain(addressed().filter(|_| signature.is_some())).filter_map(|(b, s)| at(people, b, s)));
    let guest = if writer.is_none() { interviewed(parts, |block, start| at(people, block, start)) } else { None };
    for part in parts.iter().filter(|p| p.region != Region::FrontMatter) {
        let words = &part.facts.words;
        // "I'm Mario" holds for the paragraph: the next may be somebody else's.
        let speaker = part.facts.names.iter().find(|n| n.told == Told::Speaker).and_then(|n| at(people, part.number, n.start));
        let asks = asks(part);
        let first = speaker.or(writer).or(guest.filter(|_| !asks && part.region.is_story()));
        let second = reader.or(guest.filter(|_| asks));
        if first.is_none() && second.is_none() {
            continue;
        }
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            for i in sentence.tokens.clone() {
                let meant = match words.low(i) {
                    _ if words.is_one(i, FIRST_PERSON) => first,
                    // "Yours sincerely," closes a letter.
                    "yours" if i == sentence.tokens.start => None,
                    "you" | "your" | "yours" | "yourself" => second,
                    _ => None,
                };
                let Some(id) = meant else { continue };
                let token = words.tokens[i];
                if !part.facts.pieces.iter().any(|p| p.start <= token.start && token.end <= p.end) {
                    people[id].mentions.push(Mention::pronoun(part, number, i));
                }
            }
        }
    }
}

/// The person, if all of them are one.
fn the_one(mut all: impl Iterator<Item = usize>) -> Option<usize> {
    let first = all.next()?;
    all.all(|id| id == first).then_some(first)
}
