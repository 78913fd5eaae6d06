//! A draft under edit: its text as a rope, and its blocks, of which an edit replaces only those it touches.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;

use super::block::Block;
use super::metadata::{FrontMatter, Memo};
use super::position::clamp;
use super::slot::Slot;
use super::{Format, cut, ends};

/// A draft. Cloning is cheap: rope and blocks are shared.
#[derive(Clone, Debug)]
pub struct Draft {
    rope: Rope,
    format: Format,
    slots: Vec<Slot>,
    /// The front matter as it was last read.
    front: Memo,
}

impl Draft {
    /// Cuts a text into blocks and reads each of them.
    #[must_use]
    pub fn new(text: &str, format: Format) -> Self {
        let mut draft = Self { rope: Rope::from_str(text), format, slots: Vec::new(), front: Memo::default() };
        draft.slots = draft.read(text, &[]);
        draft
    }

    /// The text.
    #[must_use]
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// How the text is marked up.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The blocks, in order.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// What the draft says about itself at its top.
    #[must_use]
    pub fn front_matter(&self) -> Arc<FrontMatter> {
        self.front.read(&self.rope, &self.slots)
    }

    /// The byte offset at which each block starts.
    #[must_use]
    pub fn starts(&self) -> Vec<usize> {
        let mut at = 0;
        self.slots
            .iter()
            .map(|slot| {
                let start = at + slot.gap as usize;
                at = start + slot.block.raw.len();
                start
            })
            .collect()
    }

    /// Replaces the bytes of `range` by `text`. A range past the end is cut off there; a bound inside a character is moved
    /// to the character's start.
    pub fn edit(&mut self, range: Range<usize>, text: &str) {
        let bound = |at: usize| {
            let at = at.min(self.rope.len_bytes());
            self.rope.byte_to_char(at)
        };
        let (start, end) = (bound(range.start), bound(range.end).max(bound(range.start)));
        let (start_byte, end_byte) = (self.rope.char_to_byte(start), self.rope.char_to_byte(end));
        self.rope.remove(start..end);
        self.rope.insert(start, text);
        self.recut(start_byte, end_byte, text.len());
    }

    /// Cuts anew the runs of lines that an edit touched. `old` bounds are in the text before, `new_length` in the text after.
    fn recut(&mut self, old_start: usize, old_end: usize, new_length: usize) {
        let starts = self.starts();
        let ends: Vec<usize> = starts.iter().zip(&self.slots).map(|(s, slot)| s + slot.block.raw.len()).collect();
        // Everything up to the last run that ends well before the edit stays, and everything from the first run that starts
        // well after it. A line break of two bytes beside the edit belongs to its neighbourhood, hence the margin.
        const MARGIN: usize = 2;
        let mut keep_before = ends.partition_point(|e| e + MARGIN < old_start);
        while keep_before > 0 && !self.slots.get(keep_before).is_some_and(|s| s.after_blank) {
            keep_before -= 1;
        }
        // The run before the edit might be joined to it when the blank line between them goes.
        keep_before = keep_before.saturating_sub(1);
        while keep_before > 0 && !self.slots[keep_before].after_blank {
            keep_before -= 1;
        }
        let mut keep_after = starts.partition_point(|s| *s <= old_end + MARGIN).max(keep_before);
        while keep_after < self.slots.len() && !self.slots[keep_after].after_blank {
            keep_after += 1;
        }
        if keep_after < self.slots.len() {
            keep_after += 1;
            while keep_after < self.slots.len() && !self.slots[keep_after].after_blank {
                keep_after += 1;
            }
        }
        let from = if keep_before == 0 { 0 } else { ends[keep_before - 1] };
        let old_to = if keep_after == self.slots.len() { None } else { Some(starts[keep_after]) };
        let to = old_to.map_or(self.rope.len_bytes(), |t| t - (old_end - old_start) + new_length);
        let text = self.rope.byte_slice(from..to).to_string();
        let old: Vec<Arc<Block>> = self.slots[keep_before..keep_after].iter().map(|s| Arc::clone(&s.block)).collect();
        let fresh = self.read(&text, &old);
        let used: usize = fresh.iter().map(|s| s.gap as usize + s.block.raw.len()).sum();
        if let Some(next) = self.slots.get_mut(keep_after) {
            next.gap = clamp(text.len() - used);
        }
        self.slots.splice(keep_before..keep_after, fresh);
    }

