//! Questions to the editor. tower-lsp panics when an answer comes that nobody waits for any more (its issue 417); so each is
//! asked on a task of its own, and whoever asked may give up.

use std::time::Duration;

use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::MessageType;
use tower_lsp::lsp_types::request::{CodeLensRefresh, InlayHintRefreshRequest, Request, SemanticTokensRefresh, WorkspaceDiagnosticRefresh};

use super::client::Abilities;
use super::newer::FoldingRefresh;
use crate::text::escape;

/// How long the editor itself may take; a person may take as long as they like.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks what a person answers.
pub(super) async fn ask<R>(client: &Client, params: R::Params) -> Result<R::Result>
where
    R: Request + 'static,
    R::Params: Send,
    R::Result: Send,
{
    let client = client.clone();
    tokio::spawn(async move { client.send_request::<R>(params).await }).await.unwrap_or_else(|_| Err(Error::internal_error()))
}

/// Asks what the editor answers by itself.
pub(super) async fn ask_editor<R>(client: &Client, params: R::Params) -> Result<R::Result>
where
    R: Request + 'static,
    R::Params: Send,
    R::Result: Send,
{
    tokio::time::timeout(PATIENCE, ask::<R>(client, params)).await.unwrap_or_else(|_| Err(Error::internal_error()))
}

/// Shows a person a notice, which may quote what stands in files.
pub(super) async fn notify(client: &Client, message: &str) {
    client.show_message(MessageType::WARNING, escape::notice(message)).await;
}

/// Tells an editor that fetches things itself to fetch them again; once, however often that was wanted meanwhile.
pub(super) struct Refresher {
    bell: mpsc::UnboundedSender<Abilities>,
}

impl Refresher {
    pub(super) fn new(client: Client) -> Self {
        let (bell, mut rung) = mpsc::unbounded_channel::<Abilities>();
        tokio::spawn(async move {
            while let Some(abilities) = rung.recv().await {
                while rung.try_recv().is_ok() {}
                let mut refused = Vec::new();
                if abilities.refreshes {
                    refused.extend(ask_editor::<WorkspaceDiagnosticRefresh>(&client, ()).await.err());
                }
                if abilities.refreshes_hints {
                    refused.extend(ask_editor::<InlayHintRefreshRequest>(&client, ()).await.err());
                }
                if abilities.refreshes_lenses {
                    refused.extend(ask_editor::<CodeLensRefresh>(&client, ()).await.err());
                }
                if abilities.refreshes_tokens {
                    refused.extend(ask_editor::<SemanticTokensRefresh>(&client, ()).await.err());
                }
                if abilities.newer.refreshes_folds {
                    refused.extend(ask_editor::<FoldingRefresh>(&client, ()).await.err());
                }
                refused.iter().for_each(|why| tracing::info!("the editor does not fetch again: {why}"));
            }
        });
        Self { bell }
    }

    pub(super) fn ring(&self, abilities: Abilities) {
        // Nobody listens only where the editor is gone.
        let _ = self.bell.send(abilities);
    }
}
