//! A draft, a people file and annotations that try to steer whatever shows them: terminals, pages, Markdown, spreadsheets.
//! Everything that is printed and everything that an editor is shown is swept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use copydesk::annotations::{anchoring, body, sidecar};
use copydesk::roster::{Roster, file};
use copydesk::story::{Context, Reading, read};
use copydesk::text::metadata::{self, Notation};
use copydesk::text::{Draft, Format, escape};
use copydesk::views::hover;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

/// What stands in every name, note and id below: colours, a window title, an eight-bit command, a change of direction, a page's
/// script, a link, a picture, code, a table's and a list's marks.
const EVIL: &str = "\u{1b}[31m\u{1b}]0;t\u{7}\u{9b}2J\u{7f}\u{202e}\u{2066}<script>x</script><img src=q onerror=x>[click](command:x)![p](https://p.example)`c`|**b**&lt;~~s~~";

fn draft() -> String {
    format!(
        "# Harbour {EVIL} closes\n\n\
         Ana Sousa, the mayor{EVIL}, said on Monday {EVIL} that the bridge had been closed for 40 days.\n\n\
         “It was unsafe {EVIL},” Ana Sousa said. “We {EVIL} could not wait,” officials said next week.\n\n\
         [The bank {EVIL} was robbed]{{.claim by=\"x{tick}y\" status=\"=1+1{ESC}\" checker=\"\t@x\" checked=\"\t2024\" source=\"+cmd {quoted}\"}} \
         [on Friday]{{.note kind=query text=\"{quoted}\"}} by the Town Council.\n\n{EVIL}\n",
        tick = '`',
        ESC = '\u{1b}',
        quoted = EVIL.replace('"', "\\\"")
    )
}

fn people() -> String {
    let evil = EVIL.replace('\\', "\\\\").replace('"', "\\\"").replace('\u{1b}', "\\e").replace('\u{7}', "\\a");
    let evil: String = evil.chars().map(|c| if c.is_control() { format!("\\x{:02x}", u32::from(c)) } else { c.to_string() }).collect();
    format!(
        "people:\n  - id: \"a`b``c{evil}\"\n    name: Ana Sousa\n    note: \"{evil}\"\n    pronunciation: \"{evil}\"\n    pronouns: \"{evil}\"\n    \
         roles:\n      - {{title: \"mayor {evil}\", org: \"{evil}\", from: 2020, source: \"{evil}\"}}\n\
         organizations:\n  - {{id: \"t`o`{evil}\", name: Town Council}}\n"
    )
}

/// A file of annotations with one that stands in the draft's body.
fn beside(body: &str) -> String {
    let text = json!({"items": [{
        "id": format!("#n{EVIL}"), "creator": EVIL, "created": EVIL,
        "body": {"type": "cd:Claim", "cd:by": format!("y`{EVIL}"), "cd:status": format!("\t{EVIL}"), "cd:checker": EVIL, "cd:checked": format!("\r=1 {EVIL}")},
        "target": {"selector": [{"type": "TextQuoteSelector", "exact": "closed for 40 days", "prefix": "", "suffix": "."}]},
    }]});
    let set = sidecar::read(&text.to_string()).unwrap();
    assert!(anchoring::anchor(&set, body)[0].is_some(), "the annotation has a place");
    text.to_string()
}

