//! The block pass: all that one paragraph tells by itself.

use std::collections::HashMap;

use crate::language::{Class, Sentence, Words, lexicon, sentence, tagger};
use crate::settings::Settings;
use crate::text::{Block, Region};

use super::acronyms::letters::{self, Letters, Run};
use super::claims::assertions::{self, Assertion};
use super::dates::{self, TimeMention};
use super::people::mentions::{self, NameMention};
use super::quotations::pieces::{self, Piece};
use super::sources::{self, Report};

/// The longest block that is read, in bytes of clean text. No paragraph of prose is this long; what is, is data.
pub const LONGEST: usize = 200_000;

/// What a block tells by itself. Offsets are bytes of the block's clean text.
#[derive(Debug, Default)]
pub struct BlockFacts {
    /// Text and tokens.
    pub words: Words,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Quotations, and parts of ones that run on.
    pub pieces: Vec<Piece>,
    /// Time expressions.
    pub times: Vec<TimeMention>,
    /// What may be names of people.
    pub names: Vec<NameMention>,
    /// Who says what, as far as one block tells.
    pub reports: Vec<Report>,
    /// What each sentence asserts, by its number.
    pub assertions: Vec<Assertion>,
    /// Letters in capitals.
    pub letters: Vec<Letters>,
    /// Runs of capitalised words.
    pub runs: Vec<Run>,
    /// The [`lexicon::word_hash`] of the words that stand here in lower case, sorted, each once.
    pub lower: Vec<u32>,
    /// Whether the block was too long to be read.
    pub too_long: bool,
}

/// The words that a desk adds to those that everybody knows, by their lower-case forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House(HashMap<String, Class>);

impl House {
    /// The words that the settings add.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let forms = settings.reporting_verbs.iter().flat_map(|v| lexicon::regular(&v.to_lowercase()));
        Self(forms.map(|f| (f, Class::SAY)).collect())
    }

    fn mark(&self, words: &mut Words) {
        if self.0.is_empty() {
            return;
        }
        for i in 0..words.len() {
            if let Some(class) = self.0.get(words.low(i)).copied() {
                words.tokens[i].class = words.tokens[i].class | class;
            }
        }
    }
}

/// A block with its region, as the story pass sees it.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Its number.
    pub number: usize,
    /// What it is for.
    pub region: Region,
    /// How many bytes of its clean text are a dateline.
    pub dateline: u32,
    /// What it tells.
    pub facts: &'a BlockFacts,
}

/// The sentences of a block whose first `dateline` bytes are a dateline: that stands apart, and is none of what is said.
fn apart(words: &Words, sentences: Vec<Sentence>, dateline: usize) -> Vec<Sentence> {
    let story = words.tokens.partition_point(|t| (t.start as usize) < dateline);
    if story == 0 {
        return sentences;
    }
    let sentence = |from: usize, to: usize| {
        let (start, end) = words.span(from, to);
        Sentence { tokens: from..to, start, end }
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
        let text = &block.clean.text;
        if text.len() > LONGEST {
            return Self { too_long: true, ..Self::default() };
        }
        let mut words = Words::of(text);
        house.mark(&mut words);
        let sentences = apart(&words, sentence::sentences(&words), block.shape.dateline);
        for s in &sentences {
            tagger::tag(&mut words, s.tokens.clone());
        }
        let pieces = pieces::pieces(text);
        let times = dates::grammar::find(&words, &sentences);
        let names = mentions::find(&words, &sentences, &times);
        let reports = sources::find(&words, &sentences, &pieces, &times);
        let assertions = assertions::assertions(&words, &sentences, &pieces, &times);
        let letters = letters::letters(&words, &pieces);
        let runs = letters::runs(&words);
        let mut lower: Vec<u32> = (0..words.len())
            .filter(|i| words.is_word(*i) && words.word(*i).starts_with(char::is_lowercase))
            .map(|i| words.tokens[i].hash)
            .collect();
        lower.sort_unstable();
        lower.dedup();
        Self { words, sentences, pieces, times, names, reports, assertions, letters, runs, lower, too_long: false }
    }

    /// The number of the sentence that holds a byte; the last where none does.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> usize {
        self.sentences.partition_point(|s| s.end <= at).min(self.sentences.len().saturating_sub(1))
    }
}
