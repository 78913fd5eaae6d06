//! What holds for any bytes at all, as functions: `tests/properties.rs` asks them of random texts, the targets in `fuzz/` of
//! what libFuzzer finds, and `examples/soak.rs` of drafts under edit.
#![allow(unreachable_pub, reason = "shared by test binaries")]
#![allow(dead_code, reason = "each binary uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a property that does not hold must fail")]

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use copydesk::annotations::edits::{self, Target};
use copydesk::annotations::export::{Source, brat, ninjs, schema_org, tei};
use copydesk::annotations::placing::{Fix, Way};
use copydesk::annotations::sidecar::{self, Sidecar};
use copydesk::annotations::{anchoring, attributes, body, collect, ids, inlining, offers};
use copydesk::roster::{Protected, Roster, file, import};
use copydesk::rules::{self, Surroundings};
use copydesk::settings::Settings;
use copydesk::story::{Context, Kept, Reading, read};
use copydesk::text::inline::{self, Kind, attribute_list};
use copydesk::text::metadata::{self, Metadata, Notation};
use copydesk::text::{Draft, Format, Trouble, escape, yaml};
use copydesk::views::{hover, ledger, outline, voices};

pub const DATE: jiff::civil::Date = jiff::civil::date(2024, 4, 1);

const PEOPLE: &str = "people:\n  - {id: may-monday, name: May Monday, roles: [{title: May, from: 2020, to: 2021}]}\n\
organizations:\n  - {id: town-council, name: Town Council, aliases: [council]}\n";

fn context(kept: Vec<Kept>) -> Context {
    let (people, _) = file::read(PEOPLE);
    let (roster, beside) = (Arc::new(Roster::of([people])), Arc::new(kept));
    Context { date: Some(DATE), roster, beside, ..Context::default() }
}

fn bounds(text: &str) -> Vec<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
}

/// The line of a byte, counted from one, as a rope counts them.
fn line_of(text: &str) -> impl Fn(usize) -> usize {
    let rope = ropey::Rope::from_str(text);
    move |byte| rope.byte_to_line(byte.min(rope.len_bytes())) + 1
}

// ---- inline annotations ------------------------------------------------------------------------------------------------------

/// Annotations in a text: places are places of the text; what is written is read as it was; what is wrong can be mended; and
/// taking all of them out and putting them back leaves the body as it was.
pub fn annotations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for format in [Format::Text, Format::Markdown] {
        let parsed = inline::parse(&text, format);
        for a in &parsed.annotations {
            assert!(text.get(a.whole.clone()).is_some_and(|w| w.starts_with('[') && w.ends_with('}')), "{a:?}");
            assert!(text.get(a.content.clone()).is_some(), "{a:?}");
            assert!(parsed.clean.text.get(a.covers.start as usize..a.covers.end as usize).is_some(), "{a:?}");
            written_is_read(a.kind, a.id.as_deref(), &a.attributes);
        }
        for m in &parsed.malformed {
            assert!(text.get(m.range.clone()).is_some(), "{m:?}");
            assert!(!m.mend.edits.is_empty() && m.mend.edits.iter().all(|(range, _)| text.get(range.clone()).is_some()), "{m:?}");
        }
        out_and_back(&text, format);
    }
    for at in bounds(&text) {
        assert!(attributes::slot(&text, at).is_none_or(|(_, range)| text.get(range).is_some()));
    }
}

fn written_is_read(kind: Kind, id: Option<&str>, pairs: &[(String, String)]) {
    let borrowed: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let written = format!("[x]{}", attribute_list(kind, id, &borrowed));
    let again = inline::parse(&written, Format::Text);
    let [a] = again.annotations.as_slice() else { panic!("{written:?} is read as {again:?}") };
    let one_line = |v: &String| v.replace(['\n', '\r'], " ");
    let expected: Vec<(String, String)> = pairs.iter().map(|(k, v)| (k.clone(), one_line(v))).collect();
    assert_eq!((a.kind, a.id.as_deref(), &a.attributes), (kind, id, &expected), "{written:?}");
}

