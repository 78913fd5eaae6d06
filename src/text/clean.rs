//! Text without markup, and the way back to what was typed.

use std::ops::Range;

use super::position::clamp;

/// A stretch of the text to read, and the stretch of what was typed that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CleanStretch {
    /// First byte in the text.
    at: u32,
    /// Bytes of the text.
    length: u32,
    /// First byte as typed.
    raw: u32,
    /// Bytes as typed.
    typed: u32,
    /// Whether each byte stands for one that was typed; else all of it stands for all of them.
    same: bool,
}

impl CleanStretch {
    fn end(&self) -> u32 {
        self.at + self.length
    }

    fn raw_end(&self) -> u32 {
        self.raw + self.typed
    }

    /// Its part from one byte of the text to another. What reads as something else stands for all of it in every part.
    fn part(&self, from: u32, to: u32) -> Self {
        let (raw, typed) = if self.same { (self.raw + (from - self.at), to - from) } else { (self.raw, self.typed) };
        Self { at: from, length: to - from, raw, typed, same: self.same }
    }
}

/// A block's text without markup, and how it maps back to what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The text to read.
    pub text: String,
    /// Where stretches of `text` come from, in order, none of them empty. None where it is all as it was typed, as most blocks are.
    pieces: Vec<CleanStretch>,
}

