//! The language server: LSP and nothing else. Positions in, protocol types out; what a draft means is told below.
//!
//! A message takes this way: `wire` takes it from the stream, `frames` finds where it ends, `message` reads it or says what is
//! wrong with it, `front` applies edits in the order of their arrival and lets nothing wait on anything; `world` holds the open
//! drafts, `analysing` has them analysed on threads of their own, in the order that `queue` gives them, and `publisher` shows
//! what was found; `backend` answers requests with a few lines of glue each; `convert` is the border to the protocol's types.
//!
//! What goes in: one file a request. What does not: anything that could be said of a draft without an editor.

mod actions;
mod alive;
mod analysing;
mod analysis;
mod answer;
mod asking;
mod backend;
mod beside;
mod choosing;
mod client;
mod colours;
mod commands;
mod completion;
mod convert;
mod desk;
mod diagnostics;
mod edits;
mod folding;
mod frames;
mod front;
mod hover;
mod ids;
mod inlay;
mod judging;
mod later;
mod ledger;
mod ledger_page;
mod lens;
mod links;
mod looking_round;
mod message;
mod navigation;
mod newer;
mod on_their_way;
mod publisher;
mod queue;
mod remembered;
mod renaming_files;
mod rewriting;
mod rows;
mod standing;
mod symbols;
mod telling;
#[cfg(test)]
mod tests;
mod wire;
mod world;

use std::process::ExitCode;
use std::sync::Arc;

use crate::reader::Judge;
pub use front::End;
pub use wire::{serve, serve_with};

/// Runs the server on standard input and output until `exit`, or until the editor is gone; claims are judged by `reader`.
#[must_use]
pub fn run(reader: Option<Arc<Judge>>) -> ExitCode {
    log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("no threads to run on: {error}");
            return ExitCode::from(2);
        }
    };
    let end = runtime.block_on(serve_with(reader, tokio::io::stdin(), tokio::io::stdout()));
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
