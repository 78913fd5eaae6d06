//! Quotations: who says them, and how parts of one join over several blocks.

use std::collections::{HashMap, HashSet};

use super::attributions::{Attribution, in_block, in_sentence, may_sign};
use super::part::Part;
use super::people::{self, Mention, MentionKind};
use super::place::{Place, stretch};
use super::spans::Spans;
use super::speakers::Subjects;
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::quoted::{is_statement, is_title_case};
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::text::position::clamp;

/// A quotation, or one part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each says a thing of its own")]
pub struct Quote {
    /// Marks included.
    pub place: Place,
    /// Who says it.
    pub speaker: Option<Place>,
    /// The words for them in the report that tells so: the same, or a pronoun.
    pub source: Option<Place>,
    /// The person who says it.
    pub person: Option<usize>,
    /// Whether anybody says it, be it an annotation.
    pub speaker_known: bool,
    /// Whether the speaker is told elsewhere than in its own paragraph.
    pub inherited: bool,
    /// Parts of one quotation share it.
    pub group: usize,
    /// Whether it is a saying and not a title or a word held at arm's length.
    pub statement: bool,
    /// Whether it is written as the title of a work is.
    titled: bool,
}

impl Quote {
    /// The same in an article in which `by` paragraphs, and `groups` quotations, were put in before it.
    pub(super) fn moved(&self, by: isize, groups: isize) -> Self {
        Self {
            place: self.place.moved(by),
            speaker: self.speaker.map(|place| place.moved(by)),
            source: self.source.map(|place| place.moved(by)),
            group: self.group.wrapping_add_signed(groups),
            ..*self
        }
    }

    /// The same of a person.
    pub(super) fn by(&self, person: Option<usize>) -> Self {
        Self { person, ..self.clone() }
    }

    /// Gives the quotation to somebody whom a sentence is about, by the words for them.
    fn give_to_subject(&mut self, (person, place): (usize, Place), inherited: bool) {
        (self.speaker, self.source, self.person) = (Some(place), Some(place), Some(person));
        (self.speaker_known, self.inherited) = (true, inherited);
    }

    /// Gives the quotation to the source of a report.
    fn give_to(&mut self, a: &Attribution, inherited: bool) {
        (self.speaker, self.source, self.person) = (a.speaker(), a.source, a.person);
        (self.speaker_known, self.inherited) = (true, inherited);
    }
}

