//! How long an editor waits for a server that it keeps busy, measured over real pipes:
//!
//! ```sh
//! cargo build --release && cargo run --release --example waiting -- target/release/copydesk [typing] [people] [long]
//! ```
//! - `typing`: sixty edits of a draft of 60 000 words, each followed by six requests that are cancelled at once. How long after the
//!   last of them a request is answered.
//! - `people`: a key is typed in the people file while 10 000 drafts are open. How long a hover in one of them takes.
//! - `long`: drafts of 20 MB are opened and hovered over, one letter is typed, and they are hovered over again.
//!
//! Times differ from machine to machine: nothing in the tests waits for this.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written where they are sent")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for a terminal, and one that meets something odd must fail")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server under way, and what it says.
struct Server {
    child: Child,
    input: ChildStdin,
    said: Receiver<(Instant, Value)>,
    answers: HashMap<u64, (Instant, Value)>,
    next: u64,
}

impl Server {
    fn start(program: &str, folder: &str) -> Self {
        let mut child = Command::new(program).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (tell, said) = channel();
        std::thread::spawn(move || {
            while let Some(message) = message(&mut output) {
                if tell.send((Instant::now(), message)).is_err() {
                    return;
                }
            }
        });
        let mut server = Self { child, input, said, answers: HashMap::new(), next: 1 };
        let capabilities = json!({"general": {"positionEncodings": ["utf-8"]}});
        let id = server.ask("initialize", json!({"capabilities": capabilities, "rootUri": format!("file://{folder}")}));
        server.answer(id);
        server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        server
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn ask(&mut self, method: &str, params: Value) -> u64 {
        let id = self.next;
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// When a request was answered, and how.
    fn answer(&mut self, id: u64) -> (Instant, Value) {
        loop {
            if let Some(answer) = self.answers.remove(&id) {
                return answer;
            }
            let (when, message) = self.said.recv_timeout(Duration::from_mins(10)).unwrap();
            if let (Some(id), None) = (message["id"].as_u64(), message.get("method")) {
                self.answers.insert(id, (when, message));
            }
        }
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}));
    }

    fn type_at(&mut self, uri: &str, version: usize, line: usize, text: &str) {
        let at = json!({"line": line, "character": 0});
        let change = json!({"range": {"start": at, "end": at}, "text": text});
        self.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}));
    }

    /// How long a hover takes.
    fn hover(&mut self, uri: &str, line: usize) -> Duration {
        let begun = Instant::now();
        let id = self.ask("textDocument/hover", place(uri, line));
        self.answer(id).0 - begun
    }

    /// Its memory in MB: now, and the most that it was.
    fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find(|l| l.starts_with(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or_default() / 1024
        };
        format!("{} MB, at most {} MB", of("VmRSS"), of("VmHWM"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", n)) => length = n.parse().ok()?,
            _ if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn place(uri: &str, line: usize) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": 8}})
}

const PARAGRAPHS: [&str; 4] = [
    "Mayor Ana Sousa said on Monday that the road along the harbour had been closed since the storm of last week.",
    "“We could not wait until the spring,” Rui Costa, the harbour master, told reporters. “Nobody would have been safe.”",
    "The council delayed the vote because it feared a defeat, officials said, and 40 lorries were turned back in May 2024.",
    "It is not known who will pay for the works, which may cost 3 million euros, according to the Port Office.",
];

/// A draft of so many words at least, a paragraph a line with a blank line between.
fn draft(words: usize) -> String {
    let mut text = String::from("Harbour closes for winter\n");
    let mut count = 4;
    for n in 0.. {
        if count >= words {
            break;
        }
        let paragraph = format!("{} It was so {n} times.", PARAGRAPHS[n % PARAGRAPHS.len()]);
        count += paragraph.split_whitespace().count();
        text += &format!("\n{paragraph}\n");
    }
    text
}

fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1000.0).round() / 1000.0
}

fn typing(program: &str, folder: &str) {
    const EDITS: usize = 60;
    const ASKED: [&str; 6] = ["hover", "documentSymbol", "semanticTokens/full", "codeLens", "foldingRange", "documentHighlight"];
    let mut server = Server::start(program, folder);
    let uri = format!("file://{folder}/long.txt");
    let text = draft(60_000);
    let lines = text.lines().count();
    let begun = Instant::now();
    server.open(&uri, "plaintext", &text);
    let first = server.hover(&uri, 2);
    println!("typing: 60 000 words, {} KB; the first hover after opening: {} s", text.len() / 1024, seconds(first));
    for pause in [0, 20, 100] {
        let mut written = Duration::ZERO;
        let all = Instant::now();
        for n in 0..EDITS {
            let line = 2 + (n * 37 % (lines / 2 - 2)) * 2;
            let at = Instant::now();
            server.type_at(&uri, 2 + pause * 1000 + n, line, "So ");
            let ids: Vec<u64> = ASKED.iter().map(|m| server.ask(&format!("textDocument/{m}"), place(&uri, line))).collect();
            for id in ids {
                server.notify("$/cancelRequest", json!({"id": id}));
            }
            written += at.elapsed();
            std::thread::sleep(Duration::from_millis(pause as u64));
        }
        let behind = server.hover(&uri, 2);
        println!(
            "typing: {EDITS} edits, {pause} ms between them, sent in {} s: {} s behind ({} s in all)",
            seconds(written),
            seconds(behind),
            seconds(all.elapsed())
        );
    }
    println!("typing: {}, {} s in all", server.memory(), seconds(begun.elapsed()));
}

