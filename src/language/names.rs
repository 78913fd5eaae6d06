//! Which capitals are people's names: a small trained vote for the rules that decide.
//!
//! A greedy averaged perceptron over words, shapes, tags and lexicon classes; recipe, data and figure in `weights/README.md`.
//! Only words that begin with a capital are looked at.

use std::sync::LazyLock;

use super::class::Class;
use super::perceptron::{self, Model};
use super::token::Words;
use super::tokens::Tokens;

/// The model's labels.
pub const LABELS: [&str; 3] = ["O", "B", "I"];

/// Room for every label.
pub type NameModel = Model<4>;

static MODEL: LazyLock<Option<NameModel>> = LazyLock::new(|| Model::read(include_bytes!("weights/names.bin")));

/// For each token of a sentence, how much more the model takes it for part of a person's name than not, in the model's points;
/// zero for words in lower case.
#[must_use]
pub fn votes(words: &Words, sentence: Tokens) -> Vec<i16> {
    let mut votes = vec![0; sentence.len()];
    let Some(model) = MODEL.as_ref() else { return votes };
    let mut before = 0;
    let mut features = Vec::with_capacity(32);
    for i in sentence {
        if !is_candidate(words, i) {
            before = 0;
            continue;
        }
        features.clear();
        collect(words, sentence, i, before, &mut features);
        let scores = model.scores(&features);
        votes[i - sentence.start] = scores[1].max(scores[2]) - scores[0];
        before = model.best(&scores);
    }
    votes
}

/// Whether the model is asked about a token.
#[must_use]
pub fn is_candidate(words: &Words, i: usize) -> bool {
    words.is_word(i) && (words.capital(i) || words.hyphen(i) && words.word(i).contains(char::is_uppercase))
}

/// The features of token `i`, given the label of the token before it. Shared by training and use.
pub fn collect(words: &Words, sentence: Tokens, i: usize, before: usize, features: &mut Vec<u32>) {
    let word = |k: usize| if sentence.contains(k) { words.tokens[k].hash } else { 1 };
    let shape_of = |k: usize| if sentence.contains(k) { shape(words, sentence, k) } else { 0xff };
    let look = |k: usize| {
        let (class, tag) = if sentence.contains(k) { (classes(words.class(k)), words.tag(k) as u32) } else { (0xffff, 0xff) };
        (class, shape_of(k), tag)
    };
    let previous = i.wrapping_sub(1);
    let ((cp, sp, tp), (c, s, t), (cn, sn, tn), sm) = (look(previous), look(i), look(i + 1), shape_of(i + 2));
    let before = u32::try_from(before).unwrap_or(0);
    let low = words.low(i).as_bytes();
    // Letters at either end, packed; a letter beyond Latin's is cut, which only makes it a feature of its own.
    let packed = |bytes: &[u8]| bytes.iter().fold(0, |all, b| all << 8 | u32::from(*b));
    let suffix = |n: usize| packed(&low[low.len().saturating_sub(n)..]);
    let prefix = packed(&low[..low.len().min(3)]);
    let mut add = |template: u8, a: u32, b: u32| features.push(perceptron::feature(100 + template, a, b));
    add(0, 0, 0);
    add(1, word(i), 0);
    add(2, suffix(2), 0);
    add(3, suffix(3), 0);
    add(4, prefix, 0);
    add(5, s, before);
    add(6, c, before);
    add(7, c, s << 8 | t);
    add(8, word(previous), before);
    add(9, word(i + 1), 0);
    add(10, word(i + 2), 0);
    add(11, word(i.wrapping_sub(2)), 0);
    add(12, cp << 8 | sp, before);
    add(13, cn, sn);
    add(14, tp << 8 | t, tn);
    add(15, c << 16 | cn, before);
    add(16, cp << 16 | c, before);
    add(17, sp << 16 | s << 8 | sn, before);
    add(18, word(previous), c);
    add(19, word(i + 1), c);
    add(20, sn << 8 | sm, before);
    add(21, suffix(4), 0);
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
fn classes(class: Class) -> u32 {
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
    // Most words have none of them.
    if !class.has(all.into_iter().fold(Class::NONE, Class::and)) {
        return 0;
    }
    all.into_iter().enumerate().fold(0, |bits, (n, c)| bits | u32::from(class.has(c)) << n)
}

fn shape(words: &Words, sentence: Tokens, i: usize) -> u32 {
    let w = words.word(i);
    let first = w.chars().next().unwrap_or(' ');
    let stop = w.ends_with('.') && w.contains(char::is_alphabetic);
    let kind = match first {
        c if c.is_uppercase() && !w[c.len_utf8()..].contains(char::is_alphabetic) => 1,
        c if c.is_uppercase() && !w.contains(char::is_lowercase) => 2,
        c if c.is_uppercase() => 3,
        c if c.is_lowercase() => 4,
        c if c.is_ascii_digit() => 5,
        ',' => 6,
        '.' | '!' | '?' => 7,
        '(' | ')' => 8,
        '"' | '“' | '”' => 9,
        _ => 0,
    };
    let is_camel = kind == 3 && w.chars().skip(1).any(char::is_uppercase);
    let joined = words.hyphen(i) || w.as_bytes().contains(&b'&');
    kind | u32::from(stop) << 4 | u32::from(i == sentence.start) << 5 | u32::from(joined) << 6 | u32::from(is_camel) << 7
}
