//! What holds for any bytes that a language server is sent, as a function: `tests/properties.rs` and `fuzz/` ask it.
#![allow(unreachable_pub, reason = "shared by test binaries")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a property that does not hold must fail")]

use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::runtime::Runtime;

/// How long the server may take before it counts as hung. Not a measure of speed.
const PATIENCE: Duration = Duration::from_mins(1);

/// The number of the last request, which must be answered whatever came before it.
const LAST: &str = "the last request";

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap());

/// A server that is fed any bytes at all answers, or comes to an orderly end. The first byte tells how: after `r` the others
/// are sent as they are, and the server must end when they do; otherwise each line is a message, well framed, and the server
/// must still be there behind them.
pub fn frames(bytes: &[u8]) {
    let Some((mode, rest)) = bytes.split_first() else { return };
    if reaches_out(rest) {
        return;
    }
    // One at a time: what is measured is one server's end.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let raw = *mode == b'r';
    let outcome = RUNTIME.block_on(async { tokio::time::timeout(PATIENCE, converse(rest, raw)).await });
    outcome.unwrap_or_else(|_| panic!("the server neither answers nor ends"));
}

/// Whether a message could make the server read or write files of the machine, or end the process, which would be no finding.
fn reaches_out(bytes: &[u8]) -> bool {
    let has = |word: &str| bytes.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()));
    // An escape could spell any of them.
    let spelt = |line: &[u8]| serde_json::from_slice::<Value>(line).is_ok_and(|v| v.to_string().contains("file:"));
    has("file:") || has("exit") || has("\\u00") || has("rootPath") || bytes.split(|b| *b == b'\n').any(spelt)
}

async fn converse(bytes: &[u8], raw: bool) {
    let (mut client, server) = tokio::io::duplex(1 << 16);
    let (input, output) = tokio::io::split(server);
    let served = tokio::spawn(copydesk::server::serve(input, output));
    let abilities = json!({"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"publishDiagnostics": {"versionSupport": true}}});
    let open = json!({"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": "Bridge closes\n\n“It was unsafe,” said Ana Sousa on Monday.\n"});
    let before = [
        request("initialize", json!(1), json!({"processId": null, "rootUri": null, "capabilities": abilities})),
        notification("initialized", json!({})),
        notification("textDocument/didOpen", json!({"textDocument": open})),
    ];
    let mut sent: Vec<u8> = before.iter().flat_map(|m| framed(m.to_string().as_bytes())).collect();
    if raw {
        sent.extend_from_slice(bytes);
    } else {
        bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).for_each(|l| sent.extend(framed(l)));
        sent.extend(framed(request("shutdown", json!(LAST), Value::Null).to_string().as_bytes()));
    }
    let answered = talk(&mut client, &sent, raw).await;
    assert!(raw || answered, "the server ended before the last request was answered");
    drop(client);
    served.await.expect("the server ends without a panic");
}

/// Sends all of it while reading what comes; whether the last request was answered.
async fn talk(client: &mut DuplexStream, sent: &[u8], raw: bool) -> bool {
    let (mut from, mut to) = tokio::io::split(client);
    let write = async {
        // A server that has ended takes no more.
        let _ = to.write_all(sent).await;
        if raw {
            let _ = to.shutdown().await;
        }
    };
    let read = async {
        while let Some(message) = message(&mut from).await {
            assert_eq!(message["jsonrpc"], "2.0", "{message}");
            assert!(message.get("error").is_none_or(|e| e["code"] != json!(-32603)), "a handler panicked: {message}");
            if message["id"] == json!(LAST) && message.get("method").is_none() {
                return true;
            }
        }
        false
    };
    let ((), answered) = tokio::join!(write, read);
    answered
}

#[expect(clippy::needless_pass_by_value, reason = "as `json!` makes them")]
fn request(method: &str, id: Value, params: Value) -> Value {
    let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
    if !params.is_null() {
        message["params"] = params;
    }
    message
}

#[expect(clippy::needless_pass_by_value, reason = "as `json!` makes them")]
fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

fn framed(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// The next message of the server's, whose framing must be faultless; none where its output ends.
async fn message(from: &mut (impl AsyncRead + Unpin)) -> Option<Value> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = from.read_u8().await else {
            assert!(head.is_empty(), "the server's output ends within a header");
            return None;
        };
        head.push(byte);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head.lines().find_map(|l| l.strip_prefix("Content-Length: ")).unwrap().parse().unwrap();
    let mut body = vec![0; length];
    from.read_exact(&mut body).await.expect("the server's message is whole");
    Some(serde_json::from_slice(&body).unwrap())
}
