//! What stands between the wire and the handlers.
//!
//! Messages are taken one by one, in the order of their arrival: what changes a draft is applied before the next message is
//! looked at, and everything that is asked is answered by a task of its own, whose panic becomes an answer. tower-lsp's own
//! transport runs handlers interleaved and reads nothing more while many are under way (its issues 284, 399 and 417).

use std::borrow::Cow;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use futures_util::FutureExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_service::Service;

use super::alive;
use super::answer::{self, WireAnswer};
use super::newer::Newer;
use super::world::{ARRIVED, World};

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

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing but `initialize` is served.
    New,
    Served,
    /// After `shutdown`, nothing but `exit` is served.
    ShutDown,
}

/// The service that is served: state changes in order, everything else handed on.
pub(super) struct Front<S> {
    inner: S,
    world: Arc<World>,
    stage: Stage,
    answers: mpsc::UnboundedSender<WireAnswer>,
    /// Requests under way.
    handlers: JoinSet<()>,
    /// Looks after the editor's process.
    watch: JoinSet<()>,
    editor_gone: Arc<Notify>,
}

impl<S> Front<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    /// A front that answers here, and says when the editor's process is gone.
    pub(super) fn new(inner: S, world: Arc<World>, answers: mpsc::UnboundedSender<WireAnswer>, editor_gone: Arc<Notify>) -> Self {
        Self { inner, world, stage: Stage::New, answers, handlers: JoinSet::new(), watch: JoinSet::new(), editor_gone }
    }

    /// Takes one message; some of them are the last.
    pub(super) async fn take(&mut self, request: Request) -> Option<End> {
        let request = with_diagnostics(without_null(request));
        while self.handlers.try_join_next().is_some() {}
        let asked = request.id().is_some();
        match (self.stage, request.method()) {
            (stage, "exit") => return Some(End::Exit { orderly: stage == Stage::ShutDown }),
            (Stage::New, "initialize") if asked => self.initialize(request).await,
            // The protocol's own number for this; tower-lsp keeps its name to itself.
            (Stage::New, _) => self.refuse(&request, ErrorCode::ServerError(-32002), "initialize comes first"),
            (Stage::ShutDown, _) => self.refuse(&request, ErrorCode::InvalidRequest, "the server was shut down"),
            (Stage::Served, method) if asked && method.starts_with("$/") => {
                self.refuse(&request, ErrorCode::MethodNotFound, "there is no such method");
            }
            (Stage::Served, method) if !asked && changes_state(method) => self.apply(request),
            (Stage::Served, method) => {
                if method == "shutdown" {
                    self.stage = Stage::ShutDown;
                }
                self.hand_on(request).await;
            }
        }
        None
    }

    fn refuse(&self, request: &Request, code: ErrorCode, why: &'static str) {
        if let Some(id) = request.id() {
            self.answer(Response::from_error(id.clone(), Error { code, message: Cow::Borrowed(why), data: None }).into());
        } else {
            tracing::info!("{} is passed over: {why}", request.method());
        }
    }

    pub(super) fn answer(&self, reply: WireAnswer) {
        // Nobody listens only where the editor is gone.
        let _ = self.answers.send(reply);
    }

    /// Nothing else is looked at before this is answered: editors need not wait.
    async fn initialize(&mut self, request: Request) {
        let process = request.params().and_then(|p| p.get("processId")).and_then(Value::as_u64).and_then(|p| u32::try_from(p).ok());
        let id = request.id().cloned();
        let newer = *self.world.newer.get_or_init(|| request.params().map(Newer::of).unwrap_or_default());
        let handler = self.call(request).await;
        let Some(answer) = outcome(id, handler).await.map(|a| newer.answer("initialize", a)) else { return };
        if answer.is_ok() {
            self.stage = Stage::Served;
            if let Some(process) = process {
                let gone = Arc::clone(&self.editor_gone);
                self.watch.spawn(async move {
                    alive::gone(process).await;
                    gone.notify_one();
                });
            }
        }
        self.answer(answer.into());
    }

    async fn call(&mut self, request: Request) -> S::Future {
        // tower-lsp's service is always ready; one that is not any more says so in its answer.
        let _ = poll_fn(|cx| self.inner.poll_ready(cx)).await;
        self.inner.call(request)
    }

    async fn hand_on(&mut self, request: Request) {
        let id = request.id().cloned();
        let arrived = self.world.now();
        let newer = self.world.abilities().newer;
        let method = request.method().to_owned();
        let request = newer.question(request);
        let handler = ARRIVED.scope(arrived, self.call(request).await);
        let answers = self.answers.clone();
        self.handlers.spawn(async move {
            if let Some(reply) = answer::of(outcome(id, handler)).await {
                let _ = answers.send(reply.map(|answer| newer.answer(&method, answer)));
            }
        });
    }

    /// Waits until all that was asked is answered.
    pub(super) async fn finish(&mut self) {
        while self.handlers.join_next().await.is_some() {}
    }

    fn apply(&self, request: Request) {
        let (method, _, params) = request.into_parts();
        let params = params.unwrap_or_default();
        match method.as_ref() {
            "textDocument/didOpen" => self.with(&method, params, World::open),
            "textDocument/didChange" => self.with(&method, params, World::change),
            "textDocument/didClose" => self.with(&method, params, World::close),
            "textDocument/didSave" => self.with(&method, params, World::save),
            "workspace/didChangeConfiguration" => self.with(&method, params, World::configuration_changed),
            "workspace/didChangeWatchedFiles" => self.with(&method, params, World::files_changed),
            "workspace/didChangeWorkspaceFolders" => self.with(&method, params, World::folders_changed),
            "workspace/didRenameFiles" => self.with(&method, params, World::files_renamed),
            _ => {}
        }
    }

    fn with<P: DeserializeOwned>(&self, method: &str, params: Value, act: impl Fn(&Arc<World>, P)) {
        match serde_json::from_value(params) {
            Ok(p) => {
                // A panic here would leave the editor without a server; the draft stays as it was, and the log says why.
                if catch_unwind(AssertUnwindSafe(|| act(&self.world, p))).is_err() {
                    tracing::error!("{method} could not be applied");
                }
            }
            // What is wrong with a message may be quoted from a file; the log says only where.
            Err(error) => tracing::warn!("{method}: wrong parameters ({:?})", error.classify()),
        }
    }
}

