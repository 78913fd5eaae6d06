//! Edits drafts at random for as long as one likes, and compares every answer with that of a fresh reading.
//!
//! ```sh
//! cargo run --release --example soak -- --edits 1000000 [--seed 1]
//! ```
//! Prints the progress with the memory in use, and at the end a summary. The exit status is 1 where an answer differed (the
//! report names the seed with which that draft comes again as the first) or where memory grew.
#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]

#[path = "../tests/support/mod.rs"]
mod editor;
#[path = "../tests/support/properties.rs"]
mod properties;
#[path = "../tests/support/soak.rs"]
mod soak;

use std::process::ExitCode;
use std::time::Instant;

/// Memory in use, in MB; none where the system does not say.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kb| kb / 1024)
}

fn argument(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|a| a != name);
    arguments.nth(1)?.parse().ok()
}

fn main() -> ExitCode {
    let edits = argument("--edits").and_then(|n| usize::try_from(n).ok()).unwrap_or(20_000);
    let seed = argument("--seed").unwrap_or(1);
    let start = Instant::now();
    let mut memories: Vec<usize> = Vec::new();
    let outcome = soak::soak(edits, seed, |s| {
        if s.edits * 20 / edits > memories.len() {
            let used = memory().unwrap_or(0);
            memories.push(used);
            println!(
                "{:>9} edits, {} drafts, {} through a server, {used} MB, {:.0} s",
                s.edits,
                s.drafts,
                s.served,
                start.elapsed().as_secs_f64()
            );
        }
    });
    let summary = match outcome {
        Ok(summary) => summary,
        Err(report) => {
            println!("An answer differs. {report}");
            return ExitCode::FAILURE;
        }
    };
    println!(
        "{summary:?}: every answer as a fresh reading's, seed {seed}, {:.0} s, memory by twentieths of the run: {memories:?} MB",
        start.elapsed().as_secs_f64()
    );
    // Allocators keep some of what they had; what leaks grows all the way.
    let grew = memories.len() == 20 && memories[19] > memories[4] * 3 / 2 + 32;
    if grew {
        println!("Memory grew.");
    }
    ExitCode::from(u8::from(grew))
}
