//! What the reader thinks, joined to a reading: which sentences are claims then, and what stands of it after an edit.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::attributions::Attribution;
use super::claims::{Claim, Cover, is_beyond_doubt};
use super::opinions::{Opinion, Opinions};
use super::place::Place;
use super::reading::Reading;
use crate::language::Class;
use crate::paragraph::assertions::{Assertion, Trigger};
use crate::paragraph::quoted;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::text::Region;

impl Reading {
    /// Takes up what the reader thinks. Of the sentences that nobody covers, those are claims then that it would perhaps ask about,
    /// and no others; it may also find that the source of the sentence before does not carry on, or, where it is sure, that whoever
    /// stands in the sentence is no source of it ([`Self::leaves_doubt`]). Where it would perhaps ask, a motive told in so many words
    /// tips the scales: of seven such sentences all deserved the question (on articles that nothing had learnt from). Where it is in
    /// doubt, such a one is a note for those who look ([`Opinion::DOUBT`]).
    pub fn judge(&mut self, opinions: &Opinions) {
        let asserted = self.asserted.take().unwrap_or_else(|| std::mem::take(&mut self.claims));
        let mut known: Vec<Claim> = asserted.iter().filter(|c| !c.cover.is_bare()).cloned().collect();
        self.asserted = Some(asserted);
        let is_open = |block: usize, sentence: usize| self.covers.get(block).and_then(|c| c.get(sentence)).is_some_and(|c| c.is_open());
        let mut claimed = Vec::new();
        for ((block, sentence), opinion) in opinions {
            let Some(place) = self.sentence(*block, *sentence) else { continue };
            let doubtful = self.leaves_doubt(*block, *sentence);
            let asked = doubtful || is_open(*block, *sentence);
            let Some(assertion) = self.facts.get(*block).filter(|_| asked).map(|f| f.assertion(*sentence)) else { continue };
            let motive = assertion.triggers.contains(&Trigger::Motive) && assertion.weight >= Assertion::PLAIN;
            let least = match (doubtful, motive) {
                (true, _) => Opinion::SURE,
                (false, true) => Opinion::DOUBT,
                (false, false) => Opinion::MAY,
            };
            if opinion.deserves < least {
                continue;
            }
            match known.binary_search_by_key(&place, |c| c.place) {
                Ok(n) if doubtful || known[n].cover == Cover::Carried => _ = known.remove(n),
                Ok(_) => continue,
                Err(_) => {}
            }
            let asks = |f: &Place| !self.marks.at(*f).any(|m| m.settles(f));
            let figures = assertion.figures.iter().map(|f| Place::of(*block, *f)).filter(asks).collect();
            let triggers = if opinion.kinds.is_empty() { assertion.triggers } else { opinion.kinds.iter().copied().collect() };
            let mut opinion = opinion.clone();
            if motive && opinion.deserves >= Opinion::MAY {
                opinion.deserves = opinion.deserves.max(Opinion::USUAL);
            }
            let opinion = Some(Box::new(opinion));
            claimed.push(Claim { place, sentence: *sentence, cover: Cover::Nobody, triggers, figures, weight: 0, opinion });
        }
        self.claims = known;
        self.claims.extend(claimed);
        self.claims.sort_by_key(|c| c.place);
    }

    /// Whether the source that stands in a sentence leaves it in doubt whether it is told by it: by a word that does other things than
    /// report, or with nothing said. Who is vague or left out has a question of its own.
    #[must_use]
    pub fn leaves_doubt(&self, block: usize, sentence: usize) -> bool {
        let Some(Cover::Source(id)) = self.covers.get(block).and_then(|c| c.get(sentence)) else { return false };
        let Some(a) = self.attributions.get(*id as usize) else { return false };
        let unnamed = a.manner == Manner::Agentless || matches!(a.kind, SourceKind::Vague | SourceKind::None);
        !unnamed && self.facts.get(a.cue.block).is_some_and(|facts| !is_beyond_doubt(facts, a))
    }

