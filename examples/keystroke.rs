//! What a keystroke costs, for counting instructions: a phrase typed letter by letter into the middle of a draft, of 6 000 words where
//! no number is given, each time read again and judged by the rules.
//!
//! ```sh
//! bash tests/instructions.sh          # counts, and fails where it costs a tenth more than benches/keystroke.txt says
//! UPDATE=1 bash tests/instructions.sh # writes that file
//! cargo run --release --example keystroke -- 75 60000
//! ```
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a benchmark that meets something odd must fail")]

use copydesk::rules;
use copydesk::story::{Context, read, read_again};
use copydesk::text::{Draft, Format};

const WORDS: usize = 6_000;

const ARTICLES: [&str; 4] = [
    include_str!("../tests/articles/harbour.txt"),
    include_str!("../tests/articles/feature.txt"),
    include_str!("../tests/articles/wire.txt"),
    include_str!("../tests/articles/live.txt"),
];

/// Plain words, a name, a figure, an attribution: some letters change what other paragraphs may mean, most do not.
const TYPED: &str = " and the boats, Ida Krohn said on Monday, would pay 3 million more for it";

fn main() {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<usize>().unwrap());
    let (times, wanted) = (arguments.next().unwrap(), arguments.next().unwrap_or(WORDS));
    let mut text = String::new();
    let paragraphs = ARTICLES.iter().flat_map(|a| a.split("\n\n")).cycle().enumerate();
    let mut words = 0;
    for (n, paragraph) in paragraphs {
        if words >= wanted {
            break;
        }
        // A number, so that no two paragraphs are the same.
        text += &format!("{paragraph} Paragraph {n}.\n\n");
        words += paragraph.split_whitespace().count() + 2;
    }
    let mut draft = Draft::new(&text, Format::Text);
    let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
    let at = text[text.len() / 2..].find(' ').unwrap() + text.len() / 2;
    let mut reading = read(&draft, &context, &|| false).unwrap();
    let mut findings = rules::check(&reading, &context.settings);
    assert!(!findings.is_empty());
    for (n, letter) in TYPED.char_indices().cycle().take(times).map(|(_, letter)| letter).enumerate() {
        draft.edit(at + n..at + n, &letter.to_string());
        let next = read_again(&draft, &context, Some(&reading), &|| false).unwrap();
        findings = rules::check_again(&next, &context.settings, Some((&reading, &findings)));
        reading = next;
    }
    std::hint::black_box(findings.len());
}
