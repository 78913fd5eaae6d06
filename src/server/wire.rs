//! The conversation with one editor over a pair of streams. tower-lsp's own transport would be run here, but it ends at the
//! first message that it cannot read, and panics where nobody reads what it writes; so its service is served by this.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use serde::Serialize;
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::sync::{Notify, mpsc};
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use super::answer::WireAnswer;
use super::backend::Backend;
use super::frames;
use super::front::{End, Front};
use super::message::{self, Message};
use super::publisher::Notice;
use super::world::World;
use crate::reader::Judge;

/// How long what was asked may still take to be answered when nothing more is asked.
const GRACE: Duration = Duration::from_secs(10);

/// How long the last answers may take to be taken.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Serves one editor over a pair of streams, until it says `exit` or is gone; claims are judged by the reader that comes with the
/// program.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) -> End {
    serve_with(Judge::built_in(), input, output).await
}

/// The same with another reader, or with none.
pub async fn serve_with(reader: Option<Arc<Judge>>, input: impl AsyncRead + Unpin, output: impl AsyncWrite) -> End {
    let (line, notices) = mpsc::channel(1);
    let world = |client| Arc::new(World::new(client, line.clone(), reader.clone()));
    let (service, socket) = LspService::build(|client| Backend { world: world(client) })
        .custom_method("copydesk/draftText", Backend::draft_text)
        .custom_method("copydesk/do", Backend::run_errand)
        .custom_method("copydesk/ledger", Backend::ledger)
        .custom_method("copydesk/row", Backend::act_in_row)
        .finish();
    let world = Arc::clone(&service.inner().world);
    let (questions, replies) = socket.split();
    let (answers, given) = mpsc::unbounded_channel();
    let gone = Arc::new(Notify::new());
    let mut front = Front::new(service, world, answers, Arc::clone(&gone));
    let mut speaking = std::pin::pin!(speak(output, given, notices, questions));
    let end = tokio::select! {
        end = listen(input, &mut front, replies) => end,
        () = gone.notified() => End::EditorGone,
        () = &mut speaking => return End::HungUp,
    };
    // What was asked before is still answered, but nobody waits for it who said `exit`.
    let waits = matches!(end, End::HungUp | End::Broken(_));
    let closing = async move {
        if waits {
            front.finish().await;
        }
        // With the front goes whatever is still under way, and with that the last who could answer.
        drop(front);
    };
    let limit = if waits { GRACE } else { LAST_WORDS };
    let _ = tokio::time::timeout(limit, async { tokio::join!(closing, speaking) }).await;
    end
}

/// Takes messages until one is the last.
async fn listen<S>(input: impl AsyncRead + Unpin, front: &mut Front<S>, mut replies: impl Sink<Response> + Unpin) -> End
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    let mut input = BufReader::with_capacity(1 << 16, input);
    loop {
        let frame = match frames::read(&mut input).await {
            Ok(Some(frame)) => frame,
            Ok(None) => return End::HungUp,
            Err(why) => return End::Broken(why),
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
            Err(answer) => front.answer((*answer).into()),
        }
    }
}

/// Writes answers, and what the server says of itself, until there is nothing more to be said or nobody who reads it.
async fn speak(
    output: impl AsyncWrite,
    mut answers: mpsc::UnboundedReceiver<WireAnswer>,
    mut notices: mpsc::Receiver<Notice>,
    mut questions: impl Stream<Item = Request> + Unpin,
) {
    let mut output = std::pin::pin!(output);
    loop {
        let written = tokio::select! {
            biased;
            answer = answers.recv() => match answer {
                Some(answer) => frames::write(&mut output, &answer.parts(&bytes(answer.response()))).await,
                None => return,
            },
            Some(notice) = notices.recv() => frames::write(&mut output, &notice.parts()).await,
            Some(question) = questions.next() => frames::write(&mut output, &[&bytes(&question)]).await,
        };
        if let Err(error) = written {
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