/// The quotations of paragraphs in a row, with their speakers: from the report whose content holds them, else from the paragraph's
/// other quotation, else from the paragraph before (a lead-in or an open quotation) or after (a quotation that runs on). The row begins
/// and ends where [`is_apart`] says; `subjects` are those of its sentences, and `group` is the last that was numbered before.
pub(super) fn join(parts: &[Part], attributions: &[Attribution], subjects: &Subjects, group: usize) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut group = group;
    let mut open: Option<usize> = None;
    for (at, part) in parts.iter().enumerate().filter(|(_, p)| p.region.is_story()) {
        let text = part.facts.words.text();
        if part.facts.pieces.is_empty() {
            open = None;
            continue;
        }
        // A signature stands in the next paragraph.
        let signed = parts.get(at + 1).filter(|next| may_sign(next)).map_or(0..0, |next| in_block(attributions, next.number));
        let own = in_block(attributions, part.number).chain(signed);
        let content = |id: usize| attributions[id].content.iter().filter(|c| c.block == part.number).map(move |c| (c.start, c.end, id));
        let said_here = Spans::of(own.clone().flat_map(content));
        let mut first = true;
        for piece in &part.facts.pieces {
            let place = Place { block: part.number, start: piece.start, end: piece.end };
            let continues = open.filter(|_| first && piece.opened && text[..piece.start as usize].trim().is_empty());
            let this_group = continues.unwrap_or_else(|| {
                group += 1;
                group
            });
            first = false;
            let covers = |a: &Attribution, place: &Place| a.content.iter().any(|c| c.overlaps(place));
            let says = |a: &&Attribution| a.source.is_some() && matches!(a.manner, Manner::Said | Manner::Acted | Manner::Thought);
            let covering = said_here.overlapping(piece.start, piece.end);
            let sourced = || covering.iter().map(|id| &attributions[*id]).filter(says);
            let away = |a: &Attribution| a.cue.start.abs_diff(piece.end).min(a.cue.start.abs_diff(piece.start));
            // A verb names its subject; before a colon may stand what the sentence is about.
            let colon = |a: &Attribution| a.cue.block == part.number && text[a.cue.start as usize..a.cue.end as usize].trim() == ":";
            let said = sourced().min_by_key(|a| (a.manner != Manner::Said, colon(a), away(a)));
            // "According to the paper, Costa called it “…”": the paper's report, and that person's words.
            let said = said.map(|outer| {
                let inner =
                    sourced().find(|a| a.manner == Manner::Acted && a.person.is_some() && outer.content.iter().any(|c| c.covers(&a.cue)));
                inner.filter(|_| outer.person.is_none() && outer.kind != SourceKind::Pronoun).unwrap_or(outer)
            });
            // "Ann Lee says she hopes “…”": her words by her own report.
            let said = said.map(|inner| {
                let words = &part.facts.words;
                let pronoun = |p: Place| words.tag(words.at(p.start)) == Tag::Pronoun;
                // "Ann Lee said the spate of fires demands “…”": a thing has no words.
                let thing = |p: Place| {
                    let head = base_head(words, words.touched(p.span()));
                    let speaks = Class::PEOPLE | Class::ROLE | Class::RELATION | Class::VAGUE | Class::ORG | Class::FIRM;
                    let told = speaks | Class::DOCUMENT | Class::POLL | Class::DEMONYM | Class::PLACE | Class::WORDING;
                    words.tag(head).is_noun() && !words.capital(head) && !words.class(head).has(told)
                };
                let outer = sourced().find(|a| a.manner == Manner::Said && covers(a, &inner.cue));
                let by_thing = outer.is_some_and(|o| o.person.is_some()) && inner.kind == SourceKind::Described;
                outer.filter(|_| inner.source.is_some_and(|p| pronoun(p) || by_thing && thing(p))).unwrap_or(inner)
            });
            // The outlet's report, and the words of the one person in it.
            let said = said.map(|outer| {
                if outer.person.is_some() || outer.kind != SourceKind::Name {
                    return outer;
                }
                let other = |a: &&Attribution| {
                    let spoken = matches!(a.kind, SourceKind::Person | SourceKind::Described | SourceKind::Group);
                    a.manner == Manner::Said && spoken && outer.content.iter().any(|c| c.covers(&a.cue))
                };
                let mut inner = attributions[in_sentence(attributions, part.number, outer.sentence)].iter().filter(other);
                match (inner.next(), inner.next()) {
                    (Some(one), None) => one,
                    _ => outer,
                }
            });
            // "She was told “…”": whoever told her is not said.
            let relayed = said.is_some_and(|outer| {
                let by_nobody = |a: &Attribution| a.source.is_none() && matches!(a.manner, Manner::Acted | Manner::Agentless);
                covering.iter().map(|id| &attributions[*id]).any(|a| by_nobody(a) && covers(outer, &a.cue))
            });
            let told = |a: &Attribution| a.source.is_none() && a.manner == Manner::Acted && a.content == [place];
            let relayed = relayed || said.is_none() && covering.iter().any(|id| told(&attributions[*id]));
            let said = said.filter(|_| !relayed);
            // The title of a work or a prize is nobody's saying.
            let inner = text[piece.start as usize..piece.end as usize].trim_matches(['"', '“', '”', '‘', '’', '\'', '«', '»', '`']);
            let said = said.filter(|a| !is_title_case(inner) || a.cue.end + 3 > piece.start && a.cue.end <= piece.start);
            quotes.push(Quote {
                place,
                speaker: said.and_then(Attribution::speaker),
                source: said.and_then(|a| a.source),
                person: said.and_then(|a| a.person),
                speaker_known: said.is_some() || relayed,
                inherited: false,
                group: this_group,
                statement: is_statement(text, piece),
                titled: is_title_case(inner),
            });
            open = (piece.opened && !piece.closed).then_some(this_group);
        }
    }
    inherit(parts, attributions, subjects, &mut quotes);
    quotes
}

