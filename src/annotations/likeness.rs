//! How much of what a file of annotations remembers stands in a draft: whose it is, where its own is not to be found.

use std::collections::HashSet;

use super::sidecar::{Annotation, Sidecar};
use super::sketch::{Code, CodedText};

/// What a file of annotations remembers of its draft, to be looked for in others.
pub struct Likeness(HashSet<[Code; RUN]>);

/// How many words in a row are looked for.
const RUN: usize = 3;

impl Likeness {
    /// What a file remembers: the sketch of its draft, else what its annotations keep of it.
    #[must_use]
    pub fn to(sidecar: &Sidecar) -> Self {
        if !sidecar.sketch.is_empty() {
            return Self(runs(&sidecar.sketch).collect());
        }
        let passage = |a: &Annotation| CodedText::of_part(&[a.prefix.as_str(), &a.exact, &a.suffix].concat()).codes();
        Self(sidecar.annotations.iter().map(passage).flat_map(|codes| runs(&codes).collect::<Vec<_>>()).collect())
    }

    /// How much of that stands in a text: from none, 0, to all, 1.
    #[must_use]
    pub fn of(&self, text: &str) -> f64 {
        let codes = CodedText::of(text).codes();
        let there: HashSet<[Code; RUN]> = runs(&codes).filter(|run| self.0.contains(run)).collect();
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        if self.0.is_empty() { 0.0 } else { count(there.len()) / count(self.0.len()) }
    }
}

fn runs(codes: &[Code]) -> impl Iterator<Item = [Code; RUN]> {
    codes.windows(RUN).filter_map(|run| run.try_into().ok())
}
