//! What the editor shows of a file's findings: one line of publications, in which a newer one takes the place of an older one
//! that still waits. Whoever puts one in holds the truth about the file at that moment; so the last that is sent is the latest.
//!
//! A long draft has megabytes of findings, and gets new ones at every key. So they are written once, past tower-lsp, which would
//! make a tree of values of them first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tokio::sync::mpsc;
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};

use super::rows::Rows;
use crate::desk::held;

/// `textDocument/publishDiagnostics`, written but for its frame.
pub(super) struct Notice {
    head: String,
    findings: Arc<Rows>,
    tail: String,
}

impl Notice {
    fn of(uri: &Url, version: Option<i32>, findings: Arc<Rows>) -> Self {
        let (method, uri) = (PublishDiagnostics::METHOD, json!(uri));
        let head = format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"uri":{uri},"diagnostics":["#);
        let tail = version.map_or_else(|| "]}}".to_owned(), |version| format!(r#"],"version":{version}}}}}"#));
        Self { head, findings, tail }
    }

    /// What is written of it, one after the other.
    pub(super) fn parts(&self) -> [&[u8]; 3] {
        [self.head.as_bytes(), self.findings.json(), self.tail.as_bytes()]
    }
}

/// Findings, and the version of the text that they are about.
type Publication = (Option<i32>, Arc<Rows>);

/// What is yet to be published.
pub(super) struct Publisher {
    waiting: Arc<Mutex<HashMap<Url, Publication>>>,
    /// Files whose turn comes, each once.
    turns: mpsc::UnboundedSender<Url>,
}

impl Publisher {
    /// Publishes by a line that takes one at a time: what waits may be overtaken.
    pub(super) fn new(line: mpsc::Sender<Notice>) -> Self {
        let waiting: Arc<Mutex<HashMap<Url, Publication>>> = Arc::default();
        let (turns, mut taken) = mpsc::unbounded_channel::<Url>();
        let shared = Arc::clone(&waiting);
        // One at a time: the next is not begun before the one before is on its way.
        tokio::spawn(async move {
            while let Some(uri) = taken.recv().await {
                let Ok(place) = line.reserve().await else { return };
                let next = held(&shared).remove(&uri);
                if let Some((version, findings)) = next {
                    place.send(Notice::of(&uri, version, findings));
                }
            }
        });
        Self { waiting, turns }
    }

    /// Has findings shown, in place of all that were to be shown of the file before.
    pub(super) fn put(&self, uri: &Url, version: Option<i32>, findings: Arc<Rows>) {
        let before = held(&self.waiting).insert(uri.clone(), (version, findings));
        if before.is_none() {
            // Nobody listens only where the editor is gone.
            let _ = self.turns.send(uri.clone());
        }
    }
}
