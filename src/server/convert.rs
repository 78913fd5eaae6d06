//! The border: our places, edits and severities as the protocol's types.

use std::ops::Range as Bytes;
use std::path::PathBuf;

use ropey::Rope;
use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DiagnosticSeverity, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::client::Abilities;
use crate::annotations::edits::{Edit, Target};
use crate::settings::Severity;
use crate::text::position::{self, Encoding};

/// The file of an address. Other schemes show other states of a file, and theirs are not the file's.
pub(super) fn path(uri: &Url) -> Option<PathBuf> {
    uri.to_file_path().ok().filter(|_| uri.scheme() == "file")
}

/// The name of what an address shows, whether it is a file or not.
pub(super) fn name(uri: &Url) -> String {
    let last = uri.path().rsplit(['/', '\\']).next().unwrap_or_default();
    percent_encoding::percent_decode_str(last).decode_utf8_lossy().rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

pub(super) fn bytes(rope: &Rope, range: Range, encoding: Encoding) -> Bytes<usize> {
    let start = byte(rope, range.start, encoding);
    start..byte(rope, range.end, encoding).max(start)
}

/// The bytes that an edit replaces, and what comes in their place. An edit in UTF-16 may cut a character in two: then U+FFFD
/// stands for the half that is left, so that whatever follows keeps its place.
pub(super) fn edit(rope: &Rope, range: Range, text: String, encoding: Encoding) -> (Bytes<usize>, String) {
    const HALF: char = '\u{fffd}';
    let end = range.end.max(range.start);
    let bytes = byte(rope, range.start, encoding)..byte(rope, end, encoding);
    let cuts = |at: Position| position::inside_pair(rope, position::Position { line: at.line, character: at.character }, encoding);
    match (cuts(range.start), cuts(end)) {
        (false, false) => (bytes, text),
        (true, false) => (bytes, format!("{HALF}{text}")),
        (before, true) => {
            let end = bytes.end + rope.char(rope.byte_to_char(bytes.end)).len_utf8();
            let text = if before { format!("{HALF}{text}{HALF}") } else { format!("{text}{HALF}") };
            (bytes.start..end, text)
        }
    }
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

/// Edits of a draft and of the files beside it, bound to the version that they were made for.
pub(super) fn workspace_edit(analysis: &Analysis, edits: &[Edit], abilities: Abilities) -> Option<WorkspaceEdit> {
    let snapshot = &analysis.snapshot;
    let text_edits = |rope: &Rope, target: Target| -> Vec<TextEdit> {
        let of = |e: &Edit| TextEdit { range: range(rope, e.range.clone(), abilities.encoding), new_text: e.text.clone() };
        edits.iter().filter(|e| e.target == target).map(of).collect()
    };
    let mut files: Vec<(Url, Option<i32>, bool, Vec<TextEdit>)> = Vec::new();
    let draft = text_edits(snapshot.draft.rope(), Target::Draft);
    if !draft.is_empty() {
        files.push((snapshot.uri.clone(), Some(snapshot.version), true, draft));
    }
    for target in [Target::MetaFile, Target::PeopleFile, Target::Sidecar] {
        if edits.iter().any(|e| e.target == target) {
            let (path, text) = analysis.beside(target);
            let rope = Rope::from_str(text.as_deref().unwrap_or_default());
            files.push((Url::from_file_path(path?).ok()?, None, text.is_some(), text_edits(&rope, target)));
        }
    }
    if !abilities.versioned_edits {
        let changes = files.into_iter().map(|(uri, _, _, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let mut operations = Vec::new();
    for (uri, version, exists, edits) in files {
        if !exists {
            if !abilities.creates_files {
                return None;
            }
            let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
            let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        }));
    }
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
}
