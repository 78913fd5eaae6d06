//! Who speaks where a source is only a pronoun ("he said", "she added"): whoever has been speaking, here or in the paragraph
//! before, and not whoever was spoken of. Where two are possible, nobody is named: an editor can be asked, but not be told the
//! wrong name. Pronouns that are no source are [`super::people`]'s.

use std::collections::{BTreeSet, HashSet, VecDeque};

use super::attributions::{Attribution, in_sentence};
use super::part::Part;
use super::people::{Holders, Mention, MentionKind, Person};
use super::place::Place;
use crate::language::{Class, Sentence, Tag, Tokens, Words, chunk};
use crate::paragraph::names::Sex;
use crate::paragraph::quoted;
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::text::position::clamp;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SourceSort {
    /// One person, of a sex that may be told.
    One(Option<Sex>),
    /// Several people.
    Several,
    /// A body or a document.
    Thing,
    /// A name that may be a person's or a body's.
    Name,
}

impl SourceSort {
    fn fits(self, pronoun: Pronoun) -> bool {
        match (self, pronoun) {
            (Self::One(sex), Pronoun::One(wanted)) => sex.is_none_or(|s| s == wanted),
            (Self::Name, _) | (Self::Several | Self::Thing, Pronoun::They) | (Self::Thing, Pronoun::It) => true,
            _ => false,
        }
    }
}

/// Somebody or something that could be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SpokenOf {
    person: Option<usize>,
    place: Place,
    sort: SourceSort,
}

impl SpokenOf {
    /// Somebody who is mentioned there.
    fn mentioned(people: &[Person], place: Place, id: usize) -> Self {
        Self { person: Some(id), place, sort: SourceSort::One(people[id].sex) }
    }

    fn is(&self, other: &Self) -> bool {
        if self.person.is_some() || other.person.is_some() { self.person == other.person } else { self.place == other.place }
    }
}

/// What a sentence told of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SentenceTold {
    /// Whether it stands in the paragraph before.
    before: bool,
    /// Who says something in it.
    speakers: Vec<SpokenOf>,
    /// Whom it is about.
    subject: Option<SpokenOf>,
    /// Who is asked something in it.
    asked: Option<SpokenOf>,
    /// Who is accused in it, and may answer.
    accused: Option<SpokenOf>,
    /// All who are named in it outside quotations.
    named: Vec<SpokenOf>,
    /// The document that it opens with.
    document: Option<Place>,
}

impl SentenceTold {
    /// All of whom it tells.
    fn people(&mut self) -> impl Iterator<Item = &mut SpokenOf> {
        self.speakers.iter_mut().chain(&mut self.named).chain(&mut self.subject).chain(&mut self.asked).chain(&mut self.accused)
    }
}

/// What was found for a pronoun.
enum MeantBy {
    One(SpokenOf),
    /// Two are possible, or nobody is.
    Nobody,
    /// Nobody spoke or was written about near it, but for those who are named.
    Only(Vec<SpokenOf>),
}

/// What the sentences before told, from the nearest on: those of the paragraph at hand and of the one before it. Nobody looks further
/// back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard(VecDeque<SentenceTold>);

impl Heard {
    /// Those of the paragraph before a new one.
    fn next_paragraph(&mut self) {
        self.0.iter_mut().for_each(|told| told.before = true);
    }

    /// The same in an article in which `by` paragraphs were put in before them.
    pub(super) fn moved(&self, by: isize) -> Self {
        let mut moved = self.clone();
        for told in &mut moved.0 {
            told.people().for_each(|s| s.place = s.place.moved(by));
            told.document.iter_mut().for_each(|place| *place = place.moved(by));
        }
        moved
    }
}

impl Heard {
    /// The same where people have other numbers.
    pub(super) fn renumbered(&self, number: impl Fn(usize) -> usize) -> Self {
        let mut heard = self.clone();
        let all = heard.0.iter_mut().flat_map(SentenceTold::people);
        all.for_each(|s| s.person = s.person.map(&number));
        heard
    }
}

