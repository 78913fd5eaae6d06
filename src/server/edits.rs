//! Edits of a draft and of the files beside it, as the protocol has them.

use ropey::Rope;
use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp,
    TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::annotations::edits::{Edit, Target};

/// Edits of a draft and of the files beside it, bound to the version that they were made for.
pub(super) fn workspace_edit(analysis: &Analysis, edits: &[Edit], abilities: Abilities) -> Option<WorkspaceEdit> {
    let snapshot = &analysis.snapshot;
    let text_edits = |rope: &Rope, target: Target| -> Vec<TextEdit> {
        let of = |e: &Edit| TextEdit {
            range: convert::range(rope, convert::behind_mark(rope, &e.range), abilities.encoding),
            new_text: e.text.clone(),
        };
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
