//! What the desk knows of one article: people, sources, quotations, dates, claims.
//!
//! Reading goes in two passes. The block pass ([`block_pass`]) is a pure function of one block's text and is kept with the
//! block, so that an edit costs one paragraph. The story pass ([`read`]) goes over the blocks' findings in order and joins
//! them: who is who, which quotation runs on, which date is reckoned from.

pub mod acronyms;
pub mod anchor;
pub mod block_pass;
pub mod claims;
pub mod dates;
pub mod day;
pub mod describe;
pub mod front;
pub mod marks;
pub mod outline;
pub mod people;
pub mod quotations;
pub mod reading;
pub mod sources;
pub mod voices;

pub use block_pass::{BlockFacts, House};
pub use marks::{Home, Kept, Mark, local};
pub use reading::{Context, Reading, read};

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
