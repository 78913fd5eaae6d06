//! Whom a heading speaks of without a name: "Leader of Holt resigns" is of whoever the first paragraph names as that.

use super::{Mention, MentionKind, WrittenRole};
use crate::language::{Class, Tag, Words};
use crate::paragraph::names::{base_end, offices_in};
use crate::story::part::Part;
use crate::story::place::Place;
use crate::text::{Region, Span};

/// A heading, and the first paragraph of its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::story) struct Heading {
    heading: usize,
    lead: usize,
}

impl Heading {
    /// That of an article, if it has one near its top and a story under it.
    pub(in crate::story) fn of(parts: &[Part]) -> Option<Self> {
        /// How far down either is looked for, and how long a first paragraph is at least, in tokens.
        const FAR: usize = 12;
        const LEAST: usize = 8;
        let heading = parts.iter().take(FAR).position(|p| p.region == Region::Headline)?;
        let is_lead = |p: &Part| p.region.is_story() && p.region != Region::Headline && p.facts.words.len() >= LEAST;
        let lead = heading + 1 + parts[heading + 1..].iter().take(FAR).position(is_lead)?;
        Some(Self { heading, lead })
    }

    /// Whether what the heading tells is still open behind a paragraph: its story has not begun.
    pub(in crate::story) fn is_open_behind(self, number: usize) -> bool {
        (self.heading..self.lead).contains(&number)
    }

    /// Whether a paragraph tells of whom the heading speaks.
    pub(in crate::story) fn is_told_by(self, number: usize) -> bool {
        self.lead == number
    }
}

/// Which offices of a heading those have who are `named` in the first paragraph: who is introduced there as the same, or does there
/// what the heading says.
pub(in crate::story) fn told_by_heading(parts: &[Part], at: Heading, named: &[(usize, Mention)]) -> Vec<(usize, WrittenRole)> {
    let (heading, lead) = (&parts[at.heading], &parts[at.lead]);
    let (words, story) = (&heading.facts.words, &lead.facts.words);
    let mut told = Vec::new();
    let Some(sentence) = heading.facts.sentences.first() else { return told };
    // Who is named in the first paragraph, with the words of each role.
    let who = |start: u32| named.iter().find(|(_, m)| m.kind == MentionKind::Name && m.place.start == start).map(|(id, _)| *id);
    let introduced: Vec<(usize, Span)> =
        lead.facts.names.iter().filter_map(|n| Some((who(n.start)?, n))).flat_map(|(id, n)| n.roles().map(move |r| (id, r))).collect();
    for (office, end) in offices_in(words, sentence.tokens, &heading.facts.names) {
        let noun = noun_of(words, office);
        let same = introduced.iter().filter(|(_, r)| noun_of(story, *r) == noun);
        let likeness = |(id, role): &(usize, Span)| (alike(words, office, story, *role), *id);
        let mut ranked: Vec<(usize, usize)> = same.map(likeness).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let best = ranked.first().copied();
        let tied = ranked.iter().any(|(n, id)| best.is_some_and(|(most, first)| *n == most && *id != first));
        let does = || {
            let opens = words.at(office.start) <= sentence.tokens.start + 1 && best.is_none();
            opens.then(|| does_the_same(words, end, lead, named)).flatten()
        };
        if let Some(id) = best.filter(|_| !tied).map(|(_, id)| id).or_else(does) {
            let text = office.of(words.text()).to_owned();
            told.push((id, WrittenRole { text, place: Place::of(heading.number, office), told: true }));
        }
    }
    told
}

/// The noun that tells who somebody is, in lower case.
fn noun_of(words: &Words, office: Span) -> &str {
    let phrase = words.touched(office);
    words.low(base_end(words, phrase).saturating_sub(1))
}

/// How many words of an office have their like in another: "Brazilian president", "president of Brazil".
fn alike(words: &Words, office: Span, others: &Words, other: Span) -> usize {
    let has = |word: &str| others.touched(other).iter().any(|o| is_form_of(word, others.low(o)));
    words.touched(office).iter().filter(|k| has(words.low(*k))).count()
}

/// Whether two words are forms of one: "signs" and "signed", "Brazil" and "Brazilian".
fn is_form_of(one: &str, other: &str) -> bool {
    const STEM: usize = 3;
    const ENDING: usize = 3;
    let stem = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one == other || stem >= STEM && one.len() <= stem + ENDING && other.len() <= stem + ENDING
}

/// The only one who is named in the first sentence, if the next verb behind the name is that behind the office in the heading.
fn does_the_same(words: &Words, office_end: usize, lead: &Part, named: &[(usize, Mention)]) -> Option<usize> {
    const FAR: usize = 24;
    let story = &lead.facts.words;
    let first = lead.facts.sentences.first()?.tokens;
    let is_verb = |w: &Words, k: usize| w.tag(k).is_verb() && !w.class(k).has(Class::BE | Class::HAVE);
    // The verb of a heading may look like a noun: "pleads", "demands".
    let looks = |k: &usize| is_verb(words, *k) || *k == office_end && words.tag(*k) == Tag::Nouns;
    let verb = (office_end..words.len().min(office_end + 2)).find(looks)?;
    let mut here = named.iter().filter(|(_, m)| m.kind == MentionKind::Name && first.contains(story.at(m.place.start)));
    let (id, mention) = here.next()?;
    let from = lead.facts.names.iter().find(|n| n.start == mention.place.start)?;
    let behind = from.roles().map(|r| story.at(r.end.saturating_sub(1)) + 1).chain([from.tokens.end]).max()?;
    let next = (behind..first.end.min(behind + FAR)).find(|k| is_verb(story, *k))?;
    (here.all(|(other, _)| other == id) && is_form_of(words.low(verb), story.low(next))).then_some(*id)
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn whom_a_heading_speaks_of() {
        for (text, expected) in [
            // Who is introduced as the same.
            (
                "Leader of Holt resigns over port\n\nAna Sousa, the leader of the island of Holt, resigned on Friday.",
                "Leader of Holt; leader of the island of Holt",
            ),
            (
                "President of Holt meets Faro president\n\nAna Sousa, the president of Faro, ate with the president of Holt, Rui Reis, on Friday.",
                "Faro president; president of Faro",
            ),
            (
                "Sister of murdered singer sentenced\n\nAna Sousa, a sister of the singer, was sentenced on Friday.",
                "Sister of murdered singer; sister of the singer",
            ),
            (
                "Envoy to Holt resigns\n\nAna Sousa, the envoy to the island of Holt, resigned on Friday over it.",
                "Envoy to Holt; envoy to the island of Holt",
            ),
            // Who does the same.
            (
                "Driver in mill crash pleads not guilty\n\nAna Sousa, 23, pleaded not guilty on Friday in a court in Faro.",
                "Driver in mill crash",
            ),
            // Somebody else, or who knows who.
            ("Mayor resigns over port\n\nAna Sousa said on Friday that it was far too late for that.", ""),
            ("Driver pleads not guilty\n\nAna Sousa met Rui Reis, who pleaded not guilty on Friday in Faro.", ""),
        ] {
            let reading = read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap();
            let roles = reading.people.iter().find(|p| p.name == "Ana Sousa").unwrap().roles.iter().map(|r| r.text.as_str());
            assert_eq!(roles.collect::<Vec<_>>().join("; "), expected, "{text}");
        }
    }
}
