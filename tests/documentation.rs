//! What the docs show is so: every command of the program's is run as it stands there, every example of a file is read, every link
//! to a file leads to one. What is not run here says who does, or that it is untested.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The pages that people read.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![PathBuf::from("README.md"), "CONTRIBUTING.md".into(), "CHANGELOG.md".into(), "training/reader/README.md".into()];
    for folder in [
        "docs",
        "editors/neovim",
        "editors/emacs",
        "editors/helix",
        "editors/zed",
        "editors/kate",
        "editors/sublime",
        "editors/agents",
        "editors/vscode",
        "examples/archive",
        "fuzz",
        "src/language/lexicons",
        "src/language/weights",
    ] {
        let entries = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
        let names = entries.map(|e| e.unwrap().file_name()).filter(|n| n.to_string_lossy().ends_with(".md"));
        pages.extend(names.map(|n| Path::new(folder).join(n)));
    }
    pages.sort();
    pages
}

/// The fenced blocks of a page: their language and text.
fn blocks(page: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(language) if !open => {
                found.push((language.trim().to_owned(), String::new()));
                open = true;
            }
            Some(_) => open = false,
            None if open => found.last_mut().unwrap().1 += &format!("{line}\n"),
            None => {}
        }
    }
    found
}

/// A folder as the examples have it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let draft = "---\ndate: 2024-04-01\n---\n\nThe council met on Monday, Mayor Ana Sousa said. [Ships left]{.claim by=ana-sousa status=attributed}. The grain went south.\n";
    let line = |id: &str| {
        format!("{{\"id\": \"{id}\", \"text\": \"The council met on Monday, Mayor Ana Sousa said.\", \"date\": \"2024-04-01\"}}\n")
    };
    for (name, text) in [
        ("draft.md", draft.to_owned()),
        ("drafts/a.md", draft.to_owned()),
        ("drafts/b.txt", "Harbour closes\n\nThe council met, Mayor Ana Sousa said.\n".to_owned()),
        ("people.yaml", "people:\n  - {id: ana-sousa, name: Ana Sousa, roles: [{title: mayor, from: 2021}]}\n".to_owned()),
        ("list.csv", "name,alias,title,from,to\nRui Costa,R. Costa,harbour master,2015,\n".to_owned()),
        ("articles.jsonl", line("a1") + &line("a2")),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What begins a line that is not run here, and what stands in the script that all is run by, in its place.
const ELSEWHERE: [(&str, &str); 4] = [
    ("cargo test", "cargo test --locked\n"),
    (
        "cd editors/vscode && npm ci && npm run package",
        "(cd editors/vscode && npm ci --no-audit --no-fund --silent && npm test --silent && npm run --silent package)",
    ),
    ("bash tests/instructions.sh", "bash tests/instructions.sh\n"),
    ("bash run.sh ", "bash examples/archive/run.sh "),
];

/// How a page has the program built and started where nothing is installed.
const FROM_SOURCE: &str = "cargo run --release --locked -- ";

#[test]
fn every_command_that_is_shown_can_be_run() {
    let program = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let all = std::fs::read_to_string(Path::new(ROOT).join(".ci/run")).unwrap();
    let mut ran = 0;
    for page in pages() {
        // One folder a page: what a command makes may be what the next one reads.
        let folder = folder();
        for (_, text) in blocks(&page).iter().filter(|(language, _)| language == "sh") {
            for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#') && !l.contains("untested")) {
                if let Some((_, there)) = ELSEWHERE.iter().find(|(begins, _)| line.starts_with(begins)) {
                    assert!(all.contains(there), "{}: {line}\n.ci/run has no `{there}`", page.display());
                    continue;
                }
                let (line, at) = match line.strip_prefix(FROM_SOURCE) {
                    Some(rest) => (format!("copydesk {rest}"), Path::new(ROOT)),
                    None => (line.to_owned(), folder.path()),
                };
                let output =
                    Command::new("bash").args(["-c", &line]).current_dir(at).env("PATH", &path).stdin(Stdio::null()).output().unwrap();
                let status = output.status.code();
                assert!(
                    matches!(status, Some(0 | 1)),
                    "{}: {line}\n{status:?} {}",
                    page.display(),
                    String::from_utf8_lossy(&output.stderr)
                );
                ran += 1;
            }
        }
    }
    assert!(ran >= 20, "only {ran} commands were found: is this test still reading the docs?");
}

