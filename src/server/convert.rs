//! The border: our places, edits and severities as the protocol's types.

use std::ops::Range as Bytes;

use ropey::Rope;
use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DiagnosticSeverity, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::client::Abilities;
use crate::annotations::edits::{Edit, Target};
use crate::settings::Severity;
use crate::text::front_matter;
use crate::text::position::{self, Encoding};

pub(super) fn bytes(rope: &Rope, range: Range, encoding: Encoding) -> Bytes<usize> {
    let start = byte(rope, range.start, encoding);
    start..byte(rope, range.end, encoding).max(start)
}

pub(super) fn byte(rope: &Rope, at: Position, encoding: Encoding) -> usize {
    position::to_byte(rope, position::Position { line: at.line, character: at.character }, encoding)
}

pub(super) fn range(rope: &Rope, bytes: Bytes<usize>, encoding: Encoding) -> Range {
    let at = |b| {
        let p = position::from_byte(rope, b, encoding);
        Position { line: p.line, character: p.character }
    };
    Range { start: at(bytes.start), end: at(bytes.end) }
}

pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Edits of a draft and of the file beside it, bound to the version that they were made for.
pub(super) fn workspace_edit(analysis: &Analysis, edits: &[Edit], abilities: Abilities) -> Option<WorkspaceEdit> {
    let snapshot = &analysis.snapshot;
    let rope = snapshot.draft.rope();
    let draft: Vec<TextEdit> = edits
        .iter()
        .filter(|e| e.target == Target::Draft)
        .map(|e| TextEdit { range: range(rope, e.range.clone(), abilities.encoding), new_text: e.text.clone() })
        .collect();
    let meta_rope = Rope::from_str(analysis.meta_text.as_deref().unwrap_or_default());
    let meta: Vec<TextEdit> = edits
        .iter()
        .filter(|e| e.target == Target::MetaFile)
        .map(|e| TextEdit { range: range(&meta_rope, e.range.clone(), abilities.encoding), new_text: e.text.clone() })
        .collect();
    let meta_uri = if meta.is_empty() { None } else { Some(meta_uri(&snapshot.uri)?) };
    if !abilities.versioned_edits {
        let mut changes = std::collections::HashMap::new();
        if !draft.is_empty() {
            changes.insert(snapshot.uri.clone(), draft);
        }
        if let Some(uri) = meta_uri {
            changes.insert(uri, meta);
        }
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let of = |uri: Url, version: Option<i32>, edits: Vec<TextEdit>| {
        DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        })
    };
    let mut operations = Vec::new();
    if !draft.is_empty() {
        operations.push(of(snapshot.uri.clone(), Some(snapshot.version), draft));
    }
    if let Some(uri) = meta_uri {
        if analysis.meta_text.is_none() {
            if !abilities.creates_files {
                return None;
            }
            let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
                uri: uri.clone(),
                options: Some(options),
                annotation_id: None,
            })));
        }
        operations.push(of(uri, None, meta));
    }
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
}

fn meta_uri(draft: &Url) -> Option<Url> {
    Url::from_file_path(front_matter::path_beside(&draft.to_file_path().ok()?)).ok()
}
