//! The files beside a draft while it is open in an editor: changed there and not behind its back, taken along, and told of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{Editor, applied, drawn, utf16};

const DRAFT: &str = "Harbour closes for winter\n\nMayor Ana Sousa said the harbour would close.\n\nThe council delayed the vote to avoid a defeat.\n\nSousa left last week.\n";
const WORDS: &str = "The council delayed the vote to avoid a defeat";

fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename"]},
            "fileOperations": {"willRename": true, "didRename": true},
        },
        "textDocument": {"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}},
    })
}

/// A folder with files, an editor in it, and the address of a file there.
async fn in_folder(capabilities: Value, files: &[(&str, &str)]) -> (tempfile::TempDir, Editor, impl Fn(&str) -> String + use<>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = format!("file://{}", folder.path().display());
    let editor = Editor::in_folders(capabilities, &[&root]).await;
    (folder, editor, move |name: &str| format!("{root}/{name}"))
}

/// The file of annotations that the command line makes of the draft with a claim in it.
fn page() -> String {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.txt");
    fs::write(&draft, DRAFT.replace(WORDS, &format!("[{WORDS}]{{.claim #c1 by=ana-sousa status=verified}}"))).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    assert!(command.args(["convert", "--to", "sidecar", draft.to_str().unwrap()]).output().unwrap().status.success());
    fs::read_to_string(folder.path().join("a.txt.anno.json")).unwrap()
}

async fn hover(editor: &mut Editor, uri: &str, text: &str, word: &str) -> String {
    let position = utf16(text, text.find(word).unwrap());
    let answer = editor.request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": position})).await;
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// Replaces some words of an open document, in the editor and here.
async fn edit(editor: &mut Editor, uri: &str, version: i32, text: &mut String, words: &str, by: &str) {
    let at = text.find(words).unwrap();
    let range = json!({"start": utf16(text, at), "end": utf16(text, at + words.len())});
    text.replace_range(at..at + words.len(), by);
    let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": range, "text": by}]});
    editor.notify("textDocument/didChange", change).await;
}

async fn orphans(editor: &mut Editor, uri: &str, version: i64) -> bool {
    drawn(&editor.diagnostics(uri, version).await).contains("orphaned-annotation")
}

/// A file of annotations that is open in the editor is changed by an edit there, as often as the draft is saved; whatever language
/// the editor takes it for.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_open_is_changed_in_the_editor() {
    for language in ["json", "plaintext"] {
        let (folder, mut editor, uri) = in_folder(capabilities(), &[("a.txt", DRAFT), ("a.txt.anno.json", &page())]).await;
        editor.answers.insert("workspace/applyEdit", json!({"applied": true}));
        let (draft, beside) = (uri("a.txt"), uri("a.txt.anno.json"));
        let (mut text, mut buffer) = (DRAFT.to_owned(), page());
        editor.open(&draft, "plaintext", &text).await;
        editor.open(&beside, language, &buffer).await;
        for (n, by) in [(2, "Three weeks passed.\n\nMayor Ana"), (3, "🚢\n\nMayor Ana")] {
            edit(&mut editor, &draft, n, &mut text, "Mayor Ana", by).await;
            // Words within it change, too: it could not be found by them.
            let within = if n == 2 { ("avoid a", "avoid any") } else { ("delayed", "put off") };
            edit(&mut editor, &draft, n + 10, &mut text, within.0, within.1).await;
            fs::write(folder.path().join("a.txt"), &text).unwrap();
            editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}})).await;
            let asked = editor.wait(|m| m["method"] == "workspace/applyEdit").await;
            let change = &asked["params"]["edit"]["documentChanges"][0];
            assert_eq!((&change["textDocument"]["uri"], &change["textDocument"]["version"]), (&json!(beside), &json!(n - 1)));
            assert_eq!(fs::read_to_string(folder.path().join("a.txt.anno.json")).unwrap(), page(), "the disk is the editor's");
            // Before the editor has made it, the draft is edited on.
            edit(&mut editor, &draft, n + 20, &mut text, "the vote", "their vote").await;
            buffer = applied(&buffer, change["edits"].as_array().unwrap());
            let whole = json!({"textDocument": {"uri": beside, "version": n}, "contentChanges": [{"text": buffer}]});
            editor.notify("textDocument/didChange", whole).await;
            assert!(hover(&mut editor, &draft, &text, "their vote").await.contains("**Claim**: verified"), "{text}");
            assert!(!orphans(&mut editor, &draft, i64::from(n) + 20).await);
            edit(&mut editor, &draft, n + 30, &mut text, "their vote", "the vote").await;
        }
        // Saved in the editor and closed: on the disk it says where it stood when the draft was saved.
        fs::write(folder.path().join("a.txt.anno.json"), &buffer).unwrap();
        editor.notify("textDocument/didClose", json!({"textDocument": {"uri": beside}})).await;
        assert!(hover(&mut editor, &draft, &text, "the vote").await.contains("**Claim**: verified"));
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}})).await;
        assert!(hover(&mut editor, &draft, &text, "the vote").await.contains("**Claim**: verified"));
        let kept: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("a.txt.anno.json")).unwrap()).unwrap();
        assert_eq!(kept["items"][0]["target"]["selector"][1]["exact"], "The council put off the vote to avoid any defeat");
    }
}

