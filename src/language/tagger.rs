//! Parts of speech, by a greedy left-to-right averaged perceptron (Collins 2002; features after Ratnaparkhi 1996).
//!
//! The weights were trained on openly licensed treebanks; recipe, licences and accuracy stand in `weights/README.md`.

use std::sync::LazyLock;

use super::class::Class;
use super::lexicon;
use super::perceptron::{self, Model};
use super::tag::Tag;
use super::token::{TokenKind, Words};
use super::tokens::Tokens;

/// Room for every tag.
pub type TagModel = Model<40>;

static MODEL: LazyLock<Option<TagModel>> = LazyLock::new(|| Model::read(include_bytes!("weights/tagger.bin")));

/// Tags the tokens of a sentence in place.
pub fn tag(words: &mut Words, sentence: Tokens) {
    let Some(model) = MODEL.as_ref() else { return };
    let looks = Look::of_sentence(words, sentence);
    let mut before = [Tag::Punct; 2];
    let mut features = Vec::with_capacity(16);
    for (n, i) in sentence.iter().enumerate() {
        let tag = if let Some(tag) = given(words, i) {
            tag
        } else {
            features.clear();
            collect(&looks, n, before, &mut features);
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
    words.class(i).has(Class::ONE_TAG).then(|| lexicon::only_tag(words.tokens[i].hash)).flatten()
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

/// What the model sees of a token.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// A hash of the word in lower case.
    word: u32,
    /// Its first four bytes and its last four.
    ends: [u32; 2],
    shape: u32,
}

impl Look {
    /// Where a sentence's first token stands among its looks: this many of nothing stand before it, and after its last.
    const MARGIN: usize = 2;

    /// The looks of a sentence's tokens, with a margin on both sides.
    #[must_use]
    pub fn of_sentence(words: &Words, sentence: Tokens) -> Vec<Self> {
        let nothing = |side| Self { word: side, ends: [side; 2], shape: 0 };
        let mut looks = Vec::with_capacity(sentence.len() + 2 * Self::MARGIN);
        looks.extend([nothing(1); Self::MARGIN]);
        looks.extend(sentence.iter().map(|i| Self::of(words, i, i == sentence.start)));
        looks.extend([nothing(2); Self::MARGIN]);
        looks
    }

    fn of(words: &Words, i: usize, first: bool) -> Self {
        let low = words.to_read(i);
        let token = words.tokens[i];
        let plain = token.kind == TokenKind::Word && low.is_ascii();
        let (low, word) = if plain {
            (low, token.hash)
        } else {
            let low = norm(low);
            (low, lexicon::word_hash(low))
        };
        let bytes = low.as_bytes();
        let mut ends = [[0; 4]; 2];
        let n = bytes.len().min(4);
        ends[0][..n].copy_from_slice(&bytes[..n]);
        ends[1][4 - n..].copy_from_slice(&bytes[bytes.len() - n..]);
        Self { word, ends: ends.map(u32::from_le_bytes), shape: u32::from(shape(words, i, first)) }
    }

    /// Its first bytes, up to four.
    fn prefix(&self, n: u32) -> u32 {
        self.ends[0] << (32 - 8 * n)
    }

    /// Its last bytes, up to four.
    fn suffix(&self, n: u32) -> u32 {
        self.ends[1] >> (32 - 8 * n)
    }
}

/// The features of a sentence's token `n`, given the tags of the two tokens before it. Shared by training and use.
pub fn collect(looks: &[Look], n: usize, before: [Tag; 2], features: &mut Vec<u32>) {
    let [q, p, w, n, m] = std::array::from_fn(|k| &looks[n + k]);
    let (t1, t2) = (before[1] as u32, before[0] as u32);
    let mut add = |template: u8, a: u32, b: u32| features.push(perceptron::feature(template, a, b));
    add(0, w.word, 0);
    add(1, w.suffix(4), 0);
    add(2, w.suffix(3), 0);
    add(3, w.suffix(2), 0);
    add(4, w.suffix(1), w.shape);
    add(5, w.prefix(3), 0);
    add(6, t1, 0);
    add(7, t1, t2);
    add(8, q.word, 0);
    add(9, n.word, 0);
    add(10, m.word, 0);
    add(11, p.suffix(3), 0);
    add(12, n.shape, w.shape);
    add(13, p.word, w.word);
    add(14, w.word, n.word);
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

fn shape(words: &Words, i: usize, first_of_sentence: bool) -> u8 {
    let w = words.word(i);
    let first = w.chars().next().unwrap_or(' ');
    // English is nearly all that is read, and its letters need no tables.
    let ascii = w.is_ascii();
    let any_upper = || if ascii { w.bytes().any(|b| b.is_ascii_uppercase()) } else { w.contains(char::is_uppercase) };
    let any_lower = || if ascii { w.bytes().any(|b| b.is_ascii_lowercase()) } else { w.contains(char::is_lowercase) };
    let kind = if first.is_uppercase() {
        if w.len() > first.len_utf8() && !any_lower() { 3 } else { 2 }
    } else if first.is_lowercase() {
        if any_upper() { 4 } else { 1 }
    } else if first.is_ascii_digit() {
        5
    } else {
        0
    };
    let hyphen = u8::from(words.hyphen(i));
    let stop = u8::from(w.len() > 1 && w.ends_with('.'));
    // A capital at the start of a sentence or a quotation says little.
    let start = first_of_sentence || matches!(words.word(i - 1), "“" | "\"" | "``" | "‘" | ":" | "'");
    kind | hyphen << 3 | stop << 4 | u8::from(start) << 5
}
