//! What an editor has of the desk besides the protocol: ways out that do not mislead, commands, the ledger, which files are read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_collect,
    reason = "a test that meets something odd must fail"
)]

mod support;

use copydesk::settings::Settings;
use copydesk::story::{Context, Reading, read};
use copydesk::text::{Draft, Format};
use copydesk::views::ledger;
use copydesk::{annotations, rules};
use serde_json::{Value, json};
use support::{Editor, applied, utf16};

const ARTICLES: &[&str] = &["election.md", "feature.txt", "harbour.txt", "live.txt", "opinion.md", "wire.txt"];

fn article(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/articles/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn reading(name: &str) -> Reading {
    let draft = Draft::new(&article(name), Format::of_name(name));
    read(&draft, &Context::default(), &|| false).unwrap()
}

/// An editor that makes edits, lets things be chosen, and hears how drafts stand.
fn listening() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "textDocument": {"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}},
        "experimental": {"copydesk": {"choose": true, "listen": true, "pages": true}},
    })
}

async fn in_folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Editor, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let root = format!("file://{}", folder.path().display());
    let mut editor = Editor::in_folders(listening(), &[&root]).await;
    editor.answers.insert("workspace/applyEdit", json!({"applied": true}));
    (folder, editor, root)
}

async fn standing(editor: &mut Editor, uri: &str) -> Value {
    editor.wait(|m| m["method"] == "copydesk/status" && m["params"]["uri"] == uri).await["params"].clone()
}

/// The draft after the next edit that the server asks for.
async fn edited(editor: &mut Editor, uri: &str, text: &str) -> String {
    let edit = editor.wait(|m| m["method"] == "workspace/applyEdit").await;
    let changes = edit["params"]["edit"]["documentChanges"].as_array().unwrap().clone();
    let own = changes.iter().find(|c| c["textDocument"]["uri"] == uri).unwrap_or_else(|| panic!("{changes:?}"));
    applied(text, own["edits"].as_array().unwrap())
}

// ---- ways out ---------------------------------------------------------------------------------------------------------------------

#[test]
fn no_finding_of_an_example_has_more_ways_out_than_can_be_read() {
    for name in ARTICLES {
        let reading = reading(name);
        let desk = rules::Surroundings {
            today: "2024-04-01".into(),
            has_file: true,
            has_people_file: true,
            line_break: "\n",
            ..Default::default()
        };
        let findings = rules::check(&reading, &Settings::default());
        for finding in &findings {
            let fixes = rules::fixes(&reading, finding, &desk);
            let titles: Vec<&str> = fixes.iter().map(|f| f.title.as_str()).collect();
            assert!(titles.len() <= 7, "{name}: {}: {titles:#?}", finding.message(&reading));
            assert_eq!(fixes, rules::fixes(&reading, finding, &desk), "the order is always the same");
            let asks = ["unattributed-claim", "unsourced-number", "agentless-attribution", "quote-without-speaker", "vague-source"];
            if asks.contains(&finding.code) {
                assert!(titles[0] == "Ask the reporter…" && titles[1].starts_with("Choose the s"), "{name}: {titles:#?}");
                // A name that stands elsewhere in the article is nobody's claim here, and none is plainly right.
                let near = reading.sources_near(finding.place);
                for far in reading.named_sources().iter().filter(|n| !near.contains(n)) {
                    assert!(!titles.iter().any(|t| t.contains(far.as_str())), "{name}: {far} in {titles:#?}");
                }
                assert!(fixes.iter().all(|f| !f.preferred), "{name}: {titles:#?}");
            }
        }
    }
}

