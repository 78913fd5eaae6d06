//! Conversions between text and file, of any text: nothing is lost, nothing is made up, and each can be cut off and run again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::ops::Range;

use copydesk::annotations::sidecar::{self, Annotation, Sidecar};
use copydesk::annotations::{anchoring, body, collect, inlining};
use copydesk::story::{Context, Reading, read};
use copydesk::text::inline::Kind;
use copydesk::text::{Clean, Draft, Format, region};
use proptest::prelude::*;

/// Texts with annotations, and with much that looks like one or would be one elsewhere.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-zé🚢]{1,5}",
        4 => Just(" ".to_owned()),
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\n", "\r\n", "\n\n", "\r\n\r\n", "\n---\n"]).prop_map(str::to_owned),
    ];
    let top = prop::sample::select(vec!["", "", "", "\n", "---\ndate: 2024-05-03\n---\n", "---\nheadline: \"[It]{.note}\"\n---\n\n"]);
    (top, prop::collection::vec(piece, 1..24)).prop_map(|(top, parts)| format!("{top}{}", parts.concat()))
}

const PIECES: &[&str] = &[
    "[",
    "]",
    "[",
    "]{.claim}",
    "]{.claim by=port}",
    "]{.note text=\"a b\"}",
    "]{.note #n1 text=a}",
    "]{.person creator=Eva created=2024-05-03}",
    "]{.claim by=“x”}",
    "{.claim}",
    "\\",
    "\\[",
    "\\]",
    "\\\\",
    "`",
    "**",
    "---\nk: v\n---\n",
    "[road]{.claim}",
    "[[sea]{.note text=a}]{.note text=a}",
    "[\\[x]{.claim by=port}]{.claim}",
    "](https://example.org)",
];

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown])
}

/// A draft as `copydesk convert` has it.
struct Article {
    front: String,
    reading: Reading,
    body: Clean,
    sidecar: Sidecar,
    anchors: Vec<Option<Range<usize>>>,
}

fn article(text: &str, format: Format, page: Option<&str>) -> Article {
    let draft = Draft::new(text, format);
    let body = body::of_draft(&draft);
    let sidecar = page.map(|p| sidecar::read(p).unwrap()).unwrap_or_default();
    let anchors = anchoring::anchor(&sidecar, &body.text);
    let reading = read(&draft, &Context::default(), &|| false).unwrap();
    let count = region::front_matter(&reading.regions);
    let front = text[..reading.starts.get(count).copied().unwrap_or(text.len())].to_owned();
    Article { front, reading, body, sidecar, anchors }
}

impl Article {
    fn set(&self) -> Sidecar {
        collect::all(&self.reading, &self.body, &self.sidecar, &self.anchors)
    }
}

/// Kind, words, place, pairs and creator of an annotation.
type Said = (Kind, String, usize, Vec<(String, String)>, Option<String>);

/// What each says, without ids.
fn said(set: &Sidecar) -> Vec<Said> {
    let one = |a: &Annotation| (a.kind, a.exact.clone(), a.position.start, a.attributes.clone(), a.creator.clone());
    let mut all: Vec<_> = set.annotations.iter().map(one).collect();
    all.sort();
    all
}

/// The draft and the page that a conversion leaves, with what was written first; none where it is refused.
fn converted(text: &str, format: Format, page: Option<&str>, inline: bool) -> Option<[(String, Option<String>); 2]> {
    let a = article(text, format, page);
    let set = a.set();
    let starts: Vec<usize> = a.body.text.char_indices().map(|(i, _)| i).chain([a.body.text.len()]).collect();
    let places: Vec<_> = set.annotations.iter().map(|a| Some(starts[a.position.start]..starts[a.position.end])).collect();
    let (annotations, places) = if inline { (set.annotations.as_slice(), places.as_slice()) } else { (&[][..], &[][..]) };
    let (after, left) = inlining::write(&a.front, &a.body.text, format, annotations, places)?;
    let rest = |numbers: &[usize]| Sidecar { annotations: numbers.iter().map(|n| set.annotations[*n].clone()).collect(), ..set.clone() };
    let whole = sidecar::write(&set, "a.txt");
    Some(if inline {
        let kept = sidecar::write(&rest(&left), "a.txt");
        let between = if left.is_empty() { page.map(str::to_owned) } else { Some(whole) };
        [(after.clone(), between), (after, Some(kept))]
    } else {
        [(text.to_owned(), Some(whole.clone())), (after, Some(whole))]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Beside, into the text, and beside again: the body is what it was, and the annotations are those that there were.
    #[test]
    fn conversions_lose_nothing_and_make_nothing(text in text(), format in formats()) {
        let before = article(&text, format, None);
        // What covers no words, and what cannot be read, is not converted.
        let blocks = &before.reading.blocks;
        prop_assume!(blocks.iter().all(|b| b.malformed.is_empty() && b.annotations.iter().all(|a| !a.covers.is_empty())));
        let wanted = said(&before.set());
        let Some([cut_off, (out, page)]) = converted(&text, format, None, false) else {
            let body = &before.body.text;
            prop_assert!(inlining::misread(body, format).is_some() || before.front.trim().is_empty() && body.starts_with("---"), "refused without need");
            return Ok(());
        };
        let beside = article(&out, format, page.as_deref());
        prop_assert_eq!(&beside.body.text, &before.body.text);
        prop_assert_eq!(said(&beside.set()), wanted.clone());
        let in_body = beside.reading.blocks.iter().skip(region::front_matter(&beside.reading.regions));
        prop_assert_eq!(in_body.map(|b| b.annotations.len() + b.malformed.len()).sum::<usize>(), 0, "nothing in the text is read as one: {:?}", out);
        prop_assert_eq!(converted(&cut_off.0, format, cut_off.1.as_deref(), false).unwrap()[1].clone(), (out.clone(), page.clone()), "run again");

        let [cut_off, (back, rest)] = converted(&out, format, page.as_deref(), true).unwrap();
        let inline = article(&back, format, rest.as_deref());
        prop_assert_eq!(&inline.body.text, &before.body.text);
        prop_assert_eq!(said(&inline.set()), wanted.clone());
        let again = converted(&cut_off.0, format, cut_off.1.as_deref(), true).unwrap()[1].clone();
        prop_assert_eq!(&again.0, &back, "run again");
        prop_assert_eq!(said(&article(&again.0, format, again.1.as_deref()).set()), wanted.clone());

        let [_, (last, page)] = converted(&back, format, rest.as_deref(), false).unwrap();
        prop_assert_eq!(&last, &out);
        prop_assert_eq!(said(&article(&last, format, page.as_deref()).set()), wanted);
    }
}
