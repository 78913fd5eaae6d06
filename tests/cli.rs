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
    let (_, out, _) = run(&["check", "--format", "github", "tests/articles/live.txt"]);
    expect![[r""]].assert_eq(&out.lines().filter(|l| !l.starts_with("::")).collect::<String>());
    assert!(out.starts_with("::warning file=tests/articles/live.txt,line=1,"), "{out}");
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
