//! What the reader is fed, for training: articles in, windows out, as JSON Lines.
//!
//! ```sh
//! cargo run --release --example reader_inputs -- all < articles.jsonl > windows.jsonl
//! ```
//! An article is `{"id", "text", "date", "format"}`, as for `copydesk analyze --jsonl`. With `all` every sentence of the story is
//! judged, as for training; without, those that the reader is asked about in use.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::missing_panics_doc, reason = "a tool for training")]

use std::io::{BufRead, Write};

use copydesk::reader::windows::{tells, wants_judging, windows};
use copydesk::story::{Context, day, read};
use copydesk::text::{Draft, Format};
use serde_json::{Value, json};

fn main() {
    let all = std::env::args().any(|a| a == "all");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let article: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = article["text"].as_str().unwrap();
        let format = if article["format"] == "markdown" { Format::Markdown } else { Format::Text };
        let date = article["date"].as_str().and_then(|d| day::read(d).sure());
        let reading = read(&Draft::new(text, format), &Context { date, ..Context::default() }, &|| false).unwrap();
        let points = |byte: usize| text[..byte].chars().count();
        let wanted = |b: usize, s: usize| if all { tells(&reading, b, s) } else { wants_judging(&reading, b, s) };
        let found = windows(&reading, wanted);
        let sentence = |j: &copydesk::reader::windows::Judged| {
            let s = &reading.facts[j.block].sentences[j.sentence];
            let place = copydesk::story::Place { block: j.block, start: s.start, end: s.end };
            let range = reading.absolute(place);
            json!({
                "block": j.block, "sentence": j.sentence, "span": [points(range.start), points(range.end)],
                "start": j.start, "end": j.end, "around": j.around, "uncovered": wants_judging(&reading, j.block, j.sentence),
            })
        };
        let window = |w: &copydesk::reader::windows::Window| json!({"tokens": w.tokens, "judged": w.judged.iter().map(sentence).collect::<Vec<_>>()});
        let windows: Vec<Value> = found.iter().map(window).collect();
        writeln!(out, "{}", json!({"id": article["id"], "windows": windows})).unwrap();
    }
}
