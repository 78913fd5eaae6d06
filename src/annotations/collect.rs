//! All annotations of a draft as one set, wherever each is kept: what exports and conversions start from.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::sidecar::{Annotation, Sidecar};
use super::sketch::CodedText;
use crate::story::Reading;
use crate::text::inline::Kind;
use crate::text::{Clean, region};

/// The annotations in the text and those beside it (each with its place in the body, in bytes), in order of the text. Those
/// that have lost their place are left out, and those in the front matter, which is no part of the body. One that stands in the
/// text and beside it, as a conversion that was cut off leaves it, is one.
#[must_use]
pub fn all(reading: &Reading, body: &Clean, sidecar: &Sidecar, anchors: &[Option<Range<usize>>]) -> Sidecar {
    let words = CodedText::of(&body.text);
    let mut set = Sidecar { more: sidecar.more.clone(), ..Sidecar::of(&words) };
    for (a, range) in sidecar.annotations.iter().zip(anchors) {
        if let Some(range) = range.clone().filter(|r| !r.is_empty()) {
            let mut a = a.clone();
            a.place(&words, range);
            set.annotations.push(a);
        }
    }
    let mut ids = Ids::of(&set);
    let mut doubles = Doubles::of(&set);
    let mut fresh = Vec::new();
    let front = region::front_matter(&reading.regions);
    for (block, start) in reading.blocks.iter().zip(&reading.starts).skip(front) {
        for a in &block.annotations {
            let from = body.of_raw(start + a.content.start) as usize;
            let to = (body.of_raw(start + a.content.end) as usize).max(from);
            let mut annotation = Annotation::new(String::new(), a.kind, a.attributes.clone());
            annotation.take_back_maker();
            annotation.place(&words, from..to);
            fresh.push((a.id.clone(), annotation));
        }
    }
    // Ids that are given come first, so that none made up here takes one of them.
    fresh.sort_by_key(|(id, _)| id.is_none());
    for (id, mut annotation) in fresh {
        if !doubles.take(&set, id.as_deref(), &annotation) {
            annotation.id = ids.own_or_free(id, annotation.kind);
            set.annotations.push(annotation);
        }
    }
    set.annotations.sort_by_key(|a| (a.position.start, std::cmp::Reverse(a.position.end)));
    set
}

/// The annotations in the front matter, by the bytes at which they start: no file beside the draft can keep them.
#[must_use]
pub fn in_front_matter(reading: &Reading) -> Vec<usize> {
    let front = reading.blocks.iter().zip(&reading.starts).take(region::front_matter(&reading.regions));
    front.flat_map(|(block, start)| block.annotations.iter().map(move |a| start + a.whole.start)).collect()
}

/// The ids of a set, as more are given.
struct Ids {
    taken: HashSet<String>,
    /// The last number given to a kind.
    last: HashMap<Kind, usize>,
}

impl Ids {
    fn of(set: &Sidecar) -> Self {
        Self { taken: set.annotations.iter().map(|a| a.id.clone()).collect(), last: HashMap::new() }
    }

    /// The id that was given where it is free, else the first that is.
    fn own_or_free(&mut self, own: Option<String>, kind: Kind) -> String {
        if let Some(own) = own.filter(|own| self.taken.insert(own.clone())) {
            return own;
        }
        let last = self.last.entry(kind).or_default();
        loop {
            *last += 1;
            let id = Sidecar::numbered(kind, *last);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The annotations beside the draft for which none in the text was found that says the same, by place and kind.
struct Doubles(HashMap<(usize, usize, Kind), Vec<usize>>);

impl Doubles {
    fn of(set: &Sidecar) -> Self {
        let mut all: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, a) in set.annotations.iter().enumerate() {
            all.entry((a.position.start, a.position.end, a.kind)).or_default().push(n);
        }
        Self(all)
    }

    /// Whether one of them says what one in the text does, if possible under the same id; each does so for one only.
    fn take(&mut self, set: &Sidecar, id: Option<&str>, one: &Annotation) -> bool {
        let Some(here) = self.0.get_mut(&(one.position.start, one.position.end, one.kind)) else { return false };
        let says_the_same = |n: &usize| {
            let other = &set.annotations[*n];
            (&other.attributes, &other.creator, &other.created) == (&one.attributes, &one.creator, &one.created)
                && other.more.is_empty()
                && other.structure.is_empty()
        };
        let same_id = |n: &usize| id == Some(set.annotations[*n].id.as_str());
        let found = here.iter().position(|n| same_id(n) && says_the_same(n)).or_else(|| here.iter().position(says_the_same));
        found.map(|at| here.remove(at)).is_some()
    }
}

/// What of a set the public may see, where some ids are those of protected sources.
#[must_use]
pub fn public(mut set: Sidecar, protects: impl Fn(&str) -> bool) -> Sidecar {
    set.annotations.retain(|a| a.kind != Kind::Note);
    set.more.clear();
    set.sketch.clear();
    for a in &mut set.annotations {
        a.attributes.retain(|(k, _)| !matches!(k.as_str(), "checker" | "checked" | "note" | "evidence"));
        // Ids and roles of protected sources may name them: whatever hangs on such a source goes with it.
        if a.attributes.iter().any(|(k, v)| matches!(k.as_str(), "by" | "ref") && protects(v)) {
            a.attributes.retain(|(k, _)| !matches!(k.as_str(), "by" | "ref" | "label" | "role" | "source" | "kind"));
            a.attributes.push(("source-kind".into(), "protected".into()));
        }
        a.attributes.retain(|(_, v)| !protects(v));
        a.creator = None;
        a.created = None;
        a.more.clear();
        a.structure.clear();
    }
    set.annotations.retain(|a| !protects(&a.id));
    set
}
