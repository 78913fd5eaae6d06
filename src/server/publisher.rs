//! What the editor shows of a file's findings: one line of publications, in which a newer one takes the place of an older one
//! that still waits. Whoever puts one in holds the truth about the file at that moment; so the last that is sent is the latest.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

/// Findings, and the version of the text that they are about.
type Publication = (Option<i32>, Vec<Diagnostic>);

/// What is yet to be published.
pub(super) struct Publisher {
    waiting: Arc<Mutex<HashMap<Url, Publication>>>,
    /// Files whose turn comes, each once.
    turns: mpsc::UnboundedSender<Url>,
}

impl Publisher {
    pub(super) fn new(client: Client) -> Self {
        let waiting: Arc<Mutex<HashMap<Url, Publication>>> = Arc::default();
        let (turns, mut taken) = mpsc::unbounded_channel::<Url>();
        let shared = Arc::clone(&waiting);
        // One at a time: the next is not begun before the one before is on its way.
        tokio::spawn(async move {
            while let Some(uri) = taken.recv().await {
                let next = shared.lock().unwrap_or_else(PoisonError::into_inner).remove(&uri);
                if let Some((version, findings)) = next {
                    client.publish_diagnostics(uri, findings, version).await;
                }
            }
        });
        Self { waiting, turns }
    }

    /// Has findings shown, in place of all that were to be shown of the file before.
    pub(super) fn put(&self, uri: &Url, version: Option<i32>, findings: Vec<Diagnostic>) {
        let before = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(uri.clone(), (version, findings));
        if before.is_none() {
            // Nobody listens only where the editor is gone.
            let _ = self.turns.send(uri.clone());
        }
    }
}
