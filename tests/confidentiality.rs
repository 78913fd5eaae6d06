//! What a desk keeps to itself stays with the desk: who its protected sources are, and what lies outside its folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    reason = "a test that meets something odd must fail"
)]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use support::{Editor, utf16};

/// Nobody but the desk may read these.
const NAME: &str = "Quill";
const ID: &str = "zq-insider";

const DRAFT: &str = "---\ndate: 2024-05-03\n---\n# Council closes road\n\n[The road was closed on Monday]{.claim by=zq-insider status=attributed}, officials said.\n\n[“We had no choice,”]{.quote by=zq-insider} [a clerk]{.person ref=zq-insider} said.\n";

/// As somebody writes it who knows the person: the people file gives the id a name.
const PEOPLE: &str = "people: [{id: zq-insider, name: Zacharias Quill}]\n";

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let Output { status, stdout, stderr } = command.args(arguments).env("NO_COLOR", "1").output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    folder
}

fn modern() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "textDocument": {"hover": {"contentFormat": ["markdown"]}}
    })
}

fn address(path: &Path) -> String {
    format!("file://{}", path.display())
}

async fn editor_in(root: &Path) -> Editor {
    Editor::in_folders(modern(), &[&address(root)]).await
}

async fn hover(editor: &mut Editor, uri: &str, text: &str, word: &str) -> String {
    let at = utf16(text, text.find(word).unwrap());
    let answer = editor.request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": at})).await;
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// What the public would see of a draft; that each form leaves out what it must is for `tests/cli.rs` to say.
fn published(draft: &str) -> String {
    let mut all = String::new();
    for form in ["schema.org", "ninjs"] {
        let (status, out, err) = run(&["export", "--to", form, "--public", draft]);
        assert_eq!(status, Some(0), "{form}: {err}");
        all += &(out + &err);
    }
    for format in ["csv", "html"] {
        let (status, out, err) = run(&["ledger", "--format", format, "--public", draft]);
        assert_eq!(status, Some(0), "{format}: {err}");
        all += &(out + &err);
    }
    all
}

/// Where a draft lies in `news/local`, and its desk's files lie so or so: who is protected in any folder on the way up is.
const LAYOUTS: &[&[(&str, &str)]] = &[
    &[("sources.private.yaml", "zq-insider: Zacharias Quill\n")],
    &[("sources.private.yaml", "zq-insider: Zacharias Quill\n"), ("news/people.yaml", PEOPLE)],
    &[("sources.private.yaml", "zq-insider: Zacharias Quill\n"), ("people.yaml", PEOPLE), ("news/local/copydesk.toml", "")],
    &[("sources.private.yaml", "zq-insider: Zacharias Quill\n"), ("news/local/people.yaml", PEOPLE)],
    &[("news/sources.private.yaml", "zq-insider: Zacharias Quill\n"), ("people.yaml", PEOPLE)],
    &[("news/local/sources.private.yaml", "zq-insider: Zacharias Quill\n"), ("copydesk.toml", "")],
    &[
        ("sources.private.yaml", "zq-insider: Zacharias Quill\n"),
        ("news/sources.private.yaml", "other: Eva Lima\n"),
        ("people.yaml", PEOPLE),
    ],
    &[("news/sources.private.yml", "zq-insider: Zacharias Quill\n"), ("people.yaml", PEOPLE)],
    &[("sources.private.yaml", "\u{feff}zq-insider: Zacharias Quill\n"), ("people.yaml", PEOPLE)],
];

#[test]
fn every_private_file_above_a_draft_counts_at_the_command_line() {
    for files in LAYOUTS {
        let folder = folder(files);
        write(folder.path(), &[("news/local/a.md", DRAFT)]);
        let all = published(folder.path().join("news/local/a.md").to_str().unwrap());
        for secret in [NAME, ID] {
            assert!(!all.contains(secret), "{secret} with {files:?}: {all}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_private_file_above_a_draft_counts_in_the_editor() {
    for files in LAYOUTS {
        // The workspace may be any of the folders.
        for workspace in ["", "news", "news/local"] {
            let folder = folder(files);
            write(folder.path(), &[("news/local/a.md", DRAFT)]);
            let mut editor = editor_in(&folder.path().join(workspace)).await;
            let draft = address(&folder.path().join("news/local/a.md"));
            editor.open(&draft, "markdown", DRAFT).await;
            let by = json!({"textDocument": {"uri": draft}, "position": utf16(DRAFT, DRAFT.find("by=").unwrap() + 3)});
            let offered = editor.request("textDocument/completion", by).await.to_string();
            assert!(offered.contains(ID) && !offered.contains(NAME), "{files:?}: {offered}");
            for word in ["road was", "had no", "a clerk"] {
                let card = hover(&mut editor, &draft, DRAFT, word).await;
                assert!(card.contains("a protected source (zq-insider)"), "{workspace} {files:?}: {card}");
                assert!(!card.contains(NAME) && !card.contains("by zq-insider"), "{card}");
            }
        }
    }
}

/// Files that come, change and go are noticed, watched or not; a file that is open counts as it stands in the editor.
#[tokio::test(flavor = "multi_thread")]
async fn the_editor_notices_when_somebody_is_protected() {
    let folder = folder(&[("news/a.md", DRAFT)]);
    let mut editor = editor_in(&folder.path().join("news")).await;
    let draft = address(&folder.path().join("news/a.md"));
    let private = folder.path().join("news/sources.private.yaml");
    let above = folder.path().join("sources.private.yaml");
    editor.open(&draft, "markdown", DRAFT).await;
    let guarded = "a protected source (zq-insider)";
    assert!(!hover(&mut editor, &draft, DRAFT, "road was").await.contains(guarded));
    std::fs::write(&above, "zq-insider: Zacharias Quill\n").unwrap();
    assert!(hover(&mut editor, &draft, DRAFT, "road was").await.contains(guarded), "a file above the workspace came");
    std::fs::remove_file(&above).unwrap();
    assert!(!hover(&mut editor, &draft, DRAFT, "road was").await.contains(guarded), "it went");
    for language in ["yaml", "plaintext", "markdown"] {
        let uri = address(&private);
        editor.open(&uri, language, "other: Eva Lima\n").await;
        assert!(!hover(&mut editor, &draft, DRAFT, "road was").await.contains(guarded), "another is protected");
        let start = json!({"line": 0, "character": 0});
        let change = json!({"range": {"start": start, "end": start}, "text": "zq-insider: Zacharias Quill\n"});
        editor.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]})).await;
        assert!(hover(&mut editor, &draft, DRAFT, "road was").await.contains(guarded), "{language}: as it stands in the editor");
        editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}})).await;
        assert!(!hover(&mut editor, &draft, DRAFT, "road was").await.contains(guarded), "{language}: it was not saved");
    }
}

