//! A look round the workspace when the server starts: what a kill left behind is cleaned up, and files that have lost their
//! draft are told of.

use std::path::PathBuf;
use std::sync::Arc;

use super::asking;
use super::world::World;
use crate::desk::{files, strays};

/// How many files and folders are looked at in one workspace; whoever opens a whole disk is not kept busy with it.
const LOOKED_AT: usize = 50_000;

/// How many files without a draft are named.
const NAMED: usize = 3;

/// Looks round on a thread of its own.
pub(super) fn look(world: &Arc<World>) {
    let world = Arc::clone(world);
    tokio::spawn(async move {
        let folders = world.desk.folders();
        let strays = tokio::task::spawn_blocking(move || looked_at(folders)).await.unwrap_or_default();
        if let Some(message) = told(strays) {
            asking::notify(&world.client, &message).await;
        }
    });
}

fn looked_at(folders: Vec<PathBuf>) -> Vec<String> {
    let (mut drafts, mut beside) = (Vec::new(), Vec::new());
    let entries = folders.into_iter().flat_map(|folder| ignore::WalkBuilder::new(folder).require_git(false).build().flatten());
    for entry in entries.take(LOOKED_AT) {
        if entry.file_type().is_some_and(|t| t.is_dir()) {
            files::clean_up(entry.path());
        } else if files::is_draft(entry.path()) {
            drafts.push(entry.into_path());
        } else if strays::draft_of(entry.path()).is_some() {
            beside.push(entry.into_path());
        }
    }
    strays::told(&drafts, &beside)
}

/// One message for all files without a draft.
fn told(mut messages: Vec<String>) -> Option<String> {
    let more = messages.len().saturating_sub(NAMED);
    messages.truncate(NAMED);
    if more > 0 {
        messages.push(format!("{more} more files have lost their draft; `copydesk check` names them."));
    }
    (!messages.is_empty()).then(|| messages.join("\n"))
}
