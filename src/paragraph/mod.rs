//! The block pass: all that one paragraph tells by itself, a pure function of its text and the house's own words.
//!
//! What goes in: whatever can be found with nothing but the paragraph at hand, kept as [`BlockFacts`] with the paragraph, so that
//! an edit costs one paragraph. A new form of date goes to [`times`], a new way to report to [`reports`], what speaks for a name's
//! being a person's to [`names`], what wants a source to [`assertions`], a quotation mark to [`quoted`], abbreviations to
//! [`letters`].
//!
//! What does not: anything that needs another paragraph, the kind of the paragraph (its region can change when a line is typed
//! above it), the date of publication or the people file: that is [`crate::story`]'s. Lists of words are
//! [`crate::language::lexicon`]'s. Places are bytes of the paragraph's clean text.

pub mod assertions;
pub mod figures;
pub mod letters;
pub mod names;
pub mod placeholders;
pub mod quoted;
pub mod reports;
pub mod times;

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::LazyLock;

use crate::language::{House, Sentence, Tokens, Words, mending, sentence, tagger};
use crate::text::block::LONGEST;
use crate::text::{Block, Span};

use assertions::Assertion;
use letters::{Letters, Run};
use names::NameMention;
use names::things::Thing;
use quoted::Piece;
use reports::Report;
use times::TimeMention;

/// What a block tells by itself. Offsets are bytes of the block's clean text. It is kept as long as the block is, for every block of
/// every open draft: nothing in it has room to spare, and what most short lines have nothing of takes no room in them.
#[derive(Debug, Default)]
pub struct BlockFacts {
    /// Text and tokens.
    pub words: Words,
    /// Sentences.
    pub sentences: Box<[Sentence]>,
    /// What may be names of people.
    pub names: Box<[NameMention]>,
    /// What each sentence asserts, by its number; none where none asserts anything.
    assertions: Box<[Assertion]>,
    /// What was found in it; none where nothing was.
    found: Option<Box<Found>>,
    /// Whether the block was too long to be read.
    pub too_long: bool,
}

/// What was found in a block; read as fields of [`BlockFacts`].
#[derive(Debug, Default)]
pub struct Found {
    /// Quotations, and parts of ones that run on.
    pub pieces: Box<[Piece]>,
    /// Time expressions.
    pub times: Box<[TimeMention]>,
    /// Who says what, as far as one block tells.
    pub reports: Box<[Report]>,
    /// Letters in capitals.
    pub letters: Box<[Letters]>,
    /// Runs of capitalised words.
    pub runs: Box<[Run]>,
    /// What few blocks have; none where there is nothing of it.
    seldom: Option<Box<Seldom>>,
}

/// What is found in few blocks; read as fields of [`BlockFacts`].
#[derive(Debug, Default)]
pub struct Seldom {
    /// What stands for what is still to come.
    pub placeholders: Box<[Span]>,
    /// Words that are names of things.
    pub things: Box<[Thing]>,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.pieces.is_empty()
            && self.times.is_empty()
            && self.reports.is_empty()
            && self.letters.is_empty()
            && self.runs.is_empty()
            && self.seldom.is_none()
    }
}

impl Seldom {
    fn is_empty(&self) -> bool {
        self.placeholders.is_empty() && self.things.is_empty()
    }
}

impl Deref for Found {
    type Target = Seldom;

    fn deref(&self) -> &Seldom {
        static NOTHING: LazyLock<Seldom> = LazyLock::new(Seldom::default);
        self.seldom.as_deref().unwrap_or(&NOTHING)
    }
}

impl Deref for BlockFacts {
    type Target = Found;

    fn deref(&self) -> &Found {
        static NOTHING: LazyLock<Found> = LazyLock::new(Found::default);
        self.found.as_deref().unwrap_or(&NOTHING)
    }
}