/// Whether a notification changes what the server knows; these are applied at once.
fn changes_state(method: &str) -> bool {
    matches!(
        method,
        "textDocument/didOpen"
            | "textDocument/didChange"
            | "textDocument/didClose"
            | "textDocument/didSave"
            | "workspace/didChangeConfiguration"
            | "workspace/didChangeWatchedFiles"
            | "workspace/didChangeWorkspaceFolders"
            | "workspace/didRenameFiles"
    )
}

/// A handler's answer; one that panicked answers so, too.
async fn outcome<E>(id: Option<Id>, handler: impl Future<Output = Result<Option<Response>, E>>) -> Option<Response> {
    let internal = || id.clone().map(|id| Response::from_error(id, Error::internal_error()));
    match AssertUnwindSafe(handler).catch_unwind().await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) | Err(_) => internal(),
    }
}

/// The specification's client capability `workspace.diagnostics` is read as `diagnostic` by lsp-types 0.94.
fn with_diagnostics(request: Request) -> Request {
    if request.method() != "initialize" {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or_default();
    if let Some(workspace) = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut)
        && let Some(diagnostics) = workspace.get("diagnostics").cloned()
    {
        workspace.insert("diagnostic".into(), diagnostics);
    }
    let built = Request::build(method).params(params);
    match id {
        Some(id) => built.id(id).finish(),
        None => built.finish(),
    }
}

/// `"params": null`, which Emacs sends with `shutdown`, means no parameters; tower-lsp takes it for wrong ones.
fn without_null(request: Request) -> Request {
    if request.params().is_none_or(|p| !p.is_null()) {
        return request;
    }
    let (method, id, _) = request.into_parts();
    match id {
        Some(id) => Request::build(method).id(id).finish(),
        None => Request::build(method).finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::LanguageServer;
    use tower_lsp::lsp_types::{InitializeParams, InitializeResult};

    struct Clumsy;

    #[tower_lsp::async_trait]
    impl LanguageServer for Clumsy {
        async fn initialize(&self, _: InitializeParams) -> tower_lsp::jsonrpc::Result<InitializeResult> {
            Ok(InitializeResult::default())
        }

        async fn shutdown(&self) -> tower_lsp::jsonrpc::Result<()> {
            Ok(())
        }
    }

    #[expect(clippy::unused_async, reason = "tower-lsp takes async functions")]
    impl Clumsy {
        async fn stumble(&self) -> tower_lsp::jsonrpc::Result<()> {
            panic!("a handler panics, as this test wants it to");
        }

        async fn stand(&self) -> tower_lsp::jsonrpc::Result<bool> {
            Ok(true)
        }
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_and_the_next_request_is_served() {
        let mut world = None;
        let (service, _socket) = tower_lsp::LspService::build(|client| {
            world = Some(Arc::new(World::new(client, mpsc::channel(1).0, None)));
            Clumsy
        })
        .custom_method("test/stumble", Clumsy::stumble)
        .custom_method("test/stand", Clumsy::stand)
        .finish();
        let (answers, mut given) = mpsc::unbounded_channel();
        let mut front = Front::new(service, world.unwrap(), answers, Arc::default());
        for (id, method, code) in [(1, "initialize", None), (2, "test/stumble", Some(ErrorCode::InternalError)), (3, "test/stand", None)] {
            let params = if method == "initialize" { serde_json::json!({"capabilities": {}}) } else { Value::Null };
            assert!(front.take(Request::build(method).id(id).params(params).finish()).await.is_none());
            let reply = given.recv().await.unwrap();
            let answer = reply.response();
            assert_eq!((answer.id(), answer.error().map(|e| e.code)), (&Id::Number(id), code));
        }
    }
}
