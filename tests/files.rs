//! What is on the disk is kept: byte order marks, links, rights, whole files, and one annotation where there was one.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn said(output: Output) -> (Option<i32>, String, String) {
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    said(Command::new(env!("CARGO_BIN_EXE_copydesk")).args(arguments).env("NO_COLOR", "1").output().unwrap())
}

/// A folder with files, and the path of one of them.
fn desk(files: &[(&str, &[u8])]) -> (tempfile::TempDir, impl Fn(&str) -> String + use<>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = folder.path().to_owned();
    (folder, move |name: &str| root.join(name).display().to_string())
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

/// The names of what is in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const MARKED: &str = "Harbour closes\n\n[The road was closed]{.claim #c1 by=ana-sousa status=verified}, Mayor Ana Sousa said on Monday.\n";
const BARE: &str = "Harbour closes\n\nThe road was closed, Mayor Ana Sousa said on Monday.\n";

// ---- byte order marks and other encodings -----------------------------------------------------------------------------------------

fn with_mark(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").into_bytes()
}

/// A draft with a byte order mark has the front matter, the findings and the places that it has without.
#[test]
fn a_byte_order_mark_is_no_text() {
    let text = format!("---\ndate: 2024-05-03\nsources:\n  source-a: Zacharias Quill\n---\n\n{BARE}");
    let (_folder, path) = desk(&[("simple/a.md", text.as_bytes()), ("marked/a.md", &with_mark(&text))]);
    for command in [&["check", "--show", "hint"][..], &["ledger"], &["strip"], &["strip", "--check"], &["analyze"]] {
        let of = |folder: &str| {
            let (status, out, err) = run(&[command, &[&path(&format!("{folder}/a.md"))]].concat());
            (status, out.replace(&format!("{folder}/a.md"), "a.md"), err.replace(&format!("{folder}/a.md"), "a.md"))
        };
        assert_eq!(of("marked"), of("simple"), "{command:?}");
    }
    assert_eq!(run(&["strip", &path("marked/a.md")]).1, BARE, "nobody is printed");
}

/// Whatever file of the desk's has a mark is read as without, and no first line is lost.
#[test]
fn every_file_may_have_a_byte_order_mark() {
    let settings = "common-knowledge = [\"the road was closed\"]\n[rules]\ndangling-reference = \"error\"\n";
    let people = "people:\n  - {id: ana-sousa, name: Ana Sousa, variants: [Anna Souza]}\n";
    let draft = "Harbour closes\n\n[The road was closed]{.claim by=source-a}, Mayor Anna Souza said. [It rained]{.claim by=nobody}.\n";
    let (_, beside) = {
        let (folder, path) = desk(&[("a.txt", MARKED.as_bytes())]);
        assert_eq!(run(&["convert", "--to", "sidecar", &path("a.txt")]).0, Some(0));
        let beside = read(&path("a.txt.anno.json"));
        (folder, beside)
    };
    let files = [
        ("copydesk.toml", settings),
        ("people.yaml", people),
        ("sources.private.yaml", "source-a: Zacharias Quill\n"),
        ("a.txt.meta.yaml", "date: 2024-05-03\n"),
        ("a.txt", draft),
        ("b.txt", BARE),
        ("b.txt.anno.json", &beside),
    ];
    let all = |mark: bool| {
        let marked: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(n, t)| (*n, if mark { with_mark(t) } else { t.as_bytes().to_vec() })).collect();
        let (folder, path) = desk(&marked.iter().map(|(n, t)| (*n, t.as_slice())).collect::<Vec<_>>());
        let mut told = Vec::new();
        for draft in ["a.txt", "b.txt"] {
            for command in [&["check", "--show", "hint"][..], &["ledger", "--format", "csv"], &["ledger", "--public", "--format", "csv"]] {
                let (status, out, err) = run(&[command, &[&path(draft)]].concat());
                let root = folder.path().display().to_string();
                told.push((status, out.replace(&root, ""), err.replace(&root, "")));
            }
        }
        told
    };
    let plain = all(false);
    assert!(plain[0].1.contains("dangling-reference") && plain[3].1.contains("b.txt"), "{plain:#?}");
    assert_eq!(all(true), plain);

    // A list to be imported, in any form.
    for (name, list) in [
        ("list.csv", "name,alias,title,from,to\nAna Sousa,,mayor,2021,2025\n".to_owned()),
        ("list.json", json!({"persons": [{"id": "p1", "name": "Ana Sousa"}]}).to_string()),
    ] {
        let (_folder, path) = desk(&[(name, &with_mark(&list))]);
        let (status, _, err) = run(&["import-people", &path(name), "--into", &path("")]);
        assert_eq!((status, err.contains("1 people")), (Some(0), true), "{name}: {err}");
    }
}

