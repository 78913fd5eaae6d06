//! When the editor renames or moves a draft, the files beside it go along, and what is known of their annotations stays known.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{
    DocumentChangeOperation, DocumentChanges, FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationPatternOptions, FileOperationRegistrationOptions, RenameFile, RenameFileOptions, RenameFilesParams, ResourceOp, Url,
    WorkspaceEdit, WorkspaceFileOperationsServerCapabilities,
};

use super::world::World;
use crate::annotations::sidecar;
use crate::text::{self, metadata};

/// What the names of files beside drafts have behind the draft's own.
const BESIDE: [&str; 2] = [sidecar::SUFFIX, metadata::SUFFIX];

/// The renamings of which we want to be told, and asked before.
pub(super) fn operations() -> WorkspaceFileOperationsServerCapabilities {
    let files = FileOperationPattern {
        glob: format!("**/*{{.txt,.md,.markdown,{}}}", BESIDE.join(",")),
        matches: Some(FileOperationPatternKind::File),
        options: Some(FileOperationPatternOptions { ignore_case: Some(true) }),
    };
    let folders = FileOperationPattern { glob: "**/*".into(), matches: Some(FileOperationPatternKind::Folder), options: None };
    let filters = [files, folders].map(|pattern| FileOperationFilter { scheme: Some("file".into()), pattern }).to_vec();
    let options = FileOperationRegistrationOptions { filters };
    WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(options.clone()),
        did_rename: Some(options),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

impl World {
    /// The edit that takes the files beside drafts along, before the editor renames these. Nothing is written over: what
    /// cannot go along is told.
    pub(super) fn edit_before_renaming(&self, p: &RenameFilesParams) -> Option<WorkspaceEdit> {
        let path = |uri: &str| Url::parse(uri).ok()?.to_file_path().ok();
        let paths: Vec<(PathBuf, PathBuf)> = p.files.iter().filter_map(|f| Some((path(&f.old_uri)?, path(&f.new_uri)?))).collect();
        let mut operations = Vec::new();
        for (old, new) in paths.iter().filter(|(old, _)| text::is_draft(old)) {
            for suffix in BESIDE {
                let (from, to) = (text::path_beside(old, suffix), text::path_beside(new, suffix));
                // What is renamed by the editor itself needs no help.
                if from.is_file() && !paths.iter().any(|(old, _)| *old == from) {
                    operations.extend(self.along(&from, &to));
                }
            }
        }
        // Open drafts by the names that they get, by themselves or with their folder.
        for uri in self.open_drafts() {
            let Ok(path) = uri.to_file_path() else { continue };
            let under = |(old, new): &(PathBuf, PathBuf)| path.strip_prefix(old).ok().map(|rest| new.join(rest).components().collect());
            if let Some(new) = paths.iter().find_map(under).and_then(|new: PathBuf| Url::from_file_path(new).ok()) {
                self.renaming.announced(uri, new);
            }
        }
        let changes = (!operations.is_empty()).then_some(DocumentChanges::Operations(operations))?;
        Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
    }

    /// The renaming of one file beside a draft; none where the editor cannot do it or something is there already.
    fn along(&self, from: &Path, to: &Path) -> Option<DocumentChangeOperation> {
        let stays = |why: &str| {
            self.desk.tell(from, format!("{} stays where it is: {why}. Rename it to {} yourself.", from.display(), to.display()));
        };
        if to.exists() {
            stays("there is a file of that name already; look at both, and take one away");
            return None;
        }
        let abilities = self.abilities();
        if !(abilities.renames_files && abilities.versioned_edits) {
            stays("this editor renames no other files along");
            return None;
        }
        let (old_uri, new_uri) = (Url::from_file_path(from).ok()?, Url::from_file_path(to).ok()?);
        let options = Some(RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) });
        Some(DocumentChangeOperation::Op(ResourceOp::Rename(RenameFile { old_uri, new_uri, options, annotation_id: None })))
    }

    /// Files have other names now.
    pub(super) fn files_renamed(self: &Arc<Self>, _: RenameFilesParams) {
        self.read_all_again();
    }
}