/// Adds to each report the quotations that take their speaker from it: "…," she said. "…" is one saying. A report that leads in
/// to a paragraph without marks has that paragraph; one that leads in to nothing is dropped.
pub(super) fn complete(parts: &[Part], attributions: &mut Vec<Attribution>, quotes: &[Quote]) {
    let by_source: HashMap<Place, usize> = attributions.iter().enumerate().filter_map(|(id, a)| Some((a.source?, id))).collect();
    let mut held: Vec<Place> = attributions.iter().flat_map(|a| a.content.iter().copied()).collect();
    held.sort_unstable_by_key(|content| content.block);
    // What is held in the block of the quotation before: quotations stand in the order of blocks.
    let mut here = (usize::MAX, Spans::default());
    for quote in quotes.iter().filter(|q| q.statement) {
        let Some(id) = quote.source.and_then(|s| by_source.get(&s)) else { continue };
        let block = quote.place.block;
        if here.0 != block {
            let own = stretch(&held, |content| content.block.cmp(&block));
            here = (block, Spans::of(own.iter().map(|content| (content.start, content.end, 0))));
        }
        if here.1.overlapping(quote.place.start, quote.place.end).is_empty() {
            attributions[*id].content.push(quote.place);
        }
    }
    for a in attributions.iter_mut().filter(|a| a.content.is_empty()) {
        let next = parts.iter().skip(a.cue.block + 1).find(|p| p.region.is_story());
        let unmarked = next.filter(|p| p.facts.pieces.is_empty() && !p.facts.words.is_empty());
        a.content.extend(unmarked.map(|p| Place { block: p.number, start: 0, end: clamp(p.facts.words.text().len()) }));
    }
    attributions.retain(|a| !a.content.is_empty());
}

