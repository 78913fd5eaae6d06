//! A draft by who says it: stretches of source, reporting words, what is said, and what nobody says, laid side by side without
//! overlap, as an editor colours them and as the printed ledger does.

use crate::story::spans::Spans;
use crate::story::{Home, Place, Reading};

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// Who says it.
    Source,
    /// The words that report.
    Cue,
    /// A statement that nobody is the source of.
    Unsourced,
    /// What is said.
    Said,
    /// Words that carry an annotation beside the draft.
    Annotated,
}

/// A stretch of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where.
    pub place: Place,
    /// What.
    pub voice: Voice,
    /// The attribution that it belongs to.
    pub attribution: Option<usize>,
}

/// The stretches of a draft, in order. Where two overlap, the one that comes first in [`Voice`] shows.
#[must_use]
pub fn stretches(reading: &Reading) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for (n, a) in reading.attributions.iter().enumerate() {
        let mut add = |place: Place, voice| all.push(Stretch { place, voice, attribution: Some(n) });
        a.source.into_iter().for_each(|p| add(p, Voice::Source));
        add(a.cue, Voice::Cue);
        a.content.iter().for_each(|p| add(*p, Voice::Said));
    }
    for claim in reading.claims.iter().filter(|c| c.is_unsourced()) {
        all.push(Stretch { place: claim.place, voice: Voice::Unsourced, attribution: None });
    }
    for mark in reading.marks.iter().filter(|m| matches!(m.home, Home::Beside(_))) {
        all.push(Stretch { place: mark.place, voice: Voice::Annotated, attribution: None });
    }
    all.retain(|s| s.place.start < s.place.end);
    all.sort_by_key(|s| s.place);
    let mut found: Vec<Stretch> = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let block = all[from].place.block;
        let to = from + all[from..].iter().take_while(|s| s.place.block == block).count();
        flatten(&all[from..to], &mut found);
        from = to;
    }
    found
}

/// Cuts the overlapping stretches of one block at each other's ends and keeps, between two cuts, the one that shows.
fn flatten(stretches: &[Stretch], found: &mut Vec<Stretch>) {
    let mut cuts: Vec<u32> = stretches.iter().flat_map(|s| [s.place.start, s.place.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let spans = Spans::of(stretches.iter().enumerate().map(|(n, s)| (s.place.start, s.place.end, n)));
    for cut in cuts.windows(2) {
        let here = spans.overlapping(cut[0], cut[1]).into_iter().map(|n| &stretches[n]);
        let shown = here.min_by_key(|s| (s.voice, s.place.end - s.place.start));
        let Some(shown) = shown else { continue };
        let place = Place { start: cut[0], end: cut[1], ..shown.place };
        match found.last_mut() {
            Some(last)
                if last.place.block == place.block
                    && last.place.end == place.start
                    && (last.voice, last.attribution) == (shown.voice, shown.attribution) =>
            {
                last.place.end = place.end;
            }
            _ => found.push(Stretch { place, ..*shown }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn stretches_lie_side_by_side() {
        let text = "Harbour closes\n\nThe road was closed, Mayor Ana Sousa said on Monday. She cancelled the talks to protest the plan.";
        let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
        let reading = read(&Draft::new(text, Format::Text), &context, &|| false).unwrap();
        let line = |all: String, s: &Stretch| all + &format!("{:?}: {}\n", s.voice, reading.text(s.place));
        let drawn = stretches(&reading).iter().fold(String::new(), line);
        expect_test::expect![[r"
            Said: The road was closed
            Source: Mayor Ana Sousa
            Cue: said
        "]]
        .assert_eq(&drawn);
    }
}
