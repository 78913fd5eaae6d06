//! Who speaks around a place: the sources that a desk may offer for it without guessing.

use super::place::Place;
use super::reading::Reading;
use crate::paragraph::reports::SourceKind;

impl Reading {
    /// The sources, by name, of the paragraph of a place and of the paragraphs before and after it, nearest first; people and
    /// organisations only. Whoever speaks further away says nothing of this.
    #[must_use]
    pub fn sources_near(&self, place: Place) -> Vec<String> {
        const LONGEST: usize = 5;
        let story = |block: &usize| self.regions[*block].is_story();
        let before = (0..place.block).rev().find(story);
        let after = (place.block + 1..self.regions.len()).find(story);
        let rank = |block: usize| [Some(place.block), before, after].iter().position(|b| *b == Some(block));
        let mut found: Vec<((usize, u32), &str)> = Vec::new();
        for a in &self.attributions {
            let Some(rank) = rank(a.cue.block).filter(|_| a.person.is_some() || a.kind == SourceKind::Name) else { continue };
            let Some(name) = self.source_name(a).filter(|n| n.split_whitespace().count() <= LONGEST) else { continue };
            // Of the paragraph before, who speaks last is the nearest.
            let away = match rank {
                0 => a.cue.start.abs_diff(place.start),
                1 => u32::MAX - a.cue.start,
                _ => a.cue.start,
            };
            found.push(((rank, away), name));
        }
        found.sort_unstable();
        let mut names: Vec<String> = Vec::new();
        for (_, name) in found {
            if !names.iter().any(|n| n == name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, Place, read};
    use crate::text::{Draft, Format};

    /// A row: the story's paragraphs, the words that are asked about, and who may be offered as their source, nearest first.
    #[test]
    fn only_those_who_speak_around_a_place_are_offered() {
        let (lima, reis, council) = (
            "Nurse Eva Lima said the ward was full.",
            "Mayor Ana Reis said the road was shut.",
            "The council said on Monday that it would vote.",
        );
        for (paragraphs, words, expected) in [
            (vec![lima, "It cost 2.3 million euros.", reis], "2.3 million", "Eva Lima, Ana Reis"),
            (vec![lima, "Boats left.", "It cost 2.3 million euros.", "Boats came.", reis], "2.3 million", ""),
            (vec![lima, "It cost 2.3 million euros. Mayor Ana Reis said the road was shut."], "2.3 million", "Ana Reis, Eva Lima"),
            (
                vec!["Nurse Eva Lima said the ward was full. Mayor Ana Reis said the road was shut.", "It cost 2.3 million euros."],
                "2.3 million",
                "Ana Reis, Eva Lima",
            ),
            (vec!["Officials said the ward was full.", "It cost 2.3 million euros."], "2.3 million", ""),
            (vec!["It cost 2.3 million euros.", lima, reis], "2.3 million", "Eva Lima"),
            (vec![council, "It cost 2.3 million euros."], "2.3 million", ""),
        ] {
            let draft = Draft::new(&format!("Harbour closes\n\n{}\n", paragraphs.join("\n\n")), Format::Text);
            let reading = read(&draft, &Context::default(), &|| false).unwrap();
            let block = reading.blocks.iter().position(|b| b.text().contains(words)).unwrap();
            let start = crate::text::position::clamp(reading.blocks[block].text().find(words).unwrap());
            let near = reading.sources_near(Place { block, start, end: start + 3 });
            assert_eq!(near.join(", "), expected, "{paragraphs:?}");
        }
    }
}
