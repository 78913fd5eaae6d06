//! Semantic tokens: source, cue, what is said, what nobody says; and inline markup, dimmed. Whoever has some of a draft gets what became
//! other since.

use std::ops::Range;

use tower_lsp::lsp_types::{SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokensEdit, SemanticTokensLegend};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::text::ends;
use crate::text::position::clamp;
use crate::views::voices::{self, Voice};

/// The types, by their numbers below. Editors map them to colours of their own.
pub(super) fn legend() -> SemanticTokensLegend {
    let types = ["newsSource", "newsCue", "newsClaim", "newsAnnotated", "newsSaid", "newsMarkup"];
    SemanticTokensLegend { token_types: types.map(SemanticTokenType::new).to_vec(), token_modifiers: Vec::<SemanticTokenModifier>::new() }
}

/// Those of a draft that touch some of its bytes.
pub(super) fn tokens(analysis: &Analysis, within: &Range<usize>, abilities: Abilities) -> Vec<SemanticToken> {
    const MARKUP: u32 = 5;
    let reading = &analysis.reading;
    let mut spans: Vec<(Range<usize>, u32)> = Vec::new();
    for (block, start) in reading.blocks.iter().zip(&reading.starts) {
        for a in &block.annotations {
            for cut in [a.whole.start..a.content.start, a.content.end..a.whole.end] {
                spans.push((start + cut.start..start + cut.end, MARKUP));
            }
        }
    }
    spans.sort_by_key(|(r, _)| r.start);
    let marked = spans.clone();
    if analysis.settings.semantic_tokens {
        for s in voices::stretches(reading) {
            let kind = match s.voice {
                Voice::Source => 0,
                Voice::Cue => 1,
                Voice::Unsourced => 2,
                Voice::Annotated => 3,
                Voice::Said => 4,
            };
            // Markup within a stretch is coloured as markup; it stands in a row, none over another.
            let range = reading.absolute(s.place);
            let mut at = range.start;
            let from = marked.partition_point(|(r, _)| r.end <= range.start);
            for (cut, _) in marked[from..].iter().take_while(|(r, _)| r.start < range.end) {
                spans.push((at..cut.start.max(at), kind));
                at = at.max(cut.end);
            }
            spans.push((at..range.end.max(at), kind));
        }
    } else {
        let beside = reading.marks.iter().filter(|m| matches!(m.home, crate::story::Home::Beside(_)));
        spans.extend(beside.map(|m| (reading.absolute(m.place), 3)));
    }
    spans.retain(|(r, _)| !r.is_empty() && r.start < within.end && within.start < r.end);
    spans.sort_by_key(|(r, kind)| (r.start, *kind));
    encoded(analysis, &spans, abilities)
}

/// Tokens as the protocol wants them: on one line each, relative to the one before, none over another.
fn encoded(analysis: &Analysis, spans: &[(Range<usize>, u32)], abilities: Abilities) -> Vec<SemanticToken> {
    let rope = analysis.snapshot.draft.rope();
    let mut tokens = Vec::new();
    let (mut line, mut character, mut reached) = (0, 0, 0);
    for (range, kind) in spans {
        let mut at = range.start.max(reached);
        while at < range.end {
            let this = rope.byte_to_line(at);
            let next = rope.try_line_to_byte(this + 1).unwrap_or(rope.len_bytes());
            let text = rope.byte_slice(at..next.min(range.end)).to_string();
            let end = at + text.trim_end_matches(['\r', '\n']).len();
            if end > at {
                let place = convert::range(rope, at..end, abilities.encoding);
                let delta_line = place.start.line - line;
                let delta_start = if delta_line == 0 { place.start.character - character } else { place.start.character };
                let length = place.end.character - place.start.character;
                tokens.push(SemanticToken { delta_line, delta_start, length, token_type: *kind, token_modifiers_bitset: 0 });
                (line, character) = (place.start.line, place.start.character);
            }
            at = next.min(range.end).max(at + 1);
        }
        reached = reached.max(range.end);
    }
    tokens
}

/// What makes tokens of others: those in a row that are gone or new.
pub(super) fn edit(before: &[SemanticToken], now: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    /// How many numbers a token is; the protocol counts these.
    const NUMBERS: usize = 5;
    let (head, tail) = ends::alike(before.iter(), now.iter(), |a, b| a == b);
    let (gone, new) = (before.len() - tail - head, &now[head..now.len() - tail]);
    let edit = || SemanticTokensEdit { start: clamp(NUMBERS * head), delete_count: clamp(NUMBERS * gone), data: Some(new.to_vec()) };
    (gone > 0 || !new.is_empty()).then(edit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_edit_makes_tokens_of_others(before in prop::collection::vec(0u32..3, 0..12), now in prop::collection::vec(0u32..3, 0..12)) {
            let tokens = |kinds: &[u32]| -> Vec<SemanticToken> {
                let one = |kind: &u32| SemanticToken { delta_line: 1, delta_start: 2, length: 3, token_type: *kind, token_modifiers_bitset: 0 };
                kinds.iter().map(one).collect()
            };
            let (mut kept, now) = (tokens(&before), tokens(&now));
            let found = edit(&kept, &now);
            prop_assert_eq!(found.is_none(), kept == now);
            if let Some(edit) = found {
                let start = edit.start as usize / 5;
                kept.splice(start..start + edit.delete_count as usize / 5, edit.data.unwrap());
            }
            prop_assert_eq!(kept, now);
        }
    }
}
