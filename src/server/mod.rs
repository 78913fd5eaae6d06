//! The language server: LSP and nothing else. Positions in, protocol types out; what a draft means is told below.
//!
//! A message takes this way: `front` applies edits in the order of their arrival and lets nothing wait on anything;
//! `world` holds the open drafts and has them analysed on threads of their own, latest version first; `backend` answers
//! requests with a few lines of glue each; `convert` is the border to the protocol's types.

mod actions;
mod analysis;
mod annotated;
mod backend;
mod beside;
mod choosing;
mod client;
mod colours;
mod convert;
mod desk;
mod diagnostics;
mod front;
mod hover;
mod inlay;
mod looking_round;
mod navigation;
mod renaming_files;
mod rewriting;
mod symbols;
mod world;

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

/// How many messages may be under way at once. Four, the default, let a few slow requests starve cancellations.
const CONCURRENCY: usize = 256;

/// Runs the server on standard input and output until `exit`, or until the input ends.
pub fn run() {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COPYDESK_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("no threads to run on: {error}");
            std::process::exit(2);
        }
    };
    runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // The input ended without `exit`: the editor is gone, and nobody reads the status. Blocked threads must not hold us.
    runtime.shutdown_background();
}

/// Serves one editor over a pair of streams, until the input ends; `exit` ends the process.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) {
    let (service, socket) = LspService::build(|client| backend::Backend { world: Arc::new(world::World::new(client)) })
        .custom_method("copydesk/draftText", backend::Backend::draft_text)
        .finish();
    let world = Arc::clone(&service.inner().world);
    Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(front::Front::new(service, world)).await;
}
