//! The language server: LSP and nothing else. Positions in, protocol types out; what a draft means is told below.
//!
//! A message takes this way: `front` applies edits in the order of their arrival and lets nothing wait on anything;
//! `world` holds the open drafts and has them analysed on threads of their own, latest version first; `backend` answers
//! requests with a few lines of glue each; `convert` is the border to the protocol's types.
//!
//! What goes in: one file a request. What does not: anything that could be said of a draft without an editor.

mod actions;
mod analysis;
mod backend;
mod beside;
mod choosing;
mod client;
mod colours;
mod completion;
mod convert;
mod desk;
mod diagnostics;
mod folding;
mod front;
mod hover;
mod ids;
mod inlay;
mod later;
mod lens;
mod links;
mod navigation;
mod symbols;
mod world;

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

/// How many messages may be under way at once. Four, the default, let a few slow requests starve cancellations.
const CONCURRENCY: usize = 256;

/// Runs the server on standard input and output until `exit`, or until the input ends.
pub fn run() {
    log();
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

/// Writes the log to standard error, as far as `COPYDESK_LOG` asks for it. Only what this program says itself is written: others
/// log whole messages, and with them what stands in files; for the same reason a panic says where, and not what.
fn log() {
    use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
    use tracing_subscriber::prelude::*;
    let wanted = EnvFilter::try_from_env("COPYDESK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let own = filter_fn(|m| m.target().split("::").next() == Some(env!("CARGO_CRATE_NAME")));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    tracing_subscriber::registry().with(lines.with_filter(own.and(wanted))).init();
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!("a part of the program gave up, at {at}");
    }));
}

/// Serves one editor over a pair of streams, until the input ends; `exit` ends the process.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) {
    let (service, socket) = LspService::build(|client| backend::Backend { world: Arc::new(world::World::new(client)) })
        .custom_method("copydesk/draftText", backend::Backend::draft_text)
        .finish();
    let world = Arc::clone(&service.inner().world);
    Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(front::Front::new(service, world)).await;
}
