//! The language server: LSP and nothing else. Positions in, protocol types out; what a draft means is told below.
//!
//! A message takes this way: `frames` finds where it ends, `message` reads it or says what is wrong with it, `front` applies
//! edits in the order of their arrival and lets nothing wait on anything; `world` holds the open drafts, `analysing` has them
//! analysed on threads of their own, in the order that `queue` gives them, and `publisher` shows what was found; `backend`
//! answers requests with a few lines of glue each; `convert` is the border to the protocol's types.
//!
//! What goes in: one file a request. What does not: anything that could be said of a draft without an editor.

mod actions;
mod alive;
mod analysing;
mod analysis;
mod asking;
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
mod frames;
mod front;
mod hover;
mod ids;
mod inlay;
mod later;
mod lens;
mod links;
mod message;
mod navigation;
mod publisher;
mod queue;
mod symbols;
#[cfg(test)]
mod tests;
mod world;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use serde::Serialize;
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::sync::{Notify, mpsc};
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use message::Message;

/// How long what was asked may still take to be answered when nothing more is asked.
const GRACE: Duration = Duration::from_secs(10);

/// How serving an editor ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The editor said `exit`.
    Exit {
        /// Whether `shutdown` came first.
        orderly: bool,
    },
    /// The editor closed its end.
    HungUp,
    /// The editor's process is gone.
    EditorGone,
    /// Nobody can tell where the next message begins; this says why.
    Broken(String),
}

/// Runs the server on standard input and output until `exit`, or until the editor is gone.
#[must_use]
pub fn run() -> ExitCode {
    log();
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
        Exit { orderly: false } => ExitCode::FAILURE,
        Exit { orderly: true } | HungUp | EditorGone => ExitCode::SUCCESS,
        Broken(why) => {
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

use End::{Broken, EditorGone, Exit, HungUp};

/// Serves one editor over a pair of streams, until it says `exit` or is gone.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) -> End {
    let (service, socket) = LspService::build(|client| backend::Backend { world: Arc::new(world::World::new(client)) })
        .custom_method("copydesk/draftText", backend::Backend::draft_text)
        .finish();
    let world = Arc::clone(&service.inner().world);
    let (questions, replies) = socket.split();
    let (answers, given) = mpsc::unbounded_channel();
    let gone = Arc::new(Notify::new());
    let mut front = front::Front::new(service, world, answers, Arc::clone(&gone));
    let mut speaking = std::pin::pin!(speak(output, given, questions));
    let end = tokio::select! {
        end = listen(input, &mut front, replies) => end,
        () = gone.notified() => EditorGone,
        () = &mut speaking => return HungUp,
    };
    // What was asked before is still answered, but nobody waits for it who said `exit`.
    if matches!(end, HungUp | Broken(_)) {
        let _ = tokio::time::timeout(GRACE, async {
            tokio::select! {
                () = front.finish() => {}
                () = &mut speaking => {}
            }
        })
        .await;
    }
    front.give_up();
    front.finish().await;
    drop(front);
    let _ = tokio::time::timeout(GRACE, speaking).await;
    end
}

/// Takes messages until one is the last.
async fn listen<S>(input: impl AsyncRead + Unpin, front: &mut front::Front<S>, mut replies: impl Sink<Response> + Unpin) -> End
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    let mut input = BufReader::with_capacity(1 << 16, input);
    loop {
        let frame = match frames::read(&mut input).await {
            Ok(Some(frame)) => frame,
            Ok(None) => return HungUp,
            Err(why) => return Broken(why),
        };
        match message::read(frame) {
            Ok(Message::Request(request)) => {
                if let Some(end) = front.take(request).await {
                    return end;
                }
            }
            Ok(Message::Answer(reply)) => {
                let _ = replies.send(reply).await;
            }
            Err(answer) => front.answer(answer),
        }
    }
}

/// Writes answers, and what the server says of itself, until there is nothing more to be said or nobody who reads it.
async fn speak(
    output: impl AsyncWrite,
    mut answers: mpsc::UnboundedReceiver<Response>,
    mut questions: impl Stream<Item = Request> + Unpin,
) {
    let mut output = std::pin::pin!(output);
    loop {
        let body = tokio::select! {
            biased;
            answer = answers.recv() => match answer {
                Some(answer) => bytes(&answer),
                None => return,
            },
            Some(question) = questions.next() => bytes(&question),
        };
        if let Err(error) = frames::write(&mut output, &body).await {
            tracing::info!("the editor does not read any more: {error}");
            return;
        }
    }
}

fn bytes(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_else(|error| {
        // Messages are made of strings and numbers, which can all be written.
        tracing::error!("a message could not be written: {error}");
        b"null".to_vec()
    })
}
