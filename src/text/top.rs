//! The top of a story: headline, standfirst and byline, before the first paragraph.

use super::draft::Slot;
use super::lines::LineKind;
use super::region::Region;

/// The most words of a headline.
const HEADLINE: usize = 30;
/// The most words of a headline that ends as a sentence does.
const SENTENCE: usize = 22;

/// Tells the top of a story, from the block `front` on; the number of the block at which the story goes on. `title` is the
/// headline that metadata has: nothing else is one then but a heading, or a line that says the same.
pub(super) fn of_story(slots: &[Slot], regions: &mut [Region], front: usize, title: Option<&str>) -> usize {
    let Some(first) = (front..slots.len()).find(|i| regions[*i] == Region::Body) else { return front };
    let shape = |i: usize| &slots[i].block.shape;
    let headline = headline(slots, regions, first, title);
    if let Some(at) = headline {
        // What stands above it in short lines names the section or the series.
        for region in &mut regions[first..at] {
            if *region == Region::Body {
                *region = Region::Boilerplate;
            }
        }
        regions[at] = Region::Headline;
    } else if title.is_none() {
        return front;
    }
    let mut at = headline.map_or(first, |h| h + 1);
    let from = headline.unwrap_or(front);
    while at < slots.len() {
        match regions[at] {
            Region::Body if shape(at).line == LineKind::Byline => regions[at] = Region::Byline,
            Region::Body if is_standfirst(slots, regions, from, at) => regions[at] = Region::Standfirst,
            Region::Body | Region::QuoteBlock | Region::List => break,
            _ => {}
        }
        at += 1;
    }
    at
}

/// The block that is the headline.
fn headline(slots: &[Slot], regions: &[Region], first: usize, title: Option<&str>) -> Option<usize> {
    let shape = |i: usize| &slots[i].block.shape;
    let more = regions[first + 1..].iter().any(|r| r.is_story());
    // A heading among the lines above the first paragraph.
    let above = |i: &usize| regions[*i] == Region::Body && shape(*i).heading == Some(1);
    let prose = |i: &usize| regions[*i].is_story() && shape(*i).heading.is_none() && (shape(*i).full_stop || shape(*i).words > SENTENCE);
    let top = first..(first..slots.len()).find(prose).unwrap_or(slots.len());
    if let Some(heading) = top.clone().find(above) {
        return Some(heading);
    }
    let s = shape(first);
    if let Some(title) = title {
        let text = slots[first].block.clean.text.trim();
        return (text.to_lowercase() == title.trim().to_lowercase()).then_some(first);
    }
    if s.heading.is_some() {
        return Some(first);
    }
    // The story opens with its dateline: the line above that is the headline, however it ends.
    let dated = (first + 1..slots.len()).find(|i| regions[*i].is_story()).is_some_and(|i| shape(i).dateline > 0 && s.sentence_ends <= 1);
    let line = s.dateline == 0
        && s.label == 0
        && s.line != LineKind::Byline
        && s.words <= HEADLINE
        && more
        && (!s.ends_like_a_sentence || (dated || !(s.full_stop && s.reports)) && s.words <= SENTENCE && s.sentence_ends <= 1);
    line.then_some(first)
}

/// A standfirst is set as one, or is a line without a full stop; a sentence is one above the byline, and above other furniture
/// where it reports nothing.
fn is_standfirst(slots: &[Slot], regions: &[Region], from: usize, at: usize) -> bool {
    let s = &slots[at].block.shape;
    if regions[from..at].contains(&Region::Standfirst)
        || s.dateline > 0
        || s.label > 0
        || s.opens_quotation
        || s.words > 50
        || s.words < 4
        || s.sentence_ends > 2
    {
        return false;
    }
    let headed = regions[from] == Region::Headline;
    let section = s.heading.is_some_and(|level| !headed || slots[at + 1..].iter().any(|n| n.block.shape.heading == Some(level)));
    let story_follows = regions[at + 1..].iter().any(|r| r.is_story());
    let furniture = slots.get(at + 1).is_some_and(|next| {
        let next = &next.block.shape;
        next.line == LineKind::Byline
            || !s.reports && (next.dateline > 0 || matches!(regions[at + 1], Region::Caption | Region::Credit | Region::Dateline))
    });
    story_follows && !section && (s.emphasis || s.heading.is_some() || !s.ends_like_a_sentence || furniture)
}