impl Clean {
    /// A text that is read as it was typed.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { text: text.to_owned(), pieces: Vec::new() }
    }

    /// Appends `raw[range]` to the clean text.
    pub fn push(&mut self, raw: &str, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let (start, length) = (clamp(range.start), clamp(range.len()));
        match self.pieces.last_mut() {
            Some(last) if last.same && last.raw_end() == start => {
                last.length += length;
                last.typed += length;
            }
            _ => self.pieces.push(CleanStretch { at: clamp(self.text.len()), length, raw: start, typed: length, same: true }),
        }
        self.text.push_str(&raw[range]);
    }

    /// Appends other words than were typed in `range`.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        if !with.is_empty() && !range.is_empty() {
            let (at, length) = (clamp(self.text.len()), clamp(with.len()));
            self.pieces.push(CleanStretch { at, length, raw: clamp(range.start), typed: clamp(range.len()), same: false });
            self.text.push_str(with);
        }
    }

    /// Whether it is all of what was typed.
    pub(super) fn is_all(&self, raw: &str) -> bool {
        self.text.len() == raw.len() && self.pieces.iter().all(|p| p.same)
    }

    /// The same without the room that it was built with.
    pub(super) fn fitted(mut self) -> Self {
        self.text.shrink_to_fit();
        self.pieces.shrink_to_fit();
        self
    }

    /// The stretches of what was typed that are read, in order, in bytes.
    pub fn kept(&self) -> impl Iterator<Item = Range<usize>> {
        let whole = self.pieces.is_empty().then_some(0..self.text.len());
        whole.into_iter().chain(self.pieces.iter().map(|p| p.raw as usize..p.raw_end() as usize))
    }

    /// The clean text of a clean text: `self` was made from `inner.text`; the result maps to where `inner` maps.
    #[must_use]
    pub fn through(self, inner: &Self) -> Self {
        if inner.pieces.is_empty() {
            return self;
        }
        if self.pieces.is_empty() {
            let pieces = if self.text.is_empty() { Vec::new() } else { inner.pieces.clone() };
            return Self { text: self.text, pieces };
        }
        let mut pieces: Vec<CleanStretch> = Vec::with_capacity(self.pieces.len() + inner.pieces.len());
        for piece in self.pieces {
            if !piece.same {
                let typed = inner.to_raw(piece.raw..piece.raw_end());
                pieces.push(CleanStretch { raw: clamp(typed.start), typed: clamp(typed.len()), ..piece });
                continue;
            }
            let (mut from, end) = (piece.raw, piece.raw_end());
            while from < end {
                let Some(within) = inner.pieces.get(inner.pieces.partition_point(|p| p.end() <= from)) else { break };
                let to = within.end().min(end);
                pieces.push(CleanStretch { at: piece.at + (from - piece.raw), ..within.part(from, to) });
                from = to;
            }
        }
        Self { text: self.text, pieces }
    }

    /// The typed stretch that a stretch of the clean text comes from, both in bytes. An empty stretch gives a point; what reads as
    /// something else than was typed is taken in whole.
    #[must_use]
    pub fn to_raw(&self, range: Range<u32>) -> Range<usize> {
        let start = self.raw_start(range.start);
        let end = if range.is_empty() { start } else { self.raw_end(range.end) };
        start as usize..(end as usize).max(start as usize)
    }

    fn raw_start(&self, at: u32) -> u32 {
        match self.pieces.get(self.pieces.partition_point(|p| p.end() <= at)) {
            Some(p) if p.same => p.raw + (at - p.at),
            Some(p) => p.raw,
            None => self.pieces.last().map_or(at, CleanStretch::raw_end),
        }
    }

    fn raw_end(&self, at: u32) -> u32 {
        match self.pieces.get(self.pieces.partition_point(|p| p.end() < at)) {
            Some(p) if p.same || at <= p.at => p.raw + at.saturating_sub(p.at),
            Some(p) => p.raw_end(),
            None => self.pieces.last().map_or(at, CleanStretch::raw_end),
        }
    }

    /// The offset in the clean text that a raw offset falls on; one inside markup gives the next offset that is read.
    #[must_use]
    pub fn of_raw(&self, raw: usize) -> u32 {
        let raw = clamp(raw);
        match self.pieces.get(self.pieces.partition_point(|p| p.raw_end() <= raw)) {
            Some(p) if p.same => p.at + raw.saturating_sub(p.raw),
            Some(p) => {
                if raw <= p.raw {
                    p.at
                } else {
                    p.end()
                }
            }
            None if self.pieces.is_empty() => raw.min(clamp(self.text.len())),
            None => clamp(self.text.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A clean text that takes pieces of a text out, or reads them as something else.
    fn cleaned(raw: &str, doings: &[u8]) -> Clean {
        let mut clean = Clean::default();
        for ((at, c), doing) in raw.char_indices().zip(doings.iter().cycle()) {
            let range = at..at + c.len_utf8();
            match doing {
                0 => {}
                1 => clean.replace(range, "<>"),
                _ => clean.push(raw, range),
            }
        }
        clean
    }

    proptest! {
        #[test]
        fn a_clean_text_of_a_clean_text_maps_as_one_after_the_other(
            raw in "[a-dé\u{1F642}]{0,20}",
            first in prop::collection::vec(0u8..6, 1..8),
            second in prop::collection::vec(0u8..6, 1..8),
        ) {
            let inner = cleaned(&raw, &first);
            let outer = cleaned(&inner.text, &second);
            let both = outer.clone().through(&inner);
            prop_assert_eq!(&both.text, &outer.text);
            if both.text.is_empty() {
                return Ok(());
            }
            let bounds: Vec<u32> = both.text.char_indices().map(|(i, _)| clamp(i)).chain([clamp(both.text.len())]).collect();
            for (i, start) in bounds.iter().enumerate() {
                for end in &bounds[i + 1..] {
                    let step = outer.to_raw(*start..*end);
                    let typed = inner.to_raw(clamp(step.start)..clamp(step.end));
                    prop_assert_eq!(both.to_raw(*start..*end), typed.clone(), "{}..{} of {:?}", start, end, both);
                    prop_assert!(raw.get(typed.clone()).is_some(), "{:?}", typed);
                }
                let one = both.to_raw(*start..start + 1);
                prop_assert!(one.is_empty() || both.of_raw(one.start) <= *start && *start <= both.of_raw(one.end), "{}", start);
            }
        }
    }

    #[test]
    fn what_reads_as_something_else_is_taken_in_whole() {
        let raw = "a&lt;b";
        let mut clean = Clean::default();
        clean.push(raw, 0..1);
        clean.replace(1..5, "<");
        clean.push(raw, 5..6);
        assert_eq!(clean.text, "a<b");
        let typed = |range: Range<u32>| &raw[clean.to_raw(range)];
        assert_eq!([typed(0..2), typed(1..2), typed(1..3), typed(0..1), typed(2..3)], ["a&lt;", "&lt;", "&lt;b", "a", "b"]);
        assert_eq!([0, 1, 2, 4, 5, 6].map(|at| clean.of_raw(at)), [0, 1, 2, 2, 2, 3]);
    }
}
