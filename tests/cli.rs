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

// ---- a desk's folder, known findings, many drafts -----------------------------------------------------------------------------------

#[test]
fn a_desk_is_laid_out_and_nothing_is_written_over() {
    let (folder, path) = desk(&[]);
    let root = folder.path().display().to_string();
    let (status, out, err) = run(&["init", &root]);
    assert_eq!((status, out.as_str()), (Some(0), ""), "{err}");
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    let (settings, people) = (read("copydesk.toml"), read("people.yaml"));
    assert!(settings.contains("#week-start = \"monday\"") && people.contains("#  - id: ana-sousa"), "{settings}\n{people}");
    assert_eq!(read(".gitignore").lines().last(), Some("sources.private.yml"));
    // What was laid out says nothing, and stands in nobody's way.
    std::fs::write(path("a.md"), "---\ndate: 2024-04-01\n---\n\nThe council voted on Monday, Mayor Ana Sousa said.\n").unwrap();
    let checked = run(&["check", &root]);
    assert_eq!((checked.0, checked.2.as_str()), (Some(0), ""), "{}", checked.1);

    // What is there stays, to the byte; only .gitignore gets the lines that it lacks.
    std::fs::write(path("copydesk.toml"), "week-start = \"sunday\"\n").unwrap();
    std::fs::write(path("people.yaml"), "people: []\n").unwrap();
    std::fs::write(path(".gitignore"), "/out\nsources.private.yaml").unwrap();
    let (status, _, err) = run(&["init", &root]);
    assert_eq!((status, err.matches("left as it is").count()), (Some(0), 2), "{err}");
    assert_eq!((read("copydesk.toml").as_str(), read("people.yaml").as_str()), ("week-start = \"sunday\"\n", "people: []\n"));
    let ignored = read(".gitignore");
    assert!(ignored.starts_with("/out\nsources.private.yaml\n") && ignored.ends_with("\nsources.private.yml\n"), "{ignored}");
    assert_eq!(run(&["init", &root]).0, Some(0));
    assert_eq!(read(".gitignore"), ignored, "a third time there is nothing to add");
    let (status, _, err) = run(&["init", &path("gone")]);
    assert_eq!(status, Some(2));
    assert!(err.contains("there is no such folder"), "{err}");
}