/// Annotations go beside the draft, and back into it.
fn out_and_back(text: &str, format: Format) {
    let draft = Draft::new(text, format);
    let reading = read(&draft, &context(Vec::new()), &|| false).unwrap();
    let stripped = body::of_draft(&draft);
    let set = collect::all(&reading, &stripped, &Sidecar::default(), &[]);
    let places = anchoring::anchor(&set, &stripped.text);
    let count = |draft: &Draft| draft.slots().iter().map(|s| s.block.annotations.len()).sum::<usize>();
    // A body that would be read as another is not written.
    let Some((written, left)) = inlining::write("", &stripped.text, format, &set.annotations, &places) else { return };
    let again = Draft::new(&written, format);
    let body = body::of_draft(&again).text;
    assert!(body == stripped.text, "{written:?}: the body was {:?} and is {body:?}", stripped.text);
    assert!(count(&again) + left.len() == set.annotations.len(), "{written:?}: {} of {set:?}", count(&again));
}

// ---- the files beside drafts -------------------------------------------------------------------------------------------------

/// Any file that a desk keeps beside its drafts is read or refused with a place in it, and what is written is read again.
pub fn files(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
    let placed = |t: &Trouble| {
        assert!(t.line <= lines && t.column <= text.chars().count() + 1 && !t.message.is_empty(), "{t:?}");
        assert!(t.told(Path::new("a")).starts_with("a:"));
    };
    match yaml::read(&text) {
        Ok(node) => depth(&node),
        Err(t) => placed(&t),
    }
    let quoted = yaml::read(&format!("a: {}\n", yaml::quoted(&text)));
    assert_eq!(quoted.unwrap().get("a").and_then(yaml::Node::scalar), Some(&*text), "a value is written so that it is read");
    people(&text, &placed);
    for notation in [Notation::Yaml, Notation::Toml, Notation::Json, Notation::Titles, Notation::Org, Notation::Bare] {
        let (metadata, slips) = metadata::read(&text, notation);
        for slip in slips {
            let line = text.split('\n').nth(slip.line);
            let within = |range: &Range<usize>| line.is_some_and(|l| l.get(range.clone()).is_some());
            assert!(within(&slip.place) && slip.mend.as_ref().is_none_or(|(range, _)| within(range)), "{notation:?} {slip:?}");
        }
        let _ = metadata.or(Metadata::default());
    }
    assert!(text.get(edits::set_date_in_meta_file(&text, "2024-04-01").range).is_some());
    Protected::read(&text).1.iter().for_each(&placed);
    match Settings::from_toml(&text) {
        Ok(settings) => {
            let _ = (rules::unknown(&settings), settings.for_file("opinion/a.md"));
        }
        Err(t) => placed(&t),
    }
    if let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) {
        let _ = Settings::default().overridden(&json);
    }
    beside(&text, lines);
}

fn depth(node: &yaml::Node) {
    assert!(node.items().len() < usize::MAX && node.text("a").is_none_or(|t| !t.is_empty()));
}

fn people(text: &str, placed: &dyn Fn(&Trouble)) {
    let (entries, troubles) = file::read(text);
    troubles.iter().for_each(placed);
    let (at, _) = file::room_for_item(text);
    assert!(text.get(at..).is_some());
    for entry in entries.people.iter().take(20) {
        assert!(file::ids(text, &entry.id).into_iter().all(|range| text.get(range) == Some(&entry.id)));
    }
    for entry in entries.people.iter().take(20) {
        let written = format!("people:\n{}", file::item(entry));
        let (again, mut anew) = file::read(&written);
        // What was told of what it says, as of a role that ends before it begins, is told again.
        anew.retain(|trouble| troubles.iter().all(|told| told.message != trouble.message));
        let names = |e: &copydesk::roster::Entry| (e.id.clone(), e.name.clone(), e.aliases.clone(), e.roles.len());
        assert!(anew.is_empty() && again.people.first().map(names) == Some(names(entry)), "{written}\n{anew:?}\n{entry:?}");
    }
    let roster = Roster::of([entries]);
    for entry in roster.people().iter().take(20) {
        let _ = (roster.named(&entry.name, &[]), entry.roles_on(DATE), entry.age_on(DATE));
    }
    if let Ok((_, imported)) = import::read(text) {
        let _ = import::conflicts(&roster, &imported);
        imported.iter().take(20).for_each(|e| assert!(!file::item(e).is_empty()));
    }
}

