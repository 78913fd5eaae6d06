//! A paragraph as the story pass sees it.

use crate::paragraph::BlockFacts;
use crate::text::Region;

/// A block with its region, as the story pass sees it.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Its number.
    pub number: usize,
    /// What it is for.
    pub region: Region,
    /// What it tells.
    pub facts: &'a BlockFacts,
}