fn inherit(parts: &[Part], attributions: &[Attribution], subjects: &Subjects, quotes: &mut [Quote]) {
    // A source in the same sentence, by a verb that no rule joined to the marks; one that says rather than one that acts.
    let story: Vec<&Part> = parts.iter().filter(|p| p.region.is_story()).collect();
    let part_of = |block: usize| story.binary_search_by_key(&block, |p| p.number).ok();
    let in_sentence = |quote: &Quote, back: usize| {
        let block = quote.place.block;
        let sentence = story[part_of(block)?].facts.sentence_at(quote.place.start).checked_sub(back)?;
        // Reports stand in the order of their sentences.
        let from = attributions.partition_point(|a| (a.cue.block, a.sentence) < (block, sentence));
        attributions[from..]
            .iter()
            .take_while(|a| (a.cue.block, a.sentence) == (block, sentence))
            .filter(|a| a.source.is_some())
            .min_by_key(|a| (a.manner != Manner::Said, a.cue.start.abs_diff(quote.place.start)))
    };
    let joint = |a: &Attribution| {
        let at = a.source.and_then(|s| part_of(s.block));
        at.is_some_and(|at| is_joint(a, &story[at].facts.words))
    };
    // A quotation that is a sentence or more by itself.
    let alone = |quote: &Quote| {
        let Some(own) = part_of(quote.place.block).map(|h| story[h]) else { return false };
        let first = own.facts.sentences.get(own.facts.sentence_at(quote.place.start));
        let last = own.facts.sentences.get(own.facts.sentence_at(quote.place.end.saturating_sub(1)));
        first.is_some_and(|s| s.start + 2 >= quote.place.start) && last.is_some_and(|s| quote.place.end + 2 >= s.end)
    };
    for quote in quotes.iter_mut().filter(|q| !q.speaker_known && !q.titled) {
        // "Costa told of her youth. “I was poor.”": whoever reports right before it, where nobody does in its own sentence.
        let before = || {
            in_sentence(quote, 1).filter(|a| a.person.is_some() && !joint(a) && a.manner == Manner::Said && quote.statement && alone(quote))
        };
        if let Some(a) = in_sentence(quote, 0).or_else(before) {
            quote.give_to(a, false);
        }
    }
    // "Under the act, she may “deal in gold”": the wording of something that nobody speaks.
    let worded = |quote: &Quote| {
        let Some(own) = part_of(quote.place.block).map(|h| story[h]) else { return false };
        let words = &own.facts.words;
        let Some(sentence) = own.facts.sentences.get(own.facts.sentence_at(quote.place.start)) else { return false };
        let before = sentence.tokens.iter().take_while(|k| words.tokens[*k].start < quote.place.start);
        !alone(quote) && before.into_iter().any(|k| words.class(k).has(Class::WORDING) && words.tag(k).is_noun())
    };
    from_nearest(quotes, alone, worded);
    // Parts of one quotation.
    let mut first_of: HashMap<usize, usize> = HashMap::new();
    for (i, quote) in quotes.iter().enumerate().filter(|(_, q)| q.speaker.is_some()) {
        first_of.entry(quote.group).or_insert(i);
    }
    for i in 0..quotes.len() {
        if let Some(j) = first_of.get(&quotes[i].group).filter(|_| !quotes[i].speaker_known) {
            take(quotes, i, *j, true);
        }
    }
    // The paragraph before: one that leads in with a colon, or whose own subject spoke.
    // The last quotation of each paragraph that has a speaker, as far as read.
    let mut last_of: HashMap<usize, usize> = HashMap::new();
    for i in 0..quotes.len() {
        if let Some(before) = i.checked_sub(1).filter(|b| quotes[*b].speaker.is_some()) {
            last_of.insert(quotes[before].place.block, before);
        }
        if quotes[i].speaker_known {
            continue;
        }
        let here = part_of(quotes[i].place.block);
        let own = here.map(|h| story[h]);
        // "His partner called him a master. “He showed it again and again.”"
        let alone = alone(&quotes[i]);
        if let Some(a) = in_sentence(&quotes[i], 1).filter(|a| alone && quotes[i].statement && !joint(a)) {
            quotes[i].give_to(a, false);
            continue;
        }
        // "She left it. “I never liked it.”": of the one person whom the sentence before is about.
        let before = here.and_then(|h| story[h].facts.sentence_at(quotes[i].place.start).checked_sub(1));
        let about = before.and_then(|sentence| {
            let found = subjects.binary_search_by_key(&(quotes[i].place.block, sentence), |(at, _)| *at);
            found.ok().map(|n| &subjects[n].1)
        });
        let of_another = own.is_some_and(|p| speaks_of_another(&p.facts.words, &quotes[i]));
        if let Some(subject) = about.filter(|_| alone && quotes[i].statement && !of_another) {
            quotes[i].give_to_subject(*subject, false);
            continue;
        }
        let Some(before) = here.and_then(|h| h.checked_sub(1)).map(|h| story[h]) else { continue };
        let starts_paragraph = own.is_some_and(|p| p.facts.words.text()[..quotes[i].place.start as usize].trim().is_empty());
        if !starts_paragraph {
            continue;
        }
        let lead_in = before.facts.words.text().trim_end().ends_with(':');
        let last = said_before(before, attributions, &joint);
        let lead_in = lead_in || last.is_some_and(|a| a.content.is_empty());
        let from_quote = last_of.get(&before.number).copied();
        if let (true, Some(a)) = (lead_in || from_quote.is_none(), last) {
            quotes[i].give_to(a, true);
        } else if let Some(a) = said_behind(own, attributions, &quotes[i]) {
            quotes[i].give_to(a, false);
        } else if let Some(j) = from_quote {
            take(quotes, i, j, true);
        } else if let Some(subject) = spoke_of(before, subjects).filter(|_| alone && quotes[i].statement && !of_another) {
            quotes[i].give_to_subject(*subject, true);
        }
    }
}