#[test]
fn known_findings_stay_quiet_until_their_sentence_changes() {
    let text = "Harbour closes\n\nThe council voted on Monday, Mayor Ana Sousa said.\n\nOfficials said the quay was old.\n";
    let (folder, path) = desk(&[("2024-04-01-a.txt", text), ("2024-04-01-b.txt", text)]);
    let (a, known) = (path("2024-04-01-a.txt"), path("known.json"));
    let root = folder.path().display().to_string();
    let check = |more: &[&str]| run(&[&["check", "--fast", "--baseline", &known], more].concat());
    let (status, _, err) = check(&[&root]);
    assert_eq!(status, Some(2));
    assert!(err.contains("known.json: there is no such file; `--write-baseline` makes it"), "{err}");
    let (status, out, err) = check(&["--write-baseline", &root]);
    assert_eq!((status, out.as_str()), (Some(0), ""), "{err}");
    let file = std::fs::read_to_string(&known).unwrap();
    assert!(file.contains("\"2024-04-01-a.txt\"") && file.contains("vague-source") && !file.contains("quay"), "{file}");
    let (status, out, _) = check(&[&root]);
    assert_eq!(status, Some(0));
    expect![[r"
        2 drafts read, nothing to send back; 2 known before
    "]]
    .assert_eq(&out);
    // Another sentence changes nothing of it, from whatever folder it is looked at; what is new is told.
    std::fs::write(&a, format!("{text}\nSome 1.2 million tonnes went south.\n").replace("The council", "The new council")).unwrap();
    let codes = |out: &str| -> Vec<String> {
        let found: Vec<Value> = serde_json::from_str(out).unwrap();
        found.iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
    };
    let (status, out, _) = check(&["--format", "json", &root]);
    assert_eq!((status, codes(&out)), (Some(1), vec!["unsourced-number".to_owned()]), "{out}");
    let within =
        copydesk(&["check", "--fast", "--baseline", "known.json", "--format", "json", "."]).current_dir(folder.path()).output().unwrap();
    assert_eq!(codes(std::str::from_utf8(&within.stdout).unwrap()), ["unsourced-number"]);
    // Its own sentence written anew is asked about anew.
    std::fs::write(&a, text.replace("was old", "was very old")).unwrap();
    let (status, out, _) = check(&["--format", "json", &root]);
    assert_eq!((status, codes(&out)), (Some(1), vec!["vague-source".to_owned()]));
    // A run over one draft leaves what is known of the others, and forgets drafts that are gone.
    check(&["--write-baseline", &a]);
    assert_eq!(check(&[&root]).0, Some(0));
    std::fs::remove_file(path("2024-04-01-b.txt")).unwrap();
    check(&["--write-baseline", &a]);
    assert!(!std::fs::read_to_string(&known).unwrap().contains("2024-04-01-b.txt"));
    // A file that is none is not written over.
    for (broken, told) in [("{\n\"drafts\": 1}", "known.json:2"), ("{\"copydesk-baseline\": 9, \"drafts\": {}}", "another version")] {
        std::fs::write(&known, broken).unwrap();
        for more in [&[root.as_str()][..], &["--write-baseline", &root]] {
            let (status, _, err) = check(more);
            assert_eq!(status, Some(2));
            assert!(err.contains(told) && err.contains("Make it again"), "{err}");
        }
        assert_eq!(std::fs::read_to_string(&known).unwrap(), broken);
    }
}

/// Names of findings are told to programs, too.
#[test]
fn programs_are_told_the_names_of_findings() {
    let (_, out, _) = run(&["check", "--fast", "--format", "json", "tests/articles/harbour.txt"]);
    let findings: Vec<Value> = serde_json::from_str(&out).unwrap();
    let (_, out, _) = run(&["check", "--fast", "--format", "sarif", "tests/articles/harbour.txt"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!findings.is_empty() && results.len() == findings.len());
    for (f, r) in findings.iter().zip(results) {
        let id = f["id"].as_str().unwrap();
        assert!(id.len() == 8 && id.chars().all(|c| c.is_ascii_hexdigit()), "{id}");
        assert_eq!(r["partialFingerprints"]["copydesk/v1"], id);
    }
}

/// What changes is read again, and nothing else is.
#[test]
fn drafts_are_watched() {
    use std::io::{BufRead, BufReader};
    let text = "Harbour closes\n\nThe council voted on Monday, Mayor Ana Sousa said.\n";
    let (folder, path) = desk(&[("2024-04-01-a.txt", text), ("2024-04-01-b.txt", text), ("notes.csv", "")]);
    let root = folder.path().display().to_string();
    let mut child = copydesk(&["check", "--fast", "--watch", "--format", "agent", &root]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(next(), "clean");
    // The watch begins after the first answer.
    std::thread::sleep(std::time::Duration::from_millis(500));
    std::fs::write(path("notes.csv"), "no draft").unwrap();
    std::fs::write(path("2024-04-01-a.txt"), format!("{text}\nOfficials said the quay was old.\n")).unwrap();
    let told = next();
    assert!(told.contains("2024-04-01-a.txt:5:1: warning vague-source"), "{told}");
    assert_eq!(next(), "1 findings: 1 warning");
    // Written as editors do: anew, under another name, then put in its place.
    std::fs::write(path("new.tmp"), text).unwrap();
    std::fs::rename(path("new.tmp"), path("2024-04-01-a.txt")).unwrap();
    assert_eq!(next(), "clean");
    // What the desk sets may matter to every draft.
    std::fs::write(path("2024-04-01-b.txt"), format!("{text}\nOfficials said the quay was old.\n")).unwrap();
    assert_eq!((next().contains("-b.txt:5:1"), next().as_str()), (true, "1 findings: 1 warning"));
    std::fs::write(path("copydesk.toml"), "[rules]\nvague-source = \"off\"\n").unwrap();
    assert_eq!(next(), "clean");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(run(&["check", "--watch", "-"]).0, Some(2));
}

#[test]
fn packages_get_completions_and_man_pages() {
    for (shell, has) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef copydesk"),
        ("fish", "complete -c copydesk"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let (status, out, err) = run(&["generate", "completions", shell]);
        assert_eq!((status, err.as_str()), (Some(0), ""));
        assert!(out.contains(has) && out.contains("--write-baseline"), "{shell}: {out}");
    }
    let (folder, path) = desk(&[]);
    assert_eq!(run(&["generate", "man", "--into", &path("man")]).0, Some(0));
    let mut pages: Vec<String> =
        std::fs::read_dir(folder.path().join("man")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    pages.sort();
    for page in ["copydesk.1", "copydesk-check.1", "copydesk-ledger.1", "copydesk-mcp.1"] {
        assert!(pages.iter().any(|p| p == page), "{pages:?}");
    }
    assert!(std::fs::read_to_string(path("man/copydesk-check.1")).unwrap().contains("exit status"));
    assert!(!run(&["--help"]).1.contains("generate"), "it is for packages");
    assert!(run(&["--version"]).1.starts_with(concat!("copydesk ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn who_is_who_over_many_drafts() {
    let (folder, path) = desk(&[
        (
            "people.yaml",
            "people:\n  - {id: ana-sousa, name: Ana Sousa, variants: [Anna Souza], roles: [{title: mayor of Porto, short: mayor, from: 2021-10, to: 2024-01}]}\n  - {id: eva-lima, name: Eva Lima, roles: [{title: mayor of Porto, short: mayor, from: 2024-02}]}\n",
        ),
        (
            "2024-04-01-a.txt",
            "Harbour closes\n\nMayor Ana Sousa said on Monday that the quay was closed. Harbour master Rui Costa agreed, Sousa said.\n",
        ),
        (
            "2024-04-02-b.txt",
            "Harbour opens\n\nMayor Anna Souza said on Tuesday that the quay was open. Harbour master Rui Costo agreed.\n",
        ),
        (
            "2024-04-03-c.txt",
            "Harbour stays\n\nMayor Eva Lima said on Wednesday that the quay stays. =Tiago Reis= left. Fisherman Tiago Reis, 43, said he would go.\n",
        ),
        ("broken.txt", "x"),
    ]);
    std::fs::remove_file(path("broken.txt")).unwrap();
    let root = folder.path().display().to_string();
    let (status, out, err) = run(&["people", "--format", "json", &root]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let people: Vec<Value> = serde_json::from_str(&out).unwrap();
    let lines: Vec<String> = people
        .iter()
        .map(|p| {
            let list = |key: &str| match &p[key] {
                Value::Array(all) => {
                    all.iter().map(|v| v.as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>().join("+")
                }
                Value::Object(all) => all.iter().map(|(k, v)| format!("{k}*{v}")).collect::<Vec<_>>().join("+"),
                other => panic!("{other}"),
            };
            let doubts = p["doubts"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect::<Vec<_>>().join("+");
            format!(
                "{} [{}] roles {} in {} as {} nearly {} doubts {doubts}",
                p["name"].as_str().unwrap(),
                p["id"].as_str().unwrap_or("-"),
                list("roles"),
                list("drafts"),
                list("spellings"),
                list("nearly")
            )
        })
        .collect();
    expect![[r"
        Rui Costa [-] roles Harbour master*1 in 2024-04-01-a.txt as Rui Costa*1 nearly Rui Costo doubts 
        Rui Costo [-] roles Harbour master*1 in 2024-04-02-b.txt as Rui Costo*1 nearly Rui Costa doubts 
        Eva Lima [eva-lima] roles Mayor*1 in 2024-04-03-c.txt as Eva Lima*1 nearly  doubts 
        Tiago Reis [-] roles Fisherman*1 in 2024-04-03-c.txt as Tiago Reis*1 nearly  doubts 
        Ana Sousa [ana-sousa] roles Mayor*2 in 2024-04-01-a.txt+2024-04-02-b.txt as Ana Sousa*1+Anna Souza*1 nearly  doubts role-out-of-date+role-out-of-date+person-spelling-variant"]].assert_eq(&lines.join("\n"));
    let (_, csv, _) = run(&["people", "--format", "csv", &root]);
    assert_eq!(csv.lines().count(), people.len() + 1);
    assert!(csv.starts_with("name,roles,drafts,first draft,people file,also spelt,to look at\n"), "{csv}");
    let (_, table, _) = run(&["people", &root]);
    assert!(table.ends_with(&format!("{} people, 3 to look at\n", people.len())), "{table}");
    let (_, doubtful, _) = run(&["people", "--doubtful", "--format", "csv", &root]);
    assert_eq!(doubtful.lines().count(), 4, "{doubtful}");
    assert_eq!(run(&["people", "-o", &path("2024-04-01-a.txt"), &root]).0, Some(2), "no draft is written over");
    std::fs::write(path("broken.txt"), b"clo\xffses").unwrap();
    let (status, out, err) = run(&["people", "--format", "csv", &root]);
    assert_eq!((status, out.lines().count()), (Some(2), people.len() + 1), "the others are told");
    assert!(err.contains("broken.txt:1: not UTF-8"), "{err}");
}

#[test]
fn a_run_that_was_cut_off_goes_on() {
    let line = |id: Value| json!({"id": id, "text": "The council met on Monday.", "date": "2024-04-01"}).to_string();
    let input = [line(json!("a")), line(json!(7)), "{oops".to_owned(), line(json!("c")), line(json!("7"))].join("\n");
    let answer = |more: &[&str]| {
        let mut child = copydesk(&[&["analyze", "--jsonl", "--fast"], more].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let ids: Vec<String> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|l| {
                let answer: Value = serde_json::from_str(l).unwrap();
                format!("{}{}", answer["id"], answer["line"].as_u64().map(|n| format!(" at line {n}")).unwrap_or_default())
            })
            .collect();
        (output.status.code(), ids.join(", "), String::from_utf8(output.stderr).unwrap())
    };
    for (more, status, ids, told) in [
        (&[][..], 1, "\"a\", 7, null at line 3, \"c\", \"7\"", ""),
        (&["--skip-until", "a"], 1, "7, null at line 3, \"c\", \"7\"", ""),
        (&["--skip-until", "7"], 1, "null at line 3, \"c\", \"7\"", ""),
        (&["--skip-until", "c"], 0, "\"7\"", ""),
        (&["--skip-until", "gone"], 2, "", "none of 5 lines has the id gone; nothing was answered"),
        (&["--progress"], 1, "\"a\", 7, null at line 3, \"c\", \"7\"", "5 lines"),
        (&["--progress", "--skip-until", "c"], 0, "\"7\"", "1 lines"),
    ] {
        let (ended, answered, err) = answer(more);
        assert_eq!((ended, answered.as_str()), (Some(status), ids), "{more:?}: {err}");
        assert!(if told.is_empty() { err.is_empty() } else { err.contains(told) }, "{more:?}: {err}");
    }
}

/// Colours are for terminals, and for people who want them: <https://no-color.org>.
#[cfg(target_os = "linux")]
#[test]
fn colours_are_for_terminals_that_want_them() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "Officials said the wall had moved.\n").unwrap();
    for (line, no_color, terminal, coloured) in [
        ("check --fast a.md", None, true, true),
        ("check --fast a.md", Some(""), true, true),
        ("check --fast a.md", Some("1"), true, false),
        ("check --fast a.md", None, false, false),
        ("check --help", Some("1"), true, false),
        ("check --nonsense", Some("1"), true, false),
        ("check --fast gone.md", Some("1"), true, false),
        ("people .", Some("1"), true, false),
        ("ledger --fast a.md", Some("1"), true, false),
        ("ledger --fast a.md", None, false, false),
    ] {
        let line = format!("{} {line}", env!("CARGO_BIN_EXE_copydesk"));
        let mut command = if terminal { Command::new("script") } else { Command::new("sh") };
        let command = if terminal { command.args(["-qec", &line, "/dev/null"]) } else { command.args(["-c", &line]) };
        let command = command.current_dir(folder.path()).env_remove("NO_COLOR").env("TERM", "xterm-256color").stdin(Stdio::null());
        let output = command.envs(no_color.map(|v| ("NO_COLOR", v))).output().unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        let sets_colour = |part: &str| part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m');
        assert!(!shown.is_empty(), "{line}: {output:?}");
        assert_eq!(shown.split("\u{1b}[").skip(1).any(sets_colour), coloured, "{line} {no_color:?} {terminal}\n{shown}");
    }
}
