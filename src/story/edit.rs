//! What an edit leaves of an article as it was.

use std::ops::Range;

use super::part::Part;
use super::place::Place;

/// An article of which some paragraphs in a row are others than before.
pub(super) struct ArticleEdit<'a, 'd> {
    /// The paragraphs that were there.
    pub before: &'a [Part<'d>],
    /// The one behind them then.
    pub behind_before: Option<&'a Part<'d>>,
    /// The paragraphs that are there now.
    pub now: &'a [Part<'d>],
    /// The one behind them now.
    pub behind: Option<&'a Part<'d>>,
}

/// The paragraphs that an edit made others, without those around them.
pub(super) struct Changed<'a> {
    /// As they were.
    pub before: &'a [Part<'a>],
    /// As they are.
    pub now: &'a [Part<'a>],
    /// Their numbers then.
    pub old: Range<usize>,
    /// Their numbers now.
    pub new: Range<usize>,
    /// How many more there are.
    pub by: isize,
}

impl Changed<'_> {
    /// Where a place that is in none of them stands now.
    pub(super) fn moved(&self, place: Place) -> Place {
        if place.block < self.old.end { place } else { place.moved(self.by) }
    }

    /// The number that a paragraph behind them had.
    pub(super) fn was(&self, number: usize) -> usize {
        number.wrapping_add_signed(-self.by)
    }
}

/// Paragraphs beyond those that an edit made others which are to be read again, too; all between the first and the last of them are.
#[derive(Debug, Default)]
pub(super) struct Wider(Option<Range<usize>>);

impl Wider {
    /// A paragraph is to be read; it may be one of those that `are` already.
    pub(super) fn add(&mut self, block: usize, are: &Range<usize>) {
        if !are.contains(&block) {
            let all = self.0.get_or_insert(block..block + 1);
            *all = all.start.min(block)..all.end.max(block + 1);
        }
    }

    /// A paragraph is to be read, and the next one, which may ask who was just named.
    pub(super) fn add_with_next(&mut self, block: usize, are: &Range<usize>) {
        self.add(block, are);
        self.add(block + 1, are);
    }

    /// Whether there is any.
    pub(super) fn is_needed(&self) -> bool {
        self.0.is_some()
    }

    /// The paragraphs that an edit made others with these, as they were and as they are; there are `count` now.
    pub(super) fn over(self, old: &Range<usize>, new: &Range<usize>, count: usize) -> (Range<usize>, Range<usize>) {
        let more = self.0.unwrap_or_else(|| new.clone());
        let (before, behind) = (new.start.saturating_sub(more.start), more.end.min(count).saturating_sub(new.end));
        (old.start - before..old.end + behind, new.start - before..new.end + behind)
    }
}

/// The paragraphs that were read anew after an edit.
#[derive(Clone, Debug)]
pub(crate) struct Renewed {
    /// They were these,
    pub before: Range<usize>,
    /// and are these.
    pub now: Range<usize>,
    /// How many more paragraphs there are.
    pub by: isize,
    /// How many more attributions there are.
    pub attributions: isize,
}

impl Renewed {
    /// The number that a paragraph behind them had.
    pub(crate) fn was(&self, number: usize) -> usize {
        number.wrapping_add_signed(-self.by)
    }

    /// The number that a paragraph has now; one that is no more has that of what stands in its place.
    pub(crate) fn is(&self, number: usize) -> usize {
        if number < self.before.end { number } else { number.wrapping_add_signed(self.by) }
    }

    /// The number that an attribution behind them has now.
    pub(crate) fn attribution(&self, id: u32) -> u32 {
        id.wrapping_add_signed(i32::try_from(self.attributions).unwrap_or_default())
    }
}

/// Those of a row, in the order of blocks, that stand in some of them.
pub(crate) fn within<'a, T>(row: &'a [T], blocks: &Range<usize>, block: impl Fn(&T) -> usize) -> &'a [T] {
    let from = row.partition_point(|one| block(one) < blocks.start);
    &row[from..from + row[from..].partition_point(|one| block(one) < blocks.end)]
}

/// How many more there are now than before.
pub(super) fn more(now: usize, before: usize) -> isize {
    let signed = |n: usize| isize::try_from(n).unwrap_or(isize::MAX);
    signed(now) - signed(before)
}
