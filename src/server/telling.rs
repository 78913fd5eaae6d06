//! What an editor is told besides the protocol, where it says that it listens: how a draft stands as a whole, and what to keep in
//! its settings.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::lsp_types::Url;
use tower_lsp::lsp_types::notification::Notification;

/// `copydesk/status`: whether a file is read, and how it stands.
enum StatusNotice {}

impl Notification for StatusNotice {
    type Params = DraftState;
    const METHOD: &'static str = "copydesk/status";
}

/// How a draft stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DraftState {
    pub(super) uri: Url,
    /// Whether it is read.
    pub(super) read: bool,
    /// In a few words.
    pub(super) text: String,
    /// In a sentence or two.
    pub(super) tooltip: String,
}

/// `copydesk/setting`: a setting that somebody has made by an answer or a command, for the editor to keep.
pub(super) enum SettingNotice {}

impl Notification for SettingNotice {
    type Params = Value;
    const METHOD: &'static str = "copydesk/setting";
}

/// One line to the editor, so that the last that is told is the latest.
pub(super) struct Teller {
    line: mpsc::UnboundedSender<DraftState>,
}

impl Teller {
    pub(super) fn new(client: Client) -> Self {
        let (line, mut told) = mpsc::unbounded_channel::<DraftState>();
        tokio::spawn(async move {
            while let Some(standing) = told.recv().await {
                client.send_notification::<StatusNotice>(standing).await;
            }
        });
        Self { line }
    }

    /// Tells how a draft stands, after all that was told before.
    pub(super) fn tell(&self, standing: DraftState) {
        // Nobody listens only where the editor is gone.
        let _ = self.line.send(standing);
    }
}
