//! Stretches of a text that may lie over each other, to be asked which of them reach into another.

/// How many stretches are looked at for one answer, those that begin nearest first. No paragraph of prose has so many over one
/// another; without it, text made for that would cost the square of its length.
const MOST: usize = 256;

/// Stretches, in the order of their starts.
#[derive(Debug, Default)]
pub struct Spans(Vec<Stretched>);

#[derive(Debug)]
struct Stretched {
    start: u32,
    end: u32,
    /// The furthest end of it and of all before it.
    reach: u32,
    id: usize,
}

impl Spans {
    /// The stretches `start..end`, each with its id.
    #[must_use]
    pub fn of(spans: impl Iterator<Item = (u32, u32, usize)>) -> Self {
        let mut all: Vec<Stretched> = spans.map(|(start, end, id)| Stretched { start, end, reach: end, id }).collect();
        all.sort_by_key(|s| s.start);
        let mut reach = 0;
        for span in &mut all {
            reach = span.end.max(reach);
            span.reach = reach;
        }
        Self(all)
    }

    /// The ids of those that share a byte with `start..end`, in their order, each once.
    #[must_use]
    pub fn overlapping(&self, start: u32, end: u32) -> Vec<usize> {
        let first = self.0.partition_point(|s| s.start < end);
        let near = self.0[..first].iter().rev().take(MOST).take_while(|s| s.reach > start);
        let mut ids: Vec<usize> = near.filter(|s| s.end > start).map(|s| s.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn those_are_found_that_share_a_byte(
            spans in prop::collection::vec((0u32..40, 0u32..12), 0..30), start in 0u32..40, length in 1u32..8,
        ) {
            let spans: Vec<(u32, u32)> = spans.into_iter().map(|(at, length)| (at, at + length)).collect();
            let asked = Spans::of(spans.iter().enumerate().map(|(id, s)| (s.0, s.1, id)));
            let end = start + length;
            let one_by_one: Vec<usize> = (0..spans.len()).filter(|i| spans[*i].0 < end && start < spans[*i].1).collect();
            prop_assert_eq!(asked.overlapping(start, end), one_by_one);
        }
    }

    #[test]
    fn however_many_lie_over_each_other_few_are_looked_at() {
        let spans = Spans::of((0..100_000).map(|n| (n, 100_000, n as usize)));
        assert!(spans.overlapping(99_999, 100_000).len() <= MOST);
    }
}
