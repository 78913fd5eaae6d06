//! Announcements that run on over paragraphs without quotation marks: behind "Ana Kerr, the harbour master, said:" stands what she
//! said, for as long as the paragraphs speak of "I" and "we", or are set as one quotation.

use super::attributions::Attribution;
use super::part::Part;
use super::people::is_first_person;
use super::place::Place;
use crate::language::Class;
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::text::Region;
use crate::text::Span;
use crate::text::position::clamp;

/// Who speaks in the paragraphs to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Announced {
    source: Place,
    stands_for: Option<Place>,
    person: Option<usize>,
    kind: SourceKind,
    /// What the first of their paragraphs is for; none before it.
    region: Option<Region>,
}

impl Announced {
    /// The same in an article in which `by` paragraphs were put in before.
    pub(super) fn moved(self, by: isize) -> Self {
        Self { source: self.source.moved(by), stands_for: self.stands_for.map(|place| place.moved(by)), ..self }
    }

    /// The same where people have other numbers.
    pub(super) fn renumbered(self, number: impl Fn(usize) -> usize) -> Self {
        Self { person: self.person.map(number), ..self }
    }

    /// Whom a paragraph announces by its reports: one that leads in to what the next paragraphs say.
    pub(super) fn by(part: &Part, own: &[Attribution]) -> Option<Self> {
        let words = &part.facts.words;
        let last = own.last().filter(|a| a.content.is_empty() && a.manner == Manner::Said)?;
        let head = words.class(base_head(words, words.touched(last.source?.span())));
        if last.person.is_none() && !head.has(Class::ROLE | Class::SAYING) {
            return None;
        }
        Some(Self { source: last.source?, stands_for: last.stands_for, person: last.person, kind: last.kind, region: None })
    }

    /// Whether a paragraph with these reports still is what was announced, and then who speaks on behind it. From the second paragraph
    /// on the report of it is added to the others.
    pub(super) fn hear(self, part: &Part, own: &mut Vec<Attribution>) -> Option<Self> {
        let words = &part.facts.words;
        if words.is_empty() {
            return Some(self);
        }
        if !part.region.is_story() || !part.facts.pieces.is_empty() {
            return None;
        }
        let Some(region) = self.region else { return Some(Self { region: Some(part.region), ..self }) };
        // Somebody else is said to speak.
        let first = |i: usize| is_first_person(words, i) || words.class(i).has(Class::WE);
        let own_words = |a: &Attribution| a.source.is_some_and(|s| first(words.at(s.start)));
        if own.iter().any(|a| a.manner == Manner::Said && !own_words(a)) {
            return None;
        }
        let cue = if region == Region::QuoteBlock { Some(0) } else { (0..words.len()).find(|i| first(*i)) };
        let cue = cue.filter(|_| part.region == region)?;
        let whole = Span::new(0, clamp(words.text().len()));
        own.push(Attribution {
            source: Some(self.source),
            cue: Place::of(part.number, words.span(cue..cue + 1)),
            stands_for: self.stands_for,
            content: vec![Place::of(part.number, whole)],
            person: self.person,
            manner: Manner::Said,
            kind: self.kind,
            sentence: part.facts.sentence_at(words.tokens[cue].start),
        });
        own.sort_by_key(|a| a.sentence);
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn what_is_announced_runs_on_while_somebody_speaks() {
        for (text, expected) in [
            (
                "Mayor Ana Sousa said:\n\nThe quay is safe.\n\nI have walked it twice.\n\nWe walked it all.\n\nThe quay opened in 1911.",
                "Ana Sousa: The quay is safe.; Ana Sousa: I have walked it twice.; Ana Sousa: We walked it all.",
            ),
            // Somebody else speaks, or marks say whose words these are.
            (
                "Mayor Ana Sousa said:\n\nThe quay is safe.\n\nRui Costa said we should go.\n\nWe walked it all.",
                "Ana Sousa: The quay is safe.; Rui Costa: we should go",
            ),
            ("Mayor Ana Sousa said:\n\n“The quay is safe.”\n\nWe walked it twice.", "Ana Sousa: “The quay is safe.”"),
            // A quotation set as a block is one to its end.
            (
                "Mayor Ana Sousa said:\n\n> The quay is safe.\n>\n> Nobody fell.\n\nThe quay opened in 1911.",
                "Ana Sousa: The quay is safe.; Ana Sousa: Nobody fell.",
            ),
        ] {
            let reading = read(&Draft::new(&format!("# Quay opens\n\n{text}"), Format::Markdown), &Context::default(), &|| false).unwrap();
            let name = |id: usize| reading.people[id].name.as_str();
            let said = reading.attributions.iter().flat_map(|a| a.content.iter().map(move |c| (a, c)));
            let told: Vec<String> = said.map(|(a, c)| format!("{}: {}", a.person.map_or("nobody", name), reading.text(*c))).collect();
            assert_eq!(told.join("; "), expected, "{text}");
        }
    }
}
