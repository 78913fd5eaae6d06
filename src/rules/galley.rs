//! The galley that a rule reads: a reading, and which of its paragraphs.

use std::ops::{Deref, Range};

use super::{Finding, Subject};
use crate::story::attributions::Attribution;
use crate::story::claims::Claim;
use crate::story::dates::TimeExpression;
use crate::story::quotations::Quote;
use crate::story::{Reading, Renewed, within};

/// How many paragraphs away what a rule goes by stands at the most, where its findings are those of paragraphs.
const FAR: usize = 41;

/// Some paragraphs of a reading. Rules whose findings are those of single paragraphs look at these alone, and around them at what is
/// no further away than [`FAR`] paragraphs, or in the next paragraph of the story.
pub(super) struct Galley<'a> {
    reading: &'a Reading,
    /// Their numbers.
    pub(super) numbers: Range<usize>,
}

impl Deref for Galley<'_> {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        self.reading
    }
}

impl<'a> Galley<'a> {
    /// All of a reading.
    pub(super) fn whole(reading: &'a Reading) -> Self {
        Self { reading, numbers: 0..reading.blocks.len() }
    }

    /// What was read anew after an edit, what claims are others, and what goes by that.
    pub(super) fn renewed(reading: &'a Reading, renewed: &Renewed, earlier: &Reading) -> Self {
        let (old, new) = (&earlier.claims, &reading.claims);
        let shorter = old.len().min(new.len());
        let head = (0..shorter).take_while(|n| new[*n].place.block < renewed.now.start && old[*n].is_moved(0, 0, &new[*n])).count();
        let moved = |n: &usize| {
            let (old, new) = (&old[old.len() - n], &new[new.len() - n]);
            new.place.block >= renewed.now.end && old.is_moved(renewed.by, renewed.attributions, new)
        };
        let tail = (1..=shorter - head).take_while(moved).count();
        let mut blocks = renewed.now.clone();
        for claim in &new[head..new.len() - tail] {
            blocks = blocks.start.min(claim.place.block)..blocks.end.max(claim.place.block + 1);
        }
        for claim in &old[head..old.len() - tail] {
            let block = renewed.is(claim.place.block);
            blocks = blocks.start.min(block)..blocks.end.max(block + 1);
        }
        let story = |block: &usize| reading.regions[*block].is_story();
        let before = (0..blocks.start).rev().find(story).unwrap_or(0);
        let behind = (blocks.end..reading.blocks.len()).find(story).map_or(reading.blocks.len(), |last| last + 1);
        let start = before.min(blocks.start.saturating_sub(FAR));
        let end = behind.max((blocks.end + FAR).min(reading.blocks.len()));
        Self { reading, numbers: start..end }
    }

    fn numbered<T>(&self, row: &'a [T], block: impl Fn(&T) -> usize) -> impl Iterator<Item = (usize, &'a T)> {
        let from = row.partition_point(|one| block(one) < self.numbers.start);
        (from..).zip(within(&row[from..], &self.numbers, block))
    }

    /// Their dates, by their numbers.
    pub(super) fn dates(&self) -> impl Iterator<Item = (usize, &'a TimeExpression)> {
        self.numbered(&self.reading.dates, |d| d.place.block)
    }

    /// Their attributions, by their numbers.
    pub(super) fn attributions(&self) -> impl Iterator<Item = (usize, &'a Attribution)> {
        self.numbered(&self.reading.attributions, |a| a.cue.block)
    }

    /// Their quotations, by their numbers.
    pub(super) fn quotes(&self) -> impl Iterator<Item = (usize, &'a Quote)> {
        self.numbered(&self.reading.quotes, |q| q.place.block)
    }

    /// Their claims, by their numbers.
    pub(super) fn claims(&self) -> impl Iterator<Item = (usize, &'a Claim)> {
        self.numbered(&self.reading.claims, |c| c.place.block)
    }

    /// A finding of an earlier reading in paragraphs that are none of these, as it stands now.
    pub(super) fn kept(&self, finding: &Finding, renewed: &Renewed, earlier: &Reading) -> Option<Finding> {
        let behind = finding.place.block >= renewed.before.end;
        if self.numbers.contains(&renewed.is(finding.place.block)) || !behind && finding.place.block >= renewed.before.start {
            return None;
        }
        let mut kept = finding.clone();
        if behind {
            let more = |n: usize, old: usize, new: usize| n + new - old;
            let now = self.reading;
            kept.place = kept.place.moved(renewed.by);
            kept.subject = match kept.subject {
                Subject::Claim(n) => Subject::Claim(more(n, earlier.claims.len(), now.claims.len())),
                Subject::Quote(n) => Subject::Quote(more(n, earlier.quotes.len(), now.quotes.len())),
                Subject::Date(n) => Subject::Date(more(n, earlier.dates.len(), now.dates.len())),
                Subject::Attribution(n) => Subject::Attribution(more(n, earlier.attributions.len(), now.attributions.len())),
                other => other,
            };
        }
        if let Some(related) = &mut kept.related
            && related.0.block >= renewed.before.end
        {
            related.0 = related.0.moved(renewed.by);
        }
        Some(kept)
    }
}
