//! Which capitals are people's names: a small trained vote for the rules that decide.
//!
//! A greedy averaged perceptron over words, shapes, tags and lexicon classes; recipe, data and figure in `weights/README.md`.
//! Only words that begin with a capital are looked at.

use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::Class;
use super::perceptron::{self, Model};
use super::token::Words;

/// The model's labels.
pub const LABELS: [&str; 3] = ["O", "B", "I"];

static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(include_bytes!("weights/names.bin")));

/// For each token of a sentence, how much more the model takes it for part of a person's name than not, in the model's points;
/// zero for words in lower case.
#[must_use]
pub fn votes(words: &Words, sentence: Range<usize>) -> Vec<i16> {
    let mut votes = vec![0; sentence.len()];
    let Some(model) = *MODEL else { return votes };
    let mut before = 0;
    let mut features = Vec::with_capacity(32);
    for i in sentence.clone() {
        if !is_candidate(words, i) {
            before = 0;
            continue;
        }
        features.clear();
        collect(words, &sentence, i, before, &mut features);
        let scores = model.scores(&features);
        let margin = scores[1].max(scores[2]) - scores[0];
        votes[i - sentence.start] = i16::try_from(margin).unwrap_or(if margin > 0 { i16::MAX } else { i16::MIN });
        before = model.best(&scores);
    }
    votes
}

/// Whether the model is asked about a token.
#[must_use]
pub fn is_candidate(words: &Words, i: usize) -> bool {
    words.is_word(i) && (words.capital(i) || words.word(i).contains('-') && words.word(i).contains(char::is_uppercase))
}

/// The features of token `i`, given the label of the token before it. Shared by training and use.
pub fn collect(words: &Words, sentence: &Range<usize>, i: usize, before: usize, features: &mut Vec<u32>) {
    let inside = |k: usize| sentence.contains(&k);
    let low = |k: usize| if inside(k) { words.low(k) } else { "\u{1}" };
    let previous = i.wrapping_sub(1);
    let classes = |k: usize| if inside(k) { bits(words.class(k)) } else { [0xff; 2] };
    let tag = |k: usize| [if inside(k) { words.tag(k) as u8 } else { 0xff }];
    let shape = |k: usize| [if inside(k) { shape(words, sentence, k) } else { 0xff }];
    let before = [u8::try_from(before).unwrap_or(0)];
    let w = low(i);
    let suffix = |n: usize| &w.as_bytes()[w.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i)..];
    let prefix = |n: usize| &w.as_bytes()[..w.char_indices().nth(n).map_or(w.len(), |(i, _)| i)];
    let mut add = |template: u8, parts: &[&[u8]]| features.push(perceptron::feature(100 + template, parts));
    add(0, &[]);
    add(1, &[w.as_bytes()]);
    add(2, &[suffix(2)]);
    add(3, &[suffix(3)]);
    add(4, &[prefix(3)]);
    add(5, &[&shape(i), &before]);
    add(6, &[&classes(i), &before]);
    add(7, &[&classes(i), &shape(i), &tag(i)]);
    add(8, &[low(previous).as_bytes(), &before]);
    add(9, &[low(i + 1).as_bytes()]);
    add(10, &[low(i + 2).as_bytes()]);
    add(11, &[low(i.wrapping_sub(2)).as_bytes()]);
    add(12, &[&classes(previous), &shape(previous), &before]);
    add(13, &[&classes(i + 1), &shape(i + 1)]);
    add(14, &[&tag(previous), &tag(i), &tag(i + 1)]);
    add(15, &[&classes(i), &classes(i + 1), &before]);
    add(16, &[&classes(previous), &classes(i), &before]);
    add(17, &[&shape(previous), &shape(i), &shape(i + 1), &before]);
    add(18, &[low(previous).as_bytes(), &classes(i)]);
    add(19, &[low(i + 1).as_bytes(), &classes(i)]);
    add(20, &[&shape(i + 1), &shape(i + 2), &before]);
    add(21, &[suffix(4)]);
}

/// Takes from what [`collect`] found all that only the word itself tells. For training.
pub fn withhold_word(features: &mut Vec<u32>) {
    let mut n = 0;
    features.retain(|_| {
        n += 1;
        !matches!(n - 1, 1..=4 | 21)
    });
}

/// The classes that say something of names, folded.
fn bits(class: Class) -> [u8; 2] {
    let all = [
        Class::GIVEN,
        Class::SURNAME,
        Class::TITLE,
        Class::COURTESY,
        Class::ROLE,
        Class::ORG,
        Class::PLACE,
        Class::DEMONYM,
        Class::NOT_NAME,
        Class::SAY,
        Class::PARTICLE,
        Class::SUFFIX,
        Class::RELATION,
        Class::STARTER,
        Class::TIME,
        Class::DOCUMENT,
    ];
    let mut out = [0u8; 2];
    for (n, c) in all.into_iter().enumerate() {
        out[n / 8] |= u8::from(class.has(c)) << (n % 8);
    }
    out
}

fn shape(words: &Words, sentence: &Range<usize>, i: usize) -> u8 {
    let w = words.word(i);
    let first = w.chars().next().unwrap_or(' ');
    let letters = w.chars().filter(|c| c.is_alphabetic()).count();
    let kind = match first {
        c if c.is_uppercase() && letters == 1 => 1,
        c if c.is_uppercase() && w.chars().all(|c| !c.is_lowercase()) => 2,
        c if c.is_uppercase() => 3,
        c if c.is_lowercase() => 4,
        c if c.is_ascii_digit() => 5,
        ',' => 6,
        '.' | '!' | '?' => 7,
        '(' | ')' => 8,
        '"' | '“' | '”' => 9,
        _ => 0,
    };
    kind | u8::from(w.ends_with('.') && letters > 0) << 4 | u8::from(i == sentence.start) << 5 | u8::from(w.contains(['-', '&'])) << 6
}