/// Slips in the private file: the text, the lines at which something is told, and whether the source is protected all the same.
const SLIPS: &[(&str, &[usize], bool)] = &[
    ("zq-insider: Zacharias Quill\n", &[], true),
    ("zq-insider:\n  name: Zacharias Quill\n  phone: 555\n", &[], true),
    ("\"zq-insider\": Zacharias Quill\n", &[], true),
    ("sources:\n  zq-insider: Zacharias Quill\n", &[], true),
    ("a: Eva Lima\nZacharias Quill: zq-insider\n", &[2], true),
    ("Quill: zq-insider\n", &[1], true),
    ("quill: source-a\nzq-insider: x\n", &[1], true),
    ("Zacharias Quill:\n  id: zq-insider\n", &[1], true),
    ("zq-insider Zacharias Quill: clerk\n", &[1], false),
    ("- zq-insider\n- source-a: Zacharias Quill\n", &[1], true),
    ("- zq-insider: Zacharias Quill\n", &[1], true),
    ("zq-insider\n", &[1], true),
    ("a: [Zacharias Quill\nzq-insider: Eva Lima\n", &[2], true),
    ("zq-insider: Zacharias Quill\nzq-insider: Eva Lima\n", &[2], true),
    ("a: Zacharias Quill\n---\nzq-insider: Eva Lima\n", &[3], true),
];

