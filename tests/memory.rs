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

/// One test, as others beside it would be counted too.
#[test]
fn a_byte_of_a_draft_takes_so_much() {
    type Piece = fn(usize) -> String;
    let kinds: [(&str, Format, usize, Piece); 17] = [
        ("prose", Format::Text, 100, |n| format!("{} Paragraph {n}.\n\n", PROSE.split("\n\n").nth(n % 6).unwrap_or("It rained."))),
        ("prose in Markdown", Format::Markdown, 100, |n| format!("{} Paragraph {n}.\n\n", PROSE.split("\n\n").nth(n % 6).unwrap_or(""))),
        ("one line", Format::Text, 100, |n| format!("It rained on the harbour and mayor number {n} left. ")),
        ("short lines", Format::Text, 100, |_| "It rained.\n".into()),
        ("short lines, no two the same", Format::Text, 100, |n| format!("It rained {n}.\n")),
        ("one word a line", Format::Text, 100, |_| "harbour\n".into()),
        ("one letter a line", Format::Text, 140, |_| "x\n".into()),
        ("one letter a paragraph", Format::Text, 100, |_| "x\n\n".into()),
        ("items", Format::Markdown, 100, |n| format!("- item {}\n", "abcdefgh".repeat(n % 5 + 1))),
        ("figures", Format::Markdown, 140, |n| format!("- item {n}\n")),
        ("front matter", Format::Markdown, 100, |n| format!("{}key{n}: value\n", if n == 0 { "---\n" } else { "" })),
        ("commas", Format::Text, 100, |_| ",".into()),
        ("quotations", Format::Text, 100, |_| "“We left the harbour.”\n".into()),
        ("names", Format::Text, 100, |n| format!("Ana Sousa{n} left the harbour.\n")),
        ("said", Format::Text, 100, |n| format!("It rained {n} times, Mayor Ana Sousa said.\n\n")),
        ("dates", Format::Text, 100, |n| format!("It rained on May {}, 2024.\n", n % 28 + 1)),
        ("capitals", Format::Text, 100, |_| "Harbour ".into()),
    ];
    const SHORT: usize = 32 * 1024;
    let mut told = String::new();
    let mut over = false;
    for (name, format, most, piece) in kinds {
        let draft = |bytes: usize| {
            (0..).map(piece).scan(0, move |length, p| {
                *length += p.len();
                (*length <= bytes).then_some(p)
            })
        };
        let long: String = draft(4 * SHORT).collect();
        let short: String = draft(SHORT).collect();
        // What is read once for all drafts is there when the first was.
        peak(&short, format);
        let per_byte = (peak(&long, format).saturating_sub(peak(&short, format))) / (long.len() - short.len());
        told += &format!("{name}: {per_byte}, at most {most}\n");
        over |= per_byte > most;
    }
    assert!(!over, "bytes of memory for a byte of the draft:\n{told}");
}
