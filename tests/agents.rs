//! Agents that write drafts: findings for them, the hook after an edit, the tools of `copydesk mcp`, and a loop to its end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use expect_test::{expect, expect_file};
use serde_json::{Value, json};

fn copydesk(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1");
    command
}

/// Runs the program in a folder: its status, what it prints and what it complains of.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = copydesk(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn desk(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// Six faults: no day of publication, a Sunday that was a Saturday, a source that could be anybody, a figure that nobody gives, a
/// quotation without a speaker, an abbreviation that is never explained.
const FAULTY: &str = "---
title: Port closes its north quay
---

The port of Leixões closed its north quay to freight on Sunday, March 30, 2024, Mayor Ana Sousa said.

Officials said the wall had moved.

Some 1.2 million tonnes of grain pass through the port a year. The Strategic Harbour Group, which was founded in 1998, runs it.

“We had no choice at all, and nobody should think that we did.”

The SHG will meet again next week, Sousa said.
";

/// What an agent does about each finding, told by its rule: one edit a turn.
const EDITS: &[(&str, &str, &str)] = &[
    ("missing-publication-date", "title: Port closes its north quay\n", "title: Port closes its north quay\ndate: 2024-04-01\n"),
    ("weekday-date-mismatch", "Sunday, March 30", "Saturday, March 30"),
    ("vague-source", "Officials said the wall", "Rui Costa, the harbour master, said the wall"),
    ("unsourced-number", "Some 1.2 million tonnes of grain pass through the port a year.", "Grain passes through the port all year."),
    ("quote-without-speaker", "that we did.”", "that we did,” Sousa said."),
    ("undefined-acronym", "Strategic Harbour Group, which", "Strategic Harbour Group (SHG), which"),
];

/// Check, edit, check again, until there is nothing to send back. The transcript is kept.
#[test]
fn an_agent_goes_from_six_faults_to_a_clean_draft() {
    let folder = desk(&[("draft.md", FAULTY)]);
    let draft = folder.path().join("draft.md");
    let check = ["check", "--fast", "--format", "agent", "draft.md"];
    let mut transcript = String::new();
    let mut edits = EDITS.to_vec();
    loop {
        let (status, out, err) = run(folder.path(), &check, "");
        assert_eq!(err, "");
        transcript += &format!("$ copydesk {}\n{out}", check.join(" "));
        if out == "clean\n" {
            assert_eq!(status, Some(0));
            break;
        }
        // The first finding that is known how to settle; none but those are made.
        let known = |line: &&str| edits.iter().position(|(rule, ..)| line.contains(&format!(" {rule} ")));
        let at = out.lines().find_map(|line| known(&line)).unwrap_or_else(|| panic!("nothing to do:\n{transcript}"));
        let (rule, from, to) = edits.remove(at);
        let text = std::fs::read_to_string(&draft).unwrap();
        assert!(text.contains(from), "{rule}: {from}");
        std::fs::write(&draft, text.replacen(from, to, 1)).unwrap();
        transcript += &format!("\n{rule}:\n- {}\n+ {}\n\n", from.trim_end().replace('\n', "\n- "), to.trim_end().replace('\n', "\n+ "));
    }
    assert!(edits.is_empty(), "{edits:?} were not asked for:\n{transcript}");
    expect_file!["articles/expected/agent.transcript"].assert_eq(&transcript);
}