/// The first line of JSON Lines may have one.
#[test]
fn json_lines_may_begin_with_a_byte_order_mark() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["analyze", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = json!({"id": 1, "text": BARE}).to_string();
    child.stdin.take().unwrap().write_all(format!("\u{feff}{line}\n{line}\n").as_bytes()).unwrap();
    let out = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let answers: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((answers.len(), &answers[0]["id"]), (2, &json!(1)));
    assert_eq!(answers[0], answers[1]);
}

/// Writing keeps the mark of the file that is written.
#[test]
fn a_byte_order_mark_is_kept() {
    let (_folder, path) = desk(&[("a.txt", &with_mark(MARKED))]);
    for (to, text) in [("sidecar", BARE), ("inline", MARKED), ("sidecar", BARE)] {
        assert_eq!(run(&["convert", "--to", to, &path("a.txt")]).0, Some(0));
        assert_eq!(fs::read(path("a.txt")).unwrap(), with_mark(text), "{to}");
    }
    let beside = read(&path("a.txt.anno.json"));
    assert!(!beside.starts_with('\u{feff}'), "a new file has none");
    fs::write(path("a.txt.anno.json"), with_mark(&beside)).unwrap();
    assert_eq!(run(&["convert", "--to", "inline", &path("a.txt")]).0, Some(0));
    assert!(read(&path("a.txt.anno.json")).starts_with("\u{feff}{"));
}

