//! Places in a draft: a block, and bytes of its clean text.

use std::cmp::Ordering;

use crate::text::Span;

/// A stretch of the clean text of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block's number.
    pub block: usize,
    /// First byte in its clean text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Place {
    /// A stretch of a block.
    #[must_use]
    pub const fn of(block: usize, span: Span) -> Self {
        Self { block, start: span.start, end: span.end }
    }

    /// The bytes of the block.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The same in an article in which `by` paragraphs were put in before it.
    #[must_use]
    pub const fn moved(self, by: isize) -> Self {
        Self { block: self.block.wrapping_add_signed(by), ..self }
    }

    /// Whether two places share a byte.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.block == other.block && self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` lies within.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.block == other.block && self.start <= other.start && other.end <= self.end
    }
}

/// Those of a row in order whose key, as `compare` has it, is equal to what is looked for.
pub(super) fn stretch<T>(row: &[T], compare: impl Fn(&T) -> Ordering) -> &[T] {
    let from = row.partition_point(|one| compare(one).is_lt());
    let count = row[from..].partition_point(|one| compare(one).is_eq());
    &row[from..from + count]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_one_block_meet() {
        let at = |block: usize, start: u32, end: u32| Place { block, start, end };
        for (a, b, overlaps, covers) in [
            (at(1, 2, 8), at(1, 3, 5), true, true),
            (at(1, 2, 8), at(1, 2, 8), true, true),
            (at(1, 2, 8), at(1, 7, 9), true, false),
            (at(1, 2, 8), at(1, 8, 9), false, false),
            (at(1, 2, 8), at(2, 3, 5), false, false),
        ] {
            assert_eq!((a.overlaps(&b), b.overlaps(&a), a.covers(&b)), (overlaps, overlaps, covers), "{a:?} {b:?}");
        }
    }
}
