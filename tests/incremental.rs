//! Reading a draft after any series of edits equals reading its text from scratch.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use copydesk::rules;
use copydesk::settings::Settings;
use copydesk::story::{Context, read};
use copydesk::text::{Draft, Format};
use proptest::prelude::*;

/// Everything that a reader of a draft could see, as text.
fn seen(draft: &Draft) -> String {
    let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
    let reading = read(draft, &context, &|| false).unwrap();
    let mut out = String::new();
    for f in rules::check(&reading, &Settings::default()) {
        out += &format!("{:?} {} {} {}\n", reading.absolute(f.place), f.code, f.severity.name(), f.message);
    }
    for q in &reading.quotes {
        out += &format!("{:?} {:?} {:?}\n", reading.absolute(q.place), q.speaker, q.person);
    }
    for d in &reading.dates {
        out += &format!("{:?} {}\n", reading.absolute(d.place), d.value);
    }
    out + &format!("{:?}\n{:?}\n{:?}\n{:?}\n", reading.regions, reading.people, reading.attributions, reading.claims)
}

const ARTICLES: &[&str] = &[
    include_str!("articles/harbour.txt"),
    include_str!("articles/election.md"),
    include_str!("articles/live.txt"),
    include_str!("articles/wire.txt"),
    include_str!("articles/opinion.md"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn an_edited_draft_reads_like_a_fresh_one(
        article in 0..ARTICLES.len(),
        markdown: bool,
        edits in prop::collection::vec((0.0f64..1.0, 0usize..40, "(he said|“|”|\"|\n|\r\n|\n\n|\\.|, |next week|Ana Sousa|---|\\[|\\]\\{\\.claim\\}|🌊| |# |> ){0,3}"), 1..12),
    ) {
        let format = if markdown { Format::Markdown } else { Format::Text };
        let mut draft = Draft::new(ARTICLES[article], format);
        // Filled caches are what could go stale.
        seen(&draft);
        for (at, length, insert) in edits {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place anywhere in the text")]
            let start = (at * draft.rope().len_bytes() as f64) as usize;
            draft.edit(start..start + length, &insert);
            seen(&draft);
        }
        let fresh = Draft::new(&draft.rope().to_string(), format);
        prop_assert_eq!(seen(&draft), seen(&fresh));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,200}", more in "([A-Z][a-z]{1,6}|said|“|”|\"|'|’|\\.|, |[0-9]{1,4}|-|/|:|\n|May|Monday|last|week|the|a|of|\\[|\\]|\\{\\.|\\}| ){0,60}", markdown: bool) {
        for t in [text, more] {
            let draft = Draft::new(&t, if markdown { Format::Markdown } else { Format::Text });
            seen(&draft);
        }
    }
}
