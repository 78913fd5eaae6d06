//! Whom a pronoun for a source means: "he said" is whoever has been speaking, and not whoever was spoken of. Where two are
//! possible, nobody is named: an editor can be asked, but not be told the wrong name.

use std::collections::{HashMap, HashSet};

use super::attributions::Attribution;
use super::part::Part;
use super::people::{self, Mention, MentionKind, Person};
use super::place::Place;
use crate::language::{Class, Sentence, Tag, Tokens, Words, chunk};
use crate::paragraph::names::Sex;
use crate::paragraph::quoted;
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};

/// How many sentences back whoever has been speaking is looked for.
const REACH: usize = 8;
/// The same for what is no person: it is soon forgotten.
const NEAR: usize = 2;
/// How many reports and mentions of a sentence are looked at. No sentence of prose has so many.
const MOST: usize = 64;

/// A pronoun that stands for a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    One(Sex),
    They,
    It,
}

/// What a source is, as far as a pronoun tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// One person, of a sex that may be told.
    One(Option<Sex>),
    /// Several people.
    Several,
    /// A body or a document.
    Thing,
    /// A name that may be a person's or a body's.
    Name,
}

impl Sort {
    fn fits(self, pronoun: Pronoun) -> bool {
        match (self, pronoun) {
            (Self::One(sex), Pronoun::One(wanted)) => sex.is_none_or(|s| s == wanted),
            (Self::Name, _) | (Self::Several | Self::Thing, Pronoun::They) | (Self::Thing, Pronoun::It) => true,
            _ => false,
        }
    }
}

/// Somebody or something that could be meant.
#[derive(Clone, Copy)]
struct Antecedent {
    person: Option<usize>,
    place: Place,
    sort: Sort,
}

impl Antecedent {
    fn is(&self, other: &Self) -> bool {
        if self.person.is_some() || other.person.is_some() { self.person == other.person } else { self.place == other.place }
    }
}

/// What a sentence told of people.
#[derive(Default)]
struct Told {
    /// Its paragraph, counted through the story.
    paragraph: usize,
    /// Who says something in it.
    speakers: Vec<Antecedent>,
    /// Whom it is about.
    subject: Option<Antecedent>,
    /// All who are named in it outside quotations.
    named: Vec<Antecedent>,
    /// The document that it opens with.
    document: Option<Place>,
}

/// What was found for a pronoun.
enum Found {
    One(Antecedent),
    /// Two are possible, or nobody is.
    Nobody,
    /// Nobody spoke or was written about near it, but for those who are named.
    Only(Vec<Antecedent>),
}

/// Gives reports whose source is a pronoun, or an office alone, to whoever is meant.
pub fn settle(parts: &[Part], people: &mut [Person], attributions: &mut [Attribution]) -> Subjects {
    let mut by_sentence: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (id, a) in attributions.iter().enumerate().filter(|(_, a)| a.source.is_some_and(|s| s.block == a.cue.block)) {
        by_sentence.entry((a.cue.block, a.sentence)).or_default().push(id);
    }
    let mut mentions: HashMap<usize, Vec<(Place, usize, MentionKind)>> = HashMap::new();
    for (id, person) in people.iter().enumerate() {
        for m in &person.mentions {
            mentions.entry(m.place.block).or_default().push((m.place, id, m.kind));
        }
    }
    mentions.values_mut().for_each(|here| here.sort_unstable_by_key(|(place, id, _)| (*place, *id)));
    let mut told: Vec<Told> = Vec::new();
    let mut changes = Changes::default();
    let mut subjects = Subjects::new();
    for (paragraph, part) in parts.iter().filter(|p| p.region.is_story()).enumerate() {
        let all = mentions.get(&part.number).map_or(&[][..], Vec::as_slice);
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            let from = all.partition_point(|(place, _, _)| place.start < sentence.start);
            let to = all.partition_point(|(place, _, _)| place.start < sentence.end).clamp(from, from + MOST);
            let mut ids = by_sentence.remove(&(part.number, number)).unwrap_or_default();
            ids.sort_by_key(|id| attributions[*id].source);
            ids.truncate(MOST);
            let scene = Scene { part, sentence, mentions: &all[from..to], told: &told };
            let now = scene.read(paragraph, &ids, people, attributions, &mut changes);
            if let Some((one, id)) = now.subject.and_then(|s| Some((s, s.person?)))
                && now.named.iter().chain(&now.speakers).all(|a| a.person == Some(id))
            {
                subjects.insert((part.number, number), (id, one.place));
            }
            told.push(now);
        }
    }
    changes.make(people);
    answers(parts, people, attributions);
    subjects
}

