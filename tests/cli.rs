//! The command line as a person uses it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    reason = "a test that meets something odd must fail"
)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use expect_test::{expect, expect_file};
use serde_json::{Value, json};

fn copydesk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).env("NO_COLOR", "1").env("COLUMNS", "120");
    command
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = copydesk(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn analyze(input: &[u8]) -> (Option<i32>, Vec<Value>) {
    let mut child = copydesk(&["analyze", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect())
}

/// What the desk says of every example article, drawn as the terminal shows it.
#[test]
fn check_draws_the_line_and_a_caret() {
    for article in ["harbour.txt", "election.md", "feature.txt", "live.txt", "opinion.md", "wire.txt"] {
        let (_, out, err) = run(&["check", &format!("tests/articles/{article}")]);
        assert_eq!(err, "");
        expect_file![format!("{}/tests/articles/expected/{article}.check", env!("CARGO_MANIFEST_DIR"))].assert_eq(&out);
    }
}

/// Whatever is wrong with its front matter, a draft is read; what is wrong is told at its line.
#[test]
fn a_slip_in_the_front_matter_refuses_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    for (n, (front, told)) in [
        ("---\ntitle: Mayor says: no\ndate: 2024-04-01\n---\n", ":2:1: warning[front-matter-slip]"),
        ("---\ntitle: A\nsummary: 'It's over'\ndate: 2024-04-01\n---\n", ":3:1: warning[front-matter-slip]"),
        ("---\ntitle: A\ndate: 2024-04-01\n", ":1:1: warning[front-matter-slip]"),
        ("+++\ntitle = A\ndate = 2024-04-01\n+++\n", ":2:1: warning[front-matter-slip]"),
        ("\u{feff}---\ntitle: A\nsummary: \"It runs\non\"\ndate: 2024-04-01\n---\n", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{n}.md"));
        std::fs::write(&path, format!("{front}\nThe council voted on Monday, Mayor Ana Sousa said.\n")).unwrap();
        let (status, out, err) = run(&["check", "--format", "json", &path.display().to_string()]);
        let findings: Vec<Value> = serde_json::from_str(&out).unwrap();
        let drawn: Vec<String> = findings
            .iter()
            .map(|f| format!(":{}:{}: {}[{}]", f["line"], f["column"], f["severity"].as_str().unwrap(), f["code"].as_str().unwrap()))
            .collect();
        let expected: Vec<&str> = Some(told).filter(|t| !t.is_empty()).into_iter().collect();
        assert_eq!((drawn, err.as_str()), (expected.iter().map(ToString::to_string).collect(), ""), "{front}");
        assert_eq!(status, Some(i32::from(!told.is_empty())), "{front}");
    }
}

#[test]
fn exit_status_tells_clean_findings_and_failure() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let clean = write("2024-04-01-clean.txt", b"Harbour closes\n\nThe council voted on Monday, Mayor Ana Sousa said.\n");
    let dirty = write("dirty.txt", b"Harbour closes\n\nThe council voted on Monday, Mayor Ana Sousa said.\n");
    let broken = write("broken.txt", b"Harbour\n\nclo\xffses");
    assert_eq!(run(&["check", &clean]).0, Some(0));
    assert_eq!(run(&["check", &dirty]).0, Some(1));
    assert_eq!(run(&["check", "--fail-on", "error", &dirty]).0, Some(0));
    let (status, _, err) = run(&["check", &broken]);
    assert_eq!(status, Some(2));
    assert!(err.contains("broken.txt:3: not UTF-8 (byte 13)"), "{err}");
    assert_eq!(run(&["check", "no-such-file.txt"]).0, Some(2));
    write("copydesk.toml", b"week-start = 3\n");
    let (status, _, err) = run(&["check", &clean]);
    assert_eq!(status, Some(2));
    assert!(err.contains("copydesk.toml:1:14"), "{err}");
}

#[test]
fn folders_are_walked_and_ignored_files_left_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("drafts")).unwrap();
    for name in ["drafts/a.txt", "drafts/b.md", "drafts/c.html", "old.txt"] {
        std::fs::write(folder.path().join(name), "Harbour closes\n\nThe council voted, the mayor said.\n").unwrap();
    }
    std::fs::write(folder.path().join(".gitignore"), "old.txt\n").unwrap();
    let (_, out, _) = run(&["check", "--format", "json", folder.path().to_str().unwrap()]);
    let found: Vec<Value> = serde_json::from_str(&out).unwrap();
    let mut files: Vec<&str> = found.iter().map(|f| f["file"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
    files.dedup();
    assert_eq!(files, ["a.txt", "b.md"]);
}

#[test]
fn other_formats_are_what_they_say() {
    let (_, out, _) = run(&["check", "--format", "github", "tests/articles/harbour.txt"]);
    expect![[r""]].assert_eq(&out.lines().filter(|l| !l.starts_with("::")).collect::<String>());
    assert!(out.starts_with("::warning file=tests/articles/harbour.txt,line=1,"), "{out}");
    let (_, out, _) = run(&["check", "--format", "sarif", "tests/articles/harbour.txt"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&json!("tests/articles/harbour.txt"), &json!(1)));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(results.iter().all(|r| rules.iter().any(|d| d["id"] == r["ruleId"])));
}

#[test]
fn analyze_is_a_filter_that_survives_bad_lines() {
    let text = "Harbour 🌊 closes\r\n\r\n“We had no choice,” Ana Sousa said on Monday.";
    let mut input = Vec::new();
    writeln!(input, "{}", json!({"id": 1, "text": text, "date": "2024-04-01"})).unwrap();
    input.extend(b"{\"id\": 2, \"text\": \n\n{\"id\": 3}\n{\"id\": \"4\", \"text\": \"x\", \"date\": \"soon\"}\n\xff\n");
    writeln!(input, "{}", json!({"id": 5, "text": "", "date": null, "format": "markdown"})).unwrap();
    let (status, out) = analyze(&input);
    assert_eq!(status, Some(1));
    let ids: Vec<String> = out.iter().map(|o| format!("{} {}", o["id"], o["error"].as_str().unwrap_or("-"))).collect();
    expect![[r#"
        [
            "1 -",
            "null not JSON: EOF while parsing a value at line 2 column 0",
            "3 the line has no `text`",
            "\"4\" `date` is `soon`; it is written YYYY-MM-DD",
            "null not UTF-8 at byte 1",
            "5 -",
        ]
    "#]]
    .assert_debug_eq(&ids);
    let chars: Vec<char> = text.chars().collect();
    let cut = |span: &Value| chars[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect::<String>();
    let a = &out[0];
    assert_eq!(cut(&a["quotes"][0]["span"]), "“We had no choice,”");
    assert_eq!(cut(&a["quotes"][0]["speaker"][0]), "Ana Sousa");
    assert_eq!(cut(&a["people"][0]["mentions"][0]["span"]), "Ana Sousa");
    assert_eq!((cut(&a["dates"][0]["span"]).as_str(), &a["dates"][0]["value"]), ("Monday", &json!("2024-04-01")));
    let covered: u64 =
        a["regions"].as_array().unwrap().iter().map(|r| r["span"][1].as_u64().unwrap() - r["span"][0].as_u64().unwrap()).sum();
    assert_eq!(covered as usize, chars.len(), "regions cover the text");
}

#[test]
fn a_line_of_megabytes_is_survived() {
    let input = format!("{}\n", json!({"id": 1, "text": "word \u{201c}".repeat(700_000)}));
    let (status, out) = analyze(input.as_bytes());
    assert_eq!((status, &out[0]["id"]), (Some(0), &json!(1)));
}

#[test]
fn help_would_do_for_a_newcomer() {
    let (status, out, _) = run(&["--help"]);
    assert_eq!(status, Some(0));
    for word in ["check", "analyze", "lsp", "copydesk.toml"] {
        assert!(out.contains(word), "{word} is not in:\n{out}");
    }
    assert!(run(&["check", "--help"]).1.contains("exit status"));
}

// ---- the ledger and what becomes of annotations -----------------------------------------------------------------------------------

const ANNOTATED: &str = "---\ndate: 2024-05-03\n---\n# Council closes road\n\n[The road was closed]{.claim by=rui-costa status=verified checked=2024-05-02 checker=Eva}, [Mayor Rui Costa]{.person ref=rui-costa role=Mayor} said on [Monday]{.date when=2024-04-29}.\n\n[“We had no choice,”]{.quote by=source-a} he said. 🚢 [sic] It cost [$2 million]{.note kind=citation-needed text=\"Who says?\"}.\n";

const STRIPPED: &str = "# Council closes road\n\nThe road was closed, Mayor Rui Costa said on Monday.\n\n“We had no choice,” he said. 🚢 [sic] It cost $2 million.\n";

/// A folder with files, and the path of one of them.
fn desk(files: &[(&str, &str)]) -> (tempfile::TempDir, impl Fn(&str) -> String + use<>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let root = folder.path().to_owned();
    (folder, move |name: &str| root.join(name).display().to_string())
}

#[test]
fn the_ledger_has_a_row_for_everything() {
    let (_folder, path) = desk(&[("a.md", ANNOTATED), ("sources.private.yaml", "source-a: Zacharias Quill\n")]);
    let (status, out, _) = run(&["ledger", "--format", "csv", &path("a.md")]);
    assert_eq!(status, Some(0));
    let place = format!("{}:", path("a.md"));
    expect![[r#"
        place,kind,text,source,kind of source,status,checker,date,note
        6:2,claim,The road was closed,Rui Costa,named person,verified,Eva,2024-05-02,
        8:2,quotation,"“We had no choice,”",a protected source (source-a),protected,attributed,,,
        8:52,figure,🚢 [sic] It cost $2 million,,,noted,,,
        8:69,note,$2 million,,,citation needed,,,Who says?
    "#]]
    .assert_eq(&out.replace(&place, ""));
    let (_, json, _) = run(&["ledger", "--format", "json", &path("a.md")]);
    assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap().len() + 1, out.lines().count());
    let (_, markdown, _) = run(&["ledger", "--format", "markdown", &path("a.md")]);
    assert_eq!(markdown.lines().count(), out.lines().count() + 1);
    let page = path("ledger.html");
    assert_eq!(run(&["ledger", "--format", "html", "-o", &page, &path("a.md")]).0, Some(0));
    let html = std::fs::read_to_string(page).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("We had no choice") && !html.contains("http"), "it needs nothing else");
}

#[test]
fn stripping_gives_the_draft_and_the_check_says_what_is_left() {
    let (_folder, path) = desk(&[("a.md", ANNOTATED), ("clean.md", STRIPPED)]);
    assert_eq!(run(&["strip", &path("a.md")]), (Some(0), STRIPPED.to_owned(), String::new()));
    assert_eq!(run(&["strip", &path("clean.md")]).1, STRIPPED);
    let (status, out, err) = run(&["strip", "--check", &path("a.md")]);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert!(err.contains("a.md:8: error[open-note]: Who says?") && err.matches("leftover-annotation").count() == 5, "{err}");
    assert_eq!(run(&["strip", "--check", &path("clean.md")]).0, Some(0));
}

#[test]
fn conversion_goes_both_ways_without_loss() {
    let (folder, path) = desk(&[("a.md", ANNOTATED)]);
    let read = || std::fs::read_to_string(folder.path().join("a.md")).unwrap();
    assert_eq!(run(&["convert", "--to", "sidecar", &path("a.md")]).0, Some(0));
    assert_eq!(read(), format!("---\ndate: 2024-05-03\n---\n{STRIPPED}"));
    let beside = std::fs::read_to_string(folder.path().join("a.md.anno.json")).unwrap();
    assert_eq!(beside.matches("\"Annotation\"").count(), 5);
    let before = run(&["ledger", "--format", "csv", &path("a.md")]).1;
    assert_eq!(run(&["convert", "--to", "inline", &path("a.md")]).0, Some(0));
    let marked = read();
    assert!(marked.contains("[The road was closed]{.claim #c1 by=rui-costa status=verified checked=2024-05-02 checker=Eva}"), "{marked}");
    assert_eq!(run(&["convert", "--to", "sidecar", &path("a.md")]).0, Some(0));
    assert_eq!(std::fs::read_to_string(folder.path().join("a.md.anno.json")).unwrap(), beside, "the file is the same to the byte");
    assert_eq!(before.lines().count(), run(&["ledger", "--format", "csv", &path("a.md")]).1.lines().count());

    // The first word of the body may be annotated.
    let (first, at) = desk(&[("b.md", "---\ndate: 2024-05-03\n---\n\n[Ana Sousa]{.person #p1 ref=ana-sousa} went.\n")]);
    for (command, expected) in [
        (&["strip", "--keep-front-matter", "--output", &at("c.md"), &at("b.md")][..], "c.md"),
        (&["convert", "--to", "sidecar", &at("b.md")], "b.md"),
    ] {
        assert_eq!(run(command).0, Some(0));
        let text = std::fs::read_to_string(first.path().join(expected)).unwrap();
        assert_eq!(text, "---\ndate: 2024-05-03\n---\n\nAna Sousa went.\n");
    }

    // A file that cannot be read is not overwritten.
    std::fs::write(folder.path().join("a.md.anno.json"), "{oops").unwrap();
    let (status, _, err) = run(&["convert", "--to", "inline", &path("a.md")]);
    assert_eq!(status, Some(2));
    assert!(err.contains("a.md.anno.json:1: column 2"), "{err}");
    assert_eq!(std::fs::read_to_string(folder.path().join("a.md.anno.json")).unwrap(), "{oops");
}

/// What goes to the public names no protected source, no checker and no note, in any form.
#[test]
fn the_public_sees_nothing_private() {
    let (_folder, path) = desk(&[("a.md", ANNOTATED), ("sources.private.yaml", "source-a: Zacharias Quill\n")]);
    let a = path("a.md");
    the_public_sees_nothing_private_of(&a);
    // The same beside the draft, with ids as Linked Data writes them.
    run(&["convert", "--to", "sidecar", &a]);
    let beside = path("a.md.anno.json");
    let prefixed = std::fs::read_to_string(&beside).unwrap().replace(": \"source-a\"", ": \"person:source-a\"");
    assert!(prefixed.contains("person:source-a"));
    std::fs::write(&beside, prefixed).unwrap();
    assert!(run(&["ledger", "--format", "csv", &a]).1.contains("a protected source (source-a)"));
    the_public_sees_nothing_private_of(&a);
    // At another desk, which has no private file.
    std::fs::remove_file(path("sources.private.yaml")).unwrap();
    the_public_sees_nothing_private_of(&a);
}

fn the_public_sees_nothing_private_of(a: &str) {
    let mut all = String::new();
    for form in ["web-annotation", "schema.org", "ninjs", "tei", "brat"] {
        let (status, out, err) = run(&["export", "--to", form, "--public", a]);
        assert_eq!(status, Some(0), "{form}: {err}");
        let private = run(&["export", "--to", form, a]).1;
        assert!(!private.contains("Quill"), "{form}: the name is read into nothing");
        all += &out;
        all += &err;
    }
    for format in ["human", "csv", "markdown", "json", "html"] {
        let (_, out, err) = run(&["ledger", "--format", format, "--public", a]);
        all += &out;
        all += &err;
        assert!(!run(&["ledger", "--format", format, a]).1.contains("Quill"));
    }
    for secret in ["Quill", "source-a", "Eva", "Who says", "2024-05-02"] {
        assert!(!all.contains(secret), "{secret} is in what the public sees: {all}");
    }
    let (_, out, err) = run(&["check", "--show", "hint", a]);
    assert!(!(out + &err).contains("Quill"));
}

#[test]
fn people_are_imported_and_handwork_is_left_alone() {
    let (folder, path) = desk(&[
        ("people.yaml", "people:\n  - {id: ana-sousa, name: Ana Sousa, roles: [{title: mayor, from: 2021}]}\n"),
        ("list.csv", "name,alias,title,from,to\nAna Sousa,,mayor,2021,2025\nRui Costa,R. Costa,harbour master,2015,\n"),
    ]);
    let root = folder.path().display().to_string();
    let before = std::fs::read_to_string(path("people.yaml")).unwrap();
    let (status, _, err) = run(&["import-people", &path("list.csv"), "--into", &root]);
    assert_eq!(status, Some(0), "{err}");
    assert!(
        err.contains("“mayor” has no end at the desk and an end on 2025 in the list") && err.contains("2 people with 2 roles"),
        "{err}"
    );
    assert_eq!(std::fs::read_to_string(path("people.yaml")).unwrap(), before);
    let made = std::fs::read_to_string(path("people.d/list.yaml")).unwrap();
    assert!(made.contains("name: Rui Costa") && made.contains("aliases: [\"R. Costa\"]"), "{made}");
    assert_eq!(run(&["import-people", &path("list.csv"), "--into", &root]).0, Some(0), "a second time over its own work");
    std::fs::write(path("people.d/list.yaml"), made.replace("2015", "2016")).unwrap();
    let (status, _, err) = run(&["import-people", &path("list.csv"), "--into", &root]);
    assert_eq!(status, Some(2));
    assert!(err.contains("was changed by hand"), "{err}");
    assert!(run(&["import-people", "--query"]).1.contains("SELECT ?person"));
}