/// Whom sentences are about, by their blocks and numbers, where they name nobody else: the person, and the words.
pub(super) type Subjects = Vec<((usize, usize), (usize, Place))>;

/// Gives reports of a paragraph whose source is a pronoun, or an office alone, to whoever is meant, by whom it mentions and what was
/// told before it; pronouns are somebody else's then than was thought.
pub(super) fn settle(
    part: &Part,
    people: &[Person],
    holders: &Holders,
    mentioned: &mut Vec<(usize, Mention)>,
    attributions: &mut [Attribution],
    heard: &mut Heard,
) -> Subjects {
    let mut subjects = Subjects::new();
    if !part.region.is_story() {
        return subjects;
    }
    heard.next_paragraph();
    let mut all: Vec<(Place, usize, MentionKind)> = mentioned.iter().map(|(id, m)| (m.place, *id, m.kind)).collect();
    all.sort_by_key(|(place, id, _)| (*place, *id));
    let mut changes = Changes::default();
    for (number, sentence) in part.facts.sentences.iter().enumerate() {
        let from = all.partition_point(|(place, _, _)| place.start < sentence.start);
        let to = all.partition_point(|(place, _, _)| place.start < sentence.end).clamp(from, from + MOST);
        let within = |id: &usize| attributions[*id].source.is_some_and(|s| s.block == part.number);
        let mut ids: Vec<usize> = in_sentence(attributions, part.number, number).filter(within).collect();
        ids.sort_by_key(|id| attributions[*id].source);
        ids.truncate(MOST);
        let scene = Scene { part, sentence, mentions: &all[from..to], told: &heard.0, holders };
        let now = scene.read(&ids, people, attributions, &mut changes);
        if let Some((one, id)) = now.subject.and_then(|s| Some((s, s.person?)))
            && now.named.iter().chain(&now.speakers).all(|a| a.person == Some(id))
        {
            subjects.push(((part.number, number), (id, one.place)));
        }
        heard.0.truncate(REACH - 1);
        heard.0.push_front(now);
    }
    changes.make(mentioned);
    heard.0.retain(|told| !told.before);
    subjects
}

/// What stands before the colon or the stop with which a paragraph of questions and answers opens: "A:", "A.", initials.
fn label<'a>(parts: &[Part<'a>], a: &Attribution) -> Option<&'a str> {
    let words = &parts.get(a.cue.block)?.facts.words;
    let (source, cue) = (words.at(a.source?.start), words.at(a.cue.start));
    let colon = cue == 1 && words.word(cue) == ":";
    (source == 0 && (colon || cue == 0 && is_dotted(words))).then(|| words.word(source).trim_end_matches('.'))
}

/// Whether a paragraph opens with what may label a question or an answer, or be an initial: "Q.", "A."
fn is_dotted(words: &Words) -> bool {
    matches!(words.word(0), "Q." | "A.")
}

/// Where no question is labelled, "A." is an initial, and nothing stands behind it that somebody says.
pub(super) fn without_initials(parts: &[Part], attributions: &mut Vec<Attribution>) {
    attributions.retain(|a| a.source != Some(a.cue) || label(parts, a).is_none());
}

/// How many of those paragraphs are questions labelled as such.
pub(super) fn questions(parts: &[Part]) -> usize {
    let asks = |p: &&Part| {
        let words = &p.facts.words;
        let labelled = |cue: usize| p.facts.reports.iter().any(|r| r.cue.start == cue && r.source.is_some_and(|s| s.start == 0));
        let colon = words.word(1) == ":" && words.word(0) == "Q" && labelled(1);
        p.region.is_story() && (colon || words.word(0) == "Q." && labelled(0))
    };
    parts.iter().filter(asks).count()
}