/// Gives what stands behind "A:" or initials and a colon to the one whom the story is about, or whose initials they are.
fn answers(parts: &[Part], people: &[Person], attributions: &mut [Attribution]) {
    let labelled = |a: &Attribution| {
        let words = &parts.get(a.cue.block)?.facts.words;
        let (source, cue) = (words.at(a.source?.start), words.at(a.cue.start));
        (source == 0 && cue == 1 && words.word(cue) == ":").then(|| words.word(source).to_owned())
    };
    let asks = attributions.iter().any(|a| labelled(a).is_some_and(|label| label == "Q"));
    for a in attributions.iter_mut().filter(|a| a.person.is_none()) {
        let Some(label) = labelled(a) else { continue };
        let initials = |p: &Person| p.name.split_whitespace().filter_map(|w| w.chars().next()).collect::<String>() == label;
        let mut meant = people.iter().enumerate().filter(|(_, p)| if asks && label == "A" { true } else { label.len() > 1 && initials(p) });
        a.person = meant.next().map(|(id, _)| id).filter(|_| meant.next().is_none());
    }
}

/// Whom a sentence is about, by its block and number, where it names nobody else: the person, and the words.
pub type Subjects = HashMap<(usize, usize), (usize, Place)>;

/// Pronouns that are somebody else's than was thought.
#[derive(Default)]
struct Changes {
    lost: HashSet<(usize, Place)>,
    found: Vec<(usize, Mention)>,
}

impl Changes {
    fn make(self, people: &mut [Person]) {
        if self.lost.is_empty() && self.found.is_empty() {
            return;
        }
        for (id, person) in people.iter_mut().enumerate() {
            person.mentions.retain(|m| m.kind != MentionKind::Pronoun || !self.lost.contains(&(id, m.place)));
        }
        for (id, mention) in self.found {
            people[id].mentions.push(mention);
        }
        people::in_order(people);
    }
}

/// A sentence with what came before it.
struct Scene<'a> {
    part: &'a Part<'a>,
    sentence: &'a Sentence,
    mentions: &'a [(Place, usize, MentionKind)],
    told: &'a [Told],
}

