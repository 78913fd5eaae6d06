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

/// All annotations of a draft, in order of the text, outer before inner.
pub(super) fn all(blocks: &[Arc<Block>], starts: &[usize], beside: &[Kept]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        for (n, a) in block.annotations.iter().enumerate() {
            let start = block.clean.of_raw(a.content.start);
            let end = block.clean.of_raw(a.content.end).max(start);
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
        let within = |byte: usize| blocks[block].clean.of_raw((byte - starts[block].min(byte)).min(blocks[block].raw.len()));
        let start = within(kept.range.start);
        let end = within(kept.range.end).max(start).min(clamp(blocks[block].clean.text.len()));
        let place = Place { block, start, end };
        marks.push(Mark { place, kind: kept.kind, id: Some(kept.id.clone()), attributes: kept.attributes.clone(), home: Home::Beside(n) });
    }
    marks.sort_by_key(|m| (m.place.block, m.place.start, std::cmp::Reverse(m.place.end)));
    marks
}
