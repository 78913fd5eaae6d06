//! The properties that the fuzz targets hold for hours, asked for a moment of random texts, and of every text of the targets'
//! corpora. What fuzzing found stays in the corpora, and so is asked again here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

#[path = "support/frames.rs"]
mod frames;
#[path = "support/properties.rs"]
mod properties;

use proptest::prelude::*;
use serde_json::{Value, json};

/// Asks a property of every text of a target's corpus.
fn kept(target: &str, property: fn(&[u8])) {
    let folder = format!("{}/fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        if let Err(panic) = std::panic::catch_unwind(|| property(&bytes)) {
            let said = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            panic!("{}: {said}", path.display());
        }
        count += 1;
    }
    assert!(count >= 5, "only {count} texts for {target}");
}

#[test]
fn what_was_kept_of_annotations() {
    kept("annotations", properties::annotations);
}

#[test]
fn what_was_kept_of_files() {
    kept("files", properties::files);
}

#[test]
fn what_was_kept_of_drafts() {
    kept("drafts", properties::draft);
}

#[test]
fn what_was_kept_of_frames() {
    kept("frames", frames::frames);
}

const ANNOTATED: &str = "([a-z]{1,3}|[é🚢\u{a0}“”\"'`\\\\,.:;#]|\\[|\\]|\\]\\{|\\{|\\}|\\]\\{\\.(claim|quote|person|note|cliam)| (by|ref|kind|text)=|\"|\n|\r\n|\n\n|---\n|# |> ){0,25}";

const WRITTEN_BY_HAND: &str = "(people:\n|organizations:\n|acronyms:\n|sources:\n|date: |name: |title: |  - |  |\n|\\[|\\]|\\{|\\}|: |, |\"|'|#|[|>&*!~?%@`-]|[a-z]{1,4}|20[0-9]{2}(-[0-9]{2}){0,2}|[é🚢\u{85}\u{2028}\u{feff}]|\t|\r\n|\\[rules\\]\n| = |\\\\){0,30}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn annotations(text in ANNOTATED) {
        properties::annotations(text.as_bytes());
    }

    #[test]
    fn files(text in WRITTEN_BY_HAND, bytes: Vec<u8>) {
        properties::files(text.as_bytes());
        properties::files(&bytes);
    }

    /// A file of annotations with something else in one of its places.
    #[test]
    fn sidecars(place in 0usize..40, other in prop::sample::select(vec![
        Value::Null, json!(1e300), json!(-1), json!(u64::MAX), json!(""), json!([]), json!({}), json!("a\u{1b}\n\"<&"), json!([[{}]]),
    ])) {
        let text = include_str!("../fuzz/corpus/files/sidecar");
        let mut page: Value = serde_json::from_str(text).unwrap();
        replace(&mut page, &mut { place }, &other);
        properties::files(page.to_string().as_bytes());
    }

    #[test]
    fn drafts(bytes: Vec<u8>, text in ANNOTATED) {
        properties::draft(&bytes);
        properties::draft(&[b"m123", text.as_bytes(), b"\xff\x00\x04\x03", text.as_bytes()].concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Messages of which one has something else in one of its places, and noise.
    #[test]
    fn frames(place in 0usize..20, noise: Vec<u8>, raw: bool, other in prop::sample::select(vec![
        Value::Null, json!(1.5), json!(-1), json!(u64::MAX), json!(""), json!([]), json!({}), json!("\u{0}"), json!(true), json!([1]),
    ])) {
        for text in [include_str!("../fuzz/corpus/frames/edit"), include_str!("../fuzz/corpus/frames/ask")] {
            let mut sent = b"f".to_vec();
            for line in text[1..].lines() {
                let mut message: Value = serde_json::from_str(line).unwrap();
                replace(&mut message, &mut { place }, &other);
                sent.extend(format!("{message}\n").into_bytes());
            }
            frames::frames(&sent);
        }
        frames::frames(&[if raw { b"r" } else { b"f" }, noise.as_slice()].concat());
    }
}

/// Puts another value in the so-manieth place of a value.
fn replace(value: &mut Value, place: &mut usize, other: &Value) {
    if *place == 0 {
        value.clone_from(other);
    }
    *place = place.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|v| replace(v, place, other)),
        Value::Object(map) => map.values_mut().for_each(|v| replace(v, place, other)),
        _ => {}
    }
}
