//! What an editor that is sent findings shows in the end, and what it is told of a text that is gone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Editor, utf16};

/// Texts with different findings; the first takes by far the longest to read.
fn texts() -> Vec<String> {
    vec![
        "The council delayed the vote to avoid a defeat.\n\nOfficials said it was over last week.\n\n".repeat(60),
        "Harbour closes\n\nThe council delayed the vote to avoid a defeat.\n".to_owned(),
        "Harbour closes\n\nSousa left last week.\n\nNobody knows why.\n".to_owned(),
        "---\ndate: 2024-04-01\n---\nHarbour closes\n".to_owned(),
        String::new(),
    ]
}

/// What an editor does with one of its files.
#[derive(Clone, Debug)]
enum Step {
    /// Opens it, whether it is open or not.
    Open {
        language: usize,
        text: usize,
    },
    /// Replaces its whole text.
    Replace {
        text: usize,
    },
    /// Types at its start.
    Type,
    Close,
    /// Lets the server get on with what it has.
    Wait,
}

const LANGUAGES: &[&str] = &["plaintext", "markdown", "json"];

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let step = prop_oneof![
        4 => (0..LANGUAGES.len(), 0..texts().len()).prop_map(|(language, text)| Step::Open { language, text }),
        2 => (0..texts().len()).prop_map(|text| Step::Replace { text }),
        2 => Just(Step::Type),
        3 => Just(Step::Close),
        2 => Just(Step::Wait),
    ];
    prop::collection::vec((0usize..2, step), 1..14)
}

/// A file as the editor has it.
struct File {
    language: usize,
    version: i64,
    text: String,
}

/// The last findings that were sent for a file, and the version they were said to be about.
fn shown(editor: &Editor, uri: &str) -> Option<(Option<i64>, Value)> {
    let of = |m: &&Value| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri;
    editor.inbox.iter().rev().find(of).map(|m| (m["params"]["version"].as_i64(), m["params"]["diagnostics"].clone()))
}

async fn quiet(editor: &mut Editor, number: &mut usize) {
    // Findings are sent in the order in which they were found; so what comes after these was found after them.
    for _ in 0..2 {
        *number += 1;
        let uri = format!("file:///w/quiet-{number}.txt");
        editor.open(&uri, "plaintext", "Quiet\n").await;
        editor.diagnostics(&uri, 1).await;
    }
}

async fn an_editor_at_work(steps: &[(usize, Step)]) {
    let mut editor = Editor::wired();
    let options = json!({"copydesk": {"judgeWhileTyping": true}});
    editor.request("initialize", json!({"processId": null, "initializationOptions": options, "capabilities": {}})).await;
    editor.notify("initialized", json!({})).await;
    let mut open: BTreeMap<usize, File> = BTreeMap::new();
    let (mut version, mut number) = (0, 0);
    // Named as no draft is: the language alone says whether it is prose.
    let name = |file: usize| format!("file:///w/{file}");
    for (file, step) in steps {
        let uri = name(*file);
        version += 1;
        match step {
            Step::Open { language, text } => {
                let text = texts()[*text].clone();
                let document = json!({"uri": uri, "languageId": LANGUAGES[*language], "version": version, "text": text});
                editor.notify("textDocument/didOpen", json!({"textDocument": document})).await;
                open.insert(*file, File { language: *language, version, text });
            }
            Step::Replace { text } => {
                let Some(file) = open.get_mut(file) else { continue };
                file.text.clone_from(&texts()[*text]);
                file.version = version;
                let changes = json!([{"text": file.text}]);
                let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
                editor.notify("textDocument/didChange", change).await;
            }
            Step::Type => {
                let Some(file) = open.get_mut(file) else { continue };
                file.text.insert_str(0, "It was. ");
                file.version = version;
                let start = json!({"line": 0, "character": 0});
                let changes = json!([{"range": {"start": start, "end": start}, "text": "It was. "}]);
                let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
                editor.notify("textDocument/didChange", change).await;
            }
            Step::Close => {
                if open.remove(file).is_some() {
                    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}})).await;
                }
            }
            Step::Wait => {
                editor.request("copydesk/draftText", json!({"uri": uri})).await;
            }
        }
    }
    for file in 0..2 {
        let uri = name(file);
        let expected = match open.get(&file) {
            // Prose is read as if it were opened now, and for the first time.
            Some(f) if LANGUAGES[f.language] != "json" => {
                let fresh = format!("file:///w/fresh-{file}");
                editor.open(&fresh, LANGUAGES[f.language], &f.text).await;
                let findings = editor.diagnostics(&fresh, 1).await;
                while shown(&editor, &uri).is_none_or(|(version, _)| version != Some(f.version)) {
                    editor.read_on().await;
                }
                let findings: Value = serde_json::from_str(&json!(findings).to_string().replace(&fresh, &uri)).unwrap();
                Some((Some(f.version), findings))
            }
            // What is not open, or is no prose, shows nothing.
            _ => None,
        };
        quiet(&mut editor, &mut number).await;
        match (expected, shown(&editor, &uri)) {
            (None, last) => assert!(last.is_none_or(|(_, findings)| findings == json!([])), "{file} shows something"),
            (expected, last) => assert_eq!(last, expected, "{file}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn what_is_shown_in_the_end_is_what_the_latest_text_says(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(an_editor_at_work(&steps));
        runtime.shutdown_background();
    }
}

/// What an editor does when somebody says that the file is in another language.
#[tokio::test(flavor = "multi_thread")]
async fn findings_stay_when_a_file_is_closed_and_opened_at_once() {
    for _ in 0..4 {
        let series: Vec<(usize, Step)> = (0..60)
            .flat_map(|i| [(0, Step::Close), (0, Step::Open { language: i % 2, text: 1 + i % 2 })])
            .chain([(0, Step::Open { language: 0, text: 1 })])
            .collect();
        an_editor_at_work(&series).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_opened_twice_shows_what_the_second_says() {
    for _ in 0..10 {
        let open = |text| (0, Step::Open { language: 0, text });
        an_editor_at_work(&[open(0), open(1)]).await;
        an_editor_at_work(&[open(0), (0, Step::Close), open(2)]).await;
    }
}

fn modern() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})
}

