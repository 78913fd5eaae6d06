//! Reading a draft after any series of edits equals reading its text from scratch.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::sync::Arc;

use copydesk::annotations::edits::Target;
use copydesk::annotations::placing::{Fix, Way};
use copydesk::annotations::{attributes, offers};
use copydesk::roster::{Roster, file};
use copydesk::rules::{self, Desk};
use copydesk::settings::Settings;
use copydesk::story::{Context, Kept, read};
use copydesk::text::inline::Kind;
use copydesk::text::{Draft, Format};
use copydesk::views::{hover, ledger, voices};
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

/// Asks for every hover, every fix of every finding, and what can be done at every letter, and does it.
fn everything_asked(text: &str, draft: &Draft, (from, length, kind): (usize, usize, usize)) {
    let (people, _) = file::read("people:\n  - {id: may-monday, name: May Monday, roles: [{title: May, from: 2020, to: 2021}]}\n");
    // An annotation beside the draft, somewhere.
    let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let start = bounds[from % bounds.len()];
    let end = bounds[(from % bounds.len() + length % 20).min(bounds.len() - 1)];
    let kept = Kept {
        range: start..end,
        kind: Kind::ALL[kind % 6],
        id: "c1".into(),
        words: "x".into(),
        attributes: vec![("by".into(), "may-monday".into())],
    };
    let context = Context {
        date: Some(jiff::civil::date(2024, 4, 1)),
        roster: Arc::new(Roster::of([people])),
        beside: Arc::new(vec![kept]),
        ..Context::default()
    };
    let reading = read(draft, &context, &|| false).unwrap();
    let desk = Desk { has_file: true, has_people_file: true, today: "2024-04-02".into(), line_break: "\n", ..Desk::default() };
    let act = |fix: &Fix| {
        if let Ok(edits) = fix.edits(&reading, Way::Inline, None) {
            for e in edits.iter().filter(|e| e.target == Target::Draft) {
                assert!(text.get(e.range.clone()).is_some(), "{}: {:?} is no range of {text:?}", fix.title, e.range);
            }
        }
    };
    for finding in rules::check(&reading, &Settings::default()) {
        rules::fixes(&reading, &finding, &desk).iter().for_each(act);
    }
    for at in bounds {
        let card = hover::at(&reading, at, &|b| b, &|l| l.to_string());
        assert!(card.is_none_or(|c| !c.markdown.is_empty()));
        offers::offers(&reading, at..at).iter().for_each(act);
        offers::changes(&reading, at, "2024-04-02", None).iter().for_each(act);
        assert!(attributes::slot(text, at).is_none_or(|(_, range)| text.get(range).is_some()));
    }
    assert!(ledger::rows(&reading).iter().all(|r| reading.text(r.place) == r.text));
    assert!(voices::stretches(&reading).windows(2).all(|w| w[0].place.end <= w[1].place.start || w[0].place.block < w[1].place.block));
}

const ARTICLES: &[&str] = &[
    include_str!("articles/harbour.txt"),
    include_str!("articles/election.md"),
    include_str!("articles/live.txt"),
    include_str!("articles/wire.txt"),
    include_str!("articles/opinion.md"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
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
    fn no_text_panics(text in "\\PC{0,200}", more in "([A-Z][a-z]{1,6}|said|“|”|\"|'|’|\\.|, |[0-9]{1,4}|-|/|:|\n|May|Monday|last|week|the|a|of|\\[|\\]|\\{\\.|\\}| ){0,60}", markdown: bool, annotated: (usize, usize, usize)) {
        for t in [text, more] {
            let draft = Draft::new(&t, if markdown { Format::Markdown } else { Format::Text });
            seen(&draft);
            everything_asked(&t, &draft, annotated);
        }
    }
}
