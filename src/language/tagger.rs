//! Parts of speech, by a greedy left-to-right averaged perceptron (Collins 2002; features after Ratnaparkhi 1996).
//!
//! The weights were trained on openly licensed treebanks; recipe, licences and accuracy stand in `weights/README.md`.

use std::sync::LazyLock;

use super::lexicon::{self, Class};
use super::perceptron::{self, Model};
use super::tag::Tag;
use super::token::{TokenKind, Words};

static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(include_bytes!("weights/tagger.bin")));

/// Tags the tokens of a sentence in place.
pub fn tag(words: &mut Words, sentence: std::ops::Range<usize>) {
    let Some(model) = *MODEL else { return };
    let mut before = [Tag::Punct; 2];
    let mut features = Vec::with_capacity(24);
    for i in sentence.clone() {
        let tag = if let Some(tag) = given(words, i) {
            tag
        } else {
            features.clear();
            collect(words, &sentence, i, before, &mut features);
            let scores = model.scores(&features);
            Tag::ALL[model.best(&scores).min(Tag::ALL.len() - 1)]
        };
        words.tokens[i].tag = tag;
        before = [before[1], tag];
    }
}

/// The tag that a token has whatever stands around it. Shared by training and use.
#[must_use]
pub fn given(words: &Words, i: usize) -> Option<Tag> {
    if words.tokens[i].kind == TokenKind::Punctuation {
        return Some(fixed(words.word(i)));
    }
    // Prepositions that news copy loves and treebanks hardly know.
    if matches!(words.low(i), "amid" | "amidst" | "atop" | "notwithstanding" | "vis-à-vis") {
        return Some(Tag::Preposition);
    }
    if words.class(i).has(Class::ONE_TAG) { lexicon::only_tag(words.low(i)) } else { None }
}

/// The tag of a punctuation mark.
#[must_use]
pub fn fixed(mark: &str) -> Tag {
    match mark {
        "$" | "£" | "€" | "¥" => Tag::Currency,
        "%" => Tag::Noun,
        "'" | "’" => Tag::Possessive,
        "&" => Tag::Conjunction,
        _ => Tag::Punct,
    }
}

/// The features of token `i`, given the tags of the two tokens before it. Shared by training and use.
pub fn collect(words: &Words, sentence: &std::ops::Range<usize>, i: usize, before: [Tag; 2], features: &mut Vec<u32>) {
    let low = |k: usize| if sentence.contains(&k) { norm(words.low(k)) } else { "\u{1}" };
    let (w, p, q, n, m) = (
        low(i),
        if i > sentence.start { low(i - 1) } else { "\u{2}" },
        if i > sentence.start + 1 { low(i - 2) } else { "\u{2}" },
        low(i + 1),
        low(i + 2),
    );
    let (t1, t2) = ([before[1] as u8], [before[0] as u8]);
    let shape = [shape(words, sentence, i)];
    let next_shape = [if sentence.contains(&(i + 1)) { self::shape(words, sentence, i + 1) } else { 0 }];
    let mut add = |template: u8, parts: &[&[u8]]| features.push(perceptron::feature(template, parts));
    add(0, &[]);
    add(1, &[w.as_bytes()]);
    add(2, &[suffix(w, 3)]);
    add(3, &[suffix(w, 2)]);
    add(4, &[suffix(w, 1), &shape]);
    add(5, &[prefix(w, 3)]);
    add(6, &[&shape]);
    add(7, &[&t1]);
    add(8, &[&t1, &t2]);
    add(9, &[&t1, w.as_bytes()]);
    add(10, &[p.as_bytes()]);
    add(11, &[q.as_bytes()]);
    add(12, &[n.as_bytes()]);
    add(13, &[m.as_bytes()]);
    add(14, &[suffix(n, 3)]);
    add(15, &[suffix(p, 3)]);
    add(16, &[&shape, &t1]);
    add(17, &[&next_shape, &shape]);
    add(18, &[p.as_bytes(), w.as_bytes()]);
    add(19, &[w.as_bytes(), n.as_bytes()]);
    add(20, &[suffix(w, 3), &t1]);
    add(21, &[suffix(w, 2), suffix(n, 2)]);
    add(22, &[suffix(w, 4)]);
}

/// Straight for curly apostrophes, one word for every number.
fn norm(low: &str) -> &str {
    match low {
        "’s" => "'s",
        "n’t" => "n't",
        "’re" => "'re",
        "’ve" => "'ve",
        "’ll" => "'ll",
        "’d" => "'d",
        "’m" => "'m",
        "“" | "”" | "``" | "''" => "\"",
        "’" => "'",
        w if w.len() > 2 && w.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) => "0",
        w => w,
    }
}

fn suffix(w: &str, n: usize) -> &[u8] {
    let start = w.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
    &w.as_bytes()[start..]
}

fn prefix(w: &str, n: usize) -> &[u8] {
    let end = w.char_indices().nth(n).map_or(w.len(), |(i, _)| i);
    &w.as_bytes()[..end]
}

fn shape(words: &Words, sentence: &std::ops::Range<usize>, i: usize) -> u8 {
    let w = words.word(i);
    let mut chars = w.chars();
    let first = chars.next().unwrap_or(' ');
    let kind = if first.is_uppercase() {
        if w.chars().count() > 1 && w.chars().all(|c| !c.is_lowercase()) { 3 } else { 2 }
    } else if first.is_lowercase() {
        if w.contains(char::is_uppercase) { 4 } else { 1 }
    } else if first.is_ascii_digit() {
        5
    } else {
        0
    };
    let hyphen = u8::from(w.contains('-'));
    let stop = u8::from(w.len() > 1 && w.ends_with('.'));
    // A capital at the start of a sentence or a quotation says little.
    let start = i == sentence.start || (i > sentence.start && matches!(words.word(i - 1), "“" | "\"" | "``" | "‘" | ":" | "'"));
    kind | hyphen << 3 | stop << 4 | u8::from(start) << 5
}
