//! Semantic tokens: source, cue, what is said, what nobody says; and inline markup, dimmed.

use tower_lsp::lsp_types::{SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::views::voices::{self, Voice};

/// The types, by their numbers below. Editors map them to colours of their own.
pub(super) fn legend() -> SemanticTokensLegend {
    let types = ["newsSource", "newsCue", "newsClaim", "newsAnnotated", "newsSaid", "newsMarkup"];
    SemanticTokensLegend { token_types: types.map(SemanticTokenType::new).to_vec(), token_modifiers: Vec::<SemanticTokenModifier>::new() }
}

pub(super) fn tokens(analysis: &Analysis, abilities: Abilities) -> Vec<SemanticToken> {
    const MARKUP: u32 = 5;
    let reading = &analysis.reading;
    let mut spans: Vec<(std::ops::Range<usize>, u32)> = Vec::new();
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
            // Markup within a stretch is coloured as markup.
            let range = reading.absolute(s.place);
            let mut at = range.start;
            for (cut, _) in marked.iter().filter(|(r, _)| r.start < range.end && range.start < r.end) {
                spans.push((at..cut.start.max(at), kind));
                at = at.max(cut.end);
            }
            spans.push((at..range.end.max(at), kind));
        }
    } else {
        let beside = reading.marks.iter().filter(|m| matches!(m.home, crate::story::Home::Beside(_)));
        spans.extend(beside.map(|m| (reading.absolute(m.place), 3)));
    }
    spans.retain(|(r, _)| !r.is_empty());
    spans.sort_by_key(|(r, kind)| (r.start, *kind));
    encoded(analysis, &spans, abilities)
}

/// Tokens as the protocol wants them: on one line each, relative to the one before, none over another.
fn encoded(analysis: &Analysis, spans: &[(std::ops::Range<usize>, u32)], abilities: Abilities) -> Vec<SemanticToken> {
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