/// The report of a paragraph that leads in to the quotation in the next one, or the last of whoever could go on there.
fn said_before<'a>(before: &Part, attributions: &'a [Attribution], joint: &dyn Fn(&Attribution) -> bool) -> Option<&'a Attribution> {
    let own = attributions[in_block(attributions, before.number)].iter();
    let said = own.filter(|a| a.source.is_some_and(|s| s.block == a.cue.block) && matches!(a.manner, Manner::Said | Manner::Acted));
    // What is no person speaks on only from the last sentence.
    let near = |a: &Attribution| a.person.is_some() || a.sentence + 1 == before.facts.sentences.len();
    let goes_on = |a: &&Attribution| !asks(a, &before.facts.words) && near(a) && (a.content.is_empty() || !joint(a));
    said.filter(goes_on).max_by_key(|a| (a.content.is_empty(), a.cue.start))
}

/// "Sousa spoke of the port on Monday.", and what she said is the next paragraph.
fn spoke_of<'a>(before: &Part, subjects: &'a Subjects) -> Option<&'a (usize, Place)> {
    let sentence = before.facts.sentences.len().checked_sub(1)?;
    let words = &before.facts.words;
    let talks = |k: usize| words.class(k).has(Class::TALKS) && words.tag(k).is_finite();
    let number = subjects.binary_search_by_key(&(before.number, sentence), |(at, _)| *at).ok()?;
    before.facts.sentences[sentence].tokens.iter().any(talks).then(|| &subjects[number].1)
}

/// "Ana Costa and Rui Reis": of two who speak together either could go on.
fn is_joint(a: &Attribution, words: &Words) -> bool {
    let tokens = a.source.map_or(Tokens::new(0, 0), |s| words.touched(s.span()));
    let joins = |k: usize| k > tokens.start && words.is_and(k) && words.capital(k - 1) && words.capital(k + 1);
    a.kind == SourceKind::Person && tokens.iter().any(joins)
}

/// "We asked readers what they miss.": whoever asks does not answer.
fn asks(a: &Attribution, words: &Words) -> bool {
    /// How many words stand between a verb of asking and the question.
    const NEAR: usize = 6;
    let verb = a.verb(words);
    let question = || (verb + 1..verb + NEAR).any(|k| words.class(k).has(Class::QUESTION_WORD | Class::ABOUT));
    words.class(verb).has(Class::TELLS) && words.class(verb).has(Class::WANTS) && question()
}

/// "Costa died on Monday. “He was loved by all.”": words about somebody, who does not say them.
fn speaks_of_another(words: &Words, quote: &Quote) -> bool {
    let tokens = words.touched(quote.place.span());
    let has = |class: Class| tokens.iter().any(|k| words.class(k).has(class));
    has(Class::HE | Class::SHE) && !has(Class::FIRST_PERSON | Class::WE)
}

/// The report right behind a quotation in its sentence: whoever spoke before it does not go on.
fn said_behind<'a>(own: Option<&Part>, attributions: &'a [Attribution], quote: &Quote) -> Option<&'a Attribution> {
    const NEAR: usize = 10;
    let facts = own?.facts;
    let words = &facts.words;
    let last = quote.place.end.saturating_sub(1);
    let end = facts.sentences.get(facts.sentence_at(last))?.end;
    let near = |a: &&Attribution| {
        let behind = a.cue.start >= quote.place.end && a.cue.start < end && words.at(a.cue.start) <= words.at(last) + NEAR;
        behind && a.manner == Manner::Said && a.source.is_some_and(|s| s.start >= quote.place.end)
    };
    attributions[in_block(attributions, quote.place.block)].iter().find(near)
}

/// Gives a quotation the speaker of another.
fn take(quotes: &mut [Quote], to: usize, from: usize, inherited: bool) {
    let (speaker, source, person) = (quotes[from].speaker, quotes[from].source, quotes[from].person);
    let q = &mut quotes[to];
    (q.speaker, q.source, q.person, q.speaker_known, q.inherited) = (speaker, source, person, true, inherited);
}

