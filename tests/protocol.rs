//! The language server as an editor meets it: in this process, and over the standard streams of a child.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    reason = "a test that meets something odd must fail"
)]

mod support;

use std::process::Stdio;
use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};
use support::{Editor, applied, drawn, utf16};

const DRAFT: &str = "Harbour closes for winter\n\nMayor Ana Sousa said the harbour would close, 🚢 and that ships would go south.\n\nThe council delayed the vote to avoid a defeat.\n\nSousa left last week.\n";

fn modern() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "textDocument": {
            "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}, "codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "hover": {"contentFormat": ["markdown"]}
        }
    })
}

fn place(text: &str, word: &str) -> Value {
    utf16(text, text.find(word).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_read_and_reread() {
    let (mut editor, result) = Editor::in_process(modern()).await;
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    editor.open("untitled:Untitled-1", "plaintext", DRAFT).await;
    expect![[r"
        0:0-0:25 warning missing-publication-date
        2:16-2:20 warning missing-time-element
        4:0-4:47 warning unattributed-claim
        6:11-6:20 warning unanchored-relative-date
    "]]
    .assert_eq(&drawn(&editor.diagnostics("untitled:Untitled-1", 1).await));

    let at = place(DRAFT, "Harbour");
    let change = json!({"range": {"start": at, "end": at}, "text": "---\ndate: 2024-04-01\n---\n\n"});
    editor
        .notify("textDocument/didChange", json!({"textDocument": {"uri": "untitled:Untitled-1", "version": 2}, "contentChanges": [change]}))
        .await;
    expect![[r"
        6:16-6:20 warning missing-time-element
        8:0-8:47 warning unattributed-claim
    "]]
    .assert_eq(&drawn(&editor.diagnostics("untitled:Untitled-1", 2).await));

    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": "untitled:Untitled-1"}})).await;
    let cleared = editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"].get("version").is_none()).await;
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
}

/// A day in the name of a draft counts whatever the scheme and host of its address are; a slip in front matter is shown at its line.
#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_front_matter_as_they_are() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    for uri in [
        "vscode-vfs://github/ana/news/2024-04-01-harbour.txt",
        "untitled:/x/2024-04-01-harbour.txt",
        "untitled:2024_04_01%20harbour.txt",
        "vscode-remote://ssh-remote%2Bdesk/news/2024/04/01/harbour.txt",
        "file:///w/20240401-harbour.txt",
    ] {
        editor.open(uri, "plaintext", DRAFT).await;
        let shown = drawn(&editor.diagnostics(uri, 1).await);
        assert!(!shown.contains("missing-publication-date") && !shown.contains("unanchored-relative-date"), "{uri}: {shown}");
    }
    let uri = "vscode-vfs://github/ana/news/harbour.md";
    editor
        .open(uri, "markdown", "---\ntitle: Mayor says: no\ndate: 2024-04-01\n---\n\nThe council voted on Monday, Mayor Ana Sousa said.")
        .await;
    expect![[r"
        1:0-1:21 warning front-matter-slip
    "]]
    .assert_eq(&drawn(&editor.diagnostics(uri, 1).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn hover_tells_who_and_when() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    let text = DRAFT.replace("Harbour closes", "---\ndate: 2024-04-01\n---\nHarbour closes");
    editor.open("file:///w/a.md", "markdown", &text).await;
    let hover = |at: Value| json!({"textDocument": {"uri": "file:///w/a.md"}, "position": at});
    let who = editor.request("textDocument/hover", hover(place(&text, "Sousa left"))).await;
    expect![[r"
        **Ana Sousa** — Mayor

        Introduced on [line 6](file:///w/a.md#L6) · 2 mentions

        Mentioned on lines [6](file:///w/a.md#L6), [10](file:///w/a.md#L10)"]]
    .assert_eq(who["contents"]["value"].as_str().unwrap());
    assert_eq!(who["range"]["end"]["character"], 5);
    let when = editor.request("textDocument/hover", hover(place(&text, "week."))).await;
    expect![[r"
        **last week** → Monday 25 – Sunday 31 March 2024, reckoned from 1 April 2024 (front matter, line 2)

        `2024-W13`"]]
    .assert_eq(when["contents"]["value"].as_str().unwrap());
    assert_eq!(editor.request("textDocument/hover", hover(place(&text, "closes"))).await, Value::Null);
    let all = json!({"textDocument": {"uri": "file:///w/a.md"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    let hints = editor.request("textDocument/inlayHint", all).await;
    assert_eq!((&hints[0]["label"], hints.as_array().unwrap().len()), (&json!("25–31 Mar"), 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn hover_tells_what_the_page_says_of_an_organisation() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    let text = "Harbour closes\n\nThe road was closed, Mayor Ana Sousa said on Monday.\n\n\
                The Strategic Harbour Group (SHG) met. The quay would shut, the SHG said.\n\n\
                Harbour Park was shut, and the City Council left.\n";
    editor.open("file:///w/a.md", "markdown", text).await;
    let group = "**Strategic Harbour Group** (SHG) — organisation\n\nFirst named on [line 5](file:///w/a.md#L5) · 3 mentions\n\n\
                 Source here of:\n\n> The quay would shut ([line 5](file:///w/a.md#L5))";
    for (word, expected) in [
        ("Harbour Group", Some(group)),
        ("SHG)", Some(group)),
        ("SHG said", Some(group)),
        ("Council left", Some("**City Council** — organisation\n\nFirst named on [line 7](file:///w/a.md#L7) · 1 mention")),
        ("Harbour Park", None),
        ("road was", None),
    ] {
        let at = json!({"textDocument": {"uri": "file:///w/a.md"}, "position": place(text, word)});
        let card = editor.request("textDocument/hover", at).await;
        assert_eq!(card["contents"]["value"].as_str(), expected, "{word}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_leads_to_its_introduction_and_to_all_mentions() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    let document = json!({"uri": "file:///w/a.txt"});
    let at = json!({"textDocument": document, "position": place(DRAFT, "Sousa left")});
    let line = |l: &Value| (l["range"]["start"]["line"].as_u64().unwrap(), l["range"]["start"]["character"].as_u64().unwrap());
    assert_eq!(line(&editor.request("textDocument/definition", at.clone()).await), (2, 6));
    let mut all = at.clone();
    all["context"] = json!({"includeDeclaration": true});
    let references = editor.request("textDocument/references", all).await;
    assert_eq!(references.as_array().unwrap().iter().map(line).collect::<Vec<_>>(), [(2, 6), (6, 0)]);
    assert_eq!(editor.request("textDocument/documentHighlight", at.clone()).await.as_array().unwrap().len(), 2);
    let people = editor.request("workspace/symbol", json!({"query": "sous"})).await;
    assert_eq!((&people[0]["name"], &people[0]["containerName"]), (&json!("Ana Sousa"), &json!("Mayor")));
    let prepared = editor.request("textDocument/prepareRename", at.clone()).await;
    assert_eq!(prepared["placeholder"], "Ana Sousa");
    let mut to = at.clone();
    to["newName"] = json!("Ana Souza");
    let edit = editor.request("textDocument/rename", to.clone()).await;
    let text = applied(DRAFT, edit["documentChanges"][0]["edits"].as_array().unwrap());
    assert!(text.contains("Mayor Ana Souza said") && text.contains("Souza left"), "{text}");
    to["newName"] = json!("Ana");
    let refused = editor.try_request("textDocument/rename", to).await;
    assert!(refused["error"]["message"].as_str().unwrap().contains("no surname"), "{refused}");
    let nowhere = json!({"textDocument": document, "position": place(DRAFT, "harbour")});
    assert_eq!(editor.request("textDocument/definition", nowhere).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn fixes_are_resolved_and_silence_what_they_fix() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.md", "markdown", DRAFT).await;
    let at = place(DRAFT, "delayed");
    let params = json!({"textDocument": {"uri": "file:///w/a.md"}, "range": {"start": at, "end": at}, "context": {"diagnostics": [], "only": ["quickfix"]}});
    let actions = editor.request("textDocument/codeAction", params).await;
    let titles: Vec<_> = actions.as_array().unwrap().iter().map(|a| a["title"].as_str().unwrap()).collect();
    expect![[r#"
        [
            "Ask the reporter…",
            "Verified…",
            "Write “, Ana Sousa said”",
            "Ignore this here",
            "Ignore all like this in this draft (unattributed-claim)",
        ]
    "#]]
    .assert_debug_eq(&titles);
    assert!(actions[1].get("edit").is_none(), "the edit is fetched when the action is chosen");
    let resolved = editor.request("codeAction/resolve", actions[1].clone()).await;
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let fixed = applied(DRAFT, change["edits"].as_array().unwrap());
    assert!(fixed.contains("[The council delayed the vote to avoid a defeat]{.claim status=verified checked=20"), "{fixed}");
    editor
        .notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": "file:///w/a.md", "version": 2}, "contentChanges": [{"text": fixed}]}),
        )
        .await;
    let left = drawn(&editor.diagnostics("file:///w/a.md", 2).await);
    assert!(!left.contains("unattributed-claim"), "{left}");

    let late = editor.try_request("codeAction/resolve", actions[1].clone()).await;
    assert_eq!(late["error"]["code"], -32801, "the draft has changed since: {late}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_publication_date_can_go_beside_the_draft() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    let at = place(DRAFT, "Harbour");
    let params = json!({"textDocument": {"uri": "file:///w/a.txt"}, "range": {"start": at, "end": at}, "context": {"diagnostics": [], "only": ["quickfix"]}});
    let actions = editor.request("textDocument/codeAction", params).await;
    let meta = actions.as_array().unwrap().iter().find(|a| a["title"].as_str().unwrap().contains(".meta.yaml")).unwrap().clone();
    let resolved = editor.request("codeAction/resolve", meta).await;
    let operations = resolved["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(operations[0]["kind"], "create");
    assert_eq!(operations[1]["textDocument"]["uri"], "file:///w/a.txt.meta.yaml");
    assert!(operations[1]["edits"][0]["newText"].as_str().unwrap().starts_with("date: 2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_editor_gets_plain_edits_and_a_flat_outline() {
    let (mut editor, result) = Editor::in_process(json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})).await;
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    let at = place(DRAFT, "delayed");
    let params = json!({"textDocument": {"uri": "file:///w/a.txt"}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = editor.request("textDocument/codeAction", params).await;
    assert!(actions[0]["edit"]["changes"]["file:///w/a.txt"].is_array());
    let outline = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///w/a.txt"}})).await;
    let names: Vec<_> = outline.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Harbour closes for winter", "Ana Sousa, Mayor", "The council delayed the vote to avoid a defeat."]);
    assert!(outline[0]["location"].is_object());
    let hover = editor
        .request("textDocument/hover", json!({"textDocument": {"uri": "file:///w/a.txt"}, "position": place(DRAFT, "Sousa left")}))
        .await;
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("Ana Sousa — Mayor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn diagnostics_can_be_pulled_and_know_when_nothing_changed() {
    let mut capabilities = modern();
    capabilities["textDocument"]["diagnostic"] = json!({});
    for kind in ["diagnostics", "inlayHint", "codeLens", "semanticTokens"] {
        capabilities["workspace"][kind] = json!({"refreshSupport": true});
    }
    let (mut editor, result) = Editor::in_process(capabilities).await;
    assert_eq!(result["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    let pull = |previous: Value| json!({"textDocument": {"uri": "file:///w/a.txt"}, "previousResultId": previous});
    let full = editor.request("textDocument/diagnostic", pull(Value::Null)).await;
    assert_eq!((full["kind"].as_str(), full["items"].as_array().unwrap().len()), (Some("full"), 4));
    let same = editor.request("textDocument/diagnostic", pull(full["resultId"].clone())).await;
    assert_eq!(same["kind"], "unchanged");
    let all = editor.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    assert_eq!(all["items"][0]["items"].as_array().unwrap().len(), 4);
    assert!(editor.inbox.iter().all(|m| m["method"] != "textDocument/publishDiagnostics"), "nothing is pushed to an editor that pulls");
    // What changes beside the draft changes its findings, and the editor is told to ask again.
    let quieter = json!({"settings": {"copydesk": {"rules": {"unattributed-claim": "off"}}}});
    editor.notify("workspace/didChangeConfiguration", quieter).await;
    for method in
        ["workspace/diagnostic/refresh", "workspace/inlayHint/refresh", "workspace/codeLens/refresh", "workspace/semanticTokens/refresh"]
    {
        editor.wait(|m| m["method"] == method).await;
    }
    let fewer = editor.request("textDocument/diagnostic", pull(full["resultId"].clone())).await;
    assert_eq!((fewer["kind"].as_str(), fewer["items"].as_array().unwrap().len()), (Some("full"), 3));
    // What is shown of a draft that is shut is taken back, once.
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///w/a.txt"}})).await;
    let shown = json!([{"uri": "file:///w/a.txt", "value": fewer["resultId"]}]);
    let gone = editor.request("workspace/diagnostic", json!({"previousResultIds": shown})).await;
    assert_eq!(gone["items"], json!([{"kind": "full", "uri": "file:///w/a.txt", "version": null, "items": []}]));
    let nothing = editor.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    assert_eq!(nothing["items"], json!([]));
}

/// An editor that asks for diagnostics, and cannot be told to ask again, would never hear what is judged at rest: it is told.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_be_told_to_ask_again_is_told_at_once() {
    let mut capabilities = modern();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let (mut editor, result) = Editor::in_process(capabilities).await;
    assert_eq!(result["capabilities"]["diagnosticProvider"], Value::Null);
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    assert_eq!(editor.diagnostics("file:///w/a.txt", 1).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_come_from_the_house_and_the_editor_and_are_reread() {
    let folder = tempfile::tempdir().unwrap();
    let house = folder.path().join("copydesk.toml");
    std::fs::write(&house, "[rules]\nunattributed-claim = \"error\"\n").unwrap();
    let uri = format!("file://{}", folder.path().join("a.txt").display());
    let root = format!("file://{}", folder.path().display());
    let mut editor = Editor::wired();
    editor.settings = json!({"rules": {"missing-publication-date": "off"}, "weekStart": null, "path": ""});
    let mut capabilities = modern();
    capabilities["workspace"]["configuration"] = json!(true);
    editor.initialize_in(capabilities, json!([{"uri": root, "name": "w"}])).await;
    editor.wait(|m| m["method"] == "workspace/configuration").await;
    editor.open(&uri, "plaintext", DRAFT).await;
    // The editor's answer may come after the first reading; what is shown in the end has both.
    let shown = loop {
        let shown = drawn(&editor.diagnostics(&uri, 1).await);
        if !shown.contains("missing-publication-date") {
            break shown;
        }
    };
    assert!(shown.contains("4:0-4:47 error unattributed-claim"), "{shown}");

    std::fs::write(&house, "[rules]\nunattributed-claim = \"off\"\nvague-source = \"hint\"\n").unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": format!("{root}/copydesk.toml"), "type": 2}]})).await;
    let shown = drawn(&editor.diagnostics(&uri, 1).await);
    assert!(!shown.contains("unattributed-claim"), "{shown}");

    std::fs::write(&house, "[rulez]\n").unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": format!("{root}/copydesk.toml"), "type": 2}]})).await;
    let told = editor.wait(|m| m["method"] == "window/showMessage").await;
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("copydesk.toml:1:2") && message.contains("rulez"), "{message}");

    // Editors make links of this in a notice, and follow a command in one.
    std::fs::write(&house, "[rules]\n\"[mend it](command:workbench.action.quit)\" = \"off\"\n").unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": format!("{root}/copydesk.toml"), "type": 2}]})).await;
    let told = editor.wait(|m| m["method"] == "window/showMessage").await;
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("mend it") && !message.contains("]("), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_folder_has_its_own_house_rules() {
    let (north, south) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(south.path().join("copydesk.toml"), "[rules]\nunattributed-claim = \"off\"\n").unwrap();
    let mut editor = Editor::wired();
    let folder = |d: &tempfile::TempDir| json!({"uri": format!("file://{}", d.path().display()), "name": "w"});
    editor.initialize_in(modern(), json!([folder(&north)])).await;
    let added = json!({"event": {"added": [folder(&south)], "removed": []}});
    editor.notify("workspace/didChangeWorkspaceFolders", added).await;
    for (place, reported) in [(&north, true), (&south, false)] {
        let uri = format!("file://{}", place.path().join("a.txt").display());
        editor.open(&uri, "plaintext", DRAFT).await;
        let shown = drawn(&editor.diagnostics(&uri, 1).await);
        assert_eq!(shown.contains("unattributed-claim"), reported, "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_sent_by_the_editor_are_used_at_once() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    assert!(drawn(&editor.diagnostics("file:///w/a.txt", 1).await).contains("warning unattributed-claim"));
    let settings = json!({"settings": {"copydesk": {"rules": {"unattributed-claim": "hint"}}}});
    editor.notify("workspace/didChangeConfiguration", settings).await;
    assert!(drawn(&editor.diagnostics("file:///w/a.txt", 1).await).contains("hint unattributed-claim"));
}

/// One-character edits sent in one go, some of them beside an emoji and inside a CRLF's neighbourhood, leave exactly the
/// editor's text.
async fn four_hundred_edits(editor: &mut Editor) {
    let uri = "untitled:Untitled-2";
    let mut text = String::from("Kopf 🌊\r\n\r\nErster Absatz, “mit” Zeichen.\r\n\r\nZweiter 🕊️ Absatz.\r\n");
    editor.open(uri, "plaintext", &text).await;
    let signs = ["a", "🌊", "\r\n", " ", "é", "”", "\n", "."];
    let mut seed = 7usize;
    for version in 2..402 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let boundaries: Vec<usize> = text.char_indices().map(|(i, _)| i).filter(|i| !text[..*i].ends_with('\r')).collect();
        let at = boundaries[(seed >> 33) % boundaries.len()];
        let remove = seed.is_multiple_of(3);
        let length = if remove { text[at..].chars().next().map_or(0, |c| if c == '\r' { 2 } else { c.len_utf8() }) } else { 0 };
        let length = length.min(text.len() - at);
        let insert = if remove { "" } else { signs[(seed >> 20) % signs.len()] };
        let range = json!({"start": utf16(&text, at), "end": utf16(&text, at + length)});
        text.replace_range(at..at + length, insert);
        let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": range, "text": insert}]});
        editor.notify("textDocument/didChange", change).await;
    }
    let theirs = editor.request("copydesk/draftText", json!({"uri": uri})).await;
    assert_eq!(theirs.as_str(), Some(text.as_str()));
    editor.open("untitled:Untitled-3", "plaintext", &text).await;
    let fresh = drawn(&editor.diagnostics("untitled:Untitled-3", 1).await);
    assert_eq!(drawn(&editor.diagnostics(uri, 401).await), fresh, "the last version's findings are those of reading it from scratch");
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_are_applied_in_order() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    four_hundred_edits(&mut editor).await;
}

/// A server of its own, spoken to over its standard streams; what it answers to `initialize`.
async fn over_streams(capabilities: Value) -> (tokio::process::Child, Editor, Value) {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().unwrap();
    let mut editor = Editor::new(child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let result = editor.initialize(capabilities).await;
    (child, editor, result)
}

#[tokio::test(flavor = "multi_thread")]
async fn over_standard_streams_until_exit() {
    for (shuts_down, status) in [(true, 0), (false, 1)] {
        let (mut child, mut editor, _) = over_streams(modern()).await;
        four_hundred_edits(&mut editor).await;
        if shuts_down {
            // As Emacs sends it, with parameters that are null.
            editor.send(&json!({"jsonrpc": "2.0", "id": "last", "method": "shutdown", "params": null})).await;
            let answer = editor.wait(|m| m["id"] == "last").await;
            assert_eq!(answer["result"], Value::Null, "{answer}");
            assert!(answer.get("error").is_none(), "{answer}");
        }
        editor.notify("exit", Value::Null).await;
        // Standard input stays open: `editor` lives on.
        let ended = tokio::time::timeout(Duration::from_secs(30), child.wait()).await.expect("exit ends the process").unwrap();
        assert_eq!(ended.code(), Some(status));
        drop(editor);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_messages_do_no_harm() {
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.txt", "plaintext", DRAFT).await;
    let far = json!({"line": 9999, "character": 9999});
    let back = json!({"range": {"start": far, "end": {"line": 0, "character": 0}}, "text": "!"});
    editor
        .notify("textDocument/didChange", json!({"textDocument": {"uri": "file:///w/a.txt", "version": 2}, "contentChanges": [back]}))
        .await;
    editor
        .notify("textDocument/didChange", json!({"textDocument": {"uri": "file:///w/unknown.txt", "version": 2}, "contentChanges": []}))
        .await;
    editor.notify("textDocument/didChange", json!({"nonsense": true})).await;
    let theirs = editor.request("copydesk/draftText", json!({"uri": "file:///w/a.txt"})).await;
    assert_eq!(theirs.as_str().unwrap(), format!("{DRAFT}!"));
    let nothing = editor.request("textDocument/hover", json!({"textDocument": {"uri": "file:///w/unknown.txt"}, "position": far})).await;
    assert_eq!(nothing, Value::Null);
    let beyond = editor.request("textDocument/hover", json!({"textDocument": {"uri": "file:///w/a.txt"}, "position": far})).await;
    assert_eq!(beyond, Value::Null);
}

/// A folder with files, an editor in it, and the address of a file there.
async fn in_folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Editor, impl Fn(&str) -> String + use<>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let root = format!("file://{}", folder.path().display());
    let editor = Editor::in_folders(modern(), &[&root]).await;
    (folder, editor, move |name: &str| format!("{root}/{name}"))
}

/// The action of a title at a word, with its edit.
async fn action(editor: &mut Editor, uri: &str, text: &str, word: &str, title: &str) -> Value {
    let at = place(text, word);
    let context = json!({"diagnostics": [], "only": ["quickfix", "refactor"]});
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": context});
    let actions = editor.request("textDocument/codeAction", params).await;
    let titles: Vec<&str> = actions.as_array().unwrap().iter().map(|a| a["title"].as_str().unwrap()).collect();
    let found = actions.as_array().unwrap().iter().find(|a| a["title"].as_str().unwrap().starts_with(title));
    editor.request("codeAction/resolve", found.unwrap_or_else(|| panic!("{title} is not in {titles:#?}")).clone()).await
}

async fn hover(editor: &mut Editor, uri: &str, text: &str, word: &str) -> String {
    let answer = editor.request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": place(text, word)})).await;
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// Annotated beside, edited above, saved, closed and opened again: the annotation is where its words are.
#[tokio::test(flavor = "multi_thread")]
async fn annotations_beside_a_draft_live_with_it() {
    let (folder, mut editor, uri) = in_folder(&[("a.txt", DRAFT)]).await;
    let (draft, beside) = (uri("a.txt"), folder.path().join("a.txt.anno.json"));
    editor.open(&draft, "plaintext", DRAFT).await;
    let chosen = action(&mut editor, &draft, DRAFT, "delayed", "Verified…").await;
    let changes = chosen["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(changes[0]["kind"], "create");
    std::fs::write(&beside, changes[1]["edits"][0]["newText"].as_str().unwrap()).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri("a.txt.anno.json"), "type": 1}]})).await;
    assert!(hover(&mut editor, &draft, DRAFT, "delayed").await.contains("**Claim**: verified"));

    // A paragraph put in above, with an emoji: the anchor moves, and the file follows when the draft is saved.
    let start = json!({"line": 2, "character": 0});
    let edit = json!({"range": {"start": start, "end": start}, "text": "🚢 A paragraph that was not there.\n\n"});
    editor.notify("textDocument/didChange", json!({"textDocument": {"uri": draft, "version": 2}, "contentChanges": [edit]})).await;
    let now = DRAFT.replacen("Mayor", "🚢 A paragraph that was not there.\n\nMayor", 1);
    assert!(hover(&mut editor, &draft, &now, "delayed").await.contains("**Claim**: verified"));
    std::fs::write(folder.path().join("a.txt"), &now).unwrap();
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}})).await;
    hover(&mut editor, &draft, &now, "delayed").await;
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(&beside).unwrap()).unwrap();
    let selector = &kept["items"][0]["target"]["selector"];
    let at = usize::try_from(selector[0]["start"].as_u64().unwrap()).unwrap();
    assert_eq!(now.chars().skip(at).take(11).collect::<String>(), "The council", "positions are code points of the draft as saved");

    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": draft}})).await;
    editor.open(&draft, "plaintext", &now).await;
    assert!(hover(&mut editor, &draft, &now, "delayed").await.contains("**Claim**: verified"));

    // Its words gone, it is kept and told, not guessed at.
    let without = now.replace("The council delayed the vote to avoid a defeat.", "Nothing happened.");
    editor
        .notify("textDocument/didChange", json!({"textDocument": {"uri": draft, "version": 7}, "contentChanges": [{"text": without}]}))
        .await;
    assert!(drawn(&editor.diagnostics(&draft, 7).await).contains("orphaned-annotation"));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}})).await;
    hover(&mut editor, &draft, &without, "Nothing").await;
    assert!(std::fs::read_to_string(&beside).unwrap().contains("delayed the vote"), "an orphan keeps its words");

    // Somebody says where it belongs now.
    let here =
        action(&mut editor, &draft, &without, "Nothing happened", "Put the claim that has lost its place here: “The council delayed").await;
    let edits = here["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    std::fs::write(&beside, applied(&std::fs::read_to_string(&beside).unwrap(), edits)).unwrap();
    editor.inbox.clear();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri("a.txt.anno.json"), "type": 2}]})).await;
    assert!(hover(&mut editor, &draft, &without, "Nothing happened").await.contains("**Claim**: verified"));
    editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && !m["params"].to_string().contains("orphaned-annotation")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_annotations_that_cannot_be_read_is_never_written() {
    let broken = "{\"items\": [\n  {oops\n]}";
    let (folder, mut editor, uri) = in_folder(&[("a.txt", DRAFT), ("a.txt.anno.json", broken)]).await;
    editor.open(&uri("a.txt"), "plaintext", DRAFT).await;
    let told = editor.wait(|m| m["method"] == "window/showMessage").await;
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("a.txt.anno.json:2:") && message.contains("until it is mended"), "{message}");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": uri("a.txt")}})).await;
    // Annotations go into the text instead.
    let chosen = action(&mut editor, &uri("a.txt"), DRAFT, "delayed", "Verified…").await;
    assert_eq!(chosen["edit"]["documentChanges"][0]["textDocument"]["uri"], uri("a.txt"));
    assert_eq!(std::fs::read_to_string(folder.path().join("a.txt.anno.json")).unwrap(), broken);
}

const PEOPLE: &str = "people:\n  - id: ana-sousa\n    name: Ana Sousa\n    variants: [Anna Souza]\n    note: no comment on Fridays\n    roles: [{title: mayor of Porto, short: mayor, from: 2021, to: 2023}]\n  - {id: x, name: Xi, born: soon}\n";

/// The people file: on hover, in findings with their fixes, its own mistakes at their lines, and read again when it changes.
#[tokio::test(flavor = "multi_thread")]
async fn the_people_file_is_read_along() {
    let text = format!("---\ndate: 2024-04-01\n---\n{DRAFT}");
    let (folder, mut editor, uri) = in_folder(&[("a.txt", &text), ("people.yaml", PEOPLE)]).await;
    let draft = uri("a.txt");
    editor.open(&draft, "plaintext", &text).await;
    let people = uri("people.yaml");
    let wrong = editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == people.as_str()).await;
    let first = &wrong["params"]["diagnostics"][0];
    assert_eq!(first["range"]["start"]["line"], 6);
    assert!(first["message"].as_str().unwrap().contains("write 2025"), "{first}");
    assert!(drawn(&editor.diagnostics(&draft, 1).await).contains("role-out-of-date"));
    let card = hover(&mut editor, &draft, &text, "Ana Sousa").await;
    assert!(card.contains("no comment on Fridays") && card.contains("mayor of Porto, 2021 to 2023"), "{card}");
    let former = action(&mut editor, &draft, &text, "Mayor", "Write “Former mayor”").await;
    let fixed = applied(&text, former["edit"]["documentChanges"][0]["edits"].as_array().unwrap());
    assert!(fixed.contains("Former mayor Ana Sousa said"), "{fixed}");

    std::fs::write(folder.path().join("people.yaml"), PEOPLE.replace(", to: 2023", "").replace(", born: soon", "")).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": people, "type": 2}]})).await;
    let mended = editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == people.as_str()).await;
    assert_eq!(mended["params"]["diagnostics"], json!([]));
    assert!(!drawn(&editor.diagnostics(&draft, 1).await).contains("role-out-of-date"));
}

/// What is being typed is judged when it is finished, when the caret leaves its line, or when nothing was typed for a while.
#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_is_judged_when_it_is_finished() {
    let text = "---\ndate: 2024-04-01\n---\nHarbour closes\n\nThe road was closed on Monday, the mayor said.\n\n";
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.txt", "plaintext", text).await;
    let mut version = 1;
    let mut line = String::new();
    for piece in ["The council delayed the vote", " to avoid a defeat", "."] {
        version += 1;
        let at = json!({"line": 7, "character": line.encode_utf16().count()});
        let edit = json!({"range": {"start": at, "end": at}, "text": piece});
        editor
            .notify(
                "textDocument/didChange",
                json!({"textDocument": {"uri": "file:///w/a.txt", "version": version}, "contentChanges": [edit]}),
            )
            .await;
        line.push_str(piece);
        let found = drawn(&editor.diagnostics("file:///w/a.txt", version).await);
        assert_eq!(found.contains("unattributed-claim"), piece == ".", "after {line:?}: {found}");
    }
    // Taken back, it waits again, until the caret stands elsewhere.
    let (from, to) = (line.encode_utf16().count() - 1, line.encode_utf16().count());
    let edit = json!({"range": {"start": {"line": 7, "character": from}, "end": {"line": 7, "character": to}}, "text": ""});
    editor
        .notify("textDocument/didChange", json!({"textDocument": {"uri": "file:///w/a.txt", "version": 9}, "contentChanges": [edit]}))
        .await;
    assert!(!drawn(&editor.diagnostics("file:///w/a.txt", 9).await).contains("unattributed-claim"));
    let away = json!({"line": 5, "character": 0});
    let params = json!({"textDocument": {"uri": "file:///w/a.txt"}, "range": {"start": away, "end": away}, "context": {"diagnostics": []}});
    editor.request("textDocument/codeAction", params).await;
    assert!(drawn(&editor.diagnostics("file:///w/a.txt", 9).await).contains("unattributed-claim"));
}

/// Completion, colours, links, folds, lenses, and ids that are followed and renamed.
#[tokio::test(flavor = "multi_thread")]
async fn annotations_in_the_text_are_shown_and_followed() {
    let text = "---\ndate: 2024-04-01\n---\nHarbour closes\n\n[The road was closed on Monday]{.claim by=ana-sousa status=verified source=\"https://example.org/a\"}, Mayor Ana Sousa said. [Ana Sousa]{.person ref=ana-sousa} left. [x]{.claim by=}\n";
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.settings = json!({});
    let draft = "file:///w/a.md";
    editor.open(draft, "markdown", text).await;
    let within = |needle: &str| utf16(text, text.find(needle).unwrap() + needle.len());
    let labels =
        |answer: &Value| -> Vec<String> { answer.as_array().unwrap().iter().map(|i| i["label"].as_str().unwrap().to_owned()).collect() };
    let complete = |at: Value| json!({"textDocument": {"uri": draft}, "position": at});
    let ids = editor.request("textDocument/completion", complete(within("[x]{.claim by="))).await;
    assert_eq!(labels(&ids)[0], "ana-sousa");
    let statuses = editor.request("textDocument/completion", complete(within("status="))).await;
    assert!(labels(&statuses).contains(&"common-knowledge".to_owned()));
    let dates = editor.request("textDocument/completion", complete(utf16(text, text.find("2024-04-01").unwrap()))).await;
    assert!(labels(&dates).contains(&"2024-04-01".to_owned()), "{dates}");
    assert_eq!(labels(&editor.request("textDocument/completion", complete(within("Harbour"))).await), Vec::<String>::new());

    let of_draft = json!({"textDocument": {"uri": draft}});
    let links = editor.request("textDocument/documentLink", of_draft.clone()).await;
    assert_eq!(links[0]["target"], "https://example.org/a");
    assert_eq!(editor.request("textDocument/foldingRange", of_draft.clone()).await[0]["endLine"], 2);
    assert_eq!(editor.request("textDocument/codeLens", of_draft.clone()).await, json!([]), "off unless asked for");
    let tokens = editor.request("textDocument/semanticTokens/full", of_draft.clone()).await;
    assert_eq!(tokens["data"].as_array().unwrap().len() % 5, 0);
    assert!(tokens["data"].as_array().unwrap().len() >= 20, "brackets and attribute lists are dimmed");

    let id = json!({"textDocument": {"uri": draft}, "position": within("by=ana")});
    let found = editor
        .request(
            "textDocument/references",
            json!({"textDocument": {"uri": draft}, "position": within("by=ana"), "context": {"includeDeclaration": true}}),
        )
        .await;
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(editor.request("textDocument/definition", id.clone()).await["range"]["start"]["line"], 5);
    let renamed = editor
        .request("textDocument/rename", json!({"textDocument": {"uri": draft}, "position": within("by=ana"), "newName": "mayor"}))
        .await;
    let after = applied(text, renamed["documentChanges"][0]["edits"].as_array().unwrap());
    assert!(after.contains("by=mayor status") && after.contains("ref=mayor}") && after.contains("Ana Sousa said"), "{after}");
    let refused = editor
        .try_request("textDocument/rename", json!({"textDocument": {"uri": draft}, "position": within("by=ana"), "newName": "a b"}))
        .await;
    assert!(refused["error"]["message"].as_str().unwrap().contains("letters, digits"), "{refused}");

    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"codeLens": true, "semanticTokens": true}}})).await;
    let lens = editor.request("textDocument/codeLens", of_draft).await;
    assert!(lens[0]["command"]["title"].as_str().unwrap().contains("1 source"), "{lens}");
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_come_whole_in_part_or_as_what_became_other() {
    let (_folder, mut editor, uri) = in_folder(&[]).await;
    let uri = uri("a.md");
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"semanticTokens": true}}})).await;
    editor.open(&uri, "markdown", DRAFT).await;
    let of_draft = json!({"textDocument": {"uri": uri}});
    let numbers = |tokens: &Value| tokens["data"].as_array().unwrap().clone();
    let before = editor.request("textDocument/semanticTokens/full", of_draft.clone()).await;
    let at = json!({"line": 0, "character": 0});
    let change = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"range": {"start": at, "end": at}, "text": "Rain fell, Rui Reis said.\n\n"}]});
    editor.notify("textDocument/didChange", change).await;
    let delta = |id: &Value| json!({"textDocument": {"uri": uri}, "previousResultId": id});
    let other = editor.request("textDocument/semanticTokens/full/delta", delta(&before["resultId"])).await;
    let now = editor.request("textDocument/semanticTokens/full", of_draft).await;
    let mut kept = numbers(&before);
    for edit in other["edits"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
        kept.splice(at("start")..at("start") + at("deleteCount"), numbers(edit));
    }
    assert!(!kept.is_empty() && kept != numbers(&before));
    assert_eq!(kept, numbers(&now));
    // Whoever has others than the last gets all.
    let all = editor.request("textDocument/semanticTokens/full/delta", delta(&before["resultId"])).await;
    assert_eq!(numbers(&all), numbers(&now));
    let range = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": {"line": 1, "character": 0}}});
    let part = numbers(&editor.request("textDocument/semanticTokens/range", range).await);
    assert!(!part.is_empty() && part.len() < kept.len());
    assert_eq!(part, kept[..part.len()]);
}

/// What an annotation says is chosen from a list, or typed: in the editor's own list, or with buttons.
#[tokio::test(flavor = "multi_thread")]
async fn an_annotation_s_values_are_chosen_or_typed() {
    let people = "people: [{id: mayor, name: Ana Sousa}]\norganizations: [{id: shg, name: Strategic Harbour Group}]\n";
    let text = format!("---\ndate: 2024-04-01\n---\n{DRAFT}");
    let (claim, query) = ("Choose the source…", "Ask the reporter…");
    for (lists, title, answer, expected) in [
        (true, claim, json!("shg"), Some("{.claim by=shg status=attributed}")),
        (true, claim, json!("Porto Pilots’ Union"), Some("{.claim by=porto-pilots-union label=\"Porto Pilots’ Union\" status=attributed}")),
        (true, claim, Value::Null, None),
        (false, claim, json!({"title": "Ana Sousa"}), Some("{.claim by=mayor status=attributed}")),
        (true, query, json!("Who saw it?"), Some("{.note kind=query text=\"Who saw it?\"}")),
    ] {
        let asked = if lists { "copydesk/choose" } else { "window/showMessageRequest" };
        let mut capabilities = modern();
        capabilities["workspace"]["applyEdit"] = json!(true);
        capabilities["experimental"] = json!({"copydesk": {"choose": lists}});
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("people.yaml"), people).unwrap();
        let root = format!("file://{}", folder.path().display());
        let mut editor = Editor::in_folders(capabilities, &[&root]).await;
        editor.answers.insert(asked, answer);
        editor.answers.insert("workspace/applyEdit", json!({"applied": true}));
        let draft = format!("{root}/a.md");
        editor.open(&draft, "markdown", &text).await;
        let action = action(&mut editor, &draft, &text, "delayed", title).await;
        assert_eq!((action.get("edit"), action["command"]["command"].as_str()), (None, Some("copydesk.choose")));
        let command = json!({"command": "copydesk.choose", "arguments": action["command"]["arguments"]});
        editor.request("workspace/executeCommand", command).await;
        let question = editor.wait(|m| m["method"] == asked).await;
        assert_eq!(question["params"][if lists { "title" } else { "message" }], title);
        if lists {
            let people = json!([
                {"id": "mayor", "label": "Ana Sousa", "description": "Mayor"},
                {"id": "shg", "label": "Strategic Harbour Group", "description": ""},
            ]);
            let items = if title == claim { people } else { json!([{"id": "Who says so?", "label": "Who says so?", "description": ""}]) };
            assert_eq!(question["params"]["items"], items, "the article’s own people first; a query is proposed, and written");
        }
        let edit = editor.inbox.iter().find(|m| m["method"] == "workspace/applyEdit");
        let after = edit.map(|e| applied(&text, e["params"]["edit"]["documentChanges"][0]["edits"].as_array().unwrap()));
        let words = "The council delayed the vote to avoid a defeat";
        assert_eq!(after, expected.map(|list| text.replace(words, &format!("[{words}]{list}"))));
    }
    // An editor that makes no edits by itself is not offered what needs them.
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open("file:///w/a.md", "markdown", &text).await;
    let at = place(&text, "delayed");
    let params = json!({"textDocument": {"uri": "file:///w/a.md"}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = editor.request("textDocument/codeAction", params).await;
    assert!(actions.as_array().unwrap().len() == 5 && actions.as_array().unwrap().iter().all(|a| a.get("command").is_none()), "{actions}");
}

/// Whoever stands in the private file is named nowhere.
#[tokio::test(flavor = "multi_thread")]
async fn protected_sources_are_never_named() {
    let text = "---\ndate: 2024-04-01\n---\nHarbour closes\n\n[The road was closed on Monday]{.claim by=source-a status=attributed}, officials said.\n";
    let (_folder, mut editor, uri) = in_folder(&[("a.md", text), ("sources.private.yaml", "source-a: Zacharias Quill\n")]).await;
    let draft = uri("a.md");
    editor.open(&draft, "markdown", text).await;
    let found = editor.diagnostics(&draft, 1).await;
    assert!(!drawn(&found).contains("dangling-reference"), "the id is known");
    let card = hover(&mut editor, &draft, text, "road").await;
    assert!(card.contains("a protected source (source-a)"), "{card}");
    let at = utf16(text, text.find("by=").unwrap() + 3);
    editor.request("textDocument/completion", json!({"textDocument": {"uri": draft}, "position": at})).await;
    action(&mut editor, &draft, text, "road", "Mark claim").await;
    let said: String = editor.inbox.iter().map(Value::to_string).collect::<String>() + &card + &format!("{found:?}");
    assert!(!said.contains("Quill"), "{said}");
}

/// What an editor can do besides what it can: a path in its capabilities.
fn with(mut capabilities: Value, paths: &[&str]) -> Value {
    for path in paths {
        let mut at = &mut capabilities;
        for name in path.split('/') {
            at = &mut at[name];
        }
        *at = json!(true);
    }
    capabilities
}

/// 3.18: what an action asks for is typed where it is to stand, if the editor leaves the caret there; else it is asked for, or not offered.
#[tokio::test(flavor = "multi_thread")]
async fn the_caret_is_left_where_something_is_to_be_typed() {
    let (snippets, applies) = ("workspace/workspaceEdit/snippetEditSupport", "workspace/applyEdit");
    let text = format!("---\ndate: 2024-04-01\n---\n{DRAFT}");
    let (source, query) = ("Choose the source…", "Ask the reporter…");
    let typed = "]{.claim by=\"$1\" status=attributed\\}";
    for (paths, language, title, expected) in [
        (&[snippets][..], "markdown", source, Some(typed)),
        (&[snippets, applies], "markdown", source, Some(typed)),
        (&[snippets], "markdown", query, Some("]{.note kind=query text=\"${1:Who says so?}\"\\}")),
        (&[snippets], "markdown", "No source needed…", Some("]{.claim status=\"${1|witnessed,common-knowledge|}\"\\}")),
        // Beside the draft nothing is typed by hand; and what is only wondered at is left out.
        (&[snippets, applies], "plaintext", source, Some("asked")),
        (&[snippets], "plaintext", source, None),
        (&[snippets], "markdown", "Verified…", Some("plain")),
        (&[], "markdown", source, None),
        (&[applies], "markdown", source, Some("asked")),
        (&[], "markdown", query, Some("plain")),
    ] {
        let (_child, mut editor, _) = over_streams(with(modern(), paths)).await;
        let uri = if language == "markdown" { "file:///w/a.md" } else { "file:///w/a.txt" };
        editor.open(uri, language, &text).await;
        let at = place(&text, "delayed");
        let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        let actions = editor.request("textDocument/codeAction", params).await;
        let found = actions.as_array().unwrap().iter().find(|a| a["title"] == title).cloned();
        let came = match found {
            None => None,
            Some(action) if action.get("command").is_some() => Some("asked".to_owned()),
            Some(action) => {
                let resolved = editor.request("codeAction/resolve", action).await;
                let edits = resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
                let snippets: Vec<&Value> = edits.iter().filter(|e| e.get("snippet").is_some()).collect();
                assert!(edits.iter().all(|e| e.get("annotationId").is_none() && e.get("newText").is_some() != e.get("snippet").is_some()));
                assert!(snippets.iter().all(|e| e["snippet"]["kind"] == "snippet"), "{edits:?}");
                Some(snippets.first().map_or("plain", |e| e["snippet"]["value"].as_str().unwrap()).to_owned())
            }
        };
        assert_eq!(came.as_deref(), expected, "{paths:?} {language} {title}");
    }
}

/// 3.18: what a kind of action is, for an editor that shows it.
#[tokio::test(flavor = "multi_thread")]
async fn kinds_of_actions_are_explained() {
    let (_child, mut editor, result) = over_streams(with(modern(), &["textDocument/codeAction/documentationSupport"])).await;
    let provider = &result["capabilities"]["codeActionProvider"];
    let explained = provider["documentation"].as_array().unwrap();
    assert_eq!(explained.iter().map(|d| d["kind"].clone()).collect::<Value>(), provider["codeActionKinds"]);
    assert_eq!(result["capabilities"]["executeCommandProvider"]["commands"], json!(["copydesk.explain"]));
    for one in explained {
        let command = json!({"command": one["command"]["command"], "arguments": one["command"]["arguments"]});
        editor.request("workspace/executeCommand", command).await;
        let told = editor.wait(|m| m["method"] == "window/showMessage").await;
        assert!(told["params"]["type"] == 3 && told["params"]["message"].as_str().unwrap().ends_with('.'), "{told}");
    }
    let (_child, _, result) = over_streams(modern()).await;
    assert_eq!(result["capabilities"]["codeActionProvider"].get("documentation"), None);
    assert_eq!(result["capabilities"]["executeCommandProvider"], Value::Null);
}

/// 3.18: folds are fetched again by an editor that can be told to.
#[tokio::test(flavor = "multi_thread")]
async fn folds_are_fetched_again() {
    let pulls = with(modern(), &["workspace/diagnostics/refreshSupport"]);
    for (capabilities, declared) in [(with(pulls.clone(), &["workspace/foldingRange/refreshSupport"]), true), (pulls, false)] {
        let (_child, mut editor, _) = over_streams(capabilities).await;
        for severity in ["off", "hint"] {
            let settings = json!({"settings": {"copydesk": {"rules": {"unattributed-claim": severity}}}});
            editor.notify("workspace/didChangeConfiguration", settings).await;
            editor.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
        }
        // What belongs to the first change was told before the second.
        assert_eq!(editor.inbox.iter().any(|m| m["method"] == "workspace/foldingRange/refresh"), declared);
    }
}

/// 3.18: findings say in Markdown why a desk asks, to an editor that shows it; it gives them back so, and is understood.
#[tokio::test(flavor = "multi_thread")]
async fn markup_goes_to_whoever_shows_it() {
    let (pulls, markup) = ("workspace/diagnostics/refreshSupport", "textDocument/diagnostic/markupMessageSupport");
    let pulling = |mut capabilities: Value| {
        capabilities["textDocument"]["diagnostic"] = json!({});
        capabilities
    };
    for (paths, declared, pushed) in [(&[pulls, markup][..], true, false), (&[pulls], false, false), (&[markup], false, true)] {
        let (_child, mut editor, _) = over_streams(with(pulling(modern()), paths)).await;
        let document = json!({"uri": "file:///w/a.md"});
        editor.open("file:///w/a.md", "markdown", DRAFT).await;
        let found = if pushed {
            json!(editor.diagnostics("file:///w/a.md", 1).await)
        } else {
            editor.request("textDocument/diagnostic", json!({"textDocument": document})).await["items"].clone()
        };
        let holds = |findings: &Value| {
            findings.as_array().unwrap().iter().all(|d| match &d["message"] {
                Value::String(_) => !declared,
                message => declared && message["kind"] == "markdown" && message["value"].as_str().unwrap().ends_with('*'),
            })
        };
        assert!(found.as_array().unwrap().len() >= 4 && holds(&found), "{paths:?}: {found}");
        let all = editor.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
        assert!(holds(&all["items"][0]["items"]), "{paths:?}: {all}");
        let at = place(DRAFT, "delayed");
        let params = json!({"textDocument": document, "range": {"start": at, "end": at}, "context": {"diagnostics": found}});
        let actions = editor.request("textDocument/codeAction", params).await;
        assert!(holds(&actions[1]["diagnostics"]), "{paths:?}: {actions}");
        let resolved = editor.request("codeAction/resolve", actions[1].clone()).await;
        assert!(holds(&resolved["diagnostics"]) && resolved["edit"].is_object(), "{paths:?}: {resolved}");
    }
}
