//! What stands around an annotation in its paragraph, and how much of it stands around a place of the draft.

use std::ops::Range;

use super::sidecar::{Annotation, CONTEXT};

/// The neighbours in `kept` that stand in `there` too, in the same order: words, and others (edges and marks). The longest
/// common subsequence (Wagner and Fischer 1974); of equally long ones, that with the most words.
fn in_order(kept: &[&str], there: &[&str]) -> (usize, usize) {
    // By the sum first, then by the words.
    let mut row = vec![(0usize, 0usize); there.len() + 1];
    for word in kept {
        let mut diagonal = (0, 0);
        let is_word = usize::from(word.contains(char::is_alphanumeric));
        for (k, other) in there.iter().enumerate() {
            let above = row[k + 1];
            row[k + 1] = if word == other { (diagonal.0 + 1, diagonal.1 + is_word) } else { above.max(row[k]) };
            diagonal = above;
        }
    }
    let (all, words) = row[there.len()];
    (words, all - words)
}

/// The words around an annotation in its paragraph, from it outwards, with [`EDGE`] where the paragraph ends.
pub(super) struct Neighbourhood<'a> {
    left: Vec<&'a str>,
    right: Vec<&'a str>,
}

/// Stands for the edge of a paragraph, which is as good a neighbour as a word.
const EDGE: &str = "\n";

/// How many neighbours are alike.
#[derive(Clone, Copy)]
pub(super) struct Likeness {
    /// Words.
    pub(super) words: usize,
    /// Edges and punctuation.
    marks: usize,
    /// How many neighbours were kept.
    of: usize,
    /// The next neighbour on one side is there still.
    pub(super) next: bool,
}

impl Likeness {
    pub(super) fn all(self) -> usize {
        self.words + self.marks
    }

    /// Whether this many neighbours are there still, and this share of those that were kept, in tenths.
    pub(super) fn is_mostly_so(self, least: usize, tenths: usize) -> bool {
        self.all() >= least && self.all() * 10 >= self.of * tenths
    }
}

impl<'a> Neighbourhood<'a> {
    /// As the annotation keeps it, `prefix` and `suffix` being its folded. What is as long as an annotation ever keeps has been
    /// cut, and its outermost word with it.
    pub(super) fn kept(a: &Annotation, prefix: &'a str, suffix: &'a str) -> Self {
        let side = |mut words: Vec<&'a str>, written: &str| {
            if written.chars().count() < CONTEXT {
                words.push(EDGE);
            } else if words.len() > 1 {
                words.pop();
            }
            words
        };
        Self {
            left: side(prefix.split_whitespace().rev().collect(), &a.prefix),
            right: side(suffix.split_whitespace().collect(), &a.suffix),
        }
    }

    /// How much of it stands around a range of a folded text: as many neighbours as were kept are looked at, and some more.
    pub(super) fn likeness(&self, text: &str, range: Range<usize>) -> Likeness {
        const MORE: usize = 2;
        let before = text[..range.start].rsplit('\n').next().unwrap_or_default().split_whitespace().rev();
        let after = text[range.end..].split('\n').next().unwrap_or_default().split_whitespace();
        let before: Vec<&str> = before.chain([EDGE]).take(self.left.len() + MORE).collect();
        let after: Vec<&str> = after.chain([EDGE]).take(self.right.len() + MORE).collect();
        let (left, right) = (in_order(&self.left, &before), in_order(&self.right, &after));
        let next = self.left.first() == before.first() || self.right.first() == after.first();
        Likeness { words: left.0 + right.0, marks: left.1 + right.1, of: self.left.len() + self.right.len(), next }
    }
}
