//! The words that a desk adds to those that everybody knows. They get the classes of built-in ones, so that nothing which reads
//! a word can tell them apart.

use std::collections::HashMap;

use super::class::Class;
use super::lexicon::{self, PLURALS};
use super::tag::Tag;
use super::token::Words;
use crate::settings::Settings;

/// A desk's own words, ready to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// What a word is, by its lower-case form.
    words: HashMap<String, Word>,
    /// Phrases by the lower-case form of their last word, which carries the class.
    phrases: HashMap<String, Vec<Phrase>>,
}

/// What a house's word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Word {
    class: Class,
    /// The word as which it is read.
    read_as: Option<&'static str>,
    /// Whether it is a verb in the third person.
    third: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    /// The lower-case words before the last.
    before: Vec<String>,
    class: Class,
}

impl House {
    /// The words that the settings add.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let mut house = Self::default();
        for verb in &settings.reporting_verbs {
            // The form of "say" that each form stands for. What has no noun beside it is read as that form altogether, so that
            // the tagger, which has learnt the commonest verbs only, does not mistake what stands around it either.
            let forms = lexicon::forms(&verb.to_lowercase()).into_iter().zip(["say", "said", "said", "says", "saying"]);
            for (form, say) in forms {
                let word = house.words.entry(form).or_default();
                word.class = word.class | lexicon::classes(say);
                word.third |= say == "says";
                word.read_as = word.read_as.or((say == "said").then_some(say));
            }
        }
        for phrase in &settings.vague_phrases {
            house.add(phrase, Class::PEOPLE | Class::VAGUE | Class::HOUSE_VAGUE);
        }
        for office in &settings.offices {
            let class = Class::TITLE | Class::ROLE;
            house.add(office, class);
            let plural = PLURALS.iter().filter(|(one, _)| class.has(*one)).fold(Class::NONE, |all, (_, several)| all | *several);
            house.add(&format!("{office}s"), plural);
        }
        house
    }

    fn add(&mut self, phrase: &str, class: Class) {
        let words = Words::of(&phrase.to_lowercase());
        let Some(last) = words.len().checked_sub(1) else { return };
        let before = (0..last).map(|i| words.low(i).to_owned()).collect();
        self.phrases.entry(words.low(last).to_owned()).or_default().push(Phrase { before, class });
    }

    /// Sets right what the tagger took for a noun and is a desk's verb in the third person: "Nunes vents that", "and vents nobody
    /// knew". A noun it is behind what a noun needs, and before a verb or preposition.
    pub fn settle(&self, words: &mut Words) {
        if self.words.is_empty() {
            return;
        }
        for i in 1..words.len() {
            let noun = words.class(i).has(Class::PLAIN) && matches!(words.tag(i), Tag::Noun | Tag::Nouns);
            if !noun || self.words.get(words.low(i)).is_none_or(|w| !w.third) {
                continue;
            }
            let before = words.tag(i - 1);
            let led = before.is_noun() || matches!(before, Tag::Pronoun | Tag::Adverb | Tag::Conjunction | Tag::Punct);
            let after = words.tag(i + 1);
            let goes_on =
                !after.is_verb() && !matches!(after, Tag::Modal | Tag::To) && (after != Tag::Preposition || words.is(i + 1, "that"));
            if led && goes_on {
                words.tokens[i].tag = Tag::PresentThird;
            }
        }
    }

    /// Gives a block's words the classes that the desk's words have.
    pub fn mark(&self, words: &mut Words) {
        if self.words.is_empty() && self.phrases.is_empty() {
            return;
        }
        for i in 0..words.len() {
            let word = self.words.get(words.low(i)).copied().unwrap_or_default();
            let ends_here =
                |p: &&Phrase| p.before.len() <= i && p.before.iter().enumerate().all(|(k, w)| words.is(i - p.before.len() + k, w));
            let phrases = self.phrases.get(words.low(i)).into_iter().flatten().filter(ends_here);
            let class = phrases.fold(word.class, |all, p| all | p.class);
            if class != Class::NONE {
                words.add_class(i, class);
            }
            if let Some(other) = word.read_as {
                words.read_as(i, other);
            }
        }
    }
}