/// Gives what stands behind "A:" or initials and a colon to the one whom the story is about, or whose initials they are. `asks` says
/// whether its questions are labelled; it tells what labels there are.
pub(super) fn answer(parts: &[Part], people: &[Person], attributions: &mut [Attribution], asks: bool) -> Labels {
    let mut labels = Labels::new();
    for a in attributions.iter_mut().filter(|a| a.person.is_none()) {
        let Some(label) = label(parts, a) else { continue };
        if !labels.contains(label) {
            labels.insert(label.to_owned());
        }
        let means = |p: &Person| if asks && label == "A" { true } else { label.len() > 1 && initials(p) == label };
        let mut meant = people.iter().enumerate().filter(|(_, p)| means(p));
        a.person = meant.next().map(|(id, _)| id).filter(|_| meant.next().is_none());
    }
    labels
}

/// What stands before colons in place of a name: "A", initials.
pub(super) type Labels = BTreeSet<String>;

fn initials(person: &Person) -> String {
    person.name.split_whitespace().filter_map(|w| w.chars().next()).collect()
}

/// Whether labels mean whom they meant before, where people have other `numbers` now, and some are others.
pub(super) fn labels_stand(labels: &Labels, before: &[Person], now: &[Person], numbers: &[Option<usize>]) -> bool {
    if labels.is_empty() {
        return true;
    }
    let kept = |(id, number): (usize, &Option<usize>)| number.filter(|n| now[*n].name == before[id].name).map(|n| (id, n));
    let (old, new): (HashSet<usize>, HashSet<usize>) = numbers.iter().enumerate().filter_map(kept).unzip();
    let others = |people: &[Person], kept: &HashSet<usize>| {
        people.iter().enumerate().any(|(id, p)| !kept.contains(&id) && labels.contains(&initials(p)))
    };
    let alone = (before.len() == 1) == (now.len() == 1) || !labels.contains("A");
    alone && !others(before, &old) && !others(now, &new)
}

/// Pronouns that are somebody else's than was thought.
#[derive(Default)]
struct Changes {
    lost: HashSet<(usize, Place)>,
    found: Vec<(usize, Mention)>,
}

impl Changes {
    fn make(self, mentioned: &mut Vec<(usize, Mention)>) {
        mentioned.retain(|(id, m)| m.kind != MentionKind::Pronoun || !self.lost.contains(&(*id, m.place)));
        mentioned.extend(self.found);
    }
}

/// A sentence with what came before it.
struct Scene<'a> {
    part: &'a Part<'a>,
    sentence: &'a Sentence,
    mentions: &'a [(Place, usize, MentionKind)],
    /// What the sentences before told, from the nearest on.
    told: &'a VecDeque<SentenceTold>,
    holders: &'a Holders,
}