/// At every word of every example: nothing where nothing was found, and else nothing but ways out of that.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_offered_where_nothing_was_found() {
    let (_folder, mut editor, root) = in_folder(&[]).await;
    let (mut with, mut without) = (0, 0);
    for name in ARTICLES {
        let text = article(name);
        let uri = format!("{root}/{name}");
        editor.open(&uri, if name.ends_with("md") { "markdown" } else { "plaintext" }, &text).await;
        let found = editor.diagnostics(&uri, 1).await;
        let words = |line: &str| -> Vec<usize> {
            let starts = line.char_indices().filter(|(at, c)| !c.is_whitespace() && !line[..*at].ends_with(|b: char| !b.is_whitespace()));
            starts.map(|(at, _)| line[..at].encode_utf16().count()).collect()
        };
        let carets = text.lines().enumerate().flat_map(|(n, l)| words(l).into_iter().map(move |character| (n, character)));
        for (line, character) in carets {
            let at = json!({"line": line, "character": character});
            let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
            let actions = editor.request("textDocument/codeAction", params).await;
            let here = |d: &&Value| {
                let place = |p: &Value| (p["line"].as_u64().unwrap(), p["character"].as_u64().unwrap());
                let at = place(&at);
                place(&d["range"]["start"]) <= at && at <= place(&d["range"]["end"])
            };
            let findings = found.iter().filter(here).count();
            let actions = actions.as_array().unwrap();
            assert!(actions.len() <= 7 * findings, "{name}:{line}: {} actions for {findings} findings", actions.len());
            assert!(actions.iter().all(|a| a["kind"] == "quickfix"), "{actions:#?}");
            *if findings > 0 { &mut with } else { &mut without } += 1;
        }
    }
    assert!(with > 20 && without > 500, "{with} carets with findings, {without} without");
}

const DRAFT: &str = "---\ndate: 2024-04-01\n---\n\n# Harbour closes for winter\n\nMayor Ana Sousa said on Monday that the harbour would close.\n\nThe council delayed the vote to avoid a defeat.\n\nBoats left.\n";

/// Who, when and by what document is told with what is verified, at the first click as at the second; who is asked for once.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_verified_says_who_when_and_by_what() {
    let (_folder, mut editor, root) = in_folder(&[]).await;
    let uri = format!("{root}/a.md");
    editor.open(&uri, "markdown", DRAFT).await;
    editor.answers.insert("copydesk/choose", json!("the minutes"));
    let mut text = DRAFT.to_owned();
    for (click, asked) in [("Verified…", vec!["source", "checker"]), ("Mark claim", vec![])] {
        let at = utf16(&text, text.find("delayed").unwrap());
        let context = json!({"diagnostics": [], "only": ["quickfix", "refactor"]});
        let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": context});
        let actions = editor.request("textDocument/codeAction", params).await;
        let titled = |a: &&Value| {
            a["title"].as_str().unwrap().starts_with(click) && (click == "Verified…" || a["title"].as_str().unwrap().contains("disputed"))
        };
        let action = actions.as_array().unwrap().iter().find(titled).unwrap_or_else(|| panic!("{actions:#?}")).clone();
        if asked.is_empty() {
            // The document stands there already, and who checks is known by now.
            let resolved = editor.request("codeAction/resolve", action).await;
            text = applied(&text, resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap());
            assert!(
                text.contains("status=disputed source=\"the minutes\" checked=20") && text.contains("checker=\"the minutes\""),
                "{text}"
            );
            continue;
        }
        editor
            .request("workspace/executeCommand", json!({"command": "copydesk.choose", "arguments": action["command"]["arguments"]}))
            .await;
        text = edited(&mut editor, &uri, &text).await;
        assert!(
            text.contains("[The council delayed the vote to avoid a defeat]{.claim status=verified source=\"the minutes\" checked=20"),
            "{text}"
        );
        assert!(text.contains("checker=\"the minutes\"}"), "{text}");
        let kept = editor.wait(|m| m["method"] == "copydesk/setting").await;
        assert_eq!(kept["params"], json!({"key": "checker", "value": "the minutes", "folder": false}));
        let change = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]});
        editor.notify("textDocument/didChange", change).await;
    }
}