/// The names of findings stay while other sentences change, and a budget keeps the gravest.
#[test]
fn names_stay_and_budgets_hold() {
    let folder = desk(&[("draft.md", FAULTY)]);
    let named = |out: &str| -> Vec<String> {
        let line = |l: &str| l.split(' ').skip(2).take(2).collect::<Vec<_>>().join(" ");
        out.lines().filter(|l| l.starts_with("draft.md:")).map(line).collect()
    };
    let (_, before, _) = run(folder.path(), &["check", "--fast", "--format", "agent", "draft.md"], "");
    let more = FAULTY
        .replace("title: Port closes", "title: Port in the north closes")
        .replace("Officials said", "Ships went south, Sousa said.\n\nOfficials said");
    std::fs::write(folder.path().join("draft.md"), more).unwrap();
    let (_, after, _) = run(folder.path(), &["check", "--fast", "--format", "agent", "draft.md"], "");
    assert_eq!(named(&before), named(&after));
    let all = named(&before).len();
    assert!(all >= 6, "{before}");
    for budget in [1, 3, all, all + 1, all + 9] {
        let (status, out, _) =
            run(folder.path(), &["check", "--fast", "--format", "agent", "--budget", &budget.to_string(), "draft.md"], "");
        assert_eq!((status, out.lines().count()), (Some(1), budget.min(all + 1)), "{out}");
        assert_eq!(out.contains("not shown"), budget <= all, "{out}");
        // Warnings are told before what weighs less.
        assert!(budget != 3 || out.lines().take(2).all(|l| l.contains(": warning ")), "{out}");
    }
    assert_eq!(run(folder.path(), &["check", "--budget", "3", "draft.md"], "").0, Some(2));
    assert_eq!(run(folder.path(), &["check", "--format", "agent", "--budget", "0", "draft.md"], "").0, Some(2));
}

/// After an edit the hook hands on what is missing, and keeps out of everything else.
#[test]
fn the_hook_speaks_of_drafts_alone() {
    let folder = desk(&[
        ("draft.md", FAULTY),
        ("clean.md", "---\ndate: 2024-04-01\n---\n\nThe council met on Monday, Mayor Ana Sousa said.\n"),
        ("README.md", FAULTY),
        ("code.rs", "fn main() {}"),
        ("sources.private.yaml", "source-a: Zacharias Quill\n"),
    ]);
    let call =
        |file: &str| json!({"session_id": "1", "tool_name": "Edit", "tool_input": {"file_path": folder.path().join(file)}}).to_string();
    for (input, status, told) in [
        (call("draft.md"), 2, "vague-source"),
        (call("clean.md"), 0, ""),
        (call("README.md"), 0, ""),
        (call("code.rs"), 0, ""),
        (call("gone.md"), 0, ""),
        (call("sources.private.yaml"), 0, ""),
        (json!({"tool_name": "Bash", "tool_input": {"command": "ls"}}).to_string(), 0, ""),
        (json!({"tool_name": "Stop"}).to_string(), 0, ""),
        ("no call".to_owned(), 2, "JSON"),
    ] {
        let (ended, out, err) = run(folder.path(), &["hook", "--fast"], &input);
        assert_eq!((ended, out.as_str()), (Some(status), ""), "{input}\n{err}");
        assert!(if told.is_empty() { err.is_empty() } else { err.contains(told) }, "{input}\n{err}");
    }
    let (_, _, err) = run(folder.path(), &["hook", "--fast", "--budget", "2"], &call("draft.md"));
    assert_eq!(err.trim().lines().count(), 2, "{err}");
}

// ---- the tools -------------------------------------------------------------------------------------------------------------------

/// A client of the Model Context Protocol: a line a message.
struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: u64,
}

impl Client {
    fn new(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = copydesk(folder, arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output, next: 0 }
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.input.as_mut().unwrap(), "{message}").unwrap();
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.next, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "{method}: the desk closed its output");
            let answer: Value = serde_json::from_str(&line).unwrap();
            if answer["id"] == json!(self.next) {
                return answer;
            }
        }
    }

    fn initialize(&mut self) -> Value {
        let client = json!({"name": "test", "version": "1"});
        let answer = self.request("initialize", &json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}));
        self.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        answer["result"].clone()
    }

    /// What a tool answers: whether it could, and its text.
    fn call(&mut self, tool: &str, arguments: &Value) -> (bool, String) {
        let answer = self.request("tools/call", &json!({"name": tool, "arguments": arguments}));
        let result = &answer["result"];
        assert!(result.is_object(), "{answer}");
        (result["isError"] != json!(true), result["content"][0]["text"].as_str().unwrap().to_owned())
    }

    /// Hangs up, and tells how the program ended.
    fn end(mut self) -> Option<i32> {
        self.input = None;
        self.child.wait().unwrap().code()
    }
}