fn people(program: &str, folder: &str) {
    const DRAFTS: usize = 10_000;
    const KEYS: usize = 200;
    let file = format!("{folder}/people.yaml");
    let item = |n: usize| format!("  - {{id: person-{n}, name: Ana Sousa{n}, roles: [{{title: engineer, from: 2020}}]}}\n");
    let list = format!(
        "people:\n  - {{id: ana-sousa, name: Ana Sousa, roles: [{{title: mayor, from: 2023}}]}}\n{}",
        (0..500).map(item).collect::<String>()
    );
    std::fs::write(&file, &list).unwrap();
    let mut server = Server::start(program, folder);
    let text = draft(300);
    let begun = Instant::now();
    let uri = |n: usize| format!("file://{folder}/draft-{n}.txt");
    for n in 0..DRAFTS {
        server.open(&uri(n), "plaintext", &text);
    }
    let list_uri = format!("file://{file}");
    server.open(&list_uri, "yaml", &list);
    let first = server.hover(&uri(0), 2);
    println!("people: {DRAFTS} drafts of {} words opened, the first hover: {} s", text.split_whitespace().count(), seconds(first));
    // Until every draft was read: the last that was opened was read first, and waits in no line any more.
    for n in 0..DRAFTS {
        server.hover(&uri(n), 2);
    }
    println!("people: all read after {} s, {}", seconds(begun.elapsed()), server.memory());
    for pause in [0, 100] {
        let mut times: Vec<Duration> = Vec::new();
        for n in 0..KEYS {
            server.type_at(&list_uri, 2 + pause * 1000 + n, 1 + n % 2 * 100, if n % 2 == 0 { "# a\n" } else { "\n" });
            times.push(server.hover(&uri(n * 7919 % DRAFTS), 2));
            std::thread::sleep(Duration::from_millis(pause as u64));
        }
        times.sort_unstable();
        let at = |share: usize| seconds(times[(times.len() * share / 100).min(times.len() - 1)]);
        println!(
            "people: {KEYS} keys, {pause} ms between them: hover p50 {} s, p95 {} s, p99 {} s, most {} s",
            at(50),
            at(95),
            at(99),
            at(100)
        );
    }
    println!("people: {}", server.memory());
}

fn long(program: &str, folder: &str) {
    const BYTES: usize = 20_000_000;
    type Piece = fn(usize) -> String;
    let kinds: [(&str, Piece); 5] = [
        ("paragraphs", |n| format!("{} It was so {n} times.\n\n", PARAGRAPHS[n % PARAGRAPHS.len()])),
        ("short lines", |_| "It rained.\n".into()),
        ("distinct lines", |n| format!("It rained {n}.\n")),
        ("letters", |_| "x\n".into()),
        ("figures", |n| format!("- item {n}\n")),
    ];
    for (name, piece) in kinds {
        let mut text = String::with_capacity(BYTES + 1000);
        for n in 0.. {
            if text.len() >= BYTES {
                break;
            }
            text += &piece(n);
        }
        let mut server = Server::start(program, folder);
        let uri = format!("file://{folder}/{}.txt", name.replace(' ', "-"));
        server.open(&uri, "plaintext", &text);
        let first = server.hover(&uri, 2);
        let opened = server.memory();
        server.type_at(&uri, 2, 1000, "So ");
        let second = server.hover(&uri, 2);
        println!("long: {name}, 20 MB: {} s, {opened}; after a letter {} s, {}", seconds(first), seconds(second), server.memory());
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().unwrap_or_else(|| "target/release/copydesk".to_owned());
    let wanted: Vec<String> = arguments.collect();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().display().to_string();
    type Part = fn(&str, &str);
    let parts: [(&str, Part); 3] = [("typing", typing), ("people", people), ("long", long)];
    for (name, part) in parts {
        if wanted.is_empty() || wanted.iter().any(|w| w == name) {
            part(&program, &folder);
        }
    }
}