/// What is typed as a source keeps its words, and is no slip.
#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_typed_keeps_its_words() {
    for (typed, list) in [
        ("Two of the pilots", "by=two-of-the-pilots label=\"Two of the pilots\""),
        ("my mother", "by=my-mother label=\"my mother\""),
        ("pilots", "by=pilots label=pilots"),
        ("Ana Sousa", "by=ana-sousa"),
    ] {
        let (_folder, mut editor, root) = in_folder(&[]).await;
        let uri = format!("{root}/a.md");
        editor.open(&uri, "markdown", DRAFT).await;
        let at = utf16(DRAFT, DRAFT.find("delayed").unwrap());
        let params = json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        let actions = editor.request("textDocument/codeAction", params).await;
        let action = actions.as_array().unwrap().iter().find(|a| a["title"] == "Choose the source…").unwrap().clone();
        editor.answers.insert("copydesk/choose", json!(typed));
        editor
            .request("workspace/executeCommand", json!({"command": "copydesk.choose", "arguments": action["command"]["arguments"]}))
            .await;
        let text = edited(&mut editor, &uri, DRAFT).await;
        assert!(text.contains(&format!("{{.claim {list} status=attributed}}")), "{text}");
        let reading = read(&Draft::new(&text, Format::Markdown), &Context::default(), &|| false).unwrap();
        let findings = rules::check(&reading, &Settings::default());
        assert!(!findings.iter().any(|f| f.code == "dangling-reference"), "{typed}");
        let rows = ledger::rows(&reading, &[]);
        let row = rows.iter().find(|r| r.text.contains("delayed")).unwrap();
        assert_eq!(row.source, typed);
    }
}

// ---- the ledger -------------------------------------------------------------------------------------------------------------------

/// Every report of what somebody says is told in a row, no statement has two, and every question stands in one.
#[test]
fn the_ledger_has_a_row_for_every_attribution_and_one_for_every_claim() {
    for name in ARTICLES {
        let reading = reading(name);
        let findings = rules::check(&reading, &Settings::default());
        let counted = rules::counted(&rules::shown(findings.iter(), &Settings::default()));
        let rows = ledger::rows(&reading, &rules::asked(&reading, &counted));
        assert_eq!(ledger::open(&rows), counted.len(), "{name}");
        for a in &reading.attributions {
            let who = reading.who(a.person, a.source).unwrap_or_default();
            let cover = reading.covers[a.cue.block].get(a.sentence);
            let acts = matches!(cover, Some(copydesk::story::claims::Cover::Act(_)));
            let sentence = reading.sentence_of(a.cue);
            let told = rows.iter().any(|r| {
                (r.source == who || r.mark.is_some()) && (r.place.overlaps(&sentence) || a.content.iter().any(|c| c.overlaps(&r.place)))
            });
            assert!(acts || told, "{name}: {who}: {}: {rows:#?}", reading.text(sentence));
        }
        for claim in &reading.claims {
            let own = rows.iter().filter(|r| {
                matches!(r.kind, ledger::RowKind::Claim | ledger::RowKind::Figure) && r.place == reading.without_stop(claim.place)
            });
            assert!(own.count() <= 1, "{name}: {}", reading.text(claim.place));
        }
    }
}