/// A position in a text that has changed since means nothing any more.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_about_a_text_that_is_gone_is_said_to_be_so() {
    let uri = "file:///w/a.txt";
    let long = &texts()[0].repeat(20);
    let at = utf16(long, 10);
    let document = json!({"uri": uri});
    let position = json!({"textDocument": document, "position": at});
    let requests = [
        ("textDocument/hover", position.clone()),
        ("textDocument/documentSymbol", json!({"textDocument": document})),
        ("textDocument/codeAction", json!({"textDocument": document, "range": {"start": at, "end": at}, "context": {"diagnostics": []}})),
        ("textDocument/completion", position.clone()),
        ("textDocument/definition", position),
        ("textDocument/diagnostic", json!({"textDocument": document})),
    ];
    let (mut editor, _) = Editor::in_process(modern()).await;
    editor.open(uri, "plaintext", long).await;
    // All in one go: nothing can have been read when the next text comes.
    let mut asked = Vec::new();
    for version in 2..12 {
        for (method, params) in &requests {
            asked.push((*method, editor.ask(method, params.clone()).await));
        }
        let start = json!({"line": 0, "character": 0});
        let changes = json!([{"range": {"start": start, "end": start}, "text": "It was. "}]);
        let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        editor.notify("textDocument/didChange", change).await;
    }
    for (method, id) in asked {
        let answer = editor.answer(id).await;
        if method == "textDocument/diagnostic" {
            assert_eq!(
                (&answer["error"]["code"], &answer["error"]["data"]["retriggerRequest"]),
                (&json!(-32802), &json!(true)),
                "{answer}"
            );
        } else {
            assert_eq!(answer["error"]["code"], -32801, "{method}: {answer}");
        }
    }
    for (method, params) in &requests {
        let answer = editor.try_request(method, params.clone()).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
    }
}

/// What is cancelled is answered so, and what is not still gets its answer.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_cancelled_is_given_up() {
    let uri = "file:///w/a.txt";
    let (mut editor, _) = Editor::in_process(modern()).await;
    // Long enough that nothing can have been read before all is said.
    editor.open(uri, "plaintext", &texts()[0].repeat(60)).await;
    let params = json!({"textDocument": {"uri": uri}});
    let mut asked = Vec::new();
    for _ in 0..500 {
        asked.push(editor.ask("textDocument/documentSymbol", params.clone()).await);
    }
    let kept = editor.ask("textDocument/documentSymbol", params).await;
    for id in &asked {
        editor.notify("$/cancelRequest", json!({"id": id})).await;
    }
    for id in asked {
        assert_eq!(editor.answer(id).await["error"]["code"], -32800);
    }
    assert!(editor.answer(kept).await["result"].is_array());
}

/// Whoever asks about one draft does not wait until all others have been read again.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_before_what_is_merely_read_again() {
    const DRAFTS: usize = 300;
    let folder = tempfile::tempdir().unwrap();
    let people = "people:\n  - {id: ana, name: Ana Sousa}\n";
    std::fs::write(folder.path().join("people.yaml"), people).unwrap();
    let root = format!("file://{}", folder.path().display());
    let mut editor = Editor::in_folders(json!({}), &[&root]).await;
    let text = texts()[1].repeat(3) + "\nMayor Ana Sousa left.\n";
    let uri = |n: usize| format!("{root}/{n}.txt");
    for n in 0..DRAFTS {
        editor.open(&uri(n), "plaintext", &text).await;
    }
    for n in 0..DRAFTS {
        editor.diagnostics(&uri(n), 1).await;
    }
    editor.open(&format!("{root}/people.yaml"), "yaml", people).await;
    editor.inbox.clear();
    let end = json!({"line": 2, "character": 0});
    let change = json!({"range": {"start": end, "end": end}, "text": "  - {id: rui, name: Rui Alves}\n"});
    let changed = json!({"textDocument": {"uri": format!("{root}/people.yaml"), "version": 2}, "contentChanges": [change]});
    editor.notify("textDocument/didChange", changed).await;
    for n in [DRAFTS / 2, DRAFTS - 1, 0] {
        let at = utf16(&text, text.find("Ana Sousa").unwrap());
        let card = editor.request("textDocument/hover", json!({"textDocument": {"uri": uri(n)}, "position": at})).await;
        assert!(card["contents"]["value"].as_str().unwrap().contains("Ana Sousa"), "{card}");
    }
    let read_again = editor.inbox.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics").count();
    assert!(read_again < DRAFTS / 2, "{read_again} drafts went first");
    // All the others come, too.
    for n in 0..DRAFTS {
        editor.diagnostics(&uri(n), 1).await;
    }
}
