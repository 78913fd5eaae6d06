//! Folding: front matter and long attribute lists.

use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind};

use super::analysis::Analysis;
use crate::text::region;

/// Attribute lists over several lines fold; so does the front matter.
pub(super) fn folds(analysis: &Analysis) -> Vec<FoldingRange> {
    let rope = analysis.snapshot.draft.rope();
    let reading = &analysis.reading;
    let line = |byte: usize| u32::try_from(rope.byte_to_line(byte.min(rope.len_bytes()))).unwrap_or(u32::MAX);
    let fold = |start: usize, end: usize, kind: Option<FoldingRangeKind>, text: Option<&str>| {
        let (start_line, end_line) = (line(start), line(end));
        let fold = FoldingRange { start_line, end_line, kind, collapsed_text: text.map(str::to_owned), ..FoldingRange::default() };
        (start_line < end_line).then_some(fold)
    };
    let mut found = Vec::new();
    let front = region::front_matter(&reading.regions);
    if front >= 2 {
        found.extend(fold(reading.starts[0], reading.starts[front - 1], None, Some("---")));
    }
    for (block, start) in reading.blocks.iter().zip(&reading.starts) {
        for a in &block.annotations {
            found.extend(fold(start + a.content.end, start + a.whole.end - 1, Some(FoldingRangeKind::Comment), Some("]{…}")));
        }
    }
    found
}