/// A file of annotations: what is written is read as it was, and whatever it claims, places in a body are places.
fn beside(text: &str, lines: usize) {
    let set = match sidecar::read(text) {
        Ok(set) => set,
        Err(why) => {
            assert!(why.line <= lines + 1 && !why.message.is_empty(), "{why:?}");
            return;
        }
    };
    let written = sidecar::write(&set, "a.txt");
    let again = sidecar::read(&written).unwrap_or_else(|why| panic!("{written} is refused: {why:?}"));
    assert_eq!(written, sidecar::write(&again, "a.txt"));
    assert_eq!(set.annotations.len(), again.annotations.len());
    let body = "The council closed the harbour bridge.\n\n“It was unsafe,” said Ana Sousa.\n";
    for place in anchoring::anchor(&set, body).into_iter().flatten() {
        assert!(body.get(place.clone()).is_some(), "{place:?}");
    }
    exported(body, &set);
}

fn exported(body: &str, set: &Sidecar) {
    let mut set = set.clone();
    set.annotations.sort_by_key(|a| (a.position.start, std::cmp::Reverse(a.position.end)));
    let reading = read(&Draft::new(body, Format::Text), &context(Vec::new()), &|| false).unwrap();
    exports(&Source::new("a.txt", body, &set, &reading, "2024-05-03T00:00:00Z", false));
    let public = collect::public(set.clone(), |id| reading.protects(id));
    exports(&Source::new("a.txt", body, &public, &reading, "2024-05-03T00:00:00Z", true));
}

/// Every form can be read by those for whom it is.
fn exports(source: &Source) {
    for json in [ninjs::write(source), schema_org::write(source)] {
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    }
    let article: serde_json::Value = serde_json::from_str(&ninjs::write(source)).unwrap();
    well_formed(&format!("<div>{}</div>", article["bodies"][1]["value"].as_str().unwrap()));
    let xml = tei::write(source);
    well_formed(&xml);
    let ann = brat::write(source);
    assert!(brat::read(&ann).len() <= source.set.annotations.len(), "{ann}");
}

/// Fails where a text is not well-formed XML, or has what XML 1.0 cannot hold.
pub fn well_formed(xml: &str) {
    let held = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(held), "a character that XML cannot hold: {xml:?}");
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0i32;
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}: {xml}")) {
            quick_xml::events::Event::Start(e) => {
                depth += 1;
                e.attributes().for_each(|a| assert!(a.is_ok(), "{a:?}: {xml}"));
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{xml}");
}

// ---- drafts ------------------------------------------------------------------------------------------------------------------

/// Any text is read, asked everything that can be asked of it, and edited: read after the edits as if it were new.
///
/// Bytes that UTF-8 never has, `FF`, part the text from the edits, each of which is a place (two bytes), how much goes (one
/// byte) and what comes. The first four bytes tell the format, and where an annotation beside the draft stands.
pub fn draft(bytes: &[u8]) {
    let (head, rest) = bytes.split_at(bytes.len().min(4));
    let head = |n: usize| usize::from(head.get(n).copied().unwrap_or_default());
    let format = if head(0) % 2 == 0 { Format::Text } else { Format::Markdown };
    let mut pieces = rest.split(|b| *b == 0xff);
    let text = String::from_utf8_lossy(pieces.next().unwrap_or_default()).into_owned();
    let mut draft = Draft::new(&text, format);
    everything_asked(&draft, (head(1) * 256 + head(2), head(2), head(3)));
    for edit in pieces {
        let [high, low, length, insert @ ..] = edit else { continue };
        let start = usize::from(*high) * 256 + usize::from(*low);
        let start = start % (draft.rope().len_bytes() + 1);
        draft.edit(start..start + usize::from(*length), &String::from_utf8_lossy(insert));
        seen(&draft);
    }
    let fresh = Draft::new(&draft.rope().to_string(), format);
    assert_eq!(seen(&draft), seen(&fresh), "{:?}", draft.rope().to_string());
}

/// Everything that a reader of a draft could see, as text.
pub fn seen(draft: &Draft) -> String {
    let context = Context { date: Some(DATE), ..Context::default() };
    shown(&read(draft, &context, &|| false).unwrap())
}