#[test]
fn utf_16_is_told_with_what_helps() {
    let units = |big: bool| -> Vec<u8> {
        let units = "\u{feff}Harbour closes\n".encode_utf16();
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let (_folder, path) = desk(&[("le.txt", &units(false)), ("be.txt", &units(true))]);
    for name in ["le.txt", "be.txt"] {
        let (status, _, err) = run(&["check", &path(name)]);
        assert_eq!(status, Some(2));
        assert!(err.contains(&format!("{name}:1: ")) && err.contains("UTF-16") && err.contains("Save it as UTF-8"), "{err}");
    }
}

// ---- how files are written --------------------------------------------------------------------------------------------------------

/// Links stay links: what they lead to is written, in its own folder, with the rights that it had.
#[test]
fn links_are_followed_when_a_file_is_written() {
    let (folder, path) = desk(&[("real/story.txt", MARKED.as_bytes()), ("real/notes.json", b"{\"items\": []}"), ("desk/x", b"")]);
    symlink("../real/story.txt", path("desk/between.txt")).unwrap();
    symlink("between.txt", path("desk/a.txt")).unwrap();
    symlink("../real/notes.json", path("desk/a.txt.anno.json")).unwrap();
    fs::set_permissions(path("real/story.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    let (status, _, err) = run(&["convert", "--to", "sidecar", &path("desk/a.txt")]);
    assert_eq!(status, Some(0), "{err}");
    for link in ["desk/a.txt", "desk/between.txt", "desk/a.txt.anno.json"] {
        assert!(fs::symlink_metadata(path(link)).unwrap().is_symlink(), "{link}");
    }
    assert_eq!(read(&path("real/story.txt")), BARE);
    assert!(read(&path("real/notes.json")).contains("\"#c1\""));
    assert_eq!(fs::metadata(path("real/story.txt")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&folder.path().join("real")), ["notes.json", "story.txt"]);
}

/// What cannot be written is told with its reason and what to do, and nothing is made or lost.
#[test]
fn a_link_that_leads_nowhere_is_told() {
    let (_folder, path) = desk(&[("a.txt", BARE.as_bytes())]);
    symlink("gone/there.txt", path("dangling.txt")).unwrap();
    symlink("round.txt", path("square.txt")).unwrap();
    symlink("square.txt", path("round.txt")).unwrap();
    fs::create_dir(path("folder.txt")).unwrap();
    for (name, reason) in [("dangling.txt", "gone/there.txt"), ("round.txt", "leads back to itself"), ("folder.txt", "is a folder")] {
        let (status, _, err) = run(&["strip", "-o", &path(name), &path("a.txt")]);
        assert_eq!(status, Some(2), "{name}");
        assert!(err.contains(name) && err.contains(reason), "{err}");
        assert!(fs::symlink_metadata(path(name)).is_ok_and(|m| !m.is_file()), "{name}");
    }
    // What is no file, as a device, is written into and not replaced.
    let (status, _, err) = run(&["strip", "-o", "/dev/null", &path("a.txt")]);
    assert_eq!(status, Some(0), "{err}");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    symlink("/dev/null", path("null.txt")).unwrap();
    assert_eq!(run(&["strip", "-o", &path("null.txt"), &path("a.txt")]).0, Some(0));
    assert!(fs::symlink_metadata(path("null.txt")).unwrap().is_symlink());
}

/// A limit on the size of files is a message, as a full disk is; the old file is whole and nothing is left beside it.
#[test]
fn a_file_that_may_not_grow_is_a_message() {
    let long = format!("{MARKED}{}", "\nThe harbour stayed open, the mayor said.\n".repeat(2000));
    let (folder, path) = desk(&[("a.txt", long.as_bytes())]);
    let limited = |command: &str| {
        let script = format!("ulimit -f 8; exec \"$0\" {command}");
        said(Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_copydesk"), &path("a.txt"), &path("out.txt")]).output().unwrap())
    };
    for command in ["convert --to sidecar \"$1\"", "strip -o \"$2\" \"$1\"", "strip \"$1\" > \"$2\""] {
        let (status, _, err) = limited(command);
        assert_eq!(status, Some(2), "{command}: {err}");
        assert!(err.contains("larger") && err.contains("copydesk: "), "{command}: {err}");
        assert_eq!(read(&path("a.txt")), long, "{command}");
        let _ = fs::remove_file(path("out.txt"));
        assert_eq!(names(folder.path()), ["a.txt"], "{command}");
    }
    if Path::new("/dev/full").exists() {
        let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
        let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(["strip", &path("a.txt")]).stdout(full()).output().unwrap();
        let (status, _, err) = said(output);
        assert!(status == Some(2) && err.contains("disk is full"), "{err}");
    }
}

/// What a kill left behind goes with the next file written there; what only looks like it stays, and what is being written now.
#[test]
fn what_a_kill_left_behind_is_cleaned_up() {
    let (folder, path) = desk(&[("a.txt", MARKED.as_bytes()), (".copydesk-Ab3dEf.tmp", b"{\"half"), (".copydesk-notes.tmp.txt", b"mine")]);
    fs::write(path(".copydesk-config"), "mine, too").unwrap();
    fs::create_dir(path(".copydesk-aaaaaa.tmp")).unwrap();
    let busy = fs::File::create(path(".copydesk-Busy00.tmp")).unwrap();
    busy.lock().unwrap();
    assert_eq!(run(&["convert", "--to", "sidecar", &path("a.txt")]).0, Some(0));
    let kept = [".copydesk-Busy00.tmp", ".copydesk-aaaaaa.tmp", ".copydesk-config", ".copydesk-notes.tmp.txt", "a.txt", "a.txt.anno.json"];
    assert_eq!(names(folder.path()), kept);
    drop(busy);
    assert_eq!(run(&["convert", "--to", "inline", &path("a.txt")]).0, Some(0));
    assert_eq!(names(folder.path()), kept[1..]);
}

// ---- conversions ------------------------------------------------------------------------------------------------------------------

/// A conversion that was cut off between its two files, run again, ends where it would have ended; so it does the other way round.
#[test]
fn a_conversion_that_was_cut_off_can_be_run_again() {
    // Marks with and without ids, two that say the same, and one that cannot stand in the text.
    let inline = "Harbour closes\n\n[The [road]{.note text=a} was closed]{.claim #c1 by=ana-sousa}, [Mayor]{.note text=x} [Ana Sousa]{.person} said. [[It]{.note text=b}]{.note text=b} rained.\n";
    let (_folder, path) = desk(&[("a.txt", inline.as_bytes())]);
    let (draft, beside) = (path("a.txt"), path("a.txt.anno.json"));
    let state = || (read(&draft), fs::read_to_string(&beside).ok());
    let put = |(text, page): &(String, Option<String>)| {
        fs::write(&draft, text).unwrap();
        match page {
            Some(page) => fs::write(&beside, page).unwrap(),
            None => fs::remove_file(&beside).unwrap_or_default(),
        }
    };
    let convert = |to: &str| assert_eq!(run(&["convert", "--to", to, &draft]).0, Some(0));
    let start = state();
    convert("sidecar");
    let out = state();
    assert_eq!(out.1.as_ref().unwrap().matches("\"Annotation\"").count(), 6);
    convert("inline");
    let back = state();
    // To the file beside: that is written first. To the text: the text is.
    let cut_off = [("sidecar", (start.0.clone(), out.1.clone()), &out), ("inline", (back.0.clone(), out.1.clone()), &back)];
    for (to, between, end) in &cut_off {
        put(between);
        convert(to);
        assert_eq!(&state(), *end, "--to {to}, run again");
        convert(to);
        assert_eq!(&state(), *end, "--to {to}, once more");
    }
    for (to, between, other) in [("inline", &cut_off[0].1, &back), ("sidecar", &cut_off[1].1, &out)] {
        put(between);
        convert(to);
        let (text, page) = state();
        let count = |page: &Option<String>| page.as_ref().unwrap().matches("\"Annotation\"").count();
        assert_eq!((text.matches("{.").count(), count(&page)), (other.0.matches("{.").count(), count(&other.1)), "then --to {to}");
    }
}

/// Text that would be read as an annotation once the one around it is gone is not let loose.
#[test]
fn a_conversion_makes_no_annotations_of_text() {
    for (text, can_stay) in [
        ("Harbour closes\n\nSee [\\[x]{.claim by=port}]{.claim} it.\n", true),
        ("Harbour closes\n\nSee [\\[x\\]{.claim by=“port”}]{.claim} it.\n", true),
        ("Harbour closes\n\nSee [\\[x]{.claim by=“port”}]{.claim} it.\n", false),
        ("[---]{.note}\ndate: 2024-01-01\n---\n\nThe road was closed.\n", true),
    ] {
        let (_folder, path) = desk(&[("a.txt", text.as_bytes())]);
        let (status, _, err) = run(&["convert", "--to", "sidecar", &path("a.txt")]);
        assert_eq!(status, Some(2), "{text}");
        assert!(err.contains("a.txt:") && err.contains("Nothing was changed"), "{err}");
        assert_eq!((read(&path("a.txt")).as_str(), Path::new(&path("a.txt.anno.json")).exists()), (text, false));
        // Where they are in the text already, they may stay there.
        assert_eq!(run(&["convert", "--to", "inline", &path("a.txt")]).0, Some(if can_stay { 0 } else { 2 }), "{text}");
        let strip = |p: &str| run(&["strip", p]);
        fs::write(path("b.txt"), text).unwrap();
        assert_eq!(strip(&path("a.txt")).1, strip(&path("b.txt")).1);
        let (status, _, err) = run(&["strip", "--check", &path("b.txt")]);
        assert_eq!((status, err.contains("looks like an annotation or front matter itself")), (Some(1), can_stay), "{err}");
    }
}

/// What is made of a draft is never written over it, nor over what lies beside it, by whatever name the file is reached.
#[test]
fn no_output_is_written_over_what_it_was_made_of() {
    const FRONT: &str = "---\ndate: 2024-05-03\n---\n\n";
    let draft = format!("{FRONT}{MARKED}");
    let files: [(&str, &str); 7] = [
        ("a.txt", &draft),
        ("b.txt", BARE),
        ("c.txt", MARKED),
        ("a.txt.meta.yaml", "headline: Harbour closes\n"),
        ("people.yaml", "people: []\n"),
        ("copydesk.toml", "profile = \"ap\"\n"),
        ("sources.private.yaml", "source-a: Zacharias Quill\n"),
    ];
    let (_folder, path) = desk(&files.map(|(name, text)| (name, text.as_bytes())));
    assert_eq!(run(&["convert", "--to", "sidecar", &path("c.txt")]).0, Some(0));
    symlink("a.txt", path("link.txt")).unwrap();
    let state = || names(Path::new(&path(""))).iter().map(|n| read(&path(n))).collect::<Vec<_>>();
    let before = state();
    let refused: [(&[&str], &str, &str, &str); 12] = [
        (&["strip"], "a.txt", "a.txt", "the draft itself"),
        (&["strip"], "a.txt", "link.txt", "the draft itself"),
        (&["strip"], "link.txt", "a.txt", "the draft itself"),
        (&["strip", "--keep-front-matter"], "a.txt", "./a.txt", "the draft itself"),
        (&["ledger"], "a.txt", "a.txt", "the draft itself"),
        (&["export", "--to", "tei"], "a.txt", "a.txt", "the draft itself"),
        (&["export", "--to", "brat"], "a.txt", "a.ann", "the draft itself"),
        (&["export", "--to", "web-annotation", "--public"], "c.txt", "c.txt.anno.json", "beside the draft"),
        (&["ledger"], "a.txt", "a.txt.meta.yaml", "beside the draft"),
        (&["strip"], "a.txt", "people.yaml", "beside the draft"),
        (&["strip"], "a.txt", "copydesk.toml", "beside the draft"),
        (&["strip"], "b.txt", "sources.private.yaml", "beside the draft"),
    ];
    for (command, of, to, why) in refused {
        let (status, _, err) = run(&[command, &["-o", &path(to), &path(of)]].concat());
        assert_eq!(status, Some(2), "{command:?} {of} to {to}");
        assert!(err.contains(why) && err.contains("Name another file"), "{command:?} {of} to {to}: {err}");
        assert!(state() == before, "{command:?} {of} to {to}");
    }
    // What leaves nothing out may be written where it came from.
    assert_eq!(run(&["strip", "-o", &path("b.txt"), &path("b.txt")]).0, Some(0));
    assert_eq!(run(&["export", "--to", "brat", "-o", &path("b.ann"), &path("b.txt")]).0, Some(0));
    assert_eq!(run(&["export", "--to", "brat", "-o", &path("d.ann"), &path("a.txt")]).0, Some(0));
    assert_eq!(read(&path("d.txt")), BARE);
    assert_eq!((read(&path("a.txt")).as_str(), read(&path("b.txt")).as_str()), (draft.as_str(), BARE));
}

/// A mark in the front matter is in no body: it is said to stay, and the check names what helps.
#[test]
fn a_mark_in_a_front_matter_headline_is_said_to_stay() {
    let text = format!("---\nheadline: \"[Harbour closes]{{.claim by=port}}\"\ndate: 2024-05-03\n---\n\n{MARKED}");
    let (_folder, path) = desk(&[("a.txt", text.as_bytes())]);
    let (status, _, err) = run(&["strip", "--check", &path("a.txt")]);
    assert_eq!(status, Some(1));
    let of_line = |n: usize| err.lines().find(|l| l.contains(&format!("a.txt:{n}: "))).unwrap_or_else(|| panic!("{err}")).to_owned();
    assert!(of_line(2).contains("front matter") && of_line(2).contains("by hand") && !of_line(2).contains("convert --to sidecar"), "{err}");
    assert!(of_line(8).contains("convert --to sidecar"), "{err}");
    for to in ["sidecar", "inline"] {
        let (status, _, err) = run(&["convert", "--to", to, &path("a.txt")]);
        assert_eq!(status, Some(0));
        assert!(err.contains("1 annotation ") && err.contains("a.txt:2") && err.contains("front matter"), "--to {to}: {err}");
        let page = read(&path("a.txt.anno.json"));
        assert_eq!(page.matches("\"Annotation\"").count(), usize::from(to == "sidecar"), "{page}");
        assert!(read(&path("a.txt")).contains("headline: \"[Harbour closes]{.claim by=port}\"\n"));
    }
}

// ---- files without their draft ----------------------------------------------------------------------------------------------------

/// Annotations whose draft was renamed behind their back are told of, with the draft that is most likely theirs.
#[test]
fn files_without_their_draft_are_told() {
    let story = |n: usize| -> String {
        let paragraph =
            |p: usize| format!("The {n} council voted on road {p}, Mayor Ana Sousa said, and ship {} waited for {}.\n\n", p * n, n + p);
        format!("Harbour {n} closes\n\n{}", (1..9).map(paragraph).collect::<String>())
    };
    let marked = |n: usize| story(n).replacen("council voted", "[council voted]{.claim by=ana-sousa}", 3);
    let (_folder, path) =
        desk(&[("one.txt", marked(1).as_bytes()), ("two.txt", marked(2).as_bytes()), ("sub/three.txt", marked(3).as_bytes())]);
    for name in ["one.txt", "two.txt", "sub/three.txt"] {
        assert_eq!(run(&["convert", "--to", "sidecar", &path(name)]).0, Some(0));
    }
    fs::write(path("one.txt.meta.yaml"), "date: 2024-05-03\n").unwrap();
    fs::write(path("settings.meta.yaml"), "of: another program\n").unwrap();
    let told = || run(&["check", "--show", "error", &path("")]).2;
    assert_eq!(told(), "");
    // Renamed; moved and edited; gone.
    fs::rename(path("one.txt"), path("first.txt")).unwrap();
    fs::rename(path("sub/three.txt"), path("third.md")).unwrap();
    fs::write(path("third.md"), format!("---\nheadline: New\n---\n{}", story(3).replacen("voted", "may vote", 2))).unwrap();
    fs::remove_file(path("two.txt")).unwrap();
    let err = told();
    let of = |name: &str| {
        let line = err.lines().find(|l| l.contains(name)).unwrap_or_else(|| panic!("{name} is not in {err}"));
        line.replace(&path(""), "")
    };
    assert!(of("one.txt.anno.json: ").contains("first.txt.anno.json"), "{err}");
    assert!(of("one.txt.meta.yaml: ").contains("first.txt.meta.yaml"), "{err}");
    assert!(of("three.txt.anno.json: ").contains("third.md.anno.json"), "{err}");
    assert!(of("two.txt.anno.json: ").contains("no draft"), "{err}");
    assert_eq!(err.lines().count(), 4, "{err}");
}