/// A draft that is saved again and again while all that lies beside it is looked at anew loses neither an edit nor a place.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_saved_while_it_is_read_again_keeps_its_annotations() {
    let (folder, mut editor, uri) = in_folder(capabilities(), &[("a.txt", DRAFT), ("a.txt.anno.json", &page())]).await;
    let draft = uri("a.txt");
    let mut text = DRAFT.to_owned();
    editor.open(&draft, "plaintext", &text).await;
    for n in 2..42 {
        edit(&mut editor, &draft, n, &mut text, "Mayor Ana", "Then Mayor Ana").await;
        editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []})).await;
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}})).await;
    }
    assert!(!orphans(&mut editor, &draft, 41).await);
    assert!(hover(&mut editor, &draft, &text, "delayed").await.contains("**Claim**: verified"), "{text}");
    let kept: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("a.txt.anno.json")).unwrap()).unwrap();
    let position = &kept["items"][0]["target"]["selector"][0];
    assert_eq!(position["start"], text.find(WORDS).unwrap(), "{position}");
}

/// An editor that makes no edits is told why its file does not follow.
#[tokio::test(flavor = "multi_thread")]
async fn an_editor_that_makes_no_edits_is_told() {
    let mut less = capabilities();
    less["workspace"]["applyEdit"] = json!(false);
    let (folder, mut editor, uri) = in_folder(less, &[("a.txt", DRAFT), ("a.txt.anno.json", &page())]).await;
    let mut text = DRAFT.to_owned();
    editor.open(&uri("a.txt"), "plaintext", &text).await;
    editor.open(&uri("a.txt.anno.json"), "json", &page()).await;
    edit(&mut editor, &uri("a.txt"), 2, &mut text, "Mayor", "🚢 Mayor").await;
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": uri("a.txt")}})).await;
    let told = editor.wait(|m| m["method"] == "window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("a.txt.anno.json is open in the editor"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt.anno.json")).unwrap(), page());
}

/// Another program changes the file while the draft has unsaved edits: what it leaves as it was keeps its live place.
#[tokio::test(flavor = "multi_thread")]
async fn what_another_program_leaves_stays_in_its_place() {
    let (folder, mut editor, uri) = in_folder(capabilities(), &[("a.txt", DRAFT), ("a.txt.anno.json", &page())]).await;
    let (draft, beside) = (uri("a.txt"), folder.path().join("a.txt.anno.json"));
    let mut text = DRAFT.to_owned();
    editor.open(&draft, "plaintext", &text).await;
    assert!(hover(&mut editor, &draft, &text, "delayed").await.contains("**Claim**: verified"));
    edit(&mut editor, &draft, 2, &mut text, "delayed the vote to avoid", "put the vote off for fear of").await;
    // One key is changed, and a note added.
    let mut changed: Value = serde_json::from_str(&page()).unwrap();
    changed["items"][0]["body"]["cd:status"] = json!("disputed");
    let mut note = changed["items"][0].clone();
    note["id"] = json!("#n1");
    note["body"] = json!({"type": "TextualBody", "value": "When?"});
    note["target"]["selector"] = json!([
        {"type": "TextPositionSelector", "start": DRAFT.find("Sousa left").unwrap(), "end": DRAFT.find(" last week").unwrap()},
        {"type": "TextQuoteSelector", "exact": "Sousa left", "prefix": "", "suffix": " last week.\n"},
    ]);
    changed["items"].as_array_mut().unwrap().push(note);
    fs::write(&beside, changed.to_string()).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri("a.txt.anno.json"), "type": 2}]})).await;
    assert!(hover(&mut editor, &draft, &text, "for fear").await.contains("**Claim**: disputed"));
    assert!(hover(&mut editor, &draft, &text, "Sousa left").await.contains("When?"));
    assert!(!orphans(&mut editor, &draft, 2).await);
    // A place that was changed is looked for by its words.
    changed["items"][0]["target"]["selector"][1]["exact"] = json!("Something else");
    fs::write(&beside, changed.to_string()).unwrap();
    editor.inbox.clear();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri("a.txt.anno.json"), "type": 2}]})).await;
    editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"].to_string().contains("orphaned-annotation")).await;
}

