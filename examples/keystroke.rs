//! What a keystroke costs, for counting instructions: a letter typed so many times into the middle of a draft of 6 000 words, each
//! time read, judged by the rules and let go.
//!
//! ```sh
//! bash tests/instructions.sh          # counts, and fails where it costs a tenth more than benches/keystroke.txt says
//! UPDATE=1 bash tests/instructions.sh # writes that file
//! ```
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a benchmark that meets something odd must fail")]

use copydesk::rules;
use copydesk::settings::Settings;
use copydesk::story::{Context, read};
use copydesk::text::{Draft, Format};

const WORDS: usize = 6_000;

const ARTICLES: [&str; 4] = [
    include_str!("../tests/articles/harbour.txt"),
    include_str!("../tests/articles/feature.txt"),
    include_str!("../tests/articles/wire.txt"),
    include_str!("../tests/articles/live.txt"),
];

fn main() {
    let times: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let mut text = String::new();
    let paragraphs = ARTICLES.iter().flat_map(|a| a.split("\n\n")).cycle().enumerate();
    let mut words = 0;
    for (n, paragraph) in paragraphs {
        if words >= WORDS {
            break;
        }
        // A number, so that no two paragraphs are the same.
        text += &format!("{paragraph} Paragraph {n}.\n\n");
        words += paragraph.split_whitespace().count() + 2;
    }
    let mut draft = Draft::new(&text, Format::Text);
    let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
    let at = text[text.len() / 2..].find(' ').unwrap() + text.len() / 2;
    let checked = |draft: &Draft| rules::check(&read(draft, &context, &|| false).unwrap(), &Settings::default()).len();
    assert!(checked(&draft) > 0);
    for _ in 0..times {
        draft.edit(at..at, "s");
        std::hint::black_box(checked(&draft));
    }
}