impl Scene<'_> {
    fn words(&self) -> &Words {
        &self.part.facts.words
    }

    /// Settles the reports `ids` of the sentence, which are in the order of their sources, and tells who spoke in it.
    fn read(&self, ids: &[usize], people: &[Person], attributions: &mut [Attribution], changes: &mut Changes) -> SentenceTold {
        let mut now = SentenceTold { named: self.named(people), ..SentenceTold::default() };
        for id in ids {
            let Some(source) = attributions[*id].source else { continue };
            let tokens = self.tokens(source);
            let owner = self.words().tag(tokens.start) == Tag::PossessivePronoun && attributions[*id].manner != Manner::Said;
            if let Some(pronoun) = self.pronoun(tokens).filter(|_| !owner) {
                let nested = ids.iter().any(|other| other != id && attributions[*other].content.iter().any(|c| c.covers(&source)));
                let found = if nested { Self::only_one(pronoun, source, &now) } else { self.meant(pronoun, &attributions[*id], &now) };
                self.give(pronoun, found, source, &mut attributions[*id], changes);
            } else if attributions[*id].person.is_none() {
                attributions[*id].person = self.in_office(tokens, people);
            }
            let a = &attributions[*id];
            let place = a.stands_for.unwrap_or(source);
            let known = a.person.is_some() || a.stands_for.is_some() || a.kind != SourceKind::Pronoun;
            if known && a.manner != Manner::Noun && a.manner != Manner::Agentless {
                let sort = a.person.map_or_else(|| self.sort_of(a, tokens), |id| SourceSort::One(people[id].sex));
                now.speakers.push(SpokenOf { person: a.person, place, sort });
            }
        }
        now.accused = ids.iter().find_map(|id| self.accused(&attributions[*id], people));
        now.asked = ids.iter().find_map(|id| self.asked(&attributions[*id], people));
        now.subject = self.subject(ids, people, attributions);
        now.document = self.document();
        now
    }

    fn tokens(&self, place: Place) -> Tokens {
        self.words().touched(place.span())
    }

    fn pronoun(&self, source: Tokens) -> Option<Pronoun> {
        let (words, i) = (self.words(), source.start);
        if source.len() != 1 || !matches!(words.tag(i), Tag::Pronoun | Tag::PossessivePronoun) {
            return None;
        }
        match words.low(i) {
            "he" | "his" => Some(Pronoun::One(Sex::Male)),
            "she" | "her" => Some(Pronoun::One(Sex::Female)),
            "they" | "their" => Some(Pronoun::They),
            "it" | "its" => Some(Pronoun::It),
            _ => None,
        }
    }

    fn sort_of(&self, a: &Attribution, source: Tokens) -> SourceSort {
        let words = self.words();
        let head = base_head(words, source);
        let class = words.class(head);
        let sex = if class.has(Class::MALE) { Some(Sex::Male) } else { class.has(Class::FEMALE).then_some(Sex::Female) };
        match a.kind {
            SourceKind::Group | SourceKind::Vague => SourceSort::Several,
            SourceKind::Name => match source.iter().find(|k| words.class(*k).has(Class::GIVEN)).map(|k| words.class(k)) {
                Some(given) if given.has(Class::MALE) && !given.has(Class::FEMALE) => SourceSort::One(Some(Sex::Male)),
                Some(given) if given.has(Class::FEMALE) && !given.has(Class::MALE) => SourceSort::One(Some(Sex::Female)),
                _ => SourceSort::Name,
            },
            SourceKind::Described if words.tag(head) == Tag::Nouns => SourceSort::Several,
            SourceKind::Described if class.has(Class::ROLE | Class::RELATION | Class::PEOPLE | Class::MALE | Class::FEMALE) => {
                SourceSort::One(sex)
            }
            _ => SourceSort::Thing,
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
    fn named(&self, people: &[Person]) -> Vec<SpokenOf> {
        let shown = self.mentions.iter().filter(|(place, _, kind)| *kind != MentionKind::Pronoun && !self.is_quoted(*place));
        shown.map(|(place, id, _)| SpokenOf::mentioned(people, *place, *id)).collect()
    }

    /// Whom a pronoun for the source of a report means.
    fn meant(&self, pronoun: Pronoun, report: &Attribution, now: &SentenceTold) -> MeantBy {
        let Some(source) = report.source else { return MeantBy::Nobody };
        let fits = |a: &&SpokenOf| a.sort.fits(pronoun);
        // In its own sentence: whoever spoke before, or is named outside what the report says.
        let free =
            |a: &&SpokenOf| a.place.end <= source.start && !report.content.iter().any(|c| c.overlaps(&a.place)) && !self.is_object(a.place);
        let beside = now.named.iter().filter(free);
        let earlier = now.speakers.iter().filter(|a| a.place.end <= source.start);
        for here in [distinct(earlier.filter(fits)), distinct(beside.filter(fits).filter(|a| a.place != source))] {
            match here[..] {
                [] => {}
                [one] => return MeantBy::One(one),
                _ => return MeantBy::Nobody,
            }
        }
        let reach = if matches!(pronoun, Pronoun::One(_)) { REACH } else { NEAR };
        let mut others: Vec<SpokenOf> = Vec::new();
        for before in self.told.iter().take(reach) {
            // "Costa asked Sousa whether she would pay. “Yes,” she said.": whoever is asked answers.
            if let Some(asked) = before.asked.filter(|a| others.is_empty() && a.sort.fits(pronoun)) {
                return MeantBy::One(asked);
            }
            let mut said = distinct(before.speakers.iter().filter(fits));
            // A person rather than what may be a body.
            if matches!(pronoun, Pronoun::One(_)) && said.iter().any(|a| a.sort != SourceSort::Name) {
                said.retain(|a| a.sort != SourceSort::Name);
            }
            let one = match said[..] {
                [] if pronoun == Pronoun::It => before.document.map(|place| SpokenOf { person: None, place, sort: SourceSort::Thing }),
                [] => before.subject.filter(|s| s.sort.fits(pronoun)),
                [one] => Some(one),
                _ => return MeantBy::Nobody,
            };
            if let Some(one) = one {
                // A name that may be a body's, and somebody beside it.
                let beside = || before.named.iter().any(|a| a.sort.fits(pronoun) && !one.place.covers(&a.place));
                let answers = before.accused.is_some_and(|a| a.sort.fits(pronoun) && !a.is(&one));
                let doubtful = answers || one.sort == SourceSort::Name && beside();
                if doubtful && matches!(pronoun, Pronoun::One(_)) {
                    return MeantBy::Nobody;
                }
                return if others.iter().all(|other| other.is(&one)) { MeantBy::One(one) } else { MeantBy::Nobody };
            }
            others.extend(before.named.iter().filter(fits));
        }
        MeantBy::Only(distinct(others.iter()))
    }

    /// Who is asked a question by a report: "asked Ana Sousa whether".
    fn asked(&self, report: &Attribution, people: &[Person]) -> Option<SpokenOf> {
        let words = self.words();
        let class = words.class(words.at(report.cue.start));
        if !(class.has(Class::TELLS) && class.has(Class::WANTS)) {
            return None;
        }
        let first = words.at(report.cue.end.saturating_sub(1)) + 1;
        let listens = |place: &Place| {
            let (from, to) = (words.at(place.start), words.at(place.end.saturating_sub(1)) + 1);
            let question = words.class(to).has(Class::QUESTION_WORD | Class::RELATIVE | Class::ABOUT);
            chunk::start(words, from, self.sentence.tokens.start) == first && question
        };
        let (place, id, _) = self.mentions.iter().find(|(place, _, _)| place.start >= report.cue.end && listens(place))?;
        Some(SpokenOf::mentioned(people, *place, *id))
    }

    /// Who is accused by a report: "accused the clerk, Ana Sousa, of".
    fn accused(&self, report: &Attribution, people: &[Person]) -> Option<SpokenOf> {
        /// How many words stand before the name of somebody who is accused.
        const NEAR: usize = 7;
        let words = self.words();
        let verb = report.verb(words);
        if report.manner != Manner::Acted || !words.class(verb).has(Class::HELD_OF) {
            return None;
        }
        let own = |place: &Place| {
            let (first, last) = (words.at(place.start), words.at(place.end.saturating_sub(1)));
            first > verb && first <= verb + NEAR && words.tag(last + 1) != Tag::Possessive
        };
        let (place, id, _) = self.mentions.iter().find(|(place, _, _)| own(place))?;
        Some(SpokenOf::mentioned(people, *place, *id))
    }

    /// Whom a pronoun within what somebody says means: only where the sentence has nobody else.
    fn only_one(pronoun: Pronoun, source: Place, now: &SentenceTold) -> MeantBy {
        let before = now.named.iter().chain(&now.speakers).filter(|a| a.place.end <= source.start && a.sort.fits(pronoun));
        MeantBy::Only(distinct(before))
    }

    /// Gives a report to whoever was found; the pronoun is theirs then, and nobody's where nobody was.
    fn give(&self, pronoun: Pronoun, found: MeantBy, source: Place, report: &mut Attribution, changes: &mut Changes) {
        let guess = report.person;
        let (person, stands_for) = match found {
            MeantBy::One(one) if one.person.is_some() => (one.person, None),
            MeantBy::One(one) => (None, Some(one.place)),
            MeantBy::Nobody => (None, None),
            MeantBy::Only(all) => (guess.filter(|id| all.iter().all(|a| a.person == Some(*id))), None),
        };
        report.stands_for = stands_for;
        if !matches!(pronoun, Pronoun::One(_)) || person == guess {
            return;
        }
        report.person = person;
        let number = self.part.facts.sentence_at(source.start);
        changes.lost.extend(guess.map(|id| (id, source)));
        changes.found.extend(person.map(|id| (id, Mention { place: source, kind: MentionKind::Pronoun, sentence: clamp(number) })));
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
        let near = |m: &Mention| m.kind == MentionKind::Name && m.place.block <= self.part.number && m.place.block + 1 >= self.part.number;
        self.holders.of(people, words.low(head)).filter(|only| people[*only].mentions.iter().any(near))
    }

    /// "A clerk", "his mother": one person without a name, right before the first verb.
    fn unnamed(&self, from: usize, verb: usize) -> Option<SpokenOf> {
        let words = self.words();
        let last = verb.checked_sub(1).filter(|l| *l >= from)?;
        let start = chunk::start(words, last, from);
        let class = words.class(last);
        let one =
            words.tag(last) == Tag::Noun && !words.capital(last) && class.has(Class::ROLE | Class::RELATION | Class::MALE | Class::FEMALE);
        let outside = quoted::at(&self.part.facts.pieces, words.tokens[start].start).is_none();
        let sex = if class.has(Class::MALE) { Some(Sex::Male) } else { class.has(Class::FEMALE).then_some(Sex::Female) };
        (one && outside).then(|| SpokenOf {
            person: None,
            place: Place::of(self.part.number, words.span(Tokens::new(start, last + 1))),
            sort: SourceSort::One(sex),
        })
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
    fn subject(&self, ids: &[usize], people: &[Person], attributions: &[Attribution]) -> Option<SpokenOf> {
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
        let known = before.find(|(place, _, _)| outside(words.at(place.start)) && !said(place) && !self.is_object(*place));
        let Some((place, id, _)) = known else { return self.unnamed(from, verb).filter(|a| !said(&a.place)) };
        // "Ana and Rui Costa left": one of two.
        let first = chunk::start(words, words.at(place.start), from);
        let behind = words.at(place.end.saturating_sub(1)) + 1;
        let joined = |and: usize, other: usize| words.is_and(and) && words.capital(other);
        if first > from + 1 && joined(first - 1, first - 2) || joined(behind, behind + 1) {
            return None;
        }
        Some(SpokenOf::mentioned(people, *place, *id))
    }
}

/// Each of several once.
fn distinct<'a>(all: impl Iterator<Item = &'a SpokenOf>) -> Vec<SpokenOf> {
    let mut once: Vec<SpokenOf> = Vec::new();
    for a in all {
        if !once.iter().any(|o| o.is(a)) {
            once.push(*a);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Who is meant by the sources of a story's reports: a person's name, in brackets what else a pronoun stands for.
    fn meant(text: &str) -> String {
        let reading = read(&Draft::new(&format!("Head line\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap();
        let one = |a: &crate::story::attributions::Attribution| match (a.person, a.stands_for) {
            (Some(id), _) => reading.people[id].name.clone(),
            (None, Some(place)) => format!("({})", reading.text(place)),
            (None, None) => a.source.map_or_else(|| "nobody".to_owned(), |s| reading.text(s).to_owned()),
        };
        reading.attributions.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_pronoun_is_whoever_has_been_speaking() {
        for (text, expected) in [
            ("Rui Reis said Jorge Nunes had lied to the town. He said the road would stay shut.", "Rui Reis; Rui Reis"),
            ("“Jorge Nunes lied,” Rui Reis said. “He knew it.” He added that it was late.", "Rui Reis; Rui Reis"),
            ("Rui Reis warned the town. Nobody came.\n\n“Jorge Nunes lied,” he said.", "Rui Reis; Rui Reis"),
            ("According to Rui Reis, the plan by Jorge Nunes is dead. He added that nobody would pay.", "Rui Reis; Rui Reis"),
            ("Rui Reis lost his boat in the storm off Faro. “I have nothing,” he said.", "Rui Reis"),
            ("Speaking to Jorge Nunes, Rui Reis said it was late. He said nobody came.", "Rui Reis; Rui Reis"),
            ("Ana Sousa said Rui Reis had lied. She told the clerk that it was late.", "Ana Sousa; Ana Sousa"),
            // A sex tells them apart.
            ("Ana Sousa said it was late. Rui Reis said it was early. She added that nobody came.", "Ana Sousa; Rui Reis; Ana Sousa"),
            // So does what somebody is to another.
            ("Halina Rovande, widow of Rui Reis, shut the shop. “He would have hidden,” she said.", "Halina Rovande"),
            // Of two who are possible nobody is named.
            (
                "Rui Reis said it was late while Jorge Nunes wrote that it was early. He added that nobody knew.",
                "Rui Reis; Jorge Nunes; He",
            ),
            ("Rui Reis said it was late. A letter from Jorge Nunes lay there. He said nobody came.", "Rui Reis; He"),
            // Nor is anybody where a clerk speaks, whose name is not told.
            ("Rui Reis slept. A clerk said the road was closed. He said nobody was hurt.", "A clerk; (A clerk)"),
            ("Rui Reis met Jorge Nunes. A clerk saw them. “It is late,” he said.", "(A clerk)"),
            // Whoever is asked answers.
            ("Rui Reis asked Jorge Nunes whether it was late. “It is,” he said.", "Rui Reis; Jorge Nunes"),
            // Nor where one accuses the other, who may answer.
            ("Rui Costa accused the clerk, Jorge Reis, of theft on Monday. He said it was late.", "Rui Costa; He"),
            ("Rui Costa criticised the port on Monday. He said it was late.", "Rui Costa; Rui Costa"),
            // Offices, documents and several people.
            ("The Port Authority said the road was closed. It added that nobody was hurt.", "The Port Authority; (The Port Authority)"),
            ("Residents said the road was closed. They also said nobody was hurt.", "Residents; (Residents)"),
            ("The 14-page report is out. “There is no soft landing,” it reads.", "(The 14-page report)"),
            ("The Port Authority said the road was closed. The day was long. Rain fell. It added to the woe.", "The Port Authority"),
            // The name at the end of a long title.
            ("Former Deputy Secretary of State for Fisheries Ana Sousa said it was late.", "Ana Sousa"),
            ("The Secretary of State for Ana Sousa’s port said it was late.", "The Secretary of State for Ana Sousa’s port"),
            // Questions and answers, and an initial.
            ("Ana Sousa was late.\n\nQ. Why?\n\nA. Because it rained.", "Q.; Ana Sousa"),
            ("Ana Sousa was late.\n\nA. Because it rained.", ""),
            // A trade by which one person is called.
            ("The bank chief Rui Reis said it was late. The chief said nobody came.", "Rui Reis; Rui Reis"),
            ("The bank chief Rui Reis was there. The judge said nobody came.", "The judge"),
        ] {
            assert_eq!(meant(text), expected, "{text}");
        }
    }

    #[test]
    fn the_one_who_is_asked_answers() {
        for (text, expected) in [
            ("Ivo Marin writes.\n\nQ: When did you start?\n\nA: In 2019, late at night.", "Q; Ivo Marin"),
            ("Mayor Rosa Welling met us.\n\nRP: Who pays?\n\nRW: The county pays.", "RP; Rosa Welling"),
            ("Ivo Marin met Rosa Welling.\n\nQ: When did you start?\n\nA: In 2019, at last.", "Q; A"),
        ] {
            assert_eq!(meant(text), expected, "{text}");
        }
    }
}