/// A byte order mark that the editor has in its text is no text, and is counted as the editor counts it.
#[tokio::test(flavor = "multi_thread")]
async fn an_editor_may_have_a_byte_order_mark_in_its_text() {
    let meta = "\u{feff}date: 2024-04-01\n";
    let (_folder, mut editor, uri) = in_folder(capabilities(), &[("plain.txt", ""), ("b.txt", "")]).await;
    let text = format!("---\ndate: 2024-04-01\nignore: [unattributed-claim]\n---\n{DRAFT}");
    let mut marked = format!("\u{feff}{text}");
    editor.open(&uri("plain.txt"), "plaintext", &text).await;
    editor.open(&uri("a.txt"), "plaintext", &marked).await;
    let plain = drawn(&editor.diagnostics(&uri("plain.txt"), 1).await);
    assert_eq!(drawn(&editor.diagnostics(&uri("a.txt"), 1).await), plain);
    assert!(!plain.is_empty() && !plain.contains("missing-publication-date"), "{plain}");
    // Edits on its line, and of itself.
    edit(&mut editor, &uri("a.txt"), 2, &mut marked, "---\ndate", "--\ndate").await;
    assert_ne!(drawn(&editor.diagnostics(&uri("a.txt"), 2).await), plain, "no front matter any more");
    edit(&mut editor, &uri("a.txt"), 3, &mut marked, "\u{feff}--\ndate", "\u{feff}---\ndate").await;
    assert_eq!(drawn(&editor.diagnostics(&uri("a.txt"), 3).await), plain);
    edit(&mut editor, &uri("a.txt"), 4, &mut marked, "\u{feff}", "").await;
    assert_eq!(drawn(&editor.diagnostics(&uri("a.txt"), 4).await), plain);
    assert_eq!(editor.request("copydesk/draftText", json!({"uri": uri("a.txt")})).await, json!(text));

    // What goes to the top goes behind it; the metadata beside the draft may have one as well.
    let headed = format!("\u{feff}{DRAFT}");
    editor.open(&uri("b.txt"), "plaintext", &headed).await;
    assert!(drawn(&editor.diagnostics(&uri("b.txt"), 1).await).contains("missing-publication-date"));
    let at = utf16(&headed, headed.find("Harbour").unwrap());
    let params = json!({"textDocument": {"uri": uri("b.txt")}, "range": {"start": at, "end": at}, "context": {"diagnostics": [], "only": ["quickfix"]}});
    let actions = editor.request("textDocument/codeAction", params).await;
    let ignore = actions.as_array().unwrap().iter().find(|a| a["title"].as_str().unwrap().starts_with("Ignore all like this")).unwrap();
    let resolved = editor.request("codeAction/resolve", ignore.clone()).await;
    let after = applied(&headed, resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap());
    assert!(after.starts_with("\u{feff}---\nignore: ["), "{after}");
    editor.open(&uri("b.txt.meta.yaml"), "yaml", meta).await;
    editor.inbox.clear();
    edit(&mut editor, &uri("b.txt"), 2, &mut headed.clone(), "Sousa left", "She left").await;
    assert!(!drawn(&editor.diagnostics(&uri("b.txt"), 2).await).contains("missing-publication-date"));
}

// ---- renaming ---------------------------------------------------------------------------------------------------------------------

fn renames(old: &str, new: &str) -> Value {
    json!({"files": [{"oldUri": old, "newUri": new}]})
}

/// What a workspace edit renames, from name to name.
fn operations(edit: &Value, root: &str) -> Vec<String> {
    let name = |v: &Value| v.as_str().unwrap().replace(root, "");
    let one = |o: &Value| {
        assert_eq!((&o["kind"], &o["options"]["overwrite"]), (&json!("rename"), &json!(false)), "{o}");
        format!("{} → {}", name(&o["oldUri"]), name(&o["newUri"]))
    };
    edit["documentChanges"].as_array().map(|all| all.iter().map(one).collect()).unwrap_or_default()
}

