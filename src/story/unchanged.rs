//! What an edit leaves of the blocks of an earlier reading, and what goes on with them.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::language::House;
use crate::paragraph::BlockFacts;
use crate::text::slot::Slot;
use crate::text::{Block, ends};

/// The blocks at either end of a draft that stood there in an earlier reading.
pub(super) struct Unchanged {
    /// The numbers of the blocks that are new, and of those that they took the place of.
    new: Range<usize>,
    old: Range<usize>,
}

impl Unchanged {
    pub(super) fn of(before: &[Arc<Block>], slots: &[Slot]) -> Self {
        let (head, tail) = ends::alike(before.iter(), slots.iter(), |old, slot| Arc::ptr_eq(old, &slot.block));
        Self { new: head..slots.len() - tail, old: head..before.len() - tail }
    }

    /// The numbers of the blocks in which something is marked, by those `before`.
    pub(super) fn marked(&self, before: &[usize], slots: &[Slot]) -> Vec<usize> {
        let head = before.iter().copied().take_while(|n| *n < self.new.start);
        let new = self.new.clone().filter(|n| slots[*n].block.is_marked());
        let behind = before.iter().filter(|n| **n >= self.old.end).map(|n| n - self.old.end + self.new.end);
        head.chain(new).chain(behind).collect()
    }

    /// What each block tells by itself, by what they told `before`. What is read for the first time is read on all cores, if it is long.
    pub(super) fn facts(
        &self,
        before: &[Arc<BlockFacts>],
        slots: &[Slot],
        house: &House,
        stop: &dyn Fn() -> bool,
    ) -> Option<Vec<Arc<BlockFacts>>> {
        /// How many blocks are read between two looks at whether to stop, and how many new ones among them are worth other cores.
        const TOGETHER: usize = 256;
        const MANY: usize = 64;
        let of = |slot: &Slot| slot.block.derived(|b| BlockFacts::with(b, house));
        let mut facts = Vec::with_capacity(slots.len());
        facts.extend_from_slice(&before[..self.old.start]);
        for some in slots[self.new.clone()].chunks(TOGETHER) {
            if stop() {
                return None;
            }
            if some.iter().filter(|slot| !slot.block.is_derived()).count() < MANY {
                facts.extend(some.iter().map(of));
            } else {
                facts.par_extend(some.par_iter().map(of));
            }
        }
        facts.extend_from_slice(&before[self.old.end..]);
        Some(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Draft, Format};

    #[test]
    fn marked_blocks_keep_their_numbers_or_move() {
        let mut draft = Draft::new("One [WHO?] rose.\n\nTwo.\n\nThree [WHO?] rose.\n\nFour {>>no<<} rose.", Format::Markdown);
        let mut before: Vec<Arc<Block>> = Vec::new();
        let mut marked: Vec<usize> = Vec::new();
        // Where something is put in place of what; the numbers then.
        for (at, length, text, expected) in [
            (0, 0, "", &[0, 2, 3][..]),
            (0, 0, "New.\n\n", &[1, 3, 4]),
            (0, 6, "", &[0, 2, 3]),
            (18, 3, "Two [WHO?] ", &[0, 1, 2, 3]),
            (0, 3, "", &[0, 1, 2, 3]),
        ] {
            draft.edit(at..at + length, text);
            let unchanged = Unchanged::of(&before, draft.slots());
            marked = unchanged.marked(&marked, draft.slots());
            before = draft.slots().iter().map(|s| Arc::clone(&s.block)).collect();
            let afresh: Vec<usize> = (0..before.len()).filter(|n| before[*n].is_marked()).collect();
            assert_eq!((marked.as_slice(), afresh.as_slice()), (expected, expected), "{}", draft.rope());
        }
    }
}
