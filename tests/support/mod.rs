//! A small editor: speaks LSP over any pair of streams, keeps every message, and knows the text it has.
#![allow(unreachable_pub, reason = "shared by test binaries")]
#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    reason = "a test that meets something odd must fail"
)]

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use copydesk::reader::Judge;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};

/// How long an answer may take before a test fails for want of it. Not a measure of speed.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Editor {
    output: Box<dyn AsyncWrite + Unpin + Send>,
    input: BufReader<Box<dyn AsyncRead + Unpin + Send>>,
    next: i64,
    /// Messages that arrived while another was awaited.
    pub inbox: Vec<Value>,
    /// What is answered to `workspace/configuration`.
    pub settings: Value,
    /// What is answered to other requests of the server's, by their methods; null where nothing stands here.
    pub answers: HashMap<&'static str, Value>,
    /// Requests of the server's that are not answered.
    pub silent_to: Vec<&'static str>,
}

impl Editor {
    pub fn new(output: impl AsyncWrite + Unpin + Send + 'static, input: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let (output, input) = (Box::new(output), BufReader::new(Box::new(input) as Box<_>));
        Self { output, input, next: 0, inbox: Vec::new(), settings: Value::Null, answers: HashMap::new(), silent_to: Vec::new() }
    }

    /// A server in this process, at the other end of a pipe.
    pub fn wired() -> Self {
        Self::wired_with(Judge::built_in())
    }

    /// The same, whose claims are judged by this reader, or by grammar alone.
    pub fn wired_with(reader: Option<Arc<Judge>>) -> Self {
        let (client_side, server_side) = tokio::io::duplex(1 << 20);
        let (server_in, server_out) = tokio::io::split(server_side);
        tokio::spawn(copydesk::server::serve_with(reader, server_in, server_out));
        let (client_in, client_out) = tokio::io::split(client_side);
        Self::new(client_out, client_in)
    }

    /// A server in this process, initialised with these capabilities.
    pub async fn in_process(capabilities: Value) -> (Self, Value) {
        let mut editor = Self::wired();
        let result = editor.initialize(capabilities).await;
        (editor, result)
    }

    /// A server in this process whose workspace has these folders, by their addresses.
    pub async fn in_folders(capabilities: Value, folders: &[&str]) -> Self {
        let mut editor = Self::wired();
        let folders: Vec<Value> = folders.iter().map(|f| json!({"uri": f, "name": f})).collect();
        editor.initialize_in(capabilities, json!(folders)).await;
        editor
    }

    pub async fn initialize(&mut self, capabilities: Value) -> Value {
        self.initialize_in(capabilities, Value::Null).await
    }

    pub async fn initialize_in(&mut self, capabilities: Value, folders: Value) -> Value {
        let result = self
            .request("initialize", json!({"processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities}))
            .await;
        self.notify("initialized", json!({})).await;
        result
    }

    pub async fn send(&mut self, message: &Value) {
        self.send_raw(message.to_string().as_bytes(), "").await;
    }

    /// Sends bytes as a message, with more header lines, each with its line end.
    pub async fn send_raw(&mut self, body: &[u8], headers: &str) {
        let mut frame = format!("Content-Length: {}\r\n{headers}\r\n", body.len()).into_bytes();
        frame.extend_from_slice(body);
        self.send_bytes(&frame).await;
    }

    /// Sends bytes, be they a message or not.
    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        self.output.write_all(bytes).await.unwrap();
        self.output.flush().await.unwrap();
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.output = Box::new(tokio::io::sink());
    }

    /// Sends a request and gives its number, without waiting.
    pub async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.next, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message).await;
        self.next
    }

    /// Sends a request and waits for its result; an error fails the test.
    pub async fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.try_request(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a request and waits for its answer, be it an error.
    pub async fn try_request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        self.answer(id).await
    }

    pub async fn answer(&mut self, id: i64) -> Value {
        self.wait(|m| m["id"] == json!(id) && m.get("method").is_none()).await
    }

    /// The first message, kept or coming, that is wanted.
    pub async fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.inbox.iter().position(&wanted) {
            return self.inbox.remove(at);
        }
        loop {
            self.read_on().await;
            if self.inbox.last().is_some_and(&wanted) {
                return self.inbox.pop().unwrap();
            }
        }
    }

    /// Takes one more message into the inbox; what the server asks is answered.
    pub async fn read_on(&mut self) {
        let message = tokio::time::timeout(PATIENCE, self.read()).await.expect("the server answers");
        if message.get("method").is_some() && message.get("id").is_some() {
            let method = message["method"].as_str().unwrap();
            let result = match method {
                "workspace/configuration" => json!([self.settings]),
                other => self.answers.get(other).cloned().unwrap_or_default(),
            };
            if !self.silent_to.contains(&method) {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result})).await;
            }
        }
        self.inbox.push(message);
    }

    async fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.input.read_line(&mut line).await.unwrap(), 0, "the server closed its output");
            if line.trim().is_empty() {
                break;
            }
            if let Some(n) = line.strip_prefix("Content-Length:") {
                length = n.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.input.read_exact(&mut body).await.unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    pub async fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}))
            .await;
    }

    /// The diagnostics pushed for a version.
    pub async fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let published = self
            .wait(|m| {
                m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri && m["params"]["version"] == json!(version)
            })
            .await;
        published["params"]["diagnostics"].as_array().unwrap().clone()
    }
}

/// Diagnostics as lines: "2:4-2:9 warning code".
pub fn drawn(diagnostics: &[Value]) -> String {
    let severity = |n: &Value| ["", "error", "warning", "information", "hint"][n.as_u64().unwrap() as usize];
    let at = |p: &Value| format!("{}:{}", p["line"], p["character"]);
    diagnostics
        .iter()
        .map(|d| {
            format!(
                "{}-{} {} {}\n",
                at(&d["range"]["start"]),
                at(&d["range"]["end"]),
                severity(&d["severity"]),
                d["code"].as_str().unwrap()
            )
        })
        .collect()
}

/// The position, in UTF-16, of a byte offset.
pub fn utf16(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

/// What an editor's text becomes by a workspace edit for one document (UTF-16).
pub fn applied(text: &str, edits: &[Value]) -> String {
    let byte = |p: &Value| {
        let line = p["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = p["character"].as_u64().unwrap() as usize;
        let mut at = start;
        for c in text[start..].chars() {
            if units == 0 {
                break;
            }
            units -= c.len_utf16();
            at += c.len_utf8();
        }
        at
    };
    let mut edits: Vec<(usize, usize, usize, &str)> = edits
        .iter()
        .enumerate()
        .map(|(i, e)| (byte(&e["range"]["start"]), i, byte(&e["range"]["end"]), e["newText"].as_str().unwrap()))
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, _, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