#[test]
fn the_desk_answers_as_tools() {
    // Who is out of office is known by the day of the story.
    let dated = FAULTY.replace("quay\n---", "quay\ndate: 2024-04-01\n---");
    let folder = desk(&[
        ("in/draft.md", &dated),
        (
            "in/people.yaml",
            "people:\n  - {id: ana-sousa, name: Ana Sousa, roles: [{title: mayor of Porto, short: mayor, from: 2021-10, to: 2023-10}]}\n",
        ),
        (
            "in/marked.md",
            "---\ndate: 2024-05-03\n---\n\n[“We had no choice,”]{.quote by=source-a} he said on [Monday]{.date when=2024-04-29}.\n",
        ),
        ("in/sources.private.yaml", "source-a: Zacharias Quill\n"),
        ("out/secret.md", "The secret draft of Monday.\n"),
    ]);
    let mut client = Client::new(folder.path(), &["mcp", "--fast", "--root", "in"]);
    let told = client.initialize();
    assert_eq!((&told["serverInfo"]["name"], &told["protocolVersion"]), (&json!("copydesk"), &json!("2025-06-18")));
    assert!(told["instructions"].as_str().unwrap().contains("Never invent a source"));
    let listed = client.request("tools/list", &json!({}));
    let tools = listed["result"]["tools"].as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|t| t["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["check", "ledger", "people", "dates", "strip"]);
    for tool in tools {
        let schema = jsonschema::validator_for(&tool["inputSchema"]).unwrap();
        assert!(schema.is_valid(&json!({"path": "draft.md"})) && !schema.is_valid(&json!({})), "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], json!(true));
    }

    let (done, text) = client.call("check", &json!({"path": "draft.md"}));
    assert!(done && text.contains(" vague-source ") && text.contains(" role-out-of-date "), "{text}");
    let (_, text) = client.call("check", &json!({"path": "draft.md", "budget": 2}));
    assert_eq!(text.lines().count(), 2, "{text}");
    let (_, text) = client.call("check", &json!({"path": "."}));
    assert!(text.contains("draft.md:") && text.ends_with("6 findings: 5 warning, 1 information\n"), "{text}");

    let (done, text) = client.call("ledger", &json!({"path": "marked.md"}));
    let rows: Value = serde_json::from_str(&text).unwrap();
    assert!(done && rows[0]["source"] == "a protected source", "{text}");
    let (done, text) = client.call("people", &json!({"path": "."}));
    let people: Value = serde_json::from_str(&text).unwrap();
    assert!(done, "{text}");
    assert_eq!(
        (&people[0]["name"], &people[0]["id"], &people[0]["doubts"][0]["code"]),
        (&json!("Ana Sousa"), &json!("ana-sousa"), &json!("role-out-of-date"))
    );
    let (done, text) = client.call("dates", &json!({"path": "marked.md"}));
    let dates: Value = serde_json::from_str(&text).unwrap();
    assert!(done, "{text}");
    assert_eq!((&dates["published"], &dates["dates"][0]["value"]), (&json!("2024-05-03"), &json!("2024-04-29")));
    let (done, text) = client.call("strip", &json!({"path": "marked.md"}));
    assert_eq!((done, text.as_str()), (true, "“We had no choice,” he said on Monday.\n"));

    // What is refused, and what the refusal says.
    for (tool, path, why) in [
        ("check", "../out/secret.md", "outside"),
        ("check", "/etc/passwd", "outside"),
        ("strip", "../out/secret.md", "outside"),
        ("check", "sources.private.yaml", "protected"),
        ("ledger", "people.yaml", "no draft"),
        ("strip", "gone.md", "no such file"),
        ("ledger", ".", "a folder"),
    ] {
        let (done, text) = client.call(tool, &json!({"path": path}));
        assert!(!done && text.contains(why) && !text.contains("secret draft"), "{tool} {path}: {text}");
    }
    let (done, text) = client.call("check", &json!({"file": "draft.md"}));
    assert!(!done && text.contains("`path`"), "{text}");
    let unknown = client.request("tools/call", &json!({"name": "publish", "arguments": {}}));
    assert!(unknown["error"]["message"].as_str().unwrap().contains("publish"), "{unknown}");
    assert_eq!(client.end(), Some(0));
}

/// No tool tells who a protected source is, in whatever it answers or refuses.
#[test]
fn tools_tell_no_protected_source() {
    let folder = desk(&[
        (
            "a.md",
            "---\ndate: 2024-05-03\n---\n\n[“We had no choice,”]{.quote by=source-a} he said on Monday. [Ships left]{.claim by=source-a status=verified}.\n",
        ),
        ("sources.private.yaml", "source-a: Zacharias Quill\nZacharias Quill: source-b\n"),
        ("sources.private.md", "Zacharias Quill said so on Monday.\n"),
    ]);
    let mut client = Client::new(folder.path(), &["mcp", "--fast"]);
    client.initialize();
    for tool in ["check", "ledger", "people", "dates", "strip"] {
        for path in ["a.md", ".", "sources.private.yaml", "sources.private.md"] {
            let (_, text) = client.call(tool, &json!({"path": path}));
            assert!(!text.contains("Quill"), "{tool} {path}: {text}");
            assert!(tool != "ledger" || !text.contains("source-a"), "{text}");
        }
    }
    assert_eq!(client.end(), Some(0));
}

/// What the plug-in's manifest and the hook's settings name is started as they name it, and does what it is for.
#[test]
fn the_plug_in_starts_what_it_names() {
    let read = |name: &str| -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/agents").join(name);
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let plugin = read(".claude-plugin/plugin.json");
    let arguments = |servers: &str| -> Vec<String> {
        let server = &plugin[servers]["copydesk"];
        assert_eq!(server["command"], "copydesk");
        serde_json::from_value(server["args"].clone()).unwrap()
    };
    let folder = desk(&[("draft.md", FAULTY), ("draft.markdown", FAULTY), ("draft.txt", FAULTY)]);
    let tools = arguments("mcpServers");
    let mut client = Client::new(folder.path(), &tools.iter().map(String::as_str).collect::<Vec<_>>());
    client.initialize();
    let (done, text) = client.call("check", &json!({"path": "draft.md"}));
    assert!(done && text.contains(" vague-source "), "{text}");
    assert_eq!(client.end(), Some(0));

    // A language server speaks in frames: all that is asked goes in, and what it says comes out.
    let languages = plugin["lspServers"]["copydesk"]["extensionToLanguage"].as_object().unwrap();
    let uri = |extension: &str| format!("file://{}/draft{extension}", folder.path().display());
    let mut messages =
        vec![json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}}), json!({"method": "initialized", "params": {}})];
    messages.extend(languages.iter().map(|(extension, language)| {
        let document = json!({"uri": uri(extension), "languageId": language, "version": 1, "text": FAULTY});
        json!({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    }));
    // Each is answered when its draft is read, also where the input has ended by then.
    messages.extend(languages.keys().zip(2..).map(
        |(extension, id)| json!({"id": id, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": uri(extension)}}}),
    ));
    let frame = |mut message: Value| {
        message["jsonrpc"] = json!("2.0");
        format!("Content-Length: {}\r\n\r\n{message}", message.to_string().len())
    };
    let input: String = messages.into_iter().map(frame).collect();
    let server = arguments("lspServers");
    let (status, out, err) = run(folder.path(), &server.iter().map(String::as_str).collect::<Vec<_>>(), &input);
    assert_eq!(status, Some(0), "{err}");
    for extension in languages.keys() {
        let told = out.split("Content-Length").find(|m| m.contains("\"result\":[") && m.contains(&format!("{}\"", uri(extension))));
        assert!(told.is_some_and(|m| m.contains("Ana Sousa, Mayor")), "{extension}: {out}");
    }

    let hook = read("hooks.json")["hooks"]["PostToolUse"][0]["hooks"][0]["command"].clone();
    let hook: Vec<&str> = hook.as_str().unwrap().split(' ').skip(1).collect();
    let call = json!({"tool_name": "Write", "tool_input": {"file_path": folder.path().join("draft.txt")}}).to_string();
    let (status, _, err) = run(folder.path(), &hook, &call);
    assert!(status == Some(2) && err.contains("vague-source"), "{err}");
}

#[test]
fn a_root_that_is_not_there_is_told() {
    let folder = desk(&[]);
    let (status, _, err) = run(folder.path(), &["mcp", "--root", "gone"], "");
    assert_eq!(status, Some(2));
    expect![[r"
        copydesk: gone: there is no such folder; --root names one that holds drafts
    "]]
    .assert_eq(&err);
    assert_eq!(run(folder.path(), &["mcp"], "").0, Some(0), "whoever started it left at once");
}
