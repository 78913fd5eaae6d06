//! Names that may be people's, block by block: where a name starts and ends, the title before it, and what speaks for and
//! against its being a person's. The story pass decides.

mod roles;
mod runs;
mod telling;
mod weighing;
mod words;

use std::ops::Range;

use crate::language::{Sentence, Words, names};
use crate::paragraph::times::TimeMention;
use roles::{share_lists, share_plural_roles};
use runs::{begins_run, names_in_run, run_end, turned_name, turned_round};

/// A run of words that may be a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The tokens of the name, without titles.
    pub tokens: Range<usize>,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The sentence.
    pub sentence: usize,
    /// How much speaks for a person; above zero is more likely than not.
    pub score: i32,
    /// What the trained vote says: positive for a person, in the model's points.
    pub vote: i32,
    /// A title or courtesy title stands directly before.
    pub titled: bool,
    /// "Mr" and the like: which sex it tells, if any.
    pub courtesy: Option<Sex>,
    /// Another noun follows: "Biden administration".
    pub modifier: bool,
    /// The role words before the name, as bytes: "Strategic Affairs Minister".
    pub role_before: Option<(u32, u32)>,
    /// The role words after the name, as bytes.
    pub role_after: Option<(u32, u32)>,
    /// Another role before that, between commas: "Trump's running mate, Indiana Gov. Mike Pence".
    pub role_first: Option<(u32, u32)>,
    /// The subject of a verb of saying, or spoken by one.
    pub speaks: bool,
    /// The words beside it say whose name it is.
    pub told: Told,
}

/// What the words beside a name say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// That the writer is called so: a byline.
    Writer,
    /// That whoever speaks is: "I'm Mario".
    Speaker,
    /// That the reader is: "Dear Hannah".
    Reader,
    /// That somebody is: "a farmer named Jom".
    Called,
    /// That whoever is spoken to is: "Kendra, just let it go."
    Addressed,
    /// That the writer of a work is, surname first: "Reis, Rui."
    Turned,
}

impl Told {
    /// How much it speaks for a person.
    fn points(self) -> i32 {
        match self {
            Self::Nothing => 0,
            Self::Called | Self::Addressed | Self::Turned => 5,
            Self::Writer | Self::Speaker | Self::Reader => 6,
        }
    }
}

/// What names and courtesy titles tell of a person's sex, for pronouns only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Sex {
    Female,
    Male,
}

/// A sentence, and what is known of all of it.
struct Line {
    tokens: Range<usize>,
    number: usize,
    /// Most of its words are capitalised.
    shouting: bool,
    votes: Votes,
}

/// The trained votes of a sentence's tokens.
struct Votes {
    first: usize,
    votes: Vec<i16>,
}

impl Votes {
    fn of(&self, token: usize) -> i16 {
        token.checked_sub(self.first).and_then(|i| self.votes.get(i)).copied().unwrap_or(0)
    }

    /// The longest stretch of a run of capitals that the vote takes for a name; particles within it belong to it.
    fn stretch(&self, words: &Words, run: Range<usize>) -> Option<Range<usize>> {
        let mut best: Option<Range<usize>> = None;
        let mut start = None;
        for k in run.start..=run.end {
            let inside = k < run.end && (self.of(k) > 0 || start.is_some() && !words.capital(k) && k + 1 < run.end && self.of(k + 1) > 0);
            match (inside, start) {
                (true, None) => start = Some(k),
                (false, Some(from)) => {
                    if best.as_ref().is_none_or(|b| k - from > b.len()) {
                        best = Some(from..k);
                    }
                    start = None;
                }
                _ => {}
            }
        }
        best
    }

    /// The mean over the capitalised tokens of a range.
    fn mean(&self, tokens: &Range<usize>) -> i32 {
        let cast: Vec<i32> = tokens.clone().map(|k| i32::from(self.of(k))).filter(|v| *v != 0).collect();
        let count = i32::try_from(cast.len()).unwrap_or(1).max(1);
        cast.iter().sum::<i32>() / count
    }
}

/// The names of a block.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence], times: &[TimeMention]) -> Vec<NameMention> {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let range = sentence.tokens.clone();
        let shouting = is_shouting(words, &range);
        let votes = Votes { first: range.start, votes: names::votes(words, range.clone()) };
        let line = Line { tokens: range.clone(), number, shouting, votes };
        let mut i = range.start;
        while i < range.end {
            if !begins_run(words, &range, i) || times.iter().any(|t| t.start <= words.tokens[i].start && words.tokens[i].end <= t.end) {
                i += 1;
                continue;
            }
            if let Some(to) = turned_round(words, &range, i) {
                found.push(turned_name(words, &line, i..to));
                i = to;
                continue;
            }
            let to = run_end(words, &range, i);
            names_in_run(words, &line, i..to, &mut found);
            i = to.max(i + 1);
        }
        share_plural_roles(words, number, &mut found);
        share_lists(words, number, &mut found);
    }
    found
}

/// Whether most words of a sentence are capitalised, as in headlines: capitals then say little.
fn is_shouting(words: &Words, range: &Range<usize>) -> bool {
    let long = |i: &usize| words.is_word(*i) && words.word(*i).chars().count() > 3;
    let all = range.clone().filter(long).count();
    let capital = range.clone().filter(long).filter(|i| words.capital(*i)).count();
    all >= 4 && capital * 10 >= all * 8
}

/// A vote from which its bounds are taken.
const SURE: i32 = 12;

/// A vote below which rules alone do not make a person of several words.
const HOPELESS: i32 = -90;

/// A vote below which a word that no list knows is cut off a name.
const DOUBTFUL: i32 = -60;

/// A vote below which nothing but a title makes a person of one word.
const UNLIKELY: i32 = -110;

/// Titles that are of a place: "the Earl of Clare".
const NOBLE: &[&str] = &[
    "earl", "duke", "count", "baron", "viscount", "marquess", "duchess", "countess", "baroness", "prince", "princess", "king", "queen",
    "lord", "lady",
];
