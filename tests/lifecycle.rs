//! The server's life: what comes before the first word and after the last, and who ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

mod support;

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use support::{Editor, utf16};

const URI: &str = "untitled:Untitled-1";

fn code(answer: &Value) -> Option<i64> {
    answer["error"]["code"].as_i64()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_before_initialize_is_refused_and_changes_nothing() {
    let mut editor = Editor::wired();
    editor.open(URI, "plaintext", "Too early.").await;
    for (method, params) in
        [("copydesk/draftText", json!({"uri": URI})), ("shutdown", Value::Null), ("$/early", json!({})), ("no/method", json!({}))]
    {
        let answer = editor.try_request(method, params).await;
        assert_eq!(code(&answer), Some(-32002), "{method}: {answer}");
    }
    // What is wrong with `initialize` itself is said, and it may be said again.
    assert_eq!(code(&editor.try_request("initialize", json!({"capabilities": 3})).await), Some(-32602));
    assert_eq!(code(&editor.try_request("copydesk/draftText", json!({"uri": URI})).await), Some(-32002));
    editor.initialize(json!({})).await;
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": URI})).await, Value::Null, "the early draft is not open");
    assert_eq!(code(&editor.try_request("initialize", json!({"capabilities": {}})).await), Some(-32600), "once is enough");
    editor.open(URI, "plaintext", "In time.").await;
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": URI})).await, "In time.");
}

/// Editors need not wait for the answer to `initialize` to be kept in order.
#[tokio::test(flavor = "multi_thread")]
async fn what_follows_initialize_at_once_is_served() {
    let mut editor = Editor::wired();
    editor.ask("initialize", json!({"capabilities": {}})).await;
    editor.open(URI, "plaintext", "At once.").await;
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": URI})).await, "At once.");
}

#[tokio::test(flavor = "multi_thread")]
async fn methods_of_the_protocol_s_own_that_are_unknown_are_refused_or_ignored() {
    let (mut editor, _) = Editor::in_process(json!({})).await;
    for method in ["$/unknown", "$/", "$/cancelRequest", "no/method", ""] {
        let answer = editor.try_request(method, json!({"id": 1})).await;
        assert!(matches!(code(&answer), Some(-32601)), "{method}: {answer}");
        editor.notify(method, json!({"id": 1})).await;
    }
    // What is told is not asked: with an id it is no notification, and changes nothing.
    let open = json!({"textDocument": {"uri": URI, "languageId": "plaintext", "version": 1, "text": "Asked."}});
    assert_eq!(code(&editor.try_request("textDocument/didOpen", open).await), Some(-32600));
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": URI})).await, Value::Null);
    assert!(editor.inbox.iter().all(|m| m.get("error").is_none()), "{:?}", editor.inbox);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_shutdown_nothing_is_served() {
    let (mut editor, _) = Editor::in_process(json!({})).await;
    editor.open(URI, "plaintext", "Before.").await;
    editor.request("shutdown", Value::Null).await;
    let change = json!({"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": "After."}]});
    editor.notify("textDocument/didChange", change).await;
    for method in ["copydesk/draftText", "shutdown", "initialize", "$/late", "no/method"] {
        let answer = editor.try_request(method, json!({"uri": URI})).await;
        assert_eq!(code(&answer), Some(-32600), "{method}: {answer}");
    }
}

/// Somebody else's process, to stand for the editor's.
fn sleeper() -> std::process::Child {
    std::process::Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().unwrap()
}

fn server() -> tokio::process::Child {
    tokio::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn when_the_editor_s_process_dies_the_server_goes_too() {
    let mut editor_process = sleeper();
    let mut child = server();
    let mut editor = Editor::new(child.stdin.take().unwrap(), child.stdout.take().unwrap());
    editor.request("initialize", json!({"processId": editor_process.id(), "capabilities": {}})).await;
    editor.open(URI, "plaintext", "Still here.").await;
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": URI})).await, "Still here.");
    editor_process.kill().unwrap();
    editor_process.wait().unwrap();
    // Both pipes are held open, as by another process that inherited them.
    tokio::time::timeout(Duration::from_mins(1), child.wait()).await.expect("the server goes").unwrap();
    drop(editor);
}

/// A process that cannot be seen from here, as from within a container, is not one that died.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn an_editor_s_process_that_cannot_be_seen_is_not_missed() {
    let mut gone = sleeper();
    gone.kill().unwrap();
    gone.wait().unwrap();
    let mut child = server();
    let mut editor = Editor::new(child.stdin.take().unwrap(), child.stdout.take().unwrap());
    editor.request("initialize", json!({"processId": gone.id(), "capabilities": {}})).await;
    editor.open(URI, "plaintext", "Still here.").await;
    for _ in 0..500 {
        assert_eq!(editor.request("copydesk/draftText", json!({"uri": URI})).await, "Still here.");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_input_ends_what_was_asked_is_answered_and_the_server_goes() {
    let mut child = server();
    let mut editor = Editor::new(child.stdin.take().unwrap(), child.stdout.take().unwrap());
    editor.initialize(json!({})).await;
    editor.open(URI, "plaintext", &"The council delayed the vote on Monday.\n\n".repeat(200)).await;
    let id = editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})).await;
    editor.hang_up();
    assert!(editor.answer(id).await["result"].is_array());
    let status = tokio::time::timeout(Duration::from_mins(1), child.wait()).await.expect("the server goes").unwrap();
    assert_eq!(status.code(), Some(0));
}

/// A question to the person at the desk that nobody waits for any more may still be answered.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_waits_for_any_more_does_no_harm() {
    let text = "---\ndate: 2024-04-01\n---\nHarbour closes\n\nThe council delayed the vote to avoid a defeat.\n";
    let uri = "file:///w/a.md";
    let mut editor = Editor::wired();
    let capabilities = json!({
        "workspace": {"workspaceEdit": {"documentChanges": true}, "applyEdit": true},
        "textDocument": {"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}},
    });
    editor.initialize(capabilities).await;
    editor.open(uri, "markdown", text).await;
    let at = utf16(text, text.find("delayed").unwrap());
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = editor.request("textDocument/codeAction", params).await;
    let asks = actions.as_array().unwrap().iter().find(|a| a["command"]["command"] == "copydesk.choose").unwrap();
    editor.silent_to = vec!["window/showMessageRequest"];
    let command = json!({"command": "copydesk.choose", "arguments": asks["command"]["arguments"]});
    let id = editor.ask("workspace/executeCommand", command).await;
    let question = editor.wait(|m| m["method"] == "window/showMessageRequest").await;
    editor.notify("$/cancelRequest", json!({"id": id})).await;
    assert_eq!(code(&editor.answer(id).await), Some(-32800));
    for _ in 0..2 {
        editor.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": null})).await;
    }
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": uri})).await, text);
}
