//! All annotations of a draft as one set, wherever each is kept: what exports and conversions start from.

use std::ops::Range;

use super::sidecar::{Annotation, Sidecar};
use super::sketch::Words;
use crate::story::Reading;
use crate::text::Clean;
use crate::text::inline::Kind;

/// The annotations in the text and those beside it (each with its place in the body, in bytes), in order of the text. Those
/// that have lost their place are left out.
#[must_use]
pub fn all(reading: &Reading, body: &Clean, sidecar: &Sidecar, anchors: &[Option<Range<usize>>]) -> Sidecar {
    let words = Words::of(&body.text);
    let mut set = Sidecar { more: sidecar.more.clone(), ..Sidecar::of(&words) };
    for (a, range) in sidecar.annotations.iter().zip(anchors) {
        if let Some(range) = range.clone().filter(|r| !r.is_empty()) {
            let mut a = a.clone();
            a.place(&words, range);
            set.annotations.push(a);
        }
    }
    let mut fresh = Vec::new();
    for (block, start) in reading.blocks.iter().zip(&reading.starts) {
        for a in &block.annotations {
            let from = body.of_raw(start + a.content.start) as usize;
            let to = (body.of_raw(start + a.content.end) as usize).max(from);
            fresh.push((a, from..to));
        }
    }
    // Ids that are given come first, so that none made up here takes one of them.
    fresh.sort_by_key(|(a, _)| a.id.is_none());
    for (a, range) in fresh {
        let taken = |id: &String| set.annotations.iter().any(|o| o.id == *id);
        let id = a.id.clone().filter(|id| !taken(id)).unwrap_or_else(|| set.free_id(a.kind));
        let mut annotation = Annotation::new(id, a.kind, a.attributes.clone());
        annotation.take_back_maker();
        annotation.place(&words, range);
        set.annotations.push(annotation);
    }
    set.annotations.sort_by_key(|a| (a.position.start, std::cmp::Reverse(a.position.end)));
    set
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
            a.attributes.retain(|(k, _)| !matches!(k.as_str(), "by" | "ref" | "role" | "source" | "kind"));
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