/// What is verified, be it a sentence or a figure in it, is open no more.
#[test]
fn what_is_settled_is_not_open() {
    for (paragraph, status) in [
        ("[The council delayed the vote to avoid a defeat]{.claim status=verified}.", "verified"),
        ("The council has promised to move [1.3 million tonnes of grain]{.claim status=verified} in June.", "verified"),
        ("The council delayed the vote to avoid a defeat.", "unattributed"),
        ("[“We had no choice,”]{.claim status=disputed} Mayor Ana Sousa said.", "disputed"),
    ] {
        let text = format!("Harbour closes\n\nMayor Ana Sousa spoke on Monday.\n\n{paragraph}\n");
        let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
        let reading = read(&Draft::new(&text, Format::Text), &context, &|| false).unwrap();
        let findings = rules::check(&reading, &Settings::default());
        let counted = rules::counted(&rules::shown(findings.iter(), &Settings::default()));
        let rows = ledger::rows(&reading, &rules::asked(&reading, &counted));
        let words = ["delayed", "1.3 million", "no choice"];
        let own: Vec<_> = rows.iter().filter(|r| words.iter().any(|w| r.text.contains(w))).collect();
        assert!(own.iter().any(|r| r.status == status), "{paragraph}: {rows:#?}");
        assert_eq!(own.iter().any(|r| r.is_open()), status == "unattributed", "{paragraph}: {rows:#?}");
    }
}

/// Problems, the status and the ledger count the same, and a row is settled where it stands.
#[tokio::test(flavor = "multi_thread")]
async fn problems_status_and_ledger_count_the_same() {
    let (_folder, mut editor, root) = in_folder(&[]).await;
    for name in ["harbour.txt", "wire.txt", "election.md"] {
        let uri = format!("{root}/{name}");
        editor.open(&uri, if name.ends_with("md") { "markdown" } else { "plaintext" }, &article(name)).await;
        let hint = 4;
        let problems = editor.diagnostics(&uri, 1).await.iter().filter(|d| d["severity"] != hint).count();
        let standing = standing(&mut editor, &uri).await;
        assert!(standing["text"].as_str().unwrap().ends_with(&format!("· {problems} open")), "{name}: {problems}, {standing}");
        let page = editor.request("copydesk/ledger", json!({"uri": uri})).await;
        assert!(page["body"].as_str().unwrap().contains(&format!("<b>{problems}</b> open")), "{name}: {problems}");
    }
    let uri = format!("{root}/a.md");
    editor.open(&uri, "markdown", DRAFT).await;
    let page = editor.request("copydesk/ledger", json!({"uri": uri})).await;
    let body = page["body"].as_str().unwrap();
    let row = body.split("<tr ").find(|r| r.contains("delayed the vote")).unwrap();
    let number =
        |of: &str, key: &str| -> u64 { of.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap() };
    editor.answers.insert("copydesk/choose", json!("the minutes"));
    let act =
        json!({"textDocument": {"uri": uri}, "row": number(row, "data-row"), "act": "verified", "written": number(body, "data-written")});
    editor.request("copydesk/row", act).await;
    let text = edited(&mut editor, &uri, DRAFT).await;
    assert!(
        text.contains("[The council delayed the vote to avoid a defeat]{.claim status=verified source=\"the minutes\" checked=20"),
        "{text}"
    );
}

/// What the reader thinks changes rows about which nothing is asked, too: whoever shows them is told.
#[tokio::test(flavor = "multi_thread")]
async fn rows_that_were_judged_are_told_where_nothing_is_asked() {
    let nothing = "[rules]\nunattributed-claim = \"off\"\nunsourced-number = \"off\"\n";
    let (_folder, mut editor, root) = in_folder(&[("copydesk.toml", nothing)]).await;
    let uri = format!("{root}/harbour.txt");
    editor.open(&uri, "plaintext", &article("harbour.txt")).await;
    let read = standing(&mut editor, &uri).await;
    let judged = standing(&mut editor, &uri).await;
    assert_eq!(read, judged, "nothing more and nothing less is asked");
}

// ---- commands -----------------------------------------------------------------------------------------------------------------------