#[test]
fn slips_in_the_private_file_are_told_at_their_lines_at_the_command_line() {
    for (text, lines, guarded) in SLIPS {
        let folder = folder(&[("a.md", DRAFT), ("sources.private.yaml", text)]);
        let draft = folder.path().join("a.md");
        let (_, out, err) = run(&["ledger", "--format", "csv", "--public", draft.to_str().unwrap()]);
        assert!(!(out.clone() + &err).contains(NAME), "{text}: {err}");
        let mut told: Vec<usize> = Vec::new();
        for line in err.lines() {
            let (_, place) = line.split_once("sources.private.yaml:").unwrap_or_else(|| panic!("{text}: {line}"));
            told.push(place.split(':').next().unwrap().parse().unwrap());
        }
        assert_eq!(told, *lines, "{text}: {err}");
        assert_eq!(!out.contains(ID), *guarded, "{text}: {out}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slips_in_the_private_file_are_told_at_their_lines_in_the_editor() {
    for (text, lines, guarded) in SLIPS.iter().filter(|(_, lines, _)| !lines.is_empty()) {
        let folder = folder(&[("a.md", DRAFT), ("sources.private.yaml", text)]);
        let mut editor = editor_in(folder.path()).await;
        let draft = address(&folder.path().join("a.md"));
        let private = address(&folder.path().join("sources.private.yaml"));
        editor.open(&draft, "markdown", DRAFT).await;
        let told = editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == private.as_str()).await;
        let found = told["params"]["diagnostics"].as_array().unwrap();
        let at: Vec<usize> = found.iter().map(|d| d["range"]["start"]["line"].as_u64().unwrap() as usize + 1).collect();
        assert_eq!(at, *lines, "{text}");
        let card = hover(&mut editor, &draft, DRAFT, "road was").await;
        assert_eq!(card.contains("a protected source (zq-insider)"), *guarded, "{text}: {card}");
        let by = utf16(DRAFT, DRAFT.find("by=").unwrap() + 3);
        let offered = editor.request("textDocument/completion", json!({"textDocument": {"uri": draft}, "position": by})).await;
        let all = editor.inbox.iter().map(Value::to_string).collect::<String>() + &told.to_string() + &offered.to_string();
        assert!(!all.to_lowercase().contains(&NAME.to_lowercase()), "{text}: {all}");
        // Mended, nothing is told any more.
        std::fs::write(folder.path().join("sources.private.yaml"), "zq-insider: Zacharias Quill\n").unwrap();
        editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": private, "type": 2}]})).await;
        let mended = editor.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == private.as_str()).await;
        assert_eq!(mended["params"]["diagnostics"], json!([]), "{text}");
    }
}

/// Names under which the private file and its copies lie about.
const PRIVATE: &[&str] = &[
    "sources.private.yaml",
    "sources.private.yml",
    "Sources.Private.YAML",
    "source.private.yaml",
    "sources-private.yaml",
    "sources_private.txt",
    "sources.private.md",
    "sources.private.yaml.txt",
    "sources.private.yaml.orig",
    "sources.private.yaml~",
    ".sources.private.yaml.swp",
    "#sources.private.yaml#",
    "sources.private copy.yaml",
    "sources.private (1).txt",
    "Copy of sources.private.yaml",
];

const SECRETS: &str =
    "zq-insider: Zacharias Quill\n\nThe council delayed the vote to avoid a defeat.\n\nZacharias Quill said so to 45 people.\n";

/// What is called nearly so is a draft as any other.
const DRAFTS: &[&str] = &["sources-private-equity.md", "private.md", "sources.md", "open-source-privateers.txt"];