/// Within a paragraph, a quotation without a speaker goes with the nearest one that has one.
fn from_nearest(quotes: &mut [Quote], alone: impl Fn(&Quote) -> bool, worded: impl Fn(&Quote) -> bool) {
    let near = nearest_spoken(quotes);
    let mut last: Option<usize> = None;
    for i in 0..quotes.len() {
        last = last.filter(|j| quotes[*j].place.block == quotes[i].place.block);
        // A word held at arm's length is nobody's: "The so-called “reform” failed."
        if !quotes[i].speaker_known && quotes[i].statement && !worded(&quotes[i]) {
            // Of two as near, the one before.
            // What stands within a sentence of the writer's does not wait for whoever speaks after it.
            let near = near[i].filter(|_| alone(&quotes[i]));
            let j = match (last, near) {
                (Some(before), Some(after)) => Some(if i - before <= after - i { before } else { after }),
                (before, after) => before.or(after),
            };
            if let Some(j) = j {
                take(quotes, i, j, false);
            }
        }
        if quotes[i].speaker.is_some() {
            last = Some(i);
        }
    }
}

/// For each quotation the next one in its paragraph that has a speaker.
fn nearest_spoken(quotes: &[Quote]) -> Vec<Option<usize>> {
    let mut next: Option<usize> = None;
    let mut found = vec![None; quotes.len()];
    for (i, quote) in quotes.iter().enumerate().rev() {
        next = next.filter(|n| quotes[*n].place.block == quote.place.block);
        found[i] = next;
        if quote.speaker.is_some() {
            next = Some(i);
        }
    }
    found
}

/// Whether nothing of the quotations before a paragraph goes on in it: it is of the story, has none, and signs none.
pub(super) fn is_apart(part: &Part) -> bool {
    part.region.is_story() && part.facts.pieces.is_empty() && !may_sign(part)
}

