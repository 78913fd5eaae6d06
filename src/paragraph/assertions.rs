//! What a sentence asserts that wants a source, as far as its block tells.

use std::ops::Deref;

use crate::language::{Class, Sentence, Tag, Words};
use crate::paragraph::figures;
use crate::paragraph::quoted::{self, Piece};
use crate::paragraph::times::TimeMention;
use crate::text::Span;

/// Why a sentence wants a source. The classes are those of the labelling guide that the rules are measured by; in spirit they
/// follow Full Fact's (Konstantinovskiy et al. 2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// Why somebody did it.
    Motive,
    /// What somebody thinks, feels or wants.
    Mind,
    /// What brought it about.
    Cause,
    /// How things stand.
    Assessment,
    /// Good or bad.
    Evaluation,
    /// What will come.
    Prediction,
    /// Wrongdoing.
    Allegation,
    /// A number that must come from somewhere.
    Figure,
    /// Disputed.
    Contested,
}

impl Trigger {
    /// How many there are.
    const COUNT: usize = 9;

    /// The name used in `analyze` output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Motive => "motive",
            Self::Mind => "mind",
            Self::Cause => "cause",
            Self::Assessment => "assessment",
            Self::Evaluation => "evaluation",
            Self::Prediction => "prediction",
            Self::Allegation => "allegation",
            Self::Figure => "figure",
            Self::Contested => "contested",
        }
    }

    /// What a sentence with it says, as a message puts it.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Motive => "a motive",
            Self::Mind => "what somebody thinks or wants",
            Self::Cause => "a cause",
            Self::Assessment => "an assessment",
            Self::Evaluation => "a judgement",
            Self::Prediction => "a prediction",
            Self::Allegation => "an allegation",
            Self::Figure => "a figure",
            Self::Contested => "something disputed",
        }
    }
}

/// The reasons for which a sentence wants a source, each once, in the order in which they were found. They take no room of their own:
/// a table may have a claim in every row.
#[derive(Clone, Copy)]
pub struct Triggers {
    all: [Trigger; Trigger::COUNT],
    count: u8,
}

impl Triggers {
    /// Adds one, unless it is among them.
    pub fn add(&mut self, trigger: Trigger) {
        if !self.contains(&trigger)
            && let Some(free) = self.all.get_mut(usize::from(self.count))
        {
            *free = trigger;
            self.count += 1;
        }
    }
}

impl Default for Triggers {
    fn default() -> Self {
        Self { all: [Trigger::Motive; Trigger::COUNT], count: 0 }
    }
}

impl Deref for Triggers {
    type Target = [Trigger];

    fn deref(&self) -> &[Trigger] {
        &self.all[..usize::from(self.count)]
    }
}

impl FromIterator<Trigger> for Triggers {
    fn from_iter<I: IntoIterator<Item = Trigger>>(triggers: I) -> Self {
        let mut all = Self::default();
        triggers.into_iter().for_each(|t| all.add(t));
        all
    }
}

impl PartialEq for Triggers {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Triggers {}

impl std::fmt::Debug for Triggers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// What a sentence asserts, as far as its block tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assertion {
    /// Of what kinds.
    pub triggers: Triggers,
    /// How sure we are that a desk would ask, in points.
    pub weight: i32,
    /// Figures that must come from somewhere, in bytes of the block's text.
    pub figures: Box<[Span]>,
    /// It gives a share of something: 12 percent.
    pub share: bool,
    /// It tells how prices moved on an exchange.
    pub prices: bool,
}

impl Assertion {
    /// Points from which grammar alone leaves no doubt.
    pub const PLAIN: i32 = 3;
}

/// What each sentence of a block asserts.
#[must_use]
pub fn assertions(words: &Words, sentences: &[Sentence], pieces: &[Piece], times: &[TimeMention]) -> Vec<Assertion> {
    sentences
        .iter()
        .map(|s| {
            let (mut triggers, weight) = triggers(words, s, pieces);
            let figures = figures::find(words, s, pieces, times);
            if !figures.is_empty() {
                triggers.add(Trigger::Figure);
            }
            let prices = !figures.is_empty() && tells_of_prices(words, s);
            Assertion { triggers, weight, figures: figures.into(), share: has_share(words, s), prices }
        })
        .collect()
}

/// Whether a sentence gives a share of something.
fn has_share(words: &Words, sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|i| words.word(i) == "%" || words.is_one(i, &["percent", "percentage"]))
}

/// Whether a sentence tells how prices moved on an exchange: they are quoted for everybody to see.
fn tells_of_prices(words: &Words, sentence: &Sentence) -> bool {
    let any = |class: Class| sentence.tokens.iter().any(|i| words.class(i).has(class));
    any(Class::QUOTED) && any(Class::MOVE)
}