impl Scene<'_> {
    fn words(&self) -> &Words {
        &self.part.facts.words
    }

    /// Settles the reports `ids` of the sentence, which are in the order of their sources, and tells who spoke in it.
    fn read(&self, paragraph: usize, ids: &[usize], people: &[Person], attributions: &mut [Attribution], changes: &mut Changes) -> Told {
        let mut now = Told { paragraph, named: self.named(people), ..Told::default() };
        for id in ids {
            let Some(source) = attributions[*id].source else { continue };
            let tokens = self.tokens(source);
            if let Some(pronoun) = self.pronoun(tokens) {
                let nested = ids.iter().any(|other| other != id && attributions[*other].content.iter().any(|c| c.covers(&source)));
                let found = if nested { self.only_one(pronoun, source, &now) } else { self.meant(pronoun, &attributions[*id], &now) };
                self.give(pronoun, found, source, &mut attributions[*id], changes);
            } else if attributions[*id].person.is_none() {
                attributions[*id].person = self.in_office(tokens, people);
            }
            let a = &attributions[*id];
            let place = a.stands_for.unwrap_or(source);
            let known = a.person.is_some() || a.stands_for.is_some() || a.kind != SourceKind::Pronoun;
            if known && a.manner != Manner::Noun && a.manner != Manner::Agentless {
                let sort = a.person.map_or_else(|| self.sort_of(a, tokens), |id| Sort::One(people[id].sex));
                now.speakers.push(Antecedent { person: a.person, place, sort });
            }
        }
        now.subject = self.subject(ids, people, attributions);
        now.document = self.document();
        now
    }

    fn tokens(&self, place: Place) -> Tokens {
        let words = self.words();
        Tokens::new(words.at(place.start), words.at(place.end.saturating_sub(1)) + 1)
    }

    fn pronoun(&self, source: Tokens) -> Option<Pronoun> {
        let (words, i) = (self.words(), source.start);
        if source.len() != 1 || words.tag(i) != Tag::Pronoun {
            return None;
        }
        match words.low(i) {
            "he" => Some(Pronoun::One(Sex::Male)),
            "she" => Some(Pronoun::One(Sex::Female)),
            "they" => Some(Pronoun::They),
            "it" => Some(Pronoun::It),
            _ => None,
        }
    }

    fn sort_of(&self, a: &Attribution, source: Tokens) -> Sort {
        let words = self.words();
        let head = base_head(words, source);
        let class = words.class(head);
        let sex = if class.has(Class::MALE) { Some(Sex::Male) } else { class.has(Class::FEMALE).then_some(Sex::Female) };
        match a.kind {
            SourceKind::Group | SourceKind::Vague => Sort::Several,
            SourceKind::Name => match source.iter().find(|k| words.class(*k).has(Class::GIVEN)).map(|k| words.class(k)) {
                Some(given) if given.has(Class::MALE) && !given.has(Class::FEMALE) => Sort::One(Some(Sex::Male)),
                Some(given) if given.has(Class::FEMALE) && !given.has(Class::MALE) => Sort::One(Some(Sex::Female)),
                _ => Sort::Name,
            },
            SourceKind::Described if words.tag(head) == Tag::Nouns => Sort::Several,
            SourceKind::Described if class.has(Class::ROLE | Class::RELATION | Class::PEOPLE | Class::MALE | Class::FEMALE) => {
                Sort::One(sex)
            }
            _ => Sort::Thing,
        }
    }

    fn is_quoted(&self, place: Place) -> bool {
        quoted::at(&self.part.facts.pieces, place.start).is_some()
    }

    /// Whether a preposition or a participle governs somebody, or they are an owner: "after meeting Costa, Reis’s lawyer".
    fn is_object(&self, place: Place) -> bool {
        let words = self.words();
        let (first, last) = (words.at(place.start), words.at(place.end.saturating_sub(1)));
        let start = chunk::start(words, first, self.sentence.tokens.start);
        let governed = start > self.sentence.tokens.start && matches!(words.tag(start - 1), Tag::Preposition | Tag::To | Tag::Gerund);
        governed || words.tag(last + 1) == Tag::Possessive || words.tag(last) == Tag::PossessivePronoun
    }

    /// All who are named in the sentence outside quotations.
    fn named(&self, people: &[Person]) -> Vec<Antecedent> {
        let shown = self.mentions.iter().filter(|(place, _, kind)| *kind != MentionKind::Pronoun && !self.is_quoted(*place));
        shown.map(|(place, id, _)| Antecedent { person: Some(*id), place: *place, sort: Sort::One(people[*id].sex) }).collect()
    }

    /// Whom a pronoun for the source of a report means.
    fn meant(&self, pronoun: Pronoun, report: &Attribution, now: &Told) -> Found {
        let Some(source) = report.source else { return Found::Nobody };
        let fits = |a: &&Antecedent| a.sort.fits(pronoun);
        // In its own sentence: whoever spoke before, or is named outside what the report says.
        let free = |a: &&Antecedent| {
            a.place.end <= source.start && !report.content.iter().any(|c| c.overlaps(&a.place)) && !self.is_object(a.place)
        };
        let beside = now.named.iter().filter(free);
        let earlier = now.speakers.iter().filter(|a| a.place.end <= source.start);
        for here in [distinct(earlier.filter(fits)), distinct(beside.filter(fits).filter(|a| a.place != source))] {
            match here[..] {
                [] => {}
                [one] => return Found::One(one),
                _ => return Found::Nobody,
            }
        }
        let reach = if matches!(pronoun, Pronoun::One(_)) { REACH } else { NEAR };
        let mut others: Vec<Antecedent> = Vec::new();
        for before in self.told.iter().rev().take(reach).take_while(|t| t.paragraph + 1 >= now.paragraph) {
            let mut said = distinct(before.speakers.iter().filter(fits));
            // A person rather than what may be a body.
            if matches!(pronoun, Pronoun::One(_)) && said.iter().any(|a| a.sort != Sort::Name) {
                said.retain(|a| a.sort != Sort::Name);
            }
            let one = match said[..] {
                [] if pronoun == Pronoun::It => before.document.map(|place| Antecedent { person: None, place, sort: Sort::Thing }),
                [] => before.subject.filter(|s| s.sort.fits(pronoun)),
                [one] => Some(one),
                _ => return Found::Nobody,
            };
            if let Some(one) = one {
                // A name that may be a body's, and somebody beside it.
                let doubtful = one.sort == Sort::Name && before.named.iter().any(|a| a.sort.fits(pronoun) && !one.place.covers(&a.place));
                if doubtful && matches!(pronoun, Pronoun::One(_)) {
                    return Found::Nobody;
                }
                return if others.iter().all(|other| other.is(&one)) { Found::One(one) } else { Found::Nobody };
            }
            others.extend(before.named.iter().filter(fits));
        }
        Found::Only(distinct(others.iter()))
    }

    /// Whom a pronoun within what somebody says means: only where the sentence has nobody else.
    fn only_one(&self, pronoun: Pronoun, source: Place, now: &Told) -> Found {
        let before = now.named.iter().chain(&now.speakers).filter(|a| a.place.end <= source.start && a.sort.fits(pronoun));
        Found::Only(distinct(before))
    }

    /// Gives a report to whoever was found; the pronoun is theirs then, and nobody's where nobody was.
    fn give(&self, pronoun: Pronoun, found: Found, source: Place, report: &mut Attribution, changes: &mut Changes) {
        let guess = report.person;
        let (person, stands_for) = match found {
            Found::One(one) if one.person.is_some() => (one.person, None),
            Found::One(one) => (None, Some(one.place)),
            Found::Nobody => (None, None),
            Found::Only(all) => (guess.filter(|id| all.iter().all(|a| a.person == Some(*id))), None),
        };
        report.stands_for = stands_for;
        if !matches!(pronoun, Pronoun::One(_)) || person == guess {
            return;
        }
        report.person = person;
        let number = self.part.facts.sentence_at(source.start);
        changes.lost.extend(guess.map(|id| (id, source)));
        changes.found.extend(person.map(|id| (id, Mention { place: source, kind: MentionKind::Pronoun, sentence: number })));
    }

    /// Who holds the office, or has the trade, by which a source is called: "the actress". One person of the paragraph or the one
    /// before has it by the article's own words, and nobody else in the story does.
    fn in_office(&self, source: Tokens, people: &[Person]) -> Option<usize> {
        let words = self.words();
        let head = base_head(words, source);
        let calls =
            words.is(source.start, "the") && head + 1 == source.end && words.class(head).has(Class::ROLE) && words.tag(head) == Tag::Noun;
        if !calls || words.capital(head) {
            return None;
        }
        let has = |p: &&Person| p.roles.iter().any(|r| r.text.split_whitespace().any(|word| word.to_lowercase() == words.low(head)));
        let near = |m: &Mention| m.kind == MentionKind::Name && m.place.block <= self.part.number && m.place.block + 1 >= self.part.number;
        let mut holders = people.iter().enumerate().filter(|(_, p)| has(&p));
        let (id, only) = holders.next()?;
        (holders.next().is_none() && only.mentions.iter().any(near)).then_some(id)
    }

    /// The document that the sentence opens with: "The 14-page report, sent on Monday, puts".
    fn document(&self) -> Option<Place> {
        let words = self.words();
        let first = self.sentence.tokens.start;
        let phrase = Tokens::new(first, chunk::end(words, first, self.sentence.tokens.end));
        if phrase.len() < 2 || quoted::at(&self.part.facts.pieces, words.tokens[first].start).is_some() {
            return None;
        }
        words.class(base_head(words, phrase)).has(Class::DOCUMENT).then(|| Place::of(self.part.number, words.span(phrase)))
    }

    /// Whom the sentence is about: whoever stands before its first verb outside quotations and outside what others say, neither
    /// governed by a preposition nor as an owner.
    fn subject(&self, ids: &[usize], people: &[Person], attributions: &[Attribution]) -> Option<Antecedent> {
        let words = self.words();
        let outside = |i: usize| quoted::at(&self.part.facts.pieces, words.tokens[i].start).is_none();
        let opens = words.class(self.sentence.tokens.start).has(Class::SUBORDINATOR);
        let from = if opens { self.sentence.tokens.iter().find(|i| words.word(*i) == ",")? } else { self.sentence.tokens.start };
        let verb = (from..self.sentence.tokens.end).find(|i| words.tag(*i).is_finite() && outside(*i))?;
        let said = |place: &Place| {
            ids.iter().map(|id| &attributions[*id]).any(|a| {
                let by_person = a.person.is_some() || matches!(a.kind, SourceKind::Pronoun | SourceKind::Described);
                a.manner == Manner::Said && by_person && a.content.iter().any(|c| c.overlaps(place))
            })
        };
        let mut before =
            self.mentions.iter().filter(|(place, _, _)| place.start < words.tokens[verb].start && words.at(place.start) >= from);
        let (place, id, _) = before.find(|(place, _, _)| outside(words.at(place.start)) && !said(place) && !self.is_object(*place))?;
        Some(Antecedent { person: Some(*id), place: *place, sort: Sort::One(people[*id].sex) })
    }
}

/// Each of several once.
fn distinct<'a>(all: impl Iterator<Item = &'a Antecedent>) -> Vec<Antecedent> {
    let mut once: Vec<Antecedent> = Vec::new();
    for a in all {
        if !once.iter().any(|o| o.is(a)) {
            once.push(*a);
        }
    }
    once
}