#[test]
fn the_private_file_is_never_a_draft_at_the_command_line() {
    let folder = folder(&[]);
    for name in PRIVATE.iter().chain(DRAFTS) {
        write(folder.path(), &[(name, SECRETS)]);
    }
    let (_, out, err) = run(&["check", "--show", "hint", "--format", "json", folder.path().to_str().unwrap()]);
    let found: Vec<Value> = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {err}"));
    let mut files: Vec<&str> = found.iter().map(|f| f["file"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
    files.dedup();
    let mut drafts = DRAFTS.to_vec();
    drafts.sort_unstable();
    assert_eq!(files, drafts);
    let link = folder.path().join("notes.md");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("sources.private.yaml"), &link).unwrap();
    #[cfg(not(unix))]
    std::fs::write(&link, "").unwrap();
    for name in PRIVATE.iter().chain(cfg!(unix).then_some(&"notes.md")) {
        let path = folder.path().join(name);
        let path = path.to_str().unwrap();
        for command in [
            &["check"][..],
            &["analyze"],
            &["ledger"],
            &["strip"],
            &["export", "--to", "ninjs"],
            &["convert", "--to", "sidecar"],
            &["import-people"],
        ] {
            let (status, out, err) = run(&[command, &[path]].concat());
            assert_eq!(status, Some(2), "{command:?} {name}: {out}{err}");
            assert!(err.contains("protected sources") && !(out + &err).contains(NAME), "{command:?} {name}: {err}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_private_file_is_never_a_draft_in_the_editor() {
    let folder = folder(&[]);
    let mut editor = editor_in(folder.path()).await;
    for (n, name) in PRIVATE.iter().enumerate() {
        write(folder.path(), &[(name, SECRETS)]);
        let language = ["plaintext", "markdown", "yaml", "text", "quarto"][n % 5];
        let of_file = address(&folder.path().join(name)).replace(' ', "%20").replace('#', "%23");
        for uri in [of_file.clone(), of_file.replace("file:", "git:") + "?x"] {
            let document = json!({"uri": uri});
            editor.open(&uri, language, SECRETS).await;
            let change = json!({"text": format!("{SECRETS}\n")});
            editor.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]})).await;
            for (method, params) in [
                ("textDocument/documentSymbol", json!({"textDocument": document})),
                ("textDocument/semanticTokens/full", json!({"textDocument": document})),
                ("textDocument/codeLens", json!({"textDocument": document})),
                ("textDocument/hover", json!({"textDocument": document, "position": utf16(SECRETS, SECRETS.find("said so").unwrap())})),
                ("copydesk/draftText", document.clone()),
                ("textDocument/diagnostic", json!({"textDocument": document})),
                ("workspace/symbol", json!({"query": ""})),
            ] {
                let answer = editor.request(method, params).await;
                assert!(!answer.to_string().contains(NAME), "{name} {method}: {answer}");
            }
        }
    }
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    assert!(!report.to_string().contains("private"), "{report}");
    let findings = editor.inbox.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics");
    let codes: Vec<&Value> = findings.flat_map(|m| m["params"]["diagnostics"].as_array().unwrap()).filter_map(|d| d.get("code")).collect();
    assert!(codes.is_empty(), "{codes:?}");
    assert!(editor.inbox.iter().all(|m| !m.to_string().contains(NAME)));
}

