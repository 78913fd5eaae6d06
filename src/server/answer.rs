//! Answers, with what is written of them past tower-lsp, which would make a tree of values of it first: a long draft has megabytes of
//! findings, and an editor that asks for them does so at every key.

use std::cell::OnceCell;
use std::sync::Arc;

use tower_lsp::jsonrpc::Response;
use tower_lsp::lsp_types::Diagnostic;

use super::rows::Rows;

tokio::task_local! {
    /// What is to be written in the place of the diagnostics of the answer that is being made.
    static WRITTEN: OnceCell<Arc<Rows>>;
}

/// An answer.
pub(super) struct WireAnswer {
    response: Response,
    /// The elements of its list `items`, which is empty in the response.
    items: Option<Arc<Rows>>,
}

/// Diagnostics that are written already: none, in whose place those stand in the end. Only for an answer that has one such list.
pub(super) fn written(rows: Arc<Rows>) -> Vec<Diagnostic> {
    // Whoever asks past the wire, as a test may, gets nothing here.
    let _ = WRITTEN.try_with(|written| written.set(rows));
    Vec::new()
}

/// The answer that a handler gives, with what was written for it.
pub(super) async fn of(handler: impl Future<Output = Option<Response>>) -> Option<WireAnswer> {
    let answer = async {
        let response = handler.await?;
        Some(WireAnswer { response, items: WRITTEN.with(|written| written.get().cloned()) })
    };
    WRITTEN.scope(OnceCell::new(), answer).await
}

impl From<Response> for WireAnswer {
    fn from(response: Response) -> Self {
        Self { response, items: None }
    }
}

impl WireAnswer {
    /// The same with another response.
    pub(super) fn map(self, with: impl FnOnce(Response) -> Response) -> Self {
        Self { response: with(self.response), ..self }
    }

    /// The response; of one that holds what was written, the list is empty.
    pub(super) const fn response(&self) -> &Response {
        &self.response
    }

    /// Where a list is empty in the response as JSON, what stands in it.
    pub(super) fn parts<'a>(&'a self, json: &'a [u8]) -> [&'a [u8]; 3] {
        // A quotation mark within a string is escaped, so this can stand nowhere else.
        const EMPTY: &[u8] = br#""items":[]"#;
        let items = self.items.as_ref().and_then(|items| {
            let at = json.windows(EMPTY.len()).position(|w| w == EMPTY)? + EMPTY.len() - 1;
            Some([&json[..at], items.json(), &json[at..]])
        });
        items.unwrap_or([json, &[], &[]])
    }
}
