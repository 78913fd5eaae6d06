//! The body of a draft: its text without front matter and inline annotations, and without the blank lines above it. This is
//! what is printed, what annotations beside the draft count their offsets in, and what `copydesk strip` writes.

use crate::text::metadata::header;
use crate::text::{Clean, Draft, inline};

/// The body of a draft, with the way back to its bytes.
#[must_use]
pub fn of_draft(draft: &Draft) -> Clean {
    let front = header::of(draft.slots()).map_or(0, |h| h.blocks);
    let raw = draft.rope().to_string();
    let mut body = Clean::default();
    let mut at = None;
    for (slot, start) in draft.slots().iter().zip(draft.starts()).skip(front) {
        let block = &slot.block;
        // What separates blocks belongs to the body; what stands above the first does not.
        body.push(&raw, at.unwrap_or(start)..start);
        if block.annotations.is_empty() {
            body.push(&raw, start..start + block.raw.len());
        } else {
            for kept in inline::parse(&block.raw, draft.format()).clean.kept() {
                body.push(&raw, start + kept.start..start + kept.end);
            }
        }
        at = Some(start + block.raw.len());
    }
    if let Some(at) = at {
        body.push(&raw, at..raw.len());
    }
    body
}