/// Whether a text would steer a terminal, or change the direction of what follows.
fn steers(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

struct Desk {
    folder: tempfile::TempDir,
    draft: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let name = "a)`|<b>\u{1b}[1m.md";
        let text = draft();
        std::fs::write(at(name), &text).unwrap();
        std::fs::write(at(&format!("{name}.anno.json")), beside(&body::of_draft(&Draft::new(&text, Format::Markdown)).text)).unwrap();
        std::fs::write(at(&format!("{name}.meta.yaml")), "date: 2024-04-01\n").unwrap();
        std::fs::write(at("people.yaml"), people()).unwrap();
        let draft = at(name).display().to_string();
        Self { folder, draft }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(self.folder.path()).args(arguments).arg(&self.draft).env("NO_COLOR", "1").env("COLUMNS", "120");
        command
    }

    /// What is printed to a pipe, and on standard error.
    fn run(&self, arguments: &[&str]) -> (String, String) {
        let output = self.command(arguments).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

// What takes a trained reader is left out: after a second a bar would show how far a run is, on a slow machine.
const PRINTED: &[&[&str]] = &[
    &["check", "--fast", "--show", "hint"],
    &["check", "--fast", "--format", "json"],
    &["check", "--fast", "--format", "sarif"],
    &["check", "--fast", "--format", "github"],
    &["analyze", "--fast"],
    &["ledger", "--fast"],
    &["ledger", "--fast", "--public"],
    &["ledger", "--fast", "--format", "csv"],
    &["ledger", "--fast", "--format", "markdown"],
    &["ledger", "--fast", "--format", "json"],
    &["ledger", "--fast", "--format", "html"],
    &["export", "--to", "web-annotation"],
    &["export", "--to", "schema.org"],
    &["export", "--to", "ninjs"],
    &["export", "--to", "tei"],
    &["export", "--to", "brat"],
    &["strip"],
    &["strip", "--check"],
    &["convert", "--to", "sideways"],
];

#[test]
fn what_is_for_people_steers_nothing_wherever_it_goes() {
    let desk = Desk::new();
    for arguments in [
        &["check", "--show", "hint"][..],
        &["check", "--format", "github"],
        &["ledger"],
        &["ledger", "--format", "html"],
        &["ledger", "--format", "markdown"],
    ] {
        let (out, err) = desk.run(arguments);
        assert!(out.contains('␛'), "{arguments:?}: {out}{err}");
        assert_eq!(steers(&out), None, "{arguments:?}");
    }
    for arguments in PRINTED {
        let (_, err) = desk.run(arguments);
        assert_eq!(steers(&err), None, "{arguments:?}");
    }
}

/// Through a terminal that `script` makes.
#[test]
#[cfg(target_os = "linux")]
fn nothing_steers_a_terminal() {
    let desk = Desk::new();
    for arguments in PRINTED {
        let quoted: Vec<String> = std::iter::once(env!("CARGO_BIN_EXE_copydesk"))
            .chain(arguments.iter().copied())
            .chain([desk.draft.as_str()])
            .map(|a| format!("'{a}'"))
            .collect();
        let mut command = Command::new("script");
        command.current_dir(desk.folder.path()).args(["-qec", &quoted.join(" "), "/dev/null"]).env("NO_COLOR", "1");
        let output = command.stdin(std::process::Stdio::null()).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
        assert!(!shown.is_empty(), "{arguments:?}");
        assert_eq!(steers(&shown), None, "{arguments:?}: {shown:?}");
    }
}

#[test]
fn strip_gives_files_and_programs_the_draft_as_it_is() {
    let desk = Desk::new();
    let plain = desk.folder.path().join("plain.txt");
    std::fs::write(&plain, format!("Harbour closes\n\nAll is well {EVIL}.\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).arg("strip").arg(&plain).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), std::fs::read_to_string(&plain).unwrap());
}

#[test]
fn no_page_has_anything_of_the_draft_s_making() {
    let desk = Desk::new();
    let (html, _) = desk.run(&["ledger", "--format", "html"]);
    for tag in ["<script", "<img", "<b>", "<a href=\"http"] {
        assert!(!html.contains(tag), "{tag}");
    }
    let (ninjs, _) = desk.run(&["export", "--to", "ninjs"]);
    let article: Value = serde_json::from_str(&ninjs).unwrap();
    let page = article["bodies"][1]["value"].as_str().unwrap();
    assert!(page.contains("Harbour") && !page.contains("<script") && !page.contains("<img"), "{page}");
    assert_eq!(steers(page), None);
    let (tei, _) = desk.run(&["export", "--to", "tei"]);
    assert!(tei.contains("Harbour") && !tei.contains("<script") && !tei.contains('\u{1b}'), "{tei}");
}

/// Everything in Markdown that is not words: kinds of elements, and where links lead.
fn elements(markdown: &str) -> Vec<String> {
    let options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
    Parser::new_ext(markdown, options)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(format!("link {dest_url}")),
            Event::Start(
                Tag::Paragraph
                | Tag::Strong
                | Tag::Emphasis
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            ) => None,
            Event::Start(other) => Some(format!("{other:?}")),
            Event::Html(t) | Event::InlineHtml(t) => Some(format!("html {t}")),
            Event::Code(t) => Some(format!("code {t}")),
            _ => None,
        })
        .collect()
}

#[test]
fn the_ledger_in_markdown_is_one_table_of_words() {
    let desk = Desk::new();
    let (markdown, _) = desk.run(&["ledger", "--format", "markdown"]);
    assert_eq!(elements(&markdown), Vec::<String>::new(), "{markdown}");
    let rows: Vec<usize> = Parser::new_ext(&markdown, Options::ENABLE_TABLES)
        .fold((Vec::new(), 0), |(mut rows, cells), event| match event {
            Event::End(TagEnd::TableCell) => (rows, cells + 1),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                rows.push(cells);
                (rows, 0)
            }
            _ => (rows, cells),
        })
        .0;
    assert_eq!(rows.len() + 1, markdown.lines().count(), "every line is a row");
    assert!(rows.len() > 4 && rows.iter().all(|cells| *cells == 9), "{rows:?}");
}

#[test]
fn no_cell_of_the_ledger_is_a_formula() {
    let desk = Desk::new();
    let (out, _) = desk.run(&["ledger", "--format", "csv"]);
    let mut cells = 0;
    for row in csv::Reader::from_reader(out.as_bytes()).records() {
        for cell in row.unwrap().iter().filter(|c| !c.is_empty()) {
            let first = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).chars().next();
            assert!(!first.is_some_and(|c| "=+-@".contains(c)) && !cell.starts_with(['\t', '\r']), "{cell:?}");
            cells += 1;
        }
    }
    assert!(cells > 20 && out.contains("'=1+1") && out.contains("'@x") && out.contains("'+cmd"), "{out}");
}

