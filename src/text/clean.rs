//! Text without markup, and the way back to what was typed.

use std::ops::Range;

use super::position::clamp;

/// A block's text without markup, and how it maps back to what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The text to read.
    pub text: String,
    /// Where stretches of `text` come from: (offset in `text`, offset in the raw block, length), in order. None where it is all as
    /// it was typed, as most blocks are.
    pieces: Vec<(u32, u32, u32)>,
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
            Some(last) if last.1 + last.2 == start => last.2 += length,
            _ => self.pieces.push((clamp(self.text.len()), start, length)),
        }
        self.text.push_str(&raw[range]);
    }

    /// Gives back the room that it was built with.
    pub(super) fn fit(&mut self) {
        self.text.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }

    /// The stretches of what was typed that are read, in order, in bytes.
    pub fn kept(&self) -> impl Iterator<Item = Range<usize>> {
        let whole = self.pieces.is_empty().then_some(0..self.text.len());
        whole.into_iter().chain(self.pieces.iter().map(|p| p.1 as usize..(p.1 + p.2) as usize))
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
        let mut pieces = Vec::with_capacity(self.pieces.len() + inner.pieces.len());
        for (at, from, length) in self.pieces {
            let (mut at, mut from, end) = (at, from, from + length);
            while from < end {
                let i = inner.pieces.partition_point(|p| p.0 + p.2 <= from);
                let Some(&(inner_at, inner_raw, inner_length)) = inner.pieces.get(i) else { break };
                let take = (inner_at + inner_length).min(end) - from;
                pieces.push((at, inner_raw + (from - inner_at), take));
                at += take;
                from += take;
            }
        }
        Self { text: self.text, pieces }
    }

    /// The typed stretch that a stretch of the clean text comes from, both in bytes. An empty stretch gives a point.
    #[must_use]
    pub fn to_raw(&self, range: Range<u32>) -> Range<usize> {
        let start = self.raw_start(range.start);
        let end = if range.is_empty() { start } else { self.raw_end(range.end) };
        start as usize..(end as usize).max(start as usize)
    }

    fn raw_start(&self, at: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.0 + p.2 <= at);
        match self.pieces.get(i) {
            Some(p) => p.1 + (at - p.0),
            None => self.pieces.last().map_or(at, |p| p.1 + p.2),
        }
    }

    fn raw_end(&self, at: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.0 + p.2 < at);
        match self.pieces.get(i) {
            Some(p) => p.1 + at.saturating_sub(p.0),
            None => self.pieces.last().map_or(at, |p| p.1 + p.2),
        }
    }

    /// The offset in the clean text that a raw offset falls on; one inside markup gives the next offset that is read.
    #[must_use]
    pub fn of_raw(&self, raw: usize) -> u32 {
        let raw = clamp(raw);
        let i = self.pieces.partition_point(|p| p.1 + p.2 <= raw);
        match self.pieces.get(i) {
            Some(p) => p.0 + raw.saturating_sub(p.1),
            None if self.pieces.is_empty() => raw.min(clamp(self.text.len())),
            None => clamp(self.text.len()),
        }
    }
}
