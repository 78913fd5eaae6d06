//! What stands between tower-lsp and the handlers.
//!
//! tower-lsp 0.20 runs several handlers interleaved: an edit whose handler awaits can be overtaken by the next, `exit` waits
//! for the input to end, and a panic takes the server down (its issues 284, 399 and 417). Here `call` runs once per message,
//! in order; so edits are applied in it, `exit` ends the process in it, and all else runs on a task of its own, whose panic
//! becomes an answer.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_service::Service;

use super::world::World;

/// The service that is served: state changes in order, everything else handed on.
pub(super) struct Front<S> {
    inner: S,
    world: Arc<World>,
    shut_down: bool,
}

impl<S> Front<S> {
    pub(super) fn new(inner: S, world: Arc<World>) -> Self {
        Self { inner, world, shut_down: false }
    }

    fn apply(&mut self, request: &Request) {
        match request.method() {
            "textDocument/didOpen" => self.with(request, World::open),
            "textDocument/didChange" => self.with(request, World::change),
            "textDocument/didClose" => self.with(request, World::close),
            "textDocument/didSave" => self.with(request, World::save),
            "workspace/didChangeConfiguration" => self.with(request, World::configuration_changed),
            "workspace/didChangeWatchedFiles" => self.with(request, World::files_changed),
            "workspace/didChangeWorkspaceFolders" => self.with(request, World::folders_changed),
            "workspace/didRenameFiles" => self.with(request, World::files_renamed),
            "shutdown" => self.shut_down = true,
            "exit" => std::process::exit(i32::from(!self.shut_down)),
            _ => {}
        }
    }

    fn with<P: DeserializeOwned>(&self, request: &Request, act: impl Fn(&Arc<World>, P)) {
        let parameters = request.params().cloned().unwrap_or_default();
        match serde_json::from_value(parameters) {
            Ok(p) => {
                // A panic here would leave the editor without a server; the draft stays as it was, and the log says why.
                let acted = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(&self.world, p)));
                if acted.is_err() {
                    tracing::error!("{} could not be applied", request.method());
                }
            }
            Err(error) => tracing::warn!("{}: {error}", request.method()),
        }
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

impl<S> Service<Request> for Front<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let request = with_diagnostics(without_null(request));
        self.apply(&request);
        let id = request.id().cloned();
        let handler = tokio::spawn(self.inner.call(request));
        Box::pin(async move {
            match handler.await {
                Ok(outcome) => outcome,
                Err(_) => Ok(id.map(|id| Response::from_error(id, Error::internal_error()))),
            }
        })
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
            world = Some(Arc::new(World::new(client)));
            Clumsy
        })
        .custom_method("test/stumble", Clumsy::stumble)
        .custom_method("test/stand", Clumsy::stand)
        .finish();
        let mut front = Front::new(service, world.unwrap());
        let mut ask = |method: &'static str, id: i64| {
            let params = if method == "initialize" { serde_json::json!({"capabilities": {}}) } else { serde_json::Value::Null };
            front.call(Request::build(method).id(id).params(params).finish())
        };
        assert!(ask("initialize", 1).await.unwrap().unwrap().is_ok());
        let fallen = ask("test/stumble", 2).await.unwrap().unwrap();
        assert_eq!(fallen.error().map(|e| e.code), Some(tower_lsp::jsonrpc::ErrorCode::InternalError));
        assert!(ask("test/stand", 3).await.unwrap().unwrap().is_ok());
    }
}