/// A command within a sentence is one that the program understands.
#[test]
fn every_command_in_a_sentence_is_one() {
    let mut seen = 0;
    for page in pages() {
        let text = std::fs::read_to_string(Path::new(ROOT).join(&page)).unwrap();
        for command in text.split('`').filter_map(|part| part.strip_prefix("copydesk ")).filter(|c| !c.contains('\n')) {
            let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(command.split(' ')).arg("--help").output().unwrap();
            assert!(output.status.success(), "{}: copydesk {command}\n{}", page.display(), String::from_utf8_lossy(&output.stderr));
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

/// What the example for GitHub and the hook for commits run is run here, too.
#[test]
fn checks_elsewhere_run_what_can_be_run() {
    let read = |name: &str| std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let folder = folder();
    let run = |line: &str| {
        let mut command = Command::new("bash");
        command.args(["-c", line]).current_dir(folder.path()).env("PATH", &path).output().unwrap()
    };
    assert!(run("copydesk check --baseline .copydesk-known.json --write-baseline drafts").status.success());
    let workflow = read("examples/github/copydesk.yml");
    let lines: Vec<&str> =
        workflow.lines().filter_map(|l| l.trim().strip_prefix("- run: ")).filter(|l| l.starts_with("copydesk ")).collect();
    assert_eq!(lines.len(), 1);
    assert!(run(lines[0]).status.success());
    let sarif: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("copydesk.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let hooks = read(".pre-commit-hooks.yaml");
    let entry = hooks.lines().find_map(|l| l.trim().strip_prefix("entry: ")).unwrap();
    let output = run(&format!("{entry} draft.md drafts/b.txt"));
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What is wrong with front matter.
fn slip(front: &str) -> Option<String> {
    let draft = tempfile::Builder::new().suffix(".md").tempfile().unwrap();
    std::fs::write(draft.path(), format!("{front}\nThe council met on Monday, Mayor Ana Sousa said.\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(["check", "--fast"]).arg(draft.path()).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    (output.status.code() != Some(0)).then_some(told)
}

#[test]
fn every_example_of_a_file_is_one() {
    for page in pages() {
        for (language, text) in blocks(&page) {
            let told = match language.as_str() {
                "json" => serde_json::from_str::<serde_json::Value>(&text).err().map(|e| e.to_string()),
                "toml" => toml::from_str::<toml::Table>(&text).err().map(|e| e.to_string()),
                "yaml" if text.starts_with("people:") => copydesk::roster::file::read(&text).1.first().map(|t| t.message.clone()),
                "yaml" if text.starts_with("---") => slip(&text),
                "yaml" if text.starts_with("repos:") => (!text.contains("id: copydesk}")).then(|| "it names no hook of ours".to_owned()),
                "sh" | "text" | "elisp" => None,
                other => Some(format!("nothing is known here of “{other}”")),
            };
            assert_eq!(told, None, "{}:\n{text}", page.display());
        }
    }
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut seen = 0;
    for page in pages() {
        let text = std::fs::read_to_string(Path::new(ROOT).join(&page)).unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split(')').next().unwrap().split('#').next().unwrap();
            // Links of examples are the draft's, and other addresses lead out of here.
            if target.is_empty() || target.contains(':') || target.contains(' ') || target.starts_with('{') {
                continue;
            }
            let path = Path::new(ROOT).join(page.parent().unwrap()).join(target);
            assert!(path.exists(), "{}: {target}", page.display());
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

/// The help of every command stands in the docs. Run with `UPDATE=1` to write it anew.
#[test]
fn the_docs_have_the_help_of_every_command() {
    let help = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let output = command.args(arguments).arg("--help").env("COLUMNS", "100").env("NO_COLOR", "1").output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().flat_map(|l| [l.trim_end(), "\n"]).collect::<String>()
    };
    let all = help(&[]);
    let (_, commands) = all.split_once("Commands:\n").unwrap();
    let names: Vec<&str> = commands
        .lines()
        .take_while(|l| !l.is_empty())
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .filter(|n| *n != "help")
        .collect();
    assert!(names.len() >= 12, "{names:?}");
    let made: String =
        names.iter().flat_map(|n| ["\n### copydesk ".to_owned(), (*n).to_owned(), format!("\n\n```text\n{}```\n", help(&[n]))]).collect();
    let path = Path::new(ROOT).join("docs/command-line.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (start, end) = ("<!-- help: written by tests/documentation.rs -->\n", "<!-- end of help -->");
    let (head, rest) = page.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let wanted = format!("{head}{start}{made}\n{end}{tail}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == wanted,
        "docs/command-line.md is stale: run `UPDATE=1 cargo test --test documentation`"
    );
}
