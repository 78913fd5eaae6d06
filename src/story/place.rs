//! Places in a draft.

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
