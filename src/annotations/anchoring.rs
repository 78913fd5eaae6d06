//! Finding an annotation's words again after the draft was edited, by us or behind our back.
//!
//! The order is Hypothesis's fuzzy anchoring, made strict: where the body is the one that the file was written for, the
//! position holds. Else the words must stand in the body as written, or but for blanks and the shape of quotation marks, and
//! enough must speak for the place: what stands around it, how often they stood and stand in the body, and how much they tell
//! by themselves. Where two places are nearly as good as each other, or the words have changed, the annotation is an orphan: it
//! is kept, shown, and not guessed at.

use std::ops::Range;

use super::neighbourhood::{Folded, Frequencies, Neighbourhood, Passage, bounds, fold, standing};
use super::sidecar::{Annotation, Sidecar, digest};

/// How much must speak for a place, and how much more than for the next best, in bits.
const ENOUGH: f64 = 6.5;
const CLEARLY: f64 = 5.0;

/// What speaks for one of the places where words stand now before anybody looks around it, in bits, if they stood in so many
/// then: one of those that are gone may have been the annotation's.
fn before_looking(then: usize, now: usize) -> f64 {
    const NONE_GONE: f64 = 3.0;
    let bits = |n: usize| f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX)).log2();
    let still = if now >= then { NONE_GONE } else { bits(now) - bits(then - now) };
    still - bits(now)
}

/// Where each annotation of a sidecar stands in a body, in bytes; `None` for orphans.
#[must_use]
pub fn anchor(sidecar: &Sidecar, body: &str) -> Vec<Option<Range<usize>>> {
    if sidecar.annotations.is_empty() {
        return Vec::new();
    }
    if sidecar.digest == digest(body) {
        let starts: Vec<usize> = body.char_indices().map(|(i, _)| i).chain([body.len()]).collect();
        let at = |a: &Annotation| {
            let range = *starts.get(a.position.start)?..*starts.get(a.position.end)?;
            (body.get(range.clone()) == Some(a.exact.as_str())).then_some(range)
        };
        let places: Vec<_> = sidecar.annotations.iter().map(at).collect();
        if places.iter().all(Option::is_some) {
            return places;
        }
    }
    let folded = fold(body);
    let frequencies = Frequencies::of(&folded.text);
    sidecar.annotations.iter().map(|a| find(a, body, &folded, &frequencies)).collect()
}

fn find(a: &Annotation, body: &str, folded: &Folded, frequencies: &Frequencies) -> Option<Range<usize>> {
    let own = Passage::new(&a.prefix, &a.exact, &a.suffix);
    let exact = &own.text[own.range.clone()];
    if exact.is_empty() {
        return None;
    }
    let kept = own.neighbourhood(frequencies);
    let bounded = bounds(&a.prefix, &a.exact, &a.suffix);
    let evidence = |of: &Neighbourhood, at: usize| of.evidence(&folded.text, &(at..at + exact.len()));
    let mut places: Vec<(f64, usize)> = standing(&folded.text, exact, bounded).map(|at| (evidence(&kept, at), at)).collect();
    places.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let (most, chosen) = *places.first()?;
    // Words that stood once and stand once are hardly others of the same spelling, the less the more of them there are.
    let of_their_own = if a.copies == 1 && places.len() == 1 { frequencies.own(exact).max(0.0) } else { 0.0 };
    let is_enough = most + of_their_own + before_looking(a.copies, places.len()) >= ENOUGH;
    let is_clear = places.get(1).is_none_or(|(second, _)| most >= second + CLEARLY);
    // What stood near the annotation in the same words, or elsewhere in much the same neighbourhood, must not be taken for it.
    let near = standing(&own.text, exact, bounded).filter(|at| *at != own.range.start).map(|at| own.neighbourhood_at(at, frequencies));
    let double = a.double.as_ref().map(|(prefix, suffix)| Passage::new(prefix, &a.exact, suffix));
    let double = double.iter().map(|d| d.neighbourhood(frequencies));
    let mut others = near.chain(double);
    if !is_enough || !is_clear || others.any(|other| most < evidence(&other, chosen) + CLEARLY) {
        return None;
    }
    let start = folded.from[chosen];
    let last = chosen + exact.len();
    // From the byte after the last letter, not from the start of what follows it: blanks were run together.
    let end = folded.text[..last].char_indices().next_back().map_or(start, |(i, _)| {
        let from = folded.from[i];
        from + body[from..].chars().next().map_or(0, char::len_utf8)
    });
    Some(start..end.max(start))
}

/// A range after an edit that replaced `edited` by `length` bytes: what is put in at either end stays outside. A range whose
/// words are all gone is empty.
#[must_use]
pub fn moved(range: &Range<usize>, edited: &Range<usize>, length: usize) -> Range<usize> {
    let shift = |at: usize| at - edited.end + edited.start + length;
    if edited.end <= range.start {
        return shift(range.start)..shift(range.end);
    }
    if edited.start >= range.end {
        return range.clone();
    }
    // The edit reaches into the range. What stays of it is what stood before and behind the edit, and what was put between.
    let start = if edited.start < range.start { edited.start + length } else { range.start };
    let end = if edited.end > range.end { edited.start } else { shift(range.end) };
    if edited.start <= range.start && edited.end >= range.end {
        // All of it was replaced: by nothing, or by what now stands there.
        return edited.start..edited.start + if edited == range { length } else { 0 };
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_move_with_edits() {
        let r = 10..20;
        for (edit, length, expected) in [
            (0..5, 3, 8..18),
            (5..10, 0, 5..15),
            (10..10, 4, 14..24),
            (20..20, 4, 10..20),
            (25..30, 0, 10..20),
            (12..14, 5, 10..23),
            (5..12, 2, 7..15),
            (18..25, 2, 10..18),
            (10..20, 3, 10..13),
            (9..21, 3, 9..9),
        ] {
            assert_eq!(moved(&r, &edit, length), expected, "{edit:?} {length}");
        }
    }
}
