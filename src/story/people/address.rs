//! Who says "I" where no report tells, and who is called "you": the writer and the reader of a letter, the writer of a piece
//! with a byline, whoever gives a speech, tells a story or is interviewed, whoever is spoken to by name.

use std::collections::HashMap;

use super::pronouns::{FIRST_PERSON, is_first_person};
use super::{Mention, Person};
use crate::language::{Class, Words};
use crate::paragraph::names::{NameMention, Told};
use crate::story::part::Part;
use crate::text::Region;

/// How many of the first paragraphs may address the reader of a letter or say who is interviewed, and how many of the last may
/// be its signature: the writer's office and a postscript can follow.
const OPENING: usize = 8;
const CLOSING: usize = 5;

/// How many paragraphs must ask, that an interview is one of questions and answers.
const QUESTIONS: usize = 3;

/// How many words and marks "Dear" may be left away from: "Hi Mum,".
const SALUTATION: usize = 3;

/// How often "I" must stand outside quotation marks, that a text is somebody's own.
const OWN: usize = 4;

/// How many paragraphs must begin as an answer does, that a text is a conversation.
const REPLIES: usize = 3;

/// How many words a question without its mark has at most.
const LONGEST_QUESTION: usize = 60;

/// How many words a paragraph has at least that is taken for the host's.
const TALK: usize = 25;

/// How many words a paragraph has at least, in which somebody pleads.
const PLEADING: usize = 90;

/// How many words the line before a signature has at most, if it does not end with a comma: "With best wishes".
const FAREWELL: usize = 5;

