//! What reading a draft takes of memory: at most so many bytes for each byte of the draft. Counted by the allocator, so that it is the
//! same wherever this runs.
#![allow(clippy::unwrap_used, reason = "a test that meets something odd must fail")]

use copydesk::rules;
use copydesk::settings::Settings;
use copydesk::story::{Context, read};
use copydesk::text::{Draft, Format};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const PROSE: &str = include_str!("articles/wire.txt");

/// The most bytes that were in use at once while a draft was cut, read and checked.
fn peak(text: &str, format: Format) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let draft = Draft::new(text, format);
    let reading = read(&draft, &Context::default(), &|| false).unwrap();
    std::hint::black_box(rules::check(&reading, &Settings::default()));
    MEMORY.peak_usage() - before
}

/// A word of letters for a number, shorter than any other that no other number has.
fn short(n: usize) -> String {
    let mut word = String::new();
    let mut rest = n;
    while rest > 0 || word.len() < 4 {
        word.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[rest % 26]));
        rest /= 26;
    }
    word
}

/// The same with a capital.
fn name(n: usize) -> String {
    let mut name = short(n);
    name[..1].make_ascii_uppercase();
    name
}

type Piece = fn(usize) -> String;

/// Pieces of which a draft may be made, whatever they are: most are far from any copy. `benches/growth` has many more.
const KINDS: &[(&str, Format, Piece)] = &[
    ("prose", Format::Text, |n| format!("{} Paragraph {n}.\n\n", PROSE.split("\n\n").nth(n % 6).unwrap_or("It rained."))),
    ("prose in Markdown", Format::Markdown, |n| format!("{} Paragraph {n}.\n\n", PROSE.split("\n\n").nth(n % 6).unwrap_or(""))),
    ("one line", Format::Text, |n| format!("It rained on the harbour and mayor number {n} left. ")),
    ("short lines", Format::Text, |_| "It rained.\n".into()),
    ("short lines, no two the same", Format::Text, |n| format!("It rained {n}.\n")),
    ("one word a line", Format::Text, |_| "harbour\n".into()),
    ("one word a line, no two the same", Format::Text, |n| format!("{}\n", short(n))),
    ("one word a paragraph, no two the same", Format::Text, |n| format!("{}\n\n", short(n))),
    ("one letter a line", Format::Text, |_| "x\n".into()),
    ("one letter a paragraph", Format::Text, |_| "x\n\n".into()),
    ("one letter a line of Windows", Format::Text, |_| "x\r\n".into()),
    ("items", Format::Markdown, |n| format!("- item {}\n", "abcdefgh".repeat(n % 5 + 1))),
    ("items, no two the same", Format::Markdown, |n| format!("- {}\n", short(n))),
    ("figures", Format::Markdown, |n| format!("- item {n}\n")),
    ("figures alone", Format::Text, |n| format!("{}\n", 1000 + n)),
    ("headings", Format::Markdown, |n| format!("# {}\n", short(n))),
    ("rows of a table", Format::Markdown, |n| format!("|{}|\n", short(n))),
    ("marks", Format::Markdown, |n| format!("[{}]{{.org}}\n\n", short(n))),
    ("front matter", Format::Markdown, |n| format!("{}key{n}: value\n", if n == 0 { "---\n" } else { "" })),
    ("commas", Format::Text, |_| ",".into()),
    ("quotations", Format::Text, |_| "“We left the harbour.”\n".into()),
    ("quotations, no two the same", Format::Text, |n| format!("“{}”\n", short(n))),
    ("names", Format::Text, |n| format!("Ana Sousa{n} left the harbour.\n")),
    ("names alone", Format::Text, |n| format!("Ana {}\n", name(n))),
    ("names with a title", Format::Text, |n| format!("Mr. {}\n", name(n))),
    ("letters in capitals", Format::Text, |n| format!("{}\n", short(n).to_uppercase())),
    ("said", Format::Text, |n| format!("It rained {n} times, Mayor Ana Sousa said.\n\n")),
    ("said, as short as can be", Format::Text, |n| format!("{} said.\n", name(n))),
    ("dates", Format::Text, |n| format!("It rained on May {}, 2024.\n", n % 28 + 1)),
    ("dates, no two the same", Format::Text, |n| format!("May {}\n", 1000 + n)),
    ("shares", Format::Text, |n| format!("It fell {}%.\n", 1000 + n)),
    ("place-holders", Format::Text, |n| format!("TK{n}\n")),
    ("capitals", Format::Text, |_| "Harbour ".into()),
];

/// One test, as others beside it would be counted too.
#[test]
fn a_byte_of_a_draft_takes_so_much() {
    const MOST: usize = 100;
    const SHORT: usize = 32 * 1024;
    let mut told = String::new();
    let mut over = false;
    for (name, format, piece) in KINDS {
        let draft = |bytes: usize| {
            (0..).map(piece).scan(0, move |length, p| {
                *length += p.len();
                (*length <= bytes).then_some(p)
            })
        };
        let long: String = draft(4 * SHORT).collect();
        let short: String = draft(SHORT).collect();
        // What is read once for all drafts is there when the first was.
        peak(&short, *format);
        let per_byte = (peak(&long, *format).saturating_sub(peak(&short, *format))) / (long.len() - short.len());
        told += &format!("{name}: {per_byte}\n");
        over |= per_byte > MOST;
    }
    assert!(!over, "more than {MOST} bytes of memory for a byte of the draft:\n{told}");
}
