//! Inlay hints: what a relative date comes to, behind it.

use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, Range};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::story::describe;

pub(super) fn hints(analysis: &Analysis, shown: Range, abilities: Abilities) -> Vec<InlayHint> {
    let rope = analysis.snapshot.draft.rope();
    let shown = convert::bytes(rope, shown, abilities.encoding);
    let reading = &analysis.reading;
    let relative = reading.dates.iter().filter(|d| d.from_publication && d.meaning.is_relative());
    relative
        .filter_map(|d| {
            let place = reading.absolute(d.place);
            let label = describe::brief(d.days?);
            (place.start < shown.end && shown.start < place.end).then(|| InlayHint {
                position: convert::range(rope, place.end..place.end, abilities.encoding).start,
                label: InlayHintLabel::String(label),
                kind: None,
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            })
        })
        .collect()
}
