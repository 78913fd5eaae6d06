//! How much a story is.

use super::part::Part;
use crate::language::Class;

/// How much the paragraphs of a story are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bulk {
    /// How many tokens.
    pub(crate) tokens: usize,
    /// How many words of nothing but letters.
    pub(crate) words: usize,
    /// How many of those are words that no English goes without.
    pub(crate) plain: usize,
}

impl Bulk {
    pub(super) fn of(parts: &[Part]) -> Self {
        let mut bulk = Self::default();
        for words in parts.iter().filter(|p| p.region.is_story()).map(|p| &p.facts.words) {
            bulk.tokens += words.len();
            for i in (0..words.len()).filter(|i| words.is_word(*i) && words.word(*i).chars().all(char::is_alphabetic)) {
                bulk.words += 1;
                bulk.plain += usize::from(words.class(i).has(Class::PLAINEST));
            }
        }
        bulk
    }

    /// The same where some paragraphs are others.
    pub(super) fn with(self, before: &[Part], now: &[Part]) -> Self {
        let (old, new) = (Self::of(before), Self::of(now));
        Self {
            tokens: self.tokens - old.tokens + new.tokens,
            words: self.words - old.words + new.words,
            plain: self.plain - old.plain + new.plain,
        }
    }
}