/// The files beside a draft go along with it, where nothing stands in the way.
#[tokio::test(flavor = "multi_thread")]
async fn what_stands_beside_a_draft_goes_along() {
    let page = page();
    let files = [("a.txt", DRAFT), ("a.txt.anno.json", &page), ("a.txt.meta.yaml", "date: 2024-04-01\n"), ("sub/b.txt.meta.yaml", "")];
    let (_folder, mut editor, uri) = in_folder(capabilities(), &files).await;
    let root = uri("");
    let answer = editor.request("workspace/willRenameFiles", renames(&uri("a.txt"), &uri("sub/c.md"))).await;
    assert_eq!(operations(&answer, &root), ["a.txt.anno.json → sub/c.md.anno.json", "a.txt.meta.yaml → sub/c.md.meta.yaml"], "{answer}");
    // Something is there already.
    let answer = editor.request("workspace/willRenameFiles", renames(&uri("a.txt"), &uri("sub/b.txt"))).await;
    assert_eq!(operations(&answer, &root), ["a.txt.anno.json → sub/b.txt.anno.json"], "{answer}");
    let told = editor.wait(|m| m["method"] == "window/showMessage" && m.to_string().contains("a.txt.meta.yaml stays where it is")).await;
    assert!(told.to_string().contains("sub/b.txt.meta.yaml"), "{told}");
    // Moved together by hand; a folder, which takes its own along; what has nothing beside it.
    let together = json!({"files": [
        {"oldUri": uri("a.txt"), "newUri": uri("sub/a.txt")},
        {"oldUri": uri("a.txt.anno.json"), "newUri": uri("sub/a.txt.anno.json")},
    ]});
    let answer = editor.request("workspace/willRenameFiles", together).await;
    assert_eq!(operations(&answer, &root), ["a.txt.meta.yaml → sub/a.txt.meta.yaml"]);
    for (old, new) in [("sub", "other"), ("none.txt", "other.txt")] {
        assert_eq!(editor.request("workspace/willRenameFiles", renames(&uri(old), &uri(new))).await, Value::Null);
    }
    // An editor that cannot is told what to do.
    let mut less = capabilities();
    less["workspace"]["workspaceEdit"] = json!({"documentChanges": true});
    let mut editor = Editor::in_folders(less, &[&root]).await;
    assert_eq!(editor.request("workspace/willRenameFiles", renames(&uri("a.txt"), &uri("c.txt"))).await, Value::Null);
    editor.wait(|m| m["method"] == "window/showMessage" && m.to_string().contains("c.txt.anno.json yourself")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn renamings_of_drafts_and_folders_are_asked_about() {
    let mut editor = Editor::wired();
    let told = editor.initialize(capabilities()).await;
    let operations = &told["capabilities"]["workspace"]["fileOperations"];
    for when in ["willRename", "didRename"] {
        let patterns: Vec<&str> =
            operations[when]["filters"].as_array().unwrap().iter().map(|f| f["pattern"]["glob"].as_str().unwrap()).collect();
        assert_eq!(patterns, ["**/*{.txt,.md,.markdown,.anno.json,.meta.yaml}", "**/*"]);
    }
}

/// Unsaved edits within an annotation do not cost it its place when its draft, or the folder of that, gets another name; in whatever
/// order the editor tells of it.
#[tokio::test(flavor = "multi_thread")]
async fn annotations_stay_where_they_are_when_their_draft_is_renamed() {
    for (old, new, opens_first) in
        [("a.txt", "b.txt", false), ("a.txt", "b.txt", true), ("sub/a.txt", "other/a.txt", false), ("sub/a.txt", "other/a.txt", true)]
    {
        let page = page();
        let beside = format!("{old}.anno.json");
        let (folder, mut editor, uri) = in_folder(capabilities(), &[(old, DRAFT), (&beside, &page)]).await;
        let (from, to) = (uri(old), uri(new));
        let mut text = DRAFT.to_owned();
        editor.open(&from, "plaintext", &text).await;
        assert!(hover(&mut editor, &from, &text, "delayed").await.contains("**Claim**: verified"));
        edit(&mut editor, &from, 2, &mut text, "delayed the vote to avoid", "put the vote off for fear of").await;
        let path = |name: &str| folder.path().join(name);
        if old.contains('/') {
            editor.request("workspace/willRenameFiles", renames(&uri("sub"), &uri("other"))).await;
            fs::rename(path("sub"), path("other")).unwrap();
        } else {
            let answer = editor.request("workspace/willRenameFiles", renames(&from, &to)).await;
            assert_eq!(operations(&answer, &uri("")).len(), 1);
            fs::rename(path(&beside), path(&format!("{new}.anno.json"))).unwrap();
            fs::rename(path(old), path(new)).unwrap();
        }
        if opens_first {
            editor.open(&to, "plaintext", &text).await;
        }
        editor.notify("textDocument/didClose", json!({"textDocument": {"uri": from}})).await;
        if !opens_first {
            editor.open(&to, "plaintext", &text).await;
        }
        editor.notify("workspace/didRenameFiles", renames(&from, &to)).await;
        assert!(hover(&mut editor, &to, &text, "for fear").await.contains("**Claim**: verified"), "{old} → {new}, {opens_first}");
        editor.notify("textDocument/didSave", json!({"textDocument": {"uri": to}})).await;
        assert!(hover(&mut editor, &to, &text, "for fear").await.contains("**Claim**: verified"));
        let kept = fs::read_to_string(path(&format!("{new}.anno.json"))).unwrap();
        let name = new.rsplit('/').next().unwrap();
        assert!(kept.contains("for fear of a defeat") && kept.contains(&format!("\"source\": \"{name}\"")), "{kept}");
        assert!(!path(&beside).exists());
    }
}

/// At the start, what a kill left behind is gone and what has lost its draft is told.
#[tokio::test(flavor = "multi_thread")]
async fn the_server_looks_round_when_it_starts() {
    let page = page();
    let files =
        [("sub/b.txt", DRAFT), ("sub/a.txt.anno.json", &page), ("sub/.copydesk-Ab3dEf.tmp", "{\"half"), ("sub/c.txt.meta.yaml", "")];
    let (folder, mut editor, _) = in_folder(capabilities(), &files).await;
    let told = editor.wait(|m| m["method"] == "window/showMessage").await;
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("a.txt.anno.json: its draft a.txt is not there. It is most likely that of"), "{message}");
    assert!(message.contains("b.txt.anno.json") && message.contains("c.txt.meta.yaml"), "{message}");
    assert!(!folder.path().join("sub/.copydesk-Ab3dEf.tmp").exists() && folder.path().join("sub/b.txt").exists());
}

/// What is wrong with an annotation is shown, and completed, on its own line, whichever way lines end.
#[tokio::test(flavor = "multi_thread")]
async fn ranges_of_annotations_end_within_their_line() {
    let (mut editor, _) = Editor::in_process(capabilities()).await;
    for (n, line_break) in ["\n", "\r\n"].into_iter().enumerate() {
        let lines = [
            "Harbour closes",
            "",
            "[The road was closed on Monday]{.claim by=“port",
            "status=verified}, the port said in a statement of its own.",
            "",
            "[The road was closed]{.claim by=port stauts=verified",
            "",
            "[The road was closed",
            "on Monday]{.claim by=port stauts=verified}, the port said.",
            "",
            "[It rained]{.note text=\"who saw",
            "it?\"} on Monday in all of the harbour.",
        ];
        let text = lines.join(line_break);
        let uri = format!("file:///w/{n}.md");
        editor.open(&uri, "markdown", &text).await;
        let length = |line: &Value| lines[usize::try_from(line.as_u64().unwrap()).unwrap()].encode_utf16().count() as u64;
        let found = editor.diagnostics(&uri, 1).await;
        let malformed: Vec<&Value> = found.iter().filter(|d| d["code"] == "malformed-annotation").collect();
        assert_eq!(malformed.len(), 4, "{found:#?}");
        for d in malformed {
            let (start, end) = (&d["range"]["start"], &d["range"]["end"]);
            assert_eq!(start["line"], end["line"], "{d}");
            assert!(end["character"].as_u64().unwrap() <= length(&end["line"]), "{d}");
            assert!(start["character"].as_u64().unwrap() < end["character"].as_u64().unwrap(), "{d}");
        }
        for (word, offset) in [("who saw", 3), ("stauts=ver", 10), (".claim by", 9), ("it?\"}", 2)] {
            let at = utf16(&text, text.rfind(word).unwrap() + offset);
            let items = editor.request("textDocument/completion", json!({"textDocument": {"uri": uri}, "position": at})).await;
            for item in items.as_array().unwrap() {
                let range = &item["textEdit"]["range"];
                assert_eq!(range["start"]["line"], range["end"]["line"], "{item}");
                assert!(range["end"]["character"].as_u64().unwrap() <= length(&range["end"]["line"]), "{item}");
            }
        }
    }
}