/// The sentences of a block whose first `dateline` bytes are a dateline: that stands apart, and is none of what is said.
fn apart(words: &Words, sentences: Vec<Sentence>, dateline: u32) -> Vec<Sentence> {
    let story = words.tokens.partition_point(|t| t.start < dateline);
    if story == 0 {
        return sentences;
    }
    let sentence = |from: usize, to: usize| {
        let tokens = Tokens::new(from, to);
        let span = words.span(tokens);
        Sentence { tokens, start: span.start, end: span.end }
    };
    let behind = sentences.into_iter().filter(|s| s.tokens.end > story);
    std::iter::once(sentence(0, story)).chain(behind.map(|s| sentence(s.tokens.start.max(story), s.tokens.end))).collect()
}

impl BlockFacts {
    /// Reads a block.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        Self::with(block, &House::default())
    }

    /// Reads a block at a desk that has words of its own.
    #[must_use]
    pub fn with(block: &Block, house: &House) -> Self {
        let text = block.text();
        if text.len() > LONGEST {
            return Self { too_long: true, ..Self::default() };
        }
        let mut words = Words::of(text);
        house.mark(&mut words);
        let sentences = apart(&words, sentence::sentences(&words), block.shape.dateline);
        for s in &sentences {
            tagger::tag(&mut words, s.tokens);
            mending::mend(&mut words, s.tokens);
            names::settle(&mut words, s.tokens);
        }
        house.settle(&mut words);
        let pieces = quoted::pieces(text);
        let times = times::find(&words, &sentences);
        let names = names::find(&words, &sentences, &times);
        let reports = reports::find(&words, &sentences, &pieces, &times);
        let mut assertions = assertions::assertions(&words, &sentences, &pieces, &times);
        if assertions.iter().all(|a| *a == Assertion::default()) {
            assertions = Vec::new();
        }
        // "K.S. Sousa": initials of somebody want no explaining.
        let mut letters = letters::letters(&words, &pieces);
        if !letters.is_empty() {
            let full = names.iter().filter(|n| n.tokens.len() >= 2 && n.score > 0);
            let within: HashSet<usize> = full.flat_map(|n| n.tokens.iter()).collect();
            letters.retain(|l| !within.contains(&l.token));
        }
        let runs = letters::runs(&words);
        let things = names::things::find(&words, &runs, &names);
        let seldom = Seldom { placeholders: placeholders::find(&words).into(), things: things.into() };
        let found = Found {
            pieces: pieces.into(),
            times: times.into(),
            reports: reports.into(),
            letters: letters.into(),
            runs: runs.into(),
            seldom: (!seldom.is_empty()).then(|| Box::new(seldom)),
        };
        Self {
            words,
            sentences: sentences.into(),
            names: names.into(),
            assertions: assertions.into(),
            found: (!found.is_empty()).then(|| Box::new(found)),
            too_long: false,
        }
    }

    /// What a sentence asserts.
    #[must_use]
    pub fn assertion(&self, sentence: usize) -> &Assertion {
        static NOTHING: LazyLock<Assertion> = LazyLock::new(Assertion::default);
        self.assertions.get(sentence).unwrap_or(&NOTHING)
    }

    /// The number of the sentence that holds a byte; the last where none does.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> usize {
        self.sentences.partition_point(|s| s.end <= at).min(self.sentences.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Format;

    #[test]
    fn a_dateline_is_a_sentence_by_itself() {
        for (text, expected) in
            [("TARNWICK, Ohio (AP) — The mill shut. It rose.", 3), ("The mill shut. It rose.", 2), ("TARNWICK — The mill shut.", 2)]
        {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            assert_eq!(facts.sentences.len(), expected, "{text}");
            let at = text.find("The mill").map_or(0, crate::text::position::clamp);
            assert_eq!(facts.sentences[facts.sentence_at(at)].start, at, "{text}");
        }
    }

    #[test]
    fn what_is_no_prose_is_not_read() {
        let read = |length: usize| BlockFacts::of(&Block::new("a ".repeat(length / 2), Format::Text));
        assert!(!read(LONGEST).too_long);
        let long = read(LONGEST + 2);
        assert!(long.too_long && long.words.is_empty() && long.sentences.is_empty());
    }
}