async fn errand(editor: &mut Editor, command: &str, uri: &str, range: Value) -> Value {
    editor.request("copydesk/do", json!({"command": command, "uri": uri, "range": range})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_s_commands_do_what_they_say() {
    let (folder, mut editor, root) = in_folder(&[
        ("b.txt", "Harbour closes\n\nThe council delayed the vote to avoid a defeat.\n"),
        ("README.md", "# A crate\n\nIt delayed the vote to avoid a defeat.\n"),
    ])
    .await;
    let uri = format!("{root}/a.md");
    let marked = DRAFT.replace("Boats left", "[Boats left]{.note kind=query text=\"When?\"}");
    editor.open(&uri, "markdown", &marked).await;
    let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});

    let stripped = errand(&mut editor, "strip", &uri, nowhere.clone()).await;
    assert!(stripped["clipboard"].as_str().unwrap().starts_with("# Harbour closes"), "{stripped}");
    assert!(
        !stripped["clipboard"].as_str().unwrap().contains("{.note") && stripped["message"].as_str().unwrap().contains("1 open note"),
        "{stripped}"
    );

    editor.answers.insert("copydesk/choose", json!("tei"));
    let exported = errand(&mut editor, "export", &uri, nowhere.clone()).await;
    assert!(exported["document"]["language"] == "xml" && exported["document"]["content"].as_str().unwrap().contains("<TEI"), "{exported}");

    // What can be marked is a list; the first that is chosen is done.
    let place = utf16(&marked, marked.find("delayed").unwrap());
    editor.answers.insert("copydesk/choose", json!("Annotate claim: the reporter saw it"));
    errand(&mut editor, "annotate", &uri, json!({"start": place, "end": place})).await;
    let list = editor.wait(|m| m["method"] == "copydesk/choose" && m["params"]["title"] == "Annotate").await;
    assert!(list["params"]["items"].as_array().unwrap().len() > 5, "{list}");
    assert!(edited(&mut editor, &uri, &marked).await.contains("avoid a defeat]{.claim status=witnessed}"));

    editor.answers.insert("copydesk/choose", json!("beside"));
    let moved = errand(&mut editor, "convertMarks", &uri, nowhere.clone()).await;
    assert!(moved["message"].as_str().unwrap().starts_with("1 mark was moved"), "{moved}");
    assert!(!edited(&mut editor, &uri, &marked).await.contains("{.note"));
    assert_eq!(editor.wait(|m| m["method"] == "copydesk/setting").await["params"]["key"], "annotate");

    let report = errand(&mut editor, "report", &uri, nowhere.clone()).await;
    let report = report["document"]["content"].as_str().unwrap();
    assert!(report.contains("copydesk 0.") && report.contains("annotate") && !report.contains("Sousa"), "{report}");

    let colours = errand(&mut editor, "voices", &uri, nowhere.clone()).await;
    assert_eq!(colours, json!({}));
    assert_eq!(
        editor.wait(|m| m["method"] == "copydesk/setting").await["params"],
        json!({"key": "semanticTokens", "value": true, "folder": false})
    );
    let tokens = editor.request("textDocument/semanticTokens/full", json!({"textDocument": {"uri": uri}})).await;
    assert!(tokens["data"].as_array().unwrap().len() > 20, "the colours are on");

    let checked = errand(&mut editor, "checkFolder", &uri, nowhere.clone()).await;
    assert!(checked["message"].as_str().unwrap().starts_with("2 drafts were read"), "the README is none: {checked}");

    editor.answers.insert("copydesk/choose", json!("2024-04-02"));
    let fresh = errand(&mut editor, "newArticle", &uri, nowhere).await;
    assert_eq!(fresh["document"], json!({"language": "markdown", "content": "---\ndate: 2024-04-02\n---\n\n# 2024-04-02\n\n"}));
    drop(folder);
}