    /// Whether the claims are those that the reader would ask about.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        self.asserted.is_some()
    }

    /// The last source before a sentence, in its paragraph or the one before.
    #[must_use]
    pub fn source_before(&self, place: &Place) -> Option<&Attribution> {
        /// How many reports back it is looked for. Two paragraphs have fewer.
        const MOST: usize = 256;
        let block = place.block;
        let sentence = (block, self.facts[block].sentence_at(place.start));
        let before = &self.attributions[..self.attributions.partition_point(|a| (a.cue.block, a.sentence) <= sentence)];
        let near = before.iter().rev().take(MOST).take_while(|a| a.cue.block + 1 >= block);
        let mut sourced = near.filter(|a| a.source.is_some() && a.cue < *place).peekable();
        // Of one sentence's, the last in the text.
        let last = sourced.peek().map(|a| (a.cue.block, a.sentence))?;
        sourced.take_while(|a| (a.cue.block, a.sentence) == last).max_by_key(|a| a.cue)
    }

    /// The place of a block's sentence.
    #[must_use]
    pub fn sentence(&self, block: usize, number: usize) -> Option<Place> {
        let sentence = self.facts.get(block)?.sentences.get(number)?;
        Some(Place { block, start: sentence.start, end: sentence.end })
    }

    /// Whether there is hardly a story yet: less than the reader has learnt from, so that grammar alone says what is asked.
    #[must_use]
    pub fn is_scrap(&self) -> bool {
        /// Of the labelled articles one in four hundred has fewer sentences.
        const SHORTEST: usize = 4;
        let story = self.regions.iter().zip(self.covers.iter()).filter(|(r, _)| matches!(r, Region::Body | Region::List));
        story.map(|(_, covers)| covers.len()).sum::<usize>() < SHORTEST
    }

    /// Whether the draft is to be judged as news: it says so, or it does not say what it is and is not plainly something else.
    #[must_use]
    pub fn is_news(&self) -> bool {
        match self.metadata.kind {
            Some("opinion" | "review") => false,
            Some(_) => true,
            None => !self.is_told_by_oneself(),
        }
    }

    /// Whether somebody tells what they themselves saw and did, or what he and she said to each other, with hardly a source: a
    /// letter, a memoir, fiction.
    fn is_told_by_oneself(&self) -> bool {
        /// Of how many words one is of this kind, at least.
        const ONE_IN: usize = 66;
        let story = (0..self.facts.len()).filter(|b| matches!(self.regions[*b], Region::Body | Region::List));
        let (mut words, mut own) = (0, 0);
        for facts in story.map(|b| &self.facts[b]) {
            for i in (0..facts.words.len()).filter(|i| facts.words.is_word(*i)) {
                let quoted = quoted::at(&facts.pieces, facts.words.tokens[i].start).is_some();
                words += usize::from(!quoted);
                own += usize::from(!quoted && facts.words.class(i).has(Class::FIRST_PERSON));
            }
        }
        let sources = self.attributions.iter().filter(|a| a.source.is_some());
        let (pronouns, named): (Vec<_>, Vec<_>) = sources.partition(|a| a.kind == SourceKind::Pronoun);
        let told = own + pronouns.len();
        told * ONE_IN >= words && told >= 2 * named.len() && told > 0
    }
}

/// What was thought of sentences when they were last judged, to be found again by their words while they are judged anew.
#[derive(Clone, Debug, Default)]
pub struct Standing(BTreeMap<(u64, u32), Opinion>);

impl Standing {
    /// What is thought of those sentences of a draft that are `wanted`, by block and sentence.
    #[must_use]
    pub fn of(reading: &Reading, opinions: &Opinions, wanted: impl Fn(usize, usize) -> bool) -> Self {
        let found = keys(reading, wanted).filter_map(|(key, place)| Some((key, opinions.get(&place)?.clone())));
        Self(found.collect())
    }

    /// What stands of it in a draft that was edited.
    #[must_use]
    pub fn opinions(&self, reading: &Reading, wanted: impl Fn(usize, usize) -> bool) -> Opinions {
        if self.0.is_empty() {
            return Opinions::new();
        }
        keys(reading, wanted).filter_map(|(key, place)| Some((place, self.0.get(&key)?.clone()))).collect()
    }
}

