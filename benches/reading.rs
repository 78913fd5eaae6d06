//! How long it takes to read: a thousand words from scratch, a keystroke in a long draft, the story pass alone; and to find
//! annotations again in a draft that was edited elsewhere.
//!
//! ```sh
//! cargo bench --bench reading
//! ```
//! The texts are the example articles, paragraph after paragraph with a running number, so that no two blocks are the same.
#![allow(clippy::unwrap_used, reason = "a benchmark that meets something odd must fail")]

use std::sync::Arc;

use copydesk::annotations::anchoring::anchor;
use copydesk::annotations::sidecar::{Annotation, Sidecar};
use copydesk::annotations::sketch::CodedText;
use copydesk::paragraph::BlockFacts;
use copydesk::roster::{Roster, file};
use copydesk::rules;
use copydesk::settings::Settings;
use copydesk::story::{Context, Reading, read};
use copydesk::text::inline::Kind;
use copydesk::text::{Block, Draft, Format};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const ARTICLES: [&str; 4] = [
    include_str!("../tests/articles/harbour.txt"),
    include_str!("../tests/articles/feature.txt"),
    include_str!("../tests/articles/wire.txt"),
    include_str!("../tests/articles/live.txt"),
];

/// A draft of at least so many words, and how many it has.
fn draft(words: usize) -> (String, usize) {
    let mut text = String::new();
    let mut count = 0;
    for (n, paragraph) in ARTICLES.iter().flat_map(|a| a.split("\n\n")).cycle().enumerate() {
        if count >= words {
            break;
        }
        text += &format!("{paragraph} Paragraph {n}.\n\n");
        count += paragraph.split_whitespace().count() + 2;
    }
    (text, count)
}

fn reading(draft: &Draft) -> Reading {
    let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
    read(draft, &context, &|| false).unwrap()
}

/// The block pass, words as the unit: a thousand words should cost under 1.5 ms.
#[divan::bench]
fn block_pass(bencher: Bencher) {
    let (text, words) = draft(1000);
    let blocks: Vec<Block> = text.split("\n\n").map(|b| Block::new(b.to_owned(), Format::Text)).collect();
    bencher.counter(ItemsCount::new(words)).bench_local(|| blocks.iter().map(BlockFacts::of).map(|f| f.words.len()).sum::<usize>());
}

/// Cutting, both passes and the rules, nothing kept from before.
#[divan::bench(args = [600, 6000, 60000])]
fn from_scratch(bencher: Bencher, words: usize) {
    let (text, words) = draft(words);
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| rules::check(&reading(&Draft::new(&text, Format::Text)), &Settings::default()).len());
}

/// One letter typed in the middle: what an editor waits for.
#[divan::bench(args = [600, 6000, 60000])]
fn keystroke(bencher: Bencher, words: usize) {
    let (text, _) = draft(words);
    let mut draft = Draft::new(&text, Format::Text);
    reading(&draft);
    let at = text[text.len() / 2..].find(' ').unwrap() + text.len() / 2;
    bencher.bench_local(|| {
        draft.edit(at..at, "s");
        rules::check(&reading(&draft), &Settings::default()).len()
    });
}

/// A people file of a hundred thousand, read and indexed: should take under a second.
#[divan::bench(sample_count = 5)]
fn people_file(bencher: Bencher) {
    let mut text = String::from("people:\n");
    for n in 0..100_000 {
        text += &format!(
            "  - {{id: person-{n}, name: Ana{n} Sousa{n}, aliases: [A. Sousa{n}], roles: [{{title: member {n} of the assembly, from: 2021-10}}]}}\n"
        );
    }
    bencher.counter(ItemsCount::new(100_000usize)).bench_local(|| Roster::of([file::read(&text).0]));
}

/// One letter typed, at a desk that knows a hundred thousand people; compare with `keystroke`.
#[divan::bench(args = [6000])]
fn keystroke_among_many_people(bencher: Bencher, words: usize) {
    let (text, _) = draft(words);
    let mut draft = Draft::new(&text, Format::Text);
    let people = (0..100_000).fold(String::new(), |all, n| all + &format!("  - {{id: p{n}, name: Ana{n} Sousa{n}}}\n"));
    let roster = Arc::new(Roster::of([file::read(&format!("people:\n{people}")).0]));
    let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), roster, ..Context::default() };
    let at = text[text.len() / 2..].find(' ').unwrap() + text.len() / 2;
    bencher.bench_local(|| {
        draft.edit(at..at, "s");
        rules::check(&read(&draft, &context, &|| false).unwrap(), &Settings::default()).len()
    });
}

/// The story pass and the rules alone, every block kept.
#[divan::bench(args = [600, 6000, 60000])]
fn story_pass(bencher: Bencher, words: usize) {
    let draft = Draft::new(&draft(words).0, Format::Text);
    reading(&draft);
    bencher.bench_local(|| rules::check(&reading(&draft), &Settings::default()).len());
}

/// A draft with an annotation in every third paragraph, and what became of the draft elsewhere: the last paragraphs are now the
/// first, every twentieth is gone and every fifth has another word.
fn edited_elsewhere(words: usize) -> (Sidecar, String) {
    let (before, _) = draft(words);
    let body = CodedText::of(&before);
    let mut sidecar = Sidecar::of(&body);
    let mut at = 0;
    for (n, paragraph) in before.split("\n\n").enumerate() {
        let end = paragraph.char_indices().nth(40).map_or(paragraph.len(), |(i, _)| i);
        if n % 3 == 0 && end > 0 {
            let mut annotation = Annotation::new(format!("c{n}"), Kind::Claim, Vec::new());
            annotation.place(&body, at..at + end);
            sidecar.annotations.push(annotation);
        }
        at += paragraph.len() + 2;
    }
    let mut paragraphs: Vec<String> = before.split("\n\n").map(str::to_owned).collect();
    paragraphs.rotate_right(3);
    let kept = paragraphs.into_iter().enumerate().filter(|(n, _)| n % 20 != 7);
    let after = kept.map(|(n, p)| if n % 5 == 0 { p.replacen(" the ", " that ", 1) } else { p });
    (sidecar, after.collect::<Vec<_>>().join("\n\n"))
}

/// Every annotation of a draft that was edited elsewhere found again, where the file has a sketch of the draft.
#[divan::bench(args = [600, 6000, 60000], sample_count = 5)]
fn anchoring_by_sketch(bencher: Bencher, words: usize) {
    let (sidecar, after) = edited_elsewhere(words);
    bencher.counter(ItemsCount::new(sidecar.annotations.len())).bench_local(|| anchor(&sidecar, &after).len());
}

/// The same where it has none, as in files that another program wrote.
#[divan::bench(args = [600, 6000, 60000], sample_count = 5)]
fn anchoring_by_neighbourhood(bencher: Bencher, words: usize) {
    let (mut sidecar, after) = edited_elsewhere(words);
    sidecar.sketch = Vec::new();
    bencher.counter(ItemsCount::new(sidecar.annotations.len())).bench_local(|| anchor(&sidecar, &after).len());
}
