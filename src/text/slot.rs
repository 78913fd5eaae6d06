//! A block in its place among others.

use std::sync::Arc;

use super::block::Block;

/// A block in its place: how many bytes separate it from the block before (or the start), and the block.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Bytes between the end of the block before and the start of this one.
    pub gap: u32,
    /// Whether a blank line, or the start of the text, stands before it.
    pub after_blank: bool,
    /// The block; shared between versions of the draft as long as its text stands.
    pub block: Arc<Block>,
}
