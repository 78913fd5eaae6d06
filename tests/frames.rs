//! Messages as they come over the wire: what is odd in one is mended or answered, and the next is read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a test that meets something odd must fail"
)]

mod support;

use std::process::Stdio;
use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::Editor;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const URI: &str = "untitled:Untitled-1";

async fn text(editor: &mut Editor) -> String {
    editor.request("copydesk/draftText", json!({"uri": URI})).await.as_str().unwrap().to_owned()
}

/// A text of code units as JavaScript writes it in JSON: a surrogate without its other half stands there as an escape.
fn as_json(units: &[u16]) -> String {
    let one = |c: Result<char, std::char::DecodeUtf16Error>| match c {
        Ok(c) => json!(c.to_string()).to_string().trim_matches('"').to_owned(),
        Err(lone) => format!("\\u{:04x}", lone.unpaired_surrogate()),
    };
    let written: String = char::decode_utf16(units.iter().copied()).map(one).collect();
    format!("\"{}\"", written.replace('\u{22}', "\\\"").replace("\\\\\"", "\\\""))
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_character_is_a_replacement_character_wherever_it_stands() {
    let (mut editor, _) = Editor::in_process(json!({})).await;
    for (written, read) in [
        (r"a \ud83d b", "a \u{fffd} b"),
        (r"a \uDE42 b", "a \u{fffd} b"),
        (r"\ude42\ud83d", "\u{fffd}\u{fffd}"),
        (r"\ud83d\ud83d\ude42", "\u{fffd}🙂"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        (r"\ud83d\n", "\u{fffd}\n"),
        (r"whole: \ud83d\ude42", "whole: 🙂"),
        (r"no escape: \\ud83d", "no escape: \\ud83d"),
        (r"\\\ud83d", "\\\u{fffd}"),
    ] {
        let open = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{URI}","languageId":"plaintext","version":1,"text":"{written}"}}}}}}"#
        );
        editor.send_raw(open.as_bytes(), "").await;
        assert_eq!(text(&mut editor).await, read, "{written}");
    }
    editor.send_raw(br#"{"jsonrpc":"2.0","id":"\ud83d","method":"copydesk/\udead"}"#, "").await;
    let answer = editor.wait(|m| m["id"] == "\u{fffd}").await;
    assert_eq!(answer["error"]["code"], -32601, "{answer}");
}

/// An editor's text as code units, its lines, and where an edit stands in it.
fn position(units: &[u16], at: usize) -> Value {
    let before = &units[..at];
    let line = before.iter().filter(|u| **u == 10).count();
    let start = before.iter().rposition(|u| *u == 10).map_or(0, |i| i + 1);
    json!({"line": line, "character": at - start})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Editors count code units, and some cut characters in two. Whatever they send, what follows stands where they have it.
    #[test]
    fn positions_hold_whatever_is_cut_in_two(
        edits in prop::collection::vec(
            (0usize..30, 0usize..4, prop::collection::vec(prop_oneof![Just(0xD83Du16), Just(0xDE42), Just(0x61), Just(10), Just(0xE9)], 0..4)),
            1..12,
        ),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let (mut editor, _) = Editor::in_process(json!({})).await;
            let mut units: Vec<u16> = "x🙂y\n🙂🙂".encode_utf16().collect();
            editor.open(URI, "plaintext", &String::from_utf16(&units).unwrap()).await;
            for (number, (at, length, insert)) in edits.iter().enumerate() {
                let at = (*at).min(units.len());
                let end = (at + length).min(units.len());
                let range = json!({"start": position(&units, at), "end": position(&units, end)});
                let change = format!(
                    r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URI}","version":{}}},"contentChanges":[{{"range":{range},"text":{}}}]}}}}"#,
                    number + 2,
                    as_json(insert)
                );
                editor.send_raw(change.as_bytes(), "").await;
                units.splice(at..end, insert.iter().copied());
                let theirs: Vec<u16> = text(&mut editor).await.encode_utf16().collect();
                assert_eq!(theirs.len(), units.len(), "after {change}");
                for (ours, theirs) in units.iter().zip(&theirs) {
                    assert!(ours == theirs || *theirs == 0xFFFD && (0xD800..0xE000).contains(ours), "{units:x?} {theirs:x?}");
                }
            }
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_answered_and_the_next_message_is_read() {
    const PARSE: i64 = -32700;
    const INVALID: i64 = -32600;
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let too_deep = format!(r#"{{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}}"#, deep(300));
    let far_too_deep = format!(r#"{{"jsonrpc":"2.0","id":8,"method":"textDocument/hover","params":{}}}"#, deep(200_000));
    let deep_notification = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}}"#, deep(300));
    let null = Value::Null;
    let request = |id: &str| format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"copydesk/draftText","params":{{"uri":"{URI}"}}}}"#);
    let rows: Vec<(Vec<u8>, &str, i64, Value)> = vec![
        (request("1.5").into(), "", INVALID, null.clone()),
        (request("true").into(), "", INVALID, null.clone()),
        (request("[1]").into(), "", INVALID, null.clone()),
        (request("[]").into(), "", INVALID, null.clone()),
        (request("{}").into(), "", INVALID, null.clone()),
        (request("18446744073709551615").into(), "", INVALID, null.clone()),
        (b"[]".into(), "", INVALID, null.clone()),
        (format!("[{}]", request("1")).into(), "", INVALID, null.clone()),
        (b"3".into(), "", INVALID, null.clone()),
        (b"null".into(), "", INVALID, null.clone()),
        (b"\"exit\"".into(), "", INVALID, null.clone()),
        (b"{}".into(), "", INVALID, null.clone()),
        (br#"{"jsonrpc":"2.0","id":5}"#.into(), "", INVALID, json!(5)),
        (br#"{"jsonrpc":"2.0","id":"six","method":6}"#.into(), "", INVALID, json!("six")),
        (br#"{"jsonrpc":"1.0","id":6,"method":"shutdown"}"#.into(), "", INVALID, json!(6)),
        (br#"{"id":6,"method":"shutdown"}"#.into(), "", INVALID, json!(6)),
        (br#"{"jsonrpc":"1.0","method":"exit"}"#.into(), "", INVALID, null.clone()),
        (br#"{"jsonrpc":"2.0","id":true,"result":null}"#.into(), "", INVALID, null.clone()),
        (br#"{"jsonrpc":"2.0","result":null}"#.into(), "", INVALID, null.clone()),
        (too_deep.into(), "", INVALID, json!(7)),
        (far_too_deep.into(), "", INVALID, json!(8)),
        (deep_notification.into(), "", INVALID, null.clone()),
        (deep(300).into(), "", PARSE, null.clone()),
        (b"".into(), "", PARSE, null.clone()),
        (b"hello".into(), "", PARSE, null.clone()),
        (br#"{"jsonrpc":"2.0","id":1,"method":"#.into(), "", PARSE, null.clone()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\xffb\"}".into(), "", PARSE, null.clone()),
        (b"\xff\xfe{\0}\0".into(), "", PARSE, null.clone()),
        (request("1").into(), "Content-Type: application/vscode-jsonrpc; charset=latin1\r\n", PARSE, null.clone()),
    ];
    let (mut editor, _) = Editor::in_process(json!({})).await;
    editor.open(URI, "plaintext", "Here still.").await;
    for (body, headers, code, id) in rows {
        let shown = String::from_utf8_lossy(&body[..body.len().min(100)]).into_owned();
        editor.send_raw(&body, headers).await;
        let answer = editor.wait(|m| m.get("error").is_some()).await;
        assert_eq!((answer["error"]["code"].as_i64(), &answer["id"]), (Some(code), &id), "{shown}: {answer}");
        assert_eq!(answer["jsonrpc"], "2.0");
        assert_eq!(text(&mut editor).await, "Here still.", "after {shown}");
    }
    assert!(editor.inbox.iter().all(|m| m.get("error").is_none()), "one answer for each: {:?}", editor.inbox);
}

/// What is unusual and well is read as any other message is.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_merely_unusual_is_read() {
    let (mut editor, _) = Editor::in_process(json!({})).await;
    editor.open(URI, "plaintext", "Here still.").await;
    let body = format!(r#"{{"id":"a","params":{{"uri":"{URI}"}},"extra":[1],"method":"copydesk/draftText","jsonrpc":"2.0"}}"#);
    for headers in [
        "",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=UTF8\r\n",
        "content-type: application/vscode-jsonrpc;charset=\"utf-8\"\r\n",
        "Content-Type: application/vscode-jsonrpc\r\n",
        "X-One: 1\r\nX-Two: 2\r\nX-Three: 3\r\n",
    ] {
        editor.send_raw(body.as_bytes(), headers).await;
        assert_eq!(editor.wait(|m| m["id"] == "a").await["result"], "Here still.", "{headers}");
    }
    editor.send_bytes(format!("content-length:{}\n\n{body}", body.len()).as_bytes()).await;
    assert_eq!(editor.wait(|m| m["id"] == "a").await["result"], "Here still.");
    // Answers to questions that were not asked are nobody's.
    for answer in ["99", "\"x\"", "null"] {
        editor.send_raw(format!(r#"{{"jsonrpc":"2.0","id":{answer},"result":null}}"#).as_bytes(), "").await;
        editor.send_raw(format!(r#"{{"jsonrpc":"2.0","id":{answer},"error":{{"code":1,"message":"m"}}}}"#).as_bytes(), "").await;
    }
    assert_eq!(text(&mut editor).await, "Here still.");
    // A message far longer than any buffer, of escapes and halves of characters.
    let long = r"\ud83d\n\\".repeat(2_000_000);
    editor.send_raw(format!(r#"{{"jsonrpc":"2.0","method":"copydesk/nothing","params":["{long}"]}}"#).as_bytes(), "").await;
    assert_eq!(text(&mut editor).await, "Here still.");
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

/// Whether a part of the program gave up, as its log says.
fn fell(words: &str) -> bool {
    words.contains("panicked") || words.contains("gave up")
}

/// Where one message ends and the next begins cannot be guessed: then the server ends, and says why.
#[tokio::test(flavor = "multi_thread")]
async fn broken_framing_ends_the_server_with_a_word() {
    let huge = format!("Content-Length: {}\r\n\r\n{{}}", u64::MAX);
    let beyond = format!("Content-Length: 1{}\r\n\r\n{{}}", u64::MAX);
    let endless = format!("X: {}", "x".repeat(1 << 20));
    for (sent, said) in [
        ("Content-Type: x\r\n\r\n{}", "Content-Length"),
        ("Content-Length: many\r\n\r\n{}", "no number"),
        ("Content-Length: -2\r\n\r\n{}", "no number"),
        ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "two lengths"),
        ("a name\r\n\r\n{}", "without a colon"),
        (huge.as_str(), "longer than"),
        (beyond.as_str(), "longer than"),
        (endless.as_str(), "header"),
        ("Content-Length: 20\r\n\r\n{}", "in the middle of a message"),
        ("Content-Le", "in the middle of a message"),
    ] {
        let mut child = server();
        let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        // Answers to what came before are still given.
        let before = r#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#;
        let bytes = format!("Content-Length: {}\r\n\r\n{before}{sent}", before.len());
        // The server may be gone before all is written.
        let _ = input.write_all(bytes.as_bytes()).await;
        // Only an input that is cut off has ended.
        let cut_off = said == "in the middle of a message";
        let held = (!cut_off).then_some(input);
        let done = tokio::time::timeout(Duration::from_mins(1), child.wait_with_output()).await.expect("the server ends").unwrap();
        let words = String::from_utf8(done.stderr).unwrap();
        assert!(words.contains(said) && !fell(&words), "{sent:.60}: {words}");
        assert!(!words.contains("a name"), "what came may be anything, and is not told: {words}");
        assert_eq!(done.status.code(), Some(2), "{sent:.60}");
        let mut answers = String::new();
        output.read_to_string(&mut answers).await.unwrap();
        assert!(answers.contains(r#""id":1"#), "{answers}");
        drop(held);
    }
}

/// An editor that no longer reads has gone, even where it still holds the other pipe.
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_output_is_an_orderly_end() {
    for input_ends in [false, true] {
        let mut child = server();
        let mut input = child.stdin.take().unwrap();
        drop(child.stdout.take());
        for id in 0..50 {
            let body = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"shutdown"}}"#);
            // The server may be gone before all is written.
            if input.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.is_err() {
                break;
            }
        }
        let held = (!input_ends).then_some(input);
        let done = tokio::time::timeout(Duration::from_mins(1), child.wait_with_output()).await.expect("the server ends").unwrap();
        let words = String::from_utf8(done.stderr).unwrap();
        assert_eq!((done.status.code(), fell(&words)), (Some(0), false), "{words}");
        drop(held);
    }
}