/// Everything that a reader of a reading could see, as text.
pub fn shown(reading: &Reading) -> String {
    let mut out = String::new();
    let findings = rules::check(reading, &reading.settings);
    for f in &findings {
        writeln!(out, "{:?} {} {} {}", reading.absolute(f.place), f.code, f.severity.name(), f.message(reading)).unwrap();
    }
    for q in &reading.quotes {
        writeln!(out, "{:?} {:?} {:?}", reading.absolute(q.place), q.speaker, q.person).unwrap();
    }
    for d in &reading.dates {
        writeln!(out, "{:?} {}", reading.absolute(d.place), d.value).unwrap();
    }
    writeln!(out, "{:?}\n{:?}\n{:?}\n{:?}", reading.regions, reading.people, reading.attributions, reading.claims).unwrap();
    writeln!(out, "{:?}\n{:?}\n{:?}\n{:?}", reading.marks, reading.metadata, reading.header, reading.front_slips).unwrap();
    writeln!(out, "{:?}\n{:?}", reading.doubtful_day, reading.datelines).unwrap();
    out
}

/// Asks for every hover, every fix of every finding, and what can be done at every letter, and does it.
pub fn everything_asked(draft: &Draft, (from, length, kind): (usize, usize, usize)) {
    let text = draft.rope().to_string();
    let bounds = bounds(&text);
    // An annotation beside the draft, somewhere.
    let start = bounds[from % bounds.len()];
    let end = bounds[(from % bounds.len() + length % 20).min(bounds.len() - 1)];
    let kept = Kept {
        range: start..end,
        kind: Kind::ALL[kind % 6],
        id: "c1".into(),
        words: "x".into(),
        attributes: vec![("by".into(), "may-monday".into())],
    };
    let reading = read(draft, &context(vec![kept]), &|| false).unwrap();
    let desk =
        Surroundings { has_file: true, has_people_file: true, today: "2024-04-02".into(), line_break: "\n", ..Surroundings::default() };
    let within = |range: &Range<usize>| text.get(range.clone()).is_some();
    let act = |fix: &Fix| {
        if let Ok(edits) = fix.edits(&reading, Way::Inline, None) {
            for e in edits.iter().filter(|e| e.target == Target::Draft) {
                assert!(within(&e.range), "{}: {:?} is no range of {text:?}", fix.title, e.range);
            }
        }
    };
    let findings = rules::check(&reading, &Settings::default());
    for finding in &findings {
        assert!(within(&reading.absolute(finding.place)), "{finding:?}: {text:?}");
        rules::fixes(&reading, finding, &desk).iter().for_each(act);
    }
    let line_of = line_of(&text);
    for at in bounds {
        let card = hover::at(&reading, at, &line_of, &|l| l.to_string());
        assert!(card.is_none_or(|c| !c.markdown.is_empty() && !escape::plain(&c.markdown).is_empty()));
        offers::offers(&reading, at..at, "2024-04-01", None).iter().for_each(act);
        offers::changes(&reading, at, "2024-04-02", None).iter().for_each(act);
        assert!(attributes::slot(&text, at).is_none_or(|(_, range)| within(&range)));
        if let Some((id, range)) = ids::at(&reading, &text, at) {
            assert!(within(&range) && ids::references(&reading, &id).iter().all(within), "{id}");
        }
    }
    let rows = ledger::rows(&reading, &[]);
    assert!(rows.iter().all(|r| reading.text(r.place) == r.text));
    assert!(ledger::public(rows).iter().all(|r| r.note.is_empty()));
    let codes: Vec<_> = findings.iter().map(|f| (f.code, f.place)).collect();
    assert!(outline::outline(&reading, &codes).iter().all(|e| e.end(&reading) <= text.len()));
    assert!(voices::stretches(&reading).windows(2).all(|w| w[0].place.end <= w[1].place.start || w[0].place.block < w[1].place.block));
    let body = body::of_draft(draft);
    let set = collect::all(&reading, &body, &Sidecar::default(), &[]);
    exports(&Source::new("a.md", &body.text, &set, &reading, "2024-05-03T00:00:00Z", false));
}
