//! Twenty thousand edits of the soak: see `examples/soak.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

#[path = "support/mod.rs"]
mod editor;
#[path = "support/properties.rs"]
mod properties;
#[path = "support/soak.rs"]
mod soak;

#[test]
fn twenty_thousand_edits_leave_every_answer_as_a_fresh_reading_s() {
    let summary = soak::soak(20_000, 1, |_| ()).unwrap_or_else(|report| panic!("{report}"));
    assert!(summary.edits == 20_000 && summary.drafts > 100 && summary.served > 200 && summary.longest > 2_000, "{summary:?}");
}
