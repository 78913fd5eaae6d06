//! The language server: LSP and nothing else. Positions in, protocol types out; what a draft means is told below.
//!
//! A message takes this way: `wire` takes it from the stream, `frames` finds where it ends, `message` reads it or says what is
//! wrong with it, `front` applies edits in the order of their arrival and lets nothing wait on anything; `world` holds the open drafts, `analysing` has them
//! analysed on threads of their own, in the order that `queue` gives them, and `publisher` shows what was found; `backend`
//! answers requests with a few lines of glue each; `convert` is the border to the protocol's types.

mod actions;
mod alive;
mod analysing;
mod analysis;
mod annotated;
mod asking;
mod backend;
mod beside;
mod choosing;
mod client;
mod colours;
mod convert;
mod desk;
mod diagnostics;
mod frames;
mod front;
mod hover;
mod inlay;
mod message;
mod navigation;
mod publisher;
mod queue;
mod symbols;
#[cfg(test)]
mod tests;
mod wire;
mod world;

use std::process::ExitCode;

pub use wire::{End, serve};

/// Runs the server on standard input and output until `exit`, or until the editor is gone.
#[must_use]
pub fn run() -> ExitCode {
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
            return ExitCode::from(2);
        }
    };
    let end = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // Threads that still wait for input, or read a draft, must not hold us.
    runtime.shutdown_background();
    match end {
        End::Exit { orderly: false } => ExitCode::FAILURE,
        End::Exit { orderly: true } | End::HungUp | End::EditorGone => ExitCode::SUCCESS,
        End::Broken(why) => {
            tracing::error!("The server ends, as what the editor sends cannot be followed: {why}.");
            ExitCode::from(2)
        }
    }
}
