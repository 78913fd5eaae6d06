//! Completion: within the braces of an annotation, and in the front matter. What can be written is proposed by
//! [`crate::annotations::attributes`]; here it becomes the protocol's items.

use std::ops::Range;

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, TextEdit};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::annotations::attributes;
use crate::text::metadata::keys::{Field, TABLE, field};
use crate::text::region;

/// What could be written at a position.
pub(super) fn completion(analysis: &Analysis, at: Position, abilities: Abilities) -> Vec<CompletionItem> {
    let rope = analysis.snapshot.draft.rope();
    let byte = convert::byte(rope, at, abilities.encoding);
    let item = |p: attributes::Proposal, range: Range<usize>, n: usize| CompletionItem {
        label: p.text.clone(),
        detail: Some(p.detail).filter(|d| !d.is_empty()),
        kind: Some(CompletionItemKind::VALUE),
        sort_text: Some(format!("{n:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: convert::range(rope, range, abilities.encoding), new_text: p.text })),
        ..CompletionItem::default()
    };
    if let Some((range, proposals)) = front_matter(analysis, byte) {
        return proposals.into_iter().enumerate().map(|(n, p)| item(p, range.clone(), n)).collect();
    }
    let (from, text) = analysis.around(byte);
    let Some((slot, range)) = attributes::slot(&text, byte - from) else { return Vec::new() };
    let so_far = text[range.start..byte - from].to_owned();
    let range = from + range.start..from + range.end;
    attributes::proposals(&analysis.reading, &slot, &so_far).into_iter().enumerate().map(|(n, p)| item(p, range.clone(), n)).collect()
}

/// Keys and dates of the front matter.
fn front_matter(analysis: &Analysis, byte: usize) -> Option<(Range<usize>, Vec<attributes::Proposal>)> {
    let reading = &analysis.reading;
    let count = region::front_matter(&reading.regions);
    if count < 2 || byte < reading.starts[0] || byte >= reading.starts[count - 1] {
        return None;
    }
    let rope = analysis.snapshot.draft.rope();
    let start = rope.line_to_byte(rope.byte_to_line(byte));
    let line = rope.byte_slice(start..byte).to_string();
    let of = |text: String, detail: &str| attributes::Proposal { text, detail: detail.to_owned() };
    match line.split_once(':') {
        None if !line.starts_with([' ', '-']) => Some((start..byte, TABLE.iter().map(|k| of(format!("{}: ", k.name), k.what)).collect())),
        Some((key, value)) => {
            let range = start + key.len() + 1 + (value.len() - value.trim_start().len())..byte;
            let list = match field(key.trim()).map(|(f, _)| f).and_then(|f| TABLE.iter().find(|k| k.field == f)) {
                Some(key) if matches!(key.field, Field::Date | Field::Updated) => {
                    let mut days = attributes::days(reading);
                    days.insert(0, of(analysis.today(), "today"));
                    days
                }
                Some(key) => key.values.iter().map(|v| of((*v).to_owned(), key.what)).collect(),
                None => Vec::new(),
            };
            Some((range, list))
        }
        None => None,
    }
}