/// Whatever is asked of it, the log holds nothing of what stands in a file.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_nothing_of_what_files_say() {
    for level in ["trace", "copydesk=trace,tower_lsp=trace", "warn,tower_lsp::codec=trace"] {
        let folder = folder(&[("a.md", DRAFT), ("sources.private.yaml", SECRETS), ("people.yaml", PEOPLE)]);
        let mut child = tokio::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("lsp")
            .env("COPYDESK_LOG", level)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut editor = Editor::new(child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let root = address(folder.path());
        editor.initialize_in(modern(), json!([{"uri": root, "name": "w"}])).await;
        for (name, language) in [("a.md", "markdown"), ("sources.private.yaml", "yaml"), ("sources.private.yaml.txt", "plaintext")] {
            let uri = format!("{root}/{name}");
            editor.open(&uri, language, SECRETS).await;
            // As a client in error sends it: what was wrong with it must not be quoted either.
            for wrong in [json!({"text": ["Zacharias Quill"]}), json!("Zacharias Quill"), json!({"text": "x", "range": "Zacharias Quill"})]
            {
                let change = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [wrong]});
                editor.notify("textDocument/didChange", change).await;
            }
            editor
                .notify(
                    "textDocument/didOpen",
                    json!({"textDocument": {"uri": uri, "languageId": "Zacharias Quill", "version": "Zacharias Quill"}}),
                )
                .await;
            editor.try_request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": "Zacharias Quill"})).await;
        }
        editor.request("shutdown", Value::Null).await;
        editor.notify("exit", Value::Null).await;
        let output = child.wait_with_output().await.unwrap();
        let log = String::from_utf8(output.stderr).unwrap();
        assert!(log.contains("textDocument/didChange: wrong parameters"), "the log says where something is wrong: {log}");
        assert!(!log.contains(NAME) && !log.contains("The council delayed"), "{level}: {log}");
    }
}

// ---- whose desk it is ------------------------------------------------------------------------------------------------------

/// The files of a folder in which a draft lies in `news/local`, and what the desk finds in it.
const DESKS: &[(&[(&str, &str)], &str)] = &[
    (&[], "unattributed-claim"),
    (&[("copydesk.toml", "[rules]\nunattributed-claim = \"off\"\n")], ""),
    (&[("copydesk.toml", "[rules]\nunattributed-claim = \"off\"\n"), ("news/copydesk.toml", "")], "unattributed-claim"),
    (&[("copydesk.toml", "[rules]\nunattributed-claim = \"off\"\n"), ("news/local/people.yaml", "")], "unattributed-claim"),
    (&[("copydesk.toml", "[rules]\nunattributed-claim = \"off\"\n"), ("news/local/people.d/x.yaml", "")], "unattributed-claim"),
    (&[("copydesk.toml", "[rules]\nunattributed-claim = \"off\"\n"), ("news/sources.private.yaml", "a: x\n")], ""),
    (&[("news/copydesk.toml", "[[overrides]]\nfiles = [\"local/*\"]\nrules = {unattributed-claim = \"off\"}\n")], ""),
    (
        &[("news/copydesk.toml", "[[overrides]]\nfiles = [\"news/local/*\"]\nrules = {unattributed-claim = \"off\"}\n")],
        "unattributed-claim",
    ),
    (&[("news/local/a.txt.meta.yaml", "ignore: [unattributed-claim]\n")], ""),
    (&[("people.yaml", "people: [{id: eva, name: Eva Lima, variants: [Eve Lima]}]\n")], "person-spelling-variant unattributed-claim"),
    (&[("people.d/x.yaml", "people: [{id: eva, name: Eva Lima, variants: [Eve Lima]}]\n")], "person-spelling-variant unattributed-claim"),
    (
        &[
            ("copydesk.toml", "people-file = \"who/all.yaml\"\n"),
            ("who/all.yaml", "people: [{id: eva, name: Eva Lima, variants: [Eve Lima]}]\n"),
        ],
        "person-spelling-variant unattributed-claim",
    ),
];