fn reading(text: &str) -> Reading {
    let (entries, troubles) = file::read(&people());
    assert!(troubles.is_empty(), "{troubles:?}");
    let draft = Draft::new(text, Format::Markdown);
    let body = body::of_draft(&draft);
    let set = sidecar::read(&beside(&body.text)).unwrap();
    let anchors = anchoring::anchor(&set, &body.text);
    let kept = set.annotations.iter().zip(anchors).map(|(a, anchor)| a.kept(anchor, &body)).collect();
    let context = Context {
        meta: metadata::read("date: 2024-04-01\n", Notation::Yaml).0,
        roster: Arc::new(Roster::of([entries])),
        beside: Arc::new(kept),
        ..Context::default()
    };
    read(&draft, &context, &|| false).unwrap()
}

/// Every hover of every letter: links lead into the draft and nowhere else, whatever its file is called; code is an id or a
/// date as it is; there is no other markup than ours; and what is shown without Markdown has the same words.
#[test]
fn hovers_are_words_and_our_own_links() {
    let text = draft();
    let reading = reading(&text);
    let uri = "file:///desk/a)`|<b>&amp;(c.md";
    assert!(!Path::new(uri).exists());
    let mut kinds = std::collections::BTreeSet::new();
    for (at, _) in text.char_indices() {
        let line_of = |byte: usize| text[..byte].matches('\n').count() + 1;
        let Some(card) = hover::at(&reading, at, &line_of, &|line| format!("{uri}#L{line}")) else { continue };
        assert_eq!(steers(&card.markdown), None, "{}", card.markdown);
        for element in elements(&card.markdown) {
            let (kind, of) = element.split_once(' ').unwrap_or((&element, ""));
            let ours = match kind {
                "link" => of.starts_with(&escape::destination(&format!("{uri}#L"))),
                "code" => {
                    of.starts_with("t`o`␛[31m")
                        || of.starts_with("2024")
                        || of.chars().all(|c| c.is_ascii_alphanumeric() || "-:_".contains(c))
                }
                _ => false,
            };
            assert!(ours, "{element}\n{}", card.markdown);
            kinds.insert(kind.to_owned());
        }
        let plain = escape::plain(&card.markdown);
        assert!(!plain.contains("](") || plain.contains("](command:x)") || plain.contains("](https://p.example)"), "{plain}");
        kinds.extend(
            ["House", "Note", "Claim", "Quotation", "people file", "organisation"]
                .into_iter()
                .filter(|w| plain.contains(w))
                .map(str::to_owned),
        );
    }
    for kind in ["link", "code", "Note", "Claim", "Quotation", "people file", "organisation"] {
        assert!(kinds.contains(kind), "no hover had {kind}: {kinds:?}");
    }
}
