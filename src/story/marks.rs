//! The desk's annotations of a draft, wherever they are kept: in its text, or in the file beside it.

use std::ops::Range;
use std::sync::Arc;

use super::place::Place;
use crate::text::Block;
use crate::text::inline::Kind;
use crate::text::position::clamp;

/// An annotation kept beside the draft, where it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Bytes of the draft.
    pub range: Range<usize>,
    /// What it is about.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The words that it covered when it was last written.
    pub words: String,
    /// The pairs, in order.
    pub attributes: Vec<(String, String)>,
}

/// Where an annotation is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In the text: its number within its block.
    Inline(usize),
    /// Beside the draft: its number in that file.
    Beside(usize),
}

/// An annotation of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it covers; of one that covers several blocks, the part in the first.
    pub place: Place,
    /// What it is about.
    pub kind: Kind,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// The pairs, in order.
    pub attributes: Vec<(String, String)>,
    /// Where it is kept.
    pub home: Home,
}

/// A term or an id without the prefix that stands before it in Linked Data: `white-house` of `org:white-house`.
#[must_use]
pub fn local(term: &str) -> &str {
    term.rsplit([':', '#']).next().unwrap_or(term)
}

/// Whether an id is made to name nobody: `source-a`, `source-12`. It protects a source also where the file that says who that is
/// is not at hand, as it never is at another desk.
#[must_use]
pub fn is_anonymous(id: &str) -> bool {
    let letters = |rest: &str| !rest.is_empty() && rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    id.strip_prefix("source-").is_some_and(letters)
}

impl Mark {
    /// The value of the first pair of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// The id of its source, or of whom or what it is about.
    #[must_use]
    pub fn id_named(&self) -> Option<&str> {
        self.get("by").or_else(|| self.get("ref")).map(local).filter(|id| !id.is_empty())
    }

    /// Whether this is a note that still wants an answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind == Kind::Note && self.get("status").is_none_or(|s| s != "resolved") && self.get("resolved").is_none()
    }

    /// Whether this is an open note that somebody has to answer, and not one that keeps a rule silent.
    #[must_use]
    pub fn wants_answer(&self) -> bool {
        self.is_open() && self.get("kind") != Some("ignore")
    }

    /// Whether it answers the question who says what stands at a place.
    #[must_use]
    pub fn settles(&self, place: &Place) -> bool {
        let p = &self.place;
        p.overlaps(place)
            && match self.kind {
                // A claim marked as having no source yet is known, and still wants one.
                Kind::Claim => {
                    self.get("status") != Some("unattributed")
                        && p.end.min(place.end) - p.start.max(place.start) >= (place.end - place.start) / 3
                }
                Kind::Note => {
                    p.covers(place) || place.covers(p) && self.get("kind").is_some_and(|k| k == "citation-needed" || k == "query")
                }
                _ => false,
            }
    }
}

/// The annotations of a draft, in order of the text, outer before inner; those at a place are found without looking at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    all: Vec<Mark>,
    /// How far annotations reach in their blocks: a binary tree, as an array from 1 on, whose leaves are the annotations and
    /// whose other nodes have the furthest of the two below them.
    reach: Vec<u32>,
}

impl std::ops::Deref for Marks {
    type Target = [Mark];

    fn deref(&self) -> &[Mark] {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Marks {
    type Item = &'a Mark;
    type IntoIter = std::slice::Iter<'a, Mark>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl From<Vec<Mark>> for Marks {
    fn from(mut all: Vec<Mark>) -> Self {
        all.sort_by_key(|m| (m.place.block, m.place.start, std::cmp::Reverse(m.place.end)));
        let leaves = all.len().next_power_of_two();
        let mut reach = vec![0; leaves];
        reach.extend(all.iter().map(|m| m.place.end));
        reach.resize(2 * leaves, 0);
        for node in (1..leaves).rev() {
            reach[node] = reach[2 * node].max(reach[2 * node + 1]);
        }
        Self { all, reach }
    }
}

impl Marks {
    /// The annotations that share a byte with a place, or touch it.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Mark> {
        let from = self.all.partition_point(|m| m.place.block < place.block);
        let to = from + self.all[from..].partition_point(|m| m.place.block == place.block && m.place.start <= place.end);
        let mut next = from;
        std::iter::from_fn(move || {
            let found = self.reaching(next, place.start).filter(|n| *n < to)?;
            next = found + 1;
            self.all.get(found)
        })
    }

    /// The first annotation, from a number on, that ends at or behind a byte of its block.
    fn reaching(&self, from: usize, byte: u32) -> Option<usize> {
        let leaves = self.reach.len() / 2;
        if from >= self.all.len() {
            return None;
        }
        let mut node = leaves + from;
        while self.reach[node] < byte {
            // The next subtree to the right; a right child goes up first.
            while node % 2 == 1 {
                node /= 2;
            }
            if node == 0 {
                return None;
            }
            node += 1;
        }
        while node < leaves {
            node *= 2;
            node += usize::from(self.reach[node] < byte);
        }
        Some(node - leaves)
    }
}

/// All annotations of a draft.
pub(super) fn all(blocks: &[Arc<Block>], marked: &[usize], starts: &[usize], beside: &[Kept]) -> Marks {
    let mut marks = Vec::new();
    for (number, block) in marked.iter().map(|number| (*number, &blocks[*number])) {
        for (n, a) in block.annotations.iter().enumerate() {
            let start = block.of_raw(a.content.start);
            let end = block.of_raw(a.content.end).max(start);
            let place = Place { block: number, start, end };
            marks.push(Mark { place, kind: a.kind, id: a.id.clone(), attributes: a.attributes.clone(), home: Home::Inline(n) });
        }
    }
    for (n, kept) in beside.iter().enumerate() {
        // An orphan stands nowhere.
        if kept.range.is_empty() {
            continue;
        }
        let Some(block) = starts.partition_point(|s| *s <= kept.range.start).checked_sub(1) else { continue };
        let within = |byte: usize| blocks[block].of_raw((byte - starts[block].min(byte)).min(blocks[block].raw.len()));
        let start = within(kept.range.start);
        let end = within(kept.range.end).max(start).min(clamp(blocks[block].text().len()));
        let place = Place { block, start, end };
        marks.push(Mark { place, kind: kept.kind, id: Some(kept.id.clone()), attributes: kept.attributes.clone(), home: Home::Beside(n) });
    }
    Marks::from(marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is found at a place is what looking at every annotation finds.
        #[test]
        fn no_annotation_at_a_place_is_passed_over(
            places in prop::collection::vec((0usize..3, 0u32..20, 0u32..12), 0..40),
            (block, start, length) in (0usize..4, 0u32..25, 0u32..6),
        ) {
            let mark = |(n, (block, start, length)): (usize, (usize, u32, u32))| Mark {
                place: Place { block, start, end: start + length },
                kind: Kind::Claim,
                id: None,
                attributes: Vec::new(),
                home: Home::Beside(n),
            };
            let marks = Marks::from(places.into_iter().enumerate().map(mark).collect::<Vec<_>>());
            let there = |m: &&Mark| m.place.block == block && m.place.start <= start + length && start <= m.place.end;
            let found: Vec<&Mark> = marks.at(Place { block, start, end: start + length }).collect();
            prop_assert_eq!(found, marks.iter().filter(there).collect::<Vec<_>>());
        }
    }
}