/// A draft is read with the same settings, people and metadata at both doors, whichever folder is the editor's workspace.
#[tokio::test(flavor = "multi_thread")]
async fn both_doors_open_on_the_same_desk() {
    let text = "Harbour closes\n\nMayor Eve Lima said on 1 April 2024 that the road was closed.\n\nThe council delayed the vote to avoid a defeat.\n";
    let wanted = ["unattributed-claim", "person-spelling-variant"];
    let told = |mut codes: Vec<String>| {
        codes.retain(|c| wanted.contains(&c.as_str()));
        codes.sort_unstable();
        codes.dedup();
        codes.join(" ")
    };
    for (files, expected) in DESKS {
        let folder = folder(files);
        write(folder.path(), &[("news/local/a.txt", text), ("news/sport/b.txt", text)]);
        let draft = folder.path().join("news/local/a.txt");
        for path in [draft.clone(), folder.path().join("news/sport/../local/a.txt")] {
            let (_, out, err) = run(&["check", "--show", "hint", "--format", "json", path.to_str().unwrap()]);
            let found: Vec<Value> = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {err}"));
            let codes = found.iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect();
            assert_eq!(told(codes), *expected, "{path:?} {files:?}");
        }
        for workspace in ["", "news", "news/local", "news/sport"] {
            let mut editor = editor_in(&folder.path().join(workspace)).await;
            editor.open(&address(&draft), "plaintext", text).await;
            let found = editor.diagnostics(&address(&draft), 1).await;
            let codes = found.iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect();
            assert_eq!(told(codes), *expected, "in {workspace:?}: {files:?}");
        }
    }
}

// ---- what lies outside a desk's folder -------------------------------------------------------------------------------------

/// A desk whose settings or links point out of its folder: files in it, what is linked to what, and the file and line told.
struct Astray {
    files: &'static [(&'static str, &'static str)],
    links: &'static [(&'static str, &'static str)],
    told: &'static str,
}

const ASTRAY: &[Astray] = &[
    Astray { files: &[("desk/copydesk.toml", "year = 2024\npeople-file = \"../outside/x.yaml\"\n")], links: &[], told: "copydesk.toml:2" },
    Astray {
        files: &[("desk/copydesk.toml", "people-file = \"news/../../outside/x.yaml\"\n"), ("desk/news/b.txt", "")],
        links: &[],
        told: "copydesk.toml:1",
    },
    Astray { files: &[("desk/copydesk.toml", "people-file = \"gone/../../outside/x.yaml\"\n")], links: &[], told: "copydesk.toml:1" },
    Astray { files: &[("desk/copydesk.toml", "people-file = \"@OUTSIDE@/x.yaml\"\n")], links: &[], told: "copydesk.toml:1" },
    Astray {
        files: &[("desk/copydesk.toml", "people-file = \"linked/x.yaml\"\n")],
        links: &[("desk/linked", "outside")],
        told: "copydesk.toml:1",
    },
    Astray { files: &[("desk/copydesk.toml", "")], links: &[("desk/people.yaml", "outside/x.yaml")], told: "people.yaml:1" },
    Astray {
        files: &[("desk/people.yaml", "people: [{id: eva, name: Eva Lima}]\n"), ("desk/people.d/b.txt", "")],
        links: &[("desk/people.d/x.yaml", "outside/x.yaml")],
        told: "people.d/x.yaml:1",
    },
    Astray {
        files: &[("desk/people.yaml", "people: [{id: eva, name: Eva Lima}]\n")],
        links: &[("desk/people.d", "outside")],
        told: "people.d/x.yaml:1",
    },
    Astray {
        files: &[("desk/copydesk.toml", "people-file = \"sources.private.yaml\"\n"), ("desk/sources.private.yaml", PEOPLE)],
        links: &[],
        told: "copydesk.toml:1",
    },
];

const OUTSIDE: &str = "people: [{id: zq-insider, name: Zacharias Quill, aliases: [Zach Quill], nam: 3}]\n";

#[cfg(unix)]
fn astray(layout: &Astray) -> tempfile::TempDir {
    let folder = folder(&[("outside/x.yaml", OUTSIDE), ("desk/a.md", DRAFT)]);
    for (name, text) in layout.files {
        write(folder.path(), &[(name, &text.replace("@OUTSIDE@", folder.path().join("outside").to_str().unwrap()))]);
    }
    for (link, target) in layout.links {
        std::os::unix::fs::symlink(folder.path().join(target), folder.path().join(link)).unwrap();
    }
    folder
}

