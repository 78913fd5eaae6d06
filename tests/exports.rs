//! What is exported is what the form's own rules allow: TEI well-formed with the text whole, ninjs as its schema
//! asks. (Linked Data is read by a library: `tests/exports/validate.mjs`.)
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::sync::LazyLock;

use copydesk::annotations::export::{Source, ninjs, schema_org, tei};
use copydesk::annotations::sidecar::{Annotation, Sidecar};
use copydesk::annotations::sketch::CodedText;
use copydesk::story::{Context, read};
use copydesk::text::inline::Kind;
use copydesk::text::{Draft, Format};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// Where an article is not what the schema of ninjs 3.1 asks for.
fn against_ninjs(text: &str) -> Vec<String> {
    static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(include_str!("exports/ninjs-3.1.json")).unwrap();
        jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
    });
    let article: Value = serde_json::from_str(text).unwrap();
    SCHEMA.iter_errors(&article).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[test]
fn the_schema_refuses_what_is_no_ninjs() {
    for text in [
        r#"{"type": "text"}"#,
        r#"{"uri": "urn:copydesk:a", "annotations": []}"#,
        r#"{"uri": "urn:copydesk:a", "people": [{"uri": "urn:a b"}]}"#,
        r#"{"uri": "urn:copydesk:a", "versionCreated": "2024-05-03"}"#,
    ] {
        assert!(!against_ninjs(text).is_empty(), "{text}");
    }
}

/// The text of the paragraphs of a TEI document, notes left out; fails where the document is not well-formed.
fn tei_text(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut depth, mut in_p, mut in_note) = (String::new(), 0i32, false, false);
    let mut ids = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(e) => {
                depth += 1;
                let name = e.name();
                in_note |= name.as_ref() == "note";
                if name.as_ref() == "p" {
                    in_p = true;
                }
                for a in e.attributes() {
                    let a = a.expect("an attribute");
                    if a.key.as_ref() == "xml:id" {
                        assert!(!ids.contains(&a.value.to_string()), "an id twice");
                        ids.push(a.value.to_string());
                    }
                }
            }
            Event::End(e) => {
                depth -= 1;
                if e.name().as_ref() == "note" {
                    in_note = false;
                } else if e.name().as_ref() == "p" {
                    in_p = false;
                    text.push('\n');
                }
            }
            Event::Text(t) if in_p && !in_note => text.push_str(&t),
            Event::GeneralRef(r) if in_p && !in_note => {
                let name = r.to_string();
                text.push_str(quick_xml::escape::unescape(&format!("&{name};")).unwrap().as_ref());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exports_are_well_formed_and_whole(
        text in "([a-zé<>&\"'🚢]{1,6}[ .,]{0,2}|\\n\\n|\\n){1,25}",
        spans in prop::collection::vec((0usize..80, 1usize..30, 0usize..6, "[a-zA-Zé&<\"' ]{0,8}"), 0..6),
    ) {
        let text = text.trim_start_matches('\n').to_owned();
        let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut set = Sidecar::default();
        for (n, (from, length, kind, value)) in spans.into_iter().enumerate() {
            let from = from % bounds.len();
            let to = (from + length).min(bounds.len() - 1);
            if from < to {
                let pairs = ["by", "ref", "role", "text", "when", "status"].map(|k| (k.to_owned(), value.clone())).to_vec();
                let mut a = Annotation::new(format!("a{n}"), Kind::ALL[kind], pairs);
                a.place(&CodedText::of(&text), bounds[from]..bounds[to]);
                set.annotations.push(a);
            }
        }
        set.annotations.sort_by_key(|a| (a.position.start, std::cmp::Reverse(a.position.end)));
        let reading = read(&Draft::new(&text, Format::Text), &Context::default(), &|| false).unwrap();
        let source = Source::new("a.txt", &text, &set, &reading, "2024-05-03T00:00:00Z", false);
        let written = ninjs::write(&source);
        prop_assert_eq!(against_ninjs(&written), Vec::<String>::new(), "{}", written);
        let _: Value = serde_json::from_str(&schema_org::write(&source)).unwrap();
        let squeezed = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let xml = tei::write(&source);
        // The header has paragraphs of its own; the body's are the draft's, whatever annotations cross.
        let body = xml.split_once("<body>").unwrap().1;
        let body = format!("<body>{}", body.split_once("</text>").unwrap().0);
        prop_assert_eq!(squeezed(&tei_text(&body)), squeezed(&text));
        tei_text(&xml);
    }
}
