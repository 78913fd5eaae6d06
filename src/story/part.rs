//! A paragraph as the story pass sees it: what it tells, its number and what it is for.

use crate::paragraph::BlockFacts;
use crate::text::Region;

/// A block with its region, as the story pass sees it.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Its number.
    pub number: usize,
    /// What it is for.
    pub region: Region,
    /// How many bytes of its clean text are a dateline.
    pub dateline: u32,
    /// What it tells.
    pub facts: &'a BlockFacts,
}