// ---- what is read, and when it is shown ---------------------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_no_drafts_are_left_alone_until_somebody_says_otherwise() {
    let text = "Harbour closes\n\nThe council delayed the vote to avoid a defeat.\n";
    let files = [
        ("docs/guide.md", text),
        ("Cargo.toml", ""),
        ("news/docs.md", text),
        ("old/a.txt", text),
        ("copydesk.toml", "drafts = [\"!old/**\"]\n"),
    ];
    let (_folder, mut editor, root) = in_folder(&files).await;
    for (name, read) in [
        ("README.md", false),
        ("docs/guide.md", false),
        ("news/docs.md", true),
        ("old/a.txt", false),
        ("LICENSE.txt", false),
        ("a.txt", true),
    ] {
        let uri = format!("{root}/{name}");
        let language = if name.ends_with("md") { "markdown" } else { "plaintext" };
        editor.open(&uri, language, text).await;
        let standing = standing(&mut editor, &uri).await;
        assert_eq!(standing["read"], read, "{name}: {standing}");
        let hover = editor.request("textDocument/codeAction", json!({"textDocument": {"uri": uri}, "range": {"start": {"line": 2, "character": 9}, "end": {"line": 2, "character": 9}}, "context": {"diagnostics": []}})).await;
        assert_eq!(hover.as_array().is_some_and(|a| !a.is_empty()), read, "{name}");
    }
    // On and off by command, and kept in the folder's settings.
    let uri = format!("{root}/README.md");
    errand(&mut editor, "switchDraft", &uri, Value::Null).await;
    assert!(!editor.diagnostics(&uri, 1).await.is_empty());
    let kept = editor.wait(|m| m["method"] == "copydesk/setting").await;
    assert_eq!(kept["params"], json!({"key": "drafts", "value": ["README.md"], "folder": true}));
    errand(&mut editor, "switchDraft", &uri, Value::Null).await;
    let cleared = editor
        .wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri && m["params"]["diagnostics"] == json!([]))
        .await;
    assert!(cleared["params"]["version"].is_null());
    // What an editor takes for a program is no prose.
    editor.open("file:///w/a.rs", "rust", "// The council delayed the vote to avoid a defeat.\n").await;
    let actions = editor
        .request("textDocument/hover", json!({"textDocument": {"uri": "file:///w/a.rs"}, "position": {"line": 0, "character": 9}}))
        .await;
    assert_eq!(actions, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn which_open_files_are_drafts_is_what_the_settings_say_as_they_are_typed() {
    let text = "Harbour closes\n\nThe council delayed the vote to avoid a defeat.\n";
    let settings = "drafts = [\"!old/**\"]\n";
    let (_folder, mut editor, root) = in_folder(&[("copydesk.toml", settings)]).await;
    let (now, old) = (format!("{root}/now/a.txt"), format!("{root}/old/a.txt"));
    for (uri, read) in [(&now, true), (&old, false)] {
        editor.open(uri, "plaintext", text).await;
        assert_eq!(standing(&mut editor, uri).await["read"], read, "{uri}");
    }
    let file = format!("{root}/copydesk.toml");
    editor.open(&file, "toml", settings).await;
    for (version, says, alone) in [(2, "drafts = [\"!now/**\"]\n", &now), (3, settings, &old), (4, "drafts = [\"!now/**\"]\n", &now)] {
        editor
            .notify(
                "textDocument/didChange",
                json!({"textDocument": {"uri": file, "version": version}, "contentChanges": [{"text": says}]}),
            )
            .await;
        // Whoever asks is answered by what holds now, whether its turn has come or not.
        for uri in [&now, &old] {
            let at = json!({"textDocument": {"uri": uri}, "range": {"start": {"line": 2, "character": 9}, "end": {"line": 2, "character": 9}}, "context": {"diagnostics": []}});
            let actions = editor.request("textDocument/codeAction", at).await;
            assert_eq!(actions.as_array().is_some_and(|a| !a.is_empty()), uri != alone, "{version} {uri}");
        }
        for uri in [&now, &old] {
            let read = uri != alone;
            let empty = json!([]);
            let shown = |m: &Value| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == **uri;
            editor.wait(|m| shown(m) && (m["params"]["diagnostics"] != empty) == read).await;
            editor.wait(|m| m["method"] == "copydesk/status" && m["params"]["uri"] == **uri && m["params"]["read"] == read).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_in_another_language_gets_one_line() {
    let (_folder, mut editor, root) = in_folder(&[]).await;
    let uri = format!("{root}/hafen.txt");
    let text = "Hafen im Winter geschlossen\n\nDer Hafen wird im Winter geschlossen, sagte die Bürgermeisterin gestern. 1,2 Millionen Tonnen Getreide liegen dort, weil der Rat die Abstimmung verschoben hat, um eine Niederlage zu vermeiden.\n\n„Wir hatten keine Wahl“, sagte sie. Die Schiffe fahren nach Süden.\n";
    editor.open(&uri, "plaintext", text).await;
    let found = editor.diagnostics(&uri, 1).await;
    assert_eq!(found.iter().map(|d| d["code"].as_str().unwrap()).collect::<Vec<_>>(), ["not-english"]);
    let standing = standing(&mut editor, &uri).await;
    assert_eq!((&standing["read"], &standing["text"]), (&json!(false), &json!("not English")));
}

/// A row: when findings are wanted, and after which of a change, rest, saving and the command the new text's are shown.
#[tokio::test(flavor = "multi_thread")]
async fn findings_are_shown_when_they_are_wanted() {
    for (when, events) in [
        ("typing", ["change"].as_slice()),
        ("save", &["change", "save"]),
        ("hand", &["change", "save", "now"]),
        ("rest", &["change", "rest"]),
    ] {
        let toml = format!("check = \"{when}\"\n");
        let (_folder, mut editor, root) = in_folder(&[("copydesk.toml", &toml)]).await;
        let uri = format!("{root}/a.md");
        editor.open(&uri, "markdown", "---\ndate: 2024-04-01\n---\n\n# Harbour closes\n\nOn Monday the mayor spoke.\n").await;
        assert!(editor.diagnostics(&uri, 1).await.is_empty());
        let document = json!({"uri": uri});
        for (n, event) in events.iter().enumerate() {
            match *event {
                "change" => {
                    let change = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": DRAFT}]});
                    editor.notify("textDocument/didChange", change).await;
                }
                "save" => editor.notify("textDocument/didSave", json!({"textDocument": document})).await,
                "now" => _ = errand(&mut editor, "checkNow", &uri, Value::Null).await,
                // Two seconds without a keystroke are waited for below.
                _ => {}
            }
            if n + 1 < events.len() && events[n + 1] != "rest" {
                // Read it is, at any rate.
                editor.request("textDocument/hover", json!({"textDocument": document, "position": {"line": 0, "character": 0}})).await;
                assert!(
                    !editor.inbox.iter().any(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["version"] == 2),
                    "{when} after {event}"
                );
            }
        }
        assert!(editor.diagnostics(&uri, 2).await.iter().any(|d| d["code"] == "unattributed-claim"), "{when}");
    }
}

#[test]
fn what_is_shown_has_a_floor_and_a_ceiling() {
    let reading = reading("harbour.txt");
    let findings = rules::check(&reading, &Settings::default());
    for toml in ["", "show-from = \"warning\"", "most-problems = 2", "most-problems = 2\nshow-from = \"warning\"", "show-from = \"error\""]
    {
        let settings = Settings::from_toml(toml).unwrap();
        let shown = rules::shown(findings.iter(), &settings);
        assert!(shown.iter().all(|f| f.severity >= settings.show_from), "{toml}");
        assert!(settings.most_problems == 0 || shown.len() <= settings.most_problems, "{toml}");
        let left = findings.iter().filter(|f| f.severity >= settings.show_from && !shown.contains(f)).map(|f| f.severity).max();
        assert!(left <= shown.iter().map(|f| f.severity).min(), "{toml}: the gravest are shown");
        assert!(shown.is_sorted_by_key(|f| f.place), "{toml}: in the order of the text");
    }
}

/// What presets say of dates, times, titles and numbers, with what can be written instead.
#[test]
fn presets_know_their_guides() {
    for (presets, text, expected) in [
        (
            "ap reuters chicago",
            "It opened on May 2nd at 12 p.m. and shut at 12:00 am.",
            "May 2nd → May 2 | 12 p.m. → noon | 12:00 am → midnight",
        ),
        ("ap reuters chicago", "It opened at 3:12 p.m. and at 10:12 a.m. on Sept. 3.", ""),
        ("ap reuters chicago", "It opened at 10:12 am and shut at 5 PM.", "10:12 am → 10:12 a.m. | 5 PM → 5 p.m."),
        ("ap reuters", "It opened at 9:00 a.m.", "9:00 a.m. → 9 a.m."),
        ("guardian", "It opened at 9:00 a.m., shut at 6.30 pm and at 5 PM.", "9:00 a.m. → 9:00am | 6.30 pm → 6.30pm | 5 PM → 5pm"),
        ("guardian", "It opened at 9am on 2 May.", ""),
        ("bbc", "It opened at 9:00 a.m., shut at 6.30pm and at 5 PM.", "9:00 a.m. | 6.30pm | 5 PM"),
        ("bbc", "It opened at 09:00 on 2 May.", ""),
        ("guardian bbc", "It opened on 2nd May and on the 21st of June.", "2nd May → 2 May | 21st of June → 21 June"),
        ("ap guardian bbc", "About 12 percent left, and 3.5 per cent came.", "12 percent → 12% | 3.5 per cent → 3.5%"),
        ("reuters chicago", "About 12 percent left.", ""),
        (
            "ap reuters guardian bbc chicago",
            "The 1990's and the late 1980's were good.",
            "The 1990's → The 1990s | late 1980's → late 1980s",
        ),
        ("ap reuters guardian bbc chicago", "It was 2010's best season, better than the 1990s.", ""),
        ("ap reuters chicago", "Rui Costa, the Mayor of Porto, left.", ", the Mayor of"),
        ("ap", "It is the first annual fair.", "first annual"),
    ] {
        for preset in presets.split(' ') {
            let settings = std::sync::Arc::new(Settings::from_toml(&format!("presets = [\"{preset}\"]")).unwrap());
            let draft = Draft::new(&format!("Harbour closes\n\nThe council met on Monday. {text}"), Format::Text);
            let reading = read(&draft, &Context { settings: settings.clone(), ..Context::default() }, &|| false).unwrap();
            let findings = rules::check(&reading, &settings);
            let hits = findings.iter().filter(|f| f.code == "house-rule").map(|f| {
                let ways = rules::fixes(&reading, f, &rules::Surroundings::default());
                let instead = ways[0].title.strip_prefix("Write “").and_then(|t| t.strip_suffix('”'));
                [Some(reading.text(f.place)), instead].into_iter().flatten().collect::<Vec<_>>().join(" → ")
            });
            assert_eq!(hits.collect::<Vec<_>>().join(" | "), expected, "{preset}: {text}");
        }
    }
}

#[test]
fn a_fix_asks_only_what_can_be_answered() {
    use annotations::placing::Fix;
    use copydesk::text::inline::Kind;
    let reading = reading("harbour.txt");
    let place = reading.claims[0].place;
    let fix = Fix::annotate("t", place, Kind::Claim, &[("by", ""), ("source", "")]).asking("by").wondering("source");
    assert_eq!(fix.clone().asking_only(|_| false), None, "a source must be told");
    let left = fix.asking_only(|q| q.key == "by").unwrap();
    assert_eq!(left.asks.iter().map(|q| q.key).collect::<Vec<_>>(), ["by"]);
    let annotations::placing::Act::Annotate(marks) = &left.answered("by", "eva", None).act else { panic!() };
    assert_eq!(marks[0].attributes, [("by".to_owned(), "eva".to_owned())]);
}