/// Where the writer of a letter signs it, as block and first byte of the name: the name stands alone under a word of farewell,
/// or after it, and the letter begins with "Dear …" or "Dr. Pangborn,".
pub(super) fn signature(parts: &[Part]) -> Option<(usize, u32)> {
    // "Mum,"
    let is_short = |p: &Part| p.facts.words.len() <= SALUTATION && last_word(p) == ",";
    let opens = |p: &Part| {
        let words = &p.facts.words;
        words.is(0, "dear") || is_short(p) || salutation(p).is_some()
    };
    let opening = parts.iter().take(OPENING).find(|p| opens(p))?.number;
    let told: Vec<&Part> = parts.iter().filter(|p| !p.facts.words.is_empty()).collect();
    (1..told.len()).rev().take(CLOSING).find_map(|n| {
        let words = &told[n].facts.words;
        let name = told[n].facts.names.iter().find(|name| name.tokens.end == words.len())?;
        let farewell = told[n - 1].facts.words.len() <= FAREWELL + 1 || last_word(told[n - 1]) == ",";
        let under = name.tokens.start == 0 && farewell;
        // "President, Harbour Residents" stands under a signature.
        let office = (0..name.tokens.start).any(|k| words.class(k).has(Class::ROLE | Class::TITLE));
        let after = (1..=FAREWELL).contains(&name.tokens.start) && words.word(name.tokens.start - 1) == "," && !office;
        // "Yours," is no salutation.
        let closing = opening == told[n - 1].number && is_short(told[n - 1]);
        ((under || after) && opening < told[n].number && !closing).then_some((told[n].number, name.start))
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

/// The people whom an article names, by where.
type Named = HashMap<(usize, u32), usize>;

/// The names of a part with their people.
fn named<'a>(part: &'a Part, at: &'a Named) -> impl Iterator<Item = (&'a NameMention, usize)> {
    part.facts.names.iter().filter_map(|n| Some((n, *at.get(&(part.number, n.start))?)))
}

/// The quotation, by its number in the block, in which a byte stands.
fn piece_at(part: &Part, byte: u32) -> Option<usize> {
    part.facts.pieces.iter().position(|p| p.start <= byte && byte < p.end)
}

fn is_outside(part: &Part, byte: u32) -> bool {
    piece_at(part, byte).is_none()
}

fn says_i(part: &Part) -> impl Iterator<Item = usize> {
    let words = &part.facts.words;
    (0..words.len()).filter(|i| is_first_person(words, *i) && is_outside(part, words.tokens[*i].start))
}

/// "you", but not "you know", which means nobody.
fn is_second_person(words: &Words, i: usize) -> bool {
    words.is_one(i, &["you", "your", "yours", "yourself"])
        && !(words.is(i, "you") && words.is_one(i + 1, &["know", "see"]) && words.word(i + 2) == ",")
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
            let talk = sentence.tokens.clone().find(talks)?;
            let by = |n: &NameMention| words.is(n.tokens.start.wrapping_sub(1), "by");
            let here: Vec<(&NameMention, usize)> =
                named(part, at).filter(|(n, _)| sentence.tokens.contains(&n.tokens.start) && !by(n)).collect();
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
    let to_you = || (0..words.len()).any(|i| is_second_person(words, i) && is_outside(part, words.tokens[i].start));
    let answered = |n: &Part| !asks(n) && n.facts.words.len() > words.len() && says_i(n).next().is_some();
    asks(part) || words.len() <= LONGEST_QUESTION && to_you() && next.is_some_and(answered)
}

/// Whether paragraphs answer each other: a conversation without labels.
fn is_conversation(parts: &[Part]) -> bool {
    const ANSWERS: &[&str] =
        &["yes", "yeah", "no", "okay", "ok", "oh", "right", "correct", "mhm", "sure", "exactly", "really", "nope", "yep", "hm", "mm"];
    let replies = |p: &&Part| p.region.is_story() && p.facts.words.is_one(0, ANSWERS);
    parts.iter().skip(1).filter(replies).take(REPLIES).count() == REPLIES
}

/// Whoever tells the story: the one person who is spoken to in its dialogue and is never called by a name outside it.
fn teller(parts: &[Part], people: &[Person], at: &Named) -> Option<usize> {
    let story = || parts.iter().filter(|p| p.region.is_story());
    if story().all(|p| p.facts.pieces.is_empty()) {
        return None;
    }
    let mut spoken_to: Vec<usize> = Vec::new();
    let mut named_outside: Vec<usize> = Vec::new();
    for part in parts.iter().filter(|p| p.region != Region::FrontMatter) {
        let words = &part.facts.words;
        for (name, id) in named(part, at) {
            // "“Ana,” I said": who tells it speaks to her.
            let own = || says_i(part).any(|i| words.is(i, "i") && words.class(i + 1).has(Class::SAY));
            if is_outside(part, name.start) || own() {
                named_outside.push(id);
            } else if name.told == Told::Addressed {
                spoken_to.push(id);
            }
        }
    }
    let one = the_one(spoken_to.into_iter().filter(|id| !named_outside.contains(id)))?;
    (people[one].roles.is_empty() && story().flat_map(says_i).take(OWN).count() == OWN).then_some(one)
}

/// Whoever gives the speech: "Remarks by Mayor Ana Sousa", "Ana Sousa delivered remarks".
fn orator(parts: &[Part], at: &Named) -> Option<usize> {
    const SPEECH: &[&str] =
        &["remarks", "speech", "address", "statement", "testimony", "lecture", "eulogy", "sermon", "keynote", "argument"];
    let opening = parts.iter().filter(|p| p.region != Region::FrontMatter).take(OPENING);
    let speakers = opening.filter_map(|part| {
        let words = &part.facts.words;
        let role = |k: usize| {
            words.capital(k)
                || words.class(k).has(Class::TITLE | Class::ROLE | Class::RANK | Class::COURTESY)
                || words.is_one(k, &["the", "of"])
        };
        let is_theirs = move |n: &NameMention| {
            let (start, end) = (n.tokens.start, n.tokens.end);
            let by = (start.saturating_sub(6)..start)
                .rev()
                .find(|k| words.is_one(*k, &["by", "of", "from"]) && words.is_one(k.wrapping_sub(1), SPEECH));
            let gives = words.is_one(end, &["delivered", "gave", "made"]) && words.is_one(end + 1, &["remarks", "the", "a", "an", "this"]);
            by.is_some_and(|b| (b + 1..start).all(role)) || gives && (end + 1..end + 6).any(|k| words.is_one(k, SPEECH))
        };
        // "Remarks by Ana Sousa and Rui Reis" are of two.
        let first = part.facts.names.iter().position(is_theirs);
        let and = |f: &usize| {
            part.facts.names.get(f + 1).is_some_and(|n| {
                (n.tokens.start.saturating_sub(4)..n.tokens.start).any(|k| words.is(k, "and"))
                    && words.is_one(part.facts.names[*f].tokens.end, &["and", ","])
            })
        };
        first.filter(|f| !and(f)).map(|f| &part.facts.names[f]).and_then(|n| at.get(&(part.number, n.start)).copied())
    });
    the_one(speakers)
}

/// Whose turn each paragraph is, and to whom it is spoken, where one takes turns with another: a host with the one guest, whoever
/// is given the floor by name with those who ask.
fn turns(parts: &[Part], at: &Named) -> HashMap<usize, (Option<usize>, Option<usize>)> {
    let mut turns = HashMap::new();
    let spoken = |p: &&Part| (p.region.is_story() || p.region == Region::Headline) && !p.facts.words.is_empty();
    let story: Vec<&Part> = parts.iter().filter(spoken).collect();
    if let Some((first, host, guest)) = host_and_guest(&story, at) {
        // "I'm your host" is said to those who listen.
        let turn = |n: usize| if n.is_multiple_of(2) { (Some(host), (n > 0).then_some(guest)) } else { (Some(guest), Some(host)) };
        turns.extend(story[first..].iter().enumerate().map(|(n, p)| (p.number, turn(n))));
        return turns;
    }
    // Who has the floor, and whether theirs are the paragraphs of even or of odd number.
    let mut floor: Option<(usize, usize)> = None;
    for (n, part) in story.iter().enumerate() {
        // A name there is not the speaker's own: turns were missed.
        let called = named(part, at).filter(|(name, _)| name.told == Told::Addressed && is_outside(part, name.start));
        if let Some(id) = the_one(called.map(|(_, id)| id)) {
            floor = floor.filter(|(who, _)| *who == id).map(|(who, _)| (who, (n + 1) % 2));
        }
        if let Some(id) = given_the_floor(part, story.get(n + 1).copied(), at) {
            floor = Some((id, (n + 1) % 2));
            continue;
        }
        if let Some(id) = takes_the_floor(part, at) {
            floor = Some((id, n % 2));
        }
        let Some((id, theirs)) = floor else { continue };
        // Whoever pleads speaks at length, those who ask do not; either tells whose turn it is where one was missed.
        let (pleads, asks) = (pleads(part), asks(part));
        match (theirs == n % 2 || pleads, asks && !pleads) {
            (true, false) => turns.insert(part.number, (Some(id), None)),
            (true, true) => None,
            (false, _) => turns.insert(part.number, (None, Some(id))),
        };
        if pleads {
            floor = Some((id, n % 2));
        } else if asks {
            floor = Some((id, (n + 1) % 2));
        }
    }
    turns
}

/// "I'm your host, Dave, and I am joined by Alex.": where, and the two.
fn host_and_guest(story: &[&Part], at: &Named) -> Option<(usize, usize, usize)> {
    let (first, part) = story.iter().enumerate().take(OPENING).find_map(|(n, p)| {
        let told = |m: &NameMention| m.told == Told::Speaker && is_outside(p, m.start);
        p.facts.names.iter().any(told).then_some((n, *p))
    })?;
    let words = &part.facts.words;
    let host = the_one(named(part, at).filter(|(n, _)| n.told == Told::Speaker).map(|(_, id)| id))?;
    let joins = |n: &NameMention| {
        let from = n.tokens.start.saturating_sub(3);
        let by = |k: usize| {
            words.is(k, "joined") && words.is(k + 1, "by") || words.is(k, "here") && words.is(k + 1, "with") || words.is(k, "guest")
        };
        (from..n.tokens.start).any(by)
    };
    let guest = the_one(named(part, at).filter(|(n, _)| joins(n)).map(|(_, id)| id)).filter(|g| *g != host)?;
    // Nobody else is there, and neither speaks of the own name.
    let third =
        named(part, at).any(|(n, id)| id != host && id != guest && n.tokens.start > 0 && words.is_one(n.tokens.start - 1, &["and", ","]));
    let own = story[first + 1..].iter().enumerate().any(|(n, p)| {
        let speaker = if n % 2 == 0 { guest } else { host };
        named(p, at).any(|(name, id)| id == speaker && is_outside(p, name.start))
    });
    (!third && !own).then_some((first, host, guest))
}

/// Whether a paragraph begins as whoever pleads before a court does: "May it please the Court", "My Lords, thank you".
fn opens_pleading(part: &Part) -> bool {
    let words = &part.facts.words;
    let two = |a: &[&str], b: &[&str]| words.is_one(0, a) && words.is_one(1, b);
    two(&["thank"], &["you"])
        || two(&["may"], &["it"])
        || two(&["my"], &["lord", "lords", "lady", "ladies"])
        || two(&["your"], &["honor", "honour", "honors", "honours"])
        || two(&["good"], &["morning", "afternoon"])
        || two(&["right", "yes", "i"], &["here", ",", "am", "'m", "’m"])
        || words.is_one(0, &["mr", "mr.", "madam"]) && words.is(1, "chief")
}

/// Whether a paragraph is of whoever pleads: long, and more of oneself than of whoever is spoken to.
fn pleads(part: &Part) -> bool {
    let words = &part.facts.words;
    let to_you = || (0..words.len()).filter(|i| is_second_person(words, *i) && is_outside(part, words.tokens[*i].start)).count();
    words.len() >= PLEADING && says_i(part).count() > 2 * to_you()
}

/// Whoever begins to plead with the own name: "Good morning, your honours. My name is Ana Sousa."
fn takes_the_floor(part: &Part, at: &Named) -> Option<usize> {
    let own = named(part, at).filter(|(n, _)| n.told == Told::Speaker && is_outside(part, n.start)).map(|(_, id)| id);
    if opens_pleading(part) { the_one(own) } else { None }
}

/// Whether somebody is given the floor in a text, or takes it, and pleads.
fn is_hearing(parts: &[Part], at: &Named) -> bool {
    let pleads =
        |p: &[Part]| opens_pleading(&p[1]) && (given_the_floor(&p[0], Some(&p[1]), at).is_some() || takes_the_floor(&p[1], at).is_some());
    parts.windows(2).any(pleads) || parts.first().is_some_and(|p| takes_the_floor(p, at).is_some())
}

/// Whom a paragraph gives the floor: "Dr. Sousa.", "Mr. Reis, please proceed.", "Mr. Reis?" where he answers.
fn given_the_floor(part: &Part, next: Option<&Part>, at: &Named) -> Option<usize> {
    let words = &part.facts.words;
    let last = part.facts.sentences.last()?;
    // "Mr. Reis, I know you disagree, so why don't you go ahead."
    let end = words.len() - usize::from(words.word(words.len().wrapping_sub(1)) == ".").min(words.len());
    if end > 2 && words.is(end - 2, "go") && words.is(end - 1, "ahead") {
        let opens = |n: &NameMention| n.titled && part.facts.sentences.iter().any(|s| s.tokens.start + 1 == n.tokens.start);
        return the_one(named(part, at).filter(|(n, _)| opens(n)).map(|(_, id)| id));
    }
    let (name, id) = named(part, at).find(|(n, _)| last.tokens.contains(&n.tokens.start))?;
    // "Thank you, Mr. Chief Justice."
    if words.class(name.tokens.end - 1).has(Class::TITLE | Class::ROLE) && name.tokens.len() > 1 {
        return None;
    }
    let before = last.tokens.start..name.tokens.start;
    let titled = name.titled
        && before.clone().all(|k| words.class(k).has(Class::TITLE | Class::COURTESY) || words.is_one(k, &["alright", ",", "okay"]));
    let after = name.tokens.end;
    let proceeds = words.word(after) == ","
        && (words.is(after + 1, "please")
            || words.is_one(after + 1, &["proceed", "go"])
            || words.is(after + 1, "you") && words.is(after + 3, "proceed"));
    // "Mr. Reis?" alone asks whether he is there.
    let answers = || words.word(after) != "?" || next.is_some_and(opens_pleading);
    (titled && (after + 1 >= words.len() && answers() || proceeds)).then_some(id)
}

/// Gives "I" and "you" to whom a text says they mean: by a byline, by a letter's signature and its "Dear Hannah", by "I'm Mario",
/// by a speech's heading, by who is interviewed, or called by name. What else stands in quotation marks is its speaker's.
pub(super) fn first_and_second_person(parts: &[Part], people: &mut [Person], signature: Option<(usize, u32)>) {
    if !parts.iter().any(|p| {
        let words = &p.facts.words;
        (0..words.len()).any(|i| words.is_one(i, FIRST_PERSON) || words.is_one(i, &["you", "your"]))
    }) {
        return;
    }
    let at: Named =
        people.iter().enumerate().flat_map(|(id, p)| p.mentions.iter().map(move |m| ((m.place.block, m.place.start), id))).collect();
    let told = |kind: Told| parts.iter().flat_map(move |p| p.facts.names.iter().filter(move |n| n.told == kind).map(move |n| (p, n)));
    let person = |(p, n): (&Part, &NameMention)| at.get(&(p.number, n.start)).copied();
    let addressed = || parts.iter().take(OPENING).filter_map(|p| Some((p, salutation(p)?)));
    let guest = interviewed(parts, &at);
    let signed = signature.and_then(|place| at.get(&place).copied());
    let byline = || the_one(told(Told::Writer).filter_map(person));
    let writer = signed.or_else(|| teller(parts, people, &at)).or_else(byline);
    let reader = the_one(told(Told::Reader).chain(addressed().filter(|_| signature.is_some())).filter_map(person));
    let own = || parts.iter().filter(|p| p.region.is_story()).flat_map(says_i).take(OWN).count() == OWN;
    let introduced = || the_one(told(Told::Speaker).filter(|(p, n)| is_outside(p, n.start)).filter_map(person));
    let conversation = is_conversation(parts);
    let narrator = writer.or_else(|| {
        let monologue = guest.is_none() && !conversation && own();
        if monologue { introduced().or_else(|| orator(parts, &at)) } else { None }
    });
    // "I'm Mario." "And I'm Isabel.": whoever speaks of one of two is the other.
    let mut pair: Vec<usize> = told(Told::Speaker).filter(|(p, n)| is_outside(p, n.start)).filter_map(person).collect();
    pair.sort_unstable();
    pair.dedup();
    let pair = if narrator.is_none() && guest.is_none() { <[usize; 2]>::try_from(pair).ok() } else { None };
    let opens = |id: &usize| parts.iter().take(OPENING).any(|p| named(p, &at).any(|(n, who)| who == *id && n.told == Told::Speaker));
    // "Hey, it's Ana, welcome back": most of what is said at length where others put in a word is hers.
    let host = if narrator.is_none() && guest.is_none() && pair.is_none() && conversation { introduced().filter(opens) } else { None };
    let talk = writer.is_none() && guest.is_none() && (conversation || is_hearing(parts, &at));
    let turns = if talk { turns(parts, &at) } else { HashMap::new() };
    let mut answers: Option<usize> = None;
    let mut added: Vec<(usize, Mention)> = Vec::new();
    for (n, part) in parts.iter().enumerate().filter(|(_, p)| p.region != Region::FrontMatter) {
        let words = &part.facts.words;
        let question = guest.is_some() && is_question(part, parts.get(n + 1));
        let answered = answers.take().filter(|_| part.region.is_story() && part.facts.pieces.is_empty());
        // "I'm Mario" holds for the paragraph: the next may be somebody else's.
        let here = |kind: Told, piece: Option<usize>| {
            the_one(named(part, &at).filter(|(n, _)| n.told == kind && piece_at(part, n.start) == piece).map(|(_, id)| id))
        };
        let speaker = here(Told::Speaker, None);
        let spoken_to = here(Told::Addressed, None);
        let guest = guest.filter(|_| part.region.is_story());
        let other = pair.and_then(|[a, b]| {
            let of = |id: usize| named(part, &at).any(|(n, who)| who == id && is_outside(part, n.start));
            match (of(a), of(b)) {
                (true, false) => Some(b),
                (false, true) => Some(a),
                _ => None,
            }
        });
        let (turn_of, to) = turns.get(&part.number).copied().unwrap_or_default();
        // Whoever is spoken to does not speak.
        let narrator = narrator.filter(|id| to != Some(*id) || turn_of.is_some());
        let first =
            speaker.or(other).or(if question { writer } else { guest.or(narrator) }).or(turn_of).or(answered.filter(|_| to.is_none()));
        let first = first.or(host.filter(|id| words.len() >= TALK && to.is_none() && spoken_to != Some(*id)));
        let second = reader.or(guest.filter(|_| question)).or(spoken_to).or(to);
        // Whoever is asked answers.
        let turn = guest.is_none() && writer.is_none() && part.facts.pieces.is_empty() && words.len() <= LONGEST_QUESTION;
        answers = spoken_to.filter(|_| turn && (asks(part) || closes_with(words, part, spoken_to, &at)));
        // "“Ana,” he said, “you are late.”": a paragraph's quotations are spoken to one person.
        let quoted_to =
            the_one(named(part, &at).filter(|(n, _)| n.told == Told::Addressed && !is_outside(part, n.start)).map(|(_, id)| id));
        let quoted: Vec<(Option<usize>, Option<usize>)> =
            (0..part.facts.pieces.len()).map(|p| (here(Told::Speaker, Some(p)), quoted_to)).collect();
        if first.is_none() && second.is_none() && quoted.iter().all(|q| *q == (None, None)) {
            continue;
        }
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            for i in sentence.tokens.clone() {
                let is_first = is_first_person(words, i);
                // "Yours sincerely," closes a letter.
                let is_second = is_second_person(words, i) && !(i == sentence.tokens.start && words.is(i, "yours"));
                if !is_first && !is_second {
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

/// Whether a turn ends with the name of whoever is spoken to.
fn closes_with(words: &Words, part: &Part, who: Option<usize>, at: &Named) -> bool {
    named(part, at).any(|(n, id)| Some(id) == who && n.told == Told::Addressed && n.tokens.end + 1 >= words.len())
}

/// The person, if all of them are one.
fn the_one(mut all: impl Iterator<Item = usize>) -> Option<usize> {
    let first = all.next()?;
    all.all(|id| id == first).then_some(first)
}