/// The wanted sentences, by their words and the how-many-eth with these words each is.
fn keys(reading: &Reading, wanted: impl Fn(usize, usize) -> bool) -> impl Iterator<Item = ((u64, u32), (usize, usize))> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let all = (0..reading.covers.len()).flat_map(|b| (0..reading.covers[b].len()).map(move |s| (b, s)));
    all.filter(move |(b, s)| wanted(*b, *s)).filter_map(move |(b, s)| {
        let mut hasher = DefaultHasher::new();
        reading.text(reading.sentence(b, s)?).hash(&mut hasher);
        let key = hasher.finish();
        let count = seen.entry(key).or_default();
        *count += 1;
        Some(((key, *count), (b, s)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraph::assertions::Trigger;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    fn reading(text: &str) -> Reading {
        read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap()
    }

    fn opinion(deserves: u16, kinds: &[Trigger]) -> Opinion {
        Opinion { deserves, kinds: kinds.to_vec() }
    }

    /// The claims that nobody covers: their words, what is thought of them, what they assert, their figures.
    fn drawn(reading: &Reading) -> Vec<String> {
        let open = reading.claims.iter().filter(|c| c.cover == Cover::Nobody);
        let drawn = |c: &Claim| {
            let names: Vec<&str> = c.triggers.iter().map(|t| t.name()).collect();
            let figures: Vec<&str> = c.figures.iter().map(|f| reading.text(*f)).collect();
            let deserves = c.opinion.as_ref().map_or(0, |o| o.deserves);
            format!("{} | {deserves} {} {}", reading.text(c.place), names.join(" "), figures.join(" ")).trim_end().to_owned()
        };
        open.map(drawn).collect()
    }

    #[test]
    fn what_is_told_by_oneself_is_no_news_unless_it_says_so() {
        let letter = "I went down to the harbour and sat by the old gate. My coat was wet, and I was angry. The town had failed me.";
        let tale = "She put the lamp down. “Go home,” she said. He laughed. “Not tonight,” he said. The house was the saddest in the town.";
        let story = "The port shut on Monday, Mayor Ana Sousa said. The harbour master said that the gate had jammed. “I was there,” a skipper said. The town is angry.";
        let column = "The port shut on Monday, I was told. The mayor said that it was safe, the harbour master said that it was not, and a skipper said that he had gone.";
        for (text, expected) in [(letter, false), (tale, false), (story, true), (column, true), ("The gate jams.", true), ("", true)] {
            assert_eq!(reading(&format!("Harbour closes\n\n{text}")).is_news(), expected, "{text}");
            assert!(reading(&format!("---\ntype: news\n---\nHarbour closes\n\n{text}")).is_news(), "{text}");
            assert!(!reading(&format!("---\ntype: opinion\n---\nHarbour closes\n\n{text}")).is_news(), "{text}");
        }
    }

    const DRAFT: &str = "Harbour closes\n\nThe gate jams. The harbour holds 1.3 million tonnes of grain. The mayor said it was a disastrous failure. The gate jams.\n\nIt was a disastrous failure.";

    #[test]
    fn what_the_reader_would_ask_about_is_a_claim_and_nothing_else() {
        let mut r = reading(DRAFT);
        let block = r.covers.iter().position(|c| c.len() == 4).unwrap();
        assert!(drawn(&r).len() >= 2, "{:?}", drawn(&r));
        let opinions = [
            ((block, 0), opinion(950, &[Trigger::Cause])),
            ((block, 1), opinion(700, &[])),
            ((block, 2), opinion(999, &[Trigger::Cause])),
            ((block, 3), opinion(332, &[Trigger::Cause])),
            ((block, 9), opinion(999, &[])),
            ((99, 0), opinion(999, &[])),
        ];
        r.judge(&opinions.into());
        let expected = ["The gate jams. | 950 cause", "The harbour holds 1.3 million tonnes of grain. | 700 figure 1.3 million"];
        assert_eq!(drawn(&r), expected);
        assert!(r.claims.is_sorted_by_key(|c| c.place) && r.claims.iter().any(|c| c.cover != Cover::Nobody));
        r.judge(&Opinions::new());
        assert_eq!(drawn(&r), [""; 0]);
    }

    #[test]
    fn a_source_that_leaves_doubt_gives_way_to_what_the_reader_is_sure_of() {
        for (sentence, deserves, expected) in [
            ("The mayor has committed 40 boats to a war that nobody can win.", 900, true),
            ("The mayor has committed 40 boats to a war that nobody can win.", 899, false),
            ("The mayor wants to break the union before May.", 900, true),
            ("The mayor always said yes.", 900, true),
            // Somebody says something, in so many words; and who is vague or left out has a question of its own.
            ("The mayor claimed that nobody could win.", 999, false),
            ("The boats are lost, records obtained by the Herald show.", 999, false),
            ("The boats are lost, by the mayor’s latest count.", 999, false),
            ("Critics have attacked the war as a crime.", 999, false),
            ("An estimated 40 boats are lost.", 999, false),
        ] {
            let mut r = reading(&format!("Harbour closes\n\n{sentence}"));
            let block = r.covers.len() - 1;
            assert!(matches!(r.covers[block][0], Cover::Source(_)), "{sentence}");
            r.judge(&[((block, 0), opinion(deserves, &[]))].into());
            assert_eq!(!drawn(&r).is_empty(), expected, "{sentence}");
        }
    }

    #[test]
    fn opinions_stand_where_the_words_do() {
        let r = reading(DRAFT);
        let block = r.covers.iter().position(|c| c.len() == 4).unwrap();
        let opinions = [((block, 0), opinion(950, &[])), ((block, 1), opinion(800, &[])), ((block, 3), opinion(400, &[]))].into();
        let standing = Standing::of(&r, &opinions, |_, _| true);
        assert_eq!(standing.opinions(&r, |_, _| true), opinions);
        let edited = reading(&DRAFT.replace("1.3", "2.3").replace("Harbour closes\n\n", "Harbour closes\n\nOn Monday rain fell.\n\n"));
        let block = edited.covers.iter().position(|c| c.len() == 4).unwrap();
        let expected = [((block, 0), opinion(950, &[])), ((block, 3), opinion(400, &[]))].into();
        assert_eq!(standing.opinions(&edited, |_, _| true), expected, "the second of two that are alike keeps its own");
        assert!(Standing::default().opinions(&r, |_, _| true).is_empty());
    }
}
