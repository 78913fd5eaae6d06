//! Changing a file of the desk that is open in the editor: by an edit that the editor makes, and never behind its back.

use std::path::PathBuf;
use std::sync::Arc;

use ropey::Rope;
use tower_lsp::Client;
use tower_lsp::lsp_types::request::ApplyWorkspaceEdit;
use tower_lsp::lsp_types::{
    ApplyWorkspaceEditParams, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Url,
    WorkspaceEdit,
};

use super::asking::ask_editor;
use super::client::Abilities;
use super::convert;
use super::desk::EditorDesk;

/// A file that is open in the editor, and what it is to say.
pub(super) struct Rewrite {
    pub(super) path: PathBuf,
    /// The editor's version of what it says now.
    pub(super) version: i32,
    pub(super) before: Arc<str>,
    pub(super) after: String,
}

impl Rewrite {
    /// Asks the editor to make the edit. Nobody waits for it; where it is not made, that is said.
    pub(super) fn ask(self, client: &Client, abilities: Abilities, desk: &Arc<EditorDesk>) {
        let untold = |why: &str| {
            format!(
                "{} is open in the editor, {why}. Where its annotations stand is written when it is closed and the draft is saved again.",
                self.path.display()
            )
        };
        let Some(edit) = self.edit(abilities).filter(|_| abilities.applies_edits) else {
            desk.tell(&self.path, untold("which makes no edits for us"));
            return;
        };
        let refused = untold("and was changed there meanwhile");
        let (client, desk) = (client.clone(), Arc::clone(desk));
        tokio::spawn(async move {
            let asked = ask_editor::<ApplyWorkspaceEdit>(&client, ApplyWorkspaceEditParams { label: None, edit }).await;
            if !asked.is_ok_and(|answer| answer.applied) {
                desk.tell(&self.path, refused);
            }
        });
    }

    fn edit(&self, abilities: Abilities) -> Option<WorkspaceEdit> {
        let uri = Url::from_file_path(&self.path).ok()?;
        let rope = Rope::from_str(&self.before);
        let all = convert::behind_mark(&rope, &(0..rope.len_bytes()));
        let edits = vec![TextEdit { range: convert::range(&rope, all, abilities.encoding), new_text: self.after.clone() }];
        if !abilities.versioned_edits {
            return Some(WorkspaceEdit { changes: Some([(uri, edits)].into()), ..WorkspaceEdit::default() });
        }
        let change = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: Some(self.version) },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() })
    }
}
