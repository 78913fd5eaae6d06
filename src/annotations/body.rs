//! The body of a draft: its text without front matter and inline annotations, and without the blank lines above it. This is
//! what is printed, what annotations beside the draft count their offsets in, and what `copydesk strip` writes.

use crate::story::Reading;
use crate::text::{Clean, Draft, Format, Region, inline};

/// The body of a draft that was read, with the way back to its bytes.
#[must_use]
pub fn of(reading: &Reading, raw: &str, format: Format) -> Clean {
    let front = reading.regions.iter().take_while(|r| **r == Region::FrontMatter).count();
    let blocks = reading.blocks.iter().zip(&reading.starts).skip(front);
    assemble(raw, blocks.map(|(block, start)| (*start, block.raw.as_str(), block.annotations.is_empty())), format)
}

/// The body of a draft that was not read.
#[must_use]
pub fn of_draft(draft: &Draft) -> Clean {
    let regions = crate::text::region::regions(draft.slots());
    let front = regions.iter().take_while(|r| **r == Region::FrontMatter).count();
    let raw = draft.rope().to_string();
    let starts = draft.starts();
    let blocks = draft.slots().iter().zip(&starts).skip(front);
    assemble(&raw, blocks.map(|(s, start)| (*start, s.block.raw.as_str(), s.block.annotations.is_empty())), draft.format())
}

fn assemble<'a>(raw: &str, blocks: impl Iterator<Item = (usize, &'a str, bool)>, format: Format) -> Clean {
    let mut body = Clean::default();
    let mut at = None;
    for (start, block, plain) in blocks {
        // What separates blocks belongs to the body; what stands above the first does not.
        body.push(raw, at.unwrap_or(start)..start);
        if plain {
            body.push(raw, start..start + block.len());
        } else {
            for kept in inline::parse(block, format).clean.kept() {
                body.push(raw, start + kept.start..start + kept.end);
            }
        }
        at = Some(start + block.len());
    }
    if let Some(at) = at {
        body.push(raw, at..raw.len());
    }
    body
}