/// Whom "I" means within quotations: their speaker, where it is nobody's yet. `mentioned` are all who are mentioned in their paragraphs.
pub(super) fn speakers(parts: &[Part], mentioned: &[(usize, Mention)], quotes: &[Quote]) -> Vec<(usize, Mention)> {
    let pronouns = mentioned.iter().filter(|(_, m)| m.kind == MentionKind::Pronoun);
    let told: HashSet<(usize, u32)> = pronouns.map(|(_, m)| (m.place.block, m.place.start)).collect();
    let mut found = Vec::new();
    for quote in quotes {
        let Some(id) = quote.person else { continue };
        let part = &parts[quote.place.block];
        let words = &part.facts.words;
        for i in words.at(quote.place.start)..words.len() {
            let token = words.tokens[i];
            if token.end > quote.place.end {
                break;
            }
            if people::is_first_person(words, i) && !told.contains(&(quote.place.block, token.start)) {
                found.push((id, Mention::pronoun(part, part.facts.sentence_at(token.start), i)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotations_have_their_speakers() {
        for (text, expected) in [
            ("“The road is closed,” Ana Sousa said. “Go home.”", vec!["Ana Sousa", "Ana Sousa"]),
            ("Sousa told reporters:\n\n“The road is closed.”", vec!["Sousa"]),
            ("Nunes says she hopes “the road will hold.”", vec!["Nunes"]),
            ("“The road is closed to all of us.”\n\n— Ana Sousa, diver", vec!["Ana Sousa"]),
            ("“The road is closed to all of us.”\nAna Sousa, diver\n\nIt rained.", vec!["Ana Sousa"]),
            (
                "Rui Costa said it was late.\n\n“The road is closed to all of us.”\n\nAna Sousa, the diver of Faro\n\nShe was born in May and left.",
                vec!["Rui Costa"],
            ),
            ("Rui Costa said so.\n\n“The road is closed to all of us.”\n\n– Mayor Ana Sousa", vec!["Ana Sousa"]),
            ("“It is over,” Ana Sousa was told by the owner, Rui Costa.", vec!["the owner, Rui Costa"]),
            ("“It is over,” Ana Sousa was told. “We are late,” Rui Costa said.", vec!["", "Rui Costa"]),
            ("Ana and Eva Sousa left. “I am glad that it is over.”", vec![""]),
            ("Ana Sousa and Rui Costa praised the crews. “They saved us all that night.”", vec![""]),
            ("Ana Sousa and Rui Costa said in a letter: “They saved us all that night.”", vec!["Ana Sousa and Rui Costa"]),
            ("Ana and Eva Lima left, police said. They were on their way.\n\n“The road is open to all of us.”", vec![""]),
            ("We asked readers what they miss.\n\n“The light at five in the morning.”", vec![""]),
            (
                "“Two failed,” Ana Sousa said. “And the third?” asked Rui Costa. “It was never on,” came the reply from Sousa.",
                vec!["Ana Sousa", "Rui Costa", "Sousa"],
            ),
            ("Nunes says the diver hopes “the road will hold.”", vec!["Nunes"]),
            ("Nunes says it “is sound, even for him.” She says it will last.", vec!["Nunes"]),
            ("“The road is closed,” it said on the door.", vec!["it"]),
            // The outlet's report, and the words of whoever is in it.
            ("Ana Sousa called it a “breach of law,” according to the Post.", vec!["Ana Sousa"]),
            ("The radio quoted Rui Costa as saying “it is late” and “it is cold.”", vec!["Rui Costa", "Rui Costa"]),
            ("Divers were kind in their words: “Thank you for all of it,” wrote Ana Sousa.", vec!["Ana Sousa"]),
            // A quotation alone is of the one person whom the sentence before is about, and a title is nobody's.
            ("Ana Sousa left the team in May. “I never liked any of it.”", vec!["Ana Sousa"]),
            ("Ana Sousa died on Monday in Faro. “She was loved by all of the town.”", vec![""]),
            ("Ana Sousa asked Rui Costa about the river.\n\n“It will not rise at all.”", vec![""]),
            ("Ana Sousa left the team in May with Rui Costa. “I never liked any of it.”", vec![""]),
            ("Ana Sousa told of her youth in Faro. “I was poor.” Rui Costa said: “So was I.”", vec!["Ana Sousa", "Rui Costa"]),
            ("Rui Costa says his fair, “Storm the Gate, They Can’t Stop All of Us”, is off.", vec![""]),
            ("One firm spoke of “all the new kinds of suits”. Rui Costa said “it is late”.", vec!["One firm", "Rui Costa"]),
            // Whoever told her is not said, and a law speaks by nobody's mouth.
            ("Ana Sousa said she was told “in May, or in June at the latest”.", vec![""]),
            ("Ana Sousa was told “in May, or in June at the latest”, she said.", vec![""]),
            ("Ana Sousa said “this is a day for us”. Under the act, boats may carry “all of the gold and silver”.", vec!["Ana Sousa", ""]),
            ("Ana Sousa said “this is a day for us”. The road, she hoped, was “a way out of all of it”.", vec!["Ana Sousa", "she"]),
            ("His “plan B” failed. Rui Costa called it “a disgrace”.", vec!["", "Rui Costa"]),
            // What a sentence leads in to, and what somebody spoke of, without a colon.
            ("Ana Sousa issued the following statement on the port.\n\n“The road is closed.”", vec!["Ana Sousa"]),
            ("Ana Sousa issued the following statement on a “lie” by Rui Costa.\n\n“The road is closed.”", vec!["Ana Sousa", "Ana Sousa"]),
            ("Ana Sousa made the following statement on the death of Rui Costa, head of the port: “It is late.”", vec!["Ana Sousa"]),
            ("Ana Sousa spoke of the port on Monday.\n\n“The road is closed.”", vec!["Ana Sousa"]),
            // Whoever spoke before does not go on where somebody else is said to speak.
            (
                "Rui Costa called it “the end of all of it”.\n\n“It was late, mayor,” Big Radio co-host Ana Sousa said.",
                vec!["Rui Costa", "Big Radio co-host Ana Sousa"],
            ),
        ] {
            let draft = crate::text::Draft::new(&format!("Head line\n\n{text}"), crate::text::Format::Text);
            let reading = crate::story::read(&draft, &crate::story::Context::default(), &|| false).unwrap();
            let speakers: Vec<&str> = reading.quotes.iter().map(|q| q.speaker.map_or("", |p| reading.text(p))).collect();
            assert_eq!(speakers, expected, "{text}");
        }
    }
}