/// What speaks for a claim in a sentence, outside quotation marks, and how much, in points.
fn triggers(words: &Words, sentence: &Sentence, pieces: &[Piece]) -> (Triggers, i32) {
    let mut triggers = Triggers::default();
    let mut weight = 0;
    let mut add = |t: Trigger, points: i32, triggers: &mut Triggers| {
        weight += points;
        triggers.add(t);
    };
    for i in sentence.tokens {
        let at = words.tokens[i].start;
        if !words.is_word(i) || quoted::at(pieces, at).is_some_and(|n| pieces[n].words > 2) {
            continue;
        }
        let class = words.class(i);
        let tag = words.tag(i);
        if is_purpose(words, sentence, i) {
            add(Trigger::Motive, 3, &mut triggers);
        }
        if words.is_one(i, &["motivated", "inspired"]) && words.is_to(i + 1) {
            add(Trigger::Motive, 2, &mut triggers);
        }
        if class.has(Class::MOTIVE) && tag.is_verb() && !class.has(Class::SAY) && words.is_to(i + 1) {
            add(Trigger::Motive, 1, &mut triggers);
        }
        if class.has(Class::CAUSE) && is_cause(words, i) {
            add(Trigger::Cause, if words.is(i, "because") { 3 } else { 2 }, &mut triggers);
        }
        if class.has(Class::ASSESSMENT) && !tag.is_name() {
            add(Trigger::Assessment, 2, &mut triggers);
        }
        // "a book critical of the bank": the book is.
        let stance = words.is(i, "critical") && words.is_of(i + 1);
        if class.has(Class::EVALUATION) && !tag.is_name() && !stance {
            add(Trigger::Evaluation, 2, &mut triggers);
        } else if class.has(Class::MILD) && !tag.is_name() {
            // "a very clear implication"
            let strong = words.class(i.wrapping_sub(1)).has(Class::VERY);
            add(Trigger::Evaluation, 1 + i32::from(strong), &mut triggers);
        }
        if tag == Tag::Superlative && !words.class(i).has(Class::PLAIN_SUPERLATIVE) {
            add(Trigger::Evaluation, 1, &mut triggers);
        }
        if tag == Tag::Modal && words.is_one(i, &["could", "might", "may"]) || (words.class(i).has(Class::BOUND) && words.is_to(i + 1)) {
            add(Trigger::Prediction, 2, &mut triggers);
        }
        // "the National Crime Office": a part of a name alleges nothing.
        let part = |k: usize| words.capital(k) && words.is_word(k) && k > sentence.tokens.start;
        let named = words.capital(i) && (part(i + 1) || part(i.wrapping_sub(1)));
        if class.has(Class::ALLEGATION) && !tag.is_name() && !named {
            add(Trigger::Allegation, 2, &mut triggers);
        }
    }
    (triggers, weight)
}

/// "to protest", "so that", "in order to", "in an effort to": why somebody did what the sentence says.
fn is_purpose(words: &Words, sentence: &Sentence, i: usize) -> bool {
    if !matches!(words.low(i), "so" | "in" | "aimed" | "to") {
        return false;
    }
    if words.is(i, "so") && words.is_that(i + 1) || words.is(i, "in") && words.is(i + 1, "order") && words.is_to(i + 2) {
        return true;
    }
    if words.is(i, "in") && words.class(i + 1).has(Class::ARTICLE) && words.class(i + 2).has(Class::EFFORT) {
        return true;
    }
    if words.is(i, "aimed") && words.is(i + 1, "at") {
        return true;
    }
    // After a noun, pronoun or adverb: "cancelled the trip to protest"; after a verb it is what was wanted, not why.
    words.is_to(i)
        && matches!(words.tag(i + 1), Tag::Base | Tag::Interjection)
        && words.class(i + 1).has(Class::PURPOSE)
        && i > sentence.tokens.start
        && (words.tag(i - 1).is_noun() || matches!(words.tag(i - 1), Tag::Pronoun | Tag::Adverb | Tag::Particle | Tag::Possessive))
        && !words.class(i - 1).has(Class::AIM)
}

fn is_cause(words: &Words, i: usize) -> bool {
    match words.low(i) {
        _ if words.class(i).has(Class::THANKS) => words.is_to(i + 1),
        "forced" | "driven" => words.tag(i).is_verb() && !words.tag(i + 1).is_noun(),
        "cause" | "resulting" | "causes" => words.tag(i).is_verb(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    #[test]
    fn what_sentences_assert() {
        for (text, expected) in [
            ("The bridge was shut because it leaks.", "cause"),
            ("The bridge will likely be shut in May.", "assessment"),
            ("The plan is a disaster.", "evaluation"),
            ("Hale stole the money.", "allegation"),
            ("Some 12,000 homes stand empty.", "figure"),
            ("The owners shut the mill to please its lenders.", "motive"),
            ("The board hid the loss to save its chairman.", "motive"),
            ("The bridge was shut.", ""),
            ("The road runs along the river.", ""),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            let told: Vec<&str> = facts.assertions.iter().flat_map(|a| a.triggers.iter().map(|t| t.name())).collect();
            assert_eq!(told.join(" "), expected, "{text}");
        }
    }
}
