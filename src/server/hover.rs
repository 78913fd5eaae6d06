//! Hover: where the caret stands, and the answer in the protocol's types. The words are those of [`crate::views::hover`].

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::text::escape;
use crate::views::hover;

pub(super) fn hover(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Hover> {
    let rope = analysis.snapshot.draft.rope();
    let byte = convert::byte(rope, at, abilities.encoding);
    let uri = &analysis.snapshot.uri;
    let line_of = |byte: usize| rope.byte_to_line(byte.min(rope.len_bytes())) + 1;
    let link = |line: usize| format!("{uri}#L{line}");
    let card = hover::at(&analysis.reading, byte, &line_of, &link)?;
    let range = convert::range(rope, analysis.reading.absolute(card.place), abilities.encoding);
    let contents = if abilities.markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: card.markdown }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: escape::plain(&card.markdown) }
    };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(range) })
}
