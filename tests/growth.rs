//! Twice the text costs at most two and a half times the processor's time, read from scratch and after a letter is typed: for what once
//! cost its square. `cargo bench --bench growth` shows it for many more kinds of text, up to a megabyte of each.
#![allow(clippy::unwrap_used, reason = "a test that meets something odd must fail")]

#[path = "../benches/growth/kinds.rs"]
#[allow(dead_code, reason = "the benchmark has use for all of it")]
mod kinds;

use std::time::Duration;

use copydesk::rules::{self, Finding};
use copydesk::story::{Context, Reading, read_again};
use copydesk::text::{Draft, Format};
use cpu_time::ThreadTime;
use kinds::{KINDS, Layout};

/// The kinds that once cost their square, and how their pieces are laid out.
const ONCE_SQUARE: &[(&str, Layout)] = &[
    ("claims by nobody known", Layout::Paragraphs),
    ("front matter keys", Layout::Lines),
    ("opening marks", Layout::Paragraphs),
    ("claims in one line", Layout::Line),
    ("claims by nobody known in one line", Layout::Line),
];

const BOUND: f64 = 2.5;

/// The least time that a text takes, read from scratch and again after a letter was typed in its middle, of several runs: others work
/// on this machine, too.
fn cost(text: &str) -> [Duration; 2] {
    const RUNS: usize = 3;
    let context = Context::default();
    let read = |draft: &Draft, earlier: Option<&(Reading, Vec<Finding>)>| {
        let reading = read_again(draft, &context, earlier.map(|(reading, _)| reading), &|| false).unwrap();
        let findings = rules::check_again(&reading, &context.settings, earlier.map(|(reading, findings)| (reading, &findings[..])));
        (reading, findings)
    };
    let timed = |work: &mut dyn FnMut()| {
        let start = ThreadTime::now();
        work();
        start.elapsed()
    };
    let mut least = [Duration::MAX; 2];
    for _ in 0..RUNS {
        let mut draft = Draft::new("", Format::Markdown);
        let mut known = None;
        let scratch = timed(&mut || {
            draft = Draft::new(text, Format::Markdown);
            known = Some(read(&draft, None));
        });
        let letter = timed(&mut || {
            draft.edit(text.len() / 2..text.len() / 2, "s");
            known = Some(read(&draft, known.as_ref()));
        });
        least = [least[0].min(scratch), least[1].min(letter)];
    }
    least
}

#[test]
fn twice_the_text_costs_twice_the_time() {
    const BYTES: usize = 48 * 1024;
    const TRIES: usize = 4;
    // All that is done is done by the thread whose time is taken.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
    for (name, layout) in ONCE_SQUARE {
        let kind = KINDS.iter().find(|k| k.name == *name).unwrap();
        let ratios = || {
            let [once, twice] = [1, 2].map(|times| pool.install(|| cost(&kind.draft(*layout, times * BYTES).0)));
            [0, 1].map(|which| twice[which].as_secs_f64() / once[which].as_secs_f64())
        };
        let mut seen = Vec::new();
        let within = (0..TRIES).any(|_| {
            seen.push(ratios());
            seen.last().unwrap().iter().all(|ratio| *ratio <= BOUND)
        });
        assert!(within, "{name}: from scratch and after a letter {seen:.2?} times the time for twice the text");
    }
}
