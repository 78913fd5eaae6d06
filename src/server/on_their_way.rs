//! Drafts that the editor is giving another name: what is known of their annotations goes along.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tower_lsp::lsp_types::Url;

use super::analysis::Snapshot;
use crate::desk::held;

/// Drafts on their way from one name to another.
#[derive(Default)]
pub(super) struct Renaming {
    /// By their new names.
    on_their_way: Mutex<HashMap<Url, From>>,
}

/// What is known of a draft that is renamed.
enum From {
    /// It is still open under this name.
    Open(Url),
    /// The editor has closed it under its old name; this is how it was.
    Closed(Arc<Snapshot>),
}

impl Renaming {
    /// The editor is about to rename a draft.
    pub(super) fn announced(&self, old: Url, new: Url) {
        const MOST: usize = 1000;
        let mut all = held(&self.on_their_way);
        // Renamings that did not come about are forgotten.
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(new, From::Open(old));
    }

    /// The editor has closed a draft.
    pub(super) fn left(&self, uri: &Url, snapshot: &Arc<Snapshot>) {
        for from in held(&self.on_their_way).values_mut() {
            if matches!(from, From::Open(old) if old == uri) {
                *from = From::Closed(Arc::clone(snapshot));
            }
        }
    }

    /// The editor opens a draft: how it was under its old name, if it had one.
    pub(super) fn taken_up(&self, uri: &Url, open: impl FnOnce(&Url) -> Option<Arc<Snapshot>>) -> Option<Arc<Snapshot>> {
        let from = held(&self.on_their_way).remove(uri)?;
        match from {
            From::Open(old) => open(&old),
            From::Closed(snapshot) => Some(snapshot),
        }
    }
}
