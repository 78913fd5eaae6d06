//! Reading a draft after any series of edits equals reading its text from scratch.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

#[path = "support/properties.rs"]
mod properties;

use copydesk::text::{Draft, Format};
use properties::{everything_asked, seen};
use proptest::prelude::*;

const ARTICLES: &[&str] = &[
    include_str!("articles/harbour.txt"),
    include_str!("articles/election.md"),
    include_str!("articles/live.txt"),
    include_str!("articles/wire.txt"),
    include_str!("articles/opinion.md"),
    MARKED,
];

/// Copy with all sorts of pieces that are none.
const MARKED: &str = "<!-- wp:paragraph -->\n<p>The quay shut on {--Sunday--}{++Monday++}, Ida Krohn&nbsp;said.[a]</p>\n<!-- /wp:paragraph -->\n\n\
<blockquote><p>&ldquo;We had no choice.&rdquo;</p><cite>Ida Krohn</cite></blockquote><p>It rose.<br><br>It fell.</p>\n\n\
{% image \"a.jpg\"\n  \"The quay from the north\" %}\n\n{% comment %}\n\nOld copy.\n\n{% endcomment %}\n\n[caption id=\"a\"]The quay[/caption]\n\n\
| Old | 12 |\n| New | 4 |\n\nThe may\u{ad}or said so.* It rose.\u{2028}It fell.\u{2028}\u{2028}·\u{a0}a crane\n\n<script>\n\nlet a = 1;\n\n</script>\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn an_edited_draft_reads_like_a_fresh_one(
        article in 0..ARTICLES.len(),
        markdown: bool,
        edits in prop::collection::vec((0.0f64..1.0, 0usize..40, "(he said|“|”|\"|\n|\r\n|\n\n|\\.|, |next week|Ana Sousa|---|<p>|</p>|<!--|-->|\\{\\{|\\}\\}|\\{\\+\\+|\\+\\+\\}|\u{2028}|&amp;|\\[|\\]\\{\\.claim\\}|🌊| |# |> ){0,3}"), 1..12),
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
            everything_asked(&draft, annotated);
        }
    }
}
