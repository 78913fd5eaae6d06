//! Runs of tokens of one block.

use std::ops::Range;

/// Tokens of one block that stand in a row, counted from the block's first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tokens {
    /// The first.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
}

impl Tokens {
    /// The tokens from `start` to before `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of each, in order.
    #[must_use]
    pub const fn iter(self) -> Range<usize> {
        self.start..self.end
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether a token is one of these.
    #[must_use]
    pub const fn contains(self, token: usize) -> bool {
        self.start <= token && token < self.end
    }
}

impl From<Range<usize>> for Tokens {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl IntoIterator for Tokens {
    type Item = usize;
    type IntoIter = Range<usize>;

    fn into_iter(self) -> Range<usize> {
        self.iter()
    }
}