#[cfg(unix)]
#[test]
fn paths_of_a_desks_own_files_stay_in_its_folder_at_the_command_line() {
    for layout in ASTRAY {
        let folder = astray(layout);
        let (_, out, err) = run(&["ledger", "--format", "csv", folder.path().join("desk/a.md").to_str().unwrap()]);
        assert!(!(out.clone() + &err).contains(NAME), "{}: {out}{err}", layout.told);
        assert!(err.contains(layout.told), "{}: {err}", layout.told);
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn paths_of_a_desks_own_files_stay_in_its_folder_in_the_editor() {
    for layout in ASTRAY {
        let folder = astray(layout);
        let mut editor = editor_in(&folder.path().join("desk")).await;
        let draft = address(&folder.path().join("desk/a.md"));
        editor.open(&draft, "markdown", DRAFT).await;
        let card = hover(&mut editor, &draft, DRAFT, "road was").await;
        assert!(!card.contains(NAME), "{}: {card}", layout.told);
        let at = utf16(DRAFT, DRAFT.find("by=zq").unwrap() + 4);
        let renamed =
            editor.try_request("textDocument/rename", json!({"textDocument": {"uri": draft}, "position": at, "newName": "clerk"})).await;
        assert!(!renamed.to_string().contains("outside"), "{}: {renamed}", layout.told);
        // At its line: as a diagnostic of the file, or as a message with file and line.
        let (file, line) = layout.told.split_once(':').unwrap();
        let line: u64 = line.parse().unwrap();
        let told = editor
            .wait(|m| {
                let message = m["params"]["message"].as_str().unwrap_or_default();
                let uri = m["params"]["uri"].as_str().unwrap_or_default();
                m["method"] == "window/showMessage" && message.contains(layout.told)
                    || uri.ends_with(file) && m["params"]["diagnostics"][0]["range"]["start"]["line"] == line - 1
            })
            .await;
        assert!(!told.to_string().contains(NAME), "{told}");
    }
}

/// A person's own settings may point anywhere; what stands there is read, and no rename reaches it.
#[tokio::test(flavor = "multi_thread")]
async fn a_persons_own_people_file_is_read_and_never_renamed_in() {
    let folder = folder(&[("outside/x.yaml", "people: [{id: zq-insider, name: Zacharias Quill}]\n"), ("desk/a.md", DRAFT)]);
    let mut editor = editor_in(&folder.path().join("desk")).await;
    let draft = address(&folder.path().join("desk/a.md"));
    let path = folder.path().join("outside/x.yaml");
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"peopleFile": path}}})).await;
    editor.open(&draft, "markdown", DRAFT).await;
    let card = hover(&mut editor, &draft, DRAFT, "road was").await;
    assert!(card.contains(NAME), "{card}");
    let at = utf16(DRAFT, DRAFT.find("by=zq").unwrap() + 4);
    let params = json!({"textDocument": {"uri": draft}, "position": at, "newName": "clerk"});
    let refused = editor.try_request("textDocument/rename", params).await;
    let mut why = String::new();
    write!(why, "{}", refused["error"]["message"].as_str().unwrap_or_default()).unwrap();
    assert!(why.contains("x.yaml") && refused.get("result").is_none(), "{refused}");
}

/// What says where something lies or what is run is set by the person, and never by a workspace's own settings.
#[test]
fn what_an_editor_sets_as_a_path_is_the_persons_own() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/package.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let groups = manifest["contributes"]["configuration"].as_array().unwrap().iter().map(|g| g["properties"].as_object().unwrap().clone());
    let settings = Value::Object(groups.flatten().collect());
    let restricted = &manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"];
    for name in ["copydesk.path", "copydesk.peopleFile"] {
        assert_eq!(settings[name]["scope"], "machine", "{name}");
        assert!(restricted.as_array().unwrap().contains(&json!(name)), "{name}");
    }
    assert_eq!(settings["copydesk.trace.server"]["enum"], json!(["off", "messages"]), "no log holds what messages hold");
}