    /// Cuts and reads a text, taking over each block of `old` whose text stands at the same distance from either end. Of short
    /// lines that read the same, as lists and tables have them, all are one block.
    fn read(&self, text: &str, old: &[Arc<Block>]) -> Vec<Slot> {
        const SHORT: usize = 16;
        let fresh = |raw: &str| Arc::new(Block::new(raw.to_owned(), self.format));
        let mut short: HashMap<&str, Arc<Block>> = HashMap::new();
        let cuts = cut::cut(text, self.format);
        let same = |cut: &&(Range<usize>, bool), block: &&Arc<Block>| text[cut.0.clone()] == *block.raw;
        let (head, tail) = ends::alike(cuts.iter(), old.iter(), same);
        let mut at = 0;
        cuts.iter()
            .enumerate()
            .map(|(i, (range, after_blank))| {
                let gap = clamp(range.start - at);
                at = range.end;
                let block = if i < head {
                    Arc::clone(&old[i])
                } else if i + tail >= cuts.len() {
                    Arc::clone(&old[old.len() - (cuts.len() - i)])
                } else if range.len() <= SHORT {
                    let raw = &text[range.clone()];
                    Arc::clone(short.entry(raw).or_insert_with(|| fresh(raw)))
                } else {
                    fresh(&text[range.clone()])
                };
                Slot { gap, after_blank: *after_blank, block }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(draft: &Draft) -> Vec<(u32, bool, String)> {
        draft.slots().iter().map(|s| (s.gap, s.after_blank, s.block.raw.to_string())).collect()
    }

    #[test]
    fn an_edit_keeps_the_blocks_it_does_not_touch() {
        let mut draft = Draft::new("Head\n\nOne.\n\nTwo.\n\nThree.\n\nFour.", Format::Text);
        let before = draft.slots().to_vec();
        let at = draft.rope().to_string().find("Two").unwrap();
        draft.edit(at..at + 3, "2");
        assert!(Arc::ptr_eq(&before[0].block, &draft.slots()[0].block));
        assert!(Arc::ptr_eq(&before[1].block, &draft.slots()[1].block));
        assert!(!Arc::ptr_eq(&before[2].block, &draft.slots()[2].block));
        assert!(Arc::ptr_eq(&before[4].block, &draft.slots()[4].block));
    }

    #[test]
    fn short_lines_that_read_the_same_are_one_block() {
        let draft = Draft::new("x\n\ny\n\nx\nThe council voted.\nThe council voted.", Format::Text);
        let same = |a: usize, b: usize| Arc::ptr_eq(&draft.slots()[a].block, &draft.slots()[b].block);
        assert!(same(0, 2) && !same(0, 1));
        assert!(!same(3, 4), "what is longer is hardly ever said twice");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn edits_give_what_cutting_from_scratch_gives(
            text in "\u{feff}?([a-c.]{1,3}|[ \u{a0}\u{feff}]|\n|\r\n|\r|\n\n|---\n|# |\u{2028}|\u{2029}|\u{b}|<p>|</p>|<!--|-->|\u{1F642}){0,30}",
            edits in prop::collection::vec((0usize..80, 0usize..12, "([ab.]|\n|\r|\n\n| |\u{feff}|\u{1F642}|---|\u{2028}|<p>|</p>|-->){0,4}"), 1..8),
            markdown: bool,
        ) {
            let format = if markdown { Format::Markdown } else { Format::Text };
            let mut draft = Draft::new(&text, format);
            for (start, length, insert) in edits {
                draft.edit(start..start + length, &insert);
                let fresh = Draft::new(&draft.rope().to_string(), format);
                prop_assert_eq!(drawn(&draft), drawn(&fresh));
            }
        }
    }
}
